//! Receipts of a headquarters whose units are kept in a server, and what becomes of them when it changes to a server and back.

use std::path::Path;

use gatehouse::domain::day::Zone;
use gatehouse::domain::peer::Level;
use gatehouse::domain::settings::Role;
use gatehouse::station::exchange::Intake;
use gatehouse::station::{Clock as _, FixedClock, Opening, Station};

use super::cluster::Cluster;
use super::{START, person};
use crate::Tested;

type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// Headquarters and two units, that share a clock and a stick.
struct Group {
    folder: tempfile::TempDir,
    clock: FixedClock,
    above: Station,
    below: [Station; 2],
}

fn station(folder: &Path, unit: &str, role: Role, clock: &FixedClock) -> Made<Station> {
    let opening = Opening {
        site: "锰矿".into(),
        unit: unit.into(),
        station: "南门".into(),
        role,
        zone: Zone::DEFAULT,
        demo: false,
    };
    Ok(Station::init(&folder.join(unit), opening, Box::new(clock.clone()))?)
}

impl Group {
    fn new() -> Made<Self> {
        let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
        clock.set(START);
        let place = |unit, role| station(folder.path(), unit, role, &clock);
        let mut above = place("总部", Role::Headquarters)?;
        let mut below = [place("一分厂", Role::Gate)?, place("二分厂", Role::Gate)?];
        for unit in &mut below {
            above.enrol(unit.own_card()?)?;
            unit.enrol(above.own_card()?)?;
        }
        Ok(Self {
            folder,
            clock,
            above,
            below,
        })
    }

    /// No two bundles are made at once.
    fn later(&self) {
        self.clock.set(self.clock.now().plus_minutes(1));
    }

    /// A unit goes on, and sends what headquarters has not acknowledged. Answers how many entries these were.
    fn up(&mut self, at: usize) -> Made<u64> {
        self.later();
        self.below[at].save_person(person(u128::from(self.clock.now().0.unsigned_abs()), "张双"))?;
        let stick = self.folder.path().join("up.gatehouse");
        let sent = self.below[at]
            .plan_bundle(&[], Level::Counts, false)?
            .write(&stick, &|_, _| false)?;
        self.above.read_bundle(&stick, &mut Intake::default())?;
        Ok(sent.entries)
    }

    /// Headquarters says what it holds. Answers what each unit knows of it then: entries acknowledged, entries owed.
    fn down(&mut self) -> Made<[(i64, i64); 2]> {
        self.later();
        let stick = self.folder.path().join("down.gatehouse");
        self.above.plan_bundle(&[], Level::Counts, false)?.write(&stick, &|_, _| false)?;
        let mut known = [(0, 0); 2];
        for (unit, known) in self.below.iter_mut().zip(&mut known) {
            unit.read_bundle(&stick, &mut Intake::default())?;
            let peers = unit.exchange_view()?.peers;
            let peer = peers.first().ok_or("headquarters")?;
            *known = (peer.accepted.map_or(0, |(seq, _)| seq), peer.owed);
        }
        Ok(known)
    }

    /// How far headquarters holds each unit.
    fn held(&self) -> Made<[i64; 2]> {
        let peers = self.above.exchange_view()?.peers;
        Ok([0, 1].map(|at| {
            let chain = self.below[at].card().chain;
            peers
                .iter()
                .find(|state| state.peer.card.chain == chain)
                .map_or(0, |state| state.have)
        }))
    }
}

#[test]
fn receipts_say_what_is_held_where_the_units_are_kept() -> Tested {
    let cluster = Cluster::start(&[], &[])?;
    let mut group = Group::new()?;
    let first = i64::try_from(group.up(0)?)?;
    assert_eq!((group.held()?, group.down()?[0]), ([first, 0], (first, 0)));

    group.above.set_ledger(Some(&cluster.database("served")?))?;
    assert_eq!(group.held()?, [0, 0], "what the file holds is not what the server holds");
    assert_eq!(group.down()?[0], (0, first));
    // The first unit sends again what the server lacks; the second one has never sent into the file.
    let (one, two) = (i64::try_from(group.up(0)?)?, i64::try_from(group.up(1)?)?);
    assert_eq!(group.held()?, [one, two]);
    assert!(one > first);
    assert_eq!(group.down()?, [(one, 0), (two, 0)]);

    group.above.set_ledger(None)?;
    assert_eq!(group.held()?, [first, 0]);
    assert_eq!(group.down()?, [(first, one - first), (0, two)]);
    group.up(0)?;
    group.up(1)?;
    assert_eq!(group.held()?, [one + 1, two + 1]);
    assert_eq!(group.down()?, [(one + 1, 0), (two + 1, 0)]);
    Ok(())
}
