//! The list of notices, what is known about the one chosen, and what it says read out.

use eframe::egui::{self, Key, Modifiers, Ui};
use uuid::Uuid;

use super::{Notices, TABLE, table_id, turned_down};
use crate::domain::notices::{Notice, Spot, Standing};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, NoticesAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, Dialog, ListTable, gap, label, muted, segments, tag};

const COLUMNS: [(&str, f32); 4] = [
    ("word-status", 84.0),
    ("notices-title", 0.0),
    ("notices-where", 112.0),
    ("notices-days", 124.0),
];

impl Notices {
    pub(super) fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>, notices: &[Notice], beside: bool, actions: &mut Actions) {
        let text = scene.text;
        ui.horizontal(|ui| {
            let words = Spot::ALL.map(|spot| (spot, scene.word("notices-spot", spot.key())));
            let choices: Vec<(Spot, &str)> = words.iter().map(|(spot, word)| (*spot, word.as_str())).collect();
            if segments(ui, text.get("notices-here"), &mut self.spot, &choices) {
                actions.push(Action::Notices(NoticesAsked::StandsAt(self.spot)));
            }
            // Where there is no room beside the list, the other buttons are keys at the bottom.
            if !beside && let Some(notice) = self.chosen(notices) {
                self.show_or_stop(ui, scene, notice.id);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let new = Button::secondary(text.get("notices-new")).icon(Icon::Plus).key("Ctrl N");
                if new.show(ui).clicked() {
                    self.edit(&Notice::default());
                }
            });
        });
        gap(ui, space::XS);
        if let Some(opened) = self.table(ui, scene, notices) {
            self.edit(&opened.clone());
        }
    }

    fn table<'a>(&mut self, ui: &mut Ui, scene: &Scene<'_>, notices: &'a [Notice]) -> Option<&'a Notice> {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: TABLE,
            columns: &columns,
            rows: notices.len(),
        };
        if std::mem::take(&mut self.fresh) {
            ui.memory_mut(|memory| memory.request_focus(table_id()));
        }
        let (mut cursor, before) = (self.cursor, self.cursor);
        let sentence = |row: usize| {
            notices
                .get(row)
                .map_or_else(String::new, |notice| [state(scene, notice), notice.title.clone()].join(" "))
        };
        let this = &*self;
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, row, column| {
            if let Some(notice) = notices.get(row) {
                this.cell(ui, scene, notice, column);
            }
        });
        self.cursor = cursor;
        self.selected = notices.get(cursor).map(|notice| notice.id);
        // The first click chooses, the next one opens, as Enter does.
        opened.filter(|row| *row == before).and_then(|row| notices.get(row))
    }

    fn cell(&self, ui: &mut Ui, scene: &Scene<'_>, notice: &Notice, column: usize) {
        match column {
            0 => {
                tag(ui, tone(scene, notice), &state(scene, notice));
            }
            1 => {
                if self.wall.current() == Some(notice.id) {
                    ui.label(Icon::Eye.text(size::BODY).color(theme::of(ui).accent));
                }
                label(ui, &notice.title, theme::name_font(ui, &notice.title, size::BODY));
                if self.drafts.contains_key(&notice.id) {
                    muted(ui, scene.text.get("notices-unsaved"), size::LABEL);
                }
            }
            2 => {
                muted(ui, &spots(scene, notice), size::LABEL);
            }
            _ => {
                muted(ui, &days(scene, notice), size::LABEL);
            }
        }
    }

    fn show_or_stop(&mut self, ui: &mut Ui, scene: &Scene<'_>, notice: Uuid) {
        let show = Button::primary(scene.text.get("notices-show")).icon(Icon::Eye).key("F5");
        if show.show(ui).clicked() {
            self.wall.show(scene, self.spot, notice);
        }
        let stop = Button::secondary(scene.text.get("notices-stop")).key("Esc");
        if self.wall.is_on() && stop.show(ui).clicked() {
            self.wall.stop();
        }
    }

    /// What can be done about a notice.
    pub(super) fn buttons(&mut self, ui: &mut Ui, scene: &Scene<'_>, notice: &Notice, actions: &mut Actions) {
        let text = scene.text;
        ui.horizontal_wrapped(|ui| {
            self.show_or_stop(ui, scene, notice.id);
            if Button::secondary(text.get("do-edit"))
                .icon(Icon::Pencil)
                .key("Enter")
                .show(ui)
                .clicked()
            {
                self.edit(notice);
            }
            if Button::secondary(text.get("notices-read"))
                .icon(Icon::FileText)
                .key("F7")
                .show(ui)
                .clicked()
            {
                self.reading = true;
            }
            let print = Button::secondary(text.get("notices-print")).icon(Icon::Printer).key("Ctrl P");
            if print.show(ui).clicked() {
                actions.push(Action::Notices(NoticesAsked::Print(Box::new(notice.clone()))));
            }
            let word = if notice.down { "notices-up" } else { "notices-down" };
            if Button::secondary(text.get(word)).key("F8").show(ui).clicked() {
                actions.push(turned_down(notice));
            }
        });
        if self.wall.is_on() {
            gap(ui, space::XS);
            muted(ui, text.get("notices-window-keys"), size::LABEL);
        }
    }
}

