//! A form over the screen: fields one under the other, Enter from one to the next, Ctrl Enter or Enter in the last one writes it down.

use eframe::egui::{self, Align2, Id, Key, Modifiers, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use crate::domain::dates::{read_day, read_time};
use crate::domain::day::Day;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::screens::going_out::report::{at_once, focus};
use crate::ui::theme::{self, CONTROL, radius, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted};
use chrono::{NaiveTime, Timelike as _};

/// Width of a whole row; two halves share one.
const WIDE: f32 = 560.0;
const HALF: f32 = (WIDE - space::S) / 2.0;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    /// One of some words, by its place.
    Choice(Vec<String>, usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    /// The language key of its name, by which it is read again.
    key: &'static str,
    value: Value,
    numeric: bool,
    half: bool,
    hint: String,
}

/// What came of a form in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    Stays,
    /// Somebody wants it written down.
    Sent,
    Closed,
}

/// The fields of one thing, as they are being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    title: &'static str,
    /// What stands under the title.
    about: String,
    rows: Vec<Row>,
    /// Why it could not be written down.
    pub(super) fault: Option<String>,
    fresh: bool,
    /// As it stood before anybody typed.
    begun: Vec<Row>,
    /// Somebody has been told that what is typed will be lost.
    warned: bool,
}

impl Form {
    pub(super) fn new(title: &'static str, about: impl Into<String>) -> Self {
        Self {
            title,
            about: about.into(),
            rows: Vec::new(),
            fault: None,
            fresh: true,
            begun: Vec::new(),
            warned: false,
        }
    }

    fn row(mut self, key: &'static str, value: Value) -> Self {
        self.rows.push(Row {
            key,
            value,
            numeric: false,
            half: false,
            hint: String::new(),
        });
        self
    }

    pub(super) fn text(self, key: &'static str, value: impl Into<String>) -> Self {
        self.row(key, Value::Text(value.into()))
    }

    /// A number, a time or a day: input methods off.
    pub(super) fn number(self, key: &'static str, value: impl Into<String>) -> Self {
        let mut form = self.text(key, value);
        if let Some(row) = form.rows.last_mut() {
            row.numeric = true;
        }
        form.half()
    }

    /// One of some words.
    pub(super) fn choice(self, key: &'static str, words: Vec<String>, chosen: usize) -> Self {
        self.row(key, Value::Choice(words, chosen))
    }

