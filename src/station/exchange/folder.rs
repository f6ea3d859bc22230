//! An exchange through a folder: a shared one, or a stick.
//!
//! Each station writes in a sub-folder of its own, `<chain>/`, its card as `card.json` and its bundles as
//! `<first entry>-<number>.gatehouse`, and reads those of all others. A bundle is taken away when everybody it is sealed for has
//! acknowledged it. Where nothing has changed an exchange is a listing of the folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use uuid::Uuid;

use super::routes::{Folder, Offered, Read, key};
use super::send::{Sending, open_to_all};
use super::take::{Intake, Piece, Reading};
use crate::domain::peer::Card;
use crate::exchange::bundle::{card_from_text, card_text};
use crate::exchange::write::{WriteError, in_place};
use crate::station::out::Progress;
use crate::station::{Error, Station};

const CARD: &str = "card.json";
/// The ending of a bundle's name.
pub const ENDING: &str = "gatehouse";
/// A card is a few hundred bytes.
const CARD_BYTES: u64 = 16 * 1024;
/// More files than this in a folder are not looked at.
const FILES: usize = 20_000;

/// The first half of an exchange, for a thread: what others have left in the folder.
#[derive(Debug)]
pub struct Looking {
    folder: PathBuf,
    own: Uuid,
    read: BTreeMap<String, Read>,
    reading: Reading,
}

/// What stands in a folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// The chains that have a sub-folder there.
    pub(super) stations: BTreeSet<Uuid>,
    cards: Vec<Card>,
    /// The names of our own bundles.
    pub(super) own: BTreeSet<String>,
    /// The bundles of others, by sub-folder and name.
    others: BTreeMap<String, Read>,
    /// Their cards as files, of which those that have changed are in `cards`.
    known_cards: BTreeMap<String, Read>,
    pub(super) has_card: bool,
}

/// The second half of an exchange, for a thread: what we leave in the folder and take out of it.
#[derive(Debug)]
pub struct Posting {
    pub(super) folder: PathBuf,
    pub(super) card: Card,
    pub(super) has_card: bool,
    pub(super) bundles: Vec<(Offered, Sending)>,
    /// Our own bundles that nobody needs any more.
    pub(super) remove: Vec<String>,
    /// What is remembered of the folder once all this is done.
    pub(super) after: Folder,
}

impl Looking {
    /// Lists the folder and reads what is new in it, piece by piece, until it is told to stop by `false`.
    pub fn run(&self, progress: Progress<'_>, each: &mut dyn FnMut(Piece) -> bool) -> Result<Listing, Error> {
        let listing = list(&self.folder, self.own, &self.read).map_err(unusable)?;
        let new = listing.others.iter().filter(|(file, found)| !has_read(&self.read, file, found));
        let mut new: Vec<&String> = new.map(|(file, _)| file).collect();
        new.sort_by_cached_key(|file| turn(file));
        for file in new {
            let path = self.folder.join(file);
            // Whoever wrote it may have taken it away since.
            if path.exists() {
                self.reading.read(&path, file, progress, each)?;
            }
        }
        Ok(listing)
    }
}

/// In which order bundles are read: those of a station as it wrote them, which the second number of the name tells. The first one
/// is 0 where none of its own entries are in it, and smaller again where something is offered again.
fn turn(file: &str) -> (&str, u64, u64) {
    let (station, name) = file.split_once('/').unwrap_or(("", file));
    let numbers = Path::new(name).file_stem().and_then(|stem| stem.to_str()?.split_once('-'));
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    let (first, second) = numbers.map_or((u64::MAX, u64::MAX), |(first, second)| (number(first), number(second)));
    (station, second, first)
}

/// Whether a file stands there as it was read before.
fn has_read(read: &BTreeMap<String, Read>, file: &str, found: &Read) -> bool {
    read.get(file).is_some_and(|read| read.is_same(found))
}

fn unusable(error: std::io::Error) -> Error {
    if error.kind() == ErrorKind::NotFound {
        Error::RouteMissing
    } else {
        Error::Route(error)
    }
}

fn list(folder: &Path, own: Uuid, read: &BTreeMap<String, Read>) -> std::io::Result<Listing> {
    let mut listing = Listing::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Some(chain) = entry.file_name().to_str().and_then(|name| name.parse::<Uuid>().ok()) else {
            continue;
        };
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let listed = listing.add_all(&entry.path(), (chain, chain == own), read);
        if chain == own {
            listed?;
        } else {
            listing.end(chain, listed, read);
        }
    }
    Ok(listing)
}

impl Listing {
    fn add_all(&mut self, place: &Path, whose: (Uuid, bool), read: &BTreeMap<String, Read>) -> std::io::Result<()> {
        for file in fs::read_dir(place)?.take(FILES) {
            self.add(&file?, whose, read)?;
        }
        Ok(())
    }

