//! A form (报表): a title, a table with grouped headers, remarks, lines to sign on; in the words of the language chosen.
//!
//! The same value becomes a workbook ([`book`]), pages ([`super::print::form`]) and plain rows. The same form gives the same bytes.

mod book;

use std::io::Write;

pub use book::book;

use super::write::{Cell, Column, Format, WriteError, Writer};
use crate::domain::day::Moment;
use crate::domain::disclosure::{Tells, cell};
use crate::domain::peer::Level;

/// What a cell of a form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    #[default]
    Empty,
    Text(String),
    Integer(i64),
    /// In ten-thousandths.
    Percent(u64),
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// As it is read: `95.8%`.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Percent(part) => percent(*part),
        }
    }
}

/// Ten-thousandths as people read them, rounded down to a tenth.
pub fn percent(part: u64) -> String {
    let tenths = part / 10;
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        rest => format!("{}.{rest}%", tenths / 10),
    }
}

/// A column of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormColumn {
    pub title: String,
    /// The title over it and its neighbours of the same group; empty for none.
    pub group: String,
    /// In characters of Latin width.
    pub width: u16,
    /// Numbers stand in the middle, texts at the left.
    pub number: bool,
    /// What its texts tell of somebody.
    pub tells: Tells,
}

/// A form, filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The font, as the bytes of its file.
    pub face: &'static [u8],
    /// The tag of the language: `zh-Hans`.
    pub lang: String,
    pub title: String,
    pub subtitle: String,
    /// Whose form it is, of which day: a name with its colon, and what it is.
    pub facts: Vec<(String, String)>,
    pub columns: Vec<FormColumn>,
    pub rows: Vec<Vec<Value>>,
    /// The last row, where columns are added up.
    pub sums: Vec<Value>,
    /// Below the table: a name and what it is.
    pub remarks: Vec<(String, String)>,
    /// Which of the remarks may name people.
    pub named: Option<usize>,
    /// Who signs, and the name where it is known already.
    pub signatures: Vec<(String, String)>,
    /// Below, on every page.
    pub foot: String,
    /// When it was made: of a signed report the moment of signing.
    pub at: Moment,
}

impl Form {
    /// The whole width in characters.
    pub fn width(&self) -> u32 {
        self.columns.iter().map(|column| u32::from(column.width.max(1))).sum()
    }

    /// Whether it is wider than a page stands high.
    pub fn is_wide(&self) -> bool {
        self.width() > 84
    }

    pub fn has_groups(&self) -> bool {
        self.columns.iter().any(|column| !column.group.is_empty())
    }

