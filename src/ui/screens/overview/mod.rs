//! Overview (总览): what a supervisor sees at a glance. Six numbers, four charts, and what wants a person now.
//!
//! Everything is worked out once a change or a minute; a frame only draws. The days before today are read by the station once
//! ([`OverviewAsked::LookBack`]) and kept here.

mod behind;
mod chart;
mod charts;
pub(in crate::ui::screens) mod framed;
mod needs;
mod numbers;

use eframe::egui::{self, Event, Id, Key, Modifiers, Rect, Sense, StrokeKind, Ui, vec2};

use super::Screen;
use crate::domain::overview::{Need, Want};
use crate::station::Planned;
use crate::station::overview::Past;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, OverviewAsked};
use crate::ui::screens::frame::Hint;
use crate::ui::text::Lang;
use crate::ui::theme::{self, radius, space};
use behind::{Behind, Of};
pub use chart::{Chart, Look, Series};
use numbers::Number;

/// From this size on everything stands on one page; below it scrolls.
const PAGE: egui::Vec2 = vec2(1080.0, 560.0);
/// The height of a chart and of the list where they scroll.
const SCROLLED: f32 = 260.0;

/// The screen as it stands.
#[derive(Debug, Default)]
pub struct Overview {
    past: Option<Past>,
    planned: Planned,
    /// The changes of the view after which the past was looked at.
    looked: Option<usize>,
    shown: Option<Shown>,
    behind: Option<Behind>,
    cursor: usize,
    /// Where the keyboard stands in each chart.
    marks: [Option<usize>; 4],
    /// The chart that was used last: copied and kept by the keys.
    chosen: usize,
    fresh: bool,
}

/// What is drawn, and what it was worked out from.
#[derive(Debug)]
struct Shown {
    of: (usize, Lang),
    numbers: Vec<Number>,
    charts: Vec<Chart>,
    needs: Vec<Need>,
}

