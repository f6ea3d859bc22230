//! Hints: readings worth a look, each with what may lie behind it. They ask, they do not accuse.

use eframe::egui::{self, Id, Key, Ui, vec2};

use super::{Duty, nothing, tall_card};
use crate::domain::hints::Hint;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{gap, label, muted, tag};

pub(super) const LIST: &str = "duty-signs";

impl Duty {
    pub(super) fn signs(&self, ui: &mut Ui, scene: &Scene<'_>) {
        muted(ui, scene.text.get("duty-signs-what"), size::BODY);
        gap(ui, space::S);
        tall_card(ui, |ui| {
            if self.found.hints.is_empty() {
                return nothing(ui, scene.text.get("duty-signs-none"), Icon::CircleCheck);
            }
            let id = Id::unique(LIST);
            ui.interact(ui.available_rect_before_wrap(), id, egui::Sense::focusable_noninteractive());
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                if ui.memory(|memory| memory.has_focus(id)) {
                    scroll(ui);
                }
                for (place, hint) in &self.found.hints {
                    sign(ui, scene, place, hint);
                }
            });
        });
    }
}

fn scroll(ui: &Ui) {
    for (key, by) in [
        (Key::ArrowDown, -40.0),
        (Key::ArrowUp, 40.0),
        (Key::PageDown, -400.0),
        (Key::PageUp, 400.0),
    ] {
        if ui.input(|input| input.key_pressed(key)) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

fn sign(ui: &mut Ui, scene: &Scene<'_>, place: &str, hint: &Hint) {
    ui.horizontal_wrapped(|ui| {
        tag(ui, Tone::Ask, &scene.word("duty-sign", hint.key()));
        label(ui, &said(scene, hint), theme::regular(size::BODY));
        muted(ui, place, size::BODY);
    });
    muted(ui, &scene.word("duty-behind", hint.key()), size::LABEL);
    gap(ui, space::S);
    ui.separator();
    gap(ui, space::S);
}

/// What was seen, in numbers.
fn said(scene: &Scene<'_>, hint: &Hint) -> String {
    let facts = match hint {
        Hint::Same {
            celsius, times, from, to, ..
        } => vec![
            ("celsius", scene.celsius(*celsius)),
            ("times", times.to_string()),
            ("from", scene.clock(*from)),
            ("to", scene.clock(*to)),
        ],
        Hint::Fast {
            instrument,
            times,
            from,
            to,
            ..
        } => vec![
            ("instrument", instrument.clone()),
            ("times", times.to_string()),
            ("from", scene.clock(*from)),
            ("to", scene.clock(*to)),
        ],
        Hint::Digit {
            digit, percent, readings, ..
        } => vec![
            ("digit", digit.to_string()),
            ("percent", percent.to_string()),
            ("readings", readings.to_string()),
        ],
        Hint::Apart {
            instrument,
            site,
            median,
            others,
            readings,
        } => vec![
            ("instrument", instrument.clone()),
            ("site", scene.word("site", site.key())),
            ("median", scene.celsius(*median)),
            ("others", scene.celsius(*others)),
            ("readings", readings.to_string()),
        ],
    };
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    scene.text.with(&format!("duty-seen-{}", hint.key()), &facts)
}
