//! Everybody the gate knows.

use std::collections::BTreeMap;

use rusqlite::Row;
use uuid::Uuid;

use super::register::row_to_person;
use super::{Store, StoreError};
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
