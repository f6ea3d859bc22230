//! Stock by a table of cases, and what must hold of any row of moves.

use proptest::prelude::*;

use super::amount::{ONE, amount, read_amount};
use super::dilution::{Mix, TARGETS, mix, read_strength, strength, units, volume_for};
use super::*;
use crate::domain::daybook::Noted;

type Checked = Result<(), Box<dyn std::error::Error>>;

const ZONE: Zone = Zone::DEFAULT;

fn today() -> Day {
    Day::new(2020, 3, 1).unwrap_or_default()
}

fn masks() -> Item {
    Item {
        id: Uuid::from_u128(1),
        name: "口罩".into(),
        unit: "只".into(),
        minimum: 50 * ONE,
        days: 3,
        ration: ONE,
        ..Item::default()
    }
}

fn received(units: i64, expiry: Option<Day>) -> What {
    What::Received {
        amount: units * ONE,
        expiry,
        supplier: String::new(),
    }
}

fn issued(units: i64) -> What {
    What::Issued {
        amount: units * ONE,
        to: Whom::Place("食堂".into()),
    }
}

/// A book of masks with moves so many days before today, at noon.
fn book(moves: &[(u32, What)]) -> SupplyBook {
    let mut book = SupplyBook::default();
    book.take_item(&masks());
    for (no, (ago, what)) in moves.iter().enumerate() {
        let one = Move {
            item: masks().id,
            what: what.clone(),
            note: "注".into(),
        };
        let note = Note {
            id: EntryId(Uuid::from_u128(no as u128 + 100)),
            seq: 0,
            at: ZONE.start_of(today().minus_days(*ago)).plus_minutes(720),
            noted: Noted::Move(one.clone()),
        };
        book.take_move(&note, &one);
    }
    book
}

fn stock(moves: &[(u32, What)]) -> Result<Stock, Box<dyn std::error::Error>> {
    Ok(book(moves).stocks(today(), ZONE).pop().ok_or("no stock")?)
}

#[test]
fn who_had_what_everybody_gets_is_counted_once() {
    let to = |whom| What::Issued { amount: ONE, to: whom };
    let person = |no| to(Whom::Person(PersonId(Uuid::from_u128(no))));
    let team = to(Whom::Team {
        name: "甲班".into(),
        heads: 12,
    });
    let moves = [
        (3, received(100, None)),
        (1, person(1)),
        (0, person(1)),
        (0, person(1)),
        (0, person(2)),
        (0, team),
        (0, issued(5)),
    ];
    let book = book(&moves);
    assert_eq!(book.rationed(today(), ZONE), 14, "two people and a team; a place is nobody");
    assert_eq!(book.rationed(today().minus_days(1), ZONE), 1);
    assert_eq!(book.rationed(today().minus_days(2), ZONE), 0);
}

#[test]
fn days_left_come_from_the_mean_of_the_days_with_stock() -> Checked {
    let counted = |units: i64| What::Counted { found: units * ONE };
    for (moves, held, per_day, days_left, low, needed) in [
        // Nothing there, nothing used: below the minimum.
        (vec![], 0, 0, None, true, 50),
        // Never used: nobody knows how long it lasts.
        (vec![(20, received(100, None))], 100, 0, None, false, 0),
        // Only today's issue: the day is not over, so it has no mean yet.
        (vec![(20, received(100, None)), (0, issued(10))], 90, 0, None, false, 0),
        // 10 a day on two of two days.
        (
            vec![(2, received(100, None)), (2, issued(10)), (1, issued(10))],
            80,
            10,
            Some(8),
            false,
            0,
        ),
        // A day on which nothing was taken counts; the days before the first delivery don't.
        (vec![(2, received(100, None)), (1, issued(10))], 90, 5, Some(18), false, 0),
        // Out of stock from day 4 to day 3: two days of use, one day of nothing to use.
        (
            vec![
                (5, received(60, None)),
                (5, issued(30)),
                (4, issued(30)),
                (2, received(90, None)),
                (2, issued(30)),
                (1, issued(30)),
            ],
            30,
            30,
            Some(1),
            true,
            60,
        ),
        // Use of more than fourteen days ago is forgotten.
        (vec![(30, received(200, None)), (20, issued(100))], 100, 0, None, false, 0),
        // What was counted away is a loss, not use.
        (vec![(10, received(100, None)), (3, counted(60))], 60, 0, None, false, 0),
    ] {
        let stock = stock(&moves)?;
        let found = (
            stock.held / ONE,
            stock.per_day / ONE,
            stock.days_left,
            stock.low,
            stock.needed / ONE,
        );
        assert_eq!(found, (held, per_day, days_left, low, needed), "{moves:?}");
    }
    Ok(())
}

