//! Dates as people write them: `1月21日`, `2020/1/21`, `2020.01.21`, `01-21`, `0121`, and the serial numbers of Excel.
//!
//! A date without a year takes the year that lies nearest to the day the form was filled in (rules.md, "Exposure look-back").

use chrono::{Datelike as _, NaiveTime};

use super::day::Day;

/// The day that a text says, and nothing else; `near` gives the year where none is written.
pub fn read_day(text: &str, near: Day) -> Option<Day> {
    let folded: String = text.trim().chars().map(ascii).collect();
    let digits_only = !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit());
    if digits_only {
        return compact(&folded, near);
    }
    let numbers: Option<Vec<u32>> = folded
        .trim_end_matches(['日', '号', '號'])
        .split(['-', '/', '.', '年', '月', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?.as_slice() {
        [month, day] => nearest(*month, *day, near),
        [year, month, day] => Day::new(full_year(*year)?, *month, *day),
        _ => None,
    }
}

/// The time of day that a text says, and nothing else: `18:00`, `18：30`, `1830`, `18点`, `18点30分`.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let folded: String = text.trim().chars().map(ascii).collect();
    let numbers: Option<Vec<u32>> = folded
        .trim_end_matches('分')
        .split([':', '.', '点', '點', '时', '時'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?.as_slice() {
        [clock] if folded.len() >= 3 && *clock >= 100 => NaiveTime::from_hms_opt(clock / 100, clock % 100, 0),
        [hour] => NaiveTime::from_hms_opt(*hour, 0, 0),
        [hour, minute] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        _ => None,
    }
}

/// `２０２０．１．２１`, `2020。1。21`.
fn ascii(c: char) -> char {
    match c {
        '０'..='９' | '．' | '／' | '－' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' => '.',
        '：' => ':',
        '—' | '–' => '-',
        _ => c,
    }
}

fn compact(digits: &str, near: Day) -> Option<Day> {
    let number: u32 = digits.parse().ok()?;
    match digits.len() {
        8 => Day::new(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100),
        4 => nearest(number / 100, number % 100, near),
        // A serial day of Excel: 2018-01-01 to 2036-11-21, so that a number of something else is not taken for one.
        5 if (43_101..=50_000).contains(&number) => Some(Day::new(1899, 12, 30)?.plus_days(number)),
        _ => None,
    }
}

fn full_year(year: u32) -> Option<i32> {
    let year = if year < 100 { year + 2000 } else { year };
    i32::try_from(year).ok()
}

/// The day of a year before, of, or after `near` that lies nearest to it.
pub fn nearest(month: u32, day: u32, near: Day) -> Option<Day> {
    let years = [0, -1, 1].into_iter().filter_map(|off| Day::new(near.0.year() + off, month, day));
    years.min_by_key(|found| found.days_since(near).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn times_in_every_common_way_of_writing() {
        for (text, time) in [
            ("18:00", Some("18:00")),
            ("18：30", Some("18:30")),
            ("１８:３０", Some("18:30")),
            ("1830", Some("18:30")),
            ("930", Some("09:30")),
            ("18", Some("18:00")),
            ("0", Some("00:00")),
            ("18点", Some("18:00")),
            ("18點30分", Some("18:30")),
            ("24:00", None),
            ("18:60", None),
            ("晚上", None),
            ("-1", None),
            ("", None),
        ] {
            let read = read_time(text).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read.as_deref(), time, "{text}");
        }
    }

    #[test]
    fn days_in_every_common_way_of_writing() -> Checked {
        let near: Day = "2020-02-04".parse()?;
        for (text, day) in [
            ("1月21日", Some("2020-01-21")),
            ("12月29日", Some("2019-12-29")),
            ("2020年1月21日", Some("2020-01-21")),
            ("2020/1/21", Some("2020-01-21")),
            ("2020.01.21", Some("2020-01-21")),
            ("2020-01-21", Some("2020-01-21")),
            ("20.1.21", Some("2020-01-21")),
            ("01-21", Some("2020-01-21")),
            ("1.21", Some("2020-01-21")),
            ("0121", Some("2020-01-21")),
            ("20200121", Some("2020-01-21")),
            ("43851", Some("2020-01-21")),
            ("１月２１号", Some("2020-01-21")),
            ("02-31", None),
            ("2月", None),
            ("13.40", None),
            ("", None),
            ("去年", None),
        ] {
            assert_eq!(read_day(text, near).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
        Ok(())
    }
}
