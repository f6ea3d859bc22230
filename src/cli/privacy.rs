//! `extract NUMBER --out FILE`: somebody's own data; `purge`: what is due, and clearing it.

use std::path::PathBuf;

use clap::Args;

use super::Answer;
use super::account::At;
use crate::domain::retention::Category;
use crate::domain::rights::Right;
use crate::station::out::Reader;
use crate::station::{Error, in_place, print_page};
use crate::ui::Scene;
use crate::ui::papers::own;
use crate::ui::text::Text;

/// The arguments of `extract`.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// A badge or an employee number
    number: String,
    /// A .pdf for paper; anything else is JSON
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// The arguments of `purge`.
#[derive(Debug, Args)]
pub(super) struct Purge {
    /// Clear it; without this nothing is changed
    #[arg(long)]
    yes: bool,
}

pub(super) fn extract(text: &Text, at: &At, asked: &Extract) -> Result<Answer, Error> {
    let mut station = at.open()?;
    // Who may not have it does not learn either whether a number is somebody's.
    station.need(Right::ExportNames)?;
    let view = station.view()?;
    let person = view.roster.certain(&asked.number).ok_or(Error::UnknownPerson)?.id;
    let data = station.own_data(person)?.value;
    let now = station.now();
    if asked.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        let scene = Scene { view: &view, text, now };
        print_page(&own::own_data(&scene, &data), &asked.out)?;
    } else {
        in_place(&asked.out, data.json(view.card.zone.offset_min(now)).as_bytes())?;
    }
    let path = asked.out.display().to_string();
    Ok(Answer {
        lines: vec![text.with("privacy-cli-written", &[("path", &path)])],
        faults: Vec::new(),
    })
}

pub(super) fn purge(text: &Text, at: &At, asked: &Purge) -> Result<Answer, Error> {
    let mut station = at.open()?;
    let mut purging = Reader::open(&at.folder)?.plan_purge(None, station.now(), &|_, _| false)?;
    let preview = &purging.preview;
    let row = |(category, until, count): &(Category, crate::domain::day::Day, u64)| {
        let what = text.with(&format!("privacy-keep-{}", category.key()), &[]);
        text.count("privacy-cli-due", *count, &[("what", &what), ("day", &until.to_string())])
    };
    let mut lines: Vec<String> = preview.due.iter().map(row).collect();
    let count = preview.count();
    let key = match (count, asked.yes) {
        (0, _) => "privacy-nothing-due",
        (_, false) => "privacy-cli-would",
        (_, true) => {
            station.purge_now(&mut purging)?;
            "privacy-purged"
        }
    };
    // As well where a purge before was cut short.
    if asked.yes && station.owes_renewed_backup()? {
        station.clear_traces()?;
        station.renew_backups()?;
    }
    lines.push(text.count(key, count, &[]));
    Ok(Answer { lines, faults: Vec::new() })
}
