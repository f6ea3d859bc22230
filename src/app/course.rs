//! What the screens ask for the course of people, done: an arm a line.

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::declaration::Declaration;
use crate::domain::entry::Taken;
use crate::domain::person::PersonId;
use crate::station::{Changed, Done, Error, Member, NewReading, Station};
use crate::ui::Scene;
use crate::ui::action::CourseAsked;
use crate::ui::screens::Screen;

impl Desk {
    pub(super) fn course(&mut self, ctx: &Context, asked: CourseAsked) {
        match asked {
            CourseAsked::Declare(form, family) => self.declare(ctx, *form, family),
            CourseAsked::FileOuting(new, by) => self.put_form(ctx, new.person, |station| station.file_outing(&new, by)),
            CourseAsked::DecideOuting {
                person,
                outing,
                approved,
                by,
                reason,
            } => self.put_form(ctx, person, |station| station.decide_outing(person, outing, approved, by, &reason)),
            CourseAsked::ExtendOuting {
                person,
                outing,
                due,
                by,
                reason,
            } => self.put_form(ctx, person, |station| station.extend_outing(person, outing, due, by, &reason)),
            CourseAsked::CancelOuting {
                person,
                outing,
                by,
                reason,
            } => self.put_form(ctx, person, |station| station.cancel_outing(person, outing, by, &reason)),
            CourseAsked::AskTrip { person, outing, trip } => {
                self.put_form(ctx, person, |station| station.ask_trip(person, outing, trip));
            }
            CourseAsked::Measure(reading, taken) => self.measure(ctx, reading, taken),
            CourseAsked::Isolate(decision, new) => self.put(ctx, new.person, |station| station.isolate(decision, new)),
            CourseAsked::Look(person) => self.look(ctx, person),
            CourseAsked::Undo { person, entry } => {
                let changed = Changed::Register(person);
                self.write(
                    ctx,
                    changed,
                    |station| station.withdraw(entry, ""),
                    |desk| desk.clinic.taken_back(entry),
                );
            }
            CourseAsked::TakeBack { person, event, reason } => {
                self.put(ctx, person, |station| station.take_back(person, event, &reason));
            }
            CourseAsked::Decide(decision) => self.put(ctx, decision.person, |station| station.decide(decision)),
            CourseAsked::OpenIsolation(new) => self.put(ctx, new.person, |station| station.open_isolation(new)),
            CourseAsked::StepIsolation(person, step) => self.put(ctx, person, |station| station.step_isolation(person, step)),
            CourseAsked::Release { person, by, reason } => self.put(ctx, person, |station| station.release(person, by, &reason)),
        }
    }

    /// Writes one thing into somebody's course.
    fn put<T>(&mut self, ctx: &Context, person: PersonId, write: impl FnOnce(&mut Station) -> Result<Done<T>, Error>) {
        self.write(ctx, Changed::Course(person), write, |_| {});
    }

    /// Writes one thing into somebody's course from a form that comes back with everything typed, and says why, where it cannot be.
    fn put_form<T>(&mut self, ctx: &Context, person: PersonId, write: impl FnOnce(&mut Station) -> Result<Done<T>, Error>) {
        let Some(Err(error)) = self.tried(ctx, Changed::Course(person), write) else {
            return;
        };
        if self.asks_again(&error) {
            return;
        }
        let said = crate::cli::sentence(&self.text, &error);
        let is_back = if self.screen == Screen::Gate {
            self.gate.refused(&said)
        } else {
            self.screen == Screen::GoingOut && self.going_out.refused(&said)
        };
        if is_back {
            tracing::error!(code = error.code(), "not done");
        } else {
            self.fail(ctx, &error);
        }
    }

    fn measure(&mut self, ctx: &Context, reading: NewReading, taken: Taken) {
        let (person, celsius) = (reading.person, reading.celsius);
        let Some(done) = self.written(ctx, Changed::Register(person), |station| station.measure(reading, taken)) else {
            return;
        };
        let Some(Opened { station, view }) = &self.opened else { return };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        self.clinic.measured(&scene, person, celsius, &done);
    }

    /// Reads somebody's past: the course and the register.
    fn look(&mut self, ctx: &Context, person: PersonId) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        match station.course(person).and_then(|events| Ok((events, station.timeline(person)?))) {
            Ok((events, lines)) => self.clinic.show_past(person, events, lines),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn declare(&mut self, ctx: &Context, form: Declaration, family: Vec<Member>) {
        let person = form.person;
        let Some(done) = self.written(ctx, Changed::Course(person), |station| station.declare(form, family)) else {
            return;
        };
        // A declaration may bring people that nobody knew.
        for member in done.value.family {
            self.reread(ctx, Changed::Person(member));
            self.reread(ctx, Changed::Course(member));
        }
        self.returns.declared(person);
    }
}
