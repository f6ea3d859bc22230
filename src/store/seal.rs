//! Sealing (加封): what a stolen disk must not give away is written to the database sealed, and read out of it in clear.
//!
//! Sealed are phone and identity numbers, number plates, and whole journal bodies of the kinds that hold such or say something
//! about somebody's health or journeys. Names, badges and readings are not. The SQL functions `seal(text, place)` and
//! `unseal(text, place)` do it in the statements that write and read, so that everything above the store, every hash, every digest
//! and every bundle is over plain text. The place is the name of a column, or the kind of a journal body.
//!
//! AES-SIV (RFC 5297) with 256-bit halves, no nonce, the place as associated data: the same text in the same place under the same
//! key is the same sealed text, which is what a sealed column is looked up and compared by. So it gives away which rows of one
//! column are equal (a family with one phone number), and how long each text is; not across columns, and nothing else.

mod again;
mod lost;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use aes_siv::aead::Generate as _;
use aes_siv::siv::Aes256Siv;
use aes_siv::{Key, KeyInit as _};
use base64ct::{Base64, Encoding as _};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, ffi};

use super::StoreError;
use super::secrets::{self, FIELD_KEY};

pub use again::Renewal;
pub(super) use again::go_on;
pub use lost::ASIDE;

/// What a sealed text begins with. No JSON, no number and no word does.
const MARK: char = '\u{1}';
const FIRST_LINE: &str = "gatehouse field 1";
/// What the file holds sealed, to tell its key from others.
const PROOF: &str = "gatehouse";
const PROOF_PLACE: &str = "proof";

/// The kinds of journal bodies that are sealed: people, rosters, visits, and the whole course of people. The index `entry_sealed`
/// holds just these.
const KINDS: [i64; 9] = [10, 11, 23, 50, 51, 52, 53, 54, 55];

/// Why something sealed cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The file was sealed, and the folder has no key.
    #[error("the field key of this folder is missing")]
    Missing,
    /// The folder has a key, and the file was sealed with another.
    #[error("the field key of this folder is not the one that sealed the database")]
    Wrong,
    /// One value was not sealed with any key of this folder: the file was changed by hand.
    #[error("a sealed value of the database cannot be opened")]
    Value,
}

impl SealFault {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "field-key-missing",
            Self::Wrong => "field-key-wrong",
            Self::Value => "sealed-value",
        }
    }
}

/// What seals a database: 512 random bits, one half to authenticate and one to encrypt. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldKey(Key<Aes256Siv>);

impl fmt::Debug for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FieldKey")
    }
}

impl FieldKey {
    /// A new key from the randomness of the system.
    fn new() -> Result<Self, StoreError> {
        Key::<Aes256Siv>::try_generate()
            .map(Self)
            .map_err(|error| StoreError::Io(std::io::Error::other(error.to_string())))
    }

    fn to_text(&self) -> String {
        Base64::encode_string(&self.0)
    }

    fn from_text(text: &str) -> Option<Self> {
        let bytes = Base64::decode_vec(text).ok()?;
        Key::<Aes256Siv>::try_from(bytes.as_slice()).ok().map(Self)
    }

    fn seal(&self, text: &str, place: &[u8]) -> Result<String, SealFault> {
        let sealed = Aes256Siv::new(&self.0).encrypt([place], text.as_bytes());
        // Nothing is too long that fits into a row.
        let sealed = sealed.map_err(|_too_long| SealFault::Value)?;
        Ok(format!("{MARK}{}", Base64::encode_string(&sealed)))
    }

    /// `None` for what this key has not sealed in this place.
    fn open(&self, sealed: &str, place: &[u8]) -> Option<String> {
        let bytes = Base64::decode_vec(sealed.strip_prefix(MARK)?).ok()?;
        let text = Aes256Siv::new(&self.0).decrypt([place], &bytes).ok()?;
        String::from_utf8(text).ok()
    }
}

/// The keys of a folder: the one in use first; behind it, while a new one takes over, the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldKeys(Vec<FieldKey>);

