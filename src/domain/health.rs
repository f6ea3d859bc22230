//! Somebody's standing: what they declared, whether they isolate, where they are, what the clinic decided; and what of it
//! speaks against letting them pass.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::clinic::{Choice, Decision};
use super::day::{Day, Moment, Zone};
use super::declaration::Declaration;
use super::duty::Absence;
use super::entry::{Entry, EntryId};
use super::going_out::{Outing, State, Step};
use super::isolation::Isolation;
use super::measured::{self, Cell, Measured};
use super::person::{Person, PersonId, Status};
use super::returns::{self, Screened};
use super::rules::{Reporters, Rules};
use super::screening::{Direction, Reason, Verdict};

/// When the facts are looked at, and under which rules.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    pub rules: &'a Rules,
    pub zone: Zone,
    pub now: Moment,
}

impl At<'_> {
    pub fn today(&self) -> Day {
        self.zone.day_of(self.now)
    }
}

/// Everything in somebody's course, folded from its entries in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The declaration that stands and when it was kept.
    pub declared: Option<(Moment, Declaration)>,
    /// Oldest first.
    pub isolations: Vec<Isolation>,
    /// Oldest first.
    pub outings: Vec<Outing>,
    /// Oldest first.
    pub decisions: Vec<(Moment, Decision)>,
    /// Oldest first; of two for the same day the later one stands.
    pub absences: Vec<(Moment, Absence)>,
    /// Readings since day 0 of the latest isolation, oldest first.
    pub readings: Vec<Measured>,
}

impl Health {
    /// Takes the next entry of somebody's course; others change nothing.
    pub fn take(&mut self, at: Moment, zone: Zone, entry: &Entry) {
        match entry {
            Entry::Declared(declaration) => {
                let known = self.declared.as_ref().map(|(kept, known)| (zone.day_of(*kept), known));
                if known.is_none_or(|known| declaration.stands_after(zone.day_of(at), known)) {
                    let family = known.map_or(&[][..], |(_, known)| &known.household);
                    self.declared = Some((at, declaration.clone().with_family(family)));
                }
            }
            Entry::Decided(decision) => self.decisions.push((at, decision.clone())),
            Entry::Absent(absence) => self.absences.push((at, absence.clone())),
            Entry::Isolation(step) => {
                let on = zone.day_of(at);
                match self.isolations.iter_mut().find(|isolation| isolation.id == step.isolation) {
                    Some(isolation) => isolation.take(on, &step.step),
                    None => self.isolations.extend(Isolation::open(on, step)),
                }
            }
            Entry::Outing(step) => match self.outings.iter_mut().find(|outing| outing.id == step.outing) {
                Some(outing) => outing.take(at, &step.step),
                None => self.outings.extend(Outing::open(at, step)),
            },
            Entry::StationOpened(_)
            | Entry::SettingsChanged(_)
            | Entry::OnDuty(_)
            | Entry::PersonSaved(_)
            | Entry::PeopleStaged(_)
            | Entry::DeclarationsStaged(_)
            | Entry::PeopleTaken(_)
            | Entry::ImportAbandoned(_)
            | Entry::PhotoTaken(_)
            | Entry::Reading(_)
            | Entry::Passage(_)
            | Entry::Refusal(_)
            | Entry::Visit(_)
            | Entry::InstrumentSaved(_)
            | Entry::InstrumentChecked(_)
            | Entry::Withdrawn(_)
            | Entry::Noted(_)
            | Entry::Keyed(_)
            | Entry::PeerSaved(_)
            | Entry::Continued(_)
            | Entry::AccountSaved(_)
            | Entry::Audited(_) => {}
        }
    }

    /// The isolation that runs now.
    pub fn isolation(&self) -> Option<&Isolation> {
        self.isolations.iter().rev().find(|isolation| isolation.is_open())
    }

    /// The day they were placed in isolation: when the one that runs was opened, else today.
    pub fn placed(&self, today: Day) -> Day {
        self.isolation().map_or(today, |isolation| isolation.opened)
    }

