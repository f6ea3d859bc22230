//! What concerns the data of the person whose page is open: numbers seen whole for a reason, what they may ask, what is held.

use eframe::egui::{Key, Modifiers, Ui};

use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::Item;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, PrivacyAsked};
use crate::ui::screens::settings::due;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted, tag};

/// Why a number is seen whole: the usual reasons, a press each.
const REASONS: [&str; 4] = [
    "privacy-reason-call",
    "privacy-reason-trace",
    "privacy-reason-authority",
    "privacy-reason-asked",
];

/// What is asked in front of the page.
#[derive(Clone, Debug)]
enum Front {
    Reveal { item: Item, reason: String },
    Hold { reason: String },
    Delete,
}

/// What stands open about somebody's data.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    front: Option<Front>,
    fresh: bool,
}

impl Own {
    /// The numbers, masked, each with what shows it whole.
    pub(super) fn numbers(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person) {
        let numbers = [
            (Item::Phone, "field-phone", scene.phone(person)),
            (Item::Document, "field-document", scene.document(person)),
        ];
        let pressed = self.front.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::R));
        let mut asked = None;
        let mut keyed = false;
        ui.horizontal(|ui| {
            for (item, title, shown) in numbers.into_iter().filter(|(.., shown)| !shown.is_empty()) {
                muted(ui, &[scene.text.get(title), &shown].join(" "), size::SECOND);
                if let Some(until) = scene.revealed_until(person.id, item) {
                    let left = until.secs_since(scene.now).max(0).to_string();
                    tag(ui, Tone::Recheck, &scene.text.with("privacy-seconds", &[("seconds", &left)]));
                    ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
                    continue;
                }
                let word = scene.word("privacy-reveal", item.key());
                let button = Button::quiet(&word);
                let is_first = !std::mem::replace(&mut keyed, true);
                let button = if is_first { button.key("Ctrl R") } else { button };
                if button.show(ui).clicked() || is_first && pressed {
                    asked = Some(item);
                }
            }
        });
        if let Some(item) = asked {
            self.open(Front::Reveal {
                item,
                reason: String::new(),
            });
        }
    }

    /// What they may ask for about their own data, and what keeps it.
    pub(super) fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
        let text = scene.text;
        if Button::secondary(text.get("privacy-extract")).show(ui).clicked() {
            actions.push(Action::Privacy(PrivacyAsked::Extract(person.id)));
        }
        if Button::quiet(text.get("privacy-delete")).show(ui).clicked() {
            self.open(Front::Delete);
            actions.push(Action::Privacy(PrivacyAsked::Look(Some(person.id))));
        }
        let is_held = scene.view.veil.holds.iter().any(|held| held.person == person.id);
        if is_held {
            tag(ui, Tone::Report, text.get("privacy-hold-word"));
            if Button::quiet(text.get("privacy-lift")).show(ui).clicked() {
                actions.push(Action::Privacy(PrivacyAsked::LiftHold(person.id)));
            }
        } else if Button::quiet(text.get("privacy-hold")).show(ui).clicked() {
            self.open(Front::Hold { reason: String::new() });
        }
    }

    fn open(&mut self, front: Front) {
        (self.front, self.fresh) = (Some(front), true);
    }

    /// Whether something is asked in front of the page.
    pub(super) fn is_open(&self) -> bool {
        self.front.is_some()
    }

    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, person: PersonId, actions: &mut Actions) {
        let Some(mut front) = self.front.take() else { return };
        let stays = match &mut front {
            Front::Reveal { item, reason } => self.reveal(ui, scene, (person, *item), reason, actions),
            Front::Hold { reason } => self.hold(ui, scene, person, reason, actions),
            Front::Delete => delete(ui, scene, actions),
        };
        if stays {
            self.front = Some(front);
        }
    }

    fn reveal(&mut self, ui: &Ui, scene: &Scene<'_>, (person, item): (PersonId, Item), reason: &mut String, actions: &mut Actions) -> bool {
        let text = scene.text;
        let title = scene.word("privacy-reveal", item.key());
        let mut close = false;
        let escaped = Dialog::new(&title).show(ui.ctx(), |ui| {
            muted(ui, text.get("privacy-reveal-said"), size::BODY);
            gap(ui, space::S);
            ui.horizontal_wrapped(|ui| {
                for key in REASONS {
                    if Button::secondary(text.get(key)).show(ui).clicked() {
                        text.get(key).clone_into(reason);
                    }
                }
            });
            if let Some(reason) = self.reason(ui, scene, reason, &title, &mut close) {
                actions.push(Action::Privacy(PrivacyAsked::Reveal { person, item, reason }));
            }
        });
        !(escaped || close)
    }

    fn hold(&mut self, ui: &Ui, scene: &Scene<'_>, person: PersonId, reason: &mut String, actions: &mut Actions) -> bool {
        let text = scene.text;
        let title = text.get("privacy-hold");
        let mut close = false;
        let escaped = Dialog::new(title).show(ui.ctx(), |ui| {
            muted(ui, text.get("privacy-hold-said"), size::BODY);
            if let Some(reason) = self.reason(ui, scene, reason, title, &mut close) {
                actions.push(Action::Privacy(PrivacyAsked::Hold { person, reason }));
            }
        });
        !(escaped || close)
    }

    /// The field of the reason with its two buttons; the reason that was given.
    fn reason(&mut self, ui: &mut Ui, scene: &Scene<'_>, reason: &mut String, verb: &str, close: &mut bool) -> Option<String> {
        let text = scene.text;
        gap(ui, space::S);
        let field = Field::new(text.get("word-reason"), reason).width(500.0).show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        gap(ui, space::M);
        let mut given = None;
        ui.horizontal(|ui| {
            let ready = !reason.trim().is_empty();
            let pressed = Button::primary(verb).key("Enter").enabled(ready).show(ui).clicked();
            if ready && (pressed || field.submitted) {
                given = Some(reason.trim().to_owned());
                *close = true;
            }
            *close |= Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        given
    }
}

/// What the law lets keep, and what goes. Says whether it stays open.
fn delete(ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
    let text = scene.text;
    let mut close = false;
    let escaped = Dialog::new(text.get("privacy-delete")).width(640.0).show(ui.ctx(), |ui| {
        muted(ui, text.get("privacy-delete-said"), size::BODY);
        gap(ui, space::M);
        let Some(preview) = &scene.view.veil.due else {
            muted(ui, text.get("privacy-looking"), size::BODY);
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            return;
        };
        due(ui, scene, preview);
        gap(ui, space::M);
        ui.horizontal(|ui| {
            let count = preview.count();
            let word = text.count("privacy-clear-now", count, &[]);
            if count > 0 && Button::primary(&word).show(ui).clicked() {
                actions.push(Action::Privacy(PrivacyAsked::Purge));
                close = true;
            }
            if Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked() {
                actions.push(Action::Privacy(PrivacyAsked::Leave));
                close = true;
            }
        });
    });
    if escaped {
        actions.push(Action::Privacy(PrivacyAsked::Leave));
    }
    !(escaped || close)
}
