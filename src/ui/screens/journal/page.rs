//! Everything about one entry.

use eframe::egui::{self, FontId, RichText, Ui};

use super::row::{person, place, states};
use crate::station::{AuditPage, Spoken};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, JournalAsked};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, gap, label, muted, tag};

/// Width of the names beside the values.
const NAMES: f32 = 150.0;

/// Draws it. Says whether it stays.
pub(super) fn ui(ui: &Ui, scene: &Scene<'_>, page: &AuditPage, actions: &mut Actions) -> bool {
    let text = scene.text;
    let mut close = false;
    let title = format!(
        "{} · {}",
        scene.word("entry", page.row.kind),
        place(&page.row.station, page.row.seq)
    );
    let escaped = Dialog::new(&title).width(880.0).show(ui.ctx(), |ui| {
        let states = states(scene, &page.row);
        if !states.is_empty() {
            ui.horizontal(|ui| {
                for (tone, word) in states {
                    tag(ui, tone, &word);
                }
            });
        }
        if let Some(gone) = page.row.gone {
            muted(ui, &text.with(&format!("journal-gone-why-{}", gone.key()), &[]), size::BODY);
        }
        for (name, value) in facts(scene, page) {
            fact(ui, text.get(name), &value);
        }
        for (name, other) in [("journal-corrects", &page.corrects), ("journal-corrected-by", &page.corrected_by)] {
            if let Some(other) = other {
                link(ui, text.get(name), other, actions);
            }
        }
        gap(ui, space::S);
        muted(ui, text.get("journal-body"), size::LABEL);
        body(ui, &page.body, text.get("journal-no-body"));
        gap(ui, space::M);
        close = Button::primary(text.get("do-back")).key("Esc").show(ui).clicked();
    });
    !(close || escaped)
}

fn facts(scene: &Scene<'_>, page: &AuditPage) -> Vec<(&'static str, String)> {
    let row = &page.row;
    let strength = scene.word("strength", row.strength.key());
    let answered = match (row.answered.is_empty(), page.actor) {
        (true, _) => scene.text.get("journal-nobody").to_owned(),
        (false, actor) => {
            let facts: [(&str, &str); 3] = [("name", &row.answered), ("seq", &actor.to_string()), ("strength", &strength)];
            scene.text.with("journal-answered-by", &facts)
        }
    };
    let missing = || scene.text.get("journal-before-missing").to_owned();
    let facts = [
        ("journal-col-at", crate::domain::day::rfc3339(row.at, page.zone_min)),
        ("journal-col-person", person(scene, row)),
        ("journal-person-id", row.person.map(|person| person.to_string()).unwrap_or_default()),
        ("journal-col-answered", answered),
        ("journal-id", page.id.0.to_string()),
        ("journal-hash", page.hash.clone()),
        ("journal-hash-before", page.before.clone().unwrap_or_else(missing)),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn fact(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        let left = ui.cursor().left();
        muted(ui, name, size::BODY);
        ui.add_space((left + NAMES - ui.cursor().left()).max(0.0));
        let value = RichText::new(value).font(theme::regular(size::BODY)).color(theme::of(ui).text);
        ui.add(egui::Label::new(value).wrap());
    });
}

/// Another entry, and the way to it.
fn link(ui: &mut Ui, name: &str, other: &Spoken, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let left = ui.cursor().left();
        muted(ui, name, size::BODY);
        ui.add_space((left + NAMES - ui.cursor().left()).max(0.0));
        if Button::quiet(&place(&other.station, other.seq)).show(ui).clicked() {
            actions.push(Action::Journal(JournalAsked::Open(other.no)));
        }
    });
}

/// What it says, in lines of one width a sign.
fn body(ui: &mut Ui, said: &str, empty: &str) {
    if said.is_empty() {
        label(ui, empty, theme::regular(size::BODY));
        return;
    }
    let palette = theme::of(ui);
    let frame = egui::Frame::new().fill(palette.sunken).inner_margin(12);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let said = RichText::new(said)
            .font(FontId::new(size::BODY, theme::regular(size::BODY).family))
            .color(palette.text);
        ui.add(egui::Label::new(said).wrap());
    });
}
