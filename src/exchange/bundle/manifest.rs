//! The manifest: who made the bundle, for whom, and what is in it. It travels in the clear and is signed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::{BundleError, Parties, listed};
use super::frame::Member;
use super::keys::{has_signed, hex, unhex};
use super::{FORMAT, MAX_ENTRIES, MAX_LINES, MAX_NAME, MAX_PHOTOS, MAX_RATIO, MAX_RECIPIENTS, MIB, Part, card};
use crate::domain::chain::{GENESIS, Head, SignedHead};
use crate::domain::day::Moment;
use crate::domain::parcel::{Cover, Gap};
use crate::domain::peer::{Card, Level};

const SIGNED: &[u8] = b"gatehouse bundle 1\n";

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
    maker: Card,
    to: Vec<Card>,
    level: Level,
    made: Moment,
    /// Left out by who has none.
    no: Option<i64>,
    parts: Vec<PartText>,
    holds: Vec<HeadText>,
    wants: Vec<GapText>,
    #[serde(flatten)]
    measure: Measure,
}

/// How much there is in `entries.age`, counted while it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Measure {
    pub(super) entries: u64,
    pub(super) photos: u64,
    /// Bytes of all lines.
    pub(super) lines: u64,
    pub(super) size: u64,
    pub(super) sha256: String,
}

#[derive(Serialize, Deserialize)]
struct PartText {
    chain: Uuid,
    from: i64,
    to: i64,
    before: String,
    hash: String,
    signature: String,
}

#[derive(Serialize, Deserialize)]
struct HeadText {
    chain: Uuid,
    seq: i64,
    hash: String,
}

#[derive(Serialize, Deserialize)]
struct GapText {
    chain: Uuid,
    from: i64,
    to: i64,
}

/// As much of a manifest as any format has.
#[derive(Deserialize)]
struct AnyFormat {
    format: u32,
    #[serde(default)]
    maker: AnyCard,
    #[serde(default)]
    to: Vec<AnyCard>,
}

#[derive(Default, Deserialize)]
struct AnyCard {
    #[serde(default)]
    station: String,
}

impl AnyCard {
    /// Nobody has looked at the name yet: no longer than a name, and nothing that a screen would obey.
    fn shown(&self) -> String {
        self.station
            .chars()
            .filter(|letter| card::is_shown(*letter))
            .take(MAX_NAME)
            .collect()
    }
}

/// A manifest that holds in itself.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) cover: Cover,
    pub(super) parts: Vec<Part>,
    pub(super) measure: Measure,
}

/// The manifest, with white space until it is `room` bytes long.
pub(super) fn write(cover: &Cover, parts: &[Part], measure: &Measure, room: usize) -> Result<Vec<u8>, BundleError> {
    let manifest = Manifest {
        format: FORMAT,
        maker: cover.maker.clone(),
        to: cover.to.clone(),
        level: cover.level,
        made: cover.made,
        no: Some(cover.no),
        parts: parts.iter().map(PartText::of).collect(),
        holds: cover.holds.iter().map(HeadText::of).collect(),
        wants: cover.wants.iter().map(GapText::of).collect(),
        measure: measure.clone(),
    };
    let mut json = serde_json::to_vec(&manifest).map_err(|error| wrong(error.to_string()))?;
    json.resize(json.len().max(room), b' ');
    Ok(json)
}

pub(super) fn signed_bytes(json: &[u8]) -> Vec<u8> {
    [SIGNED, json].concat()
}

/// Reads a manifest that its maker has signed. Whether the maker is known is another question.
pub(super) fn read(json: &[u8], signature: &[u8; 64], sealed: Member) -> Result<Read, BundleError> {
    let any: AnyFormat = serde_json::from_slice(json).map_err(|error| wrong(error.to_string()))?;
    if any.format > FORMAT {
        return Err(BundleError::FormatTooNew {
            format: any.format,
            maker: any.maker.shown(),
            to: listed(any.to.iter().map(AnyCard::shown)),
        });
    }
    if any.format < FORMAT {
        return Err(wrong("format"));
    }
    let manifest: Manifest = serde_json::from_slice(json).map_err(|error| wrong(error.to_string()))?;
    let read = manifest.read().ok_or_else(|| wrong("values"))?;
    fits(&read, sealed)?;
    if has_signed(&read.cover.maker.keys, &signed_bytes(json), signature) {
        Ok(read)
    } else {
        Err(BundleError::Signature(Parties::of(&read.cover)))
    }
}

