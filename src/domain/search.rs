//! Finding somebody by what is typed or scanned: badge, employee number, document, phone tail, name, pinyin, initials.
//!
//! Every key of every person stands in one sorted list, so a prefix is two binary searches however many people there are.
//! A changed person's old keys stay in the list until it is sorted again, and are skipped because their version is old.

use std::collections::BTreeMap;

use super::names::{fold, keys};
use super::person::Person;

/// By which of their keys somebody was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matched {
    Badge,
    Employee,
    Document,
    Phone,
    Name,
    Pinyin,
    Initials,
}

/// Somebody found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number that the person was put in under.
    pub no: u32,
    pub matched: Matched,
    /// The whole key was typed, not its beginning.
    pub exact: bool,
}

/// A phone is asked for by at least so many of its last digits.
const PHONE_TAIL: usize = 4;

/// How many keys are weighed for a list as short as a screen's.
const WIDE: usize = 4096;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    text: Box<str>,
    matched: Matched,
    no: u32,
    version: u32,
}

/// Everybody, findable.
#[derive(Clone, Debug, Default)]
pub struct Index {
    sorted: Vec<Key>,
    /// Keys added since the list was sorted last.
    recent: Vec<Key>,
    versions: BTreeMap<u32, u32>,
}

impl Index {
    /// Puts everybody in at once.
    pub fn build<'a>(people: impl IntoIterator<Item = (u32, &'a Person)>) -> Self {
        let mut index = Self::default();
        for (no, person) in people {
            index.versions.insert(no, 0);
            add_keys(&mut index.sorted, no, 0, person);
        }
        index.sorted.sort_unstable();
        index
    }

    /// Puts somebody in, or replaces what they are found by.
    pub fn put(&mut self, no: u32, person: &Person) {
        let version = self.versions.entry(no).and_modify(|version| *version += 1).or_insert(0);
        add_keys(&mut self.recent, no, *version, person);
        // Walking a few thousand keys costs less than a frame; sorting them in is for the occasion.
        if self.recent.len() > 4096 {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.sorted.append(&mut self.recent);
        let versions = &self.versions;
        self.sorted.retain(|key| versions.get(&key.no) == Some(&key.version));
        // Stable, because that one merges the few new keys into what stands in order already.
        self.sorted.sort();
    }

    /// Who begins with the query in any of their keys: exact ones first, then by the surest key, each person once.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let query = fold(query);
        if query.is_empty() {
            return Vec::new();
        }
        // A first letter fits most of the plant. The keys stand in order, whole ones first, so a short list needs no more than these.
        let considered = if limit > WIDE { usize::MAX } else { WIDE };
        let mut hits: Vec<(bool, Matched, &str, u32)> = self
            .candidates(&query)
            .take(considered)
            .filter(|key| self.is_current(key))
            .filter_map(|key| Some((!is_exact(key, &query)?, key.matched, &*key.text, key.no)))
            .collect();
        // The best line of each person, then the best people.
        hits.sort_unstable_by_key(|(inexact, matched, text, no)| (*no, *inexact, *matched, *text));
        hits.dedup_by_key(|(.., no)| *no);
        hits.sort_unstable();
        hits.into_iter()
            .take(limit)
            .map(|(inexact, matched, _, no)| Hit {
                no,
                matched,
                exact: !inexact,
            })
            .collect()
    }

    /// The one person a query stands for. An exact badge, employee number or document decides, in that order; anything
    /// else only when exactly one person is found by it.
    pub fn certain(&self, query: &str) -> Option<u32> {
        let query = fold(query);
        if query.is_empty() {
            return None;
        }
        let found = || {
            self.candidates(&query)
                .filter(|key| self.is_current(key) && is_exact(key, &query).is_some())
        };
        for matched in [Matched::Badge, Matched::Employee, Matched::Document] {
            let whole = found()
                .take_while(|key| key.text.len() == query.len())
                .chain(self.recent_whole(&query));
            match owner(whole.filter(|key| key.matched == matched)) {
                Owner::One(no) => return Some(no),
                Owner::Several => return None,
                Owner::Nobody => {}
            }
        }
        match owner(found()) {
            Owner::One(no) => Some(no),
            Owner::Nobody | Owner::Several => None,
        }
    }

    /// Whole keys among the recent ones, which stand in no order.
    fn recent_whole<'a>(&'a self, query: &'a str) -> impl Iterator<Item = &'a Key> {
        self.recent.iter().filter(move |key| &*key.text == query && self.is_current(key))
    }

    fn candidates<'a>(&'a self, query: &'a str) -> impl Iterator<Item = &'a Key> {
        let from = self.sorted.partition_point(|key| &*key.text < query);
        let sorted = self.sorted[from..].iter().take_while(move |key| key.text.starts_with(query));
        sorted.chain(self.recent.iter().filter(move |key| key.text.starts_with(query)))
    }

    fn is_current(&self, key: &Key) -> bool {
        self.versions.get(&key.no) == Some(&key.version)
    }
}

