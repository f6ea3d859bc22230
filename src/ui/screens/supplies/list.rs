//! The list of stock: which items it shows, what is low above it, and a row of it.

use eframe::egui::{self, Ui};

use super::{KEYS, Opens, PANEL, Supplies, with_unit};
use crate::domain::supplies::Position;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, gap, label, muted, segments, tag};

/// Which items the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    All,
    Low,
    /// Expired, or soon.
    Expiring,
}

impl Shown {
    const ALL: [(Self, &'static str); 3] = [
        (Self::All, "supply-shown-all"),
        (Self::Low, "supply-shown-low"),
        (Self::Expiring, "supply-shown-expiring"),
    ];

    fn fits(self, position: &Position) -> bool {
        match self {
            Self::All => true,
            Self::Low => position.stock.low,
            Self::Expiring => position.expired() > 0 || position.expires_soon(),
        }
    }
}

const COLUMNS: [(&str, f32); 6] = [
    ("field-item", 170.0),
    ("field-held", 110.0),
    ("supply-per-day", 100.0),
    ("supply-days-left", 84.0),
    ("field-expiry", 104.0),
    ("word-status", 0.0),
];

impl Supplies {
    /// The items that the list shows, chosen again only when something has changed.
    pub(super) fn choose_rows(&mut self, scene: &Scene<'_>) {
        let now = (self.shown, scene.view.changes);
        if self.chosen_by == Some(now) {
            return;
        }
        let fits = scene.view.supplies.iter().filter(|position| self.shown.fits(position));
        self.rows = fits.map(|position| position.item.id).collect();
        let still = self.rows.iter().position(|id| Some(*id) == self.selected);
        self.cursor = still.unwrap_or_else(|| self.cursor.min(self.rows.len().saturating_sub(1)));
        self.chosen_by = Some(now);
    }

    /// Which items are shown, and what needs no item.
    pub(super) fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            let choices = Shown::ALL.map(|(shown, word)| (shown, text.get(word)));
            segments(ui, text.get("do-filter"), &mut self.shown, &choices);
            let wanted = [Opens::HandOut, Opens::Dilute, Opens::Import, Opens::Export, Opens::New];
            let narrow = theme::is_low(ui);
            for (opens, word, _, _, key) in KEYS.into_iter().filter(|(opens, ..)| wanted.contains(opens)) {
                let icon = match opens {
                    Opens::HandOut => Icon::Users,
                    Opens::Dilute => Icon::Spray,
                    Opens::Import => Icon::Upload,
                    Opens::Export => Icon::Download,
                    Opens::New | Opens::Move(_) | Opens::Edit | Opens::StrikeLast => Icon::Plus,
                };
                let button = Button::secondary(text.get(word));
                let button = if narrow { button } else { button.icon(icon).key(key) };
                if button.show(ui).clicked() {
                    pressed = Some(opens);
                }
            }
        });
        if let Some(opens) = pressed {
            self.open(scene, opens);
        }
    }

    pub(super) fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.rows.is_empty() {
            let key = if scene.view.supplies.is_empty() {
                "supply-nothing"
            } else {
                "supply-none-such"
            };
            gap(ui, ui.available_height() * 0.3);
            ui.vertical_centered(|ui| {
                ui.label(Icon::Package.text(size::VERDICT).color(theme::of(ui).line));
                muted(ui, scene.text.get(key), size::SECOND);
            });
            return;
        }
        // A narrow list leaves out what the item itself says.
        let narrow = ui.available_width() < PANEL + 200.0;
        let said = |title: &str| !narrow || !matches!(title, "supply-per-day" | "field-expiry");
        let shown: Vec<(&'static str, f32)> = COLUMNS.into_iter().filter(|(title, _)| said(title)).collect();
        let column = |(title, width): &(&'static str, f32)| Column {
            title: scene.text.get(title),
            width: *width,
            right: false,
        };
        let columns: Vec<Column<'_>> = shown.iter().map(column).collect();
        let table = ListTable {
            id: "supplies",
            columns: &columns,
            rows: self.rows.len(),
        };
        let (mut cursor, rows) = (self.cursor, &self.rows);
        let position = |row: usize| {
            let id = rows.get(row)?;
            scene.view.supplies.iter().find(|position| position.item.id == *id)
        };
        let sentence = |row| position(row).map_or_else(String::new, |position| spoken(scene, position));
        let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let opened = table.show_kept(ui, &mut cursor, sentence, |ui, row, column| {
            if let (Some(position), Some((title, _))) = (position(row), shown.get(column)) {
                cell(ui, scene, position, title);
            }
        });
        self.cursor = cursor;
        self.selected = self.rows.get(cursor).copied();
        if opened.is_some() && entered && self.front.is_none() {
            self.open(scene, Opens::Move(super::Does::Issue));
        }
    }
}

