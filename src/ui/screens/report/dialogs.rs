//! What is asked in front of the page: who signs, what was unusual, where an export goes.

use std::path::Path;

use eframe::egui::{Id, Key, Modifiers, Ui};

use super::Shown;
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::report::Change;
use crate::station::{FormFormat, Signing};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, ReportAsked};
use crate::ui::forms::{self, Form};
use crate::ui::icons::Icon;
use crate::ui::screens::leaves::Leaves;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, segments, tag};

const WIDTH: f32 = 500.0;

/// A dialog of this screen, with what is typed into it.
#[derive(Clone, Debug)]
pub(in crate::ui::screens) struct Front {
    asks: Asks,
    fresh: bool,
    tried: bool,
}

#[derive(Clone, Debug)]
enum Asks {
    Sign(Box<Sign>),
    Unusual(Day, String),
    Export(Box<Export>),
}

#[derive(Clone, Debug)]
struct Sign {
    signing: Signing,
    gates: String,
    changes: Vec<Change>,
    unbalanced: Vec<String>,
}

#[derive(Clone, Debug)]
struct Export {
    /// The key of the title over it.
    title: &'static str,
    form: Form,
    name: String,
    format: FormFormat,
    path: String,
    leaves: Leaves,
}

impl Front {
    fn new(asks: Asks) -> Self {
        Self {
            asks,
            fresh: true,
            tried: false,
        }
    }

    /// Asks who signs; the names last signed with stand there already.
    pub(super) fn sign(scene: &Scene<'_>, shown: &Shown, zero: bool) -> Self {
        let names = scene.view.daybook.reports.last_names();
        let (reporter, approver) = names.unwrap_or((&scene.view.on_duty, ""));
        let corrects = shown.is_signed();
        let sign = Sign {
            signing: Signing {
                day: shown.day,
                reporter: reporter.to_owned(),
                approver: approver.to_owned(),
                gates: Vec::new(),
                zero,
                corrects,
            },
            gates: scene.view.gates().join(scene.text.get("word-comma")),
            changes: if corrects { shown.changes() } else { Vec::new() },
            unbalanced: forms::imbalances(scene, &shown.standing).collect(),
        };
        Self::new(Asks::Sign(Box::new(sign)))
    }

    pub(super) fn unusual(day: Day) -> Self {
        Self::new(Asks::Unusual(day, String::new()))
    }

    pub(in crate::ui::screens) fn export(title: &'static str, form: Form, name: String) -> Self {
        Self::new(Asks::Export(Box::new(Export {
            title,
            form,
            name,
            format: FormFormat::Xlsx,
            path: String::new(),
            leaves: Leaves::default(),
        })))
    }

    pub(in crate::ui::screens) fn chose_path(&mut self, path: &Path) {
        if let Asks::Export(export) = &mut self.asks {
            export.path = path.display().to_string();
        }
    }

    /// Says whether the dialog stays. It goes away when what was asked for is done.
    pub(in crate::ui::screens) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let (title, does) = match &self.asks {
            Asks::Sign(sign) if sign.signing.zero => ("report-zero", "report-sign"),
            Asks::Sign(sign) if sign.signing.corrects => ("report-correct", "report-sign-correction"),
            Asks::Sign(_) => ("report-sign-title", "report-sign"),
            Asks::Unusual(..) => ("report-note-unusual", "do-save"),
            Asks::Export(export) => (export.title, "do-export"),
        };
        let mut close = false;
        let escaped = Dialog::new(text.get(title)).show(ui.ctx(), |ui| {
            let submitted = match &mut self.asks {
                Asks::Sign(sign) => sign.fields(ui, scene, (self.tried, self.fresh)),
                Asks::Unusual(day, said) => {
                    noted(ui, scene, *day, actions);
                    unusual(ui, scene, (*day, said), (self.tried, self.fresh))
                }
                Asks::Export(export) => export.fields(ui, scene, (self.tried, self.fresh), actions),
            };
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get(does)).key("Enter").show(ui).clicked();
                if pressed || submitted {
                    self.tried = true;
                    actions.extend(self.asked().map(Action::Report));
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        self.fresh = false;
        !(escaped || close)
    }

    /// What the station is asked for, where everything typed can be used.
    fn asked(&self) -> Option<ReportAsked> {
        match &self.asks {
            Asks::Sign(sign) => {
                let gates = sign.gates.split([',', '，', '、', ';', '；']).map(str::to_owned).collect();
                let signing = Signing {
                    gates,
                    ..sign.signing.clone()
                };
                let named = [&signing.reporter, &signing.approver].iter().all(|name| !name.trim().is_empty());
                named.then_some(ReportAsked::Sign(signing))
            }
            Asks::Unusual(day, said) => (!said.trim().is_empty()).then(|| ReportAsked::Unusual(*day, said.trim().to_owned())),
            Asks::Export(export) => export.leaves.may_go().then(|| ReportAsked::Export {
                form: Box::new(export.form.clone()),
                format: export.format,
                name: export.name.clone(),
                path: export.path.trim().into(),
                level: export.leaves.level,
                purpose: export.leaves.purpose(),
            }),
        }
    }
}

impl Sign {
    /// The names, the gates, and what is different. Says whether Enter was pressed in one of the fields.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, (tried, fresh): (bool, bool)) -> bool {
        let text = scene.text;
        muted(
            ui,
            &text.with("report-sign-what", &[("day", &self.signing.day.to_string())]),
            size::BODY,
        );
        for said in &self.unbalanced {
            tag(ui, Tone::Recheck, said);
        }
        if self.signing.corrects {
            self.changes(ui, scene);
        }
        let missing = |name: &str| (tried && name.trim().is_empty()).then(|| text.get("error-name-missing"));
        let mut submitted = false;
        let error = missing(&self.signing.reporter);
        let reporter = Field::new(text.get("column-reporter"), &mut self.signing.reporter)
            .width(WIDTH)
            .error(error);
        let reporter = reporter.id(Id::unique("report-reporter")).show(ui);
        submitted |= reporter.submitted;
        let error = missing(&self.signing.approver);
        let approver = Field::new(text.get("column-approver"), &mut self.signing.approver)
            .width(WIDTH)
            .error(error);
        let approver = approver.id(Id::unique("report-approver")).show(ui);
        submitted |= approver.submitted;
        let gates = Field::new(text.get("column-gates"), &mut self.gates).width(WIDTH);
        submitted |= gates.id(Id::unique("report-gates")).show(ui).submitted;
        if fresh {
            let empty = self.signing.reporter.is_empty() || !self.signing.approver.is_empty();
            if empty {
                reporter.response.request_focus();
            } else {
                approver.response.request_focus();
            }
        }
        submitted
    }

