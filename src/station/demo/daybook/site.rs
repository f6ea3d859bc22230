//! Rounds, canteen, dormitories, meetings.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use uuid::{Builder, Uuid};

use super::Area;
use crate::domain::dates::read_time;
use crate::domain::day::Day;
use crate::domain::daybook::Noted;
use crate::domain::person::{Kind, Person, Status};
use crate::domain::report::Clause;
use crate::domain::site::canteen::{Food, Group, groups};
use crate::domain::site::{
    Doing, How, Meal, Measure, Meeting, Often, Place, PlaceKind, Plan, Rhythm, Room, Round, Sample, SampleStep, Slot, What,
};
use crate::station::demo::gate::Gate;
use crate::station::demo::people::Member;
use crate::station::demo::random::Random;
use crate::station::demo::words::Measures;

/// Seats of the canteen that may be taken at once.
const SEATS: u32 = 240;
/// When the first plan stands: minutes after midnight of the first day.
const BEGINS: i64 = 6 * 60 + 20;

impl Gate<'_> {
    pub(super) fn plan_site(&mut self, day: Day) {
        let mut first = self.numbers(Area::Site, self.first);
        let places = places(&self.words.measures, &mut first);
        let mut random = self.numbers(Area::Site, day);
        if day == self.first {
            self.open_site(&places, &mut random);
        }
        for (_, plans) in &places {
            for plan in plans {
                self.plan_round(day, plan, &mut random);
            }
        }
        self.plan_food(day, &mut random);
        self.plan_meetings(day, &mut random);
    }

    /// Places and plans, rooms and times to eat, and what the guide asks that no record holds.
    fn open_site(&mut self, places: &[(Place, Vec<Plan>)], random: &mut Random) {
        let at = self.minute(self.first, BEGINS);
        for (place, plans) in places {
            self.note(at, Noted::Place(place.clone()));
            for plan in plans {
                self.note(at, Noted::Plan(plan.clone()));
            }
        }
        for room in self.dormitories(random) {
            self.note(at, Noted::Room(room));
        }
        for slot in self.slots(random) {
            self.note(at, Noted::Slot(slot));
        }
        for (clause, text) in &self.words.measures.remarks {
            let remark = Clause {
                clause: *clause,
                day: self.first,
                text: text.clone(),
            };
            self.note(at, Noted::Clause(remark));
        }
    }

    /// One round of a plan: done most days, now and then skipped or forgotten, and looked at some hours later.
    fn plan_round(&mut self, day: Day, plan: &Plan, random: &mut Random) {
        for due in plan.rhythm.on(day, self.zone) {
            let (fate, wait) = (random.below(1_000), i64::from(random.between(0, 45)));
            let (check, hours) = (random.below(1_000), i64::from(random.between(60, 420)));
            let round = |what| Noted::Round(Round { plan: plan.id, due, what });
            // Of the last morning something is left to do.
            if fate < 12 || (day == self.last && fate < 120) {
                continue;
            }
            let at = due.plus_minutes(wait);
            if fate < 24 {
                let reason = random.word(&self.words.measures.skipped).to_owned();
                let by = plan.executor.clone();
                self.note(at, round(What::Skipped { reason, by }));
                continue;
            }
            let doing = Doing {
                how: plan.how.clone(),
                executor: plan.executor.clone(),
                ..Doing::default()
            };
            self.note(at, round(What::Done(doing)));
            if check >= 15 {
                let by = plan.checker.clone();
                self.note(at.plus_minutes(hours), round(What::Checked { by }));
            }
        }
    }

    /// Every room that somebody lives in; one of them has become too small.
    fn dormitories(&self, random: &mut Random) -> Vec<Room> {
        let mut rooms = BTreeMap::<&str, usize>::new();
        for member in self.members.iter().filter(|member| member.person.kind != Kind::Visitor) {
            *rooms.entry(member.person.dormitory.as_str()).or_default() += 1;
        }
        rooms.remove("");
        let fullest = rooms.iter().max_by_key(|(_, people)| **people).map(|(name, _)| *name);
        let room = |(name, _): (&&str, &usize)| Room {
            name: (*name).to_owned(),
            tenths: if Some(*name) == fullest {
                96
            } else {
                180 + u32::try_from(random.below(5)).unwrap_or(0) * 10
            },
        };
        rooms.iter().map(room).collect()
    }

    /// Times for lunch and supper; everybody finds a seat but the smallest group, which nobody has thought of.
    fn slots(&self, random: &mut Random) -> Vec<Slot> {
        // Who comes back in these weeks has a seat already.
        let expected = |member: &Member| Person {
            status: if member.returns { Status::Active } else { member.person.status },
            ..member.person.clone()
        };
        let people: Vec<Person> = self.members.iter().map(expected).collect();
        let mut groups: Vec<(Group, u32)> = groups(&people).into_iter().collect();
        groups.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
        groups.pop();
        let mut slots = Vec::new();
        for (meal, begins) in [(Meal::Lunch, 11 * 60), (Meal::Supper, 17 * 60)] {
            let mut from_min = begins;
            let mut left: Vec<&(Group, u32)> = groups.iter().collect();
            while !left.is_empty() {
                let mut taken = 0;
                let (now, later) = left.into_iter().partition(|(_, people)| {
                    let fits = taken + people <= SEATS - 30;
                    taken += if fits { *people } else { 0 };
                    fits
                });
                let now: Vec<&(Group, u32)> = now;
                left = if now.is_empty() { Vec::new() } else { later };
                slots.push(Slot {
                    id: id(random),
                    meal,
                    from_min,
                    to_min: from_min + 25,
                    seats: SEATS,
                    groups: now.iter().map(|(group, _)| group.name()).collect(),
                    retired: false,
                });
                from_min += 30;
            }
        }
        slots
    }

    /// Two dishes of each meal kept back, and thrown away two days later; now and then one is too little or forgotten.
    fn plan_food(&mut self, day: Day, random: &mut Random) {
        for (meal, minute) in [(Meal::Lunch, 11 * 60), (Meal::Supper, 17 * 60)] {
            for _ in 0..2 {
                let sample = id(random);
                let dish = random.word(&self.words.measures.dishes).to_owned();
                let grams = if random.chance(200) {
                    90
                } else {
                    125 + u32::try_from(random.below(4)).unwrap_or(0) * 5
                };
                let by = random.word(&self.words.measures.cleaners).to_owned();
                let at = self.minute(day, minute + i64::from(random.between(0, 25)));
                let food = Food {
                    meal,
                    dish,
                    grams,
                    by: by.clone(),
                };
                let kept = SampleStep::Kept(food);
                self.note(at, Noted::Sample(Sample { id: sample, step: kept }));
                if !random.chance(100) {
                    let later = at.plus_minutes(48 * 60 + i64::from(random.between(10, 240)));
                    let step = SampleStep::Discarded { by };
                    self.note(later, Noted::Sample(Sample { id: sample, step }));
                }
            }
        }
    }

    /// One or two meetings on a working day, most of them small and short.
    fn plan_meetings(&mut self, day: Day, random: &mut Random) {
        if day.0.weekday().num_days_from_monday() > 4 {
            return;
        }
        for minute in [7 * 60 + 40, 16 * 60 + 30] {
            let (title, room) = self.words.measures.meeting(random);
            let from = self.minute(day, minute);
            let (long, big) = (random.chance(700), random.chance(500));
            let meeting = Meeting {
                title,
                room,
                from,
                minutes: if long {
                    90
                } else {
                    20 + u32::try_from(random.below(5)).unwrap_or(0) * 5
                },
                people: if big {
                    46
                } else {
                    8 + u32::try_from(random.below(16)).unwrap_or(0)
                },
                aired: !random.chance(800),
            };
            let ends = from.plus_minutes(i64::from(meeting.minutes));
            self.note(ends, Noted::Meeting(meeting));
        }
    }
}

