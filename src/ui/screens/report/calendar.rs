//! A calendar of days: reported, zero, late, missing, corrected.

use chrono::{Datelike as _, Timelike as _};
use eframe::egui::{self, Align2, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{due, focus};
use crate::domain::day::Day;
use crate::domain::report::DayStatus;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, CONTROL, radius, size, space};
use crate::ui::widgets::{Field, card, gap, label, muted, tag, toggle};

const DAYS: [&str; 7] = [
    "report-monday",
    "report-tuesday",
    "report-wednesday",
    "report-thursday",
    "report-friday",
    "report-saturday",
    "report-sunday",
];

/// The month shown, by the day that the cursor is on.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    cursor: Option<Day>,
    entered: bool,
    /// The cut-off being typed.
    cut_off: Option<CutOff>,
}

/// Until when a report is sent: a time, of the day itself or of the morning after.
#[derive(Clone, Debug)]
struct CutOff {
    time: String,
    next_day: bool,
}

impl CutOff {
    fn of(minutes: u32) -> Self {
        let (next_day, minutes) = (minutes >= 1440, minutes % 1440);
        Self {
            time: format!("{:02}:{:02}", minutes / 60, minutes % 60),
            next_day,
        }
    }

    /// In minutes after the midnight of the day; `None` for what is no time.
    fn read(&self) -> Option<u32> {
        let time = chrono::NaiveTime::parse_from_str(self.time.trim(), "%H:%M").ok()?;
        Some(time.hour() * 60 + time.minute() + if self.next_day { 1440 } else { 0 })
    }

    /// The field and its toggle. Answers a cut-off that was settled.
    fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<u32> {
        let (text, wrong) = (scene.text, self.read().is_none());
        let field = Field::new(text.get("report-cut-off"), &mut self.time).hide_label().numeric();
        let field = field.wrong(wrong).width(88.0).id(Id::unique("report-cut-off")).show(ui);
        let toggled = toggle(ui, text.get("report-next-morning"), &mut self.next_day).changed();
        (field.submitted || field.response.lost_focus() || toggled)
            .then(|| self.read())
            .flatten()
    }
}

impl Calendar {
    /// Draws a month. Answers the day that was opened.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Day> {
        let cursor = self.cursor.unwrap_or(scene.view.day);
        let before = cursor;
        let (mut cursor, opened) = (self.keys(ui, cursor), ui.input(|input| input.key_pressed(Key::Enter)));
        let moved = cursor != before;
        let mut chosen = None;
        card(ui, 16, |ui| {
            ui.set_min_size(ui.available_size() - vec2(0.0, 2.0));
            ui.horizontal(|ui| {
                title(ui, scene, &mut cursor);
                self.cut_off(ui, scene, actions);
            });
            gap(ui, space::S);
            ScrollArea::vertical().id_salt("report-month").auto_shrink(false).show(ui, |ui| {
                chosen = grid(ui, scene, (&mut cursor, moved));
                gap(ui, space::S);
                legend(ui, scene);
            });
        });
        let focused = ui.memory(|memory| memory.has_focus(id()));
        self.cursor = Some(cursor);
        chosen.or_else(|| (opened && focused && is_open(scene, cursor)).then_some(cursor))
    }

    /// Until when reports are sent; a time that was changed is settled at once.
    fn cut_off(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let settings = &scene.view.settings;
        let minutes = settings.daily.cut_off_min;
        gap(ui, space::XL);
        muted(ui, scene.text.get("report-cut-off"), size::BODY);
        let cut_off = self.cut_off.get_or_insert_with(|| CutOff::of(minutes));
        let settled = cut_off.ui(ui, scene).filter(|settled| *settled != minutes);
        if let Some(cut_off_min) = settled {
            let mut settings = settings.clone();
            settings.daily.cut_off_min = cut_off_min;
            actions.push(Action::Settle(settings));
        }
    }

    /// Arrows go by days and weeks, page keys by months.
    fn keys(&mut self, ui: &Ui, cursor: Day) -> Day {
        if !std::mem::replace(&mut self.entered, true) {
            focus(ui, id());
        }
        if !ui.memory(|memory| memory.has_focus(id())) {
            return cursor;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut day = cursor;
        for (key, days) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1), (Key::ArrowUp, -7), (Key::ArrowDown, 7)] {
            if pressed(key) {
                day = by(day, days);
            }
        }
        if pressed(Key::PageUp) {
            day = month(day, false);
        }
        if pressed(Key::PageDown) {
            day = month(day, true);
        }
        day
    }
}

fn title(ui: &mut Ui, scene: &Scene<'_>, cursor: &mut Day) {
    ui.horizontal(|ui| {
        for (forward, icon, word) in [
            (false, Icon::ChevronLeft, "report-month-before"),
            (true, Icon::ChevronRight, "report-month-after"),
        ] {
            if forward {
                label(ui, &cursor.0.format("%Y-%m").to_string(), theme::bold(size::FIGURE));
            }
            let button = egui::Button::new(icon.text(size::SECOND).color(theme::of(ui).accent)).frame(false);
            let response = ui.add(button.min_size(vec2(CONTROL, CONTROL)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, scene.text.get(word)));
            if response.clicked() {
                *cursor = month(*cursor, forward);
            }
        }
    });
}

