//! Bytes that are not what was written: every one of a small bundle, many of a larger one, and every length.

use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};

use super::*;

/// What may be said of a bundle with a byte that is another one. Nothing of it may be read.
const SAID: [&str; 7] = [
    "bundle-not-a-bundle",
    "bundle-members",
    "bundle-damaged",
    "bundle-manifest",
    "bundle-signature",
    "bundle-too-large",
    "bundle-format-too-new",
];

fn put(file: &mut File, at: usize, byte: u8) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(at as u64))?;
    file.write_all(&[byte])
}

/// Opens a bundle with bytes flipped one at a time.
fn flip(reader: &Reader<'_>, bytes: &[u8], flips: impl Iterator<Item = (usize, u8)>) -> Checked {
    reader.read(bytes)?;
    let mut file = OpenOptions::new().write(true).open(reader.path())?;
    for (at, bits) in flips {
        put(&mut file, at, bytes[at] ^ bits)?;
        let said = code(reader.read_file());
        assert!(SAID.contains(&said), "byte {at} of {}, bits {bits:#x}: {said}", bytes.len());
        put(&mut file, at, bytes[at])?;
    }
    reader.read_file()?;
    Ok(())
}

#[test]
fn every_byte_of_a_small_bundle_counts() -> Checked {
    let (gate, me) = (Station::new(1, 3), Station::new(2, 0));
    let reader = Reader::new(&me, vec![gate.peer(Relation::Site)])?;
    let bytes = whole(&gate, &me)?;
    flip(&reader, &bytes, (0..bytes.len()).map(|at| (at, 1 << (at % 8))))
}

#[test]
fn bytes_of_a_larger_bundle_count() -> Checked {
    let (gate, me) = (Station::new(1, 1_000), Station::new(2, 0));
    let reader = Reader::new(&me, vec![gate.peer(Relation::Site)])?;
    let bytes = whole(&gate, &me)?;
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let flips = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(seed >> 33).unwrap_or_default() % bytes.len();
        (at, u8::try_from(seed >> 20 & 255).unwrap_or(1).max(1))
    });
    flip(&reader, &bytes, flips.take(5_000))
}

#[test]
fn every_length_but_its_own_is_refused() -> Checked {
    let (gate, me) = (Station::new(1, 3), Station::new(2, 0));
    let reader = Reader::new(&me, vec![gate.peer(Relation::Site)])?;
    let mut bytes = whole(&gate, &me)?;
    reader.read(&bytes)?;
    let file = OpenOptions::new().write(true).open(reader.path())?;
    for length in (0..bytes.len()).rev() {
        file.set_len(length as u64)?;
        let said = code(reader.read_file());
        assert!(SAID.contains(&said), "{length} bytes: {said}");
    }
    bytes.push(0);
    assert_eq!(code(reader.read(&bytes)), "bundle-members");
    Ok(())
}

#[test]
fn other_files_are_no_bundles() -> Checked {
    let me = Station::new(2, 0);
    let reader = Reader::new(&me, Vec::new())?;
    for (bytes, said) in [
        (&b""[..], "bundle-not-a-bundle"),
        (b"gatehouse", "bundle-not-a-bundle"),
        (b"age-encryption.org/v1\n", "bundle-not-a-bundle"),
        (b"PK\x03\x04", "bundle-damaged"),
        (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "bundle-not-a-bundle"),
    ] {
        assert_eq!(code(reader.read(bytes)), said, "{bytes:?}");
    }
    std::fs::remove_file(reader.path())?;
    assert_eq!(code(reader.open()), "bundle-missing");
    std::fs::create_dir(reader.path())?;
    assert_eq!(code(reader.open()), "bundle-not-a-bundle");
    let huge = File::create(reader.folder.path().join("huge"))?;
    huge.set_len(MAX_FILE + 1)?;
    let opened = Opened::open(&reader.folder.path().join("huge"), &me.secrets, me.chain(), &|_| None);
    assert_eq!(code(opened), "bundle-too-large");
    Ok(())
}
