//! Beside the list: the one under the cursor, how the backups do, the drill, the second place.

use std::path::PathBuf;

use eframe::egui::{self, RichText, Ui};

use super::Backups;
use super::list::{bytes, why};
use crate::station::backup::{Drilled, Second};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, BackupsAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::backup_age;
use crate::ui::screens::stations::age::ago;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Field, gap, label, muted};

impl Backups {
    pub(super) fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.chosen(ui, scene, actions);
        state(ui, scene);
        drill(ui, scene);
        self.second(ui, scene, actions);
    }

    fn chosen(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(kept) = self.pointed(scene) else { return };
        heading(ui, &scene.view.card.zone.date_time(kept.at));
        muted(ui, &[why(scene, kept), bytes(kept.bytes)].join(" · "), size::BODY);
        wrapped(ui, &kept.path.display().to_string(), None);
        gap(ui, space::XS);
        let button = Button::secondary(scene.text.get("backup-look")).icon(Icon::Undo).key("Enter");
        if button.enabled(!self.works).show(ui).clicked() {
            self.look(scene, actions);
        }
        gap(ui, space::L);
    }

    fn second(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        heading(ui, text.get("backup-second"));
        let Some(second) = &scene.view.backups.remembered.second else {
            self.no_second(ui, scene, actions);
            return;
        };
        wrapped(ui, &second.folder.display().to_string(), None);
        in_second(ui, scene, second);
        gap(ui, space::XS);
        if Button::secondary(text.get("backup-second-drop"))
            .icon(Icon::Trash)
            .show(ui)
            .clicked()
        {
            actions.push(Action::Backups(BackupsAsked::DropSecond));
        }
    }

    fn no_second(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        muted(ui, text.get("backup-second-how"), size::BODY);
        gap(ui, space::XS);
        let field = Field::new(text.get("backup-second-folder"), &mut self.folder)
            .width(ui.available_width().min(320.0))
            .show(ui);
        let is_typed = !self.folder.trim().is_empty();
        // One under the other: beside each other they are too wide in some languages.
        let set = Button::secondary(text.get("backup-second-set")).enabled(is_typed);
        if set.show(ui).clicked() || (field.submitted && is_typed) {
            let folder = PathBuf::from(self.folder.trim());
            actions.push(Action::Backups(BackupsAsked::SetSecond(folder)));
        }
        if Button::secondary(text.get("stations-choose-folder")).show(ui).clicked() {
            actions.push(Action::Backups(BackupsAsked::ChooseSecond));
        }
    }
}

/// How the second place does.
fn in_second(ui: &mut Ui, scene: &Scene<'_>, second: &Second) {
    let text = scene.text;
    match &second.failed {
        Some(code) => wrapped(ui, &text.with(&format!("error-{code}"), &[("detail", "")]), Some(Tone::Recheck)),
        None if !scene.view.backups.lists.is_reached => wrapped(ui, text.get("error-backup-second-missing"), Some(Tone::Recheck)),
        None => {}
    }
    let done = second.done.map_or_else(
        || text.get("backup-second-never").to_owned(),
        |done| text.with("backup-second-done", &[("ago", &ago(scene, done))]),
    );
    muted(ui, &done, size::BODY);
}

/// How the backups do.
fn state(ui: &mut Ui, scene: &Scene<'_>) {
    let text = scene.text;
    heading(ui, text.get("backup-state"));
    let backups = &scene.view.backups;
    if let Some(code) = &backups.remembered.failed {
        wrapped(
            ui,
            &text.with("backup-failed", &[("why", &text.with(&format!("error-{code}"), &[("detail", "")]))]),
            Some(Tone::Isolate),
        );
    } else if let Some((Some(tone), said)) = backup_age::said(scene) {
        wrapped(ui, &said, Some(tone));
    }
    muted(ui, text.get("backup-rhythm"), size::BODY);
    gap(ui, space::L);
}

fn drill(ui: &mut Ui, scene: &Scene<'_>) {
    let (text, backups) = (scene.text, &scene.view.backups);
    heading(ui, text.get("backup-drill"));
    match &backups.remembered.drilled {
        Some(drilled) => {
            let tone = if drilled.holds() { Tone::Clear } else { Tone::Isolate };
            wrapped(ui, &drilled_said(scene, drilled), Some(tone));
        }
        None => {
            muted(ui, text.get("backup-drill-how"), size::BODY);
        }
    }
    if backups.is_drill_due(scene.now) {
        wrapped(ui, text.get("backup-drill-due"), Some(Tone::Recheck));
    }
    gap(ui, space::L);
}

fn drilled_said(scene: &Scene<'_>, drilled: &Drilled) -> String {
    let text = scene.text;
    let seconds = format!("{}.{}", drilled.took_ms / 1_000, drilled.took_ms % 1_000 / 100);
    let (ago, entries) = (ago(scene, drilled.at), crate::ui::text::thousands(drilled.entries));
    let why = drilled
        .fault
        .as_ref()
        .map(|code| text.with(&format!("error-{code}"), &[("detail", "")]));
    let facts: [(&str, &str); 4] = [
        ("ago", &ago),
        ("entries", &entries),
        ("seconds", &seconds),
        ("why", why.as_deref().unwrap_or_default()),
    ];
    let key = match (&drilled.fault, drilled.is_same) {
        (Some(_), _) => "backup-drilled-fault",
        (None, Some(true)) => "backup-drilled-same",
        (None, Some(false)) => "backup-drilled-differs",
        (None, None) => "backup-drilled",
    };
    text.with(key, &facts)
}

fn heading(ui: &mut Ui, said: &str) {
    label(ui, said, theme::bold(size::SECOND));
    gap(ui, space::XS);
}

/// A sentence that goes on in the next line where it is long.
fn wrapped(ui: &mut Ui, said: &str, tone: Option<Tone>) {
    let ink = tone.map_or_else(|| theme::of(ui).text, |tone| theme::of(ui).ink(tone));
    let said = RichText::new(said).font(theme::regular(size::BODY)).color(ink);
    ui.add(egui::Label::new(said).wrap());
}
