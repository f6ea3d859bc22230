//! Clearing what is due (到期清除): planned in a thread, written down as an entry, done in slices beside the gate.
//!
//! It does not travel. Every station of the site clears what it holds, by the settings of the site; what was cleared once is not
//! taken in again. What was printed, exported or copied elsewhere is beyond it.

mod clearing;

use std::collections::{BTreeMap, BTreeSet};

use super::out::Reader;
use super::{Error, health};
use crate::domain::chain::Link;
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::daybook::Noted;
use crate::domain::entry::{DeclarationsStaged, Entry, EntryId, PhotoTaken};
use crate::domain::health::Health;
use crate::domain::person::{PersonId, Status};
use crate::domain::privacy::{bare, is_outsider};
use crate::domain::retention::{Category, Facts, Keep, Spared, Terms};
use crate::store::journal::{self, Written};
use crate::store::purge::{self, Cleared, Cut, Fields, Plan};
use crate::store::{Store, people};

/// What would go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// By kind: how many, and the last day that is due.
    pub due: Vec<(Category, Day, u64)>,
    /// What is due, and stays because somebody is in isolation or on an outing.
    pub open: BTreeSet<PersonId>,
    /// What is due, and stays because somebody said so.
    pub held: BTreeSet<PersonId>,
    /// What these entries take up.
    pub bytes: u64,
}

impl Preview {
    /// How many records would go.
    pub fn count(&self) -> u64 {
        self.due.iter().map(|(.., count)| count).sum()
    }
}

/// A clearing on its way.
#[derive(Clone, Debug)]
pub struct Purging {
    pub preview: Preview,
    /// Whose wish it is, where it is one.
    pub wished: Option<PersonId>,
    /// By itself at night, as the site has settled.
    by_night: bool,
    /// The chain that was written when it was looked for.
    chain: uuid::Uuid,
    /// Written down: only then anything goes.
    begun: bool,
    plan: Plan,
    steps: usize,
    keep: Keep,
    today: Day,
    zone: Zone,
    facts: BTreeMap<PersonId, Facts>,
}

impl Purging {
    /// How many steps are done, of how many.
    pub fn progress(&self) -> (u64, u64) {
        let count = |steps| u64::try_from(steps).unwrap_or(u64::MAX);
        (count(self.steps - self.plan.steps()), count(self.steps))
    }

    /// To be done by itself, where the site has settled that.
    #[must_use]
    pub fn by_night(self) -> Self {
        Self { by_night: true, ..self }
    }

    pub fn is_by_night(&self) -> bool {
        self.by_night
    }

    /// Whether an entry that waits beside the journal is due.
    fn is_due(&self, link: &Link) -> bool {
        let terms = Terms {
            keep: &self.keep,
            today: self.today,
            wished: self.wished.is_some(),
        };
        let Ok(entry) = Entry::decode(link.kind, link.subject, &link.body) else {
            return false;
        };
        let is_meant = self.wished.is_none_or(|person| link.subject == Some(person));
        let facts = link.subject.and_then(|person| self.facts.get(&person)).copied().unwrap_or_default();
        let category = Category::of(&entry);
        is_meant && category.is_some_and(|category| terms.is_due(category, self.zone.day_of(link.at), &facts) == Ok(true))
    }
}

/// Who somebody is, as far as that is in entries.
#[derive(Default)]
struct Master {
    entries: Vec<i64>,
    /// Whether they say something that goes with leaving.
    is_full: bool,
    photos: Vec<String>,
    last: Day,
    /// Whether something else is kept of them.
    stays: bool,
}

struct Planner<'a> {
    store: &'a Store,
    terms: Terms<'a>,
    zone: Zone,
    wished: Option<PersonId>,
    facts: BTreeMap<PersonId, Facts>,
    needed: BTreeSet<EntryId>,
    masters: BTreeMap<PersonId, Master>,
    /// Pictures that stay.
    pictures: BTreeSet<String>,
    counts: BTreeMap<Category, u64>,
    preview: Preview,
    plan: Plan,
}

