//! Putting a backup in the place of the database: looked at first, told what would be lost, and whole at every moment.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::{BackupError, of_file};
use super::making::part_in;
use super::repair::keep_original;
use super::{Made, shelf};
use crate::domain::audit::Restored;
use crate::domain::chain::Head;
use crate::domain::day::Moment;
use crate::domain::rights::Right;
use crate::domain::settings::StationCard;
use crate::exchange::sealed::{self, RecoveryKey};
use crate::station::{Error, Station};
use crate::store::seal::FieldKeys;
use crate::store::secrets::{self, FIELD_KEY};
use crate::store::station::{cards, identity, own_chains};
use crate::store::{DATABASE, Store, StoreError, backup, journal};

/// A backup to be looked at and made ready, by a thread.
#[derive(Clone, Debug)]
pub struct Restoring {
    pub(super) data: PathBuf,
    path: PathBuf,
    keys: Vec<RecoveryKey>,
}

/// What somebody would lose, or get back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Entries of this station that are here and not in the backup.
    pub own: u64,
    /// Entries of other stations: they come again with the next exchange.
    pub others: u64,
    /// All of them by what they are: `readings`, `people` …
    pub by: BTreeMap<&'static str, u64>,
    /// When the first and the last of them were written.
    pub span: Option<(Moment, Moment)>,
    /// Who was on duty meanwhile.
    pub who: Vec<String>,
    /// The chains that are shorter in the backup: what the station is called, how far here, how far there.
    pub chains: Vec<(String, i64, i64)>,
    /// Entries that are in the backup and not here.
    pub gained: u64,
}

impl Lost {
    /// Whether anything would be lost.
    pub fn is_any(&self) -> bool {
        self.own + self.others > 0
    }
}

/// A backup that is whole and ours, opened beside the database.
#[derive(Debug)]
pub struct Prepared {
    /// Alone in a folder, with the key of its sealed fields.
    folder: TempDir,
    pub file: String,
    pub station: StationCard,
    pub made: Option<Moment>,
    pub entries: u64,
    /// `None` where there is no database that could be read, to hold it against.
    pub lost: Option<Lost>,
}

impl Restoring {
    /// A backup to be put into a folder where no station is open.
    pub fn into_folder(data: &Path, path: &Path, key: Option<&str>) -> Result<Self, Error> {
        let own = secrets::read(data, secrets::STATION_KEY).ok().flatten();
        let typed = key.map(|key| RecoveryKey::read(key).ok_or(BackupError::Key)).transpose()?;
        Ok(Self {
            data: data.to_owned(),
            path: path.to_owned(),
            keys: own.as_deref().and_then(RecoveryKey::read).into_iter().chain(typed).collect(),
        })
    }

    /// Opens a copy of it beside the database and holds it against what is there. `progress` hears steps, and answers `false` to stop.
    pub fn prepare(&self, progress: &dyn Fn(u64, u64) -> bool) -> Result<Prepared, Error> {
        let ask = |step| if progress(step, 2) { Ok(()) } else { Err(Error::Stopped) };
        fs::create_dir_all(&self.data).map_err(StoreError::from)?;
        let folder = tempfile::Builder::new()
            .prefix(".restore-")
            .suffix(shelf::PART)
            .tempdir_in(&self.data);
        let folder = folder.map_err(StoreError::from)?;
        let made = self.unpack(folder.path())?;
        ask(1)?;
        let candidate = Self::checked(folder.path())?;
        ask(2)?;
        let station = identity(&candidate).map_err(of_file)?.card;
        let made = made.or(candidate.copy_note()?.map(|note| note.made));
        let live = Store::open_reader(&self.data).and_then(|live| identity(&live).map(|_| live));
        let lost = match live {
            Ok(live) => Some(compare(&live, &candidate, &station)?),
            Err(_nothing_or_damaged) => None,
        };
        Ok(Prepared {
            entries: journal::count(&candidate)?,
            file: self.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            folder,
            station,
            made,
            lost,
        })
    }

