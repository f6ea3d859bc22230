//! The gate of the invented plant: what is planned happens in the order of time, and is judged as the station judges.

use std::collections::BTreeMap;

use super::Plant;
use super::daybook::Shelved;
use super::draft::Draft;
use super::errands::Errand;
use super::outage::Paper;
use super::people::Member;
use super::random::Random;
use super::words::{Gun, Words};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::entry::{Entry, EntryId, InstrumentCheck, OnDuty, Passage, Refusal, Visit, Withdrawn};
use crate::domain::health::Health;
use crate::domain::measured::Measured;
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::rulebook::TemperatureRule;
use crate::domain::rules::Rules;
use crate::domain::screening::{self, Direction, Earlier, Facts, Judgement, Verdict, VisitAnswer};
use crate::domain::settings::Role;
use crate::domain::temperature::{Celsius, Site};
use crate::station::NewReading;

/// What a thermometer is held against.
const REFERENCE: i32 = 3650;
/// Something that will happen.
#[derive(Clone, Debug)]
pub(super) enum Step {
    OnDuty(usize),
    Check(usize),
    /// The window asks first, then the trip goes on.
    Visit(Trip),
    Arrive(Trip),
    TakeBack(EntryId, Trip),
    Leave(Trip),
    /// A form filled in before the journey.
    Declare(usize),
    Return(usize),
    /// The form once more, with the places that were not clear.
    Clarify(Trip),
    Isolate(usize),
    Decide(Trip),
    Measure(usize),
    /// The clinic looks at somebody in isolation.
    Review(usize),
    File(Trip),
    Rule(Errand),
    /// A line of paper is typed in.
    Enter,
    /// Something for the daybook, or an absence, planned with the day.
    Write(Box<Entry>),
}

/// Somebody's way in, and out again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trip {
    pub(super) who: usize,
    pub(super) leaves: Moment,
    /// Out and back in between.
    pub(super) errand: Option<(Moment, Moment)>,
    pub(super) course: Course,
}

/// How the readings of a trip will go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// As chance has it.
    Open,
    Normal,
    Fever,
    FeverTwice,
    /// A forehead that comes from the cold.
    Low,
}

impl Course {
    fn after_a_reading(self) -> Self {
        match self {
            Self::FeverTwice => Self::Fever,
            Self::Open | Self::Normal | Self::Fever | Self::Low => Self::Normal,
        }
    }
}

/// How somebody stands with the gate.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    /// As the gate knows them now.
    pub(super) person: Person,
    pub(super) health: Health,
    /// Today's readings that nobody has taken back.
    pub(super) earlier: Vec<Earlier>,
    visit: Option<VisitAnswer>,
    pub(super) inside: bool,
    pub(super) known: bool,
    pub(super) off_until: Option<Day>,
    /// The day of the return from home, before it.
    pub(super) returns: Option<Day>,
}

#[derive(Debug)]
pub(super) struct Gate<'a> {
    pub(super) words: &'a Words,
    pub(super) members: &'a [Member],
    pub(super) plant: &'a Plant,
    pub(super) standings: Vec<Standing>,
    pub(super) zone: Zone,
    pub(super) random: Random,
    pub(super) draft: Draft,
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) readings: u64,
    pub(super) rules: Rules,
    pub(super) rule: TemperatureRule,
    /// Who will not come today, although they could.
    pub(super) absent: Vec<usize>,
    /// What is in the store of the plant, item by item.
    pub(super) shelves: Vec<Shelved>,
    planned: BTreeMap<(Moment, u64), Step>,
    steps: u64,
    now: Moment,
    pub(super) paper: Paper,
}

impl<'a> Gate<'a> {
    pub(super) fn new(
        (words, members): (&'a Words, &'a [Member]),
        plant: &'a Plant,
        zone: Zone,
        (first, last): (Day, Day),
        (random, draft): (Random, Draft),
    ) -> Self {
        let settings = plant.settings();
        Self {
            words,
            members,
            plant,
            standings: members.iter().map(standing_of).collect(),
            zone,
            random,
            draft,
            first,
            last,
            readings: 0,
            rules: settings.rules,
            rule: settings.temperature,
            absent: Vec::new(),
            shelves: Vec::new(),
            planned: BTreeMap::new(),
            steps: 0,
            now: Moment(i64::MIN),
            paper: Paper::default(),
        }
    }

    /// Nothing happens up to this moment.
    pub(super) fn start_at(&mut self, now: Moment) {
        self.now = now;
    }