    /// The outing that is not over yet.
    pub fn outing(&self, now: Moment) -> Option<&Outing> {
        self.outings.iter().rev().find(|outing| !outing.state(now).is_over())
    }

    /// Since when they are out on outings that they are not back from, each with its place in the list.
    pub fn away(&self) -> Vec<(usize, Moment)> {
        let away = self.outings.iter().enumerate().filter(|(_, outing)| outing.back.is_none());
        away.filter_map(|(at, outing)| Some((at, outing.left?.0))).collect()
    }

    /// They came in by a gate that did not know of their outing yet: the line of that passage is their return.
    pub fn came_back(&mut self, outing: usize, at: Moment, line: EntryId) {
        if let Some(outing) = self.outings.get_mut(outing) {
            outing.take(at, &Step::Back { line });
        }
    }

    /// The outing that they are back from and have not been asked about; or are just coming back from.
    pub fn unasked(&self) -> Option<&Outing> {
        self.outings
            .last()
            .filter(|outing| outing.left.is_some() && outing.trip.is_none() && !outing.cancelled)
    }

    /// When the clinic last decided about them, whatever it was.
    pub fn decided(&self) -> Option<Moment> {
        self.decisions.last().map(|(at, _)| *at)
    }

    /// When the clinic last sent them back to work.
    pub fn cleared(&self) -> Option<Moment> {
        let (at, last) = self.decisions.last()?;
        matches!(last.choice, Choice::Back | Choice::Observe).then_some(*at)
    }

    /// Those of the family who declared with them.
    pub fn household(&self) -> &[PersonId] {
        self.declared.as_ref().map_or(&[], |(_, declared)| &declared.household)
    }

    /// What a member of their household weighs: the verdict on what that one declared, unless the clinic has sent this one back
    /// to work since.
    pub fn weighs(&self, at: At<'_>, member: &Self) -> Option<Verdict> {
        let (kept, _) = member.declared.as_ref()?;
        let seen = self.cleared().is_some_and(|cleared| cleared > *kept);
        let screened = (!seen).then(|| member.screened(at, &[]))?;
        screened.map(|screened| screened.judgement.verdict)
    }

    /// The declaration with everywhere they went since, judged on a day. What was exposed before the end of an isolation is served,
    /// and symptoms are answered by the clinic's decision after them. `household` are the verdicts of those in it, by their names.
    pub fn screened(&self, at: At<'_>, household: &[(String, Verdict)]) -> Option<Screened> {
        let today = at.today();
        let went: Vec<_> = self.outings.iter().flat_map(|outing| outing.stays(at.zone, today)).collect();
        let declared = match &self.declared {
            Some((_, declaration)) => declaration.clone(),
            None if went.is_empty() => return None,
            None => Declaration {
                contact: super::declaration::Answer::No,
                unwell: super::declaration::Answer::No,
                ..Declaration::blank(PersonId::default(), today, today)
            },
        };
        let screened = returns::judge_since(at.rules, &declared, &went, household, today);
        let served = self
            .isolations
            .iter()
            .filter_map(|isolation| isolation.released.as_ref())
            .map(|release| release.on)
            .max();
        let kept = self.declared.as_ref().map(|(kept, _)| *kept);
        let seen = kept.is_some_and(|kept| self.cleared().is_some_and(|cleared| cleared > kept));
        Some(without(screened, |reason| {
            if let Reason::RiskArea { last, .. } | Reason::Exposed { last, .. } = reason {
                served.is_some_and(|served| *last <= served)
            } else {
                seen && matches!(reason, Reason::Symptoms { .. })
            }
        }))
    }

    /// What speaks against letting somebody pass in that direction. `household` as in `screened`.
    pub fn standing(&self, at: At<'_>, person: &Person, direction: Direction, household: &[(String, Verdict)]) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self.isolated(at).into_iter().collect();
        match direction {
            Direction::In => reasons.extend(self.coming_in(at, person, household)),
            Direction::Out => reasons.extend(self.going_out(at, person)),
        }
        reasons
    }

