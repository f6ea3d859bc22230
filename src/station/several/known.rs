//! What is known of another station: that it is enrolled, how its site is called, what of it cannot be read.

use super::*;
use crate::domain::chain::Link;
use crate::domain::daybook::Noted;
use crate::domain::site::{Place, Round};
use crate::station::exchange::{Intake, Merged, Received};

impl Post {
    fn note_something(&mut self) -> Result<(), Error> {
        self.station.note(Noted::Place(Place::default()), None)?;
        self.station.note(Noted::Round(Round::default()), None)?;
        self.station.refresh(&mut self.view, Changed::Daybook)
    }

    /// Brings the chain of another station, entries of some kinds withheld.
    fn hear_without(&mut self, from: &Self, kinds: &[i64]) -> Result<Merged, Error> {
        let chain = from.station.card().chain;
        let head = exchange::heads(&from.station.store)?.into_iter().find(|head| head.chain == chain);
        let head = head.ok_or(Error::UnknownStation)?;
        let mut links = Vec::new();
        journal::each_between(&from.station.store, chain, (1, head.seq), |written| {
            let link = written.link();
            links.push(if kinds.contains(&link.kind) {
                Link {
                    subject: None,
                    body: String::new(),
                    corrects: None,
                    redacted: Some(written.hash),
                    ..link
                }
            } else {
                link
            });
            Ok::<_, Error>(())
        })?;
        let slice = Slice {
            chain,
            before: GENESIS,
            links,
            signed: SignedHead { head, signature: [0; 64] },
        };
        Ok(self.station.store.merge(&slice, chain, self.station.now())?)
    }
}

#[test]
fn what_cannot_be_read_of_a_station_locks_nobody_out() -> Checked {
    for kinds in [&[1][..], &[12], &[1, 11, 12]] {
        let (mut north, mut south) = gates()?;
        south.station.hand_over("王建国")?;
        let mut import = south.station.begin_import()?;
        let person = Person {
            id: PersonId(Uuid::now_v7()),
            badge: "0231".into(),
            name: "张双".into(),
            ..Person::default()
        };
        south.station.stage(&mut import, vec![(2, person)])?;
        south.station.take_import(&import, "花名册.csv")?;
        north.hear_without(&south, kinds)?;
        north.station.catch_up(&mut north.view)?;
        north.view.tick(north.station.now());
        north.shows_everything()?;
        let has_name = north.view.stations.contains_key(&south.station.card().chain);
        assert_eq!(has_name, !kinds.contains(&1), "{kinds:?}");
        assert!(north.station.check()?.holds());
    }
    Ok(())
}

#[test]
fn what_says_more_than_it_did_is_in_the_daybook() -> Checked {
    let (mut north, mut south) = gates()?;
    south.note_something()?;
    let every: Vec<i64> = (60..80).collect();
    north.hear_without(&south, &every)?;
    north.station.catch_up(&mut north.view)?;
    assert_ne!(north.view.daybook, south.view.daybook);
    let mut intake = Intake::default();
    let merged = north.hear_without(&south, &[])?;
    assert_eq!((merged.taken, merged.renewed), (0, 2));
    intake.bundles.push(Received {
        merged,
        ..Received::default()
    });
    north.station.follow(&mut north.view, &intake)?;
    assert_eq!(north.view.daybook, south.view.daybook);
    Ok(())
}

#[test]
fn whoever_is_enrolled_brings_its_notes_and_its_days_at_once() -> Checked {
    let mut north = Post::open("北门")?;
    let mut south = Post::opened(Opening::tested("南门"), MORNING.plus_minutes(-3 * 24 * 60))?;
    south.note_something()?;
    north.hear(&south)?;
    assert_eq!(north.view.figures.reports, 0);
    north.enrol(&south)?;
    north.station.refresh(&mut north.view, Changed::Exchange)?;
    assert!(north.view.figures.reports >= 2, "{:?}", north.view.figures);
    assert_eq!(north.view.daybook, south.view.daybook);
    north.shows_everything()
}

#[test]
fn a_space_in_the_name_of_the_site_makes_nobody_somebody_else() -> Checked {
    let mut people = Vec::new();
    for (site, unit) in [("Plant", "Mill"), ("Plant ", "Mill"), (" Plant", " Mill\t")] {
        let opening = Opening {
            site: site.into(),
            unit: unit.into(),
            ..Opening::tested(" 南门 ")
        };
        let mut post = Post::opened(opening, MORNING)?;
        assert_eq!(post.station.card().station, "南门");
        people.push(post.somebody("", "A1", "张双")?);
    }
    assert!(people.iter().all(|person| *person == people[0]), "{people:?}");
    Ok(())
}
