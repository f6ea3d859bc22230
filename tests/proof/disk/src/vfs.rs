//! How SQLite comes to a disk: the functions that it calls, and those of the operating system for all other files.

use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::sync::{Arc, Mutex, OnceLock};

use libsqlite3_sys as ffi;

use crate::held;
use crate::log::Op;
use crate::medium::{Kind, Medium, Trouble};

/// The disks by their folders.
static DISKS: Mutex<BTreeMap<String, Arc<Mutex<Medium>>>> = Mutex::new(BTreeMap::new());

/// Ours, and the one that was the default before; both live as long as the process.
struct Registered {
    ours: *mut ffi::sqlite3_vfs,
    system: *mut ffi::sqlite3_vfs,
}

// SAFETY: SQLite itself shares both between threads; neither is changed after `register`.
unsafe impl Send for Registered {}
// SAFETY: as above.
unsafe impl Sync for Registered {}

static REGISTERED: OnceLock<Registered> = OnceLock::new();

pub(crate) fn mount(folder: &str, medium: &Arc<Mutex<Medium>>) -> Result<(), &'static str> {
    if REGISTERED.get_or_init(register).ours.is_null() {
        return Err("SQLite took no other file system");
    }
    held(&DISKS).insert(format!("{folder}/"), Arc::clone(medium));
    Ok(())
}

pub(crate) fn unmount(folder: &str) {
    held(&DISKS).remove(&format!("{folder}/"));
}

/// Makes ours the default. It is the system's with another opening, deleting and asking.
fn register() -> Registered {
    // SAFETY: with no name SQLite answers with its default, which is never freed; it begins by itself where it has not.
    let system = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
    // SAFETY: the pointer is null or points to a structure that is never freed.
    let Some(theirs) = (unsafe { system.as_ref() }) else {
        return Registered { ours: std::ptr::null_mut(), system };
    };
    let handle = c_int::try_from(size_of::<Handle>()).unwrap_or(c_int::MAX);
    let ours = Box::leak(Box::new(ffi::sqlite3_vfs {
        szOsFile: theirs.szOsFile.max(handle),
        zName: c"disk".as_ptr(),
        pNext: std::ptr::null_mut(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        ..*theirs
    }));
    // SAFETY: `ours` is leaked, so it lives on, and all its functions are set.
    let taken = unsafe { ffi::sqlite3_vfs_register(ours, 1) } == ffi::SQLITE_OK;
    let ours = if taken { ours } else { std::ptr::null_mut() };
    Registered { ours, system }
}

/// The disk that a path lies on.
fn disk(path: &str) -> Option<Arc<Mutex<Medium>>> {
    let disks = held(&DISKS);
    let mut found = disks.iter().filter(|(folder, _)| path.starts_with(folder.as_str()));
    found.next().map(|(_, medium)| Arc::clone(medium))
}

/// A path that SQLite names, where it lies on a disk.
///
/// # Safety
/// `name` is null or ends with a zero byte.
unsafe fn on_disk(name: *const c_char) -> Option<(String, Arc<Mutex<Medium>>)> {
    if name.is_null() {
        return None;
    }
    // SAFETY: not null, and by the contract it ends.
    let path = unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned();
    let medium = disk(&path)?;
    Some((path, medium))
}

/// An open file as SQLite keeps it: the functions first, then what is ours.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    open: *mut Open,
}

