//! What stands around every screen: the bar at the top, the rail, the keys at the bottom.

use eframe::egui::{self, Align, Align2, Frame, Key, Layout, Margin, Modifiers, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::stations::age;
use super::{Filter, Screen, backup_age};
use crate::domain::day::Moment;
use crate::station::{Standing, View};
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{key_hint, key_hint_width, label, muted, tag};

/// The screens of the rail with their keys.
const RAIL: [(Screen, Icon, &str, Key, &str); 16] = [
    (Screen::Gate, Icon::Gate, "rail-gate", Key::Num1, "Alt 1"),
    (Screen::Returns, Icon::LogIn, "rail-returns", Key::Num2, "Alt 2"),
    (Screen::GoingOut, Icon::LogOut, "rail-going-out", Key::Num3, "Alt 3"),
    (Screen::Clinic, Icon::Stethoscope, "rail-clinic", Key::Num4, "Alt 4"),
    (Screen::People(Filter::All), Icon::Users, "rail-people", Key::Num5, "Alt 5"),
    (Screen::Site, Icon::Spray, "rail-site", Key::Num6, "Alt 6"),
    (Screen::Supplies, Icon::Package, "rail-supplies", Key::Num7, "Alt 7"),
    (Screen::Report, Icon::FileText, "rail-report", Key::Num8, "Alt 8"),
    (Screen::Overview, Icon::Overview, "rail-overview", Key::Num9, "Alt 9"),
    (Screen::Duty, Icon::Calendar, "rail-duty", Key::D, "Alt D"),
    (Screen::Notices, Icon::Eye, "rail-notices", Key::N, "Alt N"),
    (Screen::Sheets, Icon::Printer, "rail-sheets", Key::P, "Alt P"),
    (Screen::Stations, Icon::Globe, "rail-stations", Key::S, "Alt S"),
    (Screen::Headquarters, Icon::Building, "rail-headquarters", Key::Num0, "Alt 0"),
    (Screen::Journal, Icon::History, "rail-journal", Key::J, "Alt J"),
    (Screen::Settings, Icon::Settings, "rail-settings", Key::Comma, "Ctrl ,"),
];

/// The key of every place on the rail, and the key of its word.
pub fn places_by_key(view: &View) -> impl Iterator<Item = (&'static str, &'static str)> {
    let offered = RAIL.iter().filter(|(to, ..)| to.is_offered(view));
    offered.map(|(_, _, word, _, cap)| (*cap, *word))
}

/// A key of the bar at the bottom: what stands on it, what it does, and what pressing it with the mouse sends.
pub type Hint<'a> = (&'a str, &'a str, Key, Modifiers);

/// Where the last saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    pub at: Moment,
    pub seq: i64,
}

/// A bar with less room than this says nothing of a backup that is fine.
const BACKUP_ROOM: f32 = 160.0;

pub fn top(ui: &mut Ui, scene: &Scene<'_>, saved: Option<Saved>, actions: &mut Actions) {
    let palette = theme::of(ui);
    let frame = Frame::new().fill(palette.surface).inner_margin(Margin::symmetric(16, 0));
    egui::Panel::top("top")
        .exact_size(if theme::is_low(ui) { 36.0 } else { 44.0 })
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                let card = &scene.view.card;
                label(ui, &card.station, theme::bold(size::BODY));
                ui.add_space(space::S);
                let duty = match scene.view.on_duty.as_str() {
                    "" => scene.text.get("top-nobody-on-duty").to_owned(),
                    name => scene.text.with("top-on-duty", &[("name", name)]),
                };
                let site = [card.site.as_str(), &card.unit, &duty].into_iter().filter(|part| !part.is_empty());
                muted(ui, &site.collect::<Vec<_>>().join(" · "), size::LABEL);
                without_accounts(ui, scene, actions);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let at = card.zone.date_time(scene.now);
                    label(ui, &at, theme::bold(size::BODY));
                    ui.add_space(space::L);
                    match saved {
                        Some(Saved { at, seq }) => {
                            let said = scene
                                .text
                                .with("top-saved", &[("at", &card.zone.time(at)), ("seq", &seq.to_string())]);
                            ui.label(
                                RichText::new(said)
                                    .font(theme::regular(size::LABEL))
                                    .color(palette.ink(Tone::Clear)),
                            );
                            ui.label(Icon::CircleCheck.text(size::LABEL).color(palette.ink(Tone::Clear)));
                        }
                        None => {
                            muted(ui, scene.text.get("top-nothing-saved"), size::LABEL);
                        }
                    }
                    backup_age::top(ui, scene, BACKUP_ROOM);
                });
            });
        });
}

