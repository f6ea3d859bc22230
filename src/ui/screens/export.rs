//! What goes out: which table, which days, which format, and where to.

use eframe::egui::Ui;

use std::path::Path;

use super::bring::progress;
use super::people::Working;
use crate::domain::day::Day;
use crate::domain::person::PersonId;
use crate::station::ExportAsked;
use crate::station::out::{Format, Only, What};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted, segments};

/// The dialog of an export.
#[derive(Debug)]
pub(in crate::ui::screens) struct Export {
    /// The key of its title.
    title: &'static str,
    /// The tables that can be chosen here.
    whats: &'static [What],
    what: What,
    format: Format,
    from: String,
    to: String,
    path: String,
    only: Option<Only>,
    fresh: bool,
}

impl Export {
    /// A table to begin with, and the rows of a list that it is narrowed to.
    pub(super) fn new(scene: &Scene<'_>, what: What, only: Option<Only>) -> Self {
        let today = scene.view.day.to_string();
        Self {
            title: "export-title",
            whats: &What::ALL,
            what,
            format: Format::Xlsx,
            from: today.clone(),
            to: today,
            path: String::new(),
            only,
            fresh: true,
        }
    }

    /// The contacts of somebody in these days.
    pub(super) fn contacts(scene: &Scene<'_>, person: PersonId, days: (Day, Day)) -> Self {
        Self {
            title: "export-contacts",
            only: Some(Only::People(vec![person])),
            ..Self::of(scene, &[What::Contacts], days)
        }
    }

    /// Only these tables, of these days at first.
    pub(super) fn of(scene: &Scene<'_>, whats: &'static [What], (from, to): (Day, Day)) -> Self {
        Self {
            whats,
            from: from.to_string(),
            to: to.to_string(),
            ..Self::new(scene, whats.first().copied().unwrap_or(What::People), None)
        }
    }

    /// The place that was chosen in a dialog.
    pub(super) fn chose_path(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    /// How many rows of a list the table is, and the key of the sentence that says so.
    fn listed(&self) -> Option<(&'static str, usize)> {
        match (&self.only, self.what) {
            (Some(Only::People(people)), What::People) => Some(("export-only", people.len())),
            (Some(Only::Outings(outings)), What::Outings) => Some(("export-only-outings", outings.len())),
            _ => None,
        }
    }

    /// Says whether the dialog stays.
    pub(in crate::ui::screens) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get(self.title)).width(640.0).show(ui.ctx(), |ui| {
            if let Some(working) = working {
                progress(ui, scene, working);
                if Button::secondary(text.get("do-stop")).show(ui).clicked() {
                    actions.push(Action::StopJob);
                }
                return;
            }
            let words = self.whats.iter().map(|what| (*what, scene.word("export-what", what.key())));
            let words: Vec<(What, String)> = words.collect();
            let whats: Vec<(What, &str)> = words.iter().map(|(what, word)| (*what, word.as_str())).collect();
            if self.whats.len() > 1 {
                segments(ui, text.get("export-title"), &mut self.what, &whats);
            }
            let formats = [(Format::Xlsx, "XLSX"), (Format::Csv, "CSV"), (Format::Ndjson, "NDJSON")];
            segments(ui, text.get("export-format"), &mut self.format, &formats);
            if let Some((key, count)) = self.listed() {
                muted(ui, &text.count(key, count.try_into().unwrap_or_default(), &[]), size::BODY);
            } else if self.what != What::People {
                self.days(ui, scene);
            }
            close = self.place(ui, scene, actions);
        });
        !(close || escaped)
    }

    fn days(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let fault = |draft: &str| (!draft.trim().is_empty() && day(draft).is_none()).then(|| text.get("export-no-day"));
        let (from, to) = (fault(&self.from), fault(&self.to));
        ui.horizontal_top(|ui| {
            Field::new(text.get("export-from"), &mut self.from)
                .hint("2020-02-07")
                .numeric()
                .error(from)
                .width(160.0)
                .show(ui);
            Field::new(text.get("export-to"), &mut self.to)
                .hint("2020-02-07")
                .numeric()
                .error(to)
                .width(160.0)
                .show(ui);
        });
    }

    /// Where to, and the buttons. Says whether to close.
    fn place(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let name = format!("{}-{}.{}", self.what.key(), scene.view.day, self.format.key());
        let field = Field::new(text.get("export-path"), &mut self.path)
            .hint(&name)
            .width(580.0)
            .show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        if Button::secondary(text.get("do-choose-file")).show(ui).clicked() {
            actions.push(Action::AskWhere(name));
        }
        gap(ui, space::M);
        let mut close = false;
        ui.horizontal(|ui| {
            let ready = !self.path.trim().is_empty()
                && [&self.from, &self.to]
                    .into_iter()
                    .all(|draft| draft.trim().is_empty() || day(draft).is_some());
            let pressed = Button::primary(text.get("do-export")).enabled(ready).show(ui).clicked();
            if ready && (pressed || field.submitted) {
                actions.push(Action::Export(ExportAsked {
                    what: self.what,
                    format: self.format,
                    from: day(&self.from).filter(|_| self.listed().is_none()),
                    to: day(&self.to).filter(|_| self.listed().is_none()),
                    only: self.only.clone(),
                    path: self.path.trim().into(),
                }));
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        close
    }
}

fn day(draft: &str) -> Option<Day> {
    draft.trim().parse().ok()
}
