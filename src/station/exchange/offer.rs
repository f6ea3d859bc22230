//! What we leave in a folder for others: everything they have not acknowledged and that does not lie there already.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use uuid::Uuid;

use super::folder::{ENDING, Listing, Posting};
use super::routes::{Folder, Offered, key};
use super::send::{Sending, least};
use super::take::Intake;
use crate::domain::chain::Head;
use crate::domain::peer::{Level, Peer, Relation};
use crate::exchange::bundle::Part;
use crate::station::{Error, Station};
use crate::store::{chains, exchange};

/// Entries in a bundle of a folder: more are several files.
const MOST: i64 = 20_000;
/// A bundle is sealed for so many stations at most.
const RECIPIENTS: usize = 64;
/// A station that writes in the folder itself is given so long to be heard, before others pass its entries on.
const PATIENCE_MIN: i64 = 10;
/// How long entries lie there that are sent again in full.
const AGAIN_MIN: i64 = 7 * 24 * 60;
/// How often a station says that it is there where nothing happens: on its site well within the time after which it counts as silent.
const PULSE_MIN: i64 = 5;
const PULSE_MIN_AFAR: i64 = 60;

/// Stations that get the same bundle.
struct Group {
    name: String,
    relation: Relation,
    peers: Vec<Peer>,
    level: Level,
    /// Headquarters is sent more than before: everything goes again.
    again: bool,
    /// How far each of them holds what; who has gone on under another chain answers no more.
    held: Vec<Vec<Head>>,
}

impl Group {
    fn chains(&self) -> Vec<Uuid> {
        self.peers.iter().map(|peer| peer.card.chain).collect()
    }

    /// How far they hold a chain, or will once they have read what lies there.
    fn reach(&self, memory: &Folder, chain: Uuid) -> i64 {
        if self.again {
            return 0;
        }
        let mut reach = least(&self.held, chain);
        let to = self.chains();
        for offered in memory.offered.iter().filter(|offered| !offered.lost && is_for(offered, &to)) {
            for (of, first, last) in &offered.parts {
                if *of == chain && *first <= reach + 1 {
                    reach = reach.max(*last);
                }
            }
        }
        reach
    }
}

/// Whether a bundle is for all of these.
fn is_for(offered: &Offered, to: &[Uuid]) -> bool {
    to.iter().all(|peer| offered.to.contains(peer))
}

impl Station {
    /// Plans the second half of an exchange; `None` where there is nothing to do.
    pub fn plan_posting(&mut self, folder: &Path, listing: &Listing, intake: &Intake) -> Result<Option<Posting>, Error> {
        self.looked(folder, listing, intake)?;
        let own = self.card().chain;
        let mut remembered = self.remembered()?;
        let mut memory = remembered.folders.remove(&key(folder)).unwrap_or_default();
        if memory.chain != own {
            memory = Folder {
                chain: own,
                read: memory.read,
                ..Folder::default()
            };
        }
        let done = memory.done;
        // What is not known any more is offered again under another name.
        let unknown = listing
            .own
            .iter()
            .filter(|file| !memory.offered.iter().any(|offered| offered.file == **file));
        let mut remove: Vec<String> = unknown.cloned().collect();
        memory.offered.retain(|offered| listing.own.contains(&offered.file));
        let mut bundles = Vec::new();
        for group in self.groups(folder, &mut memory)? {
            bundles.extend(self.offer(&group, &mut memory, listing)?);
        }
        let needless = self.needless(&memory)?;
        memory.offered.retain(|offered| !needless.contains(&offered.file));
        remove.extend(needless);
        memory.done = Some(self.now());
        if bundles.is_empty() && remove.is_empty() && listing.has_card {
            // What only looked is not worth writing down.
            memory.done = done.or(memory.done);
            remembered.folders.insert(key(folder), memory);
            self.remember(&remembered)?;
            return Ok(None);
        }
        Ok(Some(Posting {
            folder: folder.to_owned(),
            card: self.own_card()?,
            has_card: listing.has_card,
            bundles,
            remove,
            after: memory,
        }))
    }

