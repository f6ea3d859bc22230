//! Bundles on their way out: planned by the station, written by a thread that reads the journal through a connection of its own.

use std::fs::File;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::enrol::are_trusted;
use super::{again, keys};
use crate::domain::chain::{GENESIS, Head, Link, SignedHead};
use crate::domain::disclosure::disclose;
use crate::domain::entry::Entry;
use crate::domain::parcel::Cover;
use crate::domain::peer::{Level, Peer, Relation};
use crate::exchange::bundle::{self, BundleError, Part, Secrets, Source, is_signed_by};
use crate::exchange::write::in_place;
use crate::station::out::Progress;
use crate::station::{Error, Station};
use crate::store::{Store, StoreError, chains, exchange, station, things};

/// Where this PC remembers the number of its last bundle.
const LAST: &str = "bundle-no";

/// A bundle that is planned: everything a thread needs to write it.
#[derive(Debug)]
pub struct Sending {
    data: PathBuf,
    secrets: Secrets,
    cover: Cover,
    parts: Vec<Part>,
    /// Whether it stays at the site: then everything is in it as it was written.
    stays: bool,
    /// The end of our own chain as it is signed here.
    head: Head,
}

/// A bundle that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub path: PathBuf,
    pub entries: u64,
    /// The names of the stations it is sealed for.
    pub to: Vec<String>,
}

impl Sending {
    pub fn entries(&self) -> u64 {
        let entries = self.parts.iter().map(|part| part.to - part.from + 1);
        entries.sum::<i64>().unsigned_abs()
    }

    pub(super) fn parts(&self) -> Vec<(Uuid, i64, i64)> {
        self.parts.iter().map(|part| (part.chain, part.from, part.to)).collect()
    }

    /// Writes the file; whole, or not there. `progress` is told the entries and answers whether to stop.
    pub fn write(&self, path: &Path, progress: Progress<'_>) -> Result<Sent, Error> {
        let mut journal = Journal {
            store: Store::open_reader(&self.data)?,
            level: (!self.stays).then_some(self.cover.level),
            pictures: Vec::new(),
        };
        // Before anybody can hold what is signed here: a restored folder must know that it is behind.
        again::note_head(&self.data, &self.head)?;
        in_place(path, |file: &File| -> Result<(), Error> {
            open_to_all(file)?;
            let mut out = file;
            bundle::write(&mut out, &self.secrets, &self.cover, &self.parts, &mut journal, &|done, all| {
                !progress(done, all)
            })?;
            Ok(())
        })?;
        Ok(Sent {
            path: path.to_owned(),
            entries: self.entries(),
            to: self.cover.to.iter().map(|card| card.station.clone()).collect(),
        })
    }
}

/// What lies in a shared folder is read by others; what it says is sealed.
#[cfg(unix)]
pub(super) fn open_to_all(file: &File) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;
    let open = std::fs::Permissions::from_mode(0o644);
    file.set_permissions(open).map_err(|error| Error::Store(error.into()))
}

#[cfg(not(unix))]
pub(super) fn open_to_all(_file: &File) -> Result<(), Error> {
    Ok(())
}

/// The journal as a bundle reads it.
struct Journal {
    store: Store,
    /// What whoever is not of the site is shown.
    level: Option<Level>,
    /// The pictures that the entries name, by their hash.
    pictures: Vec<String>,
}

impl Source for Journal {
    fn links(&mut self, part: &Part, each: &mut dyn FnMut(Link) -> Result<(), BundleError>) -> Result<(), BundleError> {
        let (level, pictures) = (self.level, &mut self.pictures);
        let read: Result<(), Failed> = exchange::links(&self.store, part.chain, (part.from, part.to), &mut |link, hash| {
            // Of what was cleared in part the rest stays here: whoever gets it could not tell it from what somebody made up.
            let is_cleared = link.redacted.is_some() && level.is_none_or(|level| level == Level::Full);
            let link = if is_cleared {
                Link {
                    subject: None,
                    body: String::new(),
                    corrects: None,
                    ..link
                }
            } else {
                link
            };
            let shown = level.map_or_else(|| link.clone(), |level| disclose(level, &link, &hash));
            pictures.extend(picture(&shown));
            each(shown).map_err(Failed)
        });
        read.map_err(|failed| failed.0)
    }

