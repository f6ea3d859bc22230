//! The segments of the journey: where, from when to when, by what, and whether only passed through.

use eframe::egui::{Align2, Id, RichText, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::draft::{Fault, Leg, Spot};
use super::parts::{date_id, say_faults, section};
use crate::domain::returns::{Contradiction, MOST_STAYS};
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, CONTROL, Tone, size, space};
use crate::ui::widgets::{Button, Field, toggle};

const DATE: f32 = 104.0;
const NUMBER: f32 = 16.0;

/// What is asked for in the section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) add: bool,
    remove: Option<usize>,
}

impl Asked {
    /// Takes away the segment that was crossed out; one line always stays.
    pub(super) fn take_away(self, legs: &mut Vec<Leg>) {
        if let Some(at) = self.remove.filter(|at| *at < legs.len()) {
            legs.remove(at);
        }
        if legs.is_empty() {
            legs.push(Leg::default());
        }
    }
}

/// The place of a segment, so that a new one gets the keyboard.
pub(super) fn place_id(row: usize) -> Id {
    Id::unique(("returns-place", row))
}

/// `crowded`: more segments were asked for than a journey has.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, legs: &mut [Leg], faults: &[Fault], crowded: bool) -> Asked {
    let text = scene.text;
    let mut asked = Asked::default();
    section(ui, text.get("returns-journey"), |ui| {
        let add = Button::quiet(text.get("returns-add-leg")).icon(Icon::Plus).key("Ctrl N");
        asked.add = add.show(ui).clicked();
    });
    for (row, leg) in legs.iter_mut().enumerate() {
        if line(ui, scene, row, leg) {
            asked.remove = Some(row);
        }
        say_faults(ui, scene, Spot::Leg(row), faults, NUMBER + space::S);
    }
    if crowded {
        let ink = theme::of(ui).ink(Tone::Isolate);
        let said = scene.contradiction(&Contradiction::TooMany { stays: MOST_STAYS + 1 });
        ui.label(RichText::new(said).font(theme::regular(size::LABEL)).color(ink));
    }
    asked
}

/// One segment. Says whether it was crossed out.
fn line(ui: &mut Ui, scene: &Scene<'_>, row: usize, leg: &mut Leg) -> bool {
    let text = scene.text;
    let today = scene.view.day;
    let spot = Spot::Leg(row);
    let mut removed = false;
    ui.horizontal(|ui| {
        let (number, _) = ui.allocate_exact_size(vec2(NUMBER, CONTROL), Sense::hover());
        let font = theme::regular(size::LABEL);
        let ink = theme::of(ui).muted;
        ui.painter()
            .text(number.left_center(), Align2::LEFT_CENTER, row + 1, font.clone(), ink);
        let transit = text.get("returns-transit");
        let words = ui.painter().layout_no_wrap(transit.to_owned(), theme::regular(size::BODY), ink);
        // The toggle with its mark, and the cross at the end of the line.
        let after = words.size().x + 55.0 + CONTROL + 5.0 * space::S;
        let rest = ui.available_width() - 2.0 * DATE - after;
        let place = (rest * 0.56).max(96.0);
        let at = place_id(row);
        leg.place.show_in_row(ui, text.get("returns-place"), scene.script(), place, at);
        for (date, field) in [(&mut leg.from, "returns-from"), (&mut leg.to, "returns-to")] {
            date.show_in_row(ui, text.get(field), today, DATE, date_id(spot, field));
        }
        let vehicle = Field::new(text.get("returns-vehicle"), &mut leg.vehicle)
            .hide_label()
            .hint(text.get("returns-vehicle"));
        vehicle
            .width((rest - place).max(72.0))
            .id(Id::unique(("returns-vehicle", row)))
            .show(ui);
        toggle(ui, transit, &mut leg.transit);
        removed = cross(ui, &text.with("returns-remove-leg", &[("no", &(row + 1).to_string())]));
    });
    removed
}

/// A cross that takes a line away.
pub(super) fn cross(ui: &mut Ui, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(CONTROL - 8.0, CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    Icon::Close.paint(ui.painter(), rect.center(), size::BODY, theme::of(ui).muted);
    if response.has_focus() {
        let ring = theme::focus_ring(ui);
        ui.painter().rect_stroke(rect, theme::radius::FIELD, ring, StrokeKind::Inside);
    }
    response.on_hover_text(name).clicked()
}
