//! A table over A4 pages laid across: its header again on every page, lines around every cell, lines to sign on at the end.

use krilla::Document;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::text::{Font, TextDirection};

use super::{PAGE, PrintError, Run, width, wrap};

/// Across.
const ACROSS: (f32, f32) = (PAGE.1, PAGE.0);
const MARGIN: f32 = 36.0;
const ROOM: f32 = ACROSS.0 - 2.0 * MARGIN;
const BOTTOM: f32 = ACROSS.1 - 48.0;
const TITLE: f32 = 18.0;
const SMALL: f32 = 9.0;
const LINE: f32 = 13.0;
/// Between a line of the table and the text in it.
const PAD: f32 = 4.0;

/// A table to print, in the words of the language chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSheet {
    /// The font, as the bytes of its file.
    pub face: &'static [u8],
    /// The tag of the language: `zh-Hans`.
    pub lang: String,
    pub title: String,
    /// Who issues it, and for which days.
    pub subtitle: String,
    /// The title of each column, and how wide it is beside the others.
    pub columns: Vec<(String, u16)>,
    pub rows: Vec<Vec<String>>,
    /// Who signs; beside each there is a line.
    pub signatures: Vec<String>,
    /// Below, on every page.
    pub foot: String,
}

/// From here to there.
type Stretch = ((f32, f32), (f32, f32));

#[derive(Clone, Debug, Default, PartialEq)]
struct Page {
    runs: Vec<Run>,
    lines: Vec<Stretch>,
}

/// The pages as the bytes of a PDF.
pub(super) fn pdf(sheet: &TableSheet) -> Result<Vec<u8>, PrintError> {
    let font = Font::new(sheet.face.into(), 0).ok_or(PrintError::Font)?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(sheet.title.clone()).language(sheet.lang.clone()));
    for page in layout(sheet) {
        let Some(settings) = PageSettings::from_wh(ACROSS.0, ACROSS.1) else {
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
            width: 0.6,
            ..Stroke::default()
        }));
        for (from, to) in &page.lines {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        surface.finish();
        drawn.finish();
    }
    document.finish().map_err(PrintError::Document)
}

/// Where everything stands.
fn layout(sheet: &TableSheet) -> Vec<Page> {
    let mut flow = Flow {
        pages: Vec::new(),
        edges: edges(&sheet.columns),
        y: 0.0,
    };
    flow.begin(sheet);
    for row in &sheet.rows {
        let height = flow.height(row.iter());
        if flow.y + height > BOTTOM {
            flow.begin(sheet);
        }
        flow.row(row.iter(), height);
    }
    flow.sign(&sheet.signatures);
    flow.numbered(&sheet.foot)
}

/// The left edge of every column, and the right edge of the last.
fn edges(columns: &[(String, u16)]) -> Vec<f32> {
    let all = columns.iter().map(|(_, wide)| f32::from(*wide)).sum::<f32>().max(1.0);
    let mut edges = vec![MARGIN];
    let mut x = MARGIN;
    for (_, wide) in columns {
        x += ROOM * f32::from(*wide) / all;
        edges.push(x);
    }
    edges
}

struct Flow {
    pages: Vec<Page>,
    edges: Vec<f32>,
    y: f32,
}

impl Flow {
    /// A new page with its title and the header of the table.
    fn begin(&mut self, sheet: &TableSheet) {
        self.pages.push(Page::default());
        self.y = MARGIN;
        self.centred(&sheet.title, TITLE);
        self.centred(&sheet.subtitle, SMALL);
        self.y += 4.0;
        let titles = || sheet.columns.iter().map(|(title, _)| title);
        let height = self.height(titles());
        self.row(titles(), height);
    }

