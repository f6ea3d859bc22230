//! Plans: the places with what is to be done at each, how often, by whom.

use eframe::egui::{self, Key, Modifiers, Ui};
use uuid::Uuid;

use super::form::clock;
use super::front::{Front, usual};
use super::read::tenths;
use super::{Opens, Tab};
use crate::domain::site::{Measure, Often, Place, PlaceKind, Plan, Rhythm};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SiteAsked};
use crate::ui::icons::Icon;
use crate::ui::papers::rounds::said;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Column, ListTable, card, gap, label, muted};

pub(super) const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Enter", "do-edit", Key::Enter, Modifiers::NONE),
    ("Ctrl N", "plan-new", Key::N, Modifiers::COMMAND),
    ("F4", "place-new", Key::F4, Modifiers::NONE),
    ("F7", "plan-now", Key::F7, Modifiers::NONE),
    ("F8", "plan-retire", Key::F8, Modifiers::NONE),
];

const COLUMNS: [(&str, f32); 4] = [
    ("plan-what", 290.0),
    ("plan-often", 250.0),
    ("round-how", 320.0),
    ("round-who", 0.0),
];

/// The places with the measures that a plant usually has, to begin with: kind of the place, then measure and rhythm.
const USUAL: [(PlaceKind, &[(Measure, Begin)]); 8] = [
    (
        PlaceKind::Workshop,
        &[(Measure::Disinfect, Begin::Twice), (Measure::Ventilate, Begin::Twice)],
    ),
    (
        PlaceKind::Office,
        &[(Measure::Touch, Begin::Twice), (Measure::Ventilate, Begin::Twice)],
    ),
    (
        PlaceKind::Canteen,
        &[
            (Measure::Disinfect, Begin::Meals),
            (Measure::Tableware, Begin::Meals),
            (Measure::Ventilate, Begin::Meals),
        ],
    ),
    (
        PlaceKind::Dormitory,
        &[(Measure::Disinfect, Begin::Twice), (Measure::Ventilate, Begin::Twice)],
    ),
    (
        PlaceKind::Washroom,
        &[(Measure::Disinfect, Begin::Twice), (Measure::Washing, Begin::Twice)],
    ),
    (PlaceKind::Lift, &[(Measure::Touch, Begin::Hours)]),
    (
        PlaceKind::Bus,
        &[(Measure::Disinfect, Begin::Twice), (Measure::Ventilate, Begin::Twice)],
    ),
    (PlaceKind::Bin, &[(Measure::Bins, Begin::Twice)]),
];

/// A rhythm to begin with.
#[derive(Clone, Copy, Debug)]
enum Begin {
    Twice,
    Meals,
    Hours,
}

impl Begin {
    fn rhythm(self) -> Rhythm {
        let often = match self {
            Self::Twice => Often::At(vec![8 * 60, 18 * 60]),
            Self::Meals => Often::At(vec![8 * 60 + 30, 13 * 60, 19 * 60]),
            Self::Hours => Often::Every {
                minutes: 120,
                from_min: 8 * 60,
                to_min: 18 * 60,
            },
        };
        Rhythm {
            often,
            weekdays: Rhythm::EVERY_DAY,
        }
    }
}

/// A place, or one of its plans below it.
#[derive(Clone, Debug)]
enum Row {
    Place(Place),
    Plan(Place, Plan),
}

/// The plans.
#[derive(Debug, Default)]
pub(super) struct Plans {
    rows: Vec<Row>,
    cursor: usize,
    of: Option<usize>,
}

impl Plans {
    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        if self.of == Some(scene.view.changes) {
            return;
        }
        let book = &scene.view.daybook.site;
        self.rows.clear();
        for place in book.places() {
            self.rows.push(Row::Place(place.clone()));
            let mut plans: Vec<&Plan> = book.plans().filter(|plan| plan.place == place.id).collect();
            plans.sort_by_key(|plan| (plan.measure, plan.rhythm.minutes(), plan.id));
            self.rows
                .extend(plans.into_iter().map(|plan| Row::Plan(place.clone(), plan.clone())));
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.of = Some(scene.view.changes);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Opens> {
        let mut opens = if may { self.keys(ui, scene, actions) } else { None };
        let height = ui.available_height() - 18.0;
        card(ui, 8, |ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), height));
            if self.rows.is_empty() {
                opens = nothing(ui, scene, actions).or_else(|| opens.take());
            } else if self.table(ui, scene) && may && opens.is_none() {
                opens = self.edit(scene);
            }
        });
        opens.map(Opens::from)
    }

    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: Tab::Plans.key(),
            columns: &columns,
            rows: self.rows.len(),
        };
        let rows = &self.rows;
        let sentence = |no: usize| rows.get(no).map_or_else(String::new, |row| row.cells(scene).join(" "));
        let opened = table.show(ui, &mut self.cursor, None, sentence, |ui, no, column| {
            if let Some(row) = rows.get(no) {
                row.cell(ui, scene, column);
            }
        });
        opened.is_some() && ui.input(|input| input.key_pressed(Key::Enter) || input.pointer.any_click())
    }

    fn keys(&self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Front> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if self.rows.is_empty() && pressed(Modifiers::NONE, Key::F6) {
            let (places, plans) = begin(scene);
            actions.push(Action::Site(SiteAsked::Begin(places, plans)));
        }
        if pressed(Modifiers::NONE, Key::F4) {
            return Some(Front::place(scene, new_place()));
        }
        let row = self.rows.get(self.cursor)?;
        if pressed(Modifiers::COMMAND, Key::N) {
            let place = row.place();
            return Some(Front::plan(scene, new_plan(scene, place.id), &place.name));
        }
        if let Row::Plan(place, plan) = row
            && pressed(Modifiers::NONE, Key::F7)
        {
            return Some(Front::now(scene, plan, &place.name));
        }
        if pressed(Modifiers::NONE, Key::F8) {
            return Some(row.retire(scene));
        }
        None
    }

    fn edit(&self, scene: &Scene<'_>) -> Option<Front> {
        Some(match self.rows.get(self.cursor)? {
            Row::Place(place) => Front::place(scene, place.clone()),
            Row::Plan(place, plan) => Front::plan(scene, plan.clone(), &place.name),
        })
    }
}

