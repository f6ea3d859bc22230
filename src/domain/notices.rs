//! Notices (宣传): what to tell whom, and what was shown when.
//!
//! The program ships a few in each language, so that an empty station has something to show. One of these that the
//! station writes anew or takes down is a notice of its own by the same id.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::{Day, Moment, Zone};
use super::daybook::Note;

/// How long a page stays, in seconds: what people in a queue need to read it, between these two.
pub const SECONDS: (u16, u16) = (5, 120);

/// How long the text of a code may be, in bytes: with more the modules are too small for a telephone at the end of the queue.
pub const CODE_BYTES: usize = 300;

/// Where people read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spot {
    #[default]
    Gate,
    Canteen,
    Dormitory,
}

impl Spot {
    pub const ALL: [Self; 3] = [Self::Gate, Self::Canteen, Self::Dormitory];

    /// The tail of its language key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Canteen => "canteen",
            Self::Dormitory => "dormitory",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|spot| spot.key() == key)
    }
}

/// Something to tell people, with its picture by the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    pub id: Uuid,
    pub title: String,
    /// What stands under the title, a line a paragraph.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What a shift leader reads out; empty where that is the body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub spoken: String,
    /// 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// A text or a link that a telephone reads from the screen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The first day it is shown; from the beginning without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Everywhere where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<Spot>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// How long it stays before the next one.
    pub seconds: u16,
    /// Taken down; stays in the list and can be put up again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub down: bool,
}

impl Default for Notice {
    fn default() -> Self {
        Self {
            id: Uuid::nil(),
            title: String::new(),
            body: String::new(),
            spoken: String::new(),
            picture: None,
            code: String::new(),
            from: None,
            until: None,
            spots: Vec::new(),
            urgent: false,
            seconds: 12,
            down: false,
        }
    }
}

/// How a notice stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    Up,
    /// Its first day is still to come.
    Coming,
    Over,
    Down,
}

impl Standing {
    /// The tail of its language key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Coming => "coming",
            Self::Over => "over",
            Self::Down => "down",
        }
    }
}

impl Notice {
    pub fn standing(&self, day: Day) -> Standing {
        if self.down {
            Standing::Down
        } else if self.from.is_some_and(|from| day < from) {
            Standing::Coming
        } else if self.until.is_some_and(|until| day > until) {
            Standing::Over
        } else {
            Standing::Up
        }
    }

    pub fn is_for(&self, spot: Spot) -> bool {
        self.spots.is_empty() || self.spots.contains(&spot)
    }

    /// What is read out to a shift.
    pub fn read_out(&self) -> &str {
        if self.spoken.trim().is_empty() { &self.body } else { &self.spoken }
    }

    /// Clean for the journal: no white ends, and what must be within bounds is.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [&mut self.title, &mut self.body, &mut self.spoken, &mut self.code] {
            *text = text.trim().to_owned();
        }
        self.seconds = self.seconds.clamp(SECONDS.0, SECONDS.1);
        self.spots.sort_unstable();
        self.spots.dedup();
        if self.spots.len() == Spot::ALL.len() {
            self.spots.clear();
        }
        self
    }
}

/// A notice that was shown to people: written when it is first on the screen that day, and when somebody turns to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Showing {
    pub notice: Uuid,
    /// As it was called then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default)]
    pub spot: Spot,
}

/// Every notice with when it was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeBook {
    notices: Vec<Notice>,
    showings: Vec<(Moment, Showing)>,
}

impl NoticeBook {
    /// The notices of the station and those that came with the program in the language of a tag, as they stand.
    pub fn all(&self, tag: &str) -> Vec<Notice> {
        let own = |id: Uuid| self.notices.iter().any(|notice| notice.id == id);
        let came = shipped(tag).iter().filter(|notice| !own(notice.id));
        self.notices.iter().chain(came).cloned().collect()
    }

    /// What a screen at a place shows on a day, urgent first.
    pub fn up(&self, tag: &str, spot: Spot, day: Day) -> Vec<Notice> {
        let mut up = self.all(tag);
        up.retain(|notice| notice.standing(day) == Standing::Up && notice.is_for(spot));
        up.sort_by_key(|notice| !notice.urgent);
        up
    }

    /// When and where a notice was shown, oldest first.
    pub fn shown(&self, notice: Uuid) -> impl DoubleEndedIterator<Item = (Moment, Spot)> + '_ {
        let of = self.showings.iter().filter(move |(_, showing)| showing.notice == notice);
        of.map(|(at, showing)| (*at, showing.spot))
    }

    /// Whether it was shown at a place on a day.
    pub fn was_shown(&self, notice: Uuid, spot: Spot, (zone, day): (Zone, Day)) -> bool {
        self.shown(notice)
            .rev()
            .any(|(at, at_spot)| at_spot == spot && zone.day_of(at) == day)
    }

    /// How many notices stood before people on a day, anywhere.
    pub fn shown_on(&self, day: Day, zone: Zone) -> usize {
        let of_day = self.showings.iter().filter(|(at, _)| zone.day_of(*at) == day);
        of_day.map(|(_, showing)| showing.notice).collect::<BTreeSet<Uuid>>().len()
    }

    /// Everything shown, oldest first.
    pub fn showings(&self) -> &[(Moment, Showing)] {
        &self.showings
    }

    pub(super) fn take_notice(&mut self, notice: &Notice) {
        match self.notices.iter_mut().find(|known| known.id == notice.id) {
            Some(known) => known.clone_from(notice),
            None => self.notices.push(notice.clone()),
        }
    }

    pub(super) fn take_showing(&mut self, note: &Note, showing: &Showing) {
        self.showings.push((note.at, showing.clone()));
    }
}

