//! Staff and families by class, each number a filter that shows its names.

use eframe::egui::Ui;

use crate::domain::classes::Class;
use crate::domain::person::Kind;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::screens::{Filter, Screen};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{gap, muted, segments};

/// A row of staff and one of families; a class that nobody is in is left out.
pub(super) fn chips(ui: &mut Ui, scene: &Scene<'_>, filter: Filter, actions: &mut Actions) {
    for kind in [Kind::Worker, Kind::Family] {
        let classes = Class::ALL.map(|class| (class, scene.view.classes.count(kind, class)));
        let some: Vec<(Filter, String)> = classes
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(class, count)| (Filter::Class(kind, class), format!("{} {count}", scene.word("class", class.key()))))
            .collect();
        if some.is_empty() {
            continue;
        }
        let choices: Vec<(Filter, &str)> = some.iter().map(|(filter, word)| (*filter, word.as_str())).collect();
        let word = scene.word("kind", kind.key());
        let mut chosen = filter;
        gap(ui, space::XS);
        ui.horizontal(|ui| {
            muted(ui, &word, size::BODY);
            if segments(ui, &word, &mut chosen, &choices) {
                actions.push(Action::Show(Screen::People(chosen)));
            }
        });
    }
}
