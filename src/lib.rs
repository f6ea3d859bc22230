//! Gatehouse (门岗): the desk program of a factory gate and its clinic during an epidemic.

pub mod domain;
pub mod exchange;
pub mod station;
pub mod store;
pub mod ui;
