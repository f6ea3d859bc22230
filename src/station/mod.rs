//! What a person can do at this station: a method a sentence, a transaction a method.

mod accounts;
mod audit;
pub mod backup;
pub mod bring;
pub mod bring_duty;
pub mod bring_readings;
pub mod bring_returns;
mod catch_up;
mod check;
mod clinic;
pub mod clock;
pub mod contacts;
mod daybook;
pub mod demo;
mod duty;
mod error;
mod everybody;
pub mod exchange;
mod gate;
mod going_out;
pub mod headquarters;
mod health;
mod leaving;
mod ledger;
mod notices;
pub mod out;
pub mod overview;
pub mod own_data;
mod paper;
pub mod privacy;
mod protection;
pub mod purge;
pub mod rejudge;
mod report;
mod returns;
mod roster;
pub mod secret;
#[cfg(test)]
mod several;
mod sheets;
pub mod site;
mod supplies;
mod things;
mod veil;
pub mod view;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use uuid::Uuid;

pub use accounts::{AccountFault, AccountRow, AccountsView, Choosing, NewAccount, Permit, Session, ShiftCount, Standing};
pub use audit::{AuditPage, AuditRow, Gone, Jump, Spoken};
pub use check::{Checked, Finding, Keeper, NoHead, PaperHead, Wrong};
pub use clinic::NewIsolation;
pub use clock::{Clock, FixedClock, RunningClock, SystemClock};
pub use duty::{DutyDay, Planned};
pub use error::Error;
pub use gate::NewReading;
pub use going_out::NewOuting;
pub use out::ExportAsked;
pub use paper::{FormFormat, in_place, print_page};
pub use protection::{Disk, KeyMove, KeyPlace, Lies, Protection, Renewal};
pub use report::Signing;
pub use returns::{Declared, Member};
pub use roster::{Import, Refused, RowFault};
pub use sheets::LateLine;
pub use supplies::{StockField, StockPreview, StockRow};
pub use veil::Veil;
pub use view::{Changed, Queued, Today, View};

use daybook::Folded;
use headquarters::Grouped;

use crate::domain::day::{Moment, Zone};
use crate::domain::entry::{Entry, EntryId, OnDuty};
use crate::domain::names::clean_name;
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::asked_of;
use crate::domain::rights::Right;
use crate::domain::settings::{Role, Settings, StationCard};
use crate::exchange::bundle::Secrets;
pub use crate::exchange::form::{Form, FormColumn, Value as FormValue, percent};
pub use crate::exchange::picture::{poster as reduce_picture, read as read_picture, reduce as reduce_photo};
pub use crate::exchange::png::to_file as keep_picture;
pub use crate::exchange::print::{Sheet, table};
pub use crate::exchange::qr;
pub use crate::store::Held;
pub use crate::store::course::Event;
use crate::store::journal::{Stamp, Written};
pub use crate::store::lines::Line;
use crate::store::postgres::Postgres;
use crate::store::station::Identity;
pub use crate::store::things::InstrumentRow;
pub use crate::store::verify::ChainFault;
use crate::store::{self, Store};

/// The answers of the first start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub site: String,
    pub unit: String,
    pub station: String,
    pub role: Role,
    pub zone: Zone,
    pub demo: bool,
}

#[cfg(test)]
impl Opening {
    /// The answers that tests open a station with.
    fn tested(station: &str) -> Self {
        Self {
            site: "锰矿".into(),
            unit: String::new(),
            station: station.into(),
            role: Role::Gate,
            zone: Zone::DEFAULT,
            demo: false,
        }
    }
}

/// Something done and committed: what came of it, and the number and time it was saved under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    pub value: T,
    pub id: EntryId,
    pub seq: i64,
    pub at: Moment,
}

impl<T> Done<T> {
    /// The same saving with another outcome.
    pub fn with<U>(self, value: U) -> Done<U> {
        let Self { id, seq, at, .. } = self;
        Done { value, id, seq, at }
    }
}

/// An open station.
#[derive(Debug)]
pub struct Station {
    store: Store,
    identity: Identity,
    clock: Box<dyn Clock>,
    folded: RefCell<Folded>,
    /// What it signs and opens with; `None` where the keys cannot be read.
    secrets: Option<Secrets>,
    /// How the last exchange through each folder went: when without a fault, and the code of the last fault.
    outcomes: BTreeMap<PathBuf, (Option<Moment>, Option<&'static str>)>,
    grouped: RefCell<Grouped>,
    session: Option<Session>,
    /// The server that headquarters keeps its units in, where it does; connected when it is needed first.
    server: OnceCell<Option<Postgres>>,
    /// When it could not be reached.
    server_failed: Cell<Option<Instant>>,
}

impl Station {
    /// Opens the station of a data folder for writing. `NoStation` before the first start.
    pub fn open(folder: &Path, clock: Box<dyn Clock>) -> Result<Self, Error> {
        // Without that copy the gate goes on all the same: the steps themselves lose nothing.
        if let Err(error) = backup::copy_before_climb(folder, clock.now()) {
            tracing::warn!(code = error.code(), "the older file was not copied before it climbs");
        }
        let mut store = Store::open(folder)?;
        // A roster whose switch was the last thing before the power went, or a gap that was filled.
        while store.fill(clock.now())? {}
        store.carry_over(u32::MAX)?;
        let mut station = Self::of(store, clock)?;
        station.settle_in()?;
        // A full disk keeps nobody from opening; the notes wait.
        if let Err(error) = station.take_noted() {
            tracing::warn!(code = error.code(), "what was exported meanwhile is not taken yet");
        }
        Ok(station)
    }

