//! Arguments; each subcommand calls [`Station`](crate::station::Station). Names and exit statuses are a contract with scripts.

mod account;
mod backup;
mod begin;
mod bundle;
mod check;
mod export;
mod import;
mod privacy;
mod report;

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use serde::Serialize;

use account::At;
use report::Output;

use crate::app::log;
use crate::app::window::{self, Renderer};
use crate::station::Error;
use crate::station::out::UnknownFormat;
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
    /// As whom, where the station has accounts; the secret is `GATEHOUSE_SECRET`, or one line of standard input
    #[arg(long, global = true, value_name = "NAME")]
    account: Option<String>,
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
    Init(begin::Init),
    /// Fill an empty data folder with an invented plant; same seed, same plant.
    Demo(begin::Demo),
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
    /// Who may sign in.
    Account(account::Account),
    /// Everything that is kept about one person, for themselves: a page as PDF, or JSON by the ending of the file.
    Extract(privacy::Extract),
    /// What is due by the terms of the site; with --yes it is cleared for good.
    Purge(privacy::Purge),
    /// Integrity, chains, heads kept elsewhere, rebuild == live.
    Check(check::Check),
    /// A proved copy of the database in a file, sealed where its name ends in .age; works while the window is open.
    Backup { file: PathBuf },
    /// Put a backup back; into an empty folder it is the move to another machine.
    Restore(backup::Restore),
}

fn language(tag: &str) -> Result<Lang, UnknownLang> {
    tag.parse()
}

fn format(word: &str) -> Result<Output, UnknownFormat> {
    word.parse()
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
    let at = At::of(folder, arguments.account);
    let folder = &at.folder;
    let answer = match arguments.command {
        None => Ok(Answer::default()),
        Some(Command::Init(asked)) => begin::init(&text, folder, asked),
        Some(Command::Demo(asked)) => begin::demo(&text, folder, &asked),
        Some(Command::Import(asked)) => at.open().and_then(|station| import::run(&text, station, &asked)),
        Some(Command::Export(asked)) => export::run(&text, &at, asked, arguments.format, out),
        Some(Command::Judge(asked)) => {
            let format = arguments.format.table();
            format.and_then(|format| export::judge(&text, &at, &asked, format, out))
        }
        Some(Command::Report(asked)) => report::run(&text, &at, &asked, arguments.format, out),
        Some(Command::Bundle(asked)) => bundle::run(&text, &at, asked, arguments.format),
        Some(Command::Account(asked)) => account::run(&text, &at, asked, arguments.format),
        Some(Command::Extract(asked)) => privacy::extract(&text, &at, &asked),
        Some(Command::Purge(asked)) => privacy::purge(&text, &at, &asked),
        Some(Command::Check(asked)) if asked.repair => backup::mend(&text, folder),
        Some(Command::Check(asked)) => at.beside().and_then(|station| check::run(&text, station, &asked)),
        Some(Command::Backup { file }) => backup::back_up(&text, &at, &file),
        Some(Command::Restore(asked)) => backup::restore(&text, &at, &asked),
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
    let said = |(name, value): (&'static str, String)| match name {
        "right" => (name, text.with(&format!("right-{value}"), &[])),
        _ => (name, value),
    };
    let facts: Vec<(&str, String)> = facts.into_iter().map(said).collect();
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text.with(&format!("error-{}", error.code()), &facts)
}

#[derive(Default)]
struct Answer {
    lines: Vec<String>,
    faults: Vec<Fault>,
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
        assert_eq!(out.lines().last().map(str::len), Some(64));
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
