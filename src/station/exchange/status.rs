//! What is known of other stations, and what they know of us.

use std::path::Path;

use super::{ExchangeView, PeerState, Quarantined, RouteState, routes};
use crate::domain::peer::{Card, Peer};
use crate::exchange::bundle::card_text;
use crate::station::{Error, Station};
use crate::store::exchange;

impl Station {
    /// Everything about the exchange that screens show.
    pub fn exchange_view(&self) -> Result<ExchangeView, Error> {
        let peers = self.peers()?;
        let cards = self.remembered()?.cards;
        let own = self.own_card().ok();
        let of = |card: &Card| peers.iter().find(|peer| peer.card.chain == card.chain);
        let is_stranger = |card: &&Card| {
            let is_ours = own.as_ref().is_some_and(|own| own.chain == card.chain || own.keys == card.keys);
            !is_ours
                && !peers
                    .iter()
                    .any(|peer| peer.card.chain == card.chain || peer.card.keys == card.keys)
        };
        let has_changed = |card: &&Card| of(card).is_some_and(|peer| peer.revoked.is_none() && peer.card.keys != card.keys);
        Ok(ExchangeView {
            strangers: cards.iter().filter(is_stranger).cloned().collect(),
            changed_keys: cards.iter().filter(has_changed).cloned().collect(),
            gaps: self.gaps()?,
            quarantined: self.quarantined()?,
            routes: self.route_states()?,
            peers: self.peer_states(peers)?,
            own_text: own.as_ref().map(card_text).unwrap_or_default(),
            own,
            ledger_url: None,
            ledger_fault: None,
        })
    }

    fn peer_states(&self, peers: Vec<Peer>) -> Result<Vec<PeerState>, Error> {
        let (heads, heard) = (self.heads()?, exchange::heard(&self.store)?);
        let own = self.card().chain;
        let reach = |chain| heads.iter().find(|head| head.chain == chain).map_or(0, |head| head.seq);
        let mut states = Vec::new();
        for peer in peers {
            let chain = peer.card.chain;
            let last = heard.iter().find(|(peer, ..)| *peer == chain);
            let receipts = exchange::receipts(&self.store, chain)?;
            let accepted = receipts.iter().find(|head| head.chain == own).map_or(0, |head| head.seq);
            states.push(PeerState {
                have: reach(chain),
                heard: last.map(|(_, _, arrived, _)| *arrived),
                skew_ms: last.map_or(0, |(_, made, arrived, _)| made.0 - arrived.0),
                accepted: last.filter(|_| accepted > 0).map(|(_, _, arrived, _)| (accepted, *arrived)),
                owed: (reach(own) - accepted).max(0),
                peer,
            });
        }
        Ok(states)
    }

    fn quarantined(&self) -> Result<Vec<Quarantined>, Error> {
        let found = exchange::quarantined(&self.store)?.into_iter().map(|found| Quarantined {
            no: found.no,
            chain: found.chain,
            seq: found.link.seq,
            sender: found.sender,
            arrived: found.arrived,
            why: found.why,
            seen: found.seen,
        });
        Ok(found.chain(self.apart()?).collect())
    }

    /// Somebody has looked at an entry in quarantine.
    pub fn mark_seen(&mut self, no: i64) -> Result<(), Error> {
        match self.server()?.filter(|_| no < 0) {
            Some(server) => Ok(server.mark_seen(-no)?),
            None => Ok(exchange::mark_seen(&mut self.store, no)?),
        }
    }

    fn route_states(&self) -> Result<Vec<RouteState>, Error> {
        let remembered = self.remembered()?;
        let states = self.routes()?.into_iter().map(|route| {
            let kept = remembered.folders.get(&routes::key(&route.folder));
            let (done, failed) = self.outcomes.get(&route.folder).copied().unwrap_or_default();
            RouteState {
                done: done.or_else(|| kept.and_then(|kept| kept.done)),
                failed,
                route,
            }
        });
        Ok(states.collect())
    }

    /// How the last exchange through a folder went: `None`, or the code of the error. Kept as long as the program runs.
    pub fn note_outcome(&mut self, folder: &Path, failed: Option<&'static str>) {
        let now = self.now();
        let outcome = self.outcomes.entry(folder.to_owned()).or_default();
        outcome.1 = failed;
        if failed.is_none() {
            outcome.0 = Some(now);
        }
    }
}