    /// Copies the database alone into a folder, with the key of its sealed fields; answers when it was made, where its cover says so.
    fn unpack(&self, folder: &Path) -> Result<Option<Moment>, Error> {
        let (mut out, mut begins) = (part_in(folder)?, [0; 16]);
        let mut file = File::open(&self.path).map_err(StoreError::from)?;
        let read = file.read(&mut begins).map_err(StoreError::from)?;
        let ours = secrets::read(&self.data, FIELD_KEY).map_err(StoreError::from)?;
        let (key, made) = if begins[..read] == *b"SQLite format 3\0" {
            io::copy(&mut File::open(&self.path).map_err(StoreError::from)?, out.as_file_mut()).map_err(StoreError::from)?;
            (ours, None)
        } else {
            let cover = sealed::open(&self.path, &self.keys, out.as_file_mut())?;
            (keys_to_open(ours, cover.field_key)?, Some(cover.made))
        };
        out.persist(folder.join(DATABASE))
            .map_err(|failed| StoreError::from(failed.error))?;
        if let Some(key) = key {
            secrets::keep(folder, FIELD_KEY, &key).map_err(StoreError::from)?;
        }
        Ok(made)
    }

    /// Whether it is a whole database of ours, with nothing in it that this program does not make, and every chain of it holds; at the
    /// newest step afterwards, its tables folded again.
    fn checked(folder: &Path) -> Result<Store, Error> {
        let path = folder.join(DATABASE);
        let candidate = Store::open_copy(&path, folder).map_err(of_file)?;
        candidate.check_integrity().map_err(of_file)?;
        if !candidate.is_as_made()? {
            return Err(BackupError::NotABackup.into());
        }
        drop(candidate);
        backup::settle_copy(folder).map_err(of_file)?;
        let candidate = Store::open_copy(&path, folder).map_err(of_file)?;
        if candidate.verify_chains()?.faults.is_empty() {
            Ok(candidate)
        } else {
            Err(BackupError::Chain.into())
        }
    }
}

/// Holds a backup against the database of the same station.
fn compare(live: &Store, candidate: &Store, station: &StationCard) -> Result<Lost, Error> {
    let own = own_chains(live)?;
    if !own_chains(candidate)?.iter().any(|chain| own.contains(chain)) {
        let name = [station.site.as_str(), &station.unit, &station.station];
        let parts: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        return Err(BackupError::Foreign(parts.join(" · ")).into());
    }
    let (here, there, names) = (live.contents()?.heads, candidate.contents()?.heads, cards(live)?);
    let end = |heads: &[Head], chain| heads.iter().find(|head| head.chain == chain).map_or(0, |head| head.seq);
    let mut lost = Lost::default();
    for head in &here {
        let kept = end(&there, head.chain);
        if head.seq > kept {
            let name = names.get(&head.chain).map_or_else(String::new, |card| card.station.clone());
            lost.chains.push((name, head.seq, kept));
            lost.count(live, head, kept, own.contains(&head.chain))?;
        }
    }
    lost.gained = there
        .iter()
        .map(|head| (head.seq - end(&here, head.chain)).max(0).unsigned_abs())
        .sum();
    Ok(lost)
}

impl Lost {
    /// Counts what a chain has after the number `kept`.
    fn count(&mut self, live: &Store, head: &Head, kept: i64, is_own: bool) -> Result<(), Error> {
        journal::each_between(live, head.chain, (kept + 1, head.seq), |written| {
            *self.by.entry(group(written.kind)).or_default() += 1;
            *(if is_own { &mut self.own } else { &mut self.others }) += 1;
            let (from, to) = self.span.unwrap_or((written.at, written.at));
            self.span = Some((from.min(written.at), to.max(written.at)));
            Ok::<(), Error>(())
        })?;
        if is_own {
            let names = backup::who_since(live, head.chain, kept)?;
            self.who.extend(names.into_iter().filter(|name| !name.is_empty()));
            self.who.sort();
            self.who.dedup();
        }
        Ok(())
    }
}

