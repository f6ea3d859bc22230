//! What the stations screen asks for.

use std::path::PathBuf;

use uuid::Uuid;

use crate::domain::peer::{Card, Level};
use crate::station::exchange::Route;

/// Where a card comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardFrom {
    /// Typed, pasted, or sent by a scanner.
    Text(String),
    /// A file at this path, or where a dialog says.
    File(Option<PathBuf>),
}

/// Something to be done about other stations.
#[derive(Clone, Debug, PartialEq)]
pub enum StationsAsked {
    /// Read what a card says, and show who it is.
    ReadCard(CardFrom),
    /// The text of this station's own card, to the clipboard.
    CopyCard,
    /// This station's own card as a file: to a path, or to where a dialog says.
    KeepCard(Option<PathBuf>),
    /// Choose a folder for a route in a dialog.
    ChooseFolder,
    /// Trust a station whose fingerprint somebody has compared; its keys may have changed.
    Enrol(Box<Card>),
    Revoke {
        peer: Uuid,
        reason: String,
    },
    /// Write a bundle for these stations, or for all; to a path, or to where a dialog says.
    Write {
        to: Vec<Uuid>,
        level: Level,
        path: Option<PathBuf>,
    },
    /// Read a bundle from a path, or from where a dialog says.
    Read(Option<PathBuf>),
    /// The folders through which this PC exchanges from now on.
    Routes(Vec<Route>),
    /// Use every route now.
    ExchangeNow,
    /// Somebody has looked at an entry in quarantine.
    Seen(i64),
}
