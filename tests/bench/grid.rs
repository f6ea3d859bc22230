//! The grid of 500 units by 365 days from the folded group, beside the time to fold what 500 units signed in a year.

use std::io::Write;
use std::time::Instant;

use gatehouse::domain::day::{Day, Moment, Zone};
use gatehouse::domain::daybook::Noted;
use gatehouse::domain::entry::{Entry, EntryId};
use gatehouse::domain::group::{Group, Member, UnitNote};
use gatehouse::domain::peer::{Card, Keys, Peer, Relation};
use gatehouse::domain::report::{DayStatus, Figure, Signed};
use gatehouse::domain::settings::{Role, StationCard};
use uuid::Uuid;

use crate::plant::Random;
use crate::{Fault, Times, verdict};

const UNITS: u32 = 500;
const DAYS: u32 = 365;
const ROUNDS: usize = 21;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let first = Day::new(2020, 2, 1).ok_or("a day")?;
    let (last, zone) = (first.plus_days(DAYS - 1), Zone::DEFAULT);
    let notes = notes(first)?;
    let members: Vec<Member> = (0..UNITS).map(member).collect();
    let started = Instant::now();
    let mut group = Group::of(&members);
    for note in &notes {
        group.take(note);
    }
    let folding = started.elapsed();
    let now = zone.start_of(last.plus_days(2));
    let (mut grids, mut sums) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let grid = group.grid(first, last, now);
        grids.take(started.elapsed());
        let cells = grid.rows.iter().flat_map(|row| &row.cells);
        let came = cells.filter(|cell| cell.is_some_and(|status| status != DayStatus::Missing)).count();
        if grid.rows.len() != UNITS as usize || came == 0 {
            return Err("the grid is not that of the group".into());
        }
        let started = Instant::now();
        if group.sums(last, now).total.numbers.get(Figure::Roster) == 0 {
            return Err("nothing was added up".into());
        }
        sums.take(started.elapsed());
    }
    writeln!(
        out,
        "  folding {} signed reports {:>28.0} ms",
        notes.len() - members.len(),
        folding.as_secs_f64() * 1_000.0
    )?;
    writeln!(out, "{}", grids.line("the grid of 500 units by 365 days"))?;
    writeln!(out, "{}", sums.line("the sums of a day over 500 units"))?;
    writeln!(out, "{}", verdict("the grid of 500 units by 365 days", grids.median(), 50.0, " ms"))?;
    Ok(())
}

fn member(no: u32) -> Member {
    let card = Card {
        chain: chain(no),
        site: format!("单位{no:03}"),
        unit: String::new(),
        station: "南门".into(),
        role: Role::Gate,
        keys: Keys::default(),
    };
    Member {
        peer: Peer {
            card,
            relation: Relation::Below,
            revoked: None,
        },
        since: Moment(0),
        heard: None,
    }
}

fn chain(no: u32) -> Uuid {
    Uuid::from_u128(u128::from(no) + 1)
}

/// What every unit wrote, in the order in which bundles bring it: day after day. One report in a hundred is missing, one late, one
/// signed again.
fn notes(first: Day) -> Result<Vec<UnitNote>, Fault> {
    let (zone, mut random) = (Zone::DEFAULT, Random(1));
    let mut seq = vec![1_i64; UNITS as usize];
    let mut notes = Vec::with_capacity((UNITS * (DAYS + 1)) as usize);
    for no in 0..UNITS {
        let card = StationCard {
            chain: chain(no),
            site: format!("单位{no:03}"),
            unit: String::new(),
            station: "南门".into(),
            role: Role::Gate,
            zone,
            demo: false,
        };
        notes.push(note((no, 1), zone.start_of(first), Entry::StationOpened(card)));
    }
    for day in (0..DAYS).map(|no| first.plus_days(no)) {
        let start = zone.start_of(day);
        for no in 0..UNITS {
            let (chance, minute) = (random.below(100), i64::try_from(random.below(60))?);
            let signed = |version: u32, random: &mut Random| {
                text(day, random).map(|text| Signed {
                    day,
                    version,
                    text,
                    ..Signed::default()
                })
            };
            let mut put = |at: Moment, signed: Signed| {
                seq[no as usize] += 1;
                notes.push(note((no, seq[no as usize]), at, Entry::from(Noted::Signed(signed))));
            };
            match chance {
                0 => {}
                1 => put(start.plus_minutes(16 * 60 + 30 + minute), signed(1, &mut random)?),
                2 => {
                    put(start.plus_minutes(15 * 60 + minute), signed(1, &mut random)?);
                    put(start.plus_minutes(17 * 60 + minute), signed(2, &mut random)?);
                }
                _ => put(start.plus_minutes(15 * 60 + minute), signed(1, &mut random)?),
            }
        }
    }
    Ok(notes)
}

fn note((no, seq): (u32, i64), at: Moment, entry: Entry) -> UnitNote {
    UnitNote {
        chain: chain(no),
        seq,
        id: EntryId(Uuid::from_u128(u128::from(no) << 64 | u128::from(seq.unsigned_abs()))),
        at,
        entry,
        corrects: None,
        redacted: false,
    }
}

/// A report as units send it that send counts only: every figure, nobody behind it.
fn text(day: Day, random: &mut Random) -> Result<String, Fault> {
    let counts = Figure::ALL
        .iter()
        .map(|figure| (figure.key(), serde_json::json!({ "n": random.below(2_000) })));
    let counts: serde_json::Map<String, serde_json::Value> = counts.map(|(key, count)| (key.to_owned(), count)).collect();
    let report = serde_json::json!({ "day": day, "unit": "单位", "figures": { "people": [], "counts": counts } });
    Ok(serde_json::to_string(&report)?)
}