    fn put(&mut self, run: Run) {
        if let Some(page) = self.pages.last_mut() {
            page.runs.push(run);
        }
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32)) {
        if let Some(page) = self.pages.last_mut() {
            page.lines.push((from, to));
        }
    }

    fn centred(&mut self, text: &str, size: f32) {
        self.y += size * 1.5;
        let text = wrap(text, ROOM, size).into_iter().next().unwrap_or_default();
        let x = MARGIN + (ROOM - width(&text, size)).max(0.0) / 2.0;
        let y = self.y - size * 0.3;
        self.put(Run { x, y, size, text });
    }

    /// Each column with the lines that its text breaks into.
    fn broken<'a>(&self, cells: impl Iterator<Item = &'a String>) -> Vec<(f32, Vec<String>)> {
        let columns = self.edges.windows(2).zip(cells);
        let broken = columns.filter_map(|(edges, cell)| {
            let [left, right] = edges else { return None };
            Some((*left, wrap(cell, right - left - 2.0 * PAD, SMALL)))
        });
        broken.collect()
    }

    fn height<'a>(&self, cells: impl Iterator<Item = &'a String>) -> f32 {
        let most = self.broken(cells).iter().map(|(_, lines)| lines.len()).max().unwrap_or(1).max(1);
        (0..most).map(|_| LINE).sum::<f32>() + PAD
    }

    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a String>, height: f32) {
        let (top, bottom) = (self.y, self.y + height);
        for (left, lines) in self.broken(cells) {
            let mut y = top + PAD / 2.0;
            for text in lines {
                y += LINE;
                let (x, y) = (left + PAD, y - 3.0);
                self.put(Run { x, y, size: SMALL, text });
            }
        }
        for x in self.edges.clone() {
            self.line((x, top), (x, bottom));
        }
        let right = self.edges.last().copied().unwrap_or(MARGIN);
        self.line((MARGIN, top), (right, top));
        self.line((MARGIN, bottom), (right, bottom));
        self.y = bottom;
    }

    /// Lines to sign on, side by side, on the last page or on one of their own.
    fn sign(&mut self, names: &[String]) {
        const HEIGHT: f32 = 44.0;
        if self.y + HEIGHT > BOTTOM {
            self.pages.push(Page::default());
            self.y = MARGIN;
        }
        let y = self.y + HEIGHT - 8.0;
        let parts = names.iter().map(|_| 1.0).sum::<f32>().max(1.0);
        let mut x = MARGIN;
        for name in names {
            let text = wrap(name, ROOM / parts * 0.5, SMALL).into_iter().next().unwrap_or_default();
            let begins = x + width(&text, SMALL) + PAD;
            self.put(Run { x, y, size: SMALL, text });
            self.line((begins, y + 2.0), (x + ROOM / parts - 24.0, y + 2.0));
            x += ROOM / parts;
        }
    }

    fn numbered(mut self, foot: &str) -> Vec<Page> {
        let of = self.pages.len();
        let y = ACROSS.1 - 28.0;
        for (page, number) in self.pages.iter_mut().zip(1..) {
            let text = format!("{number} / {of}");
            let x = MARGIN + ROOM - width(&text, SMALL);
            page.runs.push(Run { x, y, size: SMALL, text });
            let text = wrap(foot, ROOM - 60.0, SMALL).into_iter().next().unwrap_or_default();
            page.runs.push(Run {
                x: MARGIN,
                y,
                size: SMALL,
                text,
            });
        }
        self.pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn sheet(rows: usize) -> TableSheet {
        let row = |no: usize| {
            vec![
                format!("{no}"),
                "一楼洗手间".to_owned(),
                "84 消毒液 500 mg/L 作用 30 分钟，喷洒门把手、水龙头、台面，然后用清水擦净".to_owned(),
            ]
        };
        TableSheet {
            face: include_bytes!("../../../assets/fonts/NotoSansSC-Regular.otf"),
            title: "消毒记录表".to_owned(),
            columns: vec![("号".to_owned(), 1), ("场所".to_owned(), 3), ("做法".to_owned(), 4)],
            rows: (0..rows).map(row).collect(),
            signatures: vec!["执行人".to_owned(), "复核人".to_owned()],
            ..TableSheet::default()
        }
    }

    #[test]
    fn rows_go_over_pages_and_every_page_has_the_header() {
        let pages = layout(&sheet(60));
        assert!(pages.len() > 2);
        for page in &pages {
            let said: Vec<&str> = page.runs.iter().map(|run| run.text.as_str()).collect();
            assert!(said.contains(&"场所") || said.contains(&"执行人"), "{said:?}");
            for run in &page.runs {
                assert!(
                    run.y < ACROSS.1 && run.x + width(&run.text, run.size) <= ACROSS.0 - MARGIN + 1.0,
                    "{run:?}"
                );
            }
        }
        let rows: usize = pages
            .iter()
            .flat_map(|page| &page.runs)
            .filter(|run| run.text == "一楼洗手间")
            .count();
        assert_eq!(rows, 60);
    }

    #[test]
    fn it_becomes_a_pdf() -> Checked {
        let bytes = pdf(&sheet(3))?;
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
        assert!(matches!(pdf(&TableSheet { face: b"", ..sheet(1) }), Err(PrintError::Font)));
        Ok(())
    }
}