/// What an entry is for somebody who would lose it, by its kind.
fn group(kind: i64) -> &'static str {
    match kind {
        2 => "settings",
        10..=14 => "people",
        20 => "readings",
        21..=23 | 40 => "passages",
        50 | 51 => "declarations",
        52..=55 => "courses",
        60..=79 => "daybook",
        90 => "accounts",
        _ => "other",
    }
}

impl Prepared {
    fn database(&self) -> PathBuf {
        self.folder.path().join(DATABASE)
    }

    /// One hash of all its tables.
    #[cfg(test)]
    pub(super) fn digest(&self) -> Result<crate::store::journal::Hash, StoreError> {
        Store::open_copy(&self.database(), self.folder.path())?.digest()
    }

    /// What the entry about it says.
    fn restored(&self) -> Restored {
        Restored {
            file: self.file.clone(),
            lost: self.lost.as_ref().map_or(0, |lost| lost.own),
        }
    }
}

/// Puts a backup into a folder where no database is, or none that can be read, which is kept then as it is: the move to another machine.
///
/// Answers whether the keys of the station are in the folder; without them it gets new ones, and others have to enrol it again.
pub fn restore_into(data: &Path, prepared: &Prepared, now: Moment) -> Result<bool, Error> {
    if data.join(DATABASE).exists() {
        keep_original(data, now)?;
    }
    backup::make_ready(&prepared.database(), &prepared.restored(), None)?;
    if let Some(key) = secrets::read(prepared.folder.path(), FIELD_KEY).map_err(StoreError::from)? {
        secrets::keep(data, FIELD_KEY, &key).map_err(StoreError::from)?;
    }
    Store::put_in(data, &prepared.database()).map(drop)?;
    Ok(data.join(secrets::STATION_KEY).exists())
}

/// The keys that a backup is opened with. Where the folder has a key already, that one seals it anew before it takes the place of the
/// database: the key of a folder never changes by a restore.
fn keys_to_open(ours: Option<String>, theirs: Option<String>) -> Result<Option<String>, Error> {
    let (Some(own), Some(other)) = (&ours, &theirs) else {
        return Ok(theirs.or(ours));
    };
    let (own, other) = (FieldKeys::from_text(own)?, FieldKeys::from_text(other)?);
    Ok(Some(own.then(other).to_text()))
}

impl Station {
    /// A backup to be put back, for a thread; `key` is a recovery key that somebody typed.
    pub fn plan_restore(&mut self, path: &Path, key: Option<&str>) -> Result<Restoring, Error> {
        self.need(Right::Restore)?;
        Ok(Restoring {
            data: self.store.folder().to_owned(),
            path: path.to_owned(),
            keys: self.opening_keys(key)?,
        })
    }

    /// Puts a backup in the place of the database and goes on with it, under a new chain. `before` is the copy of what is there now;
    /// what others hold of the old chain comes back with the next exchange.
    ///
    /// Errors: `Meanwhile` where something was saved after that copy, `OtherKey` where the folder has a new field key since it was
    /// looked at; nothing is changed then.
    pub fn restore(&mut self, prepared: &Prepared, before: &Made) -> Result<(), Error> {
        self.need(Right::Restore)?;
        if before.kept.last != Some(journal::last(&self.store)?) {
            return Err(BackupError::Meanwhile.into());
        }
        // A new field key may have taken over since it was looked at.
        Store::open_copy(&prepared.database(), self.store.folder()).map_err(of_file)?;
        backup::make_ready(&prepared.database(), &prepared.restored(), Some(&self.store))?;
        self.store.replace_with(&prepared.database())?;
        self.begin_anew()
    }

    /// Knows nothing any more of the file that was there before.
    fn begin_anew(&mut self) -> Result<(), Error> {
        self.identity = identity(&self.store)?;
        self.folded.take();
        self.grouped.take();
        self.outcomes.clear();
        self.server.take();
        self.session = None;
        while self.store.fill(self.clock.now())? {}
        self.store.carry_over(u32::MAX)?;
        self.settle_in()
    }
}