impl Reader {
    /// What is due now; for one person what may go when they wish it. `tell` hears how many entries were read and of how many, and
    /// stops it by answering `true`.
    pub fn plan_purge(&self, wished: Option<PersonId>, now: Moment, tell: &dyn Fn(u64, u64) -> bool) -> Result<Purging, Error> {
        let today = self.zone.day_of(now);
        let keep = &self.settings.privacy.keep;
        let mut planner = Planner {
            store: &self.store,
            terms: Terms {
                keep,
                today,
                wished: wished.is_some(),
            },
            zone: self.zone,
            wished,
            facts: self.facts(now)?,
            needed: purge::needed_lines(&self.store)?,
            masters: BTreeMap::new(),
            pictures: BTreeSet::new(),
            counts: BTreeMap::new(),
            preview: Preview::default(),
            plan: Plan::default(),
        };
        let (all, mut read, mut stopped) = (journal::count(&self.store)?, 0, false);
        journal::each_entry(&self.store, |written| {
            read += 1;
            stopped = read % 1024 == 0 && tell(read, all);
            planner.take(written)?;
            Ok(!stopped)
        })?;
        if stopped {
            return Err(Error::Stopped);
        }
        planner.settle();
        let Planner {
            facts,
            mut preview,
            plan,
            counts,
            terms,
            ..
        } = planner;
        preview.due = counts
            .into_iter()
            .map(|(category, count)| (category, terms.until(category), count))
            .collect();
        Ok(Purging {
            preview,
            wished,
            by_night: false,
            chain: self.chain,
            begun: false,
            steps: plan.steps(),
            plan,
            keep: keep.clone(),
            today,
            zone: self.zone,
            facts,
        })
    }

    /// What the terms of everybody's records depend on.
    fn facts(&self, now: Moment) -> Result<BTreeMap<PersonId, Facts>, Error> {
        let standings = health::standings(&self.store, &self.settings, self.zone, Moment(i64::MAX))?;
        let mut facts = BTreeMap::<PersonId, Facts>::new();
        for (person, health) in &standings {
            let known = facts.entry(*person).or_default();
            known.open = health.isolation().is_some() || health.outing(now).is_some();
            known.settled = settled(health, self.zone);
        }
        let mut everybody = Vec::new();
        people::each(&self.store, |person| everybody.push(person))?;
        for person in everybody {
            let known = facts.entry(person.id).or_default();
            known.outsider = is_outsider(&person);
            if person.status == Status::Left {
                known.left = people::saved(&self.store, person.id)?.map(|(at, _)| self.zone.day_of(at));
            }
        }
        for person in purge::holds(&self.store)?.into_keys() {
            facts.entry(person).or_default().held = true;
        }
        Ok(facts)
    }
}

/// The day somebody's last isolation ended, or they came back last.
fn settled(health: &Health, zone: Zone) -> Option<Day> {
    let released = health
        .isolations
        .iter()
        .filter_map(|isolation| isolation.released.as_ref().map(|release| release.on));
    let back = health
        .outings
        .iter()
        .filter_map(|outing| outing.back.map(|(at, _)| zone.day_of(at)));
    let returned = health.declared.as_ref().map(|(_, declaration)| declaration.return_date);
    released.chain(back).chain(returned).max()
}

