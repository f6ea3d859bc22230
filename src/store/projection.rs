//! Entry -> tables: the only writer of the projected tables.
//!
//! Whatever order entries of several stations arrive in, the tables come out the same: a person is what the latest
//! entry says by (time, chain, seq), a correction finds its target whether it came before or after it, and presence is
//! read off the register anew each time.

use rusqlite::{Connection, OptionalExtension as _, named_params, params};
use uuid::Uuid;

use super::journal::{self, Written};
use super::{Store, StoreError, migrate};
use crate::domain::day::Moment;
use crate::domain::declaration::Declaration;
use crate::domain::entry::{DeclarationsStaged, Entry, Instrument, InstrumentCheck, PeopleStaged, PeopleTaken, PhotoTaken, Taken, Visit};
use crate::domain::going_out::OutingStep;
use crate::domain::peer::Peer;
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::Site;

/// Folds one entry, just appended or read back, into the tables. Must run inside a transaction.
pub fn fold(db: &Connection, written: &Written) -> Result<(), StoreError> {
    match written.entry()? {
        Entry::StationOpened(_) => set_station(db, written, include_str!("projection/card.sql")),
        Entry::SettingsChanged(_) => set_station(db, written, include_str!("projection/settings.sql")),
        Entry::OnDuty(_) => set_station(db, written, include_str!("projection/on_duty.sql")),
        Entry::PersonSaved(person) => save_person(db, &person, &Stamp::of(written), None),
        Entry::PeopleStaged(staged) => stage(db, written, &staged),
        Entry::PeopleTaken(taken) => take(db, &taken),
        Entry::ImportAbandoned(abandoned) => abandon(db, abandoned.import),
        Entry::PhotoTaken(photo) => set_photo(db, &photo),
        Entry::Reading(reading) => {
            let line = Line {
                happened: reading.happened,
                direction: reading.direction,
                passed: reading.verdict == Verdict::Clear && reading.taken == Taken::Gate,
                celsius: Some(reading.celsius.0),
                site: Some(reading.site),
                instrument: Some(reading.instrument).filter(|name| !name.is_empty()),
                attempt: reading.attempt,
                mask: reading.mask,
                reason: Some(reading.reasons.join(" ")).filter(|codes| !codes.is_empty()),
                ..Line::of(reading.verdict)
            };
            add_line(db, written, reading.person, &line)
        }
        Entry::Passage(passage) => {
            let line = Line {
                happened: passage.happened,
                direction: passage.direction,
                passed: true,
                mask: passage.mask,
                ..Line::of(Verdict::Clear)
            };
            add_line(db, written, passage.person, &line)
        }
        Entry::Refusal(refusal) => {
            let line = Line {
                reason: Some(refusal.reason),
                ..Line::of(Verdict::Refuse)
            };
            add_line(db, written, refusal.person, &line)
        }
        Entry::Visit(visit) => save_visit(db, written, &visit),
        Entry::InstrumentSaved(instrument) => save_instrument(db, &instrument),
        Entry::InstrumentChecked(check) => save_check(db, written, &check),
        Entry::Withdrawn(_) => Ok(()),
        Entry::DeclarationsStaged(staged) => stage_declarations(db, written, &staged),
        entry @ (Entry::Declared(_) | Entry::Outing(_) | Entry::Isolation(_) | Entry::Decided(_) | Entry::Absent(_)) => {
            add_event(db, written, 0, &entry, None)
        }
        Entry::Noted(_) => add_note(db, written),
        Entry::PeerSaved(peer) => save_peer(db, written, &peer),
        Entry::Keyed(_) | Entry::Continued(_) => Ok(()),
    }?;
    correct(db, written)
}

/// Empties the projected tables and folds the whole journal again. Must run inside a transaction.
pub fn rebuild(db: &Connection) -> Result<(), StoreError> {
    for table in migrate::PROJECTIONS {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    journal::each(db, |written| fold(db, written))?;
    carry_over(db, u32::MAX)?;
    Ok(())
}

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
}

