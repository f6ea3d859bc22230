//! Supplies over all units: what is low first, who keeps how much of it, and who could help whom.

use eframe::egui::{self, Align2, Id, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::domain::day::Day;
use crate::domain::group::{Group, Holding, ItemLine};
use crate::domain::supplies::amount::amount;
use crate::ui::Scene;
use crate::ui::forms::help_said;
use crate::ui::icons::Icon;
use crate::ui::text::Lang;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{Column, ListTable, gap, heading, label, muted, tag};

pub(super) const TABLE: &str = "headquarters-stock";
const PANEL: f32 = 500.0;
/// How high each part is at least.
const LEAST: f32 = 220.0;
/// Bars end here: a month is enough of anything.
const FULL_DAYS: u16 = 30;

/// The list as it stands.
#[derive(Debug, Default)]
pub(super) struct Stock {
    cursor: usize,
    shown: Option<((usize, Lang), Vec<ItemLine>)>,
}

impl Stock {
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// Every unit's amount of everything, as a spreadsheet takes them.
    pub(super) fn copy(&self, scene: &Scene<'_>) -> Option<crate::ui::action::Action> {
        let (_, lines) = self.shown.as_ref()?;
        let titles = [
            "field-item",
            "hq-unit",
            "field-held",
            "hq-measure",
            "supply-per-day",
            "supply-days-left",
        ];
        let row = |line: &ItemLine, holding: &Holding| {
            vec![
                line.name.clone(),
                holding.unit.name().to_owned(),
                amount(holding.held),
                line.measure.clone(),
                amount(holding.shelf.per_day),
                holding.shelf.days_left.map(|days| days.to_string()).unwrap_or_default(),
            ]
        };
        let rows = lines
            .iter()
            .flat_map(|line| line.holdings.iter().map(move |holding| row(line, holding)));
        let titles = titles.map(|key| scene.text.get(key).to_owned()).to_vec();
        Some(crate::ui::action::Action::CopyRows(
            crate::domain::peer::Level::Counts,
            titles,
            rows.collect(),
        ))
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, (group, day): (&Group, Day)) {
        let of = (scene.view.changes, scene.text.lang());
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != of) {
            self.shown = Some((of, group.supplies(day)));
        }
        let Some((_, lines)) = &self.shown else { return };
        if lines.is_empty() {
            super::empty::nothing(ui, Icon::Package, scene.text.get("hq-no-supplies"));
            return;
        }
        self.cursor = self.cursor.min(lines.len() - 1);
        super::parted(ui, PANEL, [LEAST; 2], |ui, list, panel| {
            super::within(ui, list, |ui| table(ui, scene, lines, &mut self.cursor));
            super::within(ui, panel, |ui| {
                if let Some(line) = lines.get(self.cursor) {
                    ScrollArea::vertical()
                        .id_salt("headquarters-holdings")
                        .auto_shrink(false)
                        .show(ui, |ui| item(ui, scene, line));
                }
            });
        });
    }
}

fn table(ui: &mut Ui, scene: &Scene<'_>, lines: &[ItemLine], cursor: &mut usize) {
    let columns = [
        ("field-item", 0.0, false),
        ("field-held", 120.0, true),
        ("supply-days-left", 92.0, true),
        ("hq-low-units", 116.0, true),
    ];
    let columns = columns.map(|(title, width, right)| Column {
        title: scene.text.get(title),
        width,
        right,
    });
    let table = ListTable {
        id: TABLE,
        columns: &columns,
        rows: lines.len(),
    };
    let sentence = |no: usize| lines.get(no).map(|line| spoken(scene, line)).unwrap_or_default();
    table.show_kept(ui, cursor, sentence, |ui, no, column| {
        let Some(line) = lines.get(no) else { return };
        match column {
            0 => drop(label(ui, &line.name, theme::bold(size::BODY))),
            1 => drop(label(ui, &with_measure(line, line.held()), theme::regular(size::BODY))),
            2 => drop(label(ui, &days(scene, line.days_left()), theme::regular(size::BODY))),
            _ if line.low() > 0 => drop(tag(ui, Tone::Recheck, &low(scene, line))),
            _ => drop(muted(ui, "—", size::BODY)),
        }
    });
}

