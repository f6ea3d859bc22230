//! Headquarters (总部): which units have reported, what they add up to, and where something is wrong.
//!
//! Everything is worked out once a change or a minute from the [`Group`] that the station keeps; a frame draws what is in sight.

mod age;
mod behind;
mod cells;
mod curves;
mod empty;
mod grid;
mod mark;
mod stock;
mod sums;
mod unit;

use std::path::Path;
use std::sync::Arc;

use eframe::egui::{self, Align, Event, Key, Layout, Modifiers, Rect, Ui, vec2};

use crate::domain::day::Day;
use crate::domain::group::{Group, UnitId};
use crate::domain::region::Code;
use crate::domain::report::{DayStatus, Figure};
use crate::station::headquarters::{Behind, SentDay};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, HeadquartersAsked};
use crate::ui::forms::Form;
use crate::ui::icons::Icon;
use crate::ui::screens::frame::Hint;
use crate::ui::screens::overview::framed::within;
use crate::ui::screens::report::Front;
use crate::ui::text::Lang;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, card, follow_keyboard, gap, label, muted, tab as tab_button, tag};
use cells::Cells;
use empty::first_steps;
use grid::Sheet;

/// How narrow a place may be beside another.
const NARROWEST: f32 = 320.0;

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Grid,
    Sums,
    Stock,
    Curves,
    Unit,
}

impl Tab {
    /// Each with the number that goes to it.
    const ALL: [(Self, Key); 5] = [
        (Self::Grid, Key::Num1),
        (Self::Sums, Key::Num2),
        (Self::Stock, Key::Num3),
        (Self::Curves, Key::Num4),
        (Self::Unit, Key::Num5),
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Sums => "sums",
            Self::Stock => "stock",
            Self::Curves => "curves",
            Self::Unit => "unit",
        }
    }

    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|(tab, _)| *tab == self).unwrap_or_default();
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(at + step) % Self::ALL.len()].0
    }
}

/// The screen as it stands.
#[derive(Debug, Default)]
pub struct Headquarters {
    tab: Tab,
    group: Option<Arc<Group>>,
    /// The changes of the view after which the station was asked.
    looked: Option<usize>,
    /// The grid, and what it was worked out from.
    sheet: Option<((usize, Lang), Sheet)>,
    cells: Cells,
    sums: sums::Table,
    stock: stock::Stock,
    curves: curves::Curves,
    page: unit::Page,
    /// The day of the sums, and the day it was chosen on; the last complete day where nobody has chosen one today.
    day: Option<(Day, Day)>,
    front: Option<Front>,
    fresh: bool,
}

impl Headquarters {
    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    /// Whether something is being typed.
    pub fn has_form(&self) -> bool {
        false
    }

    /// Lets the group go before the station reads on: one that nobody else holds need not be copied.
    pub fn let_go(&mut self) {
        self.group = None;
    }

    /// Every unit, as the station has read it.
    pub fn show(&mut self, group: Arc<Group>) {
        self.group = Some(group);
        self.sheet = None;
        self.sums.forget();
        self.stock.forget();
        self.curves.forget();
        self.page.forget();
    }

    /// A day of a unit with everything that it sent.
    pub fn show_sent(&mut self, sent: SentDay) {
        self.page.show_sent(sent);
    }

    /// Who is behind a figure.
    pub fn show_behind(&mut self, figure: Figure, behind: Behind) {
        self.page.show_behind(figure, behind);
    }

    /// The consolidated report, to be kept as a file.
    pub fn show_form(&mut self, form: Form, name: String) {
        self.front = Some(Front::export("hq-consolidated", form, name));
    }

    /// A place was chosen for it.
    pub fn chose_path(&mut self, path: &Path) {
        if let Some(front) = &mut self.front {
            front.chose_path(path);
        }
    }

