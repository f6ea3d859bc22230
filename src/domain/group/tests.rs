//! How days stand, what is in a sum, and that the order in which entries come changes nothing.

mod any_order;

use serde_json::{Value, json};

use super::help::Help;
use super::*;
use crate::domain::day::{Day, Zone};
use crate::domain::daybook::{Note, Noted, Struck};
use crate::domain::peer::Keys;
use crate::domain::report::{DayStatus, Figure, ReportBook, Signed};
use crate::domain::settings::{Role, Settings, StationCard};
use crate::domain::supplies::amount::ONE;
use crate::domain::supplies::{Item, Move, What, Whom};

type Checked = Result<(), Box<dyn std::error::Error>>;

/// 7 February 2020.
fn day() -> Day {
    Day::new(2020, 2, 7).unwrap_or_default()
}

/// So many minutes after the midnight with which that day begins in a zone.
fn minute(zone: Zone, minutes: i64) -> Moment {
    zone.start_of(day()).plus_minutes(minutes)
}

fn chain(no: u128) -> Uuid {
    Uuid::from_u128(0xc000 + no)
}

fn member(no: u128, site: &str, unit: &str) -> Member {
    let card = Card {
        chain: chain(no),
        site: site.into(),
        unit: unit.into(),
        station: format!("站{no}"),
        role: Role::Gate,
        keys: Keys::default(),
    };
    Member {
        peer: Peer {
            card,
            relation: Relation::Below,
            revoked: None,
        },
        since: minute(Zone::DEFAULT, 0),
        heard: None,
    }
}

/// An entry of a chain; its id follows from where it stands.
fn note(no: u128, seq: i64, at: Moment, entry: impl Into<Entry>) -> UnitNote {
    UnitNote {
        chain: chain(no),
        seq,
        id: id(no, seq),
        at,
        entry: entry.into(),
        corrects: None,
        redacted: false,
    }
}

fn id(no: u128, seq: i64) -> EntryId {
    EntryId(Uuid::from_u128(no << 64 | u128::from(seq.unsigned_abs())))
}

fn opened(no: u128, zone: Zone, at: Moment) -> UnitNote {
    let card = StationCard {
        chain: chain(no),
        site: String::new(),
        unit: String::new(),
        station: String::new(),
        role: Role::Gate,
        zone,
        demo: false,
    };
    note(no, 1, at, Entry::StationOpened(card))
}

fn settings(cut_off_min: u32, home: Option<&str>) -> Entry {
    let mut settings = Settings::default();
    settings.daily.cut_off_min = cut_off_min;
    settings.rules.going_out.home = home.and_then(|home| home.parse().ok());
    Entry::SettingsChanged(settings)
}

fn signed(day: Day, version: u32, zero: bool, figures: &[(Figure, u64)]) -> Noted {
    let counts: serde_json::Map<String, Value> = figures
        .iter()
        .map(|(figure, n)| (figure.key().to_owned(), json!({ "n": n })))
        .collect();
    Noted::Signed(Signed {
        day,
        version,
        zero,
        text: json!({ "figures": { "people": [], "counts": counts } }).to_string(),
        ..Signed::default()
    })
}

fn group(members: &[Member], notes: &[UnitNote]) -> Group {
    let mut group = Group::of(members);
    for note in notes {
        group.take(note);
    }
    group
}

/// Zone, cut-off, what was signed (version, zero, minute of the day), the minute it is now: how it stands, whether it came late.
type Case<'a> = (Zone, u32, &'a [(u32, bool, i64)], i64, DayStatus, bool);

