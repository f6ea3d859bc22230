//! One hash of all projected tables, by ids that are the same everywhere and never by local numbers.
//!
//! It answers two questions: does the journal, folded again, give the tables that are there; and do two stations that
//! hold the same entries show the same tables.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use super::journal::Hash;
use super::{Access, Store, StoreError, projection};

const TABLES: [&str; 8] = [
    include_str!("digest/person.sql"),
    include_str!("digest/register.sql"),
    include_str!("digest/presence.sql"),
    include_str!("digest/visit.sql"),
    include_str!("digest/course.sql"),
    include_str!("digest/daybook.sql"),
    include_str!("digest/peer.sql"),
    include_str!("digest/other.sql"),
];

/// The hash of every row of every projected table.
pub fn digest(db: &Connection) -> Result<Hash, StoreError> {
    let mut sha = Sha256::new();
    for sql in TABLES {
        let mut select = db.prepare(sql)?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                add(&mut sha, row.get_ref(column)?);
            }
        }
        sha.update([0xff]);
    }
    Ok(sha.finalize().into())
}

fn add(sha: &mut Sha256, value: ValueRef<'_>) {
    let mut tagged = |tag: u8, bytes: &[u8]| {
        sha.update([tag]);
        sha.update((bytes.len() as u64).to_be_bytes());
        sha.update(bytes);
    };
    match value {
        ValueRef::Null => tagged(0, &[]),
        ValueRef::Integer(number) => tagged(1, &number.to_be_bytes()),
        ValueRef::Real(number) => tagged(2, &number.to_be_bytes()),
        ValueRef::Text(text) => tagged(3, text),
        ValueRef::Blob(bytes) => tagged(4, bytes),
    }
}

impl Store {
    /// One hash of all tables.
    pub fn digest(&self) -> Result<Hash, StoreError> {
        digest(self.db())
    }

    /// Whether the journal, folded again, gives the tables that are there. Nothing is kept of the attempt. What is sealed and cannot be
    /// opened gives nothing.
    pub fn rebuild_equals_live(&mut self) -> Result<bool, StoreError> {
        match self.try_rebuild() {
            Err(StoreError::Sealed(_)) => Ok(false),
            tried => tried,
        }
    }

    /// Where another program writes, it is tried on a copy.
    fn try_rebuild(&mut self) -> Result<bool, StoreError> {
        if self.access() != Access::Writer {
            let folder = tempfile::tempdir()?;
            let mut copy = self.copied(folder.path())?;
            copy.carry_over(u32::MAX)?;
            return copy.rebuild_equals_live();
        }
        let live = self.digest()?;
        let outcome = self.transact(|db| {
            projection::rebuild(db)?;
            Err::<(), _>(Attempt::Folded(digest(db)?))
        });
        match outcome {
            Ok(()) => Ok(true),
            Err(Attempt::Folded(again)) => Ok(again == live),
            Err(Attempt::Failed(error)) => Err(error),
        }
    }
}

/// The rebuild is tried inside a transaction that is never committed.
enum Attempt {
    Folded(Hash),
    Failed(StoreError),
}

impl From<StoreError> for Attempt {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;
    use uuid::Uuid;

    use super::*;
    use crate::domain::day::{Day, Moment};
    use crate::domain::daybook::{Noted, Struck};
    use crate::domain::declaration::Declaration;
    use crate::domain::entry::{
        DeclarationsStaged, Entry, EntryId, Passage, PeopleStaged, PeopleTaken, Reading, Refusal, Taken, Visit, Withdrawn,
    };
    use crate::domain::person::{Person, PersonId};
    use crate::domain::screening::{Direction, Verdict};
    use crate::domain::temperature::{Celsius, Site};
    use crate::store::journal::{self, Stamp};
    use crate::store::open;

    fn person(number: u8) -> PersonId {
        PersonId(Uuid::from_u128(u128::from(number % 5) + 1))
    }

    fn declared(who: u8, value: u8) -> Declaration {
        let returns = Day::default().plus_days(value.into());
        Declaration::blank(person(who), returns, returns)
    }

    fn direction(number: u8) -> Direction {
        if number.is_multiple_of(2) { Direction::In } else { Direction::Out }
    }

    fn known(number: u8, text: &str) -> Person {
        Person {
            id: person(number),
            badge: format!("{number:04}"),
            name: text.to_owned(),
            ..Person::default()
        }
    }

