//! An online questionnaire of returning workers (摸排): a row becomes somebody and what they declare.
//!
//! What is said of the person is cleaned as in a roster. Home, sex and age are recognised and not kept: where somebody is
//! registered or born is no reason (CAC notice of 4 February 2020). An answer that cannot be understood is asked again,
//! never taken for a no; days that cannot be are a fault of their row.

mod answers;
mod words;

#[cfg(test)]
mod tests;

use super::columns::{self, Field, Matching, Meaning, Words, tidy};
use super::sheet::Row;
use crate::domain::dates::read_day;
use crate::domain::day::Day;
use crate::domain::declaration::{Answer, Declaration};
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::domain::returns::{Contradiction, contradiction};
use crate::domain::rules::Rules;

/// What a questionnaire asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Who it is, as in a roster.
    Person(Field),
    Submitted,
    Places,
    Dates,
    ReturnDate,
    Vehicle,
    Contact,
    ContactOn,
    Unwell,
    Symptoms,
    /// Recognised and not kept.
    Address,
    Sex,
    Age,
    Serial,
}

impl Asked {
    /// Everything that a column can be, in the order of a usual form.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TITLES.iter().map(|words| words.field)
    }
}

impl Meaning for Asked {
    const TITLES: &'static [Words<Self>] = words::TITLES;
    const STRANGERS: &'static str = words::STRANGERS;

    fn key(self) -> &'static str {
        match self {
            Self::Person(field) => field.key(),
            Self::Submitted => "submitted",
            Self::Places => "places",
            Self::Dates => "dates",
            Self::ReturnDate => "return_date",
            Self::Vehicle => "vehicle",
            Self::Contact => "contact",
            Self::ContactOn => "contact_on",
            Self::Unwell => "unwell",
            Self::Symptoms => "symptoms",
            Self::Address => "address",
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Serial => "serial",
        }
    }
}

/// A row as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Somebody new: a worker who is away until they return.
    pub person: Person,
    pub declaration: Declaration,
    /// The second of its day at which it was sent, where that is written.
    pub second: u32,
}

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// `missing`, `unreadable`, or one of the codes of a roster's cells.
    Cell {
        field: Asked,
        code: &'static str,
    },
    Contradiction {
        field: Asked,
        what: Contradiction,
    },
}

/// Longest answer in characters.
const LONGEST: usize = 2000;
/// A form is not sent in more than so many days before or after it is read.
const MOST_DAYS_AWAY: i64 = 3650;

impl Matching<Asked> {
    /// What a row declares. `today` stands for the day it was sent where none is written.
    pub fn answered(&self, row: &Row, id: PersonId, rules: &Rules, today: Day) -> Result<Answered, AnswerFault> {
        let person = self.answerer(row, id)?;
        let text = |asked: Asked| {
            let cell = self.column(asked).and_then(|column| row.cells.get(column));
            let text = tidy(cell.map_or("", String::as_str));
            let too_long = text.chars().count() > LONGEST;
            (!too_long).then_some(text).ok_or(AnswerFault::Cell {
                field: asked,
                code: "too-long",
            })
        };
        let sent = text(Asked::Submitted)?;
        let filed = submitted(&sent, today)?;
        let return_date = returning(&text(Asked::ReturnDate)?, filed)?;
        let (contact, contact_note) = answers::contact(&text(Asked::Contact)?);
        let contact_text = text(Asked::ContactOn)?;
        let contact_on = read_day(&contact_text, filed);
        let unread = if contact_on.is_none() { contact_text.as_str() } else { "" };
        let (unwell, symptoms) = answers::symptoms(rules, &text(Asked::Unwell)?, &text(Asked::Symptoms)?);
        let declaration = Declaration {
            stays: answers::stays(&text(Asked::Places)?, &text(Asked::Dates)?, filed),
            vehicle: text(Asked::Vehicle)?,
            contact,
            contact_on: contact_on.filter(|_| contact == Answer::Yes),
            contact_note: [contact_note.as_str(), unread].join(" ").trim().to_owned(),
            unwell,
            symptoms,
            ..Declaration::blank(id, return_date, filed)
        };
        if let Some(what) = contradiction(&declaration) {
            let field = blamed(&declaration, &what);
            return Err(AnswerFault::Contradiction { field, what });
        }
        let second = answers::second(&sent);
        Ok(Answered {
            person,
            declaration,
            second,
        })
    }

    fn answerer(&self, row: &Row, id: PersonId) -> Result<Person, AnswerFault> {
        let mut person = Person {
            id,
            kind: Kind::Worker,
            status: Status::Away,
            ..Person::default()
        };
        for (asked, cell) in self.columns.iter().zip(&row.cells) {
            let Some(Asked::Person(field)) = *asked else { continue };
            columns::fill(&mut person, field, cell).map_err(|code| AnswerFault::Cell {
                field: Asked::Person(field),
                code,
            })?;
        }
        Ok(person)
    }
}

fn submitted(text: &str, today: Day) -> Result<Day, AnswerFault> {
    let field = Asked::Submitted;
    if text.is_empty() {
        return Ok(today);
    }
    let day = read_day(text, today).ok_or(AnswerFault::Cell { field, code: "unreadable" })?;
    if day.days_since(today).abs() > MOST_DAYS_AWAY {
        let what = Contradiction::Year { day };
        return Err(AnswerFault::Contradiction { field, what });
    }
    Ok(day)
}

fn returning(text: &str, filed: Day) -> Result<Day, AnswerFault> {
    let field = Asked::ReturnDate;
    let code = if text.is_empty() { "missing" } else { "unreadable" };
    read_day(text, filed).ok_or(AnswerFault::Cell { field, code })
}

/// The column that a contradiction stands in.
fn blamed(declared: &Declaration, what: &Contradiction) -> Asked {
    match what {
        Contradiction::TooMany { .. } => Asked::Places,
        Contradiction::FutureContact => Asked::ContactOn,
        Contradiction::Year { day } if *day == declared.return_date => Asked::ReturnDate,
        Contradiction::Year { day } if Some(*day) == declared.contact_on => Asked::ContactOn,
        Contradiction::Year { .. } | Contradiction::Backwards { .. } | Contradiction::AfterReturn { .. } => Asked::Dates,
    }
}
