//! The parts of this screen: a fingerprint to be read out, a code to be scanned, a fact with its name.

use eframe::egui::{self, Align2, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::peer::Card;
use crate::station::qr::Modules;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{muted, paint_code};

/// The four groups of a fingerprint, each on a ground of its own, as large as `points`; two by two where the room is narrow.
pub(super) fn fingerprint(ui: &mut Ui, card: &Card, points: f32) {
    let said = card.fingerprint().to_string();
    let palette = theme::of(ui);
    let lay = |group: &str| ui.painter().layout_no_wrap(group.to_owned(), theme::bold(points), palette.text);
    let groups: Vec<_> = said.split('-').map(lay).collect();
    let widest = groups.iter().map(|group| group.size()).fold(egui::Vec2::ZERO, egui::Vec2::max);
    let one = widest + vec2(points * 0.7, points * 0.35);
    let gap = space::S;
    let across: u8 = if one.x * 4.0 + gap * 3.0 > ui.available_width() { 2 } else { 4 };
    let (columns, rows) = (f32::from(across), f32::from(4 / across));
    let whole = vec2(one.x * columns + gap * (columns - 1.0), one.y * rows + gap * (rows - 1.0));
    let (rect, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let mut at = rect.min;
    for group in groups {
        if at.x + one.x > rect.right() + 1.0 {
            at = egui::pos2(rect.left(), at.y + one.y + gap);
        }
        let ground = egui::Rect::from_min_size(at, one);
        ui.painter().rect_filled(ground, radius::FIELD, palette.sunken);
        let place = Align2::CENTER_CENTER.align_size_within_rect(group.size(), ground).min;
        ui.painter().galley(place, group, palette.text);
        at.x += one.x + gap;
    }
}

/// A code that a scanner or a telephone reads, `side` points wide.
pub(super) fn code(ui: &mut Ui, code: &Modules, (name, side): (&str, f32)) {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    paint_code(ui.painter(), code, rect);
}

/// Where a station belongs: site, unit, what it is.
pub(super) fn belongs(scene: &Scene<'_>, card: &Card) -> String {
    let role = scene.word("role", card.role.key());
    let parts = [card.site.as_str(), &card.unit, &role].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// A fact with its name before it.
pub(super) fn fact(ui: &mut Ui, name: &str, said: &str, tone: Option<Tone>) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = ui.cursor().left();
        muted(ui, name, size::BODY);
        ui.add_space((left + 112.0 - ui.cursor().left()).max(space::S));
        let ink = tone.map_or_else(|| theme::of(ui).text, |tone| theme::of(ui).ink(tone));
        let said = RichText::new(said).font(theme::regular(size::BODY)).color(ink);
        ui.add(egui::Label::new(said).wrap());
    });
}

/// A sentence with the colour and the shape of what it means; its lines stand beside the icon.
pub(super) fn say(ui: &mut Ui, tone: Tone, icon: Icon, said: &str) {
    let ink = theme::of(ui).ink(tone);
    ui.horizontal_top(|ui| {
        ui.label(icon.text(size::BODY).color(ink));
        let said = RichText::new(said).font(theme::regular(size::BODY)).color(ink);
        ui.add(egui::Label::new(said).wrap());
    });
}