    /// Who gets what through a folder.
    fn groups(&self, folder: &Path, memory: &mut Folder) -> Result<Vec<Group>, Error> {
        let routes = self.routes()?;
        let asked = routes
            .iter()
            .find(|route| route.folder == folder)
            .map_or_else(Level::default, |route| route.level);
        let trusted: Vec<Peer> = self.peers()?.into_iter().filter(|peer| peer.revoked.is_none()).collect();
        let mut groups = Vec::new();
        for relation in Relation::ALL {
            let peers: Vec<Peer> = trusted.iter().filter(|peer| peer.relation == relation).cloned().collect();
            let is_above = relation == Relation::Above && !peers.is_empty();
            let level = if relation == Relation::Site { Level::Full } else { asked };
            let again = is_above && memory.level.is_some_and(|before| before < level);
            if is_above {
                memory.level = Some(level);
            }
            for (peers, no) in peers.chunks(RECIPIENTS).zip(0..) {
                let answering = self.answering(peers)?;
                if answering.is_empty() {
                    continue;
                }
                groups.push(Group {
                    name: format!("{}-{no}", relation.key()),
                    relation,
                    peers: peers.to_vec(),
                    level,
                    again,
                    held: self.receipts_of(&answering)?,
                });
            }
        }
        Ok(groups)
    }

    /// Those who still write under the chain we know them by.
    fn answering(&self, peers: &[Peer]) -> Result<Vec<Peer>, Error> {
        let continued = chains::continuations(&self.store)?;
        let mut answering = Vec::new();
        for peer in peers {
            let head = chains::head(&self.store, peer.card.chain)?;
            let has_gone_on = continued.iter().any(|of| of.chain == head.chain && of.seq >= head.seq);
            if !has_gone_on {
                answering.push(peer.clone());
            }
        }
        Ok(answering)
    }

    /// The bundles for a group. Without new entries there is one only where there are new receipts, something is asked for, or nothing
    /// was said for a while: receipts call for no receipts.
    fn offer(&self, group: &Group, memory: &mut Folder, listing: &Listing) -> Result<Vec<(Offered, Sending)>, Error> {
        let mut chains = self.chains_for(&group.peers)?;
        let addressed = self.remembered()?.addressed;
        chains.retain(|chain| {
            // Whoever writes here for all of them itself is given the time to be heard.
            let others = group.peers.iter().map(|peer| peer.card.chain).filter(|peer| peer != chain);
            let to = addressed.get(chain);
            let writes = listing.stations.contains(chain) && others.into_iter().all(|peer| to.is_some_and(|to| to.contains(&peer)));
            !writes || group.again || self.is_unheard(*chain, group, memory).unwrap_or(true)
        });
        let parts = self.parts(&chains, &|chain| group.reach(memory, chain))?;
        let mut piles = self.piles(parts)?;
        let said = self.said(group)?;
        let is_new = said != memory.said.get(&group.name).map_or("", String::as_str);
        if piles.is_empty() && is_new {
            piles.push(Vec::new());
        }
        memory.said.insert(group.name.clone(), said);
        let mut bundles = Vec::new();
        for parts in piles {
            let first = parts.iter().find(|part| part.chain == memory.chain).map_or(0, |part| part.from);
            let sending = self.sending(&group.peers, group.level, parts)?;
            memory.last += 1;
            let offered = Offered {
                file: format!("{first}-{}.{ENDING}", memory.last),
                to: group.chains(),
                parts: sending.parts(),
                until: group.again.then(|| self.now().plus_minutes(AGAIN_MIN)),
                lost: false,
            };
            memory.offered.push(offered.clone());
            bundles.push((offered, sending));
        }
        Ok(bundles)
    }

