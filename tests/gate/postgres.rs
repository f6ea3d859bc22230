//! The headquarters' store in PostgreSQL, against a server of the test's own.

mod both;
mod cluster;
mod history;
mod served;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use gatehouse::domain::chain::{Link, Slice};
use gatehouse::domain::day::Moment;
use gatehouse::domain::daybook::{Noted, Struck};
use gatehouse::domain::entry::{Entry, ImportAbandoned, OnDuty, PeopleStaged, PeopleTaken};
use gatehouse::domain::parcel::Gap;
use gatehouse::domain::person::{Person, PersonId};
use gatehouse::domain::supplies::Item;
use gatehouse::store::ledger::Ledger;
use gatehouse::store::merge::Merged;
use gatehouse::store::postgres::{Address, Postgres};
use uuid::Uuid;

use crate::Tested;
use cluster::{Cluster, PASSWORD, USER};
use history::{Chain, START};

const SENDER: Uuid = Uuid::from_u128(5);
const NOW: Moment = START;
/// Cards, settings, notes and what takes notes back.
const NOTES: [i64; 4] = [1, 2, 61, 79];

fn open(url: &str) -> Result<Postgres, Box<dyn std::error::Error>> {
    Ok(Postgres::open(&url.parse::<Address>()?)?)
}

fn on_duty(name: &str) -> Entry {
    Entry::OnDuty(OnDuty {
        name: name.into(),
        ..OnDuty::default()
    })
}

fn item(name: &str) -> Entry {
    Entry::Noted(Noted::Item(Item {
        name: name.into(),
        ..Item::default()
    }))
}

fn person(no: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(no)),
        name: name.into(),
        ..Person::default()
    }
}

/// A chain of so many entries, every third of them a note.
fn chain(no: u128, len: usize) -> Chain {
    let mut chain = Chain::opened(no, "一分厂");
    while chain.len() < len {
        let minute = i64::try_from(chain.len()).unwrap_or_default() * 700;
        let name = format!("口罩 {}", chain.len());
        let entry = if chain.len().is_multiple_of(3) {
            item(&name)
        } else {
            on_duty(&name)
        };
        chain.write(&entry, minute, None);
    }
    chain
}

fn merged(ledger: &mut dyn Ledger, slice: &Slice) -> Result<[u64; 6], Box<dyn std::error::Error>> {
    let Merged {
        taken,
        known,
        renewed,
        held,
        quarantined,
        unread,
    } = ledger.merge(slice, SENDER, NOW)?;
    Ok([taken, known, renewed, held, quarantined, unread])
}

fn reach(ledger: &dyn Ledger, chain: &Chain) -> Result<i64, Box<dyn std::error::Error>> {
    let heads = ledger.heads()?;
    Ok(heads.iter().find(|head| head.chain == chain.id).map_or(0, |head| head.seq))
}

/// The chains and numbers of notes in order of arrival, and the last row.
type Arrived = (Vec<(Uuid, i64)>, i64);

fn notes(ledger: &dyn Ledger, after: i64) -> Result<Arrived, Box<dyn std::error::Error>> {
    let mut notes = Vec::new();
    let last = ledger.notes(&NOTES, after, &mut |note| notes.push((note.chain, note.seq)))?;
    Ok((notes, last))
}

#[test]
fn what_arrives_is_put_where_it_belongs() -> Tested {
    let server = Cluster::start(&[], &[])?;
    taken_once(&server)?;
    held_until_the_gap_is_filled(&server)?;
    what_does_not_fit_is_kept_apart(&server)?;
    what_was_redacted_may_be_told(&server)?;
    what_cannot_be_read_is_kept(&server)?;
    people_are_what_the_latest_entry_says(&server)?;
    a_lost_connection_is_made_again(&server)?;
    the_journal_refuses_to_be_changed(&server)
}