    /// Puts something down for later. What lies before the last thing that happened will not happen.
    pub(super) fn plan(&mut self, at: Moment, step: Step) {
        if at > self.now {
            self.steps += 1;
            self.planned.insert((at, self.steps), step);
        }
    }

    /// Puts something down for so many seconds later, give or take.
    pub(super) fn soon(&mut self, at: Moment, (least, most): (i32, i32), step: Step) {
        let wait = self.random.between(least * 1_000, most * 1_000);
        self.plan(Moment(at.0 + i64::from(wait)), step);
    }

    /// Yesterday's readings and answers count no more.
    pub(super) fn new_day(&mut self) {
        self.absent.clear();
        for standing in &mut self.standings {
            standing.earlier.clear();
            standing.visit = None;
        }
    }

    /// Lets everything happen that is planned before `until`.
    pub(super) fn run(&mut self, until: Moment) {
        while let Some(next) = self.planned.first_entry().filter(|next| next.key().0 < until) {
            let ((at, _), step) = next.remove_entry();
            self.now = at;
            self.draft.turn_to(self.post(&step));
            match step {
                Step::OnDuty(guard) => self.hand_over(at, guard),
                Step::Check(gun) => self.check(at, gun),
                Step::Visit(trip) => self.visit(at, trip),
                Step::Arrive(trip) => self.arrive(at, trip),
                Step::TakeBack(entry, trip) => self.take_back(at, entry, trip),
                Step::Leave(trip) => self.leave(at, trip),
                Step::Declare(who) => self.declare(at, who),
                Step::Return(who) => self.come_back(at, who),
                Step::Clarify(trip) => self.clarify(at, trip),
                Step::Isolate(who) => self.isolate(at, who),
                Step::Decide(trip) => self.decide(at, trip),
                Step::Measure(who) => self.measure_isolated(at, who),
                Step::Review(who) => self.review(at, who),
                Step::File(trip) => self.file(at, trip),
                Step::Rule(errand) => self.rule_on(at, errand),
                Step::Enter => self.enter(at),
                Step::Write(entry) => {
                    self.draft.add(at, *entry);
                }
            }
        }
    }

    /// At which post something happens: most people come by one gate, and some go by another; what the clinic does is done there;
    /// everything else stands in the office of the first gate.
    fn post(&self, step: &Step) -> usize {
        let clinic = self.plant.posts.iter().rposition(|(_, role)| *role == Role::Clinic);
        let gates = clinic.unwrap_or(self.plant.posts.len()).max(1);
        match step {
            Step::Visit(trip) | Step::Arrive(trip) | Step::TakeBack(_, trip) | Step::Clarify(trip) => trip.who % gates,
            Step::Leave(trip) => (trip.who + usize::from(trip.who % 5 == 0)) % gates,
            Step::Declare(who) | Step::Return(who) => who % gates,
            Step::Isolate(_) | Step::Decide(_) | Step::Measure(_) | Step::Review(_) => clinic.unwrap_or(0),
            Step::OnDuty(_) | Step::Check(_) | Step::File(_) | Step::Rule(_) | Step::Enter | Step::Write(_) => 0,
        }
    }

    /// The next guard at every post. At the first gate they are those of the words; at the others people of the plant.
    pub(super) fn hand_over(&mut self, at: Moment, guard: usize) {
        for post in 0..self.plant.posts.len() {
            let other = || self.members.get(post * 7 + guard).map(|member| &member.person.name);
            let name = if post == 0 { self.words.guards.get(guard) } else { other() };
            if let Some(name) = name.cloned() {
                self.draft.turn_to(post);
                self.draft.add(
                    at.plus_secs(i64::try_from(post).unwrap_or_default()),
                    Entry::OnDuty(OnDuty { name, ..OnDuty::default() }),
                );
            }
        }
    }

    fn check(&mut self, at: Moment, gun: usize) {
        let Some(gun) = self.words.instruments.get(gun) else { return };
        let shown = REFERENCE + gun.drift + self.random.between(-1, 1) * 10;
        let check = InstrumentCheck {
            name: gun.name.clone(),
            reference: Celsius(REFERENCE),
            shown: Celsius(shown),
        };
        self.draft.add(at, Entry::InstrumentChecked(check));
    }

