//! What the screen of that name asks for.

use std::path::PathBuf;

use crate::domain::day::Day;
use crate::domain::entry::EntryId;
use crate::domain::layout::Layout;
use crate::domain::peer::Level;
use crate::station::{Form, FormFormat, Signing};

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportAsked {
    /// Counts a day, and reads so many days back as they were signed.
    Read {
        day: Day,
        days: u16,
    },
    Sign(Signing),
    /// Notes something unusual of a day.
    Unusual(Day, String),
    SaveLayout(Box<Layout>),
    /// Writes a form to a file; into the data folder's `print/` by its name where no path is given.
    Export {
        form: Box<Form>,
        format: FormFormat,
        name: String,
        path: PathBuf,
        /// How much of people it shows, and what it is for.
        level: Level,
        purpose: String,
    },
    /// A form on paper.
    Print {
        form: Box<Form>,
        name: String,
    },
    /// Takes a note back.
    Strike(EntryId, String),
}
