//! The passphrase once more, before what is sensitive: whoever sits down at a desk that stands open has none.

use eframe::egui::Context;

use crate::domain::rights::Right;
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions, Secret};
use crate::ui::screens::lock::sign_in::{secret_field, warned};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, gap, muted};

/// The dialog, over the screen on which something was asked for.
#[derive(Clone, Debug)]
pub struct StepUp {
    right: Right,
    secret: Secret,
    fault: Option<String>,
    busy: bool,
    opened: bool,
}

impl StepUp {
    pub fn of(right: Right) -> Self {
        Self {
            right,
            secret: Secret::default(),
            fault: None,
            busy: false,
            opened: false,
        }
    }

    /// It was not the passphrase, or it is too early to try again.
    pub fn refused(&mut self, said: String) {
        self.secret = Secret::default();
        self.fault = Some(said);
        self.busy = false;
        self.opened = false;
    }

    pub fn ui(&mut self, ctx: &Context, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let role = scene.view.accounts.role.unwrap_or_default();
        let mut leave = false;
        let escaped = Dialog::new(text.get("step-up-title")).show(ctx, |ui| {
            let right = scene.word("right", self.right.key());
            muted(ui, &text.with("step-up-why", &[("right", &right)]), size::BODY);
            gap(ui, space::S);
            let field = secret_field(ui, scene, role, &mut self.secret, "step-up-secret");
            if !std::mem::replace(&mut self.opened, true) {
                field.response.request_focus();
            }
            if let Some(fault) = &self.fault {
                warned(ui, fault);
            }
            gap(ui, space::M);
            let ready = !self.secret.0.is_empty() && !self.busy;
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get("step-up-go"))
                    .key("Enter")
                    .enabled(ready)
                    .show(ui)
                    .clicked();
                if ready && (pressed || field.submitted) {
                    self.busy = true;
                    self.fault = None;
                    actions.push(Action::Accounts(AccountsAsked::StepUp(std::mem::take(&mut self.secret))));
                }
                leave = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
                if self.busy {
                    muted(ui, text.get("lock-checking"), size::BODY);
                }
            });
        });
        if leave || escaped {
            actions.push(Action::Accounts(AccountsAsked::Leave));
        }
    }
}