#[test]
fn how_a_day_stands() -> Checked {
    use DayStatus::{Corrected, Late, Missing, Open, Reported, Zero};
    let (here, west, east): (Zone, Zone, Zone) = (Zone::DEFAULT, "America/Lima".parse()?, "Pacific/Auckland".parse()?);
    let four = 16 * 60;
    let cases: [Case<'_>; 17] = [
        (here, four, &[], 0, Open, false),
        (here, four, &[], 960, Open, false),
        (here, four, &[], 961, Missing, false),
        (here, four, &[(1, false, 960)], 2_000, Reported, false),
        (here, four, &[(1, true, 600)], 2_000, Zero, false),
        (here, four, &[(1, false, 961)], 2_000, Late, true),
        (here, four, &[(1, true, 961)], 2_000, Late, true),
        (here, four, &[(1, false, 600), (2, false, 2_000)], 3_000, Corrected, false),
        (here, four, &[(1, true, 600), (2, false, 700)], 3_000, Corrected, false),
        (here, four, &[(1, false, 961), (2, false, 970)], 3_000, Corrected, true),
        // Two stations signed the same day before they exchanged.
        (here, four, &[(1, false, 600), (1, false, 601)], 3_000, Corrected, false),
        // Until six the morning after.
        (here, 1_800, &[], 1_800, Open, false),
        (here, 1_800, &[(1, false, 1_800)], 2_000, Reported, false),
        (west, four, &[], 960, Open, false),
        (west, four, &[(1, false, 961)], 2_000, Late, true),
        (east, four, &[], 961, Missing, false),
        (east, four, &[(1, false, 959)], 2_000, Reported, false),
    ];
    for (zone, cut_off, versions, now, status, late) in cases {
        let mut notes = vec![
            opened(1, zone, minute(zone, -5_000)),
            note(1, 2, minute(zone, -4_000), settings(cut_off, None)),
        ];
        notes.extend(
            (3..)
                .zip(versions)
                .map(|(seq, (version, zero, at))| note(1, seq, minute(zone, *at), Entry::from(signed(day(), *version, *zero, &[])))),
        );
        let group = group(&[member(1, "锰矿", "")], &notes);
        let unit = group.units().first().ok_or("a unit")?;
        let case = (zone.name(), cut_off, versions, now);
        assert_eq!(unit.status(day(), minute(zone, now)), Some(status), "{case:?}");
        assert_eq!(unit.was_late(day()), late, "{case:?}");
        let grid = group.grid(day(), day(), minute(zone, now));
        assert_eq!(grid.rows[0].cells, [Some(status)], "{case:?}");
    }
    Ok(())
}

#[test]
fn a_cut_off_that_changes_later_leaves_the_days_before_as_they_were() {
    let zone = Zone::DEFAULT;
    let notes = [
        opened(1, zone, minute(zone, -10_000)),
        note(1, 2, minute(zone, 950), Entry::from(signed(day(), 1, false, &[]))),
        note(1, 3, minute(zone, 1_440), settings(8 * 60, None)),
        note(
            1,
            4,
            minute(zone, 1_440 + 950),
            Entry::from(signed(day().plus_days(1), 1, false, &[])),
        ),
    ];
    let group = group(&[member(1, "锰矿", "")], &notes);
    let grid = group.grid(day(), day().plus_days(1), minute(zone, 5_000));
    assert_eq!(grid.rows[0].cells, [Some(DayStatus::Reported), Some(DayStatus::Late)]);
}

#[test]
fn a_unit_is_blank_before_its_first_station_and_missing_and_never_zero_after() -> Checked {
    let zone = Zone::DEFAULT;
    let (first, last, now) = (day().minus_days(2), day().plus_days(1), minute(zone, 3 * 1_440));
    let members = [member(1, "锰矿", ""), member(2, "锰矿", ""), member(3, "冶炼厂", "")];
    let notes = [opened(2, zone, minute(zone, 600)), opened(1, zone, minute(zone, -600))];
    let group = group(&members, &notes);
    let cells = |name: &str| -> Result<Vec<Option<DayStatus>>, &str> {
        let grid = group.grid(first, last, now);
        let row = grid.rows.into_iter().find(|row| row.unit.name() == name);
        row.map(|row| row.cells).ok_or("a row")
    };
    let missing = Some(DayStatus::Missing);
    assert_eq!(cells("锰矿")?, [None, missing, missing, missing], "by the first of its stations");
    assert_eq!(
        cells("冶炼厂")?,
        [None, None, missing, missing],
        "nothing came: from when it was enrolled"
    );
    let sums = group.sums(day(), now);
    assert_eq!((sums.total.counted.len(), sums.total.of()), (0, 2));
    assert_eq!(sums.total.known(), None, "no unit is in it, and that is no zero");
    assert!(sums.lines.iter().all(|line| line.numbers.is_none()));
    assert_eq!(group.sums(day().minus_days(1), now).total.of(), 1, "the other one was no unit yet");
    Ok(())
}

#[test]
fn a_report_that_was_taken_back_does_not_count() {
    let zone = Zone::DEFAULT;
    let now = minute(zone, 3_000);
    let fever = |number| signed(day(), 1, false, &[(Figure::Fever, number)]);
    let struck = UnitNote {
        corrects: Some(id(1, 2)),
        ..note(1, 3, minute(zone, 700), Entry::from(Noted::Struck(Struck::default())))
    };
    let notes = [
        opened(1, zone, minute(zone, 0)),
        note(1, 2, minute(zone, 600), Entry::from(fever(4))),
        struck.clone(),
    ];
    let members = [member(1, "锰矿", ""), member(2, "冶炼厂", "")];
    assert_eq!(group(&members, &notes[..2]).sums(day(), now).total.numbers.get(Figure::Fever), 4);
    let taken_back = group(&members, &notes);
    assert_eq!(taken_back.sums(day(), now).total.counted.len(), 0);
    assert_eq!(taken_back.units()[1].status(day(), now), Some(DayStatus::Missing));
    // Nobody takes back what another unit said.
    let foreign = UnitNote { chain: chain(2), ..struck };
    assert_eq!(
        group(&members, &[notes[0].clone(), notes[1].clone(), foreign])
            .sums(day(), now)
            .total
            .counted
            .len(),
        1
    );
}