    /// The last row takes half the width, and shares it with another half.
    pub(super) fn half(mut self) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.half = true;
        }
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.hint = hint.into();
        }
        self
    }

    /// What is typed, without what surrounds it.
    pub(super) fn get(&self, key: &str) -> &str {
        match self.rows.iter().find(|row| row.key == key).map(|row| &row.value) {
            Some(Value::Text(text)) => text.trim(),
            Some(Value::Choice(..)) | None => "",
        }
    }

    pub(super) fn chosen(&self, key: &str) -> usize {
        match self.rows.iter().find(|row| row.key == key).map(|row| &row.value) {
            Some(Value::Choice(_, chosen)) => *chosen,
            Some(Value::Text(_)) | None => 0,
        }
    }

    pub(super) fn set(&mut self, key: &str, typed: &str) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.value = Value::Text(typed.to_owned());
        }
    }

    pub(super) fn choose(&mut self, key: &str, at: usize) {
        let row = self.rows.iter_mut().find(|row| row.key == key);
        if let Some(Value::Choice(_, chosen)) = row.map(|row| &mut row.value) {
            *chosen = at;
        }
    }

    /// A number; 0 for an empty field, and the key of the field where it is none.
    pub(super) fn count(&self, key: &'static str) -> Result<u32, &'static str> {
        match self.get(key) {
            "" => Ok(0),
            typed => typed.parse().map_err(|_not: std::num::ParseIntError| key),
        }
    }

    /// Minutes after midnight; 24:00 is the end of the day.
    pub(super) fn minute(&self, key: &'static str) -> Result<u32, &'static str> {
        minute(self.get(key)).ok_or(key)
    }

    pub(super) fn day(&self, key: &'static str, near: Day) -> Result<Day, &'static str> {
        read_day(self.get(key), near).ok_or(key)
    }

    pub(super) fn time(&self, key: &'static str) -> Result<NaiveTime, &'static str> {
        read_time(self.get(key)).ok_or(key)
    }

    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, does: &str) -> Came {
        let text = scene.text;
        let (mut sent, mut closed) = (false, false);
        if self.fresh {
            self.begun.clone_from(&self.rows);
        }
        let escaped = Dialog::new(text.get(self.title)).width(WIDE).show(ui.ctx(), |ui| {
            sent = at_once(ui) || (self.rows.is_empty() && !self.fresh && ui.input(|input| input.key_pressed(Key::Enter)));
            if !self.about.is_empty() {
                muted(ui, &self.about, size::BODY);
            }
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            sent |= self.fields(ui, scene);
            if let Some(fault) = &self.fault {
                let ink = theme::of(ui).ink(theme::Tone::Isolate);
                ui.label(egui::RichText::new(fault).font(theme::regular(size::BODY)).color(ink));
            }
            gap(ui, space::S);
            ui.horizontal(|ui| {
                let button = Button::primary(does).key("Ctrl Enter");
                sent |= button.show(ui).clicked();
                closed = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        self.fresh = false;
        if escaped || closed {
            self.leave(scene)
        } else if sent {
            Came::Sent
        } else {
            Came::Stays
        }
    }

    /// Esc: at once where nothing was typed, else the second time.
    fn leave(&mut self, scene: &Scene<'_>) -> Came {
        if self.warned || self.rows == self.begun {
            return Came::Closed;
        }
        self.warned = true;
        self.fault = Some(scene.text.get("measures-unsaved").to_owned());
        Came::Stays
    }

    /// The fields, two halves in a line. Says whether Enter was pressed in the last one.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let (mut at, mut submitted) = (0, None);
        let last = self.rows.len().saturating_sub(1);
        while at < self.rows.len() {
            let two = self.rows.get(at..at + 2).is_some_and(|rows| rows.iter().all(|row| row.half));
            let end = at + if two { 2 } else { 1 };
            ui.horizontal_top(|ui| {
                for (no, row) in self.rows.iter_mut().enumerate().take(end).skip(at) {
                    if row.show(ui, scene, id(self.title, no)) {
                        submitted = Some(no);
                    }
                }
            });
            at = end;
        }
        if self.fresh {
            focus(ui, id(self.title, 0));
        }
        if let Some(no) = submitted.filter(|no| *no < last) {
            focus(ui, id(self.title, no + 1));
        }
        submitted == Some(last)
    }
}

fn id(form: &str, no: usize) -> Id {
    Id::unique(("site-form", form, no))
}

impl Row {
    fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, id: Id) -> bool {
        let (name, width) = (scene.text.get(self.key), if self.half { HALF } else { WIDE });
        match &mut self.value {
            Value::Text(draft) => {
                let field = Field::new(name, draft).hint(&self.hint).width(width).id(id);
                let field = if self.numeric { field.numeric() } else { field };
                field.show(ui).submitted
            }
            Value::Choice(words, chosen) => choose(ui, name, (words, chosen), (id, width)),
        }
    }
}

/// One of some words in the place of a field: the arrows and a click go on to the next. Says whether Enter was pressed on it.
fn choose(ui: &mut Ui, name: &str, (words, chosen): (&[String], &mut usize), (id, width): (Id, f32)) -> bool {
    let palette = theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        muted(ui, name, size::LABEL);
        let (rect, _) = ui.allocate_exact_size(vec2(width, CONTROL), Sense::hover());
        let response = ui.interact(rect, id, Sense::click());
        let word = words.get(*chosen).map_or("", String::as_str);
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name} {word}")));
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows()));
        let focused = response.has_focus();
        let pressed = |key| focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let back = pressed(Key::ArrowLeft) || pressed(Key::ArrowUp);
        let entered = focused && ui.input(|input| input.key_pressed(Key::Enter));
        // Enter is heard as a click as well; here it goes on to the next field.
        let clicked = response.clicked() && !entered;
        let left = response.interact_pointer_pos().is_some_and(|at| at.x < rect.left() + CONTROL);
        let forward = pressed(Key::ArrowRight) || pressed(Key::ArrowDown) || pressed(Key::Space) || (clicked && !left);
        let count = words.len().max(1);
        if back || (clicked && left) {
            *chosen = (*chosen + count - 1) % count;
        } else if forward {
            *chosen = (*chosen + 1) % count;
        }
        let painter = ui.painter();
        painter.rect(rect, radius::FIELD, palette.surface, theme::line(ui), StrokeKind::Inside);
        Icon::ChevronLeft.paint(painter, rect.left_center() + vec2(20.0, 0.0), size::BODY, palette.muted);
        Icon::ChevronRight.paint(painter, rect.right_center() - vec2(20.0, 0.0), size::BODY, palette.muted);
        let word = words.get(*chosen).map_or("", String::as_str);
        painter.text(rect.center(), Align2::CENTER_CENTER, word, theme::regular(size::BODY), palette.text);
        if focused {
            painter.rect_stroke(rect.expand(2.0), radius::FIELD, theme::focus_ring(ui), StrokeKind::Outside);
        }
        entered
    })
    .inner
}

fn arrows() -> egui::EventFilter {
    egui::EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..egui::EventFilter::default()
    }
}

/// `8`, `08:30`, `24:00` as minutes after midnight.
pub(super) fn minute(typed: &str) -> Option<u32> {
    if matches!(typed, "24:00" | "24" | "2400") {
        return Some(24 * 60);
    }
    read_time(typed).map(|time| time.hour() * 60 + time.minute())
}

/// `08:30`; `00:30` for half an hour into the day after.
pub(super) fn clock(minute: u32) -> String {
    let hour = if minute == 24 * 60 { 24 } else { minute / 60 % 24 };
    format!("{hour:02}:{:02}", minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_as_they_are_typed() {
        for (typed, expected) in [
            ("8", Some(480)),
            ("08:30", Some(510)),
            ("2030", Some(1230)),
            ("24:00", Some(1440)),
            ("25:00", None),
            ("", None),
        ] {
            assert_eq!(minute(typed), expected, "{typed}");
        }
        assert_eq!(
            (clock(510), clock(1440), clock(1470)),
            ("08:30".into(), "24:00".into(), "00:30".into())
        );
    }

    #[test]
    fn what_is_typed_is_read_by_its_key() {
        let form = Form::new("place-title", "")
            .text("place-name", " 食堂 ")
            .number("round-length", "30")
            .choice("place-kind", vec!["甲".into(), "乙".into()], 1);
        assert_eq!(
            (form.get("place-name"), form.count("round-length"), form.chosen("place-kind")),
            ("食堂", Ok(30), 1)
        );
        let wrong = Form::new("place-title", "").number("round-length", "半小时");
        assert_eq!(wrong.count("round-length"), Err("round-length"));
    }
}
