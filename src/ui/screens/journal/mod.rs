//! The journal (流水) for the auditor: everything that was ever written, as it was written, newest first; and whether it holds.
//!
//! Of a million entries only those on the screen are read. What a filter lets through is a list of numbers; a row is asked for when it
//! comes into sight.

mod check;
mod filter;
mod page;
mod row;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use eframe::egui::{self, Id, Key, Modifiers, Ui, vec2};

use super::Screen;
use super::export::Export;
use super::frame::Hint;
use super::people::Working;
use crate::station::{AuditPage, AuditRow, Checked, Jump};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, JournalAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Column, Dialog, Field, ListTable, card, gap, muted};
use check::CheckForm;
use filter::Draft;
use row::{cell, spoken};

/// The list, for the keyboard.
const LIST: &str = "journal-list";
/// So many rows that were read are kept.
const KEPT: usize = 4_000;

/// The rows of the list, newest first.
#[derive(Debug)]
pub enum Listed {
    /// All of the file, up to this one.
    All(i64),
    /// Those that a filter lets through.
    Some(Vec<i64>),
}

impl Default for Listed {
    fn default() -> Self {
        Self::Some(Vec::new())
    }
}

impl Listed {
    fn count(&self) -> usize {
        match self {
            Self::All(last) => usize::try_from(*last).unwrap_or_default(),
            Self::Some(rows) => rows.len(),
        }
    }

    /// The number in the file of a line of the list.
    fn number(&self, line: usize) -> Option<i64> {
        match self {
            Self::All(last) => i64::try_from(line).ok().map(|line| last - line).filter(|no| *no > 0),
            Self::Some(rows) => rows.get(line).copied(),
        }
    }

    /// The line of a row, or of the next older one.
    fn line(&self, no: i64) -> usize {
        match self {
            Self::All(last) => usize::try_from(last - no).unwrap_or_default(),
            Self::Some(rows) => rows.partition_point(|row| *row > no),
        }
    }
}

/// What stands in front of the list.
#[derive(Debug)]
enum Front {
    Page(Box<AuditPage>),
    Export(Box<Export>),
    Jump(String),
    Check(Box<CheckForm>),
}

/// What is shown of the journal.
#[derive(Debug, Default)]
pub struct Journal {
    draft: Draft,
    /// What was last asked for.
    asked: Option<Draft>,
    listed: Listed,
    /// Whether a thread is looking for rows.
    is_looking: bool,
    cursor: usize,
    /// What was read of rows; `None` of one that is missing.
    rows: BTreeMap<i64, Option<AuditRow>>,
    front: Option<Front>,
    fresh: bool,
}

/// From this width on what can be done stands beside the chips.
const WIDE: f32 = 1120.0;

/// Titles and widths; those with no width share what is left.
const COLUMNS: [(&str, f32, bool); 6] = [
    ("journal-col-at", 166.0, false),
    ("journal-col-seq", 150.0, false),
    ("journal-col-kind", 150.0, false),
    ("journal-col-person", 170.0, false),
    ("journal-col-answered", 190.0, false),
    ("word-status", 0.0, false),
];

