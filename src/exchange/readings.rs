//! A sheet of measurements on its way in: a row becomes who, when, how warm, where and on which occasion it was measured.
//!
//! A cell that would put something false into the record is a fault of its row, never a guess.

mod words;

use chrono::{NaiveTime, Timelike as _};

use super::columns::{self, Field, Matching, Meaning, Words, tidy};
use super::sheet::Row;
use crate::domain::dates::{read_day, read_time};
use crate::domain::day::Day;
use crate::domain::entry::Taken;
use crate::domain::person::Person;
use crate::domain::temperature::{self, Celsius, Site, TemperatureError, Unit};

/// What a column of measurements can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// Who it is, as in a roster.
    Person(Field),
    /// The day and the time, or the time alone beside a day.
    At,
    Day,
    Celsius,
    Site,
    /// In the clinic, or by themselves.
    Taken,
}

impl Told {
    /// Everything that a column can be.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TITLES.iter().map(|words| words.field)
    }
}

impl Meaning for Told {
    const TITLES: &'static [Words<Self>] = words::TITLES;
    const STRANGERS: &'static str = words::STRANGERS;

    fn key(self) -> &'static str {
        match self {
            Self::Person(field) => field.key(),
            Self::At => "at",
            Self::Day => "day",
            Self::Celsius => "celsius",
            Self::Site => "site",
            Self::Taken => "taken",
        }
    }
}

/// A row as it was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// The name and the numbers written in the row.
    pub person: Person,
    pub at: (Day, NaiveTime),
    pub celsius: Celsius,
    /// `None` where the sheet does not say.
    pub site: Option<Site>,
    pub taken: Taken,
}

/// A cell that cannot be taken: `missing`, `unreadable`, `implausible`, or one of the codes of a roster's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldFault {
    pub field: Told,
    pub code: &'static str,
}

impl Matching<Told> {
    /// What a row says. `today` gives the year of a day that is written without one.
    pub fn measurement(&self, row: &Row, unit: Unit, today: Day) -> Result<Measurement, ToldFault> {
        let cell = |told: Told| {
            let cell = self.column(told).and_then(|column| row.cells.get(column));
            tidy(cell.map_or("", String::as_str))
        };
        Ok(Measurement {
            person: self.measured(row)?,
            at: moment(&cell(Told::Day), &cell(Told::At), today)?,
            celsius: celsius(&cell(Told::Celsius), unit)?,
            site: site(&cell(Told::Site))?,
            taken: taken(&cell(Told::Taken))?,
        })
    }

    fn measured(&self, row: &Row) -> Result<Person, ToldFault> {
        let mut person = Person::default();
        for (told, cell) in self.columns.iter().zip(&row.cells) {
            let Some(field @ Told::Person(known)) = *told else { continue };
            columns::fill(&mut person, known, cell).map_err(|code| ToldFault { field, code })?;
        }
        Ok(person)
    }
}

fn unread(field: Told, text: &str) -> ToldFault {
    let code = if text.is_empty() { "missing" } else { "unreadable" };
    ToldFault { field, code }
}

fn moment(day: &str, at: &str, today: Day) -> Result<(Day, NaiveTime), ToldFault> {
    let (plain, is_later) = without_half(at);
    let (dated, timed) = parted(&plain);
    let (field, dated) = if day.is_empty() { (Told::At, dated) } else { (Told::Day, day) };
    let day = read_day(dated, today).ok_or_else(|| unread(field, dated))?;
    let time = read_time(timed).ok_or_else(|| unread(Told::At, timed))?;
    let hour = if is_later && time.hour() < 12 {
        time.hour() + 12
    } else {
        time.hour()
    };
    Ok((day, time.with_hour(hour).unwrap_or(time)))
}

/// Without the word for the half of the day, and whether that was the later one: `下午3:30`.
fn without_half(text: &str) -> (String, bool) {
    let mut plain = text.to_lowercase();
    let mut is_later = false;
    for (words, later) in [(words::BEFORE_NOON, false), (words::AFTER_NOON, true)] {
        for word in words.split_whitespace().filter(|word| text.to_lowercase().contains(word)) {
            plain = plain.replace(word, " ");
            is_later |= later;
        }
    }
    (tidy(&plain), is_later)
}

