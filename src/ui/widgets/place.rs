//! A place typed by name, pinyin, initials or code: what fits stands under the field, an arrow and Enter choose.

use eframe::egui::{self, Id, Key, Modifiers, Popup, Response, RichText, Ui};

use super::{Field, FieldOutput};
use crate::domain::region::{self, Code, Script};
use crate::ui::theme::{self, size};

/// How many places are offered.
const OFFERED: usize = 6;

/// A place being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceDraft {
    pub text: String,
    code: Option<Code>,
    cursor: usize,
}

impl PlaceDraft {
    /// A field that holds a place already, as it was written.
    pub fn of(text: &str, code: Option<Code>) -> Self {
        Self {
            text: text.to_owned(),
            code,
            cursor: 0,
        }
    }

    /// What the text stands for, where that is certain: chosen, or a text that names one place.
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// The field with its offers.
    pub fn show(&mut self, ui: &mut Ui, name: &str, script: Script, width: f32, id: Id) -> FieldOutput {
        self.draw(ui, (name, false), script, width, id)
    }

    /// The field by itself in a row: its name is its hint.
    pub fn show_in_row(&mut self, ui: &mut Ui, name: &str, script: Script, width: f32, id: Id) -> FieldOutput {
        self.draw(ui, (name, true), script, width, id)
    }

    fn draw(&mut self, ui: &mut Ui, (name, in_row): (&str, bool), script: Script, width: f32, id: Id) -> FieldOutput {
        let focused = ui.memory(|memory| memory.has_focus(id));
        let hits = if focused && self.code.is_none() {
            region::find(&self.text, OFFERED)
        } else {
            Vec::new()
        };
        if !hits.is_empty() {
            self.move_cursor(ui, hits.len());
        }
        let chosen = !hits.is_empty() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab));
        let field = Field::new(name, &mut self.text);
        let field = if in_row { field.hide_label().hint(name) } else { field };
        let mut output = field.width(width).id(id).show(ui);
        if output.response.changed() {
            self.cursor = 0;
            self.code = certain(&self.text);
        }
        let pressed = self.offer(&output.response, &hits, script, width);
        let picked = pressed.or_else(|| (chosen || output.submitted).then_some(self.cursor));
        if let Some(hit) = picked.and_then(|at| hits.get(at)) {
            self.choose(hit.code, script);
            // Enter has chosen a place; the next one submits.
            output.submitted = false;
        }
        output
    }

    fn choose(&mut self, code: Code, script: Script) {
        self.text = region::name(code, script);
        self.code = Some(code);
        self.cursor = 0;
    }

    fn move_cursor(&mut self, ui: &Ui, count: usize) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.cursor = (self.cursor + 1).min(count - 1);
        }
        if pressed(Key::ArrowUp) {
            self.cursor = self.cursor.saturating_sub(1);
        }
    }

    /// The places that fit, under the field. Answers which one was pressed.
    fn offer(&self, field: &Response, hits: &[region::Hit], script: Script, width: f32) -> Option<usize> {
        if hits.is_empty() {
            return None;
        }
        let mut pressed = None;
        Popup::from_response(field).open(true).width(width).show(|ui| {
            for (at, hit) in hits.iter().enumerate() {
                let name = region::name(hit.code, script);
                let said = hit.other.map_or_else(|| name.clone(), |other| format!("{other} → {name}"));
                let text = RichText::new(said).font(theme::regular(size::BODY));
                let row = ui.add(egui::Button::selectable(at == self.cursor, text).min_size(egui::vec2(width, 32.0)));
                if row.clicked() {
                    pressed = Some(at);
                }
            }
        });
        pressed
    }
}

/// The one place that a text names.
fn certain(text: &str) -> Option<Code> {
    match region::read(text).as_slice() {
        [one] if !one.negated => one.code,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_one_place_is_certain() {
        for (text, code) in [("湖北武汉", Some("4201")), ("wh", None), ("吉冉", None), ("武汉、遵义", None)] {
            assert_eq!(certain(text).map(|code| code.to_string()).as_deref(), code, "{text}");
        }
    }
}
