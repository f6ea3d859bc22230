//! Sealing what is there already: the rows of before there was a key, and every row when a new key takes over.
//!
//! In slices, each in a transaction of its own, so that the gate writes between them. A row that the key in use has sealed is left as
//! it is: whoever is killed half-way goes through everything again.

use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, Row, TransactionBehavior, params_from_iter};

use super::{FieldKey, FieldKeys, PROOF, PROOF_PLACE, Sealer, secrets};
use crate::store::secrets::FIELD_KEY;
use crate::store::{Store, StoreError, open};

/// So many rows at most are sealed in one transaction,
const ROWS: i64 = 500;
/// and so many bytes, so that the gate never waits longer than for a few milliseconds.
const BYTES: usize = 1 << 20;

/// A column that holds sealed texts.
struct Shelf {
    table: &'static str,
    /// The columns of the primary key, one or two.
    key: &'static str,
    column: &'static str,
    /// What its texts are sealed for: an SQL expression.
    place: &'static str,
    /// Which rows.
    only: &'static str,
}

const SHELVES: [Shelf; 8] = [
    Shelf::new("person", "no", "phone", "'phone'"),
    Shelf::new("person", "no", "document", "'document'"),
    Shelf::new("person_next", "import, id", "body", "10"),
    Shelf::new("visit", "entry", "plate", "'plate'"),
    Shelf::new("course", "entry, part", "body", "kind"),
    Shelf::new("held", "chain, seq", "link", "'link'"),
    Shelf::new("quarantine", "no", "link", "'link'"),
    Shelf {
        // As the index entry_sealed says it.
        only: "kind IN (10, 11, 23, 50, 51, 52, 53, 54, 55)",
        ..Shelf::new("entry", "no", "body", "kind")
    },
];

impl Shelf {
    const fn new(table: &'static str, key: &'static str, column: &'static str, place: &'static str) -> Self {
        Self {
            table,
            key,
            column,
            place,
            only: "1",
        }
    }

    /// The key before every other: numbers stand before bytes.
    fn start(&self) -> Vec<Value> {
        self.key.split(", ").map(|_| Value::Integer(i64::MIN)).collect()
    }

    fn select(&self) -> String {
        let Self {
            table,
            key,
            column,
            place,
            only,
        } = self;
        let after = self.marks(1);
        format!("SELECT {column}, {place}, {key} FROM {table} WHERE {only} AND ({key}) > ({after}) ORDER BY {key} LIMIT {ROWS}")
    }

    fn update(&self) -> String {
        let Self { table, key, column, .. } = self;
        format!("UPDATE {table} SET {column} = ?1 WHERE ({key}) = ({})", self.marks(2))
    }

    /// `?1, ?2`: a mark a column of the key.
    fn marks(&self, first: usize) -> String {
        let marks = self.key.split(", ").zip(first..).map(|(_, number)| format!("?{number}"));
        marks.collect::<Vec<_>>().join(", ")
    }
}

/// The rows of one slice that change, and where the next slice begins.
#[derive(Default)]
struct Slice {
    changed: Vec<(String, Vec<Value>)>,
    next: Option<Vec<Value>>,
}

/// Seals the rows of a file with the key in use, all of them, where that is not done.
pub(in crate::store) fn go_on(db: &mut Connection, sealer: &Sealer) -> Result<(), StoreError> {
    let is_done = super::Seal::of(db)?.is_some_and(|seal| seal.done);
    if is_done && sealer.keys().0.len() == 1 {
        return Ok(());
    }
    seal_slices(db, sealer, usize::MAX)?;
    if !is_done && !is_scrubbed(db)? {
        // The next start tries again; the gate does not wait for it.
        tracing::warn!("everything is sealed, and the file may still hold old clear text");
        return Ok(());
    }
    db.execute("UPDATE seal SET proof = seal(?1, ?2), done = 1", [PROOF, PROOF_PLACE])?;
    let mut keys = sealer.keys();
    if keys.0.len() > 1 {
        keys.0.truncate(1);
        secrets::keep(&sealer.folder, FIELD_KEY, &keys.to_text())?;
        sealer.set(keys);
    }
    Ok(())
}

/// Seals so many slices at most.
pub(super) fn seal_slices(db: &mut Connection, sealer: &Sealer, most: usize) -> Result<(), StoreError> {
    let mut count = 0;
    for shelf in &SHELVES {
        let mut after = Some(shelf.start());
        while let Some(from) = after.filter(|_| count < most) {
            after = seal_slice(db, sealer, shelf, from)?.next;
            count += 1;
        }
    }
    Ok(())
}

