//! A station that was copied or restored goes on under a new chain, so that nobody ever writes twice under one number.
//!
//! Three things tell: the data folder stands elsewhere than it did (`home`), the newest head that was signed for others is not in the
//! journal (`station.head`), or the file says itself that it took the place of another one.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use uuid::Uuid;

use crate::domain::audit::Restored;
use crate::domain::chain::Head;
use crate::domain::entry::Entry;
use crate::domain::peer::Continued;
use crate::domain::settings::StationCard;
use crate::exchange::write::{WriteError, in_place};
use crate::station::{Error, Station, hexadecimal, stamp};
use crate::store::{self, backup, chains, exchange, things};

/// The newest head that was ever signed for others, beside the database.
const HEAD_FILE: &str = "station.head";
/// Where this PC remembers the place of its data folder.
const HOME: &str = "home";

/// Writes down a head before a bundle with it leaves, durably. A head that is written already is left.
pub(super) fn note_head(folder: &Path, head: &Head) -> Result<(), Error> {
    if signed_head(folder).is_some_and(|(chain, seq, _)| chain == head.chain && seq >= head.seq) {
        return Ok(());
    }
    let line = format!("{} {} {}\n", head.chain, head.seq, hexadecimal(&head.hash));
    in_place(&folder.join(HEAD_FILE), |mut file: &File| {
        file.write_all(line.as_bytes()).map_err(WriteError::Io)
    })?;
    Ok(())
}

/// The head that was written down: its chain, its number, its hash in hexadecimal digits.
pub(in crate::station) fn signed_head(folder: &Path) -> Option<(Uuid, i64, String)> {
    let line = fs::read_to_string(folder.join(HEAD_FILE)).ok()?;
    let mut words = line.split_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?.to_owned()))
}

/// This computer and the place of a folder on it.
fn home(folder: &Path) -> String {
    let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    format!("{} {}", machine(), place.display())
}

/// What tells this computer from others: the id of its system, or its name.
fn machine() -> String {
    let files = ["/etc/machine-id", "/var/lib/dbus/machine-id", "/etc/hostname"];
    let named = files
        .iter()
        .find_map(|path| fs::read_to_string(path).ok().filter(|id| !id.trim().is_empty()));
    let name = || ["COMPUTERNAME", "HOSTNAME"].iter().find_map(|name| std::env::var(name).ok());
    named.or_else(name).unwrap_or_default().trim().to_owned()
}

impl Station {
    /// At every opening for writing: keys, and a new chain where this folder is a copy or was restored.
    pub(in crate::station) fn settle_in(&mut self) -> Result<(), Error> {
        let here = home(self.store.folder());
        let before = things::preference(&self.store, HOME)?;
        let is_elsewhere = before.as_ref().is_some_and(|before| *before != here);
        if is_elsewhere || self.restored()?.is_some() || self.lacks_signed_head()? {
            self.begin_again()?;
        }
        if before.as_ref() != Some(&here) {
            things::prefer(&self.store, HOME, &here)?;
        }
        // An invented plant is the same each time: it gets keys when somebody works with it.
        if self.card().demo { Ok(()) } else { self.see_to_keys() }
    }

    /// What the file says of having taken the place of another one, where nobody has answered it yet.
    fn restored(&self) -> Result<Option<Restored>, Error> {
        let noted = things::preference(&self.store, backup::RESTORED)?;
        Ok(noted.map(|noted| serde_json::from_str(&noted).unwrap_or_default()))
    }

    /// Whether others hold more of our chain than we do.
    fn lacks_signed_head(&self) -> Result<bool, Error> {
        let Some((chain, seq, hash)) = signed_head(self.store.folder()) else {
            return Ok(false);
        };
        let here = exchange::hash_of(&self.store, chain, seq)?;
        Ok(here.is_none_or(|here| hexadecimal(&here) != hash))
    }

    /// Ends our chain where it stands and goes on under a new one, with everything that a chain says of its station. The guard on
    /// duty is asked again. The settings stay those of the site, this station's earlier chains among them: said again under the time
    /// of the restoring, those of an old backup would stand before what other stations have settled since.
    pub(super) fn begin_again(&mut self) -> Result<(), Error> {
        let head = chains::head(&self.store, self.card().chain)?;
        let card = StationCard {
            chain: Uuid::now_v7(),
            ..self.card().clone()
        };
        let continued = Continued {
            chain: head.chain,
            seq: head.seq,
            hash: hexadecimal(&head.hash),
        };
        let chain = card.chain;
        let mut entries = vec![Entry::StationOpened(card)];
        entries.extend(chains::keys(&self.store)?.map(Entry::Keyed));
        entries.push(Entry::Continued(continued));
        entries.extend(self.peers()?.into_iter().map(Entry::PeerSaved));
        entries.extend(self.restored()?.map(Entry::from));
        let (at, zone) = (self.now(), self.card().zone);
        let stamped: Vec<_> = entries.into_iter().map(|entry| (stamp(at, zone, 0, None), entry)).collect();
        chains::begin_again(&mut self.store, chain, &stamped)?;
        self.identity = store::station::identity(&self.store)?;
        tracing::warn!("the data folder was copied or restored: the station goes on under a new chain");
        Ok(())
    }
}
