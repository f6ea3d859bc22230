//! `report D`: the daily report as it was signed, or as it stands; also while the window has the station.

mod group;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::Answer;
use super::account::At;
use super::export::Leaves;
use crate::domain::audit::Exported;
use crate::domain::day::Day;
use crate::domain::disclosure;
use crate::domain::layout::Layout;
use crate::domain::peer::Level;
use crate::domain::report::{Figure, NotSigned, Report as Counted};
use crate::domain::rights::Right;
use crate::domain::settings::Role;
use crate::station::out::Format;
use crate::station::{Error, Form, FormFormat, Station, in_place};
use crate::ui::text::Text;
use crate::ui::{Scene, forms};

/// The arguments of `report`.
#[derive(Debug, Args)]
pub(super) struct Report {
    #[arg(value_name = "YYYY-MM-DD")]
    day: Day,
    /// A file; without it standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A layout by its name or title; without it CSV and NDJSON hold every figure, and the others are the daily report
    #[arg(long, value_name = "NAME")]
    layout: Option<String>,
    #[command(flatten)]
    leaves: Leaves,
    /// At headquarters: every unit that reports here in one report, with their sum and who is missing in it
    #[arg(long)]
    group: bool,
}

/// What a report can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    Table(Format),
    Pdf,
    /// Readings for health records.
    Fhir,
    /// Readings for a health department's tracker.
    Dhis2,
}

impl std::str::FromStr for Output {
    type Err = crate::station::out::UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.to_ascii_lowercase().as_str() {
            "pdf" => Ok(Self::Pdf),
            "fhir" => Ok(Self::Fhir),
            "dhis2" => Ok(Self::Dhis2),
            table => table.parse().map(Self::Table),
        }
    }
}

impl Output {
    /// The format of a table; a PDF is made of a report only.
    pub(super) fn table(self) -> Result<Format, Error> {
        match self {
            Self::Table(format) => Ok(format),
            Self::Pdf => Err(Error::OnlyReport),
            Self::Fhir | Self::Dhis2 => Err(Error::OnlyReadings),
        }
    }

    /// The word for it.
    fn key(self) -> &'static str {
        match self {
            Self::Table(format) => format.key(),
            Self::Pdf => FormFormat::Pdf.key(),
            Self::Fhir => "fhir",
            Self::Dhis2 => "dhis2",
        }
    }

    pub(super) fn is_ndjson(self) -> bool {
        self == Self::Table(Format::Ndjson)
    }
}

/// A report as a line of JSON; its names are a contract.
#[derive(Serialize)]
struct Line<'a> {
    date: Day,
    unit: &'a str,
    version: u32,
    signed: bool,
    zero: bool,
    figures: BTreeMap<&'static str, serde_json::Number>,
    imbalances: &'a [crate::domain::report::Imbalance],
    station: &'a str,
    rule: &'a str,
    number: Option<u32>,
    unusual: &'a [crate::domain::report::Happening],
    supplies: &'a [crate::domain::report::Held],
    head: &'a crate::domain::report::Head,
}

impl<'a> Line<'a> {
    fn of(report: &'a Counted) -> Self {
        let figures = Figure::ALL
            .iter()
            .map(|figure| (figure.key(), number(report.figures.number(*figure), *figure)));
        Self {
            date: report.day,
            unit: &report.unit,
            version: report.version(),
            signed: report.signature.is_some(),
            zero: report.is_zero(),
            figures: figures.collect(),
            imbalances: &report.imbalances,
            station: &report.station,
            rule: &report.rule,
            number: report.signature.as_ref().map(|signature| signature.number),
            unusual: &report.unusual,
            supplies: &report.supplies,
            head: &report.head,
        }
    }
}

/// Coverage from 0 to 1, everything else as it is counted.
fn number(number: u64, figure: Figure) -> serde_json::Number {
    if figure != Figure::Coverage {
        return number.into();
    }
    let part = u32::try_from(number).unwrap_or_default();
    serde_json::Number::from_f64(f64::from(part) / 10_000.0).unwrap_or_else(|| 0.into())
}

