//! What goes in comes out; cards and keys; that others can read what the format says.

mod forged;
mod mutated;

use std::io::{Cursor, Read as _};

use proptest::prelude::*;

use super::*;
use crate::domain::chain::{GENESIS, Head, Link, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::EntryId;
use crate::domain::parcel::Gap;
use crate::domain::peer::{Card, Keys, Level, Peer, Relation};
use crate::domain::person::PersonId;
use crate::domain::settings::Role;

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
        id: EntryId(Uuid::from_u128(no << 64 | number)),
        at: Moment(1_581_033_667_250 + seq * 4_100),
        zone_min: 480,
        actor: 3,
        kind: 20,
        subject: Some(PersonId(Uuid::from_u128(no << 96 | number % 7))),
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
        links.filter(|link| (part.from..=part.to).contains(&link.seq)).cloned().try_for_each(each)
    }

    fn photo(&mut self, no: usize) -> Result<Option<Vec<u8>>, BundleError> {
        Ok(self.photos.get(no).cloned())
    }
}

fn packed(maker: &Station, cover: &Cover, parts: &[Part], stations: &[&Station]) -> Result<Vec<u8>, BundleError> {
    let mut out = Cursor::new(Vec::new());
    let mut shelf = Shelf {
        stations: stations.to_vec(),
        photos: if cover.level == Level::Full { vec![JPEG.to_vec()] } else { Vec::new() },
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
        assert!(read.slices.iter().zip([0, 0, 1]).all(|(slice, part)| slice.signed == parts[part].signed));
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
    let stopped = write_file(&path, &gate.secrets, &cover, &parts, &mut shelf, &|done, total| (done, total) != (5, 9));
    assert_eq!(code(stopped), "stopped");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);

    let reader = Reader::new(&me, vec![gate.peer(Relation::Site)])?;
    write_file(&reader.path(), &gate.secrets, &cover, &parts, &mut shelf, &|_, _| true)?;
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
        ("the wrong head", &gate, &right, Part { before: [1; 32], ..gate.part(2, 9) }, "bundle-chain"),
    ] {
        assert_eq!(code(packed(maker, cover, &[part], &[&gate])), expected, "{what}");
    }
}

#[test]
fn any_program_that_knows_zip_finds_three_members() -> Checked {
    let (gate, me) = (Station::new(1, 3), Station::new(2, 0));
    let mut archive = zip::ZipArchive::new(Cursor::new(whole(&gate, &me)?))?;
    let names: Vec<String> = archive.file_names().map(|name| Ok(name?.into_owned())).collect::<zip::result::ZipResult<_>>()?;
    assert_eq!(names, ["manifest.json", "manifest.sig", "entries.age"]);
    let (mut manifest, mut entries) = (String::new(), Vec::new());
    archive.by_name("manifest.json")?.read_to_string(&mut manifest)?;
    archive.by_name("entries.age")?.read_to_end(&mut entries)?;
    assert!(entries.starts_with(b"age-encryption.org/v1\n"));
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    assert_eq!((&manifest["format"], &manifest["entries"], &manifest["photos"]), (&1.into(), &3.into(), &1.into()));
    assert_eq!(manifest["maker"]["chain"], "00000000-0000-0000-0000-000000000001");
    Ok(())
}

#[test]
fn the_line_of_the_description_is_the_line_that_is_written() -> Checked {
    let described = include_str!("mod.rs").lines().filter_map(|line| line.strip_prefix("//! {"));
    let mut read = 0;
    for line in described.map(|rest| format!("{{{rest}")).filter(|line| !line.contains('…')) {
        let parsed: super::lines::Line = serde_json::from_str(&line)?;
        assert_eq!(serde_json::to_string(&parsed)?, line);
        read += 1;
    }
    assert_eq!(read, 2);
    Ok(())
}

