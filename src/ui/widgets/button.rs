//! Things that are pressed: buttons, segments, a toggle, and the keys at the bottom of the window.

use eframe::egui::{self, Align2, Color32, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::ui::icons::Icon;
use crate::ui::theme::{self, CONTROL, Tone, radius, size, space};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Primary,
    Secondary,
    Quiet,
}

/// A button with its word, perhaps an icon before it and the key that does the same after it.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Button<'a> {
    word: &'a str,
    look: Look,
    key: Option<&'a str>,
    icon: Option<Icon>,
    enabled: bool,
    width: f32,
}

impl<'a> Button<'a> {
    fn new(word: &'a str, look: Look) -> Self {
        Self {
            word,
            look,
            key: None,
            icon: None,
            enabled: true,
            width: 0.0,
        }
    }

    /// The main thing to do; one on a screen.
    pub fn primary(word: &'a str) -> Self {
        Self::new(word, Look::Primary)
    }

    pub fn secondary(word: &'a str) -> Self {
        Self::new(word, Look::Secondary)
    }

    /// Without an edge, for lists and bars.
    pub fn quiet(word: &'a str) -> Self {
        Self::new(word, Look::Quiet)
    }

    /// Primary or secondary, by which of two is expected.
    pub fn expected(word: &'a str, expected: bool) -> Self {
        Self::new(word, if expected { Look::Primary } else { Look::Secondary })
    }

    pub fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }

    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let palette = theme::of(ui);
        let (ink, fill, edge) = match self.look {
            Look::Primary => (palette.on_accent, palette.accent, Stroke::NONE),
            Look::Secondary => (palette.text, palette.surface, theme::line(ui)),
            Look::Quiet => (palette.accent, palette.surface.gamma_multiply(0.0), Stroke::NONE),
        };
        let mut atoms = egui::Atoms::default();
        if let Some(icon) = self.icon {
            atoms.push_right(icon.text(size::BODY).color(ink));
        }
        atoms.push_right(RichText::new(self.word).font(theme::regular(size::BODY)).color(ink));
        if let Some(key) = self.key {
            atoms.push_right(RichText::new(key).font(theme::regular(size::LABEL)).color(ink));
        }
        let button = egui::Button::new(atoms)
            .fill(fill)
            .stroke(edge)
            .corner_radius(radius::FIELD)
            .min_size(vec2(self.width, CONTROL));
        let response = ui.add_enabled(self.enabled, button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, self.word));
        ring(ui, &response);
        response
    }
}

/// The ring around what has the keyboard.
pub(super) fn ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        ui.painter()
            .rect_stroke(response.rect.expand(2.0), radius::FIELD, theme::focus_ring(ui), StrokeKind::Outside);
    }
}

/// One of a few values, side by side. Says whether it changed.
pub fn segments<T: Copy + PartialEq>(ui: &mut Ui, name: &str, value: &mut T, choices: &[(T, &str)]) -> bool {
    let mut changed = false;
    let palette = theme::of(ui);
    let frame = egui::Frame::new()
        .stroke(theme::line(ui))
        .fill(palette.surface)
        .corner_radius(radius::FIELD);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.horizontal(|ui| {
            let mut focused = None;
            for (choice, word) in choices {
                let chosen = *choice == *value;
                let (ink, fill) = if chosen {
                    (palette.accent, palette.accent_soft)
                } else {
                    (palette.muted, palette.surface)
                };
                let font = if chosen {
                    theme::bold(size::BODY)
                } else {
                    theme::regular(size::BODY)
                };
                let button = egui::Button::new(RichText::new(*word).font(font).color(ink))
                    .fill(fill)
                    .stroke(Stroke::NONE);
                let response = ui.add(button.corner_radius(radius::FIELD).min_size(vec2(CONTROL + 4.0, CONTROL)));
                let said = format!("{name} {word}");
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &said));
                if response.clicked() && !chosen {
                    *value = *choice;
                    changed = true;
                }
                focused = response.has_focus().then_some(response).or(focused);
            }
            // Over all of them: the next one would lie on it.
            if let Some(focused) = focused {
                ring(ui, &focused);
            }
        });
    });
    changed
}

