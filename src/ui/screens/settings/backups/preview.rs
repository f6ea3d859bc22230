//! What putting a backup back would change, before it is done.

use std::sync::Arc;

use eframe::egui::{self, Key, Modifiers, RichText, Ui};

use crate::station::backup::{Lost, Prepared};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, BackupsAsked};
use crate::ui::icons::Icon;
use crate::ui::text::thousands;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, gap, label, muted};

/// A backup that was looked at.
#[derive(Debug)]
pub(super) struct Preview {
    prepared: Arc<Prepared>,
}

impl Preview {
    pub(super) fn of(prepared: Arc<Prepared>) -> Self {
        Self { prepared }
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&self, ui: &Ui, scene: &Scene<'_>, works: bool, actions: &mut Actions) -> bool {
        let (text, prepared) = (scene.text, self.prepared.as_ref());
        let mut close = false;
        let escaped = Dialog::new(text.get("backup-preview")).width(640.0).show(ui.ctx(), |ui| {
            let made = prepared.made.map_or_else(String::new, |made| scene.view.card.zone.date_time(made));
            let entries = thousands(prepared.entries);
            let facts: [(&str, &str); 3] = [("file", &prepared.file), ("at", &made), ("entries", &entries)];
            sentence(ui, None, &text.with("backup-preview-of", &facts));
            gap(ui, space::S);
            let lost = prepared.lost.as_ref();
            changes(ui, scene, lost);
            gap(ui, space::S);
            muted(ui, text.get("backup-preview-kept"), size::BODY);
            gap(ui, space::M);
            ui.horizontal_wrapped(|ui| {
                let is_lossy = lost.is_some_and(Lost::is_any);
                let word = if is_lossy { "backup-restore-lossy" } else { "backup-restore" };
                let does = Button::expected(text.get(word), !is_lossy)
                    .key("Ctrl Enter")
                    .enabled(!works)
                    .show(ui)
                    .clicked();
                let pressed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
                if (does || pressed) && !works {
                    actions.push(Action::Backups(BackupsAsked::Restore));
                }
                close = Button::expected(text.get("do-cancel"), is_lossy)
                    .key("Esc")
                    .enabled(!works)
                    .show(ui)
                    .clicked();
                if works {
                    ui.spinner();
                    muted(ui, text.get("backup-working"), size::BODY);
                }
            });
        });
        let leaves = (escaped || close) && !works;
        if leaves {
            actions.push(Action::Backups(BackupsAsked::Forget));
        }
        !leaves
    }
}

fn changes(ui: &mut Ui, scene: &Scene<'_>, lost: Option<&Lost>) {
    for (tone, said) in changes_said(scene, lost) {
        ui.horizontal_top(|ui| {
            if let Some(tone) = tone {
                let icon = if tone == Tone::Clear { Icon::CircleCheck } else { Icon::Triangle };
                ui.label(icon.text(size::BODY).color(theme::of(ui).ink(tone)));
            }
            sentence(ui, tone, &said);
        });
    }
    let Some(lost) = lost.filter(|lost| lost.is_any()) else { return };
    gap(ui, space::XS);
    egui::Grid::new("backup-lost")
        .num_columns(2)
        .spacing([space::XL, space::XS])
        .show(ui, |ui| {
            for (what, count) in &lost.by {
                muted(ui, &scene.word("backup-lost", what), size::BODY);
                label(ui, &thousands(*count), theme::bold(size::BODY));
                ui.end_row();
            }
        });
}

/// What would be lost and what would come back, a sentence each with its meaning.
fn changes_said(scene: &Scene<'_>, lost: Option<&Lost>) -> Vec<(Option<Tone>, String)> {
    let text = scene.text;
    let Some(lost) = lost else {
        return vec![(None, text.get("backup-preview-alone").to_owned())];
    };
    let mut said = Vec::new();
    if !lost.is_any() {
        said.push((Some(Tone::Clear), text.get("backup-preview-nothing").to_owned()));
    }
    if lost.own > 0 {
        let (from, to) = lost.span.map_or_else(Default::default, |(from, to)| {
            let zone = scene.view.card.zone;
            (zone.date_time(from), zone.date_time(to))
        });
        let (own, who) = (thousands(lost.own), lost.who.join(text.get("backup-and")));
        let facts: [(&str, &str); 4] = [("count", &own), ("from", &from), ("to", &to), ("who", &who)];
        let key = if lost.who.is_empty() {
            "backup-preview-lost"
        } else {
            "backup-preview-lost-by"
        };
        said.push((Some(Tone::Isolate), text.with(key, &facts)));
    }
    if lost.others > 0 {
        said.push((
            Some(Tone::Recheck),
            text.with("backup-preview-others", &[("count", &thousands(lost.others))]),
        ));
    }
    if lost.gained > 0 {
        said.push((
            Some(Tone::Clear),
            text.with("backup-preview-gained", &[("count", &thousands(lost.gained))]),
        ));
    }
    for (station, here, there) in &lost.chains {
        let (here, there) = (here.to_string(), there.to_string());
        let facts: [(&str, &str); 3] = [("station", station), ("here", &here), ("there", &there)];
        said.push((None, text.with("backup-preview-chain", &facts)));
    }
    for (what, key) in [("settings", "backup-preview-settings"), ("accounts", "backup-preview-accounts")] {
        if lost.by.contains_key(what) {
            said.push((Some(Tone::Recheck), text.get(key).to_owned()));
        }
    }
    said
}

fn sentence(ui: &mut Ui, tone: Option<Tone>, said: &str) {
    let ink = tone.map_or_else(|| theme::of(ui).text, |tone| theme::of(ui).ink(tone));
    let said = RichText::new(said).font(theme::regular(size::BODY)).color(ink);
    ui.add(egui::Label::new(said).wrap());
}
