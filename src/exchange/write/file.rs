//! A table as a file: written beside its place and moved there when it is whole.

use std::fs::File;
use std::io;
use std::path::Path;

use super::{Column, Format, WriteError, Writer};

/// Writes a table to a file. When `fill` fails or gives up, what was there before is untouched and nothing else is left.
pub fn to_file<T, E: From<WriteError>>(
    path: &Path,
    format: Format,
    columns: &[Column],
    sheet_name: &str,
    fill: impl FnOnce(&mut Writer<&File>) -> Result<T, E>,
) -> Result<T, E> {
    in_place(path, |aside| {
        let mut writer = Writer::new(format, aside, columns, sheet_name)?;
        let value = fill(&mut writer)?;
        writer.finish()?;
        Ok(value)
    })
}

/// Writes a whole file beside its place and moves it there, or leaves nothing.
pub fn in_place<T, E: From<WriteError>>(path: &Path, fill: impl FnOnce(&File) -> Result<T, E>) -> Result<T, E> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    let aside = tempfile::Builder::new()
        .prefix(".gatehouse-")
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(WriteError::Io)?;
    let value = fill(aside.as_file())?;
    aside.as_file().sync_all().map_err(WriteError::Io)?;
    aside.persist(path).map_err(|failed| WriteError::Io(failed.error))?;
    settle(folder).map_err(WriteError::Io)?;
    Ok(value)
}

/// Makes the new name survive a power cut; Windows keeps names without being asked.
#[cfg(unix)]
fn settle(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn settle(_folder: &Path) -> io::Result<()> {
    Ok(())
}
