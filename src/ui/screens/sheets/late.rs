//! Typing in afterwards (补录): the outage, then row after row; every row is saved at once.

use chrono::NaiveTime;
use eframe::egui::{Id, RichText, Ui};

use crate::domain::dates::read_time;
use crate::domain::day::{Day, Moment};
use crate::domain::entry::{EntryId, Taken};
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Judgement, Verdict};
use crate::domain::temperature::{self, Celsius};
use crate::station::{Done, LateLine};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SheetsAsked};
use crate::ui::screens::gate::refused;
use crate::ui::screens::going_out::who::{self, Asks, Who};
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, DateDraft, Field, ListTable, gap, label, muted, segments, tag, toggle};

const COLUMNS: [(&str, f32); 5] = [
    ("word-time", 116.0),
    ("field-name", 0.0),
    ("word-temperature", 100.0),
    ("word-status", 110.0),
    ("sheets-saved-as", 92.0),
];
/// Widths of the fields of a row.
const WHO: f32 = 250.0;
const NARROW: f32 = 116.0;

/// How long after its beginning an outage still goes on.
const LONGEST_HOURS: i64 = 18;

/// A line entered in this round.
#[derive(Clone, Debug)]
struct Written {
    line: EntryId,
    seq: i64,
    person: PersonId,
    at: Moment,
    celsius: Option<Celsius>,
    direction: Direction,
    taken: Taken,
    verdict: Verdict,
}

impl Written {
    /// The key of the sentence that says what comes of the verdict, where something does.
    fn follows(&self, scene: &Scene<'_>) -> Option<&'static str> {
        let today = scene.view.card.zone.day_of(self.at) == scene.view.day;
        match self.verdict {
            Verdict::Recheck | Verdict::Clinic if today => Some("sheets-queued"),
            Verdict::Recheck | Verdict::Clinic => Some("sheets-not-queued"),
            Verdict::Ask | Verdict::Report | Verdict::Isolate if self.celsius.is_some() && self.direction == Direction::In => {
                Some("sheets-not-in")
            }
            Verdict::Ask | Verdict::Report | Verdict::Isolate | Verdict::Refuse | Verdict::Clear => None,
        }
    }
}

/// The round as it stands.
#[derive(Debug)]
pub(super) struct Late {
    day: DateDraft,
    /// When the power went.
    start: String,
    who: Who,
    time: String,
    /// The time of the row before, for one that names none.
    before: Option<NaiveTime>,
    celsius: String,
    direction: Direction,
    no_mask: bool,
    taken: Taken,
    /// Newest last.
    written: Vec<Written>,
    cursor: usize,
    answer: Option<String>,
    /// The field that takes the keyboard next.
    next: Option<Part>,
}

/// The fields in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Start,
    Who,
    Time,
    Celsius,
}

impl Part {
    fn id(self) -> Id {
        Id::unique(("sheets-late", self as u8))
    }
}

impl Default for Late {
    fn default() -> Self {
        Self {
            day: DateDraft::default(),
            start: String::new(),
            who: Who::default(),
            time: String::new(),
            before: None,
            celsius: String::new(),
            direction: Direction::In,
            no_mask: false,
            taken: Taken::Gate,
            written: Vec::new(),
            cursor: 0,
            answer: None,
            next: None,
        }
    }
}

impl Late {
    pub(super) fn take_focus(&mut self) {
        let known = read_time(&self.start).is_some();
        self.next = Some(if known { Part::Who } else { Part::Start });
    }

    /// Whether a line is begun and not entered.
    pub(super) fn has_line(&self) -> bool {
        self.who != Who::default() || !self.time.is_empty() || !self.celsius.is_empty()
    }

    pub(super) fn turn_mask(&mut self) {
        self.no_mask = !self.no_mask;
    }

    pub(super) fn go(&mut self, direction: Direction) {
        self.direction = direction;
    }

    /// Takes the last line of this round back.
    pub(super) fn take_back(&self) -> Option<Action> {
        let last = self.written.last()?;
        Some(Action::Sheets(SheetsAsked::TakeBack(last.person, last.line)))
    }

    pub(super) fn entered(&mut self, line: &LateLine, done: &Done<Judgement>) {
        self.written.push(Written {
            line: done.id,
            seq: done.seq,
            person: line.person,
            at: line.at,
            celsius: line.celsius,
            direction: line.direction,
            taken: line.taken,
            verdict: done.value.verdict,
        });
        self.before = read_time(&self.time).or(self.before);
        self.who = Who::default();
        self.time.clear();
        self.celsius.clear();
        (self.answer, self.no_mask, self.cursor) = (None, false, 0);
        self.next = Some(Part::Who);
    }

