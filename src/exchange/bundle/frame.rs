//! The ZIP around the three members. Every byte of it follows from their sizes and sums, so it is compared and not interpreted: no
//! name, path, attribute or comment of somebody else's is ever looked at.

use std::io::{Read, Seek, SeekFrom};

use flate2::Crc;

use super::error::BundleError;
use super::{MAX_FILE, MAX_MANIFEST};

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const SIGNATURE: &str = "manifest.sig";
pub(super) const ENTRIES: &str = "entries.age";

/// Of a local header before the name.
const LOCAL: usize = 30;
const VERSION: u16 = 20;
/// Written by a program on Unix, so that the attributes are a file's.
const MADE_BY: u16 = 0x0314;
/// 1 January 1980, the first day a ZIP knows.
const DATE: u16 = 0x0021;
const ATTRIBUTES: u32 = 0o600 << 16;

/// A member: its size and the CRC-32 of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) size: u32,
    pub(super) crc: u32,
}

impl Member {
    pub(super) fn of(name: &'static str, bytes: &[u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        Self {
            name,
            size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            crc: crc.sum(),
        }
    }

    /// What stands before its bytes.
    pub(super) fn local(&self) -> Vec<u8> {
        let mut header = b"PK\x03\x04".to_vec();
        header.extend(self.facts());
        header.extend(self.name.as_bytes());
        header
    }

    /// What both of its headers say: version, flags, method, time, date, sum, sizes, and the lengths of name and extra field.
    fn facts(&self) -> Vec<u8> {
        let mut facts = Vec::new();
        for short in [VERSION, 0, 0, 0, DATE] {
            facts.extend(short.to_le_bytes());
        }
        for long in [self.crc, self.size, self.size] {
            facts.extend(long.to_le_bytes());
        }
        facts.extend(u16::try_from(self.name.len()).unwrap_or_default().to_le_bytes());
        facts.extend([0; 2]);
        facts
    }

    fn central(&self, offset: u32) -> Vec<u8> {
        let mut header = b"PK\x01\x02".to_vec();
        header.extend(MADE_BY.to_le_bytes());
        header.extend(self.facts());
        // Comment, disk and internal attributes.
        header.extend([0; 6]);
        header.extend(ATTRIBUTES.to_le_bytes());
        header.extend(offset.to_le_bytes());
        header.extend(self.name.as_bytes());
        header
    }

    fn span(&self) -> u32 {
        u32::try_from(LOCAL + self.name.len()).unwrap_or_default().saturating_add(self.size)
    }
}

/// What stands after the last member.
pub(super) fn directory(members: &[Member; 3]) -> Vec<u8> {
    let (mut directory, mut offset) = (Vec::new(), 0_u32);
    for member in members {
        directory.extend(member.central(offset));
        offset = offset.saturating_add(member.span());
    }
    let size = u32::try_from(directory.len()).unwrap_or_default();
    directory.extend(b"PK\x05\x06\0\0\0\0\x03\0\x03\0");
    directory.extend(size.to_le_bytes());
    directory.extend(offset.to_le_bytes());
    directory.extend([0; 2]);
    directory
}

/// What was found in a file: the first two members, and where the third one lies.
pub(super) struct Frame {
    pub(super) manifest: Vec<u8>,
    pub(super) signature: [u8; 64],
    pub(super) entries: Member,
    pub(super) offset: u64,
}

impl Frame {
    /// Reads the frame. The sum of the third member is as stated; who reads it compares it.
    pub(super) fn read(file: &mut (impl Read + Seek)) -> Result<Self, BundleError> {
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        if length > MAX_FILE {
            return Err(BundleError::TooLarge {
                what: "file",
                limit: MAX_FILE,
            });
        }
        let first = header(file, MANIFEST)?;
        if u64::from(first.size) > MAX_MANIFEST {
            return Err(BundleError::TooLarge {
                what: "manifest",
                limit: MAX_MANIFEST,
            });
        }
        let manifest = body(file, first)?;
        let second = header(file, SIGNATURE)?;
        if second.size != 64 {
            return Err(BundleError::Members);
        }
        let signature = body(file, second)?.try_into().map_err(|_not_64: Vec<u8>| BundleError::Members)?;
        let entries = header(file, ENTRIES)?;
        let offset = file.stream_position()?;
        let end = offset.saturating_add(entries.size.into());
        let directory = directory(&[first, second, entries]);
        if end.saturating_add(directory.len() as u64) > length {
            return Err(BundleError::Damaged);
        }
        file.seek(SeekFrom::Start(end))?;
        let mut rest = Vec::new();
        // One byte more than there may be: what follows is seen.
        file.take(directory.len() as u64 + 1).read_to_end(&mut rest)?;
        if rest != directory {
            return Err(BundleError::Members);
        }
        Ok(Self {
            manifest,
            signature,
            entries,
            offset,
        })
    }
}

/// The header of the member that must be here.
fn header(file: &mut impl Read, name: &'static str) -> Result<Member, BundleError> {
    let mut found = vec![0; LOCAL + name.len()];
    let read = read_up_to(file, &mut found)?;
    if !found.starts_with(b"PK\x03\x04") {
        return Err(if name == MANIFEST {
            BundleError::NotABundle
        } else {
            BundleError::Members
        });
    }
    if read < found.len() {
        return Err(BundleError::Damaged);
    }
    let number = |at: usize| {
        found
            .get(at..at + 4)
            .and_then(|four| four.try_into().ok())
            .map_or(0, u32::from_le_bytes)
    };
    let member = Member {
        name,
        size: number(18),
        crc: number(14),
    };
    if member.local() == found {
        Ok(member)
    } else {
        Err(BundleError::Members)
    }
}

fn body(file: &mut impl Read, member: Member) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    file.take(member.size.into()).read_to_end(&mut bytes)?;
    if Member::of(member.name, &bytes) == member {
        Ok(bytes)
    } else {
        Err(BundleError::Damaged)
    }
}

fn read_up_to(file: &mut impl Read, buffer: &mut [u8]) -> Result<usize, BundleError> {
    let mut read = 0;
    while let Some(rest) = buffer.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}
