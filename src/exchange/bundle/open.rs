//! Reading a bundle: what it is, who made it and whether it is for us is known before any of it is opened.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Take};
use std::path::Path;

use age::Decryptor;
use age::stream::StreamReader;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::Part;
use super::error::{BundleError, Parties};
use super::frame::{Frame, Member};
use super::keys::{Secrets, hex, is_signed_by};
use super::lines::{Line, LineReader, photo};
use super::manifest::{self, Measure, Read as Manifest};
use crate::domain::chain::{Hash, Link, Slice};
use crate::domain::parcel::Cover;
use crate::domain::peer::{Keys, Peer, Relation};
use crate::domain::retention::may_be_cleared;

/// At most so many entries are handed over at once, so that nobody waits long for the transaction that takes them in.
pub const SLICE_LINKS: usize = 256;
/// A slice is over once its bodies have so many bytes.
const SLICE_BYTES: usize = 1024 * 1024;
/// Longer than the header of any age file for as many recipients as there may be.
const AGE_HEADER: u64 = 32 * 1024;
const CHUNK: usize = 64 * 1024;

/// A bundle whose manifest is signed by a trusted station, whose bytes are those that were signed, and which is for us.
#[derive(Debug)]
pub struct Opened {
    file: File,
    entries: Member,
    offset: u64,
    manifest: Manifest,
    relation: Relation,
    /// Stations that bring their own chains themselves.
    enrolled: BTreeSet<Uuid>,
    me: Secrets,
}

/// Every chain was recomputed up to its signed head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub entries: u64,
    pub photos: u64,
    /// Chains whose keys are not known here, or are others than those that signed: their entries are not handed over.
    pub unknown: Vec<Uuid>,
    /// Chains that their own stations will bring: somebody else has passed them on with entries missing in them, and could have written
    /// anew what stands before these. They are not handed over.
    unproved: BTreeSet<Uuid>,
    /// The hash at the end of each slice.
    marks: Vec<Hash>,
}

/// What comes out of the lines.
enum Piece {
    Slice { slice: Slice, end: Hash },
    Photo(Vec<u8>),
}

type Lines<'a> = LineReader<BufReader<DeflateDecoder<BufReader<StreamReader<BufReader<Take<&'a File>>>>>>>;

impl Opened {
    /// Opens a file as the station `own` with the keys `me`. `known` answers for the stations that are enrolled here.
    pub fn open(path: &Path, me: &Secrets, own: Uuid, known: &dyn Fn(Uuid) -> Option<Peer>) -> Result<Self, BundleError> {
        // Before it is opened: a pipe would wait for whoever writes into it.
        if !fs::metadata(path).map_err(BundleError::Io)?.is_file() {
            return Err(BundleError::NotABundle);
        }
        let mut file = File::open(path).map_err(BundleError::Io)?;
        let frame = Frame::read(&mut file)?;
        let manifest = manifest::read(&frame.manifest, &frame.signature, frame.entries)?;
        let is_for_us = for_us(&manifest.cover, me, own);
        if let Err(not_for_us @ BundleError::NotForUs(_)) = is_for_us {
            return Err(not_for_us);
        }
        let relation = trusted(&manifest.cover, own, known)?;
        is_for_us?;
        let chains = manifest.parts.iter().map(|part| part.chain);
        let enrolled = chains
            .filter(|chain| known(*chain).is_some_and(|peer| peer.revoked.is_none()))
            .collect();
        let opened = Self {
            file,
            entries: frame.entries,
            offset: frame.offset,
            manifest,
            relation,
            enrolled,
            me: me.clone(),
        };
        opened.is_unharmed()?;
        opened.lines()?;
        Ok(opened)
    }

    pub fn cover(&self) -> &Cover {
        &self.manifest.cover
    }

    pub fn parts(&self) -> &[Part] {
        &self.manifest.parts
    }

