//! Going out (外出报备): the reports, overdue first; one of them with its judgement, its steps, and what can be done about it.

mod dialogs;
mod list;
mod panel;
pub(super) mod report;
pub(super) mod who;

use std::path::Path;

use eframe::egui::{self, Id, Key, Modifiers, Ui, vec2};
use uuid::Uuid;

use super::Screen;
use super::export::Export;
use super::people::Working;
use crate::domain::going_out::Outing;
use crate::domain::health::Health;
use crate::domain::person::PersonId;
use crate::domain::rules::Authority;
use crate::station::out::{Only, What};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Field, card, follow_keyboard, gap, muted, segments};
use dialogs::{Front, Turn};
use list::Shown;
pub(super) use list::{due, when};

/// Who decides about going out, nearest first; a guard files, and decides nothing here.
const ROLES: [Authority; 4] = [
    Authority::Superior,
    Authority::Clinic,
    Authority::Supervisor,
    Authority::Headquarters,
];
/// Width of the report beside the list.
const PANEL: f32 = 400.0;
/// Height of the list above the report.
const LIST: f32 = 320.0;

/// The screen as it stands.
#[derive(Debug)]
pub struct GoingOut {
    query: String,
    shown: Shown,
    /// As whom somebody decides here, until everybody has an account of their own.
    role: Authority,
    rows: Vec<Row>,
    chosen_by: Option<(String, Shown, usize)>,
    cursor: usize,
    selected: Option<Uuid>,
    front: Option<Front>,
    /// What was filed in this frame, to come back where it cannot be.
    sent: Option<Front>,
    export: Option<Export>,
    fresh: bool,
}

/// A report in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    person: PersonId,
    outing: Uuid,
}

/// What can be done about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Approve,
    Refuse,
    Extend,
    Cancel,
}

impl Does {
    const ALL: [Self; 4] = [Self::Approve, Self::Refuse, Self::Extend, Self::Cancel];

    /// Its word, its key, and what stands on the key.
    fn button(self) -> (&'static str, Key, &'static str) {
        match self {
            Self::Approve => ("outing-approve", Key::F5, "F5"),
            Self::Refuse => ("outing-refuse", Key::F7, "F7"),
            Self::Extend => ("outing-extend", Key::F6, "F6"),
            Self::Cancel => ("outing-cancel", Key::F9, "F9"),
        }
    }
}

impl Default for GoingOut {
    fn default() -> Self {
        Self {
            query: String::new(),
            shown: Shown::default(),
            role: Authority::Superior,
            rows: Vec::new(),
            chosen_by: None,
            cursor: 0,
            selected: None,
            front: None,
            sent: None,
            export: None,
            fresh: false,
        }
    }
}

impl GoingOut {
    /// The screen has just been opened: its first field takes the keyboard.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    /// Whether something is being filled in.
    pub fn has_form(&self) -> bool {
        self.front.is_some()
    }

    /// The form that was filed comes back and says why it could not be. Says whether there was one.
    pub fn refused(&mut self, said: &str) -> bool {
        self.front = self.sent.take();
        if let Some(front) = &mut self.front {
            front.refused(said);
        }
        self.front.is_some()
    }

    /// The place that was chosen in a dialog for an export.
    pub fn chose_path(&mut self, path: &Path) {
        if let Some(export) = &mut self.export {
            export.chose_path(path);
        }
    }

    /// An export is written.
    pub fn exported(&mut self) {
        self.export = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        self.sent = None;
        self.choose(scene);
        if self.front.is_none() && self.export.is_none() {
            self.keys(ui, scene, actions);
        }
        self.bar(ui, scene);
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        if is_narrow(ui) {
            self.in_one_column(ui, scene, actions);
        } else {
            self.side_by_side(ui, scene, height, actions);
        }
        self.before(ui, scene, working, actions);
    }

