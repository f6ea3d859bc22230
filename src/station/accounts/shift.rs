//! What a shift did, for handing over (交接班).

use crate::domain::day::Moment;
use crate::station::{Error, Station};
use crate::store::{journal, lines};

/// What whoever is on duty did at this station since they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShiftCount {
    /// Who came; empty where nobody has.
    pub name: String,
    pub from: Moment,
    pub readings: u64,
    /// Readings that are a fever.
    pub fevers: u64,
    pub refused: u64,
    /// What was noted as unusual.
    pub notes: u64,
}

impl Station {
    /// Counts what this shift did; what was taken back does not count.
    pub fn shift(&self) -> Result<ShiftCount, Error> {
        let (own, now) = (self.card().chain, self.now());
        let began = match self.session() {
            Some(session) => Some(session.since),
            None => journal::moment(&self.store, self.identity.chain, self.identity.actor)?,
        };
        let named = self.session().and_then(|session| self.active(session.account));
        let mut count = ShiftCount {
            name: named.map_or_else(|| self.identity.on_duty.name.clone(), |account| account.name.clone()),
            from: began.unwrap_or(now),
            ..ShiftCount::default()
        };
        let rule = &self.settings().temperature;
        lines::each(&self.store, (count.from, Moment(now.0.saturating_add(1))), |line| {
            if line.chain == own && line.corrected_by.is_none() {
                count.readings += u64::from(line.celsius.is_some());
                count.fevers += u64::from(line.celsius.is_some_and(|celsius| rule.is_fever(celsius)));
                count.refused += u64::from(line.celsius.is_none() && !line.passed);
            }
            Ok(true)
        })?;
        let (daybook, zone) = (self.daybook()?, self.card().zone);
        let days = [zone.day_of(count.from), zone.day_of(now)];
        let noted = days
            .iter()
            .take(if days[0] == days[1] { 1 } else { 2 })
            .flat_map(|day| daybook.reports.unusual_on(*day));
        count.notes = noted.filter(|kept| kept.at >= count.from).map(|_| 1).sum();
        Ok(count)
    }
}
