//! What the headquarters screen asks for.

use std::path::PathBuf;

use crate::domain::day::Day;

/// Something to be done for the units below.
#[derive(Clone, Debug, PartialEq)]
pub enum HeadquartersAsked {
    /// Looks whether the units' reports still stand as they were read.
    Look,
    /// The consolidated report of a day as a file: XLSX or PDF, by the ending of its name.
    Keep(Day, PathBuf),
}
