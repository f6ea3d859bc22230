//! One unit: its stations, what it chose to send, its days, and each report as it was signed, version by version.

use std::rc::Rc;

use eframe::egui::{self, Id, Key, Modifiers, RichText, Ui, vec2};

use super::age;
use super::behind::Front;
use super::grid::Sheet;
use super::mark::{self, Mark};
use crate::domain::day::Day;
use crate::domain::group::{Group, Member, Unit, UnitId};
use crate::domain::peer::Level;
use crate::domain::report::Figure;
use crate::station::headquarters::{Behind, SentDay, SentReport, Stands};
use crate::ui::action::{Action, Actions, HeadquartersAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::report;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, gap, heading, label, muted, segments, tag};
use crate::ui::{Scene, forms};

const DAYS: &str = "headquarters-days";
const FIGURES: &str = "headquarters-figures";
const LIST: f32 = 430.0;
/// How high each part is at least.
const LEAST: f32 = 420.0;

/// A day and how it stands.
type Marked = (Day, Mark);

/// The unit that is looked at, and the day.
#[derive(Debug, Default)]
pub(super) struct Page {
    unit: Option<UnitId>,
    /// In the list of days, the newest first.
    day: usize,
    figure: usize,
    /// Which version is shown; the last one where nobody has chosen.
    version: Option<usize>,
    sent: Option<Rc<SentDay>>,
    /// What was asked of the station, and the changes of the view then.
    asked: Option<(UnitId, Day, usize)>,
    /// The days of the unit, by the changes of the view.
    days: Option<(UnitId, usize, Vec<Marked>)>,
    front: Option<Front>,
}

impl Page {
    /// Looks at a day of a unit.
    pub(super) fn open(&mut self, unit: UnitId, today: Day, day: Day) {
        self.unit = Some(unit);
        self.day = usize::try_from(today.days_since(day)).unwrap_or_default();
        self.version = None;
    }

    /// Looks at the unit before or after, as they stand in the grid; the day stays.
    pub(super) fn step(&mut self, sheet: &Sheet, forward: bool) {
        let at = self.unit.as_ref().and_then(|unit| sheet.line_of(unit));
        let next = at.and_then(|at| sheet.unit(sheet.beside(at, 1, forward)));
        if let Some(next) = next {
            (self.unit, self.version) = (Some(next.unit.clone()), None);
        }
    }

    pub(super) fn is_asking(&self) -> bool {
        self.front.is_some()
    }

    pub(super) fn forget(&mut self) {
        (self.asked, self.days) = (None, None);
    }

    pub(super) fn show_sent(&mut self, sent: SentDay) {
        self.sent = Some(Rc::new(sent));
    }

    pub(super) fn show_behind(&mut self, figure: Figure, behind: Behind) {
        self.front = Some(Front::new(figure, behind));
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, (group, sheet): (&Group, &Sheet), actions: &mut Actions) {
        let first = || {
            (0..sheet.lines.len())
                .find_map(|line| sheet.unit(line))
                .map(|line| line.unit.clone())
        };
        let known = self.unit.clone().filter(|unit| group.unit(unit).is_some());
        let Some(unit) = known.or_else(first).and_then(|id| group.unit(&id)) else {
            return;
        };
        self.unit = Some(unit.id().clone());
        self.list_days(scene, sheet, unit.id());
        self.ask(scene, unit.id(), actions);
        let right = ui.available_width() - LIST - space::M;
        super::parted(ui, right, [LEAST; 2], |ui, list, panel| {
            super::within(ui, list, |ui| {
                about(ui, scene, unit);
                self.days(ui, scene);
            });
            super::within(ui, panel, |ui| self.report(ui, scene, actions));
        });
        if let Some(mut front) = self.front.take() {
            if front.ui(ui, scene, actions) {
                self.front = Some(front);
            } else {
                focus(ui, FIGURES);
            }
        }
    }

    /// The days of the unit, the newest first, as the grid has them.
    fn list_days(&mut self, scene: &Scene<'_>, sheet: &Sheet, unit: &UnitId) {
        let changes = scene.view.changes;
        if self.days.as_ref().is_some_and(|(of, at, _)| of == unit && *at == changes) {
            return;
        }
        let line = sheet.line_of(unit).and_then(|line| sheet.unit(line));
        let marks = line.map(|line| line.marks.as_slice()).unwrap_or_default();
        let days = sheet.days.iter().zip(marks).rev().map(|(title, mark)| (title.day, *mark));
        let days: Vec<Marked> = days.filter(|(_, mark)| mark.is_some()).collect();
        self.day = self.day.min(days.len().saturating_sub(1));
        self.days = Some((unit.clone(), changes, days));
    }

