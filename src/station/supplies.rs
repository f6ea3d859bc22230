//! Supplies: received, issued, counted, written off; and a list of stock taken in whole.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::bring::Brought;
use super::{Done, Error, Refused, RowFault, Station, View};
use crate::domain::day::{Day, Zone};
use crate::domain::daybook::{Noted, Struck};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::rights::Right;
use crate::domain::supplies::{Item, Move, Objection, SupplyBook, What};
use crate::exchange::columns::Meaning as _;
pub use crate::exchange::stock::{StockField, StockRow};

/// What taking a list of stock would do.
#[derive(Clone, Debug, Default)]
pub struct StockPreview {
    pub rows: Vec<StockRow>,
    /// How many of them are about an item known already: its stock is counted, not added to.
    pub known: usize,
    pub refused: Vec<Refused>,
}

impl View {
    /// Where every item stands now.
    pub(super) fn take_stock(&mut self) {
        self.supplies = self.daybook.supplies.positions(self.day, self.card.zone);
    }
}

impl Station {
    fn supply_day(&self) -> (Day, Zone) {
        let zone = self.card().zone;
        (zone.day_of(self.now()), zone)
    }

    /// Writes down a new item, or what has changed about one.
    pub fn save_item(&mut self, item: &Item) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let item = Item {
            name: item.name.trim().to_owned(),
            unit: item.unit.trim().to_owned(),
            ..*item
        };
        allowed(self.daybook()?.supplies.objects_to_item(&item))?;
        self.note(Noted::Item(item), None)
    }

    /// Writes down what came, went, was found or was thrown away.
    pub fn move_supply(&mut self, one: Move) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let (day, zone) = self.supply_day();
        allowed(self.daybook()?.supplies.objects_to(&one, day, zone))?;
        let note = one.note.trim().to_owned();
        self.note(Noted::Move(Move { note, ..one }), None)
    }

    /// Takes a move back; both stay in the journal.
    pub fn strike_move(&mut self, moved: EntryId, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let (day, zone) = self.supply_day();
        allowed(self.daybook()?.supplies.objects_to_strike(moved, day, zone))?;
        let reason = reason.trim().to_owned();
        self.note(Noted::Struck(Struck { reason }), Some(moved))
    }

    /// Judges every row of a list of stock as taking it would, and writes nothing.
    pub fn preview_stock(&self, brought: &Brought<StockField>) -> Result<StockPreview, Error> {
        Ok(judge(&self.daybook()?.supplies, brought, self.supply_day().0))
    }

    /// Takes the rows of a list of stock, all of them at once. What is new is received; of what is known the list is a count.
    /// `None` where everything stands as the list says already.
    pub fn take_stock(&mut self, rows: &[StockRow], file: &str) -> Result<Option<Done<()>>, Error> {
        self.need(Right::Import)?;
        let (day, zone) = self.supply_day();
        let daybook = self.daybook()?;
        let book = &daybook.supplies;
        let mut entries = Vec::new();
        let mut done = BTreeSet::new();
        for row in rows.iter().filter(|row| done.insert(row.item.clone())) {
            let same: Vec<&StockRow> = rows.iter().filter(|other| other.item == row.item).collect();
            entries.extend(of_item(book, &same, file, (day, zone)));
        }
        if entries.is_empty() {
            return Ok(None);
        }
        self.write_all(entries.into_iter().map(Entry::Noted).collect()).map(Some)
    }
}

fn allowed(objection: Option<Objection>) -> Result<(), Error> {
    objection.map_or(Ok(()), |objection| Err(Error::Supply(objection)))
}

/// Every row, with the unit that its item has here or further up; a row that calls it by another unit is refused.
pub(super) fn judge(book: &SupplyBook, brought: &Brought<StockField>, day: Day) -> StockPreview {
    let mut preview = StockPreview::default();
    for row in &brought.sheet.rows {
        let read = brought.matching.stock(row, day);
        let judged = read.and_then(|stock| with_unit(book, &preview.rows, stock));
        match judged {
            Ok(stock) => {
                preview.known += usize::from(book.named(&stock.item).is_some());
                preview.rows.push(stock);
            }
            Err((field, code)) => preview.refused.push(Refused {
                row: row.number,
                why: RowFault::Cell { field: field.key(), code },
            }),
        }
    }
    preview
}

fn with_unit(book: &SupplyBook, above: &[StockRow], mut row: StockRow) -> Result<StockRow, (StockField, &'static str)> {
    let known = book.named(&row.item).map(|item| item.unit.as_str());
    let unit = known.or_else(|| above.iter().find(|other| other.item == row.item).map(|other| other.unit.as_str()));
    match unit {
        Some(unit) if row.unit.is_empty() => unit.clone_into(&mut row.unit),
        Some(unit) if unit != row.unit => return Err((StockField::Unit, "other-unit")),
        None if row.unit.is_empty() => return Err((StockField::Unit, "missing")),
        Some(_) | None => {}
    }
    Ok(row)
}

