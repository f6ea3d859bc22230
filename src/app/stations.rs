//! What the stations screen asks for, done: an arm a line.

use std::path::PathBuf;

use eframe::egui::Context;
use uuid::Uuid;

use super::exchange::Errand;
use super::jobs::{Found, Purpose};
use super::{Desk, Opened};
use crate::domain::peer::{Card, Level};
use crate::domain::rights::Right;
use crate::station::exchange::{ENDING, Route, Sent, card_from_text};
use crate::station::{Changed, Done, Error, Station, in_place};
use crate::ui::action::{CardFrom, StationsAsked};
use crate::ui::bundles;
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn stations(&mut self, ctx: &Context, asked: StationsAsked) {
        match asked {
            StationsAsked::ReadCard(CardFrom::Text(text)) => self.found_card(ctx, card_from_text(&text).map_err(Error::from)),
            StationsAsked::ReadCard(CardFrom::File(path)) => self.read_card(ctx, path),
            StationsAsked::CopyCard => self.copy_card(ctx),
            StationsAsked::KeepCard(path) => self.keep_card(ctx, path),
            StationsAsked::ChooseFolder => self.start(ctx, "choose a folder", |_| {
                Ok(Found::File(Purpose::Folder, rfd::FileDialog::new().pick_folder()))
            }),
            StationsAsked::Enrol(card) => self.trust(ctx, |station| station.enrol(*card)),
            StationsAsked::Revoke { peer, reason } => self.trust(ctx, |station| station.revoke(peer, &reason)),
            StationsAsked::Write { to, level, path } => self.write_bundle(ctx, &to, level, path),
            StationsAsked::Read(Some(path)) => self.read_by_hand(ctx, path),
            StationsAsked::Read(None) => self.start(ctx, "choose a bundle", |_| {
                let dialog = rfd::FileDialog::new().add_filter(ENDING, &[ENDING]);
                Ok(Found::File(Purpose::Bundle, dialog.pick_file()))
            }),
            StationsAsked::Routes(routes) => self.set_routes(ctx, &routes),
            StationsAsked::ExchangeNow => self.exchange_now(),
            StationsAsked::Seen(no) => self.seen(ctx, no),
        }
    }

    fn trust(&mut self, ctx: &Context, write: impl FnOnce(&mut Station) -> Result<Done<()>, Error>) {
        self.write(ctx, Changed::Exchange, write, |desk| {
            desk.screens.stations.done();
            // What was refused of them so far lies in the folders still.
            desk.exchange_quietly();
        });
    }

    fn read_card(&mut self, ctx: &Context, path: Option<PathBuf>) {
        self.start(ctx, "read a card", move |_| {
            let chosen = path.or_else(|| rfd::FileDialog::new().pick_file());
            let Some(path) = chosen else {
                return Ok(Found::File(Purpose::Card, None));
            };
            Ok(Found::Card(Station::read_card(&path)))
        });
    }

    /// A card was read, or what was given is none.
    pub(super) fn found_card(&mut self, ctx: &Context, card: Result<Card, Error>) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        match card {
            Ok(card) => self.screens.stations.show_card(card, station.now()),
            Err(error) => {
                tracing::error!(code = error.code(), "no card");
                self.screens.stations.no_card(crate::cli::sentence(&self.text, &error));
                ctx.request_repaint();
            }
        }
    }

    fn copy_card(&mut self, ctx: &Context) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        ctx.copy_text(view.exchange.own_text.clone());
        let said = self.text.get("bundle-card-copied").to_owned();
        self.say(ctx, Tone::Clear, said);
    }

    fn keep_card(&mut self, ctx: &Context, path: Option<PathBuf>) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let (text, name) = (view.exchange.own_text.clone(), format!("{}.card", view.card.station));
        self.start(ctx, "keep a card", move |_| {
            let chosen = path.or_else(|| rfd::FileDialog::new().set_file_name(name).save_file());
            let Some(path) = chosen else {
                return Ok(Found::File(Purpose::Card, None));
            };
            in_place(&path, format!("{text}\n").as_bytes())?;
            Ok(Found::Kept(path))
        });
    }

    pub(super) fn kept_card(&mut self, ctx: &Context, path: &std::path::Path) {
        let facts: [(&str, &str); 1] = [("path", &path.display().to_string())];
        let said = self.text.with("bundle-card-kept", &facts);
        self.say(ctx, Tone::Clear, said);
    }

    fn write_bundle(&mut self, ctx: &Context, to: &[Uuid], level: Level, path: Option<PathBuf>) {
        if self.permitted(ctx, |station| station.may_export(Right::ManageStations)).is_none() {
            return;
        }
        let Some(Opened { station, view }) = &self.opened else { return };
        let name = format!("{}.{ENDING}", view.card.station);
        match station.plan_bundle(to, level, false) {
            Ok(sending) => self.start(ctx, "write a bundle", move |meter| {
                let chosen = path.or_else(|| rfd::FileDialog::new().set_file_name(name).save_file());
                let Some(path) = chosen else {
                    return Ok(Found::File(Purpose::Bundle, None));
                };
                let sent = sending.write(&path, &|done, all| meter.tell(done, all))?;
                Ok(Found::Sent(sent))
            }),
            // Said where it was asked for: what was chosen there is still to be seen.
            Err(error) => {
                tracing::error!(code = error.code(), "no bundle is written");
                self.screens.stations.not_written(crate::cli::sentence(&self.text, &error));
                ctx.request_repaint();
            }
        }
    }

    pub(super) fn sent_bundle(&mut self, ctx: &Context, sent: &Sent) {
        self.screens.stations.done();
        let said = bundles::sent(&self.text, sent);
        self.say(ctx, Tone::Clear, said);
    }

    pub(super) fn read_by_hand(&mut self, ctx: &Context, path: PathBuf) {
        if self.permitted(ctx, |station| station.may_export(Right::ManageStations)).is_some() {
            self.read_bundle(path);
        }
    }

    pub(super) fn read_bundle(&mut self, path: PathBuf) {
        self.screens.stations.done();
        self.errands.add(Errand::Read(path));
    }

    fn set_routes(&mut self, ctx: &Context, routes: &[Route]) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let set = station.set_routes(routes).and_then(|()| station.refresh(view, Changed::Exchange));
        match set {
            Ok(()) => self.screens.stations.done(),
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Every folder, because somebody wants it.
    fn exchange_now(&mut self) {
        for folder in self.folders() {
            self.errands.add(Errand::Folder(folder, true));
        }
    }

    fn exchange_quietly(&mut self) {
        for folder in self.folders() {
            self.errands.add(Errand::Folder(folder, false));
        }
    }

    fn folders(&self) -> Vec<PathBuf> {
        let routes = self.opened.iter().flat_map(|opened| &opened.view.exchange.routes);
        routes.map(|state| state.route.folder.clone()).collect()
    }

    fn seen(&mut self, ctx: &Context, no: i64) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        let seen = station.mark_seen(no).and_then(|()| station.refresh(view, Changed::Exchange));
        if let Err(error) = seen {
            self.fail(ctx, &error);
        }
    }
}
