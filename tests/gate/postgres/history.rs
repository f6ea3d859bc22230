//! Invented chains, and slices of them as they may arrive.

use gatehouse::domain::chain::{GENESIS, Hash, Head, Link, SignedHead, Slice};
use gatehouse::domain::day::{Moment, Zone};
use gatehouse::domain::entry::{Entry, EntryId};
use gatehouse::domain::person::PersonId;
use gatehouse::domain::settings::{Role, StationCard};
use uuid::Uuid;

/// 2020-02-20T00:00:00Z.
pub(crate) const START: Moment = Moment(1_582_156_800_000);

/// What one station wrote.
#[derive(Clone)]
pub(crate) struct Chain {
    pub(crate) id: Uuid,
    links: Vec<Link>,
    /// The hash of each link, with that of none before the first.
    hashes: Vec<Hash>,
}

impl Chain {
    /// A chain with its first entry.
    pub(crate) fn opened(no: u128, unit: &str) -> Self {
        let id = Uuid::from_u128(no << 64);
        let mut chain = Self {
            id,
            links: Vec::new(),
            hashes: vec![GENESIS],
        };
        let card = StationCard {
            chain: id,
            site: "锰矿".into(),
            unit: unit.into(),
            station: format!("{no}号门"),
            role: Role::Gate,
            zone: Zone::DEFAULT,
            demo: false,
        };
        chain.write(&Entry::StationOpened(card), 0, None);
        chain
    }

    pub(crate) fn len(&self) -> usize {
        self.links.len()
    }

    pub(crate) fn id_of(&self, seq: usize) -> EntryId {
        self.links[seq - 1].id
    }

    /// Writes the next entry, so many minutes after the start.
    pub(crate) fn write(&mut self, entry: &Entry, minute: i64, corrects: Option<EntryId>) {
        let body = entry.encode().unwrap_or_default();
        self.write_body((entry.kind(), entry.subject(), body), minute, corrects);
    }

    pub(crate) fn write_body(&mut self, said: (i64, Option<PersonId>, String), minute: i64, corrects: Option<EntryId>) {
        let (kind, subject, body) = said;
        let seq = self.links.len() + 1;
        let link = Link {
            seq: i64::try_from(seq).unwrap_or(i64::MAX),
            id: EntryId(Uuid::from_u128(
                self.id.as_u128() + u128::from(minute.unsigned_abs()) * 1_000_000 + seq as u128,
            )),
            at: START.plus_minutes(minute),
            zone_min: 480,
            actor: 0,
            kind,
            subject,
            body,
            corrects,
            redacted: None,
        };
        self.push(link);
    }

    /// As it was written, under whatever id.
    pub(crate) fn push(&mut self, link: Link) {
        let before = self.hashes.last().copied().unwrap_or(GENESIS);
        self.hashes.push(link.hash(self.id, &before));
        self.links.push(link);
    }

    /// The same chain up to a number, to go on otherwise.
    pub(crate) fn cut(&self, seq: usize) -> Self {
        Self {
            id: self.id,
            links: self.links[..seq].to_vec(),
            hashes: self.hashes[..=seq].to_vec(),
        }
    }

    /// The entries `from` to `to`, both included.
    pub(crate) fn slice(&self, from: usize, to: usize) -> Slice {
        Slice {
            chain: self.id,
            before: self.hashes[from - 1],
            links: self.links[from - 1..to].to_vec(),
            signed: SignedHead {
                head: Head {
                    chain: self.id,
                    seq: i64::try_from(to).unwrap_or(i64::MAX),
                    hash: self.hashes[to],
                },
                signature: [7; 64],
            },
        }
    }

    /// The same entries with the bodies of some withheld or masked.
    pub(crate) fn redacted(&self, from: usize, to: usize, mask: impl Fn(&Link) -> Option<String>) -> Slice {
        let mut slice = self.slice(from, to);
        for link in &mut slice.links {
            if let Some(body) = mask(link) {
                let hash = self.hashes[usize::try_from(link.seq).unwrap_or_default()];
                *link = Link {
                    subject: link.subject.filter(|_| !body.is_empty()),
                    corrects: link.corrects.filter(|_| !body.is_empty()),
                    redacted: Some(hash),
                    body,
                    ..link.clone()
                };
            }
        }
        slice
    }

    pub(crate) fn link(&self, seq: usize) -> &Link {
        &self.links[seq - 1]
    }
}
