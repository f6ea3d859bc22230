//! The layouts: which form, its titles, and its columns, added, taken out, moved, renamed and added up by keyboard.

use eframe::egui::{self, Align, Id, Key, Layout as Flow, Modifiers, Role, ScrollArea, Ui, WidgetInfo, vec2};
use uuid::Uuid;

use super::focus;
use crate::domain::layout::{Layout, LayoutColumn, Rows};
use crate::domain::report::Figure;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, ReportAsked};
use crate::ui::forms;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Column, Field, ListTable, card, gap, label, muted, segments, toggle};

const COLUMNS: &str = "report-columns";
const LIST: &str = "report-layouts";
/// Width of the list of layouts.
const SIDE: f32 = 264.0;
/// What the editor needs; where there is less, it scrolls.
const WIDE: f32 = 920.0;
const LOW: f32 = 520.0;

/// A layout being edited.
#[derive(Clone, Debug, Default)]
pub(super) struct Editor {
    draft: Option<Layout>,
    chosen: usize,
    cursor: usize,
    width: String,
    days: String,
    signatures: String,
}

impl Editor {
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let layouts = Layout::offered(scene.view.daybook.reports.layouts());
        if self.draft.is_none() {
            self.take(scene, layouts.get(self.chosen).cloned().unwrap_or_default());
            focus(ui, Id::unique(LIST));
        }
        self.keys(ui, actions);
        if ui.available_width() >= WIDE {
            return self.whole(ui, scene, &layouts, actions);
        }
        ScrollArea::both().id_salt("report-editor").auto_shrink(false).show(ui, |ui| {
            ui.set_min_size(vec2(WIDE, LOW));
            self.whole(ui, scene, &layouts, actions);
        });
    }

    /// The list and the form side by side.
    fn whole(&mut self, ui: &mut Ui, scene: &Scene<'_>, layouts: &[Layout], actions: &mut Actions) {
        let height = ui.available_height().max(LOW) - 18.0;
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(SIDE, height), Flow::top_down(Align::Min), |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_size(vec2(SIDE - 18.0, height));
                    self.list(ui, scene, layouts, actions);
                });
            });
            ui.vertical(|ui| {
                card(ui, 16, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                    self.form(ui, scene);
                });
            });
        });
    }

    /// Takes a layout in hand.
    fn take(&mut self, scene: &Scene<'_>, layout: Layout) {
        self.cursor = 0;
        let names = layout.signatures.iter().map(|name| forms::signature_title(scene, name));
        self.signatures = names.collect::<Vec<_>>().join(scene.text.get("word-comma"));
        self.days = layout.days().to_string();
        self.width = layout.columns.first().map(|column| column.width.to_string()).unwrap_or_default();
        self.draft = Some(layout);
    }

    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>, layouts: &[Layout], actions: &mut Actions) {
        let text = scene.text;
        let columns = [Column {
            title: text.get("report-tab-layouts"),
            width: 0.0,
            right: false,
        }];
        let table = ListTable {
            id: LIST,
            columns: &columns,
            rows: layouts.len(),
        };
        let title = |at: usize| layouts.get(at).map(|layout| forms::title(scene, layout)).unwrap_or_default();
        let mut chosen = self.chosen;
        let room = (ui.available_height() - 3.0 * (theme::CONTROL + space::S)).max(80.0);
        ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
            ui.set_min_height(room);
            table.show_kept(ui, &mut chosen, title, |ui, at, _| {
                label(ui, &title(at), theme::regular(size::BODY));
            });
        });
        if chosen != self.chosen {
            self.chosen = chosen;
            self.take(scene, layouts.get(chosen).cloned().unwrap_or_default());
        }
        let wide = ui.available_width();
        if Button::primary(text.get("do-save")).key("Ctrl S").width(wide).show(ui).clicked() {
            self.save(actions);
        }
        if Button::secondary(text.get("report-layout-copy"))
            .icon(Icon::Copy)
            .width(wide)
            .show(ui)
            .clicked()
        {
            self.copy(scene, layouts.len());
        }
        if Button::secondary(text.get("report-layout-away"))
            .icon(Icon::Trash)
            .width(wide)
            .show(ui)
            .clicked()
        {
            self.put_away(actions);
        }
    }

    fn save(&self, actions: &mut Actions) {
        let draft = self.draft.clone().filter(Layout::is_usable);
        actions.extend(draft.map(|layout| Action::Report(ReportAsked::SaveLayout(Box::new(layout)))));
    }

    /// The same form once more, to be changed without losing this one.
    fn copy(&mut self, scene: &Scene<'_>, at: usize) {
        let Some(draft) = &mut self.draft else { return };
        draft.title = scene.text.with("report-layout-copied", &[("title", &forms::title(scene, draft))]);
        draft.id = Uuid::now_v7();
        draft.name = String::new();
        self.chosen = at;
    }

    fn put_away(&mut self, actions: &mut Actions) {
        if let Some(mut layout) = self.draft.take() {
            layout.removed = true;
            self.chosen = 0;
            actions.push(Action::Report(ReportAsked::SaveLayout(Box::new(layout))));
        }
    }

    fn keys(&mut self, ui: &Ui, actions: &mut Actions) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        if pressed(Key::S) {
            self.save(actions);
        }
        if pressed(Key::N) {
            self.add();
        }
        if pressed(Key::D) {
            self.remove();
        }
        if pressed(Key::ArrowUp) {
            self.shift(false);
        }
        if pressed(Key::ArrowDown) {
            self.shift(true);
        }
    }

    /// Adds the first key that no column has yet, behind the one chosen.
    fn add(&mut self) {
        let Some(draft) = &mut self.draft else { return };
        let keys = Layout::keys(draft.rows);
        let unused = keys.iter().find(|key| draft.columns.iter().all(|column| column.key != **key));
        let Some(key) = unused.or_else(|| keys.first()) else { return };
        let group = draft
            .columns
            .get(self.cursor)
            .map(|column| column.group.clone())
            .unwrap_or_default();
        let at = (self.cursor + 1).min(draft.columns.len());
        let column = LayoutColumn {
            key: (*key).to_owned(),
            width: 8,
            group,
            ..LayoutColumn::default()
        };
        draft.columns.insert(at, column);
        self.point(at);
    }

    fn remove(&mut self) {
        let Some(draft) = &mut self.draft else { return };
        if draft.columns.len() > 1 && self.cursor < draft.columns.len() {
            draft.columns.remove(self.cursor);
            let last = draft.columns.len() - 1;
            self.point(self.cursor.min(last));
        }
    }

    fn shift(&mut self, down: bool) {
        let Some(draft) = &mut self.draft else { return };
        let to = if down { self.cursor + 1 } else { self.cursor.wrapping_sub(1) };
        if to < draft.columns.len() && self.cursor < draft.columns.len() {
            draft.columns.swap(self.cursor, to);
            self.point(to);
        }
    }

    fn point(&mut self, at: usize) {
        self.cursor = at;
        let column = self.draft.as_ref().and_then(|draft| draft.columns.get(at));
        self.width = column.map(|column| column.width.to_string()).unwrap_or_default();
    }

    fn form(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        self.titles(ui, scene);
        gap(ui, space::S);
        let room = ui.available_height();
        ui.horizontal_top(|ui| {
            let side = (ui.available_width() * 0.42).max(260.0);
            let left = vec2(ui.available_width() - side - space::L, room);
            ui.allocate_ui_with_layout(left, Flow::top_down(Align::Min), |ui| {
                ui.set_min_size(left);
                self.columns(ui, scene);
            });
            ui.vertical(|ui| {
                ScrollArea::vertical()
                    .id_salt("report-column")
                    .show(ui, |ui| self.column(ui, scene));
            });
        });
    }

    /// The title, the unit, what a row is, and who signs.
    fn titles(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let Some(draft) = &mut self.draft else { return };
        let shipped = if draft.name.is_empty() {
            String::new()
        } else {
            scene.word("layout", &draft.name)
        };
        ui.horizontal_top(|ui| {
            Field::new(text.get("report-layout-title"), &mut draft.title)
                .hint(&shipped)
                .width(260.0)
                .show(ui);
            Field::new(text.get("report-layout-subtitle"), &mut draft.subtitle)
                .width(170.0)
                .show(ui);
            Field::new(text.get("report-unit"), &mut draft.unit)
                .hint(&scene.view.card.site)
                .width(150.0)
                .show(ui);
        });
        ui.horizontal_top(|ui| {
            let signatures = Field::new(text.get("report-layout-signatures"), &mut self.signatures)
                .width(260.0)
                .show(ui);
            if signatures.response.changed() {
                draft.signatures = signed_by(scene, &self.signatures);
            }
            Field::new(text.get("report-note"), &mut draft.note).width(170.0).show(ui);
            ui.vertical(|ui| {
                muted(ui, text.get("report-layout-rows"), size::LABEL);
                rows(ui, scene, draft, &mut self.days);
            });
        });
    }

    /// The columns in their order.
    fn columns(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let Some(draft) = &self.draft else { return };
        let columns = [("report-layout-column", 0.0), ("report-layout-group", 104.0), ("report-sum", 52.0)].map(|(title, width)| Column {
            title: text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: COLUMNS,
            columns: &columns,
            rows: draft.columns.len(),
        };
        let mut cursor = self.cursor;
        let column = |at: usize| draft.columns.get(at);
        let sentence = |at| column(at).map(|column| forms::column_title(scene, column)).unwrap_or_default();
        table.show_kept(ui, &mut cursor, sentence, |ui, at, part| {
            let Some(column) = column(at) else { return };
            match part {
                0 => {
                    label(ui, &forms::column_title(scene, column), theme::regular(size::BODY));
                }
                1 => {
                    muted(ui, &forms::group_title(scene, &column.group), size::BODY);
                }
                _ if column.sum => {
                    ui.label(Icon::Check.text(size::BODY).color(theme::of(ui).accent));
                }
                _ => {}
            }
        });
        if cursor != self.cursor {
            self.point(cursor);
        }
    }

    /// The column chosen: what it holds, its title, width, group, and whether it is added up.
    fn column(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let Some(draft) = &mut self.draft else { return };
        let keys = Layout::keys(draft.rows);
        let Some(column) = draft.columns.get_mut(self.cursor) else { return };
        muted(ui, text.get("report-layout-holds"), size::LABEL);
        let word = forms::key_word(scene, &column.key);
        let select = egui::ComboBox::new("report-key", "").width(220.0).selected_text(&word);
        let response = select.show_ui(ui, |ui| {
            for key in keys {
                ui.selectable_value(&mut column.key, key.to_owned(), forms::key_word(scene, key));
            }
        });
        response
            .response
            .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, text.get("report-layout-holds")));
        let title = Field::new(text.get("report-layout-title-of"), &mut column.title)
            .hint(&word)
            .width(232.0);
        title.id(Id::unique("report-column-title")).show(ui);
        Field::new(text.get("report-layout-group"), &mut column.group).width(232.0).show(ui);
        ui.horizontal(|ui| {
            let width = Field::new(text.get("report-layout-width"), &mut self.width)
                .numeric()
                .width(100.0)
                .show(ui);
            if width.response.changed()
                && let Some(width) = self.width.trim().parse().ok().filter(|width| (2..=80).contains(width))
            {
                column.width = width;
            }
            ui.vertical(|ui| {
                muted(ui, "", size::LABEL);
                toggle(ui, text.get("report-sum"), &mut column.sum);
            });
        });
        gap(ui, space::S);
        self.buttons(ui, scene);
    }

    fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        ui.horizontal_wrapped(|ui| {
            if Button::secondary(text.get("report-column-add")).icon(Icon::Plus).show(ui).clicked() {
                self.add();
            }
            if Button::secondary(text.get("report-column-remove"))
                .icon(Icon::Trash)
                .show(ui)
                .clicked()
            {
                self.remove();
            }
            if Button::secondary(text.get("report-column-up"))
                .icon(Icon::ArrowUp)
                .show(ui)
                .clicked()
            {
                self.shift(false);
            }
            if Button::secondary(text.get("report-column-down"))
                .icon(Icon::ArrowDown)
                .show(ui)
                .clicked()
            {
                self.shift(true);
            }
        });
    }
}