    fn visit(&mut self, at: Moment, trip: Trip) {
        let member = &self.members[trip.who];
        let standing = &mut self.standings[trip.who];
        if standing.inside {
            return;
        }
        if !standing.known {
            standing.known = true;
            self.draft.add(at, Entry::PersonSaved(member.person.clone()));
            self.soon(at, (15, 40), Step::Visit(trip));
            return;
        }
        let contact = member.person.kind == Kind::Visitor && self.random.chance(150);
        standing.visit = Some(VisitAnswer { contact });
        let visit = Visit {
            person: member.person.id,
            from: self.random.word(&self.words.origins).to_owned(),
            unit: member.person.unit.clone(),
            host: member.person.host.clone(),
            purpose: member.purpose.clone(),
            plate: member.plate.clone(),
            contact,
        };
        self.draft.add(at, Entry::Visit(visit));
        self.soon(at, (10, 30), Step::Arrive(trip));
    }

    fn arrive(&mut self, at: Moment, trip: Trip) {
        if self.standings[trip.who].inside {
            return;
        }
        if self.ask_trip(at, trip.who) {
            self.soon(at, (15, 40), Step::Arrive(trip));
        } else if trip.course != Course::Open {
            self.measure(at, trip);
        } else if self.random.chance(30) {
            let reason = self.words.no_mask.clone();
            let person = self.person(trip.who);
            self.draft.add(at, Entry::Refusal(Refusal { person, reason }));
            self.soon(at, (400, 1_200), Step::Arrive(trip));
        } else if self.random.chance(30) && self.standings[trip.who].health == Health::default() && !self.is_dark(at) {
            self.mistype(at, trip);
        } else {
            let course = self.course();
            self.measure(at, Trip { course, ..trip });
        }
    }

    fn course(&mut self) -> Course {
        match self.random.below(10_000) {
            0..24 => Course::Fever,
            24..30 => Course::FeverTwice,
            30..80 => Course::Low,
            _ => Course::Normal,
        }
    }

    /// The reading that was meant, typed wrong, to be taken back in a moment.
    fn mistype(&mut self, at: Moment, trip: Trip) {
        let slip = if self.random.chance(5_000) { 200 } else { -100 };
        let (gun, shown) = self.thermometer(trip, Course::Normal);
        let (_, entry) = self.record(at, trip.who, Celsius(shown.0 + slip), gun);
        self.soon(at, (6, 25), Step::TakeBack(entry, trip));
    }

    fn take_back(&mut self, at: Moment, entry: EntryId, trip: Trip) {
        let withdrawn = Withdrawn {
            person: self.person(trip.who),
            reason: self.words.mistyped.clone(),
        };
        self.draft.correct(at, Entry::Withdrawn(withdrawn), entry);
        let standing = &mut self.standings[trip.who];
        standing.earlier.pop();
        standing.inside = false;
        self.readings -= 1;
        let course = Course::Normal;
        self.soon(at, (4, 15), Step::Arrive(Trip { course, ..trip }));
    }

    fn measure(&mut self, at: Moment, trip: Trip) {
        let (gun, shown) = self.thermometer(trip, trip.course);
        let (verdict, _) = self.record(at, trip.who, shown, gun);
        let trip = Trip {
            course: trip.course.after_a_reading(),
            ..trip
        };
        match verdict {
            Verdict::Clear => self.went_in(at, trip),
            Verdict::Recheck => self.wait(at, trip),
            Verdict::Ask if self.members[trip.who].person.kind == Kind::Visitor => self.soon(at, (20, 60), Step::Visit(trip)),
            Verdict::Ask => self.soon(at, (300, 1_500), Step::Clarify(trip)),
            Verdict::Clinic => self.soon(at, (1_800, 5_400), Step::Decide(trip)),
            Verdict::Isolate => self.soon(at, (120, 500), Step::Isolate(trip.who)),
            Verdict::Refuse | Verdict::Report => {}
        }
    }

    fn went_in(&mut self, at: Moment, trip: Trip) {
        self.plan_outing(at, trip);
        match trip.errand.filter(|(out, _)| *out > at) {
            Some((out, _)) => self.plan(out, Step::Leave(trip)),
            None => self.plan(trip.leaves.max(at.plus_minutes(10)), Step::Leave(Trip { errand: None, ..trip })),
        }
    }

    /// Into the lane; now and then somebody is measured again before the time is over.
    fn wait(&mut self, at: Moment, trip: Trip) {
        let free = screening::waiting(&self.rule, &self.standings[trip.who].earlier).unwrap_or(at);
        if free.secs_since(at) > 150 && self.random.chance(1_000) {
            self.soon(at, (60, 140), Step::Arrive(trip));
        } else {
            self.soon(free.max(at.plus_minutes(2)), (5, 150), Step::Arrive(trip));
        }
    }

