//! Signing, correcting, and what nobody may sign.

use super::*;
use crate::domain::day::Zone;
use crate::domain::entry::EntryId;
use crate::domain::person::{Person, PersonId};
use crate::domain::report::{DayStatus, Figure};
use crate::domain::screening::Direction;
use crate::domain::temperature::{Celsius, Site};
use crate::station::{FixedClock, NewReading, Opening};

type Checked = Result<(), Box<dyn std::error::Error>>;

/// 7 February 2020, 08:00 in Shanghai.
const MORNING: Moment = Moment(1_581_033_600_000);
const HOUR: i64 = 3_600_000;

struct Desk {
    _folder: tempfile::TempDir,
    clock: FixedClock,
    station: Station,
    people: Vec<PersonId>,
}

impl Desk {
    /// A station opened that morning, with four people.
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        let mut people = Vec::new();
        for (no, name) in ["张双", "赵勇", "李敏", "王强"].into_iter().enumerate() {
            let person = Person {
                id: PersonId(uuid::Uuid::now_v7()),
                badge: format!("000{no}"),
                name: name.into(),
                ..Person::default()
            };
            people.push(person.id);
            station.save_person(person)?;
        }
        Ok(Self {
            _folder: folder,
            clock,
            station,
            people,
        })
    }

    fn at(&self, hours: i64) {
        self.clock.set(Moment(MORNING.0 + hours * HOUR));
    }

    fn day() -> Day {
        Zone::DEFAULT.day_of(MORNING)
    }

    fn measure(&mut self, who: usize, hundredths: i32) -> Result<EntryId, Error> {
        let reading = NewReading {
            person: self.people[who],
            celsius: Celsius(hundredths),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        };
        Ok(self.station.record_reading(reading)?.id)
    }

    fn signing(day: Day) -> Signing {
        Signing {
            day,
            reporter: "周敏".into(),
            approver: "刘国".into(),
            ..Signing::default()
        }
    }

    fn sign(&mut self, corrects: bool) -> Result<Report, Error> {
        let signing = Signing {
            corrects,
            ..Self::signing(Self::day())
        };
        Ok(self.station.sign(&signing)?.value)
    }

    fn code(signed: Result<Done<Report>, Error>) -> &'static str {
        signed.map_or_else(|error| error.code(), |_| "signed")
    }
}

#[test]
fn what_is_signed_stays_as_it_is() -> Checked {
    let mut desk = Desk::new()?;
    desk.measure(0, 3650)?;
    let second = desk.measure(1, 3660)?;
    desk.at(8);
    let report = desk.sign(false)?;
    assert_eq!((report.version(), report.figures.number(Figure::Readings)), (1, 2));
    let kept = || -> Result<_, Error> {
        let daybook = desk.station.daybook()?;
        let book = &daybook.reports;
        Ok(book
            .versions(Desk::day())
            .first()
            .map(|kept| (kept.note.text.clone(), kept.note.sha256.clone())))
    };
    let before = kept()?.ok_or("signed")?;
    // A late reading, a correction, and the same person no longer here.
    desk.at(9);
    desk.measure(2, 3670)?;
    desk.station.withdraw(second, "")?;
    assert_eq!(desk.station.issue(Desk::day())?, report, "issued as it was signed");
    assert_eq!(desk.station.report(Desk::day())?.figures.number(Figure::OnDuty), 2);
    desk.at(10);
    let again = desk.sign(true)?;
    assert_eq!(again.version(), 2);
    let changes = again.signature.ok_or("signed")?.changes;
    assert!(changes.is_empty(), "one more and one less: {changes:?}");
    assert_eq!(desk.station.signed(Desk::day(), Some(1))?, Some(report));
    let daybook = desk.station.daybook()?;
    let book = &daybook.reports;
    assert_eq!(book.versions(Desk::day()).len(), 2);
    let first = &book.versions(Desk::day())[0].note;
    assert_eq!((&first.text, &first.sha256), (&before.0, &before.1), "byte for byte");
    assert!(desk.station.check()?.rebuild_equals_live);
    Ok(())
}