/// Writes the report of a day.
pub(super) fn run(text: &Text, at: &At, asked: &Report, output: Output, out: &mut dyn Write) -> Result<Answer, Error> {
    let mut station = at.beside()?;
    station.need(Right::to_take_out(asked.leaves.level))?;
    if !asked.group && station.card().role == Role::Headquarters {
        return Err(NotSigned::OnlyGroup.into());
    }
    let bytes = if asked.group {
        group::bytes(text, &station, asked, output)?
    } else {
        bytes(text, &station, asked, output)?
    };
    station.note_outside(Exported {
        what: "report".to_owned(),
        format: output.key().to_owned(),
        level: asked.leaves.level,
        purpose: asked.leaves.purpose.clone(),
        rows: 1,
    })?;
    let io = |error: io::Error| Error::Store(error.into());
    let Some(path) = &asked.out else {
        match out.write_all(&bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            written => written.map_err(io)?,
        }
        return Ok(Answer::default());
    };
    in_place(path, &bytes)?;
    let line = text.with("report-written", &[("path", &path.display().to_string())]);
    Ok(Answer {
        lines: vec![line],
        faults: Vec::new(),
    })
}

fn bytes(text: &Text, station: &Station, asked: &Report, output: Output) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    match (output, &asked.layout) {
        (Output::Table(Format::Ndjson), _) => {
            let report = disclosure::report(asked.leaves.level, station.issue(asked.day)?);
            serde_json::to_writer(&mut bytes, &Line::of(&report))
                .map_err(io::Error::from)
                .map_err(|error| Error::Store(error.into()))?;
            bytes.push(b'\n');
        }
        (Output::Table(Format::Csv), None) => figures(&station.issue(asked.day)?, &mut bytes),
        (Output::Table(Format::Csv), Some(_)) => bytes = FormFormat::Csv.bytes(&filled(text, station, asked)?)?,
        (Output::Table(Format::Xlsx), _) => bytes = FormFormat::Xlsx.bytes(&filled(text, station, asked)?)?,
        (Output::Pdf, _) => bytes = FormFormat::Pdf.bytes(&filled(text, station, asked)?)?,
        (Output::Fhir | Output::Dhis2, _) => return Err(Error::OnlyReadings),
    }
    Ok(bytes)
}

/// Every figure by its stable name, in one row.
fn figures(report: &Counted, bytes: &mut Vec<u8>) {
    let titles = ["date", "unit", "version", "signed", "zero"].into_iter();
    let titles: Vec<&str> = titles.chain(Figure::ALL.iter().map(|figure| figure.key())).collect();
    let mut row = vec![
        report.day.to_string(),
        quoted(&report.unit),
        report.version().to_string(),
        report.signature.is_some().to_string(),
        report.is_zero().to_string(),
    ];
    row.extend(
        Figure::ALL
            .iter()
            .map(|figure| number(report.figures.number(*figure), *figure).to_string()),
    );
    bytes.extend_from_slice([titles.join(","), row.join(",")].join("\r\n").as_bytes());
    bytes.extend_from_slice(b"\r\n");
}

/// A text as a cell of CSV; what a spreadsheet would take for a formula is a text there too.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// The layout that was asked for, the daily report without a name.
fn layout(scene: &Scene<'_>, asked: &Report) -> Result<Layout, Error> {
    let wanted = asked.layout.as_deref().unwrap_or("daily");
    let layouts = Layout::offered(scene.view.daybook.reports.layouts());
    let named = |layout: &Layout| layout.name == wanted || forms::title(scene, layout) == wanted;
    Ok(layouts.into_iter().find(named).ok_or(NotSigned::NoLayout)?)
}

fn filled(text: &Text, station: &Station, asked: &Report) -> Result<Form, Error> {
    let view = station.view()?;
    let scene = Scene {
        view: &view,
        text,
        now: station.now(),
    };
    let layout = layout(&scene, asked)?;
    let reports = station.issue_days(asked.day, layout.days())?;
    let form = forms::form(&scene, &layout, &reports).ok_or(NotSigned::NoLayout)?;
    Ok(leaving(text, form, &asked.leaves))
}

/// The form at its level. As everything left before there were levels, nothing is said where nothing was asked.
fn leaving(text: &Text, form: Form, leaves: &Leaves) -> Form {
    if leaves.level == Level::Full && leaves.purpose.is_empty() {
        return form;
    }
    form.leaving(leaves.level, &forms::leaves(text, leaves.level, &leaves.purpose))
}