    /// The day in front.
    pub(super) fn chosen(&self) -> Option<Day> {
        let (_, _, days) = self.days.as_ref()?;
        days.get(self.day).map(|(day, _)| *day)
    }

    /// Asks the station for the day, where something has changed since.
    fn ask(&mut self, scene: &Scene<'_>, unit: &UnitId, actions: &mut Actions) {
        let Some(day) = self.chosen() else { return };
        let now = (unit.clone(), day, scene.view.changes);
        if self.asked.as_ref() != Some(&now) {
            if self.asked.as_ref().is_none_or(|(before, at, _)| (before, at) != (unit, &day)) {
                (self.version, self.sent) = (None, None);
            }
            self.asked = Some(now);
            actions.push(Action::Headquarters(HeadquartersAsked::Read(unit.clone(), day)));
        }
    }

    fn days(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let Some((_, _, days)) = &self.days else { return };
        let columns = [("report-day", 132.0), ("word-status", 0.0)];
        let columns = columns.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: DAYS,
            columns: &columns,
            rows: days.len(),
        };
        let mut cursor = self.day;
        let sentence = |no: usize| {
            let row = days.get(no);
            row.map(|(day, mark)| [day.to_string(), mark::word(scene, *mark)].join(" "))
                .unwrap_or_default()
        };
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, no, column| match (days.get(no), column) {
            (Some((day, _)), 0) => drop(label(ui, &day.to_string(), theme::regular(size::BODY))),
            (Some((_, Some(status))), _) => drop(tag(ui, report::tone(*status), &mark::word(scene, Some(*status)))),
            (_, _) => {}
        });
        self.day = cursor;
        if opened.is_some() {
            focus(ui, FIGURES);
        }
    }

    /// What the unit sent of the day.
    fn report(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(sent) = self.sent.clone() else { return };
        if in_figures(ui) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            focus(ui, DAYS);
        }
        ui.horizontal(|ui| {
            heading(ui, &sent.day.to_string());
            gap(ui, space::S);
            if let Some(status) = sent.status {
                tag(ui, report::tone(status), &mark::word(scene, sent.status));
            }
            if sent.late && sent.status != Some(crate::domain::report::DayStatus::Late) {
                tag(ui, Tone::Recheck, scene.text.get("hq-came-late"));
            }
        });
        let Some(last) = sent.versions.len().checked_sub(1) else {
            muted(ui, scene.text.get("hq-nothing-sent"), size::BODY);
            return;
        };
        let mut version = self.version.unwrap_or(last).min(last);
        if last > 0 {
            self.versions(ui, scene, (&sent, &mut version));
        }
        if let Some(one) = sent.versions.get(version) {
            signed(ui, scene, one);
            gap(ui, space::XS);
            self.figures(ui, scene, one, actions);
        }
    }

    fn versions(&mut self, ui: &mut Ui, scene: &Scene<'_>, (sent, version): (&SentDay, &mut usize)) {
        let word = |one: &SentReport| scene.text.with("hq-version", &[("version", &one.sent.version.to_string())]);
        let words: Vec<(usize, String)> = sent.versions.iter().map(word).enumerate().collect();
        let choices: Vec<(usize, &str)> = words.iter().map(|(no, word)| (*no, word.as_str())).collect();
        if segments(ui, scene.text.get("column-version"), version, &choices) {
            self.version = Some(*version);
        }
    }

    /// Its figures; what is different from the version before stands first. Enter opens the people.
    fn figures(&mut self, ui: &mut Ui, scene: &Scene<'_>, one: &SentReport, actions: &mut Actions) {
        let Some(numbers) = &one.sent.numbers else {
            muted(ui, scene.text.get("hq-unreadable"), size::BODY);
            return;
        };
        let changed = |figure: Figure| one.changes.iter().find(|change| change.figure == figure);
        let mut rows: Vec<Figure> = Figure::ALL.to_vec();
        rows.sort_by_key(|figure| changed(*figure).is_none());
        let columns = [
            ("report-figure", 0.0, false),
            ("hq-number", 120.0, true),
            ("hq-before-it", 120.0, true),
        ];
        let columns = columns.map(|(title, width, right)| Column {
            title: scene.text.get(title),
            width,
            right,
        });
        let table = ListTable {
            id: FIGURES,
            columns: &columns,
            rows: rows.len(),
        };
        let words = |no: usize| {
            let figure = rows.get(no).copied()?;
            let before = changed(figure)
                .map(|change| forms::number(figure, change.before))
                .unwrap_or_default();
            Some([
                scene.word("figure", figure.key()),
                forms::number(figure, numbers.get(figure)),
                before,
            ])
        };
        let sentence = |no| words(no).map(|words| words.join(" ").trim_end().to_owned()).unwrap_or_default();
        let mut cursor = self.figure;
        let opened = table.show(ui, &mut cursor, None, sentence, |ui, no, column| {
            let Some([word, number, before]) = words(no) else { return };
            match column {
                0 => label(ui, &word, theme::regular(size::BODY)),
                1 if before.is_empty() => label(ui, &number, theme::regular(size::BODY)),
                1 => label(ui, &number, theme::bold(size::BODY)),
                _ => muted(ui, &before, size::BODY),
            };
        });
        self.figure = cursor;
        if let Some(figure) = opened.and_then(|no| rows.get(no)) {
            actions.push(Action::Headquarters(HeadquartersAsked::Behind(one.sent.id, *figure)));
        }
    }
}

