//! Why something was not done. Nothing was written, and what was typed is still the caller's.

use std::io::ErrorKind;

use super::accounts::AccountFault;
use super::backup::BackupError;
use super::site::SiteFault;
use crate::domain::names::NameError;
use crate::domain::privacy::Item;
use crate::domain::report::NotSigned;
use crate::domain::returns::Contradiction;
use crate::domain::rights::Right;
use crate::domain::rules::Authority;
use crate::domain::supplies::Objection;
use crate::exchange::bundle::BundleError;
use crate::exchange::columns::ColumnsError;
use crate::exchange::observations::dhis2::MappingError;
use crate::exchange::picture::PictureError;
use crate::exchange::print::PrintError;
use crate::exchange::sheet::SheetError;
use crate::exchange::write::WriteError;
use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a name is missing")]
    NameMissing,
    #[error(transparent)]
    Name(#[from] NameError),
    #[error("another person carries this badge")]
    BadgeTaken,
    #[error("another person has this employee number")]
    EmployeeTaken,
    #[error("there is a station in this folder already")]
    AlreadyOpened,
    #[error("the settings contradict each other")]
    SettingsContradict,
    #[error("nobody by that id is known here")]
    UnknownPerson,
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error(transparent)]
    Columns(#[from] ColumnsError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Print(#[from] PrintError),
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    /// The last entry cannot be taken back: it is no line of the register, or it has been taken back already.
    #[error("this entry cannot be taken back")]
    NotWithdrawable,
    /// Dates of a declaration that cannot be.
    #[error(transparent)]
    Contradiction(Contradiction),
    #[error("a destination is missing")]
    DestinationMissing,
    /// The day to be back by lies behind.
    #[error("the time to be back has passed already")]
    DuePast,
    /// More time that is no later than the time already given.
    #[error("the time to be back is no later than before")]
    DueNotLater,
    /// Another report of theirs is not over yet.
    #[error("another report is open")]
    OutingOpen,
    #[error("no such report is open")]
    NoOuting,
    #[error("a reason is missing")]
    ReasonMissing,
    /// Somebody in isolation does not go out.
    #[error("in isolation")]
    Isolating,
    #[error("not in isolation")]
    NotIsolating,
    /// Who has to decide about this.
    #[error("not for this role to decide")]
    Authority(Authority),
    /// What speaks against a move of supplies.
    #[error("the stock does not permit it")]
    Supply(Objection),
    #[error(transparent)]
    Site(#[from] SiteFault),
    #[error("nothing to write")]
    NothingToWrite,
    #[error(transparent)]
    Account(#[from] AccountFault),
    /// The account that is signed in may not do this.
    #[error("not for this account to do")]
    NotAllowed(Right),
    /// The site does without it.
    #[error("the site does not ask for this")]
    NotAsked(Item),
    #[error(transparent)]
    Report(#[from] NotSigned),
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// A reading is always about one person.
    #[error("counts hold no readings")]
    CountsOnly,
    /// Only readings are known to other people's programs.
    #[error("only readings in this format")]
    OnlyReadings,
    /// DHIS2 is written by a mapping file.
    #[error("a mapping file is missing")]
    MappingMissing,
    /// Only a report becomes a PDF.
    #[error("not in this format")]
    OnlyReport,
    /// A plan names a shift that the site does not have.
    #[error("no such shift")]
    NoShift,
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    DaysBackwards,
    /// A line of paper that tells of a time to come.
    #[error("the time is still to come")]
    LateFuture,
    /// A line of paper from before the station was opened.
    #[error("before the station was opened")]
    LateBefore,
    /// The same line stands in the register under that number.
    #[error("this line was entered already, number {0}")]
    LateTwice(i64),
    /// Nobody comes in without a temperature.
    #[error("a temperature is missing")]
    LateNoReading,
    /// Only headquarters keeps its units in a server.
    #[error("not a headquarters")]
    OnlyHeadquarters,
    #[error(transparent)]
    Bundle(#[from] BundleError),
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The file with the station's keys cannot be read or written.
    #[error("the keys of this station cannot be read")]
    NoKeys,
    /// A station need not be enrolled with itself.
    #[error("this is the station's own card")]
    OwnCard,
    /// Stations of one site say the same names for it: ours, and the other one's.
    #[error("the other station belongs to another site")]
    OtherSite(Box<[String; 2]>),
    #[error("this station is enrolled already")]
    AlreadyEnrolled,
    #[error("no such station is enrolled")]
    UnknownStation,
    /// Headquarters would get less than everything in a bundle that stations of the site get everything in.
    #[error("stations of the site and headquarters need a bundle each")]
    TwoLevels,
    #[error("nobody is enrolled for whom a bundle could be sealed")]
    NobodyToSend,
    /// A folder to exchange through that is not there: a stick that is not in, a share that is not reached.
    #[error("the folder is not there")]
    RouteMissing,
    /// A folder to exchange through that cannot be read or written.
    #[error("the folder cannot be used: {0}")]
    Route(std::io::Error),
    /// What somebody read aloud or typed is not what the card has; which is not said, or nobody would compare.
    #[error("the fingerprint differs")]
    OtherFingerprint(String),
    /// Several stations have this name: each with its fingerprint.
    #[error("several stations have this name: {0}")]
    SeveralStations(String),
}

impl Error {
    /// Whether it is about the server where headquarters keeps its units.
    pub(super) fn is_of_server(&self) -> bool {
        matches!(self, Self::Store(StoreError::Server(_)))
    }

    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NameMissing => "name-missing",
            Self::Name(error) => name_code(error),
            Self::BadgeTaken => "badge-taken",
            Self::EmployeeTaken => "employee-taken",
            Self::AlreadyOpened => "already-opened",
            Self::SettingsContradict => "settings-contradict",
            Self::UnknownPerson => "unknown-person",
            Self::NotWithdrawable => "not-withdrawable",
            Self::Sheet(error) => sheet_code(error),
            Self::Columns(_) => "columns",
            Self::Write(error) => write_code(error),
            Self::Print(_) => "print",
            Self::Picture(error) => picture_code(error),
            Self::Site(fault) => fault.code(),
            Self::Stopped => "stopped",
            Self::Contradiction(what) => what.code(),
            Self::DestinationMissing => "destination-missing",
            Self::DuePast => "due-past",
            Self::DueNotLater => "due-not-later",
            Self::OutingOpen => "outing-open",
            Self::NoOuting => "no-outing",
            Self::ReasonMissing => "reason-missing",
            Self::Isolating => "isolating",
            Self::NotIsolating => "not-isolating",
            Self::Authority(_) => "authority",
            Self::Supply(objection) => objection.code(),
            Self::NothingToWrite => "nothing-to-write",
            Self::NotAllowed(_) => "not-allowed",
            Self::Account(fault) => fault.code(),
            Self::NotAsked(_) => "not-asked",
            Self::Report(why) => why.code(),
            Self::Mapping(error) => error.code(),
            Self::CountsOnly => "counts-only",
            Self::MappingMissing => "mapping-missing",
            Self::OnlyReadings => "only-readings",
            Self::OnlyReport => "only-report",
            Self::NoShift => "no-shift",
            Self::DaysBackwards => "days-backwards",
            Self::LateFuture => "late-future",
            Self::LateBefore => "late-before",
            Self::LateTwice(_) => "late-twice",
            Self::LateNoReading => "late-no-reading",
            Self::OnlyHeadquarters => "only-headquarters",
            Self::Bundle(error) => error.code(),
            Self::Backup(error) => error.code(),
            Self::NoKeys => "no-keys",
            Self::OwnCard => "own-card",
            Self::OtherSite(_) => "other-site",
            Self::AlreadyEnrolled => "already-enrolled",
            Self::UnknownStation => "unknown-station",
            Self::TwoLevels => "two-levels",
            Self::NobodyToSend => "nobody-to-send",
            Self::RouteMissing => "route-missing",
            Self::Route(_) => "route-io",
            Self::OtherFingerprint(_) => "other-fingerprint",
            Self::SeveralStations(_) => "several-stations",
        }
    }

    /// The facts that its sentence names, by the names they have there.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Name(NameError::Character { position }) => vec![("position", position.to_string())],
            Self::Contradiction(what) => what.fact().into_iter().collect(),
            Self::Authority(authority) => vec![("authority", authority.key().to_owned())],
            Self::Account(fault) => fault.facts(),
            Self::NotAllowed(right) => vec![("right", right.key().to_owned())],
            Self::NotAsked(item) => vec![("item", item.key().to_owned())],
            Self::Supply(objection) => objection.facts(),
            Self::Store(error) => vec![("detail", error.detail())],
            Self::LateTwice(seq) => vec![("seq", seq.to_string())],
            Self::Bundle(error) => error.facts(),
            Self::Backup(error) => error.facts(),
            Self::Route(error) => vec![("detail", error.to_string())],
            Self::OtherFingerprint(given) => vec![("ours", given.clone())],
            Self::SeveralStations(stations) => vec![("stations", stations.clone())],
            Self::OtherSite(names) => ours_and_theirs(names),
            Self::Sheet(error) => sheet_facts(error),
            Self::Mapping(error) => vec![("detail", error.to_string())],
            Self::Columns(error) => vec![("detail", error.to_string())],
            Self::Print(error) => vec![("detail", error.to_string())],
            Self::Write(error) => write_facts(error),
            Self::Picture(_)
            | Self::Stopped
            | Self::Name(NameError::TooShort | NameError::TooLong | NameError::NoLetters)
            | Self::NameMissing
            | Self::AlreadyOpened
            | Self::BadgeTaken
            | Self::EmployeeTaken
            | Self::SettingsContradict
            | Self::UnknownPerson
            | Self::DestinationMissing
            | Self::DuePast
            | Self::DueNotLater
            | Self::OutingOpen
            | Self::NoOuting
            | Self::ReasonMissing
            | Self::Isolating
            | Self::NotIsolating
            | Self::Site(_)
            | Self::NothingToWrite
            | Self::Report(_)
            | Self::OnlyReport
            | Self::OnlyReadings
            | Self::CountsOnly
            | Self::MappingMissing
            | Self::NoShift
            | Self::DaysBackwards
            | Self::LateFuture
            | Self::LateBefore
            | Self::LateNoReading
            | Self::OnlyHeadquarters
            | Self::NoKeys
            | Self::OwnCard
            | Self::AlreadyEnrolled
            | Self::UnknownStation
            | Self::TwoLevels
            | Self::NobodyToSend
            | Self::RouteMissing
            | Self::NotWithdrawable => Vec::new(),
        }
    }
}

