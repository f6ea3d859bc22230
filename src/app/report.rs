//! What that screen asks for, done: an arm a line.

use std::path::{Path, PathBuf};

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::audit::Exported;
use crate::domain::day::Day;
use crate::domain::peer::Level;
use crate::station::{Changed, Error, Form, FormFormat, Signing, Station, in_place};
use crate::ui::action::ReportAsked;
use crate::ui::forms;
use crate::ui::screens::report::Shown;
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn report(&mut self, ctx: &Context, asked: ReportAsked) {
        match asked {
            ReportAsked::Read { day, days } => self.read_report(ctx, day, days),
            ReportAsked::Sign(signing) => self.sign(ctx, &signing),
            ReportAsked::Unusual(day, text) => self.keep(ctx, |station| station.note_unusual(day, &text)),
            ReportAsked::SaveLayout(layout) => self.keep(ctx, |station| station.save_layout(*layout)),
            ReportAsked::Export {
                form,
                format,
                name,
                path,
                level,
                purpose,
            } => {
                let form = form.leaving(level, &forms::leaves(&self.text, level, &purpose));
                let rows = form.rows.len();
                if self.leaves(ctx, report_out(format, level, purpose, rows)) {
                    self.export_form(ctx, &form, format, (&name, path));
                }
            }
            ReportAsked::Print { form, name } => {
                let level = if form.is_about_people() { Level::Full } else { Level::Counts };
                if !self.leaves(ctx, report_out(FormFormat::Pdf, level, String::new(), form.rows.len())) {
                    return;
                }
                let path = self.folder.join("print").join(format!("{name}.pdf"));
                let printed = FormFormat::Pdf.bytes(&form).and_then(|bytes| in_place(&path, &bytes));
                self.show_file(ctx, printed, &path);
            }
            ReportAsked::Strike(note, reason) => {
                self.write(ctx, Changed::Daybook, |station| station.strike(note, &reason), |_| {});
            }
        }
    }

    fn read_report(&mut self, ctx: &Context, day: Day, days: u16) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        match shown(station, day, days) {
            Ok(shown) => self.screens.report.show(shown),
            Err(error) => self.fail(ctx, &error),
        }
        ctx.request_repaint();
    }

    fn sign(&mut self, ctx: &Context, signing: &Signing) {
        let Some(done) = self.written(ctx, Changed::Daybook, |station| station.sign(signing)) else {
            return;
        };
        let version = done.value.version().to_string();
        let facts: [(&str, &str); 3] = [
            ("day", &signing.day.to_string()),
            ("version", &version),
            ("seq", &done.seq.to_string()),
        ];
        let said = self.text.with("report-signed", &facts);
        self.say(ctx, Tone::Clear, said);
        self.screens.report.kept();
    }

    /// Keeps a note of this area.
    fn keep(&mut self, ctx: &Context, write: impl FnOnce(&mut Station) -> Result<crate::station::Done<()>, Error>) {
        self.write(ctx, Changed::Daybook, write, |desk| {
            let said = desk.text.get("report-kept").to_owned();
            desk.say(ctx, Tone::Clear, said);
            desk.screens.report.kept();
        });
    }

    fn export_form(&mut self, ctx: &Context, form: &Form, format: FormFormat, (name, path): (&str, PathBuf)) {
        let file = format!("{name}.{}", format.key());
        let path = if path.as_os_str().is_empty() {
            self.folder.join("print").join(file)
        } else {
            path
        };
        match format.bytes(form).and_then(|bytes| in_place(&path, &bytes)) {
            Ok(()) => {
                let said = self.text.with("report-written", &[("path", &path.display().to_string())]);
                self.say(ctx, Tone::Clear, said);
                self.screens.report.kept();
                self.screens.headquarters.kept();
            }
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Opens a file that was written, and says where it is.
    fn show_file(&mut self, ctx: &Context, written: Result<(), Error>, path: &Path) {
        match written {
            Ok(()) => self.show_printed(ctx, path),
            Err(error) => self.fail(ctx, &error),
        }
    }
}

/// What the journal says of a report that leaves.
fn report_out(format: FormFormat, level: Level, purpose: String, rows: usize) -> Exported {
    Exported {
        what: "report".to_owned(),
        format: format.key().to_owned(),
        level,
        purpose,
        rows: u64::try_from(rows).unwrap_or_default(),
    }
}

fn shown(station: &Station, day: Day, days: u16) -> Result<Shown, Error> {
    Ok(Shown {
        day,
        reports: station.issue_days(day, days)?,
        standing: station.report(day)?,
    })
}
