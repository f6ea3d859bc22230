//! What the overview asks for.

use crate::ui::screens::overview::Chart;

/// Something to be done for the overview.
#[derive(Clone, Debug, PartialEq)]
pub enum OverviewAsked {
    /// Looks whether the days before today still stand as they were read.
    LookBack,
    /// A chart as a picture, kept and opened.
    Picture(Box<Chart>),
}
