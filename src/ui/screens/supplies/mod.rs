//! Supplies (物资): stock, what is low before the rest; one item with its line and its moves; and everything that changes them.

mod dilute;
mod fields;
mod hand_out;
mod import;
mod item;
mod line;
mod list;
mod moving;
mod panel;
mod strike;

use std::path::Path;

use eframe::egui::{self, Id, Key, Modifiers, Ui, vec2};
use uuid::Uuid;

use super::Screen;
use super::bring::Bring;
use super::export::Export;
use super::going_out::report::focus;
use super::people::Working;
use crate::domain::supplies::{Objection, Position};
use crate::station::bring::Brought;
use crate::station::out::What;
use crate::station::{StockField, StockPreview};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::screens::frame::Hint;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{card, gap};
use dilute::Dilute;
use hand_out::HandOut;
use item::ItemForm;
use list::Shown;
use moving::{Does, MoveForm};
use strike::Strike;

/// Width of the item beside the list.
const PANEL: f32 = 420.0;

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Supplies {
    shown: Shown,
    rows: Vec<Uuid>,
    chosen_by: Option<(Shown, usize)>,
    cursor: usize,
    selected: Option<Uuid>,
    front: Option<Front>,
    /// A form that Esc stepped back from, with what was typed.
    kept: Option<MoveForm>,
    fresh: bool,
}

/// What stands in front of the list.
#[derive(Debug)]
enum Front {
    Move(MoveForm),
    Item(ItemForm),
    Strike(Strike),
    HandOut(HandOut),
    Dilute(Dilute),
    Import(Box<Bring<StockPreview>>),
    Export(Export),
}

/// What a key or a button of this screen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Move(Does),
    Edit,
    HandOut,
    Dilute,
    New,
    Import,
    Export,
    StrikeLast,
}

/// Each with its word, its key, and what stands on the key.
const KEYS: [(Opens, &str, Key, Modifiers, &str); 11] = [
    (Opens::Move(Does::Issue), "supply-does-issue", Key::F6, Modifiers::NONE, "F6"),
    (Opens::Move(Does::Receive), "supply-does-receive", Key::F5, Modifiers::NONE, "F5"),
    (Opens::Move(Does::Count), "supply-does-count", Key::F7, Modifiers::NONE, "F7"),
    (Opens::Move(Does::WriteOff), "supply-does-write-off", Key::F9, Modifiers::NONE, "F9"),
    (Opens::HandOut, "supply-hand-out", Key::F8, Modifiers::NONE, "F8"),
    (Opens::Dilute, "supply-dilute", Key::F4, Modifiers::NONE, "F4"),
    (Opens::New, "supply-new", Key::N, Modifiers::COMMAND, "Ctrl N"),
    (Opens::Edit, "supply-edit", Key::F2, Modifiers::NONE, "F2"),
    (Opens::StrikeLast, "supply-strike-last", Key::Z, Modifiers::COMMAND, "Ctrl Z"),
    (Opens::Import, "do-import", Key::I, Modifiers::COMMAND, "Ctrl I"),
    (Opens::Export, "do-export", Key::E, Modifiers::COMMAND, "Ctrl E"),
];