fn described_card() -> Card {
    Card {
        chain: Uuid::from_u128(0x0170_188e_6b00_7000_8000_0000_0000_0001),
        site: "黔岭矿业".into(),
        unit: "二矿".into(),
        station: "南门".into(),
        role: Role::Gate,
        keys: Keys {
            sign: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".into(),
            seal: "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj".into(),
        },
    }
}

#[test]
fn the_fingerprint_of_the_description() {
    let said = described_card().fingerprint().to_string();
    assert!(include_str!("mod.rs").contains(&format!("`{said}`")), "{said}");
}

#[test]
fn a_card_as_text() -> Checked {
    let card = described_card();
    let text = card_text(&card);
    assert!(text.starts_with("gatehouse:1:eyJjaGFpbiI6"));
    assert_eq!(card_from_text(&format!(" {text}\n"))?, card);
    let with = |change: &dyn Fn(&mut Card)| {
        let mut card = described_card();
        change(&mut card);
        card_text(&card)
    };
    let low_order = "01".to_owned() + &"00".repeat(31);
    for (what, text, expected) in [
        ("nothing", String::new(), "bundle-card"),
        ("junk", "0231".into(), "bundle-card"),
        ("no JSON", "gatehouse:1:AAAA".into(), "bundle-card"),
        ("no version", "gatehouse:x:AAAA".into(), "bundle-card"),
        ("a newer version", text.replace(":1:", ":2:"), "bundle-format-too-new"),
        ("cut off", text[..text.len() - 3].into(), "bundle-card"),
        ("padded", format!("{text}=="), "bundle-card"),
        ("too long", with(&|card| card.site = "长".repeat(MAX_NAME + 1)), "bundle-card"),
        ("far too long", format!("gatehouse:1:{}", "A".repeat(9_000)), "bundle-card"),
        ("a control character", with(&|card| card.station = "南\u{7}门".into()), "bundle-card"),
        ("without a name", with(&|card| card.station = " ".into()), "bundle-card"),
        ("without a chain", with(&|card| card.chain = Uuid::nil()), "bundle-card"),
        ("upper case", with(&|card| card.keys.sign = card.keys.sign.to_uppercase()), "bundle-card"),
        ("a weak key", with(&|card| card.keys.sign.clone_from(&low_order)), "bundle-card"),
        ("no seal", with(&|card| card.keys.seal = "age1".into()), "bundle-card"),
    ] {
        assert_eq!(code(card_from_text(&text)), expected, "{what}");
    }
    Ok(())
}

#[test]
fn keys_as_they_are_kept() -> Checked {
    let secrets = Secrets::new();
    let text = secrets.to_text();
    let again = Secrets::from_text(&text)?;
    assert_eq!((again.keys(), again.to_text()), (secrets.keys(), text.clone()));
    assert_ne!(Secrets::new().keys(), secrets.keys());
    assert_eq!(format!("{secrets:?}"), "Secrets");
    let head = Head {
        chain: Uuid::from_u128(1),
        seq: 9,
        hash: [3; 32],
    };
    let signed = secrets.sign(head);
    assert!(is_signed_by(&again.keys(), &signed));
    assert!(!is_signed_by(&Secrets::new().keys(), &signed));
    assert!(!is_signed_by(&Keys::default(), &signed));
    let longer = Head { seq: 10, ..head };
    assert!(!is_signed_by(&again.keys(), &SignedHead { head: longer, ..signed }));
    for junk in ["", "gatehouse keys 1\n", &text[1..], &text.replace("seal AGE", "seal age"), &format!("{text}more\n")] {
        assert_eq!(code(Secrets::from_text(junk)), "bundle-key", "{junk:?}");
    }
    Ok(())
}

fn any_link() -> impl Strategy<Value = Link> {
    let ids = (any::<u128>(), any::<Option<u128>>(), any::<Option<u128>>());
    let numbers = (any::<i64>(), any::<i32>(), any::<i64>(), any::<i64>());
    (ids, numbers, any::<String>(), any::<Option<[u8; 32]>>()).prop_map(|((id, subject, corrects), (at, zone_min, actor, kind), body, redacted)| Link {
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
    })
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
