//! What came of bundles, as sentences.

use uuid::Uuid;

use super::text::{Text, thousands};
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
        ("from", &thousands(gap.from)),
        ("to", &thousands(gap.to)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn card(unit: &str, station: &str, role: Role, chain: u128) -> Card {
        Card {
            chain: Uuid::from_u128(chain),
            site: "能矿集团".into(),
            unit: unit.into(),
            station: station.into(),
            role,
            keys: crate::domain::peer::Keys::default(),
        }
    }

    #[test]
    fn at_headquarters_a_station_has_its_unit_before_it() {
        let text = Text::new(crate::ui::text::Lang::ZhHans);
        for (own, other, said) in [
            (Role::Gate, card("锰矿", "北门", Role::Gate, 7), "北门"),
            (Role::Headquarters, card("锰矿", "北门", Role::Gate, 7), "锰矿 · 北门"),
            (Role::Headquarters, card("", "北门", Role::Gate, 7), "能矿集团 · 北门"),
            (Role::Headquarters, card("", "总部", Role::Headquarters, 1), "总部"),
            (Role::Gate, card("锰矿", " ", Role::Gate, 7), "未登记的站 00000000"),
        ] {
            let view = ExchangeView {
                own: Some(card("", "本站", own, 1)),
                ..ExchangeView::default()
            };
            assert_eq!(called(&text, &view, &other), said);
        }
    }

    #[test]
    fn what_waits_is_said_only_while_something_is_missing() {
        let text = Text::new(crate::ui::text::Lang::ZhHans);
        let mut bundle = Received::default();
        bundle.merged.held = 3;
        let gap = Gap {
            chain: Uuid::from_u128(7),
            from: 1,
            to: 2,
        };
        for (gaps, said) in [(vec![gap], Some("缺 未登记的站 00000000 第 1–2 号")), (Vec::new(), None)] {
            let view = ExchangeView {
                gaps,
                ..ExchangeView::default()
            };
            let sentences = taken(&text, &view, &bundle);
            assert_eq!(sentences.len(), 1 + usize::from(said.is_some()));
            assert!(said.is_none_or(|said| sentences[1].contains(said)), "{sentences:?}");
        }
    }

    #[test]
    fn long_numbers_are_said_in_groups() {
        for (number, said) in [(7, "7"), (999, "999"), (1_204, "1,204"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), said);
        }
    }
}
