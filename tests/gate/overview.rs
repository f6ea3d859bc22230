//! The overview through the real window: what is counted, what is behind it, and where it leads, by label and by keyboard.

use std::path::Path;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gatehouse::domain::day::Zone;
use gatehouse::domain::duty::DutyPlan;
use gatehouse::domain::person::PersonId;
use gatehouse::domain::rules::{Authority, Reporters};
use gatehouse::domain::screening::Direction;
use gatehouse::domain::site::{Place, Plan};
use gatehouse::domain::temperature::{Celsius, Site as Measured};
use gatehouse::station::{Clock as _, FixedClock, NewOuting, NewReading, Station};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use super::Tested;
use super::desk::{MORNING, Site, found};
use super::screens::wait_for;

fn person(no: u128) -> PersonId {
    PersonId(Uuid::from_u128(no))
}

fn measured(station: &mut Station, no: u128, hundredths: i32) -> Tested {
    station.record_reading(NewReading {
        person: person(no),
        celsius: Celsius(hundredths),
        site: Measured::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    })?;
    Ok(())
}

/// Twenty people, three of them inside yesterday; today five went in, one has a second fever, one waits for an approval.
fn plant(folder: &Path) -> Result<FixedClock, Box<dyn std::error::Error>> {
    let clock = found(folder, 20)?;
    let mut station = Station::open(folder, Box::new(clock.clone()))?;
    let mut settings = station.settings().clone();
    settings.rules.going_out.reporters = Reporters::Everybody;
    settings.rules.authority.outing_local = Authority::Superior;
    station.change_settings(settings)?;
    for no in 1..=3 {
        measured(&mut station, no, 3650)?;
    }
    clock.set(MORNING.plus_minutes(24 * 60));
    for no in 4..=8 {
        measured(&mut station, no, 3650)?;
    }
    measured(&mut station, 9, 3790)?;
    clock.set(clock.now().plus_minutes(6));
    measured(&mut station, 9, 3810)?;
    station.file_outing(
        &NewOuting {
            person: person(4),
            destination: "遵义".into(),
            code: "5203".parse().ok(),
            reason: "看病".into(),
            due: clock.now().plus_minutes(300),
        },
        None,
    )?;
    Ok(clock)
}

/// Opens the overview in each language.
fn in_every_language(each: impl Fn(&mut Site, &Text) -> Tested) -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = plant(folder.path())?;
        let mut site = Site::open(folder.path(), clock, lang);
        let text = Text::new(lang);
        site.presses_with(Modifiers::ALT, Key::Num9);
        wait_for(&mut site, text.get("overview-week-unknown"))?;
        each(&mut site, &text)?;
    }
    Ok(())
}

#[test]
fn numbers_stand_beside_yesterday_and_open_into_names() -> Tested {
    in_every_language(|site, text| {
        let inside = format!(
            "{} 8 {} {} {}",
            text.get("overview-number-inside"),
            text.count("overview-note-inside", 5, &[]),
            text.with("overview-yesterday-more", &[("number", "5")]),
            text.get("overview-week-unknown")
        );
        assert!(site.says(&inside), "{inside}");
        let coverage = format!("{} 62.5%", text.get("overview-number-coverage"));
        assert!(site.says(&coverage), "three came in yesterday and are not measured today");
        let fever = format!("{} 1 ", text.get("overview-number-fever"));
        let card = site.harness.query_all_by_label_contains(&fever).next().ok_or("the card")?;
        card.focus();
        site.pass(100);
        site.presses(Key::Enter);
        site.pass(100);
        assert!(site.says("38.1 °C"), "the warmest reading stands beside the name");
        site.presses(Key::Enter);
        site.pass(100);
        assert!(site.says("欧阳三9"), "the page of the person");
        Ok(())
    })
}

#[test]
fn what_wants_somebody_leads_to_its_place() -> Tested {
    in_every_language(|site, text| {
        let clinic = text.get("overview-want-clinic");
        assert!(site.says(&format!("{clinic} 欧阳三9")), "the most urgent row has the keyboard");
        site.presses(Key::ArrowDown);
        site.presses(Key::Enter);
        site.pass(100);
        assert!(site.says(text.get("outing-approve")), "the second row is the outing that waits");
        site.presses_with(Modifiers::ALT, Key::Num9);
        site.pass(100);
        site.presses(Key::ArrowUp);
        site.presses(Key::Enter);
        site.pass(100);
        assert!(site.says(text.get("clinic-round")));
        Ok(())
    })
}

/// Gives a chart the keyboard. Answers what is told of it.
fn focus_chart(site: &Site, title: &str) -> Result<String, Box<dyn std::error::Error>> {
    let told = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    let mut images = site.harness.get_all_by_role(Role::Image);
    let node = images.find(|node| told(node).starts_with(title)).ok_or("no such chart")?;
    node.focus();
    Ok(told(&node))
}

