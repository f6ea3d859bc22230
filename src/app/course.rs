//! What the screens ask for the course of people, done: an arm a line.

use eframe::egui::Context;

use super::Desk;
use crate::domain::declaration::Declaration;
use crate::domain::person::PersonId;
use crate::station::{Changed, Done, Error, Member, Station};
use crate::ui::action::CourseAsked;

impl Desk {
    pub(super) fn course(&mut self, ctx: &Context, asked: CourseAsked) {
        match asked {
            CourseAsked::Declare(form, family) => self.declare(ctx, *form, family),
            CourseAsked::FileOuting(new, by) => self.put(ctx, new.person, |station| station.file_outing(&new, by)),
            CourseAsked::DecideOuting {
                person,
                outing,
                approved,
                by,
                reason,
            } => self.put(ctx, person, |station| station.decide_outing(person, outing, approved, by, &reason)),
            CourseAsked::ExtendOuting {
                person,
                outing,
                due,
                reason,
            } => self.put(ctx, person, |station| station.extend_outing(person, outing, due, &reason)),
            CourseAsked::CancelOuting { person, outing, reason } => {
                self.put(ctx, person, |station| station.cancel_outing(person, outing, &reason));
            }
            CourseAsked::AskTrip { person, outing, trip } => self.put(ctx, person, |station| station.ask_trip(person, outing, trip)),
            CourseAsked::Measure(reading, taken) => {
                let changed = Changed::Register(reading.person);
                self.write(ctx, changed, |station| station.measure(reading, taken), |_| {});
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