impl FieldKeys {
    /// Those of a folder; none where it has none.
    fn of(folder: &Path) -> Result<Self, StoreError> {
        let text = secrets::read(folder, FIELD_KEY)?;
        text.map_or_else(|| Ok(Self::default()), |text| Self::from_text(&text))
    }

    /// As they are kept in `field.key`: a line that says what it is, and a line a key.
    pub fn to_text(&self) -> String {
        let keys = self.0.iter().map(FieldKey::to_text);
        let lines: Vec<String> = [FIRST_LINE.to_owned()].into_iter().chain(keys).collect();
        format!("{}\n", lines.join("\n"))
    }

    /// Reads what [`Self::to_text`] has written.
    pub fn from_text(text: &str) -> Result<Self, StoreError> {
        let mut lines = text.lines();
        let is_ours = lines.next() == Some(FIRST_LINE);
        let keys: Option<Vec<_>> = lines.map(FieldKey::from_text).collect();
        keys.filter(|keys| is_ours && !keys.is_empty())
            .map(Self)
            .ok_or(StoreError::Sealed(SealFault::Wrong))
    }

    /// These, and behind them those of another folder, until what it sealed is sealed anew.
    #[must_use]
    pub fn then(mut self, earlier: Self) -> Self {
        for key in earlier.0 {
            if !self.0.contains(&key) {
                self.0.push(key);
            }
        }
        self
    }

    fn open(&self, sealed: &str, place: &[u8]) -> Option<String> {
        self.0.iter().find_map(|key| key.open(sealed, place))
    }
}

/// What the SQL functions of a file seal and open with, shared by its connections.
#[derive(Debug, Default)]
pub struct Sealer {
    folder: PathBuf,
    keys: RwLock<FieldKeys>,
}

impl Sealer {
    /// With the keys of a folder, as far as it has any.
    pub(super) fn of(folder: &Path) -> Result<Arc<Self>, StoreError> {
        Ok(Self::with(folder, FieldKeys::of(folder)?))
    }

    pub(super) fn with(folder: &Path, keys: FieldKeys) -> Arc<Self> {
        Arc::new(Self {
            folder: folder.to_owned(),
            keys: RwLock::new(keys),
        })
    }

    pub(super) fn keys(&self) -> FieldKeys {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, keys: FieldKeys) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    fn seal(&self, text: &str, place: &[u8]) -> Result<String, SealFault> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.0.first().ok_or(SealFault::Missing)?.seal(text, place)
    }

    fn unseal(&self, sealed: &str, place: &[u8]) -> Result<String, SealFault> {
        let known = self.keys.read().unwrap_or_else(PoisonError::into_inner).open(sealed, place);
        known.map_or_else(|| self.unseal_anew(sealed, place), Ok)
    }

    /// A window that looks on, beside a program that has made a new key meanwhile.
    fn unseal_anew(&self, sealed: &str, place: &[u8]) -> Result<String, SealFault> {
        let kept = FieldKeys::of(&self.folder).ok().filter(|kept| *kept != self.keys());
        let (kept, opened) = kept
            .and_then(|kept| kept.open(sealed, place).map(|opened| (kept, opened)))
            .ok_or(SealFault::Value)?;
        self.set(kept);
        Ok(opened)
    }

    /// The text sealed with the key in use; `None` where it is already, where there is nothing, and where no key opens it.
    fn renewed(&self, text: &str, place: &[u8]) -> Result<Option<String>, SealFault> {
        if text.is_empty() {
            return Ok(None);
        }
        let keys = self.keys();
        let Some((current, earlier)) = keys.0.split_first() else {
            return Err(SealFault::Missing);
        };
        let plain = if !text.starts_with(MARK) {
            Some(Cow::Borrowed(text))
        } else if current.open(text, place).is_some() {
            None
        } else {
            earlier.iter().find_map(|key| key.open(text, place)).map(Cow::Owned)
        };
        plain.map(|plain| current.seal(&plain, place)).transpose()
    }
}

