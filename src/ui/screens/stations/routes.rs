//! The folders through which this PC exchanges, and how each does.

use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::age::ago;
use super::parts::{fact, say};
use super::route::RouteForm;
use super::{Does, Front, LIST, Stations, Tab};
use crate::domain::settings::Role;
use crate::station::exchange::{Often, RouteState};
use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, gap, label, muted, tag};

const COLUMNS: [(&str, f32); 4] = [
    ("stations-folder", 0.0),
    ("stations-often", 112.0),
    ("stations-done", 124.0),
    ("word-status", 96.0),
];

impl Stations {
    pub(super) fn folders(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let routes = &scene.view.exchange.routes;
        if routes.is_empty() {
            nothing(ui, Icon::HardDrive, scene.text.get("stations-no-folder"));
            return;
        }
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: routes.len(),
        };
        let mut cursor = self.cursor().min(routes.len().saturating_sub(1));
        let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let sentence = |row: usize| routes.get(row).map_or_else(String::new, |state| sentence(scene, state));
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, row, column| {
            if let Some(state) = routes.get(row) {
                cell(ui, scene, state, column);
            }
        });
        self.put_cursor(cursor);
        if opened.is_some() && entered && self.front.is_none() {
            self.edit_folder(scene);
        }
    }

    /// The folder under the cursor, and what can be done about it.
    pub(super) fn folder(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let Some(state) = scene.view.exchange.routes.get(self.cursor()) else {
            muted(ui, text.get("stations-folder-how"), size::BODY);
            return;
        };
        let folder = state.route.folder.display().to_string();
        let words = egui::RichText::new(&folder).font(theme::bold(size::SECOND));
        ui.add(egui::Label::new(words.color(theme::of(ui).text)).wrap());
        gap(ui, space::XS);
        fact(ui, text.get("stations-often"), &often(scene, state), None);
        fact(ui, text.get("stations-done"), &done(scene, state), None);
        if scene.view.card.role != Role::Headquarters {
            let level = state.route.level.key();
            fact(ui, text.get("stations-level"), &scene.word("stations-level", level), None);
            muted(ui, &scene.word("stations-leaves", level), size::BODY);
        }
        if let Some(failed) = failed(scene, state) {
            gap(ui, space::XS);
            say(ui, Tone::Isolate, Icon::Triangle, &failed);
        }
        gap(ui, space::S);
        ui.horizontal_wrapped(|ui| {
            let edit = Button::secondary(text.get("do-edit")).icon(Icon::Pencil).key("Enter");
            if edit.show(ui).clicked() {
                self.edit_folder(scene);
            }
            let remove = Button::secondary(text.get("stations-remove-folder")).icon(Icon::Trash).key("Del");
            if remove.show(ui).clicked() {
                self.does(scene, Does::RemoveFolder, actions);
            }
        });
    }

    fn edit_folder(&mut self, scene: &Scene<'_>) {
        let at = self.cursor();
        let state = scene.view.exchange.routes.get(at);
        self.front = state.map(|state| Front::Route(RouteForm::of(at, &state.route)));
    }

    /// The folder under the cursor.
    pub(super) fn pointed_folder(&self, scene: &Scene<'_>) -> Option<PathBuf> {
        let state = scene.view.exchange.routes.get(self.cursor());
        state.filter(|_| self.tab == Tab::Folders).map(|state| state.route.folder.clone())
    }
}

/// An empty list says what to do.
pub(super) fn nothing(ui: &mut Ui, icon: Icon, said: &str) {
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(icon.text(size::VERDICT).color(theme::of(ui).line));
        muted(ui, said, size::SECOND);
    });
}

/// `手动`, `每 5 秒`, `交班时`.
fn often(scene: &Scene<'_>, state: &RouteState) -> String {
    match state.route.often {
        Often::ByHand => scene.text.get("stations-often-by-hand").to_owned(),
        Often::Every(seconds) => scene.text.count("stations-every", u64::from(seconds), &[]),
        Often::ShiftEnd => scene.text.get("stations-often-shift-end").to_owned(),
    }
}

fn done(scene: &Scene<'_>, state: &RouteState) -> String {
    state
        .done
        .map_or_else(|| scene.text.get("stations-never-done").to_owned(), |at| ago(scene, at))
}

/// Why the last attempt failed; what is quoted of it is the folder.
fn failed(scene: &Scene<'_>, state: &RouteState) -> Option<String> {
    let folder = state.route.folder.display().to_string();
    let said = |code| scene.text.with(&format!("error-{code}"), &[("detail", &folder)]);
    state.failed.map(said)
}

/// A row as one sentence.
fn sentence(scene: &Scene<'_>, state: &RouteState) -> String {
    let parts = [state.route.folder.display().to_string(), often(scene, state), done(scene, state)];
    parts.into_iter().chain(failed(scene, state)).collect::<Vec<_>>().join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, state: &RouteState, column: usize) {
    match column {
        0 => {
            let folder = egui::RichText::new(state.route.folder.display().to_string());
            let folder = folder.font(theme::regular(size::BODY)).color(theme::of(ui).text);
            ui.add(egui::Label::new(folder).truncate());
        }
        1 => {
            label(ui, &often(scene, state), theme::regular(size::BODY));
        }
        2 => {
            label(ui, &done(scene, state), theme::regular(size::BODY));
        }
        _ => {
            if state.failed.is_some() {
                tag(ui, Tone::Isolate, scene.text.get("stations-failed"));
            }
        }
    }
}
