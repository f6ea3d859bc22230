//! `export contacts --person BADGE`: who has been near somebody, nearest first.

use std::io::{self, Seek as _, Write};
use std::path::Path;

use super::Answer;
use crate::domain::contacts::Evidence;
use crate::domain::day::Zone;
use crate::station::Error;
use crate::station::contacts::{ContactsAsked, Words};
use crate::station::out::{Format, Reader};
use crate::ui::evidence;
use crate::ui::text::Text;

/// Writes the contacts to a file, or to standard output where none is named.
pub(super) fn run(
    text: &Text,
    folder: &Path,
    asked: &ContactsAsked,
    (path, format): (Option<&Path>, Format),
    out: &mut dyn Write,
) -> Result<Answer, Error> {
    let words = Words {
        title: &|key| text.with(&format!("export-{key}"), &[]),
        said: &|zone: Zone, one: &Evidence| evidence(text, zone, one),
    };
    let reader = Reader::open(folder)?;
    if let Some(path) = path {
        let rows = reader.contacts_to_file(asked, (path, format), &words)?;
        let (rows, path) = (rows.to_string(), path.display().to_string());
        let lines = vec![text.with("export-done", &[("rows", &rows), ("path", &path)])];
        return Ok(Answer { lines, faults: Vec::new() });
    }
    // A table is whole or not there, on standard output too.
    let io = |error: io::Error| Error::Store(error.into());
    let mut whole = tempfile::tempfile().map_err(io)?;
    reader.contacts_to(asked, format, &whole, &words)?;
    whole.rewind().map_err(io)?;
    io::copy(&mut whole, out).map_err(io)?;
    Ok(Answer::default())
}
