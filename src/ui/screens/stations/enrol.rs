//! Enrolling (登记): a card is typed, pasted, scanned or found; two people read its fingerprint to each other; Enter enrols.

use eframe::egui::{Event, Id, Key, Ui};

use super::called;
use super::list::changed;
use super::parts::{belongs, fingerprint, say};
use crate::domain::day::Moment;
use crate::domain::peer::{Card, Relation};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, CardFrom, StationsAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, tag};

/// For so long after a card came in front Enter does nothing: a scanner sends one of its own, or two.
const SCANNER_MS: i64 = 1_000;

/// A station being enrolled.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Enrol {
    text: String,
    /// Why what was typed is no card.
    refused: Option<String>,
    /// Who it is, since when that is shown.
    card: Option<(Card, Moment)>,
    opened: bool,
}

impl Enrol {
    /// The beginning of a card that somebody types, pastes or scans.
    pub(super) fn typed(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    pub(super) fn of(card: Card, now: Moment) -> Self {
        Self {
            card: Some((card, now)),
            ..Self::default()
        }
    }

    pub(super) fn refused(&mut self, said: String) {
        self.refused = Some(said);
    }

    pub(super) fn unfinished(&self) -> bool {
        self.card.is_some() || !self.text.trim().is_empty()
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let mut close = false;
        let title = if self.card.is_some() {
            "stations-compare"
        } else {
            "stations-enrol"
        };
        if let Some((_, since)) = &self.card {
            hold_enter(ui, scene.now.0.saturating_sub(since.0) < SCANNER_MS);
        }
        let escaped = Dialog::new(scene.text.get(title))
            .width(640.0)
            .show(ui.ctx(), |ui| match &self.card {
                Some((card, _)) => close = compare(ui, scene, card, &mut self.opened, actions),
                None => close = self.ask(ui, scene, actions),
            });
        !(escaped || close)
    }

    /// Where the card comes from. Says whether to close.
    fn ask(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        muted(ui, text.get("stations-enrol-how"), size::BODY);
        gap(ui, space::XS);
        let before = self.text.clone();
        let field = Field::new(text.get("stations-card"), &mut self.text)
            .hint("gatehouse:1:…")
            .width(ui.available_width().min(580.0))
            .error(self.refused.as_deref())
            .id(Id::unique("stations-card"))
            .show(ui);
        if !std::mem::replace(&mut self.opened, true) {
            field.response.request_focus();
        }
        if self.text != before {
            self.refused = None;
        }
        for card in &scene.view.exchange.strangers {
            let found = format!("{} {}", called(scene, card), card.fingerprint());
            if Button::secondary(&found).icon(Icon::Key).show(ui).clicked() {
                self.card = Some((card.clone(), scene.now));
                self.opened = false;
            }
        }
        gap(ui, space::M);
        let mut close = false;
        ui.horizontal_wrapped(|ui| {
            let ready = !self.text.trim().is_empty();
            let pressed = Button::primary(text.get("stations-show-card"))
                .key("Enter")
                .enabled(ready)
                .show(ui)
                .clicked();
            if ready && (pressed || field.submitted) {
                let from = CardFrom::Text(self.text.trim().to_owned());
                actions.push(Action::Stations(StationsAsked::ReadCard(from)));
            }
            if Button::secondary(text.get("do-choose-file")).show(ui).clicked() {
                actions.push(Action::Stations(StationsAsked::ReadCard(CardFrom::File(None))));
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        close
    }
}

/// Takes away an Enter that nobody means: one that is still held down, and any while `all` are.
fn hold_enter(ui: &Ui, all: bool) {
    let unmeant = |event: &Event| matches!(event, Event::Key { key: Key::Enter, repeat, .. } if all || *repeat);
    ui.input_mut(|input| input.events.retain(|event| !unmeant(event)));
}

/// Who it is, and its fingerprint as large as it can be read out. Says whether to close.
fn compare(ui: &mut Ui, scene: &Scene<'_>, card: &Card, opened: &mut bool, actions: &mut Actions) -> bool {
    let text = scene.text;
    let relation = Relation::between(&scene.view.card, card);
    ui.horizontal_wrapped(|ui| {
        label(ui, &card.station, theme::name_font(ui, &card.station, size::NAME));
        tag(ui, Tone::Report, &scene.word("stations-relation", relation.key()));
    });
    muted(ui, &belongs(scene, card), size::SECOND);
    gap(ui, space::M);
    fingerprint(ui, card, size::NAME);
    gap(ui, space::S);
    let known = scene.view.exchange.peers.iter().find(|peer| peer.peer.card.chain == card.chain);
    if let Some(old) = known.filter(|_| changed(&scene.view.exchange, card.chain).is_some()) {
        let old = old.peer.card.fingerprint().to_string();
        say(
            ui,
            Tone::Isolate,
            Icon::Triangle,
            &text.with("stations-changed-old", &[("old", &old)]),
        );
    }
    let against = objection(scene, card, relation);
    match &against {
        Some(said) => say(ui, Tone::Isolate, Icon::Ban, said),
        None => say(ui, Tone::Report, Icon::Phone, text.get("stations-compare-how")),
    }
    gap(ui, space::M);
    let mut close = false;
    ui.horizontal_wrapped(|ui| {
        let same = Button::primary(text.get("stations-same"))
            .key("Enter")
            .enabled(against.is_none())
            .show(ui);
        // Nothing that trusts somebody has the keyboard by itself.
        if !std::mem::replace(opened, true) {
            ui.memory_mut(eframe::egui::Memory::stop_text_input);
        }
        let idle = ui.memory(|memory| memory.focused().is_none());
        if same.clicked() || (against.is_none() && idle && ui.input(|input| input.key_pressed(Key::Enter))) {
            actions.push(Action::Stations(StationsAsked::Enrol(Box::new(card.clone()))));
        }
        close = Button::secondary(text.get("stations-differs")).key("Esc").show(ui).clicked();
    });
    close
}

/// Why this card is not enrolled here; the station refuses it no less.
fn objection(scene: &Scene<'_>, card: &Card, relation: Relation) -> Option<String> {
    let (view, text) = (scene.view, scene.text);
    if card.chain == view.card.chain {
        return Some(text.get("stations-is-own").to_owned());
    }
    let mut peers = view.exchange.peers.iter().map(|peer| &peer.peer);
    if peers.any(|peer| peer.card == *card && peer.revoked.is_none()) {
        return Some(text.get("stations-is-known").to_owned());
    }
    let (ours, theirs) = ((&view.card.site, &view.card.unit), (&card.site, &card.unit));
    if relation == Relation::Site && ours != theirs {
        let [ours, theirs] = [ours, theirs].map(|(site, unit)| [site.as_str(), unit].join(" "));
        return Some(text.with("stations-other-site", &[("ours", ours.trim()), ("theirs", theirs.trim())]));
    }
    None
}
