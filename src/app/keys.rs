//! The keys: those of each screen for the bar at the bottom, and all of them on one page.

use eframe::egui::{self, Context, Event, Key, Modifiers, RichText, Ui, vec2};

use super::Desk;
use crate::ui::Scene;
use crate::ui::screens::Screen;
use crate::ui::screens::frame::{self, Hint};
use crate::ui::theme::{self, size};
use crate::ui::widgets::label;

/// Keys that work at headquarters; the others belong to a gate.
const AT_HEADQUARTERS: [&str; 7] = ["Enter", "Esc", "↑ ↓", "F1", "F12", "Ctrl C", "Ctrl E"];

/// Keys that work on every screen, or at the gate.
const KEYS: [(&str, &str); 25] = [
    ("Enter", "keys-enter"),
    ("Esc", "keys-escape"),
    ("↑ ↓", "keys-arrows"),
    ("Ctrl Z", "keys-take-back"),
    ("F1", "do-all-keys"),
    ("F2", "keys-mask"),
    ("F3", "keys-site"),
    ("F4", "gate-visit"),
    ("F5", "keys-in"),
    ("F6", "keys-out"),
    ("F7", "keys-refuse"),
    ("F8", "keys-instrument"),
    ("F9", "keys-outing"),
    ("F11", "privacy-curtain"),
    ("F12", "do-lock"),
    ("Ctrl Enter", "returns-register"),
    ("Ctrl I", "returns-isolate"),
    ("Ctrl N", "people-new"),
    ("Ctrl C", "keys-copy"),
    ("Ctrl E", "do-export"),
    ("Ctrl P", "keys-print"),
    ("Ctrl R", "keys-reveal"),
    ("Ctrl ← →", "settings-next"),
    ("Alt 3 F5 F7", "keys-outing-decide"),
    ("Alt 3 F6 F9", "keys-outing-change"),
];

/// What stands on a key, the key of its word, and what is pressed.
type Own = (&'static str, &'static str, Key, Modifiers);

const GATE: &[Own] = &[
    ("Enter", "do-record", Key::Enter, Modifiers::NONE),
    ("Esc", "do-clear", Key::Escape, Modifiers::NONE),
    ("Ctrl Z", "keys-take-back", Key::Z, Modifiers::COMMAND),
    ("F2", "word-mask", Key::F2, Modifiers::NONE),
    ("F3", "gate-site", Key::F3, Modifiers::NONE),
    ("F4", "gate-visit", Key::F4, Modifiers::NONE),
    ("F9", "outing-new", Key::F9, Modifiers::NONE),
    ("F11", "privacy-curtain", Key::F11, Modifiers::NONE),
];

const CLINIC: &[Own] = &[
    ("Enter", "clinic-record", Key::Enter, Modifiers::NONE),
    ("F9", "clinic-round", Key::F9, Modifiers::NONE),
    ("F2", "clinic-decide", Key::F2, Modifiers::NONE),
    ("F6", "clinic-unwell", Key::F6, Modifiers::NONE),
    ("Ctrl N", "clinic-open", Key::N, Modifiers::COMMAND),
    ("Ctrl F", "clinic-look", Key::F, Modifiers::COMMAND),
    ("Ctrl I", "do-import", Key::I, Modifiers::COMMAND),
    ("Ctrl →", "clinic-next-list", Key::ArrowRight, Modifiers::COMMAND),
    ("Esc", "do-back", Key::Escape, Modifiers::NONE),
];

