//! The verdict as it forms: the word, both dates, every reason with its source, and what can be done now.

use eframe::egui::{self, Align2, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::form::{Form, Formed, Turn};
use super::parts::sentence;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::papers::Paper;
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{Button, gap, label, muted, shape};

const PLATE: f32 = 144.0;

impl Form {
    pub(super) fn verdict(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Turn> {
        let formed = self.formed().filter(|_| !self.is_empty(scene));
        let Some(formed) = formed else {
            nothing_yet(ui, scene);
            return None;
        };
        plate(ui, scene, formed);
        gap(ui, space::S);
        reasons(ui, scene, formed);
        gap(ui, space::M);
        let mut next = None;
        if self.is_registered(scene) {
            next = self.afterwards(ui, scene, actions);
        } else {
            self.before(ui, scene, formed, actions);
        }
        next
    }

    /// The button, and why it cannot be pressed yet.
    fn before(&self, ui: &mut Ui, scene: &Scene<'_>, formed: &Formed, actions: &mut Actions) {
        let button = Button::primary(scene.text.get("returns-register")).key("Ctrl Enter");
        let button = button.enabled(self.is_ready(scene)).width(ui.available_width());
        if ui.vertical_centered(|ui| button.show(ui)).inner.clicked() {
            self.declare(actions);
        }
        if self.person().is_none() {
            muted(ui, scene.text.get("returns-who-first"), size::LABEL);
        }
        if let Some(fault) = formed.read.faults.first() {
            muted(ui, &sentence(scene, fault), size::LABEL);
        }
    }

    /// It is registered: what follows from it.
    fn afterwards(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> Option<Turn> {
        let text = scene.text;
        let health = self.person().and_then(|person| scene.view.health(person));
        if let Some((at, _)) = health.and_then(|health| health.declared.as_ref()) {
            let at = scene.view.card.zone.date_time(*at);
            let ink = theme::of(ui).ink(Tone::Clear);
            ui.horizontal(|ui| {
                ui.label(Icon::CircleCheck.text(size::BODY).color(ink));
                let said = text.with("returns-registered", &[("at", &at)]);
                ui.label(RichText::new(said).font(theme::regular(size::BODY)).color(ink));
            });
        }
        let width = ui.available_width();
        if self.isolation(scene).is_some() {
            let start = Button::primary(text.get("returns-isolate")).key("Ctrl I").width(width);
            if ui.vertical_centered(|ui| start.show(ui)).inner.clicked() {
                self.isolate(scene, actions);
            }
        } else if health.is_some_and(|health| health.isolation().is_some()) {
            muted(ui, text.get("returns-isolating"), size::BODY);
        }
        if let Some(person) = self.person() {
            let slip = Button::secondary(text.get("papers-slip"))
                .icon(Icon::Printer)
                .key("Ctrl P")
                .width(width);
            if ui.vertical_centered(|ui| slip.show(ui)).inner.clicked() {
                actions.push(Action::Print(Paper::Slip(person)));
            }
        }
        let next = Button::secondary(text.get("returns-next")).key("F4").width(width);
        let next = ui.vertical_centered(|ui| next.show(ui)).inner;
        next.clicked().then(|| Turn::Blank(String::new()))
    }
}

fn nothing_yet(ui: &mut Ui, scene: &Scene<'_>) {
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(Icon::ClipboardList.text(size::NAME).color(theme::of(ui).line));
        gap(ui, space::S);
        muted(ui, scene.text.get("returns-nothing-yet"), size::BODY);
    });
}

/// The word with its shape, and the two dates of an isolation under it.
fn plate(ui: &mut Ui, scene: &Scene<'_>, formed: &Formed) {
    let verdict = formed.screened.judgement.verdict;
    let word = scene.word("verdict", verdict.key());
    let dates = formed.screened.until.map(|(last, free)| {
        let (last, free) = (scene.day(last), scene.day(free));
        [
            scene.text.with("returns-until", &[("last", &last)]),
            scene.text.with("returns-free", &[("free", &free)]),
        ]
    });
    let lines: &[String] = dates.as_ref().map_or(&[], |dates| dates.as_slice());
    let height = if lines.is_empty() { PLATE - 56.0 } else { PLATE };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let said = std::iter::once(word.as_str()).chain(lines.iter().map(String::as_str));
    let said = said.collect::<Vec<_>>().join(" · ");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let tone = tone(verdict);
    let ink = theme::of(ui).ink(tone);
    ui.painter().rect_filled(rect, radius::CARD, theme::of(ui).soft(tone));
    let left = rect.left() + 20.0;
    let middle = rect.top() + 44.0;
    let side = 36.0;
    shape(
        ui.painter(),
        Rect::from_center_size(pos2(left + side / 2.0, middle), vec2(side, side)),
        tone,
        ink,
    );
    let room = rect.right() - 12.0 - (left + side + space::M);
    let lay = |points| ui.painter().layout_no_wrap(word.clone(), theme::bold(points), ink);
    let mut galley = lay(size::NAME);
    if galley.size().x > room {
        galley = lay(size::FIGURE);
    }
    let at = pos2(left + side + space::M, middle - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    for (line, y) in lines.iter().zip([84.0, 112.0]) {
        let font = theme::regular(size::SECOND);
        ui.painter().text(pos2(left, rect.top() + y), Align2::LEFT_CENTER, line, font, ink);
    }
}

/// Every reason by its number: the fact first, what it rests on under it.
fn reasons(ui: &mut Ui, scene: &Scene<'_>, formed: &Formed) {
    let said = scene.reasons(&formed.screened.judgement);
    if said.is_empty() {
        muted(ui, scene.text.get("returns-no-reasons"), size::BODY);
    }
    let numerals: Vec<char> = scene.text.get("returns-numerals").chars().collect();
    for (no, reason) in said.iter().enumerate() {
        let numeral = numerals.get(no).map_or_else(|| (no + 1).to_string(), char::to_string);
        let (fact, rest) = reason.split_once("· ").unwrap_or((reason, ""));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            label(ui, &numeral, theme::regular(size::BODY));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let fact = RichText::new(fact.trim_end())
                    .font(theme::regular(size::BODY))
                    .color(theme::of(ui).text);
                ui.add(egui::Label::new(fact).wrap());
                if !rest.is_empty() {
                    let rest = RichText::new(rest).font(theme::regular(size::LABEL)).color(theme::of(ui).muted);
                    ui.add(egui::Label::new(rest).wrap());
                }
            });
        });
    }
}
