//! A QR code, drawn.

use eframe::egui::{Painter, Rect, pos2, vec2};

use crate::station::qr::Modules;
use crate::ui::theme;

/// Light around a code, in modules: what a telephone needs to find it.
const QUIET: f32 = 4.0;

/// Dark on light whatever the scheme: a telephone reads it no other way.
pub fn paint_code(painter: &Painter, code: &Modules, rect: Rect) {
    painter.rect_filled(rect, 0, theme::PAPER);
    let side = |modules: usize| f32::from(u16::try_from(modules).unwrap_or(u16::MAX));
    let module = rect.width() / (side(code.side) + 2.0 * QUIET);
    let mut y = rect.top() + QUIET * module;
    for row in code.dark.chunks(code.side) {
        let mut x = rect.left() + QUIET * module;
        for run in row.chunk_by(|one, next| one == next) {
            let width = module * side(run.len());
            if run.first() == Some(&true) {
                // A hair higher, so that no light line stands between two dark ones.
                let dark = vec2(width, module * 1.02);
                painter.rect_filled(Rect::from_min_size(pos2(x, y), dark), 0, theme::PRINT);
            }
            x += width;
        }
        y += module;
    }
}
