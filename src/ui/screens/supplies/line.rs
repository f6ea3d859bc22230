//! The last thirty days of an item: what was there as a line, what was used as bars, the minimum as a dashed line.

use eframe::egui::{Align2, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::with_unit;
use crate::domain::supplies::Position;
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, size, space};

const HEIGHT: f32 = 108.0;
/// Under the picture, for its first and its last day.
const DAYS: f32 = 18.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, position: &Position) {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, scene.text.get("supply-line")));
    let days = &position.days;
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return;
    };
    let most = days.iter().map(|line| line.held.max(line.used)).max().unwrap_or(0);
    let most = most.max(position.item.minimum).max(1);
    let picture = Rect::from_min_max(rect.min + vec2(0.0, DAYS + space::S), rect.max - vec2(0.0, DAYS));
    let step = picture.width() / f32::from(u16::try_from(days.len()).unwrap_or(u16::MAX)).max(1.0);
    let x = |no: usize| picture.left() + step * (f32::from(u16::try_from(no).unwrap_or(u16::MAX)) + 0.5);
    let y = |amount: i64| picture.bottom() - picture.height() * part(amount, most);
    let painter = ui.painter();
    for (no, line) in days.iter().enumerate().filter(|(_, line)| line.used > 0) {
        let bar = Rect::from_min_max(
            pos2(x(no) - step * 0.3, y(line.used).min(picture.bottom() - 1.0)),
            pos2(x(no) + step * 0.3, picture.bottom()),
        );
        painter.rect_filled(bar, 1, palette.muted.gamma_multiply(0.45));
    }
    painter.hline(picture.x_range(), picture.bottom(), theme::line(ui));
    if position.item.minimum > 0 {
        let level = y(position.item.minimum);
        let ends = [pos2(picture.left(), level), pos2(picture.right(), level)];
        let stroke = Stroke::new(1.0, palette.ink(Tone::Recheck));
        painter.extend(Shape::dashed_line(&ends, stroke, space::XS, space::XS));
    }
    let points: Vec<Pos2> = days.iter().enumerate().map(|(no, line)| pos2(x(no), y(line.held))).collect();
    painter.line(points, Stroke::new(2.0, palette.accent));
    let font = theme::regular(size::LABEL);
    let ends = [first.day, last.day].map(|day| scene.day(day));
    let sides = [
        (rect.left_bottom(), Align2::LEFT_BOTTOM),
        (rect.right_bottom(), Align2::RIGHT_BOTTOM),
    ];
    for (day, (at, side)) in ends.into_iter().zip(sides) {
        painter.text(at, side, day, font.clone(), palette.muted);
    }
    let top = scene.text.with("supply-line-most", &[("amount", &with_unit(position, most))]);
    painter.text(rect.left_top(), Align2::LEFT_TOP, top, font.clone(), palette.muted);
    painter.text(
        rect.right_top(),
        Align2::RIGHT_TOP,
        scene.text.get("supply-line"),
        font,
        palette.muted,
    );
}

/// An amount as a part of the most, from 0 to 1.
fn part(amount: i64, most: i64) -> f32 {
    let thousandths = i128::from(amount.max(0)) * 1_000 / i128::from(most);
    f32::from(u16::try_from(thousandths).unwrap_or(1_000)) / 1_000.0
}
