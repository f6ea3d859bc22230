//! The only rooms that know SQLite: the journal, the tables projected from it, and the queries that read them.

mod error;
pub mod journal;
pub mod migrate;

pub use error::StoreError;
