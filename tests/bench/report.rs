//! The report of a day among three million readings, and a form of 100,000 rows as a workbook against the bare library.

use std::io::{Cursor, Write};
use std::time::Instant;

use gatehouse::domain::day::Day;
use gatehouse::domain::report::Figure;
use gatehouse::exchange::form::{Form, FormColumn, Value, book};
use gatehouse::station::{Station, SystemClock};
use rust_xlsxwriter::{Format, FormatBorder, Workbook};

use crate::plant::Plant;
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 10_000;
const READINGS: usize = 3_000_000;
const ROWS: u32 = 100_000;
const COLUMNS: u16 = 11;
const ROUNDS: usize = 7;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    counted(out)?;
    written(out)
}

fn counted(out: &mut dyn Write) -> Result<(), Fault> {
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    plant.measure(READINGS)?;
    drop(plant);
    let station = Station::open(folder.path(), Box::new(SystemClock))?;
    let day = Day::new(2020, 2, 20).ok_or("a day")?;
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let report = station.report(day)?;
        times.take(started.elapsed());
        if report.figures.number(Figure::Readings) == 0 {
            return Err("nothing was counted".into());
        }
    }
    writeln!(out, "{}", times.line("the report of a day"))?;
    writeln!(
        out,
        "{}",
        verdict("the report among 3,000,000 readings", times.median(), 100.0, " ms")
    )?;
    Ok(())
}

fn written(out: &mut dyn Write) -> Result<(), Fault> {
    let form = form();
    let (mut ours, mut bare) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let mut bytes = Cursor::new(Vec::new());
        book(&form, &mut bytes)?;
        ours.take(started.elapsed());
        let started = Instant::now();
        plain(&form)?;
        bare.take(started.elapsed());
    }
    writeln!(out, "{}", ours.line("a form of 100,000 rows"))?;
    writeln!(out, "{}", bare.line("the same cells by the library"))?;
    writeln!(
        out,
        "{}",
        verdict("a form against the bare library", ours.median() / bare.median(), 1.1, "x")
    )?;
    Ok(())
}

fn form() -> Form {
    let column = |number: u16| FormColumn {
        title: format!("栏目 {number}"),
        group: String::new(),
        width: 12,
        number: number == 0,
        ..FormColumn::default()
    };
    let row = |row: u32| {
        let mut cells = vec![Value::Integer(i64::from(row))];
        cells.extend((1..COLUMNS).map(|column| Value::Text(format!("采矿一队 {row} {column}"))));
        cells
    };
    Form {
        title: "名册".into(),
        columns: (0..COLUMNS).map(column).collect(),
        rows: (0..ROWS).map(row).collect(),
        ..Form::default()
    }
}

/// Only the cells, with the borders that a form has.
fn plain(form: &Form) -> Result<Vec<u8>, Fault> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = Format::new().set_border(FormatBorder::Thin);
    for (row, values) in (0_u32..).zip(&form.rows) {
        for (column, value) in (0_u16..).zip(values) {
            match value {
                Value::Integer(number) => sheet.write_number_with_format(row, column, i32::try_from(*number)?, &format)?,
                Value::Text(text) => sheet.write_string_with_format(row, column, text.as_str(), &format)?,
                Value::Empty | Value::Percent(_) => sheet.write_blank(row, column, &format)?,
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}