    fn leave(&mut self, at: Moment, trip: Trip) {
        let (judgement, person) = (self.judge(at, trip.who, Direction::Out, None), self.person(trip.who));
        let standing = &mut self.standings[trip.who];
        if !standing.inside {
            return;
        }
        if !judgement.lets_pass() {
            // A report that nobody has decided, or that was refused: they stay until its time is over.
            if judgement.verdict == Verdict::Report {
                self.plan(at.plus_minutes(45), Step::Leave(trip));
            }
            return;
        }
        standing.inside = false;
        let passage = Passage {
            person,
            direction: Direction::Out,
            mask: !self.random.chance(200),
            happened: None,
        };
        let line = self.line(at, Entry::Passage(passage));
        self.passed(at, trip.who, Direction::Out, line);
        if let Some((_, back)) = trip.errand {
            let (errand, course) = (None, Course::Open);
            self.plan(back, Step::Arrive(Trip { errand, course, ..trip }));
        }
    }

    /// A thermometer, and what it shows.
    fn thermometer(&mut self, trip: Trip, course: Course) -> (&'a Gun, Celsius) {
        let second = !self.standings[trip.who].earlier.is_empty();
        let site = if second || self.random.chance(400) {
            Site::Ear
        } else {
            Site::Forehead
        };
        let gun = &self.words.instruments[self.words.gun(site, &mut self.random)];
        let usual = self.members[trip.who].usual;
        let (floor, threshold) = (self.rule.floor.0, self.rule.threshold.0);
        let hundredths = match course {
            Course::Open | Course::Normal => (usual + gun.drift + self.random.bell(18)).clamp(floor + 10, threshold - 10),
            Course::Fever | Course::FeverTwice => threshold + self.random.between(0, 110).min(self.random.between(0, 110)),
            Course::Low => floor - self.random.between(10, 150),
        };
        (gun, Celsius(hundredths / 10 * 10))
    }

    fn record(&mut self, at: Moment, who: usize, celsius: Celsius, gun: &Gun) -> (Verdict, EntryId) {
        let judgement = self.judge(at, who, Direction::In, Some(celsius));
        let new = NewReading {
            person: self.person(who),
            celsius,
            site: gun.site,
            instrument: gun.name.clone(),
            direction: Direction::In,
            mask: !self.random.chance(200),
        };
        let reading = new.judged(&judgement, &self.standings[who].earlier);
        let line = self.line(at, Entry::Reading(reading));
        self.took(at, who, celsius, (judgement.verdict, judgement.lets_pass()));
        if judgement.lets_pass() {
            self.standings[who].inside = true;
            self.passed(at, who, Direction::In, line);
        }
        (judgement.verdict, line)
    }

    /// Keeps a reading in mind, for today and for the isolation that runs.
    pub(super) fn took(&mut self, at: Moment, who: usize, celsius: Celsius, (verdict, passed): (Verdict, bool)) {
        let standing = &mut self.standings[who];
        standing.earlier.push(Earlier {
            at,
            celsius,
            verdict,
            passed,
        });
        if !standing.health.isolations.is_empty() {
            let measured = Measured::of(&self.rules, &self.rule, self.zone, at, celsius);
            standing.health.readings.push(measured);
        }
        self.readings += 1;
    }

    fn judge(&self, now: Moment, who: usize, direction: Direction, celsius: Option<Celsius>) -> Judgement {
        let standing = &self.standings[who];
        let against = standing
            .health
            .standing(self.at_rules(now), &standing.person, direction, &self.household(now, standing));
        let facts = Facts {
            now,
            kind: standing.person.kind,
            status: standing.person.status,
            visit: standing.visit,
            direction,
            celsius,
            earlier: &standing.earlier,
            standing: &against,
            cleared: standing.health.cleared(),
        };
        screening::judge(&self.rule, &facts)
    }

    fn household(&self, now: Moment, standing: &Standing) -> Vec<(String, Verdict)> {
        let members = standing.health.household().iter().filter_map(|id| {
            let member = self.standings.iter().find(|member| member.person.id == *id)?;
            let verdict = standing.health.weighs(self.at_rules(now), &member.health)?;
            Some((member.person.name.clone(), verdict))
        });
        members.collect()
    }

    pub(super) fn person(&self, who: usize) -> PersonId {
        self.members[who].person.id
    }
}

fn standing_of(member: &Member) -> Standing {
    Standing {
        person: member.person.clone(),
        ..Standing::default()
    }
}
