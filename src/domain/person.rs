//! Who passes a gate: workers, family members, visitors, contractors.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The same person at every station, in every bundle, for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub Uuid);

/// Under what the ids of people with an employee number are made. Drawn once; another one would make other people of everybody.
const PEOPLE: Uuid = Uuid::from_u128(0x5b1f_66a4_3c0e_4d57_9a42_71e8_0d2c_b39f);

impl PersonId {
    /// The id of somebody new who has an employee number: a UUID of version 5 over the site, the unit and the number. Two gates that
    /// have not exchanged yet bring the same roster in, and it has to be the same people at both; a number drawn at random would
    /// make everybody twice. Those who are known already keep the id that they have.
    ///
    /// `again` is 0, and counts on where the id is somebody else's, who had the number before and has another one now.
    pub fn of_employee((site, unit): (&str, &str), employee: &str, again: u32) -> Self {
        let mut name = again.to_be_bytes().to_vec();
        // Each with its length, so that no two plants share one name.
        for field in [site, unit, employee] {
            name.extend_from_slice(&(field.len() as u64).to_be_bytes());
            name.extend_from_slice(field.as_bytes());
        }
        Self(Uuid::new_v5(&PEOPLE, &name))
    }

    /// As [`Self::of_employee`]: the first id that is nobody else's.
    pub fn of_newcomer<E>(plant: (&str, &str), employee: &str, is_taken: impl Fn(Self) -> Result<bool, E>) -> Result<Self, E> {
        let mut again = 0;
        loop {
            let id = Self::of_employee(plant, employee, again);
            if !is_taken(id)? {
                return Ok(id);
            }
            again += 1;
        }
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What somebody is to the plant (全面统计、分类管理).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Worker,
    Family,
    Visitor,
    Contractor,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Worker, Self::Family, Self::Visitor, Self::Contractor];

    pub fn key(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Family => "family",
            Self::Visitor => "visitor",
            Self::Contractor => "contractor",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// From the word a roster uses: 员工, 正式工, 家属, 訪客, 外协, contractor.
    pub fn from_word(word: &str) -> Option<Self> {
        const WORDS: [(Kind, &[&str]); 4] = [
            (Kind::Visitor, &["访客", "訪客", "来访", "來訪", "visitor", "guest"]),
            (
                Kind::Contractor,
                &["外协", "外協", "外包", "承包", "劳务", "勞務", "派遣", "contractor", "supplier"],
            ),
            (
                Kind::Family,
                &["家属", "家屬", "眷属", "眷屬", "亲属", "親屬", "family", "dependant", "dependent"],
            ),
            (
                Kind::Worker,
                &[
                    "员工", "員工", "职工", "職工", "工人", "正式", "在职", "在職", "合同", "worker", "employee", "staff",
                ],
            ),
        ];
        let word = word.trim().to_lowercase();
        WORDS
            .into_iter()
            .find(|(_, words)| words.iter().any(|known| word.contains(known)))
            .map(|(kind, _)| kind)
    }
}

/// Whether somebody belongs here now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// May come in when the readings allow it.
    #[default]
    Active,
    /// Belongs to the plant and is away: on leave, or not yet returned.
    Away,
    /// No longer belongs here, and is not let in.
    Left,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Active, Self::Away, Self::Left];

    pub fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Away => "away",
            Self::Left => "left",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }
}

/// Everything the plant knows about somebody. An empty text is something not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    /// What the scanner reads. The key by which a gate knows people; unique where it is not empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub badge: String,
    /// The number on the payroll; unique where it is not empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub employee: String,
    pub name: String,
    #[serde(default)]
    pub kind: Kind,
    #[serde(default)]
    pub status: Status,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub team: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dormitory: String,
    /// One or several numbers, parted by a space.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// A resident ID or another document; asked for only where the site turns it on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// For family: whose; for visitors and contractors: who answers for them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Person {
    /// The numbers that only one person should have: badge and employee number, where they are known.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        [self.badge.as_str(), &self.employee]
            .into_iter()
            .filter(|number| !number.is_empty())
    }

    /// Whether both carry the same badge or the same employee number, which only one of them can. Two stations that had not
    /// exchanged yet gave it to two people, or made one person twice.
    pub fn shares_number(&self, other: &Self) -> bool {
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        self.id != other.id && (same(&self.badge, &other.badge) || same(&self.employee, &other.employee))
    }

    /// The number they are called by at the gate: the badge, else the employee number, else nothing.
    pub fn number(&self) -> &str {
        if self.badge.is_empty() { &self.employee } else { &self.badge }
    }

    /// `采矿一队 · 甲班 · 3 号宿舍 412`, without what is not known.
    pub fn place(&self) -> String {
        known(&[&self.unit, &self.department, &self.team, &self.dormitory])
    }

    /// `采矿一队 · 甲班`: the same without where they live.
    pub fn work(&self) -> String {
        known(&[&self.unit, &self.department, &self.team])
    }
}

fn known(parts: &[&str]) -> String {
    let known: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_the_words_of_rosters() {
        for (word, kind) in [
            ("正式工", Some(Kind::Worker)),
            ("职工家属", Some(Kind::Family)),
            ("訪客", Some(Kind::Visitor)),
            ("外协人员", Some(Kind::Contractor)),
            ("Contractor", Some(Kind::Contractor)),
            ("", None),
            ("?", None),
        ] {
            assert_eq!(Kind::from_word(word), kind, "{word}");
        }
    }

    #[test]
    fn a_place_leaves_out_what_is_not_known() {
        let person = Person {
            department: "采矿一队".into(),
            dormitory: "3-412".into(),
            ..Person::default()
        };
        assert_eq!(person.place(), "采矿一队 · 3-412");
    }

    #[test]
    fn keys_come_back() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::from_key(kind.key()) == Some(kind)));
        assert!(Status::ALL.into_iter().all(|status| Status::from_key(status.key()) == Some(status)));
    }
}
