//! The lines of `entries.age`: written one after the other, read one at a time and never longer than they may be.

use std::io::{BufRead, Read as _, Write};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::BundleError;
use super::keys::{hex, unhex};
use super::{MAX_LINE, MAX_PHOTO, base64};
use crate::domain::chain::Link;
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;
use crate::domain::person::PersonId;

/// A day: further from UTC no clock is.
const MAX_ZONE: u32 = 24 * 60;

#[derive(Serialize, Deserialize)]
pub(super) enum Line {
    #[serde(rename = "part")]
    Part { chain: Uuid, from: i64 },
    #[serde(rename = "e")]
    Entry(EntryLine),
    #[serde(rename = "photo")]
    Photo(String),
}

#[derive(Serialize, Deserialize)]
pub(super) struct EntryLine {
    s: i64,
    i: Uuid,
    t: i64,
    z: i32,
    a: i64,
    k: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<Uuid>,
    b: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    x: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<String>,
}

impl From<Link> for EntryLine {
    fn from(link: Link) -> Self {
        Self {
            s: link.seq,
            i: link.id.0,
            t: link.at.0,
            z: link.zone_min,
            a: link.actor,
            k: link.kind,
            p: link.subject.map(|person| person.0),
            b: link.body,
            x: link.corrects.map(|entry| entry.0),
            h: link.redacted.as_ref().map(|hash| hex(hash)),
        }
    }
}

impl EntryLine {
    pub(super) fn link(self) -> Result<Link, BundleError> {
        let stated = |text: String| unhex(&text).ok_or(BundleError::Damaged);
        if self.z.unsigned_abs() > MAX_ZONE {
            return Err(BundleError::Damaged);
        }
        Ok(Link {
            seq: self.s,
            id: EntryId(self.i),
            at: Moment(self.t),
            zone_min: self.z,
            actor: self.a,
            kind: self.k,
            subject: self.p.map(PersonId),
            body: self.b,
            corrects: self.x.map(EntryId),
            redacted: self.h.map(stated).transpose()?,
        })
    }
}

/// A photo as a line, where it is one that may travel.
pub(super) fn photo_line(jpeg: &[u8]) -> Option<Line> {
    is_photo(jpeg).then(|| Line::Photo(base64::encode(jpeg)))
}

pub(super) fn photo(text: &str) -> Option<Vec<u8>> {
    base64::decode(text).filter(|jpeg| is_photo(jpeg))
}

fn is_photo(jpeg: &[u8]) -> bool {
    jpeg.starts_with(b"\xff\xd8\xff") && jpeg.len() <= MAX_PHOTO
}

/// Writes lines and counts their bytes.
pub(super) struct LineWriter<W> {
    pub(super) inner: W,
    pub(super) bytes: u64,
}

impl<W: Write> LineWriter<W> {
    pub(super) fn put(&mut self, line: &Line) -> Result<(), BundleError> {
        let mut text = serde_json::to_vec(line).map_err(|error| BundleError::Io(error.into()))?;
        text.push(b'\n');
        if text.len() as u64 > MAX_LINE {
            return Err(too_long());
        }
        self.bytes += text.len() as u64;
        self.inner.write_all(&text)?;
        Ok(())
    }
}

/// Reads lines, and no more bytes of them than were declared.
pub(super) struct LineReader<R> {
    pub(super) inner: R,
    left: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(inner: R, declared: u64) -> Self {
        Self {
            inner,
            left: declared,
            buffer: Vec::new(),
        }
    }

    pub(super) fn take(&mut self) -> Result<Line, BundleError> {
        self.buffer.clear();
        let limit = self.left.min(MAX_LINE);
        (&mut self.inner).take(limit).read_until(b'\n', &mut self.buffer)?;
        let read = self.buffer.len() as u64;
        let Some(line) = self.buffer.strip_suffix(b"\n") else {
            return Err(if read == MAX_LINE { too_long() } else { BundleError::Damaged });
        };
        self.left -= read;
        serde_json::from_slice(line).map_err(|_unreadable| BundleError::Damaged)
    }

    /// After the last line there is nothing, and nothing was declared.
    pub(super) fn end(&mut self) -> Result<(), BundleError> {
        if self.left == 0 && self.inner.fill_buf()?.is_empty() {
            Ok(())
        } else {
            Err(BundleError::Damaged)
        }
    }
}

fn too_long() -> BundleError {
    BundleError::TooLarge {
        what: "line",
        limit: MAX_LINE,
    }
}
