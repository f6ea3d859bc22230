//! A form on pages: the head of the table on each of them, lines around every cell, signatures at the end.

use krilla::metadata::Metadata;

use super::{LEADING, PAGE, Page, PrintError, Rule, Run, SMALL, TITLE, draw, made, width, wrap};
use crate::exchange::form::{Form, FormColumn, Value};

const EDGE: f32 = 40.0;
/// The largest letters in a cell; a wide form has smaller ones.
const LARGEST: f32 = 10.5;
/// Between the letters of a cell and its lines.
const PAD: f32 = 3.0;
/// Under the table's last line on a page.
const FOOT: f32 = 56.0;

/// The form as the bytes of a PDF.
pub fn form(form: &Form) -> Result<Vec<u8>, PrintError> {
    let metadata = Metadata::new().title(form.title.clone()).language(form.lang.clone());
    draw(form.face, metadata.creation_date(made(form.at)), &layout(form))
}

/// Where everything stands.
fn layout(form: &Form) -> Vec<Page> {
    let size = if form.is_wide() { (PAGE.1, PAGE.0) } else { PAGE };
    let mut table = Table::new(form, size);
    table.titles();
    table.head();
    for row in form.lines() {
        table.row(row);
    }
    table.below();
    table.numbered()
}

struct Table<'a> {
    form: &'a Form,
    size: (f32, f32),
    /// The letters in cells.
    letters: f32,
    /// The left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    pages: Vec<Page>,
    y: f32,
}

