//! The only rooms that know SQLite: the journal, the tables projected from it, and the queries that read them.
//!
//! In [`postgres`] are the journals of other stations, for a headquarters that one file is too small for.

pub mod access;
pub mod accounts;
pub mod audit;
pub mod backup;
pub mod chains;
pub mod course;
pub mod daybook;
pub mod digest;
mod error;
pub mod exchange;
pub mod journal;
pub mod ledger;
pub mod lines;
pub mod marks;
pub mod merge;
pub mod migrate;
mod open;
pub mod overview;
pub mod people;
pub mod postgres;
pub mod projection;
pub mod purge;
pub mod register;
pub mod report;
pub mod salvage;
pub mod seal;
pub mod secrets;
pub mod station;
pub mod surroundings;
pub mod things;
pub mod verify;

pub use error::StoreError;
pub use open::{Access, DATABASE, Held, Store, beside, sync};
