//! The drawing of the grid: names stand fixed at the left, days above, how old it is at the right.
//!
//! Only what is in sight is worked out and drawn: 500 units by 365 days cost a frame no more than a screenful.

use std::ops::Range;

use eframe::egui::{
    self, Align2, EventFilter, Id, Key, Painter, Pos2, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::grid::{Line, Sheet};
use super::mark::{self, Mark};
use crate::ui::Scene;
use crate::ui::theme::{self, radius, size, space};

const NAMES: f32 = 208.0;
const AGE: f32 = 116.0;
const HEAD: f32 = 40.0;
const ROW: f32 = 32.0;
/// A day's width; wider where few days leave room.
const DAY: (f32, f32) = (34.0, 56.0);
/// How many lines the page keys go.
const PAGE: usize = 10;

/// A line and a day of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    pub line: usize,
    pub day: usize,
}

/// Where the keyboard stands in the grid, and what is in sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub at: At,
    offset: Vec2,
    view: Vec2,
    /// The cursor was moved by something else than the keyboard: it is brought into sight.
    pub fresh: bool,
}

/// Where everything stands on the screen.
struct Frame<'a> {
    sheet: &'a Sheet,
    /// The first corner of the whole sheet, in sight or not.
    origin: Pos2,
    view: Rect,
    day: f32,
}

impl Cells {
    /// Whether nobody has looked at it yet.
    pub(super) fn is_new(&self) -> bool {
        self.at == At::default()
    }

    /// Begins with today of the unit that wants somebody most.
    pub(super) fn begin(&mut self, sheet: &Sheet) {
        self.at = At {
            line: sheet.beside(0, 1, true),
            day: sheet.days.len().saturating_sub(1),
        };
        self.fresh = true;
    }

    /// After a change the cursor stands on a unit and a day that there are.
    pub(super) fn keep_within(&mut self, sheet: &Sheet) {
        self.at.day = self.at.day.min(sheet.days.len().saturating_sub(1));
        if sheet.unit(self.at.line).is_none() {
            self.at.line = sheet.beside(0, 1, true);
        }
    }

    /// The grid has the keyboard from the next frame on.
    pub(super) fn take_focus(ui: &Ui) {
        ui.memory_mut(|memory| memory.request_focus(id()));
    }

    /// Draws what is in sight. Answers the cell that was opened by Enter or a click.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, sheet: &Sheet) -> Option<At> {
        let focused = ui.memory(egui::Memory::focused) == Some(id());
        let moved = focused && self.moved(ui, sheet);
        let entered = focused && ui.input(|input| input.key_pressed(Key::Enter));
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, id(), Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, sheet.sentence(scene, self.at)));
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), arrows()));
        let days = count(sheet.days.len());
        let day = ((rect.width() - NAMES - AGE - space::M) / days.max(1.0))
            .clamp(DAY.0, DAY.1)
            .floor();
        let whole = vec2(NAMES + days * day + AGE, HEAD + count(sheet.lines.len()) * ROW);
        let mut area = ScrollArea::both().id_salt("headquarters-grid").auto_shrink(false);
        let scrolls = std::mem::take(&mut self.fresh) || moved;
        if scrolls {
            area = area.scroll_offset(self.towards(day));
        }
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_min_size(whole);
            let origin = ui.max_rect().min;
            let frame = Frame {
                sheet,
                origin,
                view: viewport.translate(origin.to_vec2()).intersect(ui.clip_rect()),
                day,
            };
            frame.draw(ui, scene, self.at, focused)
        });
        self.offset = shown.state.clamped_offset();
        // How much is in sight is known only now: where that was another size, it is scrolled once more.
        let view = shown.inner_rect.size();
        if std::mem::replace(&mut self.view, view) != view && scrolls {
            self.fresh = true;
            ui.ctx().request_repaint();
        }
        if let Some(pressed) = shown.inner {
            self.at = pressed;
            response.request_focus();
            return Some(pressed);
        }
        entered.then_some(self.at).filter(|at| sheet.unit(at.line).is_some())
    }

    /// Where the sheet has to stand for the cursor to be in sight.
    fn towards(&self, day: f32) -> Vec2 {
        let into = |offset: f32, at: f32, (cell, room): (f32, f32)| offset.min(at).max(at + cell - room).max(0.0);
        let (across, down) = (count(self.at.day) * day, count(self.at.line) * ROW);
        // The heading of a region is shown with the first of its units.
        let above = if self.at.line == 1 { 0.0 } else { down };
        vec2(
            into(self.offset.x, across, (day, self.view.x - NAMES - AGE)),
            into(self.offset.y, above, (ROW, self.view.y - HEAD)),
        )
    }

    /// Arrows go by days and units; Home and End to the first and the last day; page keys by ten units.
    fn moved(&mut self, ui: &Ui, sheet: &Sheet) -> bool {
        let before = self.at;
        let last = sheet.days.len().saturating_sub(1);
        // A key that was pressed twice between two frames goes twice.
        let times = |key| ui.input(|input| if input.modifiers.any() { 0 } else { input.num_presses(key) });
        self.at.day = self.at.day.saturating_sub(times(Key::ArrowLeft)) + times(Key::ArrowRight);
        if times(Key::Home) > 0 {
            self.at.day = 0;
        }
        if times(Key::End) > 0 {
            self.at.day = last;
        }
        self.at.day = self.at.day.min(last);
        for (key, units, down) in [
            (Key::ArrowUp, 1, false),
            (Key::ArrowDown, 1, true),
            (Key::PageUp, PAGE, false),
            (Key::PageDown, PAGE, true),
        ] {
            self.at.line = sheet.beside(self.at.line, units * times(key), down);
        }
        self.at != before
    }
}

