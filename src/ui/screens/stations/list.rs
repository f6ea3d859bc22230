//! The list of stations: this one, those that somebody enrolled, and those whose card lies in a folder and nobody knows.

use eframe::egui::{self, Ui};
use uuid::Uuid;

use super::age::{ago, ago_short, unheard};
use super::enrol::Enrol;
use super::{Front, LIST, Stations, called, thousands};
use crate::domain::group::is_stale;
use crate::domain::peer::{Card, Relation};
use crate::station::exchange::{ExchangeView, PeerState, Skew};
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, gap, label, muted, tag};

/// A row of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Row {
    #[default]
    Own,
    Peer(Uuid),
    Stranger(Uuid),
}

impl Row {
    pub(super) fn peer(self, exchange: &ExchangeView) -> Option<&PeerState> {
        let Self::Peer(chain) = self else { return None };
        exchange.peers.iter().find(|peer| peer.peer.card.chain == chain)
    }

    /// Which station it is, whatever it is to this one by now.
    fn chain(self) -> Option<Uuid> {
        match self {
            Self::Own => None,
            Self::Peer(chain) | Self::Stranger(chain) => Some(chain),
        }
    }

    /// The card of whoever stands in this row.
    pub(super) fn card(self, exchange: &ExchangeView) -> Option<&Card> {
        match self {
            Self::Own => exchange.own.as_ref(),
            Self::Peer(_) => self.peer(exchange).map(|peer| &peer.peer.card),
            Self::Stranger(chain) => exchange.strangers.iter().find(|card| card.chain == chain),
        }
    }

    /// The card that somebody has to compare before anything of that station is taken.
    pub(super) fn to_compare(self, exchange: &ExchangeView) -> Option<&Card> {
        match self {
            Self::Own => None,
            Self::Peer(chain) => changed(exchange, chain),
            Self::Stranger(_) => self.card(exchange),
        }
    }
}

/// The card with other keys that a station shows now, where it does.
pub(super) fn changed(exchange: &ExchangeView, chain: Uuid) -> Option<&Card> {
    exchange.changed_keys.iter().find(|card| card.chain == chain)
}

/// Whether there is nobody but this station.
pub(super) fn is_alone(exchange: &ExchangeView) -> bool {
    exchange.peers.is_empty() && exchange.strangers.is_empty()
}

/// This station, those of the site, headquarters, those below; whom nobody trusts any more; strangers.
fn rows(exchange: &ExchangeView) -> Vec<Row> {
    let mut peers: Vec<&PeerState> = exchange.peers.iter().collect();
    peers.sort_by_key(|peer| (peer.peer.revoked.is_some(), peer.peer.relation));
    let peers = peers.into_iter().map(|peer| Row::Peer(peer.peer.card.chain));
    let strangers = exchange.strangers.iter().map(|card| Row::Stranger(card.chain));
    std::iter::once(Row::Own).chain(peers).chain(strangers).collect()
}

/// Titles and widths; those a narrow list leaves out are said by the row itself when it is opened.
const COLUMNS: [(&str, f32, bool); 7] = [
    ("stations-col-name", 136.0, false),
    ("stations-col-relation", 104.0, false),
    ("stations-col-known", 108.0, false),
    ("stations-col-have", 64.0, true),
    ("stations-col-accepted", 148.0, true),
    ("stations-col-owed", 64.0, true),
    ("word-status", 0.0, false),
];
const NARROW: [&str; 3] = ["stations-col-name", "stations-col-known", "word-status"];

impl Stations {
    /// The row of the station that is chosen; this station's own where that one is gone.
    pub(super) fn row(&self, exchange: &ExchangeView) -> Row {
        let mut rows = rows(exchange).into_iter();
        rows.find(|row| row.chain() == self.picked.chain()).unwrap_or_default()
    }

    pub(super) fn stations(&mut self, ui: &mut Ui, scene: &Scene<'_>, beside: bool) {
        let exchange = &scene.view.exchange;
        let rows = rows(exchange);
        let narrow = ui.available_width() < 700.0;
        let said = |title: &str| !narrow || NARROW.contains(&title);
        let shown: Vec<(&'static str, f32, bool)> = COLUMNS.into_iter().filter(|(title, ..)| said(title)).collect();
        let column = |(title, width, right): &(&'static str, f32, bool)| Column {
            title: scene.text.get(title),
            width: *width,
            right: *right,
        };
        let columns: Vec<Column<'_>> = shown.iter().map(column).collect();
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: rows.len(),
        };
        let chosen = self.row(exchange);
        let mut cursor = rows.iter().position(|row| *row == chosen).unwrap_or_default();
        let row = |no: usize| rows.get(no).copied().unwrap_or_default();
        let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let opened = table.show_kept(
            ui,
            &mut cursor,
            |no| sentence(scene, row(no)),
            |ui, no, at| {
                if let Some((title, ..)) = shown.get(at) {
                    cell(ui, scene, row(no), title);
                }
            },
        );
        self.picked = row(cursor);
        if let Some(no) = opened.filter(|_| self.front.is_none() && (entered || !beside)) {
            self.front = Some(open(scene, row(no)));
        }
    }
}