#[test]
fn what_expires_first_is_used_first_and_what_has_expired_is_not_used() -> Checked {
    let day = |ago| Some(today().minus_days(ago));
    let later = Some(today().plus_days(20));
    let book = book(&[
        (9, received(10, None)),
        (9, received(10, later)),
        (9, received(10, day(5))),
        (8, issued(4)),
        (1, issued(12)),
    ]);
    let position = book.positions(today(), ZONE).pop().ok_or("no position")?;
    let lots: Vec<_> = position.lots.iter().map(|lot| (lot.expiry, lot.amount / ONE)).collect();
    assert_eq!(lots, [(day(5), 6), (None, 8)]);
    assert_eq!((position.expired() / ONE, position.usable() / ONE), (6, 8));
    assert_eq!(position.expiry(), None);
    let fresh = self::book(&[(1, received(3, later))]);
    let fresh = fresh.positions(today(), ZONE).pop().ok_or("no position")?;
    assert!(fresh.expires_soon());
    Ok(())
}

#[test]
fn what_speaks_against_a_move_is_said() {
    let (ma, day) = (PersonId(Uuid::from_u128(7)), today());
    let mut book = book(&[(3, received(100, None)), (3, received(9, Some(day.minus_days(1))))]);
    let given = Move {
        item: masks().id,
        what: What::Issued {
            amount: ONE,
            to: Whom::Person(ma),
        },
        note: String::new(),
    };
    let note = Note {
        id: EntryId(Uuid::from_u128(99)),
        seq: 0,
        at: ZONE.start_of(day).plus_minutes(480),
        noted: Noted::Move(given.clone()),
    };
    assert_eq!(book.objects_to(&given, day, ZONE), None);
    book.take_move(&note, &given);
    let to = |amount, to| What::Issued { amount, to };
    let team = |name: &str, heads| Whom::Team { name: name.into(), heads };
    for (what, note, code) in [
        (to(ONE, Whom::Person(ma)), "", "supply-rationed"),
        (to(ONE, Whom::Person(PersonId(Uuid::from_u128(8)))), "", ""),
        (to(20 * ONE, team("采矿一队", 20)), "", ""),
        (to(21 * ONE, team("采矿一队", 20)), "", "supply-over-ration"),
        (to(20 * ONE, team("采矿一队", 0)), "", "supply-heads"),
        (to(20 * ONE, team(" ", 20)), "", "supply-whom"),
        (to(100 * ONE, Whom::Place("食堂".into())), "", "supply-short"),
        (to(99 * ONE, Whom::Place("食堂".into())), "", ""),
        (to(0, Whom::Place("食堂".into())), "", "supply-amount"),
        (What::Counted { found: 108 * ONE }, "", ""),
        (What::Counted { found: 100 * ONE }, "", "supply-differs"),
        (What::Counted { found: 100 * ONE }, "少了一包", ""),
        (What::WrittenOff { amount: 9 * ONE }, "", "supply-reason"),
        (What::WrittenOff { amount: 9 * ONE }, "过期", ""),
        (What::WrittenOff { amount: 109 * ONE }, "过期", "supply-short"),
    ] {
        let one = Move {
            item: masks().id,
            what,
            note: note.into(),
        };
        let objection = book.objects_to(&one, day, ZONE);
        assert_eq!(objection.as_ref().map_or("", Objection::code), code, "{one:?}");
    }
    let first = EntryId(Uuid::from_u128(100));
    assert_eq!(book.objects_to_strike(first, day, ZONE), None, "one mask is left of the other lot");
    assert_eq!(
        book.objects_to_strike(EntryId(Uuid::from_u128(1)), day, ZONE),
        Some(Objection::NoMove)
    );
}

#[test]
fn amounts_are_exact() {
    for (text, thousandths) in [
        ("12", Some(12_000)),
        (" 1,200 ", Some(1_200_000)),
        ("0.5", Some(500)),
        ("１２．５", Some(12_500)),
        ("2.125", Some(2_125)),
        ("2.1255", None),
        ("-3", None),
        ("", None),
        (".", None),
        ("12个", None),
        ("99999999999", None),
    ] {
        assert_eq!(read_amount(text), thousandths, "{text}");
    }
    assert_eq!(
        [12_000, 500, -3_000, 2_125, 0].map(amount),
        ["12", "0.5", "-3", "2.125", "0"].map(str::to_owned)
    );
}

