//! The form of a return at the desk: by keyboard alone, with dates that cannot be, with too many segments.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::declaration::Answer;
use gatehouse::domain::person::PersonId;
use gatehouse::domain::screening::Verdict;
use gatehouse::station::{FixedClock, Station, View};
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{MORNING, Site, found};
use super::screens::wait_for;

/// The screen opened over twenty people, with `0002` chosen.
fn chosen(folder: &std::path::Path, lang: Lang) -> Result<Site, Box<dyn std::error::Error>> {
    let clock = found(folder, 20)?;
    let mut site = Site::open(folder, clock, lang);
    site.presses_with(Modifiers::ALT, Key::Num2);
    site.types("0002");
    site.presses(Key::Enter);
    Ok(site)
}

fn tabs(site: &mut Site, times: usize) {
    for _ in 0..times {
        site.presses(Key::Tab);
    }
}

/// A segment from the place on; the keyboard stands on the vehicle after it.
fn segment(site: &mut Site, place: &str, from: &str, to: &str) {
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.types(place);
    for date in [from, to] {
        tabs(site, 1);
        site.types(date);
    }
    tabs(site, 1);
}

fn kept(folder: &std::path::Path) -> Result<View, Box<dyn std::error::Error>> {
    let clock = FixedClock::default();
    clock.set(MORNING);
    Ok(Station::open(folder, Box::new(clock))?.view()?)
}

#[test]
fn a_return_is_registered_and_isolated_by_keyboard_alone() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let mut site = chosen(folder.path(), lang)?;
        segment(&mut site, "武汉", "01-20", "2.4");
        site.types("K1234");
        assert!(site.says(text.get("verdict-isolate")), "the verdict forms while it is typed");
        assert!(site.says(&text.with("returns-free", &[("free", "02-19")])));
        // Transit, the cross, contact: yes, no.
        tabs(&mut site, 4);
        site.presses(Key::Space);
        // Unsure, symptoms: some, none.
        tabs(&mut site, 3);
        site.presses(Key::Space);
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        let at = text.with("returns-registered", &[("at", "2020-02-07 08:00")]);
        assert!(site.says(&at), "{}", lang.tag());
        for _ in 0..3 {
            site.presses_with(Modifiers::COMMAND, Key::Enter);
        }
        site.presses_with(Modifiers::COMMAND, Key::I);
        assert!(site.says(text.get("returns-isolating")), "{}", lang.tag());
        drop(site);
        let view = kept(folder.path())?;
        let health = view.health(PersonId(uuid::Uuid::from_u128(2))).ok_or("declared")?;
        let (_, declared) = health.declared.as_ref().ok_or("declared")?;
        assert_eq!((declared.contact, declared.unwell), (Answer::No, Answer::No));
        assert_eq!(declared.vehicle, "K1234");
        let isolation = health.isolation().ok_or("isolated")?;
        assert_eq!(isolation.ordered().last_day().to_string(), "2020-02-18");
        let once = view.recent.len() + view.standings().len();
        assert_eq!(once, 1, "held keys register once, and nothing else is written");
    }
    Ok(())
}

#[test]
fn dates_that_cannot_be_are_said_under_their_row() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let mut site = chosen(folder.path(), lang)?;
        segment(&mut site, "武汉", "01-20", "02-04");
        segment(&mut site, "遵义", "02-04", "02-31");
        let what = text.with("returns-no-such-day", &[("month", "2"), ("day", "31")]);
        let facts = [("no", "2"), ("field", text.get("returns-to")), ("what", &what)];
        assert!(site.says(&text.with("returns-fault-leg", &facts)), "{}", lang.tag());
        site.presses_with(Modifiers::COMMAND, Key::Enter);
        assert!(!site.says(text.get("returns-isolate")), "it is not registered");
        segment(&mut site, "贵阳", "02-05", "02-03");
        assert!(site.says(&text.with("error-stay-backwards", &[("stay", "3")])), "{}", lang.tag());
        drop(site);
        assert!(kept(folder.path())?.standings().is_empty(), "nothing half saved");
    }
    Ok(())
}

#[test]
fn what_cannot_have_been_is_a_sentence_and_nothing_is_kept() -> Tested {
    for lang in Lang::ALL {
        let text = Text::new(lang);
        for (from, to, contact, said) in [
            // On the way until after the day of the return, which is today.
            ("01-20", "02-20", None, text.with("error-stay-after-return", &[("stay", "1")])),
            ("1020-01-20", "02-04", None, text.with("error-date-year", &[("day", "1020-01-20")])),
            ("01-20", "02-04", Some("02-08"), text.get("error-contact-future").to_owned()),
        ] {
            let folder = tempfile::tempdir()?;
            let mut site = chosen(folder.path(), lang)?;
            segment(&mut site, "遵义", from, to);
            // Transit, the cross, contact: yes.
            tabs(&mut site, 3);
            if let Some(contact) = contact {
                site.presses(Key::Space);
                // No, unsure, symptoms: some, none, the last contact.
                tabs(&mut site, 5);
                site.types(contact);
                tabs(&mut site, 1);
            }
            assert!(site.says(&said), "{} {said}", lang.tag());
            site.presses_with(Modifiers::COMMAND, Key::Enter);
            drop(site);
            assert!(kept(folder.path())?.standings().is_empty(), "nothing half saved: {said}");
        }
    }
    Ok(())
}

