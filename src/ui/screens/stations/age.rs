//! How old what is known of others is: in words, and as one line under every screen.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Color32, Galley, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::called;
use crate::domain::day::Moment;
use crate::station::exchange::{ExchangeView, PeerState};
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, size};

/// What stands for the age of a station of which no bundle has come: what is here of it another station has passed on.
pub(super) fn unheard<'a>(scene: &Scene<'a>, peer: &PeerState) -> &'a str {
    let key = if peer.have > 0 {
        "stations-passed-on"
    } else {
        "stations-never-short"
    };
    scene.text.get(key)
}

/// Things of the exchange that want somebody now.
pub(in crate::ui::screens) fn wanted(exchange: &ExchangeView) -> usize {
    alarms(exchange) + exchange.strangers.len()
}

/// Things that must not wait.
fn alarms(exchange: &ExchangeView) -> usize {
    exchange.changed_keys.len() + exchange.quarantined.iter().filter(|one| !one.seen).count()
}

/// `12 秒前`, `3 分前`, `08:01` today, `昨天 18:02`, `02-05 18:02`.
pub(in crate::ui::screens) fn ago(scene: &Scene<'_>, at: Moment) -> String {
    let clock = scene.clock(at);
    recent(scene, at).unwrap_or_else(|| match days(scene, at) {
        0 => clock,
        1 => scene.text.with("stations-yesterday-at", &[("at", &clock)]),
        _ => format!("{} {clock}", scene.day(scene.view.card.zone.day_of(at))),
    })
}

/// The same in fewer letters: `昨天`, `02-05`.
pub(super) fn ago_short(scene: &Scene<'_>, at: Moment) -> String {
    recent(scene, at).unwrap_or_else(|| match days(scene, at) {
        0 => scene.clock(at),
        1 => scene.text.get("stations-yesterday").to_owned(),
        _ => scene.day(scene.view.card.zone.day_of(at)),
    })
}

/// What is less than an hour old.
fn recent(scene: &Scene<'_>, at: Moment) -> Option<String> {
    let secs = scene.now.secs_since(at);
    let count = |key, number: i64| scene.text.count(key, number.unsigned_abs(), &[]);
    match secs {
        // A clock that was set back makes nothing come from the future.
        ..5 => Some(scene.text.get("stations-now").to_owned()),
        5..60 => Some(count("stations-seconds-ago", secs)),
        60..3600 => Some(count("stations-minutes-ago", secs / 60)),
        _ => None,
    }
}

fn days(scene: &Scene<'_>, at: Moment) -> i64 {
    scene.view.day.days_since(scene.view.card.zone.day_of(at))
}

/// A piece of the line with its meaning.
type Piece = (String, Option<Tone>);

/// The line in two lengths, the longer first: every station; the oldest alone, by its name, or how many have sent nothing yet.
/// Nothing where nobody is known.
fn lengths(scene: &Scene<'_>) -> Vec<Vec<Piece>> {
    let exchange = &scene.view.exchange;
    // What another station passes on is as old as that one.
    let told = |peer: &&PeerState| peer.peer.revoked.is_none() && (peer.known().is_some() || peer.have == 0);
    let mut peers: Vec<&PeerState> = exchange.peers.iter().filter(told).collect();
    peers.sort_by_key(|peer| peer.peer.relation);
    let Some(oldest) = peers.iter().min_by_key(|peer| peer.known()) else {
        return Vec::new();
    };
    let never = scene.text.get("stations-never-short");
    let age = |peer: &PeerState| peer.known().map_or_else(|| never.to_owned(), |at| ago_short(scene, at));
    let tone = |peer: &PeerState| exchange.is_late(peer, scene.now).then_some(Tone::Recheck);
    let called = |peer: &PeerState| called(scene, &peer.peer.card);
    let named = |peer: &&PeerState| (format!("{} {}", called(peer), age(peer)), tone(peer));
    let silent = peers.iter().filter(|peer| peer.known().is_none()).count();
    let least = if silent > 1 {
        scene.text.count("stations-silent", u64::try_from(silent).unwrap_or_default(), &[])
    } else {
        let facts = [("name", called(oldest)), ("age", age(oldest))];
        scene
            .text
            .with("stations-oldest", &facts.each_ref().map(|(name, said)| (*name, said.as_str())))
    };
    let alarm = match alarms(exchange) {
        0 => None,
        count => {
            let count = u64::try_from(count).unwrap_or_default();
            Some((scene.text.count("stations-alarms", count, &[]), Some(Tone::Isolate)))
        }
    };
    let with_alarm = |pieces: Vec<Piece>| alarm.clone().into_iter().chain(pieces).collect();
    [peers.iter().map(named).collect(), vec![(least, tone(oldest))]]
        .map(with_alarm)
        .into()
}

/// The line, laid out so that it fits in `room`; what a screen reader says of it is the longest.
#[derive(Debug)]
pub(in crate::ui::screens) struct Line {
    galley: Arc<Galley>,
    said: String,
}

impl Line {
    pub(in crate::ui::screens) fn new(ui: &Ui, scene: &Scene<'_>, room: f32) -> Option<Self> {
        let lengths = lengths(scene);
        let said = lengths.first()?.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>();
        let said = said.join(" · ");
        let laid = lengths.iter().map(|pieces| ui.painter().layout_job(job(ui, pieces)));
        let laid: Vec<Arc<Galley>> = laid.collect();
        let fits = laid.iter().find(|galley| galley.size().x <= room);
        let galley = fits.or_else(|| laid.last()).cloned()?;
        Some(Self { galley, said })
    }

