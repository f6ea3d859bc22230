//! Somebody at the gate, judged by the rulebook: one verdict with all its reasons.
//!
//! Pure: the moment is an argument, and so is everything known about the person.

use serde::{Deserialize, Serialize};

use super::day::Moment;
use super::person::{Kind, Status};
pub use super::reason::Reason;
use super::rulebook::TemperatureRule;
use super::temperature::Celsius;

/// What the guard does next, worst first (rules.md, "Verdicts").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Refuse,
    Isolate,
    Clinic,
    Recheck,
    Ask,
    Report,
    Clear,
}

impl Verdict {
    pub const ALL: [Self; 7] = [
        Self::Refuse,
        Self::Isolate,
        Self::Clinic,
        Self::Recheck,
        Self::Ask,
        Self::Report,
        Self::Clear,
    ];

    /// The stable name in exports and language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Isolate => "isolate",
            Self::Clinic => "clinic",
            Self::Recheck => "recheck",
            Self::Ask => "ask",
            Self::Report => "report",
            Self::Clear => "clear",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }
}

/// Into the site or out of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    #[default]
    In,
    Out,
}

impl Direction {
    pub fn key(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::In, Self::Out].into_iter().find(|direction| direction.key() == key)
    }

    /// Who is inside goes out; everybody else comes in.
    pub fn guess(inside: bool) -> Self {
        if inside { Self::Out } else { Self::In }
    }
}

/// A verdict and everything that led to it, worst first. No reason at all is `Clear`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub verdict: Verdict,
    pub reasons: Vec<Reason>,
}

impl Judgement {
    /// A verdict of reasons found in any order.
    pub fn of(mut reasons: Vec<Reason>) -> Self {
        reasons.sort_by_key(Reason::verdict);
        Self {
            verdict: reasons.first().map_or(Verdict::Clear, Reason::verdict),
            reasons,
        }
    }

    pub fn lets_pass(&self) -> bool {
        self.verdict == Verdict::Clear
    }
}

/// A reading of the same site day that no correction has replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub at: Moment,
    pub celsius: Celsius,
    pub verdict: Verdict,
    /// Whether the person went through the gate on it.
    pub passed: bool,
}

/// What the window asked a visitor today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitAnswer {
    /// Been with a confirmed or suspected case in the look-back.
    pub contact: bool,
}

/// Everything a judgement rests on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub now: Moment,
    pub kind: Kind,
    pub status: Status,
    pub visit: Option<VisitAnswer>,
    pub direction: Direction,
    /// The reading being taken; `None` when somebody passes without one.
    pub celsius: Option<Celsius>,
    /// Today's readings, oldest first.
    pub earlier: &'a [Earlier],
    /// What is known of them besides: isolation, declaration, outing.
    pub standing: &'a [Reason],
    /// When the clinic last sent them back to work, today.
    pub cleared: Option<Moment>,
}

/// Judges somebody at the gate.
///
/// Going out asks for nothing here: a temperature taken on the way out is judged, its absence is not.
pub fn judge(rule: &TemperatureRule, facts: &Facts<'_>) -> Judgement {
    let mut reasons = facts.standing.to_vec();
    if facts.direction == Direction::In {
        reasons.extend(standing(facts));
    }
    // What the clinic has decided since stands over what the gate measured before.
    let seen = facts.cleared.unwrap_or(Moment(i64::MIN));
    let since = facts
        .earlier
        .iter()
        .position(|earlier| earlier.at > seen)
        .unwrap_or(facts.earlier.len());
    let facts = &Facts {
        earlier: &facts.earlier[since..],
        ..*facts
    };
    let clinic = facts.earlier.iter().find(|earlier| earlier.verdict == Verdict::Clinic);
    match (clinic, facts.celsius) {
        (Some(sent), _) if facts.direction == Direction::In => reasons.push(Reason::SentToClinic { at: sent.at }),
        (_, Some(celsius)) => reasons.extend(reading(rule, facts.now, facts.earlier, celsius)),
        (_, None) => reasons.extend(without_reading(rule, facts)),
    }
    Judgement::of(reasons)
}