    /// Reads everything once and recomputes every chain up to its signed head. A chain whose head does not hold under the keys that
    /// are known is not handed over: its station has other keys, and the rest is no worse for it. `progress` hears how many of how many entries are
    /// checked, and answers `false` to stop.
    pub fn check(&self, keys_of: &dyn Fn(Uuid) -> Option<Keys>, progress: &dyn Fn(u64, u64) -> bool) -> Result<Checked, BundleError> {
        let mut checked = Checked::default();
        for part in self.parts() {
            match keys_of(part.chain) {
                Some(keys) if is_signed_by(&keys, &part.signed) => {}
                Some(_) | None if checked.unknown.contains(&part.chain) => {}
                Some(_) | None => checked.unknown.push(part.chain),
            }
        }
        self.walk(&mut |piece| {
            match piece {
                Piece::Slice { slice, end } => {
                    checked.entries += slice.links.len() as u64;
                    checked.marks.push(end);
                    if self.is_unproved(&slice) {
                        checked.unproved.insert(slice.chain);
                    }
                }
                Piece::Photo(_) => checked.photos += 1,
            }
            if progress(checked.entries, self.measure().entries) {
                Ok(true)
            } else {
                Err(BundleError::Stopped)
            }
        })?;
        Ok(checked)
    }

    /// Hands over what was checked, a short slice at a time and in order, until `each` answers `false`.
    pub fn slices(&self, checked: &Checked, each: &mut dyn FnMut(Slice) -> Result<bool, BundleError>) -> Result<(), BundleError> {
        let mut marks = checked.marks.iter();
        self.walk(&mut |piece| match piece {
            Piece::Slice { slice, end } if marks.next() == Some(&end) => {
                if checked.unknown.contains(&slice.chain) || checked.unproved.contains(&slice.chain) {
                    Ok(true)
                } else {
                    each(slice)
                }
            }
            // Somebody has changed the file since.
            Piece::Slice { .. } => Err(BundleError::Damaged),
            Piece::Photo(_) => Ok(false),
        })
    }

    /// Hands over the photos as JPEG, until `each` answers `false`.
    pub fn photos(&self, each: &mut dyn FnMut(Vec<u8>) -> Result<bool, BundleError>) -> Result<(), BundleError> {
        if self.measure().photos == 0 {
            return Ok(());
        }
        self.walk(&mut |piece| match piece {
            Piece::Slice { .. } => Ok(true),
            Piece::Photo(jpeg) => each(jpeg),
        })
    }

    fn measure(&self) -> &Measure {
        &self.manifest.measure
    }

