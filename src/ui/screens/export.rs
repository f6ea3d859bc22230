//! What goes out: which table, which days, which format, and where to.

use eframe::egui::Ui;

use std::path::Path;

use super::bring::progress;
use super::leaves::Leaves;
use super::people::Working;
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::person::PersonId;
use crate::station::ExportAsked;
use crate::station::out::{Filter, Foreign, ForeignAsked, Format, Only, What};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted, segments};

/// What a file is for: a spreadsheet or a script, or another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Table(Format),
    Fhir,
    Dhis2,
}

impl For {
    const TABLES: [(Self, &'static str); 3] = [
        (Self::Table(Format::Xlsx), "XLSX"),
        (Self::Table(Format::Csv), "CSV"),
        (Self::Table(Format::Ndjson), "NDJSON"),
    ];
    /// Only readings go to other programs.
    const READINGS: [(Self, &'static str); 5] = [
        Self::TABLES[0],
        Self::TABLES[1],
        Self::TABLES[2],
        (Self::Fhir, "FHIR"),
        (Self::Dhis2, "DHIS2"),
    ];

    fn offered(what: What) -> &'static [(Self, &'static str)] {
        if what == What::Readings { &Self::READINGS } else { &Self::TABLES }
    }

    /// The ending of the file's name.
    fn ending(self) -> &'static str {
        match self {
            Self::Table(format) => format.key(),
            Self::Fhir | Self::Dhis2 => "json",
        }
    }
}

/// The dialog of an export.
#[derive(Debug)]
pub(in crate::ui::screens) struct Export {
    /// The key of its title.
    title: &'static str,
    /// The tables that can be chosen here.
    whats: &'static [What],
    what: What,
    format: For,
    leaves: Leaves,
    tried: bool,
    /// Where the mapping file of a DHIS2 server stands.
    mapping: String,
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
            format: For::Table(Format::Xlsx),
            leaves: Leaves::default(),
            tried: false,
            mapping: String::new(),
            from: today.clone(),
            to: today,
            path: String::new(),
            only,
            fresh: true,
        }
    }

    /// What the journal's screen shows; `None` for all of it.
    pub(super) fn journal(scene: &Scene<'_>, filter: Option<Filter>) -> Self {
        Self {
            title: "export-journal",
            only: filter.map(|filter| Only::Journal(Box::new(filter))),
            ..Self::of(scene, &[What::Journal], (scene.view.day, scene.view.day))
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

    /// Whether the days are those of the filter on the screen.
    fn is_filtered(&self) -> bool {
        matches!(self.only, Some(Only::Journal(_)))
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
            let formats = For::offered(self.what);
            if !formats.iter().any(|(format, _)| *format == self.format) {
                self.format = For::Table(Format::Xlsx);
            }
            segments(ui, text.get("export-format"), &mut self.format, formats);
            self.mapping(ui, scene);
            if let Some((key, count)) = self.listed() {
                muted(ui, &text.count(key, count.try_into().unwrap_or_default(), &[]), size::BODY);
            } else if self.is_filtered() {
                muted(ui, text.get("export-as-filtered"), size::BODY);
            } else if self.what != What::People {
                self.days(ui, scene);
            }
            let levels = self.levels();
            let submitted = self.leaves.ui(ui, scene, levels, self.tried);
            close = self.place(ui, scene, submitted, actions);
        });
        !(close || escaped)
    }

    /// What only the format of a DHIS2 server asks for.
    fn mapping(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.format == For::Dhis2 {
            Field::new(scene.text.get("export-mapping"), &mut self.mapping)
                .hint("dhis2.toml")
                .width(580.0)
                .show(ui);
        }
    }

    /// The levels that the table can leave at.
    fn levels(&self) -> &'static [Level] {
        if self.what.is_about_people() {
            &Level::ALL[1..]
        } else {
            &Level::ALL
        }
    }

    /// What is asked for, once everything needed is there.
    fn asked(&self) -> Option<Action> {
        let (from, to) = (day(&self.from), day(&self.to));
        let unread = |draft: &str, day: Option<Day>| !draft.trim().is_empty() && day.is_none();
        if !self.leaves.may_go() || self.path.trim().is_empty() || unread(&self.from, from) || unread(&self.to, to) {
            return None;
        }
        let path = self.path.trim().into();
        let foreign = |format| {
            Action::ExportForeign(ForeignAsked {
                format,
                level: self.leaves.level,
                purpose: self.leaves.purpose(),
                from,
                to,
                path: self.path.trim().into(),
            })
        };
        let by_days = self.listed().is_none() && !self.is_filtered();
        match self.format {
            For::Table(format) => Some(Action::Export(ExportAsked {
                what: self.what,
                format,
                from: from.filter(|_| by_days),
                to: to.filter(|_| by_days),
                only: self.only.clone(),
                level: self.leaves.level,
                purpose: self.leaves.purpose(),
                path,
            })),
            For::Fhir => Some(foreign(Foreign::Fhir)),
            For::Dhis2 => {
                let mapping = self.mapping.trim();
                (!mapping.is_empty()).then(|| foreign(Foreign::Dhis2(mapping.into())))
            }
        }
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
    fn place(&mut self, ui: &mut Ui, scene: &Scene<'_>, submitted: bool, actions: &mut Actions) -> bool {
        let text = scene.text;
        let name = format!("{}-{}.{}", self.what.key(), scene.view.day, self.format.ending());
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
            let pressed = Button::primary(text.get("do-export")).key("Enter").show(ui).clicked();
            if pressed || field.submitted || submitted {
                self.tried = true;
                actions.extend(self.asked());
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        close
    }
}

fn day(draft: &str) -> Option<Day> {
    draft.trim().parse().ok()
}