/// Where there are no accounts anybody may do everything: that is said on every screen, and pressing it leads to where it is changed.
fn without_accounts(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
    if scene.view.accounts.standing != Standing::Open {
        return;
    }
    ui.add_space(space::S);
    let word = scene.text.get("top-no-accounts");
    let response = tag(ui, Tone::Recheck, word).interact(Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, word));
    if response.has_focus() {
        ui.painter()
            .rect_stroke(response.rect, radius::TAG, theme::focus_ring(ui), egui::StrokeKind::Outside);
    }
    if response.on_hover_text(scene.text.get("top-no-accounts-means")).clicked() {
        actions.push(Action::Accounts(AccountsAsked::Open));
    }
}

/// The rail; Alt and a number go there from anywhere.
pub fn rail(ui: &mut Ui, scene: &Scene<'_>, screen: Screen, actions: &mut Actions) {
    let palette = theme::of(ui);
    let narrow = ui.available_width() < 1000.0;
    let frame = Frame::new().fill(palette.surface).inner_margin(Margin::same(8));
    let width = if narrow { 72.0 } else { 128.0 };
    egui::Panel::left("rail")
        .exact_size(width)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let room = ui.available_height();
            egui::ScrollArea::vertical()
                .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                .show(ui, |ui| places(ui, scene, screen, (narrow, room), actions));
        });
}

fn places(ui: &mut Ui, scene: &Scene<'_>, screen: Screen, (narrow, room): (bool, f32), actions: &mut Actions) {
    // What begins here stands first, whatever its key.
    let home = Screen::home(scene.view.card.role);
    let offered = RAIL.into_iter().filter(|(to, ..)| to.is_offered(scene.view));
    let (mut places, rest): (Vec<_>, Vec<_>) = offered.partition(|(to, ..)| *to == home);
    places.extend(rest);
    let height = place_height(room, places.len(), narrow);
    for (to, icon, word, key, said_key) in places {
        let here = std::mem::discriminant(&to) == std::mem::discriminant(&screen);
        let modifiers = if key == Key::Comma { Modifiers::COMMAND } else { Modifiers::ALT };
        let pressed = ui.input_mut(|input| {
            let pressed = input.consume_key(modifiers, key);
            // Some keyboards send the character as well: it belongs to no field.
            let own = |event: &egui::Event| matches!(event, egui::Event::Text(text) if text.eq_ignore_ascii_case(key.name()));
            if pressed {
                input.events.retain(|event| !own(event));
            }
            pressed
        });
        let wanted = wanted(scene, to);
        let response = place(ui, (scene.text.get(word), icon), (here, narrow), height, wanted).on_hover_text(said_key);
        if here {
            keep_in_sight(ui, (word, room.to_bits()), &response);
        }
        if (pressed || response.clicked()) && !here {
            actions.push(Action::Show(to));
        }
    }
}

/// The place that is shown is scrolled to when it changes, wherever somebody came from, and when the rail has another height.
fn keep_in_sight(ui: &Ui, here: (&'static str, u32), response: &egui::Response) {
    let id = ui.scope_id();
    if ui.data(|data| data.get_temp::<(&'static str, u32)>(id)) != Some(here) {
        ui.data_mut(|data| data.insert_temp(id, here));
        response.scroll_to_me(None);
    }
}

/// How many things on a screen want somebody now.
fn wanted(scene: &Scene<'_>, screen: Screen) -> usize {
    let figures = scene.view.figures;
    match screen {
        Screen::GoingOut => figures.overdue + figures.filed,
        Screen::Clinic => scene.view.waiting.len() + figures.isolation_due,
        Screen::Supplies => figures.supplies_low,
        Screen::Site => figures.rounds_overdue,
        Screen::Report => figures.reports,
        Screen::Stations => age::wanted(&scene.view.exchange),
        Screen::Gate
        | Screen::Returns
        | Screen::People(_)
        | Screen::Overview
        | Screen::Duty
        | Screen::Notices
        | Screen::Sheets
        | Screen::Headquarters
        | Screen::Journal
        | Screen::Settings => 0,
    }
}

/// How high a place is: all of them in sight where that leaves each enough to be read and pressed, else the rail scrolls.
fn place_height(room: f32, places: usize, narrow: bool) -> f32 {
    let (least, most) = if narrow { (44.0, 52.0) } else { (32.0, 40.0) };
    let count = f32::from(u16::try_from(places.max(1)).unwrap_or(u16::MAX));
    ((room + space::XS) / count - space::XS).floor().clamp(least, most)
}

/// A place on the rail; `wanted` stands beside its word in a circle, unless it is nothing.
fn place(ui: &mut Ui, (word, icon): (&str, Icon), (here, narrow): (bool, bool), height: f32, wanted: usize) -> egui::Response {
    let palette = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let said = if wanted > 0 { format!("{word} {wanted}") } else { word.to_owned() };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, &said));
    let ink = if here { palette.accent } else { palette.muted };
    if here || response.hovered() {
        let ground = if here { palette.accent_soft } else { palette.sunken };
        ui.painter().rect_filled(rect, radius::FIELD, ground);
    }
    if response.has_focus() {
        ui.painter()
            .rect_stroke(rect, radius::FIELD, theme::focus_ring(ui), egui::StrokeKind::Inside);
    }
    let drawn = if narrow {
        icon.paint(ui.painter(), rect.center() - vec2(0.0, 10.0), size::SECOND, ink);
        let font = theme::regular(size::LABEL);
        ui.painter()
            .text(rect.center() + vec2(0.0, 14.0), Align2::CENTER_CENTER, word, font, ink)
    } else {
        icon.paint(ui.painter(), rect.left_center() + vec2(20.0, 0.0), size::SECOND, ink);
        let font = if here {
            theme::bold(size::BODY)
        } else {
            theme::regular(size::BODY)
        };
        ui.painter()
            .text(rect.left_center() + vec2(40.0, 0.0), Align2::LEFT_CENTER, word, font, ink)
    };
    if wanted > 0 {
        // Beside the word, or over the icon where a long word leaves no room.
        let center = if narrow {
            rect.center_top() + vec2(20.0, 14.0)
        } else if drawn.right() + 36.0 < rect.right() {
            rect.right_center() - vec2(20.0, 0.0)
        } else {
            rect.left_center() + vec2(30.0, -9.0)
        };
        badge(ui, center, wanted);
    }
    response
}