    fn photo(&mut self, no: usize) -> Result<Option<Vec<u8>>, BundleError> {
        while let Some(sha256) = self.pictures.get(no) {
            if let Some(jpeg) = things::picture(&self.store, sha256).map_err(|error| Failed::from(error).0)? {
                return Ok(Some(jpeg));
            }
            self.pictures.remove(no);
        }
        Ok(None)
    }
}

/// What the journal says while a bundle is written, in the bundle's own words.
struct Failed(BundleError);

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(BundleError::Io(std::io::Error::other(error)))
    }
}

/// The picture that an entry names.
fn picture(link: &Link) -> Option<String> {
    if !matches!(Entry::kind_name(link.kind), "photo-taken" | "notice") || link.is_withheld() {
        return None;
    }
    let body: serde_json::Value = serde_json::from_str(&link.body).ok()?;
    let hash = body.get("sha256").or_else(|| body.get("picture"))?;
    hash.as_str().map(str::to_owned)
}

/// How far those who get a bundle hold a chain.
pub(super) type After<'a> = &'a dyn Fn(Uuid) -> i64;

impl Station {
    /// Plans a bundle with everything that these stations have not acknowledged, or with `all` everything; for nobody named, for all.
    ///
    /// Errors: `NobodyToSend`; `TwoLevels` for stations of the site and headquarters in one: these get accounts and those never.
    pub fn plan_bundle(&self, to: &[Uuid], level: Level, all: bool) -> Result<Sending, Error> {
        let trusted = |peer: &Peer| peer.revoked.is_none() && (to.is_empty() || to.contains(&peer.card.chain));
        let to: Vec<Peer> = self.peers()?.into_iter().filter(trusted).collect();
        let is_site = |peer: &Peer| peer.relation == Relation::Site;
        let level = match (to.iter().any(is_site), to.iter().all(is_site)) {
            (_, true) => Level::Full,
            (true, false) => return Err(Error::TwoLevels),
            (false, false) => level,
        };
        let held = self.receipts_of(&to)?;
        let chains = self.chains_for(&to)?;
        let parts = self.parts(&chains, &|chain| if all { 0 } else { least(&held, chain) })?;
        self.sending(&to, level, parts)
    }

    /// The receipts of each of these stations.
    pub(super) fn receipts_of(&self, to: &[Peer]) -> Result<Vec<Vec<Head>>, Error> {
        let receipts = to.iter().map(|peer| exchange::receipts(&self.store, peer.card.chain));
        Ok(receipts.collect::<Result<_, _>>()?)
    }

    pub(super) fn sending(&self, to: &[Peer], level: Level, parts: Vec<Part>) -> Result<Sending, Error> {
        if to.is_empty() {
            return Err(Error::NobodyToSend);
        }
        let data = self.store.folder().to_owned();
        Ok(Sending {
            secrets: keys::read(&data).ok_or(Error::NoKeys)?,
            head: chains::head(&self.store, self.card().chain)?,
            cover: Cover {
                maker: self.own_card()?,
                to: to.iter().map(|peer| peer.card.clone()).collect(),
                level,
                made: self.now(),
                no: self.next_no()?,
                holds: self.holds_for(to)?,
                wants: self.gaps()?,
            },
            parts,
            stays: to.iter().all(|peer| peer.relation == Relation::Site),
            data,
        })
    }

    /// The time, or past the last number where the clock was set back: whoever reads bundles knows the newest by it.
    fn next_no(&self) -> Result<i64, Error> {
        let last: Option<i64> = things::preference(&self.store, LAST)?.and_then(|last| last.parse().ok());
        let no = last.map_or_else(|| self.now().0, |last| self.now().0.max(last.saturating_add(1)));
        things::prefer(&self.store, LAST, &no.to_string())?;
        Ok(no)
    }

