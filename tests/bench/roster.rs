//! The longest that the gate waits while a roster of 100,000 people comes in beside it: new people first, then the same people changed.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use gatehouse::station::bring::{Brought, Preview, SLICE};
use gatehouse::station::out::Reader;
use gatehouse::station::{Station, SystemClock, View};

use crate::plant::Plant;
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 100_000;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    drop(Plant::found(folder.path(), 1)?);
    let mut station = Station::open(folder.path(), Box::new(SystemClock))?;
    let mut view = station.view()?;
    for (what, department) in [("new people", "采矿一队"), ("known people", "采矿二队")] {
        let path = folder.path().join("roster.csv");
        std::fs::write(&path, sheet(department)?)?;
        let mut waits = Waits::default();
        take(folder.path(), &path, (&mut station, &mut view), &mut waits)?;
        writeln!(out, "{}", waits.slices.line(&format!("a slice of {what}")))?;
        writeln!(out, "  the switch {:?}, the lists put in place {:?}", waits.switch, waits.lists)?;
        let longest = waits.slices.percentile(100).max(ms(waits.switch)).max(ms(waits.lists));
        writeln!(out, "{}", verdict(&format!("the gate waits at most, {what}"), longest, 50.0, " ms"))?;
    }
    Ok(())
}

/// What the window's thread did in one go.
#[derive(Default)]
struct Waits {
    slices: Times,
    switch: Duration,
    lists: Duration,
}

/// The steps of the window, without the frames between them.
fn take(folder: &Path, path: &Path, (station, view): (&mut Station, &mut View), waits: &mut Waits) -> Result<(), Fault> {
    let brought = Brought::read(path, &|_, _| (), &|| false)?;
    let (mut import, Preview { rows, .. }) = Reader::open(folder)?.begin_import(&brought)?;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let slice = rows.by_ref().take(usize::try_from(SLICE)?).collect();
        let started = Instant::now();
        station.stage(&mut import, slice)?;
        waits.slices.take(started.elapsed());
    }
    let started = Instant::now();
    station.switch_import(&import, "roster.csv")?;
    waits.switch = started.elapsed();
    loop {
        let started = Instant::now();
        let more = station.carry_over()?;
        waits.slices.take(started.elapsed());
        if !more {
            break;
        }
    }
    let everybody = Reader::open(folder)?.everybody(station.now())?;
    let started = Instant::now();
    let old = station.switch_everybody(view, everybody)?;
    waits.lists = started.elapsed();
    drop(old);
    Ok(())
}

fn sheet(department: &str) -> Result<String, Fault> {
    let mut sheet = String::from("工号,姓名,部门,手机\n");
    for number in 0..PEOPLE {
        writeln!(sheet, "NK{number:07},张三{number},{department},138{number:08}")?;
    }
    Ok(sheet)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
