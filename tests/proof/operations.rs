//! Five things that a station does, to be disturbed while it does them.

use std::path::{Path, PathBuf};

use disk::{Disk, Image};
use gatehouse::domain::peer::Level;
use gatehouse::station::exchange::Intake;
use gatehouse::station::{Error, Signing, Station};
use gatehouse::store::DATABASE;
use tempfile::TempDir;

use crate::Made;
use crate::plant::{MORNING, clock, found, open, opening, reading, somebody, sound};

const READINGS: u32 = 3;
const PEOPLE: u32 = 250;
const BROUGHT: u32 = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Record,
    Roster,
    Sign,
    Merge,
    Climb,
}

impl Operation {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Record => "record readings",
            Self::Roster => "take a roster",
            Self::Sign => "sign a report",
            Self::Merge => "merge a bundle",
            Self::Climb => "climb from schema 5",
        }
    }
}

/// A folder whose database is on a disk that can fail, as it is before an operation.
pub(crate) struct Bench {
    pub(crate) operation: Operation,
    pub(crate) disk: Disk,
    /// The database before it.
    before: Image,
    /// What a bundle from elsewhere is.
    bundle: PathBuf,
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new(operation: Operation) -> Made<Self> {
        let folder = tempfile::tempdir()?;
        // The keys and the lock are on the real disk; so is a name for who looks whether there is a database.
        std::fs::write(folder.path().join(DATABASE), "")?;
        let disk = Disk::at(folder.path())?;
        let bundle = folder.path().join("north.gatehouse");
        match operation {
            Operation::Record | Operation::Roster | Operation::Sign => found(folder.path(), "南门", 5)?,
            Operation::Merge => befriend(folder.path(), &bundle)?,
            Operation::Climb => crate::schemas::lay(5, folder.path())?,
        }
        let before = disk.image();
        Ok(Self {
            operation,
            disk,
            before,
            bundle,
            folder,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the database back to how it was before.
    pub(crate) fn begin(&self) -> Made<()> {
        Ok(self.disk.load(self.before.clone())?)
    }

    /// Does it from the opening of the station to its closing. `acknowledged` is told what a person is told.
    pub(crate) fn perform(&self, acknowledged: &mut dyn FnMut()) -> Result<(), Error> {
        let mut station = Station::open(self.folder(), clock(MORNING.plus_minutes(1)))?;
        match self.operation {
            Operation::Record => {
                for number in 1..=READINGS {
                    station.record_reading(reading(number))?;
                    acknowledged();
                }
            }
            Operation::Roster => {
                take_roster(&mut station)?;
                acknowledged();
            }
            Operation::Sign => {
                station.sign(&signing(&station))?;
                acknowledged();
            }
            Operation::Merge => {
                let mut intake = Intake::default();
                station.read_bundle(&self.bundle, &mut intake)?;
                acknowledged();
            }
            Operation::Climb => acknowledged(),
        }
        Ok(())
    }

    /// Opens what is there now: it must be sound, and hold what was acknowledged. Answers how much of the operation is there.
    pub(crate) fn survives(&self, acknowledged: usize) -> Made<usize> {
        let mut station = open(self.folder())?;
        let entries = sound(&mut station)?;
        let there = match self.operation {
            Operation::Record => usize::try_from(entries)? - self.entries_before(),
            Operation::Roster => taken(&station)?,
            Operation::Sign => usize::from(station.signed(station.card().zone.day_of(MORNING), None)?.is_some()),
            Operation::Merge => usize::from(station.people()?.len() == usize::try_from(BROUGHT)?),
            Operation::Climb => usize::from(entries > 0),
        };
        if there < acknowledged {
            return Err(format!("{acknowledged} were acknowledged, {there} are there").into());
        }
        let gaps = station.exchange_view()?;
        if gaps.in_quarantine > 0 || !gaps.gaps.is_empty() {
            return Err(format!("{} in quarantine, gaps {:?}", gaps.in_quarantine, gaps.gaps).into());
        }
        Ok(there)
    }

    /// Entries of the station before recording: opened, its keys, on duty, staged, taken, and five readings.
    fn entries_before(&self) -> usize {
        debug_assert_eq!(self.operation, Operation::Record);
        10
    }
}

/// A south gate in the folder and what a north gate brings it.
fn befriend(folder: &Path, bundle: &Path) -> Made<()> {
    let away = tempfile::tempdir()?;
    let mut south = Station::init(folder, opening("南门"), clock(MORNING))?;
    let mut north = Station::init(away.path(), opening("北门"), clock(MORNING))?;
    south.enrol(north.own_card()?)?;
    north.enrol(south.own_card()?)?;
    for number in 1..=BROUGHT {
        north.save_person(somebody(number))?;
        north.record_reading(reading(number))?;
    }
    let sending = north.plan_bundle(&[south.card().chain], Level::Full, true)?;
    sending.write(bundle, &|_, _| false)?;
    Ok(())
}

fn take_roster(station: &mut Station) -> Result<(), Error> {
    let mut import = station.begin_import()?;
    let people: Vec<_> = (1..=PEOPLE).map(|number| (number, somebody(number))).collect();
    for slice in people.chunks(100) {
        station.stage(&mut import, slice.to_vec())?;
    }
    station.take_import(&import, "花名册.xlsx")?;
    Ok(())
}

/// Whether everybody of the roster is there; a part of them never is.
fn taken(station: &Station) -> Made<usize> {
    match station.people()?.len() {
        5 => Ok(0),
        all if all == usize::try_from(PEOPLE)? => Ok(1),
        some => Err(format!("{some} people of a roster").into()),
    }
}

fn signing(station: &Station) -> Signing {
    Signing {
        day: station.card().zone.day_of(MORNING),
        reporter: "王建国".into(),
        approver: "李敏".into(),
        ..Signing::default()
    }
}