    fn event(kind: u8, who: u8, value: u8) -> Entry {
        let import = Uuid::from_u128(u128::from(who % 2) + 900);
        match kind % 10 {
            0 => Entry::PersonSaved(known(who, &format!("张{value}"))),
            1 => Entry::Passage(Passage {
                person: person(who),
                direction: direction(value),
                mask: true,
                happened: None,
            }),
            2 => Entry::Refusal(Refusal {
                person: person(who),
                reason: "无证".into(),
            }),
            3 => Entry::Visit(Visit {
                person: person(who),
                plate: format!("贵A{value}"),
                ..Visit::default()
            }),
            4 => Entry::Withdrawn(Withdrawn {
                person: person(who),
                reason: String::new(),
            }),
            5 => Entry::PeopleStaged(PeopleStaged {
                import,
                people: vec![known(who, "李"), known(value, "王")],
            }),
            6 => Entry::Declared(declared(who, value)),
            7 => Entry::DeclarationsStaged(DeclarationsStaged {
                import,
                declarations: vec![(person(who), declared(who, value)), (person(value), declared(value, who))],
            }),
            8 => Entry::Noted(Noted::Struck(Struck { reason: format!("{who}") })),
            _ => Entry::Reading(Reading {
                person: person(who),
                celsius: Celsius(3600 + i32::from(value)),
                site: Site::Forehead,
                instrument: String::new(),
                attempt: 1,
                verdict: if value < 130 { Verdict::Clear } else { Verdict::Recheck },
                reasons: Vec::new(),
                direction: direction(who),
                mask: true,
                taken: Taken::Gate,
                happened: value.is_multiple_of(3).then_some(Moment(i64::from(who))),
            }),
        }
    }

    fn file() -> Result<Connection, StoreError> {
        let db = open::in_memory()?;
        db.execute(
            "INSERT INTO chain (no, id, own) VALUES (1, ?1, 1)",
            [Uuid::from_u128(77).as_bytes()],
        )?;
        Ok(db)
    }

    fn append(db: &Connection, number: usize, (kind, who, value): (u8, u8, u8)) -> Result<(), StoreError> {
        let entry = event(kind, who, value);
        let target = u128::from(value) % (number as u128 + 1) + 1;
        let corrects = matches!(entry, Entry::Withdrawn(_) | Entry::Noted(_)).then(|| EntryId(Uuid::from_u128(target)));
        let at = Moment(1_000 + i64::from(value % 16));
        let stamp = Stamp {
            id: EntryId(Uuid::from_u128(number as u128 + 1)),
            at,
            zone_min: 480,
            actor: 0,
            corrects,
        };
        projection::fold(db, &journal::append(db, 1, &stamp, &entry)?)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn the_journal_folded_again_gives_the_same_tables(events in prop::collection::vec(any::<(u8, u8, u8)>(), 0..60)) {
            let db = file()?;
            for (number, event) in events.into_iter().enumerate() {
                append(&db, number, event)?;
                projection::carry_over(&db, u32::from(event.2 % 2))?;
            }
            projection::carry_over(&db, u32::MAX)?;
            let live = digest(&db)?;
            projection::rebuild(&db)?;
            prop_assert_eq!(digest(&db)?, live);
        }
    }

    #[test]
    fn a_table_that_was_tampered_with_is_noticed() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let mut store = Store::open(folder.path())?;
        store.transact(|db| {
            db.execute(
                "INSERT INTO chain (no, id, own) VALUES (1, ?1, 1)",
                [Uuid::from_u128(77).as_bytes()],
            )?;
            append(db, 0, (0, 1, 1))?;
            append(db, 1, (1, 1, 0))
        })?;
        assert!(store.rebuild_equals_live()?);
        store.transact(|db| db.execute("UPDATE presence SET inside = 1 - inside", []).map_err(StoreError::from))?;
        assert!(!store.rebuild_equals_live()?);
        store.rebuild()?;
        assert!(store.rebuild_equals_live()?);
        Ok(())
    }

    #[test]
    fn a_staged_roster_is_taken_at_once() -> Result<(), Box<dyn std::error::Error>> {
        let db = file()?;
        append(&db, 0, (0, 1, 0))?;
        append(&db, 1, (5, 1, 2))?;
        let names = |db: &Connection| -> rusqlite::Result<Vec<String>> {
            let sql = "SELECT name FROM person LEFT JOIN import ON import.no = person.import
                       WHERE import.no IS NULL OR import.state = 'taken' ORDER BY person.id";
            db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        assert_eq!(names(&db)?, ["张0"]);
        let import = Uuid::from_u128(901);
        let taken = Entry::PeopleTaken(PeopleTaken {
            import,
            file: "roster.csv".into(),
            taken: 2,
            refused: 0,
        });
        let stamp = Stamp {
            id: EntryId(Uuid::from_u128(50)),
            at: Moment(2_000),
            zone_min: 480,
            actor: 0,
            corrects: None,
        };
        projection::fold(&db, &journal::append(&db, 1, &stamp, &taken)?)?;
        projection::carry_over(&db, u32::MAX)?;
        assert_eq!(names(&db)?, ["李", "王"]);
        Ok(())
    }
}
