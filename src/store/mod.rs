//! The only rooms that know SQLite: the journal, the tables projected from it, and the queries that read them.

mod error;
pub mod journal;
pub mod migrate;
mod open;

pub use error::StoreError;
pub use open::{Access, DATABASE, Store};