    pub(super) fn taken_back(&mut self, line: EntryId) {
        self.written.retain(|written| written.line != line);
        self.next = Some(Part::Who);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        label(ui, text.get("sheets-late"), theme::bold(size::SECOND));
        muted(ui, text.get("sheets-late-why"), size::LABEL);
        gap(ui, space::XS);
        self.outage(ui, scene);
        gap(ui, space::S);
        if self.row(ui, scene) {
            self.submit(scene, actions);
        }
        if let Some(next) = self.next.take() {
            ui.memory_mut(|memory| memory.request_focus(next.id()));
        }
        self.said(ui, scene);
        gap(ui, space::S);
        self.list(ui, scene);
    }

    /// Which day, since when, and whose sheet it is.
    fn outage(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let near = scene.view.day;
        if self.day.text.is_empty() {
            self.day = DateDraft::of(Some(near));
        }
        ui.horizontal_top(|ui| {
            let day = (text.get("sheets-out-day"), text.get("sheets-no-day"));
            let day = self.day.show(ui, day.0, near, day.1, 150.0, Id::unique("sheets-late-day"));
            if day.submitted {
                self.next = Some(Part::Start);
            }
            let start = Field::new(text.get("sheets-out-from"), &mut self.start).width(NARROW);
            let start = start.numeric().hint("0915").id(Part::Start.id()).show(ui);
            if start.submitted {
                self.next = Some(Part::Who);
            }
            ui.vertical(|ui| {
                gap(ui, 22.0);
                let kinds = [
                    (Taken::Gate, text.get("sheets-taken-gate")),
                    (Taken::Clinic, text.get("sheets-taken-clinic")),
                ];
                segments(ui, text.get("sheets-taken"), &mut self.taken, &kinds);
            });
        });
    }

    /// The row being typed. Says whether it is to be entered.
    fn row(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let mut enter = false;
        ui.horizontal_top(|ui| {
            let asks = Asks {
                name: text.get("sheets-who"),
                id: Part::Who.id(),
                width: WHO,
            };
            if self.who.show_as(ui, scene, &asks, None) {
                self.next = Some(Part::Time);
            }
            let hint = self.before.or_else(|| read_time(&self.start));
            let hint = hint.map(|time| time.format("%H%M").to_string()).unwrap_or_default();
            let time = Field::new(text.get("word-time"), &mut self.time).hint(&hint).width(NARROW);
            if time.numeric().id(Part::Time.id()).show(ui).submitted {
                self.next = Some(Part::Celsius);
            }
            let celsius = Field::new(text.get("word-temperature"), &mut self.celsius).width(NARROW);
            let celsius = celsius.numeric().hint("365").id(Part::Celsius.id()).show(ui);
            enter = celsius.submitted;
            // Who it is stands beside what was typed, before Enter.
            if let Some(person) = self.who.person.and_then(|person| scene.view.roster.get(person)) {
                ui.vertical(|ui| {
                    gap(ui, 20.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    label(ui, &person.name, theme::name_font(ui, &person.name, size::SECOND));
                    muted(ui, &person.place(), size::LABEL);
                });
            }
        });
        ui.horizontal_wrapped(|ui| {
            if self.taken == Taken::Gate {
                let words = [Direction::In, Direction::Out].map(|direction| (direction, scene.word("direction", direction.key())));
                let choices: Vec<(Direction, &str)> = words.iter().map(|(direction, word)| (*direction, word.as_str())).collect();
                segments(ui, text.get("sheets-direction"), &mut self.direction, &choices);
                let mut mask = !self.no_mask;
                if toggle(ui, text.get("word-mask"), &mut mask).changed() {
                    self.no_mask = !mask;
                }
            }
            enter |= Button::primary(text.get("do-record")).key("Enter").show(ui).clicked();
        });
        enter
    }

    /// Why the row was not entered, or what the last one means.
    fn said(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let say = |ui: &mut Ui, tone: Tone, said: &str| {
            let said = RichText::new(said).font(theme::bold(size::BODY));
            ui.label(said.color(theme::of(ui).ink(tone)));
        };
        if let Some(answer) = &self.answer {
            say(ui, Tone::Isolate, answer);
            return;
        }
        let Some(last) = self.written.last() else { return };
        let name = scene.view.roster.get(last.person).map(who::named).unwrap_or_default();
        let verdict = scene.word("verdict", last.verdict.key());
        let facts = [
            ("name", name.as_str()),
            ("verdict", verdict.as_str()),
            ("at", &scene.clock(last.at)),
            ("seq", &last.seq.to_string()),
        ];
        let mut said = scene.text.with("sheets-entered", &facts);
        if let Some(key) = last.follows(scene) {
            said = [said.as_str(), scene.text.get(key)].join(" ");
        }
        say(ui, tone(last.verdict), &said);
    }

    /// The lines of this round, newest first.
    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let count = u64::try_from(self.written.len()).unwrap_or_default();
        muted(ui, &scene.text.count("sheets-count", count, &[]), size::LABEL);
        if self.written.is_empty() {
            return;
        }
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: "sheets-late-list",
            columns: &columns,
            rows: self.written.len(),
        };
        let written = &self.written;
        let row = |no: usize| written.iter().rev().nth(no);
        let sentence = |no: usize| row(no).map_or_else(String::new, |written| spoken(scene, written));
        ui.push_id("sheets-late-list", |ui| {
            ui.set_max_height(ui.available_height().max(160.0));
            table.show(ui, &mut self.cursor, None, sentence, |ui, no, column| {
                if let Some(written) = row(no) {
                    cell(ui, scene, written, column);
                }
            });
        });
    }

    /// Enters the row, or says what is missing from it.
    fn submit(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        match self.read(scene) {
            Ok(line) => {
                self.answer = None;
                actions.push(Action::Sheets(SheetsAsked::Enter(line)));
            }
            Err((said, part)) => {
                self.answer = Some(said);
                self.next = Some(part);
            }
        }
    }

    /// The line typed, or the sentence that says what is wrong, and in which field.
    fn read(&self, scene: &Scene<'_>) -> Result<LateLine, (String, Part)> {
        let wrong = |key: &str, part| (scene.text.with(key, &[]), part);
        let day = self.day.day(scene.view.day).ok().flatten();
        let day = day.ok_or_else(|| wrong("sheets-no-day", Part::Start))?;
        let start = read_time(&self.start).ok_or_else(|| wrong("sheets-no-start", Part::Start))?;
        let person = self.who.person.ok_or_else(|| wrong("sheets-nobody", Part::Who))?;
        let time = if self.time.trim().is_empty() {
            self.before.or(Some(start))
        } else {
            read_time(&self.time)
        };
        let time = time.ok_or_else(|| wrong("sheets-no-time", Part::Time))?;
        let at = happened(scene, day, (start, time)).ok_or_else(|| wrong("sheets-before", Part::Time))?;
        if at > scene.now {
            let at = scene.view.card.zone.date_time(at);
            return Err((scene.text.with("sheets-future", &[("at", &at)]), Part::Time));
        }
        let celsius = match self.celsius.trim() {
            "" if self.taken == Taken::Gate && self.direction == Direction::Out => None,
            "" => return Err(wrong("error-late-no-reading", Part::Celsius)),
            typed => {
                let read = temperature::parse(typed, scene.view.settings.unit);
                Some(read.map_err(|error| (refused(scene, typed, error), Part::Celsius))?)
            }
        };
        Ok(LateLine {
            person,
            at,
            celsius,
            site: scene.view.settings.temperature.usual_site(),
            instrument: String::new(),
            // In the clinic nobody passes a gate.
            direction: if self.taken == Taken::Gate { self.direction } else { Direction::In },
            mask: !self.no_mask,
            taken: self.taken,
        })
    }
}

