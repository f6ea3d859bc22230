//! Nothing sealed is to be found in the bytes of the files, and everything is there for whoever has the key.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::chain::{Head, SignedHead, Slice};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::declaration::Declaration;
use crate::domain::entry::{DeclarationsStaged, Entry, EntryId, PeopleStaged, PeopleTaken, Visit};
use crate::domain::person::{Person, PersonId};
use crate::domain::settings::{Role, StationCard};
use crate::store::journal::{self, GENESIS, Stamp};
use crate::store::verify::ChainFault;
use crate::store::{DATABASE, Store, open, people, register, report, station};

type Checked = Result<(), Box<dyn std::error::Error>>;

const PEOPLE: u32 = 700;
const NOW: Moment = Moment(1_583_000_000_000);

fn stamp(number: u32) -> Stamp {
    Stamp {
        id: EntryId(Uuid::from_u128(u128::from(number) + 1)),
        at: NOW,
        zone_min: 480,
        actor: 0,
        corrects: None,
    }
}

fn person(number: u32) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(u128::from(number) + 1_000)),
        badge: format!("{number:04}"),
        name: "张双".into(),
        phone: format!("13912{number:06}"),
        document: format!("52010219850101{number:04}"),
        ..Person::default()
    }
}

fn declared(number: u32) -> Declaration {
    let day = Day::default();
    Declaration {
        vehicle: format!("贵A{number:05}"),
        contact_note: format!("接触者电话13712{number:06}"),
        ..Declaration::blank(person(number).id, day, day)
    }
}

/// A roster that is taken and one that waits, a questionnaire, a visit, somebody saved alone.
fn entries() -> Vec<Entry> {
    let import = |number: u128| Uuid::from_u128(number);
    let staged = |import, people| Entry::PeopleStaged(PeopleStaged { import, people });
    let mut waiting = person(2);
    waiting.phone = "13800000002".into();
    let taken = PeopleTaken {
        import: import(5),
        file: "花名册.xlsx".into(),
        taken: PEOPLE,
        refused: 0,
    };
    vec![
        staged(import(5), (0..PEOPLE).map(person).collect()),
        Entry::PeopleTaken(taken),
        staged(import(6), vec![waiting]),
        Entry::PersonSaved(person(0)),
        Entry::Visit(Visit {
            person: person(1).id,
            plate: "贵B54321".into(),
            ..Visit::default()
        }),
        Entry::Declared(declared(1)),
        Entry::DeclarationsStaged(DeclarationsStaged {
            import: import(7),
            declarations: (0..PEOPLE).map(|number| (person(number).id, declared(number))).collect(),
        }),
    ]
}

fn written(folder: &Path) -> Result<Store, StoreError> {
    let mut store = Store::open(folder)?;
    let card = StationCard {
        chain: Uuid::from_u128(77),
        site: "锰矿".into(),
        unit: String::new(),
        station: "南门".into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    };
    station::found(&mut store, &stamp(0), card)?;
    for (entry, number) in entries().iter().zip(1..) {
        station::write(&mut store, 1, &stamp(number), entry)?;
    }
    let hash = vec![0_u8; 32];
    store.transact(|db| {
        let sql = "INSERT INTO held (chain, seq, before, hash, link) VALUES (zeroblob(16), 9, ?1, ?1, seal('13912999999', 'link'))";
        db.execute(sql, [hash]).map_err(StoreError::from)
    })?;
    Ok(store)
}

/// What no file may hold: how the numbers of these people begin, long enough that no sealed text holds it by chance.
const SECRETS: [&str; 7] = [
    "13912000",
    "52010219850101",
    "贵A00",
    "贵B54321",
    "13712000",
    "13800000002",
    "13912999999",
];

/// How often the bytes of the database and its write-ahead log hold one of them.
fn found(folder: &Path) -> Result<usize, std::io::Error> {
    let mut bytes = fs::read(folder.join(DATABASE))?;
    bytes.extend(fs::read(folder.join(format!("{DATABASE}-wal"))).unwrap_or_default());
    let text = String::from_utf8_lossy(&bytes);
    Ok(SECRETS.iter().map(|secret| text.matches(secret).count()).sum())
}

