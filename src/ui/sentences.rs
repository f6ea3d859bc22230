//! Facts in the words of the language chosen.

use uuid::Uuid;

use super::Scene;
use super::text::{Lang, Text};
use super::theme::Tone;
use crate::domain::contacts::Evidence;
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::person::Person;
use crate::domain::region::{self, Code, Script};
use crate::domain::returns::Contradiction;
use crate::domain::screening::{Judgement, Reason, Verdict};
use crate::domain::temperature::Celsius;
use crate::station::Line;
use crate::station::out::Words;

/// The colour and shape of a verdict.
pub fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Refuse => Tone::Refuse,
        Verdict::Isolate => Tone::Isolate,
        Verdict::Clinic => Tone::Clinic,
        Verdict::Recheck => Tone::Recheck,
        Verdict::Ask => Tone::Ask,
        Verdict::Report => Tone::Report,
        Verdict::Clear => Tone::Clear,
    }
}

/// What says that somebody has been near somebody.
pub fn evidence(text: &Text, zone: Zone, evidence: &Evidence) -> String {
    let facts = match evidence {
        Evidence::Household => Vec::new(),
        Evidence::Room { room } => vec![("room", room.clone())],
        Evidence::Outing { place, day } => vec![("place", place.clone()), ("day", day.to_string())],
        Evidence::Shift { department, team, days } => vec![
            ("department", department.clone()),
            ("team", team.clone()),
            ("days", days.to_string()),
        ],
        Evidence::Passage { times, last } => vec![("times", times.to_string()), ("last", zone.date_time(*last))],
    };
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text.with(&format!("evidence-{}", evidence.code()), &facts)
}

impl Words for Text {
    fn title(&self, key: &str) -> String {
        self.with(&format!("export-{key}"), &[])
    }

    fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    fn said(&self, zone: Zone, one: &Evidence) -> String {
        evidence(self, zone, one)
    }
}