impl<'a> Table<'a> {
    fn new(form: &'a Form, size: (f32, f32)) -> Self {
        let room = size.0 - 2.0 * EDGE;
        let all: f32 = form.columns.iter().map(|column| f32::from(column.width.max(1))).sum();
        let unit = room / all.max(1.0);
        let mut edges = vec![EDGE];
        let mut x = EDGE;
        for column in &form.columns {
            x += f32::from(column.width.max(1)) * unit;
            edges.push(x);
        }
        Self {
            form,
            size,
            letters: (unit * 1.7).clamp(6.0, LARGEST),
            edges,
            pages: vec![blank(size)],
            y: EDGE,
        }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(blank(self.size));
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn turn(&mut self) {
        self.pages.push(blank(self.size));
        self.y = EDGE;
    }

    fn fits(&self, height: f32) -> bool {
        self.y + height <= self.size.1 - FOOT
    }

    fn run(&mut self, x: f32, y: f32, size: f32, text: String) {
        self.page().runs.push(Run { x, y, size, text });
    }

    /// A paragraph over the whole width, at the left or in the middle.
    fn paragraph(&mut self, text: &str, size: f32, centred: bool) {
        let room = self.size.0 - 2.0 * EDGE;
        for line in wrap(text, room, size) {
            if !self.fits(size * LEADING) {
                self.turn();
            }
            self.y += size * LEADING;
            let x = if centred {
                EDGE + (room - width(&line, size)).max(0.0) / 2.0
            } else {
                EDGE
            };
            let y = self.y - size * 0.42;
            self.run(x, y, size, line);
        }
    }

    fn titles(&mut self) {
        let form = self.form;
        self.paragraph(&form.title, TITLE, true);
        self.paragraph(&form.subtitle, LARGEST, true);
        let facts: Vec<String> = form.facts.iter().map(|(name, value)| [name.as_str(), value].concat()).collect();
        self.paragraph(&facts.join("    "), LARGEST, false);
        self.y += PAD;
    }

    /// The titles of the columns and of their groups.
    fn head(&mut self) {
        let form = self.form;
        let (groups, letters) = (form.has_groups(), self.letters);
        let above = if groups { letters * LEADING + PAD } else { 0.0 };
        let lines = |column: (usize, &FormColumn)| wrap(&column.1.title, self.inner(column.0, 1), letters).len();
        let most = form.columns.iter().enumerate().map(lines).max().unwrap_or(1);
        let below = height(most, letters);
        let top = self.y;
        for (first, count, group) in form.groups() {
            if group.is_empty() {
                self.cell((first, 1), (top, above + below), &self.titled(first), true);
                continue;
            }
            self.cell((first, count), (top, above), group, true);
            for at in first..first + count {
                self.cell((at, 1), (top + above, below), &self.titled(at), true);
            }
        }
        self.y = top + above + below;
    }

    fn titled(&self, at: usize) -> String {
        self.form.columns.get(at).map(|column| column.title.clone()).unwrap_or_default()
    }

    /// The room for letters in so many columns.
    fn inner(&self, first: usize, count: usize) -> f32 {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or(EDGE);
        (edge(first + count) - edge(first) - 2.0 * PAD).max(self.letters)
    }

    /// A cell with its four lines; its text in the middle of its height.
    fn cell(&mut self, (first, count): (usize, usize), (top, tall): (f32, f32), text: &str, centred: bool) {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or(EDGE);
        let (left, right, bottom) = (edge(first), edge(first + count), top + tall);
        for (from, to) in [
            ((left, top), (right, top)),
            ((left, bottom), (right, bottom)),
            ((left, top), (left, bottom)),
            ((right, top), (right, bottom)),
        ] {
            self.page().rules.push(Rule { from, to });
        }
        let (size, room) = (self.letters, self.inner(first, count));
        let lines = if centred { even(text, room, size) } else { wrap(text, room, size) };
        let mut y = top + (tall - size * 1.3 * steps(lines.len())) / 2.0;
        for line in lines {
            y += size * 1.3;
            let free = if centred { (room - width(&line, size)).max(0.0) / 2.0 } else { 0.0 };
            self.run(left + PAD + free, y - size * 0.32, size, line);
        }
    }

    fn row(&mut self, values: &[Value]) {
        let shown: Vec<String> = values.iter().map(Value::shown).collect();
        let lines = |(at, text): (usize, &String)| wrap(text, self.inner(at, 1), self.letters).len();
        let most = shown.iter().enumerate().map(lines).max().unwrap_or(1);
        let tall = height(most, self.letters);
        if !self.fits(tall) {
            self.turn();
            self.head();
        }
        let top = self.y;
        for (at, text) in shown.iter().enumerate() {
            let centred = self.form.columns.get(at).is_some_and(|column| column.number);
            self.cell((at, 1), (top, tall), text, centred);
        }
        self.y = top + tall;
    }

    /// Remarks, and everybody who signs side by side.
    fn below(&mut self) {
        let form = self.form;
        self.y += PAD;
        for (name, value) in &form.remarks {
            self.paragraph(&[name.as_str(), value].concat(), LARGEST, false);
        }
        let tall = 3.0 * LARGEST;
        if !self.fits(tall) {
            self.turn();
        }
        let each = (self.size.0 - 2.0 * EDGE) / steps(form.signatures.len().max(1));
        let y = self.y + tall;
        let mut x = EDGE;
        for (name, signed) in &form.signatures {
            let begins = x + width(name, LARGEST);
            self.run(x, y - PAD, LARGEST, name.clone());
            self.run(begins, y - PAD, LARGEST, signed.clone());
            let to = (x + each - 16.0).max(begins);
            self.page().rules.push(Rule {
                from: (begins, y),
                to: (to, y),
            });
            x += each;
        }
        self.y = y;
    }

    fn numbered(mut self) -> Vec<Page> {
        let (of, y, right) = (self.pages.len(), self.size.1 - 28.0, self.size.0 - EDGE);
        let foot = wrap(&self.form.foot, right - EDGE - 60.0, SMALL)
            .into_iter()
            .next()
            .unwrap_or_default();
        for (page, number) in self.pages.iter_mut().zip(1..) {
            let text = format!("{number} / {of}");
            let x = right - width(&text, SMALL);
            page.runs.push(Run { x, y, size: SMALL, text });
            page.runs.push(Run {
                x: EDGE,
                y,
                size: SMALL,
                text: foot.clone(),
            });
        }
        self.pages
    }
}

/// The lines of a title, none much shorter than the others.
fn even(text: &str, room: f32, size: f32) -> Vec<String> {
    let lines = wrap(text, room, size);
    let each = width(text, size) / steps(lines.len().max(1)) + 0.5 * size;
    let evened = wrap(text, each.min(room), size);
    if evened.len() == lines.len() { evened } else { lines }
}

fn blank(size: (f32, f32)) -> Page {
    Page { size, ..Page::default() }
}

/// How high a row of so many lines is.
fn height(lines: usize, letters: f32) -> f32 {
    letters * 1.3 * steps(lines.max(1)) + 2.0 * PAD
}

fn steps(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::form::tests::form as filled;

    #[test]
    fn every_row_stands_once_and_every_page_has_the_head() {
        let form = filled(120);
        let pages = layout(&form);
        assert!(pages.len() > 2);
        for page in &pages {
            let said: String = page.runs.iter().map(|run| run.text.as_str()).collect();
            let last = pages.last().is_some_and(|last| std::ptr::eq(last, page));
            assert!(said.contains("在册职工") || last, "{said}");
            assert!(said.contains(&format!("/ {}", pages.len())) && said.contains("第 12 号"));
            for run in &page.runs {
                assert!(
                    run.x >= EDGE - 0.1 && run.x + width(&run.text, run.size) <= page.size.0 - EDGE + 1.0,
                    "{run:?}"
                );
                assert!(run.y <= page.size.1 - 20.0, "{run:?}");
            }
        }
        let rows = pages.iter().flat_map(|page| &page.runs).filter(|run| run.text == "95.8%").count();
        assert_eq!(rows, 120);
    }

    #[test]
    fn the_same_form_is_the_same_document() -> Result<(), PrintError> {
        let one = form(&filled(3))?;
        assert_eq!(one, form(&filled(3))?);
        assert!(one.starts_with(b"%PDF-1."));
        Ok(())
    }

    #[test]
    fn a_wide_form_lies_on_its_side() {
        let mut form = filled(1);
        form.columns.extend(form.columns.clone());
        assert!(layout(&form).iter().all(|page| page.size.0 > page.size.1));
    }
}
