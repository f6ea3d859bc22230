//! What is typed into the forms, read into the things they are about; where a field cannot be used, its key.

use super::form::{Form, minute};
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::site::canteen::Food;
use crate::domain::site::{Doing, How, Meal, Measure, Method, Often, Plan, Rhythm, SiteLimits, Slot};
use crate::ui::Scene;
use crate::ui::screens::leaves::SHORTEST;

pub(super) fn read_how(form: &Form) -> Result<How, &'static str> {
    Ok(How {
        agent: form.get("round-agent").to_owned(),
        mg_per_l: form.count("round-strength")?,
        minutes: form.count("round-length")?,
        method: Method::ALL.get(form.chosen("round-method")).copied().unwrap_or_default(),
    })
}

pub(super) fn read_doing(form: &Form, scene: &Scene<'_>) -> Result<Doing, &'static str> {
    let (near, zone) = (scene.view.day, scene.view.card.zone);
    let at = zone.at(form.day("round-day", near)?, form.time("round-time")?);
    // The minute that was shown is now.
    let now = zone.date_time(at) == zone.date_time(scene.now);
    Ok(Doing {
        how: read_how(form)?,
        executor: form.get("round-executor").to_owned(),
        done_at: (!now).then_some(at),
        note: form.get("round-note").to_owned(),
    })
}

pub(super) fn read_limits(form: &Form) -> Result<SiteLimits, &'static str> {
    Ok(SiteLimits {
        room_people: form.count("limits-room-people")?,
        room_tenths: read_tenths(form.get("limits-room-each")).ok_or("limits-room-each")?,
        meeting_people: form.count("limits-meeting-people")?,
        meeting_minutes: form.count("limits-meeting-minutes")?,
        sample_grams: form.count("limits-sample-grams")?,
        sample_hours: form.count("limits-sample-hours")?,
    })
}

pub(super) fn read_slot(form: &Form, slot: &Slot) -> Result<Slot, &'static str> {
    Ok(Slot {
        meal: Meal::ALL.get(form.chosen("canteen-meal")).copied().unwrap_or_default(),
        from_min: form.minute("plan-from")?,
        to_min: form.minute("plan-to")?,
        seats: form.count("canteen-seats")?,
        groups: list(form.get("canteen-groups")),
        ..slot.clone()
    })
}

pub(super) fn read_food(form: &Form) -> Result<Food, &'static str> {
    Ok(Food {
        meal: Meal::ALL.get(form.chosen("canteen-meal")).copied().unwrap_or_default(),
        dish: required(form, "canteen-dish")?,
        grams: form.count("canteen-grams")?,
        by: form.get("canteen-by").to_owned(),
    })
}

pub(super) fn read_plan(form: &Form, plan: &Plan) -> Result<Plan, &'static str> {
    let often = if form.get("plan-every").is_empty() {
        let times: Option<Vec<u32>> = form.get("plan-times").split_whitespace().map(minute).collect();
        Often::At(times.filter(|times| !times.is_empty()).ok_or("plan-times")?)
    } else {
        Often::Every {
            minutes: read_hours(form.get("plan-every")).ok_or("plan-every")?,
            from_min: form.minute("plan-from")?,
            to_min: form.minute("plan-to")?,
        }
    };
    let plan = Plan {
        measure: Measure::ALL.get(form.chosen("round-measure")).copied().unwrap_or_default(),
        rhythm: Rhythm {
            often,
            weekdays: read_weekdays(form.get("plan-weekdays")).ok_or("plan-weekdays")?,
        },
        how: read_how(form)?,
        executor: form.get("round-executor").to_owned(),
        checker: form.get("round-checker").to_owned(),
        grace_min: form.count("plan-grace")?,
        ..plan.clone()
    };
    if !plan.checker.is_empty() && plan.checker == plan.executor {
        return Err("round-checker");
    }
    if plan.is_possible() { Ok(plan) } else { Err("plan-times") }
}

pub(super) fn required(form: &Form, key: &'static str) -> Result<String, &'static str> {
    match form.get(key) {
        "" => Err(key),
        typed => Ok(typed.to_owned()),
    }
}

/// At which level something leaves, and what for: names only where somebody says it.
pub(super) fn read_leaves(form: &Form) -> Result<(Level, String), &'static str> {
    let level = Level::ALL.get(form.chosen("export-level")).copied().unwrap_or(Level::Masked);
    let purpose = form.get("export-purpose").trim().to_owned();
    if level == Level::Full && purpose.chars().count() < SHORTEST {
        return Err("export-purpose");
    }
    Ok((level, purpose))
}

pub(super) fn days(form: &Form, near: Day) -> Result<(Day, Day), &'static str> {
    let (from, to) = (form.day("export-from", near)?, form.day("export-to", near)?);
    if from <= to { Ok((from, to)) } else { Err("export-to") }
}

/// `采矿一队、甲班`, `采矿一队, 甲班`.
pub(super) fn list(typed: &str) -> Vec<String> {
    let parts = typed.split(['、', '，', ',', ';', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A bit a day; every day where nothing is typed. `1` is Monday.
pub(super) fn read_weekdays(typed: &str) -> Option<u8> {
    if typed.is_empty() {
        return Some(Rhythm::EVERY_DAY);
    }
    typed.chars().filter(|c| !c.is_whitespace()).try_fold(0, |days, digit| {
        let day = digit.to_digit(10).filter(|day| (1..=7).contains(day))?;
        Some(days | 1 << (day - 1))
    })
}

/// `2`, `1.5`: hours as minutes.
pub(super) fn read_hours(typed: &str) -> Option<u32> {
    Some(read_tenths(typed)? * 6)
}

pub(super) fn hours(minutes: u32) -> String {
    tenths(minutes / 6)
}

/// `18`, `18.5` as tenths.
pub(super) fn read_tenths(typed: &str) -> Option<u32> {
    let (whole, rest) = typed.split_once('.').unwrap_or((typed, ""));
    let tenth = match rest.len() {
        0 => 0,
        1 => rest.parse::<u32>().ok()?,
        _ => return None,
    };
    whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth)
}

/// `18.5`, `18`; empty for nothing.
pub(super) fn tenths(tenths: u32) -> String {
    match (tenths / 10, tenths % 10) {
        (0, 0) => String::new(),
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_typed() {
        for (typed, expected) in [("18", Some(180)), ("18.5", Some(185)), ("18.55", None), ("", None), ("大", None)] {
            assert_eq!(read_tenths(typed), expected, "{typed}");
        }
        assert_eq!((tenths(185), tenths(180), tenths(0)), ("18.5".into(), "18".into(), String::new()));
        assert_eq!((read_hours("2"), read_hours("1.5")), (Some(120), Some(90)));
        for (typed, expected) in [("", Some(127)), ("12345", Some(31)), ("67", Some(96)), ("8", None), ("1-5", None)] {
            assert_eq!(read_weekdays(typed), expected, "{typed}");
        }
        assert_eq!(list("采矿一队、甲班, "), ["采矿一队", "甲班"]);
    }
}