impl Overview {
    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        (self.fresh, self.behind) = (true, None);
    }

    /// The days before today as they were read, to be looked at again.
    pub fn past(&self) -> Option<Past> {
        self.past.clone()
    }

    /// The days before today.
    pub fn show_past(&mut self, past: Past) {
        if self.past.as_ref() != Some(&past) {
            (self.past, self.shown) = (Some(past), None);
        }
    }

    /// Who was measured of those on duty.
    pub fn show_planned(&mut self, planned: Planned) {
        if self.planned != planned {
            (self.planned, self.shown) = (planned, None);
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if self.looked.replace(scene.view.changes) != Some(scene.view.changes) {
            actions.push(Action::Overview(OverviewAsked::LookBack));
        }
        if let Some(mut behind) = self.behind.take() {
            if behind.ui(ui, scene, actions) {
                self.behind = Some(behind);
            } else {
                self.fresh = true;
            }
            return;
        }
        self.work_out(scene);
        self.keys(ui, actions);
        // Taken out while it is drawn, for drawing changes what is chosen.
        let Some(shown) = self.shown.take() else { return };
        if ui.available_width() >= PAGE.x && ui.available_height() >= PAGE.y {
            self.page(ui, scene, &shown, actions);
        } else {
            egui::ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| self.scrolled(ui, scene, &shown, actions));
        }
        self.shown = Some(shown);
        self.fresh = false;
    }

    fn work_out(&mut self, scene: &Scene<'_>) {
        let now = (scene.view.changes, scene.text.lang());
        if self.shown.as_ref().is_some_and(|shown| shown.of == now) {
            return;
        }
        let past = self.past.as_ref();
        let shown = Shown {
            of: now,
            numbers: numbers::numbers(scene, past, &self.planned),
            charts: charts::charts(scene, past, &self.planned),
            needs: needs::found(scene, past),
        };
        self.cursor = self.cursor.min(shown.needs.len().saturating_sub(1));
        self.shown = Some(shown);
    }

    /// The keys that work wherever the keyboard is on this screen.
    fn keys(&self, ui: &Ui, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let copies = ui.input(|input| input.events.contains(&Event::Copy)) || pressed(Modifiers::COMMAND, Key::C);
        let keeps = pressed(Modifiers::COMMAND, Key::E);
        if pressed(Modifiers::NONE, Key::Escape) {
            actions.push(Action::Show(Screen::Gate));
        }
        let chart = self.shown.as_ref().and_then(|shown| shown.charts.get(self.chosen));
        let Some(chart) = chart else { return };
        if copies {
            actions.push(framed::copy(chart));
        }
        if keeps {
            actions.push(framed::keep(chart));
        }
    }

    /// Everything at once, as it is drawn for 1366 x 768.
    fn page(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: &Shown, actions: &mut Actions) {
        self.numbers(ui, shown, actions);
        let rest = ui.available_rect_before_wrap();
        let (third, half) = ((rest.width() - 2.0 * space::M) / 3.0, (rest.height() - space::M) / 2.0);
        let cell = |column: f32, row: f32, columns: f32| {
            let corner = rest.min + vec2(column * (third + space::M), row * (half + space::M));
            Rect::from_min_size(corner, vec2(columns * third + (columns - 1.0) * space::M, half))
        };
        self.chart(ui, scene, (shown, 0), cell(0.0, 0.0, 2.0), actions);
        self.needs(ui, scene, shown, cell(2.0, 0.0, 1.0), actions);
        for (no, column) in [(1, 0.0), (2, 1.0), (3, 2.0)] {
            self.chart(ui, scene, (shown, no), cell(column, 1.0, 1.0), actions);
        }
    }

    /// One below the other, for a small window or large type: what wants somebody before the charts.
    fn scrolled(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: &Shown, actions: &mut Actions) {
        self.numbers(ui, shown, actions);
        let next = |ui: &mut Ui| ui.allocate_exact_size(vec2(ui.available_width(), SCROLLED), Sense::hover()).0;
        let rect = next(ui);
        self.needs(ui, scene, shown, rect, actions);
        for no in 0..shown.charts.len() {
            let rect = next(ui);
            self.chart(ui, scene, (shown, no), rect, actions);
        }
    }

    fn numbers(&mut self, ui: &mut Ui, shown: &Shown, actions: &mut Actions) {
        ui.spacing_mut().item_spacing.y = space::M;
        let pressed = numbers::show(ui, &shown.numbers, self.fresh && shown.needs.is_empty());
        let Some(figure) = pressed else { return };
        match needs::screen_of(figure, self.planned[0].is_some()) {
            Some(screen) => actions.push(Action::Show(screen)),
            None => self.behind = Some(Behind::new(Of::Figure(figure))),
        }
    }

    fn needs(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: &Shown, rect: Rect, actions: &mut Actions) {
        if self.fresh && !shown.needs.is_empty() {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(needs::LIST)));
        }
        let mut cursor = self.cursor;
        let opened = framed::within(ui, rect, |ui| needs::show(ui, scene, &shown.needs, &mut cursor));
        self.cursor = cursor;
        let id = Id::unique(needs::LIST);
        if ui.memory(egui::Memory::focused) == Some(id) {
            if !ui.memory(|memory| memory.had_focus_last_frame(id)) {
                ui.scroll_to_rect(rect, None);
            }
            ui.painter()
                .rect_stroke(rect, radius::CARD, theme::focus_ring(ui), StrokeKind::Inside);
        }
        let Some(need) = opened.and_then(|row| shown.needs.get(row)) else {
            return;
        };
        match (needs::place(need), need.want) {
            (Some(action), _) => actions.push(action),
            (None, Want::Owed) => self.behind = Some(Behind::new(Of::Owed(need.people.clone()))),
            (None, _) => self.behind = Some(Behind::new(Of::Passing(need.people.clone()))),
        }
    }

    fn chart(&mut self, ui: &mut Ui, scene: &Scene<'_>, (shown, no): (&Shown, usize), rect: Rect, actions: &mut Actions) {
        let Some(chart) = shown.charts.get(no) else { return };
        if framed::show(ui, scene, chart, (rect, &mut self.marks[no]), actions) {
            self.chosen = no;
        }
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let text = scene.text;
        let back = ("Esc", text.get("do-back"), Key::Escape, Modifiers::NONE);
        let open = ("Enter", text.get("do-open"), Key::Enter, Modifiers::NONE);
        if self.behind.is_some() {
            return vec![open, back];
        }
        vec![
            open,
            ("Ctrl C", text.get("overview-copy"), Key::C, Modifiers::COMMAND),
            ("Ctrl E", text.get("overview-keep"), Key::E, Modifiers::COMMAND),
            back,
        ]
    }
}
