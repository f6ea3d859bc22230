//! Both stores on the same slices: lost, repeated, overlapping, forked, redacted, in any order. They count and answer the same.

use gatehouse::domain::chain::{Link, Slice};
use gatehouse::domain::daybook::{Noted, Struck};
use gatehouse::domain::entry::{Entry, EntryId, ImportAbandoned, PeopleStaged, PeopleTaken};
use gatehouse::domain::group::{KINDS, UnitNote};
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::store::ledger::Ledger;
use gatehouse::store::merge::Merged;
use gatehouse::store::postgres::Postgres;
use gatehouse::store::{Store, exchange};
use uuid::Uuid;

use super::cluster::Cluster;
use super::history::Chain;
use super::{NOW, SENDER, item, on_duty, open, person};
use crate::Tested;

const HISTORIES: u64 = 12;
const DELIVERIES: usize = 25;
const PEOPLE: u128 = 8;

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}

/// The chains of one history, and what somebody made of them who went on otherwise.
fn chains(random: &mut Random, history: u64) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for no in 0..3 {
        let mut chain = Chain::opened(u128::from(history) * 10 + no + 1_000, ["一分厂", "二分厂"][random.below(2)]);
        for _ in 0..10 + random.below(20) {
            let notes: Vec<EntryId> = chains.iter().chain([&chain]).map(|other| other.id_of(other.len())).collect();
            let target = notes[random.below(notes.len())];
            write(&mut chain, random, u128::from(history), target);
        }
        if no > 0 && random.below(4) == 0 {
            let taken = chains[0].link(2).clone();
            let seq = i64::try_from(chain.len()).unwrap_or_default() + 1;
            chain.push(Link { seq, ..taken });
            write(&mut chain, random, u128::from(history), EntryId(Uuid::nil()));
        }
        chains.push(chain);
    }
    let from = &chains[random.below(3)];
    let mut fork = from.cut(1 + random.below(from.len()));
    for _ in 0..=random.below(9) {
        write(&mut fork, random, u128::from(history) + 500, EntryId(Uuid::nil()));
    }
    chains.push(fork);
    chains
}

fn write(chain: &mut Chain, random: &mut Random, history: u128, target: EntryId) {
    let minute = i64::try_from(random.below(90 * 24 * 60)).unwrap_or_default();
    let import = Uuid::from_u128(history * 10 + random.below(3) as u128);
    let mut somebody = || person(history * 100 + random.below(8) as u128, &format!("张{}", random.below(100)));
    let (one, two) = (somebody(), somebody());
    let entry = match random.below(10) {
        0 | 1 => Entry::PersonSaved(one),
        2 => Entry::PeopleStaged(PeopleStaged {
            import,
            people: vec![one, two],
        }),
        3 => Entry::PeopleTaken(PeopleTaken {
            import,
            file: String::new(),
            taken: 2,
            refused: 0,
        }),
        4 => Entry::ImportAbandoned(ImportAbandoned { import }),
        5 => return chain.write(&Entry::Noted(Noted::Struck(Struck::default())), minute, Some(target)),
        6 => return chain.write_body((900, None, "{}".into()), minute, None),
        7 => return chain.write_body((61, None, "{\"id\":".into()), minute, None),
        8 => on_duty("王"),
        _ => item(&format!("口罩 {minute}")),
    };
    chain.write(&entry, minute, None);
}

/// Some of a chain, as it stands or with a part of it masked or withheld.
fn delivery(random: &mut Random, chains: &[Chain]) -> Slice {
    let chain = &chains[random.below(chains.len())];
    let from = 1 + random.below(chain.len());
    let to = from + random.below(chain.len() - from + 1);
    let (every, masks) = (2 + random.below(3), random.below(2) == 0);
    if random.below(3) > 0 {
        return chain.slice(from, to);
    }
    chain.redacted(from, to, |link| {
        let picked = usize::try_from(link.seq).unwrap_or_default() % every == 0;
        picked.then(|| masked(link).filter(|_| masks).unwrap_or_default())
    })
}

/// A name without most of it; nothing of what is not about somebody.
fn masked(link: &Link) -> Option<String> {
    let Ok(Entry::PersonSaved(one)) = Entry::decode(link.kind, link.subject, &link.body) else {
        return None;
    };
    let name = "张＊".to_owned();
    Entry::PersonSaved(Person { name, ..one }).encode().ok()
}

