//! The window for the people who queue: notices by turns, and which of them came before people when.
//!
//! It is drawn with the main window, at once (an immediate viewport): nothing of it outlives a frame, and closing it is only
//! not drawing it again. What is typed into it is heard by the main window, so that a scan still lands at the gate.

use std::collections::BTreeSet;

use eframe::egui::{Context, Event, Key, Ui, ViewportBuilder, ViewportClass, ViewportCommand, ViewportId, vec2};
use uuid::Uuid;

use super::pictures::Pictures;
use crate::domain::day::Day;
use crate::domain::notices::{Notice, Spot};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, NoticesAsked};
use crate::ui::theme::{self, size};
use crate::ui::widgets::{gap, muted};

/// The keys of the window itself.
const OWN_KEYS: [Key; 4] = [Key::F11, Key::Escape, Key::ArrowRight, Key::ArrowLeft];

/// The window, where it is open.
#[derive(Debug, Default)]
pub(super) struct Wall(Option<Turning>);

#[derive(Debug)]
struct Turning {
    spot: Spot,
    current: Uuid,
    /// When it was turned to, in egui's seconds; `None` before it was drawn.
    since: Option<f64>,
    /// Somebody has turned to it.
    by_hand: bool,
    full: bool,
    gave_back: bool,
    /// What this window has told already.
    told: BTreeSet<(Uuid, Day)>,
}

impl Wall {
    pub(super) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The notice that stands before people.
    pub(super) fn current(&self) -> Option<Uuid> {
        self.0.as_ref().map(|turning| turning.current)
    }

    /// Opens the window with a notice, or turns the open one to it.
    pub(super) fn show(&mut self, scene: &Scene<'_>, spot: Spot, notice: Uuid) {
        let up = up(scene, spot);
        let first = up.iter().find(|one| one.id == notice).or_else(|| up.first());
        let current = first.map_or(Uuid::nil(), |notice| notice.id);
        let before = self.0.take();
        self.0 = Some(Turning {
            spot,
            current,
            since: None,
            by_hand: before.is_some(),
            full: before.as_ref().is_some_and(|before| before.full),
            gave_back: before.is_some(),
            told: before.map(|before| before.told).unwrap_or_default(),
        });
    }

    /// Closes it. Says whether it was open.
    pub(super) fn stop(&mut self) -> bool {
        self.0.take().is_some()
    }

    pub(super) fn turn_full(&mut self) {
        if let Some(turning) = &mut self.0 {
            turning.full = !turning.full;
        }
    }

    pub(super) fn ui(&mut self, ctx: &Context, scene: &Scene<'_>, pictures: &mut Pictures, actions: &mut Actions) {
        let Some(turning) = &mut self.0 else { return };
        let up = up(scene, turning.spot);
        let builder = ViewportBuilder::default()
            .with_title(scene.text.get("notices-window"))
            .with_app_id("gatehouse")
            .with_inner_size([1280.0, 720.0])
            .with_min_inner_size([640.0, 360.0])
            .with_active(false)
            .with_fullscreen(turning.full);
        let mut typed = Vec::new();
        let stays = ctx.show_viewport_immediate(ViewportId::from_hash_of("notices-wall"), builder, |ui, class| {
            let heard = class != ViewportClass::EmbeddedWindow;
            let stays = !heard || turning.hear(ui, &up);
            if heard {
                turning.give_back(ui);
                typed = ui.input(|input| input.events.iter().filter(|event| is_typed(event)).cloned().collect());
            }
            turning.turn(ui, &up);
            turning.page(ui, scene, &up, pictures);
            stays
        });
        ctx.input_mut(|input| input.events.extend(typed));
        turning.tell(scene, &up, actions);
        if !stays {
            self.0 = None;
        }
    }
}

/// What a scanner or a guard types, which is meant for the main window.
fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Text(_)) || matches!(event, Event::Key { key, .. } if !OWN_KEYS.contains(key))
}

