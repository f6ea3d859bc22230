//! The station's own row: who it is, what it has settled, who answers for its entries.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension as _;
use serde::Deserialize;
use uuid::Uuid;

use super::journal::{self, Stamp, Written};
use super::{Store, StoreError, accounts, projection};
use crate::domain::account::Account;
use crate::domain::chain::Turn;
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryError, OnDuty};
use crate::domain::rules;
use crate::domain::settings::{Settings, StationCard};

/// What a station knows about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The local number of its chain.
    pub chain: i64,
    pub card: StationCard,
    pub settings: Settings,
    /// Who answers for what is written, as their entry says; without a name until somebody has signed in.
    pub on_duty: OnDuty,
    /// The seq of the entry that put them on duty, 0 for none.
    pub actor: i64,
    /// The accounts of the site, those that are retired among them.
    pub accounts: Vec<Account>,
}

/// The station of this file; `NoStation` before the first start.
pub fn identity(store: &Store) -> Result<Identity, StoreError> {
    let row = store
        .db()
        .prepare_cached(include_str!("station/get.sql"))?
        .query_row([], |row| {
            let texts: (String, Option<String>) = (row.get("card")?, row.get("on_duty")?);
            Ok((row.get("chain")?, texts, row.get("duty_seq")?))
        })
        .optional()?;
    let (chain, (card, on_duty), actor) = row.ok_or(StoreError::NoStation)?;
    Ok(Identity {
        chain,
        card: read(&card)?,
        settings: in_force(&changes(store, Moment(i64::MAX))?),
        on_duty: on_duty.as_deref().map(read::<OnDuty>).transpose()?.unwrap_or_default(),
        actor,
        accounts: accounts::all(store)?,
    })
}

/// The settings in force just before a moment: those of the last change at any station of the site, or those a new station has.
pub fn settings_before(store: &Store, moment: Moment) -> Result<Settings, StoreError> {
    Ok(in_force(&changes(store, moment)?))
}

/// When the settings were changed last and at which station; `None` where nobody has changed them.
pub fn settled(store: &Store) -> Result<Option<(Moment, Uuid)>, StoreError> {
    let changes = changes(store, Moment(i64::MAX))?;
    Ok(changes.last().map(|change| (change.turn.0, change.turn.1)))
}

/// The rules by their names, each with the turn after which they were in force, oldest first; without one, those a new site has.
pub fn rulebooks(store: &Store) -> Result<Vec<(Option<Turn>, String)>, StoreError> {
    let mut books = vec![(None, Settings::default().rules.title())];
    let changes = changes(store, Moment(i64::MAX))?;
    books.extend(
        changes
            .iter()
            .map(|change| (Some(change.turn), rules::title(&change.book, change.edition))),
    );
    books.dedup_by(|later, earlier| later.1 == earlier.1);
    Ok(books)
}

/// A change of the settings as it stands in the journal.
struct Change {
    turn: Turn,
    /// Whether this PC made it; under an earlier chain, where its folder was restored.
    own: bool,
    /// The rulebook it goes by.
    book: String,
    /// The highest edition that any station has given that book up to here: two that had not exchanged may each have counted on
    /// from the same one.
    edition: u32,
    body: String,
}

/// Of the settings only what the rules are called.
#[derive(Deserialize)]
struct Named {
    rules: Option<Titled>,
}

#[derive(Deserialize)]
struct Titled {
    name: String,
    #[serde(default)]
    edition: u32,
}

/// The changes of the settings before a moment at every station of the site, oldest first.
///
/// A site has one set of rules, whichever station they were written down at: of two changes the later one stands by (time, chain,
/// number), everywhere the same. A station that is trusted no more keeps what it settled while it was: the rules must not
/// fall back to last month's when a broken PC is replaced.
fn changes(store: &Store, before: Moment) -> Result<Vec<Change>, StoreError> {
    const SQL: &str = concat!(include_str!("station/site.sql"), include_str!("station/changes.sql"));
    let mut select = store.db().prepare_cached(SQL)?;
    let mut rows = select.query([before.0])?;
    let (mut changes, mut editions) = (Vec::new(), BTreeMap::<String, u32>::new());
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        // Settings of before there were rules in them have those that ship.
        let (book, stated) = match serde_json::from_str::<Named>(&body) {
            Ok(Named { rules: Some(rules) }) => (rules.name, rules.edition),
            Ok(Named { rules: None }) => (Settings::default().rules.name, 0),
            Err(_) => continue,
        };
        let edition = editions.entry(book.clone()).or_default();
        *edition = stated.max(*edition);
        changes.push(Change {
            turn: (Moment(row.get("at_ms")?), Uuid::from_bytes(row.get("id")?), row.get("seq")?),
            own: row.get("own")?,
            book,
            edition: *edition,
            body,
        });
    }
    Ok(changes)
}

