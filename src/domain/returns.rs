//! A declaration judged by the rules on a day: pure, and the same in any order of its facts.

use super::day::Day;
use super::declaration::{Answer, Declaration, Stay};
use super::isolation::{Cause, CauseKind};
use super::rules::{Presence, Rules};
use super::screening::{Judgement, Reason, Verdict};

/// The most stays that a declaration may name; more is no journey but a mistake.
pub const MOST_STAYS: usize = 50;

/// A judgement and, where it isolates, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    pub judgement: Judgement,
    /// The last day of isolation, until 24:00, and the first free day.
    pub until: Option<(Day, Day)>,
}

/// A fact of a declaration that the form cannot take: what is wrong, and in which stay, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Contradiction {
    #[error("stay {stay} ends before it begins")]
    Backwards { stay: usize },
    #[error("stay {stay} ends after the return")]
    AfterReturn { stay: usize },
    #[error("the last contact lies after the day the form was filled in")]
    FutureContact,
    #[error("the date {day} is not of these years")]
    Year { day: Day },
    #[error("{stays} stays are too many")]
    TooMany { stays: usize },
}

impl Contradiction {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Backwards { .. } => "stay-backwards",
            Self::AfterReturn { .. } => "stay-after-return",
            Self::FutureContact => "contact-future",
            Self::Year { .. } => "date-year",
            Self::TooMany { .. } => "stays-too-many",
        }
    }

    /// The fact that its sentence names.
    pub fn fact(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Backwards { stay } | Self::AfterReturn { stay } => Some(("stay", stay.to_string())),
            Self::Year { day } => Some(("day", day.to_string())),
            Self::TooMany { stays } => Some(("count", stays.to_string())),
            Self::FutureContact => None,
        }
    }
}

/// The first thing in a declaration that cannot be, so that it is asked before it is kept.
pub fn contradiction(declared: &Declaration) -> Option<Contradiction> {
    if declared.stays.len() > MOST_STAYS {
        let stays = declared.stays.len();
        return Some(Contradiction::TooMany { stays });
    }
    let days = declared.stays.iter().flat_map(|stay| [stay.from, stay.to]);
    let mut days = days.chain([declared.contact_on, Some(declared.return_date)]).flatten();
    if let Some(day) = days.find(|day| day.days_since(declared.filed).abs() > 730) {
        return Some(Contradiction::Year { day });
    }
    let stays = || declared.stays.iter().zip(1..);
    if let Some((_, stay)) = stays().find(|(stay, _)| stay.from.zip(stay.to).is_some_and(|(from, to)| from > to)) {
        return Some(Contradiction::Backwards { stay });
    }
    if let Some((_, stay)) = stays().find(|(stay, _)| stay.from.max(stay.to).is_some_and(|day| day > declared.return_date)) {
        return Some(Contradiction::AfterReturn { stay });
    }
    // A journey may be planned; a contact is known only when it has been.
    (declared.contact_on.is_some_and(|on| on > declared.filed)).then_some(Contradiction::FutureContact)
}

/// Judges a declaration on a day. `household` are the verdicts of the family members named in it.
pub fn judge(rules: &Rules, declared: &Declaration, household: &[(String, Verdict)], today: Day) -> Screened {
    let mut reasons: Vec<Reason> = declared
        .stays
        .iter()
        .filter_map(|stay| presence(rules, declared, stay, today))
        .collect();
    reasons.extend(contact(rules, declared, today));
    reasons.extend(symptoms(declared));
    reasons.extend(contradiction(declared).map(|what| Reason::Contradiction { what }));
    let affected = household.iter().filter(|(_, verdict)| *verdict <= Verdict::Clinic);
    reasons.extend(affected.map(|(name, verdict)| Reason::Household {
        name: name.clone(),
        verdict: *verdict,
    }));
    dedup(&mut reasons);
    let last = reasons.iter().filter_map(Reason::last_day).max();
    Screened {
        judgement: Judgement::of(reasons),
        until: last.map(|last| (last, last.plus_days(1))),
    }
}

/// One reason for each place asked about, and for each area the stay that counts longest.
fn dedup(reasons: &mut Vec<Reason>) {
    reasons.sort();
    let mut kept: Vec<Reason> = Vec::with_capacity(reasons.len());
    for reason in reasons.drain(..) {
        let same = kept.iter_mut().find(|other| match (&**other, &reason) {
            (Reason::RiskArea { area, .. }, Reason::RiskArea { area: again, .. }) => area == again,
            (other, again) => other == again,
        });
        match same {
            Some(other) if reason.last_day() > other.last_day() => *other = reason,
            Some(_) => {}
            None => kept.push(reason),
        }
    }
    *reasons = kept;
}

/// The exposure that isolates longest, who returns being placed that day, as the cause of an isolation; `None` where none does.
pub fn cause(rules: &Rules, declared: &Declaration, screened: &Screened) -> Option<Cause> {
    let exposure = |reason: &Reason| {
        if let Reason::RiskArea { last, .. } = reason {
            Some((CauseKind::Travel, *last))
        } else if let Reason::Exposed { last, .. } = reason {
            Some((CauseKind::Contact, *last))
        } else {
            None
        }
    };
    let exposures = screened.judgement.reasons.iter().filter_map(exposure);
    let causes = exposures.map(|(kind, last)| Cause::under(rules, kind, last, declared.return_date, ""));
    causes.max_by_key(Cause::last_day)
}

