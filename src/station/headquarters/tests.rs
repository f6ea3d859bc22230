//! What headquarters reads of real stations: signed there, brought here entry by entry.

use super::*;
use crate::domain::chain::{GENESIS, Link, SignedHead, Slice};
use crate::domain::day::{Moment, Zone};
use crate::domain::peer::{Card, Keys, Peer, Relation};
use crate::domain::person::PersonId;
use crate::domain::report::Signature;
use crate::domain::screening::Direction;
use crate::domain::temperature::{Celsius, Site};
use crate::station::{Changed, FixedClock, NewReading, Opening, Signing};
use crate::store::journal;
use uuid::Uuid;

type Checked = Result<(), Box<dyn std::error::Error>>;

/// 7 February 2020, 08:00 in Shanghai.
const MORNING: Moment = Moment(1_581_033_600_000);

fn today() -> Day {
    Zone::DEFAULT.day_of(MORNING)
}

struct Place {
    folder: tempfile::TempDir,
    station: Station,
    people: Vec<PersonId>,
}

/// Headquarters, and stations of units that share its clock.
struct Everywhere {
    clock: FixedClock,
    above: Place,
    below: Vec<Place>,
}

fn place(clock: &FixedClock, unit: &str, role: Role) -> Result<Place, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let opening = Opening {
        site: "能矿".into(),
        unit: unit.into(),
        role,
        ..Opening::tested(unit)
    };
    let mut station = Station::init(folder.path(), opening, Box::new(clock.clone()))?;
    let mut people = Vec::new();
    for (no, name) in ["张双", "赵勇"].into_iter().enumerate().filter(|_| role != Role::Headquarters) {
        let person = Person {
            id: PersonId(Uuid::now_v7()),
            badge: format!("000{no}"),
            name: name.into(),
            ..Person::default()
        };
        people.push(person.id);
        station.save_person(person)?;
    }
    Ok(Place { folder, station, people })
}

impl Everywhere {
    fn new(units: &[&str]) -> Result<Self, Box<dyn std::error::Error>> {
        let clock = FixedClock::default();
        clock.set(MORNING);
        let above = place(&clock, "总部", Role::Headquarters)?;
        let below = units.iter().map(|unit| place(&clock, unit, Role::Gate)).collect::<Result<_, _>>()?;
        let mut all = Self { clock, above, below };
        for at in 0..units.len() {
            all.enrol(at, None)?;
        }
        Ok(all)
    }

    fn enrol(&mut self, at: usize, revoked: Option<&str>) -> Checked {
        let card = Card::of(self.below[at].station.card(), Keys::default());
        let peer = Peer {
            card,
            relation: Relation::Below,
            revoked: revoked.map(str::to_owned),
        };
        self.above.station.write(&Entry::PeerSaved(peer), None)?;
        Ok(())
    }

    fn measure(&mut self, at: usize, who: usize, hundredths: i32) -> Checked {
        let place = &mut self.below[at];
        place.station.record_reading(NewReading {
            person: place.people[who],
            celsius: Celsius(hundredths),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        })?;
        Ok(())
    }

    fn sign(&mut self, at: usize, corrects: bool) -> Result<Report, Box<dyn std::error::Error>> {
        let signing = Signing {
            day: today(),
            reporter: "周敏".into(),
            approver: "刘国".into(),
            corrects,
            ..Signing::default()
        };
        Ok(self.below[at].station.sign(&signing)?.value)
    }

    /// Brings everything of a station to headquarters, `as_sent` having had its way with each entry.
    fn bring(&mut self, at: usize, as_sent: impl Fn(Link) -> Link) -> Checked {
        let store = &self.below[at].station.store;
        let mut links = Vec::new();
        journal::each_entry(store, |written| {
            links.push((as_sent(written.link()), written.hash));
            Ok(true)
        })?;
        let (last, hash) = links.last().map(|(link, hash)| (link.seq, *hash)).ok_or("entries")?;
        let chain = self.below[at].station.card().chain;
        let slice = Slice {
            chain,
            before: GENESIS,
            links: links.into_iter().map(|(link, _)| link).collect(),
            signed: SignedHead {
                head: crate::domain::chain::Head { chain, seq: last, hash },
                signature: [0; 64],
            },
        };
        let now = self.above.station.now();
        self.above.station.store.merge(&slice, chain, now)?;
        Ok(())
    }

