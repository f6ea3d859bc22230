//! The report command: the same bytes each time, workbooks that read back, pages that other programs read.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

use super::Tested;

/// The exit status, what was written out, and what was said.
type Answer = (Option<i32>, Vec<u8>, String);

fn report(folder: &Path, words: &[&str]) -> Result<Answer, Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_gatehouse"))
        .arg("--data")
        .arg(folder)
        .args(words)
        .output()?;
    Ok((output.status.code(), output.stdout, String::from_utf8(output.stderr)?))
}

/// An invented plant of ten days whose first days are signed.
fn plant() -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let words = ["demo", "--people", "120", "--days", "10", "--until", "2020-02-14"];
    assert_eq!(report(folder.path(), &words)?.0, Some(0));
    Ok(folder)
}

#[test]
fn a_signed_report_has_the_same_bytes_each_time_in_every_format() -> Tested {
    let folder = plant()?;
    for words in [
        ["report", "2020-02-06", "--format", "ndjson"],
        ["report", "2020-02-06", "--format", "csv"],
        ["report", "2020-02-06", "--format", "xlsx"],
        ["report", "2020-02-06", "--format", "pdf"],
    ] {
        let (status, once, err) = report(folder.path(), &words)?;
        assert_eq!((status, err.as_str()), (Some(0), ""), "{words:?}");
        assert!(!once.is_empty());
        assert_eq!(once, report(folder.path(), &words)?.1, "{words:?}");
    }
    Ok(())
}

#[test]
fn the_workbook_is_a_form_with_the_figures() -> Tested {
    let folder = plant()?;
    let (_, line, _) = report(folder.path(), &["report", "2020-02-06", "--format", "ndjson"])?;
    let line: serde_json::Value = serde_json::from_slice(&line)?;
    let (_, bytes, _) = report(folder.path(), &["report", "2020-02-06", "--format", "xlsx"])?;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone()))?;
    let sheet = workbook.worksheet_range_at(0).ok_or("a sheet")??;
    let at = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(at(0, 0), "疫情防控日报表");
    assert!(at(1, 0).contains("填报单位：") && at(1, 0).contains("2020-02-06"));
    assert_eq!([at(2, 1), at(3, 1), at(3, 2)], ["职工情况", "在册职工", "在岗"]);
    assert_eq!(at(4, 1), line["figures"]["roster"].to_string());
    assert_eq!(at(4, 2), line["figures"]["on_duty"].to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let (mut names, mut page) = (String::new(), String::new());
    archive.by_name("xl/workbook.xml")?.read_to_string(&mut names)?;
    archive.by_name("xl/worksheets/sheet1.xml")?.read_to_string(&mut page)?;
    assert!(names.contains("_xlnm.Print_Area") && names.contains("_xlnm.Print_Titles"));
    assert!(
        page.contains("orientation=\"landscape\"") && page.contains("fitToHeight=\"0\""),
        "{page}"
    );
    Ok(())
}

#[test]
fn another_program_reads_the_pages() -> Tested {
    let folder = plant()?;
    let path = folder.path().join("report.pdf");
    let words = ["report", "2020-02-06", "--format", "pdf", "--out", path.to_str().ok_or("path")?];
    assert_eq!(report(folder.path(), &words)?.0, Some(0));
    let output = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output()?;
    // Where a space is narrow, the other program leaves it out.
    let said = String::from_utf8(output.stdout)?.replace(' ', "");
    for word in ["疫情防控日报表", "填报单位", "2020-02-06", "周敏", "吴德明", "1/1", "记录第"] {
        assert!(said.contains(word), "{word} in {said}");
    }
    Ok(())
}

#[test]
fn layouts_are_asked_for_by_name_and_a_pdf_is_of_a_report_only() -> Tested {
    let folder = plant()?;
    let (status, csv, _) = report(folder.path(), &["report", "2020-02-10", "--layout", "temperature"])?;
    let csv = String::from_utf8(csv)?;
    assert_eq!(status, Some(0));
    assert_eq!(
        csv.lines().count(),
        8,
        "a title, six days since the station was opened, a sum: {csv}"
    );
    assert!(csv.contains("进厂人次") && csv.contains("合计"));
    let (status, _, err) = report(folder.path(), &["report", "2020-02-10", "--layout", "nothing", "--format", "xlsx"])?;
    assert_eq!((status, err.lines().count()), (Some(2), 1));
    let (status, _, err) = report(folder.path(), &["export", "people", "--format", "pdf"])?;
    assert_eq!((status, err.lines().count()), (Some(2), 1));
    Ok(())
}
