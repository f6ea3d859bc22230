//! A QR code on a page: black squares in the middle of it.

use krilla::geom::{PathBuilder, Rect};
use krilla::paint::Fill;
use krilla::surface::Surface;

use super::{Flow, MARGIN, WIDTH};
use crate::exchange::qr::Modules;

/// How large it is, in points: 6 cm, which any telephone reads.
const SIDE: f32 = 170.0;

/// A run of dark modules: its corner, its width, its height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Square {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

impl Flow {
    /// Puts a code below what stands already.
    pub(super) fn code(&mut self, code: &Modules) {
        self.gap(14.0);
        self.room(SIDE);
        let side = |modules: usize| f32::from(u16::try_from(modules).unwrap_or(u16::MAX));
        let module = SIDE / side(code.side);
        let (left, top) = (MARGIN + (WIDTH - SIDE) / 2.0, self.y);
        for (row, modules) in code.dark.chunks(code.side).enumerate() {
            let mut x = left;
            for run in modules.chunk_by(|one, next| one == next) {
                let width = module * side(run.len());
                if run.first() == Some(&true) {
                    let y = top + module * side(row);
                    self.page().squares.push(Square {
                        x,
                        y,
                        width,
                        height: module,
                    });
                }
                x += width;
            }
        }
        self.gap(SIDE);
    }
}

/// Draws them filled.
pub(super) fn draw(surface: &mut Surface<'_>, squares: &[Square]) {
    if squares.is_empty() {
        return;
    }
    let mut path = PathBuilder::new();
    let rects = squares
        .iter()
        .filter_map(|one| Rect::from_xywh(one.x, one.y, one.width, one.height));
    rects.for_each(|rect| path.push_rect(rect));
    surface.set_fill(Some(Fill::default()));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
