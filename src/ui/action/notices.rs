//! What the screen of that name asks for.

use std::path::PathBuf;

use crate::domain::notices::{Notice, Spot};

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum NoticesAsked {
    /// Keeps a notice, new or changed.
    Save(Box<Notice>),
    /// A picture for the notice being written: chosen in a dialog, or by the path typed.
    Picture(Option<PathBuf>),
    /// A notice has come before people; `true` where somebody turned to it.
    Shown(Box<Notice>, Spot, bool),
    /// Where the queue's screen of this PC stands; remembered on it.
    StandsAt(Spot),
    /// What a shift leader reads out, on paper.
    Print(Box<Notice>),
}
