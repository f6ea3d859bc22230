//! The right column: four figures, who waits for a second measurement, the last lines.

use eframe::egui::{self, Align, Align2, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use crate::station::Line;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::screens::{Filter, Screen};
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{card, figure, muted, tag};

/// The column's width with its gap; nothing where the window is too narrow for both.
pub(super) fn width(ui: &Ui) -> f32 {
    if ui.available_width() > 860.0 { 352.0 } else { 0.0 }
}

pub(super) fn draw(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: 16,
            ..egui::Margin::ZERO
        })
        .show(ui, |ui| {
            figures(ui, scene, actions);
            ui.add_space(space::S);
            if !scene.view.waiting.is_empty() {
                card(ui, 16, |ui| lane(ui, scene, actions));
                ui.add_space(space::S);
            }
            card(ui, 0, |ui| lines(ui, scene, actions));
        });
}

/// Where there is no room for the column: its figures in a line, and who waits in as many tags as the line holds.
pub(super) fn line(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    // As high as its tags and no higher: every point is the verdict's.
    let row = vec2(ui.available_width(), 26.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        let figures = scene.view.figures;
        for (key, number, filter) in [
            ("gate-passed-in", figures.passed_in.to_string(), None),
            ("gate-inside", figures.inside.to_string(), Some(Filter::Inside)),
            ("gate-unmeasured", figures.unmeasured.to_string(), Some(Filter::Unmeasured)),
        ] {
            let said = [scene.text.get(key), &number].join(" ");
            if muted(ui, &said, size::LABEL).interact(Sense::click()).clicked() {
                actions.extend(filter.map(|filter| Action::Show(Screen::People(filter))));
            }
        }
        let waiting = &scene.view.waiting;
        for (no, somebody) in (0_u64..).zip(waiting) {
            let left = u64::try_from(waiting.len()).unwrap_or_default() - no;
            if ui.available_width() < 160.0 {
                muted(ui, &scene.text.count("gate-more", left, &[]), size::LABEL);
                break;
            }
            let due = somebody.from <= scene.now;
            let when = if due {
                scene.text.get("gate-due").to_owned()
            } else {
                scene.remaining(somebody.from)
            };
            let said = [scene.name(&somebody.name), when].join(" ");
            let tone = if due { Tone::Clear } else { Tone::Recheck };
            if tag(ui, tone, &said).interact(Sense::click()).clicked() {
                actions.push(Action::Choose(somebody.person));
            }
        }
    });
}

fn figures(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    card(ui, 0, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let width = ui.available_width() / 4.0;
            let figures = scene.view.figures;
            let overdue = (figures.overdue > 0).then_some(Tone::Isolate);
            let unmeasured = (figures.unmeasured > 0).then_some(Tone::Recheck);
            figure(ui, width, scene.text.get("gate-passed-in"), &figures.passed_in.to_string(), None);
            let inside = figure(ui, width, scene.text.get("gate-inside"), &figures.inside.to_string(), None);
            let missing = figure(
                ui,
                width,
                scene.text.get("gate-unmeasured"),
                &figures.unmeasured.to_string(),
                unmeasured,
            );
            let late = figure(ui, width, scene.text.get("gate-overdue"), &figures.overdue.to_string(), overdue);
            if late.clicked() {
                actions.push(Action::Show(Screen::GoingOut));
            }
            for (response, filter) in [(inside, Filter::Inside), (missing, Filter::Unmeasured)] {
                if response.clicked() {
                    actions.push(Action::Show(Screen::People(filter)));
                }
            }
        });
    });
}

fn lane(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    ui.set_width(ui.available_width());
    ui.spacing_mut().item_spacing.y = 2.0;
    muted(ui, scene.text.get("gate-lane"), size::LABEL);
    for waiting in scene.view.waiting.iter().take(5) {
        let due = waiting.from <= scene.now;
        let when = if due {
            scene.text.get("gate-due").to_owned()
        } else {
            scene.text.with("gate-remaining", &[("time", &scene.remaining(waiting.from))])
        };
        let tones = if due {
            (Tone::Clear, Tone::Recheck)
        } else {
            (Tone::Recheck, Tone::Recheck)
        };
        let celsius = waiting.celsius.shown(scene.view.settings.unit);
        let palette = theme::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
        let called = scene.name(&waiting.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{called} {celsius} {when}")));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand(4.0), radius::TAG, palette.accent_soft);
        }
        let name = theme::regular(size::BODY);
        let drawn = ui
            .painter()
            .text(rect.left_center(), Align2::LEFT_CENTER, &called, name.clone(), palette.text);
        let at = drawn.right_center() + vec2(10.0, 0.0);
        ui.painter()
            .text(at, Align2::LEFT_CENTER, celsius, name.clone(), palette.ink(tones.1));
        ui.painter()
            .text(rect.right_center(), Align2::RIGHT_CENTER, when, name, palette.ink(tones.0));
        if response.clicked() {
            actions.push(Action::Choose(waiting.person));
        }
    }
    let more = scene.view.waiting.len().saturating_sub(5);
    if more > 0 {
        muted(
            ui,
            &scene.text.count("gate-more", u64::try_from(more).unwrap_or_default(), &[]),
            size::LABEL,
        );
    }
}