fn spoken(scene: &Scene<'_>, line: &ItemLine) -> String {
    let parts = [line.name.clone(), with_measure(line, line.held()), days(scene, line.days_left())];
    let low = (line.low() > 0).then(|| low(scene, line));
    parts.into_iter().chain(low).collect::<Vec<_>>().join(" ")
}

/// `2 of 5 units low`
fn low(scene: &Scene<'_>, line: &ItemLine) -> String {
    let (low, of) = (line.low().to_string(), line.holdings.len().to_string());
    scene.text.with("hq-low-of", &[("low", &low), ("of", &of)])
}

fn with_measure(line: &ItemLine, thousandths: i64) -> String {
    [amount(thousandths), line.measure.clone()].join(" ")
}

fn days(scene: &Scene<'_>, days: Option<u32>) -> String {
    days.map_or_else(|| "—".to_owned(), |days| scene.text.count("hq-days", days.into(), &[]))
}

/// One thing: each unit that keeps it with a bar of its days, and who could help whom.
fn item(ui: &mut Ui, scene: &Scene<'_>, line: &ItemLine) {
    heading(ui, &line.name);
    muted(ui, scene.text.get("hq-days-by-unit"), size::LABEL);
    gap(ui, space::XS);
    for holding in &line.holdings {
        bar(ui, scene, line, holding);
    }
    gap(ui, space::M);
    if line.low() == 0 {
        return;
    }
    label(ui, scene.text.get("hq-help"), theme::bold(size::SECOND));
    let helps: Vec<String> = line.helps.iter().filter_map(|help| help_said(scene, line, help)).collect();
    if helps.is_empty() {
        muted(ui, scene.text.get("hq-help-none"), size::BODY);
        return;
    }
    for said in helps {
        ui.horizontal_top(|ui| {
            ui.label(Icon::ChevronRight.text(size::BODY).color(theme::of(ui).accent));
            ui.add(egui::Label::new(RichText::new(said).font(theme::regular(size::BODY)).color(theme::of(ui).text)).wrap());
        });
    }
    muted(ui, scene.text.get("hq-help-note"), size::LABEL);
}

/// A unit's days as a bar: its name before, the days and the amount behind.
fn bar(ui: &mut Ui, scene: &Scene<'_>, line: &ItemLine, holding: &Holding) {
    const HEIGHT: f32 = 32.0;
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let (left, held) = (days(scene, holding.shelf.days_left), with_measure(line, holding.held));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, [holding.unit.name(), &left, &held].join(" ")));
    let (name, numbers) = (rect.width() * 0.34, rect.width() * 0.34);
    let track = Rect::from_min_max(rect.min + vec2(name, 9.0), rect.max - vec2(numbers, 9.0));
    let painter = ui.painter();
    let clipped = painter.with_clip_rect(Rect::from_min_size(rect.min, vec2(name - space::S, HEIGHT)));
    clipped.text(
        rect.left_center(),
        Align2::LEFT_CENTER,
        holding.unit.name(),
        theme::regular(size::BODY),
        palette.text,
    );
    painter.rect_filled(track, radius::TAG, palette.sunken);
    let ink = if holding.shelf.low {
        palette.ink(Tone::Recheck)
    } else {
        palette.accent
    };
    if let Some(days) = holding.shelf.days_left {
        let part = f32::from(u16::try_from(days).unwrap_or(FULL_DAYS).min(FULL_DAYS)) / f32::from(FULL_DAYS);
        let filled = Rect::from_min_size(track.min, vec2((track.width() * part).max(2.0), track.height()));
        painter.rect_filled(filled, radius::TAG, ink);
    }
    let at = rect.right_center() - vec2(numbers - space::S, 0.0);
    let ink = if holding.shelf.low { ink } else { palette.text };
    painter.text(at, Align2::LEFT_CENTER, left, theme::bold(size::BODY), ink);
    painter.text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        held,
        theme::regular(size::LABEL),
        palette.muted,
    );
}

/// The list has the keyboard from the next frame on.
pub(super) fn take_focus(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(Id::unique(TABLE)));
}
