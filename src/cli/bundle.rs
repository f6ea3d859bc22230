//! `bundle`: what the stations screen does, for scripts and for sticks.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use uuid::Uuid;

use super::account::At;
use super::report::Output;
use super::{Answer, Fault, sentence};
use crate::domain::day::{Moment, rfc3339};
use crate::domain::peer::{Card, Level, Peer};
use crate::domain::rights::Right;
use crate::station::exchange::{ExchangeView, Intake, Often, PeerState, Received, Route, card_from_text, card_text};
use crate::station::{Error, Station, in_place};
use crate::ui::bundles;
use crate::ui::text::Text;

/// The arguments of `bundle`.
#[derive(Debug, Args)]
pub(super) struct Bundle {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Seal what others have not acknowledged into a file.
    Write {
        file: PathBuf,
        /// A station by its name or fingerprint, again for another; without it all
        #[arg(long, value_name = "RECIPIENT")]
        to: Vec<String>,
        /// counts, masked or full: how much headquarters gets
        #[arg(long, value_parser = level, default_value = "counts")]
        level: Level,
        /// Everything, whatever was acknowledged.
        #[arg(long)]
        all: bool,
    },
    /// Take bundles in; each as often as you like.
    Read {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Other stations, what is missing, what is in quarantine; works while the window is open.
    Status,
    /// This station's own card as text, or as a file; works while the window is open.
    Card {
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Trust a station, after its fingerprint was compared by voice.
    Enrol {
        /// Its card: the text, or a file with it
        card: String,
        /// What they read to you
        #[arg(long, value_name = "XXXX-XXXX-XXXX-XXXX")]
        fingerprint: String,
    },
    /// Trust a station no more.
    Revoke {
        /// By its name or fingerprint
        station: String,
        #[arg(long)]
        reason: String,
    },
    /// Keep the units in a database server, or in the file again: headquarters only.
    Store {
        /// `postgres://user@host/database?sslrootcert=FILE`; without it the file
        url: Option<String>,
    },
    /// Use every folder once.
    Exchange,
    /// Exchange through a folder from now on, or no more.
    Route {
        folder: PathBuf,
        /// Seconds between two exchanges; without it by hand
        #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
        every: Option<u32>,
        /// When somebody else comes on duty
        #[arg(long, conflicts_with = "every")]
        shift_end: bool,
        /// counts, masked or full: how much headquarters gets by it
        #[arg(long, value_parser = level, default_value = "counts")]
        level: Level,
        #[arg(long, conflicts_with_all = ["every", "shift_end", "level"])]
        remove: bool,
    },
}

fn level(key: &str) -> Result<Level, String> {
    Level::from_key(key).ok_or_else(|| "counts, masked, full".to_owned())
}

/// Where headquarters keeps its units from now on.
fn store(text: &Text, mut station: Station, url: Option<&str>) -> Result<Answer, Error> {
    station.set_ledger(url)?;
    let line = match station.ledger_url()? {
        Some(url) => text.with("cli-ledger-server", &[("url", &url)]),
        None => text.get("cli-ledger-file").to_owned(),
    };
    Ok(Answer {
        lines: vec![line],
        faults: Vec::new(),
    })
}

/// Runs one of them.
pub(super) fn run(text: &Text, at: &At, bundle: Bundle, format: Output) -> Result<Answer, Error> {
    let teller = Teller {
        text,
        is_ndjson: format.is_ndjson(),
    };
    let open = || -> Result<Station, Error> {
        let mut station = at.open()?;
        station.see_to_keys()?;
        station.need(Right::ManageStations)?;
        Ok(station)
    };
    match bundle.what {
        What::Write { file, to, level, all } => write(&teller, &open()?, &file, (&to, level, all)),
        What::Read { files } => read(&teller, open()?, &files),
        What::Status => status(&teller, &at.beside()?),
        What::Card { out } => card(&teller, &at.beside()?, out.as_deref()),
        What::Enrol { card, fingerprint } => enrol(&teller, open()?, &card, &fingerprint),
        What::Revoke { station, reason } => revoke(&teller, open()?, &station, &reason),
        What::Store { url } => store(text, open()?, url.as_deref()),
        What::Exchange => exchange(&teller, open()?),
        What::Route {
            folder,
            every,
            shift_end,
            level,
            remove,
        } => {
            let often = match (every, shift_end) {
                (Some(seconds), _) => Often::Every(seconds),
                (None, true) => Often::ShiftEnd,
                (None, false) => Often::ByHand,
            };
            let route = Route { folder, often, level };
            set_route(&teller, open()?, &route, remove)
        }
    }
}

/// Says things as sentences, or as lines of JSON.
struct Teller<'a> {
    text: &'a Text,
    is_ndjson: bool,
}

impl Teller<'_> {
    fn say(&self, line: &impl Serialize, sentence: impl FnOnce() -> String) -> String {
        let json = self.is_ndjson.then(|| serde_json::to_string(line).ok()).flatten();
        json.unwrap_or_else(sentence)
    }
}

