//! A4 pages with Chinese text as PDF: a title, facts, paragraphs, lines to sign on, page numbers.
//!
//! The layout is a value of its own, so that a test can see where everything stands; krilla draws it and keeps of the font only what
//! is used.

mod code;
mod form;
pub mod table;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use krilla::Document;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::text::{Font, TextDirection};

pub use form::form;

use super::qr::Modules;
use super::write::{WriteError, in_place};
use crate::domain::day::Moment;

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 56.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Where text ends and the foot begins.
const BOTTOM: f32 = PAGE.1 - 72.0;
const TITLE: f32 = 22.0;
const HEADING: f32 = 13.0;
const BODY: f32 = 12.0;
const SMALL: f32 = 9.0;
/// How much larger the sections of a page are that is read out.
const LARGE: f32 = 1.8;
/// The column of the names of facts.
const NAMES: f32 = 120.0;
/// From one line to the next, in sizes.
const LEADING: f32 = 1.6;
/// What no line begins with.
const CLOSING: &str = "，。；：、！？）》」』”’,.;:!?)";

/// What stands on the pages, in the words of the language chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The font, as the bytes of its file.
    pub face: &'static [u8],
    /// The tag of the language: `zh-Hans`.
    pub lang: String,
    /// Who issues it.
    pub site: String,
    pub title: String,
    /// A name and what it is.
    pub facts: Vec<(String, String)>,
    /// A heading and its paragraphs.
    pub sections: Vec<(String, Vec<String>)>,
    /// What a telephone reads, below them.
    pub code: Option<Modules>,
    /// Who signs; beside each there is a line.
    pub signatures: Vec<String>,
    /// Below, on every page.
    pub foot: String,
    /// The sections in type to be read standing.
    pub large: bool,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    #[error("{0}")]
    Io(std::io::Error),
    #[error("the font cannot be read")]
    Font,
    #[error("{0}")]
    Document(krilla::error::KrillaError),
}

impl From<WriteError> for PrintError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Io(error) => Self::Io(error),
            other @ (WriteError::TooManyRows { .. } | WriteError::LongCell { .. } | WriteError::Workbook(_)) => {
                Self::Io(std::io::Error::other(other))
            }
        }
    }
}

/// Writes the pages to a file, beside it first. Makes its folder where there is none.
pub fn to_file(sheet: &Sheet, path: &Path) -> Result<(), PrintError> {
    keep(&pdf(sheet)?, path)
}

/// The same for a list.
pub fn table_to_file(list: &table::Table, path: &Path) -> Result<(), PrintError> {
    keep(&table::pdf(list)?, path)
}

/// Writes bytes to a file, beside it first. Makes its folder where there is none.
pub fn keep(bytes: &[u8], path: &Path) -> Result<(), PrintError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(PrintError::Io)?;
    }
    in_place(path, |mut file: &File| file.write_all(bytes).map_err(PrintError::Io))
}

/// The pages as the bytes of a PDF.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, PrintError> {
    let metadata = Metadata::new().title(sheet.title.clone()).language(sheet.lang.clone());
    draw(sheet.face, metadata, &layout(sheet))
}

/// When a document was made, so that the same document has the same bytes.
fn made(at: Moment) -> DateTime {
    let [year, month, day, hour, minute, second] = at.utc_parts();
    let small = |part: u16| u8::try_from(part).unwrap_or_default();
    let date = DateTime::new(year).month(small(month)).day(small(day));
    date.hour(small(hour))
        .minute(small(minute))
        .second(small(second))
        .utc_offset_hour(0)
}

fn draw(face: &'static [u8], metadata: Metadata, pages: &[Page]) -> Result<Vec<u8>, PrintError> {
    let font = Font::new(face.into(), 0).ok_or(PrintError::Font)?;
    let mut document = Document::new();
    document.set_metadata(metadata);
    for page in pages {
        let Some(settings) = PageSettings::from_wh(page.size.0, page.size.1) else {
            continue;
        };
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        for run in &page.runs {
            let at = Point::from_xy(run.x, run.y);
            surface.draw_text(at, font.clone(), run.size, &run.text, false, TextDirection::Auto);
        }
        code::draw(&mut surface, &page.squares);
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            width: 0.6,
            ..Stroke::default()
        }));
        for rule in &page.rules {
            let mut path = PathBuilder::new();
            path.move_to(rule.from.0, rule.from.1);
            path.line_to(rule.to.0, rule.to.1);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        surface.finish();
        drawn.finish();
    }
    document.finish().map_err(PrintError::Document)
}

/// A piece of text on its baseline.
#[derive(Clone, Debug, PartialEq)]
struct Run {
    x: f32,
    y: f32,
    size: f32,
    text: String,
}

/// A line from a point to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rule {
    from: (f32, f32),
    to: (f32, f32),
}

