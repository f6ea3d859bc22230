//! Whom the form is about: the gate's own search in a field, what fits stands under it.

use eframe::egui::{self, Id, Key, Modifiers, Popup, RichText, Ui};

use crate::domain::person::{Person, PersonId};
use crate::ui::Scene;
use crate::ui::theme::{self, size};
use crate::ui::widgets::Field;

/// How many people are offered.
const OFFERED: usize = 6;

/// The field as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) text: String,
    marked: Option<usize>,
}

/// What came of the field in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    Nothing,
    /// The text is another one now.
    Typed,
    Chosen(PersonId),
}

impl Who {
    /// A field that names somebody: `张双 · 0231`.
    pub(super) fn of(person: &Person) -> Self {
        let parts = [person.name.as_str(), person.number()].into_iter().filter(|part| !part.is_empty());
        Self {
            text: parts.collect::<Vec<_>>().join(" · "),
            marked: None,
        }
    }

    pub(super) fn id() -> Id {
        Id::unique("returns-who")
    }

    /// Whether nobody is known by what is typed.
    pub(super) fn is_unknown(&self, scene: &Scene<'_>) -> bool {
        !self.text.trim().is_empty() && scene.view.roster.find(self.text.trim(), 1).is_empty()
    }

    /// The field with its offers; none where somebody is chosen.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, is_chosen: bool, width: f32) -> Answered {
        let typed = self.text.trim().to_owned();
        let focused = ui.memory(|memory| memory.has_focus(Self::id()));
        let offers = focused && !is_chosen && !typed.is_empty();
        let found = if offers {
            scene.view.roster.find(&typed, OFFERED)
        } else {
            Vec::new()
        };
        let found: Vec<&Person> = found.into_iter().map(|(_, person)| person).collect();
        if !found.is_empty() {
            self.move_mark(ui, found.len());
        }
        let tab = !found.is_empty() && ui.input(|input| input.key_pressed(Key::Tab));
        let name = scene.text.get("returns-person");
        let field = Field::new(name, &mut self.text).hide_label().hint(scene.text.get("returns-who"));
        let output = field.width(width).id(Self::id()).show(ui);
        let mut chosen = self.offer(&output.response, &found, width);
        if tab || output.submitted {
            // A name that two people share chooses nobody: the first Enter only points at one.
            let sure = offers.then(|| scene.view.roster.certain(&typed)).flatten().map(|person| person.id);
            let only = (found.len() == 1).then(|| found.first().map(|person| person.id)).flatten();
            let marked = self.marked.and_then(|at| found.get(at)).map(|person| person.id);
            chosen = chosen.or(marked).or(sure).or(only);
            if chosen.is_none() && !found.is_empty() && output.submitted {
                self.marked = Some(0);
            }
        }
        match chosen {
            Some(person) => Answered::Chosen(person),
            None if output.response.changed() => {
                self.marked = None;
                Answered::Typed
            }
            None => Answered::Nothing,
        }
    }

    fn move_mark(&mut self, ui: &Ui, count: usize) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.marked = Some(self.marked.map_or(0, |marked| (marked + 1).min(count - 1)));
        }
        if pressed(Key::ArrowUp) {
            self.marked = Some(self.marked.map_or(0, |marked| marked.saturating_sub(1)));
        }
    }

    /// Who fits, under the field. Answers who was pressed.
    fn offer(&self, field: &egui::Response, found: &[&Person], width: f32) -> Option<PersonId> {
        if found.is_empty() {
            return None;
        }
        let mut pressed = None;
        Popup::from_response(field).open(true).width(width).show(|ui| {
            for (at, person) in found.iter().enumerate() {
                let said = [person.name.as_str(), person.number(), &person.department].join(" ");
                let words = RichText::new(said).font(theme::regular(size::BODY));
                let row = egui::Button::selectable(self.marked == Some(at), words).min_size(egui::vec2(width, 32.0));
                if ui.add(row).clicked() {
                    pressed = Some(person.id);
                }
            }
        });
        pressed
    }
}
