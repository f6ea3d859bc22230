//! A round (巡测): one after the other by the keyboard alone. A temperature and Enter goes on, Enter alone skips. Whoever has a
//! fever stays open until the wait is over and the second measurement is taken.

use eframe::egui::{self, Id, Key, Modifiers, RichText, Ui};

use super::{Wait, said_of};
use crate::domain::day::Moment;
use crate::domain::entry::{EntryId, Taken};
use crate::domain::measured::Slot;
use crate::domain::person::{Person, PersonId, Status};
use crate::domain::screening::{Judgement, Verdict};
use crate::domain::temperature::{self, Celsius, Site};
use crate::domain::ward::Observed;
use crate::station::Done;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CourseAsked};
use crate::ui::icons::Icon;
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, Field, ListTable, card, follow_keyboard, gap, label, muted, segments, tag, toggle};

const COLUMNS: [(&str, f32); 4] = [
    ("field-name", 170.0),
    ("clinic-place", 190.0),
    ("word-temperature", 110.0),
    ("people-number", 0.0),
];
const TABLE: &str = "clinic-round";

/// Whose round it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Whose {
    /// Who isolates and is due.
    #[default]
    Isolated,
    /// Who lives in a dormitory and was not measured in this half of the day.
    Dormitory,
    /// Who is on leave and was not measured today.
    Away,
}

impl Whose {
    const ALL: [Self; 3] = [Self::Isolated, Self::Dormitory, Self::Away];

    fn key(self) -> &'static str {
        match self {
            Self::Isolated => "isolated",
            Self::Dormitory => "dormitory",
            Self::Away => "away",
        }
    }
}

/// What was written on the round about somebody; of two the last.
#[derive(Clone, Debug)]
struct Written {
    person: PersonId,
    entry: EntryId,
    seq: i64,
    at: Moment,
    celsius: Celsius,
    verdict: Verdict,
    /// Not done before a second measurement.
    wait: Option<Wait>,
}

/// A round as it stands.
#[derive(Debug)]
pub(super) struct Round {
    whose: Whose,
    dormitory: String,
    list: Vec<PersonId>,
    at: usize,
    draft: String,
    /// The number was told, not taken.
    own: bool,
    site: Option<Site>,
    written: Vec<Written>,
    /// The one before the keyboard was measured a moment ago and is asked again.
    again: bool,
    answer: Option<String>,
    fresh: bool,
}

fn field_id() -> Id {
    Id::unique("clinic-round-field")
}

impl Round {
    pub(super) fn begin(scene: &Scene<'_>, board: &[Observed]) -> Self {
        let mut round = Self {
            whose: Whose::default(),
            dormitory: String::new(),
            list: Vec::new(),
            at: 0,
            draft: String::new(),
            own: false,
            site: None,
            written: Vec::new(),
            again: false,
            answer: None,
            fresh: true,
        };
        round.choose(scene, board);
        round
    }

    /// Who is on the list, by where they stay; it stands for the whole round.
    fn choose(&mut self, scene: &Scene<'_>, board: &[Observed]) {
        let rules = &scene.view.settings.rules.isolation;
        let zone = scene.view.card.zone;
        let slot = |at: Moment| Slot::of(rules, zone.hour(at));
        let measured = |id: PersonId, half: bool| {
            let today = scene.view.today(id).earlier;
            today.iter().any(|reading| !half || slot(reading.at) == slot(scene.now))
        };
        let wanted = self.dormitory.trim();
        let people = scene.view.roster.people().iter();
        let mut list: Vec<(String, &Person)> = match self.whose {
            Whose::Isolated => board
                .iter()
                .filter(|observed| observed.due.is_some())
                .filter_map(|observed| Some((observed.place.clone(), scene.view.roster.get(observed.person)?)))
                .collect(),
            Whose::Dormitory => people
                .filter(|person| person.status == Status::Active && !person.dormitory.is_empty())
                .filter(|person| person.dormitory.contains(wanted) && !measured(person.id, true))
                .map(|person| (person.dormitory.clone(), person))
                .collect(),
            Whose::Away => people
                .filter(|person| person.status == Status::Away && !measured(person.id, false))
                .map(|person| (person.department.clone(), person))
                .collect(),
        };
        list.sort_by(|(place, person), (other_place, other)| (place, person.number()).cmp(&(other_place, other.number())));
        self.list = list.into_iter().map(|(_, person)| person.id).collect();
        (self.at, self.again, self.answer) = (0, false, None);
        self.own = self.whose == Whose::Away;
    }

