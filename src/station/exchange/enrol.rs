//! Who is trusted: stations whose fingerprint somebody has compared.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use uuid::Uuid;

use crate::domain::entry::Entry;
use crate::domain::peer::{Card, Keys, Peer, Relation};
use crate::domain::rights::Right;
use crate::exchange::bundle::{BundleError, card_from_text};
use crate::station::{Done, Error, Station};
use crate::store::exchange;

/// A card as a file has a few hundred bytes.
const CARD_BYTES: u64 = 16 * 1024;

impl Station {
    /// Reads the card of another station from a file.
    pub fn read_card(path: &Path) -> Result<Card, Error> {
        let mut text = String::new();
        let file = File::open(path).map_err(BundleError::from)?;
        file.take(CARD_BYTES).read_to_string(&mut text).map_err(BundleError::from)?;
        Ok(card_from_text(&text)?)
    }

    /// The other stations that this one knows, also those it trusts no more.
    pub fn peers(&self) -> Result<Vec<Peer>, Error> {
        Ok(exchange::peers(&self.store)?)
    }

    pub(super) fn peer(&self, chain: Uuid) -> Result<Option<Peer>, Error> {
        Ok(self.peers()?.into_iter().find(|peer| peer.card.chain == chain))
    }

    /// Trusts a station from now on. Keys that differ from those it had before are trusted, too: somebody compared the fingerprint.
    /// Under whatever chains it wrote with these keys, it is trusted again.
    ///
    /// Errors: `OwnCard`, `OtherSite` where a station of the same site says another name for it, `AlreadyEnrolled`.
    pub fn enrol(&mut self, card: Card) -> Result<Done<()>, Error> {
        self.need(Right::ManageStations)?;
        if card.chain == self.card().chain {
            return Err(Error::OwnCard);
        }
        let relation = Relation::between(self.card(), &card);
        if relation == Relation::Site && !self.is_of_this_site(&card) {
            return Err(Error::OtherSite(Box::new([self.place(), place(&card.site, &card.unit)])));
        }
        let peer = Peer {
            card,
            relation,
            revoked: None,
        };
        if self.peer(peer.card.chain)?.as_ref() == Some(&peer) {
            // Compared once more: whatever else was seen of it was not this station.
            self.forget_cards(peer.card.chain)?;
            return Err(Error::AlreadyEnrolled);
        }
        let others = self.with_keys(&peer.card.keys)?.into_iter();
        let others = others.filter(|other| other.revoked.is_some() && other.card.chain != peer.card.chain);
        let mut entries: Vec<Entry> = others.map(|other| Entry::PeerSaved(Peer { revoked: None, ..other })).collect();
        entries.push(Entry::PeerSaved(peer));
        let done = self.write_all(entries)?;
        self.retry_refused()?;
        Ok(done)
    }

    /// Trusts a station no more, under whatever chains it wrote with its keys: nothing of it is taken in, nothing is sealed for it. What
    /// came from it before stays, and is passed on no further.
    pub fn revoke(&mut self, peer: Uuid, reason: &str) -> Result<Done<()>, Error> {
        self.need(Right::ManageStations)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::ReasonMissing);
        }
        let known = self.peer(peer)?.filter(|peer| peer.revoked.is_none());
        let peer = known.ok_or(Error::UnknownStation)?;
        let trusted = self.with_keys(&peer.card.keys)?.into_iter().filter(|peer| peer.revoked.is_none());
        let revoked = Some(reason.to_owned());
        let entries = trusted.map(|peer| {
            Entry::PeerSaved(Peer {
                revoked: revoked.clone(),
                ..peer
            })
        });
        self.write_all(entries.collect())
    }

    /// The other stations that have these keys: one that went on under another chain is known under both.
    fn with_keys(&self, keys: &Keys) -> Result<Vec<Peer>, Error> {
        Ok(self.peers()?.into_iter().filter(|peer| peer.card.keys == *keys).collect())
    }

    /// A station that goes on under a new chain with the keys it had is trusted as it was.
    pub(super) fn recognise(&mut self, card: &Card) -> Result<(), Error> {
        let known = self.peers()?;
        if known.iter().any(|peer| peer.card.chain == card.chain) {
            return Ok(());
        }
        match heir(&known, &self.secrets()?.keys(), card) {
            Some(peer) => self.write(&Entry::PeerSaved(peer), None).map(drop),
            None => Ok(()),
        }
    }

    fn is_of_this_site(&self, card: &Card) -> bool {
        let own = self.card();
        (own.site.trim(), own.unit.trim()) == place_of(card)
    }

    fn place(&self) -> String {
        place(&self.card().site, &self.card().unit)
    }
}

/// The site and the unit that a card says.
pub(super) fn place_of(card: &Card) -> (&str, &str) {
    (card.site.trim(), card.unit.trim())
}

/// Whether nobody has revoked these keys, under whatever chain.
pub(super) fn are_trusted(peers: &[Peer], keys: &Keys) -> bool {
    !peers.iter().any(|peer| peer.revoked.is_some() && peer.card.keys == *keys)
}

/// Who goes on under a chain that nobody has enrolled: a trusted station with the same keys in the same place, or this one, of which
/// there is a copy.
pub(super) fn heir(peers: &[Peer], own: &Keys, card: &Card) -> Option<Peer> {
    if !are_trusted(peers, &card.keys) {
        return None;
    }
    let same = peers
        .iter()
        .find(|peer| peer.card.keys == card.keys && place_of(&peer.card) == place_of(card));
    let relation = same
        .map(|peer| peer.relation)
        .or_else(|| (card.keys == *own).then_some(Relation::Site))?;
    Some(Peer {
        card: card.clone(),
        relation,
        revoked: None,
    })
}

/// `锰矿 · 选矿厂`
fn place(site: &str, unit: &str) -> String {
    let named: Vec<&str> = [site, unit].into_iter().filter(|name| !name.is_empty()).collect();
    named.join(" · ")
}