/// Judges a visitor of whom only their answer and their temperature are known, and nothing is kept.
pub fn judge_visitor(rule: &TemperatureRule, now: Moment, kind: Kind, answer: VisitAnswer, celsius: Option<Celsius>) -> Judgement {
    let facts = Facts {
        now,
        kind,
        status: Status::Active,
        visit: Some(answer),
        direction: Direction::In,
        celsius,
        earlier: &[],
        standing: &[],
        cleared: None,
    };
    judge(rule, &facts)
}

fn standing(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if facts.status == Status::Left {
        reasons.push(Reason::Left);
    }
    match (facts.kind, facts.visit) {
        (_, Some(VisitAnswer { contact: true })) => reasons.push(Reason::Contact),
        (Kind::Visitor, None) => reasons.push(Reason::NoVisit),
        (Kind::Worker | Kind::Family | Kind::Visitor | Kind::Contractor, _) => {}
    }
    reasons
}

fn reading(rule: &TemperatureRule, now: Moment, earlier: &[Earlier], celsius: Celsius) -> Option<Reason> {
    if rule.is_low(celsius) {
        return Some(Reason::Low { celsius });
    }
    match (open_fever(rule, earlier), rule.is_fever(celsius)) {
        (Some(first), _) if now < again_from(rule, first) => Some(Reason::Early {
            again_from: again_from(rule, first),
        }),
        (Some(first), true) => Some(Reason::SecondFever {
            first: first.celsius,
            second: celsius,
        }),
        (None, true) => Some(Reason::Fever {
            celsius,
            again_from: now.plus_minutes(i64::from(rule.recheck_minutes)),
        }),
        (_, false) => None,
    }
}

fn without_reading(rule: &TemperatureRule, facts: &Facts<'_>) -> Option<Reason> {
    if facts.direction == Direction::Out {
        return None;
    }
    let normal = facts
        .earlier
        .last()
        .is_some_and(|last| last.verdict == Verdict::Clear && !last.passed);
    match open_fever(rule, facts.earlier) {
        Some(first) => Some(Reason::Fever {
            celsius: first.celsius,
            again_from: again_from(rule, first),
        }),
        None => (!normal).then_some(Reason::NoReading),
    }
}

/// The first fever reading that a second measurement has not answered yet.
fn open_fever<'a>(rule: &TemperatureRule, earlier: &'a [Earlier]) -> Option<&'a Earlier> {
    let since_answer = earlier
        .iter()
        .rposition(|earlier| earlier.verdict == Verdict::Clear)
        .map_or(0, |at| at + 1);
    earlier[since_answer..]
        .iter()
        .find(|earlier| earlier.verdict == Verdict::Recheck && rule.is_fever(earlier.celsius))
}

fn again_from(rule: &TemperatureRule, first: &Earlier) -> Moment {
    first.at.plus_minutes(i64::from(rule.recheck_minutes))
}

