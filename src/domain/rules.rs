//! The rules about exposure, isolation and going out, as data: every value with its source.
//!
//! A station keeps them in its settings, so that a changed rule is an entry and an old verdict keeps the rule it was made under.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::region::Code;

/// Which day of an event is the first that counts; a visible, named setting per cause (rules.md, "Counting days").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// 次日起算: the event day is day 0 (PRC Civil Code art. 201, 203; WHO).
    #[default]
    NextDay,
    /// 当日起算: the event day is day 1.
    SameDay,
}

impl Counting {
    pub const ALL: [Self; 2] = [Self::NextDay, Self::SameDay];

    pub fn key(self) -> &'static str {
        match self {
            Self::NextDay => "next-day",
            Self::SameDay => "same-day",
        }
    }

    /// The last day of `days` days, which runs until 24:00.
    pub fn last_day(self, event: Day, days: u16) -> Day {
        let days = u32::from(days);
        match self {
            Self::NextDay => event.plus_days(days),
            Self::SameDay => event.plus_days(days.saturating_sub(1)),
        }
    }

    /// The number of a day: 0 or 1 on the day of the event, negative before it.
    pub fn number(self, event: Day, day: Day) -> i64 {
        day.days_since(event)
            + match self {
                Self::NextDay => 0,
                Self::SameDay => 1,
            }
    }
}

/// How dangerous an area is, mildest first (guide of April 2020: low, medium, high).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Low,
    Medium,
    High,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    pub fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// An area of risk: everything whose code begins with `code`, from a day until another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskArea {
    pub code: Code,
    pub level: Level,
    pub from: Day,
    /// The last day that counts; `None` while nobody has ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    pub source: String,
}

impl RiskArea {
    /// The last day that counts of a presence until `to`.
    pub fn last_of(&self, to: Day) -> Day {
        self.until.map_or(to, |until| to.min(until))
    }
}

/// Which presence and which contact still matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposureRule {
    /// Days between the last day there and today, both ends included.
    pub look_back_days: u16,
    /// Whether changing trains in a risk area is a presence (*setting*).
    pub transit_counts: bool,
    /// Areas from this level up isolate; milder ones are noted only.
    pub isolate_from: Level,
    pub source: String,
}

/// From which day a cause is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// From the event: the last presence, the last contact, the onset.
    #[default]
    Event,
    /// From the day of placement, where a local order says so.
    Placement,
}

/// How long a cause isolates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub days: u16,
    #[serde(default)]
    pub counting: Counting,
    #[serde(default)]
    pub start: Start,
    pub source: String,
}

impl Count {
    /// The day a cause is counted from: its event, or the placement where a local order says so.
    pub fn first_day(&self, event: Day, placed: Day) -> Day {
        match self.start {
            Start::Event => event,
            Start::Placement => event.max(placed),
        }
    }

    /// The last day that a cause isolates until.
    pub fn last_day(&self, event: Day, placed: Day) -> Day {
        self.counting.last_day(self.first_day(event, placed), self.days)
    }
}

/// How isolation is counted and ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IsolationRule {
    pub travel: Count,
    pub contact: Count,
    pub symptoms: Count,
    pub positive: Count,
    /// Hours of the day from which a reading is due: morning, evening (guide of 21 February 2020, clause 1).
    pub due_hours: [u8; 2],
    pub source: String,
}

/// A symptom and the words by which people declare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symptom {
    pub key: String,
    pub words: Vec<String>,
}

/// Who may decide, from the nearest to the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Authority {
    Guard,
    Superior,
    Clinic,
    Supervisor,
    Headquarters,
}

impl Authority {
    pub const ALL: [Self; 5] = [Self::Guard, Self::Superior, Self::Clinic, Self::Supervisor, Self::Headquarters];

    pub fn key(self) -> &'static str {
        match self {
            Self::Guard => "guard",
            Self::Superior => "superior",
            Self::Clinic => "clinic",
            Self::Supervisor => "supervisor",
            Self::Headquarters => "headquarters",
        }
    }
}

/// What each role may decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorities {
    /// Going out within the site's own region.
    pub outing_local: Authority,
    /// Going out of the region.
    pub outing_region: Authority,
    /// Going out into a risk area, or where nobody can tell.
    pub outing_risk: Authority,
    /// Ending isolation when its conditions hold.
    pub release: Authority,
    /// Ending it before.
    pub release_early: Authority,
}

/// Who has to report before going out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reporters {
    /// Whoever lives on the site; the others go home after their shift.
    #[default]
    Residents,
    Everybody,
    Nobody,
}

impl Reporters {
    pub const ALL: [Self; 3] = [Self::Residents, Self::Everybody, Self::Nobody];

    pub fn key(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Everybody => "everybody",
            Self::Nobody => "nobody",
        }
    }
}

/// Going out is reported before (外出报备).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoingOutRule {
    pub reporters: Reporters,
    /// The site's own region; leaving it is movement between regions. `None` until the site says where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Code>,
    pub source: String,
}

/// Everything that screening, isolation and going out rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The book they come from: `cn-2020-02`.
    pub name: String,
    /// How often this site has changed them.
    #[serde(default)]
    pub edition: u32,
    pub exposure: ExposureRule,
    pub isolation: IsolationRule,
    pub going_out: GoingOutRule,
    pub authority: Authorities,
    #[serde(default, rename = "area")]
    pub areas: Vec<RiskArea>,
    #[serde(rename = "symptom")]
    pub symptoms: Vec<Symptom>,
}

/// What the rules of an edition are called, see [`Rules::title`].
pub fn title(name: &str, edition: u32) -> String {
    match edition {
        0 => name.to_owned(),
        edition => format!("{name} +{edition}"),
    }
}

