//! Writing a bundle: lines are deflated, sealed and written as they come; the manifest, which says how many they were, is put in
//! the room that was kept for it.

use std::io::{self, Seek, SeekFrom, Write};

use age::Encryptor;
use age::x25519::Recipient;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use sha2::{Digest as _, Sha256};

use super::error::BundleError;
use super::frame::{ENTRIES, MANIFEST, Member, SIGNATURE, directory};
use super::keys::{Secrets, hex, recipient};
use super::lines::{Line, LineWriter, photo_line};
use super::manifest::{self, Measure};
use super::{MAX_FILE, MAX_MANIFEST, Part};
use crate::domain::chain::Link;
use crate::domain::parcel::Cover;
use crate::domain::peer::Level;

/// Where the entries and photos come from.
pub trait Source {
    /// Hands over the entries of a part in their order, as they are to leave.
    fn links(&mut self, part: &Part, each: &mut dyn FnMut(Link) -> Result<(), BundleError>) -> Result<(), BundleError>;

    /// The photo with this number from 0, as JPEG; `None` after the last. Asked only where everything is sent.
    fn photo(&mut self, no: usize) -> Result<Option<Vec<u8>>, BundleError>;
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub entries: u64,
    pub photos: u64,
    /// Of the whole file.
    pub bytes: u64,
}

/// Writes a bundle. `out` is at its beginning; it holds nothing that can be read without a recipient's key but the manifest.
/// `progress` hears how many of how many entries are written, and answers `false` to stop.
pub fn write(
    out: &mut (impl Write + Seek),
    secrets: &Secrets,
    cover: &Cover,
    parts: &[Part],
    source: &mut dyn Source,
    progress: &dyn Fn(u64, u64) -> bool,
) -> Result<Written, BundleError> {
    // The numbers are at their longest, so that what is written at the end has room.
    let longest = Measure {
        entries: u64::MAX,
        photos: u64::MAX,
        lines: u64::MAX,
        size: u64::MAX,
        sha256: hex(&[0; 32]),
    };
    let room = manifest::write(cover, parts, &longest, 0)?.len();
    if room as u64 > MAX_MANIFEST {
        return Err(too_large("manifest", MAX_MANIFEST));
    }
    let heads = |json: &[u8], signature: &[u8; 64]| (Member::of(MANIFEST, json), Member::of(SIGNATURE, signature));
    let before = |json: &[u8], signature: &[u8; 64], entries: Member| {
        let (first, second) = heads(json, signature);
        [&first.local(), json, &second.local(), signature, &entries.local()].concat()
    };
    let empty = Member::of(ENTRIES, &[]);
    let kept = before(&vec![b' '; room], &[0; 64], empty);
    out.write_all(&kept)?;
    let (measure, entries) = seal(out, cover, parts, source, progress, MAX_FILE - kept.len() as u64)?;

    let json = manifest::write(cover, parts, &measure, room)?;
    let signature = secrets.sign_bytes(&manifest::signed_bytes(&json));
    let (first, second) = heads(&json, &signature);
    let directory = directory(&[first, second, entries]);
    let bytes = kept.len() as u64 + u64::from(entries.size) + directory.len() as u64;
    // What is written is what is read: nothing leaves that would be refused.
    let written = Written {
        entries: measure.entries,
        photos: measure.photos,
        bytes,
    };
    manifest::read(&json, &signature, entries)?;
    if bytes > MAX_FILE {
        return Err(too_large("file", MAX_FILE));
    }
    out.write_all(&directory)?;
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&before(&json, &signature, entries))?;
    out.seek(SeekFrom::End(0))?;
    out.flush()?;
    Ok(written)
}

fn too_large(what: &'static str, limit: u64) -> BundleError {
    BundleError::TooLarge { what, limit }
}

/// Writes `entries.age`.
fn seal(
    out: &mut impl Write,
    cover: &Cover,
    parts: &[Part],
    source: &mut dyn Source,
    progress: &dyn Fn(u64, u64) -> bool,
    limit: u64,
) -> Result<(Measure, Member), BundleError> {
    let keys: Option<Vec<Recipient>> = cover.to.iter().map(|card| recipient(&card.keys)).collect();
    let keys = keys
        .filter(|keys| !keys.is_empty())
        .ok_or_else(|| BundleError::Manifest("cards".into()))?;
    let sealing = Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut lines = LineWriter {
        inner: DeflateEncoder::new(sealing.wrap_output(Meter::new(out, limit))?, Compression::best()),
        bytes: 0,
    };
    let total: u64 = parts.iter().filter_map(Part::count).sum();
    let mut entries = 0;
    for part in parts {
        entries += one_part(&mut lines, part, source, &|done| progress(entries + done, total))?;
    }
    let mut photos = 0;
    if cover.level == Level::Full {
        while let Some(jpeg) = source.photo(photos)? {
            lines.put(&photo_line(&jpeg).ok_or_else(|| BundleError::Manifest("photo".into()))?)?;
            photos += 1;
        }
    }
    let bytes = lines.bytes;
    let (sha256, member) = lines.inner.finish()?.finish()?.end()?;
    let measure = Measure {
        entries,
        photos: photos as u64,
        lines: bytes,
        size: member.size.into(),
        sha256,
    };
    Ok((measure, member))
}

/// Writes the entries of a part, which must follow each other and arrive at its head.
fn one_part(
    lines: &mut LineWriter<impl Write>,
    part: &Part,
    source: &mut dyn Source,
    progress: &dyn Fn(u64) -> bool,
) -> Result<u64, BundleError> {
    lines.put(&Line::Part {
        chain: part.chain,
        from: part.from,
    })?;
    let (mut next, mut hash, mut count) = (part.from, part.before, 0);
    let broken = |seq| BundleError::Chain { chain: part.chain, seq };
    source.links(part, &mut |link| {
        if link.seq != next || next > part.to {
            return Err(broken(next));
        }
        next += 1;
        count += 1;
        hash = link.hash(part.chain, &hash);
        lines.put(&Line::Entry(link.into()))?;
        if progress(count) { Ok(()) } else { Err(BundleError::Stopped) }
    })?;
    if next == part.to.saturating_add(1) && hash == part.signed.head.hash {
        Ok(count)
    } else {
        Err(broken(part.to))
    }
}

/// Counts and sums what goes through, up to a limit.
struct Meter<W> {
    out: W,
    limit: u64,
    size: u64,
    sha: Sha256,
    crc: Crc,
}

impl<W: Write> Meter<W> {
    fn new(out: W, limit: u64) -> Self {
        Self {
            out,
            limit,
            size: 0,
            sha: Sha256::new(),
            crc: Crc::new(),
        }
    }

    fn end(self) -> Result<(String, Member), BundleError> {
        let size = u32::try_from(self.size).map_err(|_over| too_large("file", MAX_FILE))?;
        let member = Member {
            name: ENTRIES,
            size,
            crc: self.crc.sum(),
        };
        Ok((hex(&self.sha.finalize()), member))
    }
}

impl<W: Write> Write for Meter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.size += written as u64;
        if self.size > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.sha.update(&bytes[..written]);
        self.crc.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
