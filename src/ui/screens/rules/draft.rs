//! The rules as they are typed, and what they say once everything typed can be read.

use crate::domain::day::Day;
use crate::domain::rulebook::Rulebook;
use crate::domain::rules::{Count, Level, RiskArea, Rules};
use crate::domain::settings::Settings;
use crate::ui::widgets::{DateDraft, PlaceDraft};

/// A risk area being typed.
#[derive(Clone, Debug)]
pub(super) struct AreaDraft {
    pub place: PlaceDraft,
    pub level: Level,
    pub from: DateDraft,
    pub until: DateDraft,
    pub source: String,
}

/// The rules being changed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub settings: Settings,
    pub look_back: String,
    /// Days of the four causes, in the order of `counts`.
    pub days: [String; 4],
    pub areas: Vec<AreaDraft>,
    pub home: PlaceDraft,
}

/// The four causes of isolation with their language keys.
pub(super) fn counts(rules: &mut Rules) -> [(&'static str, &mut Count); 4] {
    let rule = &mut rules.isolation;
    [
        ("travel", &mut rule.travel),
        ("contact", &mut rule.contact),
        ("symptoms", &mut rule.symptoms),
        ("positive", &mut rule.positive),
    ]
}

impl AreaDraft {
    fn of(area: &RiskArea, name: &str) -> Self {
        Self {
            place: PlaceDraft::of(name, Some(area.code)),
            level: area.level,
            from: DateDraft::of(Some(area.from)),
            until: DateDraft::of(area.until),
            source: area.source.clone(),
        }
    }

    pub(super) fn blank(today: Day) -> Self {
        Self {
            place: PlaceDraft::default(),
            level: Level::High,
            from: DateDraft::of(Some(today)),
            until: DateDraft::default(),
            source: String::new(),
        }
    }

    fn read(&self, today: Day) -> Option<RiskArea> {
        let source = self.source.trim();
        let from = self.from.day(today).ok()??;
        let until = self.until.day(today).ok()?;
        let in_order = until.is_none_or(|until| until >= from);
        (in_order && !source.is_empty()).then_some(RiskArea {
            code: self.place.code()?,
            level: self.level,
            from,
            until,
            source: source.to_owned(),
        })
    }
}

impl Draft {
    /// The rules in force, with places named by `name`.
    pub(super) fn of(settings: &Settings, name: &dyn Fn(crate::domain::region::Code) -> String) -> Self {
        let mut settings = settings.clone();
        let rules = &settings.rules;
        let areas = rules.areas.iter().map(|area| AreaDraft::of(area, &name(area.code))).collect();
        let home = rules.going_out.home;
        Self {
            look_back: rules.exposure.look_back_days.to_string(),
            areas,
            home: PlaceDraft::of(&home.map(name).unwrap_or_default(), home),
            days: counts(&mut settings.rules).map(|(_, count)| count.days.to_string()),
            settings,
        }
    }

    /// Another book that ships with the program, in place of everything typed; where the site is stays.
    pub(super) fn adopt(&mut self, book: Rulebook, name: &dyn Fn(crate::domain::region::Code) -> String) {
        let home = self.settings.rules.going_out.home;
        self.settings.temperature = book.temperature;
        self.settings.rules = book.rules;
        self.settings.rules.going_out.home = home;
        *self = Self::of(&self.settings, name);
    }

    /// The settings, where everything typed can be read.
    pub(super) fn read(&self, today: Day) -> Option<Settings> {
        let mut settings = self.settings.clone();
        settings.rules.exposure.look_back_days = days(&self.look_back)?;
        for ((_, count), typed) in counts(&mut settings.rules).into_iter().zip(&self.days) {
            count.days = days(typed)?;
        }
        settings.rules.areas = self.areas.iter().map(|area| area.read(today)).collect::<Option<_>>()?;
        let home = &self.home;
        if !home.text.trim().is_empty() && home.code().is_none() {
            return None;
        }
        settings.rules.going_out.home = home.code().filter(|_| !home.text.trim().is_empty());
        Some(settings)
    }
}

/// A number of days from 1 to 60.
fn days(typed: &str) -> Option<u16> {
    typed.trim().parse().ok().filter(|days| (1..=60).contains(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::region::{self, Script};

    #[test]
    fn what_is_not_touched_is_not_changed_and_what_cannot_be_read_is_not_saved() {
        let name = |code| region::name(code, Script::Simplified);
        let settings = Settings::default();
        let today = Rulebook::shipped().from;
        let mut draft = Draft::of(&settings, &name);
        assert_eq!(draft.read(today), Some(settings.clone()));
        draft.look_back = "0".into();
        assert_eq!(draft.read(today), None);
        draft.look_back = "21".into();
        draft.areas.push(AreaDraft::blank(today));
        assert_eq!(draft.read(today), None, "an area without a place");
        draft.areas.pop();
        assert_eq!(draft.read(today).map(|settings| settings.rules.exposure.look_back_days), Some(21));
        let [_, april] = Rulebook::all();
        draft.adopt(april, &name);
        assert_eq!(draft.read(today).map(|settings| settings.rules.name), Some("cn-2020-04".to_owned()));
    }
}
