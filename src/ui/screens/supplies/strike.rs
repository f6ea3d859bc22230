//! A move is taken back, with a reason; it stays in the journal.

use eframe::egui::Ui;

use super::fields::Fields;
use super::panel::said;
use super::sentence;

use crate::domain::entry::EntryId;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SuppliesAsked};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted};

/// A move that is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Strike {
    moved: EntryId,
    reason: String,
    tried: bool,
    fresh: bool,
}

impl Strike {
    pub(super) fn of(moved: EntryId) -> Self {
        Self {
            moved,
            reason: String::new(),
            tried: false,
            fresh: true,
        }
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let book = &scene.view.daybook.supplies;
        let objection = book.objects_to_strike(self.moved, scene.view.day, scene.view.card.zone);
        let (mut close, mut done) = (false, false);
        let escaped = Dialog::new(text.get("supply-strike-title")).show(ui.ctx(), |ui| {
            let moved = book.all_moves().iter().find(|moved| moved.id == self.moved);
            let position = moved.and_then(|moved| scene.view.supplies.iter().find(|one| one.item.id == moved.one.item));
            if let (Some(moved), Some(position)) = (moved, position) {
                muted(
                    ui,
                    &[&position.stock.name, " ", &said(scene, position, moved)]
                        .map(String::from)
                        .concat(),
                    size::BODY,
                );
            }
            let missing = (self.tried && self.reason.trim().is_empty()).then(|| text.get("error-reason-missing"));
            let mut fields = Fields::default();
            fields.add(
                ui,
                Field::new(text.get("word-reason"), &mut self.reason).width(500.0).error(missing),
            );
            if std::mem::take(&mut self.fresh) {
                Fields::take_focus(ui);
            }
            if let Some(objection) = &objection {
                label(ui, &sentence(scene, objection), theme::regular(size::BODY));
            }
            let submitted = fields.go_on(ui);
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let button = Button::primary(text.get("supply-strike")).key("Enter").enabled(objection.is_none());
                if button.show(ui).clicked() || submitted {
                    self.tried = true;
                    done = objection.is_none() && !self.reason.trim().is_empty();
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        if done {
            actions.push(Action::Supplies(SuppliesAsked::Strike(self.moved, self.reason.clone())));
        }
        !(escaped || close)
    }
}
