//! Coverage (测温全覆盖): of everybody who has to be measured on a day, who was, and the names of who is missing.
//!
//! On duty counts who is planned for a shift that has begun, and whoever came in without a plan; who is known to be away or in
//! isolation is not on duty. Residents and the isolated are measured twice a day (rules.md, "Temperature").

use std::collections::{BTreeMap, HashMap};

use super::attendance::{self, Attended, Hours, Mark, State};
use super::day::{Day, Moment};
use super::declaration::Quarters;
use super::duty::{Absence, DutyBook};
use super::health::{At, Health, Standings};
use super::measured::Slot;
use super::person::{Kind, Person, PersonId, Status};
use super::rulebook::TemperatureRule;
use super::settings::DailySettings;
use super::temperature::Celsius;

/// A number of people who have to be measured, and those of them who were not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// A department, a shift, a gate; empty where it is not known.
    pub name: String,
    pub due: usize,
    pub missing: Vec<PersonId>,
}

impl Part {
    fn count(&mut self, person: PersonId, measured: bool) {
        self.due += 1;
        if !measured {
            self.missing.push(person);
        }
    }

    pub fn measured(&self) -> usize {
        self.due - self.missing.len()
    }

    /// Measured of a hundred, rounded down: 100 is everybody. `None` where nobody is due.
    pub fn percent(&self) -> Option<usize> {
        (self.measured() * 100).checked_div(self.due)
    }
}

/// Somebody's day on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub person: PersonId,
    /// Empty for who came without being planned.
    pub shift: String,
    pub attended: Attended,
    /// Why they are away, and how they are, where that is known.
    pub reason: String,
    pub health: String,
}

/// Everybody's day: who was here, and who was measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub day: Day,
    /// Everybody planned, then who came without a plan; as the roster stands.
    pub rows: Vec<Row>,
    pub total: Part,
    /// As the site lists its shifts; who came without a plan last, under no name.
    pub shifts: Vec<Part>,
    pub departments: Vec<Part>,
    /// By where they came in; who did not come last, under no name.
    pub gates: Vec<Part>,
    /// Who lives in a dormitory, morning and evening; `due` is 0 while a half is not due yet.
    pub residents: [Part; 2],
    /// Who isolates with us, morning and evening.
    pub isolated: [Part; 2],
    /// Who is away from duty; missing are those of whom nobody knows how they are.
    pub away: Part,
}

impl Coverage {
    /// Whether anybody was planned for a shift of the day.
    pub fn is_planned(&self) -> bool {
        self.rows.iter().any(|row| !row.shift.is_empty())
    }

    /// How many stand in a state.
    pub fn count(&self, state: State) -> usize {
        self.rows.iter().filter(|row| row.attended.state == state).count()
    }
}

/// What a day is counted from.
#[derive(Clone, Copy, Debug)]
pub struct Roll<'a> {
    pub at: At<'a>,
    pub daily: &'a DailySettings,
    pub temperature: &'a TemperatureRule,
    pub book: &'a DutyBook,
    pub standings: &'a Standings,
    /// The gates by their numbers.
    pub gates: &'a BTreeMap<i64, String>,
}

