//! `import people|returns|readings|duty|supplies`: all or nothing, or the good rows, or only the list of what would happen.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Answer, Fault};
use crate::domain::screening::Verdict;
use crate::domain::thinning::Why;
use crate::station::bring::{Brought, Meaning, SLICE};
use crate::station::bring_duty::{DutySheet, Preview};
use crate::station::bring_readings::Measurements;
use crate::station::bring_returns::{Brings, Duplicate, Questionnaire};
use crate::station::{Error, Import as Taken, Refused, Station, StockField};
use crate::ui::faults::{fault_code, fault_field, fault_sentence, titles_again};
use crate::ui::text::Text;

/// What can be imported so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    People,
    Returns,
    Readings,
    /// Who is on which shift: a row for each day, or a column for each day.
    Duty,
    /// A list of stock: what is new is received, of what is known it is a count.
    Supplies,
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

/// Takes a file in, or says why not.
pub(super) fn run(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    // Where no backup can be made, the import is made all the same: the settings and the bar at the top say it.
    if !import.dry_run
        && let Err(error) = station.back_up_before(Why::Import)
    {
        tracing::warn!(code = error.code(), "no backup was made before");
    }
    match import.table {
        Table::People => people(text, station, import),
        Table::Returns => returns(text, station, import),
        Table::Readings => readings(text, station, import),
        Table::Duty => duty(text, station, import),
        Table::Supplies => supplies(text, station, import),
    }
}

fn people(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    let brought = read(import)?;
    let preview = station.preview(&brought)?;
    let (good, known) = (preview.rows.len(), preview.known);
    let takes = import.takes(good, &preview.refused);
    let mut lines = ignored(text, &brought);
    let unasked = u64::try_from(preview.unasked).unwrap_or_default();
    lines.extend((unasked > 0).then(|| text.count("privacy-import-unasked", unasked, &[])));
    if takes {
        take(&mut station, &brought.file, preview.rows, Station::stage)?;
    }
    lines.push(said(text, import, takes, [good, known, preview.refused.len()]));
    Ok(answer(text, lines, &preview.refused))
}

fn returns(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    let brought: Questionnaire = read(import)?;
    let preview = station.preview_returns(&brought)?;
    let (good, known) = (preview.rows.len(), preview.known());
    let takes = import.takes(good, &preview.refused);
    let mut lines = ignored(text, &brought);
    lines.extend(preview.duplicates.iter().map(|duplicate| superseded(text, duplicate)));
    lines.extend((good > 0).then(|| verdicts(text, &preview.rows)));
    lines.push(said(text, import, takes, [good, known, preview.refused.len()]));
    if takes {
        take(&mut station, &brought.file, preview.rows, Station::stage_returns)?;
    }
    Ok(answer(text, lines, &preview.refused))
}

fn readings(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    let brought: Measurements = read(import)?;
    let preview = station.preview_readings(&brought)?;
    let (good, known) = (preview.rows.len(), preview.known);
    if import.takes(good, &preview.refused) {
        station.take_readings(preview.rows)?;
    }
    let key = match (import.dry_run, preview.refused.is_empty() || import.keep_going) {
        (true, _) => "cli-readings-would",
        (false, true) => "cli-readings-taken",
        (false, false) => "cli-readings-nothing",
    };
    let mut lines = ignored(text, &brought);
    lines.push(figured(text, key, [good, known, preview.refused.len()]));
    Ok(answer(text, lines, &preview.refused))
}

fn duty(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    let today = station.card().zone.day_of(station.now());
    let brought: DutySheet = read(import)?;
    let brought = brought.with_days(today);
    let preview = station.preview_duty(&brought)?;
    let refused = preview.refused.clone();
    let takes = import.takes(preview.rows, &refused);
    let mut lines = ignored(text, &brought);
    let done = match (takes, import.dry_run) {
        (true, _) => "cli-duty-taken",
        (false, true) => "cli-duty-would",
        (false, false) => "cli-duty-nothing",
    };
    lines.push(duty_said(text, done, &preview));
    if takes {
        station.take_duty(preview)?;
    }
    Ok(answer(text, lines, &refused))
}

fn duty_said(text: &Text, key: &str, preview: &Preview) -> String {
    let [from, to] = preview
        .days()
        .map_or_else(Default::default, |(from, to)| [from, to].map(|day| day.to_string()));
    let figures = [preview.rows, preview.whose(), preview.refused.len()].map(|figure| figure.to_string());
    let [good, whose, refused] = figures.each_ref().map(String::as_str);
    let facts = [("good", good), ("whose", whose), ("refused", refused), ("from", &from), ("to", &to)];
    text.with(key, &facts)
}

