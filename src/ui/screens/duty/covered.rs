//! Coverage: measured of those on duty, by shift, department and gate; residents and the isolated twice a day; and the names of
//! who is missing.

use eframe::egui::{self, Id, Ui, pos2, vec2};

use super::{Duty, Tab, nothing, person, place, tall_card};
use crate::domain::attendance::State;
use crate::domain::coverage::{Coverage, Part};
use crate::domain::person::PersonId;
use crate::station::DutyDay;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{Column, ListTable, card, figure, gap, label, muted};

pub(super) const PARTS: &str = "duty-parts";
const MISSING: &str = "duty-missing";
/// Width of the names beside the list.
const NAMES: f32 = 440.0;
const FIGURE: f32 = 104.0;

/// Where the lists stand.
#[derive(Debug, Default)]
pub(super) struct Covered {
    part: usize,
    name: usize,
    /// The names are gone into; on a narrow screen they stand in place of the list.
    inside: bool,
}

/// A line of the list: the key of its heading, its name, and the people it counts.
struct Line<'a> {
    heading: &'static str,
    name: String,
    part: &'a Part,
}

impl Covered {
    /// Out of the names again, where they are shown. Says whether that was so.
    pub(super) fn back(&mut self, shown: bool) -> bool {
        shown && std::mem::take(&mut self.inside)
    }

    /// Into the names of the part that the list stands on.
    fn enter(&mut self, ui: &Ui) {
        self.inside = true;
        ui.memory_mut(|memory| memory.request_focus(Id::unique(MISSING)));
    }

    /// Whoever the names stand on.
    pub(super) fn chosen(&self, found: &DutyDay) -> Option<PersonId> {
        parts(&found.coverage).nth(self.part)?.1.missing.get(self.name).copied()
    }
}

/// Every part with the key of its heading, in the order of the list.
fn parts(coverage: &Coverage) -> impl Iterator<Item = (&'static str, &Part)> {
    let of = |heading: &'static str, parts| std::iter::repeat(heading).zip::<std::slice::Iter<'_, Part>>(parts);
    let halves = |headings: [&'static str; 2], parts| headings.into_iter().zip::<std::slice::Iter<'_, Part>>(parts);
    [("duty-of-all", &coverage.total)]
        .into_iter()
        .chain(of("duty-of-shift", coverage.shifts.iter()))
        .chain(of("duty-of-department", coverage.departments.iter()))
        .chain(of("duty-of-gate", coverage.gates.iter()))
        .chain(halves(
            ["duty-residents-morning", "duty-residents-evening"],
            coverage.residents.iter(),
        ))
        .chain(halves(["duty-isolated-morning", "duty-isolated-evening"], coverage.isolated.iter()))
        .chain([("duty-of-away", &coverage.away)])
}

/// The word of a part, and its name or what stands for it.
fn line<'a>(scene: &Scene<'_>, (key, part): (&'static str, &'a Part)) -> Line<'a> {
    let (heading, unnamed) = match key {
        "duty-of-shift" => (key, "duty-unplanned"),
        "duty-of-department" => (key, "duty-no-department"),
        "duty-of-gate" => (key, "duty-not-come"),
        "duty-residents-morning" | "duty-residents-evening" => ("duty-of-residents", key),
        "duty-isolated-morning" | "duty-isolated-evening" => ("duty-of-isolated", key),
        "duty-of-away" => (key, "duty-health-known"),
        _ => (key, "duty-everybody"),
    };
    let name = if part.name.is_empty() {
        scene.text.get(unnamed).to_owned()
    } else {
        part.name.clone()
    };
    Line { heading, name, part }
}

/// What stands for a share where nobody is due.
fn percent(part: &Part) -> String {
    part.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
}

impl Duty {
    pub(super) fn covered(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if !theme::is_low(ui) {
            self.figures(ui, scene);
            gap(ui, space::S);
        }
        let beside = ui.available_width() > 2.0 * NAMES;
        if beside {
            let frame = egui::Frame::NONE.inner_margin(egui::Margin {
                left: 16,
                ..egui::Margin::ZERO
            });
            egui::Panel::right("duty-names")
                .exact_size(NAMES)
                .resizable(false)
                .show_separator_line(false)
                .frame(frame)
                .show(ui, |ui| tall_card(ui, |ui| self.names(ui, scene, actions)));
        } else if self.covered.inside {
            return tall_card(ui, |ui| self.names(ui, scene, actions));
        }
        egui::CentralPanel::no_frame().show(ui, |ui| tall_card(ui, |ui| self.parts(ui, scene)));
    }