impl Desk {
    /// The keys that work on the screen that is shown.
    pub(super) fn hints<'a>(&'a self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let text = scene.text;
        let lock = ("F12", text.get("do-lock"), Key::F12, Modifiers::NONE);
        let own: &[Own] = match self.screen {
            Screen::Gate => GATE,
            Screen::GoingOut => &[
                ("F5", "outing-approve", Key::F5, Modifiers::NONE),
                ("F7", "outing-refuse", Key::F7, Modifiers::NONE),
                ("F6", "outing-extend", Key::F6, Modifiers::NONE),
                ("F9", "outing-cancel", Key::F9, Modifiers::NONE),
                ("F3", "outing-role", Key::F3, Modifiers::NONE),
                ("Ctrl N", "outing-new", Key::N, Modifiers::COMMAND),
                ("Ctrl E", "do-export", Key::E, Modifiers::COMMAND),
                ("Esc", "do-back", Key::Escape, Modifiers::NONE),
            ],
            Screen::People(_) => &[
                ("Enter", "do-open", Key::Enter, Modifiers::NONE),
                ("Esc", "do-back", Key::Escape, Modifiers::NONE),
                ("Ctrl C", "do-copy", Key::C, Modifiers::COMMAND),
                ("Ctrl N", "people-new", Key::N, Modifiers::COMMAND),
                ("Ctrl E", "do-export", Key::E, Modifiers::COMMAND),
            ],
            Screen::Returns => &[
                ("Ctrl N", "returns-add-leg", Key::N, Modifiers::COMMAND),
                ("Ctrl Enter", "returns-register", Key::Enter, Modifiers::COMMAND),
                ("F4", "returns-next", Key::F4, Modifiers::NONE),
                ("Esc", "keys-back-kept", Key::Escape, Modifiers::NONE),
            ],
            Screen::Clinic => CLINIC,
            Screen::Site
            | Screen::Supplies
            | Screen::Report
            | Screen::Overview
            | Screen::Duty
            | Screen::Notices
            | Screen::Sheets
            | Screen::Stations
            | Screen::Headquarters
            | Screen::Journal => &[],
            Screen::Settings => &[
                ("Ctrl ← →", "settings-next", Key::ArrowRight, Modifiers::COMMAND),
                ("Esc", "do-back", Key::Escape, Modifiers::NONE),
            ],
        };
        let reads_only = self.screen != Screen::Gate && !Screen::Gate.is_offered(scene.view);
        let own = own
            .iter()
            .filter(|(cap, ..)| !reads_only || *cap != "Ctrl N")
            .map(|(cap, key, pressed, modifiers)| (*cap, text.get(key), *pressed, *modifiers));
        let measures = self.screen == Screen::Gate && !scene.view.instruments.is_empty();
        let instrument = measures.then(|| ("F8", self.gate.instrument(text), Key::F8, Modifiers::NONE));
        own.chain(self.day_hints(scene)).chain(instrument).chain([lock]).collect()
    }

    /// The keys of the screens of the day, told by the screens themselves.
    fn day_hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        match self.screen {
            Screen::Site => self.screens.site.hints(scene),
            Screen::Supplies => self.screens.supplies.hints(scene),
            Screen::Report => self.screens.report.hints(scene),
            Screen::Overview => self.screens.overview.hints(scene),
            Screen::Duty => self.screens.duty.hints(scene),
            Screen::Notices => self.screens.notices.hints(scene),
            Screen::Sheets => self.screens.sheets.hints(scene),
            Screen::Stations => self.screens.stations.hints(scene),
            Screen::Headquarters => self.screens.headquarters.hints(scene),
            Screen::Journal => self.screens.journal.hints(scene),
            Screen::Gate | Screen::Returns | Screen::GoingOut | Screen::Clinic | Screen::People(_) | Screen::Settings => Vec::new(),
        }
    }
}

/// A key pressed with the mouse, heard in the next frame.
pub(super) fn press(ctx: &Context, key: Key, modifiers: Modifiers) {
    ctx.input_mut(|input| {
        input.events.push(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
    });
    ctx.request_repaint();
}

/// What moves the list of keys to its first line.
pub(super) const TO_THE_TOP: f32 = 10_000.0;

/// How far the arrows and page keys of this frame move the list of keys, in points; they move nothing behind it.
pub(super) fn scrolled(ui: &Ui) -> f32 {
    const STEPS: [(Key, f32); 4] = [
        (Key::ArrowUp, 56.0),
        (Key::ArrowDown, -56.0),
        (Key::PageUp, 224.0),
        (Key::PageDown, -224.0),
    ];
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    STEPS.into_iter().filter(|(key, _)| pressed(*key)).map(|(_, by)| by).sum()
}

/// Every key with what it does: on the screen that is shown, everywhere, to the screens. As many columns as fit, one read after the
/// other.
pub(super) fn every_key(ui: &mut Ui, scene: &Scene<'_>, here: &[Hint<'_>], scrolled: f32) {
    const COLUMNS: [(f32, usize); 2] = [(900.0, 3), (560.0, 2)];
    const CAP: f32 = 96.0;
    let gate = Screen::Gate.is_offered(scene.view);
    let everywhere = KEYS.iter().filter(|(cap, _)| gate || AT_HEADQUARTERS.contains(cap));
    // What a screen does with a key that works everywhere stands there once, in its own words.
    let is_own = |cap: &str| AT_HEADQUARTERS.contains(&cap) && here.iter().any(|(own, ..)| *own == cap);
    let everywhere = everywhere.filter(|(cap, _)| !is_own(cap));
    let everywhere = everywhere.map(|(cap, word)| (*cap, scene.text.get(word)));
    let places = frame::places_by_key(scene.view).map(|(cap, word)| (cap, scene.text.get(word)));
    let all: Vec<(&str, &str)> = everywhere.chain(places).collect();
    let own = here.iter().map(|(cap, word, _, _)| (*cap, *word)).filter(|key| !all.contains(key));
    let keys: Vec<(&str, &str)> = own.chain(all.iter().copied()).collect();
    let fits = COLUMNS.into_iter().find(|(width, _)| ui.available_width() >= *width);
    let columns = fits.map_or(1, |(_, columns)| columns);
    ui.scroll_with_delta(vec2(0.0, scrolled));
    ui.columns(columns, |columns| {
        let rows = keys.len().div_ceil(columns.len());
        for (ui, keys) in columns.iter_mut().zip(keys.chunks(rows.max(1))) {
            for (cap, word) in keys {
                ui.horizontal_top(|ui| {
                    let left = ui.cursor().left();
                    label(ui, cap, theme::bold(size::BODY));
                    ui.add_space((left + CAP - ui.cursor().left()).max(0.0));
                    let word = RichText::new(*word).font(theme::regular(size::BODY)).color(theme::of(ui).text);
                    ui.add(egui::Label::new(word).wrap());
                });
            }
        }
    });
}
