//! The guide, clause by clause: today's evidence, what is missing, and where it stands in the records.

use eframe::egui::{self, Key, Modifiers, Ui};

use super::canteen::Canteen;
use super::facts::facts;
use super::front::Front;
use super::rooms::Rooms;
use super::{Opens, Tab};
use crate::domain::classes::Class;
use crate::domain::guide::{CLAUSES, Evidence, Kept, Share, evidence, kept, remark};
use crate::domain::person::Kind;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::screens::{Filter, Screen};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, card, gap, heading, label, muted, tag};

pub(super) const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Enter", "guide-open", Key::Enter, Modifiers::NONE),
    ("F2", "guide-remark", Key::F2, Modifiers::NONE),
];

const COLUMNS: [(&str, f32); 4] = [
    ("guide-number", 44.0),
    ("guide-clause", 190.0),
    ("word-status", 92.0),
    ("guide-evidence", 0.0),
];
/// What the list needs, so that the evidence can be read.
const LEAST: f32 = 480.0;
/// Width of the clause beside the list.
const PANEL: f32 = 400.0;

/// A clause with what today's records say of it.
#[derive(Debug)]
struct Row {
    clause: u8,
    evidence: Vec<Evidence>,
    remark: String,
    kept: Kept,
}

/// The board.
#[derive(Debug, Default)]
pub(super) struct Guide {
    rows: Vec<Row>,
    cursor: usize,
    of: Option<usize>,
}

impl Guide {
    pub(super) fn gaps(&self) -> usize {
        self.rows.iter().filter(|row| row.kept == Kept::Gap).count()
    }

    pub(super) fn refresh(&mut self, scene: &Scene<'_>, rooms: &Rooms, canteen: &Canteen) {
        if self.of == Some(scene.view.changes) {
            return;
        }
        let facts = facts(scene, rooms, canteen);
        let row = |clause| {
            let said = remark(&scene.view.daybook.reports, clause, scene.view.day).map_or("", |(_, said)| said);
            let evidence = evidence(clause, &facts);
            Row {
                clause,
                kept: kept(&evidence, said),
                evidence,
                remark: said.to_owned(),
            }
        };
        self.rows = (1..=CLAUSES).map(row).collect();
        self.of = Some(scene.view.changes);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Opens> {
        let mut opens = None;
        let remarks = may && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2));
        if remarks && let Some(row) = self.rows.get(self.cursor) {
            opens = Some(Front::remark(scene, row.clause, &row.remark).into());
        }
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > LEAST + PANEL;
        if beside {
            egui::Panel::right("guide-panel")
                .exact_size(PANEL)
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::NONE)
                .show(ui, |ui| {
                    card(ui, 16, |ui| {
                        ui.set_min_size(egui::vec2(ui.available_width(), height - 16.0));
                        opens = self.clause(ui, scene, actions).or_else(|| opens.take());
                    });
                });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        egui::CentralPanel::no_frame()
            .frame(egui::Frame::NONE.inner_margin(margin))
            .show(ui, |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_size(egui::vec2(ui.available_width(), height));
                    let opened = self.table(ui, scene);
                    if opened && may && opens.is_none() {
                        opens = self.open(scene, actions);
                    }
                });
            });
        opens
    }

    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: Tab::Guide.key(),
            columns: &columns,
            rows: self.rows.len(),
        };
        let rows = &self.rows;
        let sentence = |no: usize| rows.get(no).map_or_else(String::new, |row| row.cells(scene).join(" "));
        let opened = table.show_kept(ui, &mut self.cursor, sentence, |ui, no, column| {
            let Some(row) = rows.get(no) else { return };
            let cells = row.cells(scene);
            let said = cells.get(column).map_or("", String::as_str);
            match column {
                2 => {
                    tag(ui, tone(row.kept), said);
                }
                3 => {
                    muted(ui, said, size::BODY);
                }
                _ => {
                    label(ui, said, theme::regular(size::BODY));
                }
            }
        });
        opened.is_some() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// The clause that the list stands on: its words, each piece of evidence with the way to it, the remark.
    fn clause(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Opens> {
        let row = self.rows.get(self.cursor)?;
        let text = scene.text;
        let mut opens = None;
        ui.horizontal(|ui| {
            heading(ui, &format!("{} {}", row.clause, row.title(scene)));
            tag(ui, tone(row.kept), &scene.word("guide-kept", row.kept.key()));
        });
        label(ui, &scene.word("guide-text", &row.clause.to_string()), theme::regular(size::BODY));
        muted(ui, text.get("guide-source"), size::LABEL);
        gap(ui, space::S);
        for evidence in &row.evidence {
            ui.horizontal(|ui| {
                let (icon, tone) = if evidence.is_gap() {
                    (Icon::Triangle, Tone::Isolate)
                } else {
                    (Icon::CircleCheck, Tone::Clear)
                };
                ui.label(icon.text(size::BODY).color(theme::of(ui).ink(tone)));
                if Button::quiet(&said(scene, evidence)).show(ui).clicked() {
                    opens = open(evidence.key, actions);
                }
            });
        }
        if row.evidence.is_empty() {
            muted(ui, text.get("guide-no-evidence"), size::BODY);
        }
        gap(ui, space::S);
        muted(ui, text.get("guide-remark"), size::LABEL);
        let said = if row.remark.is_empty() {
            text.get("guide-no-remark")
        } else {
            &row.remark
        };
        label(ui, said, theme::regular(size::BODY));
        gap(ui, space::S);
        if Button::secondary(text.get("guide-remark"))
            .icon(Icon::Pencil)
            .key("F2")
            .show(ui)
            .clicked()
        {
            opens = Some(Front::remark(scene, row.clause, &row.remark).into());
        }
        opens
    }

    /// Enter: where the first gap can be closed, else where the first evidence stands, else the remark.
    fn open(&self, scene: &Scene<'_>, actions: &mut Actions) -> Option<Opens> {
        let row = self.rows.get(self.cursor)?;
        let first = row
            .evidence
            .iter()
            .find(|evidence| evidence.is_gap())
            .or_else(|| row.evidence.first());
        match first {
            Some(evidence) => open(evidence.key, actions),
            None => Some(Front::remark(scene, row.clause, &row.remark).into()),
        }
    }
}

