//! What headquarters reads: ends of chains, notes in order of arrival, what is missing and what is kept apart.

use postgres::{Client, Row};
use uuid::Uuid;

use super::ServerError;
use super::load::hash;
use crate::domain::chain::{Head, SignedHead};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::group::UnitNote;
use crate::domain::parcel::Gap;
use crate::store::StoreError;
use crate::store::exchange::Quarantined;

/// Notes read at once.
const PAGE: i64 = 5_000;

/// How far each chain reaches, in order of their ids.
pub(super) fn heads(db: &mut Client) -> Result<Vec<Head>, StoreError> {
    let rows = db.query("SELECT id, seq, hash FROM chain ORDER BY id", &[])?;
    let head = |row: &Row| {
        Ok(Head {
            chain: row.try_get("id")?,
            seq: row.try_get("seq")?,
            hash: hash(row, "hash")?,
        })
    };
    rows.iter().map(head).collect()
}

/// The newest head of each chain that its owner signed, also where what leads to it is still waited for.
pub(super) fn signed_heads(db: &mut Client) -> Result<Vec<SignedHead>, StoreError> {
    let rows = db.query("SELECT chain, seq, hash, signature FROM signed_head ORDER BY chain", &[])?;
    let signed = |row: &Row| {
        let signature: &[u8] = row.try_get("signature")?;
        Ok(SignedHead {
            head: Head {
                chain: row.try_get("chain")?,
                seq: row.try_get("seq")?,
                hash: hash(row, "hash")?,
            },
            signature: signature.try_into().map_err(|_said| ServerError::Foreign)?,
        })
    };
    rows.iter().map(signed).collect()
}

/// The last number in order of arrival.
pub(super) fn last(db: &mut Client) -> Result<i64, StoreError> {
    Ok(db.query_one("SELECT no FROM arrival WHERE one = 1", &[])?.try_get("no")?)
}

/// Some notes of these kinds after a number and up to another one, and the number to go on after; `None` where these were all.
pub(super) fn notes(db: &mut Client, kinds: &[i64], after: i64, last: i64) -> Result<(Vec<UnitNote>, Option<i64>), StoreError> {
    let rows = db.query(include_str!("read/notes.sql"), &[&after, &last, &kinds, &PAGE])?;
    let is_full = i64::try_from(rows.len()).is_ok_and(|rows| rows == PAGE);
    let on = rows.last().filter(|_| is_full).map(|row| row.try_get("no")).transpose()?;
    let notes = rows
        .iter()
        .filter_map(|row| row_to_note(row).transpose())
        .collect::<Result<_, _>>()?;
    Ok((notes, on))
}

/// One note by its id.
pub(super) fn note(db: &mut Client, id: EntryId) -> Result<Option<UnitNote>, StoreError> {
    let row = db.query_opt(include_str!("read/note.sql"), &[&id.0])?;
    row.map_or(Ok(None), |row| row_to_note(&row))
}

/// `None` where it cannot be read: a newer program wrote it, or the unit withheld it.
fn row_to_note(row: &Row) -> Result<Option<UnitNote>, StoreError> {
    let Ok(entry) = Entry::decode(row.try_get("kind")?, None, row.try_get("body")?) else {
        return Ok(None);
    };
    Ok(Some(UnitNote {
        chain: row.try_get("chain")?,
        seq: row.try_get("seq")?,
        id: EntryId(row.try_get("id")?),
        at: Moment(row.try_get("at_ms")?),
        entry,
        corrects: row.try_get::<_, Option<Uuid>>("corrects")?.map(EntryId),
        redacted: row.try_get("redacted")?,
    }))
}

/// What is missing between the ends of chains and what waits beyond them.
pub(super) fn gaps(db: &mut Client) -> Result<Vec<Gap>, StoreError> {
    let gap = |row: &Row| {
        Ok(Gap {
            chain: row.try_get("chain")?,
            from: row.try_get("first")?,
            to: row.try_get("last")?,
        })
    };
    db.query(include_str!("read/gaps.sql"), &[])?.iter().map(gap).collect()
}

pub(super) fn apart(db: &mut Client) -> Result<Vec<Quarantined>, StoreError> {
    let apart = |row: &Row| {
        Ok(Quarantined {
            no: row.try_get("no")?,
            chain: row.try_get("chain")?,
            seq: row.try_get("seq")?,
            sender: row.try_get("sender")?,
            arrived: Moment(row.try_get("arrived_ms")?),
            why: row.try_get("why")?,
            seen: row.try_get("seen")?,
        })
    };
    let sql = "SELECT no, chain, seq, sender, arrived_ms, why, seen FROM quarantine ORDER BY no";
    db.query(sql, &[])?.iter().map(apart).collect()
}