/// Who waits for a second measurement: from when they may be measured, by their readings of today.
pub fn waiting(rule: &TemperatureRule, earlier: &[Earlier]) -> Option<Moment> {
    let last = earlier.last()?;
    if last.verdict != Verdict::Recheck {
        return None;
    }
    Some(open_fever(rule, earlier).map_or(last.at, |first| again_from(rule, first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rulebook::Rulebook;

    type Case<'a> = (&'a [Earlier], Option<i32>, Verdict, &'a [&'a str]);

    const MINUTE: i64 = 60_000;

    fn facts(earlier: &[Earlier], celsius: Option<i32>) -> Facts<'_> {
        Facts {
            now: Moment(10 * MINUTE),
            kind: Kind::Worker,
            status: Status::Active,
            visit: None,
            direction: Direction::In,
            celsius: celsius.map(Celsius),
            earlier,
            standing: &[],
            cleared: None,
        }
    }

    fn earlier(minute: i64, celsius: i32, verdict: Verdict) -> Earlier {
        Earlier {
            at: Moment(minute * MINUTE),
            celsius: Celsius(celsius),
            verdict,
            passed: verdict == Verdict::Clear,
        }
    }

    fn verdict(facts: &Facts<'_>) -> (Verdict, Vec<&'static str>) {
        let judgement = judge(&Rulebook::shipped().temperature, facts);
        (judgement.verdict, judgement.reasons.iter().map(Reason::code).collect())
    }

    #[test]
    fn readings_one_after_another() {
        let fever = earlier(5, 3760, Verdict::Recheck);
        let fresh = earlier(7, 3760, Verdict::Recheck);
        let low = earlier(9, 3410, Verdict::Recheck);
        let normal = earlier(8, 3650, Verdict::Clear);
        let sent = earlier(6, 3780, Verdict::Clinic);
        let cases: [Case<'_>; 15] = [
            (&[], Some(3650), Verdict::Clear, &[]),
            (&[], Some(3729), Verdict::Clear, &[]),
            (&[], Some(3730), Verdict::Recheck, &["fever"]),
            (&[], Some(3499), Verdict::Recheck, &["low"]),
            (&[], Some(3500), Verdict::Clear, &[]),
            (&[], None, Verdict::Ask, &["no-reading"]),
            (&[fever], Some(3740), Verdict::Clinic, &["second-fever"]),
            (&[fever], Some(3650), Verdict::Clear, &[]),
            (&[fever], None, Verdict::Recheck, &["fever"]),
            (&[fresh], Some(3650), Verdict::Recheck, &["early"]),
            (&[fresh], Some(3780), Verdict::Recheck, &["early"]),
            (&[low], Some(3760), Verdict::Recheck, &["fever"]),
            (&[fever, low], Some(3760), Verdict::Clinic, &["second-fever"]),
            (&[fever, normal], Some(3760), Verdict::Recheck, &["fever"]),
            (&[fever, sent], Some(3650), Verdict::Clinic, &["sent-to-clinic"]),
        ];
        for (earlier, celsius, expected, codes) in cases {
            assert_eq!(
                verdict(&facts(earlier, celsius)),
                (expected, codes.to_vec()),
                "{celsius:?} after {earlier:?}"
            );
        }
    }

    #[test]
    fn who_may_not_come_in_may_go_out() {
        let left = Facts {
            status: Status::Left,
            ..facts(&[], Some(3650))
        };
        assert_eq!(verdict(&left), (Verdict::Refuse, vec!["left"]));
        assert_eq!(
            verdict(&Facts {
                direction: Direction::Out,
                celsius: None,
                ..left
            })
            .0,
            Verdict::Clear
        );
    }

    #[test]
    fn a_normal_reading_lets_pass_once() {
        let mut taken = earlier(9, 3650, Verdict::Clear);
        taken.passed = false;
        assert_eq!(verdict(&facts(&[taken], None)).0, Verdict::Clear);
        assert_eq!(verdict(&facts(&[earlier(9, 3650, Verdict::Clear)], None)).0, Verdict::Ask);
    }

    #[test]
    fn visitors_are_asked_first() {
        let visitor = Facts {
            kind: Kind::Visitor,
            ..facts(&[], Some(3760))
        };
        assert_eq!(verdict(&visitor), (Verdict::Recheck, vec!["fever", "no-visit"]));
        let answered = Facts {
            visit: Some(VisitAnswer { contact: false }),
            ..visitor
        };
        assert_eq!(verdict(&answered), (Verdict::Recheck, vec!["fever"]));
        let contact = Facts {
            visit: Some(VisitAnswer { contact: true }),
            ..visitor
        };
        assert_eq!(verdict(&contact), (Verdict::Refuse, vec!["contact", "fever"]));
    }

    #[test]
    fn the_lane_says_from_when() {
        let rule = Rulebook::shipped().temperature;
        assert_eq!(waiting(&rule, &[earlier(5, 3760, Verdict::Recheck)]), Some(Moment(10 * MINUTE)));
        assert_eq!(waiting(&rule, &[earlier(5, 3410, Verdict::Recheck)]), Some(Moment(5 * MINUTE)));
        assert_eq!(
            waiting(&rule, &[earlier(5, 3760, Verdict::Recheck), earlier(9, 3650, Verdict::Clear)]),
            None
        );
        assert_eq!(waiting(&rule, &[]), None);
    }
}
