//! `check`: whether the record holds, and where it does not.

use clap::Args;

use super::{Answer, Fault};
use crate::station::{Error, NoHead, PaperHead, Station};
use crate::ui::audits;
use crate::ui::text::Text;

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Print one hash of all tables.
    #[arg(long)]
    digest: bool,
    /// Save what can be read of a damaged database; the damaged file is kept beside
    #[arg(long, conflicts_with_all = ["digest", "heads"])]
    pub(super) repair: bool,
    /// A head from paper to compare with: the number and the digits at the foot of a report
    #[arg(long = "head", value_name = "N:HEX", value_parser = head)]
    heads: Vec<PaperHead>,
}

fn head(typed: &str) -> Result<PaperHead, NoHead> {
    typed.parse()
}

/// Checks a station.
pub(super) fn run(text: &Text, mut station: Station, asked: &Check) -> Result<Answer, Error> {
    let checked = station.check_against(&asked.heads, &|_, _| false)?;
    let zone = station.card().zone;
    let mut lines = audits::figures(text, &checked);
    lines.push(text.get("check-limit").to_owned());
    if checked.holds() {
        lines.push(text.get("check-holds").to_owned());
    }
    lines.extend(checked.restored.iter().map(|finding| audits::said(text, zone, finding)));
    if asked.digest {
        lines.push(station.digest()?);
    }
    let fault = |code: &str, message| Fault {
        code: code.to_owned(),
        message,
        ..Fault::default()
    };
    let found = checked.faults.iter();
    let found = found.map(|finding| fault(finding.wrong.code(), audits::said(text, zone, finding)));
    let rebuild = (!checked.rebuild_equals_live).then(|| fault("rebuild", text.get("check-rebuild").to_owned()));
    Ok(Answer {
        faults: found.chain(rebuild).collect(),
        lines,
    })
}
