//! Dormitory rooms against their limits, with the names of who lives in each.

use eframe::egui::{self, Key, Modifiers, Ui};

use super::front::Front;
use super::read::tenths;
use super::{Opens, Tab};
use crate::domain::person::Person;
use crate::domain::site::rooms::{Density, Lodging};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, card, gap, heading, label, muted, segments, tag};

pub(super) const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Enter", "room-measure", Key::Enter, Modifiers::NONE),
    ("F3", "do-filter", Key::F3, Modifiers::NONE),
    ("F4", "limits-title", Key::F4, Modifiers::NONE),
];

const COLUMNS: [(&str, f32); 6] = [
    ("room-name", 150.0),
    ("word-status", 96.0),
    ("room-here", 80.0),
    ("room-area", 90.0),
    ("room-each", 80.0),
    ("room-names", 0.0),
];
/// Width of the names beside the list.
const PANEL: f32 = 340.0;

/// The rooms.
#[derive(Debug, Default)]
pub(super) struct Rooms {
    pub(super) lodgings: Vec<Lodging>,
    /// Positions of those that the list shows.
    rows: Vec<usize>,
    over: usize,
    only_over: bool,
    cursor: usize,
    of: Option<(usize, bool)>,
}

impl Rooms {
    pub(super) fn over(&self) -> usize {
        self.over
    }

    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        let now = (scene.view.changes, self.only_over);
        if self.of == Some(now) {
            return;
        }
        let limits = &scene.view.settings.site;
        self.lodgings = scene.view.daybook.site.lodgings(scene.view.roster.people());
        self.lodgings.sort_by_key(|one| one.density(limits));
        self.over = self.lodgings.iter().filter(|one| one.density(limits).is_over()).count();
        self.rows = (0..self.lodgings.len())
            .filter(|no| !self.only_over || self.lodgings.get(*no).is_some_and(|one| one.density(limits).is_over()))
            .collect();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.of = Some(now);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Opens> {
        if may && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F3)) {
            self.only_over = !self.only_over;
        }
        if may && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F4)) {
            return Some(Front::limits(scene).into());
        }
        self.bar(ui, scene);
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > 2.5 * PANEL;
        if beside {
            egui::Panel::right("room-panel")
                .exact_size(PANEL)
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::NONE)
                .show(ui, |ui| {
                    card(ui, 16, |ui| {
                        ui.set_min_size(egui::vec2(ui.available_width(), height - 16.0));
                        self.names(ui, scene, actions);
                    });
                });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        let mut front = None;
        egui::CentralPanel::no_frame()
            .frame(egui::Frame::NONE.inner_margin(margin))
            .show(ui, |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_size(egui::vec2(ui.available_width(), height));
                    if self.rows.is_empty() {
                        self.nothing(ui, scene);
                    } else if self.table(ui, scene) && may {
                        front = self.chosen().map(|lodging| Front::room(&lodging.room, &names(scene, lodging)));
                    }
                });
            });
        front.map(Opens::from)
    }

    fn chosen(&self) -> Option<&Lodging> {
        self.lodgings.get(*self.rows.get(self.cursor)?)
    }

    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        ui.horizontal(|ui| {
            let choices = [(false, text.get("room-all")), (true, text.get("room-over"))];
            segments(ui, text.get("do-filter"), &mut self.only_over, &choices);
            let limits = &scene.view.settings.site;
            let (people, each) = (limits.room_people.to_string(), tenths(limits.room_tenths));
            muted(ui, &text.with("room-rule", &[("people", &people), ("each", &each)]), size::BODY);
        });
    }

    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: Tab::Rooms.key(),
            columns: &columns,
            rows: self.rows.len(),
        };
        let (rows, lodgings) = (&self.rows, &self.lodgings);
        let lodging = |no: usize| lodgings.get(*rows.get(no)?);
        let sentence = |no: usize| lodging(no).map_or_else(String::new, |one| cells(scene, one).join(" "));
        let opened = table.show_kept(ui, &mut self.cursor, sentence, |ui, no, column| {
            if let Some(one) = lodging(no) {
                cell(ui, scene, one, column);
            }
        });
        opened.is_some() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// Who lives in the room that the list stands on; pressing a name opens their page.
    fn names(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(lodging) = self.chosen() else {
            muted(ui, scene.text.get("room-choose"), size::BODY);
            return;
        };
        ui.horizontal(|ui| {
            heading(ui, &lodging.room.name);
            state(ui, scene, lodging);
        });
        let (here, away) = (lodging.here.len().to_string(), lodging.away.to_string());
        let said = scene.text.with("room-who", &[("here", &here), ("away", &away)]);
        muted(ui, &said, size::BODY);
        gap(ui, space::S);
        egui::ScrollArea::vertical().show(ui, |ui| {
            let people = lodging.here.iter().filter_map(|id| scene.view.roster.get(*id));
            for person in people {
                if Button::quiet(&called(person)).show(ui).clicked() {
                    actions.push(Action::Open(person.id));
                }
            }
        });
    }

    fn nothing(&self, ui: &mut Ui, scene: &Scene<'_>) {
        gap(ui, ui.available_height() * 0.3);
        ui.vertical_centered(|ui| {
            ui.label(Icon::Bed.text(size::VERDICT).color(theme::of(ui).line));
            let key = if self.only_over { "room-none-over" } else { "room-none" };
            muted(ui, scene.text.get(key), size::SECOND);
        });
    }
}

/// `张双 0231 · 采矿一队 甲班`
fn called(person: &Person) -> String {
    let work = [person.department.as_str(), &person.team].join(" ");
    let parts = [format!("{} {}", person.name, person.number()), work.trim().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn names(scene: &Scene<'_>, lodging: &Lodging) -> String {
    let people = lodging.here.iter().filter_map(|id| scene.view.roster.get(*id));
    let names: Vec<&str> = people.map(|person| person.name.as_str()).collect();
    names.join(scene.text.get("word-comma"))
}

fn cells(scene: &Scene<'_>, lodging: &Lodging) -> [String; 6] {
    let people = u32::try_from(lodging.here.len()).unwrap_or(u32::MAX);
    let area = tenths(lodging.room.tenths);
    let each = lodging.room.tenths.checked_div(people).map(tenths).unwrap_or_default();
    let square = |number: String| if number.is_empty() { number } else { format!("{number} m²") };
    [
        lodging.room.name.clone(),
        scene.word("density", lodging.density(&scene.view.settings.site).key()),
        people.to_string(),
        square(area),
        square(each),
        names(scene, lodging),
    ]
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, lodging: &Lodging, column: usize) {
    let cells = cells(scene, lodging);
    let said = cells.get(column).map_or("", String::as_str);
    match column {
        1 => state(ui, scene, lodging),
        5 => {
            muted(ui, said, size::BODY);
        }
        _ => {
            label(ui, said, theme::regular(size::BODY));
        }
    }
}

fn state(ui: &mut Ui, scene: &Scene<'_>, lodging: &Lodging) {
    let density = lodging.density(&scene.view.settings.site);
    let tone = match density {
        Density::Crowded => Tone::Isolate,
        Density::Tight => Tone::Clinic,
        Density::Unmeasured => Tone::Ask,
        Density::Fine => Tone::Clear,
        Density::Empty => Tone::Refuse,
    };
    tag(ui, tone, &scene.word("density", density.key()));
}
