//! Lines of the register as screens and exports show them.

use std::collections::BTreeMap;

use rusqlite::{Params, Row, params};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::domain::chain::Turn;
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Earlier, Verdict, VisitAnswer};
use crate::domain::temperature::{Celsius, Site};

/// A line of the register: a reading, a passage or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: EntryId,
    /// The number it was saved under at its station.
    pub seq: i64,
    pub chain: Uuid,
    /// When it happened.
    pub at: Moment,
    /// When it was written down here: later, where it stood on paper first (补录).
    pub entered: Moment,
    /// The station's offset from UTC then, in minutes.
    pub zone_min: i32,
    pub person: PersonId,
    pub badge: String,
    pub employee: String,
    pub name: String,
    pub direction: Direction,
    pub verdict: Verdict,
    /// `None` where nobody was measured.
    pub celsius: Option<Celsius>,
    pub site: Site,
    pub instrument: String,
    pub attempt: u8,
    pub mask: bool,
    pub passed: bool,
    /// What the guard wrote, or the codes of the reasons.
    pub reason: String,
    pub corrected_by: Option<EntryId>,
    /// Nobody has confirmed who recorded it; where few lines are read.
    pub unconfirmed: bool,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            id: EntryId(Uuid::nil()),
            seq: 0,
            chain: Uuid::nil(),
            at: Moment(0),
            entered: Moment(0),
            zone_min: 0,
            person: PersonId::default(),
            badge: String::new(),
            employee: String::new(),
            name: String::new(),
            direction: Direction::In,
            verdict: Verdict::Ask,
            celsius: None,
            site: Site::default(),
            instrument: String::new(),
            attempt: 1,
            mask: true,
            passed: false,
            reason: String::new(),
            corrected_by: None,
            unconfirmed: false,
        }
    }
}

impl Line {
    /// Whether it stood on paper before it was entered.
    pub fn is_late(&self) -> bool {
        self.entered != self.at
    }

    /// When it was its turn. What stood on paper is judged by what was in force when it happened.
    pub fn turn(&self) -> Turn {
        if self.is_late() {
            (self.at, Uuid::nil(), 0)
        } else {
            (self.at, self.chain, self.seq)
        }
    }
}

/// The last lines, newest first: those this station wrote, and those of other stations by when they happened, because a bundle brings
/// those of a whole day at once.
pub fn recent(store: &Store, chain: i64, limit: u32) -> Result<Vec<Line>, StoreError> {
    const OWN: &str = concat!(
        include_str!("register/lines.sql"),
        "WHERE entry.station = ?1 ORDER BY entry.seq DESC LIMIT ?2"
    );
    const ALL: &str = concat!(
        include_str!("register/lines.sql"),
        "ORDER BY register.at_ms DESC, register.entry DESC LIMIT ?1"
    );
    let mut lines = of(store, OWN, params![chain, limit])?;
    let alone = !store.db().prepare_cached("SELECT 1 FROM chain WHERE no <> ?1")?.exists([chain])?;
    if alone {
        return Ok(lines);
    }
    lines.extend(of(store, ALL, params![limit])?);
    lines.sort_by_key(|line| std::cmp::Reverse((line.entered, line.chain, line.seq)));
    lines.dedup_by_key(|line| line.id);
    lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(lines)
}

fn of(store: &Store, sql: &str, params: impl Params) -> Result<Vec<Line>, StoreError> {
    let mut select = store.db().prepare_cached(sql)?;
    let rows = select.query_map(params, row_to_line)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The latest moment of any line: one that was entered later tells of an earlier one.
pub fn latest(store: &Store) -> Result<Option<Moment>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT max(at_ms) FROM register")?;
    let latest: Option<i64> = select.query_row([], |row| row.get(0))?;
    Ok(latest.map(Moment))
}

/// Everything the register knows of one person, newest first.
pub fn of_person(store: &Store, person: PersonId, limit: u32) -> Result<Vec<Line>, StoreError> {
    const SQL: &str = concat!(
        include_str!("register/lines.sql"),
        "WHERE register.person = (SELECT no FROM person WHERE id = ?1) ORDER BY register.at_ms DESC, register.entry DESC LIMIT ?2"
    );
    of(store, SQL, params![person.0.as_bytes(), limit])
}

/// Hands every line in `[from, to)` to `each`, oldest first, until it says stop by answering `false`. The line is lent: the next one
/// takes its place.
pub fn each(
    store: &Store,
    (from, to): (Moment, Moment),
    mut each: impl FnMut(&Line) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let (people, chains) = (names(store)?, chains(store)?);
    let mut select = store.db().prepare_cached(include_str!("register/each.sql"))?;
    let mut rows = select.query([from.0, to.0])?;
    let mut line = Line::default();
    while let Some(row) = rows.next()? {
        fill(&mut line, row)?;
        if let Some(chain) = chains.get(&row.get(3)?) {
            line.chain = *chain;
        }
        if let Some(person) = people.get(&row.get(5)?) {
            line.person = person.id;
            line.badge.clone_from(&person.badge);
            line.employee.clone_from(&person.employee);
            line.name.clone_from(&person.name);
        }
        if !each(&line)? {
            break;
        }
    }
    Ok(())
}

/// By what somebody is called in a line.
struct Called {
    id: PersonId,
    badge: String,
    employee: String,
    name: String,
}

