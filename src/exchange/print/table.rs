//! A list on A4 pages as PDF: a grid with its header on every page, lines to write on, page n of m.
//!
//! Like the other pages it is laid out as a value first, so that a test sees where everything stands.

use krilla::Document;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::text::{Font, TextDirection};

use super::{PAGE, PrintError, Run, width, wrap};

const MARGIN: f32 = 36.0;
const TITLE: f32 = 18.0;
const HEAD: f32 = 9.5;
const BODY: f32 = 10.0;
const SMALL: f32 = 8.5;
/// Room for a hand: 8 mm.
const ROW: f32 = 22.7;
/// Between the edge of a cell and its text.
const PAD: f32 = 3.0;
/// From one line to the next, in sizes.
const LEADING: f32 = 1.25;
/// Room for the page number.
const FOOT: f32 = 24.0;

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// Its share of the width.
    pub width: u16,
}

/// A list to print, in the words of the language chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The font, as the bytes of its file.
    pub face: &'static [u8],
    /// The tag of the language: `zh-Hans`.
    pub lang: String,
    pub site: String,
    pub title: String,
    /// Under the title, on every page: the day, who fills it in.
    pub note: String,
    pub columns: Vec<Column>,
    /// A text a column; what is missing stays empty.
    pub rows: Vec<Vec<String>>,
    /// Below, on every page.
    pub foot: String,
    /// Lying on its long side.
    pub landscape: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Page {
    runs: Vec<Run>,
    /// Lines of the grid, from and to.
    lines: Vec<[(f32, f32); 2]>,
}

/// The pages as the bytes of a PDF.
pub fn pdf(table: &Table) -> Result<Vec<u8>, PrintError> {
    let font = Font::new(table.face.into(), 0).ok_or(PrintError::Font)?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(table.title.clone()).language(table.lang.clone()));
    let (wide, high) = table.page();
    for page in table.layout() {
        let Some(settings) = PageSettings::from_wh(wide, high) else {
            continue;
        };
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        for run in &page.runs {
            let at = Point::from_xy(run.x, run.y);
            surface.draw_text(at, font.clone(), run.size, &run.text, false, TextDirection::Auto);
        }
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            width: 0.5,
            ..Stroke::default()
        }));
        let mut path = PathBuilder::new();
        for [from, to] in &page.lines {
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
        }
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        surface.finish();
        drawn.finish();
    }
    document.finish().map_err(PrintError::Document)
}

impl Table {
    fn page(&self) -> (f32, f32) {
        if self.landscape { (PAGE.1, PAGE.0) } else { PAGE }
    }

    /// The left edge of each column, and the right edge of the last.
    fn edges(&self) -> Vec<f32> {
        let room = self.page().0 - 2.0 * MARGIN;
        let all: f32 = self.columns.iter().map(|column| f32::from(column.width)).sum();
        let mut edges = vec![MARGIN];
        let mut x = MARGIN;
        for column in &self.columns {
            x += room * f32::from(column.width) / all.max(1.0);
            edges.push(x);
        }
        edges
    }

    /// Where everything stands.
    fn layout(&self) -> Vec<Page> {
        let edges = self.edges();
        let mut pages = Vec::new();
        let (mut page, mut y) = self.begin(&edges);
        for row in &self.rows {
            let cells = laid(row, &edges, BODY);
            let height = height_of(&cells, BODY);
            if y + height > self.page().1 - MARGIN - FOOT {
                pages.push(page);
                (page, y) = self.begin(&edges);
            }
            put(&mut page, &cells, (&edges, y, height), BODY);
            y += height;
        }
        pages.push(page);
        self.number(&mut pages);
        pages
    }

    /// A page with its title and the header of the grid. Answers where the rows begin.
    fn begin(&self, edges: &[f32]) -> (Page, f32) {
        let mut page = Page::default();
        let room = self.page().0 - 2.0 * MARGIN;
        let mut y = MARGIN + TITLE;
        let text = first(&self.title, room, TITLE);
        let x = MARGIN + (room - width(&text, TITLE)).max(0.0) / 2.0;
        page.runs.push(Run { x, y, size: TITLE, text });
        y += SMALL * 2.0;
        let note = first(&self.note, room * 0.72, SMALL);
        let site = first(&self.site, room * 0.26, SMALL);
        let right = MARGIN + room - width(&site, SMALL);
        for (x, text) in [(MARGIN, note), (right, site)] {
            page.runs.push(Run { x, y, size: SMALL, text });
        }
        y += SMALL;
        let titles: Vec<String> = self.columns.iter().map(|column| column.title.clone()).collect();
        let cells = laid(&titles, edges, HEAD);
        let height = height_of(&cells, HEAD);
        let ends = edges.first().zip(edges.last());
        page.lines.extend(ends.map(|(left, right)| [(*left, y), (*right, y)]));
        put(&mut page, &cells, (edges, y, height), HEAD);
        (page, y + height)
    }