/// Twice, overlapping, in slices: every entry once; in partitions by unit and month.
fn taken_once(server: &Cluster) -> Tested {
    let url = server.database("taken_once")?;
    let mut ledger = open(&url)?;
    let mut chain = chain(1, 100);
    chain.write(&item("钟停了"), -80 * 365 * 24 * 60, None);
    assert_eq!(merged(&mut ledger, &chain.slice(1, 60))?, [60, 0, 0, 0, 0, 0]);
    assert_eq!(merged(&mut ledger, &chain.slice(1, 60))?, [0, 60, 0, 0, 0, 0]);
    assert_eq!(merged(&mut ledger, &chain.slice(41, 101))?, [41, 20, 0, 0, 0, 0]);
    // Another program on the same tables.
    let mut again = open(&url)?;
    assert_eq!(merged(&mut again, &chain.slice(1, 101))?, [0, 101, 0, 0, 0, 0]);
    assert_eq!(reach(&again, &chain)?, 101);
    let (all, last) = notes(&again, 0)?;
    let expected: Vec<i64> = std::iter::once(1).chain((4..=100).step_by(3)).chain([101]).collect();
    assert_eq!(all.iter().map(|(_, seq)| *seq).collect::<Vec<_>>(), expected);
    assert_eq!(last, 101);
    assert_eq!(notes(&again, 97)?.0, [(chain.id, 100), (chain.id, 101)].map(|one| one));
    assert_eq!(notes(&again, last)?, (Vec::new(), last));
    let found = again.note(chain.id_of(4))?.ok_or("no note")?;
    assert_eq!((found.seq, found.entry, found.redacted), (4, item("口罩 3"), false));
    assert_eq!(again.note(chain.id_of(3))?, None);

    let mut client = server.client("taken_once")?;
    let rows = client.query("SELECT tableoid::regclass::text, count(*) FROM entry GROUP BY 1 ORDER BY 1", &[])?;
    let shelves: Vec<(String, i64)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let months: Vec<&str> = shelves.iter().filter_map(|(name, _)| name.rsplit('_').next()).collect();
    assert_eq!(months, ["202002", "202003", "202004", "other"], "{shelves:?}");
    assert_eq!(shelves.iter().map(|(_, count)| count).sum::<i64>(), 101);
    Ok(())
}

fn held_until_the_gap_is_filled(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("held")?)?;
    let chain = chain(2, 40);
    assert_eq!(merged(&mut ledger, &chain.slice(31, 40))?, [0, 0, 0, 10, 0, 0]);
    assert_eq!(merged(&mut ledger, &chain.slice(11, 20))?, [0, 0, 0, 10, 0, 0]);
    assert_eq!(merged(&mut ledger, &chain.slice(15, 22))?, [0, 6, 0, 2, 0, 0]);
    let gap = |from, to| Gap { chain: chain.id, from, to };
    assert_eq!(ledger.gaps()?, [gap(1, 10), gap(23, 30)]);
    assert_eq!(merged(&mut ledger, &chain.slice(1, 10))?, [22, 0, 0, 0, 0, 0]);
    assert_eq!(ledger.gaps()?, [gap(23, 30)]);
    assert_eq!(reach(&ledger, &chain)?, 22);
    // What fills the gap overlaps with what waits beyond it.
    assert_eq!(merged(&mut ledger, &chain.slice(20, 35))?, [18, 8, 0, 0, 0, 0]);
    assert_eq!((reach(&ledger, &chain)?, ledger.gaps()?.len()), (40, 0));
    let seqs: Vec<i64> = notes(&ledger, 0)?.0.iter().map(|(_, seq)| *seq).collect();
    assert_eq!(seqs, std::iter::once(1).chain((4..=40).step_by(3)).collect::<Vec<_>>());
    Ok(())
}

fn what_does_not_fit_is_kept_apart(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("apart")?)?;
    let one = chain(3, 20);
    assert_eq!(merged(&mut ledger, &one.slice(1, 20))?, [20, 0, 0, 0, 0, 0]);
    // Somebody went on after 17 otherwise.
    let mut fork = one.cut(17);
    for minute in 0..6 {
        fork.write(&on_duty("李"), 90_000 + minute, None);
    }
    assert_eq!(merged(&mut ledger, &fork.slice(16, 23))?, [0, 2, 0, 0, 6, 0]);
    let why: Vec<(i64, String)> = ledger.apart()?.into_iter().map(|apart| (apart.seq, apart.why)).collect();
    let expected = [
        (18, "number"),
        (19, "number"),
        (20, "number"),
        (21, "chain"),
        (22, "chain"),
        (23, "chain"),
    ];
    assert_eq!(why, expected.map(|(seq, why)| (seq, why.to_owned())));
    // Again, it is the same six; and what follows what was kept apart does not fit either.
    assert_eq!(merged(&mut ledger, &fork.slice(22, 23))?[4], 2);
    assert_eq!(ledger.apart()?.len(), 6);
    ledger.mark_seen(ledger.apart()?[0].no)?;
    assert_eq!(
        ledger.apart()?.iter().map(|apart| apart.seen).collect::<Vec<_>>(),
        [true, false, false, false, false, false]
    );
    assert_eq!(reach(&ledger, &one)?, 20);

    // Another station takes an id that is given.
    let mut thief = chain(4, 5);
    thief.push(Link {
        seq: 6,
        ..one.link(9).clone()
    });
    thief.write(&on_duty("王"), 9_000, None);
    assert_eq!(merged(&mut ledger, &thief.slice(1, 7))?, [5, 0, 0, 0, 2, 0]);
    let why: Vec<String> = ledger.apart()?.into_iter().skip(6).map(|apart| apart.why).collect();
    assert_eq!(why, ["id", "chain"]);
    assert_eq!((reach(&ledger, &thief)?, reach(&ledger, &one)?), (5, 20));
    Ok(())
}

