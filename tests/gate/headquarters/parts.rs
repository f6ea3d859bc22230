//! Headquarters: people, the report of all, words, an empty group and a large one.

use super::*;

#[test]
fn people_of_the_units_are_only_read() -> Tested {
    let (_folder, mut site) = window(Lang::ZhHans)?;
    let text = Text::new(Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num5);
    assert!(
        site.says("张三0") && !site.says(text.get("people-conflict")),
        "two units may give one number"
    );
    site.presses(Key::Enter);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says(text.get("contacts-do")), "somebody's page");
    for key in ["people-to-gate", "do-edit"] {
        assert!(!site.says(text.get(key)), "{key}");
    }
    Ok(())
}

#[test]
fn the_report_of_all_is_that_of_the_day_in_front() -> Tested {
    let (folder, mut site) = window(Lang::ZhHans)?;
    open_cell(&mut site, "锰矿 2020-02-09");
    site.presses_with(Modifiers::COMMAND, Key::E);
    site.pass(100);
    let file = folder.path().join("day.xlsx");
    site.types(&file.display().to_string());
    site.presses(Key::Enter);
    site.pass(100);
    let mut book: Xlsx<_> = open_workbook(&file)?;
    let sheet = book.worksheet_range_at(0).ok_or("a sheet")??;
    let mut cells = sheet.cells().map(|(_, _, cell)| cell.to_string());
    assert!(cells.any(|cell| cell.contains("2020-02-09")));
    Ok(())
}

#[test]
fn who_is_low_stands_beside_who_could_help() -> Tested {
    let (_folder, mut site) = window(Lang::ZhHans)?;
    site.presses(Key::Num3);
    site.pass(100);
    assert!(site.says("口罩") && site.says("冶炼厂 1 天 60 个"));
    assert!(site.says("锰矿可调剂 220 个给冶炼厂"), "seven days of forty, less what is there");
    Ok(())
}

#[test]
fn every_part_is_said_in_three_languages() -> Tested {
    for lang in Lang::ALL {
        let (_folder, mut site) = window(lang)?;
        let text = Text::new(lang);
        let counted = text.with("hq-counted", &[("counted", "2"), ("of", "4")]);
        for (key, said) in [
            (Key::Num2, counted.as_str()),
            (Key::Num3, text.get("hq-help")),
            (Key::Num4, text.get("hq-chart-unit")),
            (Key::Num5, text.get("hq-nothing-sent")),
            (Key::Num1, text.get("report-status-corrected")),
        ] {
            site.presses(key);
            site.pass(100);
            assert!(site.says(said), "{lang:?} {said}");
        }
        site.presses_with(Modifiers::COMMAND, Key::ArrowLeft);
        site.pass(100);
        assert!(site.says(text.get("hq-nothing-sent")), "the part before the first is the last");
    }
    Ok(())
}

#[test]
fn without_a_unit_it_says_what_to_do_first() -> Tested {
    let folder = tempfile::tempdir()?;
    let (station, clock) = open(folder.path(), "", "总部", Role::Headquarters)?;
    drop(station);
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.pass(100);
    assert!(site.says("还没有单位报到这里") && site.says("打电话核对指纹"));
    assert!(
        site.harness.query_all_by_role_and_label(Node::Tab, "人员").next().is_none(),
        "no names have come"
    );
    Ok(())
}

/// A group of many units that have reported every day but a few.
fn many(units: u128, days: u32) -> Group {
    let card = |no: u128| Card {
        chain: Uuid::from_u128(no + 1),
        site: "能矿集团".into(),
        unit: format!("第 {} 厂", no + 1),
        station: "南门".into(),
        role: Role::Gate,
        keys: Keys::default(),
    };
    let member = |no| Member {
        peer: Peer {
            card: card(no),
            relation: Relation::Below,
            revoked: None,
        },
        since: MORNING,
        heard: None,
    };
    let members: Vec<Member> = (0..units).map(member).collect();
    let mut group = Group::of(&members);
    for no in 0..units {
        for at_day in (0..days).filter(|at_day| (u128::from(*at_day) + no) % 9 > 0) {
            let signed = Signed {
                day: day(at_day),
                version: 1,
                ..Signed::default()
            };
            group.take(&UnitNote {
                chain: Uuid::from_u128(no + 1),
                seq: i64::from(at_day) + 1,
                id: EntryId(Uuid::from_u128((no << 32) + u128::from(at_day) + 1)),
                at: at(at_day, 15),
                entry: Noted::Signed(signed).into(),
                corrects: None,
                redacted: false,
            });
        }
    }
    group
}

#[test]
fn of_five_hundred_units_and_a_year_only_what_is_in_sight_is_drawn() -> Tested {
    const UNITS: u128 = 500;
    const YEAR: u32 = 365;
    let folder = tempfile::tempdir()?;
    let (station, clock) = open(folder.path(), "", "总部", Role::Headquarters)?;
    clock.set(at(YEAR - 1, 20));
    let (view, now) = (Rc::new(station.view()?), at(YEAR - 1, 20));
    let text = Text::new(Lang::ZhHans);
    let mut screen = Headquarters::default();
    screen.show(Arc::new(many(UNITS, YEAR)));
    screen.take_focus();
    let builder = Harness::builder().with_size(egui::vec2(1206.0, 640.0));
    let mut dressed = false;
    let mut harness = builder.build_ui(|ui| {
        if !std::mem::replace(&mut dressed, true) {
            gatehouse::ui::theme::install(ui.ctx(), gatehouse::ui::theme::Scheme::Light, 100);
            return;
        }
        let scene = Scene {
            view: &view,
            text: &text,
            now,
        };
        screen.ui(ui, &scene, &mut Vec::new());
    });
    harness.run_steps(4);
    let cells = |harness: &Harness<'_>| harness.query_all_by_role(Node::Cell).count();
    let says = |harness: &Harness<'_>, said: &str| harness.query_all_by_label_contains(said).next().is_some();
    let drawn = cells(&harness);
    assert!((200..1_000).contains(&drawn), "{drawn} of {} cells", UNITS * u128::from(YEAR));
    let (first, last) = (day(0).to_string(), day(YEAR - 1).to_string());
    assert!(says(&harness, &last) && !says(&harness, &first), "it begins with today");
    harness.key_press(Key::Home);
    harness.run_steps(3);
    assert!(says(&harness, &first) && !says(&harness, &last), "and goes back a year");
    for _ in 0..60 {
        harness.key_press(Key::PageDown);
        harness.run_steps(1);
    }
    assert!((200..1_000).contains(&cells(&harness)), "as many at the end");
    Ok(())
}
