//! What that screen asks for, done: an arm a line.

use std::path::PathBuf;

use eframe::egui::Context;

use super::bring::{pick, read};
use super::jobs::{Found, Meter, Purpose};
use super::{Desk, Opened};
use crate::domain::day::Day;
use crate::domain::duty::{Absence, DutyPlan, Whose};
use crate::station::bring_duty::{DutySheet, Planned};
use crate::station::out::Reader;
use crate::station::{Changed, Error, NewReading};
use crate::ui::action::{BringAsked, DutyAsked};
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn duty(&mut self, ctx: &Context, asked: DutyAsked) {
        match asked {
            DutyAsked::Look(day) => self.look_at_duty(ctx, day),
            DutyAsked::Plan(plan) => self.plan_duty(ctx, plan),
            DutyAsked::Repeat(whose, from) => self.repeat_week(ctx, &whose, from),
            DutyAsked::Absent(absence, told) => self.note_absence(ctx, absence, told),
            DutyAsked::Bring(asked) => self.bring_duty(ctx, asked),
            DutyAsked::Strike(note) => self.write(ctx, Changed::Daybook, |station| station.strike(note, ""), |_| {}),
        }
    }

    fn look_at_duty(&mut self, ctx: &Context, day: Day) {
        let Some(Opened { station, view }) = &self.opened else { return };
        match station.duty_day(view, day) {
            Ok(found) => self.screens.duty.show(found),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn plan_duty(&mut self, ctx: &Context, plan: DutyPlan) {
        if let Some(done) = self.written(ctx, Changed::Daybook, |station| station.plan_duty(plan)) {
            self.screens.duty.planned(done.id);
        }
    }

    fn repeat_week(&mut self, ctx: &Context, whose: &[Whose], from: Day) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.repeat_week(whose, from) {
            Err(Error::NothingToWrite) => {
                let said = self.text.get("duty-nothing-to-repeat").to_owned();
                self.say(ctx, Tone::Report, said);
            }
            done => self.write(ctx, Changed::Daybook, |_| done, |_| {}),
        }
    }

    fn note_absence(&mut self, ctx: &Context, absence: Absence, told: Option<NewReading>) {
        let person = absence.person;
        let written = self.written(ctx, Changed::Course(person), |station| station.note_absence(absence, told));
        if written.is_some() {
            self.reread(ctx, Changed::Register(person));
            self.screens.duty.noted();
        }
    }

    fn bring_duty(&mut self, ctx: &Context, asked: BringAsked<Planned>) {
        match asked {
            BringAsked::Choose => self.start(ctx, "choose a duty plan", |_| Ok(Found::File(Purpose::Duty, pick()))),
            BringAsked::Read(path) => self.read_duty(ctx, path),
            BringAsked::Match(column, field) => {
                let Some((mut brought, _)) = self.jobs.duty.clone() else { return };
                brought.matching.set(column, field);
                let (folder, today) = (self.folder.clone(), self.today());
                self.start(ctx, "judge a duty plan", move |meter| {
                    previewed(&Reader::open(&folder)?, brought, today, meter)
                });
            }
            BringAsked::Take => self.take_duty(ctx),
            BringAsked::Forget => self.jobs.duty = None,
        }
    }

    pub(super) fn read_duty(&mut self, ctx: &Context, path: PathBuf) {
        let (folder, today) = (self.folder.clone(), self.today());
        self.start(ctx, "read a duty plan", move |meter| {
            let brought: DutySheet = read(&path, meter)?;
            previewed(&Reader::open(&folder)?, brought.with_days(today), today, meter)
        });
    }

    fn take_duty(&mut self, ctx: &Context) {
        let Some((brought, preview)) = self.jobs.duty.take() else { return };
        let rows = preview.rows.to_string();
        let taken = self.written(ctx, Changed::Daybook, |station| station.take_duty(preview));
        self.screens.duty.imported();
        if taken.is_some() {
            let said = self.text.with("duty-import-done", &[("rows", &rows), ("file", &brought.file)]);
            self.say(ctx, Tone::Clear, said);
        }
    }
}

/// A duty plan with what it would bring, unless nobody wants it any more.
fn previewed(reader: &Reader, brought: DutySheet, today: Day, meter: &Meter) -> Result<Found, Error> {
    let preview = reader.preview_duty(&brought, today)?;
    if meter.is_stopped() {
        Err(Error::Stopped)
    } else {
        Ok(Found::Duty(brought, preview))
    }
}