/// What Enter brings in front: the comparison where somebody has to compare, the row itself otherwise.
fn open(scene: &Scene<'_>, row: Row) -> Front {
    match row.to_compare(&scene.view.exchange) {
        Some(card) => Front::Enrol(Enrol::of(card.clone(), scene.now)),
        None => Front::Row(row),
    }
}

/// What a station is to this one, in a word.
pub(super) fn relation(scene: &Scene<'_>, row: Row) -> String {
    match row {
        Row::Own => scene.text.get("stations-this").to_owned(),
        Row::Peer(_) => {
            let peer = row.peer(&scene.view.exchange);
            let relation = peer.map_or(Relation::Site, |peer| peer.peer.relation);
            scene.word("stations-relation", relation.key())
        }
        Row::Stranger(_) => scene.text.get("stations-stranger").to_owned(),
    }
}

fn name(scene: &Scene<'_>, row: Row) -> String {
    let card = row.card(&scene.view.exchange).filter(|_| row != Row::Own);
    card.map_or_else(|| scene.view.card.station.clone(), |card| called(scene, card))
}

/// A row as one sentence.
fn sentence(scene: &Scene<'_>, row: Row) -> String {
    let mut parts = vec![name(scene, row), relation(scene, row)];
    if let Some(peer) = row.peer(&scene.view.exchange) {
        parts.push(age(scene, peer));
        parts.push(accepted(scene, peer));
    }
    parts.extend(states(scene, row).into_iter().map(|(_, word)| word));
    parts.join(" ")
}

/// How old what is known of it is.
fn age(scene: &Scene<'_>, peer: &PeerState) -> String {
    peer.known().map_or_else(|| unheard(scene, peer).to_owned(), |at| ago(scene, at))
}

/// `1,204 · 3 分前`: the last of ours that it says it holds, and when it said so.
fn accepted(scene: &Scene<'_>, peer: &PeerState) -> String {
    match peer.accepted {
        Some((seq, at)) => format!("{} · {}", thousands(seq), ago_short(scene, at)),
        None => "—".to_owned(),
    }
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, row: Row, title: &str) {
    let peer = row.peer(&scene.view.exchange);
    match title {
        "stations-col-name" => {
            let name = name(scene, row);
            let font = if row == Row::Own {
                theme::bold(size::BODY)
            } else {
                theme::regular(size::BODY)
            };
            label(ui, &name, font);
        }
        "stations-col-relation" => {
            muted(ui, &relation(scene, row), size::BODY);
        }
        "word-status" => {
            // The number before it stands at its right edge.
            gap(ui, space::S);
            for (tone, word) in states(scene, row) {
                tag(ui, tone, &word);
            }
        }
        _ => {
            let Some(peer) = peer else { return };
            let said = match title {
                "stations-col-known" => age(scene, peer),
                "stations-col-have" => thousands(peer.have),
                "stations-col-accepted" => accepted(scene, peer),
                _ => thousands(peer.owed),
            };
            label(ui, &said, theme::regular(size::BODY));
        }
    }
}

/// What there is to say of a row, a word each, the worst first.
pub(super) fn states(scene: &Scene<'_>, row: Row) -> Vec<(Tone, String)> {
    let exchange = &scene.view.exchange;
    let word = |key| scene.text.with(key, &[]);
    let Some(peer) = row.peer(exchange) else {
        let stranger = matches!(row, Row::Stranger(_)).then(|| (Tone::Report, word("stations-to-enrol")));
        return stranger.into_iter().collect();
    };
    let revoked = peer.peer.revoked.is_some();
    let states = [
        (changed(exchange, peer.peer.card.chain).is_some()).then(|| (Tone::Isolate, word("stations-changed"))),
        revoked.then(|| (Tone::Refuse, word("stations-revoked"))),
        (!revoked && exchange.is_late(peer, scene.now)).then(|| (Tone::Recheck, word("stations-late"))),
        clock(scene, peer).map(|said| (Tone::Recheck, said)),
    ];
    let wrong: Vec<(Tone, String)> = states.into_iter().flatten().collect();
    if wrong.is_empty() {
        fine(scene, peer).into_iter().collect()
    } else {
        wrong
    }
}

/// That nothing is wrong with a station; `None` where nobody can tell, because nothing has come for long.
fn fine(scene: &Scene<'_>, peer: &PeerState) -> Option<(Tone, String)> {
    let word = |key| scene.text.get(key).to_owned();
    match peer.known() {
        None => (peer.have == 0).then(|| (Tone::Report, word("stations-waiting"))),
        // Of what has missed a report nobody says that all is well.
        known => (!is_stale(known, scene.now)).then(|| (Tone::Clear, word("stations-fine"))),
    }
}

/// `钟快 7 分`. A bundle on a stick comes late without any clock being behind, so that is said only where bundles come by themselves.
fn clock(scene: &Scene<'_>, peer: &PeerState) -> Option<String> {
    let (key, minutes) = match peer.skew()? {
        Skew::Ahead(minutes) => ("stations-clock-ahead", minutes),
        Skew::Behind(minutes) if scene.view.exchange.is_on_timer() => ("stations-clock-behind", minutes),
        Skew::Behind(_) => return None,
    };
    Some(scene.text.with(key, &[("minutes", &thousands(minutes))]))
}
