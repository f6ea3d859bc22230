//! A bundle (数据包) by hand: written for whom, with how much of it, to where; or read from where.

use eframe::egui::{Id, Ui};
use uuid::Uuid;

use super::called;
use super::parts::say;
use super::route::levels;
use crate::domain::peer::{Level, Peer, Relation};
use crate::station::exchange::ExchangeView;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, StationsAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted, toggle};

/// A bundle to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WriteForm {
    /// Every station that something can be sealed for, and whether it is chosen.
    to: Vec<(Uuid, bool)>,
    level: Level,
    path: String,
    /// Why it could not be written as it was asked for.
    refused: Option<String>,
    opened: bool,
}

impl WriteForm {
    /// For one station; or for those of the site, and for headquarters where there are none: what these two get is not the same,
    /// and does not go into one bundle. At the level that the first route has.
    pub(super) fn new(exchange: &ExchangeView, only: Option<Uuid>) -> Self {
        let trusted = exchange.peers.iter().map(|peer| &peer.peer).filter(|peer| peer.revoked.is_none());
        let trusted: Vec<&Peer> = trusted.collect();
        let first = trusted.iter().map(|peer| peer.relation).min();
        let chosen = |peer: &Peer| only.map_or_else(|| Some(peer.relation) == first, |only| only == peer.card.chain);
        Self {
            to: trusted.iter().map(|peer| (peer.card.chain, chosen(peer))).collect(),
            level: exchange.routes.first().map(|state| state.route.level).unwrap_or_default(),
            ..Self::default()
        }
    }

    pub(super) fn refused(&mut self, said: String) {
        self.refused = Some(said);
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("stations-write")).width(640.0).show(ui.ctx(), |ui| {
            if self.to.is_empty() {
                muted(ui, text.get("stations-nobody-yet"), size::BODY);
            } else {
                self.recipients(ui, scene);
            }
            let (path, submitted) = place(ui, scene, &mut self.path, &mut self.opened);
            if let Some(refused) = &self.refused {
                gap(ui, space::XS);
                say(ui, Tone::Isolate, Icon::Triangle, refused);
            }
            gap(ui, space::M);
            ui.horizontal_wrapped(|ui| {
                let chosen = self.to.iter().any(|(_, chosen)| *chosen);
                let word = text.get("stations-write-now");
                let pressed = Button::primary(word).key("Enter").enabled(chosen && path.is_some()).show(ui);
                let choose = Button::secondary(text.get("stations-choose-place")).enabled(chosen).show(ui);
                if chosen && ((path.is_some() && (pressed.clicked() || submitted)) || choose.clicked()) {
                    self.refused = None;
                    actions.push(Action::Stations(StationsAsked::Write {
                        to: self.to.iter().filter(|(_, chosen)| *chosen).map(|(chain, _)| *chain).collect(),
                        level: self.level,
                        path: path.filter(|_| !choose.clicked()),
                    }));
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    fn recipients(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        muted(ui, text.get("stations-to"), size::LABEL);
        let peers = &scene.view.exchange.peers;
        let mut above = false;
        ui.horizontal_wrapped(|ui| {
            for (chain, chosen) in &mut self.to {
                let Some(peer) = peers.iter().find(|peer| peer.peer.card.chain == *chain) else {
                    continue;
                };
                if toggle(ui, &called(scene, &peer.peer.card), chosen).changed() {
                    self.refused = None;
                }
                above |= *chosen && peer.peer.relation == Relation::Above;
            }
        });
        if above {
            levels(ui, scene, &mut self.level);
        }
    }
}

/// A bundle to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadForm {
    path: String,
    opened: bool,
}

impl ReadForm {
    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("stations-read")).width(640.0).show(ui.ctx(), |ui| {
            muted(ui, text.get("stations-read-how"), size::BODY);
            let (path, submitted) = place(ui, scene, &mut self.path, &mut self.opened);
            gap(ui, space::M);
            ui.horizontal_wrapped(|ui| {
                let word = text.get("stations-read-now");
                let pressed = Button::primary(word).key("Enter").enabled(path.is_some()).show(ui).clicked();
                let choose = Button::secondary(text.get("do-choose-file")).show(ui).clicked();
                if choose || (path.is_some() && (pressed || submitted)) {
                    let path = path.filter(|_| !choose);
                    actions.push(Action::Stations(StationsAsked::Read(path)));
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }
}

/// The path of a file as it is typed; nothing where it is empty. Says whether Enter was pressed in it.
fn place(ui: &mut Ui, scene: &Scene<'_>, path: &mut String, opened: &mut bool) -> (Option<std::path::PathBuf>, bool) {
    gap(ui, space::XS);
    let field = Field::new(scene.text.get("stations-path"), path)
        .width(ui.available_width().min(580.0))
        .id(Id::unique("stations-path"))
        .show(ui);
    if !std::mem::replace(opened, true) {
        field.response.request_focus();
    }
    let typed = path.trim();
    ((!typed.is_empty()).then(|| typed.into()), field.submitted)
}