fn answer(lines: Vec<String>, faults: Vec<Fault>) -> Answer {
    Answer { lines, faults }
}

fn one(line: String) -> Answer {
    answer(vec![line], Vec::new())
}

/// A file that was written.
#[derive(Serialize)]
struct Wrote<'a> {
    #[serde(rename = "written")]
    path: &'a Path,
    entries: u64,
    to: &'a [String],
}

fn write(teller: &Teller<'_>, station: &Station, file: &Path, (to, level, all): (&[String], Level, bool)) -> Result<Answer, Error> {
    let peers = station.peers()?;
    let to: Vec<Uuid> = to.iter().map(|name| named(&peers, name)).collect::<Result<_, _>>()?;
    let sent = station.plan_bundle(&to, level, all)?.write(file, &|_, _| false)?;
    let line = Wrote {
        path: &sent.path,
        entries: sent.entries,
        to: &sent.to,
    };
    Ok(one(teller.say(&line, || bundles::sent(teller.text, &sent))))
}

/// A station that is trusted, by its fingerprint or its name. One name may be two stations; with the same keys it is one, which went
/// on under another chain: the newest stands for it.
fn named(peers: &[Peer], name: &str) -> Result<Uuid, Error> {
    let wanted = plain(name);
    let trusted = || peers.iter().filter(|peer| peer.revoked.is_none());
    let by_print = trusted().find(|peer| plain(&peer.card.fingerprint().to_string()) == wanted);
    let by_name: Vec<&Peer> = trusted().filter(|peer| peer.card.station == name).collect();
    let newest = by_name.iter().copied().max_by_key(|peer| peer.card.chain);
    let found = by_print.or(newest).ok_or(Error::UnknownStation)?;
    if by_print.is_none() && by_name.iter().any(|peer| peer.card.keys != found.card.keys) {
        let each = by_name
            .iter()
            .map(|peer| format!("{} {}", peer.card.station, peer.card.fingerprint()));
        return Err(Error::SeveralStations(each.collect::<Vec<_>>().join(", ")));
    }
    Ok(found.card.chain)
}

/// A fingerprint as its sixteen letters, those that are taken for others read as these.
fn plain(fingerprint: &str) -> String {
    let letters = fingerprint.chars().filter(char::is_ascii_alphanumeric);
    let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    });
    letters.collect()
}

/// A bundle that was read.
#[derive(Serialize)]
struct Taken<'a> {
    file: &'a str,
    maker: Option<&'a str>,
    #[serde(rename = "taken")]
    new: u64,
    renewed: u64,
    known: u64,
    held: u64,
    quarantined: u64,
    unread: u64,
    unknown: &'a [Uuid],
}

impl<'a> Taken<'a> {
    fn of(bundle: &'a Received) -> Self {
        let merged = &bundle.merged;
        Self {
            file: &bundle.file,
            maker: bundle.maker.as_ref().map(|card| card.station.as_str()),
            new: merged.taken,
            renewed: merged.renewed,
            known: merged.known,
            held: merged.held,
            quarantined: merged.quarantined,
            unread: merged.unread,
            unknown: &bundle.unknown,
        }
    }
}

fn read(teller: &Teller<'_>, mut station: Station, files: &[PathBuf]) -> Result<Answer, Error> {
    let mut intake = Intake::default();
    for file in files {
        station.read_bundle(file, &mut intake)?;
    }
    Ok(told(teller, &station.exchange_view()?, &intake))
}

/// What came of bundles: a line each, and what is wrong with them.
fn told(teller: &Teller<'_>, view: &ExchangeView, intake: &Intake) -> Answer {
    let mut told = Answer::default();
    for bundle in &intake.bundles {
        let faults = bundles::faults(teller.text, view, bundle);
        told.faults.extend(faults.into_iter().map(|(code, message)| Fault {
            code: code.to_owned(),
            message,
            ..Fault::default()
        }));
        if bundle.refused.is_some() {
            continue;
        }
        if teller.is_ndjson {
            told.lines.push(teller.say(&Taken::of(bundle), String::new));
        } else {
            told.lines.extend(bundles::taken(teller.text, view, bundle));
        }
    }
    told
}