    /// It was written.
    pub fn kept(&mut self) {
        if self.front.take().is_some() {
            self.fresh = true;
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if self.looked.replace(scene.view.changes) != Some(scene.view.changes) {
            actions.push(Action::Headquarters(HeadquartersAsked::Look));
        }
        let Some(group) = self.group.clone() else { return };
        if group.is_empty() {
            first_steps(ui, scene, actions);
            return;
        }
        self.work_out(scene, &group);
        if self.front.is_none() && !self.page.is_asking() {
            self.keys(ui, scene, actions);
        }
        self.bar(ui, scene, actions);
        gap(ui, space::XS);
        self.part(ui, scene, &group, actions);
        if std::mem::take(&mut self.fresh) && self.front.is_none() {
            self.give_keyboard(ui);
        }
        if let Some(mut front) = self.front.take() {
            if front.ui(ui, scene, actions) {
                self.front = Some(front);
            } else {
                self.fresh = true;
            }
        }
    }

    fn work_out(&mut self, scene: &Scene<'_>, group: &Group) {
        let of = (scene.view.changes, scene.text.lang());
        if self.sheet.as_ref().is_some_and(|(made, _)| *made == of) {
            return;
        }
        let first = self.sheet.is_none() && self.cells.is_new();
        let sheet = Sheet::of(scene, group);
        if first {
            self.cells.begin(&sheet);
        }
        self.cells.keep_within(&sheet);
        self.sheet = Some((of, sheet));
    }

    fn part(&mut self, ui: &mut Ui, scene: &Scene<'_>, group: &Group, actions: &mut Actions) {
        let day = self.chosen(scene);
        let Some((_, sheet)) = &self.sheet else { return };
        let opened = match self.tab {
            Tab::Grid => grid::ui(ui, scene, (sheet, &mut self.cells)),
            Tab::Sums => self.sums.ui(ui, scene, (group, day)).map(|unit| (unit, day)),
            Tab::Stock => {
                self.stock.ui(ui, scene, (group, scene.view.day));
                None
            }
            Tab::Curves => {
                let at = complete(sheet, scene.view.day);
                self.curves.ui(ui, scene, (group, at), actions).map(|unit| (unit, at))
            }
            Tab::Unit => {
                self.page.ui(ui, scene, (group, sheet), actions);
                None
            }
        };
        if let Some((unit, day)) = opened {
            self.open(scene, unit, day);
        }
    }

    /// Looks at what a unit sent.
    fn open(&mut self, scene: &Scene<'_>, unit: UnitId, day: Day) {
        self.page.open(unit, scene.view.day, day);
        self.go(Tab::Unit);
    }

    fn go(&mut self, tab: Tab) {
        (self.tab, self.fresh) = (tab, true);
    }

    fn give_keyboard(&mut self, ui: &Ui) {
        match self.tab {
            Tab::Grid => {
                self.cells.fresh = true;
                Cells::take_focus(ui);
            }
            Tab::Sums => sums::take_focus(ui),
            Tab::Stock => stock::take_focus(ui),
            Tab::Curves => curves::take_focus(ui),
            Tab::Unit => unit::take_focus(ui),
        }
    }

    fn chosen(&self, scene: &Scene<'_>) -> Day {
        let today = scene.view.day;
        if let Some((day, _)) = self.day.filter(|(_, on)| *on == today) {
            return day;
        }
        self.sheet.as_ref().map_or(today, |(_, sheet)| complete(sheet, today))
    }

    /// The unit before or after on the page of one; in the sums the day before or after, within the days that there are.
    fn step(&mut self, scene: &Scene<'_>, forward: bool) {
        if let (Tab::Unit, Some((_, sheet))) = (self.tab, &self.sheet) {
            self.page.step(sheet, forward);
        }
        if self.tab != Tab::Sums {
            return;
        }
        let day = self.chosen(scene);
        let next = if forward { day.plus_days(1) } else { day.minus_days(1) };
        let first = self.sheet.as_ref().and_then(|(_, sheet)| sheet.days.first()).map(|title| title.day);
        if next <= scene.view.day && first.is_some_and(|first| next >= first) {
            self.day = Some((next, scene.view.day));
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(Modifiers::COMMAND, key) {
                self.go(self.tab.beside(forward));
            }
        }
        for (tab, key) in Tab::ALL {
            if pressed(Modifiers::NONE, key) {
                self.go(tab);
            }
        }
        if ui.input(|input| input.events.contains(&Event::Copy)) || pressed(Modifiers::COMMAND, Key::C) {
            actions.extend(self.copy(scene));
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            self.consolidate(scene, actions);
        }
        for (key, forward) in [(Key::F7, false), (Key::F8, true)] {
            if pressed(Modifiers::NONE, key) {
                self.step(scene, forward);
            }
        }
        if self.tab == Tab::Sums && pressed(Modifiers::NONE, Key::F3) {
            self.sums.next_set();
        }
        // Esc in the figures of a unit goes back to its days, and from there to the grid.
        let inner = self.tab == Tab::Unit && unit::in_figures(ui);
        if !inner && self.tab != Tab::Grid && pressed(Modifiers::NONE, Key::Escape) {
            self.go(Tab::Grid);
        }
    }

    fn copy(&self, scene: &Scene<'_>) -> Option<Action> {
        match self.tab {
            Tab::Grid | Tab::Unit => self.sheet.as_ref().map(|(_, sheet)| grid::copy(scene, sheet)),
            Tab::Sums => self.sums.copy(scene),
            Tab::Stock => self.stock.copy(scene),
            Tab::Curves => self.curves.copy(),
        }
    }

    /// The consolidated report of the day in front: that of the sums, of the grid's cursor, or of the page of a unit.
    fn consolidate(&self, scene: &Scene<'_>, actions: &mut Actions) {
        let pointed = || {
            self.sheet
                .as_ref()
                .and_then(|(_, sheet)| sheet.days.get(self.cells.at.day))
                .map(|title| title.day)
        };
        let day = match self.tab {
            Tab::Grid => pointed(),
            Tab::Unit => self.page.chosen(),
            Tab::Sums | Tab::Stock | Tab::Curves => None,
        };
        let day = day.unwrap_or_else(|| self.chosen(scene));
        actions.push(Action::Headquarters(HeadquartersAsked::Consolidate(day)));
    }

    /// The parts, the day of the sums, and how today stands.
    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        card(ui, 6, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                for (tab, _) in Tab::ALL {
                    let word = scene.word("hq-tab", tab.key());
                    if tab_button(ui, &word, 0, tab == self.tab).clicked() {
                        self.go(tab);
                    }
                }
                gap(ui, space::M);
                if self.tab == Tab::Sums {
                    self.stepper(ui, scene);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.right(ui, scene, actions));
            });
        });
    }

    /// How many units have sent today's report, and the button for the report of all.
    fn right(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        if ui.available_width() > 200.0 {
            let keep = Button::secondary(text.get("hq-consolidated")).icon(Icon::Download).key("Ctrl E");
            if keep.show(ui).clicked() {
                self.consolidate(scene, actions);
            }
        }
        let Some((_, sheet)) = &self.sheet else { return };
        if self.tab != Tab::Grid {
            return;
        }
        gap(ui, space::S);
        for (tone, said) in grid::today(scene, sheet).into_iter().rev() {
            if ui.available_width() > 130.0 {
                tag(ui, tone, &said);
            }
        }
        if ui.available_width() > 60.0 {
            muted(ui, text.get("hq-today"), size::LABEL);
        }
    }

    fn stepper(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        for (forward, icon, word) in [
            (false, Icon::ChevronLeft, "report-day-before"),
            (true, Icon::ChevronRight, "report-day-after"),
        ] {
            if forward {
                label(ui, &self.chosen(scene).to_string(), theme::bold(size::SECOND));
            }
            let button = egui::Button::new(icon.text(size::SECOND).color(theme::of(ui).accent)).frame(false);
            let response = ui.add(button.min_size(vec2(theme::CONTROL, theme::CONTROL)));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, scene.text.get(word)));
            if response.clicked() {
                self.step(scene, forward);
            }
        }
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        if self.group.as_ref().is_none_or(|group| group.is_empty()) {
            return Vec::new();
        }
        let parts = match self.tab {
            Tab::Grid => [OPEN, ALL, &[]].concat(),
            Tab::Sums => [OPEN, DAYS, ALL, BACK].concat(),
            Tab::Stock => [ALL, BACK].concat(),
            Tab::Curves => [OPEN, ALL, BACK].concat(),
            Tab::Unit => [OPEN, UNITS, ALL, BACK].concat(),
        };
        let hint = |(cap, word, key, modifiers): (&'static str, &'static str, Key, Modifiers)| (cap, scene.text.get(word), key, modifiers);
        parts.into_iter().map(hint).collect()
    }
}