    /// The groups from left to right: the first column, how many columns, and the title; a column without one is by itself.
    pub fn groups(&self) -> Vec<(usize, usize, &str)> {
        let mut groups: Vec<(usize, usize, &str)> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            match groups.last_mut() {
                Some((_, count, group)) if !group.is_empty() && *group == column.group => *count += 1,
                _ => groups.push((at, 1, &column.group)),
            }
        }
        groups
    }

    /// Whether a row is about a person, whom it names.
    pub fn is_about_people(&self) -> bool {
        self.columns.iter().any(|column| column.tells == Tells::Name)
    }

    /// The form as it leaves at a level, and on every page what is said of that.
    #[must_use]
    pub fn leaving(mut self, level: Level, said: &str) -> Self {
        for row in &mut self.rows {
            for (value, column) in row.iter_mut().zip(&self.columns) {
                if let Value::Text(text) = value {
                    *value = Value::text(cell(level, column.tells, text));
                }
            }
        }
        if let Some((_, remark)) = self.named.and_then(|at| self.remarks.get_mut(at)) {
            *remark = cell(level, Tells::Identity, remark);
        }
        self.foot = [self.foot.as_str(), said].join(" · ");
        self
    }

    /// Every row of the table, the sums last.
    pub fn lines(&self) -> impl Iterator<Item = &[Value]> {
        let sums = (!self.sums.is_empty()).then_some(self.sums.as_slice());
        self.rows.iter().map(Vec::as_slice).chain(sums)
    }

    /// The table as CSV: the titles and the rows.
    pub fn csv(&self, out: impl Write + Send) -> Result<(), WriteError> {
        let column = |column: &FormColumn| Column {
            key: "",
            title: column.title.clone(),
            width: f64::from(column.width),
        };
        let columns: Vec<Column> = self.columns.iter().map(column).collect();
        let mut writer = Writer::new(Format::Csv, out, &columns, "")?;
        for row in self.lines() {
            let shown: Vec<String> = row.iter().map(Value::shown).collect();
            let cells: Vec<Cell<'_>> = shown.iter().map(|text| Cell::Text(text)).collect();
            writer.row(&cells)?;
        }
        writer.finish()?;
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A form with two groups, a column by itself and so many rows.
    pub(in crate::exchange) fn form(rows: i64) -> Form {
        let column = |title: &str, group: &str, width| FormColumn {
            title: title.into(),
            group: group.into(),
            width,
            number: !group.is_empty(),
            tells: if title == "日期" { Tells::Nothing } else { Tells::Identity },
        };
        Form {
            face: include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf"),
            lang: "zh-Hans".into(),
            title: "疫情防控日报表".into(),
            subtitle: "附件一".into(),
            facts: vec![("填报单位：".into(), "能矿锰业".into()), ("日期：".into(), "2020-02-07".into())],
            columns: vec![
                column("日期", "", 12),
                column("在册职工", "人员情况", 10),
                column("在岗", "人员情况", 8),
                column("发热人数", "健康情况", 10),
                column("测温覆盖率", "健康情况", 12),
            ],
            rows: (0..rows)
                .map(|row| {
                    let date = Value::text(format!("2020-02-{:02}", row % 29 + 1));
                    vec![
                        date,
                        Value::Integer(1200),
                        Value::Integer(row),
                        Value::Integer(0),
                        Value::Percent(9583),
                    ]
                })
                .collect(),
            sums: vec![
                Value::text("合计"),
                Value::Empty,
                Value::Integer(rows),
                Value::Integer(0),
                Value::Empty,
            ],
            remarks: vec![("异常情况：".into(), "无".into())],
            named: Some(0),
            signatures: vec![("填报人：".into(), "周敏".into()), ("审核人：".into(), String::new())],
            foot: "南门 第 12 号".into(),
            at: Moment(1_581_062_400_000),
        }
    }

    #[test]
    fn groups_are_merged_where_they_stand_side_by_side() {
        let form = form(1);
        assert_eq!(form.groups(), [(0, 1, ""), (1, 2, "人员情况"), (3, 2, "健康情况")]);
        assert!(!form.is_wide() && form.has_groups());
    }

    #[test]
    fn what_leaves_masked_names_nobody_and_says_what_for() {
        let mut whole = form(1);
        whole.rows[0][1] = Value::text("张双");
        whole.remarks[0].1 = "张双送医".into();
        let masked = whole.clone().leaving(Level::Masked, "遮挡 · 区疾控");
        assert_eq!((masked.rows[0][1].shown().as_str(), masked.remarks[0].1.as_str()), ("＊", "＊"));
        assert_eq!(masked.foot, "南门 第 12 号 · 遮挡 · 区疾控");
        let full = whole.clone().leaving(Level::Full, "完整");
        assert_eq!((&full.rows, &full.remarks), (&whole.rows, &whole.remarks));
    }

    #[test]
    fn parts_are_rounded_down() {
        for (part, shown) in [(10_000, "100%"), (9_999, "99.9%"), (9_583, "95.8%"), (0, "0%"), (50, "0.5%")] {
            assert_eq!(percent(part), shown);
        }
    }

    #[test]
    fn the_rows_are_a_csv_as_well() -> Result<(), Box<dyn std::error::Error>> {
        let mut out = Vec::new();
        form(1).csv(&mut out)?;
        let text = String::from_utf8(out)?;
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.contains("2020-02-01,1200,0,0,95.8%"), "{text}");
        Ok(())
    }
}
