//! The PC's clock jumps: order goes by number, nobody gets the id of another one, and the window says so.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use gatehouse::app::{Desk, MakeClock};
use gatehouse::domain::day::Moment;
use gatehouse::station::{FixedClock, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use crate::Tested;
use crate::figures::Part;
use crate::plant::{MORNING, clock, found, open, reading, sound};
use crate::program::{Running, command, roster, run};

const HOUR: i64 = 3_600_000;
/// Back three hours, back a day, on a year.
const JUMPS: [(&str, i64); 3] = [("-3 h", -3 * HOUR), ("-1 day", -24 * HOUR), ("+1 year", 365 * 24 * HOUR)];
/// Where the library that lies about the time lies, on Debian.
const LIAR: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

fn says(window: &Harness<'_, Desk>, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_window_says_it_and_order_goes_by_number() -> Tested {
    let part = Part::begin(
        "Clock jumps",
        "set clock: -3 h, -1 day, +1 year and back; recorded before and after",
    );
    for (name, jump) in JUMPS {
        let folder = tempfile::tempdir()?;
        found(folder.path(), "南门", 5)?;
        let now = Moment(MORNING.0 + jump);
        let mut station = Station::open(folder.path(), clock(now))?;
        let (first, second) = (station.record_reading(reading(1))?, station.record_reading(reading(2))?);
        assert!(second.seq == first.seq + 1 && second.id != first.id, "{name}");
        assert_eq!(first.at, now, "{name}: what the clock said is what is written");
        sound(&mut station)?;
        drop(station);
        for lang in Lang::ALL {
            // After a jump on, the clock is put right, which is a jump back.
            let seen = if jump > 0 { MORNING.plus_minutes(1) } else { now };
            let shared = FixedClock::default();
            shared.set(seen);
            let make: MakeClock = Rc::new(move || Box::new(shared.clone()));
            let desk = Desk::new(folder.path().to_owned(), Some(lang), make);
            let builder = Harness::builder().with_size(egui::vec2(1366.0, 768.0));
            let mut window = builder.build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
            window.run_steps(3);
            assert!(says(&window, Text::new(lang).get("clock-banner")), "{name}, {}", lang.tag());
        }
    }
    part.held(JUMPS.len(), "banner in three languages, numbers in order, chain verifies")
}

/// Lets a command believe in another time.
fn lie<'a>(command: &'a mut Command, time: &str) -> &'a mut Command {
    command
        .env("LD_PRELOAD", LIAR)
        .env("FAKETIME", time)
        .env("FAKETIME_DONT_RESET", "1")
}

#[test]
fn the_program_goes_on_under_a_clock_that_lies() -> Tested {
    let part = Part::begin("Clock jumps", "libfaketime around the program: now, -3 h, -1 day, +1 year, now");
    if !Path::new(LIAR).exists() {
        return part.held(0, "libfaketime is not installed here");
    }
    let place = tempfile::tempdir()?;
    let folder = place.path().join("data");
    run(&folder, &["init", "--site", "mine", "--station", "south"])?;
    let times = ["-0h", "-3h", "-1d", "+1y", "-0h"];
    for (number, time) in times.into_iter().enumerate() {
        let file = roster(place.path(), number)?;
        let mut import = command(&folder, &["import", "people", &file.to_string_lossy()]);
        let output = Running::start(lie(&mut import, time))?.end()?;
        assert!(output.status.success(), "{time}: {output:?}");
    }
    let mut station = open(&folder)?;
    sound(&mut station)?;
    assert_eq!(station.people()?.len(), times.len());
    part.held(times.len(), "all taken, chain verifies")
}

const IDS: &str = "GATEHOUSE_PROOF_IDS";
const PROCESSES: usize = 4;
const EACH: usize = 250_000;

#[test]
fn a_million_ids_in_one_millisecond_are_all_different() -> Tested {
    if let Some(path) = std::env::var_os(IDS) {
        return make_ids(&PathBuf::from(path));
    }
    let place = tempfile::tempdir()?;
    let stopped = Path::new(LIAR).exists();
    let how = if stopped {
        "4 processes, the clock stands still (libfaketime)"
    } else {
        "4 processes"
    };
    let part = Part::begin("No key collides", how);
    let files: Vec<_> = (0..PROCESSES).map(|number| place.path().join(number.to_string())).collect();
    let makers = files.iter().map(|file| {
        let mut maker = Command::new(std::env::current_exe()?);
        maker
            .args(["jumps::a_million_ids_in_one_millisecond_are_all_different", "--exact"])
            .env(IDS, file);
        Running::start(if stopped {
            lie(&mut maker, "2020-02-07 08:00:00")
        } else {
            &mut maker
        })
    });
    for maker in makers.collect::<Result<Vec<_>, _>>()? {
        assert!(maker.end()?.status.success());
    }
    let mut all = HashSet::new();
    for file in files {
        let bytes = std::fs::read(file)?;
        all.extend(bytes.chunks_exact(16).map(<[u8]>::to_vec));
    }
    assert_eq!(all.len(), PROCESSES * EACH);
    part.held(all.len(), "0 twice")
}

/// Ids as entries get them, 16 bytes each.
fn make_ids(path: &Path) -> Tested {
    let ids = (0..EACH).flat_map(|_| Uuid::now_v7().into_bytes());
    Ok(std::fs::write(path, ids.collect::<Vec<u8>>())?)
}
