//! What came of bundles, as sentences.

use uuid::Uuid;

use super::text::Text;
use crate::domain::group::UnitId;
use crate::domain::parcel::Gap;
use crate::domain::peer::Card;
use crate::domain::settings::Role;
use crate::station::exchange::{ExchangeView, Received, Sent};

/// The sentences about a bundle that was read: what came in, and what did not and why.
pub fn received(text: &Text, view: &ExchangeView, bundle: &Received) -> Vec<String> {
    let mut said = if bundle.refused.is_some() {
        Vec::new()
    } else {
        taken(text, view, bundle)
    };
    said.extend(faults(text, view, bundle).into_iter().map(|(_, sentence)| sentence));
    said
}

/// What came in with a bundle, and what waits.
pub fn taken(text: &Text, view: &ExchangeView, bundle: &Received) -> Vec<String> {
    let maker = bundle.maker.as_ref().map(|card| called(text, view, card)).unwrap_or_default();
    let merged = &bundle.merged;
    let (taken, known) = ((merged.taken + merged.renewed).to_string(), merged.known.to_string());
    let facts: [(&str, &str); 4] = [("file", &bundle.file), ("maker", &maker), ("taken", &taken), ("known", &known)];
    let mut said = vec![text.with("bundle-taken", &facts)];
    // What a bundle left open a later one of the same exchange may have filled.
    if merged.held > 0 && !view.gaps.is_empty() {
        let gaps: Vec<String> = view.gaps.iter().map(|one| gap(text, view, one)).collect();
        let facts: [(&str, &str); 2] = [("count", &merged.held.to_string()), ("gaps", &gaps.join(text.get("bundle-and")))];
        said.push(text.with("bundle-waiting", &facts));
    }
    said
}

/// What is wrong with a bundle that was read, with the code of each.
pub fn faults(text: &Text, view: &ExchangeView, bundle: &Received) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    if let Some(why) = &bundle.refused {
        let said = text.with("bundle-refused", &[("file", &bundle.file), ("why", &refusal(text, why))]);
        faults.push((why.code(), said));
    }
    if bundle.merged.quarantined > 0 {
        let count = bundle.merged.quarantined.to_string();
        faults.push(("bundle-quarantined", text.with("bundle-quarantined", &[("count", &count)])));
    }
    if !bundle.unknown.is_empty() {
        let names: Vec<String> = bundle.unknown.iter().map(|chain| name(text, view, *chain)).collect();
        let said = text.with("bundle-unknown-chain", &[("stations", &names.join(text.get("bundle-and")))]);
        faults.push(("bundle-unknown-chain", said));
    }
    faults
}

/// `南门 第 1,204–1,260 号`
pub fn gap(text: &Text, view: &ExchangeView, gap: &Gap) -> String {
    let facts: [(&str, &str); 3] = [
        ("station", &name(text, view, gap.chain)),
        ("from", &grouped(gap.from)),
        ("to", &grouped(gap.to)),
    ];
    text.with("bundle-gap", &facts)
}

/// Where a bundle was written, for whom, and with how many entries.
pub fn sent(text: &Text, sent: &Sent) -> String {
    let facts: [(&str, &str); 3] = [
        ("path", &sent.path.display().to_string()),
        ("entries", &sent.entries.to_string()),
        ("to", &sent.to.join(text.get("bundle-and"))),
    ];
    text.with("bundle-written", &facts)
}

/// What a chain is called here: by the card of its station, or by the beginning of its id.
pub fn name(text: &Text, view: &ExchangeView, chain: Uuid) -> String {
    let enrolled = view.peers.iter().map(|state| &state.peer.card);
    let known = enrolled
        .chain(view.strangers.iter())
        .chain(view.own.iter())
        .find(|card| card.chain == chain);
    known.map_or_else(|| unnamed(text, chain), |card| called(text, view, card))
}

/// What a station is called here. At headquarters every unit has its gate: there the unit stands before the station.
pub fn called(text: &Text, view: &ExchangeView, card: &Card) -> String {
    let station = card.station.trim();
    let station = if station.is_empty() {
        unnamed(text, card.chain)
    } else {
        station.to_owned()
    };
    let is_below = view
        .own
        .as_ref()
        .is_some_and(|own| own.role == Role::Headquarters && own.chain != card.chain);
    if is_below {
        [UnitId::of(card).name(), &station].join(" · ")
    } else {
        station
    }
}

fn unnamed(text: &Text, chain: Uuid) -> String {
    let id = chain.simple().to_string();
    text.with("bundle-unnamed", &[("id", id.get(..8).unwrap_or_default())])
}

fn refusal(text: &Text, why: &crate::station::exchange::BundleError) -> String {
    let facts = why.facts();
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text.with(&format!("error-{}", why.code()), &facts)
}

/// `1,204`
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_said_in_groups() {
        for (number, said) in [(7, "7"), (999, "999"), (1_204, "1,204"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), said);
        }
    }
}
