//! What the headquarters screen asks for.

use crate::domain::day::Day;
use crate::domain::entry::EntryId;
use crate::domain::group::UnitId;
use crate::domain::report::Figure;

/// Something to be read of the units below. Headquarters writes nothing of theirs.
#[derive(Clone, Debug, PartialEq)]
pub enum HeadquartersAsked {
    /// Reads on in what the units have sent.
    Look,
    /// A day of a unit: every version of its report.
    Read(UnitId, Day),
    /// Who is behind a figure of a report.
    Behind(EntryId, Figure),
    /// The consolidated report of a day, to be kept as a file.
    Consolidate(Day),
}