    /// Whether the others have not heard a station for too long, so that we pass its chain on.
    fn is_unheard(&self, chain: Uuid, group: &Group, memory: &mut Folder) -> Result<bool, Error> {
        let (held, now) = (least(&group.held, chain), self.now());
        if held >= chains::head(&self.store, chain)?.seq {
            memory.lag.remove(&chain);
            return Ok(false);
        }
        let lag = memory.lag.entry(chain).or_insert((held, now));
        if lag.0 < held {
            *lag = (held, now);
        }
        Ok(lag.1.plus_minutes(PATIENCE_MIN) <= now)
    }

    /// Parts as they go into bundles. A chain that we do not sign ends where its station signed it.
    fn piles(&self, parts: Vec<Part>) -> Result<Vec<Vec<Part>>, Error> {
        let mut piles: Vec<(i64, Vec<Part>)> = Vec::new();
        for part in parts {
            for part in self.cut(&part)? {
                let entries = part.to - part.from + 1;
                match piles.last_mut().filter(|(before, _)| before + entries <= MOST) {
                    Some((before, pile)) => {
                        *before += entries;
                        pile.push(part);
                    }
                    None => piles.push((entries, vec![part])),
                }
            }
        }
        Ok(piles.into_iter().map(|(_, pile)| pile).collect())
    }

    fn cut(&self, part: &Part) -> Result<Vec<Part>, Error> {
        let Part {
            chain,
            mut from,
            to,
            signed,
            ..
        } = *part;
        let mut cut = Vec::new();
        while chain == self.card().chain && to - from >= MOST {
            let seq = from + MOST - 1;
            let hash = exchange::hash_of(&self.store, chain, seq)?.unwrap_or_default();
            let signed = self.secrets()?.sign(Head { chain, seq, hash });
            cut.push(self.part(signed, from - 1)?);
            from = seq + 1;
        }
        cut.push(self.part(signed, from - 1)?);
        Ok(cut)
    }

    /// The receipts and wants of a bundle and its pulse as one text, to know whether they are new. Headquarters needs no receipts: it
    /// sends nothing.
    fn said(&self, group: &Group) -> Result<String, Error> {
        let pulse_min = if group.relation == Relation::Site {
            PULSE_MIN
        } else {
            PULSE_MIN_AFAR
        };
        let pulse = format!("@{}", self.now().0 / (pulse_min * 60_000));
        if group.relation == Relation::Above {
            return Ok(pulse);
        }
        let own = self.card().chain;
        let holds = self.holds_for(&group.peers)?.into_iter().filter(|head| head.chain != own);
        let mut said: Vec<String> = holds.map(|head| format!("{}:{}", head.chain.simple(), head.seq)).collect();
        let wants = self.gaps()?;
        said.extend(wants.iter().map(|gap| format!("?{}:{}-{}", gap.chain.simple(), gap.from, gap.to)));
        said.push(pulse);
        said.sort();
        Ok(said.join(" "))
    }

    /// Our bundles that everybody has acknowledged. The last one for somebody stays, for what it says besides its entries.
    fn needless(&self, memory: &Folder) -> Result<Vec<String>, Error> {
        let trusted: Vec<Peer> = self.peers()?.into_iter().filter(|peer| peer.revoked.is_none()).collect();
        let now = self.now();
        let mut holders = BTreeMap::new();
        let mut needless = Vec::new();
        for (no, offered) in memory.offered.iter().enumerate() {
            let held = match holders.entry(&offered.to) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let mut peers = trusted.clone();
                    peers.retain(|peer| offered.to.contains(&peer.card.chain));
                    new.insert(self.receipts_of(&self.answering(&peers)?)?)
                }
            };
            let has_all = offered
                .parts
                .iter()
                .all(|(chain, _, last)| held.is_empty() || least(held, *chain) >= *last);
            let is_followed = memory.offered.iter().skip(no + 1).any(|later| is_for(later, &offered.to));
            if has_all && is_followed && offered.until.is_none_or(|until| until <= now) {
                needless.push(offered.file.clone());
            }
        }
        Ok(needless)
    }
}