fn supplies(text: &Text, mut station: Station, import: &Import) -> Result<Answer, Error> {
    let brought: Brought<StockField> = read(import)?;
    let preview = station.preview_stock(&brought)?;
    let (good, known) = (preview.rows.len(), preview.known);
    let takes = import.takes(good, &preview.refused);
    if takes {
        station.take_stock(&preview.rows, &brought.file)?;
    }
    let mut lines = ignored(text, &brought);
    let key = match (takes, import.dry_run) {
        (true, _) => "supply-import-taken",
        (false, true) => "supply-import-would",
        (false, false) => "supply-import-nothing",
    };
    lines.push(figured(text, key, [good, known, preview.refused.len()]));
    Ok(answer(text, lines, &preview.refused))
}

impl Import {
    fn takes(&self, good: usize, refused: &[Refused]) -> bool {
        !self.dry_run && good > 0 && (refused.is_empty() || self.keep_going)
    }
}

fn read<F: Meaning>(import: &Import) -> Result<Brought<F>, Error> {
    let mut brought = Brought::read(&import.file, &|_, _| {}, &|| false)?;
    if let Some(columns) = &import.columns {
        let toml = std::fs::read_to_string(columns).map_err(|error| Error::Store(error.into()))?;
        brought.settle(&toml)?;
    }
    Ok(brought)
}

fn take<R>(
    station: &mut Station,
    file: &str,
    rows: Vec<R>,
    stage: impl Fn(&mut Station, &mut Taken, Vec<R>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut import = station.begin_import()?;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let slice = usize::try_from(SLICE).unwrap_or(1);
        stage(station, &mut import, rows.by_ref().take(slice).collect())?;
    }
    station.take_import(&import, file)?;
    Ok(())
}

fn answer(text: &Text, lines: Vec<String>, refused: &[Refused]) -> Answer {
    Answer {
        lines,
        faults: refused.iter().map(|refused| fault(text, refused)).collect(),
    }
}

/// What was done or would be: good rows, those about somebody known, and refused ones.
fn said(text: &Text, import: &Import, takes: bool, figures: [usize; 3]) -> String {
    let key = match (takes, import.dry_run) {
        (true, _) => "cli-import-taken",
        (false, false) if figures[0] + figures[2] == 0 => "cli-import-none",
        (false, true) => "cli-import-would",
        (false, false) => "cli-import-nothing",
    };
    figured(text, key, figures)
}

fn figured(text: &Text, key: &str, figures: [usize; 3]) -> String {
    let figures = figures.map(|figure| figure.to_string());
    let [good, known, refused] = figures.each_ref().map(String::as_str);
    text.with(key, &[("good", good), ("known", known), ("refused", refused)])
}

fn superseded(text: &Text, duplicate: &Duplicate) -> String {
    let row = duplicate.row.to_string();
    match duplicate.of.map(|of| of.to_string()) {
        Some(of) => text.with("cli-import-duplicate", &[("row", &row), ("of", &of), ("name", &duplicate.name)]),
        None => text.with("returns-import-older", &[("row", &row), ("name", &duplicate.name)]),
    }
}

/// `隔离 87 · 需核实 36`: how many of each verdict, worst first.
fn verdicts(text: &Text, rows: &[Brings]) -> String {
    let count = |verdict: Verdict| rows.iter().filter(|row| row.screened.judgement.verdict == verdict).count();
    let counts = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict, count(verdict)))
        .filter(|(_, count)| *count > 0);
    let words = counts.map(|(verdict, count)| format!("{} {count}", text.with(&format!("verdict-{}", verdict.key()), &[])));
    words.collect::<Vec<_>>().join(" · ")
}

/// The columns that nothing could be made of, and the rows that are titles again.
fn ignored<F: Meaning>(text: &Text, brought: &Brought<F>) -> Vec<String> {
    let unmatched = brought
        .headers()
        .iter()
        .zip(&brought.matching.columns)
        .filter(|(header, field)| field.is_none() && !header.is_empty());
    let columns = unmatched.map(|(header, _)| text.with("cli-import-ignored", &[("column", header)]));
    columns.chain(titles_again(text, &brought.titles_again)).collect()
}

fn fault(text: &Text, refused: &Refused) -> Fault {
    Fault {
        code: fault_code(&refused.why).to_owned(),
        row: Some(refused.row),
        column: fault_field(&refused.why),
        message: fault_sentence(text, refused),
    }
}