fn what_was_redacted_may_be_told(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("redacted")?)?;
    let mut one = Chain::opened(6, "二分厂");
    one.write(&Entry::PersonSaved(person(7, "张双")), 1, None);
    one.write(&item("口罩"), 2, None);
    one.write(&Entry::Noted(Noted::Struck(Struck::default())), 3, Some(one.id_of(3)));
    let masked = Entry::PersonSaved(person(7, "张＊")).encode()?;
    let mask = |link: &Link| match link.seq {
        2 => Some(masked.clone()),
        3 | 4 => Some(String::new()),
        _ => None,
    };
    assert_eq!(merged(&mut ledger, &one.redacted(1, 4, mask))?, [4, 0, 0, 0, 0, 0]);
    assert_eq!(merged(&mut ledger, &one.redacted(1, 4, mask))?, [0, 4, 0, 0, 0, 0]);
    let name = |ledger: &Postgres| Ok::<_, Box<dyn std::error::Error>>(ledger.people(&[PersonId(Uuid::from_u128(7))])?[0].name.clone());
    assert_eq!((notes(&ledger, 0)?, name(&ledger)?), ((vec![(one.id, 1)], 4), "张＊".to_owned()));
    assert_eq!(merged(&mut ledger, &one.slice(1, 4))?, [0, 1, 3, 0, 0, 0]);
    // What was withheld arrives only now, after everything that was read.
    assert_eq!(notes(&ledger, 4)?, (vec![(one.id, 3), (one.id, 4)], 6));
    assert_eq!(name(&ledger)?, "张双");
    assert_eq!(ledger.note(one.id_of(4))?.and_then(|note| note.corrects), Some(one.id_of(3)));
    // What is whole stays whole.
    assert_eq!(merged(&mut ledger, &one.redacted(1, 4, mask))?, [0, 4, 0, 0, 0, 0]);
    assert_eq!(name(&ledger)?, "张双");
    Ok(())
}

fn what_cannot_be_read_is_kept(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("unread")?)?;
    let mut one = Chain::opened(8, "三分厂");
    one.write_body((999, None, "{}".into()), 1, None);
    one.write_body((61, None, "{".into()), 2, None);
    one.write_body((61, None, "\u{0}".into()), 3, None);
    one.write(&item("口罩"), 4, None);
    assert_eq!(merged(&mut ledger, &one.slice(1, 5))?, [5, 0, 0, 0, 0, 3]);
    assert_eq!(merged(&mut ledger, &one.slice(1, 5))?, [0, 5, 0, 0, 0, 0]);
    assert_eq!(notes(&ledger, 0)?.0, [(one.id, 1), (one.id, 5)]);
    Ok(())
}

fn people_are_what_the_latest_entry_says(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("people")?)?;
    let (taken, given_up) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let staged = |import, people| Entry::PeopleStaged(PeopleStaged { import, people });
    let mut north = Chain::opened(9, "四分厂");
    north.write(&staged(taken, vec![person(1, "张一"), person(2, "张二")]), 10, None);
    north.write(&staged(given_up, vec![person(3, "张三")]), 11, None);
    north.write(&Entry::ImportAbandoned(ImportAbandoned { import: given_up }), 12, None);
    let mut south = Chain::opened(10, "四分厂");
    south.write(&Entry::PersonSaved(person(2, "李二")), 20, None);
    south.write(&Entry::PersonSaved(person(1, "李一")), 5, None);
    let ids: Vec<PersonId> = [3, 2, 1, 4].map(|no| PersonId(Uuid::from_u128(no))).to_vec();
    let names =
        |ledger: &Postgres| Ok::<_, Box<dyn std::error::Error>>(ledger.people(&ids)?.into_iter().map(|one| one.name).collect::<Vec<_>>());
    merged(&mut ledger, &south.slice(1, 3))?;
    merged(&mut ledger, &north.slice(1, 4))?;
    assert_eq!(names(&ledger)?, ["李二", "李一"]);
    north.write(
        &Entry::PeopleTaken(PeopleTaken {
            import: taken,
            file: "名册.xlsx".into(),
            taken: 2,
            refused: 0,
        }),
        13,
        None,
    );
    merged(&mut ledger, &north.slice(5, 5))?;
    assert_eq!(names(&ledger)?, ["李二", "张一"]);
    Ok(())
}