// The keys of the parts.
const OPEN: &[Hint<'static>] = &[("Enter", "do-open", Key::Enter, Modifiers::NONE)];
const DAYS: &[Hint<'static>] = &[
    ("F7", "report-day-before", Key::F7, Modifiers::NONE),
    ("F8", "report-day-after", Key::F8, Modifiers::NONE),
    ("F3", "hq-next-figures", Key::F3, Modifiers::NONE),
];
const ALL: &[Hint<'static>] = &[
    ("Ctrl C", "do-copy", Key::C, Modifiers::COMMAND),
    ("Ctrl E", "hq-consolidated", Key::E, Modifiers::COMMAND),
    ("Ctrl →", "hq-next-tab", Key::ArrowRight, Modifiers::COMMAND),
];
const UNITS: &[Hint<'static>] = &[
    ("F7", "hq-unit-before", Key::F7, Modifiers::NONE),
    ("F8", "hq-unit-after", Key::F8, Modifiers::NONE),
];
const BACK: &[Hint<'static>] = &[("Esc", "do-back", Key::Escape, Modifiers::NONE)];

/// The name of a region; a word of its own where a unit has not said where it is.
fn region(scene: &Scene<'_>, region: Option<Code>) -> String {
    region.map_or_else(|| scene.text.get("hq-no-region").to_owned(), |code| scene.place(code))
}

/// The last day that no unit still has time for.
fn complete(sheet: &Sheet, today: Day) -> Day {
    let is_open = |no: &usize| {
        let mut units = (0..sheet.lines.len()).filter_map(|line| sheet.unit(line));
        units.any(|unit| unit.marks.get(*no).copied().flatten() == Some(DayStatus::Open))
    };
    let day = (0..sheet.days.len()).rev().find(|no| !is_open(no));
    day.and_then(|no| sheet.days.get(no)).map_or(today, |title| title.day)
}

/// Draws two places as [`beside`] puts them, `least` high side by side or below each other; where the window is lower, they scroll.
fn parted<R>(ui: &mut Ui, right: f32, least: [f32; 2], draw: impl FnOnce(&mut Ui, Rect, Rect) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let needed = if is_wide(room, right) {
        least[0].max(least[1])
    } else {
        2.0 * least[0].max(least[1]) + space::M
    };
    if needed <= room.height() {
        let (left, right) = beside(room, right);
        return draw(ui, left, right);
    }
    let area = egui::ScrollArea::vertical().id_salt("headquarters-parts").auto_shrink(false);
    let drawn = area.show(ui, |ui| {
        let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), needed), egui::Sense::hover());
        let (left, right) = beside(whole, right);
        let drawn = draw(ui, left, right);
        follow_keyboard(ui);
        drawn
    });
    drawn.inner
}

/// Whether two places have room side by side.
fn is_wide(room: Rect, right: f32) -> bool {
    right >= NARROWEST && room.width() - right - space::M >= NARROWEST
}

/// Two places side by side, the right one so wide; one below the other where that leaves one of them no room.
fn beside(room: Rect, right: f32) -> (Rect, Rect) {
    let left = room.width() - right - space::M;
    let room = Rect::from_min_max(room.min, room.max - vec2(0.0, 2.0));
    if is_wide(room, right) {
        return (
            Rect::from_min_size(room.min, vec2(left, room.height())),
            Rect::from_min_max(room.min + vec2(left + space::M, 0.0), room.max),
        );
    }
    let high = (room.height() - space::M) / 2.0;
    (
        Rect::from_min_size(room.min, vec2(room.width(), high)),
        Rect::from_min_max(room.min + vec2(0.0, high + space::M), room.max),
    )
}
