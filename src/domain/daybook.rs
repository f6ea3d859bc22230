//! The daybook (日志): what the plant does for everybody, day by day: duty, supplies, site measures, notices, reports.
//!
//! What concerns one person is the course ([`super::health`]); everything else that is not the register is a note here.
//! A note is one entry of the journal. A [`Daybook`] is the sum of its notes, folded in their order by the book of each area.

use super::day::Moment;
use super::duty::{DutyBook, DutyPlan};
use super::entry::{Entry, EntryId};
use super::kinds::kinds;
use super::layout::Layout;
use super::notices::{Notice, NoticeBook, Showing};
use super::report::{Clause, ReportBook, Signed, Unusual};
use super::site::{Meeting, Place, Plan, Room, Round, Sample, SiteBook, Slot};
use super::supplies::{Item, Move, SupplyBook};

kinds! {
    /// What can be noted in the daybook.
    Noted:
    60 "duty" Duty(DutyPlan),
    61 "item" Item(Item),
    62 "move" Move(Move),
    63 "place" Place(Place),
    64 "plan" Plan(Plan),
    65 "round" Round(Round),
    66 "slot" Slot(Slot),
    67 "sample" Sample(Sample),
    68 "room" Room(Room),
    69 "meeting" Meeting(Meeting),
    70 "notice" Notice(Notice),
    71 "showing" Showing(Showing),
    72 "layout" Layout(Layout),
    73 "unusual" Unusual(Unusual),
    74 "clause" Clause(Clause),
    75 "signed" Signed(Signed),
    79 "struck" Struck(Struck),
}

impl From<Noted> for Entry {
    fn from(noted: Noted) -> Self {
        Self::Noted(noted)
    }
}

/// Takes back the note it corrects; both stay in the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Struck {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A note as it stands in the daybook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: EntryId,
    /// The number it was saved under at its station.
    pub seq: i64,
    pub at: Moment,
    pub noted: Noted,
}

/// Everything in the daybook, an area a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Daybook {
    pub duty: DutyBook,
    pub supplies: SupplyBook,
    pub site: SiteBook,
    pub notices: NoticeBook,
    pub reports: ReportBook,
}

impl Daybook {
    /// Takes the next note, in the order of their moments.
    pub fn take(&mut self, note: &Note) {
        match &note.noted {
            Noted::Duty(plan) => self.duty.take(note, plan),
            Noted::Item(item) => self.supplies.take_item(item),
            Noted::Move(one) => self.supplies.take_move(note, one),
            Noted::Place(place) => self.site.take_place(place),
            Noted::Plan(plan) => self.site.take_plan(note, plan),
            Noted::Round(round) => self.site.take_round(note, round),
            Noted::Slot(slot) => self.site.take_slot(slot),
            Noted::Sample(sample) => self.site.take_sample(note, sample),
            Noted::Room(room) => self.site.take_room(room),
            Noted::Meeting(meeting) => self.site.take_meeting(note, meeting),
            Noted::Notice(notice) => self.notices.take_notice(notice),
            Noted::Showing(showing) => self.notices.take_showing(note, showing),
            Noted::Layout(layout) => self.reports.take_layout(layout),
            Noted::Unusual(unusual) => self.reports.take_unusual(note, unusual),
            Noted::Clause(clause) => self.reports.take_clause(note, clause),
            Noted::Signed(signed) => self.reports.take_signed(note, signed),
            Noted::Struck(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_read() -> Result<(), Box<dyn std::error::Error>> {
        let notes = [
            Noted::Item(Item::default()),
            Noted::Round(Round::default()),
            Noted::Struck(Struck {
                reason: "写错了".into()
            }),
        ];
        for noted in notes {
            assert_eq!(Noted::decode(noted.kind(), &noted.encode()?).transpose()?, Some(noted.clone()));
            assert!(Noted::kind_name(noted.kind()).is_some());
        }
        assert_eq!(Noted::decode(20, "{}").transpose()?, None);
        Ok(())
    }
}
