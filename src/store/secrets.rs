//! What must not be read by others on this PC: the keys of a data folder, by name, in a file of the folder or in the keyring of the PC.

mod keyring;
mod vault;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use uuid::Uuid;

pub use keyring::PcKeyring;
pub use vault::{KeyringFault, Vault};

/// What signs and opens bundles.
pub const STATION_KEY: &str = "station.key";
/// What seals phone and identity numbers in the database.
pub const FIELD_KEY: &str = "field.key";
const NAMES: [&str; 2] = [STATION_KEY, FIELD_KEY];

/// Says that the secrets are in the keyring, and under which id. Without it they are in files.
const PLACE: &str = "keys.place";

/// Where the secrets of a folder are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In files beside the data that only their owner may read (mode 0600).
    File,
    /// In the keyring of this PC, under an id of this folder.
    Keyring(Uuid),
}

/// Where the secrets of a folder are.
pub fn place(folder: &Path) -> io::Result<Place> {
    let Some(said) = file(folder, PLACE)? else {
        return Ok(Place::File);
    };
    let id = said.trim().strip_prefix("keyring ").and_then(|id| Uuid::parse_str(id).ok());
    id.map(Place::Keyring).ok_or_else(|| io::Error::new(ErrorKind::InvalidData, PLACE))
}

/// A secret of a data folder; `None` where there is none. A keyring that cannot be asked is an error with a [`KeyringFault`] in it.
pub fn read(folder: &Path, name: &str) -> io::Result<Option<String>> {
    read_from(folder, name, &PcKeyring)
}

/// Keeps a secret, durably, where those of the folder are.
pub fn keep(folder: &Path, name: &str, secret: &str) -> io::Result<()> {
    keep_in(folder, name, secret, &PcKeyring)
}

fn read_from(folder: &Path, name: &str, vault: &dyn Vault) -> io::Result<Option<String>> {
    match place(folder)? {
        Place::File => file(folder, name),
        Place::Keyring(id) => Ok(vault.get(&entry(id, name))?),
    }
}

fn keep_in(folder: &Path, name: &str, secret: &str, vault: &dyn Vault) -> io::Result<()> {
    match place(folder)? {
        Place::File => write(folder, name, secret),
        Place::Keyring(id) => Ok(vault.set(&entry(id, name), secret)?),
    }
}

/// Moves every secret of a folder into the keyring: written, read back and compared before the files go.
///
/// Errors: a [`KeyringFault`]; the secrets are then where they were.
pub fn into_keyring(folder: &Path, vault: &dyn Vault) -> io::Result<()> {
    if place(folder)? == Place::File {
        let id = Uuid::now_v7();
        for name in NAMES {
            if let Some(secret) = file(folder, name)? {
                vault.set(&entry(id, name), &secret)?;
                if vault.get(&entry(id, name))?.as_ref() != Some(&secret) {
                    return Err(KeyringFault::Differs.into());
                }
            }
        }
        write(folder, PLACE, &format!("keyring {id}\n"))?;
    }
    clear_files(folder, vault)
}

/// Removes the files whose secrets are in the keyring.
fn clear_files(folder: &Path, vault: &dyn Vault) -> io::Result<()> {
    for name in NAMES {
        if let Some(secret) = file(folder, name)?
            && read_from(folder, name, vault)?.as_ref() == Some(&secret)
        {
            wipe(&folder.join(name), secret.len())?;
        }
    }
    Ok(())
}

/// Moves every secret of a folder out of the keyring into files: written and on the disk before the keyring forgets them.
pub fn into_files(folder: &Path, vault: &dyn Vault) -> io::Result<()> {
    let Place::Keyring(id) = place(folder)? else { return Ok(()) };
    for name in NAMES {
        if let Some(secret) = vault.get(&entry(id, name))? {
            write(folder, name, &secret)?;
        }
    }
    fs::remove_file(folder.join(PLACE))?;
    settle(folder)?;
    for name in NAMES {
        if let Err(fault) = vault.remove(&entry(id, name)) {
            tracing::warn!(code = fault.code(), "a key stays in the keyring as well");
        }
    }
    Ok(())
}

/// Overwrites a file and removes it. A magnetic disk has nothing of it then; a solid-state disk, a file system that copies on
/// write, and every copy of the folder may keep the old bytes.
fn wipe(path: &Path, length: usize) -> io::Result<()> {
    let mut file = File::options().write(true).open(path)?;
    file.write_all(&vec![0; length])?;
    file.sync_all()?;
    fs::remove_file(path)
}

fn entry(id: Uuid, name: &str) -> String {
    format!("{id} {name}")
}

fn file(folder: &Path, name: &str) -> io::Result<Option<String>> {
    match fs::read_to_string(folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    // A file made beside its place belongs to its owner only.
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(folder.join(name)).map_err(|error| error.error)?;
    settle(folder)
}

/// Makes new names survive a power cut; Windows keeps names without being asked.
fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::vault::Memory;
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn kept() -> Result<tempfile::TempDir, io::Error> {
        let folder = tempfile::tempdir()?;
        for name in NAMES {
            keep(folder.path(), name, &format!("secret of {name}"))?;
        }
        Ok(folder)
    }

    fn fault(result: io::Result<()>) -> Option<KeyringFault> {
        KeyringFault::of(&result.err()?)
    }

    #[test]
    fn into_the_keyring_and_back() -> Checked {
        let (folder, vault) = (kept()?, Memory::default());
        let here = folder.path();
        into_keyring(here, &vault)?;
        assert!(matches!(place(here)?, Place::Keyring(_)));
        assert!(NAMES.iter().all(|name| !here.join(name).exists()));
        for name in NAMES {
            assert_eq!(read_from(here, name, &vault)?, Some(format!("secret of {name}")));
        }
        keep_in(here, FIELD_KEY, "another", &vault)?;
        assert!(!here.join(FIELD_KEY).exists());
        into_files(here, &vault)?;
        assert_eq!((place(here)?, vault.len()), (Place::File, 0));
        assert_eq!(read(here, FIELD_KEY)?.as_deref(), Some("another"));
        Ok(())
    }

    #[test]
    fn a_keyring_that_is_not_there_or_forgets_changes_nothing() -> Checked {
        for broken in [
            KeyringFault::NoService,
            KeyringFault::Locked,
            KeyringFault::Slow,
            KeyringFault::Differs,
        ] {
            let (folder, vault) = (kept()?, Memory::broken(broken));
            assert_eq!(fault(into_keyring(folder.path(), &vault)), Some(broken));
            assert_eq!(place(folder.path())?, Place::File);
            assert_eq!(read(folder.path(), STATION_KEY)?.as_deref(), Some("secret of station.key"));
        }
        Ok(())
    }

    /// The power goes between the switch and the removal of the files.
    #[test]
    fn a_move_that_was_cut_short_is_finished_by_the_next() -> Checked {
        let (folder, vault) = (kept()?, Memory::default());
        into_keyring(folder.path(), &vault)?;
        write(folder.path(), FIELD_KEY, "secret of field.key")?;
        into_keyring(folder.path(), &vault)?;
        assert!(!folder.path().join(FIELD_KEY).exists());
        // What is not the same is never removed.
        write(folder.path(), FIELD_KEY, "something else")?;
        into_keyring(folder.path(), &vault)?;
        assert!(folder.path().join(FIELD_KEY).exists());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_is_for_its_owner_only() -> Checked {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = kept()?;
        for name in NAMES {
            assert_eq!(fs::metadata(folder.path().join(name))?.permissions().mode() & 0o777, 0o600);
        }
        Ok(())
    }
}
