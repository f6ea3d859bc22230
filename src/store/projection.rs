//! Entry -> tables: the only writer of the projected tables.
//!
//! Whatever order entries arrive in, the tables come out the same: of what is said again the latest by (time, chain, seq) stands,
//! a correction finds its target whether it came before or after it, presence is read off the register anew each time, and a
//! roster shows what it holds whether its people or its switch came first. An entry may be folded again: when what was withheld
//! of it has come.

mod people;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, named_params, params};
use uuid::Uuid;

use super::journal::{self, Written};
use super::{Store, StoreError, migrate};
use crate::domain::account::Account;
use crate::domain::day::Moment;
use crate::domain::declaration::Declaration;
use crate::domain::entry::{DeclarationsStaged, Entry, EntryId, Instrument, InstrumentCheck, Reading, Taken, Visit};
use crate::domain::going_out::OutingStep;
use crate::domain::peer::Peer;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::Site;

/// Of what one chain says about an account the latest stands; which chains are heard is asked when it is read.
fn save_account(db: &Connection, written: &Written, account: &Account) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("projection/save_account.sql"))?
        .execute(named_params! {
            ":id": account.id.as_bytes(),
            ":body": written.body,
            ":at_ms": written.at.0,
            ":chain": written.chain.as_bytes(),
            ":seq": written.seq,
        })?;
    Ok(())
}

/// The rows of an entry that are its own alone.
const ROWS: [&str; 4] = [
    "DELETE FROM visit WHERE entry = ?1",
    "DELETE FROM instrument_check WHERE entry = ?1",
    "DELETE FROM course WHERE entry = ?1",
    "DELETE FROM daybook WHERE entry = ?1",
];

/// Folds entries into the tables. What depends on many entries at once is settled at the end, once a person.
/// Must live inside a transaction, and be settled in it.
pub struct Folding<'a> {
    db: &'a Connection,
    /// Local numbers that were looked up already.
    people: BTreeMap<PersonId, i64>,
    /// Who passed: when last, and which way.
    passed: BTreeMap<i64, (i64, Direction)>,
    /// Of whom a line was taken back, or two passages are of one moment: who is inside has to be read off the register anew.
    unclear: BTreeSet<i64>,
}

impl<'a> Folding<'a> {
    pub fn new(db: &'a Connection) -> Self {
        Self {
            db,
            people: BTreeMap::new(),
            passed: BTreeMap::new(),
            unclear: BTreeSet::new(),
        }
    }

    /// Folds one entry, just appended or read back. Answers whether this program can read it; what it cannot read is kept for a
    /// newer one, and what is withheld says nothing.
    pub fn fold(&mut self, written: &Written) -> Result<bool, StoreError> {
        if written.is_withheld() {
            return Ok(true);
        }
        let read = written.entry();
        let is_read = read.is_ok();
        if let Ok(entry) = read {
            self.apply(written, entry)?;
        }
        if let Some(target) = written.corrects {
            self.correct(target)?;
        }
        Ok(is_read)
    }

    /// Folds an entry of which more is known than before. `corrected` is what it seemed to correct until now.
    pub fn fold_again(&mut self, written: &Written, corrected: Option<EntryId>) -> Result<bool, StoreError> {
        for sql in ROWS {
            self.db.prepare_cached(sql)?.execute([written.no])?;
        }
        let line = self
            .db
            .prepare_cached("DELETE FROM register WHERE entry = ?1 RETURNING person")?
            .query_row([written.no], |row| row.get::<_, i64>(0))
            .optional()?;
        self.unclear.extend(line);
        if let Some(target) = corrected {
            self.correct(target)?;
        }
        self.fold(written)
    }

    /// Looks at who is inside, of everybody who moved.
    pub fn settle(mut self) -> Result<(), StoreError> {
        let mut later = self.db.prepare_cached(include_str!("projection/passed.sql"))?;
        let mut same = self.db.prepare_cached("SELECT 1 FROM presence WHERE person = ?1 AND at_ms = ?2")?;
        for (person, (at_ms, direction)) in self.passed {
            let is_unclear = self.unclear.contains(&person);
            let is_inside = direction == Direction::In;
            if !is_unclear && later.execute(params![person, is_inside, at_ms])? == 0 && same.exists([person, at_ms])? {
                self.unclear.insert(person);
            }
        }
        let mut last = self.db.prepare_cached(include_str!("projection/presence.sql"))?;
        let mut never = self.db.prepare_cached("DELETE FROM presence WHERE person = ?1")?;
        for person in self.unclear {
            if last.execute([person])? == 0 {
                never.execute([person])?;
            }
        }
        Ok(())
    }

