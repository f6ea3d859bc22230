//! What has left, noted in the data folder until the program that writes takes it into its journal: exports run beside an open window,
//! and cannot write there themselves.
//!
//! A note is a small file in `noted/`, whole or not there, and on the disk before the table is at its place. Its id decides the id of
//! the entry, so that a note that is found again after a power cut is not taken twice. It names nobody. Whatever else lies in
//! that folder is left alone.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::audit::Exported;
use crate::domain::day::Moment;
use crate::exchange::write::{WriteError, in_place};
use crate::station::Error;

const FOLDER: &str = "noted";
const ENDING: &str = "json";
/// A note is far smaller.
const LARGEST: u64 = 4096;
/// As many are taken at a time.
const MOST: usize = 500;
/// As many names in the folder are looked at.
const MOST_LOOKED_AT: usize = 20_000;
/// A purpose is a line, not a text.
const LONGEST_PURPOSE: usize = 200;

/// That something has left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::station) struct Note {
    pub(in crate::station) id: Uuid,
    pub(in crate::station) at: Moment,
    /// Whose on-duty entry answers for it, and in which chain; 0 for nobody.
    pub(in crate::station) chain: Uuid,
    pub(in crate::station) actor: i64,
    pub(in crate::station) exported: Exported,
}

/// Leaves a note that something leaves.
pub(in crate::station) fn leave(folder: &Path, (chain, actor): (Uuid, i64), at: Moment, exported: Exported) -> Result<(), Error> {
    let note = Note {
        id: Uuid::now_v7(),
        at,
        chain,
        actor,
        exported,
    };
    let folder = folder.join(FOLDER);
    fs::create_dir_all(&folder).map_err(WriteError::Io)?;
    let text = serde_json::to_vec(&note).map_err(WriteError::from)?;
    let path = folder.join(format!("{}.{ENDING}", note.id));
    in_place(&path, |mut file: &File| file.write_all(&text).map_err(WriteError::Io))?;
    Ok(())
}

/// The notes of a folder, oldest first, each with its file.
pub(in crate::station) fn read(folder: &Path) -> Vec<(PathBuf, Note)> {
    let Ok(files) = fs::read_dir(folder.join(FOLDER)) else {
        return Vec::new();
    };
    let files = files.take(MOST_LOOKED_AT).filter_map(Result::ok);
    let mut notes: Vec<(PathBuf, Note)> = files
        .filter_map(|file| Some((file.path(), note(&file.path())?)))
        .take(MOST)
        .collect();
    notes.sort_by_key(|(_, note)| (note.at, note.id));
    notes
}

/// The note in a file, where it is one of ours.
fn note(path: &Path) -> Option<Note> {
    let named: Uuid = path.file_stem()?.to_str()?.parse().ok()?;
    let is_file = fs::symlink_metadata(path).is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
    if !is_file || path.extension()? != ENDING {
        return None;
    }
    let note: Note = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let is_word = |word: &str| {
        word.len() <= 32
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_ours = note.id == named && is_word(&note.exported.what) && is_word(&note.exported.format);
    is_ours.then(|| Note {
        exported: Exported {
            purpose: purpose(&note.exported.purpose),
            ..note.exported
        },
        ..note
    })
}

/// A purpose as it is kept: one line of bounded length.
pub(in crate::station) fn purpose(typed: &str) -> String {
    let line: String = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST_PURPOSE)
        .collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::peer::Level;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn what_is_no_note_is_left_alone() -> Checked {
        let folder = tempfile::tempdir()?;
        assert!(read(folder.path()).is_empty());
        let exported = Exported {
            what: "people".into(),
            format: "csv".into(),
            level: Level::Full,
            purpose: "上报\n区疾控".into(),
            rows: 3,
        };
        leave(folder.path(), (Uuid::nil(), 0), Moment(5), exported)?;
        let noted = folder.path().join(FOLDER);
        let (path, first) = read(folder.path()).pop().ok_or("no note")?;
        assert_eq!((first.at, first.exported.purpose.as_str()), (Moment(5), "上报 区疾控"));
        let text = fs::read(&path)?;
        fs::write(noted.join("letter.json"), &text)?;
        fs::write(noted.join(format!("{}.json", Uuid::from_u128(7))), &text)?;
        fs::write(noted.join(format!("{}.json", Uuid::from_u128(8))), vec![b'{'; 9000])?;
        fs::create_dir(noted.join(format!("{}.json", Uuid::from_u128(9))))?;
        assert_eq!(
            read(folder.path()),
            [(path, first)],
            "one note, and what is called or says otherwise is none"
        );
        Ok(())
    }
}
