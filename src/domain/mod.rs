//! The rules: pure functions over plain values. They know no clock, file, SQL or widget.

pub mod ask;
pub mod classes;
pub mod clinic;
pub mod contacts;
pub mod dates;
pub mod day;
pub mod declaration;
pub mod entry;
pub mod going_out;
pub mod health;
pub mod identity;
pub mod isolation;
pub mod measured;
pub mod names;
pub mod person;
mod reason;
pub mod region;
pub mod returns;
pub mod rulebook;
pub mod rules;
pub mod scanner;
pub mod screening;
pub mod search;
pub mod settings;
mod surnames;
pub mod temperature;
pub mod ward;
