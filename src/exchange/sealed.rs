//! A backup that leaves the data folder: the database, sealed by age for the station itself, for headquarters and for a recovery key
//! that stands on paper.
//!
//! What is sealed is one line of JSON, [`Cover`], and after it the bytes of the database.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, SeekFrom, Write};
use std::path::Path;
use std::str::FromStr as _;

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::bundle::Secrets;
use crate::domain::day::Moment;
use crate::domain::thinning::Why;

/// The version of the line before the database.
const VERSION: u32 = 1;
/// A cover is one short line; more is none.
const MAX_COVER: u64 = 4_096;
/// Longer than the header of any such file.
const AGE_HEADER: u64 = 32 * 1_024;
const CHUNK: usize = 64 * 1_024;

/// What stands before the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    pub version: u32,
    /// What opens the sealed fields of the database; `None` where it has none.
    pub field_key: Option<String>,
    pub entries: u64,
    /// Of the bytes of the database: 64 hexadecimal digits.
    pub sha256: String,
    #[serde(default)]
    pub made: Moment,
    #[serde(default)]
    pub why: Why,
}

/// Why a sealed backup cannot be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum SealedError {
    #[error("this is no sealed backup")]
    NotSealed,
    #[error("sealed for other keys")]
    ForOthers,
    #[error("a newer program has sealed it")]
    TooNew,
    #[error("the sealed backup is damaged")]
    Damaged,
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for SealedError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        if matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof) {
            Self::Damaged
        } else {
            Self::Io(error)
        }
    }
}

/// What opens a sealed backup. It is never shown but once, when it is made to be put on paper.
#[derive(Clone)]
pub struct RecoveryKey(Identity);

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryKey")
    }
}

impl RecoveryKey {
    /// A new one from the randomness of the system.
    pub fn make() -> Self {
        Self(Identity::generate())
    }

    /// As it is printed: one line, `AGE-SECRET-KEY-1…`.
    pub fn text(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }

    /// What is sealed for it, `age1…`: the half that may be kept.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// Reads what was printed, however it was typed; or a file of a station's keys.
    pub fn read(text: &str) -> Option<Self> {
        if let Ok(secrets) = Secrets::from_text(text) {
            return Some(Self::of(&secrets));
        }
        let lines = text
            .lines()
            .map(|line| line.split_whitespace().collect::<String>().to_ascii_uppercase());
        lines.filter_map(|line| Identity::from_str(&line).ok()).map(Self).next()
    }

    /// What opens what is sealed for a station.
    pub fn of(secrets: &Secrets) -> Self {
        Self(secrets.identity().clone())
    }
}

