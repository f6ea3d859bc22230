//! The list itself.

use eframe::egui::{self, Event, Id, Key, Modifiers, Ui};

use super::chips::chips;
use super::columns::{Columns, Shown};
use super::{Front, People};
use crate::domain::person::{Person, Status};
use crate::station::out::{Only, What};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::screens::export::Export;
use crate::ui::screens::{Filter, Screen};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Field, ListTable, Sorting, card, gap, label, muted, segments, tag};

/// In the order asked for; people found by a query keep their order until a column is chosen.
pub(super) fn sorted(mut found: Vec<(u32, &Person)>, columns: &Columns, sorting: Sorting, by_query: bool) -> Vec<u32> {
    if !(by_query && sorting == Sorting::default()) {
        let shown = columns.shown(sorting.column);
        found.sort_by_cached_key(|(_, person)| words(shown, person).to_owned());
        if sorting.descending {
            found.reverse();
        }
        // Who has nothing there stands last either way.
        found.sort_by_key(|(_, person)| words(shown, person).is_empty());
    }
    found.into_iter().map(|(no, _)| no).collect()
}

/// What a column is sorted by.
fn words(shown: Option<Shown>, person: &Person) -> &str {
    match shown {
        Some(Shown::Text(text)) => text(person),
        Some(Shown::Name) => &person.name,
        Some(Shown::Kind) => person.kind.key(),
        Some(Shown::Phone) => &person.phone,
        Some(Shown::Document) => &person.document,
        Some(Shown::Today) | None => "",
    }
}

impl People {
    pub(super) fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>, filter: Filter, actions: &mut Actions) {
        let text = scene.text;
        if self.front.is_none() {
            self.keys(ui, scene, actions);
        }
        self.choose(scene, filter);
        let narrow = ui.available_width() < 980.0;
        ui.horizontal(|ui| {
            let search = Field::new(text.get("do-search"), &mut self.query)
                .hide_label()
                .hint(text.get("people-search"))
                .width(300.0);
            let search = search.id(Id::unique("people-search")).show(ui);
            if std::mem::take(&mut self.fresh) && self.front.is_none() {
                search.response.request_focus();
            }
            let down = search.response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
            if search.submitted || down {
                ui.memory_mut(|memory| memory.request_focus(Id::unique("people")));
            }
            let mut chosen = filter;
            let filters = [
                (Filter::All, text.get("people-all")),
                (Filter::Inside, text.get("gate-inside")),
                (Filter::Unmeasured, text.get("gate-unmeasured")),
            ];
            if segments(ui, text.get("do-filter"), &mut chosen, &filters) {
                actions.push(Action::Show(Screen::People(chosen)));
            }
            let count = u64::try_from(self.shown.len()).unwrap_or_default();
            muted(ui, &text.count("count-people", count, &[]), size::BODY);
            if !narrow {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.buttons(ui, scene));
            }
        });
        if narrow {
            ui.horizontal(|ui| self.buttons(ui, scene));
        }
        chips(ui, scene, filter, actions);
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        card(ui, 8, |ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), height));
            if self.shown.is_empty() {
                nobody(ui, scene);
            } else {
                self.rows(ui, scene, actions);
            }
        });
    }

    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        if super::is_own(scene) {
            if Button::primary(text.get("people-new")).icon(Icon::UserPlus).show(ui).clicked() {
                self.new_person();
            }
            if Button::secondary(text.get("do-import")).icon(Icon::Upload).show(ui).clicked() {
                self.front = Some(Front::Import(Box::default()));
            }
        }
        if Button::secondary(text.get("do-export"))
            .icon(Icon::Download)
            .key("Ctrl E")
            .show(ui)
            .clicked()
        {
            self.ask_export(scene);
        }
        if Button::quiet(text.get("people-columns")).icon(Icon::Table).show(ui).clicked() {
            self.front = Some(Front::Columns);
        }
    }

    fn new_person(&mut self) {
        self.front = Some(Front::Page(Box::new(super::page::Page::blank())));
    }

    fn ask_export(&mut self, scene: &Scene<'_>) {
        let everybody = self.shown.len() == scene.view.roster.people().len();
        let people = (0..self.shown.len())
            .filter_map(|row| self.person(scene, row))
            .map(|person| person.id);
        let only = (!everybody).then(|| Only::People(people.collect()));
        self.front = Some(Front::Export(Export::new(scene, What::People, only)));
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if super::is_own(scene) && pressed(Modifiers::COMMAND, Key::N) {
            self.new_person();
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            self.ask_export(scene);
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            if self.query.is_empty() {
                actions.push(Action::Show(Screen::Gate));
            }
            self.query.clear();
            self.fresh = true;
        }
        let in_table = ui.memory(egui::Memory::focused) == Some(Id::unique("people"));
        if in_table && ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
            let rows = (0..self.shown.len()).filter_map(|row| self.person(scene, row));
            actions.push(Action::CopyPeople(rows.map(|person| person.id).collect()));
        }
    }

    fn rows(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let columns = self.columns.fitted(scene, ui.available_width());
        let table = ListTable {
            id: "people",
            columns: &columns,
            rows: self.shown.len(),
        };
        let (mut cursor, mut sorting) = (self.cursor, self.sorting);
        let this = &*self;
        let sentence = |row| this.person(scene, row).map_or_else(String::new, |person| spoken(scene, person));
        let opened = table.show(ui, &mut cursor, Some(&mut sorting), sentence, |ui, row, column| {
            if let Some(person) = this.person(scene, row) {
                cell(ui, scene, person, this.columns.shown(column));
            }
        });
        let page = opened.and_then(|row| self.person(scene, row)).map(|person| person.id);
        (self.cursor, self.sorting) = (cursor, sorting);
        actions.extend(page.map(Action::Open));
    }
}

