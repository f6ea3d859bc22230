//! Judging again 20,000 people with ten facts each, as when the list of risk areas changes.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use gatehouse::domain::day::{Day, Moment, Zone};
use gatehouse::domain::declaration::{Answer, Declaration, Stay};
use gatehouse::domain::health::{At, Health};
use gatehouse::domain::person::PersonId;
use gatehouse::domain::rulebook::Rulebook;

use crate::plant::Random;
use crate::{Fault, Times, verdict};

const PEOPLE: usize = 20_000;
/// Eight stays, the contact and the symptoms.
const STAYS: usize = 8;
const PLACES: [&str; 8] = ["4201", "42", "520302", "5203", "31", "110105", "TH", "440103"];
const ROUNDS: usize = 9;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let first = Day::new(2020, 1, 10).ok_or("a day")?;
    let mut random = Random(11);
    let everybody: Vec<Health> = (0..PEOPLE).map(|_| declared(&mut random, first)).collect();
    let rules = Rulebook::shipped().rules;
    let at = At {
        rules: &rules,
        zone: Zone::DEFAULT,
        now: Zone::DEFAULT.start_of(first.plus_days(28)),
    };
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        let started = Instant::now();
        for health in &everybody {
            black_box(health.screened(at, &[]));
        }
        times.take(started.elapsed());
    }
    writeln!(out, "{}", times.line("20,000 people, ten facts each, judged again"))?;
    writeln!(out, "{}", verdict("the median", times.percentile(50), 200.0, " ms"))?;
    Ok(())
}

fn declared(random: &mut Random, first: Day) -> Health {
    let returns = first.plus_days(27);
    let mut stay = || {
        let from = first.plus_days(u32::try_from(random.below(20)).unwrap_or_default());
        let place = PLACES[random.below(PLACES.len())];
        Stay {
            text: place.to_owned(),
            code: place.parse().ok(),
            from: Some(from),
            to: Some(from.plus_days(3)),
            ..Stay::default()
        }
    };
    let declaration = Declaration {
        stays: (0..STAYS).map(|_| stay()).collect(),
        contact: Answer::Yes,
        contact_on: Some(first.plus_days(14)),
        unwell: Answer::Yes,
        symptoms: vec!["cough".to_owned()],
        ..Declaration::blank(PersonId::default(), returns, returns)
    };
    Health {
        declared: Some((Moment(0), declaration)),
        ..Health::default()
    }
}
