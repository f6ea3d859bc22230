//! Arguments; each subcommand calls [`Station`]. Names and exit statuses are a contract with scripts.

mod bundle;
mod export;
mod import;
mod report;

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use serde::Serialize;

use report::Output;

use crate::app::log;
use crate::app::window::{self, Renderer};
use crate::domain::day::{Day, UnknownZone, Zone};
use crate::domain::settings::Role;
use crate::station::demo::{Made, MadeGroup, Plan, demo, group};
use crate::station::out::UnknownFormat;
use crate::station::{ChainFault, Checked, Error, Opening, Station, SystemClock};
use crate::ui::text::{Lang, Text, UnknownLang};

/// The desk program of a factory gate and its clinic during an epidemic.
#[derive(Debug, Parser)]
#[command(name = "gatehouse", version)]
pub struct Arguments {
    /// The data folder; without it the platform's own.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// zh-Hans, zh-Hant or en
    #[arg(long, global = true, value_parser = language)]
    lang: Option<Lang>,
    /// wgpu or glow; glow needs only OpenGL 2
    #[arg(long, value_enum, default_value = "wgpu")]
    renderer: RendererName,
    /// csv, xlsx or ndjson; pdf for a report; fhir or dhis2 for readings; with ndjson errors are JSON, one a line
    #[arg(long, global = true, default_value = "csv", value_parser = format)]
    format: Output,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RendererName {
    Wgpu,
    Glow,
}

impl Arguments {
    /// No command: the window.
    pub fn wants_window(&self) -> bool {
        self.command.is_none()
    }

    /// Opens the window and stays until it is closed.
    pub fn open_window(self, err: &mut dyn Write) -> std::io::Result<Outcome> {
        let text = Text::new(self.lang.unwrap_or_default());
        let Some(folder) = self.data.or_else(platform_folder) else {
            writeln!(err, "{}", text.get("error-no-folder"))?;
            return Ok(Outcome::Unusable);
        };
        let renderer = match self.renderer {
            RendererName::Wgpu => Renderer::Wgpu,
            RendererName::Glow => Renderer::Glow,
        };
        let _log = log::start(&folder);
        match window::open(folder, self.lang, renderer) {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => {
                tracing::error!(%error, "no window");
                writeln!(err, "{}", text.get("error-no-window"))?;
                Ok(Outcome::Unusable)
            }
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a station of an empty data folder.
    Init {
        #[arg(long)]
        site: String,
        #[arg(long)]
        station: String,
        #[arg(long, value_enum, default_value = "gate")]
        role: RoleName,
        #[arg(long, default_value = "Asia/Shanghai", value_parser = zone)]
        zone: Zone,
        #[arg(long, default_value = "")]
        unit: String,
    },
    /// Fill an empty data folder with an invented plant; same seed, same plant.
    Demo {
        #[arg(long, default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(1..=i64::from(Plan::MOST_PEOPLE)))]
        people: u32,
        /// The last one ends at half past eight in the morning; 30 of them, or 14 of a group
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(Plan::MOST_DAYS)))]
        days: Option<u32>,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The last day.
        #[arg(long, default_value = "2020-03-05")]
        until: Day,
        /// A headquarters and five units with twelve stations, each in a sub-folder that --data opens.
        #[arg(long, conflicts_with = "people")]
        group: bool,
    },
    /// Take a roster or a questionnaire in: all or nothing, unless --keep-going.
    Import(import::Import),
    /// Write a table out; works while the window is open.
    Export(export::Export),
    /// Everybody judged by the rulebook in force on a day; works while the window is open.
    Judge(export::Judge),
    /// The daily report as it stands, or as it was signed; works while the window is open.
    Report(report::Report),
    /// Bundles between stations and headquarters, and whom this station trusts.
    Bundle(bundle::Bundle),
    /// Integrity, chain, rebuild == live.
    Check {
        /// Print one hash of all tables.
        #[arg(long)]
        digest: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Gate,
    Clinic,
    Headquarters,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Gate => Self::Gate,
            RoleName::Clinic => Self::Clinic,
            RoleName::Headquarters => Self::Headquarters,
        }
    }
}

fn language(tag: &str) -> Result<Lang, UnknownLang> {
    tag.parse()
}

fn format(word: &str) -> Result<Output, UnknownFormat> {
    word.parse()
}

fn zone(name: &str) -> Result<Zone, UnknownZone> {
    name.parse()
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The answer is no: a check failed.
    No,
    /// The command or the file cannot be used.
    Unusable,
}

impl Outcome {
    /// The exit status scripts depend on.
    pub fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Unusable => 2,
        }
    }
}

