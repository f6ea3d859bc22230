//! A duty plan as factories keep it (排班表): a row for each person and day, or a row for each person or team and a column for
//! each day.

use chrono::Datelike as _;

use super::columns::{Matching, Meaning, Words, is_nothing, tidy};
use super::sheet::Sheet;
use crate::domain::dates::read_day;
use crate::domain::day::Day;
use crate::domain::duty::Shift;
use crate::domain::names::fold;

/// What a column of a duty plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Planned {
    Badge,
    Employee,
    Name,
    /// Recognised and not kept: the roster says it.
    Department,
    Team,
    Date,
    Shift,
    /// The shifts of one day, titled by it; the number of the column keeps each apart.
    OneDay(u8),
}

impl Planned {
    /// Everything that a column can be told to be.
    pub const ALL: [Self; 7] = [
        Self::Badge,
        Self::Employee,
        Self::Name,
        Self::Department,
        Self::Team,
        Self::Date,
        Self::Shift,
    ];
}

impl Meaning for Planned {
    const TITLES: &'static [Words<Self>] = &[
        Words {
            field: Self::Badge,
            whole: "卡号 卡號 工卡号 工卡號 胸卡号 胸卡號 厂牌号 廠牌號 badge badgeno badgeid card cardno",
            within: "卡号 卡號 badge",
        },
        Words {
            field: Self::Employee,
            whole: "
                工号 工號 员工编号 員工編號 员工号 員工號 职工编号 職工編號 人员编号 人員編號 编号 編號 employee employeeno
                employeeid staffno staffid
            ",
            within: "工号 工號 员工编号 員工編號 employeeno",
        },
        Words {
            field: Self::Name,
            whole: "姓名 名字 人员 人員 员工 員工 值班人 值班人员 值班人員 name fullname person",
            within: "姓名 名字 fullname",
        },
        Words {
            field: Self::Department,
            whole: "部门 部門 车间 車間 科室 单位 單位 department dept",
            within: "部门 部門 车间 車間 department",
        },
        Words {
            field: Self::Team,
            whole: "班组 班組 小组 小組 班组名称 班組名稱 team crew teamname",
            within: "班组 班組",
        },
        Words {
            field: Self::Date,
            whole: "日期 上班日期 值班日期 排班日期 date day dutydate workdate",
            within: "日期",
        },
        Words {
            field: Self::Shift,
            whole: "班次 班别 班別 排班 值班 当班 當班 shift shiftname duty",
            within: "班次 班别 班別",
        },
    ];
    const STRANGERS: &'static str = "负责人 負責人 领导 領導 电话 電話 手机 手機 备注 備註 审核 審核 制表 合计 合計";

    fn key(self) -> &'static str {
        match self {
            Self::Badge => "badge",
            Self::Employee => "employee",
            Self::Name => "name",
            Self::Department => "department",
            Self::Team => "team",
            Self::Date => "date",
            Self::Shift => "shift",
            Self::OneDay(_) => "one_day",
        }
    }
}

/// The month that a sheet is about: what the name of its tab or of its file says, else that of `today`. Days that are written
/// without a year or a month are near it.
pub fn about(sheet: &Sheet, called: &str, today: Day) -> Day {
    let named = [sheet.sheet_name.as_str(), called].into_iter().find_map(|name| month(name, today));
    named.unwrap_or(today)
}

/// The days that the titles of a sheet name, by their columns. A title may be only the number of a day of the month.
pub fn day_columns(sheet: &Sheet, month: Day) -> Vec<Option<Day>> {
    sheet.headers.iter().map(|title| titled_day(title, month)).collect()
}

/// Marks the columns of days that nothing else was made of.
pub fn mark_days(matching: &mut Matching<Planned>, days: &[Option<Day>]) {
    let columns = matching.columns.iter_mut().zip(days).zip(0..);
    for ((column, _), no) in columns.filter(|((column, day), _)| column.is_none() && day.is_some()) {
        *column = Some(Planned::OneDay(no));
    }
}

/// `2月7日`, `2020-02-07`, `7日`, `7`, and each with its weekday after it: `7(五)`.
fn titled_day(title: &str, month: Day) -> Option<Day> {
    let folded = fold(title);
    let bare = folded.split(['(', '（', '周', '星', '\n']).next().unwrap_or_default().trim();
    let number = bare.trim_end_matches(['日', '号', '號']).trim();
    match number.parse::<u32>() {
        Ok(day) if number.len() <= 2 => Day::new(month.0.year(), month.0.month(), day),
        _ => read_day(bare, month),
    }
}

/// The month that a name says: `2020年2月排班表`, `2月`.
fn month(name: &str, today: Day) -> Option<Day> {
    let (before, _) = name.split_once('月')?;
    let number: u32 = last_number(before)?;
    let year = before.split_once('年').and_then(|(year, _)| last_number(year));
    let year = year.and_then(|year| i32::try_from(year).ok()).unwrap_or_else(|| today.0.year());
    Day::new(year, number, 1)
}

fn last_number(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text[text.len() - digits..].parse().ok()
}

