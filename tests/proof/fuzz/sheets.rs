//! Sheets: rosters, questionnaires, readings, plans and stock, as CSV and as XLSX, read and judged as an import would.

use std::io::{Cursor, Read as _, Write as _};

use gatehouse::station::Station;
use gatehouse::station::StockField;
use gatehouse::station::bring::{Brought, Meaning};
use gatehouse::station::bring_duty::DutySheet;
use gatehouse::station::bring_readings::Measurements;
use gatehouse::station::bring_returns::Questionnaire;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Made, Reader, Target, mutate};
use crate::Tested;
use crate::plant::{MORNING, clock, found};
use crate::seeded::Seeded;

const SHEETS: [&str; 5] = [
    "工号,姓名,身份证号,部门,手机,类别\nN0231,张双,11010519491231002X,采矿一队,13800138000,职工\n0232,李敏,,选矿,,访客\n",
    "姓名,工号,手机,返厂日期,离开地,行程,交通工具,是否接触,是否不适\n张双,N0231,13800138000,2020-02-07,湖北武汉,1.20-2.4 武汉,K1234,否,否\n李敏,0232,,2.6,浙江温州,,自驾,是,咳嗽\n",
    "日期,时间,工号,姓名,体温,方式\n2020-02-07,08:01,0231,张双,36.5,额温\n2.7,8:05,0232,李敏,37.6,腋温\n",
    "姓名,工号,2.7,2.8,2.9\n张双,0231,早,中,休\n李敏,0232,晚,早,早\n",
    "物资,单位,数量,最低库存\n一次性口罩,只,19200,5000\n84 消毒液,瓶,120,20\n",
];

/// A workbook with the same cells.
fn workbook(csv: &str) -> Made<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(csv.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number)?,
                Err(_) => sheet.write_string(row, column, cell)?,
            };
        }
    }
    Ok(book.save_to_buffer()?)
}

/// Changes a part of a workbook and packs it again, so that the change is read. Sometimes the file itself.
fn repacked(input: &[u8], chance: &mut Seeded) -> Vec<u8> {
    if chance.below(6) == 0 {
        return mutate::bytes(input, chance);
    }
    let which = chance.below(12);
    let mut number = 0;
    let changed = repack(input, &mut |name, content| {
        number += 1;
        let is_data = name.contains("sheet1") || name.contains("sharedStrings");
        if number == which || (is_data && chance.below(2) == 0) {
            mutate::text(&content, chance)
        } else {
            content
        }
    });
    changed.unwrap_or_else(|_| input.to_vec())
}

/// Packs a workbook again, each part of it as `change` makes it.
fn repack(input: &[u8], change: &mut dyn FnMut(&str, Vec<u8>) -> Vec<u8>) -> Made<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(input))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..from.len() {
        let mut member = from.by_index(number)?;
        let mut content = Vec::new();
        member.read_to_end(&mut content)?;
        let name = member.name()?.into_owned();
        let content = change(&name, content);
        to.start_file(name, SimpleFileOptions::default())?;
        to.write_all(&content)?;
    }
    Ok(to.finish()?.into_inner())
}

#[test]
fn a_cell_called_by_forty_letters_is_a_broken_workbook() -> Tested {
    let renamed = repack(&workbook(SHEETS[0])?, &mut |_, content| {
        let text = String::from_utf8_lossy(&content).replace("r=\"A1\"", &format!("r=\"{}1\"", "Z".repeat(40)));
        text.into_bytes()
    })?;
    let refused = gatehouse::exchange::sheet::read_bytes(renamed, &|_, _| {}, &|| false).err();
    let codes = ["broken", "too-many-columns"];
    assert!(refused.as_ref().is_some_and(|error| codes.contains(&error.code())), "{refused:?}");
    Ok(())
}

fn brought<F: Meaning>(path: &std::path::Path, judge: &dyn Fn(&Brought<F>)) {
    if let Ok(brought) = Brought::<F>::read(path, &|_, _| {}, &|| false) {
        for column in 0..brought.headers().len() {
            brought.example(column);
        }
        judge(&brought);
    }
}

/// Whatever a file is, somebody picks it for each of the imports.
fn reader(ending: &'static str) -> Made<Reader> {
    let folder = tempfile::tempdir()?;
    found(folder.path(), "南门", 3)?;
    let station = Station::open(folder.path(), clock(MORNING.plus_minutes(1)))?;
    let path = folder.path().join(format!("in.{ending}"));
    Ok(Box::new(move |input| {
        // It lives as long as the reader does.
        let _folder = &folder;
        if std::fs::write(&path, input).is_err() {
            return;
        }
        brought(&path, &|sheet| drop(station.preview(sheet)));
        brought(&path, &|sheet: &Questionnaire| drop(station.preview_returns(sheet)));
        brought(&path, &|sheet: &Measurements| drop(station.preview_readings(sheet)));
        brought(&path, &|sheet: &DutySheet| drop(station.preview_duty(sheet)));
        brought::<StockField>(&path, &|sheet| drop(station.preview_stock(sheet)));
    }))
}

#[test]
fn as_csv() -> Tested {
    let target = Target {
        name: "sheets as CSV, read by all five imports",
        short: 150,
        corpus: SHEETS.iter().map(|sheet| sheet.as_bytes().to_vec()).collect(),
        mutate: mutate::text,
    };
    target.run(|| reader("csv"))
}

#[test]
fn as_xlsx() -> Tested {
    let target = Target {
        name: "sheets as XLSX, packed again, read by all five imports",
        short: 150,
        corpus: SHEETS.into_iter().map(workbook).collect::<Result<_, _>>()?,
        mutate: repacked,
    };
    target.run(|| reader("xlsx"))
}