/// What the rows about one item change.
fn of_item(book: &SupplyBook, rows: &[&StockRow], file: &str, (day, zone): (Day, Zone)) -> Vec<Noted> {
    let Some(first) = rows.first() else { return Vec::new() };
    let known = book.named(&first.item);
    let mut item = known.cloned().unwrap_or_else(|| Item {
        id: Uuid::now_v7(),
        name: first.item.clone(),
        unit: first.unit.clone(),
        ..Item::default()
    });
    for row in rows {
        item.minimum = row.minimum.unwrap_or(item.minimum);
        item.days = row.days.unwrap_or(item.days);
        item.ration = row.ration.unwrap_or(item.ration);
    }
    let (id, changed) = (item.id, known != Some(&item));
    let mut notes: Vec<Noted> = changed.then_some(Noted::Item(item)).into_iter().collect();
    let moved = |what, note: &str| {
        Noted::Move(Move {
            item: id,
            what,
            note: note.to_owned(),
        })
    };
    if known.is_some() {
        let found = rows.iter().filter_map(|row| row.held).reduce(i64::saturating_add);
        let held = book.held(id, day, zone);
        notes.extend(
            found
                .filter(|found| *found != held)
                .map(|found| moved(What::Counted { found }, file)),
        );
        return notes;
    }
    let filled = rows.iter().filter_map(|row| Some((row.held.filter(|held| *held > 0)?, row)));
    notes.extend(filled.map(|(amount, row)| {
        let (expiry, supplier) = (row.expiry, row.supplier.clone());
        moved(What::Received { amount, expiry, supplier }, &row.note)
    }));
    notes
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::domain::day::Moment;
    use crate::domain::person::PersonId;
    use crate::domain::supplies::amount::ONE;
    use crate::domain::supplies::{Position, Whom};
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    /// 7 February 2020, 08:00 in Shanghai.
    const MORNING: Moment = Moment(1_581_033_600_000);

    fn station() -> Result<(Station, FixedClock, TempDir), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        Ok((station, clock, folder))
    }

    fn masks() -> Item {
        Item {
            id: Uuid::from_u128(1),
            name: " 口罩 ".into(),
            unit: "只".into(),
            minimum: 10 * ONE,
            ration: ONE,
            ..Item::default()
        }
    }

    fn moved(what: What, note: &str) -> Move {
        Move {
            item: masks().id,
            what,
            note: note.into(),
        }
    }

    fn received(units: i64) -> What {
        What::Received {
            amount: units * ONE,
            expiry: None,
            supplier: "县疾控".into(),
        }
    }

    fn position(station: &Station) -> Result<Position, Box<dyn std::error::Error>> {
        Ok(station.view()?.supplies.into_iter().next().ok_or("no item")?)
    }

    fn code<T>(outcome: Result<T, Error>) -> &'static str {
        outcome.err().map_or("", |error| error.code())
    }

    #[test]
    fn what_is_received_issued_counted_and_struck_is_there_after_a_rebuild() -> Checked {
        let (mut station, clock, _folder) = station()?;
        station.save_item(&masks())?;
        assert_eq!(
            code(station.save_item(&Item {
                id: Uuid::nil(),
                ..masks()
            })),
            "supply-taken"
        );
        station.move_supply(moved(received(30), ""))?;
        let to = |no| What::Issued {
            amount: ONE,
            to: Whom::Person(PersonId(Uuid::from_u128(no))),
        };
        let first = station.move_supply(moved(to(7), ""))?;
        assert_eq!(code(station.move_supply(moved(to(7), ""))), "supply-rationed");
        station.strike_move(first.id, "扫错了")?;
        station.move_supply(moved(to(7), ""))?;
        clock.set(MORNING.plus_minutes(24 * 60));
        station.move_supply(moved(to(7), ""))?;
        assert_eq!(
            code(station.move_supply(moved(What::Counted { found: 25 * ONE }, ""))),
            "supply-differs"
        );
        station.move_supply(moved(What::Counted { found: 25 * ONE }, "少了三只"))?;
        assert_eq!(
            code(station.move_supply(moved(What::WrittenOff { amount: 26 * ONE }, "破损"))),
            "supply-short"
        );
        station.move_supply(moved(What::WrittenOff { amount: 20 * ONE }, "受潮"))?;
        let position = position(&station)?;
        assert_eq!((position.stock.name.as_str(), position.stock.held), ("口罩", 5 * ONE));
        assert!(position.stock.low);
        assert!(station.check()?.rebuild_equals_live);
        Ok(())
    }

    #[test]
    fn a_delivery_that_is_used_already_cannot_be_taken_back() -> Checked {
        let (mut station, _, _folder) = station()?;
        station.save_item(&masks())?;
        let delivery = station.move_supply(moved(received(30), ""))?;
        station.move_supply(moved(What::WrittenOff { amount: 5 * ONE }, "破损"))?;
        assert_eq!(code(station.strike_move(delivery.id, "")), "supply-strike-short");
        assert_eq!(position(&station)?.stock.held, 25 * ONE);
        Ok(())
    }

    #[test]
    fn a_list_of_stock_taken_twice_changes_nothing_the_second_time() -> Checked {
        let (mut station, _, folder) = station()?;
        let path = folder.path().join("库存.csv");
        let list =
            "物资名称,单位,库存,最低库存,有效期\n口罩,只,300,100,2020-12-31\n口罩,,200,,2021-06-30\n酒精,瓶,12,20,\n酒精,箱,1,,\n,只,4,,\n";
        std::fs::write(&path, list)?;
        for (held, entries) in [([12, 500], 5), ([12, 500], 0)] {
            let before = station.check()?.entries;
            let brought = Brought::read(&path, &|_, _| {}, &|| false)?;
            let preview = station.preview_stock(&brought)?;
            let refused: Vec<u32> = preview.refused.iter().map(|refused| refused.row).collect();
            assert_eq!((preview.rows.len(), refused), (3, vec![5, 6]));
            let taken = station.take_stock(&preview.rows, &brought.file)?;
            assert_eq!(taken.is_some(), entries > 0);
            assert_eq!(station.check()?.entries - before, entries);
            let positions = station.view()?.supplies;
            assert_eq!(
                positions.iter().map(|position| position.stock.held / ONE).collect::<Vec<_>>(),
                held,
                "what is low stands first"
            );
        }
        Ok(())
    }
}
