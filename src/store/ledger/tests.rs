//! What a ledger hands out: the kinds asked for, after a row, nothing withheld, nothing unreadable.

use super::*;
use crate::domain::chain::{GENESIS, Link, SignedHead};
use crate::domain::day::Zone;
use crate::domain::daybook::{Noted, Struck};
use crate::domain::entry::{OnDuty, PeopleStaged};
use crate::domain::peer::{Card, Continued, Keys, Relation};
use crate::domain::report::Signed;
use crate::domain::settings::{Role, Settings, StationCard};
use crate::store::journal::Stamp;
use crate::store::{chains, station};

type Checked = Result<(), Box<dyn std::error::Error>>;

const CHAIN: Uuid = Uuid::from_u128(0xc1);

fn link(seq: i64, entry: &Entry) -> Result<Link, Box<dyn std::error::Error>> {
    Ok(Link {
        seq,
        id: id(seq),
        at: Moment(1_000 * seq),
        zone_min: 480,
        actor: 0,
        kind: entry.kind(),
        subject: entry.subject(),
        body: entry.encode()?,
        corrects: None,
        redacted: None,
    })
}

fn id(seq: i64) -> EntryId {
    EntryId(Uuid::from_u128(u128::from(seq.unsigned_abs())))
}

fn person(no: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(0xe0 + no)),
        name: name.into(),
        ..Person::default()
    }
}

fn opened() -> Entry {
    Entry::StationOpened(StationCard {
        chain: CHAIN,
        site: "锰矿".into(),
        unit: String::new(),
        station: "南门".into(),
        role: Role::Gate,
        zone: Zone::DEFAULT,
        demo: false,
    })
}

fn merge(store: &mut Store, links: Vec<Link>) -> Checked {
    let head = Head {
        chain: CHAIN,
        seq: links.last().map_or(0, |link| link.seq),
        hash: GENESIS,
    };
    let heads = Ledger::heads(store)?;
    let here = heads.iter().find(|head| head.chain == CHAIN);
    let slice = Slice {
        chain: CHAIN,
        before: here.map_or(GENESIS, |head| head.hash),
        links,
        signed: SignedHead { head, signature: [0; 64] },
    };
    Ledger::merge(store, &slice, CHAIN, Moment(0))?;
    Ok(())
}

fn seqs(store: &Store, kinds: &[i64], after: i64) -> Result<(Vec<i64>, i64), StoreError> {
    let mut seqs = Vec::new();
    let last = store.notes(kinds, after, &mut |note| seqs.push(note.seq))?;
    Ok((seqs, last))
}

#[test]
fn only_what_was_asked_for_and_can_be_read_is_handed_out() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let signed = Entry::from(Noted::Signed(Signed::default()));
    let withheld = Link {
        body: String::new(),
        redacted: Some([1; 32]),
        ..link(4, &signed)?
    };
    let masked = Link {
        redacted: Some([2; 32]),
        ..link(5, &signed)?
    };
    let struck = Link {
        corrects: Some(id(3)),
        ..link(6, &Entry::from(Noted::Struck(Struck::default())))?
    };
    let first = vec![
        link(1, &opened())?,
        link(
            2,
            &Entry::OnDuty(OnDuty {
                name: "李敏".into(),
                ..OnDuty::default()
            }),
        )?,
        link(3, &signed)?,
        withheld,
        masked,
        struck,
        link(7, &Entry::SettingsChanged(Settings::default()))?,
    ];
    merge(&mut store, first)?;
    let all = [1, 2, 75, 79];
    assert_eq!(
        seqs(&store, &all, 0)?,
        (vec![1, 3, 5, 6, 7], 7),
        "taken back or not: that is a note of its own"
    );
    assert_eq!(seqs(&store, &[75], 0)?.0, [3, 5]);
    assert_eq!(seqs(&store, &[2], 0)?.0, [7]);
    assert_eq!(seqs(&store, &all, 7)?, (vec![], 7));
    merge(&mut store, vec![link(8, &signed)?])?;
    assert_eq!(seqs(&store, &all, 7)?, (vec![8], 8));
    let note = |seq| -> Result<Option<(bool, Option<EntryId>)>, StoreError> {
        Ok(store.note(id(seq))?.map(|note| (note.redacted, note.corrects)))
    };
    assert_eq!(note(3)?, Some((false, None)));
    assert_eq!(note(5)?, Some((true, None)));
    assert_eq!(note(6)?, Some((false, Some(id(3)))));
    assert_eq!((note(4)?, note(99)?), (None, None), "withheld, and never here");
    assert_eq!(
        Ledger::heads(&store)?.iter().map(|head| (head.chain, head.seq)).collect::<Vec<_>>(),
        [(CHAIN, 8)]
    );
    Ok(())
}

#[test]
fn people_are_known_as_the_latest_entry_says_and_not_before_their_roster_is_taken() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let staged = PeopleStaged {
        import: Uuid::from_u128(5),
        people: vec![person(2, "李敏")],
    };
    merge(
        &mut store,
        vec![
            link(1, &opened())?,
            link(2, &Entry::PersonSaved(person(1, "张双")))?,
            link(3, &Entry::PersonSaved(person(1, "张霜")))?,
            link(4, &Entry::PeopleStaged(staged))?,
        ],
    )?;
    let ids = [3, 1, 2].map(|no| person(no, "").id);
    let names: Vec<String> = store.people(&ids)?.into_iter().map(|person| person.name).collect();
    assert_eq!(names, ["张霜"]);
    Ok(())
}

#[test]
fn a_unit_is_as_old_as_when_it_was_enrolled_first_whatever_was_restored_since() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path())?;
    let card = |no: u128| StationCard {
        chain: Uuid::from_u128(no),
        site: "锰矿".into(),
        unit: String::new(),
        station: format!("站{no}"),
        role: Role::Headquarters,
        zone: Zone::DEFAULT,
        demo: false,
    };
    let saved = |no, revoked: Option<&str>| {
        Entry::PeerSaved(Peer {
            card: Card::of(&card(no), Keys::default()),
            relation: Relation::Below,
            revoked: revoked.map(str::to_owned),
        })
    };
    let stamp = |at| Stamp {
        id: EntryId(Uuid::now_v7()),
        at: Moment(at),
        zone_min: 480,
        actor: 0,
        corrects: None,
    };
    station::found(&mut store, &stamp(1), card(1))?;
    let own = station::identity(&store)?.chain;
    // One was enrolled twice and one after the copy was made; of the third the chain of now says something else.
    for (at, entry) in [
        (100, saved(8, None)),
        (200, saved(8, None)),
        (300, saved(9, None)),
        (400, saved(7, None)),
    ] {
        station::write(&mut store, own, &stamp(at), &entry)?;
    }
    let continued = Continued {
        chain: Uuid::from_u128(1),
        ..Continued::default()
    };
    let said = [
        Entry::StationOpened(card(2)),
        Entry::Continued(continued),
        saved(8, None),
        saved(7, Some("换电脑")),
    ];
    let said: Vec<(Stamp, Entry)> = said.into_iter().map(|entry| (stamp(5_000), entry)).collect();
    chains::begin_again(&mut store, Uuid::from_u128(2), &said)?;
    let members = members(&store)?;
    let known: Vec<_> = members
        .iter()
        .map(|member| (member.peer.card.chain.as_u128(), member.since, member.peer.revoked.is_some()))
        .collect();
    assert_eq!(known, [(8, Moment(100), false), (7, Moment(400), true)]);
    Ok(())
}
