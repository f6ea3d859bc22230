//! Everything that is kept about one person, for themselves (本人查询, PIPL art. 45; GB/T 35273-2020 8.1).

use serde_json::{Value, json};

use super::{Done, Error, Event, Line, Station};
use crate::domain::audit::Audited;
use crate::domain::day::{Moment, rfc3339};
use crate::domain::entry::{Entry, Visit};
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::Wish;
use crate::domain::rights::Right;
use crate::store::{access, register, things};

/// What is kept about somebody.
#[derive(Clone, Debug)]
pub struct OwnData {
    pub person: Person,
    pub has_photo: bool,
    /// Newest first.
    pub lines: Vec<Line>,
    /// Newest first.
    pub visits: Vec<(Moment, Visit)>,
    /// Newest first.
    pub course: Vec<Event>,
    /// Who saw, held or asked for something, newest first, with who answers for it.
    pub access: Vec<(Moment, Audited, String)>,
}

impl Station {
    /// Writes down that somebody asked for their own data, and puts it together. Other people in it are named by nothing but what
    /// the person said themselves.
    pub fn own_data(&mut self, person: PersonId) -> Result<Done<OwnData>, Error> {
        self.need(Right::ExportNames)?;
        self.known(person)?;
        let done = self.requested(person, Wish::See, "")?;
        let data = self.kept_about(person)?;
        Ok(done.with(data))
    }

    fn kept_about(&self, person: PersonId) -> Result<OwnData, Error> {
        let mut access: Vec<(Moment, Audited, String)> = access::of_person(&self.store, person)?
            .into_iter()
            .map(|(written, audited, who)| (written.at, audited, who))
            .collect();
        access.reverse();
        Ok(OwnData {
            person: register::person(&self.store, person)?.ok_or(Error::UnknownPerson)?,
            has_photo: things::photo(&self.store, person)?.is_some(),
            lines: self.timeline(person)?,
            visits: register::visits_of(&self.store, person)?,
            course: self.course(person)?,
            access,
        })
    }
}

impl OwnData {
    /// As a document for programs, with the keys of the journal.
    pub fn json(&self, zone_min: i32) -> String {
        let at = |at: Moment| rfc3339(at, zone_min);
        let line = |line: &Line| {
            json!({
                "at": at(line.at),
                "celsius": line.celsius.map(|celsius| f64::from(celsius.0) / 100.0),
                "direction": line.direction.key(),
                "verdict": line.verdict.key(),
                "passed": line.passed,
                "reason": line.reason,
                "corrected": line.corrected_by.is_some(),
            })
        };
        let event = |event: &Event| json!({ "at": at(event.at), "kind": Entry::kind_name(event.entry.kind()), "said": said(&event.entry) });
        let visit = |(when, visit): &(Moment, Visit)| json!({ "at": at(*when), "said": visit });
        let access = |(when, audited, who): &(Moment, Audited, String)| {
            let kind = Audited::kind_name(audited.kind()).unwrap_or_default();
            json!({ "at": at(*when), "kind": kind, "said": said(&Entry::Audited(audited.clone())), "by": who })
        };
        let document = json!({
            "person": self.person,
            "photo": self.has_photo,
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "visits": self.visits.iter().map(visit).collect::<Vec<_>>(),
            "course": self.course.iter().map(event).collect::<Vec<_>>(),
            "access": self.access.iter().map(access).collect::<Vec<_>>(),
        });
        format!("{document:#}\n")
    }
}

fn said(entry: &Entry) -> Value {
    let body = entry.encode().ok();
    body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or(Value::Null)
}
