//! Merging the journal of another station against inserting the same rows bare, slice by slice in turn, on the same disk.
//!
//! `cargo bench --bench gate -- merging 1000000` merges so many readings.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use gatehouse::domain::chain::{Hash, Head, Link, SignedHead, Slice};
use gatehouse::domain::day::Moment;
use gatehouse::domain::entry::{Entry, Reading};
use gatehouse::domain::person::PersonId;
use gatehouse::domain::screening::Verdict;
use gatehouse::store::{DATABASE, Store, StoreError, exchange};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::plant::Plant;
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 5_000;
const READINGS: usize = 200_000;
/// As many entries are merged in one transaction.
const SLICE: i64 = 1_000;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let readings = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(READINGS);
    let (from, ours, bare) = (folder()?, folder()?, folder()?);
    let mut plant = Plant::found(from.path(), PEOPLE)?;
    plant.measure(readings)?;
    let people = std::mem::take(&mut plant.people);
    drop(plant);

    let sender = Store::open(from.path())?;
    let head = head(&sender)?;
    let roster = head.seq - i64::try_from(readings)?;
    let mut merged = Store::open(ours.path())?;
    let mut taken = merge(&mut merged, &slice(&sender, head, (1, roster))?.0)?;
    let mut yardstick = Bare::open(bare.path(), &people)?;
    let (mut theirs, mut mine) = (Times::default(), Times::default());
    let (mut their_time, mut my_time) = (Duration::ZERO, Duration::ZERO);
    for first in (roster + 1..=head.seq).step_by(usize::try_from(SLICE)?) {
        let (slice, hashes) = slice(&sender, head, (first, head.seq.min(first + SLICE - 1)))?;
        let rows = rows(&slice, &hashes)?;
        let started = Instant::now();
        yardstick.insert(&rows)?;
        let time = started.elapsed();
        theirs.take(time);
        their_time += time;

        let started = Instant::now();
        taken += merge(&mut merged, &slice)?;
        let time = started.elapsed();
        mine.take(time);
        my_time += time;
    }
    if i64::try_from(taken)? != head.seq {
        return Err(format!("{taken} entries were merged of {}", head.seq).into());
    }
    writeln!(out, "{}", theirs.line(&format!("{SLICE} rows with their projections, bare")))?;
    writeln!(out, "{}", mine.line(&format!("{SLICE} entries merged")))?;
    let each = |time: Duration| time.as_secs_f64() * 1_000_000.0 / f64::from(u32::try_from(readings).unwrap_or(u32::MAX));
    let (a, b) = (each(my_time), each(their_time));
    writeln!(out, "  {:<44} {a:.1} µs merged, {b:.1} µs bare", format!("an entry of {readings}"))?;
    writeln!(out, "{}", verdict("merging : a bare bulk insert", a / b, 2.0, " times"))?;
    Ok(())
}

/// How far the one chain of a file reaches.
fn head(store: &Store) -> Result<Head, Fault> {
    Ok(*exchange::heads(store)?.first().ok_or("a chain")?)
}

fn merge(store: &mut Store, slice: &Slice) -> Result<u64, StoreError> {
    let sender = slice.chain;
    Ok(store.merge(slice, sender, Moment(0))?.taken)
}

/// A slice as it would be read from a bundle, and the hash of each of its entries.
fn slice(store: &Store, head: Head, (from, to): (i64, i64)) -> Result<(Slice, Vec<Hash>), Fault> {
    let before = exchange::hash_of(store, head.chain, from - 1)?.ok_or("the entry before")?;
    let (mut links, mut hashes) = (Vec::new(), Vec::new());
    exchange::links(store, head.chain, (from, to), &mut |link, hash| {
        links.push(link);
        hashes.push(hash);
        Ok::<_, StoreError>(())
    })?;
    let signed = SignedHead { head, signature: [0; 64] };
    let slice = Slice {
        chain: head.chain,
        before,
        links,
        signed,
    };
    Ok((slice, hashes))
}

/// What stands in the tables of one reading.
type Row = (Link, Hash, Reading);

fn rows(slice: &Slice, hashes: &[Hash]) -> Result<Vec<Row>, Fault> {
    let row = |(link, hash): (&Link, &Hash)| {
        let entry = Entry::decode(link.kind, link.subject, &link.body)?;
        let Entry::Reading(reading) = entry else {
            return Err(Fault::from("a reading"));
        };
        Ok((link.clone(), *hash, reading))
    };
    slice.links.iter().zip(hashes).map(row).collect()
}

/// The same tables with the same indexes, written to by nothing but inserts.
struct Bare {
    db: Connection,
    /// In the order of their ids, numbered from 1.
    people: Vec<PersonId>,
}

impl Bare {
    fn open(folder: &Path, people: &[PersonId]) -> Result<Self, Fault> {
        drop(Store::open(folder)?);
        let db = Connection::open(folder.join(DATABASE))?;
        for (pragma, value) in [("synchronous", 2), ("cache_size", -32 * 1_024)] {
            db.pragma_update(None, pragma, value)?;
        }
        db.execute("INSERT INTO chain (no, id) VALUES (1, ?1)", [Uuid::nil().as_bytes()])?;
        let mut people = people.to_vec();
        people.sort_unstable();
        Ok(Self { db, people })
    }

    fn insert(&mut self, rows: &[Row]) -> Result<(), Fault> {
        let transaction = self.db.transaction()?;
        let mut entry = transaction.prepare_cached(
            "INSERT INTO entry (station, seq, id, at_ms, zone_min, actor, kind, subject, body, corrects, hash)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, ?9)",
        )?;
        let mut line = transaction.prepare_cached(
            "INSERT INTO register (entry, person, at_ms, direction, verdict, celsius, site, instrument, attempt, mask, passed, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let mut last = transaction.prepare_cached("INSERT OR REPLACE INTO presence (person, inside, at_ms) VALUES (?1, ?2, ?3)")?;
        let mut inside = BTreeSet::new();
        for (link, hash, reading) in rows {
            let subject = link.subject.map(|person| person.0.into_bytes());
            entry.execute(params![
                link.seq,
                link.id.0.as_bytes(),
                link.at.0,
                link.zone_min,
                link.actor,
                link.kind,
                subject,
                link.body,
                hash
            ])?;
            let person = i64::try_from(self.people.binary_search(&reading.person).unwrap_or(0))?;
            line.execute(params![
                transaction.last_insert_rowid(),
                person,
                link.at.0,
                reading.direction as u8,
                reading.verdict as u8,
                reading.celsius.0,
                reading.site as u8,
                reading.instrument,
                reading.attempt,
                reading.mask,
                reading.verdict == Verdict::Clear,
                reading.reasons.first()
            ])?;
            inside.insert((person, reading.direction as u8, link.at.0));
        }
        for row in inside {
            last.execute(row)?;
        }
        drop((entry, line, last));
        Ok(transaction.commit()?)
    }
}
