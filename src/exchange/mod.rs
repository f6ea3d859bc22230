//! Bytes and rows in and out: sheets, files for other people, pictures. No SQL.

pub mod bundle;
pub mod columns;
pub mod duty;
pub mod form;
pub mod observations;
pub mod picture;
pub mod png;
pub mod print;
pub mod qr;
pub mod questionnaire;
pub mod readings;
pub mod sealed;
pub mod sheet;
pub mod stock;
pub mod write;
