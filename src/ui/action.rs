//! Everything that leaves a screen. The window runs it after drawing, one method each.

mod accounts;
mod backups;
mod duty;
mod headquarters;
mod journal;
mod keys;
mod notices;
mod overview;
mod privacy;
mod report;
mod sheets;
mod site;
mod stations;
mod supplies;

use std::path::PathBuf;

pub use accounts::{AccountsAsked, Secret};
pub use backups::BackupsAsked;
pub use duty::DutyAsked;
pub use headquarters::HeadquartersAsked;
pub use journal::JournalAsked;
pub use keys::KeysAsked;
pub use notices::NoticesAsked;
pub use overview::OverviewAsked;
pub use privacy::PrivacyAsked;
pub use report::ReportAsked;
pub use sheets::SheetsAsked;
pub use site::SiteAsked;
pub use stations::{CardFrom, StationsAsked};
pub use supplies::SuppliesAsked;

use super::papers::Paper;
use super::screens::Screen;
use super::text::Lang;
use super::theme::Scheme;
use crate::domain::clinic::Decision;
use crate::domain::day::{Day, Moment};
use crate::domain::declaration::Declaration;
use crate::domain::entry::{EntryId, Instrument, Taken, Visit};
use crate::domain::going_out::Trip;
use crate::domain::isolation;
use crate::domain::peer::Level;
use crate::domain::person::{Person, PersonId};
use crate::domain::rules::Authority;
use crate::domain::screening::Direction;
use crate::domain::settings::Settings;
use crate::domain::temperature::Celsius;
use crate::station::bring::Field;
use crate::station::bring_readings::Told;
use crate::station::bring_returns::Asked;
use crate::station::out::ForeignAsked;
use crate::station::{ExportAsked, Member, NewIsolation, NewOuting, NewReading, Opening};
use uuid::Uuid;

/// Something that somebody wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The answers of the first start.
    Found(Opening),
    /// Make an invented plant beside, and open that.
    TryDemo,
    Show(Screen),
    Record(NewReading),
    LetThrough {
        person: PersonId,
        direction: Direction,
        mask: bool,
    },
    Refuse {
        person: PersonId,
        reason: String,
    },
    /// Somebody at the window: written down as a person where they are new, and their visit.
    Register {
        person: Person,
        visit: Visit,
    },
    /// Takes back the last line and puts it in front of the guard again.
    TakeBack(EntryId),
    SavePerson(Person),
    /// Puts somebody in front of the guard.
    Choose(PersonId),
    /// Puts somebody's form of return in front.
    AskReturn(PersonId),
    /// Shows somebody's page.
    Open(PersonId),
    /// A picture of somebody from a file: chosen in a dialog, or by the path typed.
    Photograph {
        person: PersonId,
        path: Option<PathBuf>,
    },
    /// Who is on duty from now on.
    SignIn(String),
    Settle(Settings),
    SaveInstrument(Instrument),
    CheckInstrument {
        name: String,
        reference: Celsius,
        shown: Celsius,
    },
    Roster(BringAsked<Field>),
    Questionnaire(BringAsked<Asked>),
    /// A sheet of measurements.
    Measurements(BringAsked<Told>),
    Export(ExportAsked),
    /// Readings in the format of another program.
    ExportForeign(ForeignAsked),
    /// Asks in a dialog where a file of this name should go.
    AskWhere(String),
    StopJob,
    /// People as rows of a spreadsheet, to the clipboard.
    CopyPeople(Vec<PersonId>),
    /// Who has been near somebody in these days, both included.
    FindContacts {
        person: PersonId,
        from: Day,
        to: Day,
    },
    /// Rows of cells under their titles, as a spreadsheet takes them, to the clipboard; at which level they show people.
    CopyRows(Level, Vec<String>, Vec<Vec<String>>),
    /// A page on paper.
    Print(Paper),
    /// Something for the course of somebody: declared, reported, ordered, decided.
    Course(CourseAsked),
    Duty(DutyAsked),
    Supplies(SuppliesAsked),
    Site(SiteAsked),
    Notices(NoticesAsked),
    Report(ReportAsked),
    Overview(OverviewAsked),
    Sheets(SheetsAsked),
    Stations(StationsAsked),
    Headquarters(HeadquartersAsked),
    Accounts(AccountsAsked),
    Privacy(PrivacyAsked),
    Backups(BackupsAsked),
    Keys(KeysAsked),
    Journal(JournalAsked),
    /// The columns of the list, by their keys; remembered on this PC.
    ShowColumns(String),
    Speak(Lang),
    Dress(Scheme, u16),
}

/// What is asked for the course of people.
#[derive(Clone, Debug, PartialEq)]
pub enum CourseAsked {
    /// A declaration at the window, with those of the family.
    Declare(Box<Declaration>, Vec<Member>),
    /// A report before going out, approved at once where `by` may.
    FileOuting(NewOuting, Option<Authority>),
    DecideOuting {
        person: PersonId,
        outing: Uuid,
        approved: bool,
        by: Authority,
        reason: String,
    },
    ExtendOuting {
        person: PersonId,
        outing: Uuid,
        due: Moment,
        by: Authority,
        reason: String,
    },
    CancelOuting {
        person: PersonId,
        outing: Uuid,
        by: Authority,
        reason: String,
    },
    /// What somebody says when they are back.
    AskTrip {
        person: PersonId,
        outing: Uuid,
        trip: Trip,
    },
    /// A temperature taken in the clinic, on a round, or told.
    Measure(NewReading, Taken),
    Decide(Decision),
    /// The decision to isolate, and the isolation, at once.
    Isolate(Decision, NewIsolation),
    /// Reads somebody's past for the clinic.
    Look(PersonId),
    /// Takes back a reading of the clinic.
    Undo {
        person: PersonId,
        entry: EntryId,
    },
    /// Takes back a decision or a step of an isolation.
    TakeBack {
        person: PersonId,
        event: EntryId,
        reason: String,
    },
    OpenIsolation(NewIsolation),
    StepIsolation(PersonId, isolation::Step),
    Release {
        person: PersonId,
        by: Authority,
        reason: String,
    },
}

/// The steps of taking a file in whose columns mean `F`.
#[derive(Clone, Debug, PartialEq)]
pub enum BringAsked<F> {
    /// Choose a file in a dialog.
    Choose,
    /// Read a file and show what it would bring.
    Read(PathBuf),
    /// A column means this, or nothing.
    Match(usize, Option<F>),
    /// Take every good row.
    Take,
    Forget,
}

/// What the screens asked for in this frame.
pub type Actions = Vec<Action>;