/// Makes of a file one of before there were keys: everything in clear, and what was deleted not wiped.
fn make_old(folder: &Path) -> Result<(), StoreError> {
    let sealer = Sealer::of(folder)?;
    let db = open::reach(folder, &sealer)?;
    db.pragma_update(None, "secure_delete", 0)?;
    let guard: String = db.query_row("SELECT sql FROM sqlite_schema WHERE name = 'entry_is_never_changed'", [], |row| {
        row.get(0)
    })?;
    for sql in [
        "DROP TRIGGER entry_is_never_changed",
        "UPDATE entry SET body = unseal(body, kind)",
        &guard,
        "UPDATE person SET phone = unseal(phone, 'phone'), document = unseal(document, 'document')",
        "UPDATE person_next SET body = unseal(body, 10)",
        "UPDATE visit SET plate = unseal(plate, 'plate')",
        "UPDATE course SET body = unseal(body, kind)",
        "UPDATE held SET link = unseal(link, 'link')",
        "CREATE TABLE litter AS SELECT unseal(phone, 'phone') FROM person",
        "DROP TABLE litter",
        "DELETE FROM seal",
    ] {
        db.execute(sql, [])?;
    }
    fs::remove_file(folder.join(FIELD_KEY))?;
    Ok(())
}

fn code<T>(result: Result<T, StoreError>) -> Option<&'static str> {
    result.err().map(|error| error.code())
}

fn holds(store: &mut Store) -> Checked {
    assert_eq!(store.verify_chains()?.faults, []);
    assert!(store.rebuild_equals_live()?);
    assert_eq!(register::person(store, person(3).id)?, Some(person(3)));
    assert_eq!(people::by_badge(store, "0003")?, [person(3).id]);
    let today = (Moment(0), Moment(i64::MAX));
    assert_eq!(report::plates(store, today)?, [(person(1).id, "贵B54321".to_owned())]);
    Ok(())
}

#[test]
fn the_files_hold_no_number_of_anybody() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = written(folder.path())?;
    assert_eq!(found(folder.path())?, 0);
    holds(&mut store)?;
    // What is taken back out of the database is what went in, for whoever has the key.
    let reader = Store::open_reader(folder.path())?;
    assert_eq!(reader.digest()?, store.digest()?);
    drop((store, reader));
    assert_eq!(found(folder.path())?, 0);
    Ok(())
}

#[test]
fn stations_with_different_keys_have_one_digest() -> Checked {
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (one, other) = (written(here.path())?, written(there.path())?);
    assert_ne!(one.sealer().keys(), other.sealer().keys());
    assert_eq!(one.digest()?, other.digest()?);
    let sealed = |store: &Store| {
        store
            .db()
            .query_row("SELECT phone FROM person WHERE badge = '0003'", [], |row| row.get::<_, String>(0))
    };
    assert_ne!(sealed(&one)?, sealed(&other)?);
    Ok(())
}

#[test]
fn an_old_file_is_sealed_by_the_first_who_writes_and_nothing_of_it_stays() -> Checked {
    let folder = tempfile::tempdir()?;
    let digest = written(folder.path())?.digest()?;
    make_old(folder.path())?;
    let number = usize::try_from(PEOPLE)?;
    assert!(found(folder.path())? >= 3 * number, "the file of before holds them");
    assert_eq!(
        Store::open_reader(folder.path())?.digest()?,
        digest,
        "who only looks on reads it as it is"
    );
    let mut store = Store::open(folder.path())?;
    assert_eq!(found(folder.path())?, 0);
    assert_eq!(store.digest()?, digest);
    holds(&mut store)?;
    assert!(store.db().execute("UPDATE entry SET body = ''", []).is_err(), "the guard is back");
    Ok(())
}

#[test]
fn somebody_who_reads_meanwhile_only_delays_the_end() -> Checked {
    let folder = tempfile::tempdir()?;
    written(folder.path())?;
    make_old(folder.path())?;
    let reader = Store::open_reader(folder.path())?;
    reader.db().execute_batch("BEGIN; SELECT count(*) FROM person;")?;
    let read: i64 = reader.db().query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
    assert_eq!(read, i64::from(PEOPLE));
    let store = Store::open(folder.path())?;
    assert!(!Seal::of(store.db())?.ok_or("no seal")?.done);
    drop((reader, store));
    let store = Store::open(folder.path())?;
    assert!(Seal::of(store.db())?.ok_or("no seal")?.done);
    assert_eq!(found(folder.path())?, 0);
    Ok(())
}

