//! The window: owns the station, the view and the screens, and runs what the screens ask for after drawing.
//!
//! [`Desk`] is everything but the window itself, so that a test can drive it; [`window`] puts it into one.

mod accounts;
mod act;
mod backups;
mod bring;
mod course;
mod duty;
mod exchange;
mod headquarters;
mod jobs;
mod journal;
mod key_place;
mod keys;
mod leaving;
pub mod log;
mod look_on;
mod notices;
mod overview;
mod paper;
mod privacy;
mod report;
mod sheets;
mod site;
mod stations;
mod supplies;
mod trouble;
pub mod window;

use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use eframe::egui::{self, Context, Key, Modifiers, Ui};

use crate::station::{Changed, Clock, Error, Held, Standing, Station, View};
use crate::ui::Scene;
use crate::ui::action::{AccountsAsked, Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::screens::clinic::Clinic;
use crate::ui::screens::frame::{self, Saved};
use crate::ui::screens::gate::Gate;
use crate::ui::screens::going_out::GoingOut;
use crate::ui::screens::returns::Returns;
use crate::ui::screens::start::Start;
use crate::ui::screens::{
    self, Photo, Screen, duty::Duty, headquarters::Headquarters, journal::Journal, lock::Lock, overview::Overview, people::People,
    report::Report, settings::Preferences, sheets::Sheets, site::Site, stations::Stations, supplies::Supplies,
};
use crate::ui::text::{Lang, Text};
use crate::ui::theme::{self, Scheme, Tone};
use crate::ui::widgets::{Dialog, Notices, banner};
use accounts::Keeper;
use backups::Backing;
use exchange::Errands;
use jobs::Jobs;
use privacy::Clearing;
use trouble::Mending;

/// Makes a station's clock.
pub type MakeClock = Rc<dyn Fn() -> Box<dyn Clock>>;

/// Whether somebody wants the window gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Closing {
    #[default]
    Open,
    Asked,
    Agreed,
}

/// A station that is open, with what the screens show of it.
struct Opened {
    station: Station,
    view: View,
}

/// The screens of the day: what a supervisor is answerable for.
#[derive(Debug, Default)]
struct DayScreens {
    site: Site,
    supplies: Supplies,
    report: Report,
    overview: Overview,
    duty: Duty,
    notices: screens::notices::Notices,
    sheets: Sheets,
    stations: Stations,
    headquarters: Headquarters,
    journal: Journal,
}

impl DayScreens {
    /// Whether something is being typed.
    fn has_form(&self) -> bool {
        self.supplies.has_form()
            || self.site.has_form()
            || self.notices.has_form()
            || self.duty.has_form()
            || self.sheets.has_form()
            || self.stations.has_form()
            || self.headquarters.has_form()
    }
}

/// The whole program on the screen.
pub struct Desk {
    folder: PathBuf,
    clock: MakeClock,
    opened: Option<Opened>,
    /// Why the station could not be opened.
    trouble: Option<Error>,
    text: Rc<Text>,
    scheme: Scheme,
    text_percent: u16,
    dressed: bool,
    screen: Screen,
    start: Start,
    gate: Gate,
    returns: Returns,
    going_out: GoingOut,
    clinic: Clinic,
    people: People,
    screens: DayScreens,
    preferences: Preferences,
    lock: Option<Lock>,
    keeper: Keeper,
    all_keys: bool,
    notices: Notices,
    saved: Option<Saved>,
    jobs: Jobs,
    clearing: Clearing,
    /// The queue sees no names at the gate.
    curtain: bool,
    errands: Errands,
    backing: Backing,
    mending: Mending,
    closing: Closing,
    /// When a window that only looks on looked last, in egui's seconds.
    looked: f64,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("screen", &self.screen).finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens the station of a folder, or the first page where there is none.
    pub fn new(folder: PathBuf, lang: Option<Lang>, clock: MakeClock) -> Self {
        let mut desk = Self {
            folder,
            clock,
            opened: None,
            trouble: None,
            text: Rc::new(Text::new(lang.unwrap_or_default())),
            scheme: Scheme::default(),
            text_percent: 100,
            dressed: false,
            screen: Screen::default(),
            start: Start::default(),
            gate: Gate::new(),
            returns: Returns::default(),
            going_out: GoingOut::default(),
            clinic: Clinic::default(),
            people: People::default(),
            screens: DayScreens::default(),
            preferences: Preferences::default(),
            lock: None,
            keeper: Keeper::default(),
            all_keys: false,
            notices: Notices::default(),
            saved: None,
            jobs: Jobs::default(),
            clearing: Clearing::default(),
            curtain: false,
            errands: Errands::default(),
            backing: Backing::default(),
            mending: Mending::default(),
            closing: Closing::default(),
            looked: 0.0,
        };
        desk.open();
        if let Some(lang) = lang {
            desk.text = Rc::new(Text::new(lang));
        }
        desk
    }

