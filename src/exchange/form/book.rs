//! A form as a workbook that prints as one: merged titles, borders, the table's head on every page.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{Form, Value};
use crate::exchange::write::{WriteError, caught, failure};

/// A4 by its number in workbooks.
const A4: u8 = 9;

struct Formats {
    title: Format,
    plain: Format,
    head: Format,
    text: Format,
    number: Format,
    percent: Format,
}

impl Formats {
    fn new() -> Self {
        let centred = || Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let bordered = |format: Format| format.set_border(FormatBorder::Thin);
        let left = || Format::new().set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter);
        Self {
            title: centred().set_bold().set_font_size(18),
            plain: left().set_text_wrap(),
            head: bordered(centred().set_bold().set_text_wrap()),
            text: bordered(left().set_text_wrap().set_num_format("@")),
            number: bordered(centred().set_num_format("0")),
            percent: bordered(centred().set_num_format("0.0%")),
        }
    }
}

/// Writes the form as a workbook.
pub fn book(form: &Form, out: impl Write + Send) -> Result<(), WriteError> {
    let made = || -> Result<Workbook, XlsxError> {
        let mut workbook = Workbook::new();
        let at = ExcelDateTime::from_timestamp(form.at.0.div_euclid(1000))?;
        let properties = DocProperties::new().set_title(form.title.as_str()).set_creation_datetime(&at);
        workbook.set_properties(&properties);
        fill(workbook.add_worksheet(), form)?;
        Ok(workbook)
    };
    caught(|| {
        let mut workbook = made().map_err(|error| failure(error, 1))?;
        workbook.save_to_writer(out).map_err(|error| failure(error, 1))
    })
}

fn fill(sheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let last = u16::try_from(form.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (at, column) in (0_u16..).zip(&form.columns) {
        sheet.set_column_width(at, column.width.max(2))?;
    }
    let mut row = titles(sheet, form, &formats, last)?;
    let head = row;
    row = header(sheet, form, &formats, row)?;
    sheet.set_repeat_rows(head, row - 1)?;
    sheet.set_freeze_panes(row, 0)?;
    for values in form.lines() {
        for (at, value) in (0_u16..).zip(values) {
            cell(sheet, (row, at), value, form, &formats)?;
        }
        row += 1;
    }
    row = below(sheet, form, &formats, (row, last))?;
    page(sheet, form, (row - 1, last))
}

fn titles(sheet: &mut Worksheet, form: &Form, formats: &Formats, last: u16) -> Result<u32, XlsxError> {
    let mut row = 0;
    across(sheet, row, last, &form.title, &formats.title)?;
    sheet.set_row_height(row, 30)?;
    row += 1;
    let facts: Vec<String> = form.facts.iter().map(|(name, value)| [name.as_str(), value].concat()).collect();
    for line in [form.subtitle.clone(), facts.join("    ")] {
        if !line.is_empty() {
            across(sheet, row, last, &line, &formats.plain)?;
            sheet.set_row_height(row, 20)?;
            row += 1;
        }
    }
    Ok(row)
}

/// The titles of the columns, and those of their groups above them.
fn header(sheet: &mut Worksheet, form: &Form, formats: &Formats, row: u32) -> Result<u32, XlsxError> {
    let titled = if form.has_groups() { row + 1 } else { row };
    for (first, count, group) in form.groups() {
        let (from, to) = (column(first), column(first + count - 1));
        let title = form.columns.get(first).map_or("", |column| &column.title);
        match (group.is_empty(), titled > row) {
            (true, true) => {
                sheet.merge_range(row, from, titled, to, title, &formats.head)?;
                continue;
            }
            (false, _) if from < to => {
                sheet.merge_range(row, from, row, to, group, &formats.head)?;
            }
            (false, _) => {
                sheet.write_string_with_format(row, from, group, &formats.head)?;
            }
            (true, false) => {}
        }
        for (at, column) in (from..=to).zip(form.columns.iter().skip(first)) {
            sheet.write_string_with_format(titled, at, column.title.as_str(), &formats.head)?;
        }
    }
    if titled > row {
        sheet.set_row_height(row, 20)?;
    }
    sheet.set_row_height(titled, 36)?;
    Ok(titled + 1)
}

fn cell(sheet: &mut Worksheet, (row, at): (u32, u16), value: &Value, form: &Form, formats: &Formats) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) => sheet.write_string_with_format(row, at, text.as_str(), &formats.text)?,
        Value::Integer(number) => match i32::try_from(*number) {
            Ok(number) => sheet.write_number_with_format(row, at, number, &formats.number)?,
            Err(_) => sheet.write_string_with_format(row, at, number.to_string(), &formats.text)?,
        },
        Value::Percent(part) => {
            let part = u32::try_from(*part).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, at, f64::from(part) / 10_000.0, &formats.percent)?
        }
        Value::Empty => {
            let number = form.columns.get(usize::from(at)).is_some_and(|column| column.number);
            sheet.write_blank(row, at, if number { &formats.number } else { &formats.text })?
        }
    };
    Ok(())
}

