//! A year of a plant: two gates and a headquarters that live through it with accounts, visitors, isolations, people who leave, backups
//! at home and on a stick, clearing by the usual terms; then a gate burns down and goes on from the stick on another machine.

mod days;
mod site;
mod traces;

use std::collections::BTreeSet;
use std::fs;

use gatehouse::domain::account::AccountRole;
use gatehouse::domain::peer::Level;
use gatehouse::domain::rights::Right;
use gatehouse::station::ExportAsked;
use gatehouse::station::backup::{Restoring, restore_into};
use gatehouse::station::out::{Codes, Format, Reader, What};

use crate::figures::{Part, many};
use crate::{Made, Tested};
use days::Lived;
use site::{Gate, Plant};
use traces::Traces;

/// How large the plant is and how long its year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) people: u32,
    pub(crate) days: i64,
    /// The plant is open on one day of so many.
    pub(crate) every: i64,
}

/// The days on which what is due is cleared; the last one ends the year.
fn clearings(size: Size) -> [i64; 4] {
    [130, 220, 310, size.days]
}

#[test]
fn a_year_of_a_plant() -> Tested {
    let size = many(
        Size {
            people: 60,
            days: 400,
            every: 8,
        },
        Size {
            people: 2_000,
            days: 365,
            every: 1,
        },
    );
    let how = format!("{} people, {} days, one of {} lived", size.people, size.days, size.every);
    let part = Part::begin("A year of a plant", how);
    let mut plant = Plant::open(size)?;
    let mut lived = Lived::default();
    let clearings = clearings(size);
    for day in (0..=size.days).filter(|day| day % size.every == 0 || clearings.contains(day)) {
        lived.day(&mut plant, day)?;
        if clearings.contains(&day) {
            cleared(&mut plant, &mut lived, day)?;
        }
    }
    let bundles = traces::in_bundles(&mut plant, &lived.gone)?;
    let chain = plant.south.station().card().chain;
    lived.after_the_last_backup(&mut plant)?;
    plant.south.burn()?;
    elsewhere(&mut plant)?;
    assert_ne!(plant.south.station().card().chain, chain, "it goes on under a new chain");
    plant.meet()?;
    // The station that burnt still has its place in the shared folder: after ten minutes the other gate passes its entries on.
    plant.later(660);
    plant.meet()?;
    all_is_there(&mut plant, &lived)?;
    let seen = audited(&mut plant.south)?;
    let found = format!(
        "{} readings, {} cleared in {} clearings, {} texts of {} people looked for in {} files, found in none; bundles that wait: {bundles}; \
         on record: {}",
        lived.readings.len(),
        lived.cleared,
        clearings.len(),
        lived.gone.count(),
        lived.left.len(),
        lived.searched,
        seen.into_iter().collect::<Vec<_>>().join(", ")
    );
    part.held(lived.readings.len(), &found)
}

/// What is due goes at every station, and is nowhere any more.
fn cleared(plant: &mut Plant, lived: &mut Lived, day: i64) -> Tested {
    plant.meet()?;
    let due = lived.newly_due(day);
    let mut fresh = Traces::default();
    fresh.add(&due);
    for gate in [&plant.south, &plant.north] {
        fresh.sealed_of(gate.folder(), &due)?;
    }
    let there: BTreeSet<_> = fresh.search(plant)?.said.into_iter().map(|(_, text)| text).collect();
    let unseen = fresh.but(&there);
    assert!(unseen.is_empty(), "not found although it is there: {unseen:#?}");
    lived.gone.join(fresh);
    lived.gone.add(&lived.due(day));
    // Once the stick of the north gate is not in: what lies on it goes when it comes.
    let is_out = day == 220;
    let (stick, pocket) = (plant.stick("北门"), plant.folder("口袋"));
    if is_out {
        fs::rename(&stick, &pocket)?;
    }
    for gate in plant.all() {
        lived.cleared += gate.clear()?;
    }
    if is_out {
        fs::rename(&pocket, &stick)?;
        plant.north.catch_up_stick()?;
    }
    plant.meet()?;
    same(plant)?;
    for gate in plant.all() {
        let checked = gate.station().check()?;
        assert!(checked.holds(), "day {day}, {}: {checked:?}", gate.name);
    }
    let found = lived.gone.search(plant)?;
    lived.searched = found.files;
    assert!(found.said.is_empty(), "day {day}: {:#?}", found.said);
    Ok(())
}