impl Supplies {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        self.choose_rows(scene);
        if self.front.is_none() {
            self.keys(ui, scene, actions);
        }
        self.bar(ui, scene);
        // The rail says it as well, and what is low stands first.
        if !theme::is_low(ui) {
            list::low(ui, scene);
            gap(ui, space::XS);
        }
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > 2.0 * PANEL;
        if beside {
            egui::Panel::right("supply-panel")
                .exact_size(PANEL)
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::NONE)
                .show(ui, |ui| {
                    card(ui, 16, |ui| {
                        ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                        self.panel(ui, scene);
                    });
                });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        egui::CentralPanel::no_frame()
            .frame(egui::Frame::NONE.inner_margin(margin))
            .show(ui, |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height));
                    self.table(ui, scene);
                });
            });
        if std::mem::take(&mut self.fresh) && self.front.is_none() {
            focus(ui, Id::unique("supplies"));
        }
        self.in_front(ui, scene, working, actions);
    }

    /// Draws what stands in front; when it goes, the list has the keyboard again.
    fn in_front(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        let Some(mut front) = self.front.take() else { return };
        let stays = match &mut front {
            Front::Move(form) => form.ui(ui, scene, actions),
            Front::Item(form) => form.ui(ui, scene, actions),
            Front::Strike(strike) => strike.ui(ui, scene, actions),
            Front::HandOut(hand_out) => hand_out.ui(ui, scene, actions),
            Front::Dilute(dilute) => dilute.ui(ui, scene, actions),
            Front::Import(import) => import.ui(ui, scene, working, actions),
            Front::Export(export) => export.ui(ui, scene, working, actions),
        };
        if stays {
            self.front = Some(front);
            return;
        }
        self.fresh = true;
        if let Front::Move(form) = front {
            self.kept = form.unfinished().then_some(form);
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        for (opens, _, key, modifiers, _) in KEYS {
            if ui.input_mut(|input| input.consume_key(modifiers, key)) {
                self.open(scene, opens);
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::Show(Screen::Gate));
        }
    }

    /// Opens what a key or a button asks for; nothing where it needs an item and there is none.
    fn open(&mut self, scene: &Scene<'_>, opens: Opens) {
        let position = self.selected(scene);
        let front = match opens {
            Opens::Move(does) => position.map(|position| Front::Move(self.form(does, position))),
            Opens::Edit => position.map(|position| Front::Item(ItemForm::of(&position.item))),
            Opens::StrikeLast => position.and_then(|position| {
                let last = scene.view.daybook.supplies.moves(position.item.id).next_back()?;
                Some(Front::Strike(Strike::of(last.id)))
            }),
            Opens::HandOut => Some(Front::HandOut(HandOut::new(scene, self.selected))),
            Opens::Dilute => Some(Front::Dilute(Dilute::new(scene, self.selected))),
            Opens::New => Some(Front::Item(ItemForm::blank())),
            Opens::Import => Some(Front::Import(Box::default())),
            Opens::Export => Some(Front::Export(Export::of(scene, &What::STORE, (scene.view.day, scene.view.day)))),
        };
        self.front = front;
    }

    /// A new form, or the same one that was stepped back from.
    fn form(&self, does: Does, position: &Position) -> MoveForm {
        let kept = self.kept.as_ref().filter(|form| form.is_about(does, position.item.id));
        kept.map_or_else(|| MoveForm::new(does, position), MoveForm::again)
    }

    fn selected<'a>(&self, scene: &Scene<'a>) -> Option<&'a Position> {
        let id = self.rows.get(self.cursor)?;
        scene.view.supplies.iter().find(|position| position.item.id == *id)
    }

    /// Shows an item.
    pub fn choose(&mut self, item: Uuid) {
        self.selected = Some(item);
        self.chosen_by = None;
    }

    /// A list of stock, and what it would bring.
    pub fn preview(&mut self, brought: &Brought<StockField>, preview: StockPreview) {
        self.front = Some(Front::Import(Box::new(Bring::found(brought, preview))));
    }

    /// The place that was chosen in a dialog for an export.
    pub fn chose_path(&mut self, path: &Path) {
        if let Some(Front::Export(export)) = &mut self.front {
            export.chose_path(path);
        }
    }

    /// Something was written: its form is let go only now, so that what was typed is not lost where it could not be.
    pub fn written(&mut self) {
        match &mut self.front {
            Some(Front::HandOut(hand_out)) => hand_out.written(),
            Some(Front::Import(_) | Front::Export(_)) | None => {}
            Some(Front::Move(_) | Front::Item(_) | Front::Strike(_) | Front::Dilute(_)) => {
                self.front = None;
                self.kept = None;
                self.fresh = true;
            }
        }
    }

    /// A file was taken in or written: its dialog goes.
    pub fn close(&mut self) {
        if matches!(self.front, Some(Front::Import(_) | Front::Export(_))) {
            self.front = None;
            self.fresh = true;
        }
    }

    /// Whether something is being filled in.
    pub fn has_form(&self) -> bool {
        matches!(&self.front, Some(Front::Move(form)) if form.unfinished())
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let hint =
            |(_, word, key, modifiers, cap): (Opens, &'static str, Key, Modifiers, &'a str)| (cap, scene.text.get(word), key, modifiers);
        KEYS.into_iter().map(hint).collect()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }
}

/// What stands against something, as a sentence.
fn sentence(scene: &Scene<'_>, objection: &Objection) -> String {
    let facts = objection.facts();
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    scene.text.with(&format!("error-{}", objection.code()), &facts)
}

/// An amount with the unit of its item.
fn with_unit(position: &Position, thousandths: i64) -> String {
    let number = crate::domain::supplies::amount::amount(thousandths);
    [number.as_str(), &position.stock.unit].join(" ")
}