impl Roll<'_> {
    /// The moments whose lines of the register a day needs: from a long stay before it to the end of its latest shift.
    pub fn span(&self, day: Day) -> (Moment, Moment) {
        let (from, to) = self.at.zone.span(day, day.plus_days(1));
        (attendance::reach_back(from), to)
    }

    /// Counts a day. `marks` are the lines of [`Self::span`], oldest first.
    pub fn coverage<'p>(&self, people: impl IntoIterator<Item = &'p Person>, marks: &[Mark], day: Day) -> Coverage {
        let mut by_person: HashMap<PersonId, Vec<&Mark>> = HashMap::new();
        for mark in marks {
            by_person.entry(mark.person).or_default().push(mark);
        }
        let mut count = Counting::of(self, day);
        for person in people {
            let marks = by_person.get(&person.id).map_or(&[][..], Vec::as_slice);
            let health = self.standings.get(&person.id);
            if let Some(row) = self.row(person, health, marks, day) {
                count.row(person, row);
            }
            count.halves(person, health, marks);
        }
        count.done()
    }

    /// Somebody's day on duty; `None` for who is neither planned nor here.
    pub fn row(&self, person: &Person, health: Option<&Health>, marks: &[&Mark], day: Day) -> Option<Row> {
        let absence = absence(health, day);
        let shift = self.book.shift_on(person, day).filter(|_| belongs(person, health, day));
        let isolated = isolated(health, day).map(|_| State::Isolated);
        let excuse = isolated.or_else(|| absence.map(|_| State::Excused));
        let grace = (self.at.now, self.daily.grace_min);
        let attended = attendance::attend(self.hours(shift, day), marks, grace, excuse, |celsius| self.counts(celsius));
        let works = matches!(person.kind, Kind::Worker | Kind::Contractor);
        let came = works && attended.came_at.is_some_and(|came| self.at.zone.day_of(came) == day);
        let known_away = absence.is_some() && belongs(person, health, day);
        (shift.is_some() || came || known_away).then(|| Row {
            person: person.id,
            shift: shift.unwrap_or_default().to_owned(),
            attended,
            reason: absence.map(|absence| absence.reason.clone()).unwrap_or_default(),
            health: absence.map(|absence| absence.health.clone()).unwrap_or_default(),
        })
    }

    /// The hours of a shift; the whole day without one, and for one that the site no longer has.
    fn hours(&self, shift: Option<&str>, day: Day) -> Hours {
        let known = shift.and_then(|name| self.daily.shifts.iter().find(|shift| shift.name == name));
        let (from, to) = known.map_or_else(|| self.at.zone.span(day, day), |shift| shift.hours(day, self.at.zone));
        Hours {
            from,
            to,
            timed: known.is_some(),
        }
    }

    /// A reading that is too low measures nobody.
    fn counts(&self, celsius: Celsius) -> bool {
        !self.temperature.is_low(celsius)
    }
}

/// What is being counted.
struct Counting<'a> {
    roll: &'a Roll<'a>,
    coverage: Coverage,
    shifts: BTreeMap<String, Part>,
    departments: BTreeMap<String, Part>,
    gates: BTreeMap<String, Part>,
    /// Which halves of the day are due by now.
    due: [bool; 2],
}

impl<'a> Counting<'a> {
    fn of(roll: &'a Roll<'a>, day: Day) -> Self {
        let (today, hour) = (roll.at.today(), roll.at.zone.hour(roll.at.now));
        let due = Slot::ALL.map(|slot| day < today || (day == today && slot.is_due(&roll.at.rules.isolation, hour)));
        Self {
            roll,
            coverage: Coverage {
                day,
                ..Coverage::default()
            },
            shifts: BTreeMap::new(),
            departments: BTreeMap::new(),
            gates: BTreeMap::new(),
            due,
        }
    }

    fn row(&mut self, person: &Person, row: Row) {
        let attended = &row.attended;
        if attended.state.is_due() {
            let gate = attended.gate.and_then(|gate| self.roll.gates.get(&gate));
            let measured = attended.measured;
            for (parts, name) in [
                (&mut self.shifts, &row.shift),
                (&mut self.departments, department(person)),
                (&mut self.gates, gate.unwrap_or(&String::new())),
            ] {
                parts.entry(name.clone()).or_default().count(person.id, measured);
            }
            self.coverage.total.count(person.id, measured);
        }
        if attended.state.is_away() {
            self.coverage.away.count(person.id, attended.measured || !row.health.is_empty());
        }
        self.coverage.rows.push(row);
    }

    /// Morning and evening of who lives here or isolates with us.
    fn halves(&mut self, person: &Person, health: Option<&Health>, marks: &[&Mark]) {
        let day = self.coverage.day;
        let halves = match isolated(health, day) {
            Some(Quarters::Site | Quarters::Dormitory | Quarters::Home | Quarters::Central) => &mut self.coverage.isolated,
            None if resides(person, health, day) => &mut self.coverage.residents,
            Some(Quarters::Hospital) | None => return,
        };
        let at = &self.roll.at;
        for ((slot, part), due) in Slot::ALL.into_iter().zip(halves).zip(self.due) {
            let taken = |mark: &&&Mark| at.zone.day_of(mark.at) == day && Slot::of(&at.rules.isolation, at.zone.hour(mark.at)) == slot;
            let mut taken = marks.iter().filter(taken).filter_map(|mark| mark.celsius);
            if due {
                part.count(person.id, taken.any(|celsius| self.roll.counts(celsius)));
            }
        }
    }

