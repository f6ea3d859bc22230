//! Formulas that must not run, numbers that must stay numbers, and files that are whole or not there.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::*;

type Tested = Result<(), Box<dyn std::error::Error>>;

const PAYLOADS: [&str; 42] = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.invalid?\"&A1,\"点我\")",
    "=IMPORTXML(CONCAT(\"http://example.invalid\",A1),\"//a\")",
    "=WEBSERVICE(\"http://example.invalid\")",
    "=DDE(\"cmd\";\"/C calc\";\"1\")",
    "=SUM(A1:A9)",
    "=\"a\"",
    "==1",
    "='x'!A1",
    "=",
    "=\n1",
    "=1,2",
    "=1;2",
    "=@SUM(1)",
    "+1+1",
    "+cmd|' /C calc'!A0",
    "+86 13812345678",
    "++1",
    "+",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "-",
    "--1",
    "-A1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@A1",
    "@",
    "\t=1+1",
    "\tx",
    "\r=1+1",
    "\rx",
    "\n=1+1",
    "\0=1+1",
    " =1+1",
    "   @A1",
    "\u{3000}=1+1",
    "\u{feff}=1+1",
    "\u{200b}+1",
    "＝1+1",
    "＋1 －1",
    " ＠A1",
];

const HARMLESS: [&str; 8] = ["张双", "0231", "A=1", "3-412", "a@b.c", "", "'=1", "·=1"];

fn column(key: &'static str, title: &str) -> Column {
    Column {
        key,
        title: title.into(),
        width: 12.0,
    }
}

fn columns() -> Vec<Column> {
    vec![column("badge", "卡号"), column("celsius", "体温"), column("note", "备注")]
}

fn written(format: Format, columns: &[Column], rows: &[Vec<Cell<'_>>]) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new(format, Vec::new(), columns, "读数")?;
    for row in rows {
        writer.row(row)?;
    }
    writer.finish()
}

fn sheet(bytes: Vec<u8>) -> Result<Range<Data>, Box<dyn std::error::Error>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let name = book.sheet_names().into_iter().next().ok_or("no sheet")?;
    assert_eq!(name, "读数");
    let formulas = book.worksheet_formula(&name)?;
    assert_eq!(formulas.used_cells().count(), 0, "a formula");
    Ok(book.worksheet_range(&name)?)
}

#[test]
fn csv_says_its_encoding_and_quotes() -> Tested {
    let row = vec![
        Cell::Text("0231"),
        Cell::Number { value: 37.0, decimals: 1 },
        Cell::Text("他说\"好\", 走了\n回来"),
    ];
    let bytes = written(
        Format::Csv,
        &columns(),
        &[row, vec![Cell::Integer(-5), Cell::Number { value: -1.26, decimals: 1 }]],
    )?;
    let expected = "\u{feff}卡号,体温,备注\r\n0231,37.0,\"他说\"\"好\"\", 走了\n回来\"\r\n-5,-1.3,\r\n";
    assert_eq!(String::from_utf8(bytes)?, expected);
    Ok(())
}

#[test]
fn no_formula_in_csv() -> Tested {
    let rows: Vec<Vec<Cell<'_>>> = PAYLOADS
        .iter()
        .chain(&HARMLESS)
        .map(|text| vec![Cell::Text("x"), Cell::Empty, Cell::Text(text)])
        .collect();
    let bytes = written(Format::Csv, &columns(), &rows)?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let cells = reader.records().map(|record| Ok(record?.get(2).ok_or("no cell")?.to_owned()));
    let cells = cells.collect::<Result<Vec<String>, Box<dyn std::error::Error>>>()?;
    let expected: Vec<String> = PAYLOADS
        .iter()
        .map(|text| format!("'{text}"))
        .chain(HARMLESS.map(str::to_owned))
        .collect();
    assert_eq!(cells, expected);
    let titled = written(
        Format::Csv,
        &[column("a", "=1"), column("b", "乙")],
        &[vec![Cell::List(&["=1", "x"]), Cell::List(&["a", "b"])]],
    )?;
    assert_eq!(String::from_utf8(titled)?, "\u{feff}'=1,乙\r\n'=1;x,a;b\r\n");
    Ok(())
}

#[test]
fn no_formula_in_a_workbook() -> Tested {
    let rows: Vec<Vec<Cell<'_>>> = PAYLOADS
        .iter()
        .map(|text| vec![Cell::Text("x"), Cell::Empty, Cell::Text(text)])
        .collect();
    let range = sheet(written(Format::Xlsx, &columns(), &rows)?)?;
    assert_eq!(range.height(), PAYLOADS.len() + 1);
    for (cell, payload) in range.rows().skip(1).filter_map(|row| row.get(2)).zip(PAYLOADS) {
        let Data::String(text) = cell else {
            return Err(format!("{payload:?} became {cell:?}").into());
        };
        let bare = |text: &str| {
            text.replace(['\r', '\n', '\0', '\t'], "")
                .replace("_x0000_", "")
                .replace("_x000D_", "")
                .trim()
                .to_owned()
        };
        assert_eq!(bare(text), bare(payload));
    }
    Ok(())
}

