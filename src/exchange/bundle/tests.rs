//! What goes in comes out, in few bytes, and so that other programs can read it.

mod cards;
mod cleared;
mod forged;
mod mutated;

use std::io::{Cursor, Read as _};

use proptest::prelude::*;

use super::*;
use crate::domain::chain::{GENESIS, Head, Link, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;
use crate::domain::parcel::{Cover, Gap};
use crate::domain::peer::{Card, Keys, Level, Peer, Relation};
use crate::domain::person::PersonId;
use crate::domain::settings::Role;
use crate::exchange::write::in_place;

type Checked = Result<(), Box<dyn std::error::Error>>;

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 a picture";

/// A station with its keys and its chain.
struct Station {
    card: Card,
    secrets: Secrets,
    links: Vec<Link>,
}

impl Station {
    fn new(no: u128, entries: i64) -> Self {
        let secrets = Secrets::new();
        let card = Card {
            chain: Uuid::from_u128(no),
            site: "黔岭矿业".into(),
            unit: String::new(),
            station: format!("{no} 号门"),
            role: Role::Gate,
            keys: secrets.keys(),
        };
        let links = (1..=entries).map(|seq| reading(no, seq)).collect();
        Self { card, secrets, links }
    }

    fn chain(&self) -> Uuid {
        self.card.chain
    }

    fn hash(&self, seq: i64) -> Hash {
        let before = self.links.iter().take_while(|link| link.seq <= seq);
        before.fold(GENESIS, |hash, link| link.hash(self.chain(), &hash))
    }

    fn part(&self, from: i64, to: i64) -> Part {
        let head = Head {
            chain: self.chain(),
            seq: to,
            hash: self.hash(to),
        };
        Part {
            chain: self.chain(),
            from,
            to,
            before: self.hash(from - 1),
            signed: self.secrets.sign(head),
        }
    }

    fn peer(&self, relation: Relation) -> Peer {
        Peer {
            card: self.card.clone(),
            relation,
            revoked: None,
        }
    }
}

fn reading(no: u128, seq: i64) -> Link {
    let number = u128::from(seq.unsigned_abs());
    Link {
        seq,
        id: EntryId(Uuid::from_u128((no << 64) | number)),
        at: Moment(1_581_033_667_250 + seq * 4_100),
        zone_min: 480,
        actor: 3,
        kind: 20,
        subject: Some(PersonId(Uuid::from_u128((no << 96) | (number % 7)))),
        body: r#"{"c":3650,"v":"clear"}"#.into(),
        corrects: None,
        redacted: None,
    }
}

fn cover(maker: &Station, to: &[&Station]) -> Cover {
    Cover {
        maker: maker.card.clone(),
        to: to.iter().map(|station| station.card.clone()).collect(),
        level: Level::Full,
        made: Moment(1_581_033_700_000),
        no: 1_581_033_700_001,
        holds: vec![Head {
            chain: Uuid::from_u128(77),
            seq: 9,
            hash: [7; 32],
        }],
        wants: vec![Gap {
            chain: Uuid::from_u128(77),
            from: 10,
            to: 12,
        }],
    }
}

/// Hands over what it has.
struct Shelf<'a> {
    stations: Vec<&'a Station>,
    photos: Vec<Vec<u8>>,
}

impl Source for Shelf<'_> {
    fn links(&mut self, part: &Part, each: &mut dyn FnMut(Link) -> Result<(), BundleError>) -> Result<(), BundleError> {
        let of_chain = self.stations.iter().filter(|station| station.chain() == part.chain);
        let links = of_chain.flat_map(|station| &station.links);
        links
            .filter(|link| (part.from..=part.to).contains(&link.seq))
            .cloned()
            .try_for_each(each)
    }

    fn photo(&mut self, no: usize) -> Result<Option<Vec<u8>>, BundleError> {
        Ok(self.photos.get(no).cloned())
    }
}

fn packed(maker: &Station, cover: &Cover, parts: &[Part], stations: &[&Station]) -> Result<Vec<u8>, BundleError> {
    let mut out = Cursor::new(Vec::new());
    let mut shelf = Shelf {
        stations: stations.to_vec(),
        photos: if cover.level == Level::Full {
            vec![JPEG.to_vec()]
        } else {
            Vec::new()
        },
    };
    write(&mut out, &maker.secrets, cover, parts, &mut shelf, &|_, _| true)?;
    Ok(out.into_inner())
}

