//! Bundles that somebody has put together: strangers, thieves, and enrolled stations that are not honest.

use std::io::{Cursor, Read as _, Write as _};

use age::Encryptor;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::super::frame::{ENTRIES, MANIFEST, Member, SIGNATURE, directory};
use super::super::keys::{hex, recipient};
use super::super::manifest::signed_bytes;
use super::*;

/// The three members, free to be changed.
#[derive(Clone)]
struct Members {
    manifest: Vec<u8>,
    signature: Vec<u8>,
    entries: Vec<u8>,
}

impl Members {
    fn of(bytes: &[u8]) -> Result<Self, Box<dyn std::error::Error>> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut member = |name: &str| -> Result<Vec<u8>, Box<dyn std::error::Error>> {
            let mut content = Vec::new();
            archive.by_name(name)?.read_to_end(&mut content)?;
            Ok(content)
        };
        Ok(Self {
            manifest: member(MANIFEST)?,
            signature: member(SIGNATURE)?,
            entries: member(ENTRIES)?,
        })
    }

    /// In the frame that a bundle has.
    fn framed(&self) -> Vec<u8> {
        let all = [(MANIFEST, &self.manifest), (SIGNATURE, &self.signature), (ENTRIES, &self.entries)];
        let members = all.map(|(name, bytes)| Member::of(name, bytes));
        let mut file = Vec::new();
        for (member, (_, bytes)) in members.iter().zip(all) {
            file.extend(member.local());
            file.extend(bytes);
        }
        file.extend(directory(&members));
        file
    }

    /// With fields of the manifest changed, and signed by somebody.
    fn edited(&self, signer: &Station, edit: impl Fn(&mut Value)) -> Result<Self, Box<dyn std::error::Error>> {
        let mut manifest: Value = serde_json::from_slice(&self.manifest)?;
        edit(&mut manifest);
        let manifest = serde_json::to_vec(&manifest)?;
        Ok(Self {
            signature: signer.secrets.sign_bytes(&signed_bytes(&manifest)).to_vec(),
            manifest,
            entries: self.entries.clone(),
        })
    }

    /// With other sealed bytes, and everything about them said as it is.
    fn resealed(&self, signer: &Station, entries: Vec<u8>, lines: usize) -> Result<Self, Box<dyn std::error::Error>> {
        let (size, sha256) = (entries.len(), hex(&Sha256::digest(&entries)));
        let with = Self { entries, ..self.clone() };
        with.edited(signer, |manifest| {
            manifest["size"] = size.into();
            manifest["sha256"] = sha256.clone().into();
            manifest["lines"] = lines.into();
        })
    }
}

/// Bytes sealed as `entries.age`.
fn sealed(to: &Station, deflated: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let key = recipient(&to.card.keys).ok_or("no key")?;
    let mut out = Encryptor::with_recipients(std::iter::once(&key as &dyn age::Recipient))?.wrap_output(Vec::new())?;
    out.write_all(deflated)?;
    Ok(out.finish()?)
}

fn deflated(lines: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::best());
    out.write_all(lines)?;
    out.finish()
}

/// The lines of a bundle for somebody, in the clear.
fn clear(members: &Members, me: &Station) -> Result<String, Box<dyn std::error::Error>> {
    let opened = age::Decryptor::new_buffered(&members.entries[..])?;
    let keys = std::iter::once(me.secrets.identity() as &dyn age::Identity);
    let mut lines = String::new();
    flate2::read::DeflateDecoder::new(opened.decrypt(keys)?).read_to_string(&mut lines)?;
    Ok(lines)
}

/// A gate, its bundle, and who reads it.
fn scene() -> Result<(Station, Station, Members), Box<dyn std::error::Error>> {
    let (gate, me) = (Station::new(1, 5), Station::new(2, 0));
    let members = Members::of(&whole(&gate, &me)?)?;
    Ok((gate, me, members))
}

fn reader<'a>(me: &'a Station, enrolled: &[&Station]) -> std::io::Result<Reader<'a>> {
    Reader::new(me, enrolled.iter().map(|station| station.peer(Relation::Site)).collect())
}

