//! Quarantine (存疑记录): entries under a number or an id that another entry has here. Never merged, never lost, an alarm until seen.

use eframe::egui::{self, Ui};

use super::age::ago;
use super::parts::fact;
use super::routes::nothing;
use super::{LIST, Stations, name_of, thousands};
use crate::station::exchange::Quarantined;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, StationsAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, gap, heading, label, muted, tag};

const COLUMNS: [(&str, f32, bool); 4] = [
    ("stations-entry", 180.0, false),
    ("stations-from", 112.0, false),
    ("stations-arrived", 124.0, false),
    ("word-status", 0.0, false),
];

impl Stations {
    pub(super) fn quarantine(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let entries = &scene.view.exchange.quarantined;
        if entries.is_empty() {
            nothing(ui, Icon::CircleCheck, scene.text.get("stations-quarantine-empty"));
            return;
        }
        let columns = COLUMNS.map(|(title, width, right)| Column {
            title: scene.text.get(title),
            width,
            right,
        });
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: entries.len(),
        };
        let mut cursor = self.cursor().min(entries.len().saturating_sub(1));
        let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let sentence = |row: usize| entries.get(row).map_or_else(String::new, |one| sentence(scene, one));
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, row, column| {
            if let Some(one) = entries.get(row) {
                cell(ui, scene, one, column);
            }
        });
        self.put_cursor(cursor);
        if let Some(one) = opened.filter(|_| entered).and_then(|row| entries.get(row)) {
            see(one, actions);
        }
    }

    /// The entry under the cursor: what it is, why it lies here, what to do.
    pub(super) fn entry(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let Some(one) = scene.view.exchange.quarantined.get(self.cursor()) else {
            muted(ui, text.get("stations-quarantine-is"), size::BODY);
            return;
        };
        heading(ui, &which(scene, one));
        if !one.seen {
            tag(ui, Tone::Isolate, text.get("stations-unseen"));
        }
        gap(ui, space::XS);
        fact(ui, text.get("stations-from"), &name_of(scene, one.sender), None);
        let arrived = format!("{} ({})", ago(scene, one.arrived), scene.view.card.zone.date_time(one.arrived));
        fact(ui, text.get("stations-arrived"), &arrived, None);
        fact(
            ui,
            text.get("stations-why"),
            &scene.word("stations-why", &one.why),
            Some(Tone::Isolate),
        );
        gap(ui, space::S);
        let todo = egui::RichText::new(text.get("stations-quarantine-do")).font(theme::regular(size::BODY));
        ui.add(egui::Label::new(todo.color(theme::of(ui).text)).wrap());
        gap(ui, space::S);
        let saw = Button::expected(text.get("stations-seen"), !one.seen).icon(Icon::Eye).key("Enter");
        if saw.enabled(!one.seen).show(ui).clicked() {
            see(one, actions);
        }
    }
}

/// Somebody has looked at it.
fn see(one: &Quarantined, actions: &mut Actions) {
    if !one.seen {
        actions.push(Action::Stations(StationsAsked::Seen(one.no)));
    }
}

/// `南门 第 1,204 条`.
fn which(scene: &Scene<'_>, one: &Quarantined) -> String {
    let (name, number) = (name_of(scene, one.chain), thousands(one.seq));
    scene.text.with("stations-entry-of", &[("name", &name), ("number", &number)])
}

/// A row as one sentence.
fn sentence(scene: &Scene<'_>, one: &Quarantined) -> String {
    let seen = if one.seen { "stations-was-seen" } else { "stations-unseen" };
    let parts = [which(scene, one), name_of(scene, one.sender), ago(scene, one.arrived)];
    let parts = parts
        .into_iter()
        .chain([scene.word("stations-why", &one.why), scene.text.get(seen).to_owned()]);
    parts.collect::<Vec<_>>().join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, one: &Quarantined, column: usize) {
    match column {
        0 => {
            label(ui, &which(scene, one), theme::regular(size::BODY));
        }
        1 => {
            label(ui, &name_of(scene, one.sender), theme::regular(size::BODY));
        }
        2 => {
            label(ui, &ago(scene, one.arrived), theme::regular(size::BODY));
        }
        _ if one.seen => {
            muted(ui, scene.text.get("stations-was-seen"), size::BODY);
        }
        _ => {
            tag(ui, Tone::Isolate, scene.text.get("stations-unseen"));
        }
    }
}
