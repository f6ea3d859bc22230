//! Handing the desk over: who answers for what is written from now on. Nothing of the lists is seen behind it; where there are accounts
//! and nobody has proved who they are, recording goes on beside it.

mod record;
mod shift;
pub(super) mod sign_in;

use eframe::egui::{self, Key, Modifiers, Ui, vec2};

use crate::domain::screening::Verdict;
use crate::station::{Done, ShiftCount, Standing};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Field, card, follow_keyboard, gap, label, muted};

use record::Recorder;
use sign_in::SignIn;

/// How wide a card of the page is.
const CARD: f32 = 440.0;

/// The page that asks who is on duty.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    name: String,
    asked: bool,
    sign_in: SignIn,
    recorder: Recorder,
    shift: Option<ShiftCount>,
}

impl Lock {
    /// The page before the next shift: with what the last one did.
    pub fn handing(shift: Option<ShiftCount>) -> Self {
        Self { shift, ..Self::default() }
    }

    /// The page of a desk that nobody is at: whoever comes to be measured is recorded.
    pub fn away() -> Self {
        Self {
            recorder: Recorder::first(),
            ..Self::default()
        }
    }

    /// Somebody was not signed in: why, and until when nobody is with that account.
    pub fn refused(&mut self, said: String, seconds: i64, scene_now: crate::domain::day::Moment) {
        self.sign_in.refused(said, scene_now.plus_secs(seconds));
    }

    /// Whether what was typed is being checked.
    pub fn checks(&mut self, busy: bool) {
        self.sign_in.busy = busy;
    }

    /// Whoever signs in has to choose a secret of their own.
    pub fn choose(&mut self) {
        self.sign_in.choose();
    }

    /// A reading was recorded for the badge that ends so.
    pub fn recorded(&mut self, tail: String, done: &Done<Verdict>) {
        self.recorder.recorded(tail, done);
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let standing = scene.view.accounts.standing;
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F12)) {
            self.sign_in.take_focus();
        }
        let wide = ui.available_width() > 2.0 * CARD + space::XL * 3.0;
        let columns = if wide && (standing.is_shut() || self.shift.is_some()) {
            2.0
        } else {
            1.0
        };
        let column = if columns > 1.0 {
            CARD
        } else {
            CARD.min(ui.available_width() - space::XL)
        };
        let width = columns * column + (columns - 1.0) * space::L;
        let top = ui.available_height() * if columns > 1.0 { 0.14 } else { 0.06 };
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            gap(ui, top);
            let side = ((ui.available_width() - width) / 2.0).max(0.0);
            let spacing = ui.spacing().item_spacing;
            let layout = egui::Layout::top_down(egui::Align::Min);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.allocate_ui_with_layout(vec2(column, 0.0), layout, |ui| {
                    ui.spacing_mut().item_spacing = spacing;
                    self.first(ui, scene, actions);
                    if columns < 2.0 || self.shift.is_some() {
                        self.record(ui, scene, actions);
                    }
                    if columns < 2.0 {
                        self.shift(ui, scene);
                    }
                });
                if columns > 1.0 {
                    ui.add_space(space::L);
                    ui.allocate_ui_with_layout(vec2(column, 0.0), layout, |ui| {
                        ui.spacing_mut().item_spacing = spacing;
                        if self.shift.is_some() {
                            self.shift(ui, scene);
                        } else {
                            self.record(ui, scene, actions);
                        }
                    });
                }
            });
            follow_keyboard(ui);
        });
    }

    /// Who is there.
    fn first(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        card(ui, 24, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                ui.label(Icon::Lock.text(size::SECOND).color(theme::of(ui).accent));
                label(ui, &scene.view.card.station, theme::bold(size::SECOND));
            });
            if scene.view.accounts.standing == Standing::Open {
                self.questions(ui, scene, actions);
            } else {
                self.sign_in.ui(ui, scene, !self.recorder.is_first(), actions);
            }
        });
        gap(ui, space::L);
    }

    /// What goes on without them.
    fn record(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if scene.view.accounts.standing.is_shut() && scene.view.held_by.is_none() {
            self.recorder.ui(ui, scene, actions);
            gap(ui, space::L);
        }
    }

    fn shift(&self, ui: &mut Ui, scene: &Scene<'_>) {
        if let Some(shift) = &self.shift {
            shift::ui(ui, scene, shift);
        }
    }

    fn questions(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let last = scene.view.on_duty.as_str();
        if !last.is_empty() {
            muted(ui, &scene.text.with("lock-last", &[("name", last)]), size::BODY);
        }
        let field = Field::new(scene.text.get("lock-name"), &mut self.name)
            .hint(last)
            .width(ui.available_width().min(380.0))
            .show(ui);
        if !std::mem::replace(&mut self.asked, true) {
            field.response.request_focus();
        }
        gap(ui, space::S);
        let name = if self.name.trim().is_empty() { last } else { self.name.trim() };
        let pressed = Button::primary(scene.text.get("do-sign-in"))
            .key("Enter")
            .enabled(!name.is_empty())
            .show(ui)
            .clicked();
        if !name.is_empty() && (pressed || field.submitted) {
            actions.push(Action::SignIn(name.to_owned()));
        }
    }
}
