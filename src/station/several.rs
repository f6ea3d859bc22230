//! One site with several stations: what was written down at each is one plant at all of them, however late they hear of it.

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::chain::{GENESIS, SignedHead, Slice};
use crate::domain::clinic::{Choice, Decision};
use crate::domain::day::Day;
use crate::domain::declaration::Quarters;
use crate::domain::going_out::{State, Trip};
use crate::domain::isolation::{Cause, CauseKind};
use crate::domain::peer::{Card, Keys, Peer, Relation};
use crate::domain::person::PersonId;
use crate::domain::report::Report;
use crate::domain::rules::{Authority, Reporters};
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::{Celsius, Site};
use crate::store::{exchange, journal};

mod known;
mod signed;
mod whatever;

type Checked = Result<(), Box<dyn std::error::Error>>;

/// 7 February 2020, 08:00 in Shanghai.
const MORNING: Moment = Moment(1_581_033_600_000);

/// A station of the site with its own clock and what its window shows.
struct Post {
    station: Station,
    view: View,
    clock: FixedClock,
    _folder: TempDir,
}

impl Post {
    fn open(name: &str) -> Result<Self, Box<dyn std::error::Error>> {
        Self::opened(Opening::tested(name), MORNING)
    }

    fn opened(opening: Opening, at: Moment) -> Result<Self, Box<dyn std::error::Error>> {
        let (folder, clock) = (tempfile::tempdir()?, FixedClock::default());
        clock.set(at);
        let station = Station::init(folder.path(), opening, Box::new(clock.clone()))?;
        let view = station.view()?;
        Ok(Self {
            station,
            view,
            clock,
            _folder: folder,
        })
    }

    fn at(&self, minute: i64) {
        self.clock.set(MORNING.plus_minutes(minute));
    }

    /// Enrols another station, as somebody who has compared the fingerprints.
    fn enrol(&mut self, other: &Self) -> Result<(), Error> {
        let peer = Peer {
            card: Card::of(other.station.card(), Keys::default()),
            relation: Relation::Site,
            revoked: None,
        };
        self.station.write(&Entry::PeerSaved(peer), None)?;
        Ok(())
    }

    /// Brings what another station holds, as a bundle does, and puts it on the screens.
    fn hear(&mut self, from: &Self) -> Result<(), Error> {
        let own = self.station.card().chain;
        for head in exchange::heads(&from.station.store)?.into_iter().filter(|head| head.chain != own) {
            let mut links = Vec::new();
            journal::each_between(&from.station.store, head.chain, (1, head.seq), |written| {
                links.push(written.link());
                Ok::<_, Error>(())
            })?;
            let slice = Slice {
                chain: head.chain,
                before: GENESIS,
                links,
                signed: SignedHead { head, signature: [0; 64] },
            };
            let merged = self.station.store.merge(&slice, from.station.card().chain, self.station.now())?;
            assert_eq!((merged.held, merged.quarantined, merged.unread), (0, 0, 0));
        }
        self.station.catch_up(&mut self.view)
    }

    fn somebody(&mut self, badge: &str, employee: &str, name: &str) -> Result<PersonId, Error> {
        let person = Person {
            id: PersonId(Uuid::now_v7()),
            badge: badge.into(),
            employee: employee.into(),
            name: name.into(),
            ..Person::default()
        };
        let saved = self.station.save_person(person)?.value;
        self.station.refresh(&mut self.view, Changed::Person(saved))?;
        Ok(saved)
    }

    fn measure(&mut self, person: PersonId, hundredths: i32) -> Result<Verdict, Error> {
        let new = NewReading {
            person,
            celsius: Celsius(hundredths),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        };
        let verdict = self.station.record_reading(new)?.value.verdict;
        self.station.refresh(&mut self.view, Changed::Register(person))?;
        Ok(verdict)
    }

    fn pass(&mut self, person: PersonId, direction: Direction) -> Result<bool, Error> {
        let passed = self.station.let_through(person, direction, true)?.is_ok();
        self.station.refresh(&mut self.view, Changed::Register(person))?;
        Ok(passed)
    }

    fn sign(&mut self, corrects: bool) -> Result<Report, Error> {
        let signing = Signing {
            day: day(),
            reporter: "周敏".into(),
            approver: "刘国".into(),
            corrects,
            ..Signing::default()
        };
        Ok(self.station.sign(&signing)?.value)
    }

