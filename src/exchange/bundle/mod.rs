//! Bundles (数据包): entries of the journal on their way to another station, signed and sealed. The format is written down here, so
//! that another program can read and write it.
//!
//! # The file
//!
//! `*.gatehouse`: a ZIP with exactly three members, in this order, and not a byte besides:
//!
//! | member | what |
//! | --- | --- |
//! | `manifest.json` | who made it, for whom, and what is in it; in the clear; at most 4 MiB |
//! | `manifest.sig` | 64 bytes: the Ed25519 signature (RFC 8032) of the maker over the bytes `gatehouse bundle 1\n` and the bytes of `manifest.json` |
//! | `entries.age` | the lines, sealed |
//!
//! All three are stored, not deflated, without data descriptors, extra fields, comments or ZIP64; version needed 20, version made by
//! `0x0314`, flags 0, time `0x0000`, date `0x0021` (1 January 1980), external attributes `0600 << 16`, everything else 0. So every
//! byte of the frame follows from the sizes and the CRC-32 of the members, and a reader compares it: there is nothing to hide
//! anything in. `zipfile.ZipInfo(name)` of Python writes members like that. The whole file has at most 512 MiB.
//!
//! # The manifest
//!
//! UTF-8 JSON. White space may follow it: who writes keeps room for numbers that are known only at the end. Fields that a
//! reader does not know it ignores. Hashes, keys and signatures are lower-case hexadecimal, ids are UUIDs with hyphens, moments
//! milliseconds since 1970 in UTC.
//!
//! | field | what |
//! | --- | --- |
//! | `format` | 1 |
//! | `maker` | the card of who made it: `chain`, `site`, `unit` (left out where empty), `station`, `role` (`gate`, `clinic`, `headquarters`; names have at most 60 letters, none of which is a control character or turns the direction of writing), `keys`: `sign` (Ed25519, 64 digits), `seal` (age X25519, `age1…`) |
//! | `to` | the cards of whom it is sealed for, 1 to 64 |
//! | `level` | `counts`, `masked` or `full`: how much of the entries is shown |
//! | `made` | when, by the maker's clock |
//! | `no` | a number that rises with each bundle of the maker, also where its clock is set back; `made` where it is left out |
//! | `parts` | what is in it: `chain`, `from` and `to` (numbers of entries, both included), `before` (the hash of the entry before `from`; 64 zeros where that is 1), `hash` (of the entry `to`), `signature` (128 digits: the owner of the chain over that head) |
//! | `holds` | how far the maker holds each chain, its receipts: `chain`, `seq`, `hash` |
//! | `wants` | what it lacks and asks for: `chain`, `from`, `to` |
//! | `entries`, `photos`, `lines` | how many entries and photos there are, and the bytes of all lines, line feeds included; at most 5,000,000, 100,000 and 4 GiB, and `lines` at most 200 times `size` past the first MiB |
//! | `size`, `sha256` | of `entries.age` |
//!
//! # The lines
//!
//! `entries.age` is an age file (age-encryption.org/v1) for the X25519 keys in `to`. In it is one raw DEFLATE stream (RFC 1951), and
//! in that are lines of UTF-8 JSON, each ended by a line feed and at most 8 MiB long. For each part, in the order of the manifest, one
//! line that names it and then one for each entry, in the order of their numbers; at the end one for each photo:
//!
//! ```text
//! {"part":{"chain":"0170188e-6b00-7000-8000-000000000001","from":214}}
//! {"e":{"s":214,"i":"01701891-c6a0-7aaa-8000-00000000002a","t":1581033667250,"z":480,"a":3,"k":20,"p":"0170188e-6b00-7000-8000-000000000007","b":"{\"c\":3650,\"v\":\"clear\"}"}}
//! {"photo":"_9j_4AAQSkZJRg…"}
//! ```
//!
//! `s` the number, `i` the id, `t` the moment, `z` minutes east of UTC at the site (at most a day), `a` the number of the on-duty entry that
//! answers for it (0 for none), `k` the kind, `p` the person it is about, `b` the body, byte for byte as it was hashed, `x` the
//! entry it corrects, `h` the hash it stands under where `p`, `b` or `x` are not what was hashed. `p`, `x` and `h` are left out
//! where there is none. An entry with `h` and an empty `b` is withheld. A photo is JPEG of at most 4 MiB, base64url without
//! padding; entries name it by its SHA-256. Photos go with the level `full` only.
//!
//! # Hashes and heads
//!
//! The hash of an entry is `h` where it has one. Else it is SHA-256 over these fields, each after its length in 8 bytes, big-endian:
//! the hash of the entry before (32 bytes), the chain (16), `i` (16), then `s`, `t`, `z`, `a` and `k` as 8 bytes each, big-endian
//! two's complement, `p` (16, or none), `b`, `x` (16, or none). Before the first entry of a chain stand 32 zeros. What the owner
//! of a chain signs for its head is `gatehouse head 1\n`, the chain (16 bytes), the number (8, big-endian) and the hash (32).
//! Every part ends at the head that is signed for it. So who only passes entries on can change none. Entries with `h` are taken of
//! a unit that reports here, and of its own unit only; a station of the site may withhold entries of its own chains, of others none.
//!
//! A part whose head does not hold under the keys known here is not taken and is named, and the others are. So are the chains of a
//! station that is revoked: what is here of them stays, and is passed on no further.
//!
//! # Cards
//!
//! What a station shows, as text, as a QR code and as a file: `gatehouse:1:` and the JSON of its card in base64url without padding. Its
//! fingerprint is the first 80 bits of SHA-256 over `gatehouse card 1\n`, the chain (16 bytes), and `sign` and `seal` as text, each after
//! its length in 8 bytes, big-endian; written in Crockford's base 32 in four groups of four. Of the chain
//! `0170188e-6b00-7000-8000-000000000001` with the keys `d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a` and
//! `age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj` it is `4BA6-EG7P-NHK5-5M73`.
//!
//! # Reading
//!
//! In two passes over the file, so that neither memory nor disk ever holds it in the clear: [`Opened::check`] recomputes every
//! chain up to its signed head, [`Opened::slices`] hands over what was checked, and notices if it changed meanwhile.

