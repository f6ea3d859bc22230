//! A chart as pixels, drawn without a window.
//!
//! The same shapes that the screen shows, on light ground and at one size, so that a picture does not depend on the renderer, the
//! theme, or what lies over the window.

use eframe::egui::epaint::{ColorImage, ImageData, Mesh, Primitive, Vertex};
use eframe::egui::{self, Color32, Context, Pos2, RawInput, Rect, TextureId, TexturesDelta, Vec2, pos2, vec2};

use super::screens::overview::Chart;
use super::theme::{self, Scheme, size, space};
use super::widgets::muted;

/// In points.
const SIZE: Vec2 = vec2(800.0, 450.0);
/// Pixels a point: sharp on paper as well.
const SCALE: f32 = 2.0;
/// A plot takes its axes' widths from the pass before.
const PASSES: usize = 4;

/// Pixels without transparency: red, green, blue, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub rgb: Vec<u8>,
}

/// Draws a chart on light ground, 1600 × 900 pixels.
pub fn draw(chart: &Chart) -> Picture {
    let ctx = Context::default();
    theme::install(&ctx, Scheme::Light, 100);
    let mut letters = ColorImage::default();
    let mut meshes = Vec::new();
    for _ in 0..PASSES {
        let mut output = ctx.run_ui(input(), |ui| page(ui, chart));
        take(&mut letters, &output.textures_delta);
        output.textures_delta.clear();
        meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
    }
    let [width, height] = [SIZE.x * SCALE, SIZE.y * SCALE].map(whole);
    let ground = theme::of_ctx(&ctx).surface.to_array();
    let mut image = Picture {
        width,
        height,
        rgb: ground[..3].repeat(width * height),
    };
    for clipped in &meshes {
        let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
        fill(&mut image, mesh, clipped.clip_rect, &letters);
    }
    image
}

fn input() -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        ..RawInput::default()
    };
    if let Some(viewport) = input.viewports.get_mut(&input.viewport_id) {
        viewport.native_pixels_per_point = Some(SCALE);
    }
    input
}

fn page(ui: &mut egui::Ui, chart: &Chart) {
    let margin = egui::Frame::new().inner_margin(space::XL);
    margin.show(ui, |ui| {
        chart.head(ui, 0.0, |_| {});
        chart.legend(ui, None);
        chart.plot(ui, ui.available_height() - space::XL, None);
        muted(ui, &chart.from, size::LABEL);
    });
}

/// Keeps what a pass has changed about the letters.
fn take(letters: &mut ColorImage, delta: &TexturesDelta) {
    // The letters are the only texture of a chart.
    for change in delta.set.get(&TextureId::default()).into_iter().flatten() {
        let ImageData::Color(part) = &change.image;
        match change.pos {
            Some([x, y]) => patch(letters, part, (x, y)),
            None => letters.clone_from(part),
        }
    }
}

fn patch(whole: &mut ColorImage, part: &ColorImage, (left, top): (usize, usize)) {
    let rows = part.pixels.chunks_exact(part.width().max(1));
    for (row, pixels) in rows.enumerate() {
        let start = (top + row) * whole.width() + left;
        if let Some(place) = whole.pixels.get_mut(start..start + pixels.len()) {
            place.copy_from_slice(pixels);
        }
    }
}

fn fill(image: &mut Picture, mesh: &Mesh, clip: Rect, texture: &ColorImage) {
    let vertex = |index: &u32| mesh.vertices.get(usize::try_from(*index).ok()?);
    for corners in mesh.indices.chunks_exact(3) {
        if let [Some(a), Some(b), Some(c)] = [&corners[0], &corners[1], &corners[2]].map(vertex) {
            triangle(image, [a, b, c], clip, texture);
        }
    }
}

