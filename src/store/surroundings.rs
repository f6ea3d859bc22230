//! What this PC tells of where a data folder lies and who else may read it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use crate::domain::surroundings::{self, Disk, Lies};

/// A file in the data folder that says that somebody wants a station on a share or in a synced folder all the same.
pub const ALLOWED: &str = "shared-folder.allowed";

/// What is mounted. Empty where the system does not say.
fn mounts() -> String {
    fs::read_to_string("/proc/mounts").unwrap_or_default()
}

/// The folder's own name; of one that is not there yet, the name of the nearest that is, with the rest behind it.
fn absolute(folder: &Path) -> PathBuf {
    let mut missing = Vec::new();
    for above in folder.ancestors() {
        if let Ok(real) = fs::canonicalize(above) {
            return missing.iter().rev().fold(real, |path, part| path.join(part));
        }
        missing.extend(above.file_name());
    }
    folder.to_owned()
}

/// Where a data folder lies.
pub fn lies(folder: &Path) -> Lies {
    surroundings::lies(&mounts(), &absolute(folder).to_string_lossy())
}

/// No new station is made where its file would be damaged sooner or later.
///
/// Errors: `NetworkShare`, `SyncedFolder`; never where the folder holds [`ALLOWED`].
pub fn refuse_shared(folder: &Path) -> Result<(), StoreError> {
    if folder.join(ALLOWED).exists() {
        return Ok(());
    }
    match lies(folder) {
        Lies::Here => Ok(()),
        Lies::Network(kind) => Err(StoreError::NetworkShare(kind)),
        Lies::Synced(service) => Err(StoreError::SyncedFolder(service)),
    }
}

/// Whether the disk under a folder is encrypted, as far as this PC tells: on Linux by dm-crypt (LUKS), below LVM and RAID as well.
pub fn disk(folder: &Path) -> Disk {
    let mount = surroundings::mount_of(&mounts(), &absolute(folder).to_string_lossy());
    let device = mount.and_then(|mount| fs::canonicalize(mount.device).ok());
    let name = device.as_deref().and_then(Path::file_name);
    name.map_or(Disk::Unknown, |name| encrypted(Path::new("/sys/class/block"), Path::new(name)))
}

/// Whether a block device, or whatever it is made of, is encrypted.
fn encrypted(blocks: &Path, device: &Path) -> Disk {
    if !blocks.join(device).exists() {
        return Disk::Unknown;
    }
    let (mut waiting, mut seen) = (vec![device.to_owned()], BTreeSet::new());
    while let Some(device) = waiting.pop() {
        if !seen.insert(device.clone()) {
            continue;
        }
        let block = blocks.join(device);
        let uuid = fs::read_to_string(block.join("dm/uuid")).unwrap_or_default();
        if uuid.starts_with("CRYPT-") {
            return Disk::Encrypted;
        }
        let below = fs::read_dir(block.join("slaves")).into_iter().flatten().flatten();
        waiting.extend(below.map(|device| PathBuf::from(device.file_name())));
    }
    Disk::Plain
}

/// Whether other users of this PC may look into the folder; `None` where the system has other rights than these.
#[cfg(unix)]
pub fn is_open_to_others(folder: &Path) -> Option<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(folder).ok()?.permissions().mode();
    Some(mode & 0o077 != 0)
}

/// Whether other users of this PC may look into the folder; `None` where the system has other rights than these.
#[cfg(not(unix))]
pub fn is_open_to_others(_folder: &Path) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn encryption_is_found_under_whatever_lies_above_it() -> Checked {
        let sys = tempfile::tempdir()?;
        let block = |name: &str, uuid: Option<&str>, below: &[&str]| {
            let block = sys.path().join(name);
            for part in below {
                fs::create_dir_all(block.join("slaves").join(part))?;
            }
            fs::create_dir_all(block.join("dm"))?;
            uuid.map_or(Ok(()), |uuid| fs::write(block.join("dm/uuid"), uuid))
        };
        block("sda2", None, &[])?;
        block("dm-0", Some("CRYPT-LUKS2-0a1b-luks\n"), &["sda2"])?;
        block("dm-1", Some("LVM-abc\n"), &["dm-0"])?;
        block("dm-2", Some("LVM-def\n"), &["sda2"])?;
        block("dm-3", Some("LVM-loop\n"), &["dm-3"])?;
        for (device, disk) in [
            ("sda2", Disk::Plain),
            ("dm-0", Disk::Encrypted),
            ("dm-1", Disk::Encrypted),
            ("dm-2", Disk::Plain),
            ("dm-3", Disk::Plain),
            ("tmpfs", Disk::Unknown),
        ] {
            assert_eq!(encrypted(sys.path(), Path::new(device)), disk, "{device}");
        }
        Ok(())
    }

    #[test]
    fn no_station_is_made_in_a_synced_folder_unless_somebody_wants_it() -> Checked {
        let home = tempfile::tempdir()?;
        let folder = home.path().join("OneDrive - Plant").join("gate");
        assert_eq!(refuse_shared(&folder).err().map(|error| error.code()), Some("synced-folder"));
        assert!(refuse_shared(&home.path().join("gate")).is_ok());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(ALLOWED), "")?;
        assert!(refuse_shared(&folder).is_ok());
        Ok(())
    }
}