fn names(store: &Store) -> Result<BTreeMap<i64, Called>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT no, id, badge, employee, name FROM person")?;
    let rows = select.query_map([], |row| {
        let called = Called {
            id: id(row, "id")?,
            badge: row.get("badge")?,
            employee: row.get("employee")?,
            name: row.get("name")?,
        };
        Ok((row.get("no")?, called))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn chains(store: &Store) -> Result<BTreeMap<i64, Uuid>, StoreError> {
    let mut select = store.db().prepare_cached("SELECT no, id FROM chain")?;
    let rows = select.query_map([], |row| Ok((row.get("no")?, Uuid::from_bytes(row.get("id")?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Reads a row of `each.sql` by position: by name a million rows take a third longer.
fn fill(line: &mut Line, row: &Row<'_>) -> rusqlite::Result<()> {
    let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?.unwrap_or_default());
    let (direction, verdict, site): (u8, u8, Option<u8>) = (row.get(6)?, row.get(7)?, row.get(9)?);
    line.id = EntryId(Uuid::from_bytes(row.get(0)?));
    line.seq = row.get(1)?;
    line.zone_min = row.get(2)?;
    line.at = Moment(row.get(4)?);
    line.direction = if direction == 0 { Direction::In } else { Direction::Out };
    line.verdict = Verdict::ALL.get(usize::from(verdict)).copied().unwrap_or(Verdict::Ask);
    line.celsius = row.get::<_, Option<i32>>(8)?.map(Celsius);
    line.site = site.and_then(|site| Site::ALL.get(usize::from(site)).copied()).unwrap_or_default();
    text(10)?.clone_into(&mut line.instrument);
    line.attempt = row.get(11)?;
    line.mask = row.get(12)?;
    line.passed = row.get(13)?;
    text(14)?.clone_into(&mut line.reason);
    line.corrected_by = row.get::<_, Option<[u8; 16]>>(15)?.map(|bytes| EntryId(Uuid::from_bytes(bytes)));
    line.entered = Moment(row.get(16)?);
    Ok(())
}

/// How many lines stand in `[from, to)`: what progress is measured by.
pub fn count(store: &Store, (from, to): (Moment, Moment)) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM register WHERE at_ms >= ?1 AND at_ms < ?2";
    let count: i64 = store.db().prepare_cached(sql)?.query_row([from.0, to.0], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Everybody's readings in `[from, to)` that no correction has replaced, oldest first.
pub fn readings_of_all(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<(PersonId, Earlier)>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("register/day.sql"))?;
    let rows = select.query_map([from.0, to.0], |row| {
        Ok((id(row, "person")?, super::register::row_to_earlier(row)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Who is inside now.
pub fn inside(store: &Store) -> Result<Vec<PersonId>, StoreError> {
    let sql = "SELECT person.id AS person FROM presence JOIN person ON person.no = presence.person WHERE inside";
    let mut select = store.db().prepare_cached(sql)?;
    let rows = select.query_map([], |row| id(row, "person"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many times somebody went in during `[from, to)`.
pub fn passed_in(store: &Store, (from, to): (Moment, Moment)) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM register
               WHERE at_ms >= ?1 AND at_ms < ?2 AND passed AND direction = 0 AND corrected_by IS NULL";
    let count: i64 = store.db().prepare_cached(sql)?.query_row([from.0, to.0], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// What everybody answered at the window in `[from, to)`, oldest first.
pub fn visits(store: &Store, (from, to): (Moment, Moment)) -> Result<Vec<(PersonId, VisitAnswer)>, StoreError> {
    let sql = "SELECT person.id AS person, contact FROM visit JOIN person ON person.no = visit.person
               WHERE visit.at_ms >= ?1 AND visit.at_ms < ?2 ORDER BY visit.at_ms, entry";
    let answer = |row: &Row<'_>| {
        let contact = row.get("contact")?;
        Ok((id(row, "person")?, VisitAnswer { contact }))
    };
    let mut select = store.db().prepare_cached(sql)?;
    let rows = select.query_map([from.0, to.0], answer)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<PersonId> {
    Ok(PersonId(Uuid::from_bytes(row.get(column)?)))
}

fn row_to_line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let earlier: u8 = row.get("verdict")?;
    let site: Option<u8> = row.get("site")?;
    let direction: u8 = row.get("direction")?;
    let corrected: Option<[u8; 16]> = row.get("corrected_by")?;
    Ok(Line {
        id: EntryId(Uuid::from_bytes(row.get("id")?)),
        seq: row.get("seq")?,
        chain: Uuid::from_bytes(row.get("chain")?),
        at: Moment(row.get("at_ms")?),
        entered: Moment(row.get("entered_ms")?),
        zone_min: row.get("zone_min")?,
        person: id(row, "person")?,
        badge: row.get("badge")?,
        employee: row.get("employee")?,
        name: row.get("name")?,
        direction: if direction == 0 { Direction::In } else { Direction::Out },
        verdict: Verdict::ALL.get(usize::from(earlier)).copied().unwrap_or(Verdict::Ask),
        celsius: row.get::<_, Option<i32>>("celsius")?.map(Celsius),
        site: site.and_then(|site| Site::ALL.get(usize::from(site)).copied()).unwrap_or_default(),
        instrument: row.get::<_, Option<String>>("instrument")?.unwrap_or_default(),
        attempt: row.get("attempt")?,
        mask: row.get("mask")?,
        passed: row.get("passed")?,
        reason: row.get::<_, Option<String>>("reason")?.unwrap_or_default(),
        corrected_by: corrected.map(|bytes| EntryId(Uuid::from_bytes(bytes))),
        unconfirmed: row.get::<_, Option<bool>>("unconfirmed")?.unwrap_or_default(),
    })
}