#[test]
fn who_is_a_unit() -> Checked {
    let (mut above, mut gone, mut half) = (member(4, "总部", ""), member(5, "老厂", ""), member(6, "锰矿", "一分厂"));
    above.peer.relation = Relation::Above;
    gone.peer.revoked = Some("关闭".into());
    half.peer.revoked = Some("换电脑".into());
    let members = [
        member(1, "锰矿", "一分厂"),
        member(2, "锰矿", "二分厂"),
        member(3, " 锰矿 ", "一分厂"),
        above,
        gone,
        half,
    ];
    let mut group = Group::of(&members);
    let names: Vec<(&str, usize)> = group.units().iter().map(|unit| (unit.name(), unit.stations().len())).collect();
    assert_eq!(names, [("一分厂", 3), ("二分厂", 1)]);
    assert!(group.is_of(&members) && !group.is_of(&members[1..]));
    group.take(&opened(9, Zone::DEFAULT, minute(Zone::DEFAULT, 0)));
    assert_eq!(group, Group::of(&members), "of a station that nobody enrolled");
    let mut heard = members.clone();
    let bundle = |made, level| Heard {
        made: Moment(made),
        arrived: Moment(made + 5),
        level,
    };
    heard[0].heard = Some(bundle(1_000, Level::Full));
    heard[2].heard = Some(bundle(2_000, Level::Counts));
    group.hear(&heard);
    assert!(group.is_of(&heard), "a new bundle makes no other units");
    let unit = group.units().first().ok_or("a unit")?;
    assert_eq!((unit.known_until(), unit.level()), (Some(Moment(2_000)), Some(Level::Counts)));
    Ok(())
}

#[test]
fn versions_are_numbered_as_the_unit_numbers_them() -> Checked {
    let tuesday = day().plus_days(1);
    // Station, day, version and number as they were signed, one after the other.
    for signed in [
        vec![(1, day(), 1, 1), (1, day(), 2, 2)],
        vec![(1, day(), 1, 1), (2, day(), 1, 1)],
        vec![(1, day(), 1, 1), (2, tuesday, 1, 1), (2, day(), 1, 2), (1, day(), 2, 2)],
        vec![(1, day(), 1, 4), (2, tuesday, 1, 7), (1, tuesday, 1, 5)],
    ] {
        let (mut book, mut notes) = (ReportBook::default(), Vec::new());
        for (seq, (no, day, version, number)) in (2..).zip(&signed) {
            let body = Signed {
                day: *day,
                version: *version,
                number: *number,
                ..Signed::default()
            };
            let signed = Noted::Signed(body.clone());
            let one = note(*no, seq, minute(Zone::DEFAULT, seq), Entry::from(signed.clone()));
            let (id, at) = (one.id, one.at);
            book.take_signed(
                &Note {
                    id,
                    seq,
                    at,
                    noted: signed,
                },
                &body,
            );
            notes.push(one);
        }
        notes.reverse();
        let group = group(&[member(1, "锰矿", ""), member(2, "锰矿", "")], &notes);
        let unit = group.units().first().ok_or("a unit")?;
        for day in [day(), tuesday] {
            let counted = unit.versions(day).into_iter().map(|sent| (sent.id, sent.version, sent.number));
            let booked = book.versions(day).iter().map(|kept| (kept.id, kept.note.version, kept.note.number));
            assert_eq!(counted.collect::<Vec<_>>(), booked.collect::<Vec<_>>(), "{signed:?}");
        }
    }
    Ok(())
}

#[test]
fn a_clock_that_is_ahead_makes_nothing_fresh() -> Checked {
    // The newest entry; when the bundles of two stations were made and came; until when it is known.
    for (newest, bundles, known) in [
        (None, [None, None], None),
        (Some(5), [None, None], Some(5)),
        (None, [Some((10, 12)), None], Some(10)),
        (Some(11), [Some((10, 12)), None], Some(11)),
        (None, [Some((2_000, 12)), None], Some(12)),
        (Some(2_000), [Some((2_000, 12)), None], Some(12)),
        (None, [Some((2_000, 12)), Some((15, 20))], Some(15)),
    ] {
        let mut members = [member(1, "锰矿", ""), member(2, "锰矿", "")];
        for (member, bundle) in members.iter_mut().zip(bundles) {
            member.heard = bundle.map(|(made, arrived)| Heard {
                made: Moment(made),
                arrived: Moment(arrived),
                level: Level::Counts,
            });
        }
        let notes: Vec<UnitNote> = newest.map(|at| opened(1, Zone::DEFAULT, Moment(at))).into_iter().collect();
        let group = group(&members, &notes);
        let unit = group.units().first().ok_or("a unit")?;
        assert_eq!(unit.known_until(), known.map(Moment), "{newest:?} {bundles:?}");
    }
    Ok(())
}