    fn done(mut self) -> Coverage {
        let named = |parts: BTreeMap<String, Part>| {
            let mut parts: Vec<Part> = parts.into_iter().map(|(name, part)| Part { name, ..part }).collect();
            parts.sort_by_key(|part| part.name.is_empty());
            parts
        };
        self.coverage.departments = named(self.departments);
        self.coverage.gates = named(self.gates);
        self.coverage.shifts = named(self.shifts);
        let order = |name: &str| self.roll.daily.shifts.iter().position(|shift| shift.name == name);
        self.coverage
            .shifts
            .sort_by_key(|part| (part.name.is_empty(), order(&part.name).unwrap_or(usize::MAX)));
        self.coverage
    }
}

/// Where somebody works: their department, else the company they come from.
fn department(person: &Person) -> &String {
    if person.department.is_empty() {
        &person.unit
    } else {
        &person.department
    }
}

/// Whether somebody belonged here on a day: not before the day after their return, because that day they travel.
fn belongs(person: &Person, health: Option<&Health>, day: Day) -> bool {
    let returned = health
        .and_then(|health| health.declared.as_ref())
        .map(|(_, declared)| declared.return_date);
    person.status == Status::Active && returned.is_none_or(|returned| returned < day)
}

fn resides(person: &Person, health: Option<&Health>, day: Day) -> bool {
    !person.dormitory.is_empty() && person.kind != Kind::Visitor && belongs(person, health, day) && absence(health, day).is_none()
}

/// What was said last of why somebody is away on a day.
pub fn absence(health: Option<&Health>, day: Day) -> Option<&Absence> {
    let absences = health?.absences.iter().rev();
    absences.map(|(_, absence)| absence).find(|absence| absence.covers(day))
}

