//! What the supervisor signs: each morning the report of the day before. One is late, one was forgotten, one was corrected.

use super::Area;
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Noted;
use crate::domain::entry::{Entry, Reading, Taken};
use crate::domain::person::{Kind, Status};
use crate::domain::report::Unusual;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::{Celsius, Site};
use crate::station::demo::gate::Gate;
use crate::station::demo::posts::Posts;
use crate::station::{Error, Signing};

/// Until when the report of a day is sent: nine o'clock the morning after, in minutes after its midnight.
pub(in crate::station::demo) const CUT_OFF_MIN: u32 = 33 * 60;

/// The days, counted from the first, on whose morning the report was late, forgotten, corrected.
#[derive(Clone, Copy, Debug)]
pub(in crate::station::demo) struct Habits {
    pub(in crate::station::demo) late: i64,
    pub(in crate::station::demo) forgotten: i64,
    pub(in crate::station::demo) corrected: i64,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            late: 9,
            forgotten: 14,
            corrected: 18,
        }
    }
}

/// What the supervisor does in the morning.
#[derive(Clone, Copy, Debug)]
pub(in crate::station::demo) enum Act {
    Sign,
    /// A reading of yesterday that stood on paper only.
    Paper,
    Correct,
}

impl Gate<'_> {
    /// Now and then something is noted that no figure tells.
    pub(super) fn plan_report(&mut self, day: Day) {
        let mut numbers = self.numbers(Area::Report, day);
        let minute = numbers.between(14 * 60, 17 * 60);
        if numbers.chance(1_200) {
            let text = numbers.word(&self.words.unusual).to_owned();
            self.note(self.minute(day, minute.into()), Noted::Unusual(Unusual { day, text }));
        }
    }

    /// When what is done on a morning about the report of the day before.
    pub(in crate::station::demo) fn mornings(&self, day: Day) -> Vec<(Moment, Act)> {
        let mut numbers = self.numbers(Area::Report, day.plus_days(1_000));
        let usual = self.minute(day, numbers.between(7 * 60 + 35, 8 * 60 + 25).into());
        let at = |minutes| self.minute(day, minutes);
        let habits = self.plant.habits;
        match day.days_since(self.first) {
            ..=0 => Vec::new(),
            _ if day == self.last => Vec::new(),
            days if days == habits.late => vec![(at(10 * 60 + 42), Act::Sign)],
            days if days == habits.forgotten => Vec::new(),
            days if days == habits.corrected => vec![(usual, Act::Sign), (at(10 * 60 + 5), Act::Paper), (at(10 * 60 + 20), Act::Correct)],
            _ => vec![(usual, Act::Sign)],
        }
    }

    /// Does it. Everything that has happened before stands in the station already.
    pub(in crate::station::demo) fn morning(&mut self, posts: &mut Posts, at: Moment, act: Act) -> Result<(), Error> {
        posts.write(self.draft.take())?;
        self.draft.turn_to(0);
        let station = posts.first();
        let yesterday = self.zone.day_of(at).minus_days(1);
        let corrects = match act {
            Act::Paper => {
                self.enter_paper(at, yesterday);
                return Ok(());
            }
            Act::Sign => false,
            Act::Correct => true,
        };
        let zero = station.report_at(yesterday, at)?.may_be_zero();
        let signing = Signing {
            day: yesterday,
            reporter: self.words.reporter.clone(),
            approver: self.words.approver.clone(),
            gates: self.plant.posts.iter().map(|(name, _)| name.clone()).collect(),
            zero,
            corrects,
        };
        let (_, signed) = station.freeze(&signing, at)?;
        self.draft.add(at, Noted::Signed(signed).into());
        Ok(())
    }

    /// Somebody on leave told their temperature the evening before, and it is entered now (补录).
    fn enter_paper(&mut self, at: Moment, yesterday: Day) {
        let home = |person: &&super::super::people::Member| person.person.kind == Kind::Worker && person.person.status == Status::Active;
        let Some(member) = self.members.iter().find(home) else { return };
        let reading = Reading {
            person: member.person.id,
            celsius: Celsius(3660),
            site: Site::Armpit,
            instrument: String::new(),
            attempt: 1,
            verdict: Verdict::Clear,
            reasons: Vec::new(),
            direction: Direction::In,
            mask: true,
            taken: Taken::Own,
            happened: Some(self.minute(yesterday, 19 * 60 + 40)),
        };
        self.readings += 1;
        self.draft.add(at, Entry::Reading(reading));
    }
}
