//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::entry::EntryId;
use crate::domain::person::PersonId;
use crate::station::{Changed, LateLine};
use crate::ui::Scene;
use crate::ui::action::SheetsAsked;
use crate::ui::screens::sheets::{self, Wanted};

impl Desk {
    pub(super) fn sheets(&mut self, ctx: &Context, asked: SheetsAsked) {
        match asked {
            SheetsAsked::Print(wanted) => self.print_sheet(ctx, &wanted),
            SheetsAsked::Enter(line) => self.enter_late(ctx, &line),
            SheetsAsked::TakeBack(person, line) => self.take_back_late(ctx, person, line),
        }
    }

    fn print_sheet(&mut self, ctx: &Context, wanted: &Wanted) {
        let Some(Opened { station, view }) = &self.opened else { return };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        let table = sheets::table(&scene, wanted);
        let file = format!("{}-sheet-{}.pdf", wanted.day, wanted.kind.key());
        // A shift works with it while the power is out: nobody's leave is asked.
        if !self.note_out(ctx, super::paper::printed("sheet", table.rows.len())) {
            return;
        }
        self.print_to(ctx, &file, |station, path| station.print_table(&table, path));
    }

    /// What was typed stays where it could not be entered.
    fn enter_late(&mut self, ctx: &Context, line: &LateLine) {
        if let Some(done) = self.written(ctx, Changed::Register(line.person), |station| station.enter_late(line)) {
            self.screens.sheets.entered(line, &done);
        }
    }

    fn take_back_late(&mut self, ctx: &Context, person: PersonId, line: EntryId) {
        let taken = self.written(ctx, Changed::Register(person), |station| station.withdraw(line, ""));
        if taken.is_some() {
            self.screens.sheets.taken_back(line);
        }
    }
}
