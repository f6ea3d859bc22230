//! The household: who lives with them, whether they came along, and the same questions for each.

use eframe::egui::{Id, Ui};

use super::answers::{details, questions};
use super::draft::{Fault, Relative, Spot};
use super::journey::cross;
use super::parts::{WORD, say_faults, section, word};
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, toggle};

/// The name of a member, so that a new one gets the keyboard.
fn name_id(row: usize) -> Id {
    Id::unique(("returns-relative", row))
}

pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, relatives: &mut Vec<Relative>, faults: &[Fault]) {
    let text = scene.text;
    let count = u64::try_from(relatives.len()).unwrap_or_default();
    let mut added = false;
    section(ui, &text.count("returns-household", count, &[]), |ui| {
        added = Button::quiet(text.get("returns-add-relative")).icon(Icon::Plus).show(ui).clicked();
    });
    let mut removed = None;
    for (row, relative) in relatives.iter_mut().enumerate() {
        if member(ui, scene, row, relative) {
            removed = Some(row);
        }
        say_faults(ui, scene, Spot::Relative(row), faults, WORD + space::S);
    }
    if let Some(row) = removed {
        relatives.remove(row);
    }
    if added {
        ui.memory_mut(|memory| memory.request_focus(name_id(relatives.len())));
        relatives.push(Relative::default());
    }
}

/// One of them. Says whether they were crossed out.
fn member(ui: &mut Ui, scene: &Scene<'_>, row: usize, relative: &mut Relative) -> bool {
    let text = scene.text;
    let no = (row + 1).to_string();
    let mut removed = false;
    ui.horizontal(|ui| {
        word(ui, &text.with("returns-relative", &[("no", &no)]));
        let name = text.with("returns-relative-name", &[("no", &no)]);
        let name = Field::new(&name, &mut relative.name).hide_label().hint(text.get("word-name"));
        name.width(140.0).id(name_id(row)).show(ui);
        let relation = text.with("returns-relative-relation", &[("no", &no)]);
        let relation = Field::new(&relation, &mut relative.relation)
            .hide_label()
            .hint(text.get("returns-relation"));
        relation.width(120.0).id(Id::unique(("returns-relation", row))).show(ui);
        toggle(ui, text.get("returns-together"), &mut relative.together);
        removed = cross(ui, &text.with("returns-remove-relative", &[("no", &no)]));
    });
    let whose = if relative.name.trim().is_empty() {
        no
    } else {
        relative.name.trim().to_owned()
    };
    ui.horizontal(|ui| questions(ui, scene, &whose, &mut relative.answers));
    details(ui, scene, Spot::Relative(row), &mut relative.answers);
    removed
}
