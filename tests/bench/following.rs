//! What a gate shows after a bundle of another station came in, read again: only what changed, against everything.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use gatehouse::domain::day::Zone;
use gatehouse::domain::peer::Level;
use gatehouse::domain::screening::Direction;
use gatehouse::domain::settings::Role;
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::demo::{Plan, demo};
use gatehouse::station::exchange::Intake;
use gatehouse::station::{NewReading, Opening, Station, SystemClock};

use crate::{Fault, Times, folder, verdict};

const PEOPLE: u32 = 2_000;
/// Entries in a bundle: those of a shift at a busy gate.
const NEWS: usize = 300;
const ROUNDS: usize = 8;
/// What the gate may wait for, in milliseconds.
const MOST: f64 = 50.0;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let (north, south, stick) = (folder()?, folder()?, folder()?);
    let plan = Plan {
        people: PEOPLE,
        days: 14,
        ..Plan::default()
    };
    demo(north.path(), &plan, &|_| {})?;
    let mut far = Station::open(north.path(), Box::new(SystemClock))?;
    let opening = Opening {
        site: far.card().site.clone(),
        unit: String::new(),
        station: "北门".into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: true,
    };
    let mut here = Station::init(south.path(), opening, Box::new(SystemClock))?;
    far.enrol(here.own_card()?)?;
    here.enrol(far.own_card()?)?;
    send(&mut far, &mut here, &stick.path().join("everything.gatehouse"))?;
    // It lives in the time of the plant once it has its register.
    drop(here);
    let mut here = Station::open(south.path(), Box::new(SystemClock))?;
    let mut view = here.view()?;
    let people: Vec<_> = far.people()?.into_iter().map(|person| person.id).collect();
    let (mut ours, mut whole) = (Times::default(), Times::default());
    for round in 0..ROUNDS {
        for person in people.iter().cycle().skip(round * NEWS).take(NEWS) {
            far.record_reading(NewReading {
                person: *person,
                celsius: Celsius(3_650),
                site: Site::Forehead,
                instrument: String::new(),
                direction: Direction::In,
                mask: true,
            })?;
        }
        send(&mut far, &mut here, &stick.path().join(format!("{round}.gatehouse")))?;
        let started = Instant::now();
        here.catch_up(&mut view)?;
        ours.take(started.elapsed());
        let started = Instant::now();
        drop(here.view()?);
        whole.take(started.elapsed());
    }
    writeln!(out, "{}", whole.line("everything of 2,000 people read again"))?;
    writeln!(out, "{}", ours.line("what 300 readings of another station changed"))?;
    writeln!(out, "{}", verdict("catching up, median", ours.median(), MOST, " ms"))?;
    Ok(())
}

/// One bundle from a station to another, and the receipt back.
fn send(from: &mut Station, to: &mut Station, path: &Path) -> Result<(), Fault> {
    let carry = |from: &Station, to: &mut Station| -> Result<(), Fault> {
        from.plan_bundle(&[to.card().chain], Level::Full, false)?
            .write(path, &|_, _| false)?;
        to.read_bundle(path, &mut Intake::default())?;
        Ok(())
    };
    carry(from, to)?;
    carry(to, from)
}
