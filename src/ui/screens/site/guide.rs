//! The guide, clause by clause: today's evidence, what is missing, and where it stands in the records.

use eframe::egui::{self, Key, Modifiers, Ui};

use super::canteen::Canteen;
use super::front::Front;
use super::rooms::Rooms;
use super::{Opens, Tab};
use crate::domain::classes::Class;
use crate::domain::clinic::unanswered;
use crate::domain::guide::{CLAUSES, Evidence, Facts, Kept, Share, evidence, kept, remark};
use crate::domain::health::Health;
use crate::domain::isolation::CauseKind;
use crate::domain::measured::{Cell, Slot};
use crate::domain::person::{Kind, Person, Status};
use crate::domain::screening::Verdict;
use crate::domain::site::{Measure, PlaceKind, Record, State, Task};
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
        let beside = ui.available_width() > 2.0 * PANEL;
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
        "supplies-enough" => Screen::Supplies,
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

/// What today's records count.
fn facts(scene: &Scene<'_>, rooms: &Rooms, canteen: &Canteen) -> Facts {
    let view = scene.view;
    let (zone, limits) = (view.card.zone, &view.settings.site);
    let mut facts = Facts {
        gates_guarded: Share {
            done: u64::from(!view.on_duty.is_empty()),
            of: 1,
        },
        slots_within: canteen.slots_within,
        groups_seated: canteen.groups_seated,
        samples_kept: canteen.samples_kept,
        ..Facts::default()
    };
    let lived_in = rooms.lodgings.iter().filter(|one| !one.here.is_empty());
    facts.rooms_within = Share::count(lived_in, |one| !one.density(limits).is_over());
    let book = &view.daybook.site;
    let meetings = book.meetings().into_iter().map(|(_, meeting)| meeting);
    let today = meetings.filter(|meeting| zone.day_of(meeting.from) == view.day);
    facts.meetings_within = Share::count(today, |meeting| meeting.is_within(limits));
    let observation = book.places().filter(|place| place.kind == PlaceKind::Observation);
    facts.observation = u64::try_from(observation.count()).unwrap_or_default();
    for task in book.tasks_on(view.day, zone) {
        round(&mut facts, &task, task.state(scene.now));
    }
    let yesterday = book.tasks_on(view.day.minus_days(1), zone).into_iter();
    let to_check = yesterday.filter(|task| task.record.is_some_and(Record::is_done) && !task.plan.checker.is_empty());
    facts.checked = Share::count(to_check, |task| task.state(scene.now) == State::Done);
    let stocks = view.daybook.supplies.stocks(view.day, zone);
    facts.supplies_enough = Share::count(&stocks, |stock| !stock.low);
    people(&mut facts, scene);
    facts
}

/// A round that should have been done by now, in the row of its measure.
fn round(facts: &mut Facts, task: &Task<'_>, state: State) {
    let share = match task.plan.measure {
        Measure::Disinfect | Measure::Touch => &mut facts.disinfected,
        Measure::Ventilate => &mut facts.ventilated,
        Measure::Washing => &mut facts.washing,
        Measure::Tableware => &mut facts.tableware,
        Measure::Bins => &mut facts.bins,
    };
    let done = task.record.is_some_and(Record::is_done);
    if done || matches!(state, State::Overdue | State::Skipped) {
        share.add(done);
    }
}

/// What is known of everybody: measured, asked, isolated, answered.
fn people(facts: &mut Facts, scene: &Scene<'_>) {
    let view = scene.view;
    let at = view.at(scene.now);
    let halves = match Slot::of(&at.rules.isolation, at.zone.hour(scene.now)) {
        Slot::Morning => 1,
        Slot::Evening => 2,
    };
    for person in view.roster.people() {
        let (health, today) = (view.health(person.id), view.today(person.id));
        if today.visit.is_some() || (person.kind == Kind::Visitor && today.inside) {
            facts.visitors_asked.add(today.visit.is_some());
        }
        if today.inside && person.status == Status::Active && person.kind != Kind::Visitor {
            facts.inside_measured.add(!today.earlier.is_empty());
        }
        let isolated = health.and_then(Health::isolation);
        if let (Some(health), Some(isolation)) = (health, isolated) {
            let cells = health.cells(at, isolation);
            let missing = cells
                .last()
                .is_some_and(|today| today.iter().any(|cell| matches!(cell, Cell::Due | Cell::Missed)));
            facts.isolated_measured.add(!missing);
            let contact = isolation.rows.iter().any(|row| row.cause.kind == CauseKind::Contact);
            let risk = isolation.rows.iter().any(|row| row.cause.kind == CauseKind::Travel);
            if contact {
                facts.contacts_isolated.add(true);
            }
            if risk {
                facts.risk_isolated.add(true);
            }
        } else {
            free(facts, scene, person);
            if lives_here(person) && today.inside {
                facts.residents_measured.add(today.earlier.len() >= halves);
            }
        }
        let asked = |verdict| matches!(verdict, Verdict::Recheck | Verdict::Clinic);
        if today.earlier.iter().any(|reading| asked(reading.verdict)) {
            let open = unanswered(&today.earlier, health.and_then(Health::decided), isolated.is_some());
            facts.unwell_answered.add(open.is_empty());
        }
    }
}

/// Somebody who does not isolate: whether they should, and whether somebody has asked why they are absent.
fn free(facts: &mut Facts, scene: &Scene<'_>, person: &Person) {
    let Some(health) = scene.view.health(person.id) else { return };
    let day = scene.view.day;
    match Class::of(scene.view.at(scene.now), person, Some(health)) {
        Some(Class::RiskArea) if person.status == Status::Active => facts.risk_isolated.add(false),
        Some(Class::Contact) if person.status == Status::Active => facts.contacts_isolated.add(false),
        Some(_) | None => {}
    }
    let absent = health.absences.iter().rev().map(|(_, absence)| absence);
    if let Some(absence) = absent.into_iter().find(|absence| (absence.from..=absence.to).contains(&day)) {
        facts.absent_asked.add(!absence.health.is_empty());
    }
}

fn lives_here(person: &Person) -> bool {
    person.status == Status::Active && !person.dormitory.is_empty()
}
