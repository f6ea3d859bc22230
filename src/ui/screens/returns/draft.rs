//! What is being typed into the form, and the declaration it stands for.

use crate::domain::dates::no_such_day;
use crate::domain::day::Day;
use crate::domain::declaration::{Answer, Declaration, Quarters, Stay};
use crate::domain::person::PersonId;
use crate::domain::returns::{Contradiction, contradiction};
use crate::domain::rules::Rules;
use crate::station::{Member, View};
use crate::ui::widgets::{DateDraft, PlaceDraft};

/// A declaration being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) person: Option<PersonId>,
    pub(super) returns: DateDraft,
    pub(super) quarters: Quarters,
    /// One at least, so that there is always a line to type into.
    pub(super) legs: Vec<Leg>,
    pub(super) answers: Answers,
    pub(super) relatives: Vec<Relative>,
}

/// A segment of the journey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Leg {
    pub(super) place: PlaceDraft,
    pub(super) from: DateDraft,
    pub(super) to: DateDraft,
    pub(super) vehicle: String,
    pub(super) transit: bool,
}

/// The questions that everybody answers for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) contact: Answer,
    pub(super) on: DateDraft,
    pub(super) with: String,
    pub(super) unwell: Answer,
    /// The rulebook's, by their keys.
    pub(super) symptoms: Vec<String>,
    pub(super) other: String,
}

/// A member of the household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    person: Option<PersonId>,
    pub(super) name: String,
    pub(super) relation: String,
    pub(super) together: bool,
    /// Where they were by themselves, as they declared it before.
    own: Vec<Stay>,
    pub(super) answers: Answers,
}

impl Default for Relative {
    fn default() -> Self {
        Self {
            person: None,
            name: String::new(),
            relation: String::new(),
            together: true,
            own: Vec::new(),
            answers: Answers::default(),
        }
    }
}

/// Under which row something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    Return,
    /// A segment, counted from 0.
    Leg(usize),
    Contact,
    /// A member of the household, counted from 0.
    Relative(usize),
}

/// What a row holds that nobody can keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) spot: Spot,
    pub(super) what: Wrong,
}

/// What is wrong with a field, named by the key of its word, or with what the fields say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    NoSuchDay { field: &'static str, month: u32, day: u32 },
    NoDate { field: &'static str },
    NoPlace,
    NoName,
    Contradicts(Contradiction),
}

/// What a draft stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) declaration: Declaration,
    pub(super) members: Vec<Member>,
    pub(super) faults: Vec<Fault>,
}

impl Wrong {
    /// The field that it is said of, where it is one.
    pub(super) fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchDay { field, .. } | Self::NoDate { field } => Some(field),
            Self::NoPlace | Self::NoName | Self::Contradicts(_) => None,
        }
    }
}

impl Draft {
    pub(super) fn blank(person: Option<PersonId>, today: Day) -> Self {
        Self {
            person,
            returns: DateDraft::of(Some(today)),
            quarters: Quarters::default(),
            legs: vec![Leg::default()],
            answers: Answers::default(),
            relatives: Vec::new(),
        }
    }

    /// What somebody declared last, to be corrected; a blank form for who never did.
    pub(super) fn of(view: &View, person: PersonId) -> Self {
        let declared = view.health(person).and_then(|health| health.declared.as_ref());
        let Some((_, declared)) = declared else {
            return Self::blank(Some(person), view.day);
        };
        let mut legs: Vec<Leg> = declared.stays.iter().map(Leg::of).collect();
        if legs.is_empty() {
            legs.push(Leg::default());
        }
        // A questionnaire asks by what they return, not by what they travelled each time.
        if legs.iter().all(|leg| leg.vehicle.is_empty())
            && let Some(last) = legs.last_mut()
        {
            last.vehicle.clone_from(&declared.vehicle);
        }
        Self {
            person: Some(person),
            returns: DateDraft::of(Some(declared.return_date)),
            quarters: declared.quarters,
            legs,
            answers: Answers::of(declared, &view.settings.rules),
            relatives: declared
                .household
                .iter()
                .filter_map(|id| Relative::of(view, *id, declared))
                .collect(),
        }
    }

    /// The declaration as it stands, and what in it cannot be kept.
    pub(super) fn read(&self, rules: &Rules, today: Day) -> Read {
        let mut faults = Vec::new();
        let return_date = date(&self.returns, "returns-date", today, Spot::Return, &mut faults).unwrap_or(today);
        let mut stays = Vec::new();
        let mut rows = Vec::new();
        for (row, leg) in self.legs.iter().enumerate() {
            if let Some(stay) = leg.read(row, today, &mut faults) {
                stays.push(stay);
                rows.push(row);
            }
        }
        let vehicles = self.legs.iter().rev().map(|leg| leg.vehicle.trim());
        let mut declaration = Declaration {
            stays,
            vehicle: vehicles
                .into_iter()
                .find(|vehicle| !vehicle.is_empty())
                .unwrap_or_default()
                .to_owned(),
            quarters: self.quarters,
            ..Declaration::blank(self.person.unwrap_or_default(), return_date, today)
        };
        self.answers.fill(&mut declaration, rules, Spot::Contact, &mut faults);
        faults.extend(contradiction(&declaration).map(|what| placed(what, &declaration, &rows)));
        let members = self.relatives.iter().enumerate();
        let members = members
            .map(|(row, relative)| relative.read(row, &declaration, rules, &mut faults))
            .collect();
        Read {
            declaration,
            members,
            faults,
        }
    }
}

impl Leg {
    fn of(stay: &Stay) -> Self {
        Self {
            place: PlaceDraft::of(&stay.text, stay.code),
            from: DateDraft::of(stay.from),
            to: DateDraft::of(stay.to),
            vehicle: stay.vehicle.clone(),
            transit: stay.transit,
        }
    }

