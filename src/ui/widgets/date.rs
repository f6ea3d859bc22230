//! A day typed in any common way, shown back as it was understood.

use eframe::egui::{Id, Ui};

use super::{Field, FieldOutput};
use crate::domain::dates::read_day;
use crate::domain::day::Day;

/// A day being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateDraft {
    pub text: String,
}

impl DateDraft {
    /// A field that holds a day already.
    pub fn of(day: Option<Day>) -> Self {
        Self {
            text: day.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// The day typed; `None` for an empty field, an error for what is no date. `near` gives the year where none is typed.
    pub fn day(&self, near: Day) -> Result<Option<Day>, NoDate> {
        if self.text.trim().is_empty() {
            return Ok(None);
        }
        read_day(&self.text, near).map(Some).ok_or(NoDate)
    }

    /// The field. `said` is the sentence under it for what is no date. Leaving it writes the day out in full.
    pub fn show(&mut self, ui: &mut Ui, name: &str, near: Day, said: &str, width: f32, id: Id) -> FieldOutput {
        let error = (self.day(near).is_err() && !ui.memory(|memory| memory.has_focus(id))).then_some(said);
        let output = Field::new(name, &mut self.text).width(width).id(id).numeric().error(error).show(ui);
        self.left(&output, near);
        output
    }

    /// The field by itself in a row: its name is its hint, and the row says what is wrong.
    pub fn show_in_row(&mut self, ui: &mut Ui, name: &str, near: Day, width: f32, id: Id) -> FieldOutput {
        let wrong = self.day(near).is_err() && !ui.memory(|memory| memory.has_focus(id));
        let field = Field::new(name, &mut self.text).hide_label().hint(name).numeric();
        let output = field.wrong(wrong).width(width).id(id).show(ui);
        self.left(&output, near);
        output
    }

    /// Leaving the field writes the day out in full.
    fn left(&mut self, output: &FieldOutput, near: Day) {
        if output.response.lost_focus()
            && let Ok(Some(day)) = self.day(near)
        {
            self.text = day.to_string();
        }
    }
}

/// What is typed is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDate;
