//! Who has been near somebody: the register, the outings and the declarations of a span of days, handed to the rule.

use std::collections::HashMap;
use std::io::Write;

use super::out::{Count, Key, Only, Progress, Reader, Words, text};
use super::{Error, ExportAsked, Station};
use crate::domain::contacts::{self, Away, Contact, Evidence, Facts};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::health::Standings;
use crate::domain::person::{Person, PersonId};
use crate::exchange::write::{Cell, Writer, tsv};
use crate::store::{Store, course, lines, people};

impl Station {
    /// Everybody who has been near somebody from a day to a day, nearest first.
    pub fn contacts(&self, person: PersonId, days: (Day, Day)) -> Result<Vec<Contact>, Error> {
        let people = everybody(&self.store)?;
        let who = people.iter().find(|one| one.id == person).ok_or(Error::UnknownPerson)?;
        near(&self.store, self.card().zone, &people, who, days)
    }
}

/// The columns of the table of contacts.
pub(super) const COLUMNS: &[Key] = &[
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

impl Reader {
    /// Who carries a badge or an employee number.
    pub fn carrying(&self, number: &str) -> Result<PersonId, Error> {
        let carries = |person: &Person| !number.is_empty() && [&person.badge, &person.employee].into_iter().any(|own| own == number);
        let people = everybody(&self.store)?;
        let who = people.into_iter().find(carries).ok_or(Error::UnknownPerson)?;
        Ok(who.id)
    }

    /// The contacts of the one person asked for, nearest first.
    pub(super) fn contacts<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        words: &dyn Words,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let people = everybody(&self.store)?;
        let by_id: HashMap<PersonId, &Person> = people.iter().map(|person| (person.id, person)).collect();
        let asked_about = match &asked.only {
            Some(Only::People(people)) => people.as_slice(),
            Some(Only::Outings(_) | Only::Journal(_)) | None => &[],
        };
        let who = asked_about.iter().find_map(|id| by_id.get(id));
        let who = who.ok_or(Error::UnknownPerson)?;
        let days = (
            asked.from.unwrap_or(Day(chrono::NaiveDate::MIN)),
            asked.to.unwrap_or(Day(chrono::NaiveDate::MAX)),
        );
        let found = near(&self.store, self.zone, &people, who, days)?;
        let mut count = Count::of(found.len(), progress);
        for (contact, rank) in found.iter().zip(1..) {
            if let Some(person) = by_id.get(&contact.person) {
                row(writer, (rank, person, contact), self.zone, words)?;
            }
            count.another()?;
        }
        Ok(count.done)
    }
}

/// Rows of texts for the clipboard, guarded like a file.
pub fn as_tsv(titles: &[String], rows: &[Vec<String>]) -> String {
    tsv(titles, rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect::<Vec<_>>()))
}

fn row<W: Write + Send>(
    writer: &mut Writer<W>,
    (rank, person, contact): (i64, &Person, &Contact),
    zone: Zone,
    words: &dyn Words,
) -> Result<(), Error> {
    let codes: Vec<&str> = contact.evidence.iter().map(Evidence::code).collect();
    let said: Vec<String> = contact.evidence.iter().map(|evidence| words.said(zone, evidence)).collect();
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
    use crate::domain::peer::Level;
    use crate::station::demo::{Plan, demo};
    use crate::station::out::{Codes, Format, What};

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
        let permit = Station::open(folder.path(), Box::new(crate::station::SystemClock))?.may_export(What::Contacts.right(Level::Full))?;
        let reader = Reader::open(folder.path())?;
        let people = everybody(&reader.store)?;
        let resident = people
            .iter()
            .find(|person| !person.badge.is_empty() && !person.dormitory.is_empty());
        let resident = resident.ok_or("nobody")?;
        let asked = ExportAsked {
            what: What::Contacts,
            format: Format::Csv,
            from: Some(plan.until.minus_days(5)),
            to: Some(plan.until),
            only: Some(Only::People(vec![reader.carrying(&resident.badge)?])),
            level: Level::Full,
            purpose: String::new(),
            path: folder.path().join("contacts.csv"),
        };
        let mut out = Vec::new();
        let rows = reader.stream(&permit, &asked, &Codes, &mut out, &|_, _| false)?;
        let table = String::from_utf8(out)?;
        assert_eq!(u64::try_from(table.lines().count())?, rows + 1, "the titles, and a line each");
        for evidence in ["shift", "passage", "room"] {
            assert!(table.contains(evidence), "{table}");
        }
        assert!(matches!(reader.carrying("X"), Err(Error::UnknownPerson)));
        let nobody = ExportAsked { only: None, ..asked };
        let refused = reader.stream(&permit, &nobody, &Codes, Vec::new(), &|_, _| false);
        assert!(matches!(refused, Err(Error::UnknownPerson)));
        Ok(())
    }
}
