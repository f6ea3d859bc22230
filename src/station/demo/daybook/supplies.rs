//! What comes into the store and what is used: deliveries, teams by head count, places, one count that differs.

use serde::Deserialize;
use uuid::Uuid;

use super::Area;
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Noted;
use crate::domain::person::{PersonId, Status};
use crate::domain::supplies::amount::ONE;
use crate::domain::supplies::{Item, Move, What, Whom};
use crate::station::demo::gate::Gate;
use crate::station::demo::random::Random;

/// Minutes after midnight: the store opens, places fetch theirs, deliveries come, the store is counted.
const OPENS: i64 = 6 * 60 + 30;
const FETCHED: i64 = 9 * 60;
const DELIVERED: i64 = 14 * 60;
const COUNTED: i64 = 17 * 60;
/// When the teams and the day's work get theirs, a quarter of an hour before their shifts.
const SHIFTS: [i64; 4] = [7 * 60 + 45, 15 * 60 + 45, 23 * 60 + 45, 7 * 60 + 50];
/// How many are scanned one by one on the last morning; the rest of their team by head count.
const SCANNED: usize = 12;

/// The file of what the store keeps.
#[derive(Debug, Deserialize)]
struct Kept {
    items: Vec<Ware>,
    count: Happening,
    written_off: Happening,
}

/// An item. Amounts are for every hundred people.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ware {
    name: String,
    unit: String,
    minimum: i64,
    days: u32,
    ration: i64,
    strength: u32,
    millilitres: i64,
    start: i64,
    /// Days after the last day of the plant.
    expires: Option<u32>,
    supplier: String,
    deliveries: Vec<(i64, i64)>,
    daily: Vec<(String, i64)>,
}

/// Something that happens to an item once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Happening {
    item: String,
    day: i64,
    #[serde(alias = "missing")]
    amount: i64,
    why: String,
}

/// An item on the shelf of the invented plant.
#[derive(Clone, Copy, Debug)]
pub(in crate::station::demo) struct Shelved {
    item: Uuid,
    /// In whole units.
    held: i64,
}

/// The file is part of the program, and a test reads it.
fn kept() -> Kept {
    toml::from_str(include_str!("../../../../assets/demo/supplies.toml")).expect("the shipped store is read in a test")
}

