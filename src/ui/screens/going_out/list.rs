//! The list of reports: which are shown, in which order, and a row of it.

use std::cmp::Reverse;
use std::collections::HashSet;

use eframe::egui::{self, Ui};

use super::report::{destination_tags, judged};
use super::{GoingOut, Row, who};
use crate::domain::day::Moment;
use crate::domain::going_out::{Outing, State, is_elsewhere};
use crate::domain::person::PersonId;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size};
use crate::ui::widgets::{Column, ListTable, gap, label, muted, tag};

/// Which reports the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// Everything that something will still come of.
    #[default]
    Open,
    Only(State),
    /// Everything that nothing more will come of: back, refused, lapsed, cancelled.
    Over,
    /// Out of the site's own region, staff and family alike.
    Region,
    All,
}

impl Shown {
    pub(super) const ALL: [Self; 7] = [
        Self::Open,
        Self::Only(State::Overdue),
        Self::Only(State::Filed),
        Self::Only(State::Out),
        Self::Region,
        Self::Over,
        Self::All,
    ];

    pub(super) fn word(self, scene: &Scene<'_>) -> String {
        match self {
            Self::Open => scene.text.get("outing-open").to_owned(),
            Self::Only(state) => scene.word("outing-state", state.key()),
            Self::Region => scene.word("reason-short", "cross-region"),
            Self::Over => scene.text.get("outing-over").to_owned(),
            Self::All => scene.text.get("outing-all").to_owned(),
        }
    }

    fn fits(self, scene: &Scene<'_>, outing: &Outing, state: State) -> bool {
        match self {
            Self::Open => !state.is_over(),
            Self::Only(only) => state == only,
            Self::Over => state.is_over(),
            Self::Region => outing.code.is_some_and(|code| is_elsewhere(&scene.view.settings.rules, code)),
            Self::All => true,
        }
    }
}

/// Without their kind and the reason, where letters are large.
const NARROW: [(&str, f32); 4] = [
    ("outing-who", 150.0),
    ("outing-destination", 170.0),
    ("outing-due", 100.0),
    ("word-status", 0.0),
];
const COLUMNS: [(&str, f32); 6] = [
    ("outing-who", 150.0),
    ("word-kind", 52.0),
    ("outing-destination", 216.0),
    ("outing-reason", 100.0),
    ("outing-due", 110.0),
    ("word-status", 0.0),
];

impl GoingOut {
    /// The reports that the list shows, chosen again only when something has changed or a minute has passed.
    pub(super) fn choose(&mut self, scene: &Scene<'_>) {
        let now = (self.query.trim().to_owned(), self.shown, scene.view.changes);
        if self.chosen_by.as_ref() == Some(&now) {
            return;
        }
        let found = found(scene, &now.0);
        let mut rows: Vec<_> = scene
            .view
            .standings()
            .values()
            .flat_map(|health| &health.outings)
            .filter_map(|outing| {
                let state = outing.state(scene.now);
                let sought = found.as_ref().is_none_or(|found| found.contains(&outing.person));
                let sought = sought || outing.destination.contains(&now.0);
                (sought && self.shown.fits(scene, outing, state)).then_some((order(outing, state), Row::of(outing)))
            })
            .collect();
        rows.sort_by_key(|(order, _)| *order);
        self.rows = rows.into_iter().map(|(_, row)| row).collect();
        let still = self.rows.iter().position(|row| Some(row.outing) == self.selected);
        self.cursor = still.unwrap_or_else(|| self.cursor.min(self.rows.len().saturating_sub(1)));
        self.chosen_by = Some(now);
    }

    pub(super) fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.rows.is_empty() {
            return nothing(ui, scene);
        }
        let shown: &[(&str, f32)] = if ui.available_width() < 700.0 { &NARROW } else { &COLUMNS };
        let columns = shown.iter().map(|(title, width)| Column {
            title: scene.text.get(title),
            width: *width,
            right: false,
        });
        let columns: Vec<Column<'_>> = columns.collect();
        let table = ListTable {
            id: "outings",
            columns: &columns,
            rows: self.rows.len(),
        };
        let mut cursor = self.cursor;
        let this = &*self;
        let outing = |row: usize| this.rows.get(row).and_then(|row| row.find(scene));
        let sentence = |row| outing(row).map_or_else(String::new, |outing| spoken(scene, outing));
        table.show(ui, &mut cursor, None, sentence, |ui, row, column| {
            if let Some((outing, (title, _))) = outing(row).zip(shown.get(column)) {
                cell(ui, scene, outing, title);
            }
        });
        self.cursor = cursor;
        self.selected = self.rows.get(cursor).map(|row| row.outing);
    }
}