mod base64;
mod card;
mod error;
mod frame;
mod keys;
mod lines;
mod manifest;
mod open;
mod seal;

#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use card::{card_from_text, card_text};
pub use error::{BundleError, Parties};
pub use keys::{Secrets, is_signed_by};
pub use open::{Checked, Opened, SLICE_LINKS};
pub use seal::{Source, Written, write};

use crate::domain::chain::{Hash, SignedHead};

const FORMAT: u32 = 1;
const MIB: u64 = 1024 * 1024;
/// The largest file that is read or written.
pub const MAX_FILE: u64 = 512 * MIB;
const MAX_MANIFEST: u64 = 4 * MIB;
const MAX_ENTRIES: u64 = 5_000_000;
const MAX_PHOTOS: u64 = 100_000;
const MAX_LINES: u64 = 4096 * MIB;
const MAX_LINE: u64 = 8 * MIB;
const MAX_PHOTO: usize = 4 * 1024 * 1024;
/// How many times its sealed size the lines may have, past the first MiB.
const MAX_RATIO: u64 = 200;
pub const MAX_RECIPIENTS: usize = 64;
/// Characters of a name of a site, a unit or a station.
const MAX_NAME: usize = 60;

/// Entries of one chain that a bundle holds: `from` to `to`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub chain: Uuid,
    pub from: i64,
    pub to: i64,
    /// The hash of the entry before `from`; `GENESIS` where that is 1.
    pub before: Hash,
    /// The head at `to`, signed by whose chain it is.
    pub signed: SignedHead,
}

impl Part {
    /// How many entries it has; `None` where the numbers cannot be.
    fn count(&self) -> Option<u64> {
        let fits = self.from >= 1 && self.signed.head.chain == self.chain && self.signed.head.seq == self.to;
        let count = self.to.checked_sub(self.from)?.checked_add(1)?;
        u64::try_from(count).ok().filter(|count| fits && *count > 0)
    }
}
