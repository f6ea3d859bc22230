//! A parcel (数据包): what one station sends others at once, before it is sealed into a bundle and after it was opened.

use uuid::Uuid;

use super::chain::Head;
use super::day::Moment;
use super::peer::{Card, Level};

/// Entries that somebody lacks: `from` to `to` of a chain, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub chain: Uuid,
    pub from: i64,
    pub to: i64,
}

/// What is around the slices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Who made it.
    pub maker: Card,
    /// For whom it is sealed.
    pub to: Vec<Card>,
    pub level: Level,
    /// By the maker's clock.
    pub made: Moment,
    /// Rises with each bundle of the maker, whatever its clock does.
    pub no: i64,
    /// How far the maker holds each chain: its receipts.
    pub holds: Vec<Head>,
    /// What the maker lacks and asks for.
    pub wants: Vec<Gap>,
}
