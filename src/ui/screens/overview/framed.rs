//! A chart in its card: it has the keyboard as a whole, and the arrows go through its numbers.

use eframe::egui::{self, EventFilter, Id, Key, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::chart::Chart;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, OverviewAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, CONTROL, radius, size, space};
use crate::ui::widgets::card;

/// Draws it in its place; `mark` is the number that the arrows have gone to. Says whether it was used.
pub(in crate::ui::screens) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    chart: &Chart,
    (rect, mark): (Rect, &mut Option<usize>),
    actions: &mut Actions,
) -> bool {
    let id = Id::unique(("overview-chart", chart.key));
    let focused = ui.memory(egui::Memory::focused) == Some(id);
    if focused {
        *mark = moved(ui, chart, *mark);
    }
    let mut used = focused;
    let kept = mark.filter(|_| focused);
    let pointed = ui.data(|data| data.get_temp::<usize>(id));
    let marked = pointed.or(kept).filter(|no| *no < chart.labels.len());
    let drawn = within(ui, rect, |ui| {
        chart.head(ui, 2.0 * CONTROL + space::S, |ui| {
            for (shape, word, asked) in [
                (Icon::Copy, "overview-copy", copy as fn(&Chart) -> Action),
                (Icon::Image, "overview-keep", keep),
            ] {
                let name = format!("{} {}", scene.text.get(word), chart.title);
                if icon(ui, shape, &name) {
                    used = true;
                    actions.push(asked(chart));
                }
            }
        });
        chart.legend(ui, marked.or(Some(chart.latest)));
        chart.plot(ui, ui.available_height(), marked)
    });
    let response = ui.interact(drawn.rect, id, Sense::click());
    response.widget_info(|| {
        let said = marked.map_or_else(|| chart.told(), |no| format!("{} {}", chart.title, chart.said(no)));
        WidgetInfo::labeled(Role::Image, true, said)
    });
    let over = response.hover_pos().and_then(|pos| drawn.pointed(chart, pos));
    ui.data_mut(|data| match over {
        Some(over) => drop(data.insert_temp(id, over)),
        None => data.remove::<usize>(id),
    });
    if over != pointed {
        ui.ctx().request_repaint();
    }
    if response.clicked() {
        response.request_focus();
        *mark = over;
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    if response.has_focus() {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows(chart)));
        ui.painter()
            .rect_stroke(rect, radius::CARD, theme::focus_ring(ui), StrokeKind::Inside);
    }
    used
}

/// Its numbers, to the clipboard.
pub(in crate::ui::screens) fn copy(chart: &Chart) -> Action {
    let (titles, rows) = chart.rows();
    Action::CopyRows(crate::domain::peer::Level::Counts, titles, rows)
}

/// Its picture, as a file.
pub(in crate::ui::screens) fn keep(chart: &Chart) -> Action {
    Action::Overview(OverviewAsked::Picture(Box::new(chart.clone())))
}

/// A card in its place.
pub(in crate::ui::screens) fn within<R>(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    const MARGIN: i8 = 12;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        card(ui, MARGIN, |ui| {
            ui.set_min_size(rect.size() - vec2(2.0, 2.0) - egui::Vec2::splat(2.0 * f32::from(MARGIN)));
            ui.set_max_height(ui.min_size().y);
            ui.spacing_mut().item_spacing.y = space::XS;
            content(ui)
        })
        .inner
    })
    .inner
}

/// A button that is an icon; its name is told, and shown where the pointer rests.
fn icon(ui: &mut Ui, icon: Icon, name: &str) -> bool {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(CONTROL, ui.available_height()), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let ink = if response.hovered() || response.has_focus() {
        palette.accent
    } else {
        palette.muted
    };
    icon.paint(ui.painter(), rect.center(), size::SECOND, ink);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        ui.painter()
            .rect_stroke(rect, radius::FIELD, theme::focus_ring(ui), StrokeKind::Inside);
    }
    response.on_hover_text(name).clicked()
}

/// The arrows that go through a chart's numbers do not leave it.
fn arrows(chart: &Chart) -> EventFilter {
    EventFilter {
        horizontal_arrows: !chart.across,
        vertical_arrows: chart.across,
        ..EventFilter::default()
    }
}

/// Where the mark stands after the arrows of this frame.
fn moved(ui: &Ui, chart: &Chart, mark: Option<usize>) -> Option<usize> {
    let (back, on) = if chart.across {
        (Key::ArrowUp, Key::ArrowDown)
    } else {
        (Key::ArrowLeft, Key::ArrowRight)
    };
    let last = chart.labels.len().saturating_sub(1);
    let from = mark.unwrap_or(chart.latest);
    let keys = [(back, from.saturating_sub(1)), (on, from + 1), (Key::Home, 0), (Key::End, last)];
    let pressed = ui.input(|input| keys.into_iter().find(|(key, _)| input.key_pressed(*key)));
    pressed.map(|(_, to)| to.min(last)).or(mark)
}