#[derive(Clone, Debug, PartialEq)]
struct Page {
    size: (f32, f32),
    runs: Vec<Run>,
    rules: Vec<Rule>,
    squares: Vec<code::Square>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            size: PAGE,
            runs: Vec::new(),
            rules: Vec::new(),
            squares: Vec::new(),
        }
    }
}

/// Where everything stands.
fn layout(sheet: &Sheet) -> Vec<Page> {
    let mut flow = Flow {
        pages: vec![Page::default()],
        y: MARGIN,
    };
    flow.centred(&sheet.site, HEADING);
    flow.centred(&sheet.title, TITLE);
    flow.gap(6.0);
    flow.rule(MARGIN, MARGIN + WIDTH);
    flow.gap(8.0);
    for (name, value) in &sheet.facts {
        flow.fact(name, value);
    }
    let scale = if sheet.large { LARGE } else { 1.0 };
    for (heading, paragraphs) in &sheet.sections {
        flow.gap(8.0 * scale);
        flow.lines(heading, MARGIN, HEADING * scale);
        for paragraph in paragraphs {
            flow.lines(paragraph, MARGIN, BODY * scale);
        }
    }
    if let Some(code) = &sheet.code {
        flow.code(code);
    }
    flow.signatures(&sheet.signatures);
    flow.numbered(&sheet.foot)
}

/// Fills pages from the top down.
struct Flow {
    pages: Vec<Page>,
    /// The lower edge of what stands already.
    y: f32,
}

impl Flow {
    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Goes on to the next page where so much does not fit.
    fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.pages.push(Page::default());
            self.y = MARGIN;
        }
    }

    fn gap(&mut self, height: f32) {
        self.y += height;
    }

    fn line(&mut self, x: f32, size: f32, text: String) {
        self.room(size * LEADING);
        self.y += size * LEADING;
        let y = self.y - size * (LEADING - 1.0) / 2.0 - size * 0.12;
        self.page().runs.push(Run { x, y, size, text });
    }

    fn lines(&mut self, text: &str, x: f32, size: f32) {
        for line in wrap(text, MARGIN + WIDTH - x, size) {
            self.line(x, size, line);
        }
    }

    fn centred(&mut self, text: &str, size: f32) {
        for line in wrap(text, WIDTH, size) {
            let x = MARGIN + (WIDTH - width(&line, size)).max(0.0) / 2.0;
            self.line(x, size, line);
        }
    }

    fn fact(&mut self, name: &str, value: &str) {
        let names = wrap(name, NAMES - 10.0, BODY);
        let values = wrap(value, WIDTH - NAMES, BODY);
        for at in 0..names.len().max(values.len()) {
            self.room(BODY * LEADING);
            let top = self.y;
            if let Some(name) = names.get(at) {
                self.line(MARGIN, BODY, name.clone());
            }
            self.y = top;
            self.line(MARGIN + NAMES, BODY, values.get(at).cloned().unwrap_or_default());
        }
    }

    fn rule(&mut self, from: f32, to: f32) {
        let y = self.y;
        self.page().rules.push(Rule {
            from: (from, y),
            to: (to, y),
        });
    }

    /// Lines to sign on, all of them on one page.
    fn signatures(&mut self, names: &[String]) {
        const HEIGHT: f32 = 34.0;
        let count: f32 = names.iter().map(|_| 1.0).sum();
        self.gap(16.0);
        self.room(count * HEIGHT);
        for name in names {
            self.gap(HEIGHT - BODY * LEADING);
            let name: String = wrap(name, WIDTH * 0.45, BODY).into_iter().next().unwrap_or_default();
            self.line(MARGIN, BODY, name);
            self.rule(MARGIN + WIDTH * 0.48, MARGIN + WIDTH);
        }
    }

    fn numbered(mut self, foot: &str) -> Vec<Page> {
        let of = self.pages.len();
        let y = PAGE.1 - 40.0;
        for (page, number) in self.pages.iter_mut().zip(1..) {
            let text = format!("{number} / {of}");
            let x = MARGIN + WIDTH - width(&text, SMALL);
            page.runs.push(Run { x, y, size: SMALL, text });
            let foot = wrap(foot, WIDTH - 60.0, SMALL).into_iter().next().unwrap_or_default();
            page.runs.push(Run {
                x: MARGIN,
                y,
                size: SMALL,
                text: foot,
            });
        }
        self.pages
    }
}

