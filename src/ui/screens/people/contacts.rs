//! Who has been near somebody: asked for on their page, listed nearest first with the evidence.

use eframe::egui::{Align, Id, Key, Modifiers, Ui};

use super::Working;
use crate::domain::contacts::Contact;
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::person::{Person, PersonId};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::evidence;
use crate::ui::icons::Icon;
use crate::ui::screens::export::Export;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Column, DateDraft, ListTable, gap, label, muted};

/// How many days back are looked at first: the look-back of the rules (rules.md, "Exposure look-back").
const BACK: u32 = 14;

const COLUMNS: [(&str, f32); 5] = [
    ("word-name", 120.0),
    ("contacts-number", 100.0),
    ("contacts-place", 260.0),
    ("word-phone", 130.0),
    ("contacts-evidence", 0.0),
];

/// With less room than this the buttons stand under the dates.
const ONE_ROW: f32 = 860.0;

/// What was asked and found.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    days: Option<(DateDraft, DateDraft)>,
    found: Vec<Contact>,
    cursor: usize,
    /// Asked for just now: where letters are large it lies below the window.
    fresh: bool,
    pub(super) export: Option<Export>,
}

impl Contacts {
    /// Asks for the last fortnight.
    pub(super) fn ask(&mut self, scene: &Scene<'_>, person: PersonId, actions: &mut Actions) {
        let (from, to) = (scene.view.day.minus_days(BACK), scene.view.day);
        self.days = Some((DateDraft::of(Some(from)), DateDraft::of(Some(to))));
        self.fresh = true;
        actions.push(Action::FindContacts { person, from, to });
    }

    pub(super) fn found(&mut self, found: Vec<Contact>) {
        self.found = found;
        self.cursor = 0;
    }

    /// Says whether there was something to close.
    pub(super) fn close(&mut self) -> bool {
        self.export.take().is_some() || self.days.take().is_some()
    }

    /// Says whether it is shown.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (person, working): (PersonId, Option<Working>),
        actions: &mut Actions,
    ) -> bool {
        if self.days.is_none() {
            return false;
        }
        if std::mem::take(&mut self.fresh) {
            ui.scroll_to_cursor(Some(Align::Min));
        }
        self.head(ui, scene, person, actions);
        self.export.take_if(|export| !export.ui(ui, scene, working, actions));
        gap(ui, space::S);
        if self.found.is_empty() {
            muted(ui, scene.text.get("contacts-none"), size::SECOND);
        } else {
            self.rows(ui, scene, actions);
        }
        true
    }

    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: PersonId, actions: &mut Actions) {
        let closes = if ui.available_width() < ONE_ROW {
            let asked = ui.horizontal_top(|ui| self.dates(ui, scene)).inner;
            ui.horizontal_wrapped(|ui| self.doings(ui, scene, (person, asked), actions)).inner
        } else {
            let row = ui.horizontal_top(|ui| {
                let asked = self.dates(ui, scene);
                let beside = ui.vertical(|ui| {
                    // Beside the fields, not beside their names over them.
                    gap(ui, 22.0);
                    ui.horizontal(|ui| self.doings(ui, scene, (person, asked), actions)).inner
                });
                beside.inner
            });
            row.inner
        };
        if closes {
            self.close();
        }
    }

    /// Both dates; says whether Enter in one of them asked.
    fn dates(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let (text, near) = (scene.text, scene.view.day);
        let Some((from, to)) = &mut self.days else { return false };
        let said = text.get("contacts-no-day");
        let first = from.show(ui, text.get("contacts-from"), near, said, 130.0, Id::unique("contacts-from"));
        let last = to.show(ui, text.get("contacts-to"), near, said, 130.0, Id::unique("contacts-to"));
        first.submitted || last.submitted
    }

    /// The buttons, and how many were found; `asked` where Enter in a date has asked already. Says whether to close.
    fn doings(&mut self, ui: &mut Ui, scene: &Scene<'_>, (person, asked): (PersonId, bool), actions: &mut Actions) -> bool {
        let (text, near) = (scene.text, scene.view.day);
        let days = self.days.as_ref().and_then(|(from, to)| span(from, to, near));
        let find = Button::primary(text.get("contacts-find"))
            .icon(Icon::Search)
            .enabled(days.is_some());
        let asked = find.show(ui).clicked() || asked;
        if let Some((from, to)) = days.filter(|_| asked) {
            actions.push(Action::FindContacts { person, from, to });
        }
        if Button::secondary(text.get("do-copy")).icon(Icon::Copy).show(ui).clicked() {
            let (titles, rows) = table(scene, &self.found);
            actions.push(Action::CopyRows(Level::Full, titles, rows));
        }
        let export = Button::secondary(text.get("do-export")).icon(Icon::Download).key("Ctrl E");
        let pressed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::E));
        if (export.show(ui).clicked() || pressed) && self.export.is_none() {
            self.export = days.map(|days| Export::contacts(scene, person, days));
        }
        let closes = Button::quiet(text.get("contacts-close")).icon(Icon::Close).show(ui).clicked();
        let count = u64::try_from(self.found.len()).unwrap_or_default();
        muted(ui, &text.count("count-people", count, &[]), size::BODY);
        closes
    }

    fn rows(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        // Where somebody lives and works gives way first.
        let narrow = ui.available_width() < ONE_ROW;
        let shown: Vec<usize> = COLUMNS
            .iter()
            .zip(0..)
            .filter(|((title, _), _)| !(narrow && *title == "contacts-place"))
            .map(|(_, no)| no)
            .collect();
        let columns = shown.iter().filter_map(|no| COLUMNS.get(*no)).map(|(title, width)| Column {
            title: scene.text.get(title),
            width: *width,
            right: false,
        });
        let columns: Vec<Column<'_>> = columns.collect();
        let list = ListTable {
            id: "contacts",
            columns: &columns,
            rows: self.found.len(),
        };
        let found = &self.found;
        let sentence = |row: usize| found.get(row).map_or_else(String::new, |contact| cells(scene, contact).join(" "));
        let opened = list.show(ui, &mut self.cursor, None, sentence, |ui, row, column| {
            let Some(contact) = found.get(row) else { return };
            let cells = cells(scene, contact);
            if let Some(cell) = shown.get(column).and_then(|no| cells.get(*no)) {
                label(ui, cell, theme::regular(size::BODY));
            }
        });
        let person = opened.and_then(|row| found.get(row)).map(|contact| contact.person);
        actions.extend(person.map(Action::Open));
    }
}

fn span(from: &DateDraft, to: &DateDraft, near: Day) -> Option<(Day, Day)> {
    let (from, to) = (from.day(near).ok()??, to.day(near).ok()??);
    (from <= to).then_some((from, to))
}

fn cells(scene: &Scene<'_>, contact: &Contact) -> [String; 5] {
    let person = scene.view.roster.get(contact.person);
    let of = |part: fn(&Person) -> String| person.map(part).unwrap_or_default();
    let zone = scene.view.card.zone;
    let said: Vec<String> = contact.evidence.iter().map(|one| evidence(scene.text, zone, one)).collect();
    [
        of(|person| person.name.clone()),
        of(|person| person.number().to_owned()),
        of(Person::place),
        person.map(|person| scene.phone(person)).unwrap_or_default(),
        said.join(" · "),
    ]
}

fn table(scene: &Scene<'_>, found: &[Contact]) -> (Vec<String>, Vec<Vec<String>>) {
    let titles = COLUMNS.iter().map(|(title, _)| scene.text.get(title).to_owned());
    let rows = found.iter().map(|contact| cells(scene, contact).to_vec());
    (titles.collect(), rows.collect())
}
