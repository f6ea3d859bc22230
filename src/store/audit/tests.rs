//! Rows that a filter lets through, and days found by halves.

use super::*;
use crate::domain::audit::Revealed;
use crate::domain::entry::Withdrawn;
use crate::store::journal::{Stamp, append};

type Checked = Result<(), Box<dyn std::error::Error>>;

/// A chain of a station: two guards in turn, and a withdrawal of somebody after each.
fn journal(folder: &std::path::Path) -> Result<Store, Box<dyn std::error::Error>> {
    let mut store = Store::open(folder)?;
    let person = |number| PersonId(Uuid::from_u128(number));
    let duty = |name: &str| {
        Entry::OnDuty(OnDuty {
            name: name.into(),
            ..OnDuty::default()
        })
    };
    let about = |number| {
        Entry::Withdrawn(Withdrawn {
            person: person(number),
            ..Withdrawn::default()
        })
    };
    let seen = Revealed {
        person: person(8),
        what: "phone".into(),
        reason: "核对".into(),
    };
    let entries = [
        (0, duty("王建国")),
        (1, about(7)),
        (1, about(8)),
        (0, duty("李春")),
        (4, about(7)),
        (4, seen.into()),
    ];
    store.transact(|db| {
        db.execute("INSERT INTO chain (no, id, own) VALUES (1, ?1, 1)", [Uuid::from_u128(1).as_bytes()])?;
        for ((actor, entry), number) in entries.iter().zip(1_i64..) {
            let stamp = Stamp {
                id: EntryId(Uuid::from_u128(u128::from(number.unsigned_abs()))),
                at: Moment(number * 1000),
                zone_min: 480,
                actor: *actor,
                corrects: None,
            };
            append(db, 1, &stamp, entry)?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(store)
}

fn rows(store: &Store, filter: &Filter) -> Result<Vec<i64>, StoreError> {
    let mut rows = Vec::new();
    matching(store, filter, |no| {
        rows.push(no);
        true
    })?;
    Ok(rows)
}

/// Filters, each with the rows it lets through.
fn filters() -> Vec<(Filter, Vec<i64>)> {
    let all = Filter::default;
    let person = |number| Some(vec![PersonId(Uuid::from_u128(number))]);
    vec![
        (all(), vec![6, 5, 4, 3, 2, 1]),
        (Filter { kinds: vec![3], ..all() }, vec![4, 1]),
        (
            Filter {
                kinds: vec![3, 91],
                ..all()
            },
            vec![6, 4, 1],
        ),
        (
            Filter {
                people: person(7),
                ..all()
            },
            vec![5, 2],
        ),
        (
            Filter {
                people: person(8),
                ..all()
            },
            vec![6, 3],
        ),
        (
            Filter {
                people: Some(Vec::new()),
                ..all()
            },
            vec![],
        ),
        (
            Filter {
                from: Some(Moment(2000)),
                to: Some(Moment(4000)),
                ..all()
            },
            vec![3, 2],
        ),
        (
            Filter {
                answered: "李".into(),
                ..all()
            },
            vec![6, 5],
        ),
        (
            Filter {
                chain: Some(Uuid::from_u128(2)),
                ..all()
            },
            vec![],
        ),
    ]
}

#[test]
fn a_filter_lets_through_what_is_asked_for() -> Checked {
    let folder = tempfile::tempdir()?;
    let store = journal(folder.path())?;
    for (filter, found) in filters() {
        assert_eq!(rows(&store, &filter)?, found, "{filter:?}");
        assert_eq!(filter.is_everything(), found.len() == 6);
    }
    Ok(())
}

#[test]
fn a_row_says_who_answered_and_what_stands_before() -> Checked {
    let folder = tempfile::tempdir()?;
    let store = journal(folder.path())?;
    let fifth = row(&store, 5)?.ok_or("row 5")?;
    let duty = on_duty(&store, fifth.chain, fifth.actor)?.ok_or("nobody")?;
    assert_eq!((fifth.seq, duty.name.as_str()), (5, "李春"));
    assert_eq!(hash_before(&store, &fifth)?, row(&store, 4)?.map(|fourth| fourth.hash));
    assert_eq!(row_of(&store, fifth.chain, 5)?, Some(5));
    assert_eq!(row_of_id(&store, fifth.id)?, Some(5));
    assert_eq!(row(&store, 7)?, None);
    Ok(())
}

#[test]
fn the_end_of_a_day_is_found_by_halves() -> Checked {
    let folder = tempfile::tempdir()?;
    let store = journal(folder.path())?;
    let chain = Uuid::from_u128(1);
    for (moment, last) in [(0, 0), (1000, 0), (1001, 1), (3500, 3), (6000, 5), (9000, 6)] {
        assert_eq!(last_before(&store, chain, Moment(moment))?, last, "{moment}");
    }
    assert_eq!(last_before(&store, Uuid::from_u128(2), Moment(9000))?, 0);
    Ok(())
}