/// Breaks a text into lines that are no wider than `room`. Words of Latin letters stay whole where they fit.
fn wrap(text: &str, room: f32, size: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for c in paragraph.chars().filter(|c| !c.is_control()) {
            if !line.is_empty() && width(&line, size) + em(c) * size > room {
                let rest = carried(&mut line, c, room / size);
                lines.push(std::mem::replace(&mut line, rest));
            }
            if !(line.is_empty() && c == ' ' && !lines.is_empty()) {
                line.push(c);
            }
        }
        lines.push(line);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// What goes from the end of a full line to the next one, before `next`: a word that was begun, or what a closing sign belongs to,
/// where the next line has room for it.
fn carried(line: &mut String, next: char, ems: f32) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let at = if is_word(next) {
        let end_of = |(at, before): (usize, char)| at + before.len_utf8();
        line.char_indices().rfind(|(_, before)| !is_word(*before)).map(end_of)
    } else if CLOSING.contains(next) {
        line.char_indices().next_back().map(|(at, _)| at).filter(|at| *at > 0)
    } else {
        None
    };
    let fits = |at: &usize| *at > 0 && width(&line[*at..], 1.0) + em(next) <= ems;
    at.filter(fits).map_or_else(String::new, |at| line.split_off(at))
}

fn width(text: &str, size: f32) -> f32 {
    text.chars().map(em).sum::<f32>() * size
}

/// How wide a character is, in sizes; never less than the font has it.
fn em(c: char) -> f32 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' => 0.34,
        '@' | '%' | 'M' | 'W' | 'm' => 0.96,
        'w' => 0.86,
        'A'..='Z' | '&' | '#' => 0.76,
        '\u{20}'..='\u{7e}' => 0.64,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn sheet(paragraphs: usize) -> Sheet {
        Sheet {
            face: include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf"),
            lang: "zh-Hans".into(),
            site: "能矿锰业".into(),
            title: "隔离通知书".into(),
            facts: vec![
                ("姓名".into(), "㛃䶮𬭊".repeat(20)),
                ("Where from".into(), "Wuhan, Hubei ".repeat(12)),
            ],
            code: None,
            sections: vec![(
                "要求".into(),
                vec!["每天早晚各测体温一次，不出房间，不与他人同住；有症状马上报告。".repeat(3); paragraphs],
            )],
            signatures: vec!["本人签字".into(), "经办人".into()],
            foot: "no. 214".into(),
            large: false,
        }
    }

    fn is_inside(run: &Run) -> bool {
        let right = run.x + width(&run.text, run.size);
        run.x >= MARGIN - 0.1 && right <= PAGE.0 - MARGIN + 0.1 && run.y - run.size >= 0.0 && run.y <= PAGE.1 - 30.0
    }

    #[test]
    fn everything_stands_inside_the_page_and_nothing_is_lost() {
        for (paragraphs, pages) in [(0, 1), (3, 1), (40, 4)] {
            let sheet = sheet(paragraphs);
            let laid = layout(&sheet);
            for run in laid.iter().flat_map(|page| &page.runs) {
                assert!(is_inside(run), "{run:?}");
            }
            for rule in laid.iter().flat_map(|page| &page.rules) {
                let ((from, _), (to, y)) = (rule.from, rule.to);
                assert!(from < to && to <= PAGE.0 - MARGIN + 0.1 && y <= BOTTOM, "{rule:?}");
            }
            assert_eq!(laid.len(), pages, "{paragraphs} paragraphs");
            let said: String = laid.iter().flat_map(|page| &page.runs).map(|run| run.text.as_str()).collect();
            assert_eq!(said.matches('㛃').count(), 20);
            assert_eq!(said.matches("𬭊").count(), 20);
            assert_eq!(said.matches("症状").count(), 3 * paragraphs);
            assert!(said.contains(&format!("{pages} / {pages}")));
        }
    }

    #[test]
    fn lines_break_where_people_break_them() {
        for (text, ems, lines) in [
            ("一二三四五", 3.0, vec!["一二三", "四五"]),
            ("一二三，四", 3.0, vec!["一二", "三，四"]),
            ("一二 G1328 次", 4.2, vec!["一二 ", "G1328 ", "次"]),
            ("abcdefghijkl", 2.0, vec!["abc", "def", "ghij", "kl"]),
            ("", 3.0, vec![]),
            ("一\n二", 3.0, vec!["一", "二"]),
        ] {
            assert_eq!(wrap(text, ems * BODY, BODY), lines, "{text}");
        }
    }

    #[test]
    fn a_pdf_begins_and_ends_as_one_and_has_its_pages() -> Checked {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("print").join("one.pdf");
        to_file(&sheet(40), &path)?;
        let bytes = fs::read(&path)?;
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("/Count 4"), "{}", text.len());
        assert!(bytes.len() < 300_000, "{} bytes: the font is not subset", bytes.len());
        assert_eq!(fs::read_dir(folder.path().join("print"))?.count(), 1);
        Ok(())
    }

    #[test]
    fn no_font_is_an_error() {
        let sheet = Sheet { face: b"", ..sheet(1) };
        assert!(matches!(pdf(&sheet), Err(PrintError::Font)));
    }

    proptest! {
        #[test]
        fn any_text_fits(text in "\\PC{0,200}", room in 20.0_f32..400.0) {
            let lines = wrap(&text, room, BODY);
            for line in &lines {
                prop_assert!(width(line, BODY) <= room + 0.01 || line.chars().count() == 1, "{line:?}");
            }
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
        }
    }
}