/// `2020-02-07 08:30`, `2月7日8:30`, `08:30`, taken apart into the day and the time.
fn parted(text: &str) -> (&str, &str) {
    let is_time = |text: &str| text.contains([':', '：', '点', '點', '时', '時']);
    let cut = text
        .char_indices()
        .rfind(|(_, c)| " t日号號".contains(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let (day, time) = text.split_at(cut);
    if is_time(time) {
        (day.trim_end_matches([' ', 't']), time)
    } else {
        (text, "")
    }
}

fn celsius(text: &str, unit: Unit) -> Result<Celsius, ToldFault> {
    let field = Told::Celsius;
    temperature::parse(text, unit).map_err(|error| match error {
        TemperatureError::NotANumber => unread(field, text),
        TemperatureError::Implausible(_) => ToldFault {
            field,
            code: "implausible",
        },
    })
}

fn site(text: &str) -> Result<Option<Site>, ToldFault> {
    if text.is_empty() {
        return Ok(None);
    }
    Site::from_word(text).map(Some).ok_or_else(|| unread(Told::Site, text))
}

/// Where nothing is said the clinic has measured.
fn taken(text: &str) -> Result<Taken, ToldFault> {
    let folded = text.to_lowercase();
    let said = |words: &str| words.split_whitespace().any(|word| folded.contains(word));
    if said(words::OWN) {
        Ok(Taken::Own)
    } else if text.is_empty() || said(words::CLINIC) {
        Ok(Taken::Clinic)
    } else {
        Err(unread(Told::Taken, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn read(head: &str, row: &str) -> Result<Result<Measurement, ToldFault>, Box<dyn std::error::Error>> {
        let headers: Vec<String> = head.split(',').map(str::to_owned).collect();
        let matching = Matching::<Told>::guess(&headers);
        let cells = row.split(',').map(str::to_owned).collect();
        Ok(matching.measurement(&Row { number: 2, cells }, Unit::Celsius, "2020-02-07".parse()?))
    }

    #[test]
    fn times_and_readings_as_people_write_them() -> Checked {
        for (head, row, day, time, hundredths, taken) in [
            (
                "工号,测量时间,体温（℃）",
                "0231,2020-02-06 08:30:00,36.5",
                "2020-02-06",
                (8, 30),
                3650,
                Taken::Clinic,
            ),
            (
                "卡号,日期,时间,体温,方式",
                "0231,2月6日,下午3:30,368,自测",
                "2020-02-06",
                (15, 30),
                3680,
                Taken::Own,
            ),
            (
                "姓名,时间,体温,测量人",
                "张双,2月6日8点05分,37.8℃,医务室",
                "2020-02-06",
                (8, 5),
                3780,
                Taken::Clinic,
            ),
            (
                "badge,date,time,temperature",
                "0231,2020/2/6,1899-12-31 07:15:00,97.7F",
                "2020-02-06",
                (7, 15),
                3650,
                Taken::Clinic,
            ),
        ] {
            let read = read(head, row)?.map_err(|fault| format!("{row}: {fault:?}"))?;
            let (hour, minute) = time;
            assert_eq!(
                read.at,
                (day.parse()?, NaiveTime::from_hms_opt(hour, minute, 0).ok_or("time")?),
                "{row}"
            );
            assert_eq!((read.celsius, read.taken), (Celsius(hundredths), taken), "{row}");
        }
        Ok(())
    }

    #[test]
    fn what_would_be_false_is_a_fault_of_its_cell() -> Checked {
        for (row, field, code) in [
            ("0231,,36.5,", Told::At, "missing"),
            ("0231,2020-02-06,36.5,", Told::At, "missing"),
            ("0231,昨天 8:00,36.5,", Told::At, "unreadable"),
            ("0231,2020-02-06 8:00,,", Told::Celsius, "missing"),
            ("0231,2020-02-06 8:00,正常,", Told::Celsius, "unreadable"),
            ("0231,2020-02-06 8:00,55,", Told::Celsius, "implausible"),
            ("0231,2020-02-06 8:00,36.5,脚", Told::Site, "unreadable"),
        ] {
            assert_eq!(read("工号,时间,体温,部位", row)?.err(), Some(ToldFault { field, code }), "{row}");
        }
        Ok(())
    }
}
