//! The window on a disk that fails: a sentence at once, what was typed stays, and once there is room again it is saved.

use std::path::Path;
use std::rc::Rc;

use disk::{Disk, Fault, Kind, Trouble};
use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use gatehouse::app::{Desk, MakeClock};
use gatehouse::domain::day::Moment;
use gatehouse::station::{Clock as _, FixedClock};
use gatehouse::store::DATABASE;
use gatehouse::ui::text::{Lang, Text};

use crate::figures::Part;
use crate::plant::{MORNING, found, open, sound};
use crate::{Made, Tested};

/// A desk on a screen of 1366 x 768.
struct Window {
    harness: Harness<'static, Desk>,
    clock: FixedClock,
}

impl Window {
    fn open(folder: &Path, lang: Lang) -> Self {
        let clock = FixedClock::default();
        clock.set(MORNING.plus_minutes(1));
        let shared = clock.clone();
        let make: MakeClock = Rc::new(move || Box::new(shared.clone()));
        let desk = Desk::new(folder.to_owned(), Some(lang), make);
        let builder = Harness::builder().with_size(egui::vec2(1366.0, 768.0));
        let mut harness = builder.build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
        harness.run_steps(3);
        Self { harness, clock }
    }

    fn pass(&mut self, ms: i64) {
        self.clock.set(Moment(self.clock.now().0 + ms));
        self.harness.run_steps(3);
    }

    /// By hand: a character every 120 ms.
    fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(Event::Text(c.to_string()));
            self.pass(120);
        }
        self.pass(120);
    }

    fn presses(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.pass(120);
    }

    /// A scanner: the whole code and its Enter within one frame.
    fn scans(&mut self, code: &str) {
        self.harness.event(Event::Text(code.to_owned()));
        self.harness.key_press(Key::Enter);
        self.pass(16);
        self.pass(100);
    }

    fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    fn holds(&self, value: &str) -> bool {
        self.harness.query_all_by_value(value).next().is_some()
    }
}

/// A station whose database is on a disk that can fail.
fn plant(folder: &Path) -> Made<Disk> {
    std::fs::write(folder.join(DATABASE), "")?;
    let disk = Disk::at(folder)?;
    found(folder, "南门", 5)?;
    Ok(disk)
}

/// The faults of a disk that fills up or breaks, with what the sentence about them begins with.
fn faults(text: &Text) -> [(Fault, String); 3] {
    let lasting = |on, with| Fault {
        on,
        nth: 1,
        with,
        lasting: true,
    };
    let begin = |key: &str| {
        let sentence = text.with(key, &[("detail", "|")]);
        sentence.split('|').next().unwrap_or_default().to_owned()
    };
    [
        (lasting(Kind::Write, Trouble::Full), begin("error-disk-full")),
        (lasting(Kind::Write, Trouble::Io), begin("error-io")),
        (lasting(Kind::Sync, Trouble::Io), begin("error-io")),
    ]
}

#[test]
fn a_reading_at_the_gate_stays_typed_until_it_is_saved() -> Tested {
    let part = Part::begin(
        "Sane on I/O error and full disk",
        "window, gate: a reading; three faults, three languages",
    );
    for lang in Lang::ALL {
        let text = Text::new(lang);
        for (fault, sentence) in faults(&text) {
            let folder = tempfile::tempdir()?;
            let disk = plant(folder.path())?;
            let before = sound(&mut open(folder.path())?)?;
            let mut window = Window::open(folder.path(), lang);
            window.scans("0002");
            window.types("364");
            disk.fail(Some(fault));
            window.presses(Modifiers::NONE, Key::Enter);
            assert!(window.says(&sentence), "{}: {fault:?} is not said: {sentence}", lang.tag());
            assert!(window.holds("36.4"), "{}: what was typed is gone", lang.tag());
            disk.fail(None);
            window.presses(Modifiers::NONE, Key::Enter);
            drop(window);
            assert_eq!(sound(&mut open(folder.path())?)?, before + 1, "{}: {fault:?}", lang.tag());
        }
    }
    part.held(9, "said, kept, saved once")
}

#[test]
fn a_return_stays_typed_until_it_is_saved() -> Tested {
    let part = Part::begin(
        "Sane on I/O error and full disk",
        "window, return form; three faults, three languages",
    );
    for lang in Lang::ALL {
        let text = Text::new(lang);
        for (fault, sentence) in faults(&text) {
            let folder = tempfile::tempdir()?;
            let disk = plant(folder.path())?;
            let before = sound(&mut open(folder.path())?)?;
            let mut window = Window::open(folder.path(), lang);
            window.presses(Modifiers::ALT, Key::Num2);
            window.types("0002");
            window.presses(Modifiers::NONE, Key::Enter);
            window.presses(Modifiers::COMMAND, Key::N);
            for (typed, tabs) in [("武汉", 1), ("01-20", 1), ("02-04", 1), ("K1234", 4)] {
                window.types(typed);
                (0..tabs).for_each(|_| window.presses(Modifiers::NONE, Key::Tab));
            }
            window.presses(Modifiers::NONE, Key::Space);
            (0..3).for_each(|_| window.presses(Modifiers::NONE, Key::Tab));
            window.presses(Modifiers::NONE, Key::Space);
            disk.fail(Some(fault));
            window.presses(Modifiers::COMMAND, Key::Enter);
            assert!(window.says(&sentence), "{}: {fault:?} is not said: {sentence}", lang.tag());
            assert!(window.holds("K1234"), "{}: what was typed is gone", lang.tag());
            disk.fail(None);
            window.presses(Modifiers::COMMAND, Key::Enter);
            drop(window);
            assert_eq!(sound(&mut open(folder.path())?)?, before + 1, "{}: {fault:?}", lang.tag());
        }
    }
    part.held(9, "said, kept, saved once")
}
