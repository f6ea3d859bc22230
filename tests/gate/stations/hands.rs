//! Stations: folders, bundles by hand, and what is said of each.

use super::*;

#[test]
fn folders_are_added_changed_and_removed() -> Tested {
    let mut window = Window::open(Lang::ZhHans, calm())?;
    let route = calm().routes[0].route.clone();
    window.presses(Key::F4);
    window.presses(Key::Enter);
    window.shows(&["stations-folder-missing"]);
    window.types("/mnt/share");
    window.presses(Key::Enter);
    window.shows(&["stations-folder-twice"]);
    assert_eq!(window.asked(), []);
    window.harness.state_mut().screen.chose_folder("/media/stick".as_ref());
    window.harness.run_steps(2);
    window
        .harness
        .get_by_label(&format!(
            "{} {}",
            window.word("stations-level"),
            window.word("stations-level-masked")
        ))
        .click();
    window.harness.run_steps(3);
    window.shows(&["stations-leaves-masked"]);
    window
        .harness
        .get_by_label(&format!(
            "{} {}",
            window.word("stations-often"),
            window.word("stations-often-shift-end")
        ))
        .click();
    window.harness.run_steps(3);
    window.harness.get_by_label(&window.word("do-save")).click();
    window.harness.run_steps(3);
    let added = Route {
        folder: "/media/stick".into(),
        often: Often::ShiftEnd,
        level: Level::Masked,
    };
    assert_eq!(window.asked(), [StationsAsked::Routes(vec![route, added])]);
    window.harness.state_mut().screen.done();
    window.harness.run_steps(3);
    window.presses_with(Modifiers::COMMAND, Key::ArrowRight);
    assert!(window.says("/mnt/share"));
    window.presses(Key::Delete);
    assert_eq!(window.asked(), [], "one key alone drops nothing");
    window.shows(&["stations-remove-folder-means"]);
    window.presses(Key::Escape);
    window.presses(Key::Delete);
    window.presses(Key::Enter);
    assert_eq!(window.asked(), [StationsAsked::Routes(Vec::new())]);
    Ok(())
}

#[test]
fn a_folder_that_failed_says_why() -> Tested {
    for lang in Lang::ALL {
        let mut window = Window::open(lang, troubled())?;
        window.presses_with(Modifiers::COMMAND, Key::ArrowRight);
        window.shows(&["stations-failed", "stations-leaves-counts"]);
        let said = Text::new(lang).with("error-io", &[("detail", "/mnt/share")]);
        assert!(window.says(&said), "{said}");
    }
    Ok(())
}

#[test]
fn bundles_by_hand() -> Tested {
    for lang in Lang::ALL {
        let mut window = Window::open(lang, calm())?;
        window.presses(Key::F5);
        assert_eq!(window.asked(), [StationsAsked::ExchangeNow]);
        // For the stations of the site at first: what headquarters gets is another bundle.
        window.presses(Key::F6);
        window.shows(&["stations-to"]);
        assert!(!window.says(&window.word("stations-leaves-counts")));
        window.types("/media/stick/a.gatehouse");
        window.presses(Key::Enter);
        let all: Vec<Uuid> = calm().peers.iter().map(|peer| peer.peer.card.chain).collect();
        let write = |to: Vec<Uuid>| StationsAsked::Write {
            to,
            level: Level::Counts,
            path: Some("/media/stick/a.gatehouse".into()),
        };
        assert_eq!(window.asked(), [write(all[..2].to_vec())]);
        // With headquarters the level is asked, with what leaves the unit; why it cannot be is said where it was asked for.
        let mut boxes = window.harness.query_all_by_role_and_label(CheckBox, "集团");
        boxes.next().ok_or("headquarters can be chosen")?.click();
        drop(boxes);
        window.harness.run_steps(3);
        window.shows(&["stations-leaves-counts"]);
        window.harness.state_mut().screen.not_written("请分别写".into());
        window.harness.run_steps(3);
        assert!(window.says("请分别写"));
        window.shows(&["stations-write-now"]);
        window.harness.state_mut().screen.done();
        window.harness.run_steps(3);
        // For the station under the cursor alone.
        window.presses(Key::ArrowDown);
        window.presses(Key::F6);
        assert!(
            !window.says(&window.word("stations-leaves-counts")),
            "stations of the site have everything"
        );
        window.types("/media/stick/a.gatehouse");
        window.presses(Key::Enter);
        assert_eq!(window.asked(), [write(vec![all[0]])]);
        window.harness.state_mut().screen.done();
        window.harness.run_steps(3);
        window.presses(Key::F7);
        window.shows(&["stations-read-how"]);
        window.types("/media/stick/b.gatehouse");
        window.presses(Key::Enter);
        assert_eq!(window.asked(), [StationsAsked::Read(Some("/media/stick/b.gatehouse".into()))]);
    }
    Ok(())
}

