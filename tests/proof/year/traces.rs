//! Texts that must be nowhere any more: looked for as raw bytes in every file, in what is sealed once it is opened, and through what
//! the program reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gatehouse::domain::person::PersonId;
use gatehouse::exchange::bundle::{Opened, Secrets};
use gatehouse::exchange::sealed::{self, RecoveryKey};
use gatehouse::station::exchange::ENDING;
use gatehouse::store::secrets::{self, FIELD_KEY, STATION_KEY};
use gatehouse::store::{DATABASE, Store, journal, people};
use rusqlite::{Connection, OpenFlags};

use super::days::Due;
use super::site::{Gate, Plant};
use crate::{Made, Tested};

/// Enough of a sealed text to tell it from any other: its first sixteen bytes are a mark of all of it.
const SEALED: usize = 40;
/// What sealed texts of somebody lie in a database: their numbers, who they are, and what is kept of their visits.
const OF_PERSON: &str = "SELECT phone FROM person WHERE id = ?1
    UNION ALL SELECT document FROM person WHERE id = ?1
    UNION ALL SELECT body FROM entry WHERE kind IN (10, 23) AND subject = ?1
    UNION ALL SELECT plate FROM visit JOIN person ON person.no = visit.person WHERE person.id = ?1";

/// The texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traces(BTreeSet<Vec<u8>>);

/// Where they stand.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) files: usize,
    /// The file, and the text as far as it is one.
    pub(crate) said: BTreeSet<(String, String)>,
}

