//! The rules: pure functions over plain values. They know no clock, file, SQL or widget.

pub mod ask;
pub mod day;
pub mod entry;
pub mod identity;
pub mod names;
pub mod person;
pub mod region;
pub mod rulebook;
pub mod scanner;
pub mod screening;
pub mod search;
pub mod settings;
mod surnames;
pub mod temperature;
