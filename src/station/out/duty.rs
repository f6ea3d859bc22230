//! Duty as rows (值班考勤): a row for everybody on duty on each day.

use std::io::Write;

use super::{Count, ExportAsked, Key, Progress, Reader, text};
use crate::domain::coverage::{Coverage, Roll, Row};
use crate::domain::day::{Day, Moment, rfc3339};
use crate::domain::daybook::Daybook;
use crate::domain::health::At;
use crate::domain::person::Person;
use crate::exchange::write::{Cell, Writer};
use crate::station::Error;
use crate::store::{self, marks};

pub(super) const DUTY: &[Key] = &[
    ("date", 12.0),
    ("employee", 14.0),
    ("badge", 10.0),
    ("name", 12.0),
    ("department", 16.0),
    ("team", 10.0),
    ("shift", 10.0),
    ("state", 12.0),
    ("came_at", 26.0),
    ("left_at", 26.0),
    ("late_min", 10.0),
    ("readings", 10.0),
    ("measured", 10.0),
    ("reason", 24.0),
    ("health", 24.0),
];

impl Reader {
    pub(super) fn duty<W: Write + Send>(&self, asked: &ExportAsked, writer: &mut Writer<W>, progress: Progress<'_>) -> Result<u64, Error> {
        let (people, standings) = (self.chosen(asked)?, self.standings(Moment(i64::MAX))?);
        let gates = marks::gates(&self.store)?;
        let mut daybook = Daybook::default();
        store::daybook::each(&self.store, |note| daybook.take(&note))?;
        let roll = Roll {
            at: At {
                rules: &self.settings.rules,
                zone: self.zone,
                now: self.now,
            },
            daily: &self.settings.daily,
            temperature: &self.settings.temperature,
            book: &daybook.duty,
            standings: &standings,
            gates: &gates,
        };
        let days = days(asked, daybook.duty.days(), roll.at.today());
        let mut count = Count::of(days.len() * people.len(), progress);
        let mut rows = 0;
        for day in days {
            let marks = marks::between(&self.store, roll.span(day))?;
            let Coverage { rows: on_duty, .. } = roll.coverage(&people, &marks, day);
            // Both stand as the roster does.
            let mut on_duty = on_duty.iter().peekable();
            for person in &people {
                if let Some(row) = on_duty.next_if(|row| row.person == person.id) {
                    self.duty_row(writer, person, row, day)?;
                    rows += 1;
                }
                count.another()?;
            }
        }
        Ok(rows)
    }

    fn duty_row<W: Write + Send>(&self, writer: &mut Writer<W>, person: &Person, row: &Row, day: Day) -> Result<(), Error> {
        let at = |moment: Option<Moment>| moment.map_or_else(String::new, |at| rfc3339(at, self.zone.offset_min(at)));
        let attended = &row.attended;
        let (day, [came, left]) = (day.to_string(), [attended.came_at, attended.left_at].map(at));
        Ok(writer.row(&[
            text(&day),
            text(&person.employee),
            text(&person.badge),
            text(&person.name),
            text(&person.department),
            text(&person.team),
            text(&row.shift),
            text(attended.state.key()),
            text(&came),
            text(&left),
            Cell::Integer(attended.late_min.into()),
            Cell::Integer(attended.readings.into()),
            Cell::Bool(attended.measured),
            text(&row.reason),
            text(&row.health),
        ])?)
    }
}

/// The days asked for; where none are, those that were planned, until today.
fn days(asked: &ExportAsked, planned: Option<(Day, Day)>, today: Day) -> Vec<Day> {
    let (first, last) = planned.unwrap_or((today, today));
    let from = asked.from.unwrap_or(first);
    let to = asked.to.unwrap_or(last).min(today);
    let count = u32::try_from(to.days_since(from) + 1).unwrap_or(0);
    (0..count).map(|after| from.plus_days(after)).collect()
}
