//! `backup`, `restore` and the repair of `check`: what the settings page does, for scripts and for another machine.

use std::path::{Path, PathBuf};

use clap::Args;

use super::account::At;
use super::{Answer, Fault};
use crate::domain::thinning::Why;
use crate::station::backup::{BackupError, Lost, Prepared, Restoring, copy_to, is_to_be_sealed, repair, restore_into};
use crate::station::{Clock as _, Error, Station, SystemClock};
use crate::ui::screens::trouble::repaired_said;
use crate::ui::text::Text;

/// The arguments of `restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// A backup, or a sealed one
    file: PathBuf,
    /// A file with the recovery key, or with the keys of the station that it was sealed for
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Even where something would be lost
    #[arg(long)]
    yes: bool,
}

/// A proved copy in a file; beside an open window as well.
pub(super) fn back_up(text: &Text, at: &At, file: &Path) -> Result<Answer, Error> {
    let making = at.beside()?.plan_copy(is_to_be_sealed(file))?;
    let entries = copy_to(&making, file)?.to_string();
    let facts: [(&str, &str); 2] = [("file", &file.display().to_string()), ("entries", &entries)];
    Ok(done(text.with("cli-backup-made", &facts)))
}

/// Puts a backup back, or says what would be lost.
pub(super) fn restore(text: &Text, at: &At, asked: &Restore) -> Result<Answer, Error> {
    let key = asked.key.as_ref().map(std::fs::read_to_string).transpose();
    let key = key.map_err(|_unreadable| BackupError::Key)?;
    let station = match at.open() {
        Ok(station) => Some(station),
        Err(error) if matches!(error.code(), "no-station" | "damaged") => None,
        Err(error) => return Err(error),
    };
    let Some(mut station) = station else {
        return move_in(text, &at.folder, &asked.file, key.as_deref());
    };
    let prepared = station.plan_restore(&asked.file, key.as_deref())?.prepare(&|_, _| true)?;
    let mut lines = preview(text, &prepared);
    let is_lossy = prepared.lost.as_ref().is_some_and(Lost::is_any);
    if is_lossy && !asked.yes {
        return Ok(Answer {
            lines,
            faults: vec![Fault {
                code: "would-lose".into(),
                message: text.get("cli-restore-would-lose").to_owned(),
                ..Fault::default()
            }],
        });
    }
    let before = station.plan_backup(Why::Restore)?.run(&|_, _| true)?;
    station.restore(&prepared, &before)?;
    lines.push(text.with("cli-restored-kept", &[("file", &before.kept.file())]));
    lines.push(text.with("backup-restored", &[("file", &prepared.file)]));
    Ok(Answer { lines, faults: Vec::new() })
}

/// Into a folder where no station is: the move to another machine.
fn move_in(text: &Text, folder: &Path, file: &Path, key: Option<&str>) -> Result<Answer, Error> {
    let prepared = Restoring::into_folder(folder, file, key)?.prepare(&|_, _| true)?;
    let has_keys = restore_into(folder, &prepared, SystemClock.now())?;
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    station.see_to_keys()?;
    let mut lines = preview(text, &prepared);
    lines.push(text.with("backup-restored", &[("file", &prepared.file)]));
    if !has_keys && !station.peers()?.is_empty() {
        lines.push(text.get("cli-restored-new-keys").to_owned());
    }
    Ok(Answer { lines, faults: Vec::new() })
}

fn preview(text: &Text, prepared: &Prepared) -> Vec<String> {
    let zone = prepared.station.zone;
    let made = prepared.made.map_or_else(String::new, |made| zone.date_time(made));
    let entries = prepared.entries.to_string();
    let facts: [(&str, &str); 3] = [("file", &prepared.file), ("at", &made), ("entries", &entries)];
    let mut lines = vec![text.with("backup-preview-of", &facts)];
    let Some(lost) = &prepared.lost else { return lines };
    if !lost.is_any() {
        lines.push(text.get("backup-preview-nothing").to_owned());
        return lines;
    }
    for (count, key) in [(lost.own, "cli-restore-own"), (lost.others, "backup-preview-others")] {
        if count > 0 {
            lines.push(text.with(key, &[("count", &count.to_string())]));
        }
    }
    for (what, count) in &lost.by {
        lines.push(format!("{} {count}", text.with(&format!("backup-lost-{what}"), &[])));
    }
    lines
}

/// Saves what can be read of a damaged database.
pub(super) fn mend(text: &Text, folder: &Path) -> Result<Answer, Error> {
    let repaired = repair(folder, SystemClock.now())?;
    Station::open(folder, Box::new(SystemClock))?;
    Ok(Answer {
        lines: repaired_said(text, &repaired),
        faults: Vec::new(),
    })
}

fn done(line: String) -> Answer {
    Answer {
        lines: vec![line],
        faults: Vec::new(),
    }
}