    fn side_by_side(&mut self, ui: &mut Ui, scene: &Scene<'_>, height: f32, actions: &mut Actions) {
        egui::Panel::right("outing-panel")
            .exact_size(PANEL)
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::NONE)
            .show(ui, |ui| {
                card(ui, 16, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                    self.panel(ui, scene, actions);
                });
            });
        let margin = egui::Margin {
            right: 16,
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
    }

    /// What stands in front of the list.
    fn before(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        if let Some(mut front) = self.front.take() {
            match front.ui(ui, scene, self.role, actions) {
                Turn::Stays => self.front = Some(front),
                Turn::Sent => self.sent = Some(front),
                Turn::Closed => {}
            }
        }
        if let Some(mut export) = self.export.take() {
            self.export = export.ui(ui, scene, working, actions).then_some(export);
        }
    }

    /// On a small window, or with large letters: the list, and the report under it.
    fn in_one_column(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        egui::ScrollArea::vertical()
            .id_salt("outings-all")
            .auto_shrink(false)
            .show(ui, |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.set_height(LIST);
                    self.table(ui, scene);
                });
                card(ui, 16, |ui| {
                    ui.set_min_width(ui.available_width());
                    self.panel(ui, scene, actions);
                });
                follow_keyboard(ui);
            });
    }

    /// The search, which reports are shown, and a new one.
    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let narrow = is_narrow(ui);
        ui.horizontal(|ui| {
            self.search(ui, scene);
            if !narrow {
                self.filter(ui, scene);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let new = Button::primary(scene.text.get("outing-new")).icon(Icon::Plus).key("Ctrl N");
                if new.show(ui).clicked() {
                    self.front = Some(Front::report(scene));
                }
                let export = Button::secondary(scene.text.get("do-export")).icon(Icon::Download).key("Ctrl E");
                if export.show(ui).clicked() {
                    self.ask_export(scene);
                }
            });
        });
        if narrow {
            ui.horizontal(|ui| self.filter(ui, scene));
        }
    }

    fn search(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let search = Field::new(text.get("do-search"), &mut self.query).hide_label();
        let search = search.hint(text.get("outing-search")).width(220.0).id(Id::unique("outing-search"));
        let search = search.show(ui);
        if std::mem::take(&mut self.fresh) && self.front.is_none() {
            search.response.request_focus();
        }
        let down = search.response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
        if search.submitted || down {
            report::focus(ui, Id::unique("outings"));
        }
    }

    fn filter(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let words = Shown::ALL.map(|shown| (shown, shown.word(scene)));
        let choices: Vec<(Shown, &str)> = words.iter().map(|(shown, word)| (*shown, word.as_str())).collect();
        segments(ui, scene.text.get("do-filter"), &mut self.shown, &choices);
        let count = u64::try_from(self.rows.len()).unwrap_or_default();
        muted(ui, &scene.text.count("outing-count", count, &[]), size::BODY);
    }

    /// The reports of the list, as a table.
    fn ask_export(&mut self, scene: &Scene<'_>) {
        let listed = self.rows.iter().map(|row| row.outing).collect();
        self.export = Some(Export::new(scene, What::Outings, Some(Only::Outings(listed))));
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::N) {
            self.front = Some(Front::report(scene));
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            self.ask_export(scene);
        }
        if let Some(own) = scene.view.accounts.authority() {
            self.role = own;
        } else if pressed(Modifiers::NONE, Key::F3) {
            let next = ROLES.iter().skip_while(|role| **role != self.role).nth(1);
            self.role = next.copied().unwrap_or(Authority::Superior);
        }
        for does in Does::ALL {
            let (_, key, _) = does.button();
            if pressed(Modifiers::NONE, key) {
                self.act(scene, does, actions);
            }
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            if self.query.is_empty() {
                actions.push(Action::Show(Screen::Gate));
            }
            self.query.clear();
            self.fresh = true;
        }
    }

    /// Does it at once, or asks what it needs; nothing where it is not possible.
    fn act(&mut self, scene: &Scene<'_>, does: Does, actions: &mut Actions) {
        let Some(outing) = self.selected(scene) else { return };
        if panel::hindrance(scene, self.role, outing, does).is_some() {
            return;
        }
        match does {
            Does::Approve => actions.push(Action::Course(CourseAsked::DecideOuting {
                person: outing.person,
                outing: outing.id,
                approved: true,
                by: self.role,
                reason: String::new(),
            })),
            Does::Refuse => self.front = Some(Front::refuse(outing)),
            Does::Extend => self.front = Some(Front::extend(scene, outing)),
            Does::Cancel => self.front = Some(Front::cancel(outing)),
        }
    }

    fn selected<'a>(&self, scene: &Scene<'a>) -> Option<&'a Outing> {
        self.rows.get(self.cursor).and_then(|row| row.find(scene))
    }
}

/// Whether list and report have no room beside each other.
fn is_narrow(ui: &Ui) -> bool {
    ui.available_width() <= 2.0 * PANEL
}

impl Row {
    fn find<'a>(self, scene: &Scene<'a>) -> Option<&'a Outing> {
        let health: &'a Health = scene.view.health(self.person)?;
        health.outings.iter().find(|outing| outing.id == self.outing)
    }
}
