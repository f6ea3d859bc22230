//! One item: what is there, how long it lasts, its line, its lots, and what happened to it, newest first.

use eframe::egui::{self, Ui};

use super::list::{rounded, states};
use super::strike::Strike;
use super::{Front, KEYS, Opens, Supplies, line, with_unit};
use crate::domain::supplies::{Moved, Position, What, Whom};
use crate::ui::Scene;
use crate::ui::theme::{self, CONTROL, size, space};
use crate::ui::widgets::{Button, gap, heading, label, muted, tag};

impl Supplies {
    pub(super) fn panel(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let Some(position) = self.selected(scene) else {
            muted(ui, scene.text.get("supply-choose"), size::BODY);
            return;
        };
        head(ui, scene, position);
        line::show(ui, scene, position);
        lots(ui, scene, position);
        gap(ui, space::XS);
        self.does(ui, scene);
        gap(ui, space::S);
        self.moves(ui, scene, position);
    }

    /// What can be done to the item.
    fn does(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let width = (ui.available_width() - space::S) / 2.0;
        let mut pressed = None;
        let moves: Vec<_> = KEYS.into_iter().filter(|(opens, ..)| matches!(opens, Opens::Move(_))).collect();
        for pair in moves.chunks(2) {
            ui.horizontal(|ui| {
                for (opens, word, _, _, key) in pair {
                    let main = *opens == Opens::Move(super::Does::Issue);
                    if Button::expected(scene.text.get(word), main)
                        .key(key)
                        .width(width)
                        .show(ui)
                        .clicked()
                    {
                        pressed = Some(*opens);
                    }
                }
            });
        }
        if let Some(opens) = pressed {
            self.open(scene, opens);
        }
    }

    fn moves(&mut self, ui: &mut Ui, scene: &Scene<'_>, position: &Position) {
        let moves: Vec<&Moved> = scene.view.daybook.supplies.moves(position.item.id).rev().collect();
        if moves.is_empty() {
            muted(ui, scene.text.get("supply-no-moves"), size::BODY);
            return;
        }
        let mut struck = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt("supply-moves").auto_shrink(false);
        area.show_rows(ui, CONTROL, moves.len(), |ui, range| {
            for moved in moves.get(range).unwrap_or_default() {
                ui.push_id(moved.id.0, |ui| {
                    ui.horizontal(|ui| {
                        ui.set_min_height(CONTROL);
                        muted(ui, &when(scene, moved), size::LABEL);
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            if Button::quiet(scene.text.get("supply-strike")).show(ui).clicked() {
                                struck = Some(moved.id);
                            }
                            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                                let said = said(scene, position, moved);
                                let font = theme::regular(size::BODY);
                                let text = egui::RichText::new(&said).font(font).color(theme::of(ui).text);
                                ui.add(egui::Label::new(text).truncate()).on_hover_text(&said);
                            });
                        });
                    });
                });
            }
        });
        if let Some(moved) = struck {
            self.front = Some(Front::Strike(Strike::of(moved)));
        }
    }
}

fn head(ui: &mut Ui, scene: &Scene<'_>, position: &Position) {
    let (text, stock) = (scene.text, &position.stock);
    ui.horizontal_wrapped(|ui| {
        heading(ui, &stock.name);
        for (tone, word) in states(scene, position) {
            tag(ui, tone, &word);
        }
    });
    ui.horizontal(|ui| {
        label(ui, &with_unit(position, stock.held), theme::bold(size::FIGURE));
        let lasts = match stock.days_left {
            Some(days) => text.count("supply-lasts", days.into(), &[]),
            None => text.get("supply-unused").to_owned(),
        };
        label(ui, &lasts, theme::regular(size::SECOND));
    });
    let minimum = (position.item.minimum > 0).then(|| {
        let minimum = with_unit(position, position.item.minimum);
        text.with("supply-minimum-is", &[("amount", &minimum)])
    });
    let per_day = (stock.per_day > 0).then(|| {
        let per_day = with_unit(position, rounded(stock.per_day));
        text.with("supply-per-day-is", &[("amount", &per_day)])
    });
    let needed = (stock.needed > 0).then(|| {
        let needed = with_unit(position, stock.needed);
        text.with("supply-needed-is", &[("amount", &needed)])
    });
    let parts: Vec<String> = [per_day, minimum, needed].into_iter().flatten().collect();
    muted(ui, &parts.join(" · "), size::BODY);
}

/// The lots that have a last day, where they say more than the list does.
fn lots(ui: &mut Ui, scene: &Scene<'_>, position: &Position) {
    if position.lots.len() < 2 && position.expired() == 0 && !position.expires_soon() {
        return;
    }
    let dated = position.lots.iter().filter_map(|lot| Some((lot, lot.expiry?)));
    let said = dated.take(3).map(|(lot, expiry)| {
        let key = if lot.is_expired(scene.view.day) {
            "supply-lot-expired"
        } else {
            "supply-lot"
        };
        let facts = [("amount", with_unit(position, lot.amount)), ("expiry", expiry.to_string())];
        let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
        scene.text.with(key, &facts)
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        muted(ui, &said.join(" · "), size::LABEL);
    }
}

/// `08:01` today, `02-08` on another day.
fn when(scene: &Scene<'_>, moved: &Moved) -> String {
    let day = scene.view.card.zone.day_of(moved.at);
    if day == scene.view.day {
        scene.clock(moved.at)
    } else {
        scene.day(day)
    }
}

/// A move as a sentence.
pub(super) fn said(scene: &Scene<'_>, position: &Position, moved: &Moved) -> String {
    let what = &moved.one.what;
    let amount = with_unit(position, what.amount());
    let (to, more) = match what {
        What::Issued { to, .. } => match to {
            Whom::Person(id) => (scene.view.roster.get(*id).map_or("", |person| person.name.as_str()), None),
            Whom::Team { name, heads } => (name.as_str(), Some(scene.text.count("supply-heads", (*heads).into(), &[]))),
            Whom::Place(place) => (place.as_str(), None),
        },
        What::Received { expiry, supplier, .. } => {
            let until = expiry.map(|day| scene.text.with("supply-until", &[("expiry", &day.to_string())]));
            (supplier.as_str(), until)
        }
        What::Counted { .. } | What::WrittenOff { .. } => ("", None),
    };
    let first = scene.text.with(&format!("supply-moved-{}", what.key()), &[("amount", &amount)]);
    let more = more.unwrap_or_default();
    let parts = [first.as_str(), to, more.as_str(), moved.one.note.as_str()].into_iter();
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
