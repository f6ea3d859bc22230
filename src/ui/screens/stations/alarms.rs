//! What stands above every list of the screen: keys that changed, entries that do not fit, entries that are missing.

use eframe::egui::{self, Align, Frame, Layout, Margin, RichText, Ui};

use super::enrol::Enrol;
use super::list::Row;
use super::parts::say;
use super::{Front, Stations, Tab, called, name_of, thousands};
use crate::domain::parcel::Gap;
use crate::domain::peer::Card;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{Button, gap};

/// So many gaps are named; the others are counted.
const MOST_GAPS: usize = 3;

pub(super) fn show(screen: &mut Stations, ui: &mut Ui, scene: &Scene<'_>) {
    let exchange = &scene.view.exchange;
    for card in &exchange.changed_keys {
        changed(screen, ui, scene, card);
    }
    let unseen = exchange.quarantined.iter().filter(|one| !one.seen).count();
    if unseen > 0 && screen.tab != Tab::Quarantine {
        let count = u64::try_from(unseen).unwrap_or_default();
        let said = scene.text.count("stations-quarantined", count, &[]);
        if band(ui, &[said], scene.text.get("stations-look")) {
            screen.tab = Tab::Quarantine;
            screen.fresh = true;
        }
    }
    if let Some(code) = exchange.ledger_fault {
        let url = exchange.ledger_url.as_deref().unwrap_or_default();
        let why = scene.text.with(&format!("error-{code}"), &[("detail", url)]);
        let said = scene.text.with("stations-server-fault", &[("why", &why)]);
        say(ui, Tone::Recheck, Icon::Database, &said);
    }
    // Where the window is low the list comes first; the panel of a station names its gaps no less.
    if screen.tab == Tab::Stations && !theme::is_low(ui) {
        gaps(ui, scene);
    }
}

/// A station shows other keys than those that were compared.
fn changed(screen: &mut Stations, ui: &mut Ui, scene: &Scene<'_>, card: &Card) {
    let text = scene.text;
    let old = Row::Peer(card.chain).card(&scene.view.exchange);
    let old = old.map(|old| old.fingerprint().to_string()).unwrap_or_default();
    let new = card.fingerprint().to_string();
    let said = [
        text.with("stations-changed-is", &[("name", &called(scene, card))]),
        text.with("stations-changed-from", &[("old", &old), ("new", &new)]),
        text.get("stations-changed-do").to_owned(),
    ];
    if band(ui, &said, text.get("stations-compare")) {
        screen.front = Some(Front::Enrol(Enrol::of(card.clone(), scene.now)));
    }
}

/// Red, as long as it is so: what it is in bold, then what to do, and the button that does it. Says whether that was pressed.
/// Where the window is low only what it is stands there: its row and its list lead to the rest.
fn band(ui: &mut Ui, said: &[String], word: &str) -> bool {
    if theme::is_low(ui) {
        for line in said.iter().take(1) {
            say(ui, Tone::Isolate, Icon::Triangle, line);
        }
        return false;
    }
    let palette = theme::of(ui);
    let ink = palette.ink(Tone::Isolate);
    let frame = Frame::new().fill(palette.soft(Tone::Isolate)).corner_radius(radius::CARD);
    let inner = frame.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(Icon::Triangle.text(size::SECOND).color(ink));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let pressed = Button::secondary(word).show(ui).clicked();
                // One line stands beside the middle of the button, several begin at its top.
                let layout = match said {
                    [_] => Layout::left_to_right(Align::Center),
                    _ => Layout::top_down(Align::Min),
                };
                ui.with_layout(layout, |ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    for (no, line) in said.iter().enumerate() {
                        let font = if no == 0 {
                            theme::bold(size::BODY)
                        } else {
                            theme::regular(size::BODY)
                        };
                        ui.add(egui::Label::new(RichText::new(line).font(font).color(ink)).wrap());
                    }
                });
                pressed
            })
            .inner
        })
        .inner
    });
    inner.inner
}

/// What is missing, and that it is asked for.
fn gaps(ui: &mut Ui, scene: &Scene<'_>) {
    let gaps = &scene.view.exchange.gaps;
    if gaps.is_empty() {
        return;
    }
    gap(ui, space::XS);
    for one in gaps.iter().take(MOST_GAPS) {
        say(ui, Tone::Recheck, Icon::Clock, &missing(scene, one));
    }
    let more = u64::try_from(gaps.len().saturating_sub(MOST_GAPS)).unwrap_or_default();
    if more > 0 {
        say(ui, Tone::Recheck, Icon::Clock, &scene.text.count("stations-gaps-more", more, &[]));
    }
}

/// `缺 南门 第 1,204–1,260 条，已在下一个数据包中请求`.
fn missing(scene: &Scene<'_>, gap: &Gap) -> String {
    let name = name_of(scene, gap.chain);
    let (from, to) = (thousands(gap.from), thousands(gap.to));
    let numbers = if gap.from == gap.to { from } else { format!("{from}–{to}") };
    scene.text.with("stations-gap", &[("name", &name), ("numbers", &numbers)])
}
