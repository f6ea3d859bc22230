//! The quiet parts: cards, labels, tags, figures, an avatar, a banner.

use eframe::egui::{
    self, Align2, FontId, Frame, Id, InnerResponse, Margin, Response, RichText, Role, Sense, StrokeKind, TextureHandle, Ui, WidgetInfo,
    vec2,
};

use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, radius, size, space};

/// White ground with an edge; the distance to the edge is `margin`.
pub fn card<R>(ui: &mut Ui, margin: i8, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let frame = Frame::new()
        .fill(theme::of(ui).surface)
        .stroke(theme::line(ui))
        .corner_radius(radius::CARD);
    frame.inner_margin(Margin::same(margin)).show(ui, content)
}

/// Keeps the keyboard in sight: what it has come to is scrolled to. For the end of what scrolls.
pub fn follow_keyboard(ui: &Ui) {
    let (key, focused) = (ui.scope_id().with("followed"), ui.memory(egui::Memory::focused));
    let followed = ui.data(|data| data.get_temp::<Option<Id>>(key)).flatten();
    if followed == focused {
        return;
    }
    let response = focused.and_then(|id| ui.ctx().read_response(id));
    if focused.is_some() && response.is_none() {
        // It is drawn in the next frame only.
        return;
    }
    ui.data_mut(|data| data.insert_temp(key, focused));
    let here = |response: &Response| response.layer_id == ui.layer_id() && ui.min_rect().contains(response.rect.center());
    if let Some(response) = response.filter(here) {
        ui.scroll_to_rect(response.rect.expand(space::L), None);
    }
}

/// Space between one thing and the next, besides the usual.
pub fn gap(ui: &mut Ui, points: f32) {
    ui.add_space(points);
}

pub fn heading(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).font(theme::bold(size::FIGURE)))
}

pub fn label(ui: &mut Ui, text: &str, font: FontId) -> Response {
    ui.label(RichText::new(text).font(font).color(theme::of(ui).text))
}

/// Words that stand back.
pub fn muted(ui: &mut Ui, text: &str, points: f32) -> Response {
    ui.label(RichText::new(text).font(theme::regular(points)).color(theme::of(ui).muted))
}

/// A word on the soft ground of its meaning.
pub fn tag(ui: &mut Ui, tone: Tone, word: &str) -> Response {
    let palette = theme::of(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), theme::regular(size::LABEL), palette.ink(tone));
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(space::L + 2.0, 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    ui.painter().rect_filled(rect, radius::TAG, palette.soft(tone));
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, palette.ink(tone));
    response
}

/// A number above its word, as wide as `width`; pressing it opens what is behind it.
pub fn figure(ui: &mut Ui, width: f32, word: &str, number: &str, tone: Option<Tone>) -> Response {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 56.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{word} {number}")));
    let ink = tone.map_or(palette.text, |tone| palette.ink(tone));
    let center = rect.center_top();
    ui.painter().text(
        center + vec2(0.0, 17.0),
        Align2::CENTER_CENTER,
        number,
        theme::bold(size::FIGURE),
        ink,
    );
    ui.painter().text(
        center + vec2(0.0, 43.0),
        Align2::CENTER_CENTER,
        word,
        theme::regular(size::LABEL),
        palette.muted,
    );
    if response.has_focus() {
        ui.painter()
            .rect_stroke(rect, radius::FIELD, theme::focus_ring(ui), StrokeKind::Inside);
    }
    response
}

/// The photo, or the family name on a quiet ground.
pub fn avatar(ui: &mut Ui, photo: Option<&TextureHandle>, name: &str, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, width * 1.25), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let palette = theme::of(ui);
    if let Some(photo) = photo {
        egui::Image::from_texture((photo.id(), rect.size()))
            .corner_radius(radius::FIELD)
            .paint_at(ui, rect);
        return response;
    }
    ui.painter()
        .rect(rect, radius::FIELD, palette.sunken, theme::line(ui), StrokeKind::Inside);
    let first: String = name.chars().take(1).collect();
    let font = theme::regular(width * 0.42);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, first, font, palette.muted);
    response
}

/// A line across the screen that stays as long as what it says is so.
pub fn banner(ui: &mut Ui, name: &str, tone: Tone, icon: Icon, said: &str) {
    let palette = theme::of(ui);
    let frame = Frame::new().fill(palette.soft(tone)).inner_margin(Margin::symmetric(16, 0));
    let panel = egui::Panel::top(name.to_owned())
        .exact_size(if theme::is_low(ui) { 24.0 } else { 32.0 })
        .resizable(false)
        .show_separator_line(false)
        .frame(frame);
    panel.show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.label(icon.text(size::BODY).color(palette.ink(tone)));
            ui.label(RichText::new(said).font(theme::regular(size::BODY)).color(palette.ink(tone)));
        });
    });
}
