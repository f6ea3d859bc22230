//! Returning workers (返厂登记): a declaration at the window, with those of the family.

use uuid::Uuid;

use super::{Done, Error, Station};
use crate::domain::declaration::Declaration;
use crate::domain::entry::Entry;
use crate::domain::names::clean_name;
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::privacy::Item;
use crate::domain::returns::{self, Screened, contradiction};
use crate::domain::rights::Right;

/// What a declaration came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    pub screened: Screened,
    /// Those of the family who declared with it.
    pub family: Vec<PersonId>,
}

/// A family member of a declaration, with the same questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Somebody known; without it somebody new.
    pub person: Option<PersonId>,
    pub name: String,
    /// What they are to the worker: 配偶, 子女.
    pub relation: String,
    pub declaration: Declaration,
}

impl Station {
    /// Keeps a declaration and those of the family, all of them or none, and judges it. Most declare before they travel:
    /// it makes nobody present, the first passage in does.
    pub fn declare(&mut self, mut declaration: Declaration, household: Vec<Member>) -> Result<Done<Declared>, Error> {
        self.need(Right::Register)?;
        let person = self.known(declaration.person)?;
        if !(household.is_empty() || self.settings().asks(Item::Household)) {
            return Err(Error::NotAsked(Item::Household));
        }
        for form in std::iter::once(&declaration).chain(household.iter().map(|member| &member.declaration)) {
            if let Some(what) = contradiction(form) {
                return Err(Error::Contradiction(what));
            }
        }
        let (rules, today) = (self.settings().rules.clone(), self.card().zone.day_of(self.now()));
        let mut entries = Vec::new();
        let mut verdicts = Vec::new();
        for member in household {
            let id = member.person.unwrap_or_else(|| PersonId(Uuid::now_v7()));
            if member.person.is_none() {
                entries.push(Entry::PersonSaved(family(&person, id, &member)?));
            }
            let judged = returns::judge(&rules, &member.declaration, &[], today);
            verdicts.push((member.name.clone(), judged.judgement.verdict));
            declaration.household.push(id);
            entries.push(Entry::Declared(Declaration {
                person: id,
                ..member.declaration
            }));
        }
        let declared = Declared {
            screened: returns::judge(&rules, &declaration, &verdicts, today),
            family: declaration.household.clone(),
        };
        entries.push(Entry::Declared(declaration));
        Ok(self.write_all(entries)?.with(declared))
    }
}

fn family(worker: &Person, id: PersonId, member: &Member) -> Result<Person, Error> {
    Ok(Person {
        id,
        name: clean_name(&member.name)?,
        kind: Kind::Family,
        unit: worker.unit.clone(),
        department: worker.department.clone(),
        dormitory: worker.dormitory.clone(),
        host: worker.name.clone(),
        note: member.relation.trim().to_owned(),
        ..Person::default()
    })
}
