//! Going out is reported before (外出报备): judged by destination, decided, watched for the return, asked about afterwards.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::{Day, Moment, Zone};
use super::declaration::Stay;
use super::entry::EntryId;
use super::person::PersonId;
use super::region::Code;
use super::rules::{Authority, Presence, Rules};
use super::screening::Reason;

/// What is asked when somebody is back: where, with whom, by what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    pub places: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whom: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub means: String,
}

/// What happens in the course of one outing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Filed {
        destination: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<Code>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// Back by then.
        due: Moment,
    },
    Decided {
        approved: bool,
        by: Authority,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Extended {
        due: Moment,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Through the gate, by this line of the register.
    Left {
        line: EntryId,
    },
    Back {
        line: EntryId,
    },
    Asked(Trip),
    Cancelled {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

impl Step {
    /// The line of the register that it came with.
    pub fn line(&self) -> Option<EntryId> {
        match self {
            Self::Left { line } | Self::Back { line } => Some(*line),
            Self::Filed { .. } | Self::Decided { .. } | Self::Extended { .. } | Self::Asked(_) | Self::Cancelled { .. } => None,
        }
    }
}

/// An entry about one outing, named by `outing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutingStep {
    #[serde(skip)]
    pub person: PersonId,
    pub outing: Uuid,
    pub step: Step,
}

/// Where an outing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Out, and should have been back.
    Overdue,
    Out,
    /// Waits for a decision.
    Filed,
    Approved,
    Back,
    Refused,
    /// Nobody left on it, and its time is over.
    Lapsed,
    Cancelled,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Overdue,
        Self::Out,
        Self::Filed,
        Self::Approved,
        Self::Back,
        Self::Refused,
        Self::Lapsed,
        Self::Cancelled,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Out => "out",
            Self::Filed => "filed",
            Self::Approved => "approved",
            Self::Back => "back",
            Self::Refused => "refused",
            Self::Lapsed => "lapsed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether somebody may still decide, or decide anew.
    pub fn may_decide(self) -> bool {
        matches!(self, Self::Filed | Self::Approved | Self::Refused)
    }

    /// Whether more time can be given.
    pub fn may_extend(self) -> bool {
        matches!(self, Self::Overdue | Self::Out | Self::Filed | Self::Approved | Self::Lapsed)
    }

    /// Whether it can be taken back: nobody has left on it.
    pub fn may_cancel(self) -> bool {
        matches!(self, Self::Filed | Self::Approved)
    }

    /// Whether there is a trip to ask about.
    pub fn may_ask(self) -> bool {
        matches!(self, Self::Overdue | Self::Out | Self::Back)
    }

    /// Nothing more will come of it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Back | Self::Refused | Self::Lapsed | Self::Cancelled)
    }
}

/// Somebody's decision about an outing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    pub at: Moment,
    pub approved: bool,
    pub by: Authority,
    pub reason: String,
}

/// One outing, folded from its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outing {
    pub id: Uuid,
    pub person: PersonId,
    pub destination: String,
    pub code: Option<Code>,
    pub reason: String,
    pub filed: Moment,
    pub due: Moment,
    pub ruling: Option<Ruling>,
    pub left: Option<(Moment, EntryId)>,
    pub back: Option<(Moment, EntryId)>,
    pub trip: Option<Trip>,
    pub cancelled: bool,
    /// Everything that has happened, from its filing on.
    pub steps: Vec<(Moment, Step)>,
}

impl Outing {
    /// The outing that a first step files; `None` for any other step.
    pub fn open(at: Moment, step: &OutingStep) -> Option<Self> {
        let Step::Filed {
            destination,
            code,
            reason,
            due,
        } = &step.step
        else {
            return None;
        };
        Some(Self {
            id: step.outing,
            person: step.person,
            destination: destination.clone(),
            code: *code,
            reason: reason.clone(),
            filed: at,
            due: *due,
            ruling: None,
            left: None,
            back: None,
            trip: None,
            cancelled: false,
            steps: vec![(at, step.step.clone())],
        })
    }

    /// Takes the next step.
    pub fn take(&mut self, at: Moment, step: &Step) {
        match step {
            // Filed again at another station: the first stands.
            Step::Filed { .. } => return,
            Step::Decided { approved, by, reason } => {
                self.ruling = Some(Ruling {
                    at,
                    approved: *approved,
                    by: *by,
                    reason: reason.clone(),
                });
            }
            Step::Extended { due, .. } => self.due = *due,
            Step::Left { line } => self.left = Some((at, *line)),
            Step::Back { line } => self.back = Some((at, *line)),
            Step::Asked(trip) => self.trip = Some(trip.clone()),
            Step::Cancelled { .. } => self.cancelled = true,
        }
        self.steps.push((at, step.clone()));
    }