/// What is up at a place today.
fn up(scene: &Scene<'_>, spot: Spot) -> Vec<Notice> {
    scene.view.daybook.notices.up(scene.text.lang().tag(), spot, scene.view.day)
}

impl Turning {
    fn at(&self, up: &[Notice]) -> usize {
        up.iter().position(|notice| notice.id == self.current).unwrap_or_default()
    }

    /// A window that opens takes the keyboard on some systems: the first time it has it, it gives it back.
    fn give_back(&mut self, ui: &Ui) {
        if !self.gave_back && ui.input(|input| input.viewport().focused) == Some(true) {
            self.gave_back = true;
            ui.ctx().send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
        }
    }

    /// The keys of the window itself. Says whether it stays open.
    fn hear(&mut self, ui: &Ui, up: &[Notice]) -> bool {
        let (pressed, closed) = ui.input(|input| (OWN_KEYS.map(|key| input.key_pressed(key)), input.viewport().close_requested()));
        let [full, escape, next, before] = pressed;
        if full {
            self.full = !self.full;
            ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(self.full));
        }
        let last = up.len().saturating_sub(1);
        let at = self.at(up);
        if next {
            self.go(up, if at >= last { 0 } else { at + 1 }, true);
        } else if before {
            self.go(up, at.checked_sub(1).unwrap_or(last), true);
        }
        // Esc leaves the whole screen first.
        if escape && self.full {
            self.full = false;
            ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(false));
            return true;
        }
        !(escape || closed)
    }

    fn go(&mut self, up: &[Notice], to: usize, by_hand: bool) {
        if let Some(notice) = up.get(to) {
            (self.current, self.since, self.by_hand) = (notice.id, None, by_hand);
        }
    }

    /// Turns the page when its seconds are over, and asks to be drawn again by then.
    fn turn(&mut self, ui: &Ui, up: &[Notice]) {
        let now = ui.input(|input| input.time);
        let at = self.at(up);
        let Some(notice) = up.get(at) else {
            ui.ctx().request_repaint_after_secs(60.0);
            return;
        };
        let seconds = f64::from(notice.seconds.max(1));
        let over = up.len() > 1 && self.since.is_some_and(|since| now - since >= seconds);
        if over {
            self.go(up, (at + 1) % up.len(), false);
        } else if notice.id != self.current {
            // It was taken down while it stood here.
            self.go(up, at, false);
        }
        let since = *self.since.get_or_insert(now);
        let left = if up.len() > 1 {
            (seconds - (now - since)).clamp(0.1, 30.0)
        } else {
            30.0
        };
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }

    fn page(&self, ui: &mut Ui, scene: &Scene<'_>, up: &[Notice], pictures: &mut Pictures) {
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0, theme::of(ui).surface);
        let at = self.at(up);
        match up.get(at) {
            Some(notice) => pictures.page(scene, notice, (at, up.len())).paint(ui, rect, "notices-wall"),
            None => {
                ui.vertical_centered(|ui| {
                    gap(ui, rect.height() * 0.4);
                    muted(ui, scene.text.get("notices-nothing-up"), size::NAME);
                });
            }
        }
        ui.allocate_space(vec2(rect.width().max(1.0), 1.0));
    }

    /// Tells what stands here, once a day and whenever somebody turned to it.
    fn tell(&mut self, scene: &Scene<'_>, up: &[Notice], actions: &mut Actions) {
        let by_hand = std::mem::take(&mut self.by_hand);
        let Some(notice) = up.iter().find(|notice| notice.id == self.current) else {
            return;
        };
        let day = scene.view.day;
        let first = self.told.insert((notice.id, day));
        let known = scene
            .view
            .daybook
            .notices
            .was_shown(notice.id, self.spot, (scene.view.card.zone, day));
        if by_hand || (first && !known) {
            actions.push(Action::Notices(NoticesAsked::Shown(Box::new(notice.clone()), self.spot, by_hand)));
        }
    }
}