/// Both gates hold the same.
fn same(plant: &mut Plant) -> Tested {
    let [south, north] = [plant.south.station().digest()?, plant.north.station().digest()?];
    let differ = traces::differences(plant.south.folder(), plant.north.folder())?;
    let exchange = plant.south.station().exchange_view()?;
    assert_eq!(
        south, north,
        "two gates of one site: {differ:#?} {:?} {:?}",
        exchange.gaps, exchange.quarantined
    );
    Ok(())
}

/// Another machine: an empty folder, the stick, and the recovery key on paper. The others compare the new fingerprint.
fn elsewhere(plant: &mut Plant) -> Tested {
    let copy = traces::files(&plant.stick("南门"))?
        .into_iter()
        .max()
        .ok_or("no copy on the stick")?;
    let (data, key) = (plant.folder("南门新机"), plant.south.paper.clone());
    let refused = Restoring::into_folder(&data, &copy, None)?.prepare(&|_, _| true);
    assert!(refused.is_err(), "nobody opens it without the key");
    let prepared = Restoring::into_folder(&data, &copy, Some(&key))?.prepare(&|_, _| true)?;
    assert!(prepared.lost.is_none() && prepared.station.station == "南门");
    assert!(
        !restore_into(&data, &prepared, plant.now())?,
        "the keys of the station are not on the stick"
    );
    drop(prepared);
    plant.south.move_to(&data)?;
    plant.later(60);
    let card = plant.south.station().own_card()?;
    plant.north.sign_in(AccountRole::Supervisor)?;
    for other in [&mut plant.north, &mut plant.above] {
        other.station().enrol(card.clone())?;
    }
    Ok(())
}

/// How many rows a table has.
pub(crate) fn rows(gate: &mut Gate, what: What) -> Made<u64> {
    let asked = ExportAsked {
        what,
        format: Format::Csv,
        from: None,
        to: None,
        only: None,
        level: Level::Full,
        purpose: "年终核对".into(),
        path: gate.folder().join("table.csv"),
    };
    gate.sign_in(AccountRole::Supervisor)?;
    let permit = gate.station().may_export(what.right(asked.level))?;
    let rows = Reader::open(gate.folder())?
        .for_duty()?
        .stream(&permit, &asked, &Codes, std::io::sink(), &|_, _| false)?;
    gate.station().take_noted()?;
    Ok(rows)
}

/// What should be there is there, at the new machine as at the other gate; headquarters never had a name.
fn all_is_there(plant: &mut Plant, lived: &Lived) -> Tested {
    same(plant)?;
    for gate in plant.all() {
        let checked = gate.station().check()?;
        assert!(checked.holds(), "{}: {checked:?}", gate.name);
    }
    let size = plant.size;
    let kept = lived.kept(size.days)?;
    for gate in [&mut plant.south, &mut plant.north] {
        // Of a year and more the first declarations are gone. Nobody has asked about the trip: the outing is open, and stays.
        let (returns, outings) = if size.days > 365 { (2, 1) } else { (4, 1) };
        for (what, count) in [
            (What::Readings, kept),
            (What::Returns, returns),
            (What::Outings, outings),
            (What::Isolations, 2),
        ] {
            assert_eq!(rows(gate, what)?, count, "{}: {}", gate.name, what.key());
        }
        let people = gate.station().people()?.len();
        assert_eq!(people, lived.people(size, size.days)?, "{}", gate.name);
    }
    let found = lived.gone.search(plant)?;
    assert!(found.said.is_empty(), "{:#?}", found.said);
    let mut found = traces::Found::default();
    lived.everybody(size).search_gate(&plant.above, &mut found)?;
    assert!(found.said.is_empty(), "headquarters: {:#?}", found.said);
    Ok(())
}

/// What the auditor sees on the new machine.
fn audited(gate: &mut Gate) -> Made<BTreeSet<&'static str>> {
    gate.sign_in(AccountRole::Auditor)?;
    let end = gate.station().journal_end()?;
    let numbers: Vec<i64> = (1..=end).collect();
    let mut seen = BTreeSet::new();
    for some in numbers.chunks(200) {
        let rows = gate.station().journal_rows(some)?;
        seen.extend(rows.iter().filter(|row| row.audited.is_some()).map(|row| row.kind));
    }
    for kind in ["purged", "exported", "denied", "restored", "revealed"] {
        assert!(seen.contains(kind), "{kind}: {seen:?}");
    }
    assert!(gate.station().need(Right::Purge).is_err(), "who audits changes nothing");
    Ok(seen)
}
