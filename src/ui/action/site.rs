//! What the screen of that name asks for.

use uuid::Uuid;

use crate::domain::day::{Day, Moment};
use crate::domain::entry::EntryId;
use crate::domain::peer::Level;
use crate::domain::site::canteen::Food;
use crate::domain::site::{Doing, Meeting, Place, Plan, Room, SiteLimits, Slot};
use crate::station::out::Format;

/// Something to be done for this area.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteAsked {
    Do {
        plan: Uuid,
        due: Moment,
        doing: Doing,
    },
    Skip {
        plan: Uuid,
        due: Moment,
        reason: String,
    },
    Check {
        plan: Uuid,
        due: Moment,
        by: String,
    },
    SavePlace(Place),
    SavePlan(Plan),
    /// Places and plans to begin with.
    Begin(Vec<Place>, Vec<Plan>),
    SaveSlot(Slot),
    KeepSample(Food),
    DiscardSample(Uuid),
    SaveRoom(Room),
    HoldMeeting(Meeting),
    /// What the site holds itself to.
    Limit(SiteLimits),
    /// A remark on a clause of the guide.
    Remark(u8, String),
    /// Takes a note back.
    Strike(EntryId, String),
    /// The record sheet of these days, both included.
    Print(Day, Day),
    /// The rounds of these days; into the data folder where no path is given.
    Export {
        days: (Day, Day),
        format: Format,
        path: String,
        /// How much of people they show, and what it is for.
        leaves: (Level, String),
    },
}