    /// The numbers of the day; each opens its names.
    fn figures(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let coverage = &self.found.coverage;
        let total = &coverage.total;
        let count = |state| coverage.count(state);
        let missing = (!total.missing.is_empty()).then_some(Tone::Recheck);
        let figures = [
            ("duty-due", total.due.to_string(), None, None),
            ("duty-measured", total.measured().to_string(), None, None),
            ("duty-missing", total.missing.len().to_string(), missing, None),
            ("duty-share", percent(total), None, None),
        ];
        let states = [State::Late, State::Absent, State::Excused, State::Isolated, State::StillInside];
        let states = states.map(|state| ("", count(state).to_string(), None, Some(state)));
        let mut opened = None;
        card(ui, 4, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                for (key, number, tone, state) in figures.iter().chain(&states) {
                    let word = state.map_or_else(|| scene.text.get(key).to_owned(), |state| scene.word("duty-state", state.key()));
                    if figure(ui, FIGURE, &word, number, *tone).clicked() {
                        opened = Some(*state);
                    }
                }
            });
        });
        match opened {
            Some(Some(state)) => {
                self.roll.only(state);
                (self.tab, self.fresh) = (Tab::Attended, true);
            }
            Some(None) => {
                (self.covered.part, self.covered.name) = (0, 0);
                self.covered.enter(ui);
            }
            None => {}
        }
    }

    fn parts(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let coverage = &self.found.coverage;
        if coverage.rows.is_empty() && coverage.residents.iter().all(|part| part.due == 0) {
            return nothing(ui, scene.text.get("duty-none"), Icon::Calendar);
        }
        let lines: Vec<Line<'_>> = parts(coverage).map(|part| line(scene, part)).collect();
        let text = scene.text;
        let column = |title, width, right| Column {
            title: text.get(title),
            width,
            right,
        };
        let columns = [
            column("duty-part", 104.0, false),
            column("duty-name", 0.0, false),
            column("duty-measured-of", 104.0, true),
            column("duty-share", 150.0, false),
            column("duty-missing", 64.0, true),
        ];
        let table = ListTable {
            id: PARTS,
            columns: &columns,
            rows: lines.len(),
        };
        let mut cursor = self.covered.part.min(lines.len().saturating_sub(1));
        let sentence = |row: usize| lines.get(row).map_or_else(String::new, |line| spoken(scene, line));
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, row, column| {
            let before = row.checked_sub(1).and_then(|before| lines.get(before));
            if let Some(line) = lines.get(row) {
                let repeated = before.is_some_and(|before| before.heading == line.heading);
                cell(ui, scene, line, (column, repeated));
            }
        });
        if cursor != self.covered.part {
            (self.covered.part, self.covered.name) = (cursor, 0);
        }
        if opened.is_some() {
            self.covered.enter(ui);
        }
    }

    /// Who is missing in the part that the list stands on.
    fn names(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(part) = parts(&self.found.coverage).nth(self.covered.part) else {
            return;
        };
        let Line { heading, name, part } = line(scene, part);
        label(ui, &[scene.text.get(heading), &name].join(" · "), theme::bold(size::SECOND));
        let key = if heading == "duty-of-away" {
            "duty-health-unknown"
        } else {
            "duty-missing-count"
        };
        muted(
            ui,
            &scene.text.count(key, part.missing.len().try_into().unwrap_or_default(), &[]),
            size::BODY,
        );
        gap(ui, space::XS);
        if part.missing.is_empty() {
            let key = if part.due == 0 { "duty-nobody-due" } else { "duty-all-measured" };
            return nothing(ui, scene.text.get(key), Icon::CircleCheck);
        }
        let column = |title, width| Column {
            title: scene.text.get(title),
            width,
            right: false,
        };
        let columns = [
            column("word-name", 84.0),
            column("people-number", 92.0),
            column("field-department", 0.0),
        ];
        let table = ListTable {
            id: MISSING,
            columns: &columns,
            rows: part.missing.len(),
        };
        let mut cursor = self.covered.name.min(part.missing.len().saturating_sub(1));
        let at = |row: usize| part.missing.get(row).and_then(|id| person(scene, *id));
        let sentence = |row| at(row).map_or_else(String::new, |person| [&person.name, person.number(), &place(person)].join(" "));
        let opened = table.show(ui, &mut cursor, None, sentence, |ui, row, column| {
            let Some(person) = at(row) else { return };
            match column {
                0 => label(ui, &person.name, theme::regular(size::BODY)),
                1 => muted(ui, person.number(), size::BODY),
                _ => muted(ui, &place(person), size::BODY),
            };
        });
        self.covered.name = cursor;
        let opened = opened.and_then(|row| part.missing.get(row));
        actions.extend(opened.map(|person| Action::Open(*person)));
    }
}

/// A line as one sentence.
fn spoken(scene: &Scene<'_>, line: &Line<'_>) -> String {
    let measured = format!("{} / {}", line.part.measured(), line.part.due);
    [scene.text.get(line.heading), &line.name, &measured, &percent(line.part)].join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, line: &Line<'_>, (column, repeated): (usize, bool)) {
    let part = line.part;
    match column {
        0 if repeated => {}
        0 => {
            muted(ui, scene.text.get(line.heading), size::BODY);
        }
        1 => {
            label(ui, &line.name, theme::regular(size::BODY));
        }
        2 => {
            label(ui, &format!("{} / {}", part.measured(), part.due), theme::regular(size::BODY));
        }
        3 => share(ui, part),
        _ if part.missing.is_empty() => {
            muted(ui, if part.due == 0 { "–" } else { "0" }, size::BODY);
        }
        _ => {
            let ink = theme::of(ui).ink(Tone::Recheck);
            ui.label(
                egui::RichText::new(part.missing.len().to_string())
                    .font(theme::bold(size::BODY))
                    .color(ink),
            );
        }
    }
}

/// A share as a bar with its number.
fn share(ui: &mut Ui, part: &Part) {
    const WIDTH: f32 = 84.0;
    let palette = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 8.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, radius::TAG, palette.line);
    let percent = part.percent().and_then(|percent| u8::try_from(percent).ok()).map_or(0.0, f32::from);
    let filled = egui::Rect::from_min_max(rect.min, pos2(rect.left() + WIDTH * percent / 100.0, rect.bottom()));
    ui.painter().rect_filled(filled, radius::TAG, palette.accent);
    label(ui, &self::percent(part), theme::regular(size::BODY));
}
