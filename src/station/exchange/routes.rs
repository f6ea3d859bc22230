//! The folders through which this PC exchanges, and what it remembers of each: what it read there, what it left there for others.
//! Preferences of the PC, no part of the record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Route;
use crate::domain::day::Moment;
use crate::domain::parcel::Gap;
use crate::domain::peer::{Card, Level};
use crate::domain::rights::Right;
use crate::station::{Error, Station};
use crate::store::things;

const ROUTES: &str = "routes";
const REMEMBERED: &str = "exchange";
/// How many cards of other stations are kept; the oldest goes first.
const CARDS: usize = 256;

/// What this PC remembers of the exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Remembered {
    /// The cards that were seen in folders and in bundles: a chain once for each keys that it was seen with. Other keys than those
    /// that were compared are an alarm until somebody compares again, whatever else is seen of that station.
    pub(super) cards: Vec<Card>,
    pub(super) folders: BTreeMap<String, Folder>,
    /// For whom each other station sealed its last bundle.
    pub(super) addressed: BTreeMap<Uuid, BTreeSet<Uuid>>,
}

/// What this PC remembers of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Folder {
    /// The chain that what is offered was written under: a station that goes on under a new one begins its sub-folder anew.
    pub(super) chain: Uuid,
    /// The number of the last bundle written there.
    pub(super) last: u32,
    pub(super) done: Option<Moment>,
    /// Bundles of others that were read, by sub-folder and name.
    pub(super) read: BTreeMap<String, Read>,
    /// Our own bundles that lie there.
    pub(super) offered: Vec<Offered>,
    /// The receipts and wants that each kind of station was told last.
    pub(super) said: BTreeMap<String, String>,
    /// The level at which headquarters was sent what it was sent last: above it, everything goes again. Not the highest there ever
    /// was, since what went at a lower one in between is masked there.
    pub(super) level: Option<Level>,
    /// Chains of stations that write here themselves and lag behind: how far others hold them, and since when.
    pub(super) lag: BTreeMap<Uuid, (i64, Moment)>,
}

/// A file as it stood when it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Read {
    pub(super) size: u64,
    /// Milliseconds since 1970 by the clock of the folder.
    pub(super) changed_ms: i64,
    /// Why it, or a part of it, was not taken; empty where everything was. It is read again when another station is trusted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) refused: String,
}

impl Read {
    /// Whether it is the same file, as far as a listing tells.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.size, self.changed_ms) == (other.size, other.changed_ms)
    }
}

/// A bundle of ours in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offered {
    pub(super) file: String,
    pub(super) to: Vec<Uuid>,
    /// Entries of each chain, first and last.
    pub(super) parts: Vec<(Uuid, i64, i64)>,
    /// It stays until then, whoever has acknowledged it: entries that are sent again in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<Moment>,
    /// Somebody has asked for these entries although it lies there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) lost: bool,
}

impl Remembered {
    /// Keeps a card that was seen.
    pub(super) fn see(&mut self, card: Card) {
        if self.cards.contains(&card) {
            return;
        }
        self.cards.retain(|known| known.chain != card.chain || known.keys != card.keys);
        self.cards.push(card);
        let over = self.cards.len().saturating_sub(CARDS);
        self.cards.drain(..over);
    }

    /// Forgets the cards of a station: somebody has compared one, or trusts it no more.
    pub(super) fn forget(&mut self, chain: Uuid) {
        self.cards.retain(|known| known.chain != chain);
    }

    /// Entries that another station lacks although they were offered are offered again.
    pub(super) fn want(&mut self, peer: Uuid, wants: &[Gap]) {
        let wanted = |part: &(Uuid, i64, i64)| {
            wants
                .iter()
                .any(|gap| gap.chain == part.0 && part.1 <= gap.to && part.2 >= gap.from)
        };
        for offered in self.folders.values_mut().flat_map(|folder| &mut folder.offered) {
            offered.lost |= offered.to.contains(&peer) && offered.parts.iter().any(wanted);
        }
    }
}

/// The name under which a folder is remembered.
pub(super) fn key(folder: &Path) -> String {
    folder.display().to_string()
}

impl Station {
    /// The folders through which this PC exchanges.
    pub fn routes(&self) -> Result<Vec<Route>, Error> {
        let kept = things::preference(&self.store, ROUTES)?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Exchanges through these folders from now on. What is remembered of others is forgotten.
    pub fn set_routes(&mut self, routes: &[Route]) -> Result<(), Error> {
        self.need(Right::ManageStations)?;
        let text = serde_json::to_string(routes).map_err(|error| Error::Store(std::io::Error::from(error).into()))?;
        things::prefer(&self.store, ROUTES, &text)?;
        let mut remembered = self.remembered()?;
        remembered
            .folders
            .retain(|folder, _| routes.iter().any(|route| key(&route.folder) == *folder));
        self.outcomes.retain(|folder, _| routes.iter().any(|route| route.folder == *folder));
        self.remember(&remembered)
    }

    pub(super) fn remembered(&self) -> Result<Remembered, Error> {
        let kept = things::preference(&self.store, REMEMBERED)?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Keeps it where it differs: what does not change is not written.
    pub(super) fn remember(&self, remembered: &Remembered) -> Result<(), Error> {
        if self.remembered()? == *remembered {
            return Ok(());
        }
        let text = serde_json::to_string(remembered).map_err(|error| Error::Store(std::io::Error::from(error).into()))?;
        Ok(things::prefer(&self.store, REMEMBERED, &text)?)
    }

    /// Forgets the cards of a station about which somebody decides.
    pub(in crate::station) fn forget_cards(&self, chain: Uuid) -> Result<(), Error> {
        let mut remembered = self.remembered()?;
        remembered.forget(chain);
        self.remember(&remembered)
    }

    /// Bundles that were refused are read again at the next exchange: another station is trusted now.
    pub(super) fn retry_refused(&self) -> Result<(), Error> {
        let mut remembered = self.remembered()?;
        for folder in remembered.folders.values_mut() {
            folder.read.retain(|_, read| read.refused.is_empty());
        }
        self.remember(&remembered)
    }
}
