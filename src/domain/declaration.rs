//! What a returning worker declares (返厂登记): where from, which way, contacts, symptoms, family.
//!
//! Facts of presence and contact, never of origin (CAC notice of 4 February 2020).

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::person::PersonId;
use super::region::{self, Code};

/// An answer that may be owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Not asked yet, or left empty.
    #[default]
    Blank,
    No,
    Yes,
    Unsure,
}

impl Answer {
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unsure => "unsure",
        }
    }
}

/// A place on the way, from a day to a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// As it was written.
    pub text: String,
    /// `None` where nothing resolves it; then it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Passed through, changed trains.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub transit: bool,
    /// Train, flight or plate, with the seat.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vehicle: String,
}

impl Stay {
    /// The stays that a text tells of, all of them in the same days.
    pub fn read(text: &str, days: (Option<Day>, Option<Day>)) -> Vec<Self> {
        let mentions = region::read(text).into_iter().filter(|mention| !mention.negated);
        let stay = |mention: region::Mention| Self {
            text: mention.text,
            code: mention.code,
            from: days.0,
            to: days.1,
            transit: mention.transit,
            vehicle: String::new(),
        };
        mentions.map(stay).collect()
    }
}

/// Where somebody stays during isolation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quarters {
    /// 居家
    #[default]
    Home,
    /// 宿舍
    Dormitory,
    /// 厂内隔离室
    Site,
    /// 集中
    Central,
    /// 医院
    Hospital,
}

impl Quarters {
    pub const ALL: [Self; 5] = [Self::Home, Self::Dormitory, Self::Site, Self::Central, Self::Hospital];

    pub fn key(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Dormitory => "dormitory",
            Self::Site => "site",
            Self::Central => "central",
            Self::Hospital => "hospital",
        }
    }
}

/// A declaration as it was filed. The latest of a person stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    #[serde(skip)]
    pub person: PersonId,
    /// The day of the return to the factory.
    pub return_date: Day,
    /// The day the form was filled in.
    pub filed: Day,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<Stay>,
    /// Means of the return: train, flight, plate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vehicle: String,
    /// Been with a confirmed or suspected case.
    #[serde(default)]
    pub contact: Answer,
    /// The last day with them; without it the day of the return counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_on: Option<Day>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact_note: String,
    /// Whether symptoms were declared.
    #[serde(default)]
    pub unwell: Answer,
    /// The keys of the rulebook, or what was written where no word is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symptoms: Vec<String>,
    /// Family members who declare the same questions for themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub household: Vec<PersonId>,
    /// Where they would isolate.
    #[serde(default)]
    pub quarters: Quarters,
    /// The file it came from; empty for the window.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
}

impl Declaration {
    /// An empty form for somebody who returns on a day.
    pub fn blank(person: PersonId, return_date: Day, filed: Day) -> Self {
        Self {
            person,
            return_date,
            filed,
            stays: Vec::new(),
            vehicle: String::new(),
            contact: Answer::Blank,
            contact_on: None,
            contact_note: String::new(),
            unwell: Answer::Blank,
            symptoms: Vec::new(),
            household: Vec::new(),
            quarters: Quarters::default(),
            file: String::new(),
        }
    }

    /// Whether it stands where `earlier` was kept before it: the one filled in later stands, and of one day that of the window. So a
    /// sheet that comes in late undoes nothing. Each with the day it was kept, after which nothing is filled in.
    pub fn stands_after(&self, kept: Day, (earlier_kept, earlier): (Day, &Self)) -> bool {
        let when = |one: &Self, kept: Day| (one.filed.min(kept), one.file.is_empty());
        when(self, kept) >= when(earlier, earlier_kept)
    }

    /// With the family of the declaration before it, where it comes from a questionnaire: that asks after no family, so it takes
    /// none away.
    #[must_use]
    pub fn with_family(mut self, earlier: &[PersonId]) -> Self {
        if !self.file.is_empty() && self.household.is_empty() {
            self.household = earlier.to_vec();
        }
        self
    }

    /// `湖北武汉 → 广州`: the places in their order, for a list.
    pub fn way(&self) -> String {
        let places = self.stays.iter().map(|stay| stay.text.as_str());
        places.collect::<Vec<_>>().join(" → ")
    }
}