/// Where and when it was shown.
pub(super) fn about(ui: &mut Ui, scene: &Scene<'_>, notice: &Notice) {
    let book = &scene.view.daybook.notices;
    let last = book.shown(notice.id).next_back();
    let said = last.map_or_else(
        || scene.text.get("notices-never").to_owned(),
        |(at, spot)| {
            let times = u64::try_from(book.shown(notice.id).count()).unwrap_or_default();
            let (at, spot) = (scene.view.card.zone.date_time(at), scene.word("notices-spot", spot.key()));
            scene.text.count("notices-shown", times, &[("at", &at), ("where", &spot)])
        },
    );
    let seconds = scene.text.count(
        "notices-stays",
        u64::from(notice.seconds),
        &[("seconds", &notice.seconds.to_string())],
    );
    muted(ui, &[said, seconds].join(" · "), size::LABEL);
    gap(ui, space::XS);
}

/// What a shift leader reads, large. Says whether it stays.
pub(super) fn read_out(ui: &Ui, scene: &Scene<'_>, notice: Option<&Notice>, actions: &mut Actions) -> bool {
    let Some(notice) = notice else { return false };
    let text = scene.text;
    let mut closed = false;
    let print = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::P));
    let escaped = Dialog::new(text.get("notices-read")).width(960.0).show(ui.ctx(), |ui| {
        label(ui, &notice.title, theme::name_font(ui, &notice.title, size::NAME));
        gap(ui, space::S);
        for paragraph in notice.read_out().lines() {
            label(ui, paragraph, theme::regular(size::FIGURE));
            gap(ui, space::XS);
        }
        gap(ui, space::M);
        ui.horizontal(|ui| {
            let pressed = Button::primary(text.get("notices-print"))
                .icon(Icon::Printer)
                .key("Ctrl P")
                .show(ui)
                .clicked();
            if pressed || print {
                actions.push(Action::Notices(NoticesAsked::Print(Box::new(notice.clone()))));
            }
            closed = Button::secondary(text.get("do-back")).key("Esc").show(ui).clicked();
        });
    });
    !(escaped || closed)
}

/// `紧急`, or how it stands today.
fn state(scene: &Scene<'_>, notice: &Notice) -> String {
    match notice.standing(scene.view.day) {
        Standing::Up if notice.urgent => scene.text.get("notices-urgent").to_owned(),
        standing @ (Standing::Up | Standing::Coming | Standing::Over | Standing::Down) => scene.word("notices-standing", standing.key()),
    }
}

fn tone(scene: &Scene<'_>, notice: &Notice) -> Tone {
    match notice.standing(scene.view.day) {
        Standing::Up if notice.urgent => Tone::Isolate,
        Standing::Up => Tone::Clear,
        Standing::Coming => Tone::Report,
        Standing::Over | Standing::Down => Tone::Refuse,
    }
}

fn spots(scene: &Scene<'_>, notice: &Notice) -> String {
    if notice.spots.is_empty() {
        return scene.text.get("notices-everywhere").to_owned();
    }
    let words: Vec<String> = notice.spots.iter().map(|spot| scene.word("notices-spot", spot.key())).collect();
    words.join(" ")
}

fn days(scene: &Scene<'_>, notice: &Notice) -> String {
    let today = scene.view.day;
    match (notice.from, notice.until) {
        (None, None) => scene.text.get("notices-always").to_owned(),
        (from, until) => {
            let short = |day: Option<crate::domain::day::Day>| day.map(|day| day.short(today)).unwrap_or_default();
            format!("{} – {}", short(from), short(until))
        }
    }
}
