//! Revoking (撤销): nothing of a station is taken in any more, and nothing is sealed for it. What it sent stays.

use eframe::egui::{Id, Ui};
use uuid::Uuid;

use crate::station::exchange::PeerState;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, StationsAsked};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted};

/// A station that is to be revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Revoke {
    peer: Uuid,
    reason: String,
    tried: bool,
    opened: bool,
}

impl Revoke {
    pub(super) fn of(peer: &PeerState) -> Self {
        Self {
            peer: peer.peer.card.chain,
            reason: String::new(),
            tried: false,
            opened: false,
        }
    }

    pub(super) fn unfinished(&self) -> bool {
        !self.reason.trim().is_empty()
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("stations-revoke")).show(ui.ctx(), |ui| {
            label(ui, &super::name_of(scene, self.peer), theme::bold(size::SECOND));
            muted(ui, text.get("stations-revoke-means"), size::BODY);
            gap(ui, space::XS);
            let missing = self.tried && self.reason.trim().is_empty();
            let field = Field::new(text.get("word-reason"), &mut self.reason)
                .width(ui.available_width().min(500.0))
                .error(missing.then(|| text.get("error-reason-missing")))
                .id(Id::unique("stations-reason"))
                .show(ui);
            if !std::mem::replace(&mut self.opened, true) {
                field.response.request_focus();
            }
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get("stations-revoke")).key("Enter").show(ui).clicked();
                if pressed || field.submitted {
                    self.ask(actions);
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    fn ask(&mut self, actions: &mut Actions) {
        self.tried = true;
        if !self.reason.trim().is_empty() {
            actions.push(Action::Stations(StationsAsked::Revoke {
                peer: self.peer,
                reason: self.reason.trim().to_owned(),
            }));
        }
    }
}
