//! Loading a slice: weighed against what stands here, then one COPY; all of it in one transaction, so that a load that was killed leaves
//! a beginning of its chains, and the same load again finishes it.
//!
//! No table stands between: the end of the chain is held until the transaction is over, so what is copied cannot be there already, and
//! ids that are given are found by the one insertion that may conflict.

use std::collections::{BTreeMap, BTreeSet};

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::Type;
use postgres::{Client, Row, Transaction};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::weigh::{End, Piece, Scales, Standing, Weighed};
use super::{ServerError, people};
use crate::domain::chain::{GENESIS, Hash, Link, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::Entry;
use crate::domain::settings::StationCard;
use crate::store::StoreError;
use crate::store::merge::{Merged, Why, pack, unpack};

/// What waited is taken in so many at a time.
const AT_ONCE: i64 = 5_000;
const COPY: &str = include_str!("load/copy.sql");
const COLUMNS: [Type; 14] = [
    Type::UUID,
    Type::UUID,
    Type::INT8,
    Type::INT8,
    Type::UUID,
    Type::INT8,
    Type::INT4,
    Type::INT8,
    Type::INT8,
    Type::UUID,
    Type::TEXT,
    Type::UUID,
    Type::BOOL,
    Type::BYTEA,
];

/// Merges a slice, durably or not at all. The partitions of its months must be there.
pub(super) fn merge(client: &mut Client, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError> {
    let mut load = Load::begin(client.transaction()?, slice.chain, sender, now)?;
    load.take(Piece::all(slice))?;
    load.fill()?;
    let signed = &slice.signed;
    let signature: &[u8] = &signed.signature;
    let hash: &[u8] = &signed.head.hash;
    load.db
        .execute(include_str!("load/sign.sql"), &[&slice.chain, &signed.head.seq, &hash, &signature])?;
    load.finish()
}

/// One chain while it is loaded.
struct Load<'a> {
    db: Transaction<'a>,
    chain: Uuid,
    unit: Uuid,
    end: End,
    /// The last number in order of arrival.
    no: i64,
    sender: Uuid,
    now: Moment,
    merged: Merged,
}

impl<'a> Load<'a> {
    /// From here to the end of the transaction nobody else loads: numbers of arrival are given in the order they become visible.
    fn begin(mut db: Transaction<'a>, chain: Uuid, sender: Uuid, now: Moment) -> Result<Self, StoreError> {
        let no = db
            .query_one("SELECT no FROM arrival WHERE one = 1 FOR UPDATE", &[])?
            .try_get("no")?;
        let known = db.query_opt("SELECT unit, seq, hash FROM chain WHERE id = $1", &[&chain])?;
        let (unit, end) = match known {
            Some(row) => (
                row.try_get("unit")?,
                End {
                    seq: row.try_get("seq")?,
                    hash: hash(&row, "hash")?,
                },
            ),
            None => (Uuid::nil(), End { seq: 0, hash: GENESIS }),
        };
        Ok(Self {
            db,
            chain,
            unit,
            end,
            no,
            sender,
            now,
            merged: Merged::default(),
        })
    }

    fn finish(mut self) -> Result<Merged, StoreError> {
        self.db.execute("UPDATE arrival SET no = $1 WHERE one = 1", &[&self.no])?;
        self.db.commit()?;
        Ok(self.merged)
    }

    /// Puts every piece of a slice where it belongs.
    fn take(&mut self, pieces: Vec<Piece>) -> Result<(), StoreError> {
        let Some(first) = pieces.first() else { return Ok(()) };
        let sql = "SELECT 1 FROM quarantine WHERE chain = $1 AND seq = $2 AND hash = $3";
        let (seq, before) = (first.link.seq.saturating_sub(1), first.before.as_slice());
        let fits = self.db.query_opt(sql, &[&self.chain, &seq, &before])?.is_none();
        let weighed = self.scales(&pieces)?.slice(fits, pieces);
        let misfits = self.put(weighed)?;
        // What follows a misfit of a slice does not fit either.
        misfits.iter().try_for_each(|piece| self.set_apart(piece, Why::Chain))
    }

    /// Takes in what waited, as far as it follows now.
    fn fill(&mut self) -> Result<(), StoreError> {
        loop {
            let most = self.end.seq.saturating_add(AT_ONCE);
            let rows = self.db.query(include_str!("load/waiting.sql"), &[&self.chain, &most])?;
            let mut pieces = rows.iter().map(waiting).collect::<Result<Vec<_>, _>>()?;
            let mut reached = self.end.seq;
            let follows = |piece: &Piece| {
                let follows = piece.link.seq <= reached + 1;
                reached = reached.max(piece.link.seq);
                follows
            };
            pieces.truncate(pieces.iter().map(follows).take_while(|follows| *follows).count());
            if pieces.is_empty() {
                return Ok(());
            }
            let weighed = self.scales(&pieces)?.waited(pieces);
            let misfit = weighed.apart.first().map(|(piece, _)| piece.link.seq);
            self.put(weighed)?;
            let done = misfit.unwrap_or(reached).min(self.end.seq);
            self.db
                .execute("DELETE FROM held WHERE chain = $1 AND seq <= $2", &[&self.chain, &done])?;
            if misfit.is_some() || self.end.seq < reached {
                return Ok(());
            }
        }
    }

    /// Puts pieces where they belong. Answers those that follow one whose id another entry has.
    fn put(&mut self, weighed: Weighed) -> Result<Vec<Piece>, StoreError> {
        let Weighed {
            known,
            renewed,
            next,
            waits,
            held,
            apart,
        } = weighed;
        self.merged.known += known;
        self.merged.held += waits;
        renewed.iter().try_for_each(|piece| self.renew(piece))?;
        let rest = self.add(next)?;
        self.hold(&held)?;
        apart.iter().try_for_each(|(piece, why)| self.set_apart(piece, *why))?;
        Ok(rest)
    }

    /// What stands and waits under the numbers of these pieces.
    fn scales(&mut self, pieces: &[Piece]) -> Result<Scales, StoreError> {
        let mut scales = Scales {
            end: self.end,
            here: BTreeMap::new(),
            waiting: BTreeMap::new(),
        };
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return Ok(scales);
        };
        let (first, last) = (first.link.seq, last.link.seq);
        if first <= self.end.seq {
            let sql = include_str!("load/here.sql");
            for row in self.db.query(sql, &[&self.unit, &self.chain, &first, &last])? {
                let standing = Standing {
                    hash: hash(&row, "hash")?,
                    is_redacted: row.try_get("redacted")?,
                    is_withheld: row.try_get("withheld")?,
                };
                scales.here.insert(row.try_get("seq")?, standing);
            }
        }
        if last > self.end.seq + 1 {
            let sql = "SELECT seq, hash FROM held WHERE chain = $1 AND seq BETWEEN $2 AND $3";
            for row in self.db.query(sql, &[&self.chain, &first, &last])? {
                scales.waiting.insert(row.try_get("seq")?, hash(&row, "hash")?);
            }
        }
        Ok(scales)
    }

    /// Adds pieces that follow the end of the chain, up to the first one whose id another entry has. Answers what follows that one.
    fn add(&mut self, mut pieces: Vec<Piece>) -> Result<Vec<Piece>, StoreError> {
        if pieces.is_empty() {
            return Ok(pieces);
        }
        self.file_under(&pieces)?;
        if self.copy(&pieces)? {
            self.reach(&pieces)?;
            return Ok(Vec::new());
        }
        let mut rest = pieces.split_off(self.first_taken(&pieces)?);
        self.copy(&pieces)?;
        self.reach(&pieces)?;
        let after = rest.split_off(1);
        rest.iter().try_for_each(|piece| self.set_apart(piece, Why::Id))?;
        Ok(after)
    }

    /// A chain is filed under the unit that its first entry names.
    fn file_under(&mut self, pieces: &[Piece]) -> Result<(), StoreError> {
        let first = pieces.first().filter(|piece| piece.link.seq == 1).map(|piece| &piece.link);
        let opened = first.and_then(|link| Entry::decode(link.kind, link.subject, &link.body).ok());
        let Some(Entry::StationOpened(card)) = opened else {
            return Ok(());
        };
        self.unit = unit_id(&card);
        let [site, name] = [&card.site, &card.unit].map(|text| text.replace('\0', ""));
        let sql = "INSERT INTO unit (id, site, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
        self.db.execute(sql, &[&self.unit, &site, &name])?;
        Ok(())
    }

    /// Copies pieces into the journal; `false`, and nothing was, where another entry has the id of one of them.
    fn copy(&mut self, pieces: &[Piece]) -> Result<bool, StoreError> {
        let ids: Vec<Uuid> = pieces.iter().map(|piece| piece.link.id.0).collect();
        self.db.batch_execute("SAVEPOINT arrived")?;
        let sql = "INSERT INTO entry_id SELECT * FROM unnest($1::uuid[]) ON CONFLICT (id) DO NOTHING";
        if self.db.execute(sql, &[&ids])? < pieces.len() as u64 {
            self.db.batch_execute("ROLLBACK TO SAVEPOINT arrived")?;
            return Ok(false);
        }
        let mut rows = BinaryCopyInWriter::new(self.db.copy_in(COPY)?, &COLUMNS);
        for (Piece { link, hash, .. }, no) in pieces.iter().zip(self.no + 1..) {
            let body = body_of(link);
            rows.write(&[
                &self.unit,
                &self.chain,
                &link.seq,
                &no,
                &link.id.0,
                &link.at.0,
                &link.zone_min,
                &link.actor,
                &link.kind,
                &link.subject.map(|person| person.0),
                &body.unwrap_or_default(),
                &link.corrects.map(|entry| entry.0),
                &(link.redacted.is_some() || body.is_none()),
                &hash.as_slice(),
            ])?;
        }
        rows.finish()?;
        Ok(true)
    }

    /// The place of the first piece whose id another entry has, here or before it among the pieces.
    fn first_taken(&mut self, pieces: &[Piece]) -> Result<usize, StoreError> {
        let ids: Vec<Uuid> = pieces.iter().map(|piece| piece.link.id.0).collect();
        let rows = self.db.query("SELECT id FROM entry_id WHERE id = ANY($1)", &[&ids])?;
        let mut taken = rows.iter().map(|row| row.try_get("id")).collect::<Result<BTreeSet<Uuid>, _>>()?;
        Ok(ids.iter().position(|id| !taken.insert(*id)).unwrap_or(ids.len()))
    }

    /// The chain reaches to the last of these pieces.
    fn reach(&mut self, pieces: &[Piece]) -> Result<(), StoreError> {
        let Some(last) = pieces.last() else { return Ok(()) };
        self.end = End {
            seq: last.link.seq,
            hash: last.hash,
        };
        self.no += i64::try_from(pieces.len()).unwrap_or(i64::MAX);
        self.merged.taken += pieces.len() as u64;
        self.merged.unread += people::fold(&mut self.db, self.chain, pieces)?;
        let sql = include_str!("load/reach.sql");
        self.db
            .execute(sql, &[&self.chain, &self.unit, &last.link.seq, &last.hash.as_slice()])?;
        Ok(())
    }

    /// Lets a redacted entry say more.
    fn renew(&mut self, piece: &Piece) -> Result<(), StoreError> {
        let link = &piece.link;
        let Some(body) = body_of(link) else {
            self.merged.known += 1;
            return Ok(());
        };
        let ids = "INSERT INTO entry_id VALUES ($1) ON CONFLICT (id) DO NOTHING";
        let old = "SELECT id FROM entry WHERE unit = $1 AND chain = $2 AND seq = $3";
        let old: Uuid = self.db.query_one(old, &[&self.unit, &self.chain, &link.seq])?.try_get("id")?;
        if old != link.id.0 && self.db.execute(ids, &[&link.id.0])? == 0 {
            return self.set_apart(piece, Why::Id);
        }
        let no = self.no + 1;
        let stands = self.db.query_one(
            include_str!("load/renew.sql"),
            &[
                &self.unit,
                &self.chain,
                &link.seq,
                &no,
                &link.id.0,
                &link.at.0,
                &link.zone_min,
                &link.actor,
                &link.kind,
                &link.subject.map(|person| person.0),
                &body,
                &link.corrects.map(|entry| entry.0),
                &link.redacted.is_some(),
            ],
        )?;
        self.no = self.no.max(stands.try_get("no")?);
        self.merged.renewed += 1;
        self.merged.unread += people::fold(&mut self.db, self.chain, std::slice::from_ref(piece))?;
        Ok(())
    }

    /// Keeps pieces beside the journal until what is before them has come.
    fn hold(&mut self, pieces: &[Piece]) -> Result<(), StoreError> {
        if pieces.is_empty() {
            return Ok(());
        }
        let seqs: Vec<i64> = pieces.iter().map(|piece| piece.link.seq).collect();
        let befores: Vec<&[u8]> = pieces.iter().map(|piece| piece.before.as_slice()).collect();
        let hashes: Vec<&[u8]> = pieces.iter().map(|piece| piece.hash.as_slice()).collect();
        let links = pieces.iter().map(|piece| pack(&piece.link)).collect::<Result<Vec<_>, _>>()?;
        let sql = include_str!("load/hold.sql");
        self.db.execute(sql, &[&self.chain, &seqs, &befores, &hashes, &links])?;
        Ok(())
    }

    /// Keeps what does not fit, and what waits and builds on it.
    fn set_apart(&mut self, piece: &Piece, why: Why) -> Result<(), StoreError> {
        let link = pack(&piece.link)?;
        let (seq, hash, arrived) = (piece.link.seq, piece.hash.as_slice(), self.now.0);
        let (one, built) = (include_str!("load/set_apart.sql"), include_str!("load/set_apart_held.sql"));
        self.db
            .execute(one, &[&self.chain, &seq, &hash, &link, &self.sender, &arrived, &why.key()])?;
        self.db.execute(built, &[&self.chain, &seq, &hash, &self.sender, &arrived])?;
        self.db.execute(include_str!("load/release.sql"), &[&self.chain])?;
        self.merged.quarantined += 1;
        Ok(())
    }
}

/// A unit by its site and its name, the same in every database.
fn unit_id(card: &StationCard) -> Uuid {
    let mut sha = Sha256::new();
    for name in [&card.site, &card.unit] {
        sha.update((name.len() as u64).to_be_bytes());
        sha.update(name.as_bytes());
    }
    let digest: [u8; 32] = sha.finalize().into();
    let mut short = [0; 16];
    short.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(short)
}

/// The body as the server can keep it. One with U+0000, which no station writes and nothing can read, is kept as one that was withheld.
fn body_of(link: &Link) -> Option<&str> {
    Some(link.body.as_str()).filter(|body| !body.contains('\0'))
}

fn waiting(row: &Row) -> Result<Piece, StoreError> {
    let hash_of = hash(row, "hash")?;
    Ok(Piece {
        link: unpack(row.try_get("link")?, hash_of)?,
        before: hash(row, "before")?,
        hash: hash_of,
        follows: true,
    })
}

/// A column of 32 bytes.
pub(super) fn hash(row: &Row, column: &str) -> Result<Hash, StoreError> {
    let bytes: &[u8] = row.try_get(column)?;
    Ok(bytes.try_into().map_err(|_said| ServerError::Foreign)?)
}
