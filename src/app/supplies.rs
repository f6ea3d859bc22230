//! What that screen asks for, done: an arm a line.

use std::path::PathBuf;

use eframe::egui::Context;

use super::bring::{pick, read};
use super::jobs::{Found, Meter, Purpose};
use super::{Desk, Opened};
use crate::station::bring::Brought;
use crate::station::out::Reader;
use crate::station::{Changed, Done, Error, Station, StockField};
use crate::ui::action::{BringAsked, SuppliesAsked};
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn supplies(&mut self, ctx: &Context, asked: SuppliesAsked) {
        match asked {
            SuppliesAsked::SaveItem(item) => {
                let id = item.id;
                let saved = |desk: &mut Self| {
                    desk.screens.supplies.choose(id);
                    desk.screens.supplies.written();
                };
                self.write(ctx, Changed::Daybook, |station| station.save_item(&item), saved);
            }
            SuppliesAsked::Move(one) => self.move_supply(ctx, |station| station.move_supply(one)),
            SuppliesAsked::Strike(moved, reason) => self.move_supply(ctx, |station| station.strike_move(moved, &reason)),
            SuppliesAsked::Stock(asked) => self.stock(ctx, asked),
        }
    }

    fn move_supply(&mut self, ctx: &Context, write: impl FnOnce(&mut Station) -> Result<Done<()>, Error>) {
        self.write(ctx, Changed::Daybook, write, |desk| desk.screens.supplies.written());
    }

    fn stock(&mut self, ctx: &Context, asked: BringAsked<StockField>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose a list of stock", |_| Ok(Found::File(Purpose::Stock, pick()))),
            BringAsked::Read(path) => self.read_stock(ctx, path),
            BringAsked::Match(column, field) => {
                let Some((mut brought, _)) = self.jobs.stock.take() else { return };
                brought.matching.set(column, field);
                self.judge_stock(ctx, move |_| Ok(brought));
            }
            BringAsked::Take => self.take_stock(ctx),
            BringAsked::Forget => self.jobs.stock = None,
        }
    }

    pub(super) fn read_stock(&mut self, ctx: &Context, path: PathBuf) {
        self.judge_stock(ctx, move |meter| read(&path, meter));
    }

    fn judge_stock(&mut self, ctx: &Context, brought: impl FnOnce(&Meter) -> Result<Brought<StockField>, Error> + Send + 'static) {
        let folder = self.folder.clone();
        self.start(ctx, "judge a list of stock", move |meter| {
            let brought = brought(meter)?;
            let preview = Reader::open(&folder)?.preview_stock(&brought)?;
            Ok(Found::Stock(brought, preview))
        });
    }

    /// A list of stock is short: it is taken in one transaction, without a thread.
    fn take_stock(&mut self, ctx: &Context) {
        let Some((brought, rows)) = self.jobs.stock.take() else { return };
        let (count, file) = (rows.len().to_string(), brought.file);
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.take_stock(&rows, &file) {
            Ok(Some(done)) => self.write(ctx, Changed::Daybook, |_| Ok(done), |_| {}),
            Ok(None) => {}
            Err(error) => return self.fail(ctx, &error),
        }
        self.screens.supplies.close();
        let said = self.text.with("supply-import-done", &[("rows", &count), ("file", &file)]);
        self.say(ctx, Tone::Clear, said);
    }
}