    /// Ends with another station. What was read of it stays read while its sub-folder cannot be listed; the others are gone on with.
    fn end(&mut self, chain: Uuid, listed: std::io::Result<()>, read: &BTreeMap<String, Read>) {
        self.stations.insert(chain);
        let Err(error) = listed else { return };
        tracing::warn!(%error, "the sub-folder of another station cannot be read");
        let place = format!("{chain}/");
        for (file, found) in read.iter().filter(|(file, _)| file.starts_with(&place)) {
            self.others.entry(file.clone()).or_insert_with(|| found.clone());
        }
    }

    fn add(&mut self, file: &DirEntry, whose: (Uuid, bool), read: &BTreeMap<String, Read>) -> std::io::Result<()> {
        match self.place(file, whose, read) {
            // Taken away since it was listed.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            placed => placed,
        }
    }

    fn place(&mut self, file: &DirEntry, (chain, is_own): (Uuid, bool), read: &BTreeMap<String, Read>) -> std::io::Result<()> {
        let name = file.file_name();
        let Some(name) = name.to_str() else { return Ok(()) };
        let is_bundle = Path::new(name).extension().is_some_and(|ending| ending == ENDING);
        if !file.file_type()?.is_file() {
            return Ok(());
        }
        match (is_own, is_bundle, name == CARD) {
            (true, true, _) => {
                self.own.insert(name.to_owned());
            }
            (true, false, true) => self.has_card = true,
            (false, true, _) => {
                self.others.insert(format!("{chain}/{name}"), mark(file)?);
            }
            (false, false, true) => {
                let (card, found) = (format!("{chain}/{name}"), mark(file)?);
                if !has_read(read, &card, &found) {
                    self.cards.extend(read_card(&file.path()).filter(|card| card.chain == chain));
                }
                self.known_cards.insert(card, found);
            }
            (_, false, false) => {}
        }
        Ok(())
    }
}

/// A file as a listing tells it from an older one.
fn mark(file: &DirEntry) -> std::io::Result<Read> {
    let about = file.metadata()?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Read {
        size: about.len(),
        changed_ms: i64::try_from(changed.as_millis()).unwrap_or_default(),
        refused: String::new(),
    })
}

/// The card of another station; nothing where the file is none.
fn read_card(path: &Path) -> Option<Card> {
    let mut text = String::new();
    File::open(path).ok()?.take(CARD_BYTES).read_to_string(&mut text).ok()?;
    let card: Card = serde_json::from_str(&text).ok()?;
    // Under the same checks as a card that somebody pastes.
    card_from_text(&card_text(&card)).ok()
}

/// Our own sub-folder. What it holds is sealed, and others have to read it whatever this PC permits by itself.
fn make_place(place: &Path) -> std::io::Result<()> {
    match fs::create_dir(place) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(|()| permit(place)),
    }
}

#[cfg(unix)]
fn permit(place: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    // A stick or a share that knows no permissions has its own.
    if let Err(error) = fs::set_permissions(place, fs::Permissions::from_mode(0o755)) {
        tracing::debug!(%error, "the sub-folder keeps its permissions");
    }
}

#[cfg(not(unix))]
fn permit(_place: &Path) {}