fn presence(rules: &Rules, declared: &Declaration, stay: &Stay, today: Day) -> Option<Reason> {
    if stay.transit && !rules.exposure.transit_counts {
        return None;
    }
    let Some(place) = stay.code else {
        return Some(Reason::AskPlace { text: stay.text.clone() });
    };
    // Somebody who has not left yet by their dates was there until the return.
    let days = stay
        .from
        .or(stay.to)
        .map(|from| (from, stay.to.unwrap_or(declared.return_date).max(from)));
    match rules.presence(place, days) {
        Presence::Harmless => None,
        Presence::Risky(area) => {
            let Some((_, to)) = days else {
                return Some(Reason::AskDate { place });
            };
            let last = area.until.map_or(to, |until| to.min(until));
            is_recent(rules, last, today).then(|| Reason::RiskArea {
                place,
                area: area.code,
                level: area.level,
                last,
                ends: rules.isolation.travel.last_day(last, declared.return_date),
                source: area.source.clone(),
            })
        }
        Presence::TooWide(_) if days.is_some_and(|(_, to)| !is_recent(rules, to, today)) => None,
        Presence::TooWide(_) => Some(Reason::AskPlace { text: stay.text.clone() }),
    }
}

fn is_recent(rules: &Rules, last: Day, today: Day) -> bool {
    today <= last.plus_days(u32::from(rules.exposure.look_back_days))
}

fn contact(rules: &Rules, declared: &Declaration, today: Day) -> Option<Reason> {
    match declared.contact {
        Answer::No => None,
        Answer::Blank | Answer::Unsure => Some(Reason::AskContact),
        Answer::Yes => {
            let last = declared.contact_on.unwrap_or(declared.return_date);
            is_recent(rules, last, today).then(|| Reason::Exposed {
                last,
                ends: rules.isolation.contact.last_day(last, declared.return_date),
            })
        }
    }
}