fn card(teller: &Teller<'_>, station: &Station, out: Option<&Path>) -> Result<Answer, Error> {
    let card = station.own_card()?;
    let said = card_text(&card);
    let Some(path) = out else {
        let fingerprint = card.fingerprint().to_string();
        let line = serde_json::json!({ "card": said, "station": card.station, "fingerprint": fingerprint });
        return Ok(one(teller.say(&line, || said)));
    };
    in_place(path, format!("{said}\n").as_bytes())?;
    let line = serde_json::json!({ "written": path });
    let facts: [(&str, &str); 1] = [("path", &path.display().to_string())];
    Ok(one(teller.say(&line, || teller.text.with("bundle-card-kept", &facts))))
}

/// Who was enrolled, or is a stranger.
#[derive(Serialize)]
struct Enrolled<'a> {
    station: &'a str,
    fingerprint: String,
}

fn enrol(teller: &Teller<'_>, mut station: Station, card: &str, fingerprint: &str) -> Result<Answer, Error> {
    let path = Path::new(card);
    let card = if path.is_file() {
        Station::read_card(path)?
    } else {
        card_from_text(card)?
    };
    let said = card.fingerprint().to_string();
    if plain(&said) != plain(fingerprint) {
        return Err(Error::OtherFingerprint(fingerprint.to_owned()));
    }
    let name = card.station.clone();
    station.enrol(card)?;
    let line = Enrolled {
        station: &name,
        fingerprint: said.clone(),
    };
    let facts: [(&str, &str); 2] = [("station", &name), ("fingerprint", &said)];
    Ok(one(teller.say(&line, || teller.text.with("bundle-enrolled", &facts))))
}

fn revoke(teller: &Teller<'_>, mut station: Station, name: &str, reason: &str) -> Result<Answer, Error> {
    let chain = named(&station.peers()?, name)?;
    station.revoke(chain, reason)?;
    let line = serde_json::json!({ "revoked": name });
    Ok(one(teller.say(&line, || teller.text.with("bundle-revoked", &[("station", name)]))))
}

fn set_route(teller: &Teller<'_>, mut station: Station, route: &Route, remove: bool) -> Result<Answer, Error> {
    let folder = std::path::absolute(&route.folder).map_err(|error| Error::Store(error.into()))?;
    let mut routes = station.routes()?;
    routes.retain(|known| known.folder != folder);
    let key = if remove { "bundle-route-removed" } else { "bundle-route-set" };
    if !remove {
        routes.push(Route {
            folder: folder.clone(),
            ..*route
        });
    }
    station.set_routes(&routes)?;
    let line = serde_json::json!({ "folder": folder, "removed": remove });
    let facts: [(&str, &str); 1] = [("folder", &folder.display().to_string())];
    Ok(one(teller.say(&line, || teller.text.with(key, &facts))))
}

fn exchange(teller: &Teller<'_>, mut station: Station) -> Result<Answer, Error> {
    let routes = station.routes()?;
    let mut intake = Intake::default();
    let mut faults = Vec::new();
    for route in &routes {
        if let Err(error) = station.exchange_through(&route.folder, &mut intake) {
            let folder = route.folder.display().to_string();
            let facts: [(&str, &str); 2] = [("folder", &folder), ("why", &sentence(teller.text, &error))];
            faults.push(Fault {
                code: error.code().to_owned(),
                message: teller.text.with("bundle-route-failed", &facts),
                ..Fault::default()
            });
        }
    }
    let mut answer = told(teller, &station.exchange_view()?, &intake);
    answer.faults.extend(faults);
    let taken = intake.taken();
    let line = serde_json::json!({ "exchanged": routes.len(), "taken": taken });
    let key = match (routes.is_empty(), taken) {
        (true, _) => "bundle-no-route",
        (false, 0) => "bundle-nothing-new",
        (false, _) => "bundle-exchanged",
    };
    let said = || teller.text.with(key, &[("taken", &taken.to_string())]);
    answer.lines.push(teller.say(&line, said));
    Ok(answer)
}