    /// What the window shows is what it would show if it were opened now.
    fn shows_everything(&self) -> Checked {
        let (shown, fresh) = (&self.view, self.station.view()?);
        let roster = |view: &View| {
            let mut people = view.roster.people().to_vec();
            people.sort_by_key(|person| person.id);
            people
        };
        let days = |view: &View| {
            let days = view.days_so_far().filter(|(_, today)| **today != view::Today::default());
            days.map(|(person, today)| (person, today.clone())).collect::<Vec<_>>()
        };
        let known = |view: &View| {
            let courses = view
                .standings()
                .iter()
                .filter(|(_, health)| **health != crate::domain::health::Health::default());
            courses.map(|(person, health)| (*person, health.clone())).collect::<Vec<_>>()
        };
        assert_eq!(roster(shown), roster(&fresh));
        assert_eq!(days(shown), days(&fresh));
        assert_eq!(known(shown), known(&fresh));
        assert_eq!((&shown.settings, &shown.rulebooks), (&fresh.settings, &fresh.rulebooks));
        assert_eq!((shown.figures, &shown.waiting), (fresh.figures, &fresh.waiting));
        assert_eq!((&shown.recent, &shown.daybook), (&fresh.recent, &fresh.daybook));
        assert_eq!((&shown.supplies, &shown.instruments), (&fresh.supplies, &fresh.instruments));
        assert_eq!((&shown.stations, shown.opened), (&fresh.stations, fresh.opened));
        Ok(())
    }
}

/// Two gates of one site that know each other.
fn gates() -> Result<(Post, Post), Box<dyn std::error::Error>> {
    let (mut north, mut south) = (Post::open("北门")?, Post::open("南门")?);
    north.enrol(&south)?;
    south.enrol(&north)?;
    Ok((north, south))
}

fn meet(one: &mut Post, other: &mut Post) -> Checked {
    one.hear(other)?;
    other.hear(one)?;
    assert_eq!(one.station.digest()?, other.station.digest()?);
    for post in [one, other] {
        post.view.tick(post.station.now());
        post.shows_everything()?;
    }
    Ok(())
}

fn day() -> Day {
    Zone::DEFAULT.day_of(MORNING)
}

#[test]
fn a_roster_brought_in_at_two_gates_is_the_same_people() -> Checked {
    let (mut north, mut south) = gates()?;
    let before = north.somebody("", "A0", "赵勇")?;
    for (gate, name) in [(&mut north, "张双"), (&mut south, "张霜")] {
        let row = |badge: &str, employee: &str, name: &str| Person {
            id: PersonId(Uuid::now_v7()),
            badge: badge.into(),
            employee: employee.into(),
            name: name.into(),
            ..Person::default()
        };
        let rows = vec![
            (2, row("0001", "A1", name)),
            (3, row("", "A2", "李敏")),
            (4, row("0003", "", "王强")),
        ];
        let mut import = gate.station.begin_import()?;
        gate.station.stage(&mut import, rows)?;
        gate.station.take_import(&import, "花名册.csv")?;
        gate.view = gate.station.view()?;
        gate.at(1);
    }
    let typed = south.somebody("", "A0", "赵勇")?;
    assert_eq!(typed, before, "a number typed at one gate and at the other");
    north.hear(&south)?;
    south.hear(&north)?;
    let people = north.station.people()?;
    assert_eq!(people, south.station.people()?);
    let named = |name: &str| people.iter().filter(|person| person.name == name).count();
    let counts = ["赵勇", "张双", "张霜", "李敏", "王强"].map(named);
    assert_eq!(
        counts,
        [1, 0, 1, 1, 2],
        "the later name stands; without a number nobody knows that it is the same"
    );
    Ok(())
}

#[test]
fn a_number_that_changed_hands_makes_nobody_somebody_else() -> Checked {
    let mut gate = Post::open("北门")?;
    let first = gate.somebody("", "A1", "张双")?;
    let renamed = Person {
        employee: "A2".into(),
        ..gate.station.people()?.remove(0)
    };
    gate.at(1);
    gate.station.save_person(renamed)?;
    let second = gate.somebody("", "A1", "李敏")?;
    assert_ne!(first, second);
    assert!(matches!(gate.somebody("", "A2", "王强"), Err(Error::EmployeeTaken)));
    let mut elsewhere = Post::open("北门")?;
    assert_eq!(elsewhere.somebody("", "A1", "张双")?, first);
    Ok(())
}