    fn number(&self, pages: &mut [Page]) {
        let of = pages.len();
        let (wide, high) = self.page();
        let y = high - MARGIN;
        for (page, number) in pages.iter_mut().zip(1..) {
            let text = format!("{number} / {of}");
            let x = wide - MARGIN - width(&text, SMALL);
            page.runs.push(Run { x, y, size: SMALL, text });
            let text = first(&self.foot, wide - 2.0 * MARGIN - 60.0, SMALL);
            let x = MARGIN;
            page.runs.push(Run { x, y, size: SMALL, text });
        }
    }
}

/// The first line of a text that has to stand on one.
fn first(text: &str, room: f32, size: f32) -> String {
    wrap(text, room, size).into_iter().next().unwrap_or_default()
}

/// The lines of every cell of a row.
fn laid(row: &[String], edges: &[f32], size: f32) -> Vec<Vec<String>> {
    let rooms = edges.windows(2).map(|edge| edge[1] - edge[0] - 2.0 * PAD);
    let texts = row.iter().map(String::as_str).chain(std::iter::repeat(""));
    rooms.zip(texts).map(|(room, text)| wrap(text, room, size)).collect()
}

fn height_of(cells: &[Vec<String>], size: f32) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or_default();
    let lines = f32::from(u16::try_from(lines).unwrap_or(u16::MAX));
    ROW.max(lines * size * LEADING + 2.0 * PAD)
}

/// A row: its texts in the middle of its height, the line under it, and the lines between its cells.
fn put(page: &mut Page, cells: &[Vec<String>], (edges, top, height): (&[f32], f32, f32), size: f32) {
    for (lines, left) in cells.iter().zip(edges) {
        let count = f32::from(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        let mut y = top + (height - count * size * LEADING) / 2.0 + size;
        for text in lines {
            let (x, text) = (left + PAD, text.clone());
            page.runs.push(Run { x, y, size, text });
            y += size * LEADING;
        }
    }
    let bottom = top + height;
    let ends = edges.first().zip(edges.last());
    page.lines.extend(ends.map(|(left, right)| [(*left, bottom), (*right, bottom)]));
    page.lines.extend(edges.iter().map(|edge| [(*edge, top), (*edge, bottom)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn table(rows: usize, landscape: bool) -> Table {
        let column = |title: &str, width| Column {
            title: title.into(),
            width,
        };
        let row = |no: usize| vec![no.to_string(), format!("张㛃{no}"), "采矿一队甲班".repeat(1 + no % 3)];
        Table {
            face: include_bytes!("../../../assets/fonts/NotoSansSC-Regular.otf"),
            lang: "zh-Hans".into(),
            site: "能矿锰业".into(),
            title: "门岗测温登记表".into(),
            note: "2020-02-07".into(),
            columns: vec![
                column("序号", 5),
                column("姓名", 12),
                column("部门班组", 16),
                column("体温", 10),
                column("Temperature in the evening", 8),
            ],
            rows: (1..=rows).map(row).collect(),
            foot: "南门".into(),
            landscape,
        }
    }

    #[test]
    fn every_row_stands_inside_a_page_under_a_header() {
        for (rows, landscape) in [(0, false), (1, false), (28, true), (400, false)] {
            let table = table(rows, landscape);
            let (wide, high) = table.page();
            let pages = table.layout();
            let of = pages.len();
            for (page, number) in pages.iter().zip(1..) {
                for run in &page.runs {
                    let right = run.x + width(&run.text, run.size);
                    assert!(run.x >= MARGIN - 0.1 && right <= wide - MARGIN + 0.1, "{run:?}");
                    assert!(run.y <= high - MARGIN + 0.1, "{run:?}");
                }
                let says = |text: &str| page.runs.iter().any(|run| run.text == text);
                assert!(says("序号") && says("门岗测温登记表") && says(&format!("{number} / {of}")));
                assert!(page.lines.iter().all(|[from, to]| from.1 <= to.1 && to.1 <= high - MARGIN));
            }
            let names = pages.iter().flat_map(|page| &page.runs).filter(|run| run.text.contains('㛃'));
            assert_eq!(names.count(), rows);
        }
    }

    #[test]
    fn two_thousand_people_are_printed() -> Checked {
        let bytes = pdf(&table(2_000, false))?;
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
        assert!(bytes.len() < 6_000_000, "{} bytes", bytes.len());
        Ok(())
    }
}
