//! The files of a disk, the locks on them, and the fault that waits.

use std::collections::BTreeMap;
use std::io;

use crate::log::{Image, Log, Op, put};

/// What can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Open,
    Read,
    Write,
    Sync,
    Truncate,
}

/// How it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The disk answers with an error.
    Io,
    /// There is no room.
    Full,
}

/// Which operation fails, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub on: Kind,
    pub nth: u32,
    pub with: Trouble,
    /// Whether all of its kind fail after it.
    pub lasting: bool,
}

#[derive(Debug, Default)]
struct File {
    bytes: Vec<u8>,
    /// How far each open handle has locked it: `SQLITE_LOCK_*`.
    locks: BTreeMap<u64, i32>,
    shared: Shared,
}

/// The memory that connections share beside a file, and its eight locks.
#[derive(Debug, Default)]
struct Shared {
    regions: Vec<Vec<u64>>,
    /// Who holds which of the locks: bits of shared ones, bits of exclusive ones.
    holders: BTreeMap<u64, (u32, u32)>,
}

#[derive(Debug, Default)]
pub(crate) struct Medium {
    files: BTreeMap<String, File>,
    watched: Option<Log>,
    fault: Option<Fault>,
    seen: u32,
    struck: u32,
    handles: u64,
    open: u32,
}

impl Medium {
    pub(crate) fn image(&self) -> Image {
        self.files.iter().map(|(name, file)| (name.clone(), file.bytes.clone())).collect()
    }

    pub(crate) fn load(&mut self, image: Image) -> io::Result<()> {
        if self.open > 0 {
            return Err(io::Error::other("files are open on this disk"));
        }
        let files = image.into_iter().map(|(name, bytes)| {
            let file = File { bytes, ..File::default() };
            (name, file)
        });
        self.files = files.collect();
        self.watched = None;
        Ok(())
    }

    pub(crate) fn watch(&mut self) {
        let start = self.image();
        self.watched = Some(Log { start, ops: Vec::new() });
    }

    pub(crate) fn log(&self) -> Log {
        self.watched.clone().unwrap_or_default()
    }

    pub(crate) fn fail(&mut self, fault: Option<Fault>) {
        self.fault = fault;
        (self.seen, self.struck) = (0, 0);
    }

    pub(crate) fn struck(&self) -> u32 {
        self.struck
    }

    pub(crate) fn note(&mut self, file: &str, op: impl FnOnce() -> Op) {
        if let Some(log) = &mut self.watched {
            log.ops.push((file.to_owned(), op()));
        }
    }

    /// Whether an operation of a kind fails now.
    pub(crate) fn trouble(&mut self, kind: Kind) -> Option<Trouble> {
        let fault = self.fault.filter(|fault| fault.on == kind)?;
        self.seen += 1;
        let strikes = self.seen == fault.nth || (fault.lasting && self.seen > fault.nth);
        self.struck += u32::from(strikes);
        strikes.then_some(fault.with)
    }