/// A number on a soft red ground.
fn badge(ui: &Ui, center: egui::Pos2, number: usize) {
    let palette = theme::of(ui);
    let (ink, ground) = (palette.ink(Tone::Isolate), palette.soft(Tone::Isolate));
    let galley = ui.painter().layout_no_wrap(number.to_string(), theme::regular(size::LABEL), ink);
    let width = (galley.size().x + space::M).max(20.0);
    let rect = egui::Rect::from_center_size(center, vec2(width, 20.0));
    ui.painter().rect_filled(rect, radius::CARD, ground);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, ink);
}

/// The part of the bar that may tell how old what is known of others is.
const AGES: f32 = 0.45;

/// The keys that work here, and how old what is known of others is. A key pressed with the mouse is heard as the key in the next frame.
pub fn keys(ui: &mut Ui, scene: &Scene<'_>, hints: &[Hint<'_>]) -> Option<Hint<'static>> {
    let palette = theme::of(ui);
    let frame = Frame::new().fill(palette.surface).inner_margin(Margin::symmetric(16, 0));
    let mut pressed = None;
    egui::Panel::bottom("keys")
        .exact_size(32.0)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                let ages = age::Line::new(ui, scene, ui.available_width() * AGES);
                let all_keys = scene.text.get("do-all-keys");
                let ages_width = ages.as_ref().map_or(0.0, |line| line.width() + space::L);
                let reserved = ages_width + key_hint_width(ui, "F1", all_keys);
                for (cap, word, key, modifiers) in hints {
                    if ui.available_width() < key_hint_width(ui, cap, word) + reserved {
                        break;
                    }
                    if key_hint(ui, cap, word).clicked() {
                        pressed = Some(("", "", *key, *modifiers));
                    }
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if key_hint(ui, "F1", all_keys).clicked() {
                        pressed = Some(("", "", Key::F1, Modifiers::NONE));
                    }
                    ui.add_space(space::S);
                    if ages.is_some_and(|line| line.show(ui, scene).clicked()) {
                        pressed = Some(("", "", Key::S, Modifiers::ALT));
                    }
                });
            });
        });
    pressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_gate_is_in_sight_under_two_banners() {
        // 768 points less two banners, the bar at the top, the keys at the bottom and the margins of the rail.
        let room = 768.0 - 2.0 * 32.0 - 44.0 - 32.0 - 16.0;
        let fits = |height: f32, places: f32| places * (height + space::XS) - space::XS <= room;
        assert!(fits(place_height(room, 15, false), 15.0));
        assert!(fits(place_height(room, 16, false), 16.0));
        // No higher than they need be; in too low a window the rail scrolls.
        assert!((place_height(2000.0, 16, false) - 40.0).abs() < f32::EPSILON);
        assert!((place_height(300.0, 16, false) - 32.0).abs() < f32::EPSILON);
    }
}
