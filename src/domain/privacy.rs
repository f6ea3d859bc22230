//! Privacy (隐私): what a site asks people for, how much of it a screen shows, and what of an entry may stay.
//!
//! Sources: PIPL art. 6 and 28 (nothing that the purpose does not need), GB/T 35273-2020 7.2 (what is shown is masked).

use serde::{Deserialize, Serialize};

use super::entry::Visit;
use super::person::{Kind, Person, PersonId};
use super::retention::Keep;

/// Something about people that a site may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// The number of an identity document.
    Document,
    Phone,
    Dormitory,
    Photo,
    /// The vehicle that a visitor comes in.
    Plate,
    /// Who belongs to the household of somebody who returns.
    Household,
}

impl Item {
    pub const ALL: [Self; 6] = [
        Self::Document,
        Self::Phone,
        Self::Dormitory,
        Self::Photo,
        Self::Plate,
        Self::Household,
    ];

    /// The tail of its language keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Phone => "phone",
            Self::Dormitory => "dormitory",
            Self::Photo => "photo",
            Self::Plate => "plate",
            Self::Household => "household",
        }
    }
}

/// What is asked for. The number of a document is settled by `Settings::ask_document`, as it was before there was this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "a switch an item, as they stand on the page")]
pub struct Collect {
    pub phone: bool,
    pub dormitory: bool,
    pub photo: bool,
    pub plate: bool,
    pub household: bool,
}

impl Default for Collect {
    fn default() -> Self {
        Self {
            phone: true,
            dormitory: true,
            photo: true,
            plate: true,
            household: true,
        }
    }
}

/// What a site has settled about the data of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Privacy {
    #[serde(default)]
    pub collect: Collect,
    #[serde(default)]
    pub keep: Keep,
    /// What is due is cleared at night, without anybody pressing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_night: bool,
}

/// `138****0000`; of what is shorter the ends, of what is very short nothing. Several numbers are parted by a space.
pub fn masked_phone(numbers: &str) -> String {
    let mask = |number: &str| {
        let length = number.chars().count();
        let (first, last) = match length {
            11.. => (3, 4),
            7..11 => (1, 2),
            _ => (0, 0),
        };
        let shown = number.chars().enumerate();
        shown
            .map(|(at, c)| if at < first || at + last >= length { c } else { '*' })
            .collect::<String>()
    };
    numbers.split_whitespace().map(mask).collect::<Vec<_>>().join(" ")
}

/// `110***********1234`: three at the front and four at the end of a resident ID; of other papers as much as their length allows.
pub fn masked_document(number: &str) -> String {
    let number = number.trim();
    let length = number.chars().count();
    let (first, last) = if length == 18 {
        (3, 4)
    } else {
        ((length / 4).min(2), (length / 4).min(2))
    };
    let shown = number.chars().enumerate();
    shown
        .map(|(at, c)| if at < first || at + last >= length { c } else { '*' })
        .collect()
}

/// `张＊`: how long the name is, is not told.
pub fn masked_name(name: &str) -> String {
    name.trim().chars().next().map(|first| format!("{first}＊")).unwrap_or_default()
}

/// `··31`: the last two of a badge or an employee number.
pub fn masked_number(number: &str) -> String {
    let length = number.chars().count();
    if length <= 2 {
        return "··".chars().take(length).collect();
    }
    let tail: String = number.chars().skip(length - 2).collect();
    format!("··{tail}")
}

/// Somebody without what is not asked for. What `before` has stays as long as nobody empties it: it goes with the purge.
pub fn asked_of(person: Person, before: &Person, asks: impl Fn(Item) -> bool) -> Person {
    let keep = |item, new: String, old: &str| {
        if asks(item) || new == old || new.is_empty() {
            new
        } else {
            old.to_owned()
        }
    };
    Person {
        phone: keep(Item::Phone, person.phone, &before.phone),
        dormitory: keep(Item::Dormitory, person.dormitory, &before.dormitory),
        document: keep(Item::Document, person.document, &before.document),
        ..person
    }
}

/// A visit without what is not asked for.
pub fn visit_asked_of(visit: Visit, asks: impl Fn(Item) -> bool) -> Visit {
    let plate = if asks(Item::Plate) { visit.plate } else { String::new() };
    Visit { plate, ..visit }
}

/// Somebody who has left, without what only those are asked for who are here: phone, document, dormitory, and what was written
/// freely. The name and the number stay with what is kept of them.
pub fn bare(person: Person) -> Person {
    Person {
        phone: String::new(),
        document: String::new(),
        dormitory: String::new(),
        note: String::new(),
        ..person
    }
}

/// Whether somebody is known only for their visits: with the last of these nothing has to stay.
pub fn is_outsider(person: &Person) -> bool {
    match person.kind {
        Kind::Visitor => true,
        Kind::Contractor => person.badge.is_empty() && person.employee.is_empty(),
        Kind::Worker | Kind::Family => false,
    }
}

/// Of whom nothing is cleared until somebody says so (保全), and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub person: PersonId,
    pub reason: String,
    /// It holds no longer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lifted: bool,
}

/// What somebody asked for about their own data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wish {
    /// To see it (查询, PIPL art. 45).
    #[default]
    See,
    /// To have it put right (更正, art. 46).
    Correct,
    /// To have it deleted (删除, art. 47).
    Delete,
}

impl Wish {
    pub fn key(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Correct => "correct",
            Self::Delete => "delete",
        }
    }
}

/// Somebody asked for something about their own data, and it was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requested {
    pub person: PersonId,
    pub wish: Wish,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_screen_shows() {
        for (phone, shown) in [
            ("13800130000", "138****0000"),
            ("13800130000 08551234567", "138****0000 085****4567"),
            ("8551234", "8****34"),
            ("110", "***"),
            ("", ""),
        ] {
            assert_eq!(masked_phone(phone), shown);
        }
        for (document, shown) in [
            ("11010519491231002X", "110***********002X"),
            ("E12345678", "E1*****78"),
            ("ABCD", "A**D"),
            ("", ""),
        ] {
            assert_eq!(masked_document(document), shown);
        }
        assert_eq!((masked_name(" 张双 ").as_str(), masked_name("")), ("张＊", String::new()));
        for (number, shown) in [("0231", "··31"), ("31", "··"), ("", "")] {
            assert_eq!(masked_number(number), shown);
        }
    }

    #[test]
    fn what_is_not_asked_for_is_not_taken_and_what_is_known_stays() {
        let person = |phone: &str, document: &str| Person {
            phone: phone.into(),
            document: document.into(),
            ..Person::default()
        };
        let asks = |item| item != Item::Phone;
        let known = person("13800130000", "");
        assert_eq!(
            asked_of(person("13900139000", "E12345678"), &known, asks),
            person("13800130000", "E12345678")
        );
        assert_eq!(asked_of(person("", ""), &known, asks), person("", ""), "who empties it may");
        assert_eq!(asked_of(person("13900139000", ""), &Person::default(), asks), person("", ""));
    }
}
