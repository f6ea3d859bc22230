//! The overview: the days before today, read once, and read again only when something has changed about them.

use super::{Error, Station};
use crate::domain::day::{Day, Moment};
use crate::domain::overview::PastDay;
use crate::domain::person::PersonId;
use crate::domain::rulebook::{Operator, TemperatureRule};
use crate::domain::temperature::Celsius;
use crate::store::{journal, overview};

/// How many days a curve of days shows, today among them.
pub const DAYS: u32 = 30;

/// What the register says of the days before one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day they lie before.
    pub before: Day,
    /// The rule by which a reading of theirs is a fever.
    rule: TemperatureRule,
    /// The last row of the journal when they were read.
    upto: i64,
    pub yesterday: PastDay,
    /// The same day of the week before.
    pub week_ago: PastDay,
    /// The readings of the last [`DAYS`] days that were a fever, whose and when.
    pub fevers: Vec<(Day, PersonId)>,
    /// Who tried to pass the gate today while they isolate, and when; read each time.
    pub attempts: Vec<(PersonId, Moment)>,
}

impl Station {
    /// The days before today: what was read before where it still holds, else read again.
    pub fn past(&self, known: Option<Past>) -> Result<Past, Error> {
        let today = self.card().zone.day_of(self.now());
        let past = match known {
            Some(known) if known.before == today && self.still_holds(&known)? => known,
            Some(_) | None => self.read_past(today)?,
        };
        let attempts = overview::attempts(&self.store, self.card().zone.span(today, today))?;
        Ok(Past { attempts, ..past })
    }

    fn still_holds(&self, known: &Past) -> Result<bool, Error> {
        let begins = self.card().zone.start_of(known.before);
        Ok(known.rule == self.settings().temperature && !overview::is_touched(&self.store, known.upto, begins)?)
    }

    fn read_past(&self, today: Day) -> Result<Past, Error> {
        let (zone, rule) = (self.card().zone, &self.settings().temperature);
        let span = zone.span(today.minus_days(DAYS - 1), today.minus_days(1));
        let fevers = overview::fevers(&self.store, span, least(rule))?;
        Ok(Past {
            before: today,
            rule: rule.clone(),
            upto: journal::last(&self.store)?,
            yesterday: self.past_day(zone.span(today.minus_days(1), today.minus_days(1)))?,
            week_ago: self.past_day(zone.span(today.minus_days(7), today.minus_days(7)))?,
            fevers: fevers.into_iter().map(|(person, at)| (zone.day_of(at), person)).collect(),
            attempts: Vec::new(),
        })
    }

    fn past_day(&self, span: (Moment, Moment)) -> Result<PastDay, Error> {
        Ok(PastDay {
            inside: overview::inside(&self.store, span.0)?.into_iter().collect(),
            lines: overview::lines(&self.store, span)?,
        })
    }
}

/// The coolest reading that is a fever.
fn least(rule: &TemperatureRule) -> Celsius {
    match rule.operator {
        Operator::AtLeast => rule.threshold,
        Operator::Above => Celsius(rule.threshold.0 + 1),
    }
}