    fn apply(&mut self, written: &Written, entry: Entry) -> Result<(), StoreError> {
        let db = self.db;
        match entry {
            Entry::StationOpened(_) => set_station(db, written, include_str!("projection/card.sql")),
            Entry::SettingsChanged(_) => set_station(db, written, include_str!("projection/settings.sql")),
            Entry::OnDuty(_) => set_station(db, written, include_str!("projection/on_duty.sql")),
            Entry::PersonSaved(person) => people::show(db, &person, &people::Stamp::of(written)),
            Entry::PeopleStaged(staged) => people::stage(db, written, &staged),
            Entry::PeopleTaken(taken) => people::take(db, &taken),
            Entry::ImportAbandoned(abandoned) => people::abandon(db, abandoned.import),
            Entry::PhotoTaken(photo) => {
                let person = self.number_of(photo.person)?;
                people::set_photo(db, written, person, &photo.sha256)
            }
            Entry::Reading(reading) => self.add_line(written, reading.person, &Line::of_reading(reading)),
            Entry::Passage(passage) => {
                let line = Line {
                    happened: passage.happened,
                    direction: passage.direction,
                    passed: true,
                    mask: passage.mask,
                    ..Line::of(Verdict::Clear)
                };
                self.add_line(written, passage.person, &line)
            }
            Entry::Refusal(refusal) => {
                let line = Line {
                    reason: Some(refusal.reason),
                    ..Line::of(Verdict::Refuse)
                };
                self.add_line(written, refusal.person, &line)
            }
            Entry::Visit(visit) => self.save_visit(written, &visit),
            Entry::InstrumentSaved(instrument) => save_instrument(db, written, &instrument),
            Entry::InstrumentChecked(check) => save_check(db, written, &check),
            Entry::Withdrawn(_) | Entry::Keyed(_) | Entry::Continued(_) | Entry::Audited(_) => Ok(()),
            Entry::AccountSaved(account) => save_account(db, written, &account),
            Entry::DeclarationsStaged(staged) => self.stage_declarations(written, &staged),
            entry @ (Entry::Declared(_) | Entry::Outing(_) | Entry::Isolation(_) | Entry::Decided(_) | Entry::Absent(_)) => {
                self.add_event(written, 0, &entry, None)
            }
            Entry::Noted(_) => add_note(db, written),
            Entry::PeerSaved(peer) => save_peer(db, written, &peer),
        }
    }

    /// The local number of a person, made when an entry names somebody whose own entry has not arrived yet.
    fn number_of(&mut self, person: PersonId) -> Result<i64, StoreError> {
        if let Some(number) = self.people.get(&person) {
            return Ok(*number);
        }
        let number = people::number_of(self.db, person)?;
        self.people.insert(person, number);
        Ok(number)
    }

    fn add_line(&mut self, written: &Written, person: PersonId, line: &Line) -> Result<(), StoreError> {
        let person = self.number_of(person)?;
        let at_ms = line.happened.unwrap_or(written.at).0;
        let corrected_by = journal::corrected_by(self.db, written.id)?;
        self.db
            .prepare_cached(include_str!("projection/add_line.sql"))?
            .execute(named_params! {
                ":entry": written.no,
                ":person": person,
                ":at_ms": at_ms,
                ":direction": line.direction as u8,
                ":verdict": line.verdict as u8,
                ":celsius": line.celsius,
                ":site": line.site.map(|site| site as u8),
                ":instrument": line.instrument,
                ":attempt": line.attempt,
                ":mask": line.mask,
                ":passed": line.passed,
                ":reason": line.reason,
                ":corrected_by": corrected_by.map(Uuid::into_bytes),
            })?;
        // Going out and coming back are as old as the line that tells of them. To look first costs less than to change nothing.
        let line_id = written.id.0.as_bytes();
        if self.db.prepare_cached("SELECT 1 FROM course WHERE line = ?1")?.exists([line_id])? {
            self.db
                .prepare_cached("UPDATE course SET at_ms = ?2 WHERE line = ?1")?
                .execute(params![line_id, at_ms])?;
        }
        if line.passed && corrected_by.is_none() {
            self.pass(person, at_ms, line.direction);
        }
        Ok(())
    }