impl Planner<'_> {
    fn take(&mut self, written: &Written) -> Result<(), crate::store::StoreError> {
        // What this program cannot read it does not judge.
        let Ok(entry) = written.entry() else { return Ok(()) };
        if let Entry::PersonSaved(person) = &entry {
            self.master(written, person.id, *person != bare(person.clone()));
        } else if let Entry::PeopleStaged(staged) = &entry {
            for person in &staged.people {
                self.master(written, person.id, *person != bare(person.clone()));
            }
        } else if let Entry::PhotoTaken(photo) = &entry {
            self.photo(written, photo);
        } else if let Entry::Noted(Noted::Notice(notice)) = &entry {
            self.pictures.extend(notice.picture.clone());
        } else if let Entry::DeclarationsStaged(staged) = &entry {
            self.questionnaire(written, staged);
        } else {
            self.record(written, &entry)?;
        }
        Ok(())
    }

    fn master(&mut self, written: &Written, person: PersonId, is_full: bool) {
        let facts = self.of(person);
        if !(facts.outsider || facts.left.is_some()) {
            return;
        }
        let day = self.zone.day_of(written.at);
        let master = self.masters.entry(person).or_default();
        master.entries.push(written.no);
        master.is_full |= is_full;
        master.last = master.last.max(day);
    }

    fn photo(&mut self, written: &Written, photo: &PhotoTaken) {
        let facts = self.of(photo.person);
        if facts.outsider || facts.left.is_some() {
            self.master(written, photo.person, false);
            self.masters.entry(photo.person).or_default().photos.push(photo.sha256.clone());
        } else {
            self.pictures.insert(photo.sha256.clone());
        }
    }

    /// Of a questionnaire what is due of it.
    fn questionnaire(&mut self, written: &Written, staged: &DeclarationsStaged) {
        let day = self.zone.day_of(written.at);
        let mut cut = BTreeSet::new();
        for (person, _) in &staged.declarations {
            if self.is_meant(Some(*person)) && self.is_due(Category::Declarations, day, Some(*person)) {
                cut.insert(*person);
            } else {
                self.stays(Some(*person));
            }
        }
        if !cut.is_empty() {
            self.count(Category::Declarations, u64::try_from(cut.len()).unwrap_or_default(), written);
            self.plan.entries.push((written.no, Cut::Without(cut)));
        }
    }

    fn record(&mut self, written: &Written, entry: &Entry) -> Result<(), crate::store::StoreError> {
        let due = if self.is_meant(written.subject) {
            self.due(written, entry, 0)?
        } else {
            None
        };
        match due {
            Some(category) => {
                self.count(category, 1, written);
                self.plan.entries.push((written.no, Cut::Whole));
            }
            None => self.stays(written.subject),
        }
        Ok(())
    }

    /// The kind of record that is due with an entry. What corrects another one stays as long as that: else it would count again.
    fn due(&mut self, written: &Written, entry: &Entry, depth: u8) -> Result<Option<Category>, crate::store::StoreError> {
        const DEEPEST: u8 = 8;
        if self.needed.contains(&written.id) || depth > DEEPEST {
            return Ok(None);
        }
        let own = Category::of(entry);
        let day = self.zone.day_of(written.at);
        if own.is_some_and(|category| !self.is_due(category, day, written.subject)) {
            return Ok(None);
        }
        let Some(target) = written.corrects else { return Ok(own) };
        let Some(target) = journal::entry(self.store, target)? else {
            return Ok(own);
        };
        match target.entry() {
            Ok(corrected) => Ok(self.due(&target, &corrected, depth + 1)?.map(|category| own.unwrap_or(category))),
            Err(_) if target.is_withheld() => Ok(Some(own.unwrap_or(Category::Readings))),
            Err(_) => Ok(None),
        }
    }

    fn is_meant(&self, person: Option<PersonId>) -> bool {
        self.wished.is_none_or(|wished| person == Some(wished))
    }

    fn of(&self, person: PersonId) -> Facts {
        self.facts.get(&person).copied().unwrap_or_default()
    }

    fn is_due(&mut self, category: Category, day: Day, person: Option<PersonId>) -> bool {
        let facts = person.map(|person| self.of(person)).unwrap_or_default();
        match (self.terms.is_due(category, day, &facts), person) {
            (Ok(due), _) => due,
            (Err(Spared::Open), Some(person)) => {
                self.preview.open.insert(person);
                false
            }
            (Err(Spared::Held), Some(person)) => {
                self.preview.held.insert(person);
                false
            }
            (Err(_), None) => false,
        }
    }

    fn stays(&mut self, person: Option<PersonId>) {
        if let Some(person) = person {
            let facts = self.of(person);
            if facts.outsider || facts.left.is_some() {
                self.masters.entry(person).or_default().stays = true;
            }
        }
    }

    fn count(&mut self, category: Category, count: u64, written: &Written) {
        *self.counts.entry(category).or_default() += count;
        self.preview.bytes += u64::try_from(written.body.len()).unwrap_or_default();
    }

    /// What goes of who people are: all of it where nothing else is kept of them, else what is only asked of who is here.
    fn settle(&mut self) {
        let mut gone = BTreeSet::new();
        for (person, master) in std::mem::take(&mut self.masters) {
            let cleared = if self.is_meant(Some(person)) {
                self.clear(person, &master)
            } else {
                None
            };
            let photo = cleared
                .as_ref()
                .is_some_and(|cleared| cleared.photo || cleared.fields == Fields::Go);
            let pictures = if photo { &mut gone } else { &mut self.pictures };
            pictures.extend(master.photos);
            self.plan.people.extend(cleared);
        }
        self.plan.pictures = gone.difference(&self.pictures).cloned().collect();
    }

    fn clear(&mut self, person: PersonId, master: &Master) -> Option<Cleared> {
        if master.entries.is_empty() {
            return None;
        }
        let facts = self.of(person);
        let someone = Some(person);
        let is_gone = facts.left.is_some_and(|left| self.is_due(Category::Left, left, someone));
        let unvisited = facts.outsider && self.is_due(Category::Visits, master.last, someone);
        let photo = !master.photos.is_empty() && facts.left.is_some_and(|left| self.is_due(Category::Photos, left, someone));
        let fields = match (is_gone || unvisited, master.stays) {
            (true, false) => Fields::Go,
            (true, true) if is_gone && master.is_full => Fields::Bare,
            (true | false, _) => Fields::Stay,
        };
        if fields == Fields::Stay && !photo {
            return None;
        }
        let category = if fields == Fields::Stay {
            Category::Photos
        } else if is_gone {
            Category::Left
        } else {
            Category::Visits
        };
        *self.counts.entry(category).or_default() += 1;
        Some(Cleared {
            person,
            fields,
            photo,
            entries: master.entries.clone(),
        })
    }
}

#[cfg(test)]
mod tests;
