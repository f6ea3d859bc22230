//! XLSX, cell by cell: a cell far away costs nothing, and a formula is the value it had when the file was saved.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};

use super::{Gathered, Sheet, SheetError, Watch, cell, column_allowed, guard};

pub(super) fn read(content: Vec<u8>, watch: &Watch<'_>) -> Result<Sheet, SheetError> {
    guard::check(&content, watch)?;
    // The library counts without looking whether it counts too far; a file that it stumbles over is a broken one.
    let read = AssertUnwindSafe(|| read_book(content, watch));
    catch_unwind(read).unwrap_or_else(|_stumbled| Err(SheetError::Broken("cells that cannot be".to_owned())))
}

fn read_book(content: Vec<u8>, watch: &Watch<'_>) -> Result<Sheet, SheetError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(|error| broken(&error))?;
    for name in book.sheet_names() {
        if let Some(sheet) = read_sheet(&mut book, name, watch)? {
            return Ok(sheet);
        }
    }
    Err(SheetError::Empty)
}

fn read_sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: String, watch: &Watch<'_>) -> Result<Option<Sheet>, SheetError> {
    let mut reader = book.worksheet_cells_reader(&name).map_err(|error| broken(&error))?;
    let (mut gathered, mut number, mut cells) = (Gathered::default(), 0, Vec::new());
    while let Some(found) = reader.next_cell().map_err(|error| broken(&error))? {
        let (row, column) = found.get_position();
        if row + 1 != number {
            gathered.push(number, std::mem::take(&mut cells))?;
            number = row + 1;
            watch.step(u64::from(number), u64::from(number.saturating_add(1)))?;
        }
        let text = cell(&shown(found.get_value()), number)?;
        if !text.is_empty() {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            column_allowed(column)?;
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
    }
    gathered.push(number, cells)?;
    Ok(gathered.into_sheet(name))
}

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(at) => date(at),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn date(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

fn broken(error: &calamine::XlsxError) -> SheetError {
    if matches!(error, calamine::XlsxError::Password) {
        SheetError::Encrypted
    } else {
        SheetError::Broken(error.to_string())
    }
}
