//! A long list: virtual rows, sorting by a header, a cursor for the keyboard, each row announced as one sentence.

use eframe::egui::{self, Align, Event, Id, Key, Layout, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::TableBuilder;

use super::button::ring;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, CONTROL, size};

/// By which column a list stands in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sorting {
    pub column: usize,
    pub descending: bool,
}

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    pub title: &'a str,
    pub width: f32,
    /// Numbers stand at the right.
    pub right: bool,
}

/// A list of any length.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct ListTable<'a> {
    pub id: &'a str,
    pub columns: &'a [Column<'a>],
    pub rows: usize,
}

impl ListTable<'_> {
    /// Draws the rows on the screen with `cell(ui, row, column)` and names them with `sentence(row)`. Answers the row that
    /// was opened by Enter or a click. `sorting` is `None` where the order is given.
    pub fn show(
        &self,
        ui: &mut Ui,
        cursor: &mut usize,
        sorting: Option<&mut Sorting>,
        sentence: impl Fn(usize) -> String,
        cell: impl FnMut(&mut Ui, usize, usize),
    ) -> Option<usize> {
        self.draw(ui, (cursor, false), sorting, sentence, cell)
    }

    /// The same in the given order, for a list beside which the row stands opened: it stays marked wherever the keyboard is.
    pub fn show_kept(
        &self,
        ui: &mut Ui,
        cursor: &mut usize,
        sentence: impl Fn(usize) -> String,
        cell: impl FnMut(&mut Ui, usize, usize),
    ) -> Option<usize> {
        self.draw(ui, (cursor, true), None, sentence, cell)
    }

    fn draw(
        &self,
        ui: &mut Ui,
        (cursor, kept): (&mut usize, bool),
        mut sorting: Option<&mut Sorting>,
        sentence: impl Fn(usize) -> String,
        mut cell: impl FnMut(&mut Ui, usize, usize),
    ) -> Option<usize> {
        let mut opened = None;
        let id = Id::unique(self.id);
        let focused = ui.memory(egui::Memory::focused) == Some(id);
        if focused {
            move_cursor(ui, cursor, self.rows);
        }
        let moved = is_moved(ui, id, *cursor);
        if focused && entered(ui) && *cursor < self.rows {
            opened = Some(*cursor);
        }
        let response = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Unknown,
                true,
                if *cursor < self.rows { sentence(*cursor) } else { String::new() },
            )
        });
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows()));
        let mut table = TableBuilder::new(ui).id_salt(self.id).sense(Sense::CLICK).auto_shrink(false);
        table = table.cell_layout(Layout::left_to_right(Align::Center)).min_scrolled_height(0.0);
        for column in self.columns {
            let wide = if column.width > 0.0 {
                egui_extras::Column::exact(column.width)
            } else {
                egui_extras::Column::remainder()
            };
            table = table.column(wide.clip(true));
        }
        if moved {
            table = table.scroll_to_row(*cursor, None);
        }
        table
            .header(32.0, |mut header| {
                for (no, column) in self.columns.iter().enumerate() {
                    header.col(|ui| {
                        ui.with_layout(side(column), |ui| title(ui, no, column, sorting.as_deref_mut()));
                    });
                }
            })
            .body(|body| {
                body.rows(CONTROL, self.rows, |mut row| {
                    let no = row.index();
                    row.set_selected(no == *cursor && (focused || kept));
                    for (at, column) in self.columns.iter().enumerate() {
                        row.col(|ui| {
                            ui.with_layout(side(column), |ui| cell(ui, no, at));
                        });
                    }
                    let response = row.response();
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, sentence(no)));
                    if response.clicked() {
                        *cursor = no;
                        opened = Some(no);
                    }
                });
            });
        opened
    }
}

/// Numbers stand under each other by their last digit.
fn side(column: &Column<'_>) -> Layout {
    if column.right {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    }
}

/// Enter, and not one that is still held down: that would do one row after the other.
fn entered(ui: &Ui) -> bool {
    let fresh = |event: &Event| {
        matches!(
            event,
            Event::Key {
                key: Key::Enter,
                pressed: true,
                repeat: false,
                ..
            }
        )
    };
    ui.input(|input| input.events.iter().any(fresh))
}

fn arrows() -> egui::EventFilter {
    egui::EventFilter {
        vertical_arrows: true,
        ..egui::EventFilter::default()
    }
}

fn title(ui: &mut Ui, no: usize, column: &Column<'_>, sorting: Option<&mut Sorting>) {
    let palette = theme::of(ui);
    let words = RichText::new(column.title).font(theme::regular(size::LABEL)).color(palette.muted);
    let Some(sorting) = sorting else {
        ui.label(words);
        return;
    };
    let mut atoms = egui::Atoms::default();
    atoms.push_right(words);
    if sorting.column == no {
        let arrow = if sorting.descending { Icon::ArrowDown } else { Icon::ArrowUp };
        atoms.push_right(arrow.text(size::LABEL).color(palette.accent));
    }
    let response = ui.add(egui::Button::new(atoms).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, column.title));
    ring(ui, &response);
    if response.clicked() {
        *sorting = Sorting {
            column: no,
            descending: sorting.column == no && !sorting.descending,
        };
    }
}

/// Whether the cursor stands elsewhere than when the list was last drawn, whoever moved it: then it is brought into sight.
fn is_moved(ui: &Ui, id: Id, cursor: usize) -> bool {
    let before = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or_default();
    if before != cursor {
        ui.data_mut(|data| data.insert_temp(id, cursor));
    }
    before != cursor
}

fn move_cursor(ui: &Ui, cursor: &mut usize, rows: usize) {
    let last = rows.saturating_sub(1);
    ui.input(|input| {
        for (key, to) in [
            (Key::ArrowDown, cursor.saturating_add(1)),
            (Key::ArrowUp, cursor.saturating_sub(1)),
            (Key::PageDown, cursor.saturating_add(15)),
            (Key::PageUp, cursor.saturating_sub(15)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if input.key_pressed(key) {
                *cursor = to.min(last);
            }
        }
    });
}