/// Remarks, and the lines to sign on.
fn below(sheet: &mut Worksheet, form: &Form, formats: &Formats, (mut row, last): (u32, u16)) -> Result<u32, XlsxError> {
    for (name, value) in &form.remarks {
        let said = [name.as_str(), value].concat();
        across(sheet, row, last, &said, &formats.plain)?;
        let lines = u32::try_from(said.chars().count()).unwrap_or(1) * 2 / form.width().max(1) + 1;
        sheet.set_row_height(row, 18 * lines.min(20))?;
        row += 1;
    }
    let signature = |(name, signed): &(String, String)| {
        let line = if signed.is_empty() { "______________" } else { signed };
        [name.as_str(), line].concat()
    };
    let signatures: Vec<String> = form.signatures.iter().map(signature).collect();
    if !signatures.is_empty() {
        row += 1;
        across(sheet, row, last, &signatures.join("        "), &formats.plain)?;
        sheet.set_row_height(row, 30)?;
        row += 1;
    }
    Ok(row)
}

/// How it prints: on A4, no wider than a page, from the first cell to the last signature.
fn page(sheet: &mut Worksheet, form: &Form, (row, last): (u32, u16)) -> Result<(), XlsxError> {
    if form.is_wide() {
        sheet.set_landscape();
    }
    sheet
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_screen_gridlines(false);
    // An ampersand begins a command there.
    sheet.set_footer(format!("&L{}&R&P / &N", form.foot.replace('&', "&&")));
    sheet.set_print_area(0, 0, row, last)?;
    Ok(())
}

fn across(sheet: &mut Worksheet, row: u32, last: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if last == 0 {
        sheet.write_string_with_format(row, 0, text, format)?;
    } else {
        sheet.merge_range(row, 0, row, last, text, format)?;
    }
    Ok(())
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

    use super::super::tests::form;
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn bytes(form: &Form) -> Result<Vec<u8>, WriteError> {
        let mut out = Cursor::new(Vec::new());
        book(form, &mut out)?;
        Ok(out.into_inner())
    }

    #[test]
    fn it_reads_back_as_it_was_filled_in() -> Checked {
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes(&form(3))?))?;
        let sheet = workbook.worksheet_range_at(0).ok_or("a sheet")??;
        let at = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
        assert_eq!(at(0, 0), "疫情防控日报表");
        assert_eq!(at(2, 0), "填报单位：能矿锰业    日期：2020-02-07");
        assert_eq!([at(3, 0), at(3, 1), at(3, 3)], ["日期", "人员情况", "健康情况"]);
        assert_eq!([at(4, 1), at(4, 4)], ["在册职工", "测温覆盖率"]);
        assert_eq!([at(5, 0), at(5, 1), at(5, 4)], ["2020-02-01", "1200", "0.9583"]);
        assert_eq!([at(8, 0), at(8, 2)], ["合计", "3"]);
        assert_eq!(at(9, 0), "异常情况：无");
        assert!(at(11, 0).contains("填报人：周敏") && at(11, 0).contains("审核人：____"));
        Ok(())
    }

    #[test]
    fn it_prints_as_a_form_and_is_the_same_each_time() -> Checked {
        let form = form(40);
        let written = bytes(&form)?;
        assert_eq!(written, bytes(&form)?);
        let mut archive = zip::ZipArchive::new(Cursor::new(written))?;
        let mut part = |name: &str| -> Result<String, Box<dyn std::error::Error>> {
            let mut text = String::new();
            archive.by_name(name)?.read_to_string(&mut text)?;
            Ok(text)
        };
        let workbook = part("xl/workbook.xml")?;
        assert!(workbook.contains("Sheet1!$A$1:$E$49</definedName>"), "{workbook}");
        assert!(workbook.contains("Sheet1!$4:$5</definedName>"), "{workbook}");
        let sheet = part("xl/worksheets/sheet1.xml")?;
        assert!(sheet.contains("<mergeCell ref=\"A1:E1\"/>") && sheet.contains("<mergeCell ref=\"A4:A5\"/>"));
        assert!(sheet.contains("<mergeCell ref=\"B4:C4\"/>") && sheet.contains("fitToHeight=\"0\""));
        assert!(part("docProps/core.xml")?.contains("2020-02-07T08:00:00Z"));
        Ok(())
    }
}
