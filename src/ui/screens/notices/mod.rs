//! Notices (宣传): kept here with a live preview, shown to the people who queue in a window of its own.
//!
//! The queue's window holds nothing but notices: no name, no number of anybody is ever drawn there.

mod form;
mod list;
mod pictures;
mod poster;
mod wall;

use std::collections::BTreeMap;

use eframe::egui::{self, Context, Id, Key, Modifiers, TextureHandle, Ui, vec2};
use uuid::Uuid;

use super::Screen;
use crate::domain::notices::{Notice, Spot};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, NoticesAsked};
use crate::ui::screens::frame::Hint;
use crate::ui::theme::space;
use crate::ui::widgets::{card, gap};
use form::Draft;
use pictures::Pictures;
use wall::Wall;

/// The list of the screen, for the keyboard.
const TABLE: &str = "notices-list";

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Notices {
    cursor: usize,
    selected: Option<Uuid>,
    /// What is being written, by its notice; nil is a new one. Stays until it is saved or given up.
    drafts: BTreeMap<Uuid, Draft>,
    /// The draft in front.
    editing: Option<Uuid>,
    /// The notice being read out is large in front.
    reading: bool,
    spot: Spot,
    wall: Wall,
    pictures: Pictures,
    fresh: bool,
}

/// The notices of the list in its order.
fn listed(scene: &Scene<'_>) -> Vec<Notice> {
    let mut all = scene.view.daybook.notices.all(scene.text.lang().tag());
    all.sort_by_key(|notice| (notice.standing(scene.view.day), !notice.urgent));
    all
}