fn a_lost_connection_is_made_again(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("lost")?)?;
    let one = chain(11, 10);
    merged(&mut ledger, &one.slice(1, 5))?;
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lost'";
    assert_eq!(server.client("postgres")?.query(end, &[])?.len(), 1);
    // The first call may be the one that finds out.
    let found = merged(&mut ledger, &one.slice(6, 10));
    assert!(
        found.is_ok() || matches!(&found, Err(error) if error.to_string().contains("lost")),
        "{found:?}"
    );
    merged(&mut ledger, &one.slice(1, 10))?;
    assert_eq!(reach(&ledger, &one)?, 10);
    Ok(())
}

fn the_journal_refuses_to_be_changed(server: &Cluster) -> Tested {
    let mut ledger = open(&server.database("refuses")?)?;
    merged(&mut ledger, &chain(12, 10).slice(1, 10))?;
    let mut client = server.client("refuses")?;
    for sql in [
        "UPDATE entry SET body = 'x' WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 3",
        "UPDATE entry SET redacted = true WHERE seq = 3",
    ] {
        assert!(client.execute(sql, &[]).is_err(), "{sql}");
    }
    Ok(())
}

#[test]
fn a_load_that_was_killed_is_finished_by_the_same_load() -> Tested {
    const URL: &str = "GATEHOUSE_TEST_SERVER";
    if let Ok(url) = std::env::var(URL) {
        return load_slowly(&url);
    }
    let server = Cluster::start(&[], &[])?;
    let url = server.database("killed")?;
    let mut ledger = open(&url)?;
    let chain = chain(20, 2_000);
    let mut reached = 0;
    for cut in 0..12 {
        let mut loader = Command::new(std::env::current_exe()?)
            .args([
                "postgres::a_load_that_was_killed_is_finished_by_the_same_load",
                "--exact",
                "--nocapture",
            ])
            .env(URL, &url)
            .stdout(Stdio::piped())
            .spawn()?;
        let out = BufReader::new(loader.stdout.take().ok_or("no output")?);
        let said = |line: std::io::Result<String>| line.ok()?.strip_prefix("loaded ")?.parse::<i64>().ok();
        let acknowledged = out.lines().filter_map(said).take(cut % 4 + 1).last();
        loader.kill()?;
        loader.wait()?;
        let now = reach(&ledger, &chain)?;
        assert!(
            now >= reached && Some(now) >= acknowledged,
            "cut {cut}: {reached}, {acknowledged:?}, {now}"
        );
        let rows: i64 = server.client("killed")?.query_one("SELECT count(*) FROM entry", &[])?.get(0);
        assert!(rows >= now, "cut {cut}: {rows} rows, the chain reaches to {now}");
        reached = now;
    }
    assert_eq!(merged(&mut ledger, &chain.slice(1, 2_000))?[4], 0);
    assert_eq!(reach(&ledger, &chain)?, 2_000);
    let (all, last) = notes(&ledger, 0)?;
    assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len(), last), (667, 667, 2_000));
    Ok(())
}

fn load_slowly(url: &str) -> Tested {
    let mut ledger = open(url)?;
    let chain = chain(20, 2_000);
    let mut out = std::io::stdout().lock();
    for from in (1..2_000).step_by(50) {
        merged(&mut ledger, &chain.slice(from, from + 49))?;
        writeln!(out, "\nloaded {}", from + 49)?;
        out.flush()?;
    }
    Ok(())
}

