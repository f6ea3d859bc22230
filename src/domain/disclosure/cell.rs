//! A cell of a table at a level: the same rules as for whole entries, for what stands alone.

use super::{hidden, initial, phone, place, places, symptoms, without_people};
use crate::domain::peer::Level;
use crate::domain::report::Report;

/// How far a text tells who somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tells {
    #[default]
    Nothing,
    /// What somebody is called: the first character stays.
    Name,
    Phone,
    /// A badge, a number, a room, what was written freely: nothing stays.
    Identity,
    /// Where somebody was: its code stays.
    Place,
    /// Symptoms parted from each other: those that the rulebooks know stay.
    Symptom,
}

/// What a text shows at a level.
pub fn cell(level: Level, tells: Tells, text: &str) -> String {
    match (level, tells) {
        (Level::Full, _) | (_, Tells::Nothing) => text.to_owned(),
        (Level::Counts, _) | (Level::Masked, Tells::Identity) => hidden(text),
        (Level::Masked, Tells::Name) => initial(text),
        (Level::Masked, Tells::Phone) => phone(text),
        (Level::Masked, Tells::Place) => places(text),
        (Level::Masked, Tells::Symptom) => symptoms(vec![text.to_owned()]).concat(),
    }
}

/// A report as it leaves at a level.
pub fn report(level: Level, mut report: Report) -> Report {
    if level == Level::Full {
        return report;
    }
    for happening in &mut report.unusual {
        happening.text = hidden(&happening.text);
    }
    if level == Level::Counts { without_people(report) } else { report }
}

/// A list of places as JSON, each `{"text", "code", …}`, and as people read it, at a level: codes stand for what was written.
pub fn stays(level: Level, json: &str) -> (String, String) {
    let mut list: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(json).unwrap_or_default();
    let mut shown = Vec::new();
    for stay in &mut list {
        let said = |key: &str| stay.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let (text, code) = (said("text"), said("code").parse().ok());
        let text = if level == Level::Masked {
            place(code, &text)
        } else {
            hidden(&text)
        };
        shown.push(text.clone());
        stay.insert("text".to_owned(), text.into());
    }
    let json = serde_json::to_string(&list).unwrap_or_default();
    (json, shown.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_shows_what_an_entry_would() {
        for (tells, text, masked) in [
            (Tells::Nothing, "36.5", "36.5"),
            (Tells::Name, "张双", "张＊"),
            (Tells::Phone, "13812340000", "138****0000"),
            (Tells::Identity, "0231", "＊"),
            (Tells::Identity, "", ""),
            (Tells::Symptom, "头晕得厉害", "＊"),
        ] {
            assert_eq!(cell(Level::Full, tells, text), text);
            assert_eq!(cell(Level::Masked, tells, text), masked);
        }
        assert_eq!(cell(Level::Counts, Tells::Name, "张双"), "＊");
        assert!(!cell(Level::Masked, Tells::Place, "湖北武汉江岸区某小区3栋").contains("小区"));
    }

    #[test]
    fn of_stays_the_codes_are_left() {
        let (json, shown) = stays(
            Level::Masked,
            r#"[{"text":"武汉某小区","code":"4201","from":"2020-01-10","to":null}]"#,
        );
        assert!(
            !json.contains("小区") && json.contains("2020-01-10") && json.contains("4201"),
            "{json}"
        );
        assert_eq!(shown, "4201");
        assert_eq!(stays(Level::Masked, "no list"), ("[]".to_owned(), String::new()));
    }
}