/// Runs one command. Answers go to `out`; what went wrong goes to `err`, one sentence a line.
pub fn run(arguments: Arguments, out: &mut dyn Write, err: &mut dyn Write) -> std::io::Result<Outcome> {
    let text = Text::new(arguments.lang.unwrap_or_default());
    let Some(folder) = arguments.data.or_else(platform_folder) else {
        writeln!(err, "{}", text.get("error-no-folder"))?;
        return Ok(Outcome::Unusable);
    };
    let answer = match arguments.command {
        None => Ok(Answer::default()),
        Some(Command::Init {
            site,
            station,
            role,
            zone,
            unit,
        }) => {
            let opening = Opening {
                site,
                unit,
                station,
                role: role.into(),
                zone,
                demo: false,
            };
            Station::init(&folder, opening, Box::new(SystemClock)).map(|station| opened(&text, &station))
        }
        Some(Command::Demo {
            people,
            days,
            seed,
            until,
            group: in_units,
        }) => {
            let plan = Plan {
                people,
                days: days.unwrap_or_else(|| if in_units { Plan::GROUP_DAYS } else { Plan::default().days }),
                seed,
                until,
                zone: Zone::DEFAULT,
            };
            if in_units {
                group(&folder, &plan, &|_| {}).map(|made| invented_group(&text, &made))
            } else {
                demo(&folder, &plan, &|_| {}).map(|made| invented(&text, &made))
            }
        }
        Some(Command::Import(asked)) => {
            Station::open(&folder, Box::new(SystemClock)).and_then(|station| import::run(&text, station, &asked))
        }
        Some(Command::Export(asked)) => export::run(&text, &folder, asked, arguments.format, out),
        Some(Command::Judge(asked)) => {
            let format = arguments.format.table();
            format.and_then(|format| export::judge(&text, &folder, &asked, format, out))
        }
        Some(Command::Report(asked)) => report::run(&text, &folder, &asked, arguments.format, out),
        Some(Command::Bundle(asked)) => bundle::run(&text, &folder, asked, arguments.format),
        Some(Command::Check { digest }) => beside(&folder).and_then(|station| check(&text, station, digest)),
    };
    tell(&text, answer, arguments.format, out, err)
}

/// Says what came of a command.
fn tell(text: &Text, answer: Result<Answer, Error>, format: Output, out: &mut dyn Write, err: &mut dyn Write) -> std::io::Result<Outcome> {
    match answer {
        Ok(answer) => {
            answer.lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
            let mut say = |fault: &Fault| writeln!(err, "{}", fault.line(format));
            answer.faults.iter().try_for_each(&mut say)?;
            Ok(if answer.faults.is_empty() { Outcome::Done } else { Outcome::No })
        }
        Err(error) => {
            let fault = Fault {
                code: error.code().to_owned(),
                message: sentence(text, &error),
                ..Fault::default()
            };
            writeln!(err, "{}", fault.line(format))?;
            Ok(Outcome::Unusable)
        }
    }
}

/// Something that is not as it should be: one sentence, or one line of JSON.
#[derive(Debug, Default, Serialize)]
struct Fault {
    #[serde(rename = "error")]
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'static str>,
    message: String,
}

impl Fault {
    fn line(&self, format: Output) -> String {
        let json = format.is_ndjson().then(|| serde_json::to_string(self).ok()).flatten();
        json.unwrap_or_else(|| self.message.clone())
    }
}

/// An error in the words of the language chosen.
pub fn sentence(text: &Text, error: &Error) -> String {
    let facts = error.facts();
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text.with(&format!("error-{}", error.code()), &facts)
}

/// The station, to look at where the window has it or nobody can write.
fn beside(folder: &std::path::Path) -> Result<Station, Error> {
    match Station::open(folder, Box::new(SystemClock)) {
        Err(error) if ["locked", "read-only"].contains(&error.code()) => Station::open_reader(folder, Box::new(SystemClock)),
        opened => opened,
    }
}

#[derive(Default)]
struct Answer {
    lines: Vec<String>,
    faults: Vec<Fault>,
}

fn opened(text: &Text, station: &Station) -> Answer {
    let card = station.card();
    let line = text.with("cli-opened", &[("site", &card.site), ("station", &card.station)]);
    Answer {
        lines: vec![line],
        faults: Vec::new(),
    }
}

fn invented(text: &Text, made: &Made) -> Answer {
    let [people, readings, days] = [u64::from(made.people), made.readings, u64::from(made.days)].map(|number| number.to_string());
    let facts: [(&str, &str); 3] = [("people", &people), ("readings", &readings), ("days", &days)];
    Answer {
        lines: vec![text.with("cli-demo-made", &facts)],
        faults: Vec::new(),
    }
}

/// A line for headquarters and one for each unit, with the folders to open.
fn invented_group(text: &Text, made: &MadeGroup) -> Answer {
    let shown = |folder: &std::path::PathBuf| folder.display().to_string();
    let headquarters = text.with("cli-demo-headquarters", &[("folder", &shown(&made.headquarters))]);
    let unit = |unit: &crate::station::demo::MadeUnit| {
        let folders: Vec<String> = unit.folders.iter().map(shown).collect();
        let facts = [unit.made.people.to_string(), folders.join("  ")];
        text.with(
            "cli-demo-unit",
            &[("unit", &unit.unit), ("people", &facts[0]), ("folders", &facts[1])],
        )
    };
    Answer {
        lines: std::iter::once(headquarters).chain(made.units.iter().map(unit)).collect(),
        faults: Vec::new(),
    }
}