#[test]
fn a_badge_given_to_two_people_is_shown_and_never_guessed() -> Checked {
    let (mut north, mut south) = gates()?;
    let one = north.somebody("0231", "", "张双")?;
    let two = south.somebody("0231", "B7", "李敏")?;
    meet(&mut north, &mut south)?;
    let roster = &north.view.roster;
    assert_eq!(roster.certain("0231"), None);
    let found: Vec<_> = roster.find("0231", 8).into_iter().map(|(_, person)| person.id).collect();
    assert!(found.contains(&one) && found.contains(&two));
    let person = roster.get(one).ok_or("known")?.clone();
    assert_eq!(roster.sharing(&person).iter().map(|other| other.id).collect::<Vec<_>>(), [two]);
    let mut import = north.station.begin_import()?;
    let row = Person {
        id: PersonId(Uuid::now_v7()),
        ..person.clone()
    };
    north.station.stage(&mut import, vec![(2, row)])?;
    assert_eq!(import.refused()[0].why, RowFault::BadgeTaken("0231".into()));
    north.at(1);
    let phone = Person {
        phone: "13800000000".into(),
        ..person.clone()
    };
    north.station.save_person(phone)?;
    let badge = Person {
        badge: "0232".into(),
        ..person
    };
    north.station.save_person(badge.clone())?;
    north.view = north.station.view()?;
    assert!(north.view.roster.sharing(&badge).is_empty(), "corrected");
    Ok(())
}

#[test]
fn a_site_has_one_set_of_rules_and_each_pc_its_scanner() -> Checked {
    let (mut north, mut south) = gates()?;
    let mut own = south.station.settings().clone();
    own.scanner.prefix = "#".into();
    south.station.change_settings(own)?;
    north.at(5);
    let mut settings = north.station.settings().clone();
    settings.rules.exposure.look_back_days += 7;
    settings.scanner.prefix = "%".into();
    north.station.change_settings(settings.clone())?;
    north.station.refresh(&mut north.view, Changed::Settings)?;
    south.station.refresh(&mut south.view, Changed::Settings)?;
    meet(&mut north, &mut south)?;
    for (gate, prefix) in [(&north, "%"), (&south, "#")] {
        assert_eq!(gate.station.settings().rules, gate.view.settings.rules);
        assert_eq!(gate.view.settings.rules.title(), "cn-2020-02 +1");
        assert_eq!(gate.view.settings.rules.exposure, settings.rules.exposure);
        assert_eq!(gate.view.settings.scanner.prefix, prefix);
    }
    // Before they exchange again both change the rules, the north gate twice; the south gate a minute later.
    for (at_north, minute, days) in [(true, 10, 1), (true, 11, 2), (false, 12, 3)] {
        let gate = if at_north { &mut north } else { &mut south };
        gate.at(minute);
        let mut settings = gate.station.settings().clone();
        settings.rules.exposure.look_back_days += days;
        gate.station.change_settings(settings)?;
        gate.station.refresh(&mut gate.view, Changed::Settings)?;
    }
    let expected = south.station.settings().rules.exposure.look_back_days;
    meet(&mut north, &mut south)?;
    let chain = north.station.card().chain;
    for gate in [&north, &south] {
        let rules = &gate.station.settings().rules;
        assert_eq!(
            (rules.exposure.look_back_days, rules.edition),
            (expected, 3),
            "the later one stands"
        );
        let title = |minute: i64| gate.view.ruled((MORNING.plus_minutes(minute), chain, 1_000));
        assert_eq!(
            [title(1), title(6), title(10), title(30)].map(|name| name.trim_start_matches("cn-2020-02")),
            ["", " +1", " +2", " +3"]
        );
        let before = store::station::settings_before(&gate.station.store, MORNING.plus_minutes(6))?;
        assert_eq!(before.rules.exposure.look_back_days, settings.rules.exposure.look_back_days);
    }
    Ok(())
}

#[test]
fn a_change_stands_although_the_other_clock_runs_ahead() -> Checked {
    let (mut north, mut south) = gates()?;
    south.at(90);
    let person = south.somebody("0231", "", "张双")?;
    let settings = south.station.settings().clone();
    south.station.change_settings(settings)?;
    south.station.refresh(&mut south.view, Changed::Settings)?;
    meet(&mut north, &mut south)?;
    north.at(1);
    let mut settings = north.station.settings().clone();
    settings.ask_document = true;
    north.station.change_settings(settings)?;
    north.station.refresh(&mut north.view, Changed::Settings)?;
    assert!(north.station.settings().ask_document);
    let known = north.view.roster.get(person).ok_or("known")?.clone();
    let name = String::from("张霜");
    north.station.save_person(Person { name, ..known })?;
    north.station.refresh(&mut north.view, Changed::Person(person))?;
    meet(&mut north, &mut south)?;
    assert!(south.view.settings.ask_document);
    assert_eq!(south.view.roster.get(person).map(|person| person.name.as_str()), Some("张霜"));
    Ok(())
}