/// The shift that a cell says, by its name, by how it begins where only one begins so, or by its number in the list of the site;
/// empty for a day off. `None` for a word that is none of them.
pub fn read_shift<'a>(cell: &str, shifts: &'a [Shift]) -> Option<&'a str> {
    const OFF: &str = "休 休息 轮休 輪休 公休 调休 調休 休班 off rest x × o ○ 〇 0";
    let word = fold(&tidy(cell));
    if is_nothing(&word) || OFF.split_whitespace().any(|off| off == word) {
        return Some("");
    }
    let exact = shifts.iter().find(|shift| fold(&shift.name) == word);
    let mut begins = shifts.iter().filter(|shift| fold(&shift.name).starts_with(&word));
    let numbered = || shifts.get(word.parse::<usize>().ok()?.checked_sub(1)?);
    let found = exact
        .or_else(|| begins.next().filter(|_| begins.next().is_none()))
        .or_else(numbered);
    found.map(|shift| shift.name.as_str())
}

/// Whether a row only says the weekdays under the days: `一 二 三 四 五 六 日`.
pub fn is_weekdays(cells: &[String]) -> bool {
    let mut said = cells.iter().map(|cell| tidy(cell)).filter(|cell| !cell.is_empty()).peekable();
    let bare = |cell: String| {
        let cell = cell.trim_start_matches(['周', '星', '期', '礼', '禮', '拜']).to_lowercase();
        "一 二 三 四 五 六 日 天 mon tue wed thu fri sat sun"
            .split(' ')
            .any(|day| day == cell)
            || cell.is_empty()
    };
    said.peek().is_some() && said.all(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::DailySettings;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn days_are_read_from_titles_however_they_are_written() -> Checked {
        let today: Day = "2020-02-20".parse()?;
        let sheet = |name: &str, titles: &[&str]| Sheet {
            sheet_name: name.into(),
            headers: titles.iter().map(|title| (*title).to_owned()).collect(),
            rows: Vec::new(),
        };
        for (tab, file, title, day) in [
            ("Sheet1", "排班.xlsx", "2020-02-07", Some("2020-02-07")),
            ("Sheet1", "排班.xlsx", "2月7日", Some("2020-02-07")),
            ("Sheet1", "排班.xlsx", "7", Some("2020-02-07")),
            ("2020年3月", "排班.xlsx", "7日", Some("2020-03-07")),
            ("Sheet1", "3月排班.xlsx", "07", Some("2020-03-07")),
            ("Sheet1", "排班.xlsx", "7（五）", Some("2020-02-07")),
            ("Sheet1", "排班.xlsx", "2/7 周五", Some("2020-02-07")),
            ("Sheet1", "2月.xlsx", "30", None),
            ("Sheet1", "排班.xlsx", "姓名", None),
            ("Sheet1", "排班.xlsx", "", None),
        ] {
            let sheet = sheet(tab, &[title]);
            let read = day_columns(&sheet, about(&sheet, file, today));
            assert_eq!(read, [day.map(str::parse).transpose()?], "{tab} {file} {title}");
        }
        Ok(())
    }

    #[test]
    fn a_workbook_with_a_month_of_days_under_a_title() -> Checked {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        page.set_name("2020年2月")?;
        let date = rust_xlsxwriter::Format::new().set_num_format("m月d日");
        page.merge_range(0, 0, 0, 30, "能矿锰业值班表", &rust_xlsxwriter::Format::new())?;
        for (column, title) in (0_u16..).zip(["班组", "姓名"]) {
            page.write(1, column, title)?;
        }
        for day in 1..=29_u8 {
            let on = rust_xlsxwriter::ExcelDateTime::from_ymd(2020, 2, day)?;
            page.write_with_format(1, u16::from(day) + 1, &on, &date)?;
            page.write(
                2,
                u16::from(day) + 1,
                ["六", "日", "一", "二", "三", "四", "五"][usize::from(day - 1) % 7],
            )?;
            page.write(3, u16::from(day) + 1, "早")?;
        }
        page.write(3, 0, "甲班")?;
        let mut sheet = crate::exchange::sheet::read_bytes(book.save_to_buffer()?, &|_, _| {}, &|| false)?;
        let (mut matching, _) = Matching::<Planned>::of(&mut sheet);
        let days = day_columns(&sheet, about(&sheet, "值班.xlsx", "2020-03-20".parse()?));
        mark_days(&mut matching, &days);
        assert_eq!(days.iter().flatten().count(), 29, "{:?}", sheet.headers);
        assert_eq!(days.get(2).copied().flatten(), Day::new(2020, 2, 1));
        assert_eq!(matching.column(Planned::Team), Some(0));
        assert_eq!(matching.columns.last(), Some(&Some(Planned::OneDay(30))));
        let weekdays: Vec<bool> = sheet.rows.iter().map(|row| is_weekdays(&row.cells)).collect();
        assert_eq!(weekdays, [true, false]);
        Ok(())
    }

    #[test]
    fn a_shift_by_its_name_its_beginning_or_its_number() {
        let shifts = DailySettings::default().shifts;
        for (cell, shift) in [
            ("早班", Some("早班")),
            ("早", Some("早班")),
            (" 夜 班 ", Some("夜班")),
            ("２", Some("中班")),
            ("休", Some("")),
            ("/", Some("")),
            ("OFF", Some("")),
            ("大夜班", None),
            ("9", None),
        ] {
            assert_eq!(read_shift(cell, &shifts), shift, "{cell}");
        }
    }

    #[test]
    fn weekdays_under_the_days_are_no_shifts() {
        let row = |cells: &[&str]| is_weekdays(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        assert!(row(&["", "", "一", "二", "周三", "星期四"]));
        assert!(row(&["星期", "", "一"]));
        assert!(!row(&["张双", "", "一"]));
        assert!(!row(&["", ""]));
    }
}
