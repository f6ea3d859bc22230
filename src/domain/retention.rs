//! Retention (保存期限): how long each kind of record is kept, and what of the journal is due on a day.
//!
//! Kept as short as the purpose allows (PIPL art. 19, GB/T 35273-2020 6.1); how short, is the site's to say, within limits below which
//! the program's own rules would lose what they count by. Figures of a day stay: its report is signed and kept.
//!
//! Settings, keys, accounts, hand-overs, reports and the journal's own chain are never due.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::audit::Audited;
use super::day::{Day, Moment};
use super::entry::{Entry, Taken};
use super::screening::Verdict;

/// A kind of record that is kept for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Readings at the gate that let somebody through, and passages.
    Readings,
    /// Readings that were not clear, those of the clinic, and whoever was sent back.
    Flagged,
    /// Visits of outsiders, and who they are where nothing else is kept of them.
    Visits,
    /// Declarations, and with them whose contact somebody was.
    Declarations,
    Outings,
    /// Isolations and decisions of the clinic.
    Isolations,
    Absences,
    /// Phone, document, dormitory of people who have left.
    Left,
    /// Pictures of people who have left.
    Photos,
    /// Who saw, took out or asked for what.
    Access,
}

impl Category {
    pub const ALL: [Self; 10] = [
        Self::Readings,
        Self::Flagged,
        Self::Visits,
        Self::Declarations,
        Self::Outings,
        Self::Isolations,
        Self::Absences,
        Self::Left,
        Self::Photos,
        Self::Access,
    ];

    /// The stable name in settings and entries, and the tail of its language keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Readings => "readings",
            Self::Flagged => "flagged",
            Self::Visits => "visits",
            Self::Declarations => "declarations",
            Self::Outings => "outings",
            Self::Isolations => "isolations",
            Self::Absences => "absences",
            Self::Left => "left",
            Self::Photos => "photos",
            Self::Access => "access",
        }
    }

    /// For how many days after its day it is kept, where the site has not said otherwise.
    ///
    /// 30 days are two incubations of 14 (the longest that the national plans of 2020 count with) and a margin; a year covers
    /// the follow-up of a fever or a return; three years is how long PIPL art. 56 wants the record of an assessment kept, and
    /// the access log outlives the half year of the Cybersecurity Law, art. 21 (3).
    pub fn usual(self) -> u32 {
        match self {
            Self::Readings | Self::Visits => 30,
            Self::Left | Self::Photos => 90,
            Self::Flagged | Self::Declarations | Self::Outings | Self::Absences | Self::Access => 365,
            Self::Isolations => 1095,
        }
    }

    /// Fewer days than these cannot be settled: contacts are looked for over 14 days back, and an isolation counts its readings.
    pub fn least(self) -> u32 {
        match self {
            Self::Left | Self::Photos => 7,
            Self::Readings | Self::Visits => 14,
            Self::Flagged | Self::Declarations | Self::Outings | Self::Absences => 30,
            Self::Isolations => 90,
            // 网络安全法 art. 21 (3): logs for six months at least.
            Self::Access => 184,
        }
    }

    /// More days than these are no limit.
    pub const MOST: u32 = 3650;

    /// Whether somebody's own wish shortens it to the least: nobody has to keep it against them.
    fn yields(self) -> bool {
        match self {
            Self::Readings | Self::Visits | Self::Absences | Self::Left | Self::Photos => true,
            Self::Flagged | Self::Declarations | Self::Outings | Self::Isolations | Self::Access => false,
        }
    }

    /// What an entry is a record of. `None` for what is never due, and for what is due with something else: who somebody is, and
    /// what was taken back.
    pub fn of(entry: &Entry) -> Option<Self> {
        Some(match entry {
            Entry::Reading(reading) if reading.verdict >= Verdict::Report && reading.taken == Taken::Gate => Self::Readings,
            Entry::Passage(_) => Self::Readings,
            Entry::Reading(_) | Entry::Refusal(_) => Self::Flagged,
            Entry::Visit(_) => Self::Visits,
            Entry::Declared(_) => Self::Declarations,
            Entry::Outing(_) => Self::Outings,
            Entry::Isolation(_) | Entry::Decided(_) => Self::Isolations,
            Entry::Absent(_) => Self::Absences,
            Entry::Audited(Audited::Revealed(_) | Audited::Exported(_) | Audited::Denied(_) | Audited::Requested(_)) => Self::Access,
            Entry::Audited(Audited::Purged(_) | Audited::Restored(_) | Audited::Unkept(_) | Audited::Held(_))
            | Entry::StationOpened(_)
            | Entry::SettingsChanged(_)
            | Entry::OnDuty(_)
            | Entry::PersonSaved(_)
            | Entry::PeopleStaged(_)
            | Entry::PeopleTaken(_)
            | Entry::ImportAbandoned(_)
            | Entry::PhotoTaken(_)
            | Entry::InstrumentSaved(_)
            | Entry::InstrumentChecked(_)
            | Entry::Withdrawn(_)
            | Entry::DeclarationsStaged(_)
            | Entry::Noted(_)
            | Entry::Keyed(_)
            | Entry::PeerSaved(_)
            | Entry::Continued(_)
            | Entry::AccountSaved(_) => return None,
        })
    }
}

