//! Everybody the gate knows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Row;
use uuid::Uuid;

use super::register::row_to_person;
use super::{Store, StoreError};
use crate::domain::day::Moment;
use crate::domain::entry::Entry;
use crate::domain::person::{Person, PersonId};

/// Hands everybody that is visible to `each`, by badge, then employee number, then name.
pub fn each(store: &Store, mut each: impl FnMut(Person)) -> Result<(), StoreError> {
    let mut select = store.db().prepare_cached(include_str!("people/all.sql"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        each(row_to_person(row, PersonId(Uuid::from_bytes(row.get("id")?)))?);
    }
    Ok(())
}

/// Everybody as the station knew them before a moment, by the last entry about each that was made before it.
pub fn before(store: &Store, moment: Moment) -> Result<Vec<Person>, StoreError> {
    let (mut people, mut later) = (Vec::new(), BTreeSet::new());
    let mut select = store.db().prepare_cached(include_str!("people/all.sql"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let id = PersonId(Uuid::from_bytes(row.get("id")?));
        if row.get::<_, i64>("at_ms")? < moment.0 {
            people.push(row_to_person(row, id)?);
        } else {
            later.insert(id);
        }
    }
    if !later.is_empty() {
        people.extend(known(store, moment, &later)?.into_values());
    }
    Ok(people)
}

/// What the journal said of these people before a moment. A roster counts from when it was staged; one that was given up never.
fn known(store: &Store, moment: Moment, wanted: &BTreeSet<PersonId>) -> Result<BTreeMap<PersonId, Person>, StoreError> {
    let mut known = BTreeMap::new();
    let mut select = store.db().prepare_cached(include_str!("people/known.sql"))?;
    let mut rows = select.query([moment.0])?;
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        // What is withheld, or what a newer program wrote, says nothing here.
        let Ok(entry) = Entry::decode(row.get("kind")?, None, &body) else {
            continue;
        };
        let saved = if let Entry::PersonSaved(person) = entry {
            vec![person]
        } else if let Entry::PeopleStaged(staged) = entry
            && is_taken(store, staged.import)?
        {
            staged.people
        } else {
            Vec::new()
        };
        let wanted = saved.into_iter().filter(|person| wanted.contains(&person.id));
        known.extend(wanted.map(|person| (person.id, person)));
    }
    Ok(known)
}

fn is_taken(store: &Store, import: Uuid) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM import WHERE id = ?1 AND state = 'taken'";
    Ok(store.db().prepare_cached(sql)?.exists([import.as_bytes()])?)
}

/// Who carries each badge and each employee number now: a number belongs to one person.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    pub badges: BTreeMap<String, PersonId>,
    pub employees: BTreeMap<String, PersonId>,
}

/// The numbers in use.
pub fn numbers(store: &Store) -> Result<Numbers, StoreError> {
    let mut numbers = Numbers::default();
    each(store, |person| {
        for (number, owners) in [(person.badge, &mut numbers.badges), (person.employee, &mut numbers.employees)] {
            if !number.is_empty() {
                owners.insert(number, person.id);
            }
        }
    })?;
    Ok(numbers)
}

/// Who carries a badge, where somebody does.
pub fn by_badge(store: &Store, badge: &str) -> Result<Vec<PersonId>, StoreError> {
    let mut select = store.db().prepare_cached(include_str!("people/by_badge.sql"))?;
    let id = |row: &Row<'_>| Ok(PersonId(Uuid::from_bytes(row.get("id")?)));
    Ok(select.query_map([badge], id)?.collect::<Result<_, _>>()?)
}