fn lines(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    ui.set_width(ui.available_width());
    ui.spacing_mut().item_spacing.y = 0.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let palette = theme::of(ui);
    let title = rect.left_center() + vec2(16.0, 0.0);
    ui.painter().text(
        title,
        Align2::LEFT_CENTER,
        scene.text.get("gate-recent"),
        theme::regular(size::LABEL),
        palette.muted,
    );
    if scene.view.recent.is_empty() {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
            muted(ui, scene.text.get("gate-recent-empty"), size::BODY);
        });
    }
    let height = ui.available_height();
    let rows = scene.view.recent.len();
    egui::ScrollArea::vertical()
        .id_salt("gate-lines")
        .max_height(height)
        .auto_shrink(false)
        .show_rows(ui, 40.0, rows, |ui, range| {
            for line in scene.view.recent.iter().skip(range.start).take(range.len()) {
                if row(ui, scene, line) {
                    actions.push(Action::Open(line.person));
                }
            }
        });
}

/// A line of the register. Says whether it was pressed.
fn row(ui: &mut Ui, scene: &Scene<'_>, line: &Line) -> bool {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let time = scene.view.card.zone.time(line.at);
    let celsius = line
        .celsius
        .map_or_else(String::new, |celsius| celsius.shown(scene.view.settings.unit));
    let word = verdict_word(scene, line);
    let below = below(scene, line);
    let called = scene.name(&line.name);
    let said = [time.as_str(), &called, &celsius, &word, below.as_deref().unwrap_or_default()].join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, said.trim_end()));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 0, palette.accent_soft);
    }
    painter.hline(rect.x_range(), rect.top(), theme::line(ui));
    let corrected = line.corrected_by.is_some();
    let ink = if corrected { palette.muted } else { palette.text };
    let y = rect.center().y;
    let regular = theme::regular(size::BODY);
    painter.text(
        egui::pos2(rect.left() + 16.0, y),
        Align2::LEFT_CENTER,
        time,
        theme::regular(size::LABEL),
        palette.muted,
    );
    let lift = if below.is_some() { 8.0 } else { 0.0 };
    let name = egui::pos2(rect.left() + 84.0, y - lift);
    painter.text(name, Align2::LEFT_CENTER, &called, regular.clone(), ink);
    if let Some(below) = below {
        let at = egui::pos2(rect.left() + 84.0, y + 11.0);
        painter.text(at, Align2::LEFT_CENTER, below, theme::regular(size::LABEL), palette.muted);
    }
    painter.text(egui::pos2(rect.right() - 112.0, y), Align2::RIGHT_CENTER, celsius, regular, ink);
    let tone = if corrected { Tone::Refuse } else { tone(line.verdict) };
    let galley = painter.layout_no_wrap(word, theme::regular(size::LABEL), palette.ink(tone));
    let size = galley.size() + vec2(18.0, 6.0);
    let tag = egui::Rect::from_min_size(egui::pos2(rect.right() - 16.0 - size.x, y - size.y / 2.0), size);
    painter.rect_filled(tag, radius::TAG, palette.soft(tone));
    painter.galley(tag.min + vec2(9.0, 3.0), galley, palette.ink(tone));
    if corrected {
        painter.hline(
            egui::Rangef::new(rect.left() + 84.0, rect.right() - 112.0),
            y,
            egui::Stroke::new(1.0, palette.muted),
        );
    }
    response.clicked()
}

/// What stands under the name: the station where that is another one, that the line was entered later, and that nobody
/// has confirmed who recorded it.
fn below(scene: &Scene<'_>, line: &Line) -> Option<String> {
    let parts = scene.view.elsewhere(line.chain).into_iter().chain(scene.late(line));
    let parts: Vec<String> = parts.chain(scene.unconfirmed(line)).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `放行 进`, `复测`, `已更正`.
pub(crate) fn verdict_word(scene: &Scene<'_>, line: &Line) -> String {
    if line.corrected_by.is_some() {
        return scene.text.get("register-corrected").to_owned();
    }
    if line.passed {
        let direction = scene.word("direction", line.direction.key());
        return scene.text.with("register-passed", &[("direction", &direction)]);
    }
    scene.word("verdict", line.verdict.key())
}