fn add_line(db: &Connection, written: &Written, person: PersonId, line: &Line) -> Result<(), StoreError> {
    let person = number_of(db, person)?;
    let corrected_by = journal::corrected_by(db, written.id)?;
    db.prepare_cached(include_str!("projection/add_line.sql"))?.execute(named_params! {
        ":entry": written.no,
        ":person": person,
        ":at_ms": line.happened.unwrap_or(written.at).0,
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
    set_presence(db, person)
}

/// Adds one thing to the course of the person it concerns.
fn add_event(db: &Connection, written: &Written, part: i64, entry: &Entry, import: Option<i64>) -> Result<(), StoreError> {
    let Some(person) = entry.subject() else { return Ok(()) };
    let person = number_of(db, person)?;
    let corrected_by = journal::corrected_by(db, written.id)?;
    db.prepare_cached(include_str!("projection/add_event.sql"))?
        .execute(named_params! {
            ":entry": written.no,
            ":part": part,
            ":person": person,
            ":at_ms": happened(db, written, entry)?.0,
            ":kind": entry.kind(),
            ":body": entry.encode()?,
            ":import": import,
            ":corrected_by": corrected_by.map(Uuid::into_bytes),
        })?;
    Ok(())
}

/// When an event happened: going out and coming back are as old as the line of the register that tells of them, which may have been
/// entered later.
fn happened(db: &Connection, written: &Written, entry: &Entry) -> Result<Moment, StoreError> {
    let Entry::Outing(OutingStep { step, .. }) = entry else {
        return Ok(written.at);
    };
    let Some(line) = step.line() else { return Ok(written.at) };
    let at = db
        .prepare_cached("SELECT register.at_ms FROM register JOIN entry ON entry.no = register.entry WHERE entry.id = ?1")?
        .query_row([line.0.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(at.map_or(written.at, Moment))
}

fn stage_declarations(db: &Connection, written: &Written, staged: &DeclarationsStaged) -> Result<(), StoreError> {
    let import = import_of(db, staged.import)?;
    for ((person, declaration), part) in staged.declarations.iter().zip(0..) {
        let declared = Declaration {
            person: *person,
            ..declaration.clone()
        };
        add_event(db, written, part, &Entry::Declared(declared), Some(import))?;
    }
    Ok(())
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

/// Marks the line, the event or the note that an entry corrects, and looks again at who is inside.
fn correct(db: &Connection, written: &Written) -> Result<(), StoreError> {
    let Some(target) = written.corrects else { return Ok(()) };
    let by = journal::corrected_by(db, target)?.map(Uuid::into_bytes);
    db.prepare_cached("UPDATE course SET corrected_by = ?2 WHERE entry = (SELECT no FROM entry WHERE id = ?1)")?
        .execute(params![target.0.as_bytes(), by])?;
    db.prepare_cached("UPDATE daybook SET corrected_by = ?2 WHERE entry = (SELECT no FROM entry WHERE id = ?1)")?
        .execute(params![target.0.as_bytes(), by])?;
    let person: Option<i64> = db
        .prepare_cached(include_str!("projection/correct_line.sql"))?
        .query_row(params![target.0.as_bytes(), by], |row| row.get("person"))
        .optional()?;
    person.map_or(Ok(()), |person| set_presence(db, person))
}

fn set_presence(db: &Connection, person: i64) -> Result<(), StoreError> {
    let passed = db.prepare_cached(include_str!("projection/presence.sql"))?.execute([person])?;
    if passed == 0 {
        db.prepare_cached("DELETE FROM presence WHERE person = ?1")?.execute([person])?;
    }
    Ok(())
}

/// The local number of a person, made when an entry names somebody whose own entry has not arrived yet.
fn number_of(db: &Connection, person: PersonId) -> Result<i64, StoreError> {
    let known = db
        .prepare_cached("SELECT no FROM person WHERE id = ?1")?
        .query_row([person.0.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    save_person(
        db,
        &Person {
            id: person,
            ..Person::default()
        },
        &Stamp::NEVER,
        None,
    )?;
    Ok(db.last_insert_rowid())
}

/// Which entry a row of `person` comes from; the later one stands.
struct Stamp {
    at_ms: i64,
    chain: Uuid,
    seq: i64,
}

impl Stamp {
    const NEVER: Self = Self {
        at_ms: i64::MIN,
        chain: Uuid::nil(),
        seq: 0,
    };

    fn of(written: &Written) -> Self {
        Self {
            at_ms: written.at.0,
            chain: written.chain,
            seq: written.seq,
        }
    }
}

fn save_person(db: &Connection, person: &Person, stamp: &Stamp, import: Option<i64>) -> Result<(), StoreError> {
    db.prepare_cached(include_str!("projection/save_person.sql"))?
        .execute(named_params! {
            ":id": person.id.0.as_bytes(),
            ":badge": person.badge,
            ":employee": person.employee,
            ":name": person.name,
            ":kind": person.kind.key(),
            ":status": person.status.key(),
            ":unit": person.unit,
            ":department": person.department,
            ":team": person.team,
            ":dormitory": person.dormitory,
            ":phone": person.phone,
            ":document": person.document,
            ":host": person.host,
            ":note": person.note,
            ":at_ms": stamp.at_ms,
            ":chain": stamp.chain.as_bytes(),
            ":seq": stamp.seq,
            ":import": import,
        })?;
    Ok(())
}

/// New people go into `person` behind the switch; what becomes of known ones waits in `person_next`.
fn stage(db: &Connection, written: &Written, staged: &PeopleStaged) -> Result<(), StoreError> {
    let import = import_of(db, staged.import)?;
    let stamp = Stamp::of(written);
    for person in &staged.people {
        let known = db
            .prepare_cached("SELECT 1 FROM person WHERE id = ?1")?
            .exists([person.id.0.as_bytes()])?;
        if known {
            let body = Entry::PersonSaved(person.clone()).encode()?;
            db.prepare_cached("INSERT OR REPLACE INTO person_next VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![
                    import,
                    person.id.0.as_bytes(),
                    body,
                    stamp.at_ms,
                    stamp.chain.as_bytes(),
                    stamp.seq
                ])?;
        } else {
            save_person(db, person, &stamp, Some(import))?;
        }
    }
    Ok(())
}

/// The local number of an import, made with its first slice.
fn import_of(db: &Connection, import: Uuid) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO import (id) VALUES (?1)")?
        .execute([import.as_bytes()])?;
    import_number(db, import)
}

fn import_number(db: &Connection, import: Uuid) -> Result<i64, StoreError> {
    Ok(db
        .prepare_cached("SELECT no FROM import WHERE id = ?1")?
        .query_row([import.as_bytes()], |row| row.get(0))?)
}

/// The switch. Who is new is there with it; what becomes of known people is carried over in slices, see [`carry_over`].
fn take(db: &Connection, taken: &PeopleTaken) -> Result<(), StoreError> {
    let import = import_number(db, taken.import)?;
    db.prepare_cached("UPDATE import SET state = 'taken', file = ?2 WHERE no = ?1")?
        .execute(params![import, taken.file])?;
    Ok(())
}

/// Carries what taken rosters make of known people from `person_next` into `person`, so many at most. Answers how many it were.
/// What was saved about somebody since stands. Must run inside a transaction.
pub(super) fn carry_over(db: &Connection, most: u32) -> Result<usize, StoreError> {
    let mut select = db.prepare_cached(include_str!("projection/next.sql"))?;
    let mut rows = select.query([most])?;
    let mut carried = Vec::new();
    while let Some(row) = rows.next()? {
        let person: Person = serde_json::from_str(&row.get::<_, String>("body")?).map_err(crate::domain::entry::EntryError::from)?;
        let stamp = Stamp {
            at_ms: row.get("at_ms")?,
            chain: Uuid::from_bytes(row.get("chain")?),
            seq: row.get("seq")?,
        };
        save_person(db, &person, &stamp, None)?;
        carried.push((row.get::<_, i64>("import")?, person.id));
    }
    let mut remove = db.prepare_cached("DELETE FROM person_next WHERE import = ?1 AND id = ?2")?;
    for (import, id) in &carried {
        remove.execute(params![import, id.0.as_bytes()])?;
    }
    Ok(carried.len())
}

/// What was staged stays hidden. A roster that was taken is not given up any more.
fn abandon(db: &Connection, import: Uuid) -> Result<(), StoreError> {
    for sql in [
        "UPDATE import SET state = 'abandoned' WHERE id = ?1 AND state = 'staged'",
        "DELETE FROM person_next WHERE import = (SELECT no FROM import WHERE id = ?1 AND state = 'abandoned')",
    ] {
        db.prepare_cached(sql)?.execute([import.as_bytes()])?;
    }
    Ok(())
}

fn set_photo(db: &Connection, photo: &PhotoTaken) -> Result<(), StoreError> {
    let person = number_of(db, photo.person)?;
    db.prepare_cached("UPDATE person SET photo = unhex(?2) WHERE no = ?1")?
        .execute(params![person, photo.sha256])?;
    Ok(())
}

fn save_visit(db: &Connection, written: &Written, visit: &Visit) -> Result<(), StoreError> {
    let person = number_of(db, visit.person)?;
    db.prepare_cached("INSERT INTO visit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
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

fn save_instrument(db: &Connection, instrument: &Instrument) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO instrument VALUES (?1, ?2, ?3)")?
        .execute(params![instrument.name, instrument.site as u8, instrument.retired])?;
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
