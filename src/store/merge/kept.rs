//! A link as text, for what is kept beside the journal.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::chain::{Hash, Link};
use crate::domain::day::Moment;
use crate::domain::entry::{EntryError, EntryId};
use crate::domain::person::PersonId;
use crate::store::StoreError;

/// Everything of a link but the hash it stands under, which is a column of its own.
#[derive(Serialize, Deserialize)]
struct Kept {
    seq: i64,
    id: Uuid,
    at: i64,
    zone: i32,
    actor: i64,
    kind: i64,
    subject: Option<Uuid>,
    body: String,
    corrects: Option<Uuid>,
    redacted: bool,
}

pub(in crate::store) fn pack(link: &Link) -> Result<String, StoreError> {
    let kept = Kept {
        seq: link.seq,
        id: link.id.0,
        at: link.at.0,
        zone: link.zone_min,
        actor: link.actor,
        kind: link.kind,
        subject: link.subject.map(|person| person.0),
        body: link.body.clone(),
        corrects: link.corrects.map(|entry| entry.0),
        redacted: link.redacted.is_some(),
    };
    Ok(serde_json::to_string(&kept).map_err(EntryError::from)?)
}

/// Reads a link back that stands under `hash`.
pub(in crate::store) fn unpack(text: &str, hash: Hash) -> Result<Link, StoreError> {
    let kept: Kept = serde_json::from_str(text).map_err(EntryError::from)?;
    Ok(Link {
        seq: kept.seq,
        id: EntryId(kept.id),
        at: Moment(kept.at),
        zone_min: kept.zone,
        actor: kept.actor,
        kind: kept.kind,
        subject: kept.subject.map(PersonId),
        body: kept.body,
        corrects: kept.corrects.map(EntryId),
        redacted: kept.redacted.then_some(hash),
    })
}
