//! The scanner, heard before any field is.

use eframe::egui::{Event, Key, Modifiers, Ui};

use super::{Entered, Gate};
use crate::domain::scanner::{Heard, Stroke};
use crate::ui::Scene;

impl Gate {
    /// Hears the scanner before any field does: whole codes are taken out of the frame's events, what was typed is put back.
    pub(super) fn listen(&mut self, ui: &Ui, scene: &Scene<'_>) {
        let settings = &scene.view.settings.scanner;
        let mut scans = Vec::new();
        ui.input_mut(|input| {
            let mut events = Vec::with_capacity(input.events.len());
            let mut put = |events: &mut Vec<Event>, heard: &mut Vec<Heard>| {
                for heard in heard.drain(..) {
                    match heard {
                        Heard::Scan(code) => scans.push(code),
                        Heard::Typed(text) => events.push(Event::Text(text)),
                        Heard::Enter => events.push(enter()),
                    }
                }
            };
            let mut heard = Vec::new();
            self.collector.settle(settings, scene.now, &mut heard);
            for event in std::mem::take(&mut input.events) {
                if let Event::Text(text) = &event {
                    for c in text.chars() {
                        self.collector.hear(settings, scene.now, Stroke::Character(c), &mut heard);
                    }
                } else if is_held_enter(&event) {
                    continue;
                } else if is_enter(&event) {
                    self.collector.hear(settings, scene.now, Stroke::Enter, &mut heard);
                } else {
                    put(&mut events, &mut heard);
                    events.push(event);
                    continue;
                }
                put(&mut events, &mut heard);
            }
            put(&mut events, &mut heard);
            input.events = events;
        });
        if !scans.is_empty() || ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(_)))) {
            // What was held back came without an event of its own: the field shows it in the frame after.
            ui.ctx().request_repaint();
        }
        self.entered.extend(scans.into_iter().map(Entered::Scanned));
        if self.collector.is_holding() {
            let gap = u64::from(settings.max_gap_ms) + 1;
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(gap));
        }
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(
        event,
        Event::Key {
            key: Key::Enter,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
            ..
        }
    )
}

/// A held Enter says the same thing many times; the first one counts.
fn is_held_enter(event: &Event) -> bool {
    matches!(
        event,
        Event::Key {
            key: Key::Enter,
            repeat: true,
            ..
        }
    )
}

fn enter() -> Event {
    Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}
