//! Facts in the words of the language chosen.

use super::Scene;
use super::theme::Tone;
use crate::domain::day::Moment;
use crate::domain::screening::{Judgement, Reason, Verdict};
use crate::domain::temperature::Celsius;

/// The colour and shape of a verdict.
pub(super) fn tone(verdict: Verdict) -> Tone {
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
            Reason::Left | Reason::NoVisit | Reason::Contact | Reason::NoReading => Vec::new(),
        };
        let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.text.with(&format!("reason-{}", reason.code()), &facts)
    }

    /// `≥ 37.3 °C`: from where a reading is a fever here.
    pub fn rule(&self) -> String {
        let unit = self.view.settings.unit;
        format!("{} {}", self.view.settings.temperature.shown(unit), unit.symbol())
    }
}