    fn unit(&self, at: usize) -> UnitId {
        UnitId::of(&Card::of(self.below[at].station.card(), Keys::default()))
    }

    fn versions(&self, at: usize) -> Result<Vec<SentReport>, Box<dyn std::error::Error>> {
        Ok(self.above.station.sent(&self.unit(at), today())?.ok_or("the unit")?.versions)
    }
}

/// A report as a unit sends it that sends counts only.
fn masked(link: Link) -> Link {
    let Ok(Entry::Noted(Noted::Signed(mut signed))) = Entry::decode(link.kind, link.subject, &link.body) else {
        return link;
    };
    let mut text: serde_json::Value = serde_json::from_str(&signed.text).unwrap_or_default();
    text["figures"]["people"] = serde_json::json!([]);
    signed.text = text.to_string();
    Link {
        body: Noted::Signed(signed).encode().unwrap_or_default(),
        // What was hashed is what the unit has.
        redacted: Some([7; 32]),
        ..link
    }
}

#[test]
fn it_reads_on_and_begins_anew_where_a_station_is_enrolled() -> Checked {
    let mut all = Everywhere::new(&["一矿", "二矿"])?;
    let status = |all: &Everywhere| -> Result<Vec<DayStatus>, Box<dyn std::error::Error>> {
        let sums = all.above.station.sums(today())?;
        Ok(sums.lines.iter().map(|line| line.status).collect())
    };
    assert_eq!(status(&all)?, [DayStatus::Open, DayStatus::Open]);
    all.measure(0, 0, 3650)?;
    all.sign(0, false)?;
    all.bring(0, |link| link)?;
    assert_eq!(status(&all)?, [DayStatus::Reported, DayStatus::Open]);
    all.bring(0, |link| link)?;
    all.clock.set(MORNING.plus_minutes(9 * 60));
    all.sign(1, false)?;
    all.bring(1, |link| link)?;
    assert_eq!(status(&all)?, [DayStatus::Reported, DayStatus::Late]);
    all.enrol(1, Some("换电脑"))?;
    assert_eq!(status(&all)?, [DayStatus::Reported]);
    all.enrol(1, None)?;
    assert_eq!(status(&all)?, [DayStatus::Reported, DayStatus::Late], "what it sent is still here");
    let mut view = all.above.station.view()?;
    assert_eq!(view.group.units().len(), 2);
    all.measure(0, 1, 3660)?;
    all.sign(0, true)?;
    all.bring(0, |link| link)?;
    all.above.station.refresh(&mut view, Changed::Exchange)?;
    let unit = view.group.unit(&all.unit(0)).ok_or("the unit")?;
    assert_eq!(unit.status(today(), all.above.station.now()), Some(DayStatus::Corrected));
    assert!(all.below[0].station.group()?.is_empty(), "a gate has no units below it");
    assert_eq!(all.above.station.daybook()?.reports.count(), 0, "its own daybook has none of it");
    Ok(())
}