/// What a presence means under the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence<'a> {
    Harmless,
    /// In this area of risk.
    Risky(&'a RiskArea),
    /// The place is wider than an area of risk that lies in it: which part was it?
    TooWide(&'a RiskArea),
}

impl Rules {
    /// The name that verdicts are recorded under: `cn-2020-02`, or `cn-2020-02 +3` after three changes.
    pub fn title(&self) -> String {
        title(&self.name, self.edition)
    }

    /// The area of risk that a place lies in on the latest day of `from ..= to`, the worst of these; without days, the worst at all.
    pub fn presence(&self, place: Code, days: Option<(Day, Day)>) -> Presence<'_> {
        let overlaps = |area: &&RiskArea| days.is_none_or(|(from, to)| area.from <= to && area.until.is_none_or(|until| from <= until));
        let isolating = || {
            self.areas
                .iter()
                .filter(|area| area.level >= self.exposure.isolate_from)
                .filter(overlaps)
        };
        let weight = |area: &&RiskArea| (days.map(|(_, to)| area.last_of(to)), area.level);
        if let Some(area) = isolating().filter(|area| place.is_within(area.code)).max_by_key(weight) {
            return Presence::Risky(area);
        }
        isolating()
            .find(|area| area.code.is_within(place))
            .map_or(Presence::Harmless, Presence::TooWide)
    }

    /// The keys of the symptoms that a text declares; what no word is known for comes back as it is written.
    pub fn symptoms_in(&self, text: &str) -> Vec<String> {
        let parts = text.split(|c: char| "、，,;；/。 \n\t+和及".contains(c)).map(str::trim);
        let mut found = Vec::new();
        for part in parts.filter(|part| !part.is_empty()) {
            let known = self
                .symptoms
                .iter()
                .filter(|symptom| symptom.words.iter().any(|word| part.contains(word.as_str())));
            let mut keys: Vec<String> = known.map(|symptom| symptom.key.clone()).collect();
            if keys.is_empty() {
                keys.push(part.to_owned());
            }
            for key in keys {
                if !found.contains(&key) {
                    found.push(key);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rulebook::Rulebook;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn the_published_examples_of_both_counting_rules() -> Checked {
        for (counting, event, days, last, free) in [
            (Counting::NextDay, "2020-01-01", 14, "2020-01-15", "2020-01-16"),
            (Counting::NextDay, "2020-01-11", 14, "2020-01-25", "2020-01-26"),
            (Counting::NextDay, "2020-01-05", 14, "2020-01-19", "2020-01-20"),
            (Counting::NextDay, "2020-01-11", 10, "2020-01-21", "2020-01-22"),
            (Counting::NextDay, "2020-02-15", 14, "2020-02-29", "2020-03-01"),
            (Counting::NextDay, "2019-12-25", 14, "2020-01-08", "2020-01-09"),
            (Counting::SameDay, "2020-01-01", 14, "2020-01-14", "2020-01-15"),
        ] {
            let event: Day = event.parse()?;
            let end = counting.last_day(event, days);
            assert_eq!(
                (end.to_string().as_str(), end.plus_days(1).to_string().as_str()),
                (last, free),
                "{event}"
            );
            assert_eq!(counting.number(event, end), i64::from(days));
        }
        Ok(())
    }

    #[test]
    fn the_day_number_and_the_dates_agree_on_every_day_of_twelve_years() -> Checked {
        let mut event: Day = "2019-01-01".parse()?;
        let end: Day = "2030-12-31".parse()?;
        while event <= end {
            for counting in Counting::ALL {
                let last = counting.last_day(event, 14);
                assert_eq!(counting.number(event, last), 14, "{event} {counting:?}");
                let days = 14 - u32::from(counting == Counting::SameDay);
                assert_eq!(last, event.plus_days(days));
            }
            event = event.plus_days(1);
        }
        Ok(())
    }

    #[test]
    fn a_place_is_risky_while_its_area_is() -> Checked {
        let mut rules = Rulebook::shipped().rules;
        let days = |from: &str, to: &str| Ok::<_, chrono::ParseError>(Some((from.parse()?, to.parse()?)));
        let wuhan: Code = "420102".parse()?;
        assert!(matches!(
            rules.presence(wuhan, days("2020-01-20", "2020-01-21")?),
            Presence::Risky(_)
        ));
        assert_eq!(rules.presence(wuhan, days("2019-12-01", "2019-12-31")?), Presence::Harmless);
        assert_eq!(rules.presence("52".parse()?, None), Presence::Harmless);
        rules.areas[0].code = "4201".parse()?;
        assert!(matches!(rules.presence("42".parse()?, None), Presence::TooWide(_)));
        rules.areas[0].until = Some("2020-04-08".parse()?);
        assert_eq!(rules.presence(wuhan, days("2020-04-09", "2020-04-20")?), Presence::Harmless);
        rules.areas[0].level = Level::Low;
        assert_eq!(rules.presence(wuhan, None), Presence::Harmless);
        Ok(())
    }

    #[test]
    fn symptoms_by_the_words_of_people() {
        let rules = Rulebook::shipped().rules;
        for (text, keys) in [
            ("发热、咳嗽", vec!["fever", "cough"]),
            ("發燒，全身無力", vec!["fever", "fatigue"]),
            ("有点咳，拉肚子", vec!["cough", "diarrhoea"]),
            ("牙疼", vec!["牙疼"]),
            ("", vec![]),
        ] {
            assert_eq!(rules.symptoms_in(text), keys, "{text}");
        }
    }
}
