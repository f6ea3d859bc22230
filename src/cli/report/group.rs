//! `report D --group`: the consolidated report of headquarters, a line for every unit and one for their sum.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::{Output, Report};
use crate::domain::day::Day;
use crate::domain::group::UnitId;
use crate::domain::group::consolidated::{Consolidated, UnitReport};
use crate::domain::layout::Layout;
use crate::domain::report::{Figure, NotSigned, Numbers};
use crate::station::out::Format;
use crate::station::{Error, FormFormat, Station};
use crate::ui::text::Text;
use crate::ui::{Scene, forms};

/// A unit as a line of JSON; its names are a contract.
#[derive(Serialize)]
struct Line<'a> {
    date: Day,
    site: &'a str,
    unit: &'a str,
    region: Option<String>,
    status: &'static str,
    version: Option<u32>,
    zero: Option<bool>,
    number: Option<u32>,
    sha256: Option<&'a str>,
    figures: Option<BTreeMap<&'static str, serde_json::Number>>,
}

/// The sum as the last line.
#[derive(Serialize)]
struct Whole<'a> {
    date: Day,
    status: &'static str,
    units: usize,
    of: usize,
    not_in_sum: &'a [UnitId],
    /// `null` where no unit is in the sum.
    figures: Option<BTreeMap<&'static str, serde_json::Number>>,
    head: &'a crate::domain::report::Head,
}

/// What the status of the last line is: no unit's.
const TOTAL: &str = "total";

impl<'a> Line<'a> {
    fn of(day: Day, unit: &'a UnitReport) -> Self {
        let report = unit.report.as_ref();
        let signature = report.and_then(|report| report.signature.as_ref());
        Self {
            date: day,
            site: &unit.line.unit.site,
            unit: unit.line.unit.name(),
            region: unit.line.region.map(|region| region.to_string()),
            status: unit.line.status.key(),
            version: signature.map(|signature| signature.version),
            zero: signature.map(|signature| signature.zero),
            number: signature.map(|signature| signature.number),
            sha256: report.map(|_| unit.sha256.as_str()),
            figures: unit.line.numbers.as_ref().map(named),
        }
    }
}

fn named(numbers: &Numbers) -> BTreeMap<&'static str, serde_json::Number> {
    let figures = Figure::ALL.iter();
    figures
        .map(|figure| (figure.key(), super::number(numbers.get(*figure), *figure)))
        .collect()
}

/// The consolidated report of a day as the bytes of a file.
pub(super) fn bytes(text: &Text, station: &Station, asked: &Report, output: Output) -> Result<Vec<u8>, Error> {
    let all = station.consolidated(asked.day)?;
    match (output, &asked.layout) {
        (Output::Table(Format::Ndjson), _) => ndjson(&all),
        (Output::Table(Format::Csv), None) => Ok(csv(&all)),
        (Output::Table(Format::Csv), Some(_)) => filled(text, station, asked, &all, FormFormat::Csv),
        (Output::Table(Format::Xlsx), _) => filled(text, station, asked, &all, FormFormat::Xlsx),
        (Output::Pdf, _) => filled(text, station, asked, &all, FormFormat::Pdf),
        (Output::Fhir | Output::Dhis2, _) => Err(Error::OnlyReadings),
    }
}

fn ndjson(all: &Consolidated) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for unit in &all.units {
        put(&mut bytes, &Line::of(all.sums.day, unit))?;
    }
    let total = &all.sums.total;
    put(
        &mut bytes,
        &Whole {
            date: all.sums.day,
            status: TOTAL,
            units: total.counted.len(),
            of: total.of(),
            not_in_sum: &total.absent,
            figures: total.known().map(named),
            head: &all.head,
        },
    )?;
    Ok(bytes)
}

fn put(bytes: &mut Vec<u8>, line: &impl Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *bytes, line)
        .map_err(io::Error::from)
        .map_err(|error| Error::Store(error.into()))?;
    bytes.push(b'\n');
    Ok(())
}

/// Every figure by its stable name, a row for every unit; what was not sent is empty, and no zero.
fn csv(all: &Consolidated) -> Vec<u8> {
    let titles = ["date", "site", "unit", "region", "status", "version", "zero"].into_iter();
    let titles: Vec<&str> = titles.chain(Figure::ALL.iter().map(|figure| figure.key())).collect();
    let mut rows = vec![titles.join(",")];
    for unit in &all.units {
        let line = Line::of(all.sums.day, unit);
        let facts = [
            line.date.to_string(),
            super::quoted(line.site),
            super::quoted(line.unit),
            line.region.unwrap_or_default(),
            line.status.to_owned(),
            line.version.map(|version| version.to_string()).unwrap_or_default(),
            line.zero.map(|zero| zero.to_string()).unwrap_or_default(),
        ];
        rows.push(row(facts, unit.line.numbers.as_ref()));
    }
    let mut facts: [String; 7] = Default::default();
    facts[0] = all.sums.day.to_string();
    TOTAL.clone_into(&mut facts[4]);
    rows.push(row(facts, all.sums.total.known()));
    let mut bytes = rows.join("\r\n").into_bytes();
    bytes.extend_from_slice(b"\r\n");
    bytes
}

fn row(facts: [String; 7], numbers: Option<&Numbers>) -> String {
    let figure = |figure: &Figure| numbers.map(|numbers| super::number(numbers.get(*figure), *figure).to_string());
    let figures = Figure::ALL.iter().map(|of| figure(of).unwrap_or_default());
    facts.into_iter().chain(figures).collect::<Vec<_>>().join(",")
}

fn filled(text: &Text, station: &Station, asked: &Report, all: &Consolidated, format: FormFormat) -> Result<Vec<u8>, Error> {
    let view = station.view()?;
    let scene = Scene {
        view: &view,
        text,
        now: all.at,
    };
    let layout: Layout = super::layout(&scene, asked)?;
    let form = forms::group_form(&scene, &layout, all).ok_or(NotSigned::PeopleLayout)?;
    format.bytes(&super::leaving(text, form, &asked.leaves))
}
