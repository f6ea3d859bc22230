//! Signing in with an account: who, by name, pinyin or badge; then their PIN or passphrase.

use eframe::egui::{Id, Key, Modifiers, RichText, Ui};
use uuid::Uuid;

use crate::domain::account::{AccountRole, check_secret};
use crate::domain::day::Moment;
use crate::domain::names::{fold, keys};
use crate::station::{AccountRow, Standing};
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions, Secret};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Field, gap, label, muted};

/// How many accounts are offered for what was typed.
const OFFERED: usize = 6;

/// What is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct SignIn {
    who: String,
    chosen: Option<Uuid>,
    /// Whoever went away was offered once.
    offered: bool,
    secret: Secret,
    again: Secret,
    fault: Option<String>,
    waits_until: Moment,
    focus: bool,
    pub(super) busy: bool,
}

impl SignIn {
    pub(super) fn refused(&mut self, said: String, until: Moment) {
        self.secret = Secret::default();
        self.fault = Some(said);
        self.waits_until = until;
        self.busy = false;
        self.focus = true;
    }

    /// The keyboard goes here.
    pub(super) fn take_focus(&mut self) {
        self.focus = true;
    }

    pub(super) fn choose(&mut self) {
        *self = Self {
            offered: true,
            focus: true,
            ..Self::default()
        };
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, begins: bool, actions: &mut Actions) {
        if !std::mem::replace(&mut self.offered, true) {
            self.chosen = scene.view.accounts.who;
            self.focus = begins;
        }
        if scene.view.accounts.standing == Standing::Renew {
            return self.renew(ui, scene, actions);
        }
        match self
            .chosen
            .and_then(|account| scene.view.accounts.row(account))
            .filter(|row| !row.retired)
        {
            Some(row) => self.prove(ui, scene, row, actions),
            None => self.pick(ui, scene),
        }
    }

    /// Who it is.
    fn pick(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        muted(ui, scene.text.get("lock-who"), size::BODY);
        gap(ui, space::S);
        let field = Field::new(scene.text.get("lock-account"), &mut self.who)
            .numeric()
            .width(ui.available_width().min(380.0))
            .large(size::SECOND, 48.0)
            .id(Id::unique("lock-account"))
            .show(ui);
        let escaped = field.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped {
            self.who.clear();
        }
        if std::mem::take(&mut self.focus) || escaped {
            field.response.request_focus();
        }
        let found = matching(scene, &self.who);
        let mut chosen = None;
        if !self.who.trim().is_empty() {
            gap(ui, space::XS);
            if found.is_empty() {
                muted(ui, scene.text.get("lock-no-account"), size::BODY);
            }
            for (no, row) in found.iter().take(OFFERED).enumerate() {
                let role = scene.word("account-role", row.role.key());
                let said = format!("{}  {role}", row.name);
                let button = if no == 0 {
                    Button::secondary(&said).key("Enter")
                } else {
                    Button::secondary(&said)
                };
                if button.width(ui.available_width().min(380.0)).show(ui).clicked() {
                    chosen = Some(row.id);
                }
            }
        }
        if field.submitted
            && let Some(first) = found.first()
        {
            chosen = Some(first.id);
        }
        if chosen.is_some() {
            self.chosen = chosen;
            self.fault = None;
            self.focus = true;
        }
    }

