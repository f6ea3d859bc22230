//! The data dictionary beside an export: what each column holds, so that nobody has to ask whoever wrote it.

use std::path::{Path, PathBuf};

use super::{ExportAsked, What, Words};
use crate::exchange::write::{Cell, Column, Format, WriteError, to_file};

/// What kind of values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Integer,
    Number,
    Bool,
    /// `2020-02-07`.
    Day,
    /// RFC 3339 with the offset of the site.
    Moment,
    List,
    Json,
    /// One of a few codes; the area in the language files that says them.
    Code(&'static str, &'static [&'static str]),
}

impl Holds {
    fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Bool => "boolean",
            Self::Day => "date",
            Self::Moment => "time",
            Self::List => "list",
            Self::Json => "json",
            Self::Code(..) => "code",
        }
    }
}

const VERDICTS: Holds = Holds::Code("verdict", &["refuse", "isolate", "clinic", "recheck", "ask", "report", "clear"]);
const KINDS: Holds = Holds::Code("kind", &["worker", "family", "visitor", "contractor"]);

/// Columns that mean something else in one table than in the others.
const OWN: &[(What, &str, Holds)] = &[
    (
        What::Isolations,
        "kind",
        Holds::Code("quarters", &["home", "dormitory", "site", "central", "hospital"]),
    ),
    (
        What::Isolations,
        "state",
        Holds::Code("dictionary-isolation", &["open", "early", "released"]),
    ),
    (What::Isolations, "reasons", Holds::List),
    (What::Rounds, "kind", Holds::Text),
    (
        What::Rounds,
        "state",
        Holds::Code("round-state", &["overdue", "due", "later", "unchecked", "done", "skipped"]),
    ),
    (What::Journal, "kind", Holds::Text),
    (What::Journal, "station", Holds::Text),
    (What::Journal, "at", Holds::Moment),
    (What::Moves, "at", Holds::Moment),
    (What::Moves, "unit", Holds::Text),
    (What::Supplies, "unit", Holds::Text),
    (
        What::Duty,
        "state",
        Holds::Code(
            "duty-state",
            &["not-yet", "came", "late", "still-inside", "absent", "excused", "isolated"],
        ),
    ),
    (What::Duty, "reason", Holds::Text),
    (What::Duty, "left_at", Holds::Moment),
];

/// Columns that mean the same wherever they stand.
const SHARED: &[(&str, Holds)] = &[
    ("actor", Holds::Integer),
    ("agent", Holds::Text),
    ("amount", Holds::Number),
    ("at", Holds::Moment),
    ("attempt", Holds::Integer),
    ("back_at", Holds::Moment),
    ("badge", Holds::Text),
    ("body", Holds::Json),
    ("came_at", Holds::Moment),
    ("celsius", Holds::Number),
    ("checker", Holds::Text),
    ("code", Holds::Text),
    ("contact", Holds::Code("dictionary-answer", &["yes", "no", "unsure", "blank"])),
    ("corrected_by", Holds::Text),
    ("corrects", Holds::Text),
    ("date", Holds::Day),
    ("day", Holds::Integer),
    ("days_left", Holds::Integer),
    ("department", Holds::Text),
    ("destination", Holds::Text),
    ("direction", Holds::Code("direction", &["in", "out"])),
    ("done_at", Holds::Moment),
    ("dormitory", Holds::Text),
    ("due_at", Holds::Moment),
    ("employee", Holds::Text),
    ("entered_at", Holds::Moment),
    ("evidence", Holds::List),
    ("executor", Holds::Text),
    ("expiry", Holds::Day),
    ("filed_at", Holds::Moment),
    ("first_free_day", Holds::Day),
    ("hash", Holds::Text),
    ("heads", Holds::Integer),
    ("health", Holds::Text),
    ("held", Holds::Number),
    ("host", Holds::Text),
    ("id", Holds::Text),
    ("instrument", Holds::Text),
    ("item", Holds::Text),
    ("judged_on", Holds::Day),
    ("kind", KINDS),
    ("last_day", Holds::Day),
    ("late_min", Holds::Integer),
    ("left_at", Holds::Moment),
    ("low", Holds::Bool),
    ("measured", Holds::Bool),
    (
        "method",
        Holds::Code("method", &["spray", "wipe", "soak", "boil", "air", "clear", "refill"]),
    ),
    ("mg_per_l", Holds::Integer),
    ("minimum", Holds::Number),
    ("minutes", Holds::Integer),
    (
        "move",
        Holds::Code("dictionary-move", &["received", "issued", "counted", "written-off"]),
    ),
    ("name", Holds::Text),
    ("needed", Holds::Number),
    ("note", Holds::Text),
    ("outing", Holds::Text),
    ("per_day", Holds::Number),
    ("phone", Holds::Text),
    ("place", Holds::Text),
    ("places", Holds::Json),
    (
        "plan",
        Holds::Code("measure", &["disinfect", "touch", "ventilate", "washing", "tableware", "bins"]),
    ),
    ("rank", Holds::Integer),
    ("readings", Holds::Integer),
    ("reason", Holds::Text),
    ("reasons", Holds::List),
    ("recipient", Holds::Text),
    ("return_date", Holds::Day),
    ("rule", Holds::Text),
    ("said", Holds::Text),
    ("seq", Holds::Integer),
    ("shift", Holds::Text),
    ("site", Holds::Code("site", &["forehead", "ear", "wrist", "armpit", "mouth"])),
    ("started", Holds::Day),
    (
        "state",
        Holds::Code(
            "outing-state",
            &["filed", "approved", "refused", "out", "overdue", "back", "lapsed", "cancelled"],
        ),
    ),
    ("station", Holds::Text),
    ("status", Holds::Code("status", &["active", "away", "left"])),
    ("subject", Holds::Text),
    ("supplier", Holds::Text),
    ("symptoms", Holds::List),
    ("team", Holds::Text),
    ("unit", Holds::Text),
    ("verdict", VERDICTS),
];

