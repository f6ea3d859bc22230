//! Loading journals into PostgreSQL against a bare COPY of the same rows into the same table, on one server, in turn.

#[path = "../gate/postgres/cluster.rs"]
mod cluster;

use std::io::{Read as _, Write};
use std::time::Instant;

use gatehouse::domain::chain::{GENESIS, Head, Link, SignedHead, Slice};
use gatehouse::domain::day::{Moment, Zone};
use gatehouse::domain::entry::{Entry, EntryId, Reading, Taken};
use gatehouse::domain::person::PersonId;
use gatehouse::domain::screening::{Direction, Verdict};
use gatehouse::domain::settings::{Role, StationCard};
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::store::ledger::Ledger as _;
use gatehouse::store::postgres::{Address, Postgres};
use uuid::Uuid;

use crate::{Fault, Times, verdict};
use cluster::Cluster;

/// 2020-02-20T00:00:00Z.
const START: Moment = Moment(1_582_156_800_000);
const CHAINS: u128 = 4;
const SLICE: usize = 5_000;
const ROUNDS: usize = 3;
/// Three months, so that partitions are made and rows go into several.
const MINUTES: usize = 90 * 24 * 60;

/// How many entries: `GATEHOUSE_BENCH_ENTRIES`, or 200,000.
fn entries() -> usize {
    let asked = std::env::var("GATEHOUSE_BENCH_ENTRIES").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(200_000)
}

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let server = match Cluster::start(&[("max_wal_size", "4GB")], &[]) {
        Ok(server) => server,
        Err(reason) => {
            writeln!(out, "  left out: {reason}")?;
            return Ok(());
        }
    };
    let entries = entries();
    let slices = slices(entries)?;
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for round in 0..ROUNDS {
        let url = server.database(&format!("ours_{round}"))?;
        let mut ledger = Postgres::open(&url.parse::<Address>()?)?;
        let started = Instant::now();
        for slice in &slices {
            ledger.merge(slice, slice.chain, START)?;
        }
        ours.take(started.elapsed());
        drop(ledger);
        theirs.take(bare(&server, round)?);
    }
    writeln!(out, "{}", theirs.line(&format!("a bare COPY of {entries} rows")))?;
    writeln!(out, "{}", ours.line("the same entries, verified and loaded"))?;
    let ratio = ours.median() / theirs.median();
    writeln!(out, "{}", verdict("loading : a bare COPY, medians", ratio, 2.0, " times"))?;
    Ok(())
}

/// One COPY of the rows that were loaded, into the same table of another database.
fn bare(server: &Cluster, round: usize) -> Result<std::time::Duration, Fault> {
    let mut rows = Vec::new();
    server
        .client(&format!("ours_{round}"))?
        .copy_out("COPY (SELECT * FROM entry) TO STDOUT BINARY")?
        .read_to_end(&mut rows)?;
    let make = format!("CREATE DATABASE bare_{round} TEMPLATE ours_{round}");
    server.client("postgres")?.batch_execute(&make)?;
    let mut client = server.client(&format!("bare_{round}"))?;
    client.batch_execute("TRUNCATE entry")?;
    let started = Instant::now();
    let mut copy = client.copy_in("COPY entry FROM STDIN BINARY")?;
    copy.write_all(&rows)?;
    copy.finish()?;
    Ok(started.elapsed())
}

/// Readings of four gates of two units, slice by slice.
fn slices(entries: usize) -> Result<Vec<Slice>, Fault> {
    let mut slices = Vec::new();
    for no in 1..=CHAINS {
        let (chain, mut before) = (Uuid::from_u128(no << 64), GENESIS);
        let numbers: Vec<usize> = (0..entries / 4).collect();
        for numbers in numbers.chunks(SLICE) {
            let links = numbers.iter().map(|number| link(chain, no, *number, entries / 4));
            let links = links.collect::<Result<Vec<_>, _>>()?;
            let hash = links.iter().fold(before, |before, link| link.hash(chain, &before));
            let seq = links.last().map_or(0, |link| link.seq);
            slices.push(Slice {
                chain,
                before,
                links,
                signed: SignedHead {
                    head: Head { chain, seq, hash },
                    signature: [0; 64],
                },
            });
            before = hash;
        }
    }
    Ok(slices)
}

/// The card of a gate, or one of its readings.
fn link(chain: Uuid, no: u128, number: usize, all: usize) -> Result<Link, Fault> {
    let card = StationCard {
        chain,
        site: "锰矿".into(),
        unit: format!("{} 分厂", no % 2),
        station: format!("{no} 号门"),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let entry = if number == 0 { Entry::StationOpened(card) } else { reading(number) };
    Ok(Link {
        seq: i64::try_from(number)? + 1,
        id: EntryId(Uuid::from_u128(chain.as_u128() + number as u128)),
        at: START.plus_minutes(i64::try_from(number * MINUTES / all)?),
        zone_min: 480,
        actor: 0,
        kind: entry.kind(),
        subject: entry.subject(),
        body: entry.encode()?,
        corrects: None,
        redacted: None,
    })
}

fn reading(number: usize) -> Entry {
    Entry::Reading(Reading {
        person: PersonId(Uuid::from_u128((number % 1_200) as u128)),
        celsius: Celsius(3_650),
        site: Site::Forehead,
        instrument: "额温枪 1".into(),
        attempt: 1,
        verdict: Verdict::Clear,
        reasons: Vec::new(),
        direction: Direction::In,
        mask: true,
        taken: Taken::Gate,
        happened: None,
    })
}