    fn isolated(&self, at: At<'_>) -> Option<Reason> {
        let isolation = self.isolation()?;
        let clock = isolation.clock(&self.readings, at.today());
        Some(Reason::Isolated {
            day: clock.number,
            last: clock.last,
        })
    }

    fn coming_in(&self, at: At<'_>, person: &Person, household: &[(String, Verdict)]) -> Vec<Reason> {
        let mut reasons = match self.screened(at, household) {
            Some(screened) => screened.judgement.reasons,
            None if person.status == Status::Away => vec![Reason::Undeclared],
            None => Vec::new(),
        };
        reasons.extend(self.unasked().map(|outing| Reason::TripAsked {
            destination: outing.destination.clone(),
        }));
        reasons
    }

    fn going_out(&self, at: At<'_>, person: &Person) -> Option<Reason> {
        let must = match at.rules.going_out.reporters {
            Reporters::Residents => !person.dormitory.is_empty(),
            Reporters::Everybody => true,
            Reporters::Nobody => false,
        };
        // A report whose time is over says nothing about going out now.
        let ahead = |outing: &&Outing| outing.left.is_none() && !outing.cancelled && outing.due >= at.now;
        let Some(outing) = self.outings.last().filter(ahead) else {
            return must.then_some(Reason::NoReport);
        };
        match outing.state(at.now) {
            State::Filed => Some(Reason::Undecided {
                authority: super::going_out::judge(at.rules, &outing.destination, outing.code, at.today()).1,
            }),
            State::Refused => outing.ruling.as_ref().map(|ruling| Reason::ReportRefused {
                by: ruling.by,
                reason: ruling.reason.clone(),
            }),
            State::Cancelled => must.then_some(Reason::NoReport),
            State::Approved | State::Overdue | State::Out | State::Back | State::Lapsed => None,
        }
    }

    /// Morning and evening since day 0 of the isolation, until it ended or today.
    pub fn cells(&self, at: At<'_>, isolation: &Isolation) -> Vec<[Cell; 2]> {
        let today = isolation.released.as_ref().map_or_else(|| at.today(), |release| release.on);
        let since = (isolation.began(), isolation.opened);
        measured::cells(&at.rules.isolation, &self.readings, since, today, at.zone.hour(at.now))
    }

    /// Whether somebody in isolation is due to be measured now.
    pub fn is_due(&self, at: At<'_>) -> bool {
        let cells = self.isolation().map(|isolation| self.cells(at, isolation));
        cells.is_some_and(|cells| cells.last().is_some_and(|today| today.contains(&Cell::Due)))
    }
}

/// What has been answered is no reason any more.
fn without(mut screened: Screened, answered: impl Fn(&Reason) -> bool) -> Screened {
    screened.judgement.reasons.retain(|reason| !answered(reason));
    let last = screened.judgement.reasons.iter().filter_map(Reason::last_day).max();
    Screened {
        judgement: super::screening::Judgement::of(screened.judgement.reasons),
        until: last.map(|last| (last, last.plus_days(1))),
    }
}

/// Everybody's standing, by person.
pub type Standings = BTreeMap<PersonId, Health>;