/// One line of `status` as JSON.
#[derive(Serialize)]
struct Known<'a> {
    station: &'a str,
    relation: &'static str,
    fingerprint: String,
    have: i64,
    heard: Option<String>,
    skew_ms: i64,
    accepted: i64,
    owed: i64,
    revoked: Option<&'a str>,
}

fn status(teller: &Teller<'_>, station: &Station) -> Result<Answer, Error> {
    let (text, view) = (teller.text, station.exchange_view()?);
    let zone = station.card().zone;
    let time = |at: Moment| rfc3339(at, zone.offset_min(at));
    let mut lines: Vec<String> = view
        .own
        .iter()
        .map(|card| teller.carded("this", "bundle-status-own", card))
        .collect();
    lines.extend(view.peers.iter().map(|state| teller.peer(state, &time)));
    lines.extend(
        view.strangers
            .iter()
            .map(|card| teller.carded("stranger", "bundle-status-stranger", card)),
    );
    lines.extend(view.gaps.iter().map(|gap| {
        let line = serde_json::json!({ "missing": gap.chain, "from": gap.from, "to": gap.to });
        teller.say(&line, || {
            text.with("bundle-status-gap", &[("gap", &bundles::gap(text, &view, gap))])
        })
    }));
    lines.extend(view.quarantined.iter().map(|found| {
        let line = serde_json::json!({ "quarantined": found.chain, "seq": found.seq, "why": found.why, "seen": found.seen });
        let why = text.with(&format!("bundle-why-{}", found.why), &[]);
        let (name, seq) = (bundles::name(text, &view, found.chain), found.seq.to_string());
        let facts: [(&str, &str); 3] = [("station", &name), ("seq", &seq), ("why", &why)];
        teller.say(&line, || text.with("bundle-status-quarantined", &facts))
    }));
    lines.extend(view.routes.iter().map(|state| {
        let (folder, done) = (state.route.folder.display().to_string(), state.done.map(time));
        let line = serde_json::json!({ "folder": folder, "done": done, "level": state.route.level.key() });
        let said = done.clone().unwrap_or_else(|| text.get("bundle-status-never").to_owned());
        teller.say(&line, || text.with("bundle-status-route", &[("folder", &folder), ("done", &said)]))
    }));
    let alarms = view.changed_keys.iter().map(|card| Fault {
        code: "bundle-changed-keys".to_owned(),
        message: teller.carded_sentence("bundle-status-changed", card),
        ..Fault::default()
    });
    Ok(answer(lines, alarms.collect()))
}

impl Teller<'_> {
    fn carded(&self, what: &str, key: &str, card: &Card) -> String {
        let line = serde_json::json!({ what: card.station, "fingerprint": card.fingerprint().to_string() });
        self.say(&line, || self.carded_sentence(key, card))
    }

    fn carded_sentence(&self, key: &str, card: &Card) -> String {
        let fingerprint = card.fingerprint().to_string();
        self.text.with(key, &[("station", &card.station), ("fingerprint", &fingerprint)])
    }

    fn peer(&self, state: &PeerState, time: &dyn Fn(Moment) -> String) -> String {
        let Peer { card, relation, revoked } = &state.peer;
        let accepted = state.accepted.map_or(0, |(seq, _)| seq);
        let line = Known {
            station: &card.station,
            relation: relation.key(),
            fingerprint: card.fingerprint().to_string(),
            have: state.have,
            heard: state.heard.map(time),
            skew_ms: state.skew_ms,
            accepted,
            owed: state.owed,
            revoked: revoked.as_deref(),
        };
        self.say(&line, || {
            let (have, accepted, owed) = (state.have.to_string(), accepted.to_string(), state.owed.to_string());
            if let Some(reason) = revoked {
                return self
                    .text
                    .with("bundle-status-revoked", &[("station", &card.station), ("reason", reason)]);
            }
            let heard = line
                .heard
                .clone()
                .unwrap_or_else(|| self.text.get("bundle-status-never").to_owned());
            let relation = self.text.with(&format!("bundle-relation-{}", relation.key()), &[]);
            let facts: [(&str, &str); 7] = [
                ("station", &card.station),
                ("relation", &relation),
                ("fingerprint", &line.fingerprint),
                ("have", &have),
                ("heard", &heard),
                ("accepted", &accepted),
                ("owed", &owed),
            ];
            self.text.with("bundle-status-peer", &facts)
        })
    }
}

#[cfg(test)]
mod tests;