#[test]
fn without_the_key_or_with_another_the_file_is_left_alone() -> Checked {
    let folder = tempfile::tempdir()?;
    drop(written(folder.path())?);
    let path = folder.path().join(FIELD_KEY);
    let key = fs::read_to_string(&path)?;
    let before = fs::read(folder.path().join(DATABASE))?;
    let other = FieldKeys(vec![FieldKey::new()?]).to_text();
    let broken = key.replace("field 1", "field 2");
    for (text, expected) in [
        (None, "field-key-missing"),
        (Some(&other), "field-key-wrong"),
        (Some(&broken), "field-key-wrong"),
    ] {
        text.map_or_else(|| fs::remove_file(&path), |text| fs::write(&path, text))?;
        assert_eq!(code(Store::open(folder.path())), Some(expected));
        assert_eq!(code(Store::open_reader(folder.path())), Some(expected));
        assert_eq!(text.is_some(), path.exists(), "no key is made in its place");
    }
    assert!(fs::read(folder.path().join(DATABASE))? == before);
    fs::write(&path, key)?;
    holds(&mut Store::open(folder.path())?)
}

#[test]
fn a_sealed_value_that_was_changed_is_said_and_never_read_as_empty() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = written(folder.path())?;
    // A phone number in the place of an identity number is sealed with the right key, and in the wrong place.
    for forged in ["phone", "char(1) || 'AAAA'", "substr(document, 1, 30)"] {
        store
            .db()
            .execute(&format!("UPDATE person SET document = {forged} WHERE badge = '0003'"), [])?;
        assert_eq!(code(register::person(&store, person(3).id)), Some("sealed-value"));
    }
    assert!(register::person(&store, person(4).id)?.is_some());
    assert!(!store.rebuild_equals_live()?);
    store.rebuild()?;
    holds(&mut store)?;
    // The check names the entry whose body was changed.
    let db = store.db();
    let guard = again::lift_guard(db)?;
    db.execute("UPDATE entry SET body = char(1) || 'AAAA' WHERE seq = 5", [])?;
    db.execute(&guard, [])?;
    let faults = store.verify_chains()?.faults;
    assert_eq!(
        faults.iter().map(|found| found.fault).collect::<Vec<_>>(),
        [ChainFault::Hash { seq: 5 }]
    );
    assert!(!store.rebuild_equals_live()?);
    Ok(())
}

#[test]
fn a_new_key_takes_over_while_the_station_works() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = written(folder.path())?;
    let (old, looks_on, digest) = (store.sealer().keys(), Store::open_reader(folder.path())?, store.digest()?);
    let renewal = store.renew_field_key()?;
    let both = store.sealer().keys();
    assert_eq!(both.0.len(), 2);
    drop(store.renew_field_key()?);
    assert_eq!(store.sealer().keys(), both, "one new key at a time");
    let saved = Entry::PersonSaved(Person {
        phone: "13977777777".into(),
        ..person(5)
    });
    station::write(&mut store, 1, &stamp(90), &saved)?;
    renewal.run()?;
    assert_eq!(store.sealer().keys().0.len(), 1);
    let known = register::person(&store, person(5).id)?.ok_or("nobody")?;
    assert_eq!(known.phone, "13977777777");
    assert_eq!(looks_on.digest()?, store.digest()?, "who looks on finds the new key");
    assert_ne!(store.digest()?, digest);
    drop((store, looks_on));
    fs::write(folder.path().join(FIELD_KEY), old.to_text())?;
    assert_eq!(
        code(Store::open(folder.path())),
        Some("field-key-wrong"),
        "the old key opens nothing"
    );
    Ok(())
}

/// However far a renewal came, the next start ends it.
#[test]
fn a_renewal_that_was_cut_short_is_finished_by_the_next_start() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = written(folder.path())?;
    let digest = store.digest()?;
    for slices in 0..12 {
        drop(store.renew_field_key()?);
        again::seal_slices(&mut open::reach(folder.path(), store.sealer())?, store.sealer(), slices)?;
        drop(store);
        store = Store::open(folder.path())?;
        assert_eq!(store.sealer().keys().0.len(), 1);
        assert_eq!(store.digest()?, digest);
        let unopened = "SELECT count(*) FROM entry WHERE kind = 11 AND unseal(body, kind) NOT LIKE '{%'";
        assert_eq!(store.db().query_row(unopened, [], |row| row.get::<_, i64>(0))?, 0);
    }
    holds(&mut store)
}

