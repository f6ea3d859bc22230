//! The verdict: one shape, one word, readable from two metres.

use std::sync::Arc;

use eframe::egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::{self, Tone, radius, size, space};

/// The plate of a verdict: shape and word, two lines beside them, the reasons below.
#[derive(Debug)]
#[must_use]
pub struct Plate<'a> {
    pub tone: Tone,
    pub word: &'a str,
    /// At most two, set large beside the word.
    pub lines: &'a [String],
    /// Why, a sentence each.
    pub reasons: &'a [String],
    pub height: f32,
}

impl Plate<'_> {
    pub fn show(&self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), self.height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.said()));
        let palette = theme::of(ui);
        let ink = palette.ink(self.tone);
        ui.painter().rect_filled(rect, radius::CARD, palette.soft(self.tone));
        let side = (self.height * 0.3).clamp(32.0, 80.0);
        let word = ui
            .painter()
            .layout_no_wrap(self.word.to_owned(), theme::bold(side * size::VERDICT / 80.0), ink);
        let apart = if self.height < 100.0 { 0.0 } else { space::M };
        let room = self.height - word.size().y - apart - 2.0 * space::S;
        let reasons = self.lay_reasons(ui, rect.width() - 56.0, room);
        let below = height_of(&reasons);
        let block = word.size().y + if reasons.is_empty() { 0.0 } else { apart + below };
        let top = rect.center().y - block / 2.0;
        let middle = top + word.size().y / 2.0;
        let left = rect.left() + 28.0;
        shape(
            ui.painter(),
            Rect::from_center_size(pos2(left + side / 2.0, middle), vec2(side, side)),
            self.tone,
            ink,
        );
        let word_left = left + side + space::XL;
        let beside = word_left + word.size().x + 32.0;
        ui.painter().galley(pos2(word_left, top), word, ink);
        self.paint_lines(ui, pos2(beside, middle), rect.right() - 16.0 - beside, ink);
        let mut y = rect.center().y + block / 2.0 - below;
        for reason in reasons {
            let height = reason.size().y + space::XS;
            ui.painter().galley(pos2(left, y), reason, palette.text);
            y += height;
        }
        response
    }

    /// The whole plate as one sentence, for a screen reader.
    fn said(&self) -> String {
        let parts = std::iter::once(self.word).chain(self.lines.iter().chain(self.reasons).map(String::as_str));
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// The reasons as large as they fit under the word; where even small ones do not, how many more there are.
    fn lay_reasons(&self, ui: &Ui, width: f32, room: f32) -> Vec<Arc<Galley>> {
        let ink = theme::of(ui).text;
        let lay = |text: &str, points| ui.painter().layout(text.to_owned(), theme::regular(points), ink, width);
        let all = |points| self.reasons.iter().map(|reason| lay(reason, points)).collect::<Vec<_>>();
        let large = (self.height >= 140.0).then_some([size::SECOND, size::BODY]);
        let fitting = large.into_iter().flatten().map(all).find(|laid| height_of(laid) <= room);
        let mut laid = fitting.unwrap_or_else(|| all(size::LABEL));
        let mut left_out = 0;
        while laid.len() > 2 && height_of(&laid) > room {
            laid.truncate(laid.len() - if left_out == 0 { 1 } else { 2 });
            left_out = self.reasons.len() - laid.len();
            laid.push(lay(&format!("+{left_out}"), size::LABEL));
        }
        laid
    }

    fn paint_lines(&self, ui: &Ui, at: Pos2, width: f32, ink: Color32) {
        let wide = |points| {
            let one = |line: &String| ui.painter().layout_no_wrap(line.clone(), theme::regular(points), ink);
            self.lines.iter().any(|line| one(line).size().x > width)
        };
        let points = if self.height < 140.0 {
            size::BODY
        } else if wide(size::FIGURE) {
            size::SECOND
        } else {
            size::FIGURE
        };
        let lay = |line: &String| ui.painter().layout(line.clone(), theme::regular(points), ink, width.max(80.0));
        // A low plate has room for two: what was measured, and whether it is written.
        let kept = |no: usize| self.height >= 100.0 || no == 0 || no + 1 == self.lines.len();
        let lines: Vec<_> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(no, _)| kept(*no))
            .map(|(_, line)| lay(line))
            .collect();
        let height: f32 = lines.iter().map(|line| line.size().y).sum();
        let mut y = at.y - height / 2.0;
        for line in lines {
            let step = line.size().y;
            ui.painter().galley(pos2(at.x, y), line, ink);
            y += step;
        }
    }
}