/// What these changes come to: the last of them, with the scanner that this PC has.
fn in_force(changes: &[Change]) -> Settings {
    // What a newer program settled elsewhere and this one cannot read does not keep it from working.
    let readable = |change: &Change| Some((change.own, change.edition, serde_json::from_str::<Settings>(&change.body).ok()?));
    let Some((own, edition, mut settings)) = changes.iter().rev().find_map(readable) else {
        return Settings::default();
    };
    settings.rules.edition = edition;
    if !own {
        let own = changes.iter().rev().filter(|change| change.own).find_map(readable);
        settings.scanner = own.map(|(.., own)| own.scanner).unwrap_or_default();
    }
    settings
}

/// What every station is called whose chain is in the file. One whose card is withheld, or of a newer program, has no name here.
pub fn cards(store: &Store) -> Result<BTreeMap<Uuid, StationCard>, StoreError> {
    let sql = "SELECT chain.id, card FROM station JOIN chain ON chain.no = station.chain";
    let mut select = store.db().prepare_cached(sql)?;
    let mut rows = select.query([])?;
    let mut cards = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Ok(card) = serde_json::from_str(&row.get::<_, String>("card")?) {
            cards.insert(Uuid::from_bytes(row.get("id")?), card);
        }
    }
    Ok(cards)
}

/// The chains of the site, in the order of their ids.
pub fn site(store: &Store) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = concat!(
        include_str!("station/site.sql"),
        "SELECT DISTINCT chain.id FROM site JOIN chain ON chain.no = site.no ORDER BY chain.id"
    );
    let mut select = store.db().prepare_cached(SQL)?;
    let rows = select.query_map([], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the first station of the site was opened.
pub fn opened(store: &Store) -> Result<Moment, StoreError> {
    const SQL: &str = concat!(include_str!("station/site.sql"), include_str!("station/opened.sql"));
    let mut select = store.db().prepare_cached(SQL)?;
    Ok(Moment(select.query_row([], |row| row.get(0))?))
}

/// The chains that this station has written, in no order: the one it writes, and those that it continues.
pub fn own_chains(store: &Store) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = concat!(
        include_str!("station/own.sql"),
        "SELECT chain.id FROM own JOIN chain ON chain.no = own.no"
    );
    let mut select = store.db().prepare_cached(SQL)?;
    let rows = select.query_map([], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Begins the chain of a new station with its card. The file must be empty.
pub fn found(store: &mut Store, stamp: &Stamp, card: StationCard) -> Result<Written, StoreError> {
    store.transact(|db| {
        db.execute("INSERT INTO chain (id, own) VALUES (?1, 1)", [card.chain.as_bytes()])?;
        append(db, db.last_insert_rowid(), stamp, &Entry::StationOpened(card))
    })
}

/// Appends an entry and folds it, inside a transaction.
pub fn append(db: &rusqlite::Connection, chain: i64, stamp: &Stamp, entry: &Entry) -> Result<Written, StoreError> {
    let written = journal::append(db, chain, stamp, entry)?;
    projection::fold(db, &written)?;
    Ok(written)
}

/// Appends one entry durably: when this returns, it is on the disk.
pub fn write(store: &mut Store, chain: i64, stamp: &Stamp, entry: &Entry) -> Result<Written, StoreError> {
    store.transact(|db| append(db, chain, stamp, entry))
}

/// Appends entries in one transaction: all of them or none.
pub fn write_many(store: &mut Store, chain: i64, entries: &[(Stamp, Entry)]) -> Result<Vec<Written>, StoreError> {
    store.transact(|db| entries.iter().map(|(stamp, entry)| append(db, chain, stamp, entry)).collect())
}

/// Begins the chain of another station of an invented site beside the own one; answers with its local number.
pub fn found_beside(store: &mut Store, stamp: &Stamp, card: StationCard) -> Result<i64, StoreError> {
    store.transact(|db| {
        db.execute("INSERT INTO chain (id, own) VALUES (?1, 0)", [card.chain.as_bytes()])?;
        let chain = db.last_insert_rowid();
        append(db, chain, stamp, &Entry::StationOpened(card))?;
        Ok(chain)
    })
}

/// Appends the entries of an invented site to the chains of its stations, in one transaction.
pub fn write_chains<'a>(store: &mut Store, entries: impl Iterator<Item = (i64, &'a Stamp, &'a Entry)>) -> Result<(), StoreError> {
    store.transact(|db| {
        for (chain, stamp, entry) in entries {
            append(db, chain, stamp, entry)?;
        }
        Ok(())
    })
}

/// Whether any chain stands in the file.
pub fn is_founded(store: &Store) -> Result<bool, StoreError> {
    Ok(store.db().prepare_cached("SELECT 1 FROM chain")?.exists([])?)
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, StoreError> {
    Ok(serde_json::from_str(body).map_err(EntryError::from)?)
}
