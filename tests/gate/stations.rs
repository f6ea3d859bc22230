//! The screen of the other stations over a made-up view, by keyboard and by label, in three languages.

mod hands;

use eframe::egui::accesskit::Role::{Button, CheckBox};
use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, Queryable as _};
use gatehouse::domain::day::Moment;
use gatehouse::domain::parcel::Gap;
use gatehouse::domain::peer::{Card, Keys, Level, Peer, Relation};
use gatehouse::domain::settings::Role;
use gatehouse::station::exchange::{ExchangeView, Often, PeerState, Quarantined, Route, RouteState};
use gatehouse::station::{FixedClock, Station, View};
use gatehouse::ui::Scene;
use gatehouse::ui::action::{Action, Actions, CardFrom, StationsAsked};
use gatehouse::ui::screens::stations::Stations;
use gatehouse::ui::screens::{Screen, frame};
use gatehouse::ui::text::{Lang, Text};
use gatehouse::ui::theme::{self, Scheme};
use uuid::Uuid;

use super::Tested;
use super::desk::{MORNING, found};

/// The screen, what it is drawn from, and what it asked for.
struct Page {
    screen: Stations,
    view: View,
    text: Text,
    now: Moment,
    asked: Actions,
}

impl Page {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let scene = Scene {
            view: &self.view,
            text: &self.text,
            now: self.now,
        };
        let hints = self.screen.hints(&scene);
        frame::keys(ui, &scene, &hints);
        frame::rail(ui, &scene, Screen::Stations, &mut self.asked);
        egui::CentralPanel::no_frame().show(ui, |ui| self.screen.ui(ui, &scene, None, &mut self.asked));
    }
}

/// The page in a window.
struct Window {
    harness: Harness<'static, Page>,
    /// The folder of the station that the view began as.
    _folder: tempfile::TempDir,
}

impl Window {
    fn open(lang: Lang, exchange: ExchangeView) -> Result<Self, Box<dyn std::error::Error>> {
        Self::sized(lang, exchange, egui::vec2(1366.0, 700.0))
    }

    fn sized(lang: Lang, exchange: ExchangeView, size: egui::Vec2) -> Result<Self, Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let clock: FixedClock = found(folder.path(), 1)?;
        let mut view = Station::open(folder.path(), Box::new(clock))?.view()?;
        view.exchange = exchange;
        let mut page = Page {
            screen: Stations::default(),
            view,
            text: Text::new(lang),
            now: MORNING,
            asked: Actions::new(),
        };
        page.screen.take_focus();
        let mut dressed = false;
        let builder = Harness::builder().with_size(size);
        let draw = move |ui: &mut egui::Ui, page: &mut Page| {
            if !std::mem::replace(&mut dressed, true) {
                theme::install(ui.ctx(), Scheme::Light, 100);
            }
            page.ui(ui);
        };
        let mut harness = builder.build_ui_state(draw, page);
        harness.run_steps(4);
        Ok(Self { harness, _folder: folder })
    }

    fn presses(&mut self, key: Key) {
        self.presses_with(Modifiers::NONE, key);
    }

    fn presses_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    fn types(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(3);
    }

    /// Time goes on.
    fn waits(&mut self, ms: i64) {
        let page = self.harness.state_mut();
        page.now = Moment(page.now.0 + ms);
        self.harness.run_steps(3);
    }

    fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    fn shows(&self, keys: &[&str]) {
        let text = &self.harness.state().text;
        for key in keys {
            assert!(self.says(text.get(key)), "{} does not show {key}", text.lang().tag());
        }
    }

    fn word(&self, key: &str) -> String {
        self.harness.state().text.get(key).to_owned()
    }

    /// What was asked of the stations since the last time.
    fn asked(&mut self) -> Vec<StationsAsked> {
        let asked = std::mem::take(&mut self.harness.state_mut().asked).into_iter();
        let of_stations = asked.filter_map(|action| if let Action::Stations(asked) = action { Some(asked) } else { None });
        of_stations.collect()
    }
}

fn card(station: &str, role: Role, key: char) -> Card {
    Card {
        chain: Uuid::from_u128(u128::from(u32::from(key))),
        site: "能矿锰业".into(),
        unit: String::new(),
        station: station.into(),
        role,
        keys: Keys {
            sign: key.to_string().repeat(64),
            seal: format!("age1{}", key.to_string().repeat(58)),
        },
    }
}

fn peer(card: Card, relation: Relation, heard: Option<i64>) -> PeerState {
    PeerState {
        peer: Peer {
            card,
            relation,
            revoked: None,
        },
        have: 1_204,
        heard: heard.map(|secs| MORNING.plus_secs(-secs)),
        skew_ms: 0,
        accepted: Some((310, MORNING.plus_minutes(-3))),
        owed: 12,
    }
}