/// For how many days each kind is kept; what is not named, for the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keep(BTreeMap<String, u32>);

impl Keep {
    /// Never fewer than the least: a nought that slipped in, from whichever program, deletes nothing at once.
    pub fn days(&self, category: Category) -> u32 {
        let settled = self.0.get(category.key()).copied().unwrap_or_else(|| category.usual());
        settled.clamp(category.least(), Category::MOST)
    }

    pub fn set(&mut self, category: Category, days: u32) {
        let days = days.clamp(category.least(), Category::MOST);
        self.0.insert(category.key().to_owned(), days);
    }
}

/// What the term of somebody's records depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Known only for their visits.
    pub outsider: bool,
    /// The day it was written down that they have left.
    pub left: Option<Day>,
    /// The day their last isolation ended or they came back last.
    pub settled: Option<Day>,
    /// In isolation, or on an outing.
    pub open: bool,
    /// Somebody said that nothing of theirs is cleared (保全).
    pub held: bool,
}

/// Why something stays that would be due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spared {
    Open,
    Held,
}

/// The terms of a site on a day.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub keep: &'a Keep,
    pub today: Day,
    /// Whether it is for the wish of one person, whose records go as soon as nothing has to keep them.
    pub wished: bool,
}

impl Terms<'_> {
    /// The last day whose records of this kind are due.
    pub fn until(&self, category: Category) -> Day {
        let days = if self.wished && category.yields() {
            category.least()
        } else {
            self.keep.days(category)
        };
        self.today.minus_days(days + 1)
    }

    /// Whether a record of a day is due; `Err` where it would be and something keeps it.
    pub fn is_due(&self, category: Category, day: Day, facts: &Facts) -> Result<bool, Spared> {
        let from = if category == Category::Declarations {
            facts.settled.map_or(day, |settled| settled.max(day))
        } else {
            day
        };
        if from > self.until(category) {
            Ok(false)
        } else if facts.held {
            Err(Spared::Held)
        } else if facts.open {
            Err(Spared::Open)
        } else {
            Ok(true)
        }
    }
}

/// Whether an entry can have been cleared, at a station that keeps to the shortest terms, before `now`: whoever passes it on has only
/// its place and its hash.
pub fn may_be_cleared(kind: i64, at: Moment, now: Moment) -> bool {
    let shortest = Category::ALL.map(Category::least).into_iter().min().unwrap_or_default();
    let is_of_people = matches!(kind, 10 | 11 | 14 | 20..=23 | 40 | 50..=55 | 91 | 92 | 94 | 98);
    is_of_people && at.plus_minutes(i64::from(shortest) * 24 * 60) <= now
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_nought_never_means_at_once() -> Checked {
        let keep: Keep = serde_json::from_str(r#"{"readings":0,"visits":4000000000}"#)?;
        assert_eq!(keep.days(Category::Readings), Category::Readings.least());
        assert_eq!(keep.days(Category::Visits), Category::MOST);
        let mut keep = Keep::default();
        keep.set(Category::Access, 1);
        for category in Category::ALL {
            assert!(category.least() > 0 && category.least() <= category.usual());
            assert!(keep.days(category) >= category.least());
        }
        assert_eq!(keep.days(Category::Access), 184);
        Ok(())
    }

    #[test]
    fn the_last_day_of_the_term_is_kept() -> Checked {
        let today: Day = "2020-06-30".parse()?;
        let keep = Keep::default();
        let terms = Terms {
            keep: &keep,
            today,
            wished: false,
        };
        let due = |category, days: u32, facts: &Facts| terms.is_due(category, today.minus_days(days), facts);
        let nobody = Facts::default();
        assert_eq!(due(Category::Readings, 30, &nobody), Ok(false));
        assert_eq!(due(Category::Readings, 31, &nobody), Ok(true));
        assert_eq!(due(Category::Flagged, 31, &nobody), Ok(false));
        let (open, held) = (Facts { open: true, ..nobody }, Facts { held: true, ..nobody });
        assert_eq!(due(Category::Readings, 31, &open), Err(Spared::Open));
        assert_eq!(due(Category::Readings, 31, &held), Err(Spared::Held));
        assert_eq!(due(Category::Readings, 30, &held), Ok(false));
        let settled = Facts {
            settled: Some(today.minus_days(300)),
            ..nobody
        };
        assert_eq!(due(Category::Declarations, 400, &settled), Ok(false), "a year after the isolation");
        assert_eq!(due(Category::Declarations, 400, &nobody), Ok(true));
        Ok(())
    }

    #[test]
    fn a_wish_shortens_what_nobody_has_to_keep() -> Checked {
        let keep = Keep::default();
        let today: Day = "2020-06-30".parse()?;
        let until = |wished, category| {
            let terms = Terms {
                keep: &keep,
                today,
                wished,
            };
            today.days_since(terms.until(category))
        };
        for (category, term, wished) in [
            (Category::Readings, 31, 15),
            (Category::Left, 91, 8),
            (Category::Isolations, 1096, 1096),
            (Category::Access, 366, 366),
        ] {
            assert_eq!((until(false, category), until(true, category)), (term, wished), "{category:?}");
        }
        Ok(())
    }
}