    /// A reading is saved: on to the next, or once more for a fever.
    pub(super) fn measured(&mut self, scene: &Scene<'_>, person: PersonId, celsius: Celsius, done: &Done<Judgement>) {
        self.draft.clear();
        self.fresh = true;
        self.written.push(Written {
            person,
            entry: done.id,
            seq: done.seq,
            at: done.at,
            celsius,
            verdict: done.value.verdict,
            wait: Wait::of(&done.value),
        });
        self.answer = None;
        if self.waits(person).is_some() {
            self.again = false;
        } else if done.value.verdict != Verdict::Recheck || std::mem::take(&mut self.again) {
            self.next();
        } else {
            self.again = true;
            self.answer = Some(said_of(scene, celsius));
        }
    }

    /// A reading was taken back: its person stands here again.
    pub(super) fn taken_back(&mut self, entry: EntryId) {
        let Some(no) = self.written.iter().position(|written| written.entry == entry) else {
            return;
        };
        let written = self.written.remove(no);
        self.at = self.list.iter().position(|id| *id == written.person).unwrap_or(self.at);
        (self.again, self.answer, self.fresh) = (false, None, true);
    }

    /// The next who is not done; after the last of the list whoever waits for a second measurement.
    fn next(&mut self) {
        self.again = false;
        let waits = |no: &usize| self.list.get(*no).is_some_and(|id| self.waits(*id).is_some());
        let is_new = |no: &usize| self.list.get(*no).is_some_and(|id| self.last_of(*id).is_none());
        let after = (self.at + 1..self.list.len()).find(|no| is_new(no) || waits(no));
        self.at = after.or_else(|| (0..=self.at).find(waits)).unwrap_or(self.list.len());
    }

    /// What somebody waits for, by their last reading of the round.
    fn waits(&self, person: PersonId) -> Option<(Wait, Celsius)> {
        let last = self.last_of(person)?;
        Some((last.wait?, last.celsius))
    }

    fn last_of(&self, person: PersonId) -> Option<&Written> {
        self.written.iter().rev().find(|written| written.person == person)
    }