impl Journal {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        if self.front.is_none() {
            self.keys(ui, scene, actions);
        }
        let key = if self.is_looking { "journal-looking" } else { "journal-count" };
        let count = scene.text.with(key, &[("count", &crate::ui::text::thousands(self.listed.count()))]);
        let down = self.above(ui, scene, &count);
        if std::mem::take(&mut self.fresh) {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(LIST)));
        }
        if down {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(LIST)));
        }
        if self.asked.as_ref() != Some(&self.draft) {
            self.asked = Some(self.draft.clone());
            self.is_looking = !self.draft.is_empty();
            self.cursor = 0;
            actions.push(Action::Journal(JournalAsked::List(self.draft.filter(scene))));
        }
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        card(ui, 8, |ui| {
            ui.set_min_size(vec2(ui.available_width(), height));
            if self.listed.count() == 0 {
                self.nothing(ui, scene);
            } else {
                self.lines(ui, scene, actions);
            }
        });
        self.in_front(ui, scene, working, actions);
    }

    /// The chips, what can be done, and the fields; answers whether the list is asked for.
    fn above(&mut self, ui: &mut Ui, scene: &Scene<'_>, count: &str) -> bool {
        if ui.available_width() > WIDE {
            ui.horizontal(|ui| {
                self.draft.groups(ui, scene);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.buttons(ui, scene));
            });
            return self.draft.fields(ui, scene, count);
        }
        ui.horizontal(|ui| self.draft.groups(ui, scene));
        ui.horizontal(|ui| {
            self.buttons(ui, scene);
            muted(ui, count, size::BODY);
        });
        self.draft.fields(ui, scene, "")
    }

    /// What can be done.
    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let check = Button::secondary(text.get("journal-check")).icon(Icon::CircleCheck).key("F5");
        if check.show(ui).clicked() {
            self.front = Some(Front::Check(Box::default()));
        }
        let export = Button::secondary(text.get("do-export")).icon(Icon::Download).key("Ctrl E");
        if export.show(ui).clicked() {
            self.ask_export(scene);
        }
        let jump = Button::quiet(text.get("journal-jump")).icon(Icon::Search).key("Ctrl G");
        if jump.show(ui).clicked() {
            self.front = Some(Front::Jump(String::new()));
        }
    }

    fn ask_export(&mut self, scene: &Scene<'_>) {
        let filter = self.draft.filter(scene);
        let filter = (!filter.is_everything()).then_some(filter);
        self.front = Some(Front::Export(Box::new(Export::journal(scene, filter))));
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::E) {
            self.ask_export(scene);
        }
        if pressed(Modifiers::COMMAND, Key::G) {
            self.front = Some(Front::Jump(String::new()));
        }
        if pressed(Modifiers::COMMAND, Key::F) {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(filter::FIRST)));
        }
        if pressed(Modifiers::NONE, Key::F5) {
            self.front = Some(Front::Check(Box::default()));
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            if self.draft.is_empty() {
                actions.push(Action::Show(Screen::home(scene.view.card.role)));
            }
            self.draft = Draft::default();
            self.fresh = true;
        }
    }

    fn nothing(&self, ui: &mut Ui, scene: &Scene<'_>) {
        gap(ui, ui.available_height() * 0.3);
        let key = if self.is_looking { "journal-still-looking" } else { "journal-none" };
        ui.vertical_centered(|ui| {
            ui.label(Icon::History.text(size::VERDICT).color(theme::of(ui).line));
            muted(ui, scene.text.get(key), size::SECOND);
        });
    }

    fn lines(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let narrow = ui.available_width() < 980.0;
        let shown = COLUMNS.iter().filter(|(title, ..)| !narrow || *title != "journal-col-answered");
        let shown: Vec<&(&str, f32, bool)> = shown.collect();
        let columns: Vec<Column<'_>> = shown
            .iter()
            .map(|(title, width, right)| Column {
                title: scene.text.get(title),
                width: *width,
                right: *right,
            })
            .collect();
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: self.listed.count(),
        };
        let wanted = RefCell::new(BTreeSet::new());
        let row = |line: usize| {
            let no = self.listed.number(line)?;
            let row = self.rows.get(&no);
            if row.is_none() {
                wanted.borrow_mut().insert(no);
            }
            row?.as_ref()
        };
        let mut cursor = self.cursor;
        let opened = table.show_kept(
            ui,
            &mut cursor,
            |line| row(line).map_or_else(String::new, |row| spoken(scene, row)),
            |ui, line, at| {
                if let (Some(row), Some((title, ..))) = (row(line), shown.get(at)) {
                    cell(ui, scene, row, title);
                }
            },
        );
        let wanted: Vec<i64> = wanted.into_inner().into_iter().collect();
        self.cursor = cursor;
        if !wanted.is_empty() {
            actions.push(Action::Journal(JournalAsked::Rows(wanted)));
        }
        let opened = opened.filter(|_| self.front.is_none()).and_then(|line| self.listed.number(line));
        actions.extend(opened.map(|no| Action::Journal(JournalAsked::Open(no))));
    }

    fn in_front(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        let Some(mut front) = self.front.take() else { return };
        let stays = match &mut front {
            Front::Page(page) => page::ui(ui, scene, page, actions),
            Front::Export(export) => export.ui(ui, scene, working, actions),
            Front::Jump(typed) => jump(ui, scene, (typed, self.draft.chain(scene)), actions),
            Front::Check(form) => form.ui(ui, scene, working, actions),
        };
        if stays {
            self.front = Some(front);
        } else {
            self.fresh = true;
        }
    }

    pub fn take_focus(&mut self) {
        self.fresh = true;
        // What was written since stands at the top, and what was read may have been corrected.
        self.asked = None;
        self.rows.clear();
    }

    /// The list begins anew.
    pub fn list(&mut self, listed: Listed) {
        self.is_looking = matches!(listed, Listed::Some(_));
        self.listed = listed;
    }

    /// More rows that the filter lets through.
    pub fn found(&mut self, more: Vec<i64>) {
        if let Listed::Some(rows) = &mut self.listed {
            rows.extend(more);
        }
    }

    /// Every row that the filter lets through is there.
    pub fn listed(&mut self) {
        self.is_looking = false;
    }

    /// What stands in rows that came into sight. One that is missing is not asked for again.
    pub fn show_rows(&mut self, asked: &[i64], rows: Vec<AuditRow>) {
        if self.rows.len() > KEPT {
            self.rows.clear();
        }
        self.rows.extend(asked.iter().map(|no| (*no, None)));
        self.rows.extend(rows.into_iter().map(|row| (row.no, Some(row))));
    }

    pub fn open(&mut self, page: AuditPage) {
        self.front = Some(Front::Page(Box::new(page)));
    }

    pub fn go_to(&mut self, no: i64) {
        self.cursor = self.listed.line(no).min(self.listed.count().saturating_sub(1));
        self.front = None;
        self.fresh = true;
    }

    pub fn checked(&mut self, checked: Checked) {
        let mut form = match self.front.take() {
            Some(Front::Check(form)) => form,
            Some(Front::Page(_) | Front::Export(_) | Front::Jump(_)) | None => Box::default(),
        };
        form.found(checked);
        self.front = Some(Front::Check(form));
    }

    pub fn exported(&mut self) {
        if matches!(self.front, Some(Front::Export(_))) {
            self.front = None;
            self.fresh = true;
        }
    }

    pub fn chose_path(&mut self, path: &Path) {
        if let Some(Front::Export(export)) = &mut self.front {
            export.chose_path(path);
        }
    }

    /// The keys of this screen.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let text = scene.text;
        vec![
            ("Enter", text.get("do-open"), Key::Enter, Modifiers::NONE),
            ("Ctrl F", text.get("do-filter"), Key::F, Modifiers::COMMAND),
            ("Ctrl G", text.get("journal-jump"), Key::G, Modifiers::COMMAND),
            ("F5", text.get("journal-check"), Key::F5, Modifiers::NONE),
            ("Ctrl E", text.get("do-export"), Key::E, Modifiers::COMMAND),
            ("Esc", text.get("do-back"), Key::Escape, Modifiers::NONE),
        ]
    }
}