#[test]
fn regions_are_cities() -> Checked {
    let zone = Zone::DEFAULT;
    for (home, region) in [
        (Some("520302"), Some("5203")),
        (Some("5203"), Some("5203")),
        (Some("52"), Some("52")),
        (Some("429004"), Some("42")),
        (Some("LA"), Some("LA")),
        (None, None),
    ] {
        let group = group(&[member(1, "锰矿", "")], &[note(1, 2, minute(zone, 0), settings(960, home))]);
        let region = region.map(str::parse).transpose()?;
        assert_eq!(group.units()[0].region(), region, "{home:?}");
    }
    Ok(())
}

#[test]
fn curves_have_holes_where_nothing_was_sent() {
    let zone = Zone::DEFAULT;
    let of = |back: u32, fever| signed(day().minus_days(back), 1, false, &[(Figure::Fever, fever)]);
    let notes = [
        opened(1, zone, minute(zone, -10_000)),
        note(1, 2, minute(zone, -2_000), Entry::from(of(2, 3))),
        note(1, 3, minute(zone, 600), Entry::from(of(0, 0))),
    ];
    let group = group(&[member(1, "锰矿", "")], &notes);
    let curves = group.curves(Figure::Fever, day().minus_days(2), day());
    assert_eq!(
        curves.iter().map(|curve| curve.points.clone()).collect::<Vec<_>>(),
        [[Some(3), None, Some(0)]]
    );
}

/// A unit that got so much of an item and issues so much on each of the three days before the seventh.
fn stocked(no: u128, name: &str, (received, daily, days): (i64, i64, u32)) -> Vec<UnitNote> {
    let (zone, item) = (Zone::DEFAULT, Uuid::from_u128(no));
    let kept = Item {
        id: item,
        name: name.into(),
        unit: "个".into(),
        days,
        ..Item::default()
    };
    let moved = |what| {
        Entry::from(Noted::Move(Move {
            item,
            what,
            note: String::new(),
        }))
    };
    let received = What::Received {
        amount: received * ONE,
        expiry: None,
        supplier: String::new(),
    };
    let issued = || What::Issued {
        amount: daily * ONE,
        to: Whom::Place("食堂".into()),
    };
    let mut notes = vec![
        note(no, 2, minute(zone, -5_000), Entry::from(Noted::Item(kept))),
        note(no, 3, minute(zone, -4_320), moved(received)),
    ];
    notes.extend((0..3).map(|past| note(no, 4 + past, minute(zone, -4_300 + 1_440 * past), moved(issued()))));
    notes
}

#[test]
fn the_same_thing_is_one_line_however_it_is_written() {
    let members = [
        member(1, "一矿", ""),
        member(2, "二矿", ""),
        member(3, "三矿", ""),
        member(4, "四矿", ""),
    ];
    let notes = [
        stocked(1, "口罩", (1_000, 20, 14)),
        stocked(2, " 口罩", (200, 40, 14)),
        stocked(3, "酒精", (50, 1, 7)),
        stocked(4, "口罩", (700, 20, 14)),
    ];
    let group = group(&members, &notes.concat());
    let lines = group.supplies(day());
    let named: Vec<(&str, &str, usize)> = lines
        .iter()
        .map(|line| (&*line.name, &*line.measure, line.holdings.len()))
        .collect();
    assert_eq!(named, [("口罩", "个", 3), ("酒精", "个", 1)], "what is low first");
    let line = &lines[0];
    let held: Vec<(&str, i64, Option<u32>)> = line
        .holdings
        .iter()
        .map(|holding| (holding.unit.name(), holding.held / ONE, holding.shelf.days_left))
        .collect();
    assert_eq!(held, [("二矿", 80, Some(2)), ("四矿", 640, Some(32)), ("一矿", 940, Some(47))]);
    assert_eq!(
        (line.held(), line.per_day(), line.days_left(), line.low()),
        (1_660 * ONE, 80 * ONE, Some(20), 1)
    );
    // 14 days of 40 are 560, and 80 are there; the first keeps 280 of its 940.
    let wanted = Help {
        from: 2,
        to: 0,
        amount: 480 * ONE,
    };
    assert_eq!(line.helps, [wanted]);
}
