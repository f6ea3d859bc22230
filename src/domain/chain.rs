//! The chain (链): how entries of a station are bound to each other, the same in every file and in every bundle.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::day::Moment;
use super::entry::EntryId;
use super::person::PersonId;

/// SHA-256 over everything an entry says and the hash of the entry before it.
pub type Hash = [u8; 32];

/// What stands before the first entry of a chain.
pub const GENESIS: Hash = [0; 32];

/// When it is an entry's turn: by its moment, its chain, its number there. All stations fold the entries of all in this order.
pub type Turn = (Moment, Uuid, i64);

/// An entry as it travels: what the journal keeps of it, without what only one file knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Gapless within its chain, from 1.
    pub seq: i64,
    pub id: EntryId,
    pub at: Moment,
    pub zone_min: i32,
    /// The seq of the on-duty entry that answers for it, 0 for none.
    pub actor: i64,
    pub kind: i64,
    pub subject: Option<PersonId>,
    pub body: String,
    pub corrects: Option<EntryId>,
    /// The hash it was written under, where subject, body or what it corrects are not what was hashed: masked, withheld or purged.
    pub redacted: Option<Hash>,
}

impl Link {
    /// The canonical encoding: every field with its length, so that no two entries share one.
    pub fn digest(&self, chain: Uuid, previous: &Hash) -> Hash {
        let mut sha = Sha256::new();
        let mut field = |bytes: &[u8]| {
            sha.update((bytes.len() as u64).to_be_bytes());
            sha.update(bytes);
        };
        field(previous);
        field(chain.as_bytes());
        field(self.id.0.as_bytes());
        for number in [self.seq, self.at.0, i64::from(self.zone_min), self.actor, self.kind] {
            field(&number.to_be_bytes());
        }
        field(self.subject.as_ref().map_or(&[], |person| person.0.as_bytes()));
        field(self.body.as_bytes());
        field(self.corrects.as_ref().map_or(&[], |entry| entry.0.as_bytes()));
        sha.finalize().into()
    }

    /// The hash it stands under after `previous`: what was stated where it is redacted, what it says where it is whole.
    pub fn hash(&self, chain: Uuid, previous: &Hash) -> Hash {
        self.redacted.unwrap_or_else(|| self.digest(chain, previous))
    }

    /// Whether what it said is not here: only that it was, of which kind and when.
    pub fn is_withheld(&self) -> bool {
        self.redacted.is_some() && self.body.is_empty()
    }
}

/// How far a chain reaches, and the hash that binds everything up to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub chain: Uuid,
    pub seq: i64,
    pub hash: Hash,
}

impl Head {
    /// What the owner of a chain signs: that its chain reads so up to here.
    pub fn signed_text(&self) -> Vec<u8> {
        let mut text = b"gatehouse head 1\n".to_vec();
        text.extend_from_slice(self.chain.as_bytes());
        text.extend_from_slice(&self.seq.to_be_bytes());
        text.extend_from_slice(&self.hash);
        text
    }
}

/// A head with the Ed25519 signature of the station whose chain it is. It lets a third station pass the entries on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedHead {
    pub head: Head,
    pub signature: [u8; 64],
}

/// Entries of one chain that follow each other without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    pub chain: Uuid,
    /// The hash of the entry before the first; `GENESIS` where that is number 1.
    pub before: Hash,
    pub links: Vec<Link>,
    /// Not before the last of the links.
    pub signed: SignedHead,
}
