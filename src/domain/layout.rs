//! Layouts of reports: a form as data that a supervisor edits, because every authority wants its own (表格抗疫).
//!
//! What a layout leaves empty is said in the words of the language chosen: those that ship hold no words at all.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::report::Figure;

/// What a row of a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rows {
    /// A day each, so many of them, the last one being the day of the report.
    Days(u16),
    /// A person each: whoever is behind this figure.
    People(Figure),
}

impl Default for Rows {
    fn default() -> Self {
        Self::Days(1)
    }
}

/// A column of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutColumn {
    /// A figure, or one of [`DAY_KEYS`] or [`PERSON_KEYS`].
    pub key: String,
    /// Empty for the word that the program has for the key.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// In characters of Latin width.
    pub width: u16,
    /// Whether the foot of the form adds it up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sum: bool,
    /// Columns of the same group that stand side by side have one title over them; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
}

/// A form: its title, its columns, its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    pub id: Uuid,
    /// By what it is asked for on the command line; the shipped ones are named in the language chosen by it.
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// The unit that reports, where it is not the site itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    #[serde(default)]
    pub rows: Rows,
    #[serde(default)]
    pub columns: Vec<LayoutColumn>,
    /// Who signs, by [`SIGNATURES`] or in the supervisor's own words.
    #[serde(default)]
    pub signatures: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Put away: not offered any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// What a day can say of itself besides its figures.
pub const DAY_KEYS: [&str; 7] = ["date", "version", "signed_at", "reporter", "approver", "gates", "remark"];

/// What can be said of a person in a row.
pub const PERSON_KEYS: [&str; 20] = [
    "no",
    "name",
    "number",
    "kind",
    "unit",
    "department",
    "team",
    "dormitory",
    "phone",
    "from",
    "return_date",
    "vehicle",
    "symptoms",
    "quarters",
    "place",
    "cause",
    "started",
    "last_day",
    "free_day",
    "remark",
];

/// Groups that have a word in every language.
pub const GROUPS: [&str; 5] = ["staff", "risk", "clinic", "traffic", "measures"];

/// Signatures that have a word in every language.
pub const SIGNATURES: [&str; 3] = ["reporter", "reviewer", "approver"];

impl Layout {
    /// The forms that ship, the daily report first.
    pub fn shipped() -> Vec<Self> {
        const FILES: [&str; 5] = [
            include_str!("../../assets/layouts/daily.toml"),
            include_str!("../../assets/layouts/temperature.toml"),
            include_str!("../../assets/layouts/zero.toml"),
            include_str!("../../assets/layouts/returns.toml"),
            include_str!("../../assets/layouts/isolation.toml"),
        ];
        FILES.iter().filter_map(|file| toml::from_str(file).ok()).collect()
    }

    /// The forms that can be chosen: those that ship, as they were changed here, and those made here.
    pub fn offered(saved: &[Self]) -> Vec<Self> {
        let mut offered = Self::shipped();
        for layout in saved {
            match offered.iter_mut().find(|known| known.id == layout.id) {
                Some(known) => known.clone_from(layout),
                None => offered.push(layout.clone()),
            }
        }
        offered.retain(|layout| !layout.removed);
        offered
    }

    /// Every key that a column of such rows can have.
    pub fn keys(rows: Rows) -> Vec<&'static str> {
        let figures = || Figure::ALL.iter().map(|figure| figure.key());
        match rows {
            Rows::Days(_) => DAY_KEYS.into_iter().chain(figures()).collect(),
            Rows::People(_) => PERSON_KEYS.to_vec(),
        }
    }

    /// Whether it can be filled in: it has columns, and each of them is known.
    pub fn is_usable(&self) -> bool {
        let keys = Self::keys(self.rows);
        !self.columns.is_empty() && self.columns.iter().all(|column| keys.contains(&column.key.as_str()))
    }

    /// How many days back it looks.
    pub fn days(&self) -> u16 {
        match self.rows {
            Rows::Days(days) => days.max(1),
            Rows::People(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_shipped_form_can_be_filled_in() {
        let shipped = Layout::shipped();
        assert_eq!(shipped.len(), 5);
        assert!(shipped.iter().all(Layout::is_usable));
        assert!(
            shipped.iter().all(|layout| layout.title.is_empty()),
            "the words are in the language files"
        );
        let ids: BTreeSet<_> = shipped.iter().map(|layout| layout.id).collect();
        assert_eq!(ids.len(), 5);
        for layout in shipped {
            let known = |word: &str, words: &[&str]| word.is_empty() || words.contains(&word);
            assert!(layout.columns.iter().all(|column| known(&column.group, &GROUPS)), "{}", layout.name);
            assert!(layout.signatures.iter().all(|name| known(name, &SIGNATURES)), "{}", layout.name);
        }
    }

    #[test]
    fn a_form_that_was_changed_stands_in_its_place_and_one_put_away_is_gone() {
        let [mut first, mut second] = [0, 1].map(|at| Layout::shipped().remove(at));
        "我们的日报".clone_into(&mut first.title);
        second.removed = true;
        let own = Layout {
            id: Uuid::from_u128(9),
            ..first.clone()
        };
        let offered = Layout::offered(&[first, second, own]);
        assert_eq!(offered.len(), 5);
        assert_eq!(offered[0].title, "我们的日报");
        assert!(offered.iter().all(|layout| layout.name != "temperature"));
    }
}
