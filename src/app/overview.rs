//! What the overview asks for, done: an arm a line.

use std::sync::mpsc;
use std::thread;

use eframe::egui::Context;

use super::jobs::Found;
use super::{Desk, Opened};
use crate::station::out::Reader;
use crate::station::{Error, keep_picture};
use crate::ui::action::OverviewAsked;
use crate::ui::picture;
use crate::ui::screens::overview::Chart;
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn overview(&mut self, ctx: &Context, asked: OverviewAsked) {
        match asked {
            OverviewAsked::LookBack => {
                self.look_back(ctx);
                self.look_at_plan(ctx);
            }
            OverviewAsked::Picture(chart) => self.picture(ctx, *chart),
        }
    }

    /// Looks at the days before today in a thread: reading them takes a second where a hundred thousand people are. Of two
    /// looks at once the later one counts.
    fn look_back(&mut self, ctx: &Context) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let (folder, today, known) = (self.folder.clone(), view.day, self.screens.overview.past());
        let (send, receive) = mpsc::channel();
        let ctx_then = ctx.clone();
        let thread = thread::Builder::new().name("look back".into()).spawn(move || {
            let past = Reader::open(&folder).and_then(|reader| reader.past(today, known));
            // The window may be gone by now; then nobody needs to know.
            send.send(past).unwrap_or_default();
            ctx_then.request_repaint();
        });
        match thread {
            Ok(_) => self.jobs.past = Some(receive),
            Err(error) => self.fail(ctx, &Error::Store(error.into())),
        }
    }

    /// Counts who was measured of those on duty; nothing to count where nobody plans.
    fn look_at_plan(&mut self, ctx: &Context) {
        let Some(Opened { station, view }) = &self.opened else { return };
        match station.planned(view) {
            Ok(planned) => self.screens.overview.show_planned(planned),
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Takes the days before today when they are back.
    pub(super) fn looked_back(&mut self, ctx: &Context) {
        let Some(past) = self.jobs.past.as_ref().and_then(|past| past.try_recv().ok()) else {
            return;
        };
        self.jobs.past = None;
        match past {
            Ok(past) => self.screens.overview.show_past(past),
            Err(error) => self.fail(ctx, &error),
        }
        ctx.request_repaint();
    }

    /// Draws a chart into the data folder's `pictures/`, in a thread, and opens it there.
    fn picture(&mut self, ctx: &Context, chart: Chart) {
        let Some(Opened { view, .. }) = &self.opened else { return };
        let path = self.folder.join("pictures").join(format!("{}-{}.png", view.day, chart.key));
        self.start(ctx, "picture", move |_| {
            let drawn = picture::draw(&chart);
            keep_picture((drawn.width, drawn.height), drawn.rgb, &path)?;
            Ok(Found::Picture(path))
        });
    }

    pub(super) fn show_picture(&mut self, ctx: &Context, path: &std::path::Path) {
        let key = if super::paper::open(path).is_ok() {
            "overview-picture-opened"
        } else {
            "overview-picture-kept"
        };
        let said = self.text.with(key, &[("path", &path.display().to_string())]);
        self.say(ctx, Tone::Clear, said);
    }
}