fn notes(ledger: &dyn Ledger) -> Result<Vec<UnitNote>, Box<dyn std::error::Error>> {
    let mut notes = Vec::new();
    ledger.notes(&KINDS, 0, &mut |note| notes.push(note))?;
    notes.sort_by_key(|note| (note.chain, note.seq));
    Ok(notes)
}

/// What somebody knows who reads on from where they stopped, and begins anew where entries were told later.
#[derive(Default)]
struct Reader {
    read: i64,
    notes: Vec<UnitNote>,
}

impl Reader {
    fn read_on(&mut self, ledger: &dyn Ledger, merged: Merged) -> Tested {
        if merged.renewed > 0 {
            *self = Self::default();
        }
        let Self { read, notes: known } = self;
        *read = ledger.notes(&KINDS, *read, &mut |note| known.push(note))?;
        known.sort_by_key(|note| (note.chain, note.seq));
        assert_eq!(*known, notes(ledger)?);
        Ok(())
    }
}

fn agree(file: &mut Store, server: &Postgres, history: u64) -> Tested {
    file.carry_over(u32::MAX)?;
    assert_eq!(Ledger::heads(file)?, server.heads()?);
    assert_eq!(notes(file)?, notes(server)?);
    assert_eq!(exchange::gaps(file)?, server.gaps()?);
    let here = |seq: i64, chain, sender, arrived, why: &str| (chain, seq, sender, arrived, why.to_owned());
    let mut filed: Vec<_> = exchange::quarantined(file, usize::MAX)?
        .0
        .iter()
        .map(|one| here(one.seq, one.chain, one.sender, one.arrived, &one.why))
        .collect();
    let mut there: Vec<_> = server
        .apart()?
        .iter()
        .map(|one| here(one.seq, one.chain, one.sender, one.arrived, &one.why))
        .collect();
    filed.sort();
    there.sort();
    assert_eq!(filed, there);
    let of = |history: u128| (0..PEOPLE).map(move |no| PersonId(Uuid::from_u128(history * 100 + no)));
    let asked: Vec<PersonId> = of(history.into()).chain(of(u128::from(history) + 500)).collect();
    assert_eq!(file.people(&asked)?, server.people(&asked)?);
    for note in notes(server)?.iter().rev().step_by(9) {
        assert_eq!(file.note(note.id)?, server.note(note.id)?);
    }
    Ok(())
}

#[test]
fn both_stores_say_the_same_of_the_same_slices() -> Tested {
    let cluster = Cluster::start(&[], &[])?;
    let mut server = open(&cluster.database("agree")?)?;
    let folder = tempfile::tempdir()?;
    let mut file = Store::open(folder.path())?;
    let mut random = Random(20_200_220);
    let mut all = Merged::default();
    let mut readers = [Reader::default(), Reader::default()];
    for history in 0..HISTORIES {
        let chains = chains(&mut random, history);
        for delivered in 0..DELIVERIES {
            let slice = delivery(&mut random, &chains);
            let merged = (Ledger::merge(&mut file, &slice, SENDER, NOW)?, server.merge(&slice, SENDER, NOW)?);
            assert_eq!(merged.0, merged.1, "history {history}, delivery {delivered}: {slice:?}");
            all += merged.0;
            readers[0].read_on(&file, merged.0)?;
            readers[1].read_on(&server, merged.1)?;
            assert_eq!(readers[0].notes, readers[1].notes);
        }
        agree(&mut file, &server, history)?;
        for chain in &chains {
            let slice = chain.slice(1, chain.len());
            let merged = (Ledger::merge(&mut file, &slice, SENDER, NOW)?, server.merge(&slice, SENDER, NOW)?);
            assert_eq!(merged.0, merged.1, "history {history}");
            all += merged.0;
            readers[0].read_on(&file, merged.0)?;
            readers[1].read_on(&server, merged.1)?;
        }
        agree(&mut file, &server, history)?;
    }
    let signed = |ledger: &dyn Ledger| -> Result<Vec<Uuid>, Box<dyn std::error::Error>> {
        Ok(ledger.signed_heads()?.iter().map(|signed| signed.head.chain).collect())
    };
    let (filed, there) = (signed(&file)?, signed(&server)?);
    assert!(filed.len() > 9 && filed.iter().all(|chain| there.contains(chain)));
    let came = [all.taken, all.known, all.renewed, all.held, all.quarantined, all.unread];
    assert!(came.iter().all(|count| *count > 5), "hardly anything of a kind came: {all:?}");
    Ok(())
}