/// Twice the area of the triangle of three points, negative where they turn the other way.
fn turn(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn triangle(image: &mut Picture, [a, mut b, mut c]: [&Vertex; 3], clip: Rect, texture: &ColorImage) {
    let mut area = turn(a.pos, b.pos, c.pos);
    if area < 0.0 {
        (b, c, area) = (c, b, -area);
    }
    if area <= f32::EPSILON {
        return;
    }
    let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
    let width = image.width;
    let columns = whole(bounds.left() * SCALE)..whole((bounds.right() * SCALE).ceil()).min(width);
    for y in whole(bounds.top() * SCALE)..whole((bounds.bottom() * SCALE).ceil()).min(image.height) {
        for x in columns.clone() {
            let at = pos2(middle(x), middle(y)) / SCALE;
            // The weight of each corner is the part of the triangle that lies across from it.
            let edges = [(b, c), (c, a), (a, b)].map(|(from, to)| (from.pos, to.pos, turn(from.pos, to.pos, at) / area));
            if edges.iter().all(|edge| holds(*edge)) {
                let weights = edges.map(|(_, _, weight)| weight);
                let first = (y * width + x) * 3;
                blend(&mut image.rgb[first..first + 3], color([a, b, c], weights, texture));
            }
        }
    }
}

/// Whether a point lies on the inner side of an edge. A point on the edge itself belongs to one of the two triangles that share it.
fn holds((from, to, weight): (Pos2, Pos2, f32)) -> bool {
    let (right, down) = (to.x - from.x, to.y - from.y);
    weight > 0.0 || (weight >= 0.0 && (down > 0.0 || (down >= 0.0 && right < 0.0)))
}

/// The colour between three corners, times that of the texture there; premultiplied, 0 to 1.
fn color(corners: [&Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mut mixed = [0.0; 4];
    let mut uv = Vec2::ZERO;
    for (corner, weight) in corners.into_iter().zip(weights) {
        uv += corner.uv.to_vec2() * weight;
        for (sum, part) in mixed.iter_mut().zip(corner.color.to_array()) {
            *sum += f32::from(part) / 255.0 * weight;
        }
    }
    let [width, height] = texture.size;
    let side = |part: f32, length: usize| whole(part * middle(length.saturating_sub(1)) + part * 0.5).min(length.saturating_sub(1));
    let texel = texture.pixels.get(side(uv.y, height) * width + side(uv.x, width));
    let texel = texel.copied().unwrap_or(Color32::WHITE).to_array();
    std::array::from_fn(|part| mixed[part] * f32::from(texel[part]) / 255.0)
}

/// Lays a colour over a pixel.
fn blend(pixel: &mut [u8], [r, g, b, a]: [f32; 4]) {
    for (under, over) in pixel.iter_mut().zip([r, g, b]) {
        let part = over * 255.0 + f32::from(*under) * (1.0 - a);
        *under = u8::try_from(whole(part.round())).unwrap_or(u8::MAX);
    }
}

/// A length in whole pixels, never below none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and a picture is a few thousand pixels wide"
)]
fn whole(length: f32) -> usize {
    length.max(0.0) as usize
}

/// The middle of a pixel.
fn middle(pixel: usize) -> f32 {
    u16::try_from(pixel).map_or(f32::MAX, f32::from) + 0.5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::screens::overview::{Look, Series};

    #[test]
    fn a_chart_becomes_pixels_without_a_window() {
        let chart = |values| Chart {
            key: "fever",
            title: "每日发热".into(),
            unit: "人".into(),
            from: "锰矿 2020-02-07 08:00".into(),
            labels: vec!["02-06".into(), "02-07".into()],
            series: vec![Series::new("发热", (Look::Bars, None), values)],
            across: false,
            latest: 1,
        };
        let (low, high) = (draw(&chart(vec![1, 4])), draw(&chart(vec![4, 4])));
        assert_eq!((low.width, low.height, low.rgb.len()), (1600, 900, 1600 * 900 * 3));
        let inked = |picture: &Picture| {
            picture
                .rgb
                .chunks_exact(3)
                .filter(|pixel| pixel.iter().any(|part| *part < 200))
                .count()
        };
        assert!(inked(&low) > 20_000, "words, axes and bars: {}", inked(&low));
        assert!(inked(&high) > inked(&low) + 50_000, "a higher bar has more ink");
    }
}