impl Frame<'_> {
    /// Draws everything in sight. Answers the cell that was clicked.
    fn draw(&self, ui: &Ui, scene: &Scene<'_>, at: At, focused: bool) -> Option<At> {
        let (above, before) = (self.view.top() - self.origin.y, self.view.left() - self.origin.x);
        let lines = within(above, self.view.height() - HEAD, (ROW, self.sheet.lines.len()));
        let days = within(before, self.view.width() - NAMES, (self.day, self.sheet.days.len()));
        let mut pressed = None;
        self.today(ui, days.end);
        for line in lines {
            let Some(drawn) = self.sheet.lines.get(line) else { continue };
            match drawn {
                Line::Region { name, said } => self.region(ui, line, (name, said)),
                Line::Unit(unit) => {
                    for day in days.clone() {
                        if self.cell(ui, scene, (At { line, day }, unit.marks.get(day).copied().flatten())) {
                            pressed = Some(At { line, day });
                        }
                    }
                    self.name(ui, line, unit.unit.name(), at.line == line && focused);
                    self.age(ui, line, (&unit.age, unit.stale));
                }
            }
        }
        self.cursor(ui, at, focused);
        self.head(ui, days, at);
        pressed
    }

    fn top(&self, line: usize) -> f32 {
        self.origin.y + HEAD + count(line) * ROW
    }

    fn left(&self, day: usize) -> f32 {
        self.origin.x + NAMES + count(day) * self.day
    }

    /// Where the ages begin: after the days, and never out of sight.
    fn ages(&self) -> f32 {
        (self.view.right() - AGE).min(self.left(self.sheet.days.len()))
    }

    fn of(&self, at: At) -> Rect {
        Rect::from_min_size(pos2(self.left(at.day), self.top(at.line)), vec2(self.day, ROW))
    }

    /// The part of the screen that the days move in.
    fn inside(&self) -> Rect {
        Rect::from_min_max(self.view.min + vec2(NAMES, HEAD), pos2(self.ages(), self.view.bottom()))
    }

    fn below_head(&self, ui: &Ui) -> Painter {
        ui.painter()
            .with_clip_rect(Rect::from_min_max(self.view.min + vec2(0.0, HEAD), self.view.max))
    }

    /// Today's column stands on a ground of its own.
    fn today(&self, ui: &Ui, end: usize) {
        if end != self.sheet.days.len() || end == 0 {
            return;
        }
        let column = Rect::from_min_max(pos2(self.left(end - 1), self.view.top()), pos2(self.left(end), self.view.bottom()));
        let column = column.intersect(Rect::from_min_max(
            self.view.min + vec2(NAMES, 0.0),
            pos2(self.ages(), self.view.bottom()),
        ));
        ui.painter().rect_filled(column, 0, theme::of(ui).accent_soft);
    }

    fn region(&self, ui: &Ui, line: usize, (name, said): (&str, &str)) {
        let palette = theme::of(ui);
        let painter = self.below_head(ui);
        let row = Rect::from_min_max(
            pos2(self.view.left(), self.top(line)),
            pos2(self.view.right(), self.top(line) + ROW),
        );
        painter.rect_filled(row, 0, palette.sunken);
        let at = row.left_center() + vec2(space::S, 0.0);
        let drawn = painter.text(at, Align2::LEFT_CENTER, name, theme::bold(size::LABEL), palette.text);
        let beside = pos2(drawn.right() + space::M, row.center().y);
        painter.text(beside, Align2::LEFT_CENTER, said, theme::regular(size::LABEL), palette.muted);
    }

    /// One cell. Says whether it was clicked.
    fn cell(&self, ui: &Ui, scene: &Scene<'_>, (at, mark): (At, Mark)) -> bool {
        let rect = self.of(at);
        let seen = rect.intersect(self.inside());
        if !seen.is_positive() {
            return false;
        }
        let response = ui.interact(seen, id().with((at.line, at.day)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, self.sheet.sentence(scene, at)));
        mark::paint(&ui.painter().with_clip_rect(self.inside()), theme::of(ui), rect.shrink(2.0), mark);
        // What lies behind a dialog says nothing.
        if ui.memory(|memory| memory.top_modal_layer().is_none()) {
            return response
                .on_hover_ui(|ui| {
                    ui.label(self.sheet.sentence(scene, at));
                })
                .clicked();
        }
        response.clicked()
    }

    fn name(&self, ui: &Ui, line: usize, name: &str, here: bool) {
        let palette = theme::of(ui);
        let row = Rect::from_min_size(pos2(self.view.left(), self.top(line)), vec2(NAMES, ROW));
        let clip = row.intersect(Rect::from_min_max(self.view.min + vec2(0.0, HEAD), self.view.max));
        let painter = ui.painter().with_clip_rect(clip.shrink2(vec2(space::XS, 0.0)));
        let font = if here {
            theme::bold(size::BODY)
        } else {
            theme::regular(size::BODY)
        };
        painter.text(
            row.left_center() + vec2(space::S, 0.0),
            Align2::LEFT_CENTER,
            name,
            font,
            palette.text,
        );
    }

    fn age(&self, ui: &Ui, line: usize, (age, stale): (&str, bool)) {
        let palette = theme::of(ui);
        let at = pos2(self.ages() + space::M, self.top(line) + ROW / 2.0);
        let ink = if stale { palette.ink(theme::Tone::Recheck) } else { palette.muted };
        self.below_head(ui)
            .text(at, Align2::LEFT_CENTER, age, theme::regular(size::LABEL), ink);
    }

    fn cursor(&self, ui: &Ui, at: At, focused: bool) {
        if focused && self.sheet.unit(at.line).is_some() {
            let painter = ui.painter().with_clip_rect(self.inside());
            painter.rect_stroke(self.of(at).shrink(1.0), radius::TAG, theme::focus_ring(ui), StrokeKind::Inside);
        }
    }

    /// The days: the month over its first day in sight, the day below.
    fn head(&self, ui: &Ui, days: Range<usize>, at: At) {
        let palette = theme::of(ui);
        let clip = Rect::from_min_max(self.view.min + vec2(NAMES, 0.0), pos2(self.ages(), self.view.top() + HEAD));
        let painter = ui.painter().with_clip_rect(clip);
        let mut month = None;
        for day in days {
            let Some(date) = self.sheet.days.get(day) else { continue };
            let middle = self.left(day) + self.day / 2.0;
            if self.left(day) >= clip.left() - 1.0 && month.replace(&date.month) != Some(&date.month) {
                let place = pos2(middle, self.view.top() + 10.0);
                painter.text(
                    place,
                    Align2::CENTER_CENTER,
                    &date.month,
                    theme::regular(size::LABEL),
                    palette.muted,
                );
            }
            let ink = if day == at.day { palette.accent } else { palette.text };
            let font = if day == at.day {
                theme::bold(size::LABEL)
            } else {
                theme::regular(size::LABEL)
            };
            painter.text(pos2(middle, self.view.top() + 29.0), Align2::CENTER_CENTER, &date.number, font, ink);
        }
        self.titles(ui);
    }

    /// What stands over the names and the ages, and the line below.
    fn titles(&self, ui: &Ui) {
        let palette = theme::of(ui);
        let titles = [
            (self.view.left() + space::S, &self.sheet.titles[0]),
            (self.ages() + space::M, &self.sheet.titles[1]),
        ];
        for (left, title) in titles {
            let place = pos2(left, self.view.top() + 29.0);
            ui.painter()
                .text(place, Align2::LEFT_CENTER, title, theme::regular(size::LABEL), palette.muted);
        }
        let line = self.view.top() + HEAD - 1.0;
        ui.painter().hline(self.view.x_range(), line, theme::line(ui));
    }
}

fn id() -> Id {
    Id::unique("headquarters-cells")
}

fn arrows() -> EventFilter {
    EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    }
}

/// A number of lines or days, which there are never many of.
fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// Which of so many cells of one size can be seen in `room` when `before` of them is scrolled away.
fn within(before: f32, room: f32, (cell, cells): (f32, usize)) -> Range<usize> {
    let seen = |no: &usize| count(*no + 1) * cell > before && count(*no) * cell < before + room;
    // Whole numbers of a few hundred cells: to look at each is less than to draw one.
    let first = (0..cells).find(seen).unwrap_or(cells);
    let after = (first..cells).find(|no| !seen(no)).unwrap_or(cells);
    first..after
}