#[test]
fn a_chart_is_read_copied_and_kept_by_keyboard() -> Tested {
    in_every_language(|site, text| {
        let chart = text.get("overview-chart-readings").to_owned();
        let said = focus_chart(site, &chart)?;
        let eight = format!("08:00 {} 7 {} 3", text.get("overview-today"), text.get("overview-yesterday"));
        assert!(said.contains(&eight), "the whole chart is told: {said}");
        site.pass(100);
        site.presses(Key::ArrowLeft);
        let seven = format!("{chart} 07:00 {} 0", text.get("overview-today"));
        assert!(site.says(&seven), "the arrows go through the hours");
        site.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, 3.0),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: MouseWheelSource::Wheel,
        });
        site.pass(100);
        assert!(site.says(&seven), "the wheel moves nothing");
        site.harness.event(Event::Copy);
        site.harness.run_steps(1);
        let copied = site
            .harness
            .output()
            .platform_output
            .commands
            .iter()
            .find_map(|command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => None,
            });
        let copied = copied.ok_or("nothing is copied")?;
        assert!(copied.lines().any(|line| line == "08:00\t7\t3"), "{copied}");
        Ok(())
    })
}

#[test]
fn a_chart_becomes_a_picture_in_the_data_folder() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path())?;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num9);
    site.pass(100);
    site.presses_with(Modifiers::COMMAND, Key::E);
    let path = folder.path().join("pictures").join("2020-02-08-readings.png");
    for _ in 0..200 {
        site.pass(100);
        if path.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let picture = image::open(&path)?;
    assert_eq!((picture.width(), picture.height()), (1600, 900));
    Ok(())
}

#[test]
fn everything_stands_on_a_small_window_with_large_type() -> Tested {
    in_every_language(|site, text| {
        site.harness.set_size(vec2(683.0, 384.0));
        site.pass(100);
        for key in ["overview-number-inside", "overview-needs", "overview-chart-isolation"] {
            assert!(site.says(text.get(key)), "{key}");
        }
        Ok(())
    })
}

#[test]
fn nothing_to_do_is_said() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 3)?;
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::ALT, Key::Num9);
        site.pass(100);
        let text = Text::new(lang);
        assert!(site.says(text.get("overview-nothing")));
        wait_for(&mut site, text.get("overview-yesterday-unknown"))?;
    }
    Ok(())
}

#[test]
fn coverage_is_of_those_on_duty_where_somebody_plans() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = plant(folder.path())?;
    let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
    let day = station.view()?.day;
    // Of the three who came in yesterday one is planned today; of the ten planned, five have come.
    station.plan_duty(DutyPlan {
        from: day,
        to: day,
        shift: "早班".into(),
        people: (3..=12).map(person).collect(),
        ..DutyPlan::default()
    })?;
    clock.set(MORNING.plus_minutes(24 * 60 + 60));
    let coverage = station.coverage(&station.view()?, day)?;
    drop(station);
    let (due, measured) = (coverage.total.due, coverage.total.measured());
    assert!(due >= 10 && measured >= 5);
    let percent = measured * 1000 / due;
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    let text = Text::new(Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::Num9);
    site.pass(100);
    let number = format!("{} {}.{}%", text.get("overview-number-coverage"), percent / 10, percent % 10);
    assert!(site.says(&number), "{number}");
    let card = site.harness.query_all_by_label_contains(&number).next().ok_or("the card")?;
    card.focus();
    site.pass(100);
    site.presses(Key::Enter);
    site.pass(100);
    assert!(site.says(text.get("duty-missing")), "it leads to the names on the duty screen");
    Ok(())
}

#[test]
fn a_round_wants_somebody_once_its_time_is_over() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
    let place = Place {
        id: Uuid::from_u128(1),
        name: "一楼洗手间".into(),
        ..Place::default()
    };
    let plan = Plan {
        id: Uuid::from_u128(2),
        place: place.id,
        grace_min: 60,
        ..Plan::default()
    };
    clock.set(MORNING.plus_minutes(-23 * 60));
    station.save_places(vec![place], vec![plan])?;
    drop(station);
    let text = Text::new(Lang::ZhHans);
    let of_rounds = text.get("overview-want-rounds");
    for (hour, late) in [(7, 1), (8, 1), (12, 2)] {
        // Yesterday evening's round is open all along; this morning's is due at 8, and late from 9 on.
        let begins = Zone::DEFAULT.start_of(Zone::DEFAULT.day_of(MORNING));
        clock.set(begins.plus_minutes(hour * 60));
        let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
        site.presses_with(Modifiers::ALT, Key::Num9);
        site.pass(100);
        let said = text.count("overview-need-rounds", late, &[("who", ""), ("at", ""), ("what", "")]);
        assert!(site.says(&format!("{of_rounds} {said}")), "{hour}: {said}");
    }
    Ok(())
}
