//! Somebody found by number, name, pinyin or initials in a form: who fits stands under the field, an arrow and Enter choose.

use eframe::egui::{self, Id, Key, Modifiers, Popup, Response, RichText, Ui};

use crate::domain::person::{Person, PersonId};
use crate::ui::Scene;
use crate::ui::theme::{self, size};
use crate::ui::widgets::Field;

/// How many people are offered.
const OFFERED: usize = 6;
const WIDTH: f32 = 500.0;

/// Somebody being looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui::screens) struct Who {
    text: String,
    pub(in crate::ui::screens) person: Option<PersonId>,
    cursor: usize,
}

impl Who {
    /// Somebody who is known already.
    pub(in crate::ui::screens) fn of(person: &Person) -> Self {
        Self {
            text: named(person),
            person: Some(person.id),
            cursor: 0,
        }
    }

    fn id() -> Id {
        Id::unique("outing-who")
    }

    pub(in crate::ui::screens) fn take_focus(ui: &Ui) {
        super::report::focus(ui, Self::id());
    }

    /// The field with its offers, under its `name`. `error` is said while nobody is chosen. Says whether Enter goes on from it.
    pub(in crate::ui::screens) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, name: &str, error: Option<&str>) -> bool {
        let roster = &scene.view.roster;
        let focused = ui.memory(|memory| memory.has_focus(Self::id()));
        let open = focused && self.person.is_none() && !self.text.trim().is_empty();
        let found = if open { roster.find(self.text.trim(), OFFERED) } else { Vec::new() };
        let hits: Vec<&Person> = found.into_iter().map(|(_, person)| person).collect();
        self.move_cursor(ui, hits.len());
        let tabbed = !hits.is_empty() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab));
        let field = Field::new(name, &mut self.text).hint(scene.text.get("people-search")).width(WIDTH);
        let output = field.error(error.filter(|_| self.person.is_none())).id(Self::id()).show(ui);
        if output.response.changed() {
            self.cursor = 0;
            self.person = roster.certain(self.text.trim()).map(|person| person.id);
        }
        let pressed = self.offer(&output.response, &hits);
        let picked = pressed.or_else(|| (tabbed || output.submitted).then_some(self.cursor));
        match picked.and_then(|at| hits.get(at)) {
            Some(person) => {
                self.text = named(person);
                self.person = Some(person.id);
                // Enter that has found somebody goes on at once.
                output.submitted
            }
            None => output.submitted && self.person.is_some(),
        }
    }

    fn move_cursor(&mut self, ui: &Ui, count: usize) {
        let pressed = |key| count > 0 && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.cursor = (self.cursor + 1).min(count - 1);
        }
        if pressed(Key::ArrowUp) {
            self.cursor = self.cursor.saturating_sub(1);
        }
    }

    /// Who fits, under the field. Answers who was pressed.
    fn offer(&self, field: &Response, hits: &[&Person]) -> Option<usize> {
        if hits.is_empty() {
            return None;
        }
        let mut pressed = None;
        Popup::from_response(field).open(true).width(WIDTH).show(|ui| {
            for (at, person) in hits.iter().enumerate() {
                let said = [named(person), person.place()].join(" ");
                let text = RichText::new(said).font(theme::regular(size::BODY));
                let row = ui.add(egui::Button::selectable(at == self.cursor, text).min_size(egui::vec2(WIDTH, 32.0)));
                if row.clicked() {
                    pressed = Some(at);
                }
            }
        });
        pressed
    }
}

/// `张双 0231`.
pub(in crate::ui::screens) fn named(person: &Person) -> String {
    [person.name.as_str(), person.number()].join(" ")
}