#[test]
fn what_was_sent_is_read_again_with_what_is_different_and_who_is_behind_it() -> Checked {
    let mut all = Everywhere::new(&["一矿", "二矿"])?;
    all.measure(0, 0, 3650)?;
    let first = all.sign(0, false)?;
    all.measure(0, 1, 3780)?;
    let second = all.sign(0, true)?;
    all.bring(0, |link| link)?;
    all.measure(1, 0, 3790)?;
    let kept = all.sign(1, false)?;
    all.bring(1, masked)?;
    let versions = all.versions(0)?;
    assert_eq!(
        versions.iter().map(|sent| sent.report.clone()).collect::<Vec<_>>(),
        [Some(first), Some(second)]
    );
    assert!(versions.iter().all(|sent| sent.stands == Stands::AsSigned));
    assert!(versions[0].changes.is_empty());
    let fever = versions[1]
        .changes
        .iter()
        .find(|change| change.figure == Figure::Fever)
        .ok_or("fever")?;
    assert_eq!((fever.before, fever.after), (0, 1));
    let behind = all.above.station.people_behind(versions[1].sent.id, Figure::Fever)?;
    let names: Vec<&str> = behind.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!((behind.number, behind.listed, names), (1, 1, vec!["赵勇"]));
    let counts = all.versions(1)?.into_iter().next().ok_or("a version")?;
    assert_eq!(counts.stands, Stands::Masked);
    let sha256 = all.below[1]
        .station
        .daybook()?
        .reports
        .latest(today())
        .map(|kept| kept.note.sha256.clone());
    assert_eq!(Some(counts.sent.sha256), sha256, "the hash is that of the whole");
    assert_eq!(
        counts.report.map(|report| report.figures.number(Figure::Fever)),
        Some(kept.figures.number(Figure::Fever))
    );
    let behind = all.above.station.people_behind(counts.sent.id, Figure::Fever)?;
    assert_eq!((behind.number, behind.listed, behind.people.len()), (1, 0, 0));
    Ok(())
}

#[test]
fn a_day_that_two_stations_of_a_unit_signed_has_two_versions() -> Checked {
    let mut all = Everywhere::new(&["一矿", "一矿"])?;
    for at in 0..2 {
        all.sign(at, false)?;
        all.bring(at, |link| link)?;
    }
    let versions = all.versions(0)?;
    let numbered: Vec<(u32, u32)> = versions.iter().map(|one| (one.sent.version, one.sent.number)).collect();
    let said = |report: &Report| report.signature.as_ref().map(|signature| (signature.version, signature.number));
    assert_eq!(numbered, [(1, 1), (2, 2)]);
    assert_eq!(
        versions.iter().map(|one| one.report.as_ref().and_then(said)).collect::<Vec<_>>(),
        [Some((1, 1)), Some((2, 2))]
    );
    let day = all.above.station.consolidated(today())?;
    assert_eq!(
        day.units.iter().map(|unit| unit.report.as_ref().and_then(said)).collect::<Vec<_>>(),
        [Some((2, 2))]
    );
    Ok(())
}

#[test]
fn a_report_that_is_not_what_its_hash_says_is_named() -> Checked {
    let mut all = Everywhere::new(&["一矿"])?;
    all.sign(0, false)?;
    let mut signed = all.below[0]
        .station
        .daybook()?
        .reports
        .latest(today())
        .ok_or("signed")?
        .note
        .clone();
    (signed.version, signed.text) = (2, signed.text.replace("周敏", "周民"));
    all.below[0].station.write(&Entry::Noted(Noted::Signed(signed)), None)?;
    all.bring(0, |link| link)?;
    assert_eq!(all.above.station.damaged_reports()?, [(all.unit(0), today())]);
    let stands: Vec<Stands> = all.versions(0)?.iter().map(|sent| sent.stands).collect();
    assert_eq!(stands, [Stands::AsSigned, Stands::Damaged]);
    Ok(())
}