/// Whose it is, what it sends, and its stations.
fn about(ui: &mut Ui, scene: &Scene<'_>, unit: &Unit) {
    let text = scene.text;
    heading(ui, unit.name());
    let place = [super::region(scene, unit.region()), unit.id().site.clone()];
    muted(ui, &place.join(" · "), size::LABEL);
    let (tone, key) = match unit.level() {
        None => (Tone::Recheck, "hq-sends-nothing"),
        Some(Level::Counts) => (Tone::Report, "hq-sends-counts"),
        Some(Level::Masked) => (Tone::Report, "hq-sends-masked"),
        Some(Level::Full) => (Tone::Report, "hq-sends-full"),
    };
    tag(ui, tone, text.get(key));
    for member in unit.stations() {
        station(ui, scene, member);
    }
    gap(ui, space::S);
}

fn station(ui: &mut Ui, scene: &Scene<'_>, member: &Member) {
    let card = &member.peer.card;
    let (age, stale) = age::said(scene, member.heard.map(|heard| heard.made));
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.label(Icon::Building.text(size::BODY).color(theme::of(ui).muted));
        label(ui, &card.station, theme::bold(size::BODY));
        muted(ui, &scene.word("role", card.role.key()), size::LABEL);
        if member.peer.revoked.is_some() {
            tag(ui, Tone::Isolate, scene.text.get("hq-revoked"));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let palette = theme::of(ui);
            let ink = if stale { palette.ink(Tone::Recheck) } else { palette.muted };
            ui.label(RichText::new(age).font(theme::regular(size::LABEL)).color(ink));
        });
    });
}

/// Who signed it and when, under which numbers, and whether it is what was signed.
fn signed(ui: &mut Ui, scene: &Scene<'_>, one: &SentReport) {
    let (text, sent) = (scene.text, &one.sent);
    let (number, version, seq) = (sent.number.to_string(), sent.version.to_string(), sent.seq().to_string());
    let numbered = if sent.zero { "report-numbered-zero" } else { "report-numbered" };
    let numbered = text.with(numbered, &[("number", &number), ("version", &version)]);
    let at = scene.view.card.zone.date_time(sent.at());
    let names = [("reporter", sent.reporter.as_str()), ("approver", &sent.approver), ("at", &at)];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
        ui.spacing_mut().interact_size.y = 24.0;
        label(ui, &numbered, theme::bold(size::BODY));
        muted(ui, &text.with("hq-signed-by", &names), size::BODY);
        let (tone, key) = match one.stands {
            Stands::AsSigned => (Tone::Clear, "hq-stands-as-signed"),
            Stands::Masked => (Tone::Report, "hq-stands-masked"),
            Stands::Damaged => (Tone::Isolate, "hq-stands-damaged"),
        };
        tag(ui, tone, text.get(key));
    });
    let hash = sent.sha256.get(..16).unwrap_or(&sent.sha256);
    muted(ui, &text.with("hq-hash", &[("hash", hash), ("seq", &seq)]), size::LABEL);
}

/// Gives a list the keyboard, from the next frame on.
fn focus(ui: &Ui, list: &'static str) {
    ui.memory_mut(|memory| memory.request_focus(Id::unique(list)));
}

/// The days have the keyboard from the next frame on.
pub(super) fn take_focus(ui: &Ui) {
    focus(ui, DAYS);
}

/// Whether the figures have the keyboard.
pub(super) fn in_figures(ui: &Ui) -> bool {
    ui.memory(|memory| memory.has_focus(Id::unique(FIGURES)))
}