fn check(text: &Text, mut station: Station, digest: bool) -> Result<Answer, Error> {
    let checked = station.check()?;
    let mut lines = vec![text.with("cli-check-entries", &[("entries", &checked.entries.to_string())])];
    if checked.redacted > 0 {
        lines.push(text.with("cli-check-redacted", &[("entries", &checked.redacted.to_string())]));
    }
    if checked.holds() {
        lines.push(text.get("cli-check-holds").to_owned());
    }
    if digest {
        lines.push(station.digest()?);
    }
    Ok(Answer {
        lines,
        faults: faults(text, &checked),
    })
}

fn faults(text: &Text, checked: &Checked) -> Vec<Fault> {
    let fault = |code: &str, message| Fault {
        code: code.to_owned(),
        message,
        ..Fault::default()
    };
    let chain = checked.faults.iter().map(|found| match found {
        ChainFault::Gap { seq } => fault("gap", text.with("cli-check-gap", &[("seq", &seq.to_string())])),
        ChainFault::Hash { seq } => fault("hash", text.with("cli-check-hash", &[("seq", &seq.to_string())])),
    });
    let rebuild = (!checked.rebuild_equals_live).then(|| fault("rebuild", text.get("cli-check-rebuild").to_owned()));
    chain.chain(rebuild).collect()
}

/// Where the platform keeps a program's data.
fn platform_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "gatehouse").map(|dirs| dirs.data_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Tested = Result<(), Box<dyn std::error::Error>>;

    fn gatehouse(folder: &std::path::Path, words: &[&str]) -> Result<(Outcome, String, String), Box<dyn std::error::Error>> {
        let data = folder.to_str().ok_or("folder")?;
        let arguments = Arguments::try_parse_from(["gatehouse", "--data", data].iter().chain(words))?;
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome = run(arguments, &mut out, &mut err)?;
        Ok((outcome, String::from_utf8(out)?, String::from_utf8(err)?))
    }

    #[test]
    fn a_station_is_opened_once_and_checked() -> Tested {
        let folder = tempfile::tempdir()?;
        let init = ["init", "--site", "锰矿", "--station", "南门"];
        assert_eq!(
            gatehouse(folder.path(), &init)?,
            (Outcome::Done, "已建站：锰矿 · 南门\n".into(), String::new())
        );
        let again = gatehouse(folder.path(), &init)?;
        assert_eq!((again.0, again.1.as_str()), (Outcome::Unusable, ""));
        let (outcome, out, err) = gatehouse(folder.path(), &["--lang", "en", "check", "--digest"])?;
        assert_eq!((outcome, err.as_str()), (Outcome::Done, ""));
        assert_eq!(out.lines().next(), Some("2 entries"), "the station and its keys");
        assert_eq!(out.lines().nth(2).map(str::len), Some(64));
        Ok(())
    }

    #[test]
    fn a_plant_is_invented_once_and_is_the_same_again() -> Tested {
        let demo = ["demo", "--people", "30", "--days", "2", "--seed", "5", "--until", "2020-02-29"];
        let mut digests = Vec::new();
        for _ in 0..2 {
            let folder = tempfile::tempdir()?;
            let (outcome, out, err) = gatehouse(folder.path(), &demo)?;
            assert_eq!((outcome, err.as_str(), out.lines().count()), (Outcome::Done, "", 1));
            assert!(out.contains("30") && !out.contains('{'), "{out}");
            let again = gatehouse(folder.path(), &demo)?;
            assert_eq!((again.0, again.1.as_str(), again.2.lines().count()), (Outcome::Unusable, "", 1));
            let (outcome, out, _) = gatehouse(folder.path(), &["check", "--digest"])?;
            assert_eq!(outcome, Outcome::Done);
            digests.push(out);
        }
        assert_eq!(digests[0], digests[1]);
        Ok(())
    }

    #[test]
    fn without_a_station_the_answer_is_a_sentence() -> Tested {
        let folder = tempfile::tempdir()?;
        let (outcome, out, err) = gatehouse(folder.path(), &["check"])?;
        assert_eq!((outcome.status(), out.as_str()), (2, ""));
        assert!(err.contains("gatehouse init"), "{err}");
        Ok(())
    }

    #[test]
    fn every_error_has_its_sentence() {
        use crate::domain::names::NameError;
        use crate::store::StoreError;
        for lang in Lang::ALL {
            let text = Text::new(lang);
            for error in [
                Error::NameMissing,
                Error::AlreadyOpened,
                Error::SettingsContradict,
                Error::UnknownPerson,
                Error::NotWithdrawable,
                Error::Name(NameError::TooShort),
                Error::Name(NameError::Character { position: 3 }),
                Error::Store(StoreError::TooNew),
                Error::Store(StoreError::TooOld),
                Error::Store(StoreError::Damaged("page 7".into())),
                Error::Store(StoreError::Locked("PID 7".into())),
                Error::Store(StoreError::ReadOnly),
                Error::Store(StoreError::DiskFull),
                Error::Store(StoreError::NoStation),
            ] {
                let said = sentence(&text, &error);
                assert!(!said.starts_with("error-") && !said.contains('{'), "{said}");
            }
        }
    }
}
