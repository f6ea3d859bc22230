//! What of the journal is shown: chips for what is asked most, and fields for the rest.

use eframe::egui::{Id, Key, Ui};

use crate::domain::day::Day;
use crate::domain::entry::Entry;
use crate::domain::person::PersonId;
use crate::station::out::Filter;
use crate::ui::Scene;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Field, gap, muted, segments};

/// Kinds that are asked for together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Group {
    #[default]
    All,
    /// Who saw, took out, deleted, was denied, put back, signed in (访问记录).
    Access,
    Register,
    People,
    Course,
    Daybook,
    Stations,
}

impl Group {
    pub(super) const ALL: [Self; 7] = [
        Self::All,
        Self::Access,
        Self::Register,
        Self::People,
        Self::Course,
        Self::Daybook,
        Self::Stations,
    ];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Access => "access",
            Self::Register => "register",
            Self::People => "people",
            Self::Course => "course",
            Self::Daybook => "daybook",
            Self::Stations => "stations",
        }
    }

    fn has(self, kind: i64) -> bool {
        match self {
            Self::All => true,
            Self::Access => matches!(kind, 3 | 91..=95 | 97 | 98),
            Self::Register => matches!(kind, 20..=29 | 40 | 96),
            Self::People => matches!(kind, 10..=19),
            Self::Course => matches!(kind, 50..=59),
            Self::Daybook => matches!(kind, 60..=79),
            Self::Stations => matches!(kind, 1 | 2 | 30..=39 | 80..=90),
        }
    }
}

/// Every kind that this program knows.
pub(super) fn kinds() -> impl Iterator<Item = i64> {
    (1..100).filter(|kind| Entry::kind_name(*kind) != "unknown")
}

/// What is chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    group: Group,
    from: String,
    to: String,
    kind: String,
    station: String,
    person: String,
    answered: String,
}

/// How wide the widest field is.
const WIDEST: f32 = 136.0;
/// Id of the first field, for the keyboard.
pub(super) const FIRST: &str = "journal-from";

impl Draft {
    /// The chips.
    pub(super) fn groups(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let words = Group::ALL.map(|group| (group, scene.word("journal-group", group.key())));
        let choices = words.each_ref().map(|(group, word)| (*group, word.as_str()));
        segments(ui, scene.text.get("journal-group"), &mut self.group, &choices);
    }

    /// The fields, and beside them how many entries there are, where that is said here; answers whether the list is asked for: Enter, or the arrow down.
    pub(super) fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, count: &str) -> bool {
        let text = scene.text;
        let no_day = |draft: &str| (!draft.trim().is_empty() && day(draft).is_none()).then(|| text.get("export-no-day"));
        let (from_error, to_error) = (no_day(&self.from), no_day(&self.to));
        let any = text.get("journal-any-day");
        let mut fields = [
            (FIRST, "export-from", &mut self.from, 118.0, from_error),
            ("journal-to", "export-to", &mut self.to, 118.0, to_error),
            ("journal-kind", "journal-kind", &mut self.kind, 120.0, None),
            ("journal-station", "journal-station", &mut self.station, 120.0, None),
            ("journal-person", "journal-person", &mut self.person, WIDEST, None),
            ("journal-answered", "journal-answered", &mut self.answered, 120.0, None),
        ]
        .into_iter()
        .peekable();
        let mut down = false;
        // As many rows as it takes.
        while fields.peek().is_some() {
            ui.horizontal_top(|ui| {
                let mut room = ui.available_width().max(WIDEST);
                while let Some((id, word, draft, width, error)) = fields.next_if(|(.., width, _)| *width <= room) {
                    room -= width + space::S;
                    let mut field = Field::new(text.get(word), draft).width(width).error(error);
                    if id == FIRST || id == "journal-to" {
                        field = field.numeric().hint(any);
                    }
                    let output = field.id(Id::unique(id)).show(ui);
                    down |= output.submitted || (output.response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown)));
                }
                if fields.peek().is_none() && !count.is_empty() {
                    ui.vertical(|ui| {
                        gap(ui, 34.0);
                        muted(ui, count, size::BODY);
                    });
                }
            });
        }
        down
    }

    /// Nothing typed, nothing chosen.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The filter that was asked for.
    pub(super) fn filter(&self, scene: &Scene<'_>) -> Filter {
        let zone = scene.view.card.zone;
        Filter {
            from: day(&self.from).map(|day| zone.start_of(day)),
            to: day(&self.to).map(|day| zone.span(day, day).1),
            kinds: self.kinds(scene),
            chain: self.chain(scene),
            people: self.people(scene),
            answered: self.answered.trim().to_owned(),
        }
    }

    /// The kinds of the group whose word has in it what was typed; none that there is where no word has.
    fn kinds(&self, scene: &Scene<'_>) -> Vec<i64> {
        let typed = self.kind.trim().to_lowercase();
        if self.group == Group::All && typed.is_empty() {
            return Vec::new();
        }
        let wanted = |kind: &i64| {
            let name = Entry::kind_name(*kind);
            let says = || scene.word("entry", name).to_lowercase().contains(&typed) || name.contains(&typed);
            self.group.has(*kind) && (typed.is_empty() || says())
        };
        let kinds: Vec<i64> = kinds().filter(wanted).collect();
        if kinds.is_empty() { vec![0] } else { kinds }
    }

    /// The station whose name has in it what was typed; a chain that is none where no name has.
    pub(super) fn chain(&self, scene: &Scene<'_>) -> Option<uuid::Uuid> {
        let typed = self.station.trim();
        if typed.is_empty() {
            return None;
        }
        let own = (scene.view.card.station.as_str(), scene.view.card.chain);
        let peers = scene.view.exchange.peers.iter();
        let peers = peers.map(|peer| (peer.peer.card.station.as_str(), peer.peer.card.chain));
        let mut named = std::iter::once(own).chain(peers).filter(|(name, _)| name.contains(typed));
        Some(named.next().map(|(_, chain)| chain).unwrap_or_default())
    }

    /// Whoever has this number, or a name with this in it.
    fn people(&self, scene: &Scene<'_>) -> Option<Vec<PersonId>> {
        let typed = self.person.trim();
        if typed.is_empty() {
            return None;
        }
        let people = scene.view.roster.people().iter();
        let meant = people.filter(|person| person.badge == typed || person.employee == typed || person.name.contains(typed));
        Some(meant.map(|person| person.id).collect())
    }
}

pub(super) fn day(draft: &str) -> Option<Day> {
    draft.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::{Lang, Text};

    #[test]
    fn every_kind_has_a_word_and_a_group() {
        for kind in kinds() {
            let key = format!("entry-{}", Entry::kind_name(kind));
            for lang in Lang::ALL {
                let said = Text::new(lang).with(&key, &[]);
                assert!(!said.contains("entry-") && !said.is_empty(), "{key}");
            }
            let groups = Group::ALL.iter().filter(|group| group.has(kind)).count();
            assert!(groups >= 2, "{key} is in no group but all of them");
        }
    }
}
