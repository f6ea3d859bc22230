//! Sheets as they arrive.

use std::io::Write as _;

use encoding_rs::{BIG5, GB18030};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::*;

type Checked = Result<(), Box<dyn std::error::Error>>;

fn read_all(content: Vec<u8>) -> Result<Sheet, SheetError> {
    read_bytes(content, &|_, _| {}, &|| false)
}

fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
    sheet
        .rows
        .iter()
        .map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn csv_in_every_encoding_and_delimiter() -> Checked {
    let simplified = "工号,姓名,部门\n0231,张双,采矿一队\n0232,尉迟恭,选矿车间\n";
    let traditional = "工號,姓名,部門\n0231,張雙,採礦一隊\n0232,尉遲恭,選礦車間\n";
    let files = [
        (simplified, simplified.as_bytes().to_vec()),
        (simplified, [b"\xef\xbb\xbf", simplified.as_bytes()].concat()),
        (simplified, GB18030.encode(simplified).0.into_owned()),
        (traditional, BIG5.encode(traditional).0.into_owned()),
        (simplified, simplified.replace(',', ";").into_bytes()),
        (simplified, simplified.replace(',', "\t").into_bytes()),
        (
            simplified,
            [0xff, 0xfe]
                .into_iter()
                .chain(simplified.encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
        ),
    ];
    for (at, (text, bytes)) in files.into_iter().enumerate() {
        let sheet = read_all(bytes)?;
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!(sheet.headers, lines[0], "file {at}");
        assert_eq!(cells(&sheet), [(2, lines[1].clone()), (3, lines[2].clone())], "file {at}");
    }
    Ok(())
}

#[test]
fn a_workbook_with_a_title_a_formula_a_date_and_a_far_cell() -> Checked {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.merge_range(0, 0, 0, 3, "返厂人员名册", &Format::new())?;
    for (column, title) in (0u16..).zip(["工号", "姓名", "返厂日期", "天数"]) {
        page.write(2, column, title)?;
    }
    page.write(3, 0, 231)?;
    page.write(3, 1, "张双")?;
    page.write_with_format(
        3,
        2,
        &ExcelDateTime::from_ymd(2020, 2, 7)?,
        &Format::new().set_num_format("yyyy-mm-dd"),
    )?;
    page.write_formula(3, 3, Formula::new("=7*2").set_result("14"))?;
    page.write(1_000_000, 1, "李敏")?;
    let sheet = read_all(book.save_to_buffer()?)?;
    assert_eq!(sheet.headers, ["工号", "姓名", "返厂日期", "天数"]);
    assert_eq!(
        cells(&sheet),
        [(4, vec!["231", "张双", "2020-02-07", "14"]), (1_000_001, vec!["", "李敏", "", ""])]
    );
    Ok(())
}

#[test]
fn what_is_no_sheet_is_refused_by_its_bytes() -> Checked {
    let mut bomb = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for name in ["[Content_Types].xml", "xl/worksheets/sheet1.xml"] {
        bomb.start_file(name, SimpleFileOptions::default())?;
        bomb.write_all(&vec![b' '; 8 * 1024 * 1024])?;
    }
    let wide = [vec!["a"; 80].join(","), vec!["1"; 80].join(",")].join("\n");
    for (content, code) in [
        (Vec::new(), "empty"),
        (b"\n\n , \n".to_vec(), "empty"),
        (bomb.finish()?.into_inner(), "bomb"),
        (b"PK\x03\x04 but not a zip".to_vec(), "broken"),
        (b"%PDF-1.4 \n".to_vec(), "not-a-sheet"),
        (b"<html><table>".to_vec(), "not-a-sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "old-excel"),
        (wide.into_bytes(), "too-many-columns"),
        ("a,b\n".repeat(MAX_ROWS + 1).into_bytes(), "too-many-rows"),
    ] {
        assert_eq!(read_all(content).err().map(|error| error.code()), Some(code));
    }
    Ok(())
}

#[test]
fn a_hundred_thousand_rows_and_a_change_of_mind() -> Checked {
    let rows: Vec<String> = (0..100_000).map(|row| format!("{row:06},张双")).collect();
    let text = format!("工号,姓名\n{}", rows.join("\n")).into_bytes();
    assert_eq!(read_all(text.clone())?.rows.len(), 100_000);
    assert!(matches!(read_bytes(text, &|_, _| {}, &|| true), Err(SheetError::Cancelled)));
    Ok(())
}