    /// The chains that these stations may have from us: those of our own site. Who is below gets nothing but receipts.
    pub(super) fn chains_for(&self, to: &[Peer]) -> Result<Vec<Uuid>, Error> {
        if to.iter().any(|peer| peer.relation == Relation::Below) {
            return Ok(Vec::new());
        }
        self.chains_of(Relation::Site, &exchange::signed_heads(&self.store)?)
    }

    /// The chains that stations of a relation wrote, our own among those of the site.
    fn chains_of(&self, relation: Relation, signed: &[SignedHead]) -> Result<Vec<Uuid>, Error> {
        let peers = self.peers()?;
        let mut found = if relation == Relation::Site {
            station::own_chains(&self.store)?
        } else {
            Vec::new()
        };
        for signed in signed {
            let wrote = author(&peers, signed);
            if wrote.is_some_and(|peer| peer.relation == relation) && !found.contains(&signed.head.chain) {
                found.push(signed.head.chain);
            }
        }
        Ok(found)
    }

    /// What these stations are told that we hold: those below their own chains, those of the site all of the site.
    pub(super) fn holds_for(&self, to: &[Peer]) -> Result<Vec<Head>, Error> {
        let (mut chains, signed) = (Vec::new(), self.signed_heads()?);
        for relation in [Relation::Site, Relation::Below] {
            if to.iter().any(|peer| peer.relation == relation) {
                chains.extend(self.chains_of(relation, &signed)?);
            }
        }
        let mut heads = self.heads()?;
        heads.retain(|head| chains.contains(&head.chain));
        Ok(heads)
    }

    /// The entries of these chains after what is held, as far as the head that their station signed.
    pub(super) fn parts(&self, chains: &[Uuid], after: After<'_>) -> Result<Vec<Part>, Error> {
        let (own, signed) = (station::own_chains(&self.store)?, exchange::signed_heads(&self.store)?);
        let mut parts = Vec::new();
        for chain in chains {
            let head = chains::head(&self.store, *chain)?;
            let signed = signed.iter().find(|signed| signed.head.chain == *chain).copied();
            let signed = match signed {
                Some(signed) if signed.head == head || !own.contains(chain) => Some(signed),
                _ if own.contains(chain) && head.seq > 0 => Some(self.secrets()?.sign(head)),
                _ => None,
            };
            let Some(signed) = signed.filter(|signed| signed.head.seq > after(*chain)) else {
                continue;
            };
            parts.push(self.part(signed, after(*chain))?);
        }
        Ok(parts)
    }

    /// The entries of a chain after a number, to a signed head.
    pub(super) fn part(&self, signed: SignedHead, after: i64) -> Result<Part, Error> {
        let Head { chain, seq, .. } = signed.head;
        Ok(Part {
            chain,
            from: after + 1,
            to: seq,
            before: exchange::hash_of(&self.store, chain, after)?.unwrap_or(GENESIS),
            signed,
        })
    }
}

/// Who wrote a chain: its own station, or one that went on under it with the keys it had. Nobody where the keys are revoked: such a
/// chain stays here and is passed on no further.
pub(super) fn author<'a>(peers: &'a [Peer], signed: &SignedHead) -> Option<&'a Peer> {
    let named = peers.iter().find(|peer| peer.card.chain == signed.head.chain);
    let wrote = named.or_else(|| peers.iter().find(|peer| is_signed_by(&peer.card.keys, signed)));
    wrote.filter(|peer| are_trusted(peers, &peer.card.keys))
}

/// How far all of them hold a chain.
pub(super) fn least(held: &[Vec<Head>], chain: Uuid) -> i64 {
    let of = |heads: &Vec<Head>| heads.iter().find(|head| head.chain == chain).map_or(0, |head| head.seq);
    held.iter().map(of).min().unwrap_or_default()
}
