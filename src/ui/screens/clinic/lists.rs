//! What the lists of the clinic hold: worked out once a change or a minute, never a frame.

use crate::domain::person::PersonId;
use crate::domain::ward::{Observed, Part};
use crate::station::Queued;
use crate::ui::Scene;
use crate::ui::theme::Tone;

/// A list of the clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// Who waits for a second measurement or was sent by the gate.
    Recheck,
    Ward(Part),
}

impl Tab {
    pub(super) const ALL: [Self; 6] = [
        Self::Recheck,
        Self::Ward(Part::All),
        Self::Ward(Part::Due),
        Self::Ward(Part::EndsToday),
        Self::Ward(Part::EndsTomorrow),
        Self::Ward(Part::Overdue),
    ];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Recheck => "recheck",
            Self::Ward(part) => part.key(),
        }
    }

    /// The colour of its number, where there is anybody.
    pub(super) fn tone(self) -> Tone {
        match self {
            Self::Recheck => Tone::Recheck,
            Self::Ward(Part::Due) => Tone::Clinic,
            Self::Ward(Part::Overdue) => Tone::Isolate,
            Self::Ward(Part::All | Part::EndsToday | Part::EndsTomorrow) => Tone::Report,
        }
    }

    /// The list beside this one.
    pub(super) fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or_default();
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(at + step) % Self::ALL.len()]
    }
}

/// The lists as they stand.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The changes and the minute that they were worked out at.
    of: Option<(usize, i64)>,
    pub(super) queue: Vec<Queued>,
    pub(super) board: Vec<Observed>,
    /// Positions on the board, by part.
    parts: [Vec<usize>; Part::ALL.len()],
}

impl Lists {
    pub(super) fn refresh(&mut self, scene: &Scene<'_>) {
        let now = (scene.view.changes, scene.now.0.div_euclid(60_000));
        if self.of == Some(now) {
            return;
        }
        let at = scene.view.at(scene.now);
        self.queue = scene.view.queue();
        self.board = scene.view.board(scene.now);
        let today = at.today();
        self.parts = Part::ALL.map(|part| {
            let numbered = self.board.iter().enumerate();
            numbered
                .filter(|(_, observed)| part.holds(observed, today))
                .map(|(no, _)| no)
                .collect()
        });
        self.of = Some(now);
    }

    pub(super) fn count(&self, tab: Tab) -> usize {
        match tab {
            Tab::Recheck => self.queue.len(),
            Tab::Ward(part) => self.part(part).len(),
        }
    }

    pub(super) fn observed(&self, part: Part, row: usize) -> Option<&Observed> {
        self.board.get(*self.part(part).get(row)?)
    }

    pub(super) fn person(&self, tab: Tab, row: usize) -> Option<PersonId> {
        match tab {
            Tab::Recheck => self.queue.get(row).map(|queued| queued.person),
            Tab::Ward(part) => self.observed(part, row).map(|observed| observed.person),
        }
    }

    /// Where somebody stands in a list.
    pub(super) fn row(&self, tab: Tab, person: PersonId) -> Option<usize> {
        (0..self.count(tab)).find(|row| self.person(tab, *row) == Some(person))
    }

    fn part(&self, part: Part) -> &[usize] {
        let at = Part::ALL.iter().position(|known| *known == part).unwrap_or_default();
        &self.parts[at]
    }
}