/// An id that the numbers of the area decide.
fn id(random: &mut Random) -> Uuid {
    Builder::from_unix_timestamp_millis(0, &random.bytes()).into_uuid()
}

/// The places with their plans, the same every day.
fn places(words: &Measures, random: &mut Random) -> Vec<(Place, Vec<Plan>)> {
    let place = |(name, kind, measures): &(String, PlaceKind, String)| {
        let place = Place {
            id: id(random),
            name: name.clone(),
            kind: *kind,
            retired: false,
        };
        let plan = |said: &str| {
            let (measure, times) = said.trim().split_once(' ')?;
            let measure = *Measure::ALL.iter().find(|known| known.key() == measure)?;
            Some(plan(words, place.id, measure, times, random))
        };
        let plans = measures.split(',').filter_map(plan).collect();
        (place, plans)
    };
    words.places.iter().map(place).collect()
}

fn plan(words: &Measures, place: Uuid, measure: Measure, times: &str, random: &mut Random) -> Plan {
    use chrono::Timelike as _;
    let minutes = times.split_whitespace().filter_map(read_time);
    let how = How::usual(measure);
    let agent = if how.mg_per_l > 0 { words.agent.clone() } else { String::new() };
    Plan {
        id: id(random),
        place,
        measure,
        rhythm: Rhythm {
            often: Often::At(minutes.map(|time| time.hour() * 60 + time.minute()).collect()),
            weekdays: Rhythm::EVERY_DAY,
        },
        how: How { agent, ..how },
        executor: random.word(&words.cleaners).to_owned(),
        checker: random.word(&words.checkers).to_owned(),
        grace_min: 60,
        retired: false,
    }
}
