//! Whatever two gates of a site do, in whatever order they hear of it, they show the same.

use proptest::prelude::*;

use super::*;
use crate::domain::daybook::Noted;
use crate::domain::site::{Plan, Round};

/// Does one of many things at a post; who and what by numbers.
fn act(post: &mut Post, people: &[PersonId], what: u8, who: usize) -> Result<(), Error> {
    let person = people[who % people.len()];
    match what {
        0..3 => drop(post.measure(person, 3600 + i32::from(what) * 80)?),
        3 => drop(post.pass(person, Direction::Out)?),
        4 => {
            let known = post.station.known(person)?;
            let phone = format!("1380000{who:04}");
            post.station.save_person(Person { phone, ..known })?;
            post.station.refresh(&mut post.view, Changed::Person(person))?;
        }
        5 => {
            let mut settings = post.station.settings().clone();
            settings.rules.exposure.look_back_days += 1;
            post.station.change_settings(settings)?;
            post.station.refresh(&mut post.view, Changed::Settings)?;
        }
        6 => {
            post.station.note(
                Noted::Plan(Plan {
                    id: Uuid::from_u128(u128::from(what)),
                    ..Plan::default()
                }),
                None,
            )?;
            post.station.note(Noted::Round(Round::default()), None)?;
            post.station.refresh(&mut post.view, Changed::Daybook)?;
        }
        _ => {
            if let Some(line) = post.view.last_line().cloned() {
                post.station.withdraw(line.id, "")?;
                post.station.refresh(&mut post.view, Changed::Register(line.person))?;
            }
        }
    }
    Ok(())
}

fn whatever_happens(steps: &[(bool, u8, usize, i64)]) -> Checked {
    let (mut north, mut south) = gates()?;
    let people = [north.somebody("0231", "", "张双")?, north.somebody("0232", "B2", "李敏")?];
    meet(&mut north, &mut south)?;
    let mut minute = 1;
    for (at_north, what, who, minutes) in steps {
        minute += minutes;
        let (here, other) = if *at_north {
            (&mut north, &mut south)
        } else {
            (&mut south, &mut north)
        };
        // Each by its own clock; that of the north gate runs ahead.
        here.at(minute + i64::from(*at_north) * 3);
        match what {
            8.. => here.hear(other)?,
            _ => act(here, &people, *what, *who)?,
        }
    }
    meet(&mut north, &mut south)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn whatever_two_gates_do_they_show_the_same(steps in proptest::collection::vec((any::<bool>(), 0_u8..10, 0_usize..2, 0_i64..9), 1..24)) {
        whatever_happens(&steps).map_err(|error| TestCaseError::fail(error.to_string()))?;
    }
}
