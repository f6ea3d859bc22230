//! Looks at a file before any parser does: what it is by its bytes, and how much it would unpack to.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, MIB, SheetError, Watch};

/// Most files inside an XLSX.
const MAX_ENTRIES: usize = 200;
/// How many times its packed size an entry may unpack to, once it is past the floor.
const MAX_RATIO: u64 = 100;
const RATIO_FLOOR: u64 = MIB;
const CHUNK: usize = 64 * 1024;
/// How much of the start of a file is looked at to tell text from anything else.
const LOOK: usize = 8 * 1024;

/// What a file is worth trying as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Text,
}

/// Starts of files that are not sheets.
const MAGIC: [(&[u8], &str); 12] = [
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3\0", "sqlite"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
];

/// Says what the bytes are, refusing what cannot be a sheet.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, SheetError> {
    if bytes.is_empty() {
        return Err(SheetError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(compound(bytes));
    }
    // A worksheet of Excel 2 to 4: a beginning-of-file record without a container.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Err(SheetError::OldExcel);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Ok(Kind::Text);
    }
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let unprintable = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n' | 0x0c | 0x1a);
    let binary = head.contains(&0) || head.iter().filter(|b| unprintable(b)).count() * 100 > head.len();
    let magic = MAGIC.iter().find(|(start, _)| bytes.starts_with(start));
    match magic {
        // A CSV may begin with BM or MZ, so short marks count only when the rest is not text.
        Some((start, looks_like)) if binary || start.len() > 3 => Err(SheetError::NotASheet { looks_like }),
        _ if binary => Err(SheetError::NotASheet { looks_like: "binary" }),
        _ => markup(head).map_or(Ok(Kind::Text), |looks_like| Err(SheetError::NotASheet { looks_like })),
    }
}

/// Some systems hand out web pages and call them Excel.
fn markup(head: &[u8]) -> Option<&'static str> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start: Vec<u8> = text.trim_ascii_start().iter().take(16).map(u8::to_ascii_lowercase).collect();
    let html: [&[u8]; 5] = [b"<!doctype", b"<html", b"<table", b"<head", b"<meta"];
    if html.iter().any(|tag| start.starts_with(tag)) {
        Some("html")
    } else if start.starts_with(b"<?xml") {
        Some("xml")
    } else {
        None
    }
}

/// A compound file holds an old workbook, an old document or a locked new one; stream names are UTF-16.
fn compound(bytes: &[u8]) -> SheetError {
    let holds = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|at| at == wanted)
    };
    if holds("EncryptedPackage") {
        SheetError::Encrypted
    } else if holds("WordDocument") {
        SheetError::NotASheet { looks_like: "doc" }
    } else {
        SheetError::OldExcel
    }
}

/// Refuses a zip that is not a workbook or that unpacks to more than one may: it is unpacked here once, counted and
/// thrown away, because the sizes it declares are whatever its maker wrote.
pub(super) fn check(bytes: &[u8], watch: &Watch<'_>) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    if archive.len() > MAX_ENTRIES {
        return Err(SheetError::Bomb {
            measure: "entries",
            limit: MAX_ENTRIES as u64,
        });
    }
    if let Some(looks_like) = not_a_workbook(&archive) {
        return Err(SheetError::NotASheet { looks_like });
    }
    let packed_total = bytes.len() as u64;
    let mut packed_done = 0;
    let mut total = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| refused(&error))?;
        let packed = entry.compressed_size();
        let strings = entry.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let mut meter = Meter {
            packed,
            inflated: 0,
            total: &mut total,
            declared: strings.then(Declared::default),
        };
        inflate(&mut entry, &mut meter, &|| watch.step(packed_done / 2, packed_total))?;
        packed_done += packed;
    }
    Ok(())
}

/// Counts what comes out of one entry, and of all so far.
struct Meter<'a> {
    packed: u64,
    inflated: u64,
    total: &'a mut u64,
    declared: Option<Declared>,
}

fn inflate(entry: &mut impl Read, meter: &mut Meter<'_>, step: &dyn Fn() -> Result<(), SheetError>) -> Result<(), SheetError> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = entry.read(&mut chunk).map_err(|error| SheetError::Broken(error.to_string()))?;
        let Some(content) = chunk.get(..read).filter(|content| !content.is_empty()) else {
            return Ok(());
        };
        meter.inflated += read as u64;
        *meter.total += read as u64;
        if *meter.total > MAX_TEXT_BYTES {
            return Err(SheetError::Bomb {
                measure: "bytes",
                limit: MAX_TEXT_BYTES,
            });
        }
        if meter.inflated > RATIO_FLOOR && meter.inflated / MAX_RATIO > meter.packed {
            return Err(SheetError::Bomb {
                measure: "ratio",
                limit: MAX_RATIO,
            });
        }
        if let Some(declared) = &mut meter.declared {
            declared.look(content)?;
        }
        step()?;
    }
}

/// Watches for a `uniqueCount` no sheet can have: the parser reserves memory for whatever number stands there.
#[derive(Default)]
struct Declared {
    window: Vec<u8>,
}

impl Declared {
    const WORD: &'static [u8] = b"uniqueCount";
    const REACH: usize = 64;

    fn look(&mut self, content: &[u8]) -> Result<(), SheetError> {
        self.window.extend_from_slice(content);
        let limit = (MAX_ROWS * MAX_COLUMNS) as u64;
        for at in 0..self.window.len() {
            let Some(rest) = self.window.get(at..).and_then(|w| w.strip_prefix(Self::WORD)) else {
                continue;
            };
            let digits = rest
                .iter()
                .skip_while(|b| b.is_ascii_whitespace() || b"='\"+0".contains(b))
                .take(Self::REACH)
                .take_while(|b| b.is_ascii_digit());
            let count = digits.fold(0_u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
            if count > limit {
                return Err(SheetError::Bomb { measure: "strings", limit });
            }
        }
        let keep = self.window.len().saturating_sub(2 * Self::REACH);
        self.window.drain(..keep);
        Ok(())
    }
}

/// What a zip is when it is no workbook.
fn not_a_workbook(archive: &ZipArchive<Cursor<&[u8]>>) -> Option<&'static str> {
    let has = |wanted: &[u8]| archive.file_names_raw().any(|name| name.starts_with(wanted));
    let known: [(&[u8], &str); 5] = [
        (b"xl/workbook.bin", "xlsb"),
        (b"word/", "docx"),
        (b"ppt/", "pptx"),
        (b"content.xml", "ods"),
        (b"Index/", "numbers"),
    ];
    let other = known.iter().find(|(name, _)| has(name));
    match other {
        Some((_, looks_like)) => Some(looks_like),
        None if has(b"[Content_Types].xml") => None,
        None => Some("zip"),
    }
}

fn refused(error: &ZipError) -> SheetError {
    if matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) {
        SheetError::Encrypted
    } else {
        SheetError::Broken(error.to_string())
    }
}
