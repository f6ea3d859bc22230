//! How long the gate waits until a reading is saved while something long runs beside it: a backup, a check, an export, a renewal of
//! the field key, a clearing. The yardstick is the same saving with nothing beside it, in the same run.

use std::io::{Write, sink};
use std::path::Path;
use std::thread;
use std::time::Instant;

use gatehouse::domain::peer::Level;
use gatehouse::domain::person::PersonId;
use gatehouse::domain::screening::Direction;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::domain::thinning::Why;
use gatehouse::station::out::{Codes, Format, Reader, What};
use gatehouse::station::{Error, ExportAsked, NewReading, Station, SystemClock};

use crate::plant::{Plant, Random};
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 2_000;
const EARLIER: usize = 200_000;
/// Savings at least, however soon the work beside them is done.
const LEAST: usize = 200;
/// Nobody at a window notices less.
const AIM_MS: f64 = 100.0;

/// Something that runs in a thread of its own.
type Beside = Box<dyn FnOnce() -> Result<(), Error> + Send>;

/// Who saves readings.
struct Gate {
    station: Station,
    people: Vec<PersonId>,
    random: Random,
}

impl Gate {
    /// Saves one; answers how long that took.
    fn save(&mut self, times: &mut Times) -> Result<(), Fault> {
        let new = NewReading {
            person: self.people[self.random.below(self.people.len())],
            celsius: Celsius(3_650),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        };
        let started = Instant::now();
        self.station.record_reading(new)?;
        times.take(started.elapsed());
        Ok(())
    }

    /// Saves as long as something runs beside it.
    fn save_beside(&mut self, work: Beside) -> Result<Times, Fault> {
        let (thread, mut times, mut saved) = (thread::spawn(work), Times::default(), 0);
        while saved < LEAST || !thread.is_finished() {
            self.save(&mut times)?;
            saved += 1;
        }
        thread.join().map_err(|_panicked| "the work beside it ended by itself")??;
        Ok(times)
    }

    /// Clears in slices, as the window does: one slice, and whoever came meanwhile is saved after it.
    fn save_between(&mut self, folder: &Path) -> Result<Times, Fault> {
        let mut purging = Reader::open(folder)?.plan_purge(None, self.station.now(), &|_, _| false)?;
        self.station.begin_purge(&mut purging)?;
        let (mut times, mut goes_on) = (Times::default(), true);
        while goes_on {
            let came = Instant::now();
            goes_on = self.station.purge_slice(&mut purging)?;
            self.save(&mut Times::default())?;
            times.take(came.elapsed());
        }
        let came = Instant::now();
        self.station.finish_purge(&purging)?;
        times.take(came.elapsed());
        Ok(times)
    }
}

/// Everything that runs beside the gate in a thread, by its name.
fn works(station: &mut Station, folder: &Path) -> Result<Vec<(&'static str, Beside)>, Fault> {
    let (backup, renewal) = (station.plan_backup(Why::ByHand)?, station.renew_field_key()?);
    let asked = ExportAsked {
        what: What::Readings,
        format: Format::Csv,
        from: None,
        to: None,
        only: None,
        level: Level::Full,
        purpose: "bench".into(),
        path: folder.join("readings.csv"),
    };
    let permit = station.may_export(asked.what.right(asked.level))?;
    let (reader, data) = (Reader::open(folder)?, folder.to_owned());
    Ok(vec![
        ("nothing", Box::new(|| Ok(()))),
        ("a backup", Box::new(move || backup.run(&|_, _| true).map(drop))),
        (
            "a check",
            Box::new(move || Station::open_reader(&data, Box::new(SystemClock))?.check().map(drop)),
        ),
        (
            "an export",
            Box::new(move || reader.stream(&permit, &asked, &Codes, sink(), &|_, _| false).map(drop)),
        ),
        ("a renewal of the field key", Box::new(move || Ok(renewal.run()?))),
    ])
}

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    plant.measure(EARLIER)?;
    let people = std::mem::take(&mut plant.people);
    drop(plant);
    let mut gate = Gate {
        station: Station::open(folder.path(), Box::new(SystemClock))?,
        people,
        random: Random(13),
    };
    for (name, work) in works(&mut gate.station, folder.path())? {
        let mut times = gate.save_beside(work)?;
        writeln!(out, "{}", times.line(&format!("a reading saved beside {name}")))?;
        writeln!(out, "{}", verdict("the longest wait", times.percentile(100), AIM_MS, " ms"))?;
    }
    let mut times = gate.save_between(folder.path())?;
    writeln!(out, "{}", times.line("a slice of a clearing and a reading"))?;
    writeln!(out, "{}", verdict("the longest wait", times.percentile(100), AIM_MS, " ms"))?;
    Ok(())
}
