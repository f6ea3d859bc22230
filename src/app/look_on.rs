//! A second window on the same folder: it looks on, follows what the first one writes, and may write once that one is closed. On a
//! medium that nobody can write to, the first one looks on as well.

use std::rc::Rc;
use std::time::Duration;

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::station::{Error, Held, Station};

/// How often it looks, in seconds.
const EVERY: f64 = 2.0;

impl Desk {
    /// Opens the station to look on; `why` is why it could not be opened for writing.
    pub(super) fn look_on(&mut self, why: Error) {
        match Station::open_reader(&self.folder, (self.clock)()) {
            Ok(station) => self.enter(station),
            Err(_) => self.trouble = Some(why),
        }
    }

    pub(super) fn catch_up(&mut self, ctx: &Context) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        if !matches!(view.held_by, Some(Held::ByProgram(_))) {
            return;
        }
        ctx.request_repaint_after(Duration::from_secs_f64(EVERY));
        let now = ctx.input(|input| input.time);
        if now - self.looked < EVERY {
            return;
        }
        self.looked = now;
        if Station::is_free(&self.folder) {
            let text = Rc::clone(&self.text);
            self.open();
            self.text = text;
        } else if let Err(error) = station.catch_up(view) {
            tracing::warn!(code = error.code(), "what the other window wrote could not be read");
        }
    }
}
