//! Gatehouse (门岗): the desk program of a factory gate and its clinic during an epidemic.
//!
//! The map, in reading order:
//!
//! - [`domain`]: the rules, pure functions over plain values. Begin with [`domain::screening`], where somebody at the
//!   gate is judged, and [`domain::entry`], everything that can happen. [`domain::rules`] is what screening rests on,
//!   [`domain::health`] everything known of one person, [`domain::region`] the places. [`domain::group`] is what headquarters
//!   sees: its units, folded from the entries of their stations whatever order they come in.
//! - [`store`]: the journal, append-only and hash-chained, and the tables projected from it. The hash of the entry
//!   before is not stored twice: it is the hash of the row with the number before. What happens to people besides the
//!   gate is one table, [`store::course`], folded in memory: a declaration, an isolation and an outing are sums of entries. What
//!   the plant does for everybody is another, [`store::daybook`]: duty, supplies, site measures, notices, signed reports.
//!   [`store::merge`] puts entries of other stations after their chains, and [`store::ledger`] is what headquarters reads, from
//!   the same file or from PostgreSQL ([`store::postgres`]). [`store::seal`] says what is sealed in the file, [`store::secrets`] where its
//!   keys are.
//! - [`station`]: what a person can do here; a method a sentence, a transaction a method. [`station::exchange`] is how stations
//!   hold each other's entries.
//! - [`exchange`]: bytes and rows in and out. [`exchange::bundle`] describes the format of what travels between stations, byte by
//!   byte.
//! - [`ui`]: draws the view, emits actions; and every word, in three languages.
//! - [`app`]: the window; begin with [`app::Desk`].
//! - [`cli`]: the command line.
//!
//! `domain` imports no sibling; `store` and `exchange` import only `domain`; `ui` imports neither `store` nor `exchange`.
#![doc = include_str!("threats.md")]

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod station;
pub mod store;
pub mod ui;