/// Out by the north gate and back by the south gate, which has heard of the outing or has not.
#[test]
fn an_outing_across_two_gates_is_one() -> Checked {
    for heard in [true, false] {
        let (mut north, mut south) = gates()?;
        let mut settings = north.station.settings().clone();
        settings.rules.going_out.reporters = Reporters::Everybody;
        north.station.change_settings(settings)?;
        let person = north.somebody("0231", "", "张双")?;
        assert_eq!(north.measure(person, 3650)?, Verdict::Clear);
        north.station.refresh(&mut north.view, Changed::Settings)?;
        meet(&mut north, &mut south)?;
        let outing = NewOuting {
            person,
            destination: "贵州遵义".into(),
            code: "520302".parse().ok(),
            reason: "看病".into(),
            due: MORNING.plus_minutes(300),
        };
        north.at(10);
        let outing = north.station.file_outing(&outing, Some(Authority::Headquarters))?.value;
        north.at(20);
        assert!(north.pass(person, Direction::Out)?);
        if heard {
            meet(&mut north, &mut south)?;
        }
        south.at(200);
        if heard {
            let told = Trip {
                places: "贵州遵义".into(),
                ..Trip::default()
            };
            south.station.ask_trip(person, outing, told)?;
        }
        assert_eq!(south.measure(person, 3660)?, Verdict::Clear);
        north.at(210);
        meet(&mut north, &mut south)?;
        for gate in [&mut north, &mut south] {
            gate.at(400);
            let now = gate.station.now();
            let health = gate.view.health(person).ok_or("out")?;
            assert_eq!(health.outings.len(), 1);
            let one = &health.outings[0];
            assert_eq!((one.id, one.state(now)), (outing, State::Back), "heard: {heard}");
            assert_eq!(one.back.map(|(at, _)| at), Some(MORNING.plus_minutes(200)));
            assert!(gate.view.today(person).inside);
            assert!(gate.station.is_inside(person)?);
            gate.view.tick(now);
            assert_eq!(gate.view.figures.overdue, 0);
        }
    }
    Ok(())
}

#[test]
fn the_clinic_sees_whom_the_gate_sends_and_every_gate_whom_the_clinic_isolates() -> Checked {
    let (mut north, mut clinic) = gates()?;
    let mut south = Post::open("东门")?;
    for post in [&mut north, &mut clinic] {
        post.enrol(&south)?;
        south.enrol(post)?;
    }
    let person = north.somebody("0231", "", "张双")?;
    north.at(1);
    assert_eq!(north.measure(person, 3760)?, Verdict::Recheck);
    meet(&mut north, &mut clinic)?;
    let queue = clinic.view.queue();
    assert_eq!(queue.iter().map(|queued| queued.person).collect::<Vec<_>>(), [person]);
    assert_eq!(queue[0].again_from, Some(MORNING.plus_minutes(6)));
    assert_eq!(clinic.view.elsewhere(clinic.view.recent[0].chain).as_deref(), Some("北门"));
    assert_eq!(clinic.view.last_line(), None, "nobody takes back the line of another station");
    clinic.at(7);
    let second = NewReading {
        person,
        celsius: Celsius(3770),
        site: Site::Ear,
        instrument: String::new(),
        direction: Direction::Out,
        mask: true,
    };
    let verdict = clinic.station.measure(second, crate::domain::entry::Taken::Clinic)?.value.verdict;
    assert_eq!(
        verdict,
        Verdict::Clinic,
        "the second fever, although the first was measured elsewhere"
    );
    assert_eq!(clinic.station.timeline(person)?[0].attempt, 2);
    let decision = Decision {
        person,
        choice: Choice::Isolate,
        symptoms: vec!["fever".into()],
        reason: "两次发热".into(),
        finding: None,
    };
    let cause = Cause::under(&clinic.station.settings().rules, CauseKind::Symptoms, day(), day(), "");
    let quarters = Quarters::Site;
    let new = NewIsolation {
        person,
        quarters,
        place: "2 号 105".into(),
        cause,
    };
    clinic.at(8);
    clinic.station.isolate(decision, new)?;
    clinic.station.refresh(&mut clinic.view, Changed::Register(person))?;
    for gate in [&mut south, &mut north] {
        gate.hear(&clinic)?;
        gate.shows_everything()?;
        gate.at(20);
        let known = gate.view.roster.get(person).ok_or("known")?;
        let shown = gate.view.judge(gate.station.now(), known, Direction::In, Some(Celsius(3650)));
        assert_eq!(shown.verdict, Verdict::Isolate);
        assert_eq!(gate.measure(person, 3650)?, Verdict::Isolate);
        assert_eq!(gate.station.timeline(person)?[0].attempt, 3);
    }
    Ok(())
}
