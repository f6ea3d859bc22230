//! The two keys of a station: what it signs with, and what opens what is sealed for it.

use std::fmt;
use std::str::FromStr as _;

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::error::BundleError;
use crate::domain::chain::{Head, SignedHead};
use crate::domain::peer::Keys;

const FIRST_LINE: &str = "gatehouse keys 1";

/// Both private keys. They are never shown.
#[derive(Clone)]
pub struct Secrets {
    sign: SigningKey,
    seal: Identity,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets")
    }
}

impl Default for Secrets {
    fn default() -> Self {
        Self::new()
    }
}

impl Secrets {
    /// New keys from the randomness of the system.
    pub fn new() -> Self {
        // The 256 random bits of a key that is used for nothing else, by the same source as the one that is.
        let random = Identity::generate().to_string();
        Self {
            sign: SigningKey::from_bytes(&Sha256::digest(random.expose_secret()).into()),
            seal: Identity::generate(),
        }
    }

    /// As it is kept in `station.key`: three lines.
    pub fn to_text(&self) -> String {
        let sign = hex(&self.sign.to_bytes());
        format!("{FIRST_LINE}\nsign {sign}\nseal {}\n", self.seal.to_string().expose_secret())
    }

    /// Reads what [`Self::to_text`] has written.
    pub fn from_text(text: &str) -> Result<Self, BundleError> {
        let mut lines = text.lines();
        let (first, sign, seal) = (lines.next(), lines.next(), lines.next());
        if first != Some(FIRST_LINE) || lines.next().is_some() {
            return Err(BundleError::Key);
        }
        let sign = sign.and_then(|line| line.strip_prefix("sign ")).and_then(unhex);
        let seal = seal.and_then(|line| line.strip_prefix("seal "));
        let seal = seal.and_then(|key| Identity::from_str(key).ok());
        let (sign, seal) = sign.zip(seal).ok_or(BundleError::Key)?;
        Ok(Self {
            sign: SigningKey::from_bytes(&sign),
            seal,
        })
    }

    /// The public halves.
    pub fn keys(&self) -> Keys {
        Keys {
            sign: hex(self.sign.verifying_key().as_bytes()),
            seal: self.seal.to_public().to_string(),
        }
    }

    /// Says that the own chain reads so up to here.
    pub fn sign(&self, head: Head) -> SignedHead {
        SignedHead {
            head,
            signature: self.sign_bytes(&head.signed_text()),
        }
    }

    pub(super) fn sign_bytes(&self, bytes: &[u8]) -> [u8; 64] {
        self.sign.sign(bytes).to_bytes()
    }

    pub(in crate::exchange) fn identity(&self) -> &Identity {
        &self.seal
    }
}

/// Whether the station with these keys has signed the head.
pub fn is_signed_by(keys: &Keys, signed: &SignedHead) -> bool {
    has_signed(keys, &signed.head.signed_text(), &signed.signature)
}

/// Strictly: no key or signature that would hold for more than one text.
pub(super) fn has_signed(keys: &Keys, bytes: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    verifying(&keys.sign).is_some_and(|key| key.verify_strict(bytes, &signature).is_ok())
}

fn verifying(sign: &str) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(&unhex(sign)?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// The key that something is sealed for, written as age writes it.
pub(super) fn recipient(keys: &Keys) -> Option<Recipient> {
    let recipient = Recipient::from_str(&keys.seal).ok()?;
    (recipient.to_string() == keys.seal).then_some(recipient)
}

/// Whether both are keys, written as we write them.
pub(super) fn are_keys(keys: &Keys) -> bool {
    verifying(&keys.sign).is_some() && recipient(keys).is_some()
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// `None` for anything that [`hex`] does not write.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; N];
    if text.len() != 2 * N {
        return None;
    }
    for (byte, two) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = two.iter().try_fold(0, |byte, letter| Some(byte << 4 | digit(*letter)?))?;
    }
    Some(bytes)
}
