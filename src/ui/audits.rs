//! What a check of the record has found, as sentences.

use super::text::Text;
use crate::domain::day::Zone;
use crate::station::{ChainFault, Checked, Finding, Keeper, Wrong};

/// How much was checked: entries, those of which the hash alone is here, heads that others keep.
pub fn figures(text: &Text, checked: &Checked) -> Vec<String> {
    let count = |key: &str, number: u64| text.with(key, &[("entries", &number.to_string())]);
    let mut said = vec![count("check-entries", checked.entries)];
    let withheld = checked.redacted - checked.purged;
    if withheld > 0 {
        said.push(count("check-redacted", withheld));
    }
    if checked.purged > 0 {
        said.push(count("privacy-check-purged", checked.purged));
    }
    said.push(if checked.heads > 0 {
        text.with("check-heads", &[("heads", &checked.heads.to_string())])
    } else {
        text.get("check-no-heads").to_owned()
    });
    said
}

/// What is wrong, where and since when, in one sentence.
pub fn said(text: &Text, zone: Zone, finding: &Finding) -> String {
    let station = if finding.station.is_empty() {
        finding.chain.simple().to_string().chars().take(8).collect()
    } else {
        finding.station.clone()
    };
    let at = finding.at.map(|at| zone.date_time(at)).unwrap_or_default();
    let (seq, to, end) = (finding.seq.to_string(), last(finding).to_string(), end(finding).to_string());
    let keeper = kept_by(text, finding);
    let facts: [(&str, &str); 6] = [
        ("station", &station),
        ("seq", &seq),
        ("to", &to),
        ("end", &end),
        ("at", &at),
        ("keeper", &keeper),
    ];
    text.with(&format!("check-wrong-{}", finding.wrong.code()), &facts)
}

/// The last number of what is missing.
fn last(finding: &Finding) -> i64 {
    match finding.wrong {
        Wrong::Chain(ChainFault::Gap { to, .. }) => to,
        Wrong::Chain(ChainFault::Twice { .. } | ChainFault::Hash { .. } | ChainFault::Emptied { .. })
        | Wrong::CutOff { .. }
        | Wrong::Rewritten(_) => finding.seq,
    }
}

fn end(finding: &Finding) -> i64 {
    match finding.wrong {
        Wrong::CutOff { end, .. } => end,
        Wrong::Chain(_) | Wrong::Rewritten(_) => finding.seq,
    }
}

fn kept_by(text: &Text, finding: &Finding) -> String {
    let (Wrong::CutOff { keeper, .. } | Wrong::Rewritten(keeper)) = &finding.wrong else {
        return String::new();
    };
    match keeper {
        Keeper::Receipt(station) => text.with("check-by-receipt", &[("station", station)]),
        Keeper::Signed => text.get("check-by-signed").to_owned(),
        Keeper::Sidecar => text.get("check-by-sidecar").to_owned(),
        Keeper::Report(day, version) => {
            let facts: [(&str, &str); 2] = [("day", &day.to_string()), ("version", &version.to_string())];
            text.with("check-by-report", &facts)
        }
        Keeper::Paper => text.get("check-by-paper").to_owned(),
    }
}