/// A day a row, so many of them; or a person a row, whoever is behind a figure.
fn rows(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Layout, days: &mut String) {
    let text = scene.text;
    ui.horizontal(|ui| {
        let mut people = matches!(draft.rows, Rows::People(_));
        let choices = [(false, text.get("report-rows-days")), (true, text.get("report-rows-people"))];
        if segments(ui, text.get("report-layout-rows"), &mut people, &choices) {
            draft.rows = if people { Rows::People(Figure::InIsolation) } else { Rows::Days(1) };
            let keys = Layout::keys(draft.rows);
            draft.columns.retain(|column| keys.contains(&column.key.as_str()));
            if draft.columns.is_empty() {
                let first = |key: &&str| LayoutColumn {
                    key: (*key).to_owned(),
                    width: 10,
                    ..LayoutColumn::default()
                };
                draft.columns = keys.iter().take(2).map(first).collect();
            }
        }
        match &mut draft.rows {
            Rows::Days(count) => {
                let field = Field::new(text.get("report-rows-count"), days)
                    .hide_label()
                    .numeric()
                    .width(64.0)
                    .show(ui);
                if field.response.changed()
                    && let Some(days) = days.trim().parse().ok().filter(|days| (1..=31).contains(days))
                {
                    *count = days;
                }
            }
            Rows::People(figure) => {
                let select = egui::ComboBox::new("report-rows-of", "").width(120.0);
                select.selected_text(scene.word("figure", figure.key())).show_ui(ui, |ui| {
                    for one in Figure::ALL {
                        ui.selectable_value(figure, *one, scene.word("figure", one.key()));
                    }
                });
            }
        }
    });
}

/// The names of who signs; a word that ships is kept as its key, so that it follows the language.
fn signed_by(scene: &Scene<'_>, typed: &str) -> Vec<String> {
    let names = typed
        .split([',', '，', '、', ';', '；'])
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let key = |name: &str| {
        let known = crate::domain::layout::SIGNATURES.into_iter();
        let mut known = known.filter(|key| scene.word("report-sign", key) == name);
        known.next().map_or_else(|| name.to_owned(), str::to_owned)
    };
    names.map(key).collect()
}
