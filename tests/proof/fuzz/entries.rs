//! Entries of a station that is trusted and says nonsense: they are folded, shown, counted and exported. None of it panics.

use gatehouse::domain::day::Day;
use gatehouse::domain::peer::Level;
use gatehouse::domain::rights::Right;
use gatehouse::station::out::{Format, Reader, What};
use gatehouse::station::{ExportAsked, Station, View};
use gatehouse::store::{DATABASE, Store};
use gatehouse::ui::text::{Lang, Text};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{Made, Target, mutate};
use crate::Tested;
use crate::plant::{MORNING, clock};
use crate::schemas::{lay, lines};
use crate::seeded::Seeded;

/// How many entries stand in the journal before it is folded and looked at.
const TOGETHER: usize = 12;

/// A line of the fixtures whose body is changed.
fn changed(input: &[u8], chance: &mut Seeded) -> Vec<u8> {
    let line = String::from_utf8_lossy(input);
    let parts: Vec<_> = line.splitn(5, '|').collect();
    let body = mutate::json(parts[4].as_bytes(), chance);
    // Any time, in any zone, where the fixture says what it corrects.
    let times = [0, -1, i64::MIN, i64::MAX, MORNING.0, 8_640_000_000_000_000];
    let zones = [0, -1, i32::MIN, i32::MAX, 840];
    let mut when = String::new();
    if chance.below(6) == 0 {
        when = format!("{},{}", times[chance.below(times.len())], zones[chance.below(zones.len())]);
    }
    let mut line = [&parts[..3], &[when.as_str(), ""]].concat().join("|").into_bytes();
    line.extend(body);
    line
}

/// An entry as it is said: its kind, about whom, when and in what zone, and its body.
struct Said {
    kind: i64,
    who: Option<u128>,
    when: Option<(i64, i32)>,
    body: String,
}

/// Writes entries after those of a fixture, whatever they say, and lets them be seen.
struct Nonsense {
    folder: tempfile::TempDir,
    waiting: Vec<Said>,
    text: Text,
    looked: usize,
    seen: usize,
}

impl Nonsense {
    fn hear(&mut self, input: &[u8]) -> Made<()> {
        let line = String::from_utf8_lossy(input);
        let parts: Vec<_> = line.splitn(5, '|').collect();
        let kind = parts[1].parse()?;
        // A station opens once, and a chain says its keys itself.
        if kind != 1 {
            let who = u128::from_str_radix(parts[2], 16).ok();
            let when = parts[3]
                .split_once(',')
                .and_then(|(at, zone)| Some((at.parse().ok()?, zone.parse().ok()?)));
            let body = parts[4].to_owned();
            self.waiting.push(Said { kind, who, when, body });
        }
        if self.waiting.len() >= TOGETHER {
            let told = std::mem::take(&mut self.waiting);
            self.lay(&told)?;
            // What it refuses to say is refused in a sentence; most it says.
            self.looked += 1;
            self.seen += usize::from(self.look().is_ok());
            assert!(
                self.looked < 10 || self.seen * 2 > self.looked,
                "{} of {} opened",
                self.seen,
                self.looked
            );
        }
        Ok(())
    }

    fn lay(&self, told: &[Said]) -> Made<()> {
        for name in [DATABASE, "gatehouse.db-wal", "gatehouse.db-shm"] {
            drop(std::fs::remove_file(self.folder.path().join(name)));
        }
        lay(6, self.folder.path())?;
        drop(Store::open(self.folder.path())?);
        let db = Connection::open(self.folder.path().join(DATABASE))?;
        let (mut seq, at): (i64, i64) = db.query_row("SELECT max(seq), max(at_ms) FROM entry", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for Said { kind, who, when, body } in told {
            seq += 1;
            let (at, zone) = when.unwrap_or((at + seq, 480));
            let subject = who.map(|who| (0x0000_0000_0000_7000_8000_0000_0000_0000 + who).to_be_bytes());
            let id = Uuid::from_u128(0x0000_0000_0000_7000_a000_0000_0000_0000 + u128::from(seq.unsigned_abs()));
            db.execute(
                "INSERT INTO entry (station, seq, id, at_ms, zone_min, actor, kind, subject, body, hash)
                 VALUES (1, ?1, ?2, ?3, ?7, 0, ?4, ?5, ?6, zeroblob(32))",
                params![seq, id.as_bytes(), at, kind, subject, body, zone],
            )?;
        }
        Ok(())
    }

    fn look(&self) -> Made<()> {
        let folder = self.folder.path();
        let mut store = Store::open(folder)?;
        store.rebuild()?;
        drop(store);
        let mut station = Station::open(folder, clock(MORNING))?;
        let day = station.card().zone.day_of(MORNING);
        let mut view: View = station.view()?;
        view.tick(MORNING.plus_minutes(1_500));
        drop(view.board(MORNING));
        drop(view.queue());
        drop(view.rejudged(&station.settings().rules, MORNING));
        for person in station.people()? {
            drop(view.today(person.id));
            drop(station.timeline(person.id));
        }
        for day in [day, day.plus_days(1), day.minus_days(1), Day::default()] {
            drop(station.report(day));
            drop(station.coverage(&view, day));
            drop(station.duty_day(&view, day));
        }
        drop(station.exchange_view());
        drop(station.check());
        let permit = station.may_export(Right::ExportNames)?;
        drop(station);
        let reader = Reader::open(folder)?;
        for what in [
            What::Journal,
            What::People,
            What::Readings,
            What::Returns,
            What::Outings,
            What::Isolations,
            What::Duty,
            What::Rounds,
        ] {
            let asked = ExportAsked {
                what,
                format: Format::Csv,
                from: None,
                to: None,
                only: None,
                level: Level::Full,
                purpose: String::new(),
                path: folder.join("out.csv"),
            };
            drop(reader.export(&permit, &asked, &self.text, &|_, _| false));
        }
        Ok(())
    }
}

#[test]
fn nonsense_of_a_trusted_station() -> Tested {
    let target = Target {
        name: "entries of every kind, folded, shown, counted",
        short: 480,
        corpus: lines()?.into_iter().map(String::into_bytes).collect(),
        mutate: changed,
    };
    target.run(|| {
        let mut nonsense = Nonsense {
            folder: tempfile::tempdir()?,
            waiting: Vec::new(),
            text: Text::new(Lang::En),
            looked: 0,
            seen: 0,
        };
        let reader: super::Reader = Box::new(move |input| {
            if let Err(error) = nonsense.hear(input) {
                assert!(!error.to_string().contains("no such table"), "{error}");
            }
        });
        Ok(reader)
    })
}
