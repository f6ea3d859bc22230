//! Dates as people write them: `1月21日`, `2020/1/21`, `2020.01.21`, `01-21`, `0121`, and the serial numbers of Excel; and
//! spans of them: `2020.01.21-2020.01.23`, `1月21日至23日`.
//!
//! A date without a year takes the year that lies nearest to the day the form was filled in (rules.md, "Exposure look-back").

use chrono::{Datelike as _, NaiveTime};

use super::day::Day;

/// The day that a text says, and nothing else; `near` gives the year where none is written.
pub fn read_day(text: &str, near: Day) -> Option<Day> {
    let folded: String = text.trim().chars().map(ascii).collect();
    let folded = without_time(&folded);
    let digits_only = !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit());
    if digits_only {
        return compact(folded, near);
    }
    match numbers(folded)?.as_slice() {
        [month, day] => nearest(*month, *day, near),
        [year, month, day] => Day::new(full_year(*year)?, *month, *day),
        _ => None,
    }
}

/// The month and the day that a text names although that month has no such day: `02-31`.
pub fn no_such_day(text: &str) -> Option<(u32, u32)> {
    let folded: String = text.trim().chars().map(ascii).collect();
    let (month, day) = match numbers(&folded)?.as_slice() {
        [month, day] | [_, month, day] => (*month, *day),
        [short] if folded.len() == 4 => (short / 100, short % 100),
        [long] if folded.len() == 8 => (long / 100 % 100, long % 100),
        _ => return None,
    };
    // 2020 is a leap year; 29 February is what the other years do not have.
    let exists = Day::new(2020, month, day).is_some() && (month, day) != (2, 29);
    ((1..=12).contains(&month) && (1..=31).contains(&day) && !exists).then_some((month, day))
}

/// The numbers of a date in their order; `None` where something else stands between them.
fn numbers(folded: &str) -> Option<Vec<u32>> {
    folded
        .trim_end_matches(['日', '号', '號'])
        .split(['-', '/', '.', '年', '月', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect()
}

/// The first and the last day that a text says; a single day is both. What was left open (`1月10日至今`) is no span.
pub fn read_span(text: &str, near: Day) -> Option<(Day, Day)> {
    let folded: String = text.trim().chars().map(ascii).map(span_sign).collect();
    if let Some((first, last)) = folded.split_once('~') {
        return both(first, last, near);
    }
    let at_dash = || {
        let dashes = folded.match_indices('-');
        dashes
            .map(|(at, _)| (&folded[..at], &folded[at + 1..]))
            .find_map(|(first, last)| both(first, last, near))
    };
    // Where days are written with another sign, a dash stands between two of them: `10.1-10.3` is no day of 2010.
    if folded.contains(['.', '/', '月']) {
        return at_dash().or_else(|| read_day(&folded, near).map(|day| (day, day)));
    }
    read_day(&folded, near).map(|day| (day, day)).or_else(at_dash)
}

/// Two days, the second of which may leave out what the first has said.
fn both(first: &str, last: &str, near: Day) -> Option<(Day, Day)> {
    let from = read_day(first, near)?;
    let number = last.trim().trim_end_matches(['日', '号', '號']);
    let only_day = (number.len() <= 2).then(|| number.parse().ok()).flatten();
    let to = match only_day {
        Some(day) => Day::new(from.0.year(), from.0.month(), day)?,
        None => read_day(last, from)?,
    };
    Some((from, to))
}

/// Whatever stands between two days becomes one sign.
fn span_sign(c: char) -> char {
    match c {
        '至' | '到' | '～' | '〜' | '∼' => '~',
        _ => c,
    }
}

/// `2020-01-21 08:30:00` and `2020-01-21T08:30` are that day.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains([':', '：']) => day,
        _ => text,
    }
}

/// The time of day that a text says, and nothing else: `18:00`, `18：30`, `18:30:05`, `1830`, `18点`, `18点30分`.
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
        [hour, minute, second] => NaiveTime::from_hms_opt(*hour, *minute, *second),
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

/// A year is written with two digits or with four.
fn full_year(year: u32) -> Option<i32> {
    match year {
        10..=99 => i32::try_from(year + 2000).ok(),
        1000..=9999 => i32::try_from(year).ok(),
        _ => None,
    }
}

