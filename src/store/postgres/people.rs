//! What entries say of people, kept by person: who somebody is, is what the latest entry says by (time, chain, number).

use std::collections::BTreeMap;

use postgres::{Client, Transaction};
use uuid::Uuid;

use super::weigh::Piece;
use crate::domain::entry::{Entry, EntryError};
use crate::domain::person::{Person, PersonId};
use crate::store::StoreError;

/// Rows of `person`, a column a field.
#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    at_ms: Vec<i64>,
    seqs: Vec<i64>,
    parts: Vec<i64>,
    imports: Vec<Option<Uuid>>,
    bodies: Vec<String>,
}

impl Rows {
    fn push(&mut self, piece: &Piece, part: i64, import: Option<Uuid>, person: &Person) -> Result<(), EntryError> {
        self.ids.push(person.id.0);
        self.at_ms.push(piece.link.at.0);
        self.seqs.push(piece.link.seq);
        self.parts.push(part);
        self.imports.push(import);
        self.bodies.push(serde_json::to_string(person)?);
        Ok(())
    }
}

/// Keeps what pieces say of people. Answers how many of the pieces cannot be read, and are kept all the same.
pub(super) fn fold(db: &mut Transaction<'_>, chain: Uuid, pieces: &[Piece]) -> Result<u64, StoreError> {
    let (mut rows, mut taken, mut unread) = (Rows::default(), Vec::new(), 0);
    for piece in pieces.iter().filter(|piece| !piece.link.is_withheld()) {
        let link = &piece.link;
        match Entry::decode(link.kind, link.subject, &link.body) {
            Err(_) => unread += 1,
            Ok(entry) => {
                if let Entry::PersonSaved(person) = &entry {
                    rows.push(piece, 0, None, person)?;
                } else if let Entry::PeopleStaged(staged) = &entry {
                    for (person, part) in staged.people.iter().zip(0..) {
                        rows.push(piece, part, Some(staged.import), person)?;
                    }
                } else if let Entry::PeopleTaken(roster) = &entry {
                    taken.push(roster.import);
                }
            }
        }
    }
    if !taken.is_empty() {
        let sql = "INSERT INTO roster_taken SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING";
        db.execute(sql, &[&taken])?;
    }
    if !rows.ids.is_empty() {
        let chains = vec![chain; rows.ids.len()];
        let sql = include_str!("people/save.sql");
        let Rows {
            ids,
            at_ms,
            seqs,
            parts,
            imports,
            bodies,
        } = &rows;
        db.execute(sql, &[ids, at_ms, &chains, seqs, parts, imports, bodies])?;
    }
    Ok(unread)
}

/// Those of these people that are known, as the latest entry says, in the order they are asked for.
pub(super) fn of(db: &mut Client, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
    let asked: Vec<Uuid> = ids.iter().map(|person| person.0).collect();
    let rows = db.query(include_str!("people/latest.sql"), &[&asked])?;
    let mut known = BTreeMap::new();
    for row in &rows {
        let person: Person = serde_json::from_str(row.try_get("body")?).map_err(EntryError::from)?;
        known.insert(person.id, person);
    }
    Ok(ids.iter().filter_map(|id| known.get(id).cloned()).collect())
}
