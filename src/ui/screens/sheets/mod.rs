//! Paper when the power is out (纸面): sheets to print beforehand, and typing in afterwards what was written on them (补录).

mod late;
mod paper;

use eframe::egui::{self, Id, Key, Modifiers, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::Screen;
use crate::domain::entry::EntryId;
use crate::domain::screening::{Direction, Judgement};
use crate::station::{Done, LateLine};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SheetsAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::{self, CONTROL, size, space};
use crate::ui::widgets::{Button, DateDraft, Field, card, gap, label, muted, segments};
use late::Late;
pub use paper::{Kind, Order, Wanted, table};

/// Width of what is printed, beside what is typed.
const PANEL: f32 = 336.0;
/// Width that a row being typed needs.
const ROW: f32 = 560.0;
/// The most blank rows that anybody wants.
const MOST_BLANKS: u16 = 2_000;

/// The screen and what is being typed on it.
#[derive(Debug)]
pub struct Sheets {
    kind: Kind,
    filled: bool,
    order: Order,
    day: DateDraft,
    blanks: String,
    tried: bool,
    late: Late,
}

impl Default for Sheets {
    fn default() -> Self {
        Self {
            kind: Kind::default(),
            filled: false,
            order: Order::default(),
            day: DateDraft::default(),
            blanks: "25".into(),
            tried: false,
            late: Late::default(),
        }
    }
}

impl Sheets {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.keys(ui, scene, actions);
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > PANEL + ROW;
        if beside {
            let panel = egui::Panel::left("sheets-print").exact_size(PANEL).resizable(false);
            panel.show_separator_line(false).frame(egui::Frame::NONE).show(ui, |ui| {
                card(ui, 16, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                    self.print(ui, scene, actions);
                });
            });
        }
        let margin = egui::Margin {
            left: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        let frame = egui::Frame::NONE.inner_margin(margin);
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            card(ui, 16, |ui| {
                ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                if beside {
                    self.late.ui(ui, scene, actions);
                } else {
                    // One under the other where the text is large.
                    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                        self.late.ui(ui, scene, actions);
                        gap(ui, space::L);
                        self.print(ui, scene, actions);
                    });
                }
            });
        });
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::P) {
            self.ask(scene, actions);
        }
        if pressed(Modifiers::NONE, Key::F2) {
            self.late.turn_mask();
        }
        if pressed(Modifiers::NONE, Key::F5) {
            self.late.go(Direction::In);
        }
        if pressed(Modifiers::NONE, Key::F6) {
            self.late.go(Direction::Out);
        }
        if pressed(Modifiers::COMMAND, Key::Z) {
            actions.extend(self.late.take_back());
        }
        // What is typed waits here until somebody comes back.
        if pressed(Modifiers::NONE, Key::Escape) {
            actions.push(Action::Show(Screen::Gate));
        }
    }

    /// Which sheet, for which day, with whom and how many rows.
    fn print(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        label(ui, text.get("sheets-print"), theme::bold(size::SECOND));
        muted(ui, text.get("sheets-print-why"), size::LABEL);
        gap(ui, space::XS);
        for kind in Kind::ALL {
            let word = scene.word("sheets-kind", kind.key());
            if choice(ui, &word, kind == self.kind) {
                self.kind = kind;
            }
        }
        gap(ui, space::XS);
        let filled = [(false, text.get("sheets-blank")), (true, text.get("sheets-filled"))];
        segments(ui, text.get("sheets-print"), &mut self.filled, &filled);
        if self.filled && self.kind.names_people() {
            let orders = [
                (Order::Department, text.get("sheets-by-department")),
                (Order::Badge, text.get("sheets-by-badge")),
            ];
            segments(ui, text.get("sheets-order"), &mut self.order, &orders);
        }
        ui.horizontal_top(|ui| {
            let near = scene.view.day;
            let name = text.get("sheets-day");
            let hint = near.to_string();
            if self.day.text.is_empty() {
                self.day = DateDraft { text: hint };
            }
            self.day
                .show(ui, name, near, text.get("sheets-no-day"), 150.0, Id::unique("sheets-day"));
            let wrong = (self.tried && self.rows().is_none()).then(|| text.get("sheets-no-blanks"));
            let blanks = Field::new(text.get("sheets-blanks"), &mut self.blanks).width(110.0);
            blanks.numeric().error(wrong).show(ui);
        });
        gap(ui, space::XS);
        let print = Button::secondary(text.get("sheets-do-print")).icon(Icon::Printer).key("Ctrl P");
        if print.show(ui).clicked() {
            self.ask(scene, actions);
        }
    }

    fn rows(&self) -> Option<u16> {
        let typed = self.blanks.trim();
        let rows = if typed.is_empty() { Some(0) } else { typed.parse().ok() };
        rows.filter(|rows| *rows <= MOST_BLANKS)
    }

    fn ask(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        self.tried = true;
        let day = self.day.day(scene.view.day);
        let (Ok(day), Some(blanks)) = (day, self.rows()) else { return };
        actions.push(Action::Sheets(SheetsAsked::Print(Wanted {
            kind: self.kind,
            filled: self.filled,
            order: self.order,
            day: day.unwrap_or(scene.view.day),
            blanks,
        })));
    }

    /// A line was entered: on to the next.
    pub fn entered(&mut self, line: &LateLine, done: &Done<Judgement>) {
        self.late.entered(line, done);
    }

    /// A line was taken back.
    pub fn taken_back(&mut self, line: EntryId) {
        self.late.taken_back(line);
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let keys: [(&str, &str, Key, Modifiers); 7] = [
            ("Enter", "do-record", Key::Enter, Modifiers::NONE),
            ("F5", "keys-in", Key::F5, Modifiers::NONE),
            ("F6", "keys-out", Key::F6, Modifiers::NONE),
            ("F2", "word-mask", Key::F2, Modifiers::NONE),
            ("Ctrl Z", "keys-take-back", Key::Z, Modifiers::COMMAND),
            ("Ctrl P", "sheets-do-print", Key::P, Modifiers::COMMAND),
            ("Esc", "do-back", Key::Escape, Modifiers::NONE),
        ];
        keys.map(|(cap, word, key, modifiers)| (cap, scene.text.get(word), key, modifiers))
            .to_vec()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.late.take_focus();
    }
}

/// One of several, one under the other. Says whether it was pressed.
fn choice(ui: &mut Ui, word: &str, chosen: bool) -> bool {
    let palette = theme::of(ui);
    let (font, ink) = if chosen {
        (theme::bold(size::BODY), palette.accent)
    } else {
        (theme::regular(size::BODY), palette.text)
    };
    let width = ui.available_width();
    let button = egui::Button::selectable(chosen, RichText::new(word).font(font).color(ink)).min_size(vec2(width, CONTROL));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, word));
    response.clicked()
}
