//! What the rows of a table do not show, by column.

use super::Cell;
use crate::domain::disclosure::{Tells, cell, stays};
use crate::domain::peer::Level;

/// A level, and what each column tells of somebody.
#[derive(Debug)]
pub(super) struct Veil {
    level: Level,
    tells: Vec<Tells>,
}

/// A cell as it is shown.
pub(super) enum Shown<'a> {
    As(Cell<'a>),
    Text(String),
    List(Vec<String>),
    Both(String, String),
}

impl Veil {
    pub(super) fn new(level: Level, tells: Vec<Tells>) -> Self {
        Self { level, tells }
    }

    pub(super) fn over<'a>(&self, cells: &[Cell<'a>]) -> Vec<Shown<'a>> {
        let tells = self.tells.iter().copied().chain(std::iter::repeat(Tells::Nothing));
        cells.iter().zip(tells).map(|(cell, tells)| self.shown(*cell, tells)).collect()
    }

    fn shown<'a>(&self, one: Cell<'a>, tells: Tells) -> Shown<'a> {
        if tells == Tells::Nothing {
            return Shown::As(one);
        }
        match one {
            Cell::Text(text) => Shown::Text(cell(self.level, tells, text)),
            Cell::List(list) => Shown::List(list.iter().map(|text| cell(self.level, tells, text)).collect()),
            Cell::Both { json, .. } => {
                let (json, text) = stays(self.level, json);
                Shown::Both(json, text)
            }
            Cell::Empty | Cell::Number { .. } | Cell::Integer(_) | Cell::Bool(_) => Shown::As(one),
        }
    }
}

impl Shown<'_> {
    /// The texts of a list; nothing of other cells.
    pub(super) fn list(&self) -> Vec<&str> {
        match self {
            Self::List(list) => list.iter().map(String::as_str).collect(),
            Self::As(_) | Self::Text(_) | Self::Both(..) => Vec::new(),
        }
    }

    /// The cell, of a list with its texts.
    pub(super) fn cell<'a>(&'a self, list: &'a [&'a str]) -> Cell<'a> {
        match self {
            Self::As(cell) => *cell,
            Self::Text(text) if text.is_empty() => Cell::Empty,
            Self::Text(text) => Cell::Text(text),
            Self::List(_) => Cell::List(list),
            Self::Both(json, text) => Cell::Both { json, text },
        }
    }
}