/// A whole chain for one other station.
fn whole(maker: &Station, to: &Station) -> Result<Vec<u8>, BundleError> {
    let last = maker.links.last().map_or(0, |link| link.seq);
    packed(maker, &cover(maker, &[to]), &[maker.part(1, last)], &[maker])
}

/// Everything that comes out of a bundle.
#[derive(Debug, Default, PartialEq)]
struct Read {
    slices: Vec<Slice>,
    photos: Vec<Vec<u8>>,
    unknown: Vec<Uuid>,
}

/// A reader that has enrolled some stations.
struct Reader<'a> {
    me: &'a Station,
    peers: Vec<Peer>,
    folder: tempfile::TempDir,
}

impl<'a> Reader<'a> {
    fn new(me: &'a Station, peers: Vec<Peer>) -> std::io::Result<Self> {
        let folder = tempfile::tempdir()?;
        Ok(Self { me, peers, folder })
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("one.gatehouse")
    }

    fn read(&self, bytes: &[u8]) -> Result<Read, BundleError> {
        std::fs::write(self.path(), bytes).map_err(BundleError::Io)?;
        self.read_file()
    }

    fn open(&self) -> Result<Opened, BundleError> {
        let known = |chain| self.peers.iter().find(|peer| peer.card.chain == chain).cloned();
        Opened::open(&self.path(), &self.me.secrets, self.me.chain(), &known)
    }

    fn keys_of(&self, chain: Uuid) -> Option<Keys> {
        let peer = self.peers.iter().find(|peer| peer.card.chain == chain);
        peer.map(|peer| peer.card.keys.clone())
    }

    fn read_file(&self) -> Result<Read, BundleError> {
        let opened = self.open()?;
        let checked = opened.check(&|chain| self.keys_of(chain), &|_, _| true)?;
        let mut read = Read::default();
        opened.slices(&checked, &mut |slice| {
            read.slices.push(slice);
            Ok(true)
        })?;
        opened.photos(&mut |jpeg| {
            read.photos.push(jpeg);
            Ok(true)
        })?;
        read.unknown = checked.unknown;
        Ok(read)
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, BundleError>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "read")
}

#[test]
fn a_bundle_of_two_chains_is_read_in_short_slices_by_each_of_its_recipients() -> Checked {
    let (gate, clinic) = (Station::new(1, 600), Station::new(2, 40));
    let (first, second) = (Station::new(3, 0), Station::new(4, 0));
    let parts = [gate.part(201, 600), clinic.part(1, 40)];
    let cover = cover(&gate, &[&first, &second]);
    let bytes = packed(&gate, &cover, &parts, &[&gate, &clinic])?;
    for me in [&first, &second] {
        let reader = Reader::new(me, vec![gate.peer(Relation::Site), clinic.peer(Relation::Site)])?;
        let read = reader.read(&bytes)?;
        let opened = reader.open()?;
        assert_eq!((opened.cover(), opened.parts()), (&cover, &parts[..]));
        let lengths: Vec<usize> = read.slices.iter().map(|slice| slice.links.len()).collect();
        assert_eq!(lengths, [256, 144, 40]);
        let links: Vec<Link> = read.slices.iter().flat_map(|slice| slice.links.clone()).collect();
        assert_eq!(links, [&gate.links[200..], &clinic.links].concat());
        let befores: Vec<Hash> = read.slices.iter().map(|slice| slice.before).collect();
        assert_eq!(befores, [gate.hash(200), gate.hash(456), GENESIS]);
        assert!(
            read.slices
                .iter()
                .zip([0, 0, 1])
                .all(|(slice, part)| slice.signed == parts[part].signed)
        );
        assert_eq!((read.photos, read.unknown), (vec![JPEG.to_vec()], Vec::new()));
    }
    Ok(())
}