    fn sealed(&self) -> Result<BufReader<Take<&File>>, BundleError> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(self.offset)).map_err(BundleError::Io)?;
        Ok(BufReader::with_capacity(CHUNK, file.take(self.entries.size.into())))
    }

    /// Whether the sealed bytes are those that were signed.
    fn is_unharmed(&self) -> Result<(), BundleError> {
        let (mut sealed, mut sha, mut crc) = (self.sealed()?, Sha256::new(), Crc::new());
        loop {
            let chunk = sealed.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            sha.update(chunk);
            crc.update(chunk);
            let read = chunk.len();
            sealed.consume(read);
        }
        if crc.sum() == self.entries.crc && hex(&sha.finalize()) == self.measure().sha256 {
            Ok(())
        } else {
            Err(BundleError::Damaged)
        }
    }

    /// The lines from the first one on.
    fn lines(&self) -> Result<Lines<'_>, BundleError> {
        let mut head = Vec::new();
        self.sealed()?.take(AGE_HEADER).read_to_end(&mut head)?;
        // The line with the sum of the header: without it, age would go on reading.
        if !head.windows(5).any(|five| five == b"\n--- ") {
            return Err(BundleError::Damaged);
        }
        let sealed = Decryptor::new_buffered(self.sealed()?).map_err(|_unreadable| BundleError::Damaged)?;
        let keys = std::iter::once(self.me.identity() as &dyn age::Identity);
        let opened = sealed.decrypt(keys).map_err(|error| {
            if matches!(error, age::DecryptError::NoMatchingKeys) {
                BundleError::OtherKey(Parties::of(self.cover()))
            } else {
                BundleError::Damaged
            }
        })?;
        let deflated = BufReader::with_capacity(CHUNK, opened);
        let lines = BufReader::with_capacity(CHUNK, DeflateDecoder::new(deflated));
        Ok(LineReader::new(lines, self.measure().lines))
    }

    /// Goes through all lines in their order, until `each` answers `false`.
    fn walk(&self, each: &mut dyn FnMut(Piece) -> Result<bool, BundleError>) -> Result<(), BundleError> {
        let mut lines = self.lines()?;
        for part in self.parts() {
            if !self.part(&mut lines, part, each)? {
                return Ok(());
            }
        }
        for _ in 0..self.measure().photos {
            let Line::Photo(text) = lines.take()? else {
                return Err(BundleError::Damaged);
            };
            if !each(Piece::Photo(photo(&text).ok_or(BundleError::Damaged)?))? {
                return Ok(());
            }
        }
        lines.end()?;
        // What age has sealed ends where the deflated lines do.
        if lines.inner.get_mut().get_mut().fill_buf()?.is_empty() {
            Ok(())
        } else {
            Err(BundleError::Damaged)
        }
    }

    /// Whether an entry may come without what was hashed: of a unit that reports here; and withheld, not masked, of whose chain it is.
    /// Who passes entries on has them whole, but for those so old that they may have been cleared.
    fn may_redact(&self, part: &Part, link: &Link) -> bool {
        let is_own = || is_signed_by(&self.cover().maker.keys, &part.signed);
        let is_old = || may_be_cleared(link.kind, link.at, self.cover().made);
        self.relation == Relation::Below || link.is_withheld() && (is_own() || is_old())
    }

    /// Whether a slice of somebody else's chain has entries without what was hashed: nothing binds what stands before such an entry to
    /// the signed head, so that whoever passes it on could say in it what they like. Only where its own station cannot bring it any
    /// more there is nobody else to ask.
    fn is_unproved(&self, slice: &Slice) -> bool {
        let is_own = is_signed_by(&self.cover().maker.keys, &slice.signed);
        let is_trusted = self.relation == Relation::Below || is_own;
        !is_trusted && self.enrolled.contains(&slice.chain) && slice.links.iter().any(|link| link.redacted.is_some())
    }

    /// The slices of a part, the last of which ends at its head.
    fn part(
        &self,
        lines: &mut Lines<'_>,
        part: &Part,
        each: &mut dyn FnMut(Piece) -> Result<bool, BundleError>,
    ) -> Result<bool, BundleError> {
        let named = matches!(lines.take()?, Line::Part { chain, from } if chain == part.chain && from == part.from);
        if !named {
            return Err(BundleError::Damaged);
        }
        let begin = |before| Slice {
            chain: part.chain,
            before,
            links: Vec::new(),
            signed: part.signed,
        };
        let (mut slice, mut end, mut bytes) = (begin(part.before), part.before, 0);
        for seq in part.from..=part.to {
            let Line::Entry(entry) = lines.take()? else {
                return Err(BundleError::Damaged);
            };
            let link = entry.link()?;
            if link.seq != seq {
                return Err(broken(part, seq));
            }
            if link.redacted.is_some() && !self.may_redact(part, &link) {
                return Err(BundleError::Masked { chain: part.chain, seq });
            }
            end = link.hash(part.chain, &end);
            bytes += link.body.len();
            slice.links.push(link);
            if seq == part.to && end != part.signed.head.hash {
                return Err(broken(part, seq));
            }
            if seq == part.to || slice.links.len() == SLICE_LINKS || bytes >= SLICE_BYTES {
                bytes = 0;
                let slice = std::mem::replace(&mut slice, begin(end));
                if !each(Piece::Slice { slice, end })? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

fn broken(part: &Part, seq: i64) -> BundleError {
    BundleError::Chain { chain: part.chain, seq }
}

/// What the maker is to us, where it is enrolled with these keys.
fn trusted(cover: &Cover, own: Uuid, known: &dyn Fn(Uuid) -> Option<Peer>) -> Result<Relation, BundleError> {
    let parties = || Parties::of(cover);
    if cover.maker.chain == own {
        return Err(BundleError::Own(parties()));
    }
    let peer = known(cover.maker.chain).ok_or_else(|| BundleError::UnknownMaker(parties()))?;
    if peer.card.keys != cover.maker.keys {
        Err(BundleError::ChangedKeys(parties()))
    } else if peer.revoked.is_some() {
        Err(BundleError::Revoked(parties()))
    } else {
        Ok(peer.relation)
    }
}

/// Whether it was sealed for our key; a station that goes on under another chain has the same one. Of what we made ourselves nobody asks.
fn for_us(cover: &Cover, me: &Secrets, own: Uuid) -> Result<(), BundleError> {
    let key = me.keys().seal;
    if cover.maker.chain == own || cover.to.iter().any(|card| card.keys.seal == key) {
        Ok(())
    } else if cover.to.iter().any(|card| card.chain == own) {
        Err(BundleError::OtherKey(Parties::of(cover)))
    } else {
        Err(BundleError::NotForUs(Parties::of(cover)))
    }
}