fn height_of(reasons: &[Arc<Galley>]) -> f32 {
    reasons.iter().map(|reason| reason.size().y + space::XS).sum()
}

/// The shape of a verdict, so that nobody has to tell colours apart: tick in a circle, sheet, question, triangle, cross, house, bar.
pub fn shape(painter: &Painter, rect: Rect, tone: Tone, ink: Color32) {
    let side = rect.width();
    let stroke = Stroke::new(side / 11.0, ink);
    let at = |x: f32, y: f32| rect.min + vec2(x * side, y * side);
    let line = |points: &[(f32, f32)]| {
        painter.line(points.iter().map(|(x, y)| at(*x, *y)).collect(), stroke);
    };
    let ring = || {
        painter.circle_stroke(rect.center(), side * 0.45, stroke);
    };
    match tone {
        Tone::Clear => {
            ring();
            line(&[(0.3, 0.52), (0.45, 0.66), (0.71, 0.37)]);
        }
        Tone::Report => {
            line(&[(0.2, 0.06), (0.62, 0.06), (0.82, 0.26), (0.82, 0.94), (0.2, 0.94), (0.2, 0.02)]);
            line(&[(0.36, 0.48), (0.66, 0.48)]);
            line(&[(0.36, 0.68), (0.66, 0.68)]);
        }
        Tone::Ask => {
            ring();
            painter.text(rect.center(), Align2::CENTER_CENTER, '?', theme::bold(side * 0.62), ink);
        }
        Tone::Recheck => {
            line(&[(0.5, 0.08), (0.96, 0.9), (0.04, 0.9), (0.5, 0.08), (0.53, 0.13)]);
            line(&[(0.5, 0.38), (0.5, 0.62)]);
            painter.circle_filled(at(0.5, 0.76), side * 0.055, ink);
        }
        Tone::Clinic => {
            let bar = |w: f32, h: f32| Rect::from_center_size(rect.center(), vec2(w * side, h * side));
            painter.rect_filled(bar(0.3, 0.92), radius::TAG, ink);
            painter.rect_filled(bar(0.92, 0.3), radius::TAG, ink);
        }
        Tone::Isolate => {
            line(&[(0.04, 0.5), (0.5, 0.08), (0.96, 0.5)]);
            line(&[(0.18, 0.42), (0.18, 0.92), (0.82, 0.92), (0.82, 0.42)]);
        }
        Tone::Refuse => {
            ring();
            line(&[(0.26, 0.5), (0.74, 0.5)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Context, RawInput};

    use super::*;
    use crate::ui::fonts;

    #[test]
    fn reasons_stay_on_the_plate_however_many_there_are() {
        let ctx = Context::default();
        fonts::install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            for (count, height, whole) in [
                (1, 250.0, true),
                (4, 250.0, true),
                (9, 250.0, false),
                (30, 250.0, false),
                (6, 96.0, false),
            ] {
                let reasons: Vec<String> = (0..count)
                    .map(|no| format!("{no} 2020-01-24 到过湖北武汉，隔离到 2020-02-07"))
                    .collect();
                let plate = Plate {
                    tone: Tone::Isolate,
                    word: "隔离",
                    lines: &[],
                    reasons: &reasons,
                    height,
                };
                let room = height - 100.0;
                let laid = plate.lay_reasons(ui, 700.0, room);
                assert!(laid.len() <= 2 || height_of(&laid) <= room, "{count} on {height}");
                assert_eq!(laid.len() == count, whole, "{count} on {height}");
            }
        });
        output.textures_delta.clear();
    }
}
