//! The one place where the time of day is read.

use std::fmt::Debug;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::domain::day::Moment;

/// Tells what time it is.
pub trait Clock: Debug {
    fn now(&self) -> Moment;
}

/// The PC's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock that starts at a moment of its own and runs with the PC's: for an invented plant.
#[derive(Clone, Copy, Debug)]
pub struct RunningClock {
    from: Moment,
    since: Instant,
}

impl From<Moment> for RunningClock {
    fn from(from: Moment) -> Self {
        let since = Instant::now();
        Self { from, since }
    }
}

impl Clock for RunningClock {
    fn now(&self) -> Moment {
        let passed = i64::try_from(self.since.elapsed().as_millis()).unwrap_or_default();
        Moment(self.from.0.saturating_add(passed))
    }
}

/// A clock that is set by hand: for tests, and for an invented plant.
#[derive(Clone, Debug, Default)]
pub struct FixedClock(std::rc::Rc<std::cell::Cell<Moment>>);

impl FixedClock {
    pub fn set(&self, at: Moment) {
        self.0.set(at);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        self.0.get()
    }
}