    pub(crate) fn exists(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    pub(crate) fn len(&self, file: &str) -> usize {
        self.files.get(file).map_or(0, |file| file.bytes.len())
    }

    /// Opens a file that is there or made now, under a handle of its own.
    pub(crate) fn open(&mut self, file: &str) -> u64 {
        if !self.exists(file) {
            self.files.insert(file.to_owned(), File::default());
            self.note(file, || Op::Create);
        }
        self.open += 1;
        self.handles += 1;
        self.handles
    }

    pub(crate) fn close(&mut self, file: &str, handle: u64) {
        self.open -= 1;
        self.lock(file, handle, 0);
        self.forget_shared(file, handle);
    }

    pub(crate) fn delete(&mut self, file: &str, synced: bool) -> bool {
        let was = self.files.remove(file).is_some();
        if was {
            self.note(file, || Op::Delete { synced });
        }
        was
    }

    /// Fills the buffer from the file; how many bytes there were.
    pub(crate) fn read(&self, file: &str, at: usize, into: &mut [u8]) -> usize {
        let bytes = self.files.get(file).map_or(&[][..], |file| &file.bytes);
        let there = bytes.get(at..).unwrap_or_default();
        let count = there.len().min(into.len());
        into[..count].copy_from_slice(&there[..count]);
        into[count..].fill(0);
        count
    }

    pub(crate) fn write(&mut self, file: &str, at: usize, bytes: &[u8]) {
        put(&mut self.files.entry(file.to_owned()).or_default().bytes, at, bytes);
        self.note(file, || Op::Write {
            at,
            bytes: bytes.to_vec(),
        });
    }

    pub(crate) fn truncate(&mut self, file: &str, len: usize) {
        if let Some(file) = self.files.get_mut(file) {
            file.bytes.truncate(len);
        }
        self.note(file, || Op::Truncate(len));
    }

    /// Locks a file as far as asked, or less far; whether no other handle is in the way.
    pub(crate) fn lock(&mut self, file: &str, handle: u64, level: i32) -> bool {
        let Some(file) = self.files.get_mut(file) else {
            return true;
        };
        let held = file.locks.get(&handle).copied().unwrap_or_default();
        let others = file.locks.iter().filter(|(other, _)| **other != handle).map(|(_, level)| *level);
        let highest = others.max().unwrap_or_default();
        let free = match level {
            _ if level <= held => true,
            SHARED => highest < PENDING,
            RESERVED => highest < RESERVED,
            _ => highest == 0,
        };
        if free {
            file.locks.insert(handle, level);
            file.locks.retain(|_, level| *level > 0);
        }
        free
    }

    pub(crate) fn is_reserved(&self, file: &str) -> bool {
        let file = self.files.get(file);
        file.is_some_and(|file| file.locks.values().any(|level| *level >= RESERVED))
    }

    /// Where a region of shared memory is; `None` where there is none and none is to be made.
    pub(crate) fn region(&mut self, file: &str, number: usize, size: usize, make: bool) -> Option<*mut u64> {
        let regions = &mut self.files.get_mut(file)?.shared.regions;
        if regions.len() <= number && !make {
            return None;
        }
        while regions.len() <= number {
            regions.push(vec![0; size.div_ceil(8)]);
        }
        Some(regions[number].as_mut_ptr())
    }

    /// Takes locks of the shared memory; whether no other handle is in the way.
    pub(crate) fn lock_shared(&mut self, file: &str, handle: u64, bits: u32, exclusive: bool) -> bool {
        let Some(file) = self.files.get_mut(file) else {
            return false;
        };
        let others = file.shared.holders.iter().filter(|(other, _)| **other != handle);
        let blocked = others.fold(0, |all, (_, (shared, whole))| all | whole | if exclusive { *shared } else { 0 });
        if blocked & bits != 0 {
            return false;
        }
        let mine = file.shared.holders.entry(handle).or_default();
        *(if exclusive { &mut mine.1 } else { &mut mine.0 }) |= bits;
        true
    }

    pub(crate) fn unlock_shared(&mut self, file: &str, handle: u64, bits: u32) {
        let file = self.files.get_mut(file);
        if let Some(mine) = file.and_then(|file| file.shared.holders.get_mut(&handle)) {
            mine.0 &= !bits;
            mine.1 &= !bits;
        }
    }

    /// A handle needs the shared memory no more. The last one takes it away: whoever comes next begins anew.
    pub(crate) fn forget_shared(&mut self, file: &str, handle: u64) {
        if let Some(file) = self.files.get_mut(file)
            && file.shared.holders.remove(&handle).is_some()
            && file.shared.holders.is_empty()
        {
            file.shared.regions.clear();
        }
    }

    /// A handle maps the shared memory.
    pub(crate) fn join_shared(&mut self, file: &str, handle: u64) {
        if let Some(file) = self.files.get_mut(file) {
            file.shared.holders.entry(handle).or_default();
        }
    }
}

const SHARED: i32 = 1;
const RESERVED: i32 = 2;
const PENDING: i32 = 3;