fn seal_slice(db: &mut Connection, sealer: &Sealer, shelf: &Shelf, after: Vec<Value>) -> Result<Slice, StoreError> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let slice = read_slice(&transaction, sealer, shelf, after)?;
    if !slice.changed.is_empty() {
        let guard = (shelf.table == "entry").then(|| lift_guard(&transaction)).transpose()?;
        let mut update = transaction.prepare_cached(&shelf.update())?;
        for (text, key) in &slice.changed {
            let text = Value::Text(text.clone());
            update.execute(params_from_iter([&text].into_iter().chain(key)))?;
        }
        drop(update);
        if let Some(guard) = guard {
            transaction.execute(&guard, [])?;
        }
    }
    transaction.commit()?;
    Ok(slice)
}

/// How the entries of a slice are found.
#[cfg(test)]
pub(super) fn select_entries() -> String {
    SHELVES.last().map(Shelf::select).unwrap_or_default()
}

/// Takes away the trigger that keeps entries as they are, and answers how to put it back: what an entry says does not change, only how it
/// is written down. The trigger is never missing for anybody else: both are in one transaction.
pub(super) fn lift_guard(db: &Connection) -> Result<String, StoreError> {
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'entry_is_never_changed'";
    let guard = db.query_row(sql, [], |row| row.get(0))?;
    db.execute("DROP TRIGGER entry_is_never_changed", [])?;
    Ok(guard)
}

fn read_slice(db: &Connection, sealer: &Sealer, shelf: &Shelf, after: Vec<Value>) -> Result<Slice, StoreError> {
    let mut select = db.prepare_cached(&shelf.select())?;
    let width = after.len();
    let mut rows = select.query(params_from_iter(after))?;
    let (mut slice, mut bytes) = (Slice::default(), 0);
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        let key = (0..width)
            .map(|column| row.get(2 + column))
            .collect::<rusqlite::Result<Vec<Value>>>()?;
        bytes += text.len();
        let renewed = sealer.renewed(&text, place(row)?.as_bytes()).map_err(StoreError::Sealed)?;
        slice.changed.extend(renewed.map(|sealed| (sealed, key.clone())));
        slice.next = Some(key);
        if bytes > BYTES {
            break;
        }
    }
    Ok(slice)
}

fn place(row: &Row<'_>) -> rusqlite::Result<String> {
    Ok(match row.get(1)? {
        Value::Text(column) => column,
        Value::Integer(kind) => kind.to_string(),
        Value::Null | Value::Real(_) | Value::Blob(_) => String::new(),
    })
}

/// Leaves nothing in the files of what stood there in clear: neither in pages that are not in use any more nor in the write-ahead
/// log. `false` where somebody else reads, and where the disk has no room for it. What the disk itself keeps of old blocks nobody
/// here can reach.
fn is_scrubbed(db: &Connection) -> Result<bool, StoreError> {
    let is_new = !db.prepare("SELECT 1 FROM entry")?.exists([])?;
    // Pages that were freed before are not wiped by anything else.
    if !is_new && let Err(error) = db.execute("VACUUM", []) {
        let error = StoreError::from(error);
        return if matches!(error, StoreError::DiskFull | StoreError::Locked(_)) {
            Ok(false)
        } else {
            Err(error)
        };
    }
    let busy: i64 = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// A new key that takes over, in a connection of its own: for a thread.
#[derive(Debug)]
pub struct Renewal {
    db: Connection,
    sealer: Arc<Sealer>,
}

impl Renewal {
    /// Seals everything anew. The station goes on meanwhile.
    pub fn run(mut self) -> Result<(), StoreError> {
        go_on(&mut self.db, &self.sealer)
    }
}

/// What stands sealed in a file, opened.
#[cfg(test)]
impl Store {
    pub(crate) fn sealed_texts(&self) -> Result<Vec<String>, StoreError> {
        let mut texts = Vec::new();
        for Shelf { table, column, place, .. } in &SHELVES {
            let mut select = self.db().prepare(&format!("SELECT unseal({column}, {place}) FROM {table}"))?;
            let rows = select.query_map([], |row| row.get(0))?;
            for text in rows {
                texts.push(text?);
            }
        }
        Ok(texts)
    }
}

impl Store {
    /// Makes a new key that seals from now on whatever is written; the old one is kept until [`Renewal::run`] is done, or until the next
    /// start has done what is left of it. Where a new key takes over already, it goes on doing so, and no other is made.
    pub fn renew_field_key(&mut self) -> Result<Renewal, StoreError> {
        self.is_writable()?;
        let (folder, sealer) = (self.folder().to_owned(), Arc::clone(self.sealer()));
        let keys = sealer.keys().0;
        if keys.len() == 1 {
            let keys = FieldKeys([FieldKey::new()?].into_iter().chain(keys).collect());
            secrets::keep(&folder, FIELD_KEY, &keys.to_text())?;
            sealer.set(keys);
        }
        Ok(Renewal {
            db: open::reach(&folder, &sealer)?,
            sealer,
        })
    }
}
