//! Bytes and rows in and out: sheets, files for other people, pictures. No SQL.

pub mod columns;
pub mod form;
pub mod picture;
pub mod print;
pub mod questionnaire;
pub mod sheet;
pub mod write;