struct Open {
    medium: Arc<Mutex<Medium>>,
    file: String,
    id: u64,
    delete_on_close: bool,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Does something with the system's own functions.
fn system(call: impl FnOnce(*mut ffi::sqlite3_vfs, &ffi::sqlite3_vfs) -> Option<c_int>) -> c_int {
    let theirs = REGISTERED.get().map_or(std::ptr::null_mut(), |registered| registered.system);
    // SAFETY: null, or the default of SQLite, which is never freed.
    let answer = unsafe { theirs.as_ref() }.and_then(|functions| call(theirs, functions));
    answer.unwrap_or(ffi::SQLITE_ERROR)
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes a name that ends, or null.
    let Some((path, disk)) = (unsafe { on_disk(name) }) else {
        // SAFETY: what SQLite passed goes on unchanged; the file has room for the system's, see `szOsFile`.
        return system(|vfs, theirs| Some(unsafe { theirs.xOpen?(vfs, name, file, flags, out) }));
    };
    let handle = file.cast::<Handle>();
    // SAFETY: SQLite gives room of `szOsFile` bytes, which is at least a `Handle`; null functions mean that it is not open.
    unsafe { (*handle).base.pMethods = std::ptr::null() };
    let mut medium = held(&disk);
    let missing = !medium.exists(&path) && flags & ffi::SQLITE_OPEN_CREATE == 0;
    if medium.trouble(Kind::Open).is_some() || missing {
        return ffi::SQLITE_CANTOPEN;
    }
    let id = medium.open(&path);
    drop(medium);
    let opened = Box::new(Open {
        medium: disk,
        file: path,
        id,
        delete_on_close: flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0,
    });
    // SAFETY: as above; the box is freed in `close`, which SQLite calls once for every file with functions.
    unsafe {
        (*handle).open = Box::into_raw(opened);
        (*handle).base.pMethods = &raw const METHODS;
        if !out.is_null() {
            *out = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, synced: c_int) -> c_int {
    // SAFETY: SQLite passes a name that ends.
    let Some((path, disk)) = (unsafe { on_disk(name) }) else {
        // SAFETY: what SQLite passed goes on unchanged.
        return system(|vfs, theirs| Some(unsafe { theirs.xDelete?(vfs, name, synced) }));
    };
    if held(&disk).delete(&path, synced != 0) {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_IOERR_DELETE_NOENT
    }
}

unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, name: *const c_char, flags: c_int, answer: *mut c_int) -> c_int {
    // SAFETY: SQLite passes a name that ends.
    let Some((path, disk)) = (unsafe { on_disk(name) }) else {
        // SAFETY: what SQLite passed goes on unchanged.
        return system(|vfs, theirs| Some(unsafe { theirs.xAccess?(vfs, name, flags, answer) }));
    };
    let medium = held(&disk);
    // An empty file counts as none, as it does on a system of the Unix kind.
    let there = medium.exists(&path) && (flags != ffi::SQLITE_ACCESS_EXISTS || medium.len(&path) > 0);
    // SAFETY: SQLite passes room for the answer.
    unsafe { *answer = c_int::from(there) };
    ffi::SQLITE_OK
}

/// What an open file is.
///
/// # Safety
/// `file` was opened by `open` above and not closed; the answer is used before SQLite is returned to.
unsafe fn of<'a>(file: *mut ffi::sqlite3_file) -> &'a Open {
    // SAFETY: by the contract it is a `Handle` whose box is there.
    unsafe { &*(*file.cast::<Handle>()).open }
}

fn place(at: ffi::sqlite3_int64) -> usize {
    usize::try_from(at).unwrap_or_default()
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: opened by `open`, and SQLite closes a file once.
    let open = unsafe { Box::from_raw((*file.cast::<Handle>()).open) };
    let mut medium = held(&open.medium);
    medium.close(&open.file, open.id);
    if open.delete_on_close {
        medium.delete(&open.file, false);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, into: *mut c_void, count: c_int, at: ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite reads from a file that it has open.
    let open = unsafe { of(file) };
    let count = usize::try_from(count).unwrap_or_default();
    // SAFETY: SQLite passes room for `count` bytes that nobody else uses meanwhile.
    let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), count) };
    let mut medium = held(&open.medium);
    if medium.trouble(Kind::Read).is_some() {
        return ffi::SQLITE_IOERR_READ;
    }
    if medium.read(&open.file, place(at), into) < count {
        ffi::SQLITE_IOERR_SHORT_READ
    } else {
        ffi::SQLITE_OK
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, count: c_int, at: ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite writes to a file that it has open.
    let open = unsafe { of(file) };
    // SAFETY: SQLite passes `count` bytes that stay as they are meanwhile.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(count).unwrap_or_default()) };
    let mut medium = held(&open.medium);
    let trouble = medium.trouble(Kind::Write);
    // A disk that fails in the middle of a write has written the first half.
    let written = if trouble.is_some() { &bytes[..bytes.len() / 2] } else { bytes };
    medium.write(&open.file, place(at), written);
    match trouble {
        None => ffi::SQLITE_OK,
        Some(Trouble::Io) => ffi::SQLITE_IOERR_WRITE,
        Some(Trouble::Full) => ffi::SQLITE_FULL,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    let mut medium = held(&open.medium);
    match medium.trouble(Kind::Truncate) {
        Some(Trouble::Full) => ffi::SQLITE_FULL,
        Some(Trouble::Io) => ffi::SQLITE_IOERR_TRUNCATE,
        None => {
            medium.truncate(&open.file, place(len));
            ffi::SQLITE_OK
        }
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    let mut medium = held(&open.medium);
    match medium.trouble(Kind::Sync) {
        Some(Trouble::Full) => ffi::SQLITE_FULL,
        Some(Trouble::Io) => ffi::SQLITE_IOERR_FSYNC,
        None => {
            medium.note(&open.file, || Op::Sync);
            ffi::SQLITE_OK
        }
    }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    let len = held(&open.medium).len(&open.file);
    // SAFETY: SQLite passes room for the answer.
    unsafe { *size = ffi::sqlite3_int64::try_from(len).unwrap_or(ffi::sqlite3_int64::MAX) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    let free = held(&open.medium).lock(&open.file, open.id, level);
    if free { ffi::SQLITE_OK } else { ffi::SQLITE_BUSY }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    held(&open.medium).lock(&open.file, open.id, level);
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(file: *mut ffi::sqlite3_file, answer: *mut c_int) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    // SAFETY: SQLite passes room for the answer.
    unsafe { *answer = c_int::from(held(&open.medium).is_reserved(&open.file)) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

/// As on a system of the Unix kind.
unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

/// As on a system of the Unix kind: what a write does not touch it does not harm. Torn writes hold to that too.
unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(file: *mut ffi::sqlite3_file, number: c_int, size: c_int, make: c_int, out: *mut *mut c_void) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    let (number, size) = (usize::try_from(number).unwrap_or_default(), usize::try_from(size).unwrap_or_default());
    let mut medium = held(&open.medium);
    medium.join_shared(&open.file, open.id);
    let region = medium.region(&open.file, number, size, make != 0);
    // SAFETY: SQLite passes room for the answer. The region stays where it is until nobody maps it.
    unsafe { *out = region.map_or(std::ptr::null_mut(), <*mut u64>::cast) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    let bits = ((1_u32 << count) - 1) << offset;
    let mut medium = held(&open.medium);
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        medium.unlock_shared(&open.file, open.id, bits);
        return ffi::SQLITE_OK;
    }
    let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    if medium.lock_shared(&open.file, open.id, bits, exclusive) {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_BUSY
    }
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {
    std::sync::atomic::fence(std::sync::atomic::Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: SQLite has the file open.
    let open = unsafe { of(file) };
    held(&open.medium).forget_shared(&open.file, open.id);
    ffi::SQLITE_OK
}
