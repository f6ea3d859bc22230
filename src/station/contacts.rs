//! Who has been near somebody: the register, the outings and the declarations of a span of days, handed to the rule.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::out::Reader;
use super::{Error, Station};
use crate::domain::contacts::{self, Away, Contact, Evidence, Facts};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::health::Standings;
use crate::domain::person::{Person, PersonId};
use crate::exchange::write::{Cell, Column, Format, Writer, to_file, tsv};
use crate::store::{Store, course, lines, people};

/// The columns of the table of contacts: their keys, and their widths in characters.
const COLUMNS: [(&str, f64); 11] = [
    ("rank", 8.0),
    ("badge", 10.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("kind", 10.0),
    ("department", 16.0),
    ("team", 10.0),
    ("dormitory", 16.0),
    ("phone", 16.0),
    ("evidence", 24.0),
    ("said", 60.0),
];

impl Station {
    /// Everybody who has been near somebody from a day to a day, nearest first.
    pub fn contacts(&self, person: PersonId, days: (Day, Day)) -> Result<Vec<Contact>, Error> {
        let people = everybody(&self.store)?;
        let who = people.iter().find(|one| one.id == person).ok_or(Error::UnknownPerson)?;
        near(&self.store, self.card().zone, &people, who, days)
    }
}

/// Who is asked about, by badge or employee number, and which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactsAsked {
    pub number: String,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// The words of a table of contacts.
pub struct Words<'a> {
    pub title: &'a dyn Fn(&str) -> String,
    pub said: &'a dyn Fn(Zone, &Evidence) -> String,
}

impl Reader {
    /// Writes the contacts of somebody to a file; whole, or not there. Answers how many.
    pub fn contacts_to_file(&self, asked: &ContactsAsked, (path, format): (&Path, Format), words: &Words<'_>) -> Result<usize, Error> {
        let columns = titled(words);
        to_file(path, format, &columns, "contacts", |writer: &mut Writer<&File>| {
            self.fill_contacts(asked, writer, words)
        })
    }

    /// Writes the contacts of somebody to a stream.
    pub fn contacts_to<W: Write + Send>(&self, asked: &ContactsAsked, format: Format, out: W, words: &Words<'_>) -> Result<(), Error> {
        let mut writer = Writer::new(format, out, &titled(words), "contacts")?;
        self.fill_contacts(asked, &mut writer, words)?;
        writer.finish()?;
        Ok(())
    }

    fn fill_contacts<W: Write + Send>(&self, asked: &ContactsAsked, writer: &mut Writer<W>, words: &Words<'_>) -> Result<usize, Error> {
        let people = everybody(&self.store)?;
        let carries = |person: &&Person| !asked.number.is_empty() && [&person.badge, &person.employee].contains(&&asked.number);
        let who = people.iter().find(carries).ok_or(Error::UnknownPerson)?;
        let days = (
            asked.from.unwrap_or(Day(chrono::NaiveDate::MIN)),
            asked.to.unwrap_or(Day(chrono::NaiveDate::MAX)),
        );
        let found = near(&self.store, self.zone, &people, who, days)?;
        for (contact, rank) in found.iter().zip(1..) {
            if let Some(person) = people.iter().find(|person| person.id == contact.person) {
                row(writer, (rank, person, contact), self.zone, words)?;
            }
        }
        Ok(found.len())
    }
}

/// Rows of texts for the clipboard, guarded like a file.
pub fn as_tsv(titles: &[String], rows: &[Vec<String>]) -> String {
    tsv(titles, rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect::<Vec<_>>()))
}

fn titled(words: &Words<'_>) -> Vec<Column> {
    let column = |(key, width)| Column {
        key,
        title: (words.title)(key),
        width,
    };
    COLUMNS.into_iter().map(column).collect()
}