    fn of(store: Store, clock: Box<dyn Clock>) -> Result<Self, Error> {
        let identity = store::station::identity(&store)?;
        let clock = if identity.card.demo { demo_clock(&store)? } else { clock };
        Ok(Self::with(store, identity, clock))
    }

    fn with(store: Store, identity: Identity, clock: Box<dyn Clock>) -> Self {
        Self {
            secrets: exchange::read_keys(store.folder()),
            store,
            identity,
            clock,
            folded: RefCell::default(),
            outcomes: BTreeMap::new(),
            grouped: RefCell::default(),
            session: None,
            server: OnceCell::new(),
            server_failed: Cell::new(None),
        }
    }

    /// Opens the station to look on while another program writes. What would write answers `Locked`.
    pub fn open_reader(folder: &Path, clock: Box<dyn Clock>) -> Result<Self, Error> {
        Self::of(Store::open_reader(folder)?, clock)
    }

    /// Whether no program writes in a folder just now.
    pub fn is_free(folder: &Path) -> bool {
        Store::is_free(folder)
    }

    /// The first start: makes a station of an empty data folder. `AlreadyOpened` where there is one.
    pub fn init(folder: &Path, opening: Opening, clock: Box<dyn Clock>) -> Result<Self, Error> {
        let missing = [&opening.site, &opening.station].into_iter().any(|name| name.trim().is_empty());
        if missing {
            return Err(Error::NameMissing);
        }
        store::surroundings::refuse_shared(folder)?;
        let Opening { role, zone, demo, .. } = opening;
        // Who somebody is depends on how the site is called: a space that nobody sees must not make two of one person.
        let [site, unit, station] = [opening.site, opening.unit, opening.station].map(|name| name.trim().to_owned());
        let card = StationCard {
            chain: Uuid::now_v7(),
            site,
            unit,
            station,
            role,
            zone,
            demo,
        };
        let stamp = stamp(clock.now(), zone, 0, None);
        let mut station = Self::found(folder, card, &stamp, clock)?;
        station.settle_in()?;
        Ok(station)
    }

    fn found(folder: &Path, card: StationCard, stamp: &Stamp, clock: Box<dyn Clock>) -> Result<Self, Error> {
        let mut store = Store::open(folder)?;
        if store::station::is_founded(&store)? {
            return Err(Error::AlreadyOpened);
        }
        store::station::found(&mut store, stamp, card)?;
        let identity = store::station::identity(&store)?;
        Ok(Self::with(store, identity, clock))
    }

    pub fn card(&self) -> &StationCard {
        &self.identity.card
    }

    pub fn settings(&self) -> &Settings {
        &self.identity.settings
    }

    /// What time it is at this station.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Who answers for what is written now; empty until somebody has signed in.
    pub fn on_duty(&self) -> &str {
        if self.has_accounts() {
            return self.signed_in().map_or("", |account| account.name.as_str());
        }
        &self.identity.on_duty.name
    }

    /// Signs the next guard in by their name (交接班). Where there are accounts nobody is taken at their word.
    pub fn hand_over(&mut self, name: &str) -> Result<Done<()>, Error> {
        if self.has_accounts() {
            return Err(AccountFault::SignInFirst.into());
        }
        if name.trim().is_empty() {
            return Err(Error::NameMissing);
        }
        self.come_on_duty(OnDuty {
            name: name.trim().to_owned(),
            ..OnDuty::default()
        })
    }

    /// Changes the settings of the site. The scanner alone is this PC's.
    pub fn change_settings(&mut self, settings: Settings) -> Result<Done<()>, Error> {
        self.need(Right::ChangeRules)?;
        let mut settings = settings;
        if settings.temperature.floor >= settings.temperature.threshold || settings.temperature.sites.is_empty() {
            return Err(Error::SettingsContradict);
        }
        if settings.rules != self.settings().rules && settings.rules.name == self.settings().rules.name {
            settings.rules.edition = self.settings().rules.edition + 1;
        }
        let at = self.after(store::station::settled(&self.store)?);
        let done = self.write_at(at, &Entry::SettingsChanged(settings), None)?;
        self.identity = store::station::identity(&self.store)?;
        Ok(done)
    }

