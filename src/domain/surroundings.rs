//! Where a data folder lies (数据所在): on a disk of this PC, on a network share, in a folder that something copies elsewhere.
//!
//! SQLite's locks do not hold on network file systems, and a service that copies a database while it is written copies half of it.

/// Where a data folder lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lies {
    #[default]
    Here,
    /// On a network share, with the name of its file system.
    Network(String),
    /// In a folder that this service copies to its servers.
    Synced(&'static str),
}

/// Whether what is on a disk can be read when the PC is switched off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    Encrypted,
    Plain,
    /// This system does not tell a program.
    #[default]
    Unknown,
}

impl Disk {
    pub fn key(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Plain => "plain",
            Self::Unknown => "unknown",
        }
    }
}

/// A line of `/proc/mounts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    pub device: String,
    pub point: String,
    pub kind: String,
}

/// File systems of other computers, as Linux names them.
const NETWORK: [&str; 21] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.ceph",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.smbnetfs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Folders that are copied elsewhere: how their names begin, without regard to case, and what the service is called.
const SYNCED: [(&str, &str); 12] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("nutstore", "Nutstore"),
    ("坚果云", "坚果云"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("iclouddrive", "iCloud"),
    ("baidusyncdisk", "百度网盘"),
    ("百度网盘", "百度网盘"),
    ("wpsdrive", "WPS"),
    ("nextcloud", "Nextcloud"),
    ("syncthing", "Syncthing"),
];

/// Where a folder lies, by what is mounted and by its own absolute name.
pub fn lies(mounts: &str, folder: &str) -> Lies {
    if let Some(mount) = mount_of(mounts, folder)
        && NETWORK.contains(&mount.kind.as_str())
    {
        return Lies::Network(mount.kind);
    }
    if is_unc(folder) {
        return Lies::Network("UNC".to_owned());
    }
    let lower = folder.to_lowercase();
    let parts = || lower.split(['/', '\\']);
    let service = SYNCED.iter().find(|(name, _)| parts().any(|part| part.starts_with(name)));
    service.map_or(Lies::Here, |(_, service)| Lies::Synced(service))
}

/// `\\server\share`, with or without the prefix for long names.
fn is_unc(folder: &str) -> bool {
    let plain = folder.strip_prefix(r"\\?\");
    plain.map_or_else(
        || folder.starts_with(r"\\") && !folder.starts_with(r"\\.\"),
        |long| long.starts_with(r"UNC\"),
    )
}

/// What a folder is mounted by: the mount with the longest name that the folder lies in, of equal ones the last.
pub fn mount_of(mounts: &str, folder: &str) -> Option<Mount> {
    let lines = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        Some(Mount {
            device: unescaped(parts.next()?),
            point: unescaped(parts.next()?),
            kind: parts.next()?.to_owned(),
        })
    });
    lines
        .filter(|mount| is_in(folder, &mount.point))
        .max_by_key(|mount| mount.point.len())
}

fn is_in(folder: &str, point: &str) -> bool {
    let rest = folder.strip_prefix(point.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `/proc/mounts` writes a space, a tab, a newline and a backslash as three octal digits.
fn unescaped(text: &str) -> String {
    [(r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", r"\")]
        .iter()
        .fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = r"/dev/mapper/vg-root / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda2 /home ext4 rw 0 0
nas:/gate /srv/gate nfs4 rw,vers=4.2 0 0
//nas/gate /mnt/gate\040data cifs rw 0 0
guard@nas: /home/guard/nas fuse.sshfs rw 0 0
tmpfs /srv/gate/local tmpfs rw 0 0
";

    #[test]
    fn what_a_folder_is_mounted_by() {
        for (folder, device) in [
            ("/", "/dev/mapper/vg-root"),
            ("/homework/data", "/dev/mapper/vg-root"),
            ("/home", "/dev/sda2"),
            ("/home/guard/data", "/dev/sda2"),
            ("/home/guard/nas/data", "guard@nas:"),
            ("/srv/gate", "nas:/gate"),
            ("/srv/gate/local/data", "tmpfs"),
            ("/mnt/gate data/x", "//nas/gate"),
        ] {
            assert_eq!(
                mount_of(MOUNTS, folder).map(|mount| mount.device).as_deref(),
                Some(device),
                "{folder}"
            );
        }
        assert_eq!(mount_of("", "/home"), None);
        assert_eq!(mount_of("nonsense\n", "/home"), None);
    }

    #[test]
    fn where_a_folder_lies() {
        let network = |kind: &str| Lies::Network(kind.to_owned());
        for (folder, expected) in [
            ("/home/guard/data", Lies::Here),
            ("/srv/gate/data", network("nfs4")),
            ("/srv/gate/local/data", Lies::Here),
            ("/mnt/gate data/x", network("cifs")),
            ("/home/guard/nas/data", network("fuse.sshfs")),
            ("/home/guard/Dropbox/data", Lies::Synced("Dropbox")),
            (r"C:\Users\guard\OneDrive - Plant\data", Lies::Synced("OneDrive")),
            (r"D:\坚果云\门岗", Lies::Synced("坚果云")),
            ("/home/guard/my dropbox notes", Lies::Here),
            (r"\\nas\gate\data", network("UNC")),
            (r"\\?\UNC\nas\gate", network("UNC")),
            (r"\\?\C:\gate", Lies::Here),
        ] {
            assert_eq!(lies(MOUNTS, folder), expected, "{folder}");
        }
    }
}