#[test]
fn a_day_is_signed_once_and_corrected_with_what_is_different() -> Checked {
    let mut desk = Desk::new()?;
    desk.measure(0, 3650)?;
    assert_eq!(
        Desk::code(desk.station.sign(&Signing {
            corrects: true,
            ..Desk::signing(Desk::day())
        })),
        "report-unsigned"
    );
    desk.sign(false)?;
    let twice = Desk::signing(Desk::day());
    assert_eq!(Desk::code(desk.station.sign(&twice)), "report-signed");
    let same = Signing { corrects: true, ..twice };
    assert_eq!(Desk::code(desk.station.sign(&same)), "report-same");
    desk.measure(1, 3780)?;
    let corrected = desk.sign(true)?;
    let signature = corrected.signature.ok_or("signed")?;
    assert_eq!((signature.version, signature.number), (2, 2));
    let change = signature
        .changes
        .iter()
        .find(|change| change.figure == Figure::Fever)
        .ok_or("fever")?;
    assert_eq!((change.before, change.after), (0, 1));
    Ok(())
}

#[test]
fn no_day_is_signed_that_has_not_come_or_was_before_the_station() -> Checked {
    let mut desk = Desk::new()?;
    for (day, code) in [
        (Desk::day().plus_days(1), "report-future"),
        (Desk::day().minus_days(1), "report-before-opening"),
        (Desk::day(), "signed"),
    ] {
        let signing = Desk::signing(day);
        assert_eq!(Desk::code(desk.station.sign(&signing)), code);
    }
    let nobody = Signing {
        reporter: " ".into(),
        ..Desk::signing(Desk::day())
    };
    assert_eq!(Desk::code(desk.station.sign(&nobody)), "name-short");
    Ok(())
}

#[test]
fn a_zero_report_is_an_act_and_only_where_nothing_happened() -> Checked {
    let mut desk = Desk::new()?;
    desk.measure(0, 3650)?;
    let zero = Signing {
        zero: true,
        gates: vec![" 南门 ".into(), "北门".into(), String::new()],
        ..Desk::signing(Desk::day())
    };
    let signed = desk.station.sign(&zero)?.value;
    let signature = signed.signature.ok_or("signed")?;
    assert!(signature.zero);
    assert_eq!(signature.gates, ["南门", "北门"]);
    let mut desk = Desk::new()?;
    desk.measure(0, 3780)?;
    assert_eq!(Desk::code(desk.station.sign(&zero)), "report-not-zero");
    Ok(())
}

#[test]
fn a_day_with_nothing_sent_is_missing_and_never_zero() -> Checked {
    let mut desk = Desk::new()?;
    let cut_off = desk.station.settings().daily.cut_off_min;
    let status = |desk: &Desk| -> Result<DayStatus, Error> {
        let daybook = desk.station.daybook()?;
        let book = &daybook.reports;
        Ok(book.status(Zone::DEFAULT, Desk::day(), cut_off, desk.station.now()))
    };
    assert_eq!(status(&desk)?, DayStatus::Open);
    desk.at(9);
    assert_eq!(status(&desk)?, DayStatus::Missing);
    desk.sign(false)?;
    assert_eq!(status(&desk)?, DayStatus::Late);
    desk.measure(0, 3650)?;
    desk.sign(true)?;
    assert_eq!(status(&desk)?, DayStatus::Corrected);
    let daybook = desk.station.daybook()?;
    let book = &daybook.reports;
    let later = Moment(MORNING.0 + 3 * 24 * HOUR);
    let days = (Desk::day(), Desk::day().plus_days(3));
    assert_eq!(
        book.missing(Zone::DEFAULT, days, cut_off, later).len(),
        2,
        "the last day still has time"
    );
    Ok(())
}

#[test]
fn a_day_that_is_over_names_people_as_they_were() -> Checked {
    let mut desk = Desk::new()?;
    desk.measure(0, 3650)?;
    desk.at(24);
    let left = Person {
        id: desk.people[0],
        badge: "0000".into(),
        name: "张双".into(),
        status: crate::domain::person::Status::Left,
        ..Person::default()
    };
    desk.station.save_person(left)?;
    let report = desk.station.report(Desk::day())?;
    assert_eq!(
        (report.figures.number(Figure::Roster), report.figures.number(Figure::OnDuty)),
        (4, 1)
    );
    assert_eq!(desk.station.report(Desk::day().plus_days(1))?.figures.number(Figure::Roster), 3);
    Ok(())
}

#[test]
fn a_layout_is_saved_in_place_of_itself() -> Checked {
    let mut desk = Desk::new()?;
    let mut layout = Layout::shipped().remove(0);
    "日报（市指挥部）".clone_into(&mut layout.title);
    layout.columns.truncate(3);
    desk.station.save_layout(layout.clone())?;
    let view = desk.station.view()?;
    let offered = Layout::offered(view.daybook.reports.layouts());
    assert_eq!(offered.first(), Some(&layout));
    layout.columns.clear();
    assert_eq!(
        desk.station.save_layout(layout).err().map(|error| error.code()),
        Some("report-layout")
    );
    Ok(())
}
