//! What the headquarters screen asks for, done: an arm a line.

use std::rc::Rc;

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::day::Day;
use crate::domain::entry::EntryId;
use crate::domain::group::UnitId;
use crate::domain::layout::Layout;
use crate::domain::report::Figure;
use crate::station::{Error, Station};
use crate::ui::action::HeadquartersAsked;
use crate::ui::{Scene, forms};

impl Desk {
    pub(super) fn headquarters(&mut self, ctx: &Context, asked: HeadquartersAsked) {
        let done = match asked {
            HeadquartersAsked::Look => self.look_at_group(),
            HeadquartersAsked::Read(unit, day) => self.read_unit(&unit, day),
            HeadquartersAsked::Behind(report, figure) => self.look_behind(report, figure),
            HeadquartersAsked::Consolidate(day) => self.consolidate(day),
        };
        if let Err(error) = done {
            self.fail(ctx, &error);
        }
        ctx.request_repaint();
    }

    fn asks<T>(&self, ask: impl FnOnce(&Station) -> Result<T, Error>) -> Result<Option<T>, Error> {
        self.opened.as_ref().map(|opened| ask(&opened.station)).transpose()
    }

    fn look_at_group(&mut self) -> Result<(), Error> {
        self.screens.headquarters.let_go();
        if let Some(group) = self.asks(Station::group)? {
            self.screens.headquarters.show(group);
        }
        Ok(())
    }

    fn read_unit(&mut self, unit: &UnitId, day: Day) -> Result<(), Error> {
        if let Some(sent) = self.asks(|station| station.sent(unit, day))?.flatten() {
            self.screens.headquarters.show_sent(sent);
        }
        Ok(())
    }

    fn look_behind(&mut self, report: EntryId, figure: Figure) -> Result<(), Error> {
        if let Some(behind) = self.asks(|station| station.people_behind(report, figure))? {
            self.screens.headquarters.show_behind(figure, behind);
        }
        Ok(())
    }

    /// The consolidated report in the layout of the daily report, whose file somebody then chooses.
    fn consolidate(&mut self, day: Day) -> Result<(), Error> {
        let Some(Opened { station, view }) = &self.opened else {
            return Ok(());
        };
        let all = station.consolidated(day)?;
        let text = Rc::clone(&self.text);
        let scene = Scene {
            view,
            text: &text,
            now: station.now(),
        };
        let layouts = Layout::offered(view.daybook.reports.layouts());
        let form = layouts.iter().find_map(|layout| forms::group_form(&scene, layout, &all));
        if let Some(form) = form {
            self.screens.headquarters.show_form(form, format!("{day}-group"));
        }
        Ok(())
    }
}