#[test]
fn a_zip_of_another_shape_is_refused() -> Checked {
    let (gate, me, members) = scene()?;
    let reader = reader(&me, &[&gate])?;
    let all: [(&str, &[u8]); 3] = [
        (MANIFEST, &members.manifest),
        (SIGNATURE, &members.signature),
        (ENTRIES, &members.entries),
    ];
    assert_eq!(code(reader.read(&members.framed())), "read");
    let [manifest, signature, entries] = all;
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (what, files, options) in [
        ("as another program writes it", vec![manifest, signature, entries], plain),
        ("swapped", vec![manifest, entries, signature], plain),
        ("entries first", vec![entries, manifest, signature], plain),
        ("one more", vec![manifest, signature, entries, ("more.txt", b"")], plain),
        ("one less", vec![manifest, signature], plain),
        ("backslashes", vec![("..\\manifest.json", manifest.1), signature, entries], plain),
        ("upwards", vec![manifest, signature, ("../entries.age", entries.1)], plain),
        ("absolute", vec![("/manifest.json", manifest.1), signature, entries], plain),
        ("a drive", vec![manifest, ("C:\\manifest.sig", signature.1), entries], plain),
        ("another case", vec![("MANIFEST.JSON", manifest.1), signature, entries], plain),
        ("a symlink", vec![manifest, signature, entries], plain.unix_permissions(0o120_777)),
        (
            "deflated",
            vec![manifest, signature, entries],
            plain.compression_method(CompressionMethod::Deflated),
        ),
    ] {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(name, options)?;
            zip.write_all(content)?;
        }
        assert_eq!(code(reader.read(&zip.finish()?.into_inner())), "bundle-members", "{what}");
    }
    let framed = members.framed();
    let prefixed = [b"#!/bin/sh\n", &framed[..]].concat();
    assert_eq!(code(reader.read(&prefixed)), "bundle-not-a-bundle");
    let twice = [&framed[..], &framed].concat();
    assert_eq!(code(reader.read(&twice)), "bundle-members");
    Ok(())
}

#[test]
fn who_made_it_and_for_whom_decides() -> Checked {
    let (gate, me, members) = scene()?;
    let (other, bytes) = (Station::new(3, 0), members.framed());
    let mut moved = Station::new(2, 0);
    assert_eq!(code(reader(&me, &[&gate])?.read(&bytes)), "read");
    assert_eq!(code(reader(&me, &[&other])?.read(&bytes)), "bundle-unknown-maker");
    assert_eq!(code(reader(&other, &[&gate])?.read(&bytes)), "bundle-not-for-us");
    assert_eq!(code(reader(&other, &[])?.read(&bytes)), "bundle-not-for-us", "whoever made it");
    assert_eq!(
        code(reader(&moved, &[&gate])?.read(&bytes)),
        "bundle-other-key",
        "our chain, new keys"
    );
    moved.secrets = Secrets::from_text(&me.secrets.to_text())?;
    moved.card.chain = Uuid::from_u128(99);
    assert_eq!(
        code(reader(&moved, &[&gate])?.read(&bytes)),
        "read",
        "our keys, the chain we go on under"
    );
    assert_eq!(code(reader(&gate, &[])?.read(&bytes)), "bundle-own");
    let again = Station::new(1, 0);
    assert_eq!(code(reader(&me, &[&again])?.read(&bytes)), "bundle-changed-keys");
    let revoked = Peer {
        revoked: Some("丢失".into()),
        ..gate.peer(Relation::Site)
    };
    let refused = Reader::new(&me, vec![revoked])?.read(&bytes);
    let facts = refused.as_ref().map_or_else(BundleError::facts, |_| Vec::new());
    assert_eq!(facts[0], ("maker", "1 号门 · 黔岭矿业".into()));
    assert_eq!(facts[2], ("to", "2 号门 · 黔岭矿业".into()));
    assert_eq!(code(refused), "bundle-revoked");
    Ok(())
}

#[test]
fn a_newer_format_says_who_made_it() -> Checked {
    let (gate, me, members) = scene()?;
    let newer = members.edited(&gate, |manifest| {
        manifest["format"] = 2.into();
        manifest["parts"] = "something else".into();
    })?;
    let refused = reader(&me, &[&gate])?.read(&newer.framed());
    let Err(BundleError::FormatTooNew { format: 2, maker, to }) = &refused else {
        return Err(format!("{refused:?}").into());
    };
    assert_eq!((maker.as_str(), to.as_str()), ("1 号门", "2 号门"));
    Ok(())
}

type Edit<'a> = &'a dyn Fn(&mut Value);