#[test]
fn no_formula_on_the_clipboard() {
    for payload in PAYLOADS {
        let text = tsv(&["备注".into(), "x".into()], [[Cell::Text(payload), Cell::Integer(-1)]]);
        let flat = payload.replace(['\t', '\r', '\n', '\0'], " ");
        assert_eq!(text, format!("备注\tx\n'{flat}\t-1\n"));
    }
    let quoted = tsv(&["a".into()], [[Cell::Text("\"=1+1\"")], [Cell::Text("a\tb\r\nc")]]);
    assert_eq!(quoted, "a\n\"\"\"=1+1\"\"\"\na b  c\n");
}

#[test]
fn a_workbook_keeps_text_and_numbers_apart() -> Tested {
    let long = i64::from(i32::MAX) + 1;
    let rows = [
        vec![Cell::Text("0231"), Cell::Number { value: 36.5, decimals: 1 }, Cell::Bool(true)],
        vec![Cell::Text("520102199001011234"), Cell::Integer(214), Cell::Integer(long)],
        vec![
            Cell::Text("1E5"),
            Cell::Number {
                value: f64::NAN,
                decimals: 1,
            },
            Cell::List(&["a", "b"]),
            Cell::Text("beyond"),
        ],
    ];
    let range = sheet(written(Format::Xlsx, &columns(), &rows)?)?;
    let text = |text: &str| Data::String(text.into());
    let found: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    let expected = [
        vec![text("卡号"), text("体温"), text("备注")],
        vec![text("0231"), Data::Float(36.5), Data::Bool(true)],
        vec![text("520102199001011234"), Data::Float(214.0), text("2147483648")],
        vec![text("1E5"), Data::Empty, text("a;b")],
    ];
    assert_eq!(found, expected);
    Ok(())
}

#[test]
fn a_workbook_has_its_format_and_filter() -> Tested {
    let bytes = written(
        Format::Xlsx,
        &columns(),
        &[vec![Cell::Text("0231"), Cell::Number { value: 36.5, decimals: 1 }]],
    )?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut part = |name: &str| -> Result<String, Box<dyn std::error::Error>> { Ok(io::read_to_string(archive.by_name(name)?)?) };
    let (sheet, styles) = (part("xl/worksheets/sheet1.xml")?, part("xl/styles.xml")?);
    assert!(
        sheet.contains("<autoFilter ref=\"A1:C2\"/>") && sheet.contains("state=\"frozen\""),
        "{sheet}"
    );
    assert!(styles.contains("formatCode=\"0.0\"") && styles.contains("<b/>"), "{styles}");
    Ok(())
}

#[test]
fn names_a_sheet_may_not_have() -> Tested {
    let long = "𠮷".repeat(40);
    for name in ["", "'", "a/b:c*[d]?\\", long.as_str(), "\u{0}", "  'x' "] {
        let mut writer = Writer::new(Format::Xlsx, Vec::new(), &columns(), name)?;
        writer.row(&[Cell::Text("x")])?;
        assert!(writer.finish()?.starts_with(b"PK"), "{name}");
    }
    Ok(())
}

#[test]
fn what_a_sheet_cannot_hold() -> Tested {
    let mut book = Book::new(&columns(), "x")?;
    let long = "长".repeat(32_768);
    let refused = book.row([Cell::Text(long.as_str())].into_iter(), &mut String::new());
    assert_eq!(refused.map_err(|error| error.code()), Err("long-cell"));
    let halfway = book.row([Cell::Text("next")].into_iter(), &mut String::new());
    assert_eq!(halfway.map_err(|error| error.code()), Err("io"));
    let mut book = Book::new(&columns(), "x")?;
    book.jump_to(MAX_SHEET_ROWS - 1);
    book.row([Cell::Text("last")].into_iter(), &mut String::new())?;
    let refused = book.row([Cell::Text("one more")].into_iter(), &mut String::new());
    assert_eq!(refused.map_err(|error| error.code()), Err("too-many-rows"));
    Ok(())
}

#[test]
#[expect(clippy::panic, reason = "stands for the workbook's own panic on a full disk")]
fn no_room_for_rows_is_an_error() {
    let full = book::caught::<()>(|| std::panic::panic_any("no space left on device"));
    assert!(matches!(full, Err(WriteError::Io(error)) if error.kind() == io::ErrorKind::StorageFull));
}