/// The key of the sentence about a column, and what it holds.
fn entry(what: What, key: &str) -> (String, Holds) {
    if let Some((_, _, holds)) = OWN.iter().find(|(table, column, _)| (*table, *column) == (what, key)) {
        return (format!("{}-{key}", what.key()), *holds);
    }
    let shared = SHARED.iter().find(|(column, _)| *column == key);
    (key.to_owned(), shared.map_or(Holds::Text, |(_, holds)| *holds))
}

/// Where the dictionary of a file stands: `people.xlsx` has `people.xlsx.dictionary.csv`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".dictionary.csv");
    path.with_file_name(name)
}

/// Writes the dictionary of a table beside its file: a line a column, and under which conditions the table left.
pub(super) fn write(asked: &ExportAsked, words: &dyn Words, conditions: &[[String; 2]], path: &Path) -> Result<(), WriteError> {
    let (what, columns) = (asked.what, asked.what.columns());
    let column = |key, width| Column {
        key,
        title: words.say(&format!("dictionary-of-{key}")),
        width,
    };
    let titles = [
        column("column", 16.0),
        column("title", 16.0),
        column("type", 10.0),
        column("codes", 40.0),
        column("meaning", 60.0),
    ];
    to_file(&beside(path), Format::Csv, &titles, "dictionary", |writer| {
        for (key, _) in columns {
            let (about, holds) = entry(what, key);
            let codes = match holds {
                Holds::Code(area, codes) => said(words, area, codes),
                Holds::Text | Holds::Integer | Holds::Number | Holds::Bool | Holds::Day | Holds::Moment | Holds::List | Holds::Json => {
                    String::new()
                }
            };
            writer.row(&[
                Cell::Text(key),
                Cell::Text(&words.title(key)),
                Cell::Text(holds.key()),
                Cell::Text(&codes),
                Cell::Text(&words.say(&format!("dictionary-{about}"))),
            ])?;
        }
        for [title, said] in conditions {
            writer.row(&[
                Cell::Empty,
                Cell::Text(title),
                Cell::Text(Holds::Text.key()),
                Cell::Empty,
                Cell::Text(said),
            ])?;
        }
        Ok(())
    })
}

fn said(words: &dyn Words, area: &str, codes: &[&str]) -> String {
    let said = codes
        .iter()
        .map(|code| format!("{code} = {}", words.say(&format!("{area}-{code}"))));
    said.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::peer::Level;
    use crate::station::out::Codes;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    const TABLES: [What; 13] = [
        What::People,
        What::Readings,
        What::Passages,
        What::Returns,
        What::Outings,
        What::Isolations,
        What::Duty,
        What::Supplies,
        What::Moves,
        What::Rounds,
        What::Journal,
        What::Judged,
        What::Contacts,
    ];

    #[test]
    fn every_column_of_every_table_is_known() {
        for what in TABLES {
            for (key, _) in what.columns() {
                let known =
                    SHARED.iter().any(|(column, _)| column == key) || OWN.iter().any(|(table, column, _)| (*table, column) == (what, key));
                assert!(known, "{} {key}", what.key());
            }
        }
    }

    #[test]
    fn a_column_that_means_something_else_here_says_so() {
        assert_eq!(entry(What::People, "unit").0, "unit");
        assert_eq!(entry(What::Supplies, "unit").0, "supplies-unit");
        assert_eq!(entry(What::Outings, "kind").1, KINDS);
    }

    #[test]
    fn it_stands_beside_the_file_with_a_line_a_column() -> Checked {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("people.csv");
        let asked = ExportAsked {
            what: What::People,
            format: Format::Csv,
            from: None,
            to: None,
            only: None,
            level: Level::Masked,
            purpose: "上报".into(),
            path: path.clone(),
        };
        write(&asked, &Codes, &[["export-purpose".into(), "上报".into()]], &path)?;
        let text = std::fs::read_to_string(folder.path().join("people.csv.dictionary.csv"))?;
        assert_eq!(text.lines().count(), 2 + What::People.columns().len());
        assert!(text.contains("export-purpose,text,,上报"), "{text}");
        assert!(text.contains("kind,kind,code,worker = kind-worker; family"), "{text}");
        Ok(())
    }
}
