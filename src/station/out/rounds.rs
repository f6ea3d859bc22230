//! Rounds as rows: every one that was due, and what became of it.

use std::io::Write;

use super::{Count, ExportAsked, Key, Progress, Reader, text};
use crate::domain::day::{Moment, rfc3339};
use crate::domain::daybook::Daybook;
use crate::domain::site::{Outcome, Record, Task};
use crate::exchange::write::{Cell, Writer};
use crate::station::Error;
use crate::store;

pub(super) const ROUNDS: &[Key] = &[
    ("date", 12.0),
    ("place", 20.0),
    ("kind", 12.0),
    ("plan", 12.0),
    ("due_at", 26.0),
    ("done_at", 26.0),
    ("agent", 16.0),
    ("mg_per_l", 10.0),
    ("minutes", 10.0),
    ("method", 10.0),
    ("executor", 12.0),
    ("checker", 12.0),
    ("state", 10.0),
    ("note", 24.0),
];

impl Reader {
    pub(super) fn rounds<W: Write + Send>(
        &self,
        asked: &ExportAsked,
        writer: &mut Writer<W>,
        progress: Progress<'_>,
    ) -> Result<u64, Error> {
        let mut daybook = Daybook::default();
        store::daybook::each(&self.store, |note| daybook.take(&note))?;
        let (from, to) = self.span(asked);
        let (_, today) = self.zone.span(self.zone.day_of(self.now), self.zone.day_of(self.now));
        let tasks = daybook.site.tasks((from, to.min(today)), self.zone);
        let mut count = Count::of(tasks.len(), progress);
        for task in &tasks {
            self.round(writer, task)?;
            count.another()?;
        }
        Ok(count.done)
    }

    fn round<W: Write + Send>(&self, writer: &mut Writer<W>, task: &Task<'_>) -> Result<(), Error> {
        let at = |at: Moment| rfc3339(at, self.zone.offset_min(at));
        let doing = task.record.and_then(Record::doing);
        let how = doing.map_or(&task.plan.how, |doing| &doing.how);
        let (date, due) = (self.zone.day_of(task.due).to_string(), at(task.due));
        let done = task.record.filter(|record| record.is_done()).map(|record| at(record.at));
        let checker = task.record.and_then(|record| record.checked.as_ref());
        let (by, note) = match task.record.map(|record| &record.outcome) {
            Some(Outcome::Done(doing)) => (doing.executor.as_str(), doing.note.as_str()),
            Some(Outcome::Skipped { reason, by }) => (by.as_str(), reason.as_str()),
            None => (task.plan.executor.as_str(), ""),
        };
        Ok(writer.row(&[
            text(&date),
            text(&task.place.name),
            text(task.place.kind.key()),
            text(task.plan.measure.key()),
            text(&due),
            text(&done.unwrap_or_default()),
            text(&how.agent),
            number(how.mg_per_l),
            number(how.minutes),
            text(how.method.key()),
            text(by),
            text(checker.map_or("", |(_, by)| by)),
            text(task.state(self.now).key()),
            text(note),
        ])?)
    }
}

/// Nothing where it is no measure.
fn number(number: u32) -> Cell<'static> {
    if number == 0 {
        Cell::Empty
    } else {
        Cell::Integer(i64::from(number))
    }
}
