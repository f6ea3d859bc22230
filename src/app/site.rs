//! What that screen asks for, done: an arm a line.

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::domain::site::SiteLimits;
use crate::station::out::{ExportAsked, Format, What};
use crate::station::{Changed, Done, Error, FormFormat, Station, in_place};
use crate::ui::Scene;
use crate::ui::action::SiteAsked;
use crate::ui::papers;

impl Desk {
    pub(super) fn site(&mut self, ctx: &Context, asked: SiteAsked) {
        match asked {
            SiteAsked::Do { plan, due, doing } => self.note(ctx, |station| station.do_round(plan, due, doing)),
            SiteAsked::Skip { plan, due, reason } => self.note(ctx, |station| station.skip_round(plan, due, &reason)),
            SiteAsked::Check { plan, due, by } => self.note(ctx, |station| station.check_round(plan, due, &by)),
            SiteAsked::SavePlace(place) => self.note(ctx, |station| station.save_place(place)),
            SiteAsked::SavePlan(plan) => self.note(ctx, |station| station.save_plan(plan)),
            SiteAsked::Begin(places, plans) => self.note(ctx, |station| station.save_places(places, plans)),
            SiteAsked::SaveSlot(slot) => self.note(ctx, |station| station.save_slot(slot)),
            SiteAsked::KeepSample(food) => self.note(ctx, |station| station.keep_sample(food)),
            SiteAsked::DiscardSample(sample) => self.note(ctx, |station| station.discard_sample(sample)),
            SiteAsked::SaveRoom(room) => self.note(ctx, |station| station.save_room(room)),
            SiteAsked::HoldMeeting(meeting) => self.note(ctx, |station| station.hold_meeting(meeting)),
            SiteAsked::Remark(clause, text) => self.note(ctx, |station| station.remark_clause(clause, &text)),
            SiteAsked::Limit(limits) => self.limit_site(ctx, limits),
            SiteAsked::Strike(note, reason) => self.note(ctx, |station| station.strike(note, &reason)),
            SiteAsked::Print(from, to) => self.print_rounds(ctx, from, to),
            SiteAsked::Export {
                days,
                format,
                path,
                leaves,
            } => self.export_rounds(ctx, days, (format, &path), leaves),
        }
    }

    /// Writes a note; what was typed is let go only once it is written.
    fn note(&mut self, ctx: &Context, write: impl FnOnce(&mut Station) -> Result<Done<()>, Error>) {
        self.write(ctx, Changed::Daybook, write, |desk| desk.screens.site.written());
    }

    fn limit_site(&mut self, ctx: &Context, limits: SiteLimits) {
        let limit = |station: &mut Station| {
            let mut settings = station.settings().clone();
            *settings.site = limits;
            station.change_settings(settings)
        };
        self.write(ctx, Changed::Settings, limit, |desk| desk.screens.site.written());
    }

    fn print_rounds(&mut self, ctx: &Context, from: Day, to: Day) {
        let Some(Opened { station, view }) = &self.opened else { return };
        let scene = Scene {
            view,
            text: &self.text,
            now: station.now(),
        };
        let path = self.folder.join("print").join(format!("rounds-{from}-{to}.pdf"));
        let printed = FormFormat::Pdf.bytes(&papers::rounds::sheet(&scene, from, to));
        if let Err(error) = printed.and_then(|bytes| in_place(&path, &bytes)) {
            return self.fail(ctx, &error);
        }
        self.screens.site.written();
        self.note_out(ctx, super::paper::printed("rounds", 1));
        self.show_printed(ctx, &path);
    }

    fn export_rounds(&mut self, ctx: &Context, (from, to): (Day, Day), (format, path): (Format, &str), (level, purpose): (Level, String)) {
        let folder = self.folder.join("export");
        let path = if path.is_empty() {
            if let Err(error) = std::fs::create_dir_all(&folder) {
                return self.fail(ctx, &Error::Store(error.into()));
            }
            folder.join(format!("rounds-{from}-{to}.{}", format.key()))
        } else {
            path.into()
        };
        self.screens.site.written();
        let asked = ExportAsked {
            what: What::Rounds,
            format,
            from: Some(from),
            to: Some(to),
            only: None,
            level,
            purpose,
            path,
        };
        self.export(ctx, asked);
    }
}
