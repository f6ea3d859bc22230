//! The ledger (总账): what headquarters reads of its units, whichever database keeps it.

use uuid::Uuid;

use super::StoreError;
use super::merge::Merged;
use crate::domain::chain::{Head, Slice};
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::person::{Person, PersonId};

/// An entry of a unit that headquarters counts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitNote {
    pub chain: Uuid,
    /// Its number in that chain.
    pub seq: i64,
    pub id: EntryId,
    pub at: Moment,
    pub entry: Entry,
    pub corrects: Option<EntryId>,
    /// Whether it says less than what was hashed: the unit masked it.
    pub redacted: bool,
}

/// Where headquarters keeps the entries of its units.
pub trait Ledger {
    /// Takes a slice in, once however often it comes, in one transaction.
    fn merge(&mut self, slice: &Slice, sender: Uuid, now: Moment) -> Result<Merged, StoreError>;

    /// How far every chain reaches here.
    fn heads(&self) -> Result<Vec<Head>, StoreError>;

    /// Hands the entries of these kinds on every chain after row `after` to `each`, in order of arrival. Answers the last row that
    /// there is. Those that were withheld and those that cannot be read are left out.
    fn notes(&self, kinds: &[i64], after: i64, each: &mut dyn FnMut(UnitNote)) -> Result<i64, StoreError>;

    /// One entry by its id, of the kinds that [`Self::notes`] hands out; `None` where it is not here or cannot be read.
    fn note(&self, id: EntryId) -> Result<Option<UnitNote>, StoreError>;

    /// Those of these people that are known here, as the latest entry says, in the order they are asked for.
    fn people(&self, ids: &[PersonId]) -> Result<Vec<Person>, StoreError>;
}