    /// Says whether the round goes on.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, board: &[Observed], actions: &mut Actions) -> bool {
        let goes_on = self.keys(ui, scene, board, actions);
        let mut ended = false;
        if super::is_narrow(ui) {
            egui::ScrollArea::vertical()
                .id_salt("clinic-round")
                .auto_shrink(false)
                .show(ui, |ui| {
                    card(ui, 16, |ui| {
                        ui.set_min_width(ui.available_width());
                        ended = self.one(ui, scene, board, actions);
                    });
                    card(ui, 8, |ui| {
                        ui.set_min_width(ui.available_width());
                        ui.set_height(super::LIST);
                        self.rows(ui, scene);
                    });
                    follow_keyboard(ui);
                });
            return goes_on && !ended;
        }
        let left = egui::Panel::left("clinic-round-list")
            .exact_size(ui.available_width() * 0.55)
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::NONE);
        left.show(ui, |ui| {
            let height = ui.available_height() - 18.0;
            card(ui, 8, |ui| {
                ui.set_min_size(egui::vec2(ui.available_width(), height));
                self.rows(ui, scene);
            });
        });
        let frame = egui::Frame::new().inner_margin(egui::Margin {
            left: 16,
            ..egui::Margin::ZERO
        });
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            let height = ui.available_height() - 42.0;
            card(ui, 20, |ui| {
                ui.set_min_size(egui::vec2(ui.available_width(), height));
                ended = self.one(ui, scene, board, actions);
            });
        });
        goes_on && !ended
    }

    /// Whose round it is and who stands before the nurse. Says whether it is ended.
    fn one(&mut self, ui: &mut Ui, scene: &Scene<'_>, board: &[Observed], actions: &mut Actions) -> bool {
        self.options(ui, scene, board);
        gap(ui, space::M);
        self.before(ui, scene, actions);
        gap(ui, space::L);
        muted(ui, scene.text.get("clinic-round-keys"), size::LABEL);
        Button::secondary(scene.text.get("clinic-round-end")).key("Esc").show(ui).clicked()
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, board: &[Observed], actions: &mut Actions) -> bool {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::F2) {
            self.own = !self.own;
        }
        if pressed(Key::F3) {
            let sites = &scene.view.settings.temperature.sites;
            let now = self.site.unwrap_or_else(|| scene.view.settings.temperature.usual_site());
            let at = sites.iter().position(|site| *site == now).map_or(0, |at| at + 1);
            self.site = sites.get(at).or_else(|| sites.first()).copied();
        }
        if pressed(Key::F4) {
            let at = Whose::ALL.iter().position(|whose| *whose == self.whose).unwrap_or_default();
            self.whose = Whose::ALL[(at + 1) % Whose::ALL.len()];
            self.choose(scene, board);
        }
        let moved = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
        if moved != 0 {
            self.at = self.at.saturating_add_signed(moved).min(self.list.len().saturating_sub(1));
            (self.again, self.answer) = (false, None);
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z))
            && let Some(last) = self.written.last()
        {
            actions.push(Action::Course(CourseAsked::Undo {
                person: last.person,
                entry: last.entry,
            }));
        }
        !pressed(Key::Escape)
    }

    /// Whose round it is, and how it is measured.
    fn options(&mut self, ui: &mut Ui, scene: &Scene<'_>, board: &[Observed]) {
        let text = scene.text;
        let words = Whose::ALL.map(|whose| (whose, scene.word("clinic-whose", whose.key())));
        let choices: Vec<(Whose, &str)> = words.iter().map(|(whose, word)| (*whose, word.as_str())).collect();
        ui.horizontal_wrapped(|ui| {
            if segments(ui, text.get("clinic-whose"), &mut self.whose, &choices) {
                self.choose(scene, board);
                self.fresh = true;
            }
            toggle(ui, text.get("clinic-own"), &mut self.own);
            let site = self.site.unwrap_or_else(|| scene.view.settings.temperature.usual_site());
            let site = scene.word("site", site.key());
            muted(ui, &format!("F3 {} {site}", text.get("gate-site")), size::BODY);
        });
        if self.whose == Whose::Dormitory {
            let field = Field::new(text.get("field-dormitory"), &mut self.dormitory).width(240.0).show(ui);
            if field.response.changed() {
                self.choose(scene, board);
            }
            self.fresh |= field.submitted;
        }
    }

    /// Whoever is before the keyboard, and the one field.
    fn before(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let is_done = |id: &&PersonId| self.last_of(**id).is_some_and(|last| last.wait.is_none());
        let done = self.list.iter().filter(is_done).count();
        let progress = text.with(
            "clinic-progress",
            &[("done", &done.to_string()), ("all", &self.list.len().to_string())],
        );
        muted(ui, &progress, size::BODY);
        let Some(person) = self.list.get(self.at).and_then(|id| scene.view.roster.get(*id)) else {
            ui.label(Icon::CircleCheck.text(size::NAME).color(theme::of(ui).ink(Tone::Clear)));
            let said = if self.list.is_empty() {
                "clinic-round-empty"
            } else {
                "clinic-round-over"
            };
            label(ui, text.get(said), theme::bold(size::SECOND));
            return;
        };
        label(ui, &person.name, theme::name_font(ui, &person.name, size::NAME));
        let known = [person.number(), &person.department, &person.dormitory];
        let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
        muted(ui, &known.join(" · "), size::SECOND);
        if let Some(last) = scene.view.health(person.id).and_then(|health| health.readings.last()) {
            let said = [scene.day(last.day), scene.clock(last.at), scene.celsius(last.celsius)].join(" ");
            muted(ui, &text.with("clinic-last-reading", &[("reading", &said)]), size::BODY);
        }
        let field = Field::new(text.get("word-temperature"), &mut self.draft)
            .numeric()
            .hint(text.get("clinic-round-example"))
            .large(size::NAME, 72.0)
            .width((ui.available_width() - 8.0).min(360.0))
            .id(field_id());
        let output = field.show(ui);
        if std::mem::take(&mut self.fresh) {
            output.response.request_focus();
        }
        let waits = self.waits(person.id).map(|(wait, celsius)| wait.said(scene, celsius));
        if let Some(answer) = self.answer.as_ref().or(waits.as_ref()) {
            ui.label(
                RichText::new(answer)
                    .font(theme::bold(size::SECOND))
                    .color(theme::of(ui).ink(Tone::Isolate)),
            );
        }
        self.saved(ui, scene);
        if output.submitted {
            self.submit(scene, person, actions);
        }
    }

    /// What was saved last, with its number.
    fn saved(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let Some(last) = self.written.last() else { return };
        let seq = last.seq.to_string();
        let name = scene
            .view
            .roster
            .get(last.person)
            .map(|person| person.name.clone())
            .unwrap_or_default();
        let facts = [
            ("name", name),
            ("celsius", scene.celsius(last.celsius)),
            ("at", scene.clock(last.at)),
            ("seq", seq),
        ];
        let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        muted(ui, &scene.text.with("clinic-written", &facts), size::BODY);
    }

    /// Enter: writes what was typed; an empty field skips.
    fn submit(&mut self, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
        if self.draft.trim().is_empty() {
            self.answer = None;
            self.next();
            return;
        }
        match temperature::parse(&self.draft, scene.view.settings.unit) {
            Ok(celsius) => {
                let taken = if self.own { Taken::Own } else { Taken::Clinic };
                let site = self.site.unwrap_or_else(|| scene.view.settings.temperature.usual_site());
                actions.push(super::measure(person.id, celsius, site, taken));
            }
            Err(error) => self.answer = Some(crate::ui::screens::gate::refused(scene, &self.draft, error)),
        }
    }

    fn rows(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: self.list.len(),
        };
        let mut cursor = self.at;
        let row = |no: usize| self.list.get(no).and_then(|id| scene.view.roster.get(*id));
        let written = |no: usize| self.list.get(no).and_then(|id| self.last_of(*id));
        let sentence = |no| {
            let seq = written(no).map(|written| scene.text.with("clinic-number", &[("seq", &written.seq.to_string())]));
            row(no).map_or_else(String::new, |person| {
                [person.name.as_str(), person.number(), &seq.unwrap_or_default()].join(" ")
            })
        };
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, no, column| {
            if let Some(person) = row(no) {
                cell(ui, scene, (person, written(no)), column);
            }
        });
        if let Some(no) = opened {
            (self.at, self.again, self.answer, self.fresh) = (no, false, None, true);
        }
    }
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (person, written): (&Person, Option<&Written>), column: usize) {
    match (column, written) {
        (0, _) => {
            ui.spacing_mut().item_spacing.x = space::XS;
            label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY));
            muted(ui, person.number(), size::BODY);
        }
        (1, _) => {
            let isolation = scene.view.health(person.id).and_then(|health| health.isolation());
            let place = isolation.map_or_else(|| person.dormitory.clone(), |isolation| super::person::quarters(scene, isolation));
            muted(ui, &place, size::BODY);
        }
        (2, Some(written)) => {
            tag(ui, tone(written.verdict), &written.celsius.shown(scene.view.settings.unit));
        }
        (3, Some(written)) => {
            if let Some(wait) = written.wait {
                let left = scene.text.with("gate-remaining", &[("time", &scene.remaining(wait.from))]);
                let (tone, said) = if wait.is_over(scene) {
                    (Tone::Recheck, scene.text.get("gate-due"))
                } else {
                    (Tone::Refuse, left.as_str())
                };
                tag(ui, tone, said);
                return;
            }
            let said = scene.text.with("clinic-number", &[("seq", &written.seq.to_string())]);
            muted(ui, &said, size::BODY);
        }
        _ => {}
    }
}