    pub(in crate::ui::screens) fn width(&self) -> f32 {
        self.galley.size().x
    }

    /// Draws it; pressing it goes to the stations.
    pub(in crate::ui::screens) fn show(self, ui: &mut Ui, scene: &Scene<'_>) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(), 24.0), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &self.said));
        let at = egui::Align2::LEFT_CENTER.align_size_within_rect(self.galley.size(), rect).min;
        ui.painter().galley(at, self.galley, Color32::PLACEHOLDER);
        let fresh = |peer: &PeerState| peer.known().is_some_and(|at| scene.now.secs_since(at) < 60);
        if scene.view.exchange.peers.iter().any(fresh) {
            ui.ctx().request_repaint_after(Duration::from_secs(5));
        }
        response.on_hover_text(self.said)
    }
}

fn job(ui: &Ui, pieces: &[Piece]) -> LayoutJob {
    let palette = theme::of(ui);
    let mut job = LayoutJob::default();
    let format = |color| TextFormat::simple(theme::regular(size::LABEL), color);
    for (no, (words, tone)) in pieces.iter().enumerate() {
        if no > 0 {
            job.append(" · ", 0.0, format(palette.muted));
        }
        job.append(words, 0.0, format(tone.map_or(palette.muted, |tone| palette.ink(tone))));
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::peer::{Card, Keys, Level, Peer, Relation};
    use crate::domain::settings::Role;
    use crate::station::exchange::{Often, Route, RouteState};
    use crate::station::{FixedClock, Opening, Station, View};
    use crate::ui::text::{Lang, Text};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const NOW: Moment = Moment(1_581_033_600_000);

    fn peer(station: &str, relation: Relation, heard: Option<i64>) -> PeerState {
        let card = Card {
            chain: uuid::Uuid::now_v7(),
            site: String::new(),
            unit: String::new(),
            station: station.into(),
            role: Role::Gate,
            keys: Keys::default(),
        };
        PeerState {
            peer: Peer {
                card,
                relation,
                revoked: None,
            },
            have: 0,
            heard: heard.map(|secs| NOW.plus_secs(-secs)),
            skew_ms: 0,
            accepted: None,
            owed: 0,
        }
    }

    fn view(peers: Vec<PeerState>, often: Often) -> Result<View, Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(NOW);
        let opening = Opening {
            site: "能矿锰业".into(),
            unit: String::new(),
            station: "南门".into(),
            role: Role::Gate,
            zone: crate::domain::day::Zone::DEFAULT,
            demo: false,
        };
        let mut view = Station::init(folder.path(), opening, Box::new(clock))?.view()?;
        let route = Route {
            folder: "share".into(),
            often,
            level: Level::Counts,
        };
        view.exchange = ExchangeView {
            peers,
            routes: vec![RouteState {
                route,
                ..RouteState::default()
            }],
            ..ExchangeView::default()
        };
        Ok(view)
    }

    #[test]
    fn ages_in_words() -> Checked {
        let (view, text) = (view(Vec::new(), Often::ByHand)?, Text::new(Lang::ZhHans));
        let scene = Scene {
            view: &view,
            text: &text,
            now: NOW,
        };
        for (secs, long, short) in [
            (-90, "刚刚", "刚刚"),
            (4, "刚刚", "刚刚"),
            (12, "12 秒前", "12 秒前"),
            (3_599, "59 分前", "59 分前"),
            (3_600, "07:00", "07:00"),
            (14 * 3_600, "昨天 18:00", "昨天"),
            (50 * 3_600, "02-05 06:00", "02-05"),
        ] {
            let at = NOW.plus_secs(-secs);
            assert_eq!((ago(&scene, at).as_str(), ago_short(&scene, at).as_str()), (long, short), "{secs}");
        }
        Ok(())
    }

    #[test]
    fn the_line_names_the_oldest_where_there_is_no_room_for_all() -> Checked {
        let many = (1..=12).map(|no| peer(&format!("第{no}号门岗"), Relation::Site, Some(60 * no)));
        let view = view(many.collect(), Often::ByHand)?;
        let text = Text::new(Lang::ZhHans);
        let scene = Scene {
            view: &view,
            text: &text,
            now: NOW,
        };
        let lengths = lengths(&scene);
        let said = |no: usize| lengths[no].iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(" · ");
        assert!(said(0).starts_with("第1号门岗 1 分前 · 第2号门岗 2 分前"));
        assert_eq!(said(1), "最旧：第12号门岗 12 分前");
        let ctx = egui::Context::default();
        theme::install(&ctx, theme::Scheme::Light, 100);
        let mut widths = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let rooms = [2_000.0, 300.0].into_iter();
            widths = rooms
                .filter_map(|room| Line::new(ui, &scene, room).map(|line| (room, line.width())))
                .collect();
        });
        output.textures_delta.clear();
        assert_eq!(widths.len(), 2);
        assert!(widths.iter().all(|(room, width)| width <= room), "{widths:?}");
        assert!(
            widths.is_sorted_by(|(_, wider), (_, next)| wider > next),
            "each is another length: {widths:?}"
        );
        Ok(())
    }
}