#[test]
fn a_manifest_that_cannot_be_is_refused_even_of_a_friend() -> Checked {
    let (gate, me, members) = scene()?;
    let reader = reader(&me, &[&gate])?;
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let edits: [(&str, Edit<'_>, &str); 18] = [
        ("nothing", &|_| {}, "read"),
        ("no number", &|m| m["no"] = Value::Null, "read"),
        ("a field of tomorrow", &|m| m["colour"] = "red".into(), "read"),
        ("one entry more", &|m| m["entries"] = 6.into(), "bundle-manifest"),
        ("too many entries", &|m| m["entries"] = 5_000_001.into(), "bundle-too-large"),
        ("too many photos", &|m| m["photos"] = 100_001.into(), "bundle-too-large"),
        ("one photo more", &|m| m["photos"] = 2.into(), "bundle-damaged"),
        ("photos without names", &|m| m["level"] = "masked".into(), "bundle-manifest"),
        ("lines", &|m| m["lines"] = 1.into(), "bundle-damaged"),
        ("a bomb declared", &|m| m["lines"] = 100_000_000.into(), "bundle-too-large"),
        ("another size", &|m| m["size"] = 1.into(), "bundle-damaged"),
        ("from nothing", &|m| m["parts"][0]["from"] = 0.into(), "bundle-manifest"),
        ("the end of numbers", &|m| m["parts"][0]["to"] = i64::MAX.into(), "bundle-manifest"),
        ("a short hash", &|m| m["parts"][0]["hash"] = "00".into(), "bundle-manifest"),
        (
            "before the first",
            &|m| m["parts"][0]["before"] = "11".repeat(32).into(),
            "bundle-manifest",
        ),
        ("wants backwards", &|m| m["wants"][0]["to"] = 1.into(), "bundle-manifest"),
        ("for nobody", &|m| m["to"] = Value::Array(Vec::new()), "bundle-manifest"),
        (
            "a name without end",
            &|m| m["maker"]["site"] = "长".repeat(61).into(),
            "bundle-manifest",
        ),
    ];
    for (what, edit, said) in edits {
        assert_eq!(code(reader.read(&members.edited(&gate, edit)?.framed())), said, "{what}");
    }
    for manifest in [
        deep.as_bytes(),
        b"",
        b"null",
        b"{\"format\":1}",
        b"{\"format\":-1}",
        b"{\"format\":0}",
        b"\xff",
    ] {
        let members = Members {
            manifest: manifest.to_vec(),
            signature: gate.secrets.sign_bytes(&signed_bytes(manifest)).to_vec(),
            ..members.clone()
        };
        assert_eq!(code(reader.read(&members.framed())), "bundle-manifest");
    }
    let long = Members {
        manifest: vec![b' '; usize::try_from(MAX_MANIFEST)? + 1],
        ..members
    };
    assert_eq!(code(reader.read(&long.framed())), "bundle-too-large");
    Ok(())
}

#[test]
fn what_a_thief_changes_is_noticed() -> Checked {
    let (gate, me, members) = scene()?;
    let thief = Station::new(3, 0);
    let enrolled = reader(&me, &[&gate, &thief])?;
    let original = |edit: &dyn Fn(&mut Value)| -> Result<Members, Box<dyn std::error::Error>> {
        let edited = members.edited(&gate, edit)?;
        Ok(Members {
            signature: members.signature.clone(),
            ..edited
        })
    };
    let for_thief = serde_json::to_value(&thief.card)?;
    let replayed = original(&|manifest| manifest["to"][0] = for_thief.clone())?;
    assert_eq!(code(reader(&thief, &[&gate])?.read(&replayed.framed())), "bundle-signature");
    let edited = original(&|manifest| manifest["made"] = 1.into())?;
    assert_eq!(code(enrolled.read(&edited.framed())), "bundle-signature");
    let signed_by_thief = members.edited(&thief, |manifest| manifest["made"] = 1.into())?;
    assert_eq!(code(enrolled.read(&signed_by_thief.framed())), "bundle-signature");

    // Entries of another bundle of the same station for the same reader, and the same ones sealed again.
    let another = Members::of(&whole(&gate, &me)?)?;
    let swapped = Members {
        entries: another.entries,
        ..members.clone()
    };
    assert_eq!(code(enrolled.read(&swapped.framed())), "bundle-damaged");
    let forwarded = Members {
        entries: sealed(&thief, &deflated(clear(&members, &me)?.as_bytes())?)?,
        ..members.clone()
    };
    let said = code(reader(&thief, &[&gate])?.read(&forwarded.framed()));
    assert!(["bundle-damaged", "bundle-not-for-us"].contains(&said), "as the sizes are: {said}");
    assert_eq!(code(enrolled.read(&forwarded.framed())), "bundle-damaged");
    // Sealed for somebody else than the manifest says.
    let lines = clear(&members, &me)?;
    let elsewhere = members.resealed(&gate, sealed(&thief, &deflated(lines.as_bytes())?)?, lines.len())?;
    assert_eq!(code(enrolled.read(&elsewhere.framed())), "bundle-other-key");
    Ok(())
}

#[test]
fn a_station_that_passes_entries_on_can_change_none() -> Checked {
    let (gate, relay, me) = (Station::new(1, 5), Station::new(3, 5), Station::new(2, 0));
    let parts = [gate.part(1, 5)];
    let members = Members::of(&packed(&relay, &cover(&relay, &[&me]), &parts, &[&gate])?)?;
    let reader = reader(&me, &[&gate, &relay])?;
    let lines = clear(&members, &me)?;
    let passed_on = |from: &str, to: &str| {
        let lines = lines.replacen(from, to, 1);
        let sealed = sealed(&me, &deflated(lines.as_bytes())?)?;
        members.resealed(&relay, sealed, lines.len())
    };
    assert_eq!(code(reader.read(&passed_on("", "")?.framed())), "read");
    let under_its_hash = format!("\"h\":\"{}\",\"b\":\"{{\\\"c\\\":3750", hex(&gate.hash(1)));
    for (what, from, to, said) in [
        ("a reading", "3650", "3750", "bundle-chain"),
        ("a moment", "\"t\":1581033671350", "\"t\":1581033671351", "bundle-chain"),
        ("a person", "-000000000001\",\"b\"", "-000000000002\",\"b\"", "bundle-chain"),
        ("a clock beyond all clocks", "\"z\":480", "\"z\":2147483647", "bundle-damaged"),
        ("a number", "\"s\":4", "\"s\":5", "bundle-chain"),
        ("an entry twice", "\"s\":2", "\"s\":1", "bundle-chain"),
        (
            "the chain",
            "\"chain\":\"00000000-0000-0000-0000-000000000001\"",
            "\"chain\":\"00000000-0000-0000-0000-000000000003\"",
            "bundle-damaged",
        ),
        (
            "another body under the right hash",
            "\"b\":\"{\\\"c\\\":3650",
            &under_its_hash,
            "bundle-masked",
        ),
        (
            "a hash that is none",
            "\"b\":\"{\\\"c\\\":3650",
            "\"h\":\"x\",\"b\":\"{\\\"c\\\":3650",
            "bundle-damaged",
        ),
        ("no line of ours", "{\"e\":", "{\"f\":", "bundle-damaged"),
        ("deep", "\"s\":1", "\"s\":[[[[[[[[[[", "bundle-damaged"),
        ("a photo that is none", "\"photo\":\"_9j_", "\"photo\":\"AAAA", "bundle-damaged"),
        ("one more line", "{\"photo\"", "\n{\"photo\"", "bundle-damaged"),
    ] {
        assert_ne!(lines.replacen(from, to, 1), lines, "{what}");
        assert_eq!(code(reader.read(&passed_on(from, to)?.framed())), said, "{what}");
    }
    Ok(())
}

#[test]
fn a_masked_entry_is_taken_only_from_the_unit_below() -> Checked {
    let (mut gate, me) = (Station::new(1, 5), Station::new(2, 0));
    let hash = gate.hash(5);
    let part = gate.part(1, 5);
    if let Some(last) = gate.links.last_mut() {
        last.body = r#"{"c":3750,"v":"clear"}"#.into();
        last.redacted = Some(hash);
    }
    let bytes = packed(&gate, &cover(&gate, &[&me]), std::slice::from_ref(&part), &[&gate])?;
    for (relation, said) in [
        (Relation::Site, "bundle-masked"),
        (Relation::Above, "bundle-masked"),
        (Relation::Below, "read"),
    ] {
        assert_eq!(
            code(Reader::new(&me, vec![gate.peer(relation)])?.read(&bytes)),
            said,
            "{relation:?}"
        );
    }
    // A station of the site may withhold what is its own, and nothing of another one.
    if let Some(last) = gate.links.last_mut() {
        last.body.clear();
    }
    let relay = Station::new(3, 0);
    for (maker, relation, said) in [
        (&gate, Relation::Site, "read"),
        (&relay, Relation::Site, "bundle-masked"),
        (&relay, Relation::Below, "read"),
    ] {
        let bytes = packed(maker, &cover(maker, &[&me]), std::slice::from_ref(&part), &[&gate])?;
        let enrolled = vec![relay.peer(relation), gate.peer(relation)];
        assert_eq!(code(Reader::new(&me, enrolled)?.read(&bytes)), said, "{relation:?}");
    }
    Ok(())
}

#[test]
fn a_chain_whose_head_is_not_signed_by_whose_it_is_is_named_and_the_rest_is_taken() -> Checked {
    let (gate, relay, me) = (Station::new(1, 5), Station::new(3, 5), Station::new(2, 0));
    let reader = reader(&me, &[&gate, &relay])?;
    let right = gate.part(1, 5);
    let by_relay = relay.secrets.sign(right.signed.head);
    let shorter = gate.part(1, 4).signed.signature;
    for (what, part, is_taken) in [
        ("by its owner", right.clone(), true),
        (
            "by who passes it on",
            Part {
                signed: by_relay,
                ..right.clone()
            },
            false,
        ),
        (
            "a signature of another head",
            Part {
                signed: SignedHead {
                    signature: shorter,
                    ..right.signed
                },
                ..right.clone()
            },
            false,
        ),
        (
            "the signature of another chain",
            Part {
                signed: SignedHead {
                    signature: relay.part(1, 5).signed.signature,
                    ..right.signed
                },
                ..right
            },
            false,
        ),
    ] {
        let parts = [part, relay.part(1, 5)];
        let read = reader.read(&packed(&relay, &cover(&relay, &[&me]), &parts, &[&gate, &relay])?)?;
        let chains: Vec<Uuid> = read.slices.iter().map(|slice| slice.chain).collect();
        let (taken, unknown) = if is_taken {
            (vec![gate.chain(), relay.chain()], Vec::new())
        } else {
            (vec![relay.chain()], vec![gate.chain()])
        };
        assert_eq!((chains, read.unknown), (taken, unknown), "{what}");
    }
    Ok(())
}

#[test]
fn what_would_unpack_to_too_much_is_not_unpacked() -> Checked {
    let (gate, me, members) = scene()?;
    let reader = reader(&me, &[&gate])?;
    let bomb = sealed(&me, &deflated(&vec![b' '; 64 * 1024 * 1024])?)?;
    assert!(bomb.len() < 512 * 1024, "{} bytes", bomb.len());
    for (what, declared, said) in [
        ("said as it is", 64 * 1024 * 1024, "bundle-too-large"),
        ("one line up to what the ratio allows", bomb.len() * 190, "bundle-too-large"),
        ("said to be small", 500, "bundle-damaged"),
    ] {
        let members = members.resealed(&gate, bomb.clone(), declared)?;
        assert_eq!(code(reader.read(&members.framed())), said, "{what}");
    }
    Ok(())
}

#[test]
fn sealed_bytes_of_a_dishonest_friend_never_end_the_program() -> Checked {
    let (gate, me, members) = scene()?;
    let reader = reader(&me, &[&gate])?;
    let lines = clear(&members, &me)?;
    for at in 0..members.entries.len() {
        let mut entries = members.entries.clone();
        entries[at] ^= 1 << (at % 8);
        let said = code(reader.read(&members.resealed(&gate, entries, lines.len())?.framed()));
        assert!(["bundle-damaged", "bundle-other-key"].contains(&said), "byte {at}: {said}");
    }
    let (packed, whole) = (deflated(lines.as_bytes())?, reader.read(&members.framed())?);
    for at in 0..packed.len() {
        let mut packed = packed.clone();
        packed[at] ^= 1 << (at % 8);
        let read = reader.read(&members.resealed(&gate, sealed(&me, &packed)?, lines.len())?.framed());
        // Bits that fill the last byte say nothing; and what is in a photo, its hash in an entry says.
        let same = read.as_ref().is_ok_and(|read| read.slices == whole.slices);
        let said = code(read);
        assert!(same || ["bundle-damaged", "bundle-chain"].contains(&said), "byte {at}: {said}");
    }
    let more = [&packed[..], b"more"].concat();
    let said = code(reader.read(&members.resealed(&gate, sealed(&me, &more)?, lines.len())?.framed()));
    assert_eq!(said, "bundle-damaged", "bytes after the lines");
    Ok(())
}