/// Three stations and a stranger; nothing is wrong.
fn calm() -> ExchangeView {
    ExchangeView {
        own: Some(card("南门", Role::Gate, 's')),
        own_text: "gatehouse:1:c291dGg".into(),
        peers: vec![
            peer(card("北门", Role::Gate, 'n'), Relation::Site, Some(12)),
            peer(card("诊室", Role::Clinic, 'c'), Relation::Site, Some(180)),
            peer(card("集团", Role::Headquarters, 'h'), Relation::Above, Some(14 * 3_600)),
        ],
        routes: vec![RouteState {
            route: Route {
                folder: "/mnt/share".into(),
                often: Often::Every(5),
                level: Level::Counts,
            },
            done: Some(MORNING.plus_secs(-4)),
            failed: None,
        }],
        ..ExchangeView::default()
    }
}

/// The same with everything that can be wrong.
fn troubled() -> ExchangeView {
    let mut view = calm();
    view.peers[0].skew_ms = 7 * 60_000;
    view.peers[1].heard = Some(MORNING.plus_minutes(-11));
    view.strangers = vec![card("东门", Role::Gate, 'e')];
    let mut other = view.peers[0].peer.card.clone();
    other.keys.sign = "f".repeat(64);
    view.changed_keys = vec![other];
    view.gaps = vec![Gap {
        chain: view.peers[1].peer.card.chain,
        from: 1_204,
        to: 1_260,
    }];
    view.quarantined = vec![Quarantined {
        no: 5,
        chain: view.peers[1].peer.card.chain,
        seq: 88,
        sender: view.peers[0].peer.card.chain,
        arrived: MORNING.plus_minutes(-2),
        why: "number".into(),
        seen: false,
    }];
    view.routes[0].failed = Some("io");
    view
}

#[test]
fn every_station_and_how_old_it_is() -> Tested {
    for (lang, age, yesterday) in [
        (Lang::ZhHans, "北门 12 秒前 · 诊室 3 分前 · 集团 昨天", "昨天 18:00"),
        (Lang::ZhHant, "北门 12 秒前 · 诊室 3 分前 · 集团 昨天", "昨天 18:00"),
        (Lang::En, "北门 12 s ago · 诊室 3 min ago · 集团 yesterday", "yesterday 18:00"),
    ] {
        let mut window = Window::open(lang, calm())?;
        assert!(window.says(age), "the line under the screen in {}", lang.tag());
        assert!(window.says(yesterday));
        window.shows(&[
            "stations-this",
            "stations-relation-site",
            "stations-relation-above",
            "stations-copy-card",
        ]);
        let own = card("南门", Role::Gate, 's').fingerprint().to_string();
        assert!(window.says(&own), "this station's own fingerprint");
        window.presses(Key::ArrowDown);
        let theirs = card("北门", Role::Gate, 'n').fingerprint().to_string();
        assert!(window.says(&theirs) && !window.says(&own), "the row under the cursor stands beside");
        assert!(window.says("1,204"));
        window.shows(&["stations-revoke", "stations-col-owed"]);
    }
    Ok(())
}

#[test]
fn nothing_is_said_under_the_screen_where_nobody_is_known() -> Tested {
    for lang in Lang::ALL {
        let alone = ExchangeView {
            own: calm().own,
            ..ExchangeView::default()
        };
        let mut window = Window::open(lang, alone)?;
        window.shows(&[
            "stations-alone",
            "stations-step-folder",
            "stations-step-card",
            "stations-step-enrol",
        ]);
        assert!(!window.says(&window.word("stations-now")) && !window.says(&window.word("stations-never-short")));
        window.presses(Key::F4);
        window.shows(&["stations-folder-how", "stations-leaves-counts"]);
    }
    Ok(())
}

#[test]
fn what_is_wrong_is_said_until_somebody_has_looked() -> Tested {
    for lang in Lang::ALL {
        let mut window = Window::open(lang, troubled())?;
        let text = Text::new(lang);
        let name = [("name", "北门")];
        assert!(window.says(&text.with("stations-changed-is", &name)));
        let (old, new) = (&calm().peers[0].peer.card, &troubled().changed_keys[0]);
        let prints = [("old", old.fingerprint().to_string()), ("new", new.fingerprint().to_string())];
        let prints = prints.each_ref().map(|(name, print)| (*name, print.as_str()));
        assert!(window.says(&text.with("stations-changed-from", &prints)));
        let gap = [("name", "诊室"), ("numbers", "1,204–1,260")];
        assert!(window.says(&text.with("stations-gap", &gap)));
        assert!(window.says(&text.with("stations-clock-ahead", &[("minutes", "7")])));
        assert!(window.says(&text.count("stations-quarantined", 1, &[])));
        assert!(window.says(&text.count("stations-alarms", 2, &[])), "on every screen");
        window.shows(&["stations-late", "stations-to-enrol", "stations-changed"]);
        assert!(window.says(&format!("{} 3", text.get("rail-stations"))), "the rail counts them");
        // The third list: looked at and marked with Enter.
        for _ in 0..2 {
            window.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        }
        window.shows(&["stations-why-number", "stations-quarantine-do", "stations-unseen"]);
        window.presses(Key::Enter);
        assert_eq!(window.asked(), [StationsAsked::Seen(5)]);
    }
    Ok(())
}

