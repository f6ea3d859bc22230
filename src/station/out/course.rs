//! The course of people as rows: what they declared, where they went, how they isolate, and what the rules say of each.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Serialize;

use super::{Count, ExportAsked, Key, Only, Progress, Reader, text};
use crate::domain::day::{Day, Moment, rfc3339};
use crate::domain::declaration::{Declaration, Stay};
use crate::domain::going_out::Outing;
use crate::domain::health::{At, Health, Standings};
use crate::domain::isolation::{CauseKind, Isolation};
use crate::domain::person::{Person, PersonId, Status};
use crate::domain::region::Code;
use crate::domain::returns;
use crate::domain::screening::{Direction, Judgement, Reason};
use crate::exchange::write::{Cell, Writer};
use crate::station::Error;
use crate::station::health::standings;
use crate::store;

pub(super) const RETURNS: &[Key] = &[
    ("id", 38.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("return_date", 12.0),
    ("places", 40.0),
    ("contact", 10.0),
    ("symptoms", 20.0),
    ("verdict", 10.0),
    ("last_day", 12.0),
    ("first_free_day", 14.0),
    ("reasons", 24.0),
    ("judged_on", 12.0),
];
pub(super) const OUTINGS: &[Key] = &[
    ("id", 38.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("destination", 24.0),
    ("code", 8.0),
    ("reason", 24.0),
    ("filed_at", 26.0),
    ("left_at", 26.0),
    ("due_at", 26.0),
    ("back_at", 26.0),
    ("state", 10.0),
    ("kind", 10.0),
];
pub(super) const ISOLATIONS: &[Key] = &[
    ("id", 38.0),
    ("employee", 14.0),
    ("name", 12.0),
    ("kind", 10.0),
    ("started", 12.0),
    ("rule", 14.0),
    ("last_day", 12.0),
    ("first_free_day", 14.0),
    ("day", 6.0),
    ("state", 10.0),
    ("reasons", 24.0),
];
pub(super) const JUDGED: &[Key] = &[
    ("employee", 14.0),
    ("name", 12.0),
    ("verdict", 10.0),
    ("reasons", 24.0),
    ("last_day", 12.0),
    ("first_free_day", 14.0),
    ("badge", 10.0),
];

impl Reader {
    pub(super) fn returns<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let (people, standings) = (self.chosen(asked)?, self.standings(Moment(i64::MAX))?);
        let names: BTreeMap<PersonId, &str> = people.iter().map(|person| (person.id, person.name.as_str())).collect();
        let mut count = Count::of(people.len(), progress);
        let mut rows = 0;
        for person in &people {
            count.another()?;
            let declared = standings.get(&person.id).and_then(|health| health.declared.as_ref());
            let Some((_, declared)) = declared.filter(|(_, declared)| within(asked, declared.return_date)) else {
                continue;
            };
            let household = self.household(declared, &standings, &names);
            self.returning(writer, person, declared, &household)?;
            rows += 1;
        }
        Ok(rows)
    }

    /// The family members of a declaration, each judged on the day of its return.
    fn household(
        &self,
        declared: &Declaration,
        standings: &Standings,
        names: &BTreeMap<PersonId, &str>,
    ) -> Vec<(String, crate::domain::screening::Verdict)> {
        let members = declared.household.iter().filter_map(|id| {
            let (_, theirs) = standings.get(id)?.declared.as_ref()?;
            let judged = returns::judge(&self.settings.rules, theirs, &[], declared.return_date);
            Some((names.get(id).copied().unwrap_or_default().to_owned(), judged.judgement.verdict))
        });
        members.collect()
    }

    fn returning<W: Write + Send>(
        &self,
        writer: &mut Writer<W>,
        person: &Person,
        declared: &Declaration,
        household: &[(String, crate::domain::screening::Verdict)],
    ) -> Result<(), Error> {
        let judged_on = declared.return_date;
        let screened = returns::judge(&self.settings.rules, declared, household, judged_on);
        let (id, returns) = (person.id.to_string(), judged_on.to_string());
        let (json, places) = places(&declared.stays)?;
        let symptoms: Vec<&str> = declared.symptoms.iter().map(String::as_str).collect();
        let [last, free] = days(screened.until);
        let codes = codes(&screened.judgement.reasons);
        Ok(writer.row(&[
            text(&id),
            text(&person.employee),
            text(&person.name),
            text(&returns),
            Cell::Both {
                json: &json,
                text: &places,
            },
            text(declared.contact.key()),
            Cell::List(&symptoms),
            text(screened.judgement.verdict.key()),
            text(&last),
            text(&free),
            Cell::List(&codes),
            text(&returns),
        ])?)
    }

    pub(super) fn outings<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let listed: Option<BTreeSet<_>> = match &asked.only {
            Some(Only::Outings(outings)) => Some(outings.iter().collect()),
            Some(Only::People(_) | Only::Journal(_)) | None => None,
        };
        self.each(asked, progress, |person, health| {
            let listed = |outing: &&Outing| listed.as_ref().is_none_or(|listed| listed.contains(&outing.id));
            let wanted = health.outings.iter().filter(listed);
            let wanted = wanted.filter(|outing| within(asked, self.zone.day_of(outing.filed)));
            wanted.map(|outing| self.outing(writer, person, outing)).collect()
        })
    }

    fn outing<W: Write + Send>(&self, writer: &mut Writer<W>, person: &Person, outing: &Outing) -> Result<(), Error> {
        let at = |moment: Option<Moment>| moment.map_or_else(String::new, |at| rfc3339(at, self.zone.offset_min(at)));
        let id = outing.id.to_string();
        let code = outing.code.map(|code| code.to_string()).unwrap_or_default();
        let [filed, left, due, back] = [
            Some(outing.filed),
            outing.left.map(|(at, _)| at),
            Some(outing.due),
            outing.back.map(|(at, _)| at),
        ]
        .map(at);
        Ok(writer.row(&[
            text(&id),
            text(&person.employee),
            text(&person.name),
            text(&outing.destination),
            text(&code),
            text(&outing.reason),
            text(&filed),
            text(&left),
            text(&due),
            text(&back),
            text(outing.state(self.now).key()),
            text(person.kind.key()),
        ])?)
    }

    pub(super) fn isolations<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        self.each(asked, progress, |person, health| {
            let wanted = health.isolations.iter().filter(|isolation| within(asked, isolation.opened));
            wanted.map(|isolation| self.isolation(writer, person, health, isolation)).collect()
        })
    }

    fn isolation<W: Write + Send>(
        &self,
        writer: &mut Writer<W>,
        person: &Person,
        health: &Health,
        isolation: &Isolation,
    ) -> Result<(), Error> {
        let today = self.zone.day_of(self.now);
        let (on, state) = match &isolation.released {
            None => (today, "open"),
            Some(release) if release.early => (release.on, "early"),
            Some(release) => (release.on, "released"),
        };
        let clock = isolation.clock(&health.readings, on);
        let (id, started) = (isolation.id.to_string(), isolation.opened.to_string());
        let [last, free] = days(Some((clock.last, clock.free)));
        let reasons: BTreeSet<&str> = isolation.rows.iter().map(|row| cause(row.cause.kind)).collect();
        let reasons: Vec<&str> = reasons.into_iter().collect();
        Ok(writer.row(&[
            text(&id),
            text(&person.employee),
            text(&person.name),
            text(isolation.quarters.key()),
            text(&started),
            text(&isolation.rule),
            text(&last),
            text(&free),
            Cell::Integer(clock.number),
            text(state),
            Cell::List(&reasons),
        ])?)
    }

    /// Everybody judged by the rules that were in force at the end of a day.
    pub(super) fn judged<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let day = asked.to.unwrap_or_else(|| self.zone.day_of(self.now));
        let (_, end) = self.zone.span(day, day);
        let settings = store::station::settings_before(&self.store, end)?;
        let standings = self.standings(end)?;
        let (people, nobody) = (self.chosen(asked)?, Health::default());
        let names: BTreeMap<PersonId, String> = people.iter().map(|person| (person.id, person.name.clone())).collect();
        let at = At {
            rules: &settings.rules,
            zone: self.zone,
            now: end.plus_secs(-1),
        };
        let mut count = Count::of(people.len(), progress);
        for person in &people {
            let health = standings.get(&person.id).unwrap_or(&nobody);
            let members = health.household().iter();
            let household: Vec<_> = members
                .filter_map(|id| Some((names.get(id)?.clone(), health.weighs(at, standings.get(id)?)?)))
                .collect();
            let mut reasons = health.standing(at, person, Direction::In, &household);
            reasons.extend((person.status == Status::Left).then_some(Reason::Left));
            let last = reasons.iter().filter_map(Reason::last_day).max();
            let judgement = Judgement::of(reasons);
            let [last, free] = days(last.map(|last| (last, last.plus_days(1))));
            writer.row(&[
                text(&person.employee),
                text(&person.name),
                text(judgement.verdict.key()),
                Cell::List(&codes(&judgement.reasons)),
                text(&last),
                text(&free),
                text(&person.badge),
            ])?;
            count.another()?;
        }
        Ok(count.done)
    }

    pub(in crate::station) fn standings(&self, before: Moment) -> Result<Standings, Error> {
        standings(&self.store, &self.settings, self.zone, before)
    }

    /// Hands everybody who has a course to `rows`, which says how many it wrote.
    fn each(
        &self,
        asked: &ExportAsked,
        progress: Progress<'_>,
        mut rows: impl FnMut(&Person, &Health) -> Result<Vec<()>, Error>,
    ) -> Result<u64, Error> {
        let (people, standings) = (self.chosen(asked)?, self.standings(Moment(i64::MAX))?);
        let mut count = Count::of(people.len(), progress);
        let mut written = 0;
        for person in &people {
            if let Some(health) = standings.get(&person.id) {
                written += u64::try_from(rows(person, health)?.len()).unwrap_or_default();
            }
            count.another()?;
        }
        Ok(written)
    }
}