#[test]
fn whoever_is_revoked_stays_chosen() -> Tested {
    let mut window = Window::open(Lang::ZhHans, calm())?;
    window.presses(Key::ArrowDown);
    let gone = &mut window.harness.state_mut().view.exchange.peers[0].peer;
    gone.revoked = Some("丢失".into());
    window.harness.run_steps(3);
    let theirs = card("北门", Role::Gate, 'n').fingerprint().to_string();
    assert!(window.says(&theirs), "the row has moved, and the choice with it");
    window.presses(Key::F9);
    assert!(
        !window.says(&window.word("stations-revoke-means")),
        "nobody else is asked to be revoked"
    );
    Ok(())
}

#[test]
fn a_key_with_alt_types_nothing_and_nothing_that_trusts_has_the_keyboard() -> Tested {
    let mut window = Window::open(Lang::ZhHans, troubled())?;
    for modifiers in [Modifiers::ALT, Modifiers::CTRL, Modifiers::COMMAND] {
        window.harness.event_modifiers(Event::Text("x".into()), modifiers);
        window.harness.run_steps(3);
        assert!(!window.says(&window.word("stations-enrol-how")), "{modifiers:?}");
    }
    // Alt is let go before the frame is drawn.
    let key = Event::Key {
        key: Key::X,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    let frame = &mut window.harness.input_mut().events;
    frame.extend([key, Event::Text("x".into())]);
    window.harness.run_steps(3);
    assert!(!window.says(&window.word("stations-enrol-how")));
    window.presses(Key::End);
    window.presses(Key::Enter);
    window.shows(&["stations-same"]);
    let focused = By::new().predicate(|node| node.is_focused() && node.role() == Button);
    assert!(window.harness.query_all(focused).next().is_none());
    window.waits(1_500);
    window.presses(Key::Space);
    assert_eq!(window.asked(), []);
    Ok(())
}

#[test]
fn a_station_that_is_well_or_new_says_so_calmly() -> Tested {
    for lang in Lang::ALL {
        let mut view = calm();
        (view.peers[0].heard, view.peers[0].have) = (None, 0);
        view.peers[1].heard = None;
        let window = Window::open(lang, view)?;
        window.shows(&["stations-waiting", "stations-fine", "stations-never-short", "stations-passed-on"]);
        assert!(!window.says(&window.word("stations-late")));
    }
    Ok(())
}

#[test]
fn headquarters_names_units_and_says_where_they_are_kept() -> Tested {
    let mut view = calm();
    let mut own = card("总部", Role::Headquarters, 's');
    own.unit = String::new();
    view.own = Some(own);
    for (peer, unit) in view.peers.iter_mut().zip(["锰矿", "冶炼厂", "机修厂"]) {
        peer.peer.card.unit = unit.into();
        peer.peer.relation = Relation::Below;
    }
    view.ledger_url = Some("postgres://db/units".into());
    view.ledger_fault = Some("server-refused");
    for lang in Lang::ALL {
        let mut window = Window::open(lang, view.clone())?;
        assert!(window.says("锰矿 · 北门") && window.says("冶炼厂 · 诊室"));
        let why = Text::new(lang).get("error-server-refused").to_owned();
        assert!(window.says(&why));
        window.harness.state_mut().view.card.role = Role::Headquarters;
        window.harness.run_steps(3);
        assert!(window.says(&Text::new(lang).with("stations-kept-on-server", &[("url", "postgres://db/units")])));
    }
    Ok(())
}

#[test]
fn our_own_card_is_shown_copied_and_kept() -> Tested {
    let mut window = Window::open(Lang::ZhHant, calm())?;
    window.harness.event(Event::Copy);
    window.harness.run_steps(2);
    window.presses_with(Modifiers::COMMAND, Key::E);
    assert_eq!(window.asked(), [StationsAsked::CopyCard, StationsAsked::KeepCard(None)]);
    window.presses(Key::ArrowDown);
    window.presses(Key::F3);
    window.shows(&["stations-code", "stations-own-how"]);
    window.presses(Key::Escape);
    assert!(!window.says(&window.word("stations-own-how")), "the panel shows the row again");
    Ok(())
}

#[test]
fn a_window_at_twice_the_size_shows_each_station_in_front() -> Tested {
    let mut window = Window::sized(Lang::ZhHans, troubled(), egui::vec2(683.0, 350.0))?;
    assert!(!window.says(&window.word("stations-own-how")), "no room beside");
    window.presses(Key::ArrowDown);
    window.presses(Key::ArrowDown);
    window.presses(Key::Enter);
    window.shows(&["stations-col-owed", "stations-revoke"]);
    let clinic = calm().peers[1].peer.card.fingerprint().to_string();
    assert!(window.says(&clinic));
    Ok(())
}