/// Finds the outing of an id.
pub fn outing(standings: &Standings, id: Uuid) -> Option<&Outing> {
    standings.values().flat_map(|health| &health.outings).find(|outing| outing.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::declaration::{Answer, Stay};
    use crate::domain::entry::EntryId;
    use crate::domain::going_out::{OutingStep, Step};
    use crate::domain::rulebook::Rulebook;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn on(day: &str) -> Result<Moment, Box<dyn std::error::Error>> {
        Ok(Zone::DEFAULT.start_of(day.parse()?).plus_minutes(9 * 60))
    }

    fn form(returns: &str) -> Result<Declaration, Box<dyn std::error::Error>> {
        Ok(Declaration {
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(PersonId::default(), returns.parse()?, returns.parse()?)
        })
    }

    /// Out to 遵义 and back, on one day.
    fn went(health: &mut Health, day: &str, no: u128) -> Checked {
        let line = EntryId(Uuid::nil());
        let filed = Step::Filed {
            destination: "遵义".into(),
            code: Some("5203".parse()?),
            reason: String::new(),
            due: on(day)?.plus_minutes(600),
        };
        for (minutes, step) in [(0, filed), (1, Step::Left { line }), (200, Step::Back { line })] {
            let step = OutingStep {
                person: PersonId::default(),
                outing: Uuid::from_u128(no),
                step,
            };
            health.take(on(day)?.plus_minutes(minutes), Zone::DEFAULT, &Entry::Outing(step));
        }
        Ok(())
    }

    #[test]
    fn going_out_later_moves_nothing_that_was_declared() -> Checked {
        let rules = Rulebook::shipped().rules;
        let contact = Declaration {
            contact: Answer::Yes,
            ..form("2020-01-25")?
        };
        let mut open = form("2020-01-25")?;
        open.stays = vec![Stay {
            code: Some("4201".parse()?),
            from: Some("2020-01-10".parse()?),
            ..Stay::default()
        }];
        for declared in [contact, open] {
            let mut health = Health::default();
            health.take(on("2020-01-25")?, Zone::DEFAULT, &Entry::Declared(declared));
            for (no, day) in ["2020-02-06", "2020-02-20"].into_iter().enumerate() {
                went(&mut health, day, u128::try_from(no)?)?;
            }
            for (today, until) in [("2020-02-08", Some("2020-02-08")), ("2020-02-09", None), ("2020-02-21", None)] {
                let at = At {
                    rules: &rules,
                    zone: Zone::DEFAULT,
                    now: on(today)?,
                };
                let screened = health.screened(at, &[]).ok_or("declared")?;
                assert_eq!(screened.until.map(|(last, _)| last.to_string()).as_deref(), until, "{today}");
            }
        }
        Ok(())
    }

    #[test]
    fn who_goes_out_often_contradicts_nothing() -> Checked {
        let rules = Rulebook::shipped().rules;
        let mut health = Health::default();
        health.take(on("2020-01-25")?, Zone::DEFAULT, &Entry::Declared(form("2020-01-25")?));
        for no in 0..60 {
            went(&mut health, "2020-02-06", no)?;
        }
        let at = At {
            rules: &rules,
            zone: Zone::DEFAULT,
            now: on("2020-02-07")?,
        };
        let screened = health.screened(at, &[]).ok_or("declared")?;
        assert_eq!(screened.judgement.verdict, Verdict::Clear, "{:?}", screened.judgement);
        Ok(())
    }

    #[test]
    fn a_sheet_that_comes_in_late_undoes_nothing() -> Checked {
        let window = |filed: &str| form(filed);
        let sheet = |filed: &str| {
            Ok::<_, Box<dyn std::error::Error>>(Declaration {
                file: "a.xlsx".into(),
                ..form(filed)?
            })
        };
        // What was kept on 7 February, what comes in on the 8th, and whether it stands.
        for (known, comes, stands) in [
            (sheet("2020-02-05")?, sheet("2020-02-01")?, false),
            (sheet("2020-02-05")?, sheet("2020-02-05")?, true),
            (sheet("2020-02-05")?, sheet("2020-02-06")?, true),
            (window("2020-02-07")?, sheet("2020-02-07")?, false),
            (window("2020-02-07")?, sheet("2020-02-08")?, true),
            (sheet("2020-02-07")?, window("2020-02-07")?, true),
            (sheet("2030-02-07")?, window("2020-02-08")?, true),
        ] {
            let mut health = Health::default();
            health.take(on("2020-02-07")?, Zone::DEFAULT, &Entry::Declared(known.clone()));
            health.take(on("2020-02-08")?, Zone::DEFAULT, &Entry::Declared(comes.clone()));
            let standing = health.declared.map(|(_, declared)| declared);
            assert_eq!(standing, Some(if stands { comes } else { known }));
        }
        Ok(())
    }
}