pub(super) fn within(asked: &ExportAsked, day: Day) -> bool {
    asked.from.is_none_or(|from| from <= day) && asked.to.is_none_or(|to| day <= to)
}

/// The codes of reasons, each once and in alphabetical order: two exports of the same differ in nothing.
fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    let codes: BTreeSet<&str> = reasons.iter().map(Reason::code).collect();
    codes.into_iter().collect()
}

/// The reason of the rulebook that a cause of isolation is.
fn cause(kind: CauseKind) -> &'static str {
    match kind {
        CauseKind::Travel => "risk-area",
        CauseKind::Contact | CauseKind::Symptoms | CauseKind::Positive => kind.key(),
    }
}

fn days(until: Option<(Day, Day)>) -> [String; 2] {
    until.map_or_else(Default::default, |(last, free)| [last.to_string(), free.to_string()])
}

#[derive(Serialize)]
struct Place<'a> {
    text: &'a str,
    code: Option<Code>,
    from: Option<Day>,
    to: Option<Day>,
}

/// The stays as JSON, and for people: `武汉 2020-01-10~2020-01-21;遵义`.
fn places(stays: &[Stay]) -> Result<(String, String), Error> {
    let places = stays.iter().map(|stay| Place {
        text: &stay.text,
        code: stay.code,
        from: stay.from,
        to: stay.to,
    });
    let json = serde_json::to_string(&places.collect::<Vec<_>>()).map_err(crate::exchange::write::WriteError::from)?;
    let shown = stays.iter().map(|stay| match (stay.from, stay.to) {
        (None, None) => stay.text.clone(),
        (from, to) => {
            let [from, to] = [from, to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
            format!("{} {from}~{to}", stay.text)
        }
    });
    Ok((json, shown.collect::<Vec<_>>().join(";")))
}