#[test]
fn a_stranger_is_enrolled_only_after_somebody_had_time_to_compare() -> Tested {
    for lang in Lang::ALL {
        let mut window = Window::open(lang, troubled())?;
        window.presses(Key::End);
        window.presses(Key::Enter);
        let stranger = card("东门", Role::Gate, 'e');
        window.shows(&["stations-compare-how", "stations-same"]);
        assert!(window.says(&stranger.fingerprint().to_string()));
        window.presses(Key::Enter);
        assert_eq!(window.asked(), [], "a second Enter of a scanner enrols nobody");
        window.waits(1_500);
        window.presses(Key::Enter);
        assert_eq!(window.asked(), [StationsAsked::Enrol(Box::new(stranger))]);
    }
    Ok(())
}

#[test]
fn a_changed_key_is_enrolled_again_from_its_row_with_both_fingerprints() -> Tested {
    let mut window = Window::open(Lang::ZhHans, troubled())?;
    window.presses(Key::ArrowDown);
    window.presses(Key::Enter);
    let (old, new) = (calm().peers[0].peer.card.clone(), troubled().changed_keys[0].clone());
    assert!(window.says(&old.fingerprint().to_string()) && window.says(&new.fingerprint().to_string()));
    window.presses(Key::Escape);
    assert_eq!(window.asked(), [], "Esc enrols nobody");
    window.presses(Key::Enter);
    window.waits(1_500);
    window.presses(Key::Enter);
    assert_eq!(window.asked(), [StationsAsked::Enrol(Box::new(new))]);
    Ok(())
}

#[test]
fn a_card_is_scanned_or_pasted_anywhere_on_the_screen() -> Tested {
    let read = |text: &str| StationsAsked::ReadCard(CardFrom::Text(text.to_owned()));
    // A scanner with its Enter in one frame.
    let mut window = Window::open(Lang::ZhHans, calm())?;
    window.harness.event(Event::Text("gatehouse:1:bm9y".into()));
    window.harness.key_press(Key::Enter);
    window.harness.run_steps(3);
    assert_eq!(window.asked(), [read("gatehouse:1:bm9y")]);
    // A slower one, letter by letter.
    let mut window = Window::open(Lang::ZhHans, calm())?;
    for letter in "gatehouse:1:bm9y".chars() {
        window.types(&letter.to_string());
    }
    window.presses(Key::Enter);
    assert_eq!(window.asked(), [read("gatehouse:1:bm9y")]);
    // A paste, then Enter; what it says comes back as a sentence.
    let mut window = Window::open(Lang::ZhHans, calm())?;
    window.harness.event(Event::Paste("gatehouse:1:x\n".into()));
    window.harness.run_steps(3);
    window.presses(Key::Enter);
    assert_eq!(window.asked(), [read("gatehouse:1:x")]);
    window.harness.state_mut().screen.no_card("不是名片".into());
    window.harness.run_steps(2);
    assert!(window.says("不是名片"));
    let (north, now) = (card("北厂", Role::Gate, 'x'), MORNING);
    window.harness.state_mut().screen.show_card(north.clone(), now);
    window.harness.run_steps(3);
    assert!(window.says("北厂") && window.says(&north.fingerprint().to_string()));
    Ok(())
}

#[test]
fn cards_that_nobody_may_enrol_say_why() -> Tested {
    let mut elsewhere = card("西门", Role::Gate, 'w');
    elsewhere.site = "别的厂".into();
    for lang in Lang::ALL {
        let mut window = Window::open(lang, calm())?;
        let own = Card {
            chain: window.harness.state().view.card.chain,
            ..card("南门", Role::Gate, 's')
        };
        let other = [("ours", "能矿锰业"), ("theirs", "别的厂")];
        let other = Text::new(lang).with("stations-other-site", &other);
        for (card, said) in [
            (own, window.word("stations-is-own")),
            (calm().peers[1].peer.card.clone(), window.word("stations-is-known")),
            (elsewhere.clone(), other),
        ] {
            window.harness.state_mut().screen.show_card(card, MORNING);
            window.harness.run_steps(3);
            assert!(window.says(&said), "{said}");
            window.waits(2_000);
            window.presses(Key::Enter);
            assert_eq!(window.asked(), [], "{said}");
        }
    }
    Ok(())
}

#[test]
fn revoking_needs_a_reason() -> Tested {
    let mut window = Window::open(Lang::En, calm())?;
    window.presses(Key::F9);
    assert!(
        !window.says(&window.word("stations-revoke-means")),
        "this station cannot be revoked"
    );
    window.presses(Key::ArrowDown);
    window.presses(Key::F9);
    window.shows(&["stations-revoke-means"]);
    window.presses(Key::Enter);
    window.shows(&["error-reason-missing"]);
    assert_eq!(window.asked(), []);
    window.types("stolen");
    assert!(window.harness.state().screen.has_form());
    window.presses(Key::Enter);
    let peer = calm().peers[0].peer.card.chain;
    let reason = "stolen".to_owned();
    assert_eq!(window.asked(), [StationsAsked::Revoke { peer, reason }]);
    window.harness.state_mut().screen.done();
    window.harness.run_steps(3);
    assert!(!window.says(&window.word("stations-revoke-means")));
    Ok(())
}