#[test]
fn two_hundred_segments_are_refused() -> Tested {
    let folder = tempfile::tempdir()?;
    let text = Text::new(Lang::ZhHans);
    let mut site = chosen(folder.path(), Lang::ZhHans)?;
    let refused = text.with("error-stays-too-many", &[("count", "51")]);
    for no in 1..=200 {
        assert_eq!(site.says(&refused), no > 51, "{no}");
        site.presses_with(Modifiers::COMMAND, Key::N);
        if no > 51 {
            break;
        }
        site.harness.event(Event::Text("遵义".to_owned()));
        site.harness.run_steps(2);
    }
    Ok(())
}

#[test]
fn a_draft_is_kept_and_a_declaration_is_corrected() -> Tested {
    let folder = tempfile::tempdir()?;
    let text = Text::new(Lang::ZhHans);
    let isolates = text.with("returns-free", &[("free", "02-19")]);
    let mut site = chosen(folder.path(), Lang::ZhHans)?;
    segment(&mut site, "武汉", "01-20", "02-04");
    site.presses(Key::Escape);
    site.presses_with(Modifiers::ALT, Key::Num2);
    assert!(site.says(&isolates), "back on the screen it stands as it was left");
    site.presses(Key::F4);
    assert!(!site.says(&isolates));
    site.types("0002");
    site.presses(Key::Enter);
    assert!(site.says(&isolates), "and with the person it comes back");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.types("遵义");
    assert!(!site.says("已登记 2020"), "something is changed and can be registered again");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("已登记 2020"));
    drop(site);
    let view = kept(folder.path())?;
    let person = PersonId(uuid::Uuid::from_u128(2));
    let declared = view.health(person).and_then(|health| health.declared.as_ref()).ok_or("declared")?;
    assert_eq!(declared.1.way(), "武汉 → 遵义");
    let screened = view.screened(MORNING, person).ok_or("screened")?;
    assert_eq!(screened.judgement.verdict, Verdict::Isolate);
    Ok(())
}

#[test]
fn the_gate_sends_who_has_not_declared_to_the_form() -> Tested {
    let folder = tempfile::tempdir()?;
    let text = Text::new(Lang::ZhHans);
    let clock = found(folder.path(), 20)?;
    let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
    let mut away = station.people()?.into_iter().find(|person| person.badge == "0003").ok_or("0003")?;
    away.status = gatehouse::domain::person::Status::Away;
    station.save_person(away)?;
    drop(station);
    let mut site = Site::open(folder.path(), clock, Lang::ZhHans);
    site.scans("0003");
    assert!(site.says(text.get("returns-at-gate")));
    site.presses(Key::F9);
    assert!(site.says(text.get("returns-title")) && site.says(text.get("returns-register")));
    Ok(())
}

#[test]
fn a_questionnaire_is_read_judged_and_taken() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = found(folder.path(), 20)?;
        let mut site = Site::open(folder.path(), clock, lang);
        let path = folder.path().join("问卷.csv");
        let rows = "姓名,工号,到过的地方,起止日期,返厂日期,是否接触确诊,有无症状\n\
            李三2,,湖北武汉,1月20日至2月4日,2020-02-07,否,无\n\
            钱多多,9001,湖北武汉,1月20日至2月4日,2020-02-07,否,无\n\
            孙小,9002,广东广州,1月20日至2月4日,1020-02-07,否,无\n";
        std::fs::write(&path, rows)?;
        site.presses_with(Modifiers::ALT, Key::Num2);
        site.harness.get_by_label(text.get("returns-import")).click();
        site.pass(100);
        let field = site.harness.get_by_role_and_label(Role::TextInput, text.get("import-path"));
        field.focus();
        site.pass(100);
        site.types(path.to_str().ok_or("path")?);
        site.presses(Key::Enter);
        let good = text.count("import-take-good", 1, &[]);
        wait_for(&mut site, &good)?;
        assert!(site.says(text.get("returns-import-new")) && site.says(text.get("fault-unidentified")));
        site.harness.get_by_label(&good).click();
        let expected = text.with("returns-expected", &[("expected", "1"), ("arrived", "0")]);
        wait_for(&mut site, &expected)?;
        assert!(site.says("钱多多"));
    }
    Ok(())
}
