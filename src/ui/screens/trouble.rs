//! What is said about a damaged database and what was saved of it; the same on the screen and on the command line.

use crate::domain::day::Zone;
use crate::station::backup::{Kept, Repaired};
use crate::ui::text::Text;

/// What the newest backup would give. The zone of the site is not known where its file cannot be read.
pub fn newest_said(text: &Text, newest: Option<&Kept>) -> String {
    let Some(kept) = newest else {
        return text.get("trouble-no-backup").to_owned();
    };
    let entries = kept.says.map_or_else(String::new, |(_, entries)| entries.to_string());
    let at = Zone::DEFAULT.date_time(kept.at);
    text.with("trouble-newest", &[("at", &at), ("entries", &entries)])
}

/// What a repair has saved, a sentence each.
pub fn repaired_said(text: &Text, repaired: &Repaired) -> Vec<String> {
    let saved = repaired.saved.to_string();
    let mut said = vec![match repaired.of.map(|of| of.to_string()) {
        Some(of) => text.with("repaired-saved", &[("saved", &saved), ("of", &of)]),
        None => text.with("repaired-backup-only", &[("saved", &saved)]),
    }];
    for gap in &repaired.gaps {
        let (from, to) = (gap.from.to_string(), gap.to.to_string());
        let facts: [(&str, &str); 3] = [("station", &gap.station), ("from", &from), ("to", &to)];
        said.push(text.with("repaired-gap", &facts));
    }
    match &repaired.ground {
        Some(file) => said.push(text.with("repaired-ground", &[("file", file)])),
        None => said.push(text.get("repaired-no-ground").to_owned()),
    }
    let original = repaired.original.display().to_string();
    said.push(text.with("repaired-original", &[("path", &original)]));
    said.push(text.get("repaired-chain").to_owned());
    said
}
