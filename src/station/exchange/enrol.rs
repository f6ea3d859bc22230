//! Who is trusted: stations whose fingerprint somebody has compared.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use uuid::Uuid;

use crate::domain::entry::Entry;
use crate::domain::peer::{Card, Keys, Peer, Relation};
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
    ///
    /// Errors: `OwnCard`, `OtherSite` where a station of the same site says another name for it, `AlreadyEnrolled`.
    pub fn enrol(&mut self, card: Card) -> Result<Done<()>, Error> {
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
        let done = self.write(&Entry::PeerSaved(peer), None)?;
        self.retry_refused()?;
        Ok(done)
    }

    /// Trusts a station no more: nothing of it is taken in, nothing is sealed for it. What came from it before stays.
    pub fn revoke(&mut self, peer: Uuid, reason: &str) -> Result<Done<()>, Error> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::ReasonMissing);
        }
        let known = self.peer(peer)?.filter(|peer| peer.revoked.is_none());
        let peer = known.ok_or(Error::UnknownStation)?;
        let revoked = Some(reason.to_owned());
        self.write(&Entry::PeerSaved(Peer { revoked, ..peer }), None)
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
        (own.site.trim(), own.unit.trim()) == (card.site.trim(), card.unit.trim())
    }

    fn place(&self) -> String {
        place(&self.card().site, &self.card().unit)
    }
}

/// Who goes on under a chain that nobody has enrolled: a trusted station with the same keys, or this one, of which there is a copy.
pub(super) fn heir(peers: &[Peer], own: &Keys, card: &Card) -> Option<Peer> {
    let trusted = peers.iter().find(|peer| peer.revoked.is_none() && peer.card.keys == card.keys);
    let relation = trusted
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