impl Posting {
    /// Writes our card and our bundles, and takes away what everybody has. `progress` is told the entries and answers whether to stop.
    pub fn run(self, progress: Progress<'_>) -> Result<Posted, Error> {
        let place = self.folder.join(self.card.chain.to_string());
        make_place(&place).map_err(unusable)?;
        if !self.has_card {
            let text = serde_json::to_string(&self.card).map_err(|error| unusable(error.into()))?;
            in_place(&place.join(CARD), |mut file: &File| -> Result<(), Error> {
                open_to_all(file)?;
                Ok(file.write_all(text.as_bytes()).map_err(WriteError::Io)?)
            })?;
        }
        for (offered, sending) in &self.bundles {
            sending.write(&place.join(&offered.file), progress)?;
        }
        for file in &self.remove {
            // Somebody else may have taken it away.
            match fs::remove_file(place.join(file)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(unusable(error)),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(Posted {
            folder: self.folder,
            after: self.after,
        })
    }
}

/// What was left in a folder.
#[derive(Debug)]
pub struct Posted {
    folder: PathBuf,
    after: Folder,
}

impl Station {
    /// Begins an exchange through a folder.
    pub fn begin_exchange(&self, folder: &Path) -> Result<Looking, Error> {
        let mut remembered = self.remembered()?;
        Ok(Looking {
            folder: folder.to_owned(),
            own: self.card().chain,
            read: remembered.folders.remove(&key(folder)).unwrap_or_default().read,
            reading: self.plan_reading()?.in_folder(),
        })
    }

    /// Exchanges through a folder once, without a thread.
    pub fn exchange_through(&mut self, folder: &Path, intake: &mut Intake) -> Result<(), Error> {
        let mut own = Intake::default();
        let outcome = self.exchange_once(folder, &mut own);
        intake.bundles.append(&mut own.bundles);
        self.note_outcome(folder, outcome.as_ref().err().map(Error::code));
        outcome
    }

    fn exchange_once(&mut self, folder: &Path, intake: &mut Intake) -> Result<(), Error> {
        let looking = self.begin_exchange(folder)?;
        let listing = self.take_all(intake, |each| looking.run(&|_, _| false, each))?;
        if let Some(posting) = self.plan_posting(folder, &listing, intake)? {
            let posted = posting.run(&|_, _| false)?;
            self.end_exchange(posted)?;
        }
        Ok(())
    }

    /// Remembers what was found and read in a folder.
    pub(super) fn looked(&self, folder: &Path, listing: &Listing, intake: &Intake) -> Result<(), Error> {
        let mut remembered = self.remembered()?;
        for card in &listing.cards {
            remembered.see(card.clone());
        }
        let known = &mut remembered.folders.entry(key(folder)).or_default().read;
        let mut read = listing.known_cards.clone();
        for (file, found) in &listing.others {
            // What the folder did not give is read again.
            let bundle = intake.of(file).filter(|bundle| !bundle.is_for_again());
            let before = known.remove(file).filter(|before| before.is_same(found));
            let Some(refused) = bundle
                .map(|bundle| bundle.refusal().to_owned())
                .or_else(|| before.map(|before| before.refused))
            else {
                continue;
            };
            read.insert(file.clone(), Read { refused, ..found.clone() });
        }
        *known = read;
        self.remember(&remembered)
    }

    /// Ends an exchange: what was left in the folder is remembered.
    pub fn end_exchange(&mut self, posted: Posted) -> Result<(), Error> {
        let mut remembered = self.remembered()?;
        let read = remembered.folders.remove(&key(&posted.folder)).unwrap_or_default().read;
        let after = Folder { read, ..posted.after };
        remembered.folders.insert(key(&posted.folder), after);
        self.remember(&remembered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_file_that_vanishes_and_a_station_that_cannot_be_listed_stop_nobody() -> Checked {
        let folder = tempfile::tempdir()?;
        let chain = Uuid::from_u128(1);
        fs::write(folder.path().join("1-1.gatehouse"), b"PK")?;
        let found = fs::read_dir(folder.path())?.next().ok_or("a file")??;
        let (mut listing, none) = (Listing::default(), BTreeMap::new());
        listing.add(&found, (chain, false), &none)?;
        assert_eq!(listing.others.len(), 1);
        fs::remove_file(found.path())?;
        let mut listing = Listing::default();
        listing.add(&found, (chain, false), &none)?;
        assert!(listing.others.is_empty());
        let read = BTreeMap::from([1, 2].map(|station| (format!("{}/1-1.gatehouse", Uuid::from_u128(station)), Read::default())));
        listing.end(chain, Err(ErrorKind::PermissionDenied.into()), &read);
        assert_eq!(listing.stations, BTreeSet::from([chain]));
        assert_eq!(listing.others.keys().collect::<Vec<_>>(), [&format!("{chain}/1-1.gatehouse")]);
        Ok(())
    }

    #[test]
    fn bundles_are_read_in_the_order_they_were_written_in() {
        let mut files = [
            "b/1-1",
            "a/100001-6",
            "a/20001-2",
            "a/0-5",
            "a/1-1",
            "a/40001-3",
            "a/other",
            "a/60001-4",
        ]
        .map(|name| format!("{name}.{ENDING}"));
        files.sort_by_cached_key(|file| {
            let (station, second, first) = turn(file);
            (station.to_owned(), second, first)
        });
        let names = files.map(|file| file.trim_end_matches(".gatehouse").to_owned());
        assert_eq!(
            names,
            [
                "a/1-1",
                "a/20001-2",
                "a/40001-3",
                "a/60001-4",
                "a/0-5",
                "a/100001-6",
                "a/other",
                "b/1-1"
            ]
        );
    }

    #[test]
    fn a_card_in_a_folder_is_read_as_one_that_is_pasted() -> Checked {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(CARD);
        let card = Card {
            chain: Uuid::from_u128(1),
            site: "锰矿".into(),
            unit: String::new(),
            station: "北门".into(),
            role: crate::domain::settings::Role::Gate,
            keys: crate::exchange::bundle::Secrets::new().keys(),
        };
        let long = "门".repeat(10_000);
        for (station, is_one) in [("北门", true), ("", false), ("北\n门", false), (long.as_str(), false)] {
            let card = Card {
                station: station.into(),
                ..card.clone()
            };
            fs::write(&path, serde_json::to_string(&card)?)?;
            assert_eq!(read_card(&path).is_some(), is_one, "{station:.20}");
        }
        Ok(())
    }
}
