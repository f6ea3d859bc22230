//! Long work in named threads, with progress and cancel. One job at a time; the gate goes on meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use eframe::egui::Context;

use super::Desk;
use super::bring::Taking;
use crate::domain::peer::Card;
use crate::domain::person::PersonId;
use crate::domain::rights::Right;
use crate::station::bring::{Brought, Preview};
use crate::station::bring_duty::{self, DutySheet};
use crate::station::bring_readings::{self, Measurements};
use crate::station::bring_returns::{self, Questionnaire};
use crate::station::demo::{self, Plan};
use crate::station::exchange::Sent;
use crate::station::out::{ForeignAsked, Reader};
use crate::station::overview::Past;
use crate::station::view::Everybody;
use crate::station::{Changed, Error, ExportAsked, Station, StockField, StockPreview, StockRow, read_picture, reduce_photo};
use crate::ui::screens::Photo;
use crate::ui::screens::people::Working;
use crate::ui::text::Text;
use crate::ui::theme::Tone;

/// The invented plant's folder.
const DEMO: &str = "demo";

/// What a file is chosen for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Roster,
    Questionnaire,
    Measurements,
    Duty,
    Stock,
    Export,
    Photo(PersonId),
    /// For a notice.
    Picture,
    Bundle,
    Card,
    /// A folder to exchange through.
    Folder,
}

/// What a thread brings back.
pub(super) enum Found {
    /// A roster file, and what it would bring.
    Roster(Brought, Preview),
    /// A roster to be taken in.
    Taking(Box<Taking>),
    /// Everybody after a roster or a questionnaire was taken in, and the sentence that says so.
    Everybody(Box<Everybody>, String),
    /// A questionnaire, and what it would bring.
    Questionnaire(Questionnaire, bring_returns::Preview),
    /// A sheet of measurements, and what it would bring.
    Measurements(Measurements, bring_readings::Preview),
    /// The measurements of a file, to be entered.
    Entering(String, Vec<bring_readings::Brings>),
    /// A duty plan, and what it would bring.
    Duty(DutySheet, bring_duty::Preview),
    /// A file that was chosen in a dialog; `None` when nobody chose, or there is no dialog on this PC.
    File(Purpose, Option<PathBuf>),
    /// A list of stock, and what it would bring.
    Stock(Brought<StockField>, StockPreview),
    Photo(PersonId, Vec<u8>),
    /// A picture for a notice, reduced to a JPEG.
    Reduced(Vec<u8>),
    Exported(PathBuf, u64),
    /// A picture stands at this place.
    Picture(PathBuf),
    /// An invented plant stands in this folder.
    Demo(PathBuf),
    /// The card of another station, or why it is none.
    Card(Result<Card, Error>),
    /// Our own card stands at this place.
    Kept(PathBuf),
    Sent(Sent),
    Failed(Error),
    /// What is to be done at the desk with what the thread brings.
    Then(Then),
}

/// What is to be done at the desk with what a thread brings.
pub(super) type Then = Box<dyn FnOnce(&mut Desk, &Context) + Send>;

/// Shared with the thread.
#[derive(Debug, Default)]
pub(super) struct Meter {
    done: AtomicU64,
    all: AtomicU64,
    pub(super) stop: AtomicBool,
}