fn write_facts(error: &WriteError) -> Vec<(&'static str, String)> {
    match error {
        WriteError::TooManyRows { limit } => vec![("limit", limit.to_string())],
        WriteError::LongCell { row } => vec![("row", row.to_string())],
        WriteError::Io(_) | WriteError::Workbook(_) => vec![("detail", error.to_string())],
    }
}

fn sheet_facts(error: &SheetError) -> Vec<(&'static str, String)> {
    match error {
        SheetError::TooBig { limit, .. } => vec![("limit", (limit >> 20).to_string())],
        SheetError::TooManyRows { limit } | SheetError::TooManyColumns { limit, .. } => vec![("limit", limit.to_string())],
        SheetError::NotASheet { looks_like } => vec![("kind", (*looks_like).to_owned())],
        SheetError::LongCell { row, limit } => vec![("row", row.to_string()), ("limit", limit.to_string())],
        SheetError::Io(_)
        | SheetError::Bomb { .. }
        | SheetError::OldExcel
        | SheetError::Encrypted
        | SheetError::Broken(_)
        | SheetError::Empty
        | SheetError::Cancelled => Vec::new(),
    }
}

/// The place of this station and that of another one.
fn ours_and_theirs([ours, theirs]: &[String; 2]) -> Vec<(&'static str, String)> {
    vec![("ours", ours.clone()), ("theirs", theirs.clone())]
}

