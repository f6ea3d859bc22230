//! An account made, changed, given another secret, or retired.

use eframe::egui::{Id, Ui};
use uuid::Uuid;

use crate::domain::account::AccountRole;
use crate::station::{AccountRow, NewAccount, Standing};
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions, Secret};
use crate::ui::screens::lock::sign_in::{rule_word, secret_field, unusable, warned};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, segments};

/// What is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// Nobody has an account yet: somebody makes their own, and answers for the plant with it.
    First,
    Make,
    Change(Uuid),
    Reset(Uuid),
    Retire(Uuid),
}

/// What is being typed.
#[derive(Clone, Debug)]
pub(super) struct Form {
    does: Does,
    new: NewAccount,
    /// The role it had, which decides whether it needs another secret.
    before: AccountRole,
    secret: Secret,
    again: Secret,
    fault: Option<String>,
    busy: bool,
    opened: bool,
}

impl Form {
    fn of(does: Does, new: NewAccount) -> Self {
        Self {
            does,
            before: new.role,
            new,
            secret: Secret::default(),
            again: Secret::default(),
            fault: None,
            busy: false,
            opened: false,
        }
    }

    pub(super) fn make(scene: &Scene<'_>) -> Self {
        let is_first = scene.view.accounts.standing == Standing::Open;
        let role = if is_first { AccountRole::Supervisor } else { AccountRole::Guard };
        let does = if is_first { Does::First } else { Does::Make };
        Self::of(
            does,
            NewAccount {
                role,
                ..NewAccount::default()
            },
        )
    }

    fn of_row(does: Does, row: &AccountRow) -> Self {
        Self::of(
            does,
            NewAccount {
                name: row.name.clone(),
                role: row.role,
                badge: row.badge.clone(),
            },
        )
    }

    pub(super) fn change(row: &AccountRow) -> Self {
        Self::of_row(Does::Change(row.id), row)
    }

    pub(super) fn reset(row: &AccountRow) -> Self {
        Self::of_row(Does::Reset(row.id), row)
    }

    pub(super) fn retire(row: &AccountRow) -> Self {
        Self::of_row(Does::Retire(row.id), row)
    }

    pub(super) fn refused(&mut self, said: String) {
        self.fault = Some(said);
        self.busy = false;
    }

    pub(super) fn again(&mut self) {
        self.busy = false;
    }

    /// Whether a secret is asked for.
    fn asks_secret(&self) -> bool {
        match self.does {
            Does::First | Does::Make | Does::Reset(_) => true,
            Does::Change(_) => self.before.has_pin() != self.new.role.has_pin(),
            Does::Retire(_) => false,
        }
    }

    fn title(&self) -> &'static str {
        match self.does {
            Does::First => "accounts-first",
            Does::Make => "accounts-new",
            Does::Change(_) => "accounts-change",
            Does::Reset(_) => "accounts-reset",
            Does::Retire(_) => "accounts-retire",
        }
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get(self.title())).show(ui.ctx(), |ui| {
            let submitted = self.fields(ui, scene);
            if let Some(fault) = &self.fault {
                warned(ui, fault);
            }
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let word = if matches!(self.does, Does::Retire(_)) {
                    "accounts-retire"
                } else {
                    "do-save"
                };
                let pressed = Button::primary(text.get(word)).key("Enter").enabled(!self.busy).show(ui).clicked();
                if (pressed || submitted) && !self.busy {
                    self.ask(scene, actions);
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(close || escaped)
    }

    /// Says whether Enter was pressed in the last of them.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let is_new = !std::mem::replace(&mut self.opened, true);
        let mut submitted = false;
        match self.does {
            Does::First | Does::Make | Does::Change(_) => submitted = self.description(ui, scene, is_new),
            Does::Reset(_) | Does::Retire(_) => {
                label(ui, &self.new.name, theme::bold(size::SECOND));
            }
        }
        if matches!(self.does, Does::Retire(_)) {
            muted(ui, text.get("accounts-retire-means"), size::BODY);
        }
        if !self.asks_secret() {
            return submitted || (matches!(self.does, Does::Retire(_)) && entered(ui));
        }
        gap(ui, space::S);
        let word = if self.does == Does::First {
            "accounts-own-secret"
        } else {
            "accounts-first-secret"
        };
        muted(ui, text.get(word), size::BODY);
        muted(ui, text.get(rule_word(self.new.role)), size::BODY);
        let field = secret_field(ui, scene, self.new.role, &mut self.secret, "accounts-secret");
        if is_new && matches!(self.does, Does::Reset(_)) {
            field.response.request_focus();
        }
        let again = Field::new(text.get("lock-again"), &mut self.again.0)
            .secret()
            .width(380.0)
            .id(Id::unique("accounts-again"))
            .show(ui);
        if field.submitted {
            again.response.request_focus();
        }
        again.submitted
    }

    fn description(&mut self, ui: &mut Ui, scene: &Scene<'_>, is_new: bool) -> bool {
        let text = scene.text;
        let name = Field::new(text.get("accounts-name"), &mut self.new.name).width(380.0).show(ui);
        if is_new {
            name.response.request_focus();
        }
        if self.does == Does::First {
            muted(ui, text.get("accounts-first-means"), size::BODY);
        } else {
            muted(ui, text.get("accounts-role"), size::LABEL);
            let words = AccountRole::ALL.map(|role| (role, scene.word("account-role", role.key())));
            let choices: Vec<(AccountRole, &str)> = words.iter().map(|(role, word)| (*role, word.as_str())).collect();
            segments(ui, text.get("accounts-role"), &mut self.new.role, &choices);
        }
        let badge = Field::new(text.get("accounts-badge-may"), &mut self.new.badge)
            .numeric()
            .width(380.0)
            .show(ui);
        badge.submitted || name.submitted && !self.asks_secret()
    }

    fn ask(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        self.fault = None;
        if self.new.name.trim().is_empty() {
            self.fault = Some(scene.text.get("error-name-missing").to_owned());
        } else if self.asks_secret() {
            self.fault = unusable(scene, self.new.role, &self.secret, &self.again);
        }
        if self.fault.is_some() {
            return;
        }
        self.busy = true;
        let (new, secret) = (self.new.clone(), self.secret.clone());
        actions.push(Action::Accounts(match self.does {
            Does::First | Does::Make => AccountsAsked::Make { new, secret },
            Does::Change(account) => AccountsAsked::Change {
                account,
                new,
                secret: self.asks_secret().then_some(secret),
            },
            Does::Reset(account) => AccountsAsked::Reset { account, secret },
            Does::Retire(account) => AccountsAsked::Retire(account),
        }));
    }
}

/// Enter, where there is no field to press it in.
fn entered(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(eframe::egui::Key::Enter))
}