fn row<W: Write + Send>(
    writer: &mut Writer<W>,
    (rank, person, contact): (i64, &Person, &Contact),
    zone: Zone,
    words: &Words<'_>,
) -> Result<(), Error> {
    let codes: Vec<&str> = contact.evidence.iter().map(Evidence::code).collect();
    let said: Vec<String> = contact.evidence.iter().map(|evidence| (words.said)(zone, evidence)).collect();
    let said = said.join("; ");
    let cells = [
        Cell::Integer(rank),
        text(&person.badge),
        text(&person.employee),
        text(&person.name),
        text(person.kind.key()),
        text(&person.department),
        text(&person.team),
        text(&person.dormitory),
        text(&person.phone),
        Cell::List(&codes),
        text(&said),
    ];
    Ok(writer.row(&cells)?)
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn everybody(store: &Store) -> Result<Vec<Person>, Error> {
    let mut everybody = Vec::new();
    people::each(store, |person| everybody.push(person))?;
    Ok(everybody)
}

fn near(store: &Store, zone: Zone, people: &[Person], who: &Person, (from, to): (Day, Day)) -> Result<Vec<Contact>, Error> {
    let mut passages: Vec<(Moment, PersonId)> = Vec::new();
    lines::each(store, zone.span(from, to), |line| {
        if line.passed && line.corrected_by.is_none() {
            passages.push((line.at, line.person));
        }
        Ok(true)
    })?;
    let mut courses = Standings::new();
    course::each(store, |event| {
        courses.entry(event.person).or_default().take(event.at, zone, &event.entry);
    })?;
    let away = away(&courses, zone, (from, to));
    let households: Vec<(PersonId, PersonId)> = courses
        .iter()
        .filter_map(|(person, health)| Some((*person, &health.declared.as_ref()?.1.household)))
        .flat_map(|(person, household)| household.iter().map(move |member| (person, *member)))
        .collect();
    let facts = Facts {
        zone,
        people,
        passages: &passages,
        away: &away,
        households: &households,
    };
    Ok(contacts::contacts(who, &facts))
}

/// Who was out where within the days.
fn away(courses: &Standings, zone: Zone, (from, to): (Day, Day)) -> Vec<Away> {
    let outings = courses
        .iter()
        .flat_map(|(person, health)| health.outings.iter().map(move |outing| (*person, outing)));
    let away = outings.filter_map(|(person, outing)| {
        let left = zone.day_of(outing.left?.0);
        Some(Away {
            person,
            place: outing.destination.clone(),
            code: outing.code,
            from: left,
            to: outing.back.map_or(to, |(back, _)| zone.day_of(back)),
        })
    });
    away.filter(|away| away.from <= to && away.to >= from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::station::demo::{Plan, demo};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn the_invented_plant_has_contacts_with_every_evidence() -> Checked {
        let folder = tempfile::tempdir()?;
        let plan = Plan {
            people: 300,
            days: 6,
            ..Plan::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let reader = Reader::open(folder.path())?;
        let people = everybody(&reader.store)?;
        let resident = people
            .iter()
            .find(|person| !person.badge.is_empty() && !person.dormitory.is_empty());
        let resident = resident.ok_or("nobody")?;
        let asked = ContactsAsked {
            number: resident.badge.clone(),
            from: Some(plan.until.minus_days(5)),
            to: Some(plan.until),
        };
        let words = Words {
            title: &|key| key.to_owned(),
            said: &|_, evidence| evidence.code().to_owned(),
        };
        let mut out = Vec::new();
        reader.contacts_to(&asked, Format::Csv, &mut out, &words)?;
        let table = String::from_utf8(out)?;
        assert!(
            table.contains("shift") && table.contains("passage") && table.contains("room"),
            "{table}"
        );
        let nobody = ContactsAsked {
            number: "X".into(),
            ..asked
        };
        assert!(matches!(
            reader.contacts_to(&nobody, Format::Csv, Vec::new(), &words),
            Err(Error::UnknownPerson)
        ));
        Ok(())
    }
}