fn symptoms(declared: &Declaration) -> Option<Reason> {
    match declared.unwell {
        Answer::No if declared.symptoms.is_empty() => None,
        Answer::Blank if declared.symptoms.is_empty() => Some(Reason::AskSymptoms),
        Answer::Blank | Answer::No | Answer::Yes | Answer::Unsure => Some(Reason::Symptoms {
            symptoms: declared.symptoms.clone(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::person::PersonId;
    use crate::domain::rulebook::Rulebook;
    use crate::domain::rules::Start;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn day(text: &str) -> Result<Day, chrono::ParseError> {
        text.parse()
    }

    fn declared(returns: &str) -> Result<Declaration, chrono::ParseError> {
        Ok(Declaration {
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(PersonId::default(), day(returns)?, day(returns)?)
        })
    }

    fn stay(code: &str, from: &str, to: &str) -> Stay {
        Stay {
            text: code.to_owned(),
            code: code.parse().ok(),
            from: from.parse().ok(),
            to: to.parse().ok(),
            ..Stay::default()
        }
    }

    fn codes(screened: &Screened) -> Vec<&'static str> {
        screened.judgement.reasons.iter().map(Reason::code).collect()
    }

    #[test]
    fn the_cause_of_an_isolation_ends_when_the_verdict_says_so() -> Checked {
        for start in [Start::Event, Start::Placement] {
            let mut rules = Rulebook::shipped().rules;
            rules.isolation.travel.start = start;
            for (contact, kind) in [(None, CauseKind::Travel), (Some("2020-02-06"), CauseKind::Contact)] {
                let mut form = declared("2020-02-06")?;
                form.stays = vec![stay("4201", "2020-01-20", "2020-02-04")];
                if let Some(on) = contact {
                    form.contact = Answer::Yes;
                    form.contact_on = Some(day(on)?);
                    rules.isolation.travel.start = Start::Event;
                }
                let screened = judge(&rules, &form, &[], day("2020-02-07")?);
                let cause = cause(&rules, &form, &screened).ok_or("no cause")?;
                assert_eq!(cause.kind, kind);
                assert_eq!(
                    Some(cause.last_day()),
                    screened.until.map(|(last, _)| last),
                    "{start:?} {contact:?}"
                );
            }
        }
        let form = declared("2020-02-06")?;
        let rules = Rulebook::shipped().rules;
        assert_eq!(cause(&rules, &form, &judge(&rules, &form, &[], day("2020-02-07")?)), None);
        Ok(())
    }

    #[test]
    fn presence_within_the_look_back_isolates() -> Checked {
        let rules = Rulebook::shipped().rules;
        for (from, to, today, verdict, until) in [
            ("2020-01-10", "2020-01-21", "2020-02-04", Verdict::Isolate, Some("2020-02-04")),
            ("2020-01-10", "2020-01-21", "2020-02-05", Verdict::Clear, None),
            ("2020-01-21", "2020-01-21", "2020-01-23", Verdict::Isolate, Some("2020-02-04")),
            ("", "", "2020-01-30", Verdict::Ask, None),
            ("2020-01-20", "", "2020-01-30", Verdict::Isolate, Some("2020-02-13")),
            ("2019-12-20", "2019-12-31", "2020-01-05", Verdict::Clear, None),
        ] {
            let mut form = declared(today)?;
            form.stays = vec![stay("4201", from, to)];
            let screened = judge(&rules, &form, &[], day(today)?);
            assert_eq!(screened.judgement.verdict, verdict, "{from} {to} {today}");
            assert_eq!(
                screened.until.map(|(last, _)| last.to_string()).as_deref(),
                until,
                "{from} {to} {today}"
            );
        }
        Ok(())
    }

    #[test]
    fn every_gap_is_asked_and_every_reason_is_kept() -> Checked {
        let rules = Rulebook::shipped().rules;
        let mut form = declared("2020-02-18")?;
        form.stays = vec![stay("吉冉", "2020-01-20", "2020-01-22")];
        form.contact = Answer::Yes;
        let screened = judge(&rules, &form, &[], day("2020-02-18")?);
        assert_eq!(codes(&screened), ["contact", "ask-place"]);
        assert_eq!(screened.until, Some((day("2020-03-03")?, day("2020-03-04")?)));
        form.contact = Answer::Unsure;
        form.unwell = Answer::Yes;
        form.symptoms = vec!["fever".into()];
        let screened = judge(&rules, &form, &[("赵敏".into(), Verdict::Clinic)], day("2020-02-18")?);
        assert_eq!(screened.judgement.verdict, Verdict::Clinic);
        assert_eq!(codes(&screened), ["symptoms", "ask-place", "ask-contact", "household"]);
        assert_eq!(
            codes(&judge(
                &rules,
                &Declaration::blank(PersonId::default(), day("2020-02-18")?, day("2020-02-18")?),
                &[],
                day("2020-02-18")?
            )),
            ["ask-contact", "ask-symptoms"]
        );
        Ok(())
    }

    #[test]
    fn what_cannot_be_is_said() -> Checked {
        let base = declared("2020-02-07")?;
        let with = |stays: Vec<Stay>| Declaration { stays, ..base.clone() };
        for (form, code) in [
            (with(vec![stay("4201", "2020-01-20", "2020-01-10")]), Some("stay-backwards")),
            (with(vec![stay("4201", "2020-01-20", "2020-02-10")]), Some("stay-after-return")),
            (with(vec![stay("4201", "1020-01-20", "1020-01-21")]), Some("date-year")),
            (with(vec![stay("4201", "2020-01-01", "2020-01-02"); 200]), Some("stays-too-many")),
            (
                Declaration {
                    contact: Answer::Yes,
                    contact_on: Some(day("2020-03-01")?),
                    ..base.clone()
                },
                Some("contact-future"),
            ),
            (base.clone(), None),
        ] {
            assert_eq!(contradiction(&form).map(|what| what.code()), code, "{form:?}");
        }
        Ok(())
    }

    fn any_stay() -> impl Strategy<Value = Stay> {
        (0_usize..6, 0_u32..60, 0_u32..10).prop_map(|(place, from, days)| {
            let first = Day::new(2020, 1, 1).map(|first| first.plus_days(from));
            Stay {
                text: "x".into(),
                code: ["4201", "42", "5203", "TH", "吉冉", "31"][place].parse().ok(),
                from: first,
                to: first.map(|first| first.plus_days(days)),
                ..Stay::default()
            }
        })
    }

    /// A form whose dates cannot contradict each other.
    fn later(today: Day) -> Declaration {
        Declaration {
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(PersonId::default(), today.plus_days(200), today)
        }
    }

    proptest! {
        #[test]
        fn the_order_of_facts_does_not_matter(stays in proptest::collection::vec(any_stay(), 0..8), today in 0_u32..80) {
            let Some(today) = Day::new(2020, 1, 1).map(|day| day.plus_days(today)) else { return Ok(()) };
            let rules = Rulebook::shipped().rules;
            let mut form = later(today);
            form.stays = stays;
            let forwards = judge(&rules, &form, &[], today);
            form.stays.reverse();
            prop_assert_eq!(&forwards, &judge(&rules, &form, &[], today));
        }

        #[test]
        fn a_later_exposure_never_shortens_isolation(stays in proptest::collection::vec(any_stay(), 1..6), more in any_stay(), today in 0_u32..80) {
            let Some(today) = Day::new(2020, 1, 1).map(|day| day.plus_days(today)) else { return Ok(()) };
            let rules = Rulebook::shipped().rules;
            let mut form = later(today);
            form.stays = stays;
            let before = judge(&rules, &form, &[], today);
            form.stays.push(more);
            let after = judge(&rules, &form, &[], today);
            prop_assert!(after.until >= before.until);
            prop_assert!(after.judgement.verdict <= before.judgement.verdict);
        }
    }
}
