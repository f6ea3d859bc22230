//! What is wrong with a row of a roster, a questionnaire or a sheet of measurements, in the words of the language chosen.

use super::text::Text;
use crate::station::{Refused, RowFault};

/// A sentence that names the row and says why it was not taken.
pub fn fault_sentence(text: &Text, refused: &Refused) -> String {
    let row = refused.row.to_string();
    let why = match &refused.why {
        RowFault::Name(error) => text.with(&format!("fault-{}", crate::station::Error::from(*error).code()), &[]),
        RowFault::NoNumber => text.get("fault-no-number").to_owned(),
        RowFault::BadgeTaken(number) => text.with("fault-badge-taken", &[("number", number)]),
        RowFault::EmployeeTaken(number) => text.with("fault-employee-taken", &[("number", number)]),
        RowFault::BadgeTwice(number) => text.with("fault-badge-twice", &[("number", number)]),
        RowFault::EmployeeTwice(number) => text.with("fault-employee-twice", &[("number", number)]),
        RowFault::Cell { field, code } => {
            let field = text.with(&format!("field-{field}"), &[]);
            text.with(&format!("fault-{code}"), &[("field", &field)])
        }
        RowFault::Nobody(who) => text.with("fault-nobody", &[("who", who)]),
        RowFault::SameName(name) => text.with("fault-same-name", &[("name", name)]),
        RowFault::Unidentified => text.get("fault-unidentified").to_owned(),
        RowFault::Unnamed => text.get("fault-unnamed").to_owned(),
        RowFault::NoShift(word) => text.with("fault-no-shift", &[("word", word)]),
        RowFault::Contradiction { what, .. } => {
            let fact = what.fact();
            let facts: Vec<(&str, &str)> = fact.iter().map(|(name, value)| (*name, value.as_str())).collect();
            text.with(&format!("error-{}", what.code()), &facts)
        }
    };
    text.with("fault-row", &[("row", &row), ("why", &why)])
}

/// A sentence for each row that says the titles again.
pub fn titles_again(text: &Text, rows: &[u32]) -> impl Iterator<Item = String> {
    rows.iter().map(|row| text.with("fault-titles-again", &[("row", &row.to_string())]))
}

/// The stable code of a fault, for scripts.
pub fn fault_code(why: &RowFault) -> &'static str {
    match why {
        RowFault::Name(error) => crate::station::Error::from(*error).code(),
        RowFault::NoNumber => "no-number",
        RowFault::BadgeTaken(_) => "badge-taken",
        RowFault::EmployeeTaken(_) => "employee-taken",
        RowFault::BadgeTwice(_) => "badge-twice",
        RowFault::EmployeeTwice(_) => "employee-twice",
        RowFault::Cell { code, .. } => code,
        RowFault::Nobody(_) => "nobody",
        RowFault::SameName(_) => "same-name",
        RowFault::Unidentified => "unidentified",
        RowFault::Unnamed => "unnamed",
        RowFault::NoShift(_) => "no-shift",
        RowFault::Contradiction { what, .. } => what.code(),
    }
}

/// The column a fault is about, where it is about one.
pub fn fault_field(why: &RowFault) -> Option<&'static str> {
    match why {
        RowFault::Name(_) | RowFault::SameName(_) => Some("name"),
        RowFault::NoNumber | RowFault::Unidentified | RowFault::Unnamed | RowFault::Nobody(_) => None,
        RowFault::NoShift(_) => Some("shift"),
        RowFault::BadgeTaken(_) | RowFault::BadgeTwice(_) => Some("badge"),
        RowFault::EmployeeTaken(_) | RowFault::EmployeeTwice(_) => Some("employee"),
        RowFault::Cell { field, .. } | RowFault::Contradiction { field, .. } => Some(field),
    }
}
