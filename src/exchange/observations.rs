//! Measurements as other people's programs take them: FHIR for health records, DHIS2 for health departments.
//!
//! Both are written a measurement at a time, people first, so that a million readings need no more memory than one.

pub mod dhis2;
pub mod fhir;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::entry::EntryId;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::{Celsius, Site};

/// Somebody who was measured. What may not leave is empty: then only the id tells people apart.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub id: PersonId,
    pub employee: &'a str,
    pub badge: &'a str,
    pub name: &'a str,
    /// The part of the plant they belong to.
    pub unit: &'a str,
    /// When they were measured first, RFC 3339 with offset.
    pub first: &'a str,
}

/// One measurement.
#[derive(Clone, Copy, Debug)]
pub struct Observed<'a> {
    pub id: EntryId,
    pub person: PersonId,
    pub unit: &'a str,
    /// RFC 3339 with offset, as `entered`.
    pub at: &'a str,
    /// When it was written down; empty where that was at once.
    pub entered: &'a str,
    pub celsius: Celsius,
    pub site: Site,
    pub instrument: &'a str,
    pub station: &'a str,
    pub attempt: u8,
    pub verdict: Verdict,
    pub direction: Direction,
    /// Taken back since.
    pub corrected: bool,
}

/// The elements of one JSON array, written as they come.
#[derive(Debug)]
struct Elements<W: Write> {
    out: W,
    any: bool,
}

impl<W: Write> Elements<W> {
    /// Begins with everything up to the bracket that opens the array.
    fn begin(mut out: W, head: &str) -> io::Result<Self> {
        out.write_all(head.as_bytes())?;
        Ok(Self { out, any: false })
    }

    fn push(&mut self, element: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        Ok(serde_json::to_writer(&mut self.out, element)?)
    }

    /// Closes this array and whatever `tail` closes or opens next.
    fn end(mut self, tail: &str) -> io::Result<W> {
        self.out.write_all(tail.as_bytes())?;
        Ok(self.out)
    }
}