#[test]
fn a_solution_is_never_weaker_than_wanted() {
    assert_eq!(mix(10_000, 500, 50_000), Some(Mix { stock: 100, water: 9_900 }));
    assert_eq!(mix(10_000, 1_000, 55_000), Some(Mix { stock: 182, water: 9_818 }));
    for (volume, wanted, stock) in [(0, 500, 50_000), (10_000, 0, 50_000), (10_000, 500, 500)] {
        assert_eq!(mix(volume, wanted, stock), None);
    }
    assert_eq!(volume_for(50 * ONE), 10_000);
    assert_eq!((units(100, 500), units(100, 0)), (Some(200), None));
    assert_eq!(TARGETS.map(|target| target.strength), [500, 1_000, 500]);
    for (text, strength) in [
        ("5%", Some(50_000)),
        ("5.5 ％", Some(55_000)),
        ("5", Some(50_000)),
        ("50000 mg/L", Some(50_000)),
        ("500mg/L", Some(500)),
        ("80 mg/L", Some(80)),
        ("50000", Some(50_000)),
        ("120%", None),
        ("0", None),
        ("浓", None),
    ] {
        assert_eq!(read_strength(text), strength, "{text}");
    }
}

fn any_move() -> impl Strategy<Value = (u32, What)> {
    let what = prop_oneof![
        (0_i64..200, prop::option::of(0_u32..60))
            .prop_map(|(units, days)| received(units, days.map(|days| today().minus_days(20).plus_days(days)))),
        (1_i64..60).prop_map(issued),
        (0_i64..150).prop_map(|units| What::Counted { found: units * ONE }),
        (1_i64..40).prop_map(|units| What::WrittenOff { amount: units * ONE }),
    ];
    (0_u32..25, what)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn more_stock_is_never_fewer_days(moves in prop::collection::vec(any_move(), 0..40), more in 1_i64..500) {
        let mut moves = moves;
        moves.sort_by_key(|(ago, _)| std::cmp::Reverse(*ago));
        let days_left = |moves: &[(u32, What)]| book(moves).stocks(today(), ZONE).pop().and_then(|stock| stock.days_left);
        let before = days_left(&moves);
        // Today's delivery changes nothing about the days before.
        moves.push((0, received(more, None)));
        prop_assert!(days_left(&moves) >= before);
    }

    #[test]
    fn lots_and_held_agree_and_a_count_settles_everything(moves in prop::collection::vec(any_move(), 0..40), found in 0_i64..500) {
        let mut moves = moves;
        moves.sort_by_key(|(ago, _)| std::cmp::Reverse(*ago));
        moves.push((0, What::Counted { found: found * ONE }));
        let positions = book(&moves).positions(today(), ZONE);
        for position in positions {
            prop_assert_eq!(position.stock.held, found * ONE);
            prop_assert_eq!(position.lots.iter().map(|lot| lot.amount).sum::<i64>(), found * ONE);
            prop_assert!(position.lots.iter().all(|lot| lot.amount > 0));
        }
    }

    #[test]
    fn strengths_are_read_as_they_are_written(milligrams in 1_u32..1_000_000) {
        prop_assert_eq!(read_strength(&strength(milligrams)), Some(milligrams));
    }

    #[test]
    fn amounts_are_read_as_they_are_written(thousandths in 0_i64..1_000_000_000) {
        prop_assert_eq!(read_amount(&amount(thousandths)), Some(thousandths));
    }

    #[test]
    fn a_mix_is_as_strong_as_wanted_and_no_drop_stronger(volume in 1_i64..10_000_000, wanted in 1_u32..5_000, stock in 5_001_u32..200_000) {
        let chlorine = i128::from(volume) * i128::from(wanted);
        let mixed = mix(volume, wanted, stock).map(|mix| (mix.stock, mix.stock + mix.water));
        let poured = mixed.map_or(0, |(poured, _)| i128::from(poured));
        prop_assert_eq!(mixed.map(|(_, all)| all), Some(volume));
        prop_assert!(poured * i128::from(stock) >= chlorine);
        prop_assert!((poured - 1) * i128::from(stock) < chlorine);
    }
}