    /// The stay; `None` for a line that nothing is written in but a vehicle.
    fn read(&self, row: usize, today: Day, faults: &mut Vec<Fault>) -> Option<Stay> {
        let spot = Spot::Leg(row);
        let before = faults.len();
        let from = date(&self.from, "returns-from", today, spot, faults);
        let to = date(&self.to, "returns-to", today, spot, faults);
        let text = self.place.text.trim();
        if text.is_empty() {
            if from.or(to).is_some() || faults.len() > before {
                let what = Wrong::NoPlace;
                faults.push(Fault { spot, what });
            }
            return None;
        }
        Some(Stay {
            text: text.to_owned(),
            code: self.place.code(),
            from,
            to,
            transit: self.transit,
            vehicle: self.vehicle.trim().to_owned(),
        })
    }
}

impl Answers {
    fn of(declared: &Declaration, rules: &Rules) -> Self {
        let is_known = |key: &String| rules.symptoms.iter().any(|symptom| symptom.key == *key);
        let (symptoms, other): (Vec<String>, Vec<String>) = declared.symptoms.iter().cloned().partition(is_known);
        Self {
            contact: declared.contact,
            on: DateDraft::of(declared.contact_on),
            with: declared.contact_note.clone(),
            unwell: declared.unwell,
            symptoms,
            other: other.join(" "),
        }
    }

    /// Writes the answers into a declaration.
    fn fill(&self, declaration: &mut Declaration, rules: &Rules, spot: Spot, faults: &mut Vec<Fault>) {
        declaration.contact = self.contact;
        if self.contact == Answer::Yes {
            declaration.contact_on = date(&self.on, "returns-contact-on", declaration.filed, spot, faults);
            self.with.trim().clone_into(&mut declaration.contact_note);
        }
        declaration.unwell = self.unwell;
        if self.unwell == Answer::Yes {
            declaration.symptoms.clone_from(&self.symptoms);
            let written = rules.symptoms_in(&self.other).into_iter();
            declaration.symptoms.extend(written.filter(|key| !self.symptoms.contains(key)));
        }
    }
}

impl Relative {
    fn of(view: &View, id: PersonId, worker: &Declaration) -> Option<Self> {
        let person = view.roster.get(id)?;
        let declared = view.health(id).and_then(|health| health.declared.as_ref());
        let together = declared.is_some_and(|(_, declared)| declared.stays == worker.stays);
        Some(Self {
            person: Some(id),
            name: person.name.clone(),
            relation: person.note.clone(),
            together,
            own: declared
                .filter(|_| !together)
                .map(|(_, declared)| declared.stays.clone())
                .unwrap_or_default(),
            answers: declared
                .map(|(_, declared)| Answers::of(declared, &view.settings.rules))
                .unwrap_or_default(),
        })
    }

    fn read(&self, row: usize, worker: &Declaration, rules: &Rules, faults: &mut Vec<Fault>) -> Member {
        let spot = Spot::Relative(row);
        if self.name.trim().is_empty() {
            let what = Wrong::NoName;
            faults.push(Fault { spot, what });
        }
        let (stays, vehicle) = if self.together {
            (worker.stays.clone(), worker.vehicle.clone())
        } else {
            (self.own.clone(), String::new())
        };
        let mut declaration = Declaration {
            stays,
            vehicle,
            quarters: worker.quarters,
            ..Declaration::blank(self.person.unwrap_or_default(), worker.return_date, worker.filed)
        };
        self.answers.fill(&mut declaration, rules, spot, faults);
        let future = contradiction(&declaration).filter(|what| *what == Contradiction::FutureContact);
        faults.extend(future.map(|what| Fault {
            spot,
            what: Wrong::Contradicts(what),
        }));
        Member {
            person: self.person,
            name: self.name.trim().to_owned(),
            relation: self.relation.trim().to_owned(),
            declaration,
        }
    }
}

fn date(draft: &DateDraft, field: &'static str, today: Day, spot: Spot, faults: &mut Vec<Fault>) -> Option<Day> {
    draft.day(today).unwrap_or_else(|_| {
        let what = match no_such_day(&draft.text) {
            Some((month, day)) => Wrong::NoSuchDay { field, month, day },
            None => Wrong::NoDate { field },
        };
        faults.push(Fault { spot, what });
        None
    })
}

/// A contradiction under the row it is about, with the number that row shows. `rows` are the rows of the stays.
fn placed(what: Contradiction, declared: &Declaration, rows: &[usize]) -> Fault {
    let row = |stay: usize| rows.get(stay.saturating_sub(1)).copied().unwrap_or_default();
    let (spot, what) = match what {
        Contradiction::Backwards { stay } => (Spot::Leg(row(stay)), Contradiction::Backwards { stay: row(stay) + 1 }),
        Contradiction::AfterReturn { stay } => (Spot::Leg(row(stay)), Contradiction::AfterReturn { stay: row(stay) + 1 }),
        Contradiction::FutureContact => (Spot::Contact, what),
        Contradiction::Year { day } => {
            let leg = declared.stays.iter().position(|stay| [stay.from, stay.to].contains(&Some(day)));
            let elsewhere = if declared.contact_on == Some(day) {
                Spot::Contact
            } else {
                Spot::Return
            };
            (leg.map_or(elsewhere, |at| Spot::Leg(row(at + 1))), what)
        }
        Contradiction::TooMany { .. } => (Spot::Leg(rows.last().copied().unwrap_or_default()), what),
    };
    Fault {
        spot,
        what: Wrong::Contradicts(what),
    }
}

#[cfg(test)]
mod tests;
