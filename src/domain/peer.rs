//! Stations that know each other: their keys, how one is recognised by a few letters, and what it may send.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::settings::{Role, StationCard};

/// The public halves of a station's two keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// Ed25519, 64 hexadecimal digits: what it signs with.
    pub sign: String,
    /// age X25519, `age1…`: what is sealed for it.
    pub seal: String,
}

/// What a station shows another one, to be known by it: on a screen, as a QR code, as a file in the shared folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub chain: Uuid,
    pub site: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    pub station: String,
    pub role: Role,
    pub keys: Keys,
}

impl Card {
    pub fn of(card: &StationCard, keys: Keys) -> Self {
        Self {
            chain: card.chain,
            site: card.site.clone(),
            unit: card.unit.clone(),
            station: card.station.clone(),
            role: card.role,
            keys,
        }
    }

    /// A few letters that two people read to each other: the same where the keys and the chain are the same.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut sha = Sha256::new();
        sha.update(b"gatehouse card 1\n");
        sha.update(self.chain.as_bytes());
        for key in [&self.keys.sign, &self.keys.seal] {
            sha.update((key.len() as u64).to_be_bytes());
            sha.update(key.as_bytes());
        }
        let digest: [u8; 32] = sha.finalize().into();
        let mut short = [0; 10];
        short.copy_from_slice(&digest[..10]);
        Fingerprint(short)
    }
}

/// 80 bits of a card's hash, said as `7Q2M-9KXD-0FZB-1TRA`: Crockford's letters, none taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 10]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut bits = self.0.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut letters = [0; 16];
        for letter in letters.iter_mut().rev() {
            *letter = LETTERS[usize::try_from(bits & 31).unwrap_or_default()];
            bits >>= 5;
        }
        for (no, letter) in letters.iter().enumerate() {
            if no > 0 && no.is_multiple_of(4) {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

/// What another station is to this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Another gate or the clinic of the same site: everything goes both ways.
    #[default]
    Site,
    /// The headquarters that this unit reports to.
    Above,
    /// A station of a unit that reports here.
    Below,
}

impl Relation {
    pub const ALL: [Self; 3] = [Self::Site, Self::Above, Self::Below];

    pub fn key(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Above => "above",
            Self::Below => "below",
        }
    }

    /// What two stations are to each other, as their cards say: stations of one site have the same site and unit.
    pub fn between(own: &StationCard, other: &Card) -> Self {
        if own.role == Role::Headquarters {
            Self::Below
        } else if other.role == Role::Headquarters {
            Self::Above
        } else {
            Self::Site
        }
    }
}

/// Another station as this one knows it. The latest entry about it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    pub card: Card,
    pub relation: Relation,
    /// Nothing of it is taken in any more, and nothing is sealed for it; empty where it is trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<String>,
}

/// The chain goes on under another name: the data folder was restored or copied, and nobody may write under one number twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continued {
    /// The chain it continues.
    pub chain: Uuid,
    /// The last entry of that chain which is here.
    pub seq: i64,
    /// Its hash: 64 hexadecimal digits.
    pub hash: String,
}

/// How much of the journal leaves the unit: its own choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Reports, supplies, rounds: nothing that is about one person.
    #[default]
    Counts,
    /// Everything, with names, numbers and addresses masked.
    Masked,
    /// Everything.
    Full,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Counts, Self::Masked, Self::Full];

    pub fn key(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Masked => "masked",
            Self::Full => "full",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}
