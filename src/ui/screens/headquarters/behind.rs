//! Who is behind a figure of a unit, as far as the unit says.

use eframe::egui::{Id, Ui, vec2};

use crate::domain::report::Figure;
use crate::station::headquarters::Behind;
use crate::ui::action::{Action, Actions};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Column, Dialog, ListTable, gap, label, muted};
use crate::ui::{Scene, forms};

const LIST: &str = "headquarters-behind";

/// The names in front of the figures.
#[derive(Clone, Debug)]
pub(super) struct Front {
    figure: Figure,
    behind: Behind,
    cursor: usize,
    fresh: bool,
}

impl Front {
    pub(super) fn new(figure: Figure, behind: Behind) -> Self {
        Self {
            figure,
            behind,
            cursor: 0,
            fresh: true,
        }
    }

    /// Says whether it stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let title = [
            scene.word("figure", self.figure.key()),
            forms::number(self.figure, self.behind.number),
        ]
        .join(" ");
        let mut close = false;
        let escaped = Dialog::new(&title).width(640.0).show(ui.ctx(), |ui| {
            if let Some(said) = self.said(scene) {
                muted(ui, &said, size::BODY);
            }
            if !self.behind.people.is_empty() {
                // A dialog has no end of its own; a list takes all it is given.
                let high = ui.ctx().content_rect().height() * 0.45;
                ui.allocate_ui(vec2(ui.available_width(), high), |ui| self.people(ui, scene, actions));
            }
            gap(ui, space::M);
            close = Button::secondary(scene.text.get("do-back")).key("Esc").show(ui).clicked();
        });
        !(escaped || close)
    }

    /// Why there are no names, or not all.
    fn said(&self, scene: &Scene<'_>) -> Option<String> {
        let Behind { number, listed, people } = &self.behind;
        if *number == 0 {
            return Some(scene.text.get("hq-behind-nobody").to_owned());
        }
        if *listed == 0 {
            return Some(scene.text.get("hq-behind-counts").to_owned());
        }
        let unknown = u64::try_from(listed - people.len().min(*listed)).unwrap_or_default();
        (unknown > 0).then(|| scene.text.count("hq-behind-unknown", unknown, &[]))
    }

    fn people(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if std::mem::take(&mut self.fresh) {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(LIST)));
        }
        let columns = [("field-name", 150.0), ("field-badge", 130.0), ("field-department", 0.0)];
        let columns = columns.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let people = &self.behind.people;
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: people.len(),
        };
        let sentence = |no: usize| {
            let person = people.get(no);
            person
                .map(|person| [person.name.as_str(), person.number(), &person.place()].join(" "))
                .unwrap_or_default()
        };
        let mut cursor = self.cursor;
        let opened = table.show(ui, &mut cursor, None, sentence, |ui, no, column| {
            let Some(person) = people.get(no) else { return };
            match column {
                0 => label(ui, &person.name, theme::name_font(ui, &person.name, size::BODY)),
                1 => muted(ui, person.number(), size::BODY),
                _ => muted(ui, &person.place(), size::BODY),
            };
        });
        self.cursor = cursor;
        // Their pages are where everybody's are.
        let known = opened
            .and_then(|no| people.get(no))
            .filter(|person| scene.view.roster.get(person.id).is_some());
        actions.extend(known.map(|person| Action::Open(person.id)));
    }
}
