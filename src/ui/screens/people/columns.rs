//! The columns of the list: what there is to choose from, and what somebody chose.

use eframe::egui::Ui;

use crate::domain::person::Person;
use crate::ui::Scene;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Column, Dialog, gap, toggle};

/// What a column shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shown {
    /// Words of the person as they are.
    Text(fn(&Person) -> &str),
    Name,
    Phone,
    Document,
    Kind,
    /// Inside or not, and the last temperature.
    Today,
}

/// A column: the key of its title, its width, and what it shows.
type Known = (&'static str, f32, Shown);

const KNOWN: [Known; 13] = [
    ("field-badge", 84.0, Shown::Text(|person| &person.badge)),
    ("field-employee", 110.0, Shown::Text(|person| &person.employee)),
    ("field-name", 120.0, Shown::Name),
    ("field-kind", 76.0, Shown::Kind),
    ("field-unit", 130.0, Shown::Text(|person| &person.unit)),
    ("field-department", 150.0, Shown::Text(|person| &person.department)),
    ("field-team", 84.0, Shown::Text(|person| &person.team)),
    ("field-dormitory", 140.0, Shown::Text(|person| &person.dormitory)),
    ("field-phone", 130.0, Shown::Phone),
    ("field-host", 110.0, Shown::Text(|person| &person.host)),
    ("field-note", 150.0, Shown::Text(|person| &person.note)),
    ("field-document", 180.0, Shown::Document),
    ("people-today", TODAY, Shown::Today),
];
/// The last column takes what is left, and has at least so much.
const TODAY: f32 = 140.0;
/// Shown until somebody chooses.
const USUAL: [usize; 8] = [0, 2, 3, 5, 6, 7, 8, 12];
const NAME: usize = 2;

/// The columns shown, in the order of [`KNOWN`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns(Vec<usize>);

impl Default for Columns {
    fn default() -> Self {
        Self(USUAL.to_vec())
    }
}

impl Columns {
    /// From the keys that [`Self::keys`] gave; a key that no column has any more is left out.
    pub(super) fn from_keys(keys: &str) -> Self {
        let chosen = |key: &str| keys.split(' ').any(|chosen| chosen == key);
        let shown = (0..).zip(KNOWN).filter(|(no, (key, ..))| *no == NAME || chosen(key));
        Self(shown.map(|(no, _)| no).collect())
    }

    /// To be remembered.
    pub(super) fn keys(&self) -> String {
        self.known().map(|(key, ..)| key).collect::<Vec<_>>().join(" ")
    }

    fn known(&self) -> impl Iterator<Item = Known> {
        self.0.iter().filter_map(|no| KNOWN.get(*no)).copied()
    }

    /// What stands in a column.
    pub(super) fn shown(&self, column: usize) -> Option<Shown> {
        self.known().nth(column).map(|(.., shown)| shown)
    }

    /// The columns for so much room: narrower where there is too little, so that none is cut off.
    pub(super) fn fitted<'a>(&self, scene: &Scene<'a>, room: f32) -> Vec<Column<'a>> {
        let asked: f32 = self.known().map(|(_, width, _)| width + space::S).sum();
        let part = (room / asked).min(1.0);
        let last = self.0.len().saturating_sub(1);
        let column = |(no, (title, width, _)): (usize, Known)| Column {
            title: scene.text.get(title),
            width: if no == last { 0.0 } else { width * part },
            right: false,
        };
        (0..).zip(self.known()).map(column).collect()
    }

    /// The dialog. Says whether it stays, and whether something was chosen.
    pub(super) fn choose(&mut self, ui: &Ui, scene: &Scene<'_>) -> (bool, bool) {
        let before = self.clone();
        let mut close = false;
        let escaped = Dialog::new(scene.text.get("people-columns")).show(ui.ctx(), |ui| {
            ui.horizontal_wrapped(|ui| {
                for (no, (title, ..)) in (0..).zip(KNOWN).filter(|(no, _)| *no != NAME) {
                    let mut on = self.0.contains(&no);
                    if toggle(ui, scene.text.get(title), &mut on).changed() {
                        self.turn(no, on);
                    }
                }
            });
            gap(ui, space::M);
            close = Button::primary(scene.text.get("do-back")).key("Esc").show(ui).clicked();
        });
        (!(close || escaped), *self != before)
    }

    fn turn(&mut self, no: usize, on: bool) {
        self.0.retain(|shown| *shown != no);
        if on {
            self.0.push(no);
            self.0.sort_unstable();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_remembered_and_the_name_always_stands() {
        assert_eq!(Columns::from_keys(&Columns::default().keys()), Columns::default());
        let mut columns = Columns::from_keys("field-note field-of-a-newer-program field-badge");
        assert_eq!(columns.keys(), "field-badge field-name field-note");
        columns.turn(1, true);
        columns.turn(0, false);
        assert_eq!(columns.keys(), "field-employee field-name field-note");
    }
}