fn picture_code(error: &PictureError) -> &'static str {
    match error {
        PictureError::NotAPicture => "picture-unknown",
        PictureError::TooLarge | PictureError::TooManyPixels { .. } => "picture-too-large",
        PictureError::Damaged => "picture-damaged",
    }
}

fn name_code(error: &NameError) -> &'static str {
    match error {
        NameError::TooShort => "name-short",
        NameError::TooLong => "name-long",
        NameError::Character { .. } => "name-character",
        NameError::NoLetters => "name-letters",
    }
}

fn write_code(error: &WriteError) -> &'static str {
    match error {
        WriteError::Io(_) => "write-io",
        WriteError::TooManyRows { .. } => "write-too-many-rows",
        WriteError::LongCell { .. } => "write-long-cell",
        WriteError::Workbook(_) => "write-workbook",
    }
}

fn sheet_code(error: &SheetError) -> &'static str {
    match error {
        SheetError::Io(error) if error.kind() == ErrorKind::NotFound => "sheet-missing",
        SheetError::Io(error) if error.kind() == ErrorKind::PermissionDenied => "sheet-denied",
        SheetError::Io(_) => "sheet-io",
        SheetError::TooBig { .. } => "sheet-too-big",
        SheetError::TooManyRows { .. } => "sheet-too-many-rows",
        SheetError::TooManyColumns { .. } => "sheet-too-many-columns",
        SheetError::Bomb { .. } => "sheet-bomb",
        SheetError::NotASheet { .. } => "sheet-not-a-sheet",
        SheetError::OldExcel => "sheet-old-excel",
        SheetError::Encrypted => "sheet-encrypted",
        SheetError::Broken(_) => "sheet-broken",
        SheetError::LongCell { .. } => "sheet-long-cell",
        SheetError::Empty => "sheet-empty",
        SheetError::Cancelled => "stopped",
    }
}
