//! The journal for whoever audits it: rows a few at a time, an entry with everything about it, and the way to a number or a day.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::out::{Filter, Reader};
use super::{Error, Station, hexadecimal};
use crate::domain::account::Strength;
use crate::domain::audit::Audited;
use crate::domain::day::{Day, Moment};
use crate::domain::disclosure::{HIDDEN, Tells, cell};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::peer::Level;
use crate::domain::person::PersonId;
use crate::domain::rights::Right;
use crate::domain::settings::StationCard;
use crate::store::journal::{self, Written};
use crate::store::{self, audit};

/// Lines of a body that are shown: a slice of a roster has thousands.
const MOST_LINES: usize = 400;
/// Row numbers that are handed on at a time.
const BATCH: usize = 4096;

/// An entry as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The number of the row in this file, where rows stand as they were written or arrived.
    pub no: i64,
    pub chain: Uuid,
    /// What its station is called; empty where its card is not here.
    pub station: String,
    pub seq: i64,
    pub at: Moment,
    /// The stable name of its kind, `unknown` for one of a newer program.
    pub kind: &'static str,
    pub person: Option<PersonId>,
    /// Who answers for it, and how sure that is; empty for nobody.
    pub answered: String,
    pub strength: Strength,
    pub gone: Option<Gone>,
    pub is_corrected: bool,
    /// What it says, where it is about the record itself.
    pub audited: Option<Audited>,
}

/// Why an entry does not say what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Whoever sent it masked it.
    Masked,
    /// Whoever sent it kept it back.
    Withheld,
    /// It was written here and deleted since.
    Purged,
}

impl Gone {
    pub fn key(self) -> &'static str {
        match self {
            Self::Masked => "masked",
            Self::Withheld => "withheld",
            Self::Purged => "purged",
        }
    }
}

/// Another entry that an entry speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub no: i64,
    pub station: String,
    pub seq: i64,
}

/// Everything about one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPage {
    pub row: AuditRow,
    pub id: EntryId,
    /// The station's offset from UTC then, in minutes.
    pub zone_min: i32,
    pub actor: i64,
    /// As JSON on several lines; telephone and identity numbers are masked, secrets hidden.
    pub body: String,
    /// 64 hexadecimal digits; that of the entry before is `None` where that entry is missing.
    pub hash: String,
    pub before: Option<String>,
    pub corrects: Option<Spoken>,
    pub corrected_by: Option<Spoken>,
}

/// Where somebody wants to go in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// To the entry of this number.
    Number(i64),
    /// To the last entry of this day.
    Day(Day),
}

impl Station {
    /// The number of the newest row.
    pub fn journal_end(&mut self) -> Result<i64, Error> {
        self.need(Right::Audit)?;
        Ok(journal::last(&self.store)?)
    }

    /// A few rows by their numbers; one that is missing is left out.
    pub fn journal_rows(&mut self, rows: &[i64]) -> Result<Vec<AuditRow>, Error> {
        self.need(Right::Audit)?;
        let known = self.stations_known()?;
        let mut found = Vec::new();
        for no in rows {
            if let Some(written) = audit::row(&self.store, *no)? {
                found.push(self.row(&written, &known)?);
            }
        }
        Ok(found)
    }

    /// Everything about the entry in a row.
    pub fn journal_page(&mut self, no: i64) -> Result<Option<AuditPage>, Error> {
        self.need(Right::Audit)?;
        let Some(written) = audit::row(&self.store, no)? else {
            return Ok(None);
        };
        let known = self.stations_known()?;
        let corrected_by = store::journal::correction(&self.store, written.id)?;
        Ok(Some(AuditPage {
            row: self.row(&written, &known)?,
            id: written.id,
            zone_min: written.zone_min,
            actor: written.actor,
            body: shown(&written.body),
            hash: hexadecimal(&written.hash),
            before: audit::hash_before(&self.store, &written)?.map(|hash| hexadecimal(&hash)),
            corrects: written.corrects.map(|id| self.spoken(id, &known)).transpose()?.flatten(),
            corrected_by: corrected_by.map(|id| self.spoken(id, &known)).transpose()?.flatten(),
        }))
    }

    /// The row of a number or a day in a chain, this station's own without one; `None` where there is none.
    pub fn journal_jump(&mut self, chain: Option<Uuid>, to: Jump) -> Result<Option<i64>, Error> {
        self.need(Right::Audit)?;
        let chain = chain.unwrap_or_else(|| self.card().chain);
        let seq = match to {
            Jump::Number(seq) => seq,
            Jump::Day(day) => audit::last_before(&self.store, chain, self.card().zone.span(day, day).1)?,
        };
        Ok(audit::row_of(&self.store, chain, seq)?)
    }

    fn stations_known(&self) -> Result<Known, Error> {
        Ok(Known {
            cards: store::station::cards(&self.store)?,
            own: store::station::own_chains(&self.store)?,
        })
    }