fn wrong(why: impl Into<String>) -> BundleError {
    BundleError::Manifest(why.into())
}

/// What is read is within its limits and agrees with itself.
fn fits(read: &Read, sealed: Member) -> Result<(), BundleError> {
    let measure = &read.measure;
    let (size, recipients) = (u64::from(sealed.size), read.cover.to.len() as u64);
    let ratio = MIB.saturating_add(size.saturating_mul(MAX_RATIO));
    for (what, count, limit) in [
        ("entries", measure.entries, MAX_ENTRIES),
        ("photos", measure.photos, MAX_PHOTOS),
        ("lines", measure.lines, MAX_LINES),
        ("ratio", measure.lines, ratio),
        ("recipients", recipients, MAX_RECIPIENTS as u64),
    ] {
        if count > limit {
            return Err(BundleError::TooLarge { what, limit });
        }
    }
    let cards = std::iter::once(&read.cover.maker).chain(&read.cover.to);
    if recipients == 0 || !cards.into_iter().all(card::holds) {
        return Err(wrong("cards"));
    }
    let count = read.parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(part.count()?));
    let begin = read.parts.iter().all(|part| (part.from == 1) == (part.before == GENESIS));
    if count != Some(measure.entries) || !begin {
        return Err(wrong("parts"));
    }
    if measure.photos > 0 && read.cover.level != Level::Full {
        return Err(wrong("photos"));
    }
    if measure.size == size { Ok(()) } else { Err(BundleError::Damaged) }
}

impl Manifest {
    fn read(self) -> Option<Read> {
        let cover = Cover {
            maker: self.maker,
            to: self.to,
            level: self.level,
            made: self.made,
            no: self.no.unwrap_or(self.made.0),
            holds: self.holds.iter().map(HeadText::read).collect::<Option<_>>()?,
            wants: self.wants.iter().map(GapText::read).collect::<Option<_>>()?,
        };
        Some(Read {
            cover,
            parts: self.parts.iter().map(PartText::read).collect::<Option<_>>()?,
            measure: self.measure,
        })
    }
}

impl PartText {
    fn of(part: &Part) -> Self {
        Self {
            chain: part.chain,
            from: part.from,
            to: part.to,
            before: hex(&part.before),
            hash: hex(&part.signed.head.hash),
            signature: hex(&part.signed.signature),
        }
    }

    fn read(&self) -> Option<Part> {
        let head = Head {
            chain: self.chain,
            seq: self.to,
            hash: unhex(&self.hash)?,
        };
        Some(Part {
            chain: self.chain,
            from: self.from,
            to: self.to,
            before: unhex(&self.before)?,
            signed: SignedHead {
                head,
                signature: unhex(&self.signature)?,
            },
        })
    }
}

impl HeadText {
    fn of(head: &Head) -> Self {
        Self {
            chain: head.chain,
            seq: head.seq,
            hash: hex(&head.hash),
        }
    }

    fn read(&self) -> Option<Head> {
        (self.seq >= 1).then_some(Head {
            chain: self.chain,
            seq: self.seq,
            hash: unhex(&self.hash)?,
        })
    }
}

impl GapText {
    fn of(gap: &Gap) -> Self {
        Self {
            chain: gap.chain,
            from: gap.from,
            to: gap.to,
        }
    }

    fn read(&self) -> Option<Gap> {
        (1 <= self.from && self.from <= self.to).then_some(Gap {
            chain: self.chain,
            from: self.from,
            to: self.to,
        })
    }
}
