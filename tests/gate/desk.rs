//! The whole program at a desk: the real screens over a real station, driven by keyboard and by label.

use std::path::Path;
use std::rc::Rc;

use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use gatehouse::app::{Desk, MakeClock};
use gatehouse::domain::day::{Moment, Zone};
use gatehouse::domain::person::{Kind, Person, PersonId};
use gatehouse::domain::settings::Role;
use gatehouse::station::{Clock as _, FixedClock, Opening, Station};
use gatehouse::ui::text::Lang;

use super::Tested;

/// 7 February 2020, 08:00 in Shanghai.
pub(crate) const MORNING: Moment = Moment(1_581_033_600_000);

/// A desk on a screen of 1366 x 768, with a clock that a test sets.
pub(crate) struct Site {
    pub(crate) harness: Harness<'static, Desk>,
    pub(crate) clock: FixedClock,
}

/// A station in a folder with people by the badges `0001`, `0002` …
pub(crate) fn found(folder: &Path, people: u32) -> Result<FixedClock, Box<dyn std::error::Error>> {
    let clock = FixedClock::default();
    clock.set(MORNING);
    let opening = Opening {
        site: "能矿锰业".into(),
        unit: String::new(),
        station: "南门".into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let mut station = Station::init(folder, opening, Box::new(clock.clone()))?;
    station.hand_over("王建国")?;
    let mut import = station.begin_import()?;
    let rows = (1..=people).map(|no| (no, person(no))).collect();
    station.stage(&mut import, rows)?;
    station.take_import(&import, "花名册.xlsx")?;
    Ok(clock)
}

fn person(no: u32) -> Person {
    let family = ["张", "王", "李", "赵", "欧阳"];
    let name = family.get(no as usize % family.len()).copied().unwrap_or("周");
    Person {
        id: PersonId(uuid::Uuid::from_u128(u128::from(no))),
        badge: format!("{no:04}"),
        name: format!("{name}三{no}"),
        kind: Kind::Worker,
        department: "采矿一队".into(),
        ..Person::default()
    }
}

impl Site {
    pub(crate) fn open(folder: &Path, clock: FixedClock, lang: Lang) -> Self {
        let shared = clock.clone();
        let make: MakeClock = Rc::new(move || Box::new(shared.clone()));
        let desk = Desk::new(folder.to_owned(), Some(lang), make);
        let builder = Harness::builder().with_size(egui::vec2(1366.0, 768.0));
        let mut harness = builder.build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
        harness.run_steps(3);
        Self { harness, clock }
    }

    /// A moment passes, and the window draws.
    pub(crate) fn pass(&mut self, ms: i64) {
        self.clock.set(Moment(self.clock.now().0 + ms));
        self.harness.run_steps(3);
    }

    /// Types by hand: a character every 120 ms.
    pub(crate) fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(Event::Text(c.to_string()));
            self.pass(120);
        }
        // The last character is held for as long as it could be a scanner's.
        self.pass(120);
    }

    pub(crate) fn presses(&mut self, key: Key) {
        self.harness.key_press(key);
        self.pass(120);
    }

    pub(crate) fn presses_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.pass(120);
    }

    /// A scanner: the whole code and its Enter within one frame.
    pub(crate) fn scans(&mut self, code: &str) {
        self.harness.event(Event::Text(code.to_owned()));
        self.harness.key_press(Key::Enter);
        self.pass(16);
        self.pass(100);
    }

    pub(crate) fn says(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }
}

#[test]
fn a_scan_and_a_temperature_are_a_passage() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.scans("0002");
    assert!(site.says("请测体温"), "somebody is in front of the guard");
    site.types("365");
    assert!(site.says("按 Enter 记录"));
    site.presses(Key::Enter);
    assert!(site.says("已记录"));
    site.presses(Key::Enter);
    drop(site);
    let mut station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
    assert_eq!(station.check()?.entries, 6);
    Ok(())
}

#[test]
fn nobody_is_taken_while_two_people_match() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.types("zs");
    assert!(site.says("人符合"));
    site.types(" 365");
    site.presses(Key::Enter);
    assert!(
        site.says("人符合") && !site.says("已记录"),
        "the first Enter only points at somebody"
    );
    Ok(())
}