/// The notices that came with the program; Chinese in simplified characters for a tag that it does not know.
pub fn shipped(tag: &str) -> &'static [Notice] {
    match tag {
        "en" => &ENGLISH,
        "zh-Hant" => &TRADITIONAL,
        _ => &SIMPLIFIED,
    }
}

static SIMPLIFIED: LazyLock<Vec<Notice>> = LazyLock::new(|| read(include_str!("../../assets/notices/zh-Hans.json")));
static TRADITIONAL: LazyLock<Vec<Notice>> = LazyLock::new(|| read(include_str!("../../assets/notices/zh-Hant.json")));
static ENGLISH: LazyLock<Vec<Notice>> = LazyLock::new(|| read(include_str!("../../assets/notices/en.json")));

/// A file that cannot be read ships nothing; a test holds that each can.
fn read(file: &str) -> Vec<Notice> {
    serde_json::from_str(file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::daybook::Noted;
    use crate::domain::entry::EntryId;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn day(date: &str) -> Result<Day, chrono::ParseError> {
        date.parse()
    }

    fn note(at: Moment, noted: Noted) -> Note {
        Note {
            id: EntryId(Uuid::nil()),
            seq: 1,
            at,
            noted,
        }
    }

    #[test]
    fn every_language_ships_the_same_notices() {
        let ids = |tag| shipped(tag).iter().map(|notice| notice.id).collect::<Vec<_>>();
        assert!(ids("zh-Hans").len() >= 5);
        for tag in ["zh-Hant", "en"] {
            assert_eq!(ids(tag), ids("zh-Hans"), "{tag}");
        }
        for tag in ["zh-Hans", "zh-Hant", "en"] {
            for notice in shipped(tag) {
                assert_eq!(*notice, notice.clone().tidy());
                assert!(!notice.title.is_empty() && !notice.body.is_empty() && !notice.id.is_nil());
            }
        }
    }

    #[test]
    fn days_decide_where_a_notice_stands() -> Checked {
        let notice = Notice {
            from: Some(day("2020-02-07")?),
            until: Some(day("2020-02-08")?),
            ..Notice::default()
        };
        for (date, standing) in [
            ("2020-02-06", Standing::Coming),
            ("2020-02-07", Standing::Up),
            ("2020-02-08", Standing::Up),
            ("2020-02-09", Standing::Over),
        ] {
            assert_eq!(notice.standing(day(date)?), standing, "{date}");
        }
        let down = Notice { down: true, ..notice };
        assert_eq!(down.standing(day("2020-02-07")?), Standing::Down);
        Ok(())
    }

    #[test]
    fn urgent_ones_come_first_and_a_shipped_one_is_replaced_by_its_id() -> Checked {
        let mut book = NoticeBook::default();
        let today = day("2020-02-07")?;
        let count = book.up("en", Spot::Canteen, today).len();
        let first = shipped("en").first().ok_or("none shipped")?.clone();
        book.take_notice(&Notice { down: true, ..first });
        assert_eq!(book.up("en", Spot::Canteen, today).len(), count - 1);
        assert_eq!(book.up("zh-Hans", Spot::Canteen, today).len(), count - 1, "in every language");
        let own = |title: &str, urgent, spots: &[Spot]| Notice {
            id: Uuid::now_v7(),
            title: title.into(),
            urgent,
            spots: spots.to_vec(),
            ..Notice::default()
        };
        book.take_notice(&own("only the gate", false, &[Spot::Gate]));
        book.take_notice(&own("now", true, &[]));
        let up = book.up("en", Spot::Canteen, today);
        assert_eq!(up.first().map(|notice| notice.title.as_str()), Some("now"));
        assert!(up.iter().all(|notice| notice.title != "only the gate"));
        Ok(())
    }

    #[test]
    fn what_was_shown_is_known_by_place_and_day() -> Checked {
        let (mut book, id) = (NoticeBook::default(), Uuid::now_v7());
        let (zone, today) = (Zone::DEFAULT, day("2020-02-07")?);
        let showing = Showing {
            notice: id,
            ..Showing::default()
        };
        let at = zone.start_of(today).plus_minutes(480);
        book.take_showing(&note(at, Noted::Showing(showing.clone())), &showing);
        assert!(book.was_shown(id, Spot::Gate, (zone, today)));
        assert!(!book.was_shown(id, Spot::Canteen, (zone, today)));
        assert!(!book.was_shown(id, Spot::Gate, (zone, today.plus_days(1))));
        Ok(())
    }

    #[test]
    fn an_old_notice_is_read_for_ever() -> Checked {
        let read: Notice = serde_json::from_str(r#"{"id":"00000000-0000-0000-0000-000000000001","title":"戴口罩"}"#)?;
        assert_eq!((read.title.as_str(), read.seconds, read.spots.len()), ("戴口罩", 12, 0));
        Ok(())
    }
}
