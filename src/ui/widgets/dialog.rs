//! A dialog over the window, and the notices in its corner.

use eframe::egui::{self, Align2, Context, Frame, Id, Key, Margin, RichText, Ui, vec2};

use super::parts::{follow_keyboard, gap, heading};
use crate::ui::theme::{self, Tone, radius, size, space};

/// Asks something in front of the window. Esc steps back; whoever opened it decides what that means.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Dialog<'a> {
    title: &'a str,
    width: f32,
}

impl<'a> Dialog<'a> {
    pub fn new(title: &'a str) -> Self {
        Self { title, width: 560.0 }
    }

    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Draws it. Says whether Esc was pressed.
    pub fn show(self, ctx: &Context, content: impl FnOnce(&mut Ui)) -> bool {
        let palette = theme::of_ctx(ctx);
        let frame = Frame::new()
            .fill(palette.surface)
            .corner_radius(radius::CARD)
            .inner_margin(Margin::same(24));
        let room = ctx.content_rect().size() - vec2(64.0, 112.0);
        egui::Modal::new(Id::unique(("dialog", self.title)))
            .frame(frame)
            .backdrop_color(palette.veil)
            .show(ctx, |ui| {
                ui.set_width(self.width.min(room.x));
                heading(ui, self.title);
                gap(ui, space::S);
                egui::ScrollArea::vertical()
                    .max_height(room.y)
                    .min_scrolled_height(room.y)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        content(ui);
                        follow_keyboard(ui);
                    });
            });
        ctx.input(|input| input.key_pressed(Key::Escape))
    }
}

/// Something said in the corner for a few seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub tone: Tone,
    pub said: String,
    /// In egui's seconds.
    until: f64,
}

/// What is being said in the corner; the newest below.
#[derive(Clone, Debug, Default)]
pub struct Notices(Vec<Notice>);

impl Notices {
    /// How long a notice stays; errors stay twice as long.
    const SECONDS: f64 = 6.0;

    /// Says something from `now` on, in egui's seconds.
    pub fn say(&mut self, now: f64, tone: Tone, said: String) {
        let stays = if tone == Tone::Isolate {
            2.0 * Self::SECONDS
        } else {
            Self::SECONDS
        };
        self.0.retain(|notice| notice.said != said);
        self.0.push(Notice {
            tone,
            said,
            until: now + stays,
        });
    }

    pub fn show(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        self.0.retain(|notice| notice.until > now);
        let Some(next) = self.0.iter().map(|notice| notice.until).min_by(f64::total_cmp) else {
            return;
        };
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(next - now));
        let palette = theme::of_ctx(ctx);
        let area = egui::Area::new(Id::unique("notices"))
            .order(egui::Order::Foreground)
            .interactable(false);
        area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -48.0)).show(ctx, |ui| {
            for notice in &self.0 {
                let (ink, ground) = (palette.ink(notice.tone), palette.soft(notice.tone));
                let frame = Frame::new()
                    .fill(ground)
                    .stroke(egui::Stroke::new(1.0, ink))
                    .corner_radius(radius::FIELD);
                frame.inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
                    let said = RichText::new(&notice.said).font(theme::regular(size::BODY)).color(ink);
                    let response = ui.add(egui::Label::new(said).wrap_mode(egui::TextWrapMode::Extend));
                    ui.ctx()
                        .accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Assertive));
                });
            }
        });
    }
}