impl Row {
    fn title(&self, scene: &Scene<'_>) -> String {
        scene.word("guide-title", &self.clause.to_string())
    }

    fn cells(&self, scene: &Scene<'_>) -> [String; 4] {
        let mut parts: Vec<String> = self.evidence.iter().map(|evidence| said(scene, evidence)).collect();
        parts.extend((!self.remark.is_empty()).then(|| self.remark.clone()));
        [
            self.clause.to_string(),
            self.title(scene),
            scene.word("guide-kept", self.kept.key()),
            parts.join(" · "),
        ]
    }
}

/// `隔离人员已测 3 / 4`
fn said(scene: &Scene<'_>, evidence: &Evidence) -> String {
    let Share { done, of } = evidence.share;
    format!("{} {done} / {of}", scene.word("guide-fact", evidence.key))
}

/// Shows the records behind a piece of evidence.
fn open(key: &str, actions: &mut Actions) -> Option<Opens> {
    let tab = match key {
        "ventilated" | "washing" | "disinfected" | "checked" | "tableware" | "bins" => Tab::Today,
        "rooms-within" => Tab::Rooms,
        "meetings-within" => Tab::Meetings,
        "slots-within" | "groups-seated" | "samples-kept" => Tab::Canteen,
        "observation" => Tab::Plans,
        _ => {
            actions.push(Action::Show(screen(key)));
            return None;
        }
    };
    Some(Opens::Tab(tab))
}

fn screen(key: &str) -> Screen {
    match key {
        "isolated-measured" | "residents-measured" | "unwell-answered" => Screen::Clinic,
        "risk-isolated" => Screen::People(Filter::Class(Kind::Worker, Class::RiskArea)),
        "inside-measured" => Screen::People(Filter::Unmeasured),
        "absent-asked" => Screen::Duty,
        "contacts-isolated" => Screen::Returns,
        "supplies-enough" | "rations-issued" => Screen::Supplies,
        "notices-shown" => Screen::Notices,
        _ => Screen::Gate,
    }
}

fn tone(kept: Kept) -> Tone {
    match kept {
        Kept::Gap => Tone::Isolate,
        Kept::Silent => Tone::Ask,
        Kept::Remarked => Tone::Report,
        Kept::Kept => Tone::Clear,
    }
}