#[test]
fn without_its_key_for_good_the_gate_goes_on_and_peers_bring_back_what_was_sealed() -> Checked {
    let (folder, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let links = |store: &Store| -> Result<Vec<_>, StoreError> {
        let mut links = Vec::new();
        journal::each_entry(store, |written| {
            links.push(written.link());
            Ok(true)
        })?;
        Ok(links)
    };
    // Another station holds the same chain.
    let elsewhere = links(&written(other.path())?)?;
    drop(written(folder.path())?);
    let path = folder.path().join(FIELD_KEY);
    let key = fs::read_to_string(&path)?;
    let number = std::cell::Cell::new(500);
    let next = |_: Zone| {
        number.set(number.get() + 1);
        stamp(number.get())
    };
    assert_eq!(
        code(Store::open_without_key(folder.path(), next)),
        Some("sealed-value"),
        "the key is there"
    );
    fs::remove_file(&path)?;
    let mut store = Store::open_without_key(folder.path(), next)?;
    let nameless = Person {
        phone: String::new(),
        document: String::new(),
        ..person(3)
    };
    assert_eq!(register::person(&store, person(3).id)?, Some(nameless));
    assert_eq!(people::by_badge(&store, "0003")?, [person(3).id]);
    let chains = store.verify_chains()?;
    assert_eq!((chains.faults, chains.redacted), (vec![], 6));
    assert!(store.rebuild_equals_live()?);
    assert_eq!(found(folder.path())?, 0);
    // The file as it was opens with the key as it was.
    let kept = tempfile::tempdir()?;
    fs::copy(folder.path().join(lost::ASIDE), kept.path().join(DATABASE))?;
    fs::write(kept.path().join(FIELD_KEY), key)?;
    assert_eq!(links(&Store::open(kept.path())?)?, elsewhere);
    let signed = SignedHead {
        head: Head {
            chain: Uuid::from_u128(77),
            seq: i64::try_from(elsewhere.len())?,
            hash: [0; 32],
        },
        signature: [0; 64],
    };
    let slice = Slice {
        chain: Uuid::from_u128(77),
        before: GENESIS,
        links: elsewhere,
        signed,
    };
    let merged = store.merge(&slice, Uuid::from_u128(78), NOW)?;
    assert_eq!(merged.renewed, 6);
    assert_eq!(store.verify_chains()?.redacted, 0);
    assert!(store.rebuild_equals_live()?);
    Ok(())
}

#[test]
fn nothing_in_the_file_itself_may_open_what_is_sealed() -> Checked {
    let folder = tempfile::tempdir()?;
    let store = written(folder.path())?;
    store
        .db()
        .execute_batch("CREATE VIEW leak AS SELECT unseal(phone, 'phone') AS phone FROM person")?;
    let leaked = store.db().query_row("SELECT phone FROM leak", [], |row| row.get::<_, String>(0));
    assert!(leaked.is_err_and(|error| error.to_string().contains("unsafe use")));
    Ok(())
}

#[test]
fn the_sealed_are_found_by_their_index() -> Checked {
    let folder = TempDir::new()?;
    let store = written(folder.path())?;
    for (sql, index) in [
        (again::select_entries(), "entry_sealed"),
        (include_str!("../journal/staged.sql").to_owned(), "entry_people"),
    ] {
        let mut plan = store.db().prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let steps = plan.query_map([0], |row| row.get::<_, String>("detail"))?;
        let steps: Vec<_> = steps.collect::<Result<_, _>>()?;
        assert!(steps.iter().any(|step| step.contains(index)), "{steps:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sealed_is_opened_in_its_place_by_its_key_only(text in "\\PC{1,80}", flip in 0_usize..400) {
        let (key, other) = (FieldKey([1; 64].into()), FieldKey([2; 64].into()));
        let sealed = key.seal(&text, b"phone").map_err(|fault| TestCaseError::fail(fault.to_string()))?;
        prop_assert_eq!(key.seal(&text, b"phone"), Ok(sealed.clone()));
        prop_assert_eq!(key.open(&sealed, b"phone"), Some(text));
        prop_assert_eq!(key.open(&sealed, b"document"), None);
        prop_assert_eq!(other.open(&sealed, b"phone"), None);
        let mut bytes = sealed.into_bytes();
        let at = flip % bytes.len();
        bytes[at] ^= 1;
        let tampered = String::from_utf8_lossy(&bytes).into_owned();
        prop_assert_eq!(key.open(&tampered, b"phone"), None);
    }

    #[test]
    fn what_is_kept_as_a_key_is_read_as_it_was(bytes in any::<[u8; 32]>(), noise in "\\PC{0,120}") {
        let mut both = [0; 64];
        both[..32].copy_from_slice(&bytes);
        let keys = FieldKeys(vec![FieldKey(both.into()), FieldKey([9; 64].into())]);
        prop_assert_eq!(FieldKeys::from_text(&keys.to_text()).ok(), Some(keys));
        prop_assert!(FieldKeys::from_text(&noise).is_err());
    }
}