/// The day of a year before, of, or after `near` that lies nearest to it.
pub fn nearest(month: u32, day: u32, near: Day) -> Option<Day> {
    let years = [0, -1, 1].into_iter().filter_map(|off| Day::new(near.0.year() + off, month, day));
    years.min_by_key(|found| found.days_since(near).abs())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            ("2020-02-04 22:14:46", Some("2020-02-04")),
            ("2020/2/4 9:05", Some("2020-02-04")),
            ("1020-01-21", Some("1020-01-21")),
            ("1.2-3", None),
        ] {
            assert_eq!(read_day(text, near).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_day_that_a_month_does_not_have_is_named() {
        for (text, fault) in [
            ("02-31", Some((2, 31))),
            ("2020年4月31日", Some((4, 31))),
            ("0631", Some((6, 31))),
            ("20210229", Some((2, 29))),
            ("2021-02-28", None),
            ("13-01", None),
            ("去年", None),
            ("", None),
        ] {
            assert_eq!(no_such_day(text), fault, "{text}");
        }
    }

    #[test]
    fn spans_in_every_common_way_of_writing() -> Checked {
        let near: Day = "2020-02-04".parse()?;
        for (text, from, to) in [
            ("2020.01.21-2020.01.23", "2020-01-21", "2020-01-23"),
            ("2020-01-21-2020-01-23", "2020-01-21", "2020-01-23"),
            ("2020-01-21至2020-01-23", "2020-01-21", "2020-01-23"),
            ("2019/12/29~2020/1/4", "2019-12-29", "2020-01-04"),
            ("12月29日～1月4日", "2019-12-29", "2020-01-04"),
            ("2020年1月10日 - 2020年1月19日", "2020-01-10", "2020-01-19"),
            ("1月21日到23日", "2020-01-21", "2020-01-23"),
            ("1月21日—23号", "2020-01-21", "2020-01-23"),
            ("1.21——1.23", "2020-01-21", "2020-01-23"),
            ("10.1-10.3", "2019-10-01", "2019-10-03"),
            ("10.1-3", "2019-10-01", "2019-10-03"),
            ("0121-0123", "2020-01-21", "2020-01-23"),
            ("01-21-01-23", "2020-01-21", "2020-01-23"),
            ("20200121-20200123", "2020-01-21", "2020-01-23"),
            ("43851~43853", "2020-01-21", "2020-01-23"),
            ("2020-01-21", "2020-01-21", "2020-01-21"),
            ("1月21日", "2020-01-21", "2020-01-21"),
            ("2020-01-23至2020-01-21", "2020-01-23", "2020-01-21"),
        ] {
            let span = read_span(text, near).map(|(from, to)| (from.to_string(), to.to_string()));
            assert_eq!(span, Some((from.to_owned(), to.to_owned())), "{text}");
        }
        for text in [
            "",
            "~",
            "-",
            "1月10日至今",
            "春节期间",
            "1月",
            "2020",
            "1月21日至32日",
            "1月21日至1月23日至1月25日",
        ] {
            assert_eq!(read_span(text, near), None, "{text}");
        }
        Ok(())
    }

    /// The ways a form is filled in, by a `chrono` pattern.
    const WAYS: [&str; 6] = ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%m.%d", "%Y年%-m月%-d日", "%Y%m%d", "%-m月%-d日"];
    const BETWEEN: [&str; 5] = ["至", "~", " - ", "到", "—"];

    proptest! {
        #[test]
        fn what_is_written_is_read_again(off in 0_u32..180, length in 0_u32..60, way in 0_usize..WAYS.len(), sign in 0_usize..BETWEEN.len()) {
            let Some(near) = Day::new(2020, 2, 4) else { return Ok(()) };
            let (from, way) = (near.minus_days(90).plus_days(off), WAYS[way]);
            let to = from.plus_days(length);
            let [first, last] = [from, to].map(|day| day.0.format(way).to_string());
            prop_assert_eq!(read_day(&first, near), Some(from));
            prop_assert_eq!(read_span(&first, near), Some((from, from)));
            let span = format!("{first}{}{last}", BETWEEN[sign]);
            prop_assert_eq!(read_span(&span, near), Some((from, to)), "{}", span);
        }

        #[test]
        fn no_text_is_too_strange(text in "[0-9年月日号至到~～.。/\\-— T:Ａ１]{0,24}|.{0,24}") {
            let Some(near) = Day::new(2020, 2, 4) else { return Ok(()) };
            prop_assert!(read_span(&text, near).is_none() || text.chars().any(char::is_numeric));
        }
    }
}
