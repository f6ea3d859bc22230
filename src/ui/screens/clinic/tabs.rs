//! The lists by their names and numbers, at the top.

use eframe::egui::{Align2, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::Clinic;
use super::lists::Tab;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, CONTROL, radius, size, space};
use crate::ui::widgets::{Button, card};

/// The room that what can be done takes in the longest language; with less it has a row to itself.
const DOINGS: f32 = 520.0;

impl Clinic {
    pub(super) fn tabs(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        card(ui, 6, |ui| {
            ui.set_width(ui.available_width());
            let row = ui.available_width();
            let names: f32 = Tab::ALL.map(|tab| self.width(ui, scene, tab) + space::XS).iter().sum();
            if row - names < DOINGS {
                ui.horizontal_wrapped(|ui| self.names(ui, scene));
                ui.horizontal_wrapped(|ui| self.doings(ui, scene));
                return;
            }
            ui.horizontal(|ui| {
                self.names(ui, scene);
                let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
                ui.with_layout(right, |ui| self.doings(ui, scene));
            });
        });
    }

    fn names(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        ui.spacing_mut().item_spacing.x = space::XS;
        for tab in Tab::ALL {
            let count = self.lists.count(tab);
            let word = scene.word("clinic-tab", tab.key());
            if button(ui, &word, count, (tab, tab == self.tab)).clicked() {
                self.show_tab(tab);
            }
        }
    }

    fn width(&self, ui: &Ui, scene: &Scene<'_>, tab: Tab) -> f32 {
        let layout = |text: String| {
            ui.painter()
                .layout_no_wrap(text, theme::bold(size::BODY), eframe::egui::Color32::BLACK)
        };
        let (word, count) = (
            layout(scene.word("clinic-tab", tab.key())),
            layout(self.lists.count(tab).to_string()),
        );
        word.size().x + count.size().x + space::S + 2.0 * space::M
    }

    /// What can be done with the lists.
    fn doings(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let open = Button::secondary(text.get("clinic-open")).icon(Icon::Plus);
        if open.show(ui).clicked() {
            self.ask_open(scene, None);
        }
        let round = Button::secondary(text.get("clinic-round")).icon(Icon::Thermometer).key("F9");
        if round.show(ui).clicked() {
            self.begin_round(scene);
        }
        let look = Button::quiet(text.get("clinic-look")).icon(Icon::Search).key("Ctrl F");
        if look.show(ui).clicked() {
            self.ask_look(scene);
        }
        let import = Button::quiet(text.get("do-import")).icon(Icon::Upload).key("Ctrl I");
        if import.show(ui).clicked() {
            self.import = Some(Box::default());
        }
    }
}

/// A list's name and how many it holds.
fn button(ui: &mut Ui, word: &str, count: usize, (tab, chosen): (Tab, bool)) -> Response {
    let palette = theme::of(ui);
    let ink = if chosen { palette.accent } else { palette.muted };
    let toned = if count > 0 { palette.ink(tab.tone()) } else { palette.muted };
    let font = if chosen {
        theme::bold(size::BODY)
    } else {
        theme::regular(size::BODY)
    };
    let name = ui.painter().layout_no_wrap(word.to_owned(), font, ink);
    let number = ui.painter().layout_no_wrap(count.to_string(), theme::bold(size::BODY), toned);
    let width = name.size().x + number.size().x + space::S + 2.0 * space::M;
    let (rect, response) = ui.allocate_exact_size(vec2(width, CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, format!("{word} {count}")));
    if chosen || response.hovered() {
        let ground = if chosen { palette.accent_soft } else { palette.sunken };
        ui.painter().rect_filled(rect, radius::FIELD, ground);
    }
    if response.has_focus() {
        ui.painter()
            .rect_stroke(rect, radius::FIELD, theme::focus_ring(ui), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(space::M, 0.0));
    let left = Align2::LEFT_CENTER.align_size_within_rect(name.size(), inner).min;
    let right = Align2::RIGHT_CENTER.align_size_within_rect(number.size(), inner).min;
    ui.painter().galley(left, name, ink);
    ui.painter().galley(right, number, toned);
    response
}