/// The name of a part of a screen, and how much in it wants somebody.
pub fn tab(ui: &mut Ui, word: &str, wanted: usize, chosen: bool) -> Response {
    let palette = theme::of(ui);
    let ink = if chosen { palette.accent } else { palette.muted };
    let font = if chosen {
        theme::bold(size::BODY)
    } else {
        theme::regular(size::BODY)
    };
    let number = if wanted > 0 { wanted.to_string() } else { String::new() };
    let name = ui.painter().layout_no_wrap(word.to_owned(), font, ink);
    let count = ui
        .painter()
        .layout_no_wrap(number.clone(), theme::bold(size::BODY), palette.ink(Tone::Isolate));
    let between = if wanted > 0 { space::S } else { 0.0 };
    let width = name.size().x + count.size().x + between + 2.0 * space::M;
    let (rect, response) = ui.allocate_exact_size(vec2(width, CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, [word, &number].join(" ").trim_end()));
    if chosen || response.hovered() {
        let ground = if chosen { palette.accent_soft } else { palette.sunken };
        ui.painter().rect_filled(rect, radius::FIELD, ground);
    }
    if response.has_focus() {
        ui.painter()
            .rect_stroke(rect, radius::FIELD, theme::focus_ring(ui), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(space::M, 0.0));
    let at = |galley: &egui::Galley, align: Align2| align.align_size_within_rect(galley.size(), inner).min;
    ui.painter().galley(at(&name, Align2::LEFT_CENTER), name, ink);
    ui.painter().galley(at(&count, Align2::RIGHT_CENTER), count, ink);
    response
}

/// Something that is so or not.
pub fn toggle(ui: &mut Ui, word: &str, value: &mut bool) -> Response {
    let palette = theme::of(ui);
    let (ink, fill) = if *value {
        (palette.accent, palette.accent_soft)
    } else {
        (palette.muted, palette.surface)
    };
    let mark = if *value { ink } else { Color32::TRANSPARENT };
    let mut atoms = egui::Atoms::default();
    atoms.push_right(Icon::Check.text(size::BODY).color(mark));
    atoms.push_right(RichText::new(word).font(theme::regular(size::BODY)).color(ink));
    let button = egui::Button::new(atoms)
        .fill(fill)
        .stroke(theme::line(ui))
        .corner_radius(radius::FIELD)
        .min_size(vec2(0.0, CONTROL));
    let mut response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *value, word));
    // The box that the mark stands in, or does not.
    let middle = response.rect.left() + ui.spacing().button_padding.x + size::BODY / 2.0;
    let square = egui::Rect::from_center_size(egui::pos2(middle, response.rect.center().y), egui::Vec2::splat(size::BODY + 2.0));
    let stroke = Stroke::new(1.0, ink);
    ui.painter().rect_stroke(square, 3, stroke, StrokeKind::Inside);
    ring(ui, &response);
    if response.clicked() {
        *value = !*value;
        response.mark_changed();
    }
    response
}

/// A key and its word, laid out for [`key_hint`].
fn hint(ui: &Ui, key: &str, word: &str) -> [std::sync::Arc<egui::Galley>; 2] {
    let palette = theme::of(ui);
    let layout = |text: &str, ink| ui.painter().layout_no_wrap(text.to_owned(), theme::regular(size::LABEL), ink);
    [layout(key, palette.text), layout(word, palette.muted)]
}

/// How wide [`key_hint`] draws it, with the space after it.
pub fn key_hint_width(ui: &Ui, key: &str, word: &str) -> f32 {
    let [cap, said] = hint(ui, key, word);
    cap.size().x + 12.0 + 6.0 + said.size().x + 2.0 * space::S
}

/// A key and what it does here; pressing it with the mouse does the same. Tab passes it by: it is a key already.
pub fn key_hint(ui: &mut Ui, key: &str, word: &str) -> Response {
    let palette = theme::of(ui);
    let [cap, said] = hint(ui, key, word);
    let (cap_width, width) = (cap.size().x + 12.0, cap.size().x + 12.0 + 6.0 + said.size().x);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{word} {key}")));
    let cap_rect = egui::Rect::from_min_size(egui::pos2(rect.left(), rect.center().y - 10.0), vec2(cap_width, 20.0));
    ui.painter()
        .rect(cap_rect, radius::TAG - 2, palette.sunken, theme::line(ui), StrokeKind::Inside);
    let center = |galley: &egui::Galley, rect: egui::Rect| Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(center(&cap, cap_rect), cap, palette.text);
    let at = egui::pos2(cap_rect.right() + 6.0, rect.center().y - said.size().y / 2.0);
    ui.painter().galley(at, said, palette.muted);
    ui.add_space(space::S);
    response
}
