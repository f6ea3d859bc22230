//! `export` and `judge`: a table to a file or to standard output, also while the window has the station.

use std::fs::File;
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Answer;
use super::account::At;
use super::report::Output;
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::rights::Right;
use crate::station::out::{Foreign, ForeignAsked, Format, Only, Reader, What};
use crate::station::{Error, ExportAsked, Permit};
use crate::ui::text::Text;

/// What can be exported so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    People,
    Readings,
    Passages,
    Returns,
    Outings,
    Isolations,
    /// Who was on duty, and who was measured, day by day.
    Duty,
    /// Where every item in stock stands at the end of --to, or today.
    Supplies,
    /// What was received, issued, counted and written off.
    Moves,
    Rounds,
    Journal,
    /// Who has been near the person of --person.
    Contacts,
}

/// The arguments of `judge`.
#[derive(Debug, Args)]
pub(super) struct Judge {
    /// Under the rulebook in force at the end of this day; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Day>,
    #[command(flatten)]
    leaves: Leaves,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[arg(value_enum)]
    table: Table,
    /// The first day, included
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Day>,
    /// The last day, included
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Day>,
    /// Whose contacts, by badge or employee number
    #[arg(long, value_name = "BADGE", required_if_eq("table", "contacts"))]
    person: Option<String>,
    /// Which ids of a DHIS2 server our fields go to; with --format dhis2
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    leaves: Leaves,
    /// A file; without it standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Under which conditions something leaves.
#[derive(Clone, Debug, Args)]
pub(super) struct Leaves {
    /// counts: nobody is named; masked: people are told apart by their id; full
    #[arg(long, default_value = "full", value_parser = level)]
    pub(super) level: Level,
    /// What it is for; stands beside the table and in the journal
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) purpose: String,
}

fn level(word: &str) -> Result<Level, String> {
    Level::from_key(word).ok_or_else(|| word.to_owned())
}

/// Writes a table out, or readings in the format of another program.
pub(super) fn run(text: &Text, at: &At, export: Export, format: Output, out: &mut dyn Write) -> Result<Answer, Error> {
    let foreign = match format {
        Output::Table(format) => return table(text, at, export, format, out),
        Output::Pdf => return Err(Error::OnlyReport),
        Output::Fhir => Foreign::Fhir,
        Output::Dhis2 => Foreign::Dhis2(export.mapping.ok_or(Error::MappingMissing)?),
    };
    if export.table != Table::Readings {
        return Err(Error::OnlyReadings);
    }
    let permit = at.permit(|station| station.may_export(Right::ExportNames))?;
    let reader = Reader::open(&at.folder)?;
    let to_file = export.out.is_some();
    let asked = ForeignAsked {
        format: foreign,
        level: export.leaves.level,
        purpose: export.leaves.purpose,
        from: export.from,
        to: export.to,
        path: export.out.unwrap_or_default(),
    };
    if to_file {
        let rows = reader.export_foreign(&permit, &asked, &|_, _| false)?;
        return Ok(done(text, rows, &asked.path));
    }
    whole(out, |file| reader.stream_foreign(&permit, &asked, file, &|_, _| false))
}

fn done(text: &Text, rows: u64, path: &Path) -> Answer {
    let (rows, path) = (rows.to_string(), path.display().to_string());
    Answer {
        lines: vec![text.with("export-done", &[("rows", &rows), ("path", &path)])],
        faults: Vec::new(),
    }
}

fn table(text: &Text, at: &At, export: Export, format: Format, out: &mut dyn Write) -> Result<Answer, Error> {
    let what = match export.table {
        Table::People => What::People,
        Table::Readings => What::Readings,
        Table::Passages => What::Passages,
        Table::Returns => What::Returns,
        Table::Outings => What::Outings,
        Table::Isolations => What::Isolations,
        Table::Duty => What::Duty,
        Table::Supplies => What::Supplies,
        Table::Moves => What::Moves,
        Table::Rounds => What::Rounds,
        Table::Journal => What::Journal,
        Table::Contacts => What::Contacts,
    };
    let person = export.person.filter(|_| what == What::Contacts);
    let permit = at.permit(|station| station.may_take_out(what, export.leaves.level))?;
    let reader = Reader::open(&at.folder)?;
    let to_file = export.out.is_some();
    let asked = ExportAsked {
        what,
        format,
        from: export.from,
        to: export.to,
        only: person
            .map(|number| reader.carrying(&number))
            .transpose()?
            .map(|who| Only::People(vec![who])),
        level: export.leaves.level,
        purpose: export.leaves.purpose,
        path: export.out.unwrap_or_default(),
    };
    if to_file {
        let rows = reader.export(&permit, &asked, text, &|_, _| false)?;
        return Ok(done(text, rows, &asked.path));
    }
    print(text, (&reader, &permit), &asked, out)
}

/// Everybody judged on a day, on standard output.
pub(super) fn judge(text: &Text, at: &At, judge: &Judge, format: Format, out: &mut dyn Write) -> Result<Answer, Error> {
    let asked = ExportAsked {
        what: What::Judged,
        format,
        from: None,
        to: judge.on,
        only: None,
        level: judge.leaves.level,
        purpose: judge.leaves.purpose.clone(),
        path: PathBuf::new(),
    };
    let permit = at.permit(|station| station.may_take_out(asked.what, asked.level))?;
    print(text, (&Reader::open(&at.folder)?, &permit), &asked, out)
}

/// A table is whole or not there, on standard output too.
fn print(text: &Text, (reader, permit): (&Reader, &Permit), asked: &ExportAsked, out: &mut dyn Write) -> Result<Answer, Error> {
    whole(out, |file| reader.stream(permit, asked, text, file, &|_, _| false))
}

/// Hands on what was written, once it is whole.
fn whole(out: &mut dyn Write, write: impl FnOnce(&File) -> Result<u64, Error>) -> Result<Answer, Error> {
    let io = |error: io::Error| Error::Store(error.into());
    let mut whole = tempfile::tempfile().map_err(io)?;
    write(&whole)?;
    whole.rewind().map_err(io)?;
    match io::copy(&mut whole, out) {
        // Whoever reads has had enough: `| head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        copied => {
            copied.map_err(io)?;
        }
    }
    Ok(Answer::default())
}
