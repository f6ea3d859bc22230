//! What is known of other stations, and what they know of us.

use std::path::Path;

use super::{ExchangeView, PeerState, Quarantined, RouteState, routes};
use crate::domain::chain::{GENESIS, Head};
use crate::domain::parcel::Gap;
use crate::domain::peer::{Card, Peer, Relation};
use crate::domain::rights::Right;
use crate::exchange::bundle::card_text;
use crate::station::{Error, Station};
use crate::store::exchange;

/// Entries in quarantine that are shown at most: nobody reads more.
const QUARANTINED: usize = 200;

impl Station {
    /// Everything about the exchange that screens show.
    pub fn exchange_view(&self) -> Result<ExchangeView, Error> {
        self.exchange_with(&self.heads()?, self.gaps()?, self.quarantined()?)
    }

    /// Reads it again for a window. Where the server of the units cannot be used, what was known of them stays and the fault is told.
    pub(in crate::station) fn follow_exchange(&self, held: &mut ExchangeView) -> Result<(), Error> {
        *held = match self.exchange_view() {
            Err(error) if error.is_of_server() => {
                let mut heads = exchange::heads(&self.store)?;
                for state in &held.peers {
                    let known = Head {
                        chain: state.peer.card.chain,
                        seq: state.have,
                        hash: GENESIS,
                    };
                    heads.retain(|own| own.chain != known.chain);
                    heads.push(known);
                }
                let gaps = std::mem::take(&mut held.gaps);
                let quarantined = (std::mem::take(&mut held.quarantined), held.in_quarantine);
                ExchangeView {
                    ledger_fault: Some(error.code()),
                    ..self.exchange_with(&heads, gaps, quarantined)?
                }
            }
            read => read?,
        };
        Ok(())
    }

    fn exchange_with(
        &self,
        heads: &[Head],
        gaps: Vec<Gap>,
        (quarantined, in_quarantine): (Vec<Quarantined>, usize),
    ) -> Result<ExchangeView, Error> {
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
            gaps,
            quarantined,
            in_quarantine,
            routes: self.route_states()?,
            peers: self.peer_states(peers, heads)?,
            own_text: own.as_ref().map(card_text).unwrap_or_default(),
            own,
            ledger_url: self.ledger_url()?,
            ledger_fault: None,
        })
    }

    fn peer_states(&self, peers: Vec<Peer>, heads: &[Head]) -> Result<Vec<PeerState>, Error> {
        let heard = exchange::heard(&self.store)?;
        let own = self.card().chain;
        let reach = |chain| heads.iter().find(|head| head.chain == chain).map_or(0, |head| head.seq);
        let mut states = Vec::new();
        for peer in peers {
            let chain = peer.card.chain;
            let last = heard.get(&chain);
            let receipts = exchange::receipts(&self.store, chain)?;
            let accepted = receipts.iter().find(|head| head.chain == own).map_or(0, |head| head.seq);
            // Who is below gets nothing of ours but receipts, who is revoked nothing at all.
            let gets_ours = peer.relation != Relation::Below && peer.revoked.is_none();
            states.push(PeerState {
                have: reach(chain),
                heard: last.map(|last| last.arrived),
                skew_ms: last.map_or(0, |last| last.made.0 - last.arrived.0),
                accepted: last.filter(|_| accepted > 0).map(|last| (accepted, last.arrived)),
                owed: if gets_ours { (reach(own) - accepted).max(0) } else { 0 },
                peer,
            });
        }
        Ok(states)
    }

    /// What is in quarantine, as far as anybody reads, and how much there is.
    fn quarantined(&self) -> Result<(Vec<Quarantined>, usize), Error> {
        let (found, in_file) = exchange::quarantined(&self.store, QUARANTINED)?;
        let apart = self.apart()?;
        let all = in_file + apart.len();
        Ok((found.into_iter().chain(apart).take(QUARANTINED).collect(), all))
    }

    /// Somebody has looked at an entry in quarantine.
    pub fn mark_seen(&mut self, no: i64) -> Result<(), Error> {
        self.need(Right::ManageStations)?;
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
