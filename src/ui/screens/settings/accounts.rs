//! Accounts (账号): who may sign in, and as what.

use eframe::egui::{Key, Modifiers, ScrollArea, Ui};

use super::plant::section;
use crate::domain::settings::AccountSettings;
use crate::station::{AccountRow, Standing};
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, Field, ListTable, follow_keyboard, gap, label, muted, tag};

mod form;

use form::Form;

/// How high a row of the list is, with what parts it from the next, and how high the list stands at most.
const ROW: f32 = 49.0;
const LIST: f32 = 8.0 * ROW;

/// What is being typed.
#[derive(Debug, Default)]
pub struct Accounts {
    cursor: usize,
    form: Option<Form>,
    idle: Option<String>,
}

impl Accounts {
    /// What was asked for was done, and what was typed for it is not needed any more.
    pub fn done(&mut self) {
        self.form = None;
        self.idle = None;
    }

    /// It was not done, and what was typed stays.
    pub fn refused(&mut self, said: String) {
        if let Some(form) = &mut self.form {
            form.refused(said);
        }
    }

    /// It was not asked for in the end.
    pub fn again(&mut self) {
        if let Some(form) = &mut self.form {
            form.again();
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if let Some(form) = &mut self.form {
            if !form.ui(ui, scene, actions) {
                self.form = None;
            }
        } else {
            self.keys(ui, scene, actions);
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            self.page(ui, scene, actions);
            follow_keyboard(ui);
        });
    }

    fn page(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        section(ui, scene.text.get("settings-tab-accounts"), |ui| {
            if scene.view.accounts.standing == Standing::Open {
                label(ui, scene.text.get("accounts-none"), theme::regular(size::BODY));
                muted(ui, scene.text.get("accounts-none-means"), size::BODY);
                gap(ui, space::S);
                if Button::primary(scene.text.get("accounts-first")).key("Ctrl N").show(ui).clicked() {
                    self.form = Some(Form::make(scene));
                }
                return;
            }
            self.list(ui, scene);
            self.buttons(ui, scene);
        });
        if scene.view.accounts.standing != Standing::Open {
            section(ui, scene.text.get("accounts-lock"), |ui| self.idle(ui, scene, actions));
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::N) {
            self.form = Some(Form::make(scene));
        }
        for (key, form) in [
            (Key::F2, Form::change as fn(&AccountRow) -> Form),
            (Key::F3, Form::reset),
            (Key::F4, Form::retire),
        ] {
            if pressed(Modifiers::NONE, key) {
                self.form = self.selected(scene).map(form);
            }
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            actions.push(Action::Show(crate::ui::screens::Screen::Gate));
        }
    }

    fn selected<'a>(&self, scene: &Scene<'a>) -> Option<&'a AccountRow> {
        scene.view.accounts.rows.get(self.cursor).filter(|row| !row.retired)
    }

    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let rows = &scene.view.accounts.rows;
        let column = |title, width| Column {
            title: text.get(title),
            width,
            right: false,
        };
        let columns = [
            column("accounts-name", 180.0),
            column("accounts-role", 140.0),
            column("accounts-badge", 110.0),
            column("accounts-signed", 200.0),
            column("accounts-state", 0.0),
        ];
        let height = (ROW * f32::from(u16::try_from(rows.len() + 1).unwrap_or(u16::MAX))).min(LIST);
        let opened = ui
            .allocate_ui(eframe::egui::vec2(ui.available_width(), height), |ui| {
                let list = ListTable {
                    id: "accounts",
                    columns: &columns,
                    rows: rows.len(),
                };
                let said = |no: usize| rows.get(no).map(|row| sentence(scene, row)).unwrap_or_default();
                list.show_kept(ui, &mut self.cursor, said, |ui, no, column| {
                    if let Some(row) = rows.get(no) {
                        cell(ui, scene, row, column);
                    }
                })
            })
            .inner;
        if let Some(row) = opened.and_then(|no| rows.get(no)).filter(|row| !row.retired) {
            self.form = Some(Form::change(row));
        }
    }

    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let selected = self.selected(scene);
        gap(ui, space::S);
        ui.horizontal_wrapped(|ui| {
            if Button::primary(text.get("accounts-new")).key("Ctrl N").show(ui).clicked() {
                self.form = Some(Form::make(scene));
            }
            for (word, key, form) in [
                ("accounts-change", "F2", Form::change as fn(&AccountRow) -> Form),
                ("accounts-reset", "F3", Form::reset),
                ("accounts-retire", "F4", Form::retire),
            ] {
                let button = Button::secondary(text.get(word)).key(key).enabled(selected.is_some());
                if button.show(ui).clicked() {
                    self.form = selected.map(form);
                }
            }
        });
    }

    fn idle(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let now = scene.view.settings.accounts.idle_minutes;
        let draft = self.idle.get_or_insert_with(|| now.to_string());
        let minutes = draft.trim().parse().ok().filter(|minutes| AccountSettings::IDLE.contains(minutes));
        let changed = minutes.filter(|minutes| *minutes != now);
        muted(ui, scene.text.get("accounts-idle-means"), size::BODY);
        let field = Field::new(scene.text.get("accounts-idle"), draft)
            .numeric()
            .width(160.0)
            .wrong(minutes.is_none())
            .show(ui);
        gap(ui, space::XS);
        let save = Button::primary(scene.text.get("do-save")).key("Enter").enabled(changed.is_some());
        let pressed = save.show(ui).clicked();
        if let Some(minutes) = changed.filter(|_| pressed || field.submitted) {
            actions.push(Action::Accounts(AccountsAsked::Idle(minutes)));
        }
    }
}

/// How an account stands, and how that looks.
fn state(row: &AccountRow) -> (&'static str, Option<Tone>) {
    if row.retired {
        ("accounts-state-retired", None)
    } else if row.shut {
        ("accounts-state-shut", Some(Tone::Isolate))
    } else if row.renew {
        ("accounts-state-renew", Some(Tone::Report))
    } else {
        ("accounts-state-in-use", Some(Tone::Clear))
    }
}

fn signed(scene: &Scene<'_>, row: &AccountRow) -> String {
    let never = || scene.text.get("accounts-never").to_owned();
    row.signed_at.map_or_else(never, |at| scene.view.card.zone.date_time(at))
}

fn sentence(scene: &Scene<'_>, row: &AccountRow) -> String {
    let role = scene.word("account-role", row.role.key());
    let said = [
        row.name.as_str(),
        &role,
        &row.badge,
        &signed(scene, row),
        scene.text.get(state(row).0),
    ];
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, row: &AccountRow, column: usize) {
    let plain = |ui: &mut Ui, said: &str| {
        if row.retired {
            muted(ui, said, size::BODY);
        } else {
            label(ui, said, theme::regular(size::BODY));
        }
    };
    match column {
        0 => plain(ui, &row.name),
        1 => plain(ui, &scene.word("account-role", row.role.key())),
        2 => plain(ui, &row.badge),
        3 => {
            muted(ui, &signed(scene, row), size::BODY);
        }
        _ => {
            let (word, tone) = state(row);
            match tone {
                Some(tone) => tag(ui, tone, scene.text.get(word)),
                None => muted(ui, scene.text.get(word), size::BODY),
            };
        }
    }
}