    fn row(&self, written: &Written, known: &Known) -> Result<AuditRow, Error> {
        let duty = audit::on_duty(&self.store, written.chain, written.actor)?.unwrap_or_default();
        let is_own = known.own.contains(&written.chain);
        let gone = match (written.redacted, written.body.is_empty()) {
            (false, _) => None,
            (true, false) => Some(Gone::Masked),
            (true, true) if is_own => Some(Gone::Purged),
            (true, true) => Some(Gone::Withheld),
        };
        Ok(AuditRow {
            no: written.no,
            chain: written.chain,
            station: known.name(written.chain),
            seq: written.seq,
            at: written.at,
            kind: Entry::kind_name(written.kind),
            person: written.subject,
            answered: duty.name,
            strength: duty.strength,
            gone,
            is_corrected: journal::is_corrected(&self.store, written.id)?,
            audited: Audited::decode(written.kind, &written.body).and_then(Result::ok),
        })
    }

    fn spoken(&self, id: EntryId, known: &Known) -> Result<Option<Spoken>, Error> {
        let written = journal::entry(&self.store, id)?;
        Ok(written.map(|written| Spoken {
            no: written.no,
            station: known.name(written.chain),
            seq: written.seq,
        }))
    }
}

/// What stations are called, and which chains were written here.
struct Known {
    cards: BTreeMap<Uuid, StationCard>,
    own: Vec<Uuid>,
}

impl Known {
    fn name(&self, chain: Uuid) -> String {
        self.cards.get(&chain).map(|card| card.station.clone()).unwrap_or_default()
    }
}

impl Reader {
    /// Hands the numbers of the rows that a filter lets through on in batches, newest first, until `each` answers `false`.
    pub fn matching(&self, filter: &Filter, mut each: impl FnMut(Vec<i64>) -> bool) -> Result<(), Error> {
        let mut batch = Vec::new();
        let mut goes_on = true;
        audit::matching(&self.store, filter, |no| {
            batch.push(no);
            // The first rows are wanted at once.
            if batch.len() == BATCH || no % 1024 == 0 {
                goes_on = each(std::mem::take(&mut batch));
            }
            goes_on
        })?;
        if goes_on && !batch.is_empty() {
            each(batch);
        }
        Ok(())
    }
}

/// A body as it is shown to whoever audits: what could be used elsewhere is masked.
fn shown(body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    let Ok(mut value) = serde_json::from_str::<Value>(body) else {
        return HIDDEN.to_owned();
    };
    mask(&mut value);
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    let mut lines: Vec<&str> = text.lines().take(MOST_LINES + 1).collect();
    if lines.len() > MOST_LINES {
        lines.pop();
        lines.push("…");
    }
    lines.join("\n")
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), &mut *value) {
                    ("phone", Value::String(phone)) => *phone = cell(Level::Masked, Tells::Phone, phone),
                    ("document", Value::String(number)) => *number = ends(number),
                    ("secret", Value::String(secret)) => *secret = cell(Level::Masked, Tells::Identity, secret),
                    // A signed report is JSON in a text; its figures are on its own screen.
                    ("text", Value::String(text)) if text.starts_with('{') => HIDDEN.clone_into(text),
                    (_, value) => mask(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mask),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// `110***********1234`, as everywhere; of a short number nothing.
fn ends(number: &str) -> String {
    let signs: Vec<char> = number.chars().collect();
    if signs.len() < 10 {
        return cell(Level::Masked, Tells::Identity, number);
    }
    let sign = |(at, sign): (usize, &char)| if at < 3 || at + 4 >= signs.len() { *sign } else { '*' };
    signs.iter().enumerate().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Person;
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn an_entry_is_shown_without_what_could_be_used_elsewhere() {
        let body = r#"{"name":"张双","phone":"13812340000","document":"110101199003071234","people":[{"secret":"$argon2id$"}]}"#;
        let said = shown(body);
        for hidden in ["13812340000", "19900307", "argon2"] {
            assert!(!said.contains(hidden), "{said}");
        }
        assert!(
            said.contains("138****0000") && said.contains("110***********1234") && said.contains("张双"),
            "{said}"
        );
        assert_eq!((shown(""), shown("{")), (String::new(), HIDDEN.to_owned()));
        let long: Vec<usize> = (0..2000).collect();
        assert_eq!(shown(&serde_json::json!(long).to_string()).lines().count(), MOST_LINES + 1);
    }

    #[test]
    fn a_page_says_what_stands_before_and_who_answered() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(Moment(1_900_000_000_000));
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock))?;
        station.hand_over("王建国")?;
        let saved = station.save_person(Person {
            id: PersonId(Uuid::from_u128(1)),
            name: "张双".into(),
            phone: "13812340000".into(),
            ..Person::default()
        })?;
        let end = station.journal_end()?;
        let rows = station.journal_rows(&[end, end - 1, end + 7])?;
        assert_eq!(rows.iter().map(|row| row.kind).collect::<Vec<_>>(), ["person-saved", "on-duty"]);
        let page = station.journal_page(end)?.ok_or("no page")?;
        assert_eq!(
            (page.row.seq, page.row.answered.as_str(), page.row.station.as_str()),
            (saved.seq, "王建国", "南门")
        );
        let before = station.journal_page(end - 1)?.ok_or("no page")?;
        assert_eq!(page.before, Some(before.hash));
        let today = station.card().zone.day_of(station.now());
        assert_eq!(station.journal_jump(None, Jump::Day(today))?, Some(end));
        assert_eq!(station.journal_jump(None, Jump::Day(today.minus_days(1)))?, None);
        assert_eq!(station.journal_jump(None, Jump::Number(1))?, Some(1));
        Ok(())
    }
}