/// Seals a database for these recipients. The cover says what is known of it; its version and its sum are filled in.
pub fn seal(database: &mut File, cover: &Cover, recipients: &[String], out: &File) -> Result<(), SealedError> {
    let recipients: Vec<Recipient> = recipients.iter().filter_map(|key| Recipient::from_str(key).ok()).collect();
    database.seek(SeekFrom::Start(0))?;
    let sha256 = copy(database, &mut io::sink())?;
    let cover = Cover {
        version: VERSION,
        sha256,
        ..cover.clone()
    };
    let mut line = serde_json::to_vec(&cover).map_err(io::Error::from)?;
    line.push(b'\n');
    let sealing = Encryptor::with_recipients(recipients.iter().map(|key| key as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = sealing.wrap_output(out)?;
    sealed.write_all(&line)?;
    database.seek(SeekFrom::Start(0))?;
    copy(database, &mut sealed)?;
    sealed.finish()?;
    Ok(())
}

/// Opens a sealed backup with one of the keys and writes the database to `out`, all of it held against its sum.
pub fn open(path: &Path, keys: &[RecoveryKey], out: &mut impl Write) -> Result<Cover, SealedError> {
    let (cover, mut rest) = cover(path, keys)?;
    if copy(&mut rest, out)? == cover.sha256 {
        Ok(cover)
    } else {
        Err(SealedError::Damaged)
    }
}

/// What stands before the database, read by one of the keys; the database is not looked at.
pub fn read_cover(path: &Path, keys: &[RecoveryKey]) -> Result<Cover, SealedError> {
    cover(path, keys).map(|(cover, _)| cover)
}

/// The cover, and what comes after it.
fn cover(path: &Path, keys: &[RecoveryKey]) -> Result<(Cover, impl Read), SealedError> {
    let mut file = File::open(path).map_err(SealedError::Io)?;
    let mut head = Vec::new();
    Read::take(&file, AGE_HEADER).read_to_end(&mut head)?;
    if !head.starts_with(b"age-encryption.org/v1\n") {
        return Err(SealedError::NotSealed);
    }
    // The line with the sum of the header: without it, age would go on reading.
    if !head.windows(5).any(|five| five == b"\n--- ") {
        return Err(SealedError::Damaged);
    }
    file.seek(SeekFrom::Start(0))?;
    let sealed = Decryptor::new_buffered(BufReader::with_capacity(CHUNK, file)).map_err(|_unreadable| SealedError::Damaged)?;
    let opened = sealed.decrypt(keys.iter().map(|key| &key.0 as &dyn age::Identity));
    let opened = opened.map_err(|error| {
        if matches!(error, age::DecryptError::NoMatchingKeys) {
            SealedError::ForOthers
        } else {
            SealedError::Damaged
        }
    })?;
    let mut opened = BufReader::with_capacity(CHUNK, opened);
    let mut line = Vec::new();
    opened.by_ref().take(MAX_COVER).read_until(b'\n', &mut line)?;
    let cover: Cover = serde_json::from_slice(&line).map_err(|_unreadable| SealedError::Damaged)?;
    if cover.version > VERSION {
        return Err(SealedError::TooNew);
    }
    Ok((cover, opened))
}

/// Copies everything; answers its SHA-256 in hexadecimal digits.
fn copy(from: &mut impl Read, to: &mut impl Write) -> Result<String, SealedError> {
    let (mut sha, mut chunk) = (Sha256::new(), vec![0; CHUNK]);
    loop {
        let read = from.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        sha.update(&chunk[..read]);
        to.write_all(&chunk[..read]).map_err(SealedError::Io)?;
    }
    let digits = sha.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Ok(digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn sealed(bytes: &[u8], recipients: &[String]) -> Result<tempfile::NamedTempFile, Box<dyn std::error::Error>> {
        let mut database = tempfile::tempfile()?;
        database.write_all(bytes)?;
        let out = tempfile::NamedTempFile::new()?;
        let cover = Cover {
            entries: 7,
            field_key: Some("k".into()),
            ..Cover::default()
        };
        seal(&mut database, &cover, recipients, out.as_file())?;
        Ok(out)
    }

    #[test]
    fn any_of_the_keys_opens_it_and_no_other() -> Checked {
        let (paper, station, other) = (RecoveryKey::make(), Secrets::new(), RecoveryKey::make());
        let bytes = vec![42; 200_000];
        let out = sealed(&bytes, &[paper.recipient(), station.keys().seal])?;
        for key in [paper.clone(), RecoveryKey::of(&station)] {
            let mut opened = Vec::new();
            let cover = open(out.path(), &[other.clone(), key], &mut opened)?;
            assert_eq!((cover.entries, cover.field_key.as_deref(), opened == bytes), (7, Some("k"), true));
        }
        let refused = open(out.path(), std::slice::from_ref(&other), &mut Vec::new());
        assert!(matches!(refused, Err(SealedError::ForOthers)));
        let mut raw = Vec::new();
        File::open(out.path())?.read_to_end(&mut raw)?;
        assert!(!raw.windows(16).any(|window| window == [42; 16]), "nothing of it can be read");
        Ok(())
    }

    #[test]
    fn a_key_is_read_as_it_was_typed_or_from_a_file_of_keys() {
        let (paper, station) = (RecoveryKey::make(), Secrets::new());
        let spaced = format!(" {} \n", paper.text().to_ascii_lowercase().replace('1', "1 "));
        for (text, recipient) in [
            (paper.text(), Some(paper.recipient())),
            (spaced, Some(paper.recipient())),
            (format!("# recovery key\n{}\n", paper.text()), Some(paper.recipient())),
            (station.to_text(), Some(station.keys().seal)),
            ("AGE-SECRET-KEY-1".into(), None),
            (String::new(), None),
        ] {
            assert_eq!(RecoveryKey::read(&text).map(|key| key.recipient()), recipient, "{text}");
        }
    }

    #[test]
    fn whatever_is_changed_in_it_is_found() -> Checked {
        let key = RecoveryKey::make();
        let out = sealed(&vec![9; 70_000], &[key.recipient()])?;
        let bytes = std::fs::read(out.path())?;
        for at in (0..bytes.len()).step_by(997).chain([bytes.len() - 1]) {
            let mut harmed = bytes.clone();
            harmed[at] ^= 1;
            std::fs::write(out.path(), &harmed)?;
            assert!(open(out.path(), std::slice::from_ref(&key), &mut io::sink()).is_err(), "byte {at}");
        }
        for length in [0, 10, 100, 40_000, bytes.len() - 1] {
            std::fs::write(out.path(), &bytes[..length])?;
            assert!(
                open(out.path(), std::slice::from_ref(&key), &mut io::sink()).is_err(),
                "{length} bytes"
            );
        }
        Ok(())
    }
}