impl Row {
    fn place(&self) -> &Place {
        match self {
            Self::Place(place) | Self::Plan(place, _) => place,
        }
    }

    fn retire(&self, scene: &Scene<'_>) -> Front {
        match self {
            Self::Place(place) => Front::retire(
                &place.name,
                SiteAsked::SavePlace(Place {
                    retired: true,
                    ..place.clone()
                }),
            ),
            Self::Plan(place, plan) => {
                let measure = scene.word("measure", plan.measure.key());
                let about = [place.name.as_str(), &measure, &often(scene, &plan.rhythm)].join(" · ");
                Front::retire(
                    &about,
                    SiteAsked::SavePlan(Plan {
                        retired: true,
                        ..plan.clone()
                    }),
                )
            }
        }
    }

    fn cells(&self, scene: &Scene<'_>) -> [String; 4] {
        match self {
            Self::Place(place) => [
                place.name.clone(),
                scene.word("place-kind", place.kind.key()),
                String::new(),
                String::new(),
            ],
            Self::Plan(_, plan) => {
                let who = [plan.executor.as_str(), &plan.checker];
                let who: Vec<&str> = who.into_iter().filter(|name| !name.is_empty()).collect();
                [
                    scene.word("measure", plan.measure.key()),
                    often(scene, &plan.rhythm),
                    said(scene, &plan.how),
                    who.join(" / "),
                ]
            }
        }
    }

    fn cell(&self, ui: &mut Ui, scene: &Scene<'_>, column: usize) {
        let cells = self.cells(scene);
        let Some(said) = cells.get(column) else { return };
        match (self, column) {
            (Self::Place(place), 0) => {
                label(ui, said, theme::name_font(ui, &place.name, size::BODY));
            }
            (Self::Plan(..), 0) => {
                ui.add_space(space::XL);
                label(ui, said, theme::regular(size::BODY));
            }
            _ => {
                muted(ui, said, size::BODY);
            }
        }
    }
}

fn new_place() -> Place {
    Place {
        id: Uuid::now_v7(),
        ..Place::default()
    }
}

fn new_plan(scene: &Scene<'_>, place: Uuid) -> Plan {
    Plan {
        id: Uuid::now_v7(),
        place,
        how: usual(scene, Measure::default()),
        grace_min: 60,
        ..Plan::default()
    }
}

/// `08:00 18:00`, `08:00–20:00 每 2 小时`, with the days of the week where it is not every day.
fn often(scene: &Scene<'_>, rhythm: &Rhythm) -> String {
    let times = match &rhythm.often {
        Often::At(_) => rhythm.minutes().into_iter().map(clock).collect::<Vec<_>>().join(" "),
        Often::Every { minutes, from_min, to_min } => {
            let facts = [("from", clock(*from_min)), ("to", clock(*to_min)), ("hours", tenths(minutes / 6))];
            let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            scene.text.with("plan-every-said", &facts)
        }
    };
    if rhythm.weekdays == Rhythm::EVERY_DAY {
        return times;
    }
    let days = (1..=7).filter(|day| rhythm.weekdays & (1 << (day - 1)) != 0);
    let days: Vec<String> = days.map(|day: u8| scene.word("weekday", &day.to_string())).collect();
    [days.join(scene.text.get("word-comma")), times].join(" ")
}

/// No place yet: one by one, or those that a plant usually has.
fn nothing(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Front> {
    let text = scene.text;
    gap(ui, ui.available_height() * 0.3);
    let mut front = None;
    ui.vertical_centered(|ui| {
        ui.label(Icon::Spray.text(size::VERDICT).color(theme::of(ui).line));
        muted(ui, text.get("plan-none"), size::SECOND);
        gap(ui, space::M);
        if Button::primary(text.get("plan-begin")).key("F6").show(ui).clicked() {
            let (places, plans) = begin(scene);
            actions.push(Action::Site(SiteAsked::Begin(places, plans)));
        }
        if Button::secondary(text.get("place-new")).key("F4").show(ui).clicked() {
            front = Some(Front::place(scene, new_place()));
        }
    });
    front
}

/// The places that a plant usually has, named by their kinds.
fn begin(scene: &Scene<'_>) -> (Vec<Place>, Vec<Plan>) {
    let (mut places, mut plans) = (Vec::new(), Vec::new());
    for (kind, measures) in USUAL {
        let place = Place {
            name: scene.word("place-kind", kind.key()),
            kind,
            ..new_place()
        };
        plans.extend(measures.iter().map(|(measure, begin)| Plan {
            measure: *measure,
            rhythm: begin.rhythm(),
            how: usual(scene, *measure),
            ..new_plan(scene, place.id)
        }));
        places.push(place);
    }
    (places, plans)
}