impl Scene<'_> {
    /// A word of the language files by a computed key: `verdict-` and `clear`.
    pub fn word(&self, area: &str, key: &str) -> String {
        self.text.with(&format!("{area}-{key}"), &[])
    }

    /// `36.5 °C`, in the unit of the site.
    pub fn celsius(&self, celsius: Celsius) -> String {
        let unit = self.view.settings.unit;
        format!("{} {}", celsius.shown(unit), unit.symbol())
    }

    /// `08:01`, in the site's own time zone.
    pub fn clock(&self, at: Moment) -> String {
        self.view.card.zone.hour_minute(at)
    }

    /// `补录 11:02` where a line stood on paper before it was entered.
    pub fn late(&self, line: &Line) -> Option<String> {
        let zone = self.view.card.zone;
        let same = zone.day_of(line.entered) == zone.day_of(line.at);
        let entered = if same {
            self.clock(line.entered)
        } else {
            zone.date_time(line.entered)
        };
        line.is_late().then(|| self.text.with("register-late", &[("at", &entered)]))
    }

    /// `未确认` where nobody has confirmed who recorded a line.
    pub fn unconfirmed(&self, line: &Line) -> Option<String> {
        line.unconfirmed.then(|| self.text.get("register-unconfirmed").to_owned())
    }

    /// What was said of an entry, after the name of its station where that is another one: `北门 第 214 号`.
    pub fn at_station(&self, chain: Uuid, said: String) -> String {
        match self.view.elsewhere(chain) {
            Some(station) => [station, said].join(" "),
            None => said,
        }
    }

    /// That somebody carries a badge or an employee number which is another person's as well: `0231 也是李敏的号码`.
    pub fn shared(&self, person: &Person, other: &Person) -> String {
        let same = |number: &&str| other.numbers().any(|theirs| theirs == *number);
        let number = person.numbers().find(same).unwrap_or_default();
        self.text.with("people-shared", &[("number", number), ("name", &other.name)])
    }

    /// `3:12`, never below zero.
    pub fn remaining(&self, until: Moment) -> String {
        let secs = until.secs_since(self.now).max(0);
        format!("{}:{:02}", secs / 60, secs % 60)
    }

    /// The reasons of a judgement, a sentence each, worst first.
    pub fn reasons(&self, judgement: &Judgement) -> Vec<String> {
        judgement.reasons.iter().map(|reason| self.reason(reason)).collect()
    }

    fn reason(&self, reason: &Reason) -> String {
        let facts = match reason {
            Reason::SentToClinic { at } => vec![("at", self.clock(*at))],
            Reason::SecondFever { first, second } => vec![("first", self.celsius(*first)), ("second", self.celsius(*second))],
            Reason::Fever { celsius, again_from } => vec![
                ("celsius", self.celsius(*celsius)),
                ("rule", self.rule()),
                ("again", self.clock(*again_from)),
            ],
            Reason::Early { again_from } => vec![("again", self.clock(*again_from))],
            Reason::Low { celsius } => vec![
                ("celsius", self.celsius(*celsius)),
                ("floor", self.celsius(self.view.settings.temperature.floor)),
            ],
            Reason::Isolated { .. } | Reason::RiskArea { .. } | Reason::Exposed { .. } => self.isolating(reason),
            Reason::Symptoms { symptoms } if symptoms.is_empty() => return self.word("reason-short", reason.code()),
            Reason::Symptoms { symptoms } => vec![("symptoms", self.symptoms(symptoms))],
            Reason::AskDate { place } | Reason::CrossRegion { place } => vec![("place", self.place(*place))],
            Reason::AskPlace { text } => vec![("text", text.clone())],
            Reason::Contradiction { what } => vec![("what", self.contradiction(what))],
            Reason::Household { name, verdict } => vec![("name", name.clone()), ("verdict", self.word("verdict", verdict.key()))],
            Reason::TripAsked { destination } => vec![("destination", destination.clone())],
            Reason::Undecided { authority } => vec![("authority", self.word("authority", authority.key()))],
            Reason::ReportRefused { by, reason } => vec![("authority", self.word("authority", by.key())), ("reason", reason.clone())],
            Reason::Destination { place, area } => vec![("place", self.place(*place)), ("area", self.place(*area))],
            Reason::Left
            | Reason::NoVisit
            | Reason::Contact
            | Reason::NoReading
            | Reason::AskContact
            | Reason::AskSymptoms
            | Reason::Undeclared
            | Reason::NoReport => Vec::new(),
        };
        let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // Visitors who were in contact are sent back, workers isolate: one code, two sentences.
        let exposed = matches!(reason, Reason::Exposed { .. });
        let key = if exposed { "exposed" } else { reason.code() };
        self.text.with(&format!("reason-{key}"), &facts)
    }

    fn isolating(&self, reason: &Reason) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        if let Reason::Isolated { day, last } = reason {
            facts.extend([("day", day.to_string()), ("free", self.day(last.plus_days(1)))]);
            facts.push(("last", self.day(*last)));
        }
        if let Reason::RiskArea {
            place,
            area,
            level,
            last,
            source,
            ..
        } = reason
        {
            facts.extend([("place", self.place(*place)), ("area", self.place(*area))]);
            facts.extend([
                ("level", self.word("level", level.key())),
                ("last", self.day(*last)),
                ("source", source.clone()),
            ]);
        }
        if let Reason::Exposed { last, .. } = reason {
            facts.push(("last", self.day(*last)));
        }
        facts.extend(reason.last_day().map(|ends| ("ends", self.day(ends))));
        facts
    }

    /// What cannot be, as one sentence.
    pub fn contradiction(&self, what: &Contradiction) -> String {
        let fact = what.fact();
        let facts: Vec<(&str, &str)> = fact.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.text.with(&format!("error-{}", what.code()), &facts)
    }

    /// `02-07`, with its year outside this one.
    pub fn day(&self, day: Day) -> String {
        day.short(self.view.day)
    }

    /// A place by its short name in the language chosen: `湖北武汉`.
    pub fn place(&self, code: Code) -> String {
        region::short_name(code, self.script())
    }

    /// How the language chosen writes places.
    pub fn script(&self) -> Script {
        match self.text.lang() {
            Lang::ZhHans => Script::Simplified,
            Lang::ZhHant => Script::Traditional,
            Lang::En => Script::Latin,
        }
    }

    /// Symptoms by their names; what no rulebook knows as it was written.
    pub fn symptoms(&self, symptoms: &[String]) -> String {
        let known = |key: &str| self.view.settings.rules.symptoms.iter().any(|symptom| symptom.key == key);
        let named = symptoms
            .iter()
            .map(|key| if known(key) { self.word("symptom", key) } else { key.clone() });
        named.collect::<Vec<_>>().join(self.text.get("word-comma"))
    }

    /// `≥ 37.3 °C`: from where a reading is a fever here.
    pub fn rule(&self) -> String {
        let unit = self.view.settings.unit;
        format!("{} {}", self.view.settings.temperature.shown(unit), unit.symbol())
    }
}