/// A root of our own and a certificate of it for this machine.
fn certificates(folder: &Path) -> Tested {
    let openssl = |words: &str| -> Tested {
        let made = Command::new("openssl").current_dir(folder).args(words.split(' ')).output()?;
        if made.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&made.stderr).into())
        }
    };
    let key = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
    openssl(&format!("{key} -keyout root.key -out root.pem -subj /CN=root"))?;
    openssl(&format!("{key} -keyout stranger.key -out stranger.pem -subj /CN=stranger"))?;
    openssl(&format!(
        "{key} -keyout server.key -out server.pem -subj /CN=localhost -CA root.pem -CAkey root.key \
         -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE"
    ))
}

/// What is wrong with an address or the server there: its code, and everything that is said of it.
fn fault(url: &str) -> Option<(&'static str, String)> {
    match url.parse::<Address>() {
        Ok(address) => {
            assert!(!format!("{address} {address:?}").contains(PASSWORD));
            let error = Postgres::open(&address).err()?;
            Some((error.code(), format!("{error} {error:?} {}", error.detail())))
        }
        Err(error) => Some((error.code(), format!("{error} {error:?}"))),
    }
}

/// Databases that are not ours to use.
fn not_ours(server: &Cluster, newer: &str) -> Tested {
    for name in ["other", "newer"] {
        server.database(name)?;
    }
    server.client("other")?.batch_execute("CREATE TABLE invoice (no int)")?;
    drop(open(newer)?);
    server
        .client("newer")?
        .batch_execute("INSERT INTO gatehouse_schema (step) VALUES (99)")?;
    Ok(())
}

#[test]
fn what_is_sent_is_kept_from_others_and_every_fault_has_its_name() -> Tested {
    let folder = tempfile::tempdir()?;
    certificates(folder.path())?;
    let file = |name: &str| folder.path().join(name);
    let server = Cluster::start(
        &[("ssl", "on"), ("ssl_cert_file", "../server.pem"), ("ssl_key_file", "../server.key")],
        &[("server.pem", &file("server.pem")), ("server.key", &file("server.key"))],
    )?;
    server.database("safe")?;
    let (port, root) = (server.port, file("root.pem").display().to_string());
    let stranger = file("stranger.pem").display().to_string();
    let at = |login: &str, rest: &str| format!("postgres://{login}@127.0.0.1:{port}/{rest}");
    let login = format!("{USER}:{PASSWORD}");

    let mut ledger = open(&at(&login, &format!("safe?sslmode=require&sslrootcert={root}")))?;
    merged(&mut ledger, &chain(30, 5).slice(1, 5))?;
    let sql =
        "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = 'safe' AND application_name = 'gatehouse'";
    assert!(server.client("safe")?.query_one(sql, &[])?.get::<_, bool>(0));
    std::fs::write(file("password"), format!("{PASSWORD}\n"))?;
    open(&at(
        USER,
        &format!("safe?sslrootcert={root}&passfile={}", file("password").display()),
    ))?;

    not_ours(&server, &at(&login, "newer?sslmode=disable"))?;
    let nobody = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    for (url, code) in [
        (at(&login, "safe"), "server-certificate"),
        (at(&login, &format!("safe?sslrootcert={stranger}")), "server-certificate"),
        // The certificate names the number, not the name.
        (
            format!("postgres://{login}@localhost:{port}/safe?sslrootcert={root}"),
            "server-certificate",
        ),
        (at(&login, "safe?sslrootcert=/no/such/file"), "server-roots"),
        (
            at(&login, &format!("safe?sslrootcert={}", file("server.key").display())),
            "server-roots",
        ),
        (at(&format!("{USER}:{PASSWORD}x"), "safe?sslmode=disable"), "server-password"),
        (at(USER, "safe?sslmode=disable"), "server-password"),
        (at(USER, "safe?passfile=/no/such/file"), "server-password-file"),
        (at(&login, "nowhere?sslmode=disable"), "server-no-database"),
        (at(&login, "other?sslmode=disable"), "server-foreign"),
        (at(&login, "newer?sslmode=disable"), "server-too-new"),
        (
            format!("postgres://{login}@127.0.0.1:{nobody}/safe?sslmode=disable"),
            "server-refused",
        ),
        (format!("postgres://{login}@no-such-host.invalid/safe"), "server-unreachable"),
        (format!("postgres://{login}@db.example.org/safe?sslmode=disable"), "server-plain"),
        (at(&login, "safe?sslmode=prefer"), "server-address"),
        (format!("mysql://{login}@127.0.0.1/safe"), "server-address"),
    ] {
        let fault = fault(&url);
        let (found, said) = fault.ok_or_else(|| format!("no fault at {url}"))?;
        assert_eq!(found, code, "{url}: {said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
    Ok(())
}