    /// Notes that somebody passed. Of two passages the later one tells where they are.
    fn pass(&mut self, person: i64, at_ms: i64, direction: Direction) {
        let last = self.passed.entry(person).or_insert((i64::MIN, direction));
        if last.0 == at_ms {
            self.unclear.insert(person);
        } else if last.0 < at_ms {
            *last = (at_ms, direction);
        }
    }

    /// Adds one thing to the course of the person it concerns.
    fn add_event(&mut self, written: &Written, part: i64, entry: &Entry, import: Option<i64>) -> Result<(), StoreError> {
        let Some(person) = entry.subject() else { return Ok(()) };
        let person = self.number_of(person)?;
        let corrected_by = journal::corrected_by(self.db, written.id)?;
        let line = line_of(entry);
        self.db
            .prepare_cached(include_str!("projection/add_event.sql"))?
            .execute(named_params! {
                ":entry": written.no,
                ":part": part,
                ":person": person,
                ":at_ms": happened(self.db, written, line)?.0,
                ":kind": entry.kind(),
                ":body": entry.encode()?,
                ":import": import,
                ":corrected_by": corrected_by.map(Uuid::into_bytes),
                ":line": line.map(|line| line.0.into_bytes()),
            })?;
        Ok(())
    }

    fn stage_declarations(&mut self, written: &Written, staged: &DeclarationsStaged) -> Result<(), StoreError> {
        let import = people::import_of(self.db, staged.import)?;
        for ((person, declaration), part) in staged.declarations.iter().zip(0..) {
            let declared = Declaration {
                person: *person,
                ..declaration.clone()
            };
            self.add_event(written, part, &Entry::Declared(declared), Some(import))?;
        }
        Ok(())
    }

    fn save_visit(&mut self, written: &Written, visit: &Visit) -> Result<(), StoreError> {
        let person = self.number_of(visit.person)?;
        self.db
            .prepare_cached("INSERT INTO visit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, seal(?8, 'plate'), ?9)")?
            .execute(params![
                written.no,
                person,
                written.at.0,
                visit.from,
                visit.unit,
                visit.host,
                visit.purpose,
                visit.plate,
                visit.contact
            ])?;
        Ok(())
    }

    /// Marks the line, the event or the note that is corrected, by the latest of the entries that correct it.
    fn correct(&mut self, target: EntryId) -> Result<(), StoreError> {
        let by = journal::corrected_by(self.db, target)?.map(Uuid::into_bytes);
        for sql in [
            "UPDATE course SET corrected_by = ?2 WHERE entry = (SELECT no FROM entry WHERE id = ?1)",
            "UPDATE daybook SET corrected_by = ?2 WHERE entry = (SELECT no FROM entry WHERE id = ?1)",
        ] {
            self.db.prepare_cached(sql)?.execute(params![target.0.as_bytes(), by])?;
        }
        let person: Option<i64> = self
            .db
            .prepare_cached(include_str!("projection/correct_line.sql"))?
            .query_row(params![target.0.as_bytes(), by], |row| row.get("person"))
            .optional()?;
        self.unclear.extend(person);
        Ok(())
    }
}

/// Folds one entry, just appended or read back, into the tables. Must run inside a transaction.
pub fn fold(db: &Connection, written: &Written) -> Result<(), StoreError> {
    let mut folding = Folding::new(db);
    folding.fold(written)?;
    folding.settle()
}

/// Folds the entries of a kind again, where a step of the ladder changed the tables that they go into.
pub(super) fn fold_kind(db: &Connection, kind: i64) -> Result<(), StoreError> {
    journal::each_of_kind(db, kind, |written| fold(db, written))
}

