//! One notice as a page for people who stand three metres away; the same page, smaller, is the preview.

use std::sync::Arc;

use eframe::egui::{self, Align2, Galley, Painter, Rect, Role, Sense, TextureHandle, Ui, WidgetInfo, pos2, vec2};

use crate::domain::notices::Notice;
use crate::station::qr::Modules;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Poster, Tone, radius};
use crate::ui::widgets::paint_code;

/// Parts of the full type size that are tried until the words fit.
const PARTS: [f32; 7] = [1.0, 0.88, 0.78, 0.68, 0.58, 0.5, 0.42];
/// Of the parts that fit, the first so many may save a line.
const SAVING: usize = 3;

/// What stands on a page. Nothing of it is about a person.
pub(super) struct Page<'a> {
    pub(super) notice: &'a Notice,
    pub(super) picture: Option<&'a TextureHandle>,
    pub(super) code: Option<&'a Modules>,
    pub(super) site: &'a str,
    pub(super) clock: String,
    pub(super) urgent: &'a str,
    pub(super) scan: &'a str,
    /// Which of how many; nothing is said where there is one.
    pub(super) turn: (usize, usize),
}

/// The words of a page, laid out.
struct Words {
    title: Arc<Galley>,
    lines: Vec<Arc<Galley>>,
    /// Between one line and the next.
    apart: f32,
}

impl Words {
    fn height(&self) -> f32 {
        let lines: f32 = self.lines.iter().map(|line| line.size().y + self.apart).sum();
        self.title.size().y + self.apart + lines
    }

    fn rows(&self) -> usize {
        std::iter::once(&self.title)
            .chain(&self.lines)
            .map(|galley| galley.rows.len())
            .sum()
    }
}

