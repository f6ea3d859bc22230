//! The backups of both places in one list, newest first.

use eframe::egui::{Id, Ui};

use super::Backups;
use crate::station::backup::Kept;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, BackupsAsked};
use crate::ui::icons::Icon;
use crate::ui::text::thousands;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Column, ListTable, gap, label, muted, tag};

/// The list by which the keyboard finds it.
const LIST: &str = "backups-list";

const COLUMNS: [(&str, f32, bool); 6] = [
    ("backup-at", 164.0, false),
    ("word-status", 96.0, false),
    ("backup-place", 104.0, false),
    ("backup-why", 0.0, false),
    ("backup-entries", 88.0, true),
    ("backup-size", 96.0, true),
];

/// A row: the backup, and whether it lies in the second place.
type Row<'a> = (&'a Kept, bool);

fn rows<'a>(scene: &Scene<'a>) -> Vec<Row<'a>> {
    let lists = &scene.view.backups.lists;
    let here = lists.here.iter().map(|kept| (kept, false));
    let mut rows: Vec<Row<'a>> = here.chain(lists.there.iter().map(|kept| (kept, true))).collect();
    rows.sort_by_key(|(kept, there)| (std::cmp::Reverse(kept.at), *there));
    rows
}

impl Backups {
    pub(super) fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let rows = rows(scene);
        if rows.is_empty() {
            nothing(ui, scene);
            return;
        }
        let columns = COLUMNS.map(|(title, width, right)| Column {
            title: scene.text.get(title),
            width,
            right,
        });
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: rows.len(),
        };
        self.cursor = self.cursor.min(rows.len() - 1);
        let mut cursor = self.cursor;
        let sentence = |row: usize| rows.get(row).map_or_else(String::new, |row| sentence(scene, row));
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                cell(ui, scene, row, column);
            }
        });
        self.cursor = cursor;
        if std::mem::replace(&mut self.is_fresh, false) && self.front.is_none() {
            ui.memory_mut(|memory| memory.request_focus(Id::unique(LIST)));
        }
        let entered = ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        if opened.is_some() && entered && self.front.is_none() && !self.works {
            self.look(scene, actions);
        }
    }

    /// Asks what putting back the one under the cursor would change.
    pub(super) fn look(&self, scene: &Scene<'_>, actions: &mut Actions) {
        if let Some((kept, _)) = rows(scene).get(self.cursor) {
            actions.push(Action::Backups(BackupsAsked::Look {
                path: Some(kept.path.clone()),
                key: None,
            }));
        }
    }

    /// The one under the cursor.
    pub(super) fn pointed<'a>(&self, scene: &Scene<'a>) -> Option<&'a Kept> {
        rows(scene).get(self.cursor).map(|(kept, _)| *kept)
    }
}

fn nothing(ui: &mut Ui, scene: &Scene<'_>) {
    ui.vertical_centered(|ui| {
        gap(ui, ui.available_height() * 0.25);
        ui.label(Icon::HardDrive.text(size::NAME).color(theme::of(ui).muted));
        gap(ui, space::S);
        muted(ui, scene.text.get("backup-none"), size::BODY);
    });
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, (kept, there): &Row<'_>, column: usize) {
    let body = theme::regular(size::BODY);
    match column {
        0 => label(ui, &scene.view.card.zone.date_time(kept.at), body),
        1 if kept.says.is_some() => tag(ui, Tone::Clear, scene.text.get("backup-proved")),
        1 => tag(ui, Tone::Recheck, scene.text.get("backup-unread")),
        2 => muted(ui, place(scene, *there), size::BODY),
        3 => label(ui, &why(scene, kept), body),
        4 => label(ui, &entries(kept), body),
        _ => label(ui, &bytes(kept.bytes), body),
    };
}

fn sentence(scene: &Scene<'_>, (kept, there): &Row<'_>) -> String {
    let at = scene.view.card.zone.date_time(kept.at);
    [
        at,
        why(scene, kept),
        entries(kept),
        bytes(kept.bytes),
        place(scene, *there).to_owned(),
    ]
    .join(" ")
}

pub(super) fn why(scene: &Scene<'_>, kept: &Kept) -> String {
    scene.word("backup-why", kept.why().key())
}

fn place<'a>(scene: &Scene<'a>, there: bool) -> &'a str {
    scene.text.get(if there { "backup-there" } else { "backup-here" })
}

fn entries(kept: &Kept) -> String {
    kept.says.map_or_else(|| "—".to_owned(), |(_, entries)| thousands(entries))
}

/// `1.2 MB`.
pub(super) fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KB", "MB", "GB"];
    let (mut tenths, mut unit) = (bytes.saturating_mul(10), 0);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        (tenths, unit) = (tenths / 1_024, unit + 1);
    }
    match (tenths / 10, tenths % 10) {
        (whole, _) if unit == 0 || whole >= 100 => format!("{whole} {}", UNITS[unit]),
        (whole, tenth) => format!("{whole}.{tenth} {}", UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, thousands};

    #[test]
    fn sizes_are_said_in_two_or_three_figures() {
        for (size, said) in [
            (0, "0 B"),
            (1_023, "1023 B"),
            (1_024, "1.0 KB"),
            (157_286, "153 KB"),
            (1_310_720, "1.2 MB"),
            (1 << 40, "1024 GB"),
        ] {
            assert_eq!(bytes(size), said);
        }
        assert_eq!((thousands(0), thousands(18_204)), ("0".to_owned(), "18,204".to_owned()));
    }
}
