//! A folder that is to be used no more: asked first, because one key says so.

use std::path::PathBuf;

use eframe::egui::{self, Key, Modifiers, RichText, Ui};

use crate::ui::Scene;
use crate::ui::action::{Action, Actions, StationsAsked};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, gap, muted};

/// The folder, by its path: the list may change meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DropFolder(PathBuf);

impl DropFolder {
    pub(super) fn of(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("stations-remove-folder")).show(ui.ctx(), |ui| {
            let folder = RichText::new(self.0.display().to_string()).font(theme::bold(size::SECOND));
            ui.add(egui::Label::new(folder.color(theme::of(ui).text)).wrap());
            muted(ui, text.get("stations-remove-folder-means"), size::BODY);
            gap(ui, space::M);
            ui.horizontal_wrapped(|ui| {
                let does = Button::primary(text.get("stations-remove-folder")).key("Enter").show(ui).clicked();
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
                if !close && (does || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))) {
                    let routes = scene.view.exchange.routes.iter().map(|state| &state.route);
                    let others = routes.filter(|route| route.folder != self.0).cloned().collect();
                    actions.push(Action::Stations(StationsAsked::Routes(others)));
                }
            });
        });
        !(escaped || close)
    }
}
