//! Two stations of one site and their headquarters, each a window of its own on one machine, exchanging through a folder.

use std::path::Path;
use std::process::Command;

use eframe::egui::{Key, Modifiers};
use gatehouse::domain::day::Zone;
use gatehouse::domain::peer::Level;
use gatehouse::domain::settings::Role;
use gatehouse::station::exchange::{Often, Route};
use gatehouse::station::{FixedClock, Opening, Station};
use gatehouse::ui::text::Lang;

use super::Tested;
use super::desk::{MORNING, Site, found};

/// Opens a station whose site is that of [`found`].
fn init(folder: &Path, (site, station): (&str, &str), role: Role) -> Result<FixedClock, Box<dyn std::error::Error>> {
    let clock = FixedClock::default();
    clock.set(MORNING);
    let opening = Opening {
        site: site.into(),
        unit: String::new(),
        station: station.into(),
        role,
        zone: Zone::DEFAULT,
        demo: false,
    };
    Station::init(folder, opening, Box::new(clock.clone()))?.hand_over("王建国")?;
    Ok(clock)
}

/// Somebody has compared the fingerprints, and every station uses the folder, once a second.
fn acquaint(folders: &[&Path], shared: &Path) -> Tested {
    let mut stations = Vec::new();
    for folder in folders {
        let clock = FixedClock::default();
        clock.set(MORNING);
        stations.push(Station::open(folder, Box::new(clock))?);
    }
    let cards = stations.iter().map(Station::own_card).collect::<Result<Vec<_>, _>>()?;
    for (at, station) in stations.iter_mut().enumerate() {
        for card in cards.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, card)| card) {
            station.enrol(card.clone())?;
        }
        let route = Route {
            folder: shared.to_owned(),
            often: Often::Every(1),
            level: Level::Full,
        };
        station.set_routes(&[route])?;
    }
    Ok(())
}

/// Time passes in every window until one of them says something.
fn until(windows: &mut [Site], at: usize, label: &str) -> Tested {
    for _ in 0..1_500 {
        for window in windows.iter_mut() {
            window.pass(40);
        }
        if windows[at].says(label) {
            return Ok(());
        }
        std::thread::yield_now();
    }
    Err(format!("{label} never came").into())
}

#[test]
fn two_gates_and_headquarters_know_of_each_other_without_a_network() -> Tested {
    let [south, north, above, shared] = [
        tempfile::tempdir()?,
        tempfile::tempdir()?,
        tempfile::tempdir()?,
        tempfile::tempdir()?,
    ];
    let clocks = [
        found(south.path(), 6)?,
        init(north.path(), ("能矿锰业", "北门"), Role::Clinic)?,
        init(above.path(), ("能矿集团", "集团总部"), Role::Headquarters)?,
    ];
    acquaint(&[south.path(), north.path(), above.path()], shared.path())?;
    let folders = [south.path(), north.path(), above.path()];
    let windows = folders
        .iter()
        .zip(clocks)
        .map(|(folder, clock)| Site::open(folder, clock, Lang::ZhHans));
    let mut windows: Vec<Site> = windows.collect();
    // A fever at the south gate: the clinic at the north gate, which has no roster of its own, has them in its queue.
    windows[0].scans("0002");
    windows[0].types("378");
    windows[0].presses(Key::Enter);
    assert!(windows[0].says("复测"));
    windows[1].presses_with(Modifiers::ALT, Key::Num4);
    until(&mut windows, 1, "待复测 1")?;
    // Into the site by the south gate, and out of it by the north gate.
    windows[0].presses(Key::Escape);
    windows[0].presses(Key::Escape);
    windows[0].scans("0003");
    windows[0].types("365");
    windows[0].presses(Key::Enter);
    windows[1].presses_with(Modifiers::ALT, Key::Num1);
    until(&mut windows, 1, "南门")?;
    windows[1].scans("0003");
    assert!(windows[1].says("在厂"), "the north gate knows that they are inside");
    windows[1].presses(Key::F6);
    until(&mut windows, 0, "北门")?;
    // Headquarters holds what the unit sends it.
    windows[2].presses_with(Modifiers::ALT, Key::S);
    until(&mut windows, 2, "南门")?;
    for _ in 0..200 {
        for window in &mut windows {
            window.pass(40);
        }
    }
    drop(windows);
    let mut digests = Vec::new();
    for folder in folders {
        let mut station = Station::open(folder, Box::new(FixedClock::default()))?;
        assert!(station.check()?.holds());
        assert_eq!(station.people()?.len(), 6, "{folder:?}");
        assert!(station.exchange_view()?.peers.iter().all(|peer| peer.heard.is_some()));
        digests.push(station.digest()?);
    }
    assert_eq!(digests[0], digests[1], "both gates hold the same");
    Ok(())
}

#[test]
fn an_invented_group_is_made_by_one_command_and_every_folder_opens() -> Tested {
    let folder = tempfile::tempdir()?;
    let run = |words: &[&str]| -> Result<String, Box<dyn std::error::Error>> {
        let program = Command::new(env!("CARGO_BIN_EXE_gatehouse"))
            .arg("--data")
            .arg(folder.path())
            .args(["--lang", "en"])
            .args(words)
            .output()?;
        assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
        Ok(String::from_utf8(program.stdout)?)
    };
    let said = run(&["demo", "--group", "--days", "4"])?;
    assert_eq!(said.lines().count(), 6, "headquarters and five units: {said}");
    let mut folders = Vec::new();
    for entry in folder.path().read_dir()? {
        folders.push(entry?.path());
    }
    assert_eq!(folders.len(), 13);
    let (mut gaps, mut quarantined, mut people) = (0, 0, 0);
    for folder in &folders {
        let mut station = Station::open(folder, Box::new(FixedClock::default()))?;
        assert!(station.check()?.holds(), "{}", folder.display());
        assert!(station.card().demo);
        let view = station.exchange_view()?;
        quarantined += view.quarantined.len();
        if station.card().role == Role::Headquarters {
            assert_eq!(view.peers.len(), 12);
            gaps = view.gaps.len();
            people = station.people()?.len();
        }
    }
    assert_eq!((gaps, quarantined), (1, 1));
    assert!(people > 500, "of those units that send them: {people}");
    Ok(())
}
