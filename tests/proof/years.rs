//! Ten years of a plant: how long it takes to open it, to find somebody, to list today, to export a month, to check it all.

use std::path::Path;
use std::time::Instant;

use gatehouse::domain::entry::{Entry, EntryId, Reading, Taken};
use gatehouse::domain::peer::Level;
use gatehouse::domain::rights::Right;
use gatehouse::domain::screening::{Direction, Verdict};
use gatehouse::domain::temperature::{Celsius, Site};
use gatehouse::station::out::{Format, Reader, What};
use gatehouse::station::{ExportAsked, Station};
use gatehouse::store::journal::Stamp;
use gatehouse::store::{self, Store};
use gatehouse::ui::text::{Lang, Text};
use uuid::Uuid;

use crate::Tested;
use crate::figures::{Part, many};
use crate::plant::{MORNING, clock, opening, somebody};

/// So many readings a day.
const A_DAY: u32 = 2_000;
/// Days in one transaction.
const SLICE_DAYS: u32 = 10;
const LOOK_UPS: usize = 1_000;

/// Milliseconds of something.
fn timed<T>(what: impl FnOnce() -> T) -> (T, f64) {
    let since = Instant::now();
    let value = what();
    (value, since.elapsed().as_secs_f64() * 1_000.0)
}

/// Writes the readings of so many days, the last of which is the day of [`MORNING`].
fn lived(folder: &Path, people: u32, days: u32) -> Tested {
    let opened = MORNING.plus_minutes(-i64::from(days) * 1_440);
    let mut station = Station::init(folder, opening("南门"), clock(opened))?;
    station.hand_over("王建国")?;
    let rows: Vec<_> = (1..=people).map(|number| (number, somebody(number))).collect();
    let mut import = station.begin_import()?;
    for slice in rows.chunks(1_000) {
        station.stage(&mut import, slice.to_vec())?;
    }
    station.take_import(&import, "花名册.xlsx")?;
    drop(station);
    let mut store = Store::open(folder)?;
    let lived = |number: u32| {
        let (day, of_day) = (number / A_DAY, number % A_DAY);
        let morning = opened.plus_minutes(i64::from(day + 1) * 1_440);
        let stamp = Stamp {
            id: EntryId(Uuid::now_v7()),
            at: morning.plus_secs(i64::from(of_day) - i64::from(A_DAY)),
            zone_min: 480,
            actor: 3,
            corrects: None,
        };
        (stamp, Entry::Reading(measured(number)))
    };
    for day in (0..days).step_by(usize::try_from(SLICE_DAYS)?) {
        let end = (day + SLICE_DAYS).min(days);
        let slice: Vec<_> = (day * A_DAY..end * A_DAY).map(lived).collect();
        store::station::write_many(&mut store, 1, &slice)?;
    }
    Ok(())
}

fn measured(number: u32) -> Reading {
    Reading {
        person: somebody(1 + number % PEOPLE).id,
        celsius: Celsius(3_620 + i32::try_from(number % 60).unwrap_or_default()),
        site: Site::Forehead,
        instrument: String::new(),
        attempt: 1,
        verdict: Verdict::Clear,
        reasons: Vec::new(),
        direction: Direction::In,
        mask: true,
        taken: Taken::Gate,
        happened: None,
    }
}

const PEOPLE: u32 = 20_000;

#[test]
fn ten_years_are_opened_searched_exported_and_checked() -> Tested {
    let days = many(18, 3_650);
    let part = Part::begin("Ten years of data", format!("{PEOPLE} people, {A_DAY} readings a day, {days} days"));
    let folder = tempfile::tempdir()?;
    let (made, making) = timed(|| lived(folder.path(), PEOPLE, days));
    made?;
    let (station, opening) = timed(|| Station::open(folder.path(), clock(MORNING.plus_minutes(1))));
    let mut station = station?;
    let (view, listing) = timed(|| station.view());
    let view = view?;
    let badges: Vec<_> = view
        .roster
        .people()
        .iter()
        .map(|person| person.badge.clone())
        .filter(|badge| !badge.is_empty())
        .collect();
    let mut found = Vec::new();
    for badge in badges.iter().cycle().take(LOOK_UPS) {
        let (person, took) = timed(|| view.roster.certain(badge).map(|person| person.badge.clone()));
        assert_eq!(person.as_ref(), Some(badge));
        found.push(took);
    }
    found.sort_by(f64::total_cmp);
    let p99 = found[LOOK_UPS * 99 / 100];
    let asked = ExportAsked {
        what: What::Readings,
        format: Format::Csv,
        from: Some(view.day.minus_days(30)),
        to: Some(view.day),
        only: None,
        level: Level::Full,
        purpose: String::new(),
        path: folder.path().join("month.csv"),
    };
    let permit = station.may_export(Right::ExportNames)?;
    let reader = Reader::open(folder.path())?;
    let (rows, exporting) = timed(|| reader.export(&permit, &asked, &Text::new(Lang::En), &|_, _| false));
    let rows = rows?;
    drop(reader);
    let (checked, checking) = timed(|| station.check());
    let checked = checked?;
    assert!(checked.holds() && rows > 0, "{checked:?}");
    let readings = checked.entries;
    assert!(readings > u64::from(days * A_DAY), "{readings} entries");
    let result = format!(
        "{readings} entries made in {:.0} s; open {opening:.0} ms, look-up p99 {p99:.2} ms, everything on the screens {listing:.0} ms, \
         month export of {rows} rows {exporting:.0} ms, check {:.1} s",
        making / 1_000.0,
        checking / 1_000.0
    );
    part.held(usize::try_from(readings)?, &result)
}