    /// Opens the station of the folder, and what this PC remembers.
    fn open(&mut self) {
        let opened = Station::open(&self.folder, (self.clock)());
        let keyed = opened.and_then(|mut station| {
            station.see_to_keys()?;
            Ok(station)
        });
        match keyed {
            Ok(station) => self.enter(station),
            Err(error) if error.code() == "no-station" => self.trouble = None,
            Err(error) if ["locked", "read-only"].contains(&error.code()) => self.look_on(error),
            Err(error) => self.trouble = Some(error),
        }
    }

    fn enter(&mut self, station: Station) {
        self.recall(&station);
        match station.view() {
            Ok(mut view) => {
                view.veil.curtain = self.curtain;
                let is_open = view.accounts.standing == Standing::Open;
                let nobody = view.on_duty.is_empty() && !view.card.demo && view.held_by.is_none();
                if view.accounts.standing.is_shut() || is_open && nobody {
                    self.lock = Some(Lock::default());
                }
                self.opened = Some(Opened { station, view });
                self.trouble = None;
                if !self.offers(self.screen) {
                    self.show(self.home());
                }
            }
            Err(error) => self.trouble = Some(error),
        }
    }

    /// One frame. What was asked for runs at the end of every pass, so that a second pass loses nothing.
    pub fn ui(&mut self, ui: &mut Ui) {
        if !std::mem::replace(&mut self.dressed, true) {
            theme::install(ui.ctx(), self.scheme, self.text_percent);
            self.recall_purpose(ui.ctx());
        }
        ui.painter().rect_filled(ui.max_rect(), 0, theme::of(ui).background);
        let mut actions = Actions::new();
        match (self.opened.take(), self.trouble.take()) {
            (_, Some(error)) => self.trouble(ui, error),
            (Some(opened), None) => {
                self.station(ui, &opened, &mut actions);
                self.opened = Some(opened);
            }
            (None, None) => {
                let folder = self.folder.display().to_string();
                self.start.ui(ui, &self.text, &folder, &mut actions);
            }
        }
        self.closing(ui.ctx());
        self.show_repaired(ui.ctx());
        self.notices.show(ui.ctx());
        for action in actions {
            self.act(ui.ctx(), action);
        }
        self.go_on(ui.ctx());
        self.go_on_clearing(ui.ctx());
        self.run_errands(ui.ctx());
        self.run_backups(ui.ctx());
        self.turn_the_day();
        self.catch_up(ui.ctx());
        self.watch(ui.ctx());
    }

    /// Whether the window may go: nothing is half done, or somebody has said so.
    pub fn may_close(&self) -> bool {
        self.closing == Closing::Agreed
            || self.opened.is_none()
            || !(self.jobs.is_running() || self.gate.has_form() || self.going_out.has_form() || self.screens.has_form())
    }

    /// Asks before closing on something that is not finished.
    pub fn ask_close(&mut self) {
        self.closing = Closing::Asked;
    }

