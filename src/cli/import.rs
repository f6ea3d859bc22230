//! `import people`: all or nothing, or the good rows, or only the list of what would happen.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Answer, Fault};
use crate::station::bring::{Brought, Preview, SLICE};
use crate::station::{Error, Station};
use crate::ui::faults::{fault_code, fault_field, fault_sentence};
use crate::ui::text::Text;

/// What can be imported so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    People,
}

/// The arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    #[arg(value_enum)]
    table: Table,
    /// XLSX or CSV
    file: PathBuf,
    /// Settles which column is what: a TOML file with a `[columns]` table
    #[arg(long, value_name = "FILE.toml")]
    columns: Option<PathBuf>,
    /// Change nothing, print the same list.
    #[arg(long)]
    dry_run: bool,
    /// Take the good rows, list the others.
    #[arg(long)]
    keep_going: bool,
}

/// Takes a roster in, or says why not.
pub(super) fn run(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    let Table::People = import.table;
    let mut brought = Brought::read(&import.file, &|_, _| {}, &|| false)?;
    if let Some(columns) = &import.columns {
        let toml = std::fs::read_to_string(columns).map_err(|error| Error::Store(error.into()))?;
        brought.settle(&toml)?;
    }
    let preview = station.preview(&brought)?;
    let (good, refused) = (preview.rows.len(), preview.refused.len());
    let mut answer = Answer {
        lines: ignored(text, &brought),
        faults: preview.refused.iter().map(|refused| fault(text, refused)).collect(),
    };
    let takes = !import.dry_run && good > 0 && (refused == 0 || import.keep_going);
    let known = preview.known;
    if takes {
        take(&mut station, &brought.file, preview)?;
    }
    let key = match (takes, import.dry_run) {
        (true, _) => "cli-import-taken",
        (false, true) => "cli-import-would",
        (false, false) => "cli-import-nothing",
    };
    let figures = [good.to_string(), known.to_string(), refused.to_string()];
    let [good, known, refused] = figures.each_ref().map(String::as_str);
    answer
        .lines
        .push(text.with(key, &[("good", good), ("known", known), ("refused", refused)]));
    Ok(answer)
}

fn take(station: &mut Station, file: &str, preview: Preview) -> Result<(), Error> {
    let mut import = station.begin_import()?;
    let mut rows = preview.rows.into_iter().peekable();
    while rows.peek().is_some() {
        let slice = usize::try_from(SLICE).unwrap_or(1);
        station.stage(&mut import, rows.by_ref().take(slice).collect())?;
    }
    station.take_import(&import, file)?;
    Ok(())
}

/// The columns that nothing could be made of.
fn ignored(text: &Text, brought: &Brought) -> Vec<String> {
    let unmatched = brought
        .headers()
        .iter()
        .zip(&brought.matching.columns)
        .filter(|(header, field)| field.is_none() && !header.is_empty());
    unmatched
        .map(|(header, _)| text.with("cli-import-ignored", &[("column", header)]))
        .collect()
}

fn fault(text: &Text, refused: &crate::station::Refused) -> Fault {
    Fault {
        code: fault_code(&refused.why).to_owned(),
        row: Some(refused.row),
        column: fault_field(&refused.why),
        message: fault_sentence(text, refused),
    }
}
