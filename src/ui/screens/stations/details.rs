//! One station: who it is, its fingerprint, and what is known of each other.

use eframe::egui::Ui;

use super::age::ago;
use super::enrol::Enrol;
use super::list::{Row, changed, relation, states};
use super::parts::{belongs, code, fact, fingerprint, say};
use super::{Does, Front, Stations, called, thousands};
use crate::domain::peer::Card;
use crate::domain::settings::Role;
use crate::station::exchange::{PeerState, Skew};
use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Button, Dialog, gap, heading, muted, tag};

impl Stations {
    /// A row, large in front, to be read out or scanned from. Says whether it stays.
    pub(super) fn large(&mut self, ui: &Ui, scene: &Scene<'_>, row: Row, actions: &mut Actions) -> bool {
        let card = row.card(&scene.view.exchange);
        let title = card.map_or_else(|| scene.view.card.station.clone(), |card| called(scene, card));
        let mut close = false;
        let escaped = Dialog::new(&title).width(640.0).show(ui.ctx(), |ui| {
            self.details(ui, scene, (row, true), actions);
            gap(ui, space::M);
            close = Button::secondary(scene.text.get("do-back")).key("Esc").show(ui).clicked();
        });
        !(escaped || close)
    }

    /// A row, in the panel or `large`.
    pub(super) fn details(&mut self, ui: &mut Ui, scene: &Scene<'_>, (row, large): (Row, bool), actions: &mut Actions) {
        let exchange = &scene.view.exchange;
        let Some(card) = row.card(exchange) else {
            if row == Row::Own {
                say(ui, Tone::Isolate, Icon::Triangle, scene.text.get("stations-no-keys"));
            }
            return;
        };
        ui.horizontal_wrapped(|ui| {
            if !large {
                heading(ui, &called(scene, card));
            }
            tag(ui, Tone::Report, &relation(scene, row));
            for (tone, word) in states(scene, row) {
                tag(ui, tone, &word);
            }
        });
        muted(ui, &belongs(scene, card), size::BODY);
        gap(ui, space::S);
        muted(ui, scene.text.get("stations-fingerprint"), size::LABEL);
        fingerprint(ui, card, if large { size::NAME } else { size::SECOND });
        gap(ui, space::S);
        match row {
            Row::Own => self.own(ui, scene, large, actions),
            Row::Peer(_) => self.peer(ui, scene, row, actions),
            Row::Stranger(_) => self.compare(ui, scene, card, "stations-found-in-folder"),
        }
    }

    /// The code of this station's card, and how the other side gets it.
    fn own(&mut self, ui: &mut Ui, scene: &Scene<'_>, large: bool, actions: &mut Actions) {
        let text = scene.text;
        if let (_, Some(modules)) = &self.code {
            // In front it is as large as leaves room for what stands around it.
            let most = if large {
                (ui.ctx().content_rect().height() - 470.0).clamp(260.0, 440.0)
            } else {
                220.0
            };
            code(ui, modules, (text.get("stations-code"), most.min(ui.available_width())));
        }
        muted(ui, text.get("stations-own-how"), size::LABEL);
        if scene.view.card.role == Role::Headquarters {
            kept(ui, scene);
        }
        gap(ui, space::XS);
        let copy = Button::secondary(text.get("stations-copy-card")).icon(Icon::Copy).key("Ctrl C");
        let keep = Button::secondary(text.get("stations-keep-card"))
            .icon(Icon::HardDrive)
            .key("Ctrl E");
        ui.horizontal_wrapped(|ui| {
            if copy.show(ui).clicked() {
                self.does(scene, Does::CopyCard, actions);
            }
            if keep.show(ui).clicked() {
                self.does(scene, Does::KeepCard, actions);
            }
        });
    }

    /// What is known of each other, and what can be done about it.
    fn peer(&mut self, ui: &mut Ui, scene: &Scene<'_>, row: Row, actions: &mut Actions) {
        let exchange = &scene.view.exchange;
        let Some(peer) = row.peer(exchange) else { return };
        if let Some(card) = changed(exchange, peer.peer.card.chain) {
            self.compare(ui, scene, card, "stations-changed-do");
        }
        facts(ui, scene, peer);
        gap(ui, space::S);
        if peer.peer.revoked.is_some() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let write = Button::secondary(scene.text.get("stations-write")).icon(Icon::Upload).key("F6");
            if write.show(ui).clicked() {
                self.does(scene, Does::Write, actions);
            }
            let revoke = Button::secondary(scene.text.get("stations-revoke")).icon(Icon::Ban).key("F9");
            if revoke.show(ui).clicked() {
                self.does(scene, Does::Revoke, actions);
            }
        });
    }

    /// A card that somebody has to compare first, and why.
    fn compare(&mut self, ui: &mut Ui, scene: &Scene<'_>, card: &Card, why: &'static str) {
        muted(ui, scene.text.get(why), size::BODY);
        gap(ui, space::XS);
        let compare = Button::primary(scene.text.get("stations-compare")).icon(Icon::Key).key("Enter");
        if compare.show(ui).clicked() {
            self.front = Some(Front::Enrol(Enrol::of(card.clone(), scene.now)));
        }
        gap(ui, space::S);
    }
}

/// Where headquarters keeps what its units send.
fn kept(ui: &mut Ui, scene: &Scene<'_>) {
    let said = match &scene.view.exchange.ledger_url {
        Some(url) => scene.text.with("stations-kept-on-server", &[("url", url)]),
        None => scene.text.get("stations-kept-in-file").to_owned(),
    };
    muted(ui, &said, size::BODY);
}

/// What is known of a station, and what it knows of this one.
fn facts(ui: &mut Ui, scene: &Scene<'_>, peer: &PeerState) {
    let text = scene.text;
    let known = match peer.known() {
        Some(at) => format!("{} ({})", ago(scene, at), scene.view.card.zone.date_time(at)),
        None if peer.have > 0 => text.get("stations-passed-on").to_owned(),
        None => text.get("stations-never").to_owned(),
    };
    fact(ui, text.get("stations-col-known"), &known, None);
    let have = text.with("stations-have", &[("number", &thousands(peer.have))]);
    fact(ui, text.get("stations-col-have"), &have, None);
    let accepted = match peer.accepted {
        Some((seq, at)) => text.with("stations-accepted", &[("seq", &thousands(seq)), ("age", &ago(scene, at))]),
        None => text.get("stations-accepted-nothing").to_owned(),
    };
    fact(ui, text.get("stations-col-accepted"), &accepted, None);
    let owed = text.with("stations-owed", &[("number", &thousands(peer.owed))]);
    fact(ui, text.get("stations-col-owed"), &owed, None);
    if let Some(skew) = peer.skew() {
        let (key, minutes) = match skew {
            Skew::Ahead(minutes) => ("stations-clock-ahead-is", minutes),
            Skew::Behind(minutes) => ("stations-clock-behind-or-way", minutes),
        };
        let said = text.with(key, &[("minutes", &thousands(minutes))]);
        fact(ui, text.get("stations-clock"), &said, Some(Tone::Recheck));
    }
    if let Some(reason) = &peer.peer.revoked {
        fact(ui, text.get("stations-revoked"), reason, Some(Tone::Refuse));
    }
}