/// What is before the beginning of the outage is after midnight; `None` where that would be longer than an outage lasts, because
/// the minutes before it are meant.
fn happened(scene: &Scene<'_>, day: Day, (start, time): (NaiveTime, NaiveTime)) -> Option<Moment> {
    let zone = scene.view.card.zone;
    let day = if time < start { day.plus_days(1) } else { day };
    let at = zone.at(day, time);
    let after = at.secs_since(zone.at(day, start)).rem_euclid(24 * 3600);
    (after <= LONGEST_HOURS * 3600).then_some(at)
}

fn spoken(scene: &Scene<'_>, written: &Written) -> String {
    let name = scene.view.roster.get(written.person).map(who::named).unwrap_or_default();
    let celsius = written.celsius.map(|celsius| scene.celsius(celsius)).unwrap_or_default();
    [scene.clock(written.at), name, celsius, state(scene, written)].join(" ")
}

/// `放行 进`, `出`, `复测`.
fn state(scene: &Scene<'_>, written: &Written) -> String {
    let direction = scene.word("direction", written.direction.key());
    if written.celsius.is_none() {
        return direction;
    }
    let verdict = scene.word("verdict", written.verdict.key());
    if written.verdict == Verdict::Clear && written.taken == Taken::Gate {
        [verdict, direction].join(" ")
    } else {
        verdict
    }
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, written: &Written, column: usize) {
    match column {
        0 => {
            muted(ui, &scene.view.card.zone.date_time(written.at), size::LABEL);
        }
        1 => {
            if let Some(person) = scene.view.roster.get(written.person) {
                label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY));
                muted(ui, person.number(), size::BODY);
            }
        }
        2 => {
            let celsius = written.celsius.map(|celsius| celsius.shown(scene.view.settings.unit));
            label(ui, &celsius.unwrap_or_default(), theme::regular(size::BODY));
        }
        3 => {
            tag(ui, tone(written.verdict), &state(scene, written));
        }
        _ => {
            muted(ui, &written.seq.to_string(), size::BODY);
        }
    }
}
