//! Keys (密钥): what is protected by what on this PC.

use eframe::egui::{self, Context, Key, Modifiers, RichText, Ui};

use super::plant::section;
use crate::station::{Disk, KeyPlace, Lies, Protection};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, KeysAsked};
use crate::ui::screens::Screen;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, follow_keyboard, gap, label, muted, segments, tag};

/// What is known of this PC, and what is being asked.
#[derive(Debug, Default)]
pub struct Keys {
    protection: Option<Protection>,
    /// Whether somebody is asked if a new field key is really wanted.
    renewing: bool,
}

impl Keys {
    /// Shows what protects the data.
    pub fn show(&mut self, protection: Protection) {
        self.protection = Some(protection);
    }

    /// Looks again when the page is drawn next.
    pub fn forget(&mut self) {
        self.protection = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::F5) {
            self.protection = None;
        }
        if !self.renewing && pressed(Key::Escape) {
            actions.push(Action::Show(Screen::Gate));
        }
        let Some(protection) = &self.protection else {
            actions.push(Action::Keys(KeysAsked::Look));
            muted(ui, scene.text.get("keys-looking"), size::BODY);
            return;
        };
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let renewing = &mut self.renewing;
            if ui.available_width() > 1100.0 {
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        protected(left, scene, protection);
                        place(right, scene, protection.keys, actions);
                        field_key(right, scene, renewing);
                    }
                });
            } else {
                protected(ui, scene, protection);
                place(ui, scene, protection.keys, actions);
                field_key(ui, scene, renewing);
            }
            follow_keyboard(ui);
        });
        if self.renewing {
            self.ask_renewal(ui.ctx(), scene, actions);
        }
    }

    fn ask_renewal(&mut self, ctx: &Context, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let (mut renew, mut close) = (false, false);
        let escaped = Dialog::new(text.get("keys-renew")).show(ctx, |ui| {
            wrapped(ui, text.get("keys-renew-what"));
            gap(ui, space::M);
            ui.horizontal(|ui| {
                renew = Button::primary(text.get("keys-renew-do")).show(ui).clicked();
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        if renew {
            actions.push(Action::Keys(KeysAsked::Renew));
        }
        if renew || close || escaped {
            self.renewing = false;
        }
    }
}

/// Whether this window may write here.
fn writes(scene: &Scene<'_>) -> bool {
    scene.view.held_by.is_none()
}

fn wrapped(ui: &mut Ui, said: &str) {
    ui.label(RichText::new(said).font(theme::regular(size::BODY)).color(theme::of(ui).muted));
}

fn protected(ui: &mut Ui, scene: &Scene<'_>, protection: &Protection) {
    section(ui, scene.text.get("keys-protection"), |ui| {
        this_pc(ui, scene, protection);
        let text = scene.text;
        let sealed = (Tone::Clear, text.get("keys-sealed-yes"));
        line(ui, text.get("keys-sealed"), sealed, text.get("keys-sealed-what"));
    });
}

fn this_pc(ui: &mut Ui, scene: &Scene<'_>, protection: &Protection) {
    let text = scene.text;
    let disk = match protection.disk {
        Disk::Encrypted => Tone::Clear,
        Disk::Plain | Disk::Unknown => Tone::Recheck,
    };
    let key = protection.disk.key();
    line(
        ui,
        text.get("keys-disk"),
        (disk, &scene.word("keys-disk", key)),
        &scene.word("keys-disk-what", key),
    );
    let (tone, key) = match protection.open_to_others {
        Some(false) => (Tone::Clear, "closed"),
        Some(true) => (Tone::Isolate, "open"),
        None => (Tone::Recheck, "unknown"),
    };
    line(
        ui,
        text.get("keys-folder"),
        (tone, &scene.word("keys-folder", key)),
        &scene.word("keys-folder-what", key),
    );
    let (tone, key, name) = match &protection.lies {
        Lies::Here => (Tone::Clear, "here", ""),
        Lies::Network(kind) => (Tone::Isolate, "network", kind.as_str()),
        Lies::Synced(service) => (Tone::Isolate, "synced", *service),
    };
    let said = text.with(&format!("keys-lies-what-{key}"), &[("name", name)]);
    line(ui, text.get("keys-lies"), (tone, &scene.word("keys-lies", key)), &said);
}

/// What is looked at, how it stands, and what that means.
fn line(ui: &mut Ui, what: &str, (tone, state): (Tone, &str), said: &str) {
    gap(ui, space::XS);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal(|ui| {
            label(ui, what, theme::bold(size::BODY));
            tag(ui, tone, state);
        });
        wrapped(ui, said);
    });
}

fn place(ui: &mut Ui, scene: &Scene<'_>, now: KeyPlace, actions: &mut Actions) {
    let text = scene.text;
    section(ui, text.get("keys-place"), |ui| {
        let mut chosen = now;
        let places = [
            (KeyPlace::File, text.get("keys-in-file")),
            (KeyPlace::Keyring, text.get("keys-in-keyring")),
        ];
        ui.add_enabled_ui(writes(scene), |ui| {
            if segments(ui, text.get("keys-place"), &mut chosen, &places) && chosen != now {
                actions.push(Action::Keys(KeysAsked::Move(chosen)));
            }
        });
        let said = match now {
            KeyPlace::File => "keys-in-file-what",
            KeyPlace::Keyring => "keys-in-keyring-what",
        };
        wrapped(ui, text.get(said));
    });
}

fn field_key(ui: &mut Ui, scene: &Scene<'_>, renewing: &mut bool) {
    let text = scene.text;
    section(ui, text.get("keys-field"), |ui| {
        wrapped(ui, text.get("keys-field-what"));
        gap(ui, space::XS);
        // A column would make the button as wide as itself.
        ui.horizontal(|ui| {
            let button = Button::secondary(text.get("keys-renew")).enabled(writes(scene));
            *renewing |= button.show(ui).clicked();
        });
    });
}
