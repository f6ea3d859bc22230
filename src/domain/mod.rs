//! The rules: pure functions over plain values. They know no clock, file, SQL or widget.

pub mod day;
pub mod entry;
pub mod person;
pub mod rulebook;
pub mod screening;
pub mod settings;
pub mod temperature;