impl Row {
    fn of(outing: &Outing) -> Self {
        Self {
            person: outing.person,
            outing: outing.id,
        }
    }
}

/// Who fits the search; `None` where nothing is searched for.
fn found(scene: &Scene<'_>, query: &str) -> Option<HashSet<PersonId>> {
    (!query.is_empty()).then(|| {
        let hits = scene.view.roster.find(query, usize::MAX).into_iter();
        hits.map(|(_, person)| person.id).collect()
    })
}

/// By state; what is open by the time to be back, what is over with the newest first.
fn order(outing: &Outing, state: State) -> (State, Moment, Reverse<Moment>) {
    let due = if state.is_over() { Moment(0) } else { outing.due };
    (state, due, Reverse(outing.filed))
}

/// A row as one sentence.
fn spoken(scene: &Scene<'_>, outing: &Outing) -> String {
    let state = outing.state(scene.now);
    let person = scene.view.roster.get(outing.person).map(who::named).unwrap_or_default();
    let state_word = scene.word("outing-state", state.key());
    [person, outing.destination.clone(), state_word, due(scene, outing, state)].join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, outing: &Outing, title: &str) {
    let (state, person) = (outing.state(scene.now), scene.view.roster.get(outing.person));
    match title {
        "outing-who" => {
            if let Some(person) = person {
                label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY));
                muted(ui, person.number(), size::BODY);
            }
        }
        "word-kind" => {
            let kind = person.map(|person| scene.word("kind", person.kind.key()));
            muted(ui, &kind.unwrap_or_default(), size::BODY);
        }
        "outing-destination" => {
            let (reasons, _) = judged(scene, &outing.destination, outing.code);
            destination_tags(ui, scene, reasons.get(..1).unwrap_or_default());
            label(ui, &outing.destination, theme::regular(size::BODY));
        }
        "outing-reason" => {
            muted(ui, &outing.reason, size::BODY);
        }
        "outing-due" => {
            let font = theme::regular(size::BODY);
            let ink = if state == State::Overdue {
                theme::of(ui).ink(Tone::Isolate)
            } else {
                theme::of(ui).text
            };
            ui.label(egui::RichText::new(due(scene, outing, state)).font(font).color(ink));
        }
        _ => {
            tag(ui, state_tone(state), &scene.word("outing-state", state.key()));
        }
    }
}

/// `逾期不到 1 分钟`, `逾期 2 小时`, `18:00`, `02-08 18:00`.
pub(super) fn due(scene: &Scene<'_>, outing: &Outing, state: State) -> String {
    if state != State::Overdue {
        return when(scene, outing.due);
    }
    let minutes = scene.now.secs_since(outing.due) / 60;
    if minutes < 1 {
        return scene.text.get("outing-late-now").to_owned();
    }
    let (key, count) = match minutes {
        0..60 => ("outing-late-minutes", minutes),
        60..2880 => ("outing-late-hours", minutes / 60),
        _ => ("outing-late-days", minutes / 1440),
    };
    scene.text.count(key, count.unsigned_abs(), &[])
}

/// `18:00` today, `02-08 18:00` on another day.
pub(super) fn when(scene: &Scene<'_>, at: Moment) -> String {
    let day = scene.view.card.zone.day_of(at);
    if day == scene.view.day {
        scene.clock(at)
    } else {
        [scene.day(day), scene.clock(at)].join(" ")
    }
}

pub(super) fn state_tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Isolate,
        State::Out => Tone::Report,
        State::Filed => Tone::Recheck,
        State::Approved | State::Back => Tone::Clear,
        State::Refused | State::Lapsed | State::Cancelled => Tone::Refuse,
    }
}

fn nothing(ui: &mut Ui, scene: &Scene<'_>) {
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(Icon::LogOut.text(size::VERDICT).color(theme::of(ui).line));
        muted(ui, scene.text.get("outing-none"), size::SECOND);
    });
}