/// Gives a connection the functions `seal` and `unseal`, and `opened`, which leaves what it cannot open as it is. Nothing in the file
/// itself may call them: no trigger and no view that somebody has put there.
pub(super) fn install(db: &Connection, sealer: &Arc<Sealer>) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    let shared = Arc::clone(sealer);
    db.create_scalar_function("seal", 2, flags, move |call| {
        apply(call, |text, place| (!text.is_empty()).then(|| shared.seal(text, place)).transpose())
    })?;
    let shared = Arc::clone(sealer);
    db.create_scalar_function("unseal", 2, flags, move |call| {
        apply(call, |text, place| {
            text.starts_with(MARK).then(|| shared.unseal(text, place)).transpose()
        })
    })?;
    let shared = Arc::clone(sealer);
    db.create_scalar_function("opened", 2, flags, move |call| {
        apply(call, |text, place| {
            Ok(text.starts_with(MARK).then(|| shared.unseal(text, place).ok()).flatten())
        })
    })
}

/// Answers what `change` makes of the first argument in the place that the second names; where it makes nothing, and where nothing
/// is sealed, the first argument as it is.
fn apply(call: &Context<'_>, change: impl Fn(&str, &[u8]) -> Result<Option<String>, SealFault>) -> rusqlite::Result<ToSqlOutput<'static>> {
    let unchanged = ToSqlOutput::Arg(0);
    let place = match call.get_raw(1) {
        ValueRef::Integer(kind) if KINDS.contains(&kind) => Cow::Owned(kind.to_string().into_bytes()),
        ValueRef::Text(column) => Cow::Borrowed(column),
        ValueRef::Integer(_) | ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => return Ok(unchanged),
    };
    let ValueRef::Text(bytes) = call.get_raw(0) else {
        return Ok(unchanged);
    };
    // A text that is none was put there by hand.
    let changed = str::from_utf8(bytes)
        .map_err(|_not_text| SealFault::Value)
        .and_then(|text| change(text, &place));
    // With a message SQLite would forget the code by which this is known again.
    let changed = changed.map_err(|_fault| rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_AUTH), None))?;
    Ok(changed.map_or(unchanged, |text| ToSqlOutput::Owned(Value::Text(text))))
}

/// A key that is kept nowhere, always the same.
#[cfg(test)]
pub(super) fn tested() -> Arc<Sealer> {
    Sealer::with(Path::new(""), FieldKeys(vec![FieldKey([7; 64].into())]))
}

/// What the file says about its sealing: its proof, and whether everything is sealed with one key.
pub(super) struct Seal {
    proof: String,
    pub(super) done: bool,
}

impl Seal {
    pub(super) fn of(db: &Connection) -> Result<Option<Self>, StoreError> {
        let seal = db.query_row("SELECT proof, done FROM seal", [], |row| {
            Ok(Self {
                proof: row.get("proof")?,
                done: row.get("done")?,
            })
        });
        Ok(seal.optional()?)
    }

    /// Whether these keys are the file's.
    pub(super) fn check(&self, keys: &FieldKeys) -> Result<(), StoreError> {
        match keys.open(&self.proof, PROOF_PLACE.as_bytes()) {
            Some(proof) if proof == PROOF => Ok(()),
            Some(_) | None if keys.0.is_empty() => Err(StoreError::Sealed(SealFault::Missing)),
            Some(_) | None => Err(StoreError::Sealed(SealFault::Wrong)),
        }
    }
}

/// Sees that a file that is written to has a key, and that it is the right one. A file that never had one gets one.
pub(super) fn see_to_key(db: &Connection, sealer: &Sealer) -> Result<(), StoreError> {
    if let Some(seal) = Seal::of(db)? {
        return seal.check(&sealer.keys());
    }
    if sealer.keys().0.is_empty() {
        let keys = FieldKeys(vec![FieldKey::new()?]);
        secrets::keep(&sealer.folder, FIELD_KEY, &keys.to_text())?;
        sealer.set(keys);
    }
    db.execute("INSERT INTO seal (one, proof) VALUES (1, seal(?1, ?2))", [PROOF, PROOF_PLACE])?;
    Ok(())
}
