//! A change of rules at the desk: who is to be isolated now, and whose page that opens.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gatehouse::domain::declaration::{Answer, Declaration, Stay};
use gatehouse::domain::person::PersonId;
use gatehouse::domain::rules::{Level, RiskArea};
use gatehouse::station::Station;
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{Site, found};

/// Declares that somebody was in Wenzhou until three days ago.
fn was_in_wenzhou(station: &mut Station, person: PersonId) -> Tested {
    let today = station.card().zone.day_of(station.now());
    let stay = Stay {
        text: "浙江温州".into(),
        code: Some("3303".parse()?),
        from: Some(today.minus_days(9)),
        to: Some(today.minus_days(3)),
        ..Stay::default()
    };
    let form = Declaration {
        stays: vec![stay],
        contact: Answer::No,
        unwell: Answer::No,
        ..Declaration::blank(person, today, today)
    };
    station.declare(form, Vec::new())?;
    Ok(())
}

#[test]
fn the_new_names_after_a_change_of_rules_are_a_list_to_work_through() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let text = Text::new(lang);
        let clock = found(folder.path(), 2)?;
        let mut station = Station::open(folder.path(), Box::new(clock.clone()))?;
        was_in_wenzhou(&mut station, PersonId(uuid::Uuid::from_u128(2)))?;
        let mut settings = station.settings().clone();
        settings.rules.areas.push(RiskArea {
            code: "3303".parse()?,
            level: Level::High,
            from: "2020-01-20".parse()?,
            until: None,
            source: "浙江省通告".into(),
        });
        station.change_settings(settings)?;
        drop(station);
        let mut site = Site::open(folder.path(), clock, lang);
        site.presses_with(Modifiers::COMMAND, Key::Comma);
        site.presses(Key::F9);
        assert!(site.says(text.get("rules-owed")) && site.says("cn-2020-02 +1"), "{}", lang.tag());
        site.harness.get_by_label("李三2 0002").click();
        site.pass(100);
        assert!(site.says(text.get("people-to-gate")), "their page, from where they are worked on");
    }
    Ok(())
}