impl Meter {
    pub(super) fn tell(&self, done: u64, all: u64) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        self.is_stopped()
    }

    pub(super) fn working(&self) -> Working {
        Working {
            done: self.done.load(Ordering::Relaxed),
            all: self.all.load(Ordering::Relaxed),
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// The job that runs, if one does.
#[derive(Default)]
pub(super) struct Jobs {
    running: Option<(Receiver<Found>, Arc<Meter>)>,
    pub(super) taking: Option<Taking>,
    /// The rows that the journal's filter lets through, on their way to its screen.
    pub(super) listing: Option<super::journal::Listing>,
    /// The days before today, on their way to the overview.
    pub(super) past: Option<Receiver<Result<Past, Error>>>,
    pub(super) roster: Option<Brought>,
    pub(super) questionnaire: Option<Questionnaire>,
    pub(super) measurements: Option<Measurements>,
    pub(super) duty: Option<(DutySheet, bring_duty::Preview)>,
    pub(super) stock: Option<(Brought<StockField>, Vec<StockRow>)>,
}

impl Jobs {
    pub(super) fn stop(&self) {
        if let Some((_, meter)) = &self.running {
            meter.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a thread is at work.
    pub(super) fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    pub(super) fn is_running(&self) -> bool {
        self.running.is_some() || self.taking.is_some()
    }

    /// How far the job is, for the screen that shows it.
    pub(super) fn working(&self) -> Option<Working> {
        if let Some(taking) = &self.taking {
            return Some(taking.working());
        }
        let (_, meter) = self.running.as_ref()?;
        Some(meter.working())
    }

    fn start(
        &mut self,
        ctx: &Context,
        name: &str,
        work: impl FnOnce(&Meter) -> Result<Found, Error> + Send + 'static,
    ) -> Result<(), Error> {
        if self.running.is_some() {
            return Ok(());
        }
        let (send, receive) = mpsc::channel();
        let meter = Arc::new(Meter::default());
        let (shared, ctx) = (Arc::clone(&meter), ctx.clone());
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
            let found = work(&shared).unwrap_or_else(Found::Failed);
            // The window may be gone by now; then nobody needs to know.
            send.send(found).unwrap_or_default();
            ctx.request_repaint();
        });
        thread.map_err(|error| Error::Store(error.into()))?;
        self.running = Some((receive, meter));
        Ok(())
    }
}

impl Desk {
    pub(super) fn start(&mut self, ctx: &Context, name: &str, work: impl FnOnce(&Meter) -> Result<Found, Error> + Send + 'static) {
        if let Err(error) = self.jobs.start(ctx, name, work) {
            self.fail(ctx, &error);
        }
    }

    /// Takes what a thread has brought back, and stages the next slice of a roster.
    pub(super) fn go_on(&mut self, ctx: &Context) {
        let found = self.jobs.running.as_ref().and_then(|(receive, _)| match receive.try_recv() {
            Ok(found) => Some(Some(found)),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(None),
        });
        if let Some(found) = found {
            self.jobs.running = None;
            if let Some(found) = found {
                self.found_out(ctx, found);
            }
        }
        if let Some(taking) = self.jobs.taking.take() {
            self.take_slice(ctx, taking);
        }
        self.looked_back(ctx);
        self.listed();
        if self.jobs.is_running() {
            ctx.request_repaint_after(std::time::Duration::from_millis(50));
        }
    }

    fn found_out(&mut self, ctx: &Context, found: Found) {
        match found {
            Found::Roster(brought, preview) => {
                self.people.preview(&brought, preview);
                self.jobs.roster = Some(brought);
            }
            Found::Taking(taking) => self.jobs.taking = Some(*taking),
            Found::Everybody(everybody, said) => self.switch_everybody(ctx, *everybody, said),
            Found::Questionnaire(brought, preview) => {
                self.returns.preview(&brought, preview);
                self.jobs.questionnaire = Some(brought);
            }
            Found::Measurements(brought, preview) => {
                self.clinic.preview(&brought, preview);
                self.jobs.measurements = Some(brought);
            }
            Found::Entering(file, rows) => self.enter_measurements(ctx, &file, rows),
            Found::Duty(brought, preview) => {
                self.screens.duty.preview(&brought, preview.clone());
                self.jobs.duty = Some((brought, preview));
            }
            Found::Stock(brought, preview) => {
                self.screens.supplies.preview(&brought, preview.clone());
                self.jobs.stock = Some((brought, preview.rows));
            }
            Found::Reduced(jpeg) => self.found_picture(ctx, Ok(jpeg)),
            Found::File(_, None) => {
                let said = self.text.get("people-no-file").to_owned();
                self.say(ctx, Tone::Report, said);
            }
            Found::File(purpose, Some(path)) => self.chosen(ctx, purpose, path),
            Found::Photo(person, jpeg) => self.take_photo(ctx, person, &jpeg),
            Found::Exported(path, rows) => self.exported(ctx, &path, rows),
            Found::Picture(path) => self.show_picture(ctx, &path),
            Found::Demo(folder) => {
                self.folder = folder;
                self.open();
            }
            Found::Card(card) => self.found_card(ctx, card),
            Found::Kept(path) => self.kept_card(ctx, &path),
            Found::Sent(sent) => self.sent_bundle(ctx, &sent),
            Found::Failed(error) => self.fail(ctx, &error),
            Found::Then(then) => then(self, ctx),
        }
    }

    /// A file was chosen in a dialog.
    fn chosen(&mut self, ctx: &Context, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Roster => self.read_roster(ctx, path),
            Purpose::Questionnaire => self.read_questionnaire(ctx, path),
            Purpose::Measurements => self.read_measurements(ctx, path),
            Purpose::Duty => self.read_duty(ctx, path),
            Purpose::Stock => self.read_stock(ctx, path),
            Purpose::Photo(person) => self.photograph(ctx, person, Some(path)),
            Purpose::Picture => self.found_picture(ctx, Err(path)),
            Purpose::Export => self.chose_path(&path),
            Purpose::Bundle => self.read_by_hand(ctx, path),
            Purpose::Card => self.kept_card(ctx, &path),
            Purpose::Folder => self.screens.stations.chose_folder(&path),
        }
    }

    /// Where an export is to go, for whichever dialog asked.
    fn chose_path(&mut self, path: &Path) {
        self.people.chose_path(path);
        self.screens.report.chose_path(path);
        self.screens.headquarters.chose_path(path);
        self.going_out.chose_path(path);
        self.screens.duty.chose_path(path);
        self.screens.supplies.chose_path(path);
        self.screens.journal.chose_path(path);
    }

    fn exported(&mut self, ctx: &Context, path: &Path, rows: u64) {
        let (path, rows) = (path.display().to_string(), rows.to_string());
        let said = self.text.with("export-done", &[("rows", &rows), ("path", &path)]);
        self.people.exported();
        self.going_out.exported();
        self.screens.duty.exported();
        self.screens.supplies.close();
        self.screens.journal.exported();
        self.take_noted();
        self.say(ctx, Tone::Clear, said);
    }

    fn take_photo(&mut self, ctx: &Context, person: PersonId, jpeg: &[u8]) {
        let took = |desk: &mut Self| {
            desk.gate.forget_photo();
            desk.people.show_photo(Photo::default());
        };
        self.write(ctx, Changed::Person(person), |station| station.take_photo(person, jpeg), took);
    }

    /// Makes an invented plant in a folder of its own beside the real one, and opens it.
    pub(super) fn try_demo(&mut self, ctx: &Context) {
        let folder = self.folder.join(DEMO);
        let said = self.text.get("start-demo-making").to_owned();
        self.say(ctx, Tone::Report, said);
        self.start(ctx, "demo", move |_| {
            std::fs::create_dir_all(&folder).map_err(|error| Error::Store(error.into()))?;
            match demo::demo(&folder, &Plan::default(), &|_| ()) {
                Ok(_) | Err(Error::AlreadyOpened) => Ok(Found::Demo(folder)),
                Err(error) => Err(error),
            }
        });
    }

    pub(super) fn export(&mut self, ctx: &Context, asked: ExportAsked) {
        let may = |station: &mut Station| station.may_take_out(asked.what, asked.level);
        let Some(permit) = self.may_leave(ctx, may, &asked.purpose) else {
            return;
        };
        let (folder, lang) = (self.folder.clone(), self.text.lang());
        self.start(ctx, "export", move |meter| {
            let reader = Reader::open(&folder)?.for_duty()?;
            let rows = reader.export(&permit, &asked, &Text::new(lang), &|done, all| meter.tell(done, all))?;
            Ok(Found::Exported(asked.path, rows))
        });
    }

    pub(super) fn export_foreign(&mut self, ctx: &Context, asked: ForeignAsked) {
        let may = |station: &mut Station| station.may_export(Right::ExportNames);
        let Some(permit) = self.may_leave(ctx, may, &asked.purpose) else {
            return;
        };
        let folder = self.folder.clone();
        self.start(ctx, "export", move |meter| {
            let reader = Reader::open(&folder)?.for_duty()?;
            let rows = reader.export_foreign(&permit, &asked, &|done, all| meter.tell(done, all))?;
            Ok(Found::Exported(asked.path, rows))
        });
    }

    pub(super) fn ask_where(&mut self, ctx: &Context, name: &str) {
        let name = name.to_owned();
        self.start(ctx, "choose a place", move |_| {
            Ok(Found::File(Purpose::Export, rfd::FileDialog::new().set_file_name(name).save_file()))
        });
    }

    pub(super) fn photograph(&mut self, ctx: &Context, person: PersonId, path: Option<PathBuf>) {
        self.start(ctx, "photo", move |_| {
            let Some(path) = path else {
                let dialog = rfd::FileDialog::new().add_filter("photo", &["jpg", "jpeg", "png", "webp", "bmp", "gif"]);
                return Ok(Found::File(Purpose::Photo(person), dialog.pick_file()));
            };
            let bytes = read_picture(&path).map_err(|error| Error::Store(error.into()))?;
            Ok(Found::Photo(person, reduce_photo(&bytes)?))
        });
    }
}
