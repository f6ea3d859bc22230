//! The people: a list that can be sorted, filtered, copied and exported, a page of each, and the roster coming in.

mod chips;
mod columns;
mod contacts;
mod list;
mod own;
mod page;

use std::path::Path;

use eframe::egui::Ui;

use super::bring::Bring;
use super::export::Export;
use super::{Filter, Photo};
use crate::domain::contacts::Contact;
use crate::domain::person::{Person, PersonId};
use crate::domain::settings::Role;
use crate::station::Line;
use crate::station::bring::{Brought, Preview};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::widgets::Sorting;
use columns::Columns;

/// Whether the people are those of this site. Headquarters reads the people of its units; who they are is changed only there.
fn is_own(scene: &Scene<'_>) -> bool {
    scene.view.card.role != Role::Headquarters
}

/// Whoever else carries the number of somebody. Two units may give one number; headquarters cannot tell that from a mistake.
fn sharing<'a>(scene: &Scene<'a>, person: &Person) -> Vec<&'a Person> {
    if is_own(scene) {
        scene.view.roster.sharing(person)
    } else {
        Vec::new()
    }
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Working {
    pub done: u64,
    /// 0 where nobody knows.
    pub all: u64,
}

/// What stands in front of the list.
#[derive(Debug)]
enum Front {
    Page(Box<page::Page>),
    Import(Box<Bring<Preview>>),
    Export(Export),
    Columns,
}

/// The list of the people as it stands on the screen.
#[derive(Debug, Default)]
pub struct People {
    query: String,
    sorting: Sorting,
    cursor: usize,
    columns: Columns,
    photo: Photo,
    /// The people shown, as positions in the roster, and what they were chosen by.
    shown: Vec<u32>,
    chosen_by: Option<(String, Filter, Sorting, usize)>,
    front: Option<Front>,
    fresh: bool,
}

impl People {
    /// Back to the list.
    pub fn list(&mut self) {
        self.front = None;
        self.fresh = true;
        self.chosen_by = None;
    }

    /// Somebody's page, with everything the register knows of them.
    pub fn open(&mut self, person: PersonId, lines: Vec<Line>) {
        self.front = Some(Front::Page(Box::new(page::Page::new(person, lines))));
    }

    /// The columns that somebody chose on this PC.
    pub fn show_columns(&mut self, keys: &str) {
        self.columns = Columns::from_keys(keys);
    }

    /// Whose photo the page lacks.
    pub fn needs_photo(&self) -> Option<PersonId> {
        let Some(Front::Page(page)) = &self.front else { return None };
        let person = page.person();
        self.photo.lacks(person).then_some(person)
    }

    pub fn show_photo(&mut self, photo: Photo) {
        self.photo = photo;
    }

    /// Who has been near the person whose page is open.
    pub fn found_contacts(&mut self, found: Vec<Contact>) {
        if let Some(Front::Page(page)) = &mut self.front {
            page.contacts.found(found);
        }
    }

    /// What a roster would bring.
    pub fn preview(&mut self, brought: &Brought, preview: Preview) {
        self.front = Some(Front::Import(Box::new(Bring::found(brought, preview))));
    }

    /// The roster is taken.
    pub fn taken(&mut self) {
        if matches!(self.front, Some(Front::Import(_))) {
            self.list();
        }
    }

    /// The place that was chosen in a dialog for an export.
    pub fn chose_path(&mut self, path: &Path) {
        let export = match &mut self.front {
            Some(Front::Export(export)) => Some(export),
            Some(Front::Page(page)) => page.contacts.export.as_mut(),
            Some(Front::Import(_) | Front::Columns) | None => None,
        };
        if let Some(export) = export {
            export.chose_path(path);
        }
    }

    /// An export is written.
    pub fn exported(&mut self) {
        match &mut self.front {
            Some(Front::Export(_)) => self.front = None,
            Some(Front::Page(page)) => page.contacts.export = None,
            Some(Front::Import(_) | Front::Columns) | None => {}
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, (filter, working): (Filter, Option<Working>), actions: &mut Actions) {
        let stays = match &mut self.front {
            Some(Front::Page(page)) => page.ui(ui, scene, (&self.photo, working), actions),
            Some(Front::Columns) => {
                let (stays, changed) = self.columns.choose(ui, scene);
                if changed {
                    (self.sorting, self.chosen_by) = (Sorting::default(), None);
                    actions.push(Action::ShowColumns(self.columns.keys()));
                }
                self.table(ui, scene, filter, actions);
                stays
            }
            Some(Front::Import(roster)) => {
                let stays = roster.ui(ui, scene, working, actions);
                self.table(ui, scene, filter, actions);
                stays
            }
            Some(Front::Export(export)) => {
                let stays = export.ui(ui, scene, working, actions);
                self.table(ui, scene, filter, actions);
                stays
            }
            None => {
                self.table(ui, scene, filter, actions);
                return;
            }
        };
        if !stays {
            self.list();
        }
    }

    /// The people that the list shows, chosen again only when something has changed.
    fn choose(&mut self, scene: &Scene<'_>, filter: Filter) {
        let now = (self.query.trim().to_owned(), filter, self.sorting, scene.view.changes);
        if self.chosen_by.as_ref() == Some(&now) {
            return;
        }
        let roster = &scene.view.roster;
        let fits = |person: &Person| match filter {
            Filter::All => true,
            Filter::Inside => scene.view.today(person.id).inside,
            Filter::Unmeasured => scene.view.is_unmeasured(person),
            Filter::Class(kind, class) => person.kind == kind && scene.view.classes.get(person.id) == Some(class),
        };
        let found: Vec<(u32, &Person)> = if now.0.is_empty() {
            (0..).zip(roster.people()).filter(|(_, person)| fits(person)).collect()
        } else {
            let hits = roster.find(&now.0, usize::MAX).into_iter();
            hits.map(|(hit, person)| (hit.no, person))
                .filter(|(_, person)| fits(person))
                .collect()
        };
        self.shown = list::sorted(found, &self.columns, self.sorting, !now.0.is_empty());
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        self.chosen_by = Some(now);
    }

    fn person<'a>(&self, scene: &Scene<'a>, row: usize) -> Option<&'a Person> {
        let no = usize::try_from(*self.shown.get(row)?).ok()?;
        scene.view.roster.people().get(no)
    }
}