impl Notices {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let notices = listed(scene);
        self.select(&notices);
        self.keys(ui, scene, &notices, actions);
        let height = ui.available_height() - 18.0;
        // Beside what is typed or chosen stands the page as people see it, where there is room.
        let width = (ui.available_width() * 0.46).min(640.0);
        let beside = ui.available_width() > 860.0;
        if beside {
            let panel = egui::Panel::right("notices-beside").exact_size(width).resizable(false);
            panel.show_separator_line(false).frame(egui::Frame::NONE).show(ui, |ui| {
                card(ui, 16, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                    self.beside(ui, scene, &notices, actions);
                });
            });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        let frame = egui::Frame::NONE.inner_margin(margin);
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            card(ui, if self.editing.is_some() { 16 } else { 8 }, |ui| {
                let inner = if self.editing.is_some() { 16.0 } else { 0.0 };
                ui.set_min_size(vec2(ui.available_width(), height - inner));
                match self.editing {
                    Some(id) => self.form(ui, scene, (id, &notices), actions),
                    None => self.list(ui, scene, &notices, beside, actions),
                }
            });
        });
        if self.reading {
            self.reading = list::read_out(ui, scene, self.chosen(&notices), actions);
        }
    }

    /// The page as people see it, and what can be done about it.
    fn beside(&mut self, ui: &mut Ui, scene: &Scene<'_>, notices: &[Notice], actions: &mut Actions) {
        let drafted = self.editing.and_then(|id| self.drafts.get(&id)).map(Draft::shown);
        let Some(notice) = drafted.or_else(|| self.chosen(notices).cloned()) else {
            return;
        };
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(vec2(width, width * 9.0 / 16.0), egui::Sense::hover());
        self.pictures.page(scene, &notice, (0, 0)).paint(ui, rect, "notices-preview");
        gap(ui, space::S);
        if self.editing.is_none() {
            list::about(ui, scene, &notice);
            self.buttons(ui, scene, &notice, actions);
        }
    }

    fn select(&mut self, notices: &[Notice]) {
        let at = |id: Uuid| notices.iter().position(|notice| notice.id == id);
        self.cursor = self
            .selected
            .and_then(at)
            .unwrap_or_else(|| self.cursor.min(notices.len().saturating_sub(1)));
        self.selected = notices.get(self.cursor).map(|notice| notice.id);
    }

    fn chosen<'a>(&self, notices: &'a [Notice]) -> Option<&'a Notice> {
        notices.get(self.cursor)
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, notices: &[Notice], actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if self.reading {
            return;
        }
        if pressed(Modifiers::NONE, Key::F11) {
            self.wall.turn_full();
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            if let Some(id) = self.editing {
                self.put_aside(id, notices);
            } else if !self.wall.stop() {
                actions.push(Action::Show(Screen::Gate));
            }
        }
        if pressed(Modifiers::COMMAND, Key::N) {
            self.edit(&Notice::default());
        }
        let Some(notice) = self.chosen(notices).filter(|_| self.editing.is_none()) else {
            return;
        };
        if pressed(Modifiers::NONE, Key::F5) {
            self.wall.show(scene, self.spot, notice.id);
        }
        if pressed(Modifiers::NONE, Key::F7) {
            self.reading = true;
        }
        if pressed(Modifiers::NONE, Key::F8) {
            actions.push(turned_down(notice));
        }
        if pressed(Modifiers::COMMAND, Key::P) {
            actions.push(Action::Notices(NoticesAsked::Print(Box::new(notice.clone()))));
        }
    }

    /// Back to the list. What was typed waits there; where nothing was changed nothing waits.
    fn put_aside(&mut self, id: Uuid, notices: &[Notice]) {
        let kept = notices.iter().find(|notice| notice.id == id).cloned().unwrap_or_default();
        if self.drafts.get(&id) == Some(&Draft::of(&kept)) {
            self.drafts.remove(&id);
        }
        self.editing = None;
        self.fresh = true;
    }

    /// Whether something was typed that is not saved.
    pub fn has_form(&self) -> bool {
        !self.drafts.is_empty()
    }

    /// Where the queue's screen of this PC stands.
    pub fn stand_at(&mut self, spot: Spot) {
        self.spot = spot;
    }

    /// Opens what was begun about a notice, or begins.
    fn edit(&mut self, notice: &Notice) {
        self.drafts.entry(notice.id).or_insert_with(|| Draft::of(notice));
        self.editing = Some(notice.id);
        self.fresh = true;
    }

    /// The draft of a notice became the notice `saved`.
    pub fn saved(&mut self, drafted: Uuid, saved: Uuid) {
        self.drafts.remove(&drafted);
        self.editing = None;
        self.selected = Some(saved);
        self.fresh = true;
    }

    /// A picture was kept for the draft in front.
    pub fn pictured(&mut self, sha256: String) {
        if let Some(draft) = self.editing.and_then(|id| self.drafts.get_mut(&id)) {
            draft.notice.picture = Some(sha256);
        }
    }

    /// The pictures that are on the screen and not here yet, by their hashes.
    pub fn lacking(&mut self) -> Vec<String> {
        self.pictures.lacking()
    }

    pub fn show_picture(&mut self, sha256: String, picture: Option<TextureHandle>) {
        self.pictures.put(sha256, picture);
    }

    /// Draws the window for the queue, where it is open; also while this one is locked.
    pub fn wall(&mut self, ctx: &Context, scene: &Scene<'_>, actions: &mut Actions) {
        self.wall.ui(ctx, scene, &mut self.pictures, actions);
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let keys: &[(&str, &str, Key, Modifiers)] = if self.editing.is_some() {
            &[
                ("Ctrl Enter", "do-save", Key::Enter, Modifiers::COMMAND),
                ("Esc", "keys-back-kept", Key::Escape, Modifiers::NONE),
            ]
        } else {
            &[
                ("Enter", "do-edit", Key::Enter, Modifiers::NONE),
                ("Ctrl N", "notices-new", Key::N, Modifiers::COMMAND),
                ("F5", "notices-show", Key::F5, Modifiers::NONE),
                ("Esc", "notices-stop", Key::Escape, Modifiers::NONE),
                ("F11", "notices-full", Key::F11, Modifiers::NONE),
                ("F7", "notices-read", Key::F7, Modifiers::NONE),
                ("F8", "notices-down", Key::F8, Modifiers::NONE),
                ("Ctrl P", "notices-print", Key::P, Modifiers::COMMAND),
            ]
        };
        let said = |(cap, word, key, modifiers): &(&'static str, &'static str, Key, Modifiers)| {
            let word = if *word == "notices-stop" && !self.wall.is_on() {
                "do-back"
            } else {
                *word
            };
            (*cap, scene.text.get(word), *key, *modifiers)
        };
        keys.iter().map(said).collect()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }
}

/// Takes a notice down, or puts it up again.
fn turned_down(notice: &Notice) -> Action {
    let turned = Notice {
        down: !notice.down,
        ..notice.clone()
    };
    Action::Notices(NoticesAsked::Save(Box::new(turned)))
}

fn table_id() -> Id {
    Id::unique(TABLE)
}