/// Empties the projected tables and folds the whole journal again. Must run inside a transaction.
pub fn rebuild(db: &Connection) -> Result<(), StoreError> {
    for table in migrate::PROJECTIONS {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let mut folding = Folding::new(db);
    journal::each(db, |written| folding.fold(written).map(drop))?;
    folding.settle()?;
    people::carry_over(db, u32::MAX)?;
    Ok(())
}

pub(super) use people::{carry_over, fold_about, forget};

impl Store {
    /// Carries over at most so many of the people whom a taken roster changes, durably. Answers whether there may be more.
    pub fn carry_over(&mut self, most: u32) -> Result<bool, StoreError> {
        let carried = self.transact(|db| carry_over(db, most))?;
        Ok(carried > 0)
    }

    /// Rebuilds the tables from the journal, durably or not at all.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.transact(rebuild)
    }
}

/// What one entry writes into the register.
struct Line {
    /// When it happened; without it, when the entry was made.
    happened: Option<Moment>,
    direction: Direction,
    verdict: Verdict,
    passed: bool,
    celsius: Option<i32>,
    site: Option<Site>,
    instrument: Option<String>,
    attempt: u8,
    mask: bool,
    reason: Option<String>,
}

impl Line {
    fn of(verdict: Verdict) -> Self {
        Self {
            happened: None,
            direction: Direction::In,
            verdict,
            passed: false,
            celsius: None,
            site: None,
            instrument: None,
            attempt: 1,
            mask: true,
            reason: None,
        }
    }

    fn of_reading(reading: Reading) -> Self {
        Self {
            happened: reading.happened,
            direction: reading.direction,
            passed: reading.verdict == Verdict::Clear && reading.taken == Taken::Gate,
            celsius: Some(reading.celsius.0),
            site: Some(reading.site),
            instrument: Some(reading.instrument).filter(|name| !name.is_empty()),
            attempt: reading.attempt,
            mask: reading.mask,
            reason: Some(reading.reasons.join(" ")).filter(|codes| !codes.is_empty()),
            ..Self::of(reading.verdict)
        }
    }
}

/// The line of the register that an event tells of.
fn line_of(entry: &Entry) -> Option<EntryId> {
    if let Entry::Outing(OutingStep { step, .. }) = entry {
        step.line()
    } else {
        None
    }
}

/// When an event happened: what tells of a line of the register is as old as that line, which may have been entered later.
fn happened(db: &Connection, written: &Written, line: Option<EntryId>) -> Result<Moment, StoreError> {
    let Some(line) = line else { return Ok(written.at) };
    let at = db
        .prepare_cached("SELECT register.at_ms FROM register JOIN entry ON entry.no = register.entry WHERE entry.id = ?1")?
        .query_row([line.0.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(at.map_or(written.at, Moment))
}

fn add_note(db: &Connection, written: &Written) -> Result<(), StoreError> {
    let corrected_by = journal::corrected_by(db, written.id)?;
    db.prepare_cached("INSERT INTO daybook (entry, kind, at_ms, body, corrected_by) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            written.no,
            written.kind,
            written.at.0,
            written.body,
            corrected_by.map(Uuid::into_bytes)
        ])?;
    Ok(())
}

/// The latest word of anybody about a thermometer.
fn save_instrument(db: &Connection, written: &Written, instrument: &Instrument) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("projection/save_instrument.sql"))?
        .execute(named_params! {
            ":name": instrument.name,
            ":site": instrument.site as u8,
            ":retired": instrument.retired,
            ":entry": written.no,
            ":at_ms": written.at.0,
            ":chain": written.chain.as_bytes(),
            ":seq": written.seq,
        })?;
    Ok(())
}

fn save_check(db: &Connection, written: &Written, check: &InstrumentCheck) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO instrument_check VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![written.no, check.name, written.at.0, check.reference.0, check.shown.0])?;
    Ok(())
}

/// The latest word of each station about another one.
fn save_peer(db: &Connection, written: &Written, peer: &Peer) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("projection/save_peer.sql"))?.execute(params![
        written.chain.as_bytes(),
        peer.card.chain.as_bytes(),
        written.seq,
        written.body
    ])?;
    Ok(())
}

fn set_station(db: &Connection, written: &Written, sql: &str) -> Result<(), StoreError> {
    db.prepare_cached(sql)?.execute(named_params! {
        ":chain": written.chain.as_bytes(),
        ":body": written.body,
        ":seq": written.seq,
    })?;
    Ok(())
}
