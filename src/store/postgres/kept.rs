//! A link as it is kept beside the journal: JSON, so that a person can read what was kept apart.

use serde::{Deserialize, Serialize};

use crate::domain::chain::{Hash, Link};
use crate::domain::day::Moment;
use crate::domain::entry::{EntryError, EntryId};
use crate::domain::person::PersonId;

#[derive(Serialize, Deserialize)]
struct Kept {
    seq: i64,
    id: EntryId,
    at_ms: Moment,
    zone_min: i32,
    actor: i64,
    kind: i64,
    subject: Option<PersonId>,
    body: String,
    corrects: Option<EntryId>,
    redacted: Option<Hash>,
}

pub(super) fn to_text(link: &Link) -> Result<String, EntryError> {
    let Link {
        seq,
        id,
        at,
        zone_min,
        actor,
        kind,
        subject,
        body,
        corrects,
        redacted,
    } = link.clone();
    Ok(serde_json::to_string(&Kept {
        seq,
        id,
        at_ms: at,
        zone_min,
        actor,
        kind,
        subject,
        body,
        corrects,
        redacted,
    })?)
}

pub(super) fn from_text(text: &str) -> Result<Link, EntryError> {
    let Kept {
        seq,
        id,
        at_ms,
        zone_min,
        actor,
        kind,
        subject,
        body,
        corrects,
        redacted,
    } = serde_json::from_str(text)?;
    Ok(Link {
        seq,
        id,
        at: at_ms,
        zone_min,
        actor,
        kind,
        subject,
        body,
        corrects,
        redacted,
    })
}