impl Traces {
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Those that are not among these.
    pub(crate) fn but(&self, texts: &BTreeSet<String>) -> Vec<String> {
        let all = self.0.iter().map(|text| String::from_utf8_lossy(text).into_owned());
        all.filter(|text| !texts.contains(text)).collect()
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn add(&mut self, due: &[Due]) {
        self.0.extend(due.iter().flat_map(Due::texts).map(String::into_bytes));
    }

    /// Adds what is sealed of somebody in a database, as it stands in the file.
    pub(crate) fn sealed_of(&mut self, folder: &Path, due: &[Due]) -> Tested {
        let db = Connection::open_with_flags(folder.join(DATABASE), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut select = db.prepare(OF_PERSON)?;
        for PersonId(id) in due.iter().map(|due| due.who.id) {
            let texts: Vec<String> = select.query_map([id.as_bytes()], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let sealed = texts.into_iter().filter(|text| text.starts_with('\u{1}'));
            self.0
                .extend(sealed.map(|text| text.into_bytes().into_iter().take(SEALED).collect()));
        }
        Ok(())
    }

    /// Those that stand in some bytes.
    fn within<'a>(&'a self, bytes: &[u8]) -> BTreeSet<&'a [u8]> {
        let mut begins = vec![false; 1 << 16];
        let begin = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
        for text in &self.0 {
            begins[begin(text)] = true;
        }
        let mut found = BTreeSet::new();
        for at in 0..bytes.len().saturating_sub(1) {
            if begins[begin(&bytes[at..])] {
                let here = self.0.range(..=bytes[at..bytes.len().min(at + 64)].to_vec()).next_back();
                found.extend(here.filter(|text| bytes[at..].starts_with(text)).map(Vec::as_slice));
            }
        }
        found
    }

    fn look(&self, place: &str, bytes: &[u8], found: &mut Found) {
        let said = self.within(bytes).into_iter();
        found
            .said
            .extend(said.map(|text| (place.to_owned(), String::from_utf8_lossy(text).into_owned())));
    }

    /// Looks everywhere: in the folders of all stations, on the sticks, in the shared folder.
    pub(crate) fn search(&self, plant: &mut Plant) -> Made<Found> {
        let mut found = Found::default();
        let (share, sticks) = (plant.folder("共享"), ["南门", "北门", "总部"].map(|name| plant.stick(name)));
        for file in files(&share)? {
            self.file(&file, &mut found)?;
        }
        for (gate, stick) in plant.all().into_iter().zip(sticks) {
            self.search_gate(gate, &mut found)?;
            for copy in files(&stick)? {
                self.file(&copy, &mut found)?;
                self.opened(&copy, &gate.paper, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Looks in one station: its files, and what it and its backups read.
    pub(crate) fn search_gate(&self, gate: &Gate, found: &mut Found) -> Tested {
        for file in files(gate.folder())? {
            self.file(&file, found)?;
            if file.extension().is_some_and(|ending| ending == "db") {
                let copy = Store::open_copy(&file, gate.folder())?;
                self.read(&file.display().to_string(), &copy, found)?;
            }
        }
        Ok(())
    }

    fn file(&self, file: &Path, found: &mut Found) -> Tested {
        found.files += 1;
        self.look(&file.display().to_string(), &fs::read(file)?, found);
        Ok(())
    }

    /// What the program reads out of a database.
    fn read(&self, place: &str, store: &Store, found: &mut Found) -> Tested {
        let mut text = String::new();
        journal::each_entry(store, |written| {
            text.push_str(&written.body);
            text.push('\n');
            Ok(true)
        })?;
        people::each(store, |person| text.extend([format!("{person:?}"), "\n".to_owned()]))?;
        self.look(&format!("{place} as it is read"), text.as_bytes(), found);
        Ok(())
    }

    /// A sealed backup, opened with the recovery key.
    fn opened(&self, copy: &Path, paper: &str, found: &mut Found) -> Tested {
        let folder = tempfile::tempdir()?;
        let key = RecoveryKey::read(paper).ok_or("the paper cannot be read")?;
        let database = folder.path().join(DATABASE);
        let cover = sealed::open(copy, &[key], &mut fs::File::create(&database)?)?;
        secrets::keep(folder.path(), FIELD_KEY, &cover.field_key.ok_or("no key of the fields")?)?;
        let place = format!("{} opened", copy.display());
        self.look(&place, &fs::read(&database)?, found);
        self.read(&place, &Store::open_copy(&database, folder.path())?, found)
    }
}

/// The files of a folder and of those in it, in order.
pub(crate) fn files(folder: &Path) -> Made<Vec<PathBuf>> {
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file.file_type()?.is_dir() {
            files.extend(self::files(&file.path())?);
        } else {
            files.push(file.path());
        }
    }
    files.sort();
    Ok(files)
}

/// The bundles that lie in the shared folder, opened by each of those they are for: how many, and how many of them say something of
/// what was cleared.
pub(crate) fn in_bundles(plant: &mut Plant, gone: &Traces) -> Made<String> {
    let share = plant.folder("共享");
    let bundles = files(&share)?.into_iter().filter(|file| file.to_string_lossy().ends_with(ENDING));
    let (mut waiting, mut found) = (0, Found::default());
    for bundle in bundles {
        waiting += 1;
        for gate in plant.all() {
            let me = Secrets::from_text(&secrets::read(gate.folder(), STATION_KEY)?.ok_or("no keys")?)?;
            let (own, peers) = (gate.station().card().chain, gate.station().peers()?);
            let known = |chain| peers.iter().find(|peer| peer.card.chain == chain).cloned();
            let Ok(opened) = Opened::open(&bundle, &me, own, &known) else {
                continue;
            };
            let keys = |chain| {
                peers
                    .iter()
                    .find(|peer| peer.card.chain == chain)
                    .map(|peer| peer.card.keys.clone())
            };
            let checked = opened.check(&keys, &|_, _| true)?;
            opened.slices(&checked, &mut |slice| {
                for link in &slice.links {
                    gone.look(&bundle.display().to_string(), link.body.as_bytes(), &mut found);
                }
                Ok(true)
            })?;
        }
    }
    let saying: BTreeSet<_> = found.said.iter().map(|(bundle, _)| bundle).collect();
    Ok(format!("{waiting}, of which {} say something that was cleared", saying.len()))
}

/// What one journal has of an entry and another has not, so that a failure says where two gates differ.
pub(crate) fn differences(one: &Path, other: &Path) -> Made<Vec<String>> {
    let lines = |folder: &Path| -> Made<BTreeSet<String>> {
        let mut lines = BTreeSet::new();
        journal::each_entry(&Store::open_reader(folder)?, |written| {
            let said = if written.redacted { "gone" } else { "said" };
            lines.insert(format!(
                "{} {} of kind {} {said} {}",
                written.chain,
                written.seq,
                written.kind,
                written.body.len()
            ));
            Ok(true)
        })?;
        Ok(lines)
    };
    let (one, other) = (lines(one)?, lines(other)?);
    Ok(one.symmetric_difference(&other).take(20).cloned().collect())
}