/// Six weeks at most, from the Monday on or before the first.
fn grid(ui: &mut Ui, scene: &Scene<'_>, (cursor, moved): (&mut Day, bool)) -> Option<Day> {
    let width = (ui.available_width() / 7.0).floor();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for word in DAYS {
            ui.allocate_ui(vec2(width, 20.0), |ui| {
                ui.set_width(width);
                muted(ui, scene.text.get(word), size::LABEL);
            });
        }
    });
    let first = cursor.minus_days(cursor.0.day0());
    let start = first.minus_days(first.0.weekday().num_days_from_monday());
    let last = month(first, true).minus_days(1);
    let weeks = u32::try_from(last.days_since(start)).unwrap_or(41) / 7 + 1;
    let tall = ((ui.available_height() - 56.0) / 6.0).clamp(60.0, 84.0);
    let size = vec2(width * 7.0, tall * f32::from(u16::try_from(weeks).unwrap_or(6)));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let grid = ui.interact(rect, id(), Sense::focusable_noninteractive());
    let spoken = spoken(scene, *cursor);
    grid.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, &spoken));
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), arrows()));
    let mut opened = None;
    for number in 0..weeks * 7 {
        let day = start.plus_days(number);
        let column = f32::from(u16::try_from(number % 7).unwrap_or_default());
        let row = f32::from(u16::try_from(number / 7).unwrap_or_default());
        let at = pos2(rect.left() + column * width, rect.top() + row * tall);
        let cell = Rect::from_min_size(at, vec2(width, tall)).shrink(2.0);
        let within = day >= first && day <= last;
        if moved && day == *cursor {
            ui.scroll_to_rect(cell, None);
        }
        if within && cell_of(ui, scene, (cell, day), day == *cursor) {
            *cursor = day;
            opened = is_open(scene, day).then_some(day);
        }
    }
    opened
}

/// A day with how its report stands. Says whether it was clicked.
fn cell_of(ui: &Ui, scene: &Scene<'_>, (cell, day): (Rect, Day), here: bool) -> bool {
    let palette = theme::of(ui);
    let response = ui.interact(cell, Id::unique(("report-day", day)), Sense::CLICK);
    let said = spoken(scene, day);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    let open = is_open(scene, day);
    let ground = if open { palette.surface } else { palette.sunken };
    ui.painter().rect(cell, radius::FIELD, ground, theme::line(ui), StrokeKind::Inside);
    if here {
        ui.painter()
            .rect_stroke(cell, radius::FIELD, theme::focus_ring(ui), StrokeKind::Inside);
    }
    let ink = if open { palette.text } else { palette.muted };
    let at = cell.left_top() + vec2(10.0, 8.0);
    let font = if day == scene.view.day {
        theme::bold(size::SECOND)
    } else {
        theme::regular(size::SECOND)
    };
    ui.painter().text(at, Align2::LEFT_TOP, day.0.day(), font, ink);
    if open {
        let status = due::status(scene, day);
        let word = scene.word("report-status", status.key());
        let tone = due::tone(status);
        let galley = ui.painter().layout_no_wrap(word, theme::regular(size::LABEL), palette.ink(tone));
        let size = galley.size() + vec2(14.0, 6.0);
        let right = cell.right() - 8.0 - size.x;
        let tag = Rect::from_min_size(pos2(right, cell.bottom() - 8.0 - size.y), size);
        ui.painter().rect_filled(tag, radius::TAG, palette.soft(tone));
        ui.painter().galley(tag.min + vec2(7.0, 3.0), galley, palette.ink(tone));
    }
    response.clicked()
}

fn id() -> Id {
    Id::unique("report-calendar")
}

/// Whether the station was open on a day, and the day has come.
fn is_open(scene: &Scene<'_>, day: Day) -> bool {
    (scene.view.opened..=scene.view.day).contains(&day)
}

fn spoken(scene: &Scene<'_>, day: Day) -> String {
    if is_open(scene, day) {
        let status = due::status(scene, day);
        [day.to_string(), scene.word("report-status", status.key())].join(" ")
    } else {
        day.to_string()
    }
}

fn by(day: Day, days: i32) -> Day {
    if days < 0 {
        day.minus_days(days.unsigned_abs())
    } else {
        day.plus_days(days.unsigned_abs())
    }
}

/// The first of the month before or after.
fn month(day: Day, forward: bool) -> Day {
    let first = day.minus_days(day.0.day0());
    if forward {
        let later = first.plus_days(32);
        return later.minus_days(later.0.day0());
    }
    let before = first.minus_days(1);
    before.minus_days(before.0.day0())
}

fn arrows() -> egui::EventFilter {
    egui::EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..egui::EventFilter::default()
    }
}

/// What the words on the days mean, and how many there are of each.
fn legend(ui: &mut Ui, scene: &Scene<'_>) {
    ui.horizontal(|ui| {
        for status in DayStatus::ALL {
            tag(ui, due::tone(status), &scene.word("report-status", status.key()));
            gap(ui, space::XS);
        }
    });
}