    /// That it is them.
    fn prove(&mut self, ui: &mut Ui, scene: &Scene<'_>, row: &AccountRow, actions: &mut Actions) {
        let text = scene.text;
        ui.horizontal(|ui| {
            label(ui, &row.name, theme::bold(size::SECOND));
            muted(ui, &scene.word("account-role", row.role.key()), size::BODY);
        });
        let field = secret_field(ui, scene, row.role, &mut self.secret, "lock-secret");
        if std::mem::take(&mut self.focus) {
            field.response.request_focus();
        }
        let left = self.waits_until.0 - scene.now.0;
        let waits = (left > 0).then(|| (left + 999) / 1000);
        if let Some(fault) = &self.fault {
            warned(ui, fault);
        }
        if let Some(seconds) = waits {
            warned(ui, &text.with("error-back-off", &[("seconds", &seconds.to_string())]));
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(250));
        }
        gap(ui, space::S);
        let ready = !self.secret.0.is_empty() && !self.busy && waits.is_none();
        let (mut pressed, mut other) = (false, false);
        ui.horizontal(|ui| {
            pressed = Button::primary(text.get("do-sign-in"))
                .key("Enter")
                .enabled(ready)
                .show(ui)
                .clicked();
            other = Button::secondary(text.get("lock-other")).key("Esc").show(ui).clicked();
            if self.busy {
                muted(ui, text.get("lock-checking"), size::BODY);
            }
        });
        if ready && (pressed || field.submitted) {
            self.busy = true;
            self.fault = None;
            actions.push(Action::Accounts(AccountsAsked::SignIn {
                account: row.id,
                secret: std::mem::take(&mut self.secret),
            }));
        }
        if other || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            *self = Self {
                offered: true,
                focus: true,
                ..Self::default()
            };
        }
    }

    /// One of their own, which nobody else has chosen.
    fn renew(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let role = scene.view.accounts.role.unwrap_or_default();
        label(ui, text.get("lock-renew"), theme::bold(size::SECOND));
        muted(ui, text.get(rule_word(role)), size::BODY);
        let field = secret_field(ui, scene, role, &mut self.secret, "lock-new-secret");
        if std::mem::take(&mut self.focus) {
            field.response.request_focus();
        }
        let again = Field::new(text.get("lock-again"), &mut self.again.0)
            .secret()
            .width(ui.available_width().min(380.0))
            .id(Id::unique("lock-again"))
            .show(ui);
        if let Some(fault) = &self.fault {
            warned(ui, fault);
        }
        gap(ui, space::S);
        let pressed = Button::primary(text.get("lock-keep"))
            .key("Enter")
            .enabled(!self.busy)
            .show(ui)
            .clicked();
        if field.submitted {
            again.response.request_focus();
        }
        if !(pressed || again.submitted) || self.busy {
            return;
        }
        self.fault = unusable(scene, role, &self.secret, &self.again);
        if self.fault.is_none() {
            self.busy = true;
            actions.push(Action::Accounts(AccountsAsked::Renew(std::mem::take(&mut self.secret))));
            self.again = Secret::default();
        }
    }
}

/// Those whom what was typed can name: a badge whole, a name or its pinyin by its beginning.
fn matching<'a>(scene: &Scene<'a>, typed: &str) -> Vec<&'a AccountRow> {
    let typed = fold(typed.trim());
    if typed.is_empty() {
        return Vec::new();
    }
    let view = scene.view;
    if let Some(row) = view.accounts.active().find(|row| fold(&row.badge) == typed) {
        return vec![row];
    }
    let names = |row: &&AccountRow| {
        let known = keys(&row.name);
        let mut spelled = known.full.iter().chain(&known.initials).chain(&known.mixed);
        fold(&row.name).starts_with(&typed) || spelled.any(|key| key.starts_with(&typed))
    };
    view.accounts.active().filter(names).collect()
}

/// A field for the PIN or passphrase of a role.
pub(in crate::ui::screens) fn secret_field(
    ui: &mut Ui,
    scene: &Scene<'_>,
    role: AccountRole,
    secret: &mut Secret,
    id: &'static str,
) -> crate::ui::widgets::FieldOutput {
    let word = if role.has_pin() { "lock-pin" } else { "lock-passphrase" };
    let field = Field::new(scene.text.get(word), &mut secret.0).secret().id(Id::unique(id));
    let field = if role.has_pin() { field.numeric() } else { field };
    field.width(ui.available_width().min(380.0)).show(ui)
}

/// Which secrets a role can have, as a sentence.
pub(in crate::ui::screens) fn rule_word(role: AccountRole) -> &'static str {
    if role.has_pin() {
        "accounts-pin-rule"
    } else {
        "accounts-passphrase-rule"
    }
}

/// Why what was typed twice cannot be taken.
pub(in crate::ui::screens) fn unusable(scene: &Scene<'_>, role: AccountRole, secret: &Secret, again: &Secret) -> Option<String> {
    if let Err(fault) = check_secret(role, &secret.0) {
        return Some(scene.text.with(&format!("error-{}", fault.code()), &[]));
    }
    (secret != again).then(|| scene.text.get("accounts-not-the-same").to_owned())
}

pub(in crate::ui::screens) fn warned(ui: &mut Ui, said: &str) {
    let ink = theme::of(ui).ink(Tone::Isolate);
    let said = RichText::new(said).font(theme::regular(size::BODY)).color(ink);
    let response = ui.label(said);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(eframe::egui::accesskit::Live::Assertive);
    });
}