/// Whom some keys belong to.
enum Owner {
    Nobody,
    One(u32),
    Several,
}

/// Whom these keys belong to; stops at the second person.
fn owner<'a>(mut keys: impl Iterator<Item = &'a Key>) -> Owner {
    let Some(first) = keys.next() else { return Owner::Nobody };
    if keys.all(|key| key.no == first.no) {
        Owner::One(first.no)
    } else {
        Owner::Several
    }
}

/// Whether the whole key was typed; `None` where a key does not count for this query. A phone
/// counts from four digits on.
fn is_exact(key: &Key, query: &str) -> Option<bool> {
    let exact = key.text.len() == query.len();
    match key.matched {
        Matched::Phone => (query.len() >= PHONE_TAIL).then_some(exact),
        Matched::Badge | Matched::Employee | Matched::Document | Matched::Name | Matched::Pinyin | Matched::Initials => Some(exact),
    }
}

fn add_keys(keys_of: &mut Vec<Key>, no: u32, version: u32, person: &Person) {
    let mut add = |matched: Matched, text: &str| {
        if !text.is_empty() {
            keys_of.push(Key {
                text: text.into(),
                matched,
                no,
                version,
            });
        }
    };
    for (matched, number) in [
        (Matched::Badge, &person.badge),
        (Matched::Employee, &person.employee),
        (Matched::Document, &person.document),
    ] {
        add(matched, &fold(number));
    }
    for phone in person.phone.split_whitespace() {
        phone_tails(&fold(phone)).for_each(|tail| add(Matched::Phone, tail));
    }
    let name = fold(&person.name);
    name.char_indices().for_each(|(at, _)| add(Matched::Name, &name[at..]));
    let pinyin = keys(&person.name);
    pinyin.full.iter().for_each(|full| add(Matched::Pinyin, full));
    pinyin.initials.iter().for_each(|initials| add(Matched::Initials, initials));
}

/// The whole number, and every tail of 4 to 8 digits that somebody would say.
fn phone_tails(phone: &str) -> impl Iterator<Item = &str> {
    let length = phone.len();
    let tails = (PHONE_TAIL..=8).filter_map(move |digits| phone.get(length.checked_sub(digits)?..));
    tails.chain((length > 8).then_some(phone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(badge: &str, name: &str, phone: &str) -> Person {
        Person {
            badge: badge.into(),
            employee: format!("A{badge}"),
            name: name.into(),
            phone: phone.into(),
            ..Person::default()
        }
    }

    fn index() -> Index {
        let people = [
            person("0231", "张双", "13985001234"),
            person("0232", "张爽", "13985005678"),
            person("0233", "单雄信", ""),
            person("0234", "尉迟恭", "13985009999"),
            person("1234", "李敏", ""),
        ];
        let mut index = Index::default();
        for (no, person) in (0u32..).zip(&people) {
            index.put(no, person);
        }
        assert_eq!(Index::build((0u32..).zip(&people)).find("zs", 9), index.find("zs", 9));
        index
    }

    #[test]
    fn one_box_takes_everything() {
        let index = index();
        for (query, certain) in [
            ("0231", Some(0)),
            ("０２３１", Some(0)),
            ("a0232", Some(1)),
            ("zhangs", None),
            ("zs", None),
            ("张双", Some(0)),
            ("雄信", Some(2)),
            ("shanxiongxin", Some(2)),
            ("sxx", Some(2)),
            ("yuchig", Some(3)),
            ("5678", Some(1)),
            ("678", None),
            ("999", None),
            ("023", None),
            ("", None),
            ("没有", None),
        ] {
            assert_eq!(index.certain(query), certain, "{query}");
        }
    }

    #[test]
    fn an_exact_number_wins_over_a_phone_tail() {
        assert_eq!(index().certain("1234"), Some(4));
        let hits = index().find("1234", 9);
        assert_eq!(
            hits.iter().map(|hit| (hit.no, hit.matched)).collect::<Vec<_>>(),
            [(4, Matched::Badge), (0, Matched::Phone)]
        );
    }

    #[test]
    fn two_of_a_name_are_never_one() {
        let mut index = index();
        index.put(9, &person("0999", "张双", ""));
        assert_eq!(index.certain("张双"), None);
        assert_eq!(index.find("张双", 9).len(), 2);
    }

    #[test]
    fn who_changed_is_found_by_the_new_keys_only() {
        let mut index = index();
        index.put(0, &person("0777", "张霜", ""));
        assert_eq!(
            (index.certain("0231"), index.certain("0777"), index.certain("张双")),
            (None, Some(0), None)
        );
        index.settle();
        assert_eq!(
            (index.certain("0231"), index.certain("0777"), index.certain("张双")),
            (None, Some(0), None)
        );
    }
}
