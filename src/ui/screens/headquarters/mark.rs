//! How a day of a unit stands, as a glyph in a colour, and in words.

use eframe::egui::{Align2, Painter, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::report::DayStatus;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Palette, radius, size, space};

/// A day of a unit; `None` before its first station was opened.
pub(super) type Mark = Option<DayStatus>;

/// As the legend tells them.
const LEGEND: [DayStatus; 6] = [
    DayStatus::Reported,
    DayStatus::Zero,
    DayStatus::Late,
    DayStatus::Corrected,
    DayStatus::Missing,
    DayStatus::Open,
];

/// What stands in a cell.
enum Glyph {
    Icon(Icon),
    Letter(&'static str),
}

fn glyph(status: DayStatus) -> Glyph {
    match status {
        DayStatus::Missing => Glyph::Icon(Icon::Close),
        DayStatus::Late => Glyph::Icon(Icon::Clock),
        DayStatus::Corrected => Glyph::Icon(Icon::Pencil),
        DayStatus::Reported => Glyph::Icon(Icon::Check),
        DayStatus::Zero => Glyph::Letter("0"),
        DayStatus::Open => Glyph::Letter("·"),
    }
}

/// The word for it.
pub(super) fn word(scene: &Scene<'_>, mark: Mark) -> String {
    match mark {
        Some(status) => scene.word("report-status", status.key()),
        None => scene.text.get("hq-before").to_owned(),
    }
}

/// Draws a mark into its cell. What is as it should be stays quiet: ground is for what wants somebody.
pub(super) fn paint(painter: &Painter, palette: &Palette, cell: Rect, mark: Mark) {
    let Some(status) = mark else { return };
    let tone = crate::ui::screens::report::tone(status);
    let ink = if status == DayStatus::Open {
        palette.muted
    } else {
        palette.ink(tone)
    };
    if status.urgency() < DayStatus::CALM {
        painter.rect_filled(cell, radius::TAG, palette.soft(tone));
    }
    match glyph(status) {
        Glyph::Icon(icon) => icon.paint(painter, cell.center(), size::BODY, ink),
        Glyph::Letter(letter) => {
            painter.text(cell.center(), Align2::CENTER_CENTER, letter, theme::bold(size::BODY), ink);
        }
    }
}

/// What the marks mean, from the right on; only as many as there is room for.
pub(super) fn legend(ui: &mut Ui, scene: &Scene<'_>) {
    const MARK: f32 = 22.0;
    ui.spacing_mut().item_spacing.x = space::XS;
    for status in LEGEND.into_iter().rev() {
        let (word, palette) = (word(scene, Some(status)), theme::of(ui));
        let galley = ui
            .painter()
            .layout_no_wrap(word.clone(), theme::regular(size::LABEL), palette.muted);
        let wide = vec2(MARK + space::XS + galley.size().x + space::M, MARK);
        if ui.available_width() < wide.x + space::XL {
            break;
        }
        let (rect, response) = ui.allocate_exact_size(wide, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &word));
        let cell = Rect::from_min_size(rect.min, vec2(MARK, MARK)).shrink(1.0);
        paint(ui.painter(), palette, cell, Some(status));
        let at = rect.left_center() + vec2(MARK + space::XS, -galley.size().y / 2.0);
        ui.painter().galley(at, galley, palette.muted);
    }
}