    /// Writes down somebody new, or what has changed about somebody known. Answers with who it is: somebody new who has an employee
    /// number is the same person at every station of the site, see [`PersonId::of_employee`].
    pub fn save_person(&mut self, person: Person) -> Result<Done<PersonId>, Error> {
        self.need(Right::Register)?;
        let name = clean_name(&person.name)?;
        let known = store::register::person(&self.store, person.id)?;
        let before = known.clone().unwrap_or_default();
        // A number that two people carry since two stations gave it away does not keep anybody from changing the rest.
        if person.badge != before.badge && is_others(&store::people::by_badge(&self.store, &person.badge)?, person.id) {
            return Err(Error::BadgeTaken);
        }
        if person.employee != before.employee && is_others(&store::people::by_employee(&self.store, &person.employee)?, person.id) {
            return Err(Error::EmployeeTaken);
        }
        let id = if known.is_some() { person.id } else { self.newcomer(&person)? };
        let at = self.after(store::people::saved(&self.store, id)?);
        let person = asked_of(Person { id, name, ..person }, &before, |item| self.settings().asks(item));
        let done = self.write_at(at, &Entry::PersonSaved(person), None)?;
        Ok(done.with(id))
    }

    /// Who somebody new is.
    fn newcomer(&self, person: &Person) -> Result<PersonId, Error> {
        if person.employee.is_empty() {
            return Ok(person.id);
        }
        let card = self.card();
        PersonId::of_newcomer((&card.site, &card.unit), &person.employee, |id| {
            Ok(store::register::person(&self.store, id)?.is_some())
        })
    }

    /// Now, or just after what is about to be changed, where the clock of the station that wrote it runs ahead: of two changes the
    /// later one stands, and whoever makes one here has seen the other.
    fn after(&self, last: Option<(Moment, Uuid)>) -> Moment {
        let now = self.now();
        let ahead = last.filter(|(at, chain)| *at > now || (*at == now && *chain > self.card().chain));
        ahead.map_or(now, |(at, _)| Moment(at.0.saturating_add(1)))
    }

    /// One hash of all tables, as 64 hexadecimal digits: equal where stations hold the same.
    pub fn digest(&self) -> Result<String, Error> {
        Ok(hexadecimal(&self.store.digest()?))
    }

    fn write(&mut self, entry: &Entry, corrects: Option<EntryId>) -> Result<Done<()>, Error> {
        self.write_at(self.clock.now(), entry, corrects)
    }

    /// Writes entries in one transaction, all of them or none. Answers for the last one.
    fn write_all(&mut self, entries: Vec<Entry>) -> Result<Done<()>, Error> {
        let at = self.clock.now();
        let (zone, actor) = (self.identity.card.zone, self.identity.actor);
        let stamped: Vec<_> = entries.into_iter().map(|entry| (stamp(at, zone, actor, None), entry)).collect();
        self.write_stamped(&stamped)
    }

    fn write_stamped(&mut self, stamped: &[(Stamp, Entry)]) -> Result<Done<()>, Error> {
        for (_, entry) in stamped {
            self.answer_alarms(entry)?;
        }
        let written = store::station::write_many(&mut self.store, self.identity.chain, stamped)?;
        let Written { id, seq, at, .. } = written.last().ok_or(Error::NothingToWrite)?;
        Ok(Done {
            value: (),
            id: *id,
            seq: *seq,
            at: *at,
        })
    }

    /// Whoever enrols a station or revokes it has answered what its cards alarmed about.
    fn answer_alarms(&self, entry: &Entry) -> Result<(), Error> {
        if let Entry::PeerSaved(peer) = entry {
            self.forget_cards(peer.card.chain)?;
        }
        Ok(())
    }

    fn write_at(&mut self, at: Moment, entry: &Entry, corrects: Option<EntryId>) -> Result<Done<()>, Error> {
        let stamp = stamp(at, self.identity.card.zone, self.identity.actor, corrects);
        self.write_one(&stamp, entry)
    }

    fn write_one(&mut self, stamp: &Stamp, entry: &Entry) -> Result<Done<()>, Error> {
        self.answer_alarms(entry)?;
        let Written { id, seq, at, .. } = store::station::write(&mut self.store, self.identity.chain, stamp, entry)?;
        Ok(Done { value: (), id, seq, at })
    }
}

/// An invented plant lives in its own time: it goes on where it was left. A headquarters that has no register goes on from its last entry.
fn demo_clock(store: &Store) -> Result<Box<dyn Clock>, Error> {
    let last = store::lines::latest(store)?.map_or_else(|| store::journal::latest(store), |last| Ok(Some(last)))?;
    Ok(last.map_or_else(
        || Box::new(SystemClock) as Box<dyn Clock>,
        |last| Box::new(RunningClock::from(last.plus_secs(40))),
    ))
}

/// Whether a number belongs to anybody else.
fn is_others(owners: &[PersonId], person: PersonId) -> bool {
    owners.iter().any(|owner| *owner != person)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn stamp(at: Moment, zone: Zone, actor: i64, corrects: Option<EntryId>) -> Stamp {
    Stamp {
        id: EntryId(Uuid::now_v7()),
        at,
        zone_min: zone.offset_min(at),
        actor,
        corrects,
    }
}