/// What is low, in one line above everything.
pub(super) fn low(ui: &mut Ui, scene: &Scene<'_>) {
    let low: Vec<&Position> = scene.view.supplies.iter().filter(|position| position.stock.low).collect();
    if low.is_empty() {
        return;
    }
    gap(ui, space::XS);
    ui.horizontal_wrapped(|ui| {
        let ink = theme::of(ui).ink(Tone::Recheck);
        ui.label(Icon::Triangle.text(size::BODY).color(ink));
        let count = u64::try_from(low.len()).unwrap_or_default();
        label(ui, &scene.text.count("supply-low-count", count, &[]), theme::bold(size::BODY));
        for position in low {
            let left = match position.stock.days_left {
                Some(days) => scene.text.count("supply-days", days.into(), &[]),
                None => with_unit(position, position.stock.held),
            };
            tag(ui, Tone::Recheck, &[position.stock.name.as_str(), &left].join(" "));
        }
    });
}

/// A row as one sentence.
fn spoken(scene: &Scene<'_>, position: &Position) -> String {
    let states = states(scene, position).into_iter().map(|(_, word)| word);
    let parts = [position.stock.name.clone(), with_unit(position, position.stock.held)].into_iter();
    let left = position
        .stock
        .days_left
        .map(|days| scene.text.count("supply-lasts", days.into(), &[]));
    parts.chain(left).chain(states).collect::<Vec<_>>().join(" ")
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, position: &Position, title: &str) {
    let stock = &position.stock;
    match title {
        "field-item" => {
            label(ui, &stock.name, theme::regular(size::BODY));
        }
        "field-held" => {
            label(ui, &with_unit(position, stock.held), theme::regular(size::BODY));
        }
        "supply-per-day" => {
            muted(ui, &crate::domain::supplies::amount::amount(rounded(stock.per_day)), size::BODY);
        }
        "supply-days-left" => {
            let days = stock.days_left.map(|days| scene.text.count("supply-days", days.into(), &[]));
            let font = if stock.low {
                theme::bold(size::BODY)
            } else {
                theme::regular(size::BODY)
            };
            label(ui, days.as_deref().unwrap_or("—"), font);
        }
        "field-expiry" => {
            let expiry = position.expiry().map(|day| day.to_string());
            muted(ui, expiry.as_deref().unwrap_or("—"), size::BODY);
        }
        _ => {
            for (tone, word) in states(scene, position) {
                tag(ui, tone, &word);
            }
        }
    }
}

/// A tenth of a unit is enough to show of a mean.
pub(super) fn rounded(thousandths: i64) -> i64 {
    (thousandths + 50).div_euclid(100) * 100
}

/// What there is to say of an item, a word each.
pub(super) fn states(scene: &Scene<'_>, position: &Position) -> Vec<(Tone, String)> {
    let mut states = Vec::new();
    let mut say = |is: bool, tone, key: &str| {
        if is {
            states.push((tone, scene.text.with(key, &[])));
        }
    };
    say(position.stock.held <= 0, Tone::Isolate, "supply-out");
    say(position.stock.held > 0 && position.stock.low, Tone::Recheck, "supply-low");
    say(position.expired() > 0, Tone::Isolate, "supply-expired");
    say(position.expires_soon(), Tone::Ask, "supply-soon");
    states
}