#[test]
fn entries_of_a_station_that_is_not_known_are_named_and_not_handed_over() -> Checked {
    let (gate, stranger, me) = (Station::new(1, 3), Station::new(2, 3), Station::new(3, 0));
    let parts = [stranger.part(1, 3), gate.part(1, 3)];
    let bytes = packed(&gate, &cover(&gate, &[&me]), &parts, &[&gate, &stranger])?;
    let read = Reader::new(&me, vec![gate.peer(Relation::Site)])?.read(&bytes)?;
    assert_eq!(read.unknown, [stranger.chain()]);
    let chains: Vec<Uuid> = read.slices.iter().map(|slice| slice.chain).collect();
    assert_eq!(chains, [gate.chain()]);
    Ok(())
}

#[test]
fn receipts_alone_are_a_bundle() -> Checked {
    let (gate, me) = (Station::new(1, 0), Station::new(2, 0));
    let bytes = packed(&gate, &cover(&gate, &[&me]), &[], &[])?;
    let reader = Reader::new(&me, vec![gate.peer(Relation::Above)])?;
    assert_eq!(reader.read(&bytes)?.slices, []);
    assert_eq!(reader.open()?.cover().holds.len(), 1);
    Ok(())
}

#[test]
fn writing_and_checking_stop_when_asked_and_leave_nothing() -> Checked {
    let (gate, me) = (Station::new(1, 9), Station::new(2, 0));
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("one.gatehouse");
    let mut shelf = Shelf {
        stations: vec![&gate],
        photos: Vec::new(),
    };
    let (cover, parts) = (cover(&gate, &[&me]), [gate.part(1, 9)]);
    let stopped = in_place(&path, |mut file| {
        write(&mut file, &gate.secrets, &cover, &parts, &mut shelf, &|done, total| {
            (done, total) != (5, 9)
        })
    });
    assert_eq!(code(stopped), "stopped");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);

    let reader = Reader::new(&me, vec![gate.peer(Relation::Site)])?;
    in_place(&reader.path(), |mut file| {
        write(&mut file, &gate.secrets, &cover, &parts, &mut shelf, &|_, _| true)
    })?;
    let opened = reader.open()?;
    assert_eq!(code(opened.check(&|chain| reader.keys_of(chain), &|_, _| false)), "stopped");
    assert_eq!(reader.read_file()?.slices.len(), 1);
    Ok(())
}

#[test]
fn a_file_that_changes_after_it_was_checked_is_noticed() -> Checked {
    let (gate, me) = (Station::new(1, 300), Station::new(2, 0));
    let reader = Reader::new(&me, vec![gate.peer(Relation::Site)])?;
    reader.read(&whole(&gate, &me)?)?;
    let opened = reader.open()?;
    let checked = opened.check(&|chain| reader.keys_of(chain), &|_, _| true)?;
    let forged = super::open::Checked::default();
    assert_eq!(code(opened.slices(&forged, &mut |_| Ok(true))), "bundle-damaged");
    let mut file = std::fs::OpenOptions::new().write(true).open(reader.path())?;
    std::io::Seek::seek(&mut file, std::io::SeekFrom::Start(opened_middle(&reader)?))?;
    std::io::Write::write_all(&mut file, &[0; 16])?;
    assert_eq!(code(opened.slices(&checked, &mut |_| Ok(true))), "bundle-damaged");
    Ok(())
}

fn opened_middle(reader: &Reader<'_>) -> std::io::Result<u64> {
    Ok(std::fs::metadata(reader.path())?.len() / 2)
}

#[test]
fn what_would_be_refused_is_not_written() {
    let (gate, me) = (Station::new(1, 9), Station::new(2, 0));
    let other = Station::new(1, 9);
    let right = cover(&gate, &[&me]);
    let nobody = cover(&gate, &[]);
    let crowd: Vec<&Station> = std::iter::repeat_n(&me, MAX_RECIPIENTS + 1).collect();
    let crowd = cover(&gate, &crowd);
    let mut past = gate.part(1, 9);
    past.to = 10;
    for (what, maker, cover, part, expected) in [
        ("whole", &gate, &right, gate.part(1, 9), "read"),
        ("other keys", &other, &right, gate.part(1, 9), "bundle-signature"),
        ("nobody", &gate, &nobody, gate.part(1, 9), "bundle-manifest"),
        ("a crowd", &gate, &crowd, gate.part(1, 9), "bundle-too-large"),
        ("past the end", &gate, &right, past, "bundle-chain"),
        (
            "the wrong head",
            &gate,
            &right,
            Part {
                before: [1; 32],
                ..gate.part(2, 9)
            },
            "bundle-chain",
        ),
    ] {
        assert_eq!(code(packed(maker, cover, &[part], &[&gate])), expected, "{what}");
    }
}

