//! What that screen asks for, done: an arm a line; and the window for the queue.

use std::path::PathBuf;

use eframe::egui::{self, Context, TextureHandle};

use super::jobs::{Found, Purpose};
use super::{Desk, Opened};
use crate::domain::notices::{Notice, Spot};
use crate::station::{Changed, Error, read_picture, reduce_picture};
use crate::ui::Scene;
use crate::ui::action::{Actions, NoticesAsked};
use crate::ui::papers;

impl Desk {
    pub(super) fn notices(&mut self, ctx: &Context, asked: NoticesAsked) {
        match asked {
            NoticesAsked::Save(notice) => self.save_notice(ctx, *notice),
            NoticesAsked::Picture(path) => self.picture_file(ctx, path),
            NoticesAsked::Shown(notice, spot, by_hand) => self.notice_shown(ctx, &notice, spot, by_hand),
            NoticesAsked::StandsAt(spot) => self.prefer("notice-spot", spot.key()),
            NoticesAsked::Print(notice) => self.print_notice(ctx, &notice),
        }
    }

    fn save_notice(&mut self, ctx: &Context, notice: Notice) {
        let drafted = notice.id;
        if let Some(done) = self.written(ctx, Changed::Daybook, |station| station.save_notice(notice)) {
            self.screens.notices.saved(drafted, done.value);
        }
    }

    fn notice_shown(&mut self, ctx: &Context, notice: &Notice, spot: Spot, by_hand: bool) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        if view.held_by.is_some() {
            return;
        }
        match station.show_notice(notice, spot, by_hand) {
            Ok(None) => {}
            Ok(Some(done)) => self.write(ctx, Changed::Daybook, |_| Ok(done), |_| {}),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn picture_file(&mut self, ctx: &Context, path: Option<PathBuf>) {
        self.start(ctx, "picture", move |_| {
            let Some(path) = path else {
                let dialog = rfd::FileDialog::new().add_filter("picture", &["jpg", "jpeg", "png", "webp", "bmp", "gif"]);
                return Ok(Found::File(Purpose::Picture, dialog.pick_file()));
            };
            let bytes = read_picture(&path).map_err(|error| Error::Store(error.into()))?;
            Ok(Found::Reduced(reduce_picture(&bytes)?))
        });
    }

    /// What a thread brought back for the notice in front.
    pub(super) fn found_picture(&mut self, ctx: &Context, found: Result<Vec<u8>, PathBuf>) {
        let jpeg = match found {
            Ok(jpeg) => jpeg,
            Err(path) => return self.picture_file(ctx, Some(path)),
        };
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.keep_picture(&jpeg) {
            Ok(sha256) => self.screens.notices.pictured(sha256),
            Err(error) => self.fail(ctx, &error),
        }
    }

    fn print_notice(&mut self, ctx: &Context, notice: &Notice) {
        let Some(Opened { station, view }) = &self.opened else { return };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        let sheet = papers::read_out(&scene, notice);
        let title: String = notice.title.chars().filter(|c| c.is_alphanumeric()).take(20).collect();
        let file = format!("{}-notice-{title}.pdf", view.day);
        self.print_to(ctx, &file, |station, path| station.print(&sheet, path));
    }

    /// Draws the window for the queue, and loads the pictures that it or the screen lacks.
    pub(super) fn show_notices(&mut self, ctx: &Context, scene: &Scene<'_>, opened: &Opened, actions: &mut Actions) {
        self.screens.notices.wall(ctx, scene, actions);
        for sha256 in self.screens.notices.lacking() {
            let jpeg = opened.station.picture(&sha256).ok().flatten();
            let picture = jpeg.and_then(|jpeg| texture(ctx, "notice", &jpeg));
            self.screens.notices.show_picture(sha256, picture);
            ctx.request_repaint();
        }
    }
}

/// A picture as it is drawn; nothing where it cannot be read.
pub(super) fn texture(ctx: &Context, name: &str, jpeg: &[u8]) -> Option<TextureHandle> {
    let pixels = image::load_from_memory(jpeg).ok()?.to_rgba8();
    let size = [pixels.width(), pixels.height()].map(|side| usize::try_from(side).unwrap_or_default());
    let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels);
    Some(ctx.load_texture(name, image, egui::TextureOptions::LINEAR))
}