    pub fn state(&self, now: Moment) -> State {
        match (&self.ruling, self.left, self.back) {
            (_, _, Some(_)) => State::Back,
            (_, Some(_), None) if now > self.due => State::Overdue,
            (_, Some(_), None) => State::Out,
            _ if self.cancelled => State::Cancelled,
            (Some(ruling), ..) if !ruling.approved => State::Refused,
            _ if now > self.due => State::Lapsed,
            (None, ..) => State::Filed,
            (Some(_), ..) => State::Approved,
        }
    }

    /// Where they were and when, for the judging of exposures: the destination as filed, and what they said when they were back.
    pub fn stays(&self, zone: Zone, today: Day) -> Vec<Stay> {
        let Some((left, _)) = self.left else { return Vec::new() };
        let from = zone.day_of(left);
        let to = self.back.map_or(today, |(back, _)| zone.day_of(back)).max(from);
        let filed = Stay {
            text: self.destination.clone(),
            code: self.code,
            from: Some(from),
            to: Some(to),
            ..Stay::default()
        };
        let told = self.trip.iter().flat_map(|trip| Stay::read(&trip.places, (Some(from), Some(to))));
        std::iter::once(filed).chain(told).collect()
    }
}

/// What a destination means, and who has to decide about it.
pub fn judge(rules: &Rules, destination: &str, code: Option<Code>, today: Day) -> (Vec<Reason>, Authority) {
    let authority = &rules.authority;
    let Some(place) = code else {
        let text = destination.trim().to_owned();
        return (vec![Reason::AskPlace { text }], authority.outing_risk);
    };
    let mut reasons = Vec::new();
    let mut decides = authority.outing_local;
    match rules.presence(place, Some((today, today))) {
        Presence::Risky(area) => {
            reasons.push(Reason::Destination { place, area: area.code });
            decides = decides.max(authority.outing_risk);
        }
        Presence::TooWide(_) => {
            let text = destination.trim().to_owned();
            reasons.push(Reason::AskPlace { text });
            decides = decides.max(authority.outing_risk);
        }
        Presence::Harmless => {}
    }
    if is_elsewhere(rules, place) {
        reasons.push(Reason::CrossRegion { place });
        decides = decides.max(authority.outing_region);
    }
    (reasons, decides)
}

/// Whether a place lies outside the site's own region. A site that has not said where it is has no other region.
pub fn is_elsewhere(rules: &Rules, place: Code) -> bool {
    rules.going_out.home.is_some_and(|home| !place.is_within(home))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rulebook::Rulebook;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn the_destination_says_who_decides() -> Checked {
        let mut rules = Rulebook::shipped().rules;
        rules.going_out.home = Some("5203".parse()?);
        let today: Day = "2020-02-07".parse()?;
        for (code, codes, authority) in [
            ("520302", vec![], Authority::Superior),
            ("5201", vec!["cross-region"], Authority::Supervisor),
            ("420102", vec!["destination", "cross-region"], Authority::Headquarters),
            ("吉冉", vec!["ask-place"], Authority::Headquarters),
        ] {
            let (reasons, decides) = judge(&rules, code, code.parse().ok(), today);
            assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), codes, "{code}");
            assert_eq!(decides, authority, "{code}");
        }
        Ok(())
    }

    #[test]
    fn an_outing_goes_through_its_states() -> Checked {
        let line = EntryId(Uuid::nil());
        let filed = OutingStep {
            person: PersonId::default(),
            outing: Uuid::nil(),
            step: Step::Filed {
                destination: "遵义".into(),
                code: "5203".parse().ok(),
                reason: "看病".into(),
                due: Moment(100),
            },
        };
        let mut outing = Outing::open(Moment(0), &filed).ok_or("filed")?;
        let approved = Step::Decided {
            approved: true,
            by: Authority::Superior,
            reason: String::new(),
        };
        for (at, step, now, state) in [
            (1, filed.step.clone(), 1, State::Filed),
            (2, approved, 2, State::Approved),
            (2, filed.step.clone(), 101, State::Lapsed),
            (3, Step::Left { line }, 50, State::Out),
            (3, Step::Left { line }, 101, State::Overdue),
            (
                102,
                Step::Extended {
                    due: Moment(300),
                    reason: String::new(),
                },
                150,
                State::Out,
            ),
            (200, Step::Back { line }, 400, State::Back),
        ] {
            outing.take(Moment(at), &step);
            assert_eq!(outing.state(Moment(now)), state, "{step:?}");
        }
        let trip = Trip {
            places: "遵义、武汉".into(),
            ..Trip::default()
        };
        outing.take(Moment(201), &Step::Asked(trip));
        let codes: Vec<_> = outing
            .stays(Zone::DEFAULT, "1970-01-01".parse()?)
            .into_iter()
            .filter_map(|stay| stay.code)
            .collect();
        assert_eq!(codes, ["5203".parse()?, "5203".parse()?, "4201".parse()?]);
        Ok(())
    }
}