#[test]
fn any_program_that_knows_zip_finds_three_members() -> Checked {
    let (gate, me) = (Station::new(1, 3), Station::new(2, 0));
    let mut archive = zip::ZipArchive::new(Cursor::new(whole(&gate, &me)?))?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| Ok(name?.into_owned()))
        .collect::<zip::result::ZipResult<_>>()?;
    assert_eq!(names, ["manifest.json", "manifest.sig", "entries.age"]);
    let (mut manifest, mut entries) = (String::new(), Vec::new());
    archive.by_name("manifest.json")?.read_to_string(&mut manifest)?;
    archive.by_name("entries.age")?.read_to_end(&mut entries)?;
    assert!(entries.starts_with(b"age-encryption.org/v1\n"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    assert_eq!(
        (&manifest["format"], &manifest["entries"], &manifest["photos"]),
        (&1.into(), &3.into(), &1.into())
    );
    assert_eq!(manifest["maker"]["chain"], "00000000-0000-0000-0000-000000000001");
    Ok(())
}

/// Somebody is measured every few seconds, with ids as random as they are.
fn busy(no: u128, entries: i64, people: u128) -> Station {
    let mut station = Station::new(no, entries);
    let mut seed = 1_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u128::from(seed >> 32)
    };
    let mut id = |low: u128| (low << 96) | (random() << 64) | (random() << 32) | random();
    let known: Vec<u128> = (0..people).map(|_| id(0x0170_188e)).collect();
    for link in &mut station.links {
        link.id = EntryId(Uuid::from_u128(id(0x0170_1891)));
        let whom = usize::try_from(link.id.0.as_u128() % people).unwrap_or_default();
        link.subject = known.get(whom).map(|person| PersonId(Uuid::from_u128(*person)));
        link.body = format!(r#"{{"c":{},"v":"clear"}}"#, 3600 + link.id.0.as_u128() % 90);
    }
    station
}

/// The aim is 120; ids alone are 32 that nothing makes smaller.
#[test]
fn an_entry_takes_few_bytes() -> Checked {
    let (gate, me) = (busy(1, 5_000, 2_000), Station::new(2, 0));
    let bytes = whole(&gate, &me)?;
    assert!(bytes.len() < 70 * 5_000, "{} bytes for 5,000 entries", bytes.len());
    Ok(())
}

fn any_link() -> impl Strategy<Value = Link> {
    let ids = (any::<u128>(), any::<Option<u128>>(), any::<Option<u128>>());
    let numbers = (any::<i64>(), -1_440_i32..=1_440, any::<i64>(), any::<i64>());
    (ids, numbers, any::<String>(), any::<Option<[u8; 32]>>()).prop_map(
        |((id, subject, corrects), (at, zone_min, actor, kind), body, redacted)| Link {
            seq: 0,
            id: EntryId(Uuid::from_u128(id)),
            at: Moment(at),
            zone_min,
            actor,
            kind,
            subject: subject.map(|id| PersonId(Uuid::from_u128(id))),
            body,
            corrects: corrects.map(|id| EntryId(Uuid::from_u128(id))),
            redacted,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_read(links in prop::collection::vec(any_link(), 1..40), from in 1_i64..20) {
        let (mut unit, headquarters) = (Station::new(1, 0), Station::new(2, 0));
        unit.links = links.into_iter().zip(1..).map(|(link, seq)| Link { seq, ..link }).collect();
        let last = unit.links.last().map_or(0, |link| link.seq);
        let part = unit.part(from.min(last), last);
        let cover = Cover { level: Level::Masked, ..cover(&unit, &[&headquarters]) };
        let read = || -> Result<Read, Box<dyn std::error::Error>> {
            let bytes = packed(&unit, &cover, &[part], &[&unit])?;
            Ok(Reader::new(&headquarters, vec![unit.peer(Relation::Below)])?.read(&bytes)?)
        };
        let read = read().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let links: Vec<Link> = read.slices.into_iter().flat_map(|slice| slice.links).collect();
        prop_assert_eq!(&links[..], &unit.links[usize::try_from(from.min(last) - 1).unwrap_or_default()..]);
    }
}
