//! Supplies as rows: where every item stands on a day, and what happened to it.

use std::collections::BTreeMap;
use std::io::Write;

use super::course::within;
use super::{Count, ExportAsked, Key, Progress, Reader, text};
use crate::domain::day::rfc3339;
use crate::domain::daybook::Daybook;
use crate::domain::person::PersonId;
use crate::domain::supplies::{Moved, Position, SupplyBook, What, Whom};
use crate::exchange::write::{Cell, Writer};
use crate::station::bring::Brought;
use crate::station::supplies::judge;
use crate::station::{Error, StockField, StockPreview};
use crate::store;

pub(super) const SUPPLIES: &[Key] = &[
    ("item", 20.0),
    ("unit", 8.0),
    ("held", 12.0),
    ("minimum", 12.0),
    ("per_day", 12.0),
    ("days_left", 10.0),
    ("expiry", 12.0),
    ("low", 8.0),
    ("needed", 12.0),
];
pub(super) const MOVES: &[Key] = &[
    ("id", 38.0),
    ("at", 26.0),
    ("item", 20.0),
    ("unit", 8.0),
    ("move", 14.0),
    ("amount", 12.0),
    ("recipient", 20.0),
    ("heads", 8.0),
    ("expiry", 12.0),
    ("supplier", 20.0),
    ("note", 24.0),
];

impl Reader {
    /// Where every item stands at the end of the last day asked for, or today.
    pub(super) fn supplies<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>) -> Result<u64, Error> {
        let day = asked.to.unwrap_or_else(|| self.zone.day_of(self.now));
        let positions = self.supply_book()?.positions(day, self.zone);
        for position in &positions {
            item(writer, position)?;
        }
        Ok(u64::try_from(positions.len()).unwrap_or_default())
    }

    /// What happened to the stock, oldest first.
    pub(super) fn moves<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>, progress: Progress<'_>) -> Result<u64, Error> {
        let book = self.supply_book()?;
        let names: BTreeMap<PersonId, String> = self.chosen(asked)?.into_iter().map(|person| (person.id, person.name)).collect();
        let mut count = Count::of(book.all_moves().len(), progress);
        let mut rows = 0;
        for moved in book.all_moves() {
            if within(asked, self.zone.day_of(moved.at)) {
                self.moved(writer, &book, moved, &names)?;
                rows += 1;
            }
            count.another()?;
        }
        Ok(rows)
    }

    /// Judges every row of a list of stock as taking it would.
    pub fn preview_stock(&self, brought: &Brought<StockField>) -> Result<StockPreview, Error> {
        Ok(judge(&self.supply_book()?, brought, self.zone.day_of(self.now)))
    }

    fn supply_book(&self) -> Result<SupplyBook, Error> {
        let mut daybook = Daybook::default();
        store::daybook::each(&self.store, |note| daybook.take(&note))?;
        Ok(daybook.supplies)
    }

    fn moved<W: Write + Send>(
        &self,
        writer: &mut Writer<W>,
        book: &SupplyBook,
        moved: &Moved,
        names: &BTreeMap<PersonId, String>,
    ) -> Result<(), Error> {
        let (id, at) = (moved.id.0.to_string(), rfc3339(moved.at, self.zone.offset_min(moved.at)));
        let item = book.item(moved.one.item);
        let what = &moved.one.what;
        let (to, heads) = match what {
            What::Issued { to: Whom::Person(id), .. } => (names.get(id).map_or("", String::as_str), None),
            What::Issued {
                to: Whom::Team { name, heads },
                ..
            } => (name.as_str(), Some(*heads)),
            What::Issued {
                to: Whom::Place(place), ..
            } => (place.as_str(), None),
            What::Received { .. } | What::Counted { .. } | What::WrittenOff { .. } => ("", None),
        };
        let (expiry, supplier) = match what {
            What::Received { expiry, supplier, .. } => (expiry.map(|day| day.to_string()), supplier.as_str()),
            What::Issued { .. } | What::Counted { .. } | What::WrittenOff { .. } => (None, ""),
        };
        Ok(writer.row(&[
            text(&id),
            text(&at),
            text(item.map_or("", |item| &item.name)),
            text(item.map_or("", |item| &item.unit)),
            text(what.key()),
            amount(what.amount()),
            text(to),
            heads.map_or(Cell::Empty, |heads| Cell::Integer(heads.into())),
            text(expiry.as_deref().unwrap_or_default()),
            text(supplier),
            text(&moved.one.note),
        ])?)
    }
}

fn item<W: Write + Send>(writer: &mut Writer<W>, position: &Position) -> Result<(), Error> {
    let stock = &position.stock;
    let expiry = position.expiry().map(|day| day.to_string()).unwrap_or_default();
    Ok(writer.row(&[
        text(&stock.name),
        text(&stock.unit),
        amount(stock.held),
        amount(position.item.minimum),
        amount(stock.per_day),
        stock.days_left.map_or(Cell::Empty, |days| Cell::Integer(days.into())),
        text(&expiry),
        Cell::Bool(stock.low),
        amount(stock.needed),
    ])?)
}

/// Thousandths as a number with as many decimals as it needs.
fn amount(thousandths: i64) -> Cell<'static> {
    if thousandths % 1_000 == 0 {
        return Cell::Integer(thousandths / 1_000);
    }
    let decimals = [(100, 1), (10, 2)].into_iter().find(|(part, _)| thousandths % part == 0);
    Cell::Number {
        value: number(thousandths) / 1_000.0,
        decimals: decimals.map_or(3, |(_, decimals)| decimals),
    }
}

/// Exact: no amount has more than fifty-three bits.
#[expect(clippy::cast_precision_loss, reason = "amounts are bounded far below that")]
fn number(thousandths: i64) -> f64 {
    thousandths as f64
}
