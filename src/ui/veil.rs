//! What of people a screen shows: numbers masked until somebody sees them whole for a reason, names covered where the queue looks on.

use super::Scene;
use crate::domain::day::Moment;
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::{Item, masked_document, masked_name, masked_number, masked_phone};

impl Scene<'_> {
    /// Somebody's telephone numbers: `138****0000`, whole while they are revealed.
    pub fn phone(&self, person: &Person) -> String {
        if self.is_revealed(person.id, Item::Phone) {
            person.phone.clone()
        } else {
            masked_phone(&person.phone)
        }
    }

    /// The number of somebody's document: `110***********1234`, whole while it is revealed.
    pub fn document(&self, person: &Person) -> String {
        if self.is_revealed(person.id, Item::Document) {
            person.document.clone()
        } else {
            masked_document(&person.document)
        }
    }

    pub fn is_revealed(&self, person: PersonId, item: Item) -> bool {
        self.revealed_until(person, item).is_some()
    }

    /// Until when a number of somebody is shown whole.
    pub fn revealed_until(&self, person: PersonId, item: Item) -> Option<Moment> {
        let revealed = self.view.veil.revealed?;
        let (who, what, until) = revealed;
        (who == person && what == item && until > self.now).then_some(until)
    }

    /// A name as the queue may see it.
    pub fn name(&self, name: &str) -> String {
        if self.view.veil.curtain {
            masked_name(name)
        } else {
            name.to_owned()
        }
    }

    /// A badge or an employee number as the queue may see it.
    pub fn number(&self, number: &str) -> String {
        if self.view.veil.curtain {
            masked_number(number)
        } else {
            number.to_owned()
        }
    }

    /// Whether the queue sees the screen: no photo, no place of work, no host.
    pub fn is_covered(&self) -> bool {
        self.view.veil.curtain
    }
}