#[test]
fn ndjson_has_the_keys_in_order() -> Tested {
    let row = vec![
        Cell::Text("02\"31\n"),
        Cell::Number { value: 37.0, decimals: 1 },
        Cell::List(&["fever", "=x"]),
    ];
    let bytes = written(
        Format::Ndjson,
        &columns(),
        &[
            row,
            vec![
                Cell::Bool(false),
                Cell::Number {
                    value: f64::INFINITY,
                    decimals: 1,
                },
            ],
        ],
    )?;
    let text = String::from_utf8(bytes)?;
    let expected =
        "{\"badge\":\"02\\\"31\\n\",\"celsius\":37.0,\"note\":[\"fever\",\"=x\"]}\n{\"badge\":false,\"celsius\":null,\"note\":null}\n";
    assert_eq!(text, expected);
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line)?;
    }
    for payload in PAYLOADS {
        let bytes = written(Format::Ndjson, &columns(), &[vec![Cell::Text(payload)]])?;
        let value: serde_json::Value = serde_json::from_slice(&bytes)?;
        assert_eq!(value.get("badge").and_then(|text| text.as_str()), Some(payload));
    }
    Ok(())
}

#[test]
fn numbers_with_their_decimals() {
    let cases = [
        (36.5, 1, "36.5"),
        (37.0, 1, "37.0"),
        (37.25, 1, "37.3"),
        (-1.26, 1, "-1.3"),
        (-0.04, 1, "0.0"),
        (0.05, 2, "0.05"),
        (0.0, 0, "0"),
        (1234.5, 0, "1235"),
        (0.000_001, 9, "0.000001"),
        (1e18, 1, "1000000000000000000.0"),
        (f64::NAN, 1, ""),
        (f64::NEG_INFINITY, 1, ""),
    ];
    for (value, decimals, expected) in cases {
        assert_eq!(text::plain(Cell::Number { value, decimals }, &mut String::new()), expected);
    }
    for value in [0, 7, -10, 1_000_000, i64::MAX, i64::MIN] {
        assert_eq!(text::plain(Cell::Integer(value), &mut String::new()), value.to_string());
    }
}

#[test]
fn formats_by_their_word() {
    for format in Format::ALL {
        assert_eq!(format.key().to_uppercase().parse(), Ok(format));
    }
    assert_eq!("pdf".parse::<Format>(), Err(UnknownFormat("pdf".into())));
}

#[test]
fn a_file_is_whole_or_not_there() -> Tested {
    let folder = tempfile::tempdir()?;
    let names = || -> io::Result<Vec<_>> { std::fs::read_dir(folder.path())?.map(|entry| Ok(entry?.file_name())).collect() };
    for format in Format::ALL {
        let path = folder.path().join("读数").with_extension(format.key());
        let stopped = to_file(&path, format, &columns(), "读数", |writer| {
            writer.row(&[Cell::Text("0231")])?;
            Err::<(), _>(WriteError::Io(io::ErrorKind::Interrupted.into()))
        });
        assert!(stopped.is_err() && names()?.is_empty(), "{format:?}");
        std::fs::write(&path, "yesterday")?;
        let rows = to_file(&path, format, &columns(), "读数", |writer| {
            writer.row(&[Cell::Text("0231")]).map(|()| 1)
        })?;
        assert_eq!((rows, names()?.len()), (1, 1));
        let bytes = std::fs::read(&path)?;
        assert!(bytes.len() > 9 && !bytes.starts_with(b"yesterday"));
        std::fs::remove_file(&path)?;
    }
    let nowhere = folder.path().join("none").join("x.csv");
    let refused = to_file(&nowhere, Format::Csv, &columns(), "", |_| Ok::<(), WriteError>(()));
    assert_eq!(refused.map_err(|error| error.code()), Err("io"));
    Ok(())
}

#[test]
fn a_veil_hides_and_a_second_sheet_says_what_it_is_for() -> Result<(), Box<dyn std::error::Error>> {
    let column = |key| Column {
        key,
        title: key.to_owned(),
        width: 10.0,
    };
    let columns = ["name", "phone", "celsius", "symptoms"].map(column);
    let cells = [
        Cell::Text("张双"),
        Cell::Text("13812340000"),
        Cell::Number { value: 36.5, decimals: 1 },
        Cell::List(&["头晕得厉害"]),
    ];
    let tells = vec![Tells::Name, Tells::Phone, Tells::Nothing, Tells::Symptom];
    let mut writer = Writer::new(Format::Ndjson, Vec::new(), &columns, "people")?;
    writer.veil(Level::Masked, tells.clone());
    writer.row(&cells)?;
    let line = String::from_utf8(writer.finish()?)?;
    assert_eq!(
        line,
        "{\"name\":\"张＊\",\"phone\":\"138****0000\",\"celsius\":36.5,\"symptoms\":[\"＊\"]}\n"
    );
    let mut writer = Writer::new(Format::Xlsx, Cursor::new(Vec::new()), &columns, "people")?;
    writer.veil(Level::Full, tells);
    writer.about("说明", &[["用途".into(), "=1+1".into()]]);
    writer.row(&cells)?;
    let mut book = Xlsx::new(writer.finish()?)?;
    assert_eq!(book.sheet_names(), ["people", "说明"]);
    let people = book.worksheet_range("people")?;
    assert_eq!(people.get_value((1, 0)), Some(&Data::String("张双".into())));
    let about = book.worksheet_range("说明")?;
    assert_eq!(about.get_value((0, 1)), Some(&Data::String("=1+1".into())), "a text, no formula");
    Ok(())
}
