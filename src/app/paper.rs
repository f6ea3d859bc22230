//! Pages printed and opened, contacts found, rows copied.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::audit::Exported;
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::person::PersonId;
use crate::station::{Error, Station, contacts};
use crate::ui::Scene;
use crate::ui::papers::{self, Paper};
use crate::ui::theme::Tone;

/// What opens a file with the program that the PC has for it.
const VIEWER: &str = if cfg!(windows) {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

impl Desk {
    /// Writes a page into the data folder's `print/` and opens it; where nothing can open it, says where it is.
    pub(super) fn print(&mut self, ctx: &Context, paper: Paper) {
        let Some(Opened { station, view }) = &self.opened else { return };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        let Some(sheet) = papers::sheet(&scene, paper) else {
            let said = self.text.get("papers-nothing").to_owned();
            self.say(ctx, Tone::Recheck, said);
            return;
        };
        let number = view.roster.get(paper.person()).map(|person| person.number().to_owned());
        let number: String = number.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
        let name = if number.is_empty() { paper.person().to_string() } else { number };
        let file = format!("{}-{}-{name}.pdf", view.day, paper.key());
        // It is handed to whom it is about: nobody's leave is asked.
        if !self.note_out(ctx, printed(paper.key(), 1)) {
            return;
        }
        self.print_to(ctx, &file, |station, path| station.print(&sheet, path));
    }

    /// Has something written into `print/` by that name, and opens it.
    pub(super) fn print_to(&mut self, ctx: &Context, file: &str, write: impl FnOnce(&Station, &Path) -> Result<(), Error>) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        let path = self.folder.join("print").join(file);
        if let Err(error) = write(station, &path) {
            self.fail(ctx, &error);
            return;
        }
        self.show_printed(ctx, &path);
    }

    /// Opens what has been printed, or says where it is.
    pub(super) fn show_printed(&mut self, ctx: &Context, path: &Path) {
        let key = if open(path).is_ok() {
            "papers-opened-file"
        } else {
            "papers-written"
        };
        let said = self.text.with(key, &[("path", &path.display().to_string())]);
        self.say(ctx, Tone::Clear, said);
    }

    pub(super) fn find_contacts(&mut self, ctx: &Context, person: PersonId, days: (Day, Day)) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        match station.contacts(person, days) {
            Ok(found) => self.people.found_contacts(found),
            Err(error) => self.fail(ctx, &error),
        }
    }

    pub(super) fn copy_rows(&mut self, ctx: &Context, level: Level, (titles, rows): (&[String], &[Vec<String>])) {
        if !self.leaves(ctx, copied("rows", level, rows.len())) {
            return;
        }
        ctx.copy_text(contacts::as_tsv(titles, rows));
        let said = self.text.get("people-copied").to_owned();
        self.say(ctx, Tone::Clear, said);
    }
}

/// What the journal says of rows that go to the clipboard. What was not asked has no purpose.
pub(super) fn copied(what: &str, level: Level, rows: usize) -> Exported {
    Exported {
        format: "clipboard".to_owned(),
        level,
        ..printed(what, rows)
    }
}

/// What the journal says of a page that names people.
pub(super) fn printed(what: &str, rows: usize) -> Exported {
    Exported {
        what: what.to_owned(),
        format: "pdf".to_owned(),
        level: Level::Full,
        purpose: String::new(),
        rows: u64::try_from(rows).unwrap_or_default(),
    }
}

/// Opens a file with the program that the PC has for it.
pub(super) fn open(path: &Path) -> io::Result<()> {
    let silent = || Stdio::null();
    let mut viewer = Command::new(VIEWER);
    let mut child = viewer.arg(path).stdin(silent()).stdout(silent()).stderr(silent()).spawn()?;
    thread::Builder::new().name("viewer".into()).spawn(move || {
        if let Err(error) = child.wait() {
            tracing::warn!(%error, "the viewer was lost");
        }
    })?;
    Ok(())
}