#[test]
fn a_day_of_all_units_is_one_report() -> Checked {
    let mut all = Everywhere::new(&["一矿", "三矿", "二矿"])?;
    let mut kept = Vec::new();
    for (at, fever) in [(0, 3780), (1, 3790)] {
        all.measure(at, 0, fever)?;
        all.measure(at, 1, 3650)?;
        kept.push(all.sign(at, false)?);
        all.bring(at, |link| link)?;
    }
    let report = all.above.station.consolidated(today())?;
    let mut reports = report.units.iter().map(|unit| (unit.line.unit.name(), unit.report.as_ref()));
    let (one, two, three) = (reports.next(), reports.next(), reports.next());
    // By site and name: 一矿, 三矿, 二矿.
    assert_eq!(
        (one, two, three),
        (Some(("一矿", Some(&kept[0]))), Some(("三矿", Some(&kept[1]))), Some(("二矿", None)))
    );
    assert_eq!((report.sums.total.counted.len(), report.sums.total.of()), (2, 3));
    for figure in Figure::ALL.iter().filter(|figure| **figure != Figure::Coverage) {
        let sum: u64 = kept.iter().map(|report| report.figures.number(*figure)).sum();
        assert_eq!(report.sums.total.numbers.get(*figure), sum, "{figure:?}");
    }
    let version = |unit: &UnitReport| {
        unit.report
            .as_ref()?
            .signature
            .as_ref()
            .map(|signature: &Signature| signature.version)
    };
    assert_eq!(report.units.iter().map(version).collect::<Vec<_>>(), [Some(1), Some(1), None]);
    let code = |asked: Result<Consolidated, Error>| asked.err().map(|error| error.code());
    assert_eq!(code(all.above.station.consolidated(today().plus_days(1))), Some("report-future"));
    assert_eq!(code(all.below[0].station.consolidated(today())), Some("report-not-headquarters"));
    Ok(())
}

#[test]
fn a_report_told_later_is_counted() -> Checked {
    let mut all = Everywhere::new(&["选矿厂"])?;
    all.sign(0, false)?;
    let mut view = all.above.station.view()?;
    let (hashes, chain) = (std::cell::RefCell::new(Vec::new()), all.below[0].station.card().chain);
    journal::each_entry(&all.below[0].station.store, |written| {
        hashes.borrow_mut().push(written.hash);
        Ok(true)
    })?;
    all.bring(0, |link| {
        let hash = hashes.borrow().get(usize::try_from(link.seq - 1).unwrap_or(0)).copied();
        match link.kind {
            75 => Link {
                body: String::new(),
                redacted: hash,
                ..link
            },
            _ => link,
        }
    })?;
    all.above.station.catch_up(&mut view)?;
    let sent = |view: &crate::station::View| view.group.units()[0].versions(today()).len();
    assert_eq!(sent(&view), 0);
    all.bring(0, |link| link)?;
    let mut intake = crate::station::exchange::Intake::default();
    intake.bundles.push(crate::station::exchange::Received {
        merged: crate::station::exchange::Merged {
            renewed: 1,
            ..Default::default()
        },
        ..Default::default()
    });
    all.above.station.follow(&mut view, &intake)?;
    assert_eq!((sent(&view), view.group.units()[0].has(chain)), (1, true));
    Ok(())
}

#[test]
fn a_server_that_cannot_be_reached_is_a_state_and_no_error() -> Checked {
    let mut all = Everywhere::new(&["选矿厂"])?;
    all.sign(0, false)?;
    all.bring(0, |link| link)?;
    let mut view = all.above.station.view()?;
    let known = (view.group.clone(), view.exchange.peers.clone());
    assert!(known.1[0].have > 0 && view.exchange.ledger_url.is_none());
    // Nothing listens at that port.
    all.above.station.prefer("ledger", "postgresql://gate@127.0.0.1:1/units")?;
    all.above.station.server = std::cell::OnceCell::new();
    all.above.station.refresh(&mut view, Changed::Settings)?;
    assert_eq!(view.exchange.ledger_fault, None, "not asked after each action");
    all.above.station.refresh(&mut view, Changed::Exchange)?;
    assert_eq!(view.exchange.ledger_fault, Some("server-refused"));
    assert!(view.exchange.ledger_url.is_some());
    assert_eq!((&view.group, &view.exchange.peers), (&known.0, &known.1), "what was known stays");
    let folder = all.above.folder.path();
    let reader = Station::open_reader(folder, Box::new(all.clock.clone()))?;
    let opened = reader.view()?;
    assert_eq!(opened.exchange.ledger_fault, Some("server-refused"));
    assert!(opened.group.is_empty() && opened.exchange.peers.len() == 1);
    Ok(())
}
