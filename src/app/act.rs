//! What the screens ask for, done: an arm a line, a method each.

use eframe::egui::Context;
use std::rc::Rc;

use super::{Desk, Opened};
use crate::domain::entry::{EntryId, Visit};
use crate::domain::notices::Spot;
use crate::domain::peer::Level;
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::{masked_document, masked_phone};
use crate::domain::screening::{Direction, Judgement, Verdict};
use crate::domain::thinning::Why;
use crate::station::{Changed, Done, Error, NewReading, Opening, Station};
use crate::ui::action::Action;
use crate::ui::screens::Screen;
use crate::ui::screens::frame::Saved;
use crate::ui::screens::gate::Outcome;
use crate::ui::text::{Lang, Text};
use crate::ui::theme::{self, Scheme, Tone};

impl Desk {
    pub(super) fn run(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Found(opening) => self.found(opening),
            Action::TryDemo => self.try_demo(ctx),
            Action::Show(screen) => self.show(screen),
            Action::Choose(person) => self.choose(person),
            Action::AskReturn(person) => self.ask_return(person),
            Action::Open(person) => self.open_page(person),
            Action::Record(reading) => self.record(ctx, reading),
            Action::LetThrough { person, direction, mask } => self.let_through(ctx, person, direction, mask),
            Action::Refuse { person, reason } => self.refuse(ctx, person, &reason),
            Action::Register { person, visit } => self.register(ctx, person, visit),
            Action::TakeBack(entry) => self.take_back(ctx, entry),
            Action::SavePerson(person) => self.save_person(ctx, person),
            Action::Photograph { person, path } => self.photograph(ctx, person, path),
            Action::SignIn(name) => self.write(ctx, Changed::Settings, |station| station.hand_over(&name), Self::signed_in),
            Action::Settle(settings) => self.write(ctx, Changed::Settings, |station| station.change_settings(settings), |_| {}),
            Action::SaveInstrument(instrument) => {
                self.write(ctx, Changed::Instruments, |station| station.save_instrument(instrument), |_| {});
            }
            Action::CheckInstrument { name, reference, shown } => {
                self.write(
                    ctx,
                    Changed::Instruments,
                    |station| station.check_instrument(&name, reference, shown),
                    |_| {},
                );
            }
            Action::Roster(asked) => self.roster(ctx, asked),
            Action::Questionnaire(asked) => self.questionnaire(ctx, asked),
            Action::Measurements(asked) => self.measurements(ctx, asked),
            Action::Export(asked) => self.export(ctx, asked),
            Action::ExportForeign(asked) => self.export_foreign(ctx, asked),
            Action::AskWhere(name) => self.ask_where(ctx, &name),
            Action::StopJob => self.stop(),
            Action::CopyPeople(people) => self.copy(ctx, &people),
            Action::FindContacts { person, from, to } => self.find_contacts(ctx, person, (from, to)),
            Action::CopyRows(level, titles, rows) => self.copy_rows(ctx, level, (&titles, &rows)),
            Action::Print(paper) => self.print(ctx, paper),
            Action::Course(asked) => self.course(ctx, asked),
            Action::Duty(asked) => self.duty(ctx, asked),
            Action::Supplies(asked) => self.supplies(ctx, asked),
            Action::Site(asked) => self.site(ctx, asked),
            Action::Notices(asked) => self.notices(ctx, asked),
            Action::Report(asked) => self.report(ctx, asked),
            Action::Overview(asked) => self.overview(ctx, asked),
            Action::Sheets(asked) => self.sheets(ctx, asked),
            Action::Stations(asked) => self.stations(ctx, asked),
            Action::Headquarters(asked) => self.headquarters(ctx, asked),
            Action::Accounts(asked) => self.accounts(ctx, asked),
            Action::Privacy(asked) => self.privacy(ctx, asked),
            Action::Backups(asked) => self.backups(ctx, asked),
            Action::Keys(asked) => self.key_place(ctx, asked),
            Action::Journal(asked) => self.journal(ctx, asked),
            Action::ShowColumns(keys) => self.prefer("people-columns", &keys),
            Action::Speak(lang) => self.speak(lang),
            Action::Dress(scheme, percent) => self.dress(ctx, scheme, percent),
        }
    }

    /// Writes one thing: on success the view reads what changed and the time and number are shown, on failure a sentence says why.
    pub(super) fn write<T>(
        &mut self,
        ctx: &Context,
        changed: Changed,
        write: impl FnOnce(&mut Station) -> Result<Done<T>, Error>,
        then: impl FnOnce(&mut Self),
    ) {
        if self.written(ctx, changed, write).is_some() {
            then(self);
        }
    }

    /// Reads again what something else than an action of its own has changed.
    pub(super) fn reread(&mut self, ctx: &Context, changed: Changed) {
        let Some(Opened { station, view }) = &mut self.opened else { return };
        if let Err(error) = station.refresh(view, changed) {
            self.fail(ctx, &error);
        }
    }

    pub(super) fn written<T>(
        &mut self,
        ctx: &Context,
        changed: Changed,
        write: impl FnOnce(&mut Station) -> Result<Done<T>, Error>,
    ) -> Option<Done<T>> {
        match self.tried(ctx, changed, write)? {
            Ok(done) => Some(done),
            Err(error) => {
                self.fail(ctx, &error);
                None
            }
        }
    }

    /// As `written`, for whoever says in another place what went wrong.
    pub(super) fn tried<T>(
        &mut self,
        ctx: &Context,
        changed: Changed,
        write: impl FnOnce(&mut Station) -> Result<Done<T>, Error>,
    ) -> Option<Result<Done<T>, Error>> {
        let done = match write(&mut self.opened.as_mut()?.station) {
            Ok(done) => done,
            Err(error) => return Some(Err(error)),
        };
        self.note_saved(Some(&done));
        self.reread(ctx, changed);
        Some(Ok(done))
    }

    /// The bar at the top says when and under which number something was saved last.
    pub(super) fn note_saved<T>(&mut self, done: Option<&Done<T>>) {
        if let Some(Done { at, seq, .. }) = done {
            self.saved = Some(Saved { at: *at, seq: *seq });
        }
    }

    /// Says what went wrong. The log gets the code only: what an error quotes may be personal.
    pub(super) fn fail(&mut self, ctx: &Context, error: &Error) {
        if self.asks_again(error) {
            return;
        }
        tracing::error!(code = error.code(), "not done");
        let said = crate::cli::sentence(&self.text, error);
        self.say(ctx, Tone::Isolate, said);
    }

    pub(super) fn say(&mut self, ctx: &Context, tone: Tone, said: String) {
        self.notices.say(ctx.input(|input| input.time), tone, said);
    }

    fn found(&mut self, opening: Opening) {
        match Station::init(&self.folder, opening, (self.clock)()) {
            Ok(mut station) => {
                if let Err(error) = station.prefer("language", self.text.lang().tag()) {
                    tracing::warn!(code = error.code(), "the language is not remembered");
                }
                self.enter(station);
            }
            Err(error) => self.trouble = Some(error),
        }
    }

    /// Goes to a place; where it has no meaning in this role, to what the window begins with.
    pub(super) fn show(&mut self, screen: Screen) {
        let screen = if self.offers(screen) { screen } else { self.home() };
        self.screen = screen;
        match screen {
            Screen::Gate => self.gate.take_focus(),
            Screen::Returns => self.returns.take_focus(),
            Screen::GoingOut => self.going_out.take_focus(),
            Screen::Clinic => self.clinic.take_focus(),
            Screen::People(_) => self.people.list(),
            Screen::Site => self.screens.site.take_focus(),
            Screen::Supplies => self.screens.supplies.take_focus(),
            Screen::Report => self.screens.report.take_focus(),
            Screen::Overview => self.screens.overview.take_focus(),
            Screen::Duty => self.screens.duty.take_focus(),
            Screen::Notices => self.screens.notices.take_focus(),
            Screen::Sheets => self.screens.sheets.take_focus(),
            Screen::Stations => self.screens.stations.take_focus(),
            Screen::Headquarters => self.screens.headquarters.take_focus(),
            Screen::Journal => self.screens.journal.take_focus(),
            Screen::Settings => {}
        }
    }

    pub(super) fn offers(&self, screen: Screen) -> bool {
        self.opened.as_ref().is_some_and(|opened| screen.is_offered(&opened.view))
    }

    pub(super) fn home(&self) -> Screen {
        let role = self.opened.as_ref().map(|opened| opened.view.card.role);
        role.map_or_else(Screen::default, Screen::home)
    }

    fn choose(&mut self, person: PersonId) {
        if self.offers(Screen::Gate) {
            self.screen = Screen::Gate;
            self.gate.choose(person);
        }
    }

    fn ask_return(&mut self, person: PersonId) {
        if self.offers(Screen::Returns) {
            self.screen = Screen::Returns;
            self.returns.open(person);
        }
    }

    pub(super) fn open_page(&mut self, person: PersonId) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        let lines = station.timeline(person).unwrap_or_default();
        self.screen = Screen::People(crate::ui::screens::Filter::All);
        self.people.open(person, lines);
    }

    fn record(&mut self, ctx: &Context, new: NewReading) {
        let (person, celsius, direction) = (new.person, new.celsius, new.direction);
        match self.written(ctx, Changed::Register(person), |station| station.record_reading(new)) {
            Some(done) => self.show_outcome(person, direction, Some(celsius), done),
            None => self.gate.put_back(person, celsius.shown(crate::domain::temperature::Unit::Celsius)),
        }
    }

    fn show_outcome(
        &mut self,
        person: PersonId,
        direction: Direction,
        celsius: Option<crate::domain::temperature::Celsius>,
        done: Done<Judgement>,
    ) {
        let Done { value, seq, at, .. } = done;
        self.gate.written(
            person,
            Outcome {
                judgement: value,
                direction,
                celsius,
                seq,
                at,
            },
        );
    }

    fn let_through(&mut self, ctx: &Context, person: PersonId, direction: Direction, mask: bool) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        match station.let_through(person, direction, mask) {
            Ok(Ok(done)) => {
                let clear = Judgement {
                    verdict: Verdict::Clear,
                    reasons: Vec::new(),
                };
                let Done { id, seq, at, .. } = done;
                let done = Done { value: clear, id, seq, at };
                if let Some(done) = self.written(ctx, Changed::Register(person), |_| Ok(done)) {
                    self.show_outcome(person, direction, None, done);
                }
            }
            Ok(Err(_)) => {
                let said = self.text.get("gate-not-let-through").to_owned();
                self.say(ctx, Tone::Recheck, said);
                self.gate.choose(person);
            }
            Err(error) => {
                self.fail(ctx, &error);
                self.gate.choose(person);
            }
        }
    }

    fn refuse(&mut self, ctx: &Context, person: PersonId, reason: &str) {
        let Some(done) = self.written(ctx, Changed::Register(person), |station| station.refuse(person, reason)) else {
            self.gate.choose(person);
            return;
        };
        let Done { id, seq, at, .. } = done;
        let value = Judgement {
            verdict: Verdict::Refuse,
            reasons: Vec::new(),
        };
        self.show_outcome(person, Direction::In, None, Done { value, id, seq, at });
    }

    fn register(&mut self, ctx: &Context, person: Person, visit: Visit) {
        let id = person.id;
        let saved = self.written(ctx, Changed::Person(id), |station| station.save_person(person));
        if saved.is_some()
            && self
                .written(ctx, Changed::Register(id), |station| station.register_visit(visit))
                .is_some()
        {
            self.gate.choose(id);
        }
    }

    fn take_back(&mut self, ctx: &Context, entry: EntryId) {
        let line = self
            .opened
            .as_ref()
            .and_then(|opened| opened.view.recent.iter().find(|line| line.id == entry).cloned());
        let Some(line) = line else { return };
        if self
            .written(ctx, Changed::Register(line.person), |station| station.withdraw(entry, ""))
            .is_none()
        {
            return;
        }
        let said = self
            .text
            .with("gate-taken-back", &[("name", &line.name), ("seq", &line.seq.to_string())]);
        self.say(ctx, Tone::Report, said);
        self.screen = Screen::Gate;
        self.gate.choose(line.person);
    }

    fn save_person(&mut self, ctx: &Context, person: Person) {
        let id = person.id;
        let Some(saved) = self.written(ctx, Changed::Person(id), |station| station.save_person(person)) else {
            return;
        };
        if saved.value != id {
            self.reread(ctx, Changed::Person(saved.value));
        }
        self.open_page(saved.value);
    }

    /// Stops whatever a thread is at.
    fn stop(&self) {
        self.jobs.stop();
        self.errands.stop();
    }

    fn signed_in(&mut self) {
        self.lock = None;
        self.exchange_at_shift_end();
        self.back_up_soon(Why::HandOver);
        self.gate.take_focus();
    }

    fn copy(&mut self, ctx: &Context, people: &[PersonId]) {
        if !self.leaves(ctx, super::paper::copied("people", Level::Full, people.len())) {
            return;
        }
        let Some(Opened { view, .. }) = &self.opened else { return };
        let text = Rc::clone(&self.text);
        // What a screen masks is masked where it is pasted, too.
        let masked = |person: &Person| Person {
            phone: masked_phone(&person.phone),
            document: masked_document(&person.document),
            ..person.clone()
        };
        let people: Vec<Person> = people.iter().filter_map(|id| view.roster.get(*id)).map(masked).collect();
        ctx.copy_text(crate::station::out::people_as_tsv(people.iter(), &|key| {
            text.with(&format!("export-{key}"), &[])
        }));
        let said = self.text.get("people-copied").to_owned();
        self.say(ctx, Tone::Clear, said);
    }

    fn speak(&mut self, lang: Lang) {
        self.text = Rc::new(Text::new(lang));
        self.prefer("language", lang.tag());
    }

    fn dress(&mut self, ctx: &Context, scheme: Scheme, percent: u16) {
        (self.scheme, self.text_percent) = (scheme, percent);
        theme::install(ctx, scheme, percent);
        self.prefer("theme", if scheme == Scheme::Dark { "dark" } else { "light" });
        self.prefer("text-size", &percent.to_string());
    }

    pub(super) fn prefer(&mut self, key: &str, value: &str) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        if let Err(error) = station.prefer(key, value) {
            tracing::warn!(code = error.code(), "a preference is not remembered");
        }
    }

    /// What this PC remembers: language, theme, text size, columns.
    pub(super) fn recall(&mut self, station: &Station) {
        let remembered = |key| station.preference(key).ok().flatten();
        if let Some(lang) = remembered("language").and_then(|tag| tag.parse().ok()) {
            self.text = Rc::new(Text::new(lang));
        }
        if remembered("theme").as_deref() == Some("dark") {
            self.scheme = Scheme::Dark;
        }
        self.curtain = remembered(super::privacy::CURTAIN).as_deref() == Some("on");
        if let Some(columns) = remembered("people-columns") {
            self.people.show_columns(&columns);
        }
        if let Some(spot) = remembered("notice-spot").and_then(|key| Spot::from_key(&key)) {
            self.screens.notices.stand_at(spot);
        }
        if let Some(percent) = remembered("text-size").and_then(|percent| percent.parse().ok()) {
            self.text_percent = percent;
        }
        self.dressed = false;
    }
}
