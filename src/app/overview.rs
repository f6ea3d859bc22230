//! What the overview asks for, done: an arm a line.

use eframe::egui::Context;

use super::jobs::Found;
use super::{Desk, Opened};
use crate::station::keep_picture;
use crate::ui::action::OverviewAsked;
use crate::ui::picture;
use crate::ui::screens::overview::Chart;
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn overview(&mut self, ctx: &Context, asked: OverviewAsked) {
        match asked {
            OverviewAsked::LookBack => self.look_back(ctx),
            OverviewAsked::Picture(chart) => self.picture(ctx, *chart),
        }
    }

    /// Reads the days before today where they are not known or not the same any more.
    fn look_back(&mut self, ctx: &Context) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        match station.past(self.screens.overview.take_past()) {
            Ok(past) => {
                self.screens.overview.show_past(past);
                ctx.request_repaint();
            }
            Err(error) => self.fail(ctx, &error),
        }
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