    fn closing(&mut self, ctx: &Context) {
        if self.closing != Closing::Asked {
            return;
        }
        let text = Rc::clone(&self.text);
        let (mut stay, mut go) = (false, false);
        let escaped = Dialog::new(text.get("close-title")).show(ctx, |ui| {
            crate::ui::widgets::muted(ui, text.get("close-unfinished"), theme::size::BODY);
            ui.add_space(theme::space::M);
            ui.horizontal(|ui| {
                stay = crate::ui::widgets::Button::primary(text.get("close-stay"))
                    .key("Esc")
                    .show(ui)
                    .clicked();
                go = crate::ui::widgets::Button::secondary(text.get("close-go")).show(ui).clicked();
            });
        });
        if stay || escaped {
            self.closing = Closing::Open;
        }
        if go {
            self.closing = Closing::Agreed;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn station(&mut self, ui: &mut Ui, opened: &Opened, actions: &mut Actions) {
        let text = Rc::clone(&self.text);
        let scene = Scene {
            view: &opened.view,
            text: &text,
            now: opened.station.now(),
        };
        self.show_notices(ui.ctx(), &scene, opened, actions);
        if let Some(lock) = &mut self.lock {
            lock.ui(ui, &scene, actions);
        } else if let Some(mut asked) = self.keeper.step_up.take() {
            // The keyboard is the dialog's alone.
            let events = ui.input_mut(|input| std::mem::take(&mut input.events));
            self.screens(ui, &scene, actions);
            ui.input_mut(|input| input.events = events);
            asked.1.ui(ui.ctx(), &scene, actions);
            self.keeper.step_up = Some(asked);
        } else {
            self.screens(ui, &scene, actions);
            self.fetch_photo(ui.ctx(), &scene, opened);
        }
        let waiting = !opened.view.waiting.is_empty();
        let pause = if waiting { 1000 } else { 60_000 - scene.now.0.rem_euclid(60_000) };
        ui.ctx().request_repaint_after(Duration::from_millis(pause.unsigned_abs()));
    }

    fn screens(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut scrolled = if self.all_keys { keys::scrolled(ui) } else { 0.0 };
        if pressed(Key::F1) {
            (self.all_keys, scrolled) = (!self.all_keys, keys::TO_THE_TOP);
        } else if self.all_keys
            && ui.input(|input| {
                input
                    .events
                    .iter()
                    .any(|event| matches!(event, egui::Event::Key { pressed: true, .. }))
            })
        {
            // Any other key puts the list away and does what it does; Esc does nothing more.
            self.all_keys = false;
            pressed(Key::Escape);
        }
        if pressed(Key::F12) {
            actions.push(Action::Accounts(AccountsAsked::Lock));
        }
        self.banners(ui, scene);
        frame::top(ui, scene, self.saved, actions);
        let hints = self.hints(scene);
        if let Some((_, _, key, modifiers)) = frame::keys(ui, scene, &hints) {
            keys::press(ui.ctx(), key, modifiers);
        }
        frame::rail(ui, scene, self.screen, actions);
        let margin = egui::Frame::new()
            .fill(theme::of(ui).background)
            .inner_margin(egui::Margin::same(if theme::is_low(ui) { 8 } else { 16 }));
        let before_all = self.all_keys;
        egui::CentralPanel::no_frame().frame(margin).show(ui, |ui| match self.screen {
            Screen::Gate => self.gate.ui(ui, scene, actions),
            Screen::Returns => self.returns.ui(ui, scene, self.jobs.working(), actions),
            Screen::GoingOut => self.going_out.ui(ui, scene, self.jobs.working(), actions),
            Screen::Clinic => self.clinic.ui(ui, scene, self.jobs.working(), actions),
            Screen::People(filter) => self.people.ui(ui, scene, (filter, self.jobs.working()), actions),
            Screen::Site => self.screens.site.ui(ui, scene, actions),
            Screen::Supplies => self.screens.supplies.ui(ui, scene, self.jobs.working(), actions),
            Screen::Report => self.screens.report.ui(ui, scene, actions),
            Screen::Overview => self.screens.overview.ui(ui, scene, actions),
            Screen::Duty => self.screens.duty.ui(ui, scene, self.jobs.working(), actions),
            Screen::Notices => self.screens.notices.ui(ui, scene, actions),
            Screen::Sheets => self.screens.sheets.ui(ui, scene, actions),
            Screen::Stations => self.screens.stations.ui(ui, scene, self.working(), actions),
            Screen::Headquarters => self.screens.headquarters.ui(ui, scene, actions),
            Screen::Journal => self.screens.journal.ui(ui, scene, self.jobs.working(), actions),
            Screen::Settings => self.preferences.ui(ui, scene, (self.scheme, self.text_percent), actions),
        });
        if before_all
            && Dialog::new(scene.text.get("do-all-keys"))
                .width(960.0)
                .show(ui.ctx(), |ui| keys::every_key(ui, scene, &self.hints(scene), scrolled))
        {
            self.all_keys = false;
        }
    }

    /// What everybody has to know on every screen.
    fn banners(&self, ui: &mut Ui, scene: &Scene<'_>) {
        if scene.view.card.demo {
            banner(ui, "demo", Tone::Report, Icon::Info, scene.text.get("demo-banner"));
        }
        if let Some(held) = &scene.view.held_by {
            let said = match held {
                Held::ByProgram(holder) => scene.text.with("held-banner", &[("holder", holder)]),
                Held::ReadOnly => scene.text.get("read-only-banner").to_owned(),
            };
            banner(ui, "held", Tone::Recheck, Icon::Lock, &said);
        }
        if scene.is_covered() && self.screen == Screen::Gate {
            banner(ui, "covered", Tone::Report, Icon::Eye, scene.text.get("privacy-covered"));
        }
        if self.clock_went_back(scene) {
            banner(ui, "clock", Tone::Recheck, Icon::Clock, scene.text.get("clock-banner"));
        }
    }

    /// The PC's clock stands before what was already written: order goes by number, and everybody should know.
    fn clock_went_back(&self, scene: &Scene<'_>) -> bool {
        let own = scene.view.recent.iter().filter(|line| line.chain == scene.view.card.chain);
        // Not the newest of them only, which may have been written since the clock went back.
        let last = own.map(|line| line.entered).max();
        let last = last.max(self.saved.map(|saved| saved.at));
        last.is_some_and(|last| scene.now.plus_minutes(2) < last)
    }

    /// Every minute the figures are counted again; after midnight at the site the gate begins a new day.
    fn turn_the_day(&mut self) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        if view.tick(station.now()) {
            if let Err(error) = station.take_noted() {
                tracing::error!(code = error.code(), "what was exported beside the window is not taken yet");
            }
            if let Err(error) = station.refresh(view, Changed::Exchange) {
                tracing::error!(code = error.code(), "what is known of other stations could not be read");
            }
        }
        if station.card().zone.day_of(station.now()) != view.day
            && let Err(error) = station.read_day(view)
        {
            tracing::error!(code = error.code(), "the new day could not be read");
        }
    }

    /// Loads the photo of whoever stands before the guard or whose page is open, once.
    fn fetch_photo(&mut self, ctx: &Context, scene: &Scene<'_>, opened: &Opened) {
        let wanted = match self.screen {
            Screen::Gate => self.gate.needs_photo(scene),
            Screen::People(_) => self.people.needs_photo(),
            Screen::Returns
            | Screen::GoingOut
            | Screen::Clinic
            | Screen::Site
            | Screen::Supplies
            | Screen::Report
            | Screen::Overview
            | Screen::Duty
            | Screen::Notices
            | Screen::Sheets
            | Screen::Stations
            | Screen::Headquarters
            | Screen::Journal
            | Screen::Settings => None,
        };
        let Some(person) = wanted else { return };
        let jpeg = opened.station.photo(person).ok().flatten();
        let texture = jpeg.and_then(|jpeg| notices::texture(ctx, "photo", &jpeg));
        let photo = Photo::new(person, texture);
        self.people.show_photo(photo.clone());
        self.gate.show_photo(photo);
    }
}