/// Where somebody isolates on a day.
fn isolated(health: Option<&Health>, day: Day) -> Option<Quarters> {
    let ran = health?.isolations.iter().rev().find(|isolation| {
        let over = isolation.released.as_ref().is_some_and(|release| release.on <= day);
        isolation.opened <= day && !over
    });
    ran.map(|isolation| isolation.quarters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::day::Zone;
    use crate::domain::daybook::{Daybook, Note, Noted};
    use crate::domain::duty::DutyPlan;
    use crate::domain::entry::EntryId;
    use crate::domain::rulebook::Rulebook;
    use crate::domain::screening::Direction;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    const NOON: i64 = 12 * 60;

    fn id(no: u128) -> PersonId {
        PersonId(Uuid::from_u128(no))
    }

    fn today() -> Day {
        Day::new(2020, 2, 7).unwrap_or_default()
    }

    fn at(minute: i64) -> Moment {
        Zone::DEFAULT.start_of(today()).plus_minutes(minute)
    }

    fn worker(no: u128, team: &str) -> Person {
        Person {
            id: id(no),
            team: team.into(),
            department: "采矿一队".into(),
            ..Person::default()
        }
    }

    fn came(no: u128, minute: i64, hundredths: Option<i32>) -> Mark {
        Mark {
            person: id(no),
            at: at(minute),
            live: true,
            passed: Some(Direction::In),
            celsius: hundredths.map(Celsius),
            gate: 1,
            ..Mark::default()
        }
    }

    fn absent(no: u128, health: &str) -> (PersonId, Health) {
        let absence = Absence {
            person: id(no),
            from: today(),
            to: today(),
            reason: "事假".into(),
            health: health.into(),
        };
        let absences = vec![(at(0), absence)];
        (
            id(no),
            Health {
                absences,
                ..Health::default()
            },
        )
    }

    /// 甲班 in the morning, 乙班 in the evening, counted at a minute of the day.
    fn counted(people: &[Person], marks: &[Mark], standings: &Standings, minute: i64) -> Coverage {
        let (book, rules, daily) = (Rulebook::shipped(), Rulebook::shipped().rules, DailySettings::default());
        let mut daybook = Daybook::default();
        for (team, shift) in [("甲班", "早班"), ("乙班", "中班")] {
            let noted = Noted::Duty(DutyPlan {
                from: today(),
                to: today(),
                shift: shift.into(),
                teams: vec![team.into()],
                ..DutyPlan::default()
            });
            daybook.take(&Note {
                id: EntryId(Uuid::nil()),
                seq: 1,
                at: at(0),
                noted,
            });
        }
        let roll = Roll {
            at: At {
                rules: &rules,
                zone: Zone::DEFAULT,
                now: at(minute),
            },
            daily: &daily,
            temperature: &book.temperature,
            book: &daybook.duty,
            standings,
            gates: &BTreeMap::from([(1, "南门".to_owned())]),
        };
        roll.coverage(people, marks, today())
    }

    fn said(parts: &[Part]) -> Vec<(&str, usize, usize)> {
        parts.iter().map(|part| (part.name.as_str(), part.measured(), part.due)).collect()
    }

    #[test]
    fn measured_of_those_on_duty_with_the_names_of_who_is_missing() {
        let mut people: Vec<Person> = (1..=5).map(|no| worker(no, "甲班")).collect();
        people.push(worker(6, "乙班"));
        people.push(worker(7, ""));
        let marks = [
            came(1, 460, Some(3650)),
            came(2, 470, None),
            came(3, 475, Some(3300)),
            came(7, 500, Some(3650)),
        ];
        let coverage = counted(&people, &marks, &Standings::from([absent(4, "")]), NOON);
        assert_eq!(said(std::slice::from_ref(&coverage.total)), [("", 2, 5)]);
        assert_eq!(coverage.total.missing, [id(2), id(3), id(5)], "not measured, too low, not come");
        assert_eq!(said(&coverage.shifts), [("早班", 1, 4), ("", 1, 1)], "the evening has not begun");
        assert_eq!(said(&coverage.departments), [("采矿一队", 2, 5)]);
        assert_eq!(said(&coverage.gates), [("南门", 2, 4), ("", 0, 1)]);
        assert_eq!((coverage.away.due, &coverage.away.missing), (2, &vec![id(4), id(5)]));
        assert_eq!(coverage.count(State::NotYet), 1);
        let told = counted(&people, &marks, &Standings::from([absent(4, "体温 36.4，无不适")]), NOON);
        assert_eq!(told.away.missing, [id(5)]);
    }

    #[test]
    fn residents_are_measured_twice_a_day() {
        let resident = Person {
            dormitory: "3-412".into(),
            ..worker(1, "丙班")
        };
        let marks = [came(1, 470, Some(3650))];
        let coverage = |minute| counted(std::slice::from_ref(&resident), &marks, &Standings::new(), minute);
        let halves = |minute| coverage(minute).residents.map(|part| (part.measured(), part.due));
        assert_eq!(halves(NOON), [(1, 1), (0, 0)]);
        assert_eq!(halves(20 * 60), [(1, 1), (0, 1)]);
        let away = counted(std::slice::from_ref(&resident), &[], &Standings::from([absent(1, "")]), NOON);
        assert_eq!(away.residents[0].due, 0, "who is away is not in the dormitory");
    }

    #[test]
    fn who_is_not_back_yet_is_not_on_duty() -> Checked {
        use crate::domain::declaration::Declaration;
        for (returned, due) in [("2020-02-06", 1), ("2020-02-07", 0), ("2020-02-09", 0)] {
            let declared = Declaration::blank(id(1), returned.parse()?, today());
            let health = Health {
                declared: Some((at(0), declared)),
                ..Health::default()
            };
            let coverage = counted(&[worker(1, "甲班")], &[], &Standings::from([(id(1), health)]), NOON);
            assert_eq!(coverage.total.due, due, "{returned}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn measured_and_missing_are_those_who_are_due(
            teams in proptest::collection::vec(0_usize..3, 0..12),
            lines in proptest::collection::vec((0_u128..12, 0_i64..2000, proptest::option::of(3200..3900)), 0..30),
            minute in 0_i64..1440,
        ) {
            let names = ["甲班", "乙班", ""];
            let people: Vec<Person> = (0..).zip(&teams).map(|(no, team)| worker(no, names[*team])).collect();
            let mut marks: Vec<Mark> = lines.iter().map(|(no, minute, celsius)| came(*no, *minute, *celsius)).collect();
            marks.sort_by_key(|mark| mark.at);
            let coverage = counted(&people, &marks, &Standings::from([absent(1, "")]), minute);
            let parts = || coverage.shifts.iter().chain(&coverage.departments).chain(&coverage.gates);
            for part in parts().chain(&coverage.residents).chain([&coverage.total, &coverage.away]) {
                prop_assert_eq!(part.measured() + part.missing.len(), part.due);
                prop_assert!(part.percent().is_none_or(|percent| percent <= 100));
                prop_assert!(part.percent() != Some(100) || part.missing.is_empty());
            }
            for parts in [&coverage.shifts, &coverage.departments, &coverage.gates] {
                prop_assert_eq!(parts.iter().map(|part| part.due).sum::<usize>(), coverage.total.due);
            }
        }
    }
}
