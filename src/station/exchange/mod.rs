//! Exchange (交换): stations of a site and headquarters hold each other's entries, by stick or through a shared folder.

mod again;
mod age;
mod enrol;
mod folder;
mod keys;
mod offer;
mod routes;
mod send;
mod status;
mod take;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub(in crate::station) use again::signed_head as noted_head;
pub use age::Skew;
pub use folder::{ENDING, Listing, Looking, Posted, Posting};
pub(in crate::station) use keys::read as read_keys;
pub use send::{Sending, Sent};
pub use take::{Intake, Merged, Piece, Reading, Received};

pub use crate::exchange::bundle::{BundleError, card_from_text, card_text};
pub use crate::store::exchange::Quarantined;

use crate::domain::day::Moment;
use crate::domain::parcel::Gap;
use crate::domain::peer::{Card, Level, Peer};

/// When a route is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Often {
    #[default]
    ByHand,
    /// Seconds between two exchanges.
    Every(u32),
    /// When somebody else comes on duty.
    ShiftEnd,
}

/// A folder through which this PC exchanges: a shared folder, or a stick. Remembered on this PC only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    pub folder: PathBuf,
    pub often: Often,
    /// How much goes to headquarters by it; stations of the site have everything.
    pub level: Level,
}

/// How a route does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RouteState {
    pub route: Route,
    /// When it was last read and written without a fault.
    pub done: Option<Moment>,
    /// The error code of the last attempt, where it failed.
    pub failed: Option<&'static str>,
}

/// What is known of another station and its knowledge of this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerState {
    pub peer: Peer,
    /// Entries of its own chain that are here.
    pub have: i64,
    /// When its newest bundle came, by this clock.
    pub heard: Option<Moment>,
    /// How far its clock is ahead of ours, in milliseconds, as its newest bundle tells; negative where it is behind.
    pub skew_ms: i64,
    /// The last of our entries that it says it holds, and when it said so.
    pub accepted: Option<(i64, Moment)>,
    /// Our entries that it has not acknowledged.
    pub owed: i64,
}

/// Everything about the exchange that screens show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExchangeView {
    /// This station, as it shows itself; `None` where its keys could not be read.
    pub own: Option<Card>,
    /// Its card as text, as the code shows it and as it is copied; empty where there is no card.
    pub own_text: String,
    pub peers: Vec<PeerState>,
    /// Cards found in the folders, of stations that nobody has enrolled yet.
    pub strangers: Vec<Card>,
    /// Enrolled stations whose card in a folder has other keys: an alarm.
    pub changed_keys: Vec<Card>,
    pub gaps: Vec<Gap>,
    /// The first of those in quarantine, what nobody has seen before the rest.
    pub quarantined: Vec<Quarantined>,
    /// How many there are.
    pub in_quarantine: usize,
    pub routes: Vec<RouteState>,
    /// The address of the server where headquarters keeps its units, without the password; `None` where they are in the file.
    pub ledger_url: Option<String>,
    /// The code of why that server could not be used, last time it was asked: what is shown of the units is what was known before.
    pub ledger_fault: Option<&'static str>,
}