    fn changes(&self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.changes.is_empty() {
            muted(ui, scene.text.get("report-changes-none"), size::BODY);
        }
        for change in &self.changes {
            ui.horizontal(|ui| {
                muted(ui, &scene.word("figure", change.figure.key()), size::BODY);
                let [before, after] = [change.before, change.after].map(|number| forms::number(change.figure, number));
                label(ui, &[before.as_str(), "→", &after].join(" "), theme::bold(size::BODY));
            });
        }
    }
}

/// What is noted for the day already; each can be taken back.
fn noted(ui: &mut Ui, scene: &Scene<'_>, day: Day, actions: &mut Actions) {
    for kept in scene.view.daybook.reports.unusual_on(day) {
        ui.horizontal(|ui| {
            let strike = Button::quiet(scene.text.get("report-strike")).icon(Icon::Undo).show(ui);
            if strike.clicked() {
                actions.push(Action::Report(ReportAsked::Strike(kept.id, String::new())));
            }
            label(ui, &kept.note.text, theme::regular(size::BODY));
        });
    }
}

fn unusual(ui: &mut Ui, scene: &Scene<'_>, (day, said): (Day, &mut String), (tried, fresh): (bool, bool)) -> bool {
    let text = scene.text;
    muted(ui, &text.with("report-unusual-what", &[("day", &day.to_string())]), size::BODY);
    let error = (tried && said.trim().is_empty()).then(|| text.get("error-reason-missing"));
    let field = Field::new(text.get("report-unusual"), said).width(WIDTH).error(error);
    let output = field.id(Id::unique("report-unusual-text")).show(ui);
    if fresh {
        output.response.request_focus();
    }
    output.submitted
}

impl Export {
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, (tried, fresh): (bool, bool), actions: &mut Actions) -> bool {
        let text = scene.text;
        let formats = [(FormFormat::Xlsx, "XLSX"), (FormFormat::Pdf, "PDF"), (FormFormat::Csv, "CSV")];
        for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, 2)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                let at = formats.iter().position(|(format, _)| *format == self.format).unwrap_or_default();
                self.format = formats[(at + step) % 3].0;
            }
        }
        segments(ui, text.get("export-format"), &mut self.format, &formats);
        let levels = if self.form.is_about_people() {
            &Level::ALL[1..]
        } else {
            &Level::ALL
        };
        let submitted = self.leaves.ui(ui, scene, levels, tried);
        let name = format!("{}.{}", self.name, self.format.key());
        let field = Field::new(text.get("export-path"), &mut self.path).hint(&name).width(WIDTH);
        let output = field.id(Id::unique("report-path")).show(ui);
        if fresh {
            output.response.request_focus();
        }
        muted(ui, text.get("report-export-where"), size::LABEL);
        if Button::secondary(text.get("do-choose-file")).show(ui).clicked() {
            actions.push(Action::AskWhere(name));
        }
        output.submitted || submitted
    }
}