#[test]
fn a_whole_morning_by_keyboard_alone() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 300)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    for no in 1..=300_u32 {
        let badge = format!("{no:04}");
        let mistyped = no % 20 == 0;
        if no % 3 == 0 && !mistyped {
            site.types(&format!("{badge} 365"));
        } else {
            site.scans(&badge);
            // One in twenty is mistyped first, and taken back.
            if mistyped {
                site.types("376");
                site.presses(Key::Enter);
                site.presses_with(Modifiers::COMMAND, Key::Z);
            }
            site.types("366");
        }
        site.presses(Key::Enter);
        assert!(site.says("已记录"), "{badge}");
    }
    drop(site);
    let clock = FixedClock::default();
    clock.set(MORNING);
    let mut station = Station::open(folder.path(), Box::new(clock))?;
    let view = station.view()?;
    assert_eq!((view.figures.passed_in, view.figures.inside), (300, 300));
    let checked = station.check()?;
    // The card, the keys, the guard, two entries of the roster, 300 readings, and for each mistake a wrong reading and its withdrawal.
    assert_eq!(checked.entries, 5 + 300 + 2 * 15);
    assert!(checked.holds());
    Ok(())
}

#[test]
fn a_held_enter_and_two_scans_in_a_frame() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.scans("0002");
    site.types("365");
    for repeat in [false, true, true, true, true, true] {
        site.harness.event(Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat,
            modifiers: Modifiers::NONE,
        });
        site.pass(30);
    }
    site.harness.event(Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: false,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    site.pass(30);
    // Two people hold their badges to the scanner one after the other, within a frame.
    for code in ["0003", "0004"] {
        site.harness.event(Event::Text(code.to_owned()));
        site.harness.key_press(Key::Enter);
    }
    for _ in 0..4 {
        site.pass(16);
    }
    site.pass(100);
    assert!(site.says("欧阳三4"), "the second of them stands here");
    drop(site);
    let mut station = Station::open(folder.path(), Box::new(FixedClock::default()))?;
    assert_eq!(station.check()?.entries, 6, "one reading, however long Enter is held");
    Ok(())
}

#[test]
fn a_scan_is_heard_while_another_control_has_the_keyboard() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.scans("0002");
    for _ in 0..3 {
        site.presses(Key::Tab);
    }
    site.scans("0003");
    assert!(site.says("0003"));
    site.types("366");
    site.presses(Key::Enter);
    assert!(site.says("已记录"), "the box has the keyboard again");
    Ok(())
}

#[test]
fn a_clock_that_jumps_back_is_said() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::En);
    site.scans("0002");
    site.types("365");
    site.presses(Key::Enter);
    assert!(!site.says("clock stands before"));
    site.pass(-600_000);
    assert!(site.says("clock stands before"));
    Ok(())
}

#[test]
fn an_unknown_badge_is_never_the_temperature_of_whoever_stands_there() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 20)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.scans("0002");
    for unknown in ["9999", "3650"] {
        site.scans("0002");
        site.scans(unknown);
        assert!(site.says("没有找到") && !site.says("已记录"), "{unknown}");
    }
    site.scans("0002");
    site.types("977");
    site.presses(Key::Enter);
    assert!(
        site.says("97.7 °C 不在") && !site.says("已记录"),
        "three digits of Fahrenheit are asked about"
    );
    site.presses(Key::Escape);
    site.presses(Key::Escape);
    site.scans("0002");
    site.types("9999");
    site.presses(Key::Enter);
    assert!(site.says("没有找到") && !site.says("已记录"), "typed by hand");
    site.presses(Key::Escape);
    site.presses(Key::Escape);
    site.scans("0002");
    site.types("3650");
    site.presses(Key::Enter);
    assert!(site.says("已记录"), "36.50 typed by hand is a temperature");
    Ok(())
}

#[test]
fn a_screen_chosen_by_its_digit_types_no_digit() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 2)?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    // As some keyboards send it: the key and its character in one frame.
    let alt_1 = Event::Key {
        key: Key::Num1,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    let input = site.harness.input_mut();
    input.events.extend([alt_1, Event::Text("1".into())]);
    site.pass(200);
    site.pass(200);
    site.types("0002");
    site.presses(Key::Enter);
    assert!(site.says("李三2"), "found by the badge alone");
    assert!(!site.says("没有找到"));
    Ok(())
}
