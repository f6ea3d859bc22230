//! What is asked for about backups.

use std::path::PathBuf;

/// Something to be done about backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupsAsked {
    /// Read both places anew.
    List,
    /// Make one now.
    Make,
    /// Prove the newest one.
    Drill,
    /// Choose the second place in a dialog.
    ChooseSecond,
    SetSecond(PathBuf),
    DropSecond,
    /// The recovery key as a page.
    PrintPaper,
    /// It is on paper: nobody needs it here any more.
    PaperKept,
    /// Look what putting a backup back would change: one of the list, or one that is chosen in a dialog. With a recovery key where one
    /// was typed.
    Look {
        path: Option<PathBuf>,
        key: Option<String>,
    },
    /// Put back what was looked at.
    Restore,
    /// Leave everything as it is.
    Forget,
}
