//! The only rooms that know SQLite: the journal, the tables projected from it, and the queries that read them.

pub mod chains;
pub mod course;
pub mod daybook;
pub mod digest;
mod error;
pub mod exchange;
pub mod journal;
pub mod lines;
pub mod marks;
pub mod merge;
pub mod migrate;
mod open;
pub mod overview;
pub mod people;
pub mod projection;
pub mod register;
pub mod report;
pub mod station;
pub mod things;

pub use error::StoreError;
pub use open::{Access, DATABASE, Store};
