//! Finding somebody among 100,000 people: a scanned badge, a typed one, initials.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use gatehouse::domain::names::keys;
use gatehouse::domain::person::Person;
use gatehouse::station::view::Roster;
use gatehouse::station::{Station, SystemClock};

use crate::plant::{Plant, Random};
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 100_000;
const QUERIES: usize = 5_000;
/// As many as the gate's screen shows.
const SHOWN: usize = 8;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    drop(Plant::found(folder.path(), PEOPLE)?);
    let started = Instant::now();
    let station = Station::open(folder.path(), Box::new(SystemClock))?;
    let view = station.view()?;
    writeln!(out, "  {PEOPLE} people read in {:.2} s", started.elapsed().as_secs_f64())?;

    let roster = &view.roster;
    let badge = |person: &Person| person.badge.clone();
    let initials = |person: &Person| keys(&person.name).initials.first().cloned().unwrap_or_default();
    let mut random = Random(7);
    let mut somebody = || &roster.people()[random.below(roster.people().len())];
    let badges: Vec<String> = (0..QUERIES).map(|_| badge(somebody())).collect();
    let names: Vec<String> = (0..QUERIES).map(|_| initials(somebody())).collect();

    let mut worst: f64 = 0.0;
    let mut measure = |what: &str, queries: &[String], find: &dyn Fn(&Roster, &str)| -> Result<(), Fault> {
        let mut times = time(roster, queries, find);
        worst = worst.max(times.percentile(99));
        Ok(writeln!(out, "{}", times.line(what))?)
    };
    let find = |roster: &Roster, query: &str| drop(black_box(roster.find(query, SHOWN)));
    measure("a badge, scanned", &badges, &|roster, query| {
        black_box(roster.certain(query));
    })?;
    measure("a badge, typed", &badges, &find)?;
    measure("initials, typed", &names, &find)?;
    measure("a badge, at each key", &beginnings(&badges), &find)?;
    measure("initials, at each key", &beginnings(&names), &find)?;
    writeln!(out, "{}", verdict("the worst p99 of these", worst, 5.0, " ms"))?;
    Ok(())
}

/// What stands in the field while it is typed.
fn beginnings(queries: &[String]) -> Vec<String> {
    let typed = queries
        .iter()
        .flat_map(|query| query.char_indices().map(|(at, c)| query[..at + c.len_utf8()].to_owned()));
    typed.collect()
}

fn time(roster: &Roster, queries: &[String], find: &dyn Fn(&Roster, &str)) -> Times {
    let mut times = Times::default();
    for query in queries {
        let started = Instant::now();
        find(roster, query);
        times.take(started.elapsed());
    }
    times
}