/// Asks for a number or a day. Says whether the dialog stays.
fn jump(ui: &Ui, scene: &Scene<'_>, (typed, chain): (&mut String, Option<uuid::Uuid>), actions: &mut Actions) -> bool {
    let text = scene.text;
    let mut close = false;
    let escaped = Dialog::new(text.get("journal-jump")).show(ui.ctx(), |ui| {
        let to = target(typed);
        let error = (!typed.trim().is_empty() && to.is_none()).then(|| text.get("journal-jump-unread"));
        let field = Field::new(text.get("journal-jump-to"), typed)
            .hint("1204 / 2020-03-05")
            .numeric()
            .error(error);
        let output = field.width(300.0).id(Id::unique("journal-jump")).show(ui);
        output.response.request_focus();
        gap(ui, space::M);
        ui.horizontal(|ui| {
            let goes = Button::primary(text.get("journal-jump"))
                .enabled(to.is_some())
                .key("Enter")
                .show(ui)
                .clicked();
            if let Some(to) = to.filter(|_| goes || output.submitted) {
                actions.push(Action::Journal(JournalAsked::Jump(chain, to)));
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
    });
    !(close || escaped)
}

fn target(typed: &str) -> Option<Jump> {
    let number: String = typed.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let number = number.parse().ok().filter(|number| *number > 0).map(Jump::Number);
    number.or_else(|| filter::day(typed).map(Jump::Day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;

    #[test]
    fn lines_and_rows_are_found_by_each_other() {
        let all = Listed::All(5);
        assert_eq!(
            (all.count(), all.number(0), all.number(4), all.number(5)),
            (5, Some(5), Some(1), None)
        );
        let some = Listed::Some(vec![9, 7, 2]);
        assert_eq!((some.count(), some.number(1), some.number(3)), (3, Some(7), None));
        for (no, line) in [(9, 0), (8, 1), (7, 1), (2, 2), (1, 3)] {
            assert_eq!(some.line(no), line, "{no}");
        }
    }

    #[test]
    fn a_number_or_a_day_is_meant() {
        assert_eq!(target("1,204"), Some(Jump::Number(1204)));
        assert_eq!(target("2020-03-05"), Day::new(2020, 3, 5).map(Jump::Day));
        assert_eq!((target("0"), target("x")), (None, None));
    }
}