/// A row as one sentence.
fn spoken(scene: &Scene<'_>, person: &Person) -> String {
    let kind = scene.word("kind", person.kind.key());
    let shared = super::sharing(scene, person).into_iter().map(|other| scene.shared(person, other));
    let said = [person.name.clone(), person.number().to_owned(), kind, person.place()].into_iter();
    said.chain(shared).collect::<Vec<_>>().join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, person: &Person, shown: Option<Shown>) {
    let body = theme::regular(size::BODY);
    match shown {
        Some(Shown::Text(text)) => {
            label(ui, text(person), body);
        }
        Some(Shown::Name) => {
            label(ui, &person.name, body);
            if !super::sharing(scene, person).is_empty() {
                tag(ui, Tone::Isolate, scene.text.get("people-conflict"));
            }
        }
        Some(Shown::Phone) => {
            label(ui, &scene.phone(person), body);
        }
        Some(Shown::Document) => {
            label(ui, &scene.document(person), body);
        }
        Some(Shown::Kind) => {
            muted(ui, &scene.word("kind", person.kind.key()), size::BODY);
        }
        Some(Shown::Today) => today(ui, scene, person),
        None => {}
    }
}

fn today(ui: &mut Ui, scene: &Scene<'_>, person: &Person) {
    if person.status != Status::Active {
        tag(ui, Tone::Refuse, &scene.word("status", person.status.key()));
        return;
    }
    let today = scene.view.today(person.id);
    if today.inside {
        tag(ui, Tone::Report, scene.text.get("gate-inside"));
    }
    match today.earlier.last() {
        Some(last) => {
            let tone = crate::ui::sentences::tone(last.verdict);
            tag(ui, tone, &last.celsius.shown(scene.view.settings.unit));
        }
        None if scene.view.is_unmeasured(person) => {
            tag(ui, Tone::Recheck, scene.text.get("gate-unmeasured"));
        }
        None => {}
    }
}

fn nobody(ui: &mut Ui, scene: &Scene<'_>) {
    let empty = scene.view.roster.people().is_empty();
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(Icon::Users.text(size::VERDICT).color(theme::of(ui).line));
        muted(
            ui,
            scene.text.get(if empty { "people-none" } else { "people-none-found" }),
            size::SECOND,
        );
    });
}