impl Page<'_> {
    /// Draws the page into `rect`; `name` tells two pages of one window apart.
    pub(super) fn paint(&self, ui: &Ui, rect: Rect, name: &str) {
        let palette = theme::of(ui);
        let response = ui.interact(rect, egui::Id::unique(name), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.said()));
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect(rect, radius::FIELD, palette.surface, theme::line(ui), egui::StrokeKind::Inside);
        let sizes = theme::poster(rect.height(), 1.0);
        let mut inner = rect.shrink(sizes.margin);
        inner.max.y = rect.bottom() - sizes.small * 2.6;
        if self.notice.urgent {
            inner.min.y = self.band(ui, &painter, rect, sizes) + sizes.margin * 0.6;
        }
        self.foot(ui, &painter, rect, sizes);
        let beside = if self.picture.is_none() && self.code.is_none() {
            0.0
        } else if self.notice.body.is_empty() && self.picture.is_some() {
            0.56
        } else {
            0.36
        };
        let split = inner.right() - inner.width() * beside;
        if beside > 0.0 {
            let column = Rect::from_min_max(pos2(split + sizes.margin * 0.5, inner.top()), inner.max);
            self.column(ui, &painter, column, sizes);
        }
        let words = Rect::from_min_max(inner.min, pos2(split, inner.bottom()));
        self.words(ui, &painter, words, rect.height());
    }

    /// The page as one sentence, for a screen reader.
    fn said(&self) -> String {
        let lines = self.notice.body.lines().filter(|line| !line.is_empty());
        let first = self.notice.urgent.then_some(self.urgent).into_iter();
        let parts = first.chain([self.notice.title.as_str()]).chain(lines);
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// The strip of what is urgent. Answers its lower edge.
    fn band(&self, ui: &Ui, painter: &Painter, rect: Rect, sizes: Poster) -> f32 {
        let palette = theme::of(ui);
        let band = Rect::from_min_size(rect.min, vec2(rect.width(), sizes.small * 2.6));
        let ink = palette.ink(Tone::Isolate);
        painter.rect_filled(band, 0, palette.soft(Tone::Isolate));
        let at = band.left_center() + vec2(sizes.margin + sizes.small * 0.5, 0.0);
        Icon::Triangle.paint(painter, at, sizes.small * 1.4, ink);
        let font = theme::name_font(ui, self.urgent, sizes.small * 1.4);
        painter.text(at + vec2(sizes.small * 1.3, 0.0), Align2::LEFT_CENTER, self.urgent, font, ink);
        band.bottom()
    }

    /// Whose screen it is, which page of how many, the time.
    fn foot(&self, ui: &Ui, painter: &Painter, rect: Rect, sizes: Poster) {
        let palette = theme::of(ui);
        let y = rect.bottom() - sizes.small * 1.4;
        let (left, right) = (rect.left() + sizes.margin, rect.right() - sizes.margin);
        let quiet = theme::regular(sizes.small);
        painter.text(pos2(left, y), Align2::LEFT_CENTER, self.site, quiet.clone(), palette.muted);
        let font = theme::bold(sizes.small * 1.4);
        painter.text(pos2(right, y), Align2::RIGHT_CENTER, &self.clock, font, palette.text);
        if let (no, of @ 2..) = self.turn {
            let said = format!("{} / {of}", no + 1);
            painter.text(pos2(rect.center().x, y), Align2::CENTER_CENTER, said, quiet, palette.muted);
        }
    }

    /// Picture above code, each as large as the column lets it be.
    fn column(&self, ui: &Ui, painter: &Painter, rect: Rect, sizes: Poster) {
        let mut room = rect;
        if let Some(code) = self.code {
            let most = if self.picture.is_some() { 0.42 } else { 0.72 };
            let side = rect.width().min(rect.height() * most);
            let height = side + sizes.small * 1.6;
            let top = if self.picture.is_some() {
                rect.bottom() - height
            } else {
                rect.center().y - height / 2.0
            };
            let square = Rect::from_min_size(pos2(rect.center().x - side / 2.0, top), vec2(side, side));
            paint_code(painter, code, square);
            let under = pos2(rect.center().x, square.bottom() + sizes.small);
            let (font, ink) = (theme::regular(sizes.small), theme::of(ui).muted);
            painter.text(under, Align2::CENTER_CENTER, self.scan, font, ink);
            room.max.y = top - sizes.margin * 0.4;
        }
        if let Some(picture) = self.picture {
            let size = picture.size_vec2();
            let scale = (room.width() / size.x).min(room.height() / size.y);
            let place = Rect::from_center_size(room.center(), size * scale);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(picture.id(), place, whole, theme::PAPER);
        }
    }

    /// Title and lines, as large as they fit, in the middle of the height.
    fn words(&self, ui: &Ui, painter: &Painter, rect: Rect, height: f32) {
        let palette = theme::of(ui);
        let lay = |part: f32| {
            let sizes = theme::poster(height, part);
            let title = theme::name_font(ui, &self.notice.title, sizes.title);
            let line = |text: &str| painter.layout(text.to_owned(), theme::regular(sizes.body), palette.text, rect.width());
            let lines = self.notice.body.lines().filter(|text| !text.trim().is_empty());
            Words {
                title: painter.layout(self.notice.title.clone(), title, palette.text, rect.width()),
                lines: lines.map(line).collect(),
                apart: sizes.body * 0.5,
            }
        };
        let laid = PARTS.into_iter().map(lay).filter(|words| words.height() <= rect.height());
        // A little smaller where that saves a line of one or two characters.
        let Some(words) = laid.take(SAVING).min_by_key(Words::rows) else {
            let [.., smallest] = PARTS;
            return draw(painter, &lay(smallest), rect.min);
        };
        draw(painter, &words, pos2(rect.left(), rect.center().y - words.height() / 2.0));
    }
}

fn draw(painter: &Painter, words: &Words, from: egui::Pos2) {
    let mut at = from;
    for galley in std::iter::once(&words.title).chain(&words.lines) {
        painter.galley(at, Arc::clone(galley), theme::PRINT);
        at.y += galley.size().y + words.apart;
    }
}