impl Gate<'_> {
    pub(super) fn plan_supplies(&mut self, day: Day) {
        let kept = kept();
        let number = day.days_since(self.first);
        let mut random = self.numbers(Area::Supplies, day);
        if number == 0 {
            self.open_store(&kept, day);
        }
        for (no, ware) in kept.items.iter().enumerate() {
            if ware.ration > 0 {
                self.hand_out(no, day, &mut random);
            }
            for (place, amount) in &ware.daily {
                let usual = self.scaled(*amount);
                let more = i32::try_from(usual / 5).unwrap_or(0);
                let wanted = usual + i64::from(random.between(-more, more));
                let at = self.minute(day, FETCHED + i64::from(random.between(0, 60)));
                self.issue(no, at, wanted, Whom::Place(place.clone()));
            }
            for (_, amount) in ware.deliveries.iter().filter(|(on, _)| *on == number) {
                let at = self.minute(day, DELIVERED + i64::from(random.between(0, 60)));
                self.receive(no, ware, at, self.scaled(*amount));
            }
        }
        let named = |happening: &Happening| kept.items.iter().position(|ware| ware.name == happening.item);
        if let Some(no) = named(&kept.count).filter(|_| kept.count.day == number) {
            self.count(no, day, &kept.count);
        }
        if let Some(no) = named(&kept.written_off).filter(|_| kept.written_off.day == number) {
            let amount = self.taken(no, kept.written_off.amount);
            let what = What::WrittenOff { amount: amount * ONE };
            self.move_supply(no, self.minute(day, COUNTED), what, &kept.written_off.why);
        }
    }

    /// What is for every hundred people, for as many as there are.
    fn scaled(&self, amount: i64) -> i64 {
        let people = i64::try_from(self.members.len()).unwrap_or(i64::MAX);
        (amount * people / 100).max(1)
    }

    /// The store opens: every item, and what is there of it.
    fn open_store(&mut self, kept: &Kept, day: Day) {
        let opens = self.minute(day, OPENS);
        for (ware, no) in kept.items.iter().zip(0_i64..) {
            let at = opens.plus_secs(20 * no);
            let item = Item {
                id: self.draft.id(at),
                name: ware.name.clone(),
                unit: ware.unit.clone(),
                minimum: self.scaled(ware.minimum) * ONE * i64::from(ware.minimum > 0),
                days: ware.days,
                ration: ware.ration * ONE,
                strength: ware.strength,
                millilitres: ware.millilitres,
                retired: false,
            };
            self.shelves.push(Shelved { item: item.id, held: 0 });
            self.note(at, Noted::Item(item));
        }
        for (no, ware) in kept.items.iter().enumerate() {
            let at = opens.plus_minutes(5 + i64::try_from(no).unwrap_or(0));
            self.receive(no, ware, at, self.scaled(ware.start));
        }
    }

    /// The teams get theirs by head count; on the last morning some of the day's work are scanned.
    fn hand_out(&mut self, no: usize, day: Day, random: &mut Random) {
        let [first, second, third] = &self.words.teams;
        let teams = [first, second, third, &self.words.day_team].map(String::clone);
        for (team, minutes) in teams.into_iter().zip(SHIFTS) {
            let there = self.on_duty(&team, day);
            let at = self.minute(day, minutes);
            let scanned = day == self.last && minutes == SHIFTS[3];
            let one_by_one = there.iter().take(if scanned { SCANNED } else { 0 });
            for (person, seconds) in one_by_one.zip((0_i64..).map(|one| one * 7)) {
                self.issue(no, at.plus_minutes(5).plus_secs(seconds), 1, Whom::Person(*person));
            }
            let left = there.len().saturating_sub(if scanned { SCANNED } else { 0 });
            let heads = u32::try_from(left)
                .unwrap_or(0)
                .saturating_sub(u32::try_from(random.between(0, 3)).unwrap_or(0));
            self.issue(no, at, heads.into(), Whom::Team { name: team, heads });
        }
    }

    /// Who of a team is at the plant.
    fn on_duty(&self, team: &str, day: Day) -> Vec<PersonId> {
        let there = self.standings.iter().filter(|standing| {
            let here = standing.person.status == Status::Active && standing.returns.is_none_or(|back| back < day);
            here && standing.known && standing.person.team == team && standing.off_until.is_none_or(|until| until < day)
        });
        there.map(|standing| standing.person.id).collect()
    }

    fn receive(&mut self, no: usize, ware: &Ware, at: Moment, units: i64) {
        if let Some(shelved) = self.shelves.get_mut(no) {
            shelved.held += units;
        }
        let what = What::Received {
            amount: units * ONE,
            expiry: ware.expires.map(|days| self.last.plus_days(days)),
            supplier: ware.supplier.clone(),
        };
        self.move_supply(no, at, what, "");
    }

    /// Issues what is wanted, or what is left of it.
    fn issue(&mut self, no: usize, at: Moment, wanted: i64, to: Whom) {
        let units = self.taken(no, wanted);
        if units > 0 {
            self.move_supply(no, at, What::Issued { amount: units * ONE, to }, "");
        }
    }

    fn count(&mut self, no: usize, day: Day, count: &Happening) {
        self.taken(no, count.amount);
        let found = self.shelves.get(no).map_or(0, |shelved| shelved.held);
        let what = What::Counted { found: found * ONE };
        self.move_supply(no, self.minute(day, COUNTED), what, &count.why);
    }

    /// Takes so many units from the shelf, or as many as there are.
    fn taken(&mut self, no: usize, wanted: i64) -> i64 {
        let Some(shelved) = self.shelves.get_mut(no) else { return 0 };
        let units = wanted.min(shelved.held);
        shelved.held -= units;
        units
    }

    fn move_supply(&mut self, no: usize, at: Moment, what: What, note: &str) {
        let Some(shelved) = self.shelves.get(no) else { return };
        let one = Move {
            item: shelved.item,
            what,
            note: note.to_owned(),
        };
        self.note(at, Noted::Move(one));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::daybook::Note;
    use crate::domain::supplies::{Objection, SupplyBook};
    use crate::station::demo::{Plan, demo};
    use crate::station::{Station, SystemClock};
    use crate::store;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// The notes as they come, each held against the book before it.
    fn against(station: &Station) -> Result<Vec<Objection>, Box<dyn std::error::Error>> {
        let mut notes: Vec<Note> = Vec::new();
        store::daybook::each(&station.store, |note| notes.push(note))?;
        let (zone, mut daybook, mut objections) = (station.card().zone, crate::domain::daybook::Daybook::default(), Vec::new());
        for note in notes {
            let book: &SupplyBook = &daybook.supplies;
            if let Noted::Move(one) = &note.noted {
                objections.extend(book.objects_to(one, zone.day_of(note.at), zone));
            }
            daybook.take(&note);
        }
        Ok(objections)
    }

    #[test]
    fn the_store_of_the_plant_is_one_the_station_could_have_written() -> Checked {
        assert_eq!(kept().items.len(), 9);
        let folder = tempfile::tempdir()?;
        let plan = Plan {
            people: 300,
            ..Plan::default()
        };
        demo(folder.path(), &plan, &|_| {})?;
        let station = Station::open(folder.path(), Box::new(SystemClock))?;
        assert_eq!(against(&station)?, []);
        let view = station.view()?;
        let low: Vec<&str> = view
            .supplies
            .iter()
            .filter(|one| one.stock.low)
            .map(|one| one.stock.name.as_str())
            .collect();
        assert_eq!(low, ["75%酒精"]);
        let soon: Vec<&str> = view
            .supplies
            .iter()
            .filter(|one| one.expires_soon())
            .map(|one| one.stock.name.as_str())
            .collect();
        assert_eq!(soon, ["防护服"]);
        let masks = view.supplies.iter().find(|one| one.item.ration > 0).ok_or("no masks")?;
        assert!(
            masks.days.iter().any(|line| line.held == 0 && line.used == 0),
            "a day without stock"
        );
        Ok(())
    }
}
