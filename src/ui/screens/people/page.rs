//! Somebody's page: who they are, and everything the register knows as one timeline.

use std::path::PathBuf;

use eframe::egui::{self, Ui};
use uuid::Uuid;

use super::Working;
use super::contacts::Contacts;
use super::own::Own;
use crate::domain::person::{Kind, Person, PersonId, Status};
use crate::domain::privacy::Item;
use crate::station::Line;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, PrivacyAsked};
use crate::ui::icons::Icon;
use crate::ui::papers;
use crate::ui::screens::Photo;
use crate::ui::screens::gate::verdict_word;
use crate::ui::sentences::tone;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, Field, ListTable, avatar, card, follow_keyboard, gap, label, muted, segments, tag, toggle};

const COLUMNS: [(&str, f32); 8] = [
    ("word-time", 150.0),
    ("people-verdict", 110.0),
    ("word-temperature", 84.0),
    ("gate-site", 84.0),
    ("people-station", 110.0),
    ("people-number", 70.0),
    ("rules-title", 130.0),
    ("word-reason", 0.0),
];

/// What the timeline is high at least.
const LIST: f32 = 260.0;

/// The page with what is being changed on it.
#[derive(Debug)]
pub(super) struct Page {
    person: PersonId,
    lines: Vec<Line>,
    draft: Option<Person>,
    photo: Option<String>,
    pub(super) contacts: Contacts,
    own: Own,
    /// Whether the person asked for what is changed.
    requested: bool,
    cursor: usize,
    tried: bool,
    fresh: bool,
}

impl Page {
    pub(super) fn new(person: PersonId, lines: Vec<Line>) -> Self {
        Self {
            person,
            lines,
            draft: None,
            photo: None,
            contacts: Contacts::default(),
            own: Own::default(),
            requested: false,
            cursor: 0,
            tried: false,
            fresh: false,
        }
    }

    /// The page of somebody new.
    pub(super) fn blank() -> Self {
        let id = PersonId(Uuid::now_v7());
        let person = Person { id, ..Person::default() };
        Self {
            draft: Some(person),
            fresh: true,
            ..Self::new(id, Vec::new())
        }
    }

    pub(super) fn person(&self) -> PersonId {
        self.person
    }

    /// Says whether the page stays.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (photo, working): (&Photo, Option<Working>),
        actions: &mut Actions,
    ) -> bool {
        let escaped = !self.own.is_open() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        let known = scene.view.roster.get(self.person);
        if escaped && !self.contacts.close() && self.photo.take().is_none() && self.draft.take_if(|_| known.is_some()).is_none() {
            return false;
        }
        let mut stays = true;
        let room = ui.available_height();
        let area = egui::ScrollArea::vertical().id_salt("people-page").auto_shrink(false);
        area.show(ui, |ui| {
            stays = self.whole(ui, scene, (photo, working), room, actions);
            follow_keyboard(ui);
        });
        self.own.ui(ui, scene, self.person, actions);
        stays
    }

    /// Who it is, and under it their time in the rest of the `room`, which may be little where letters are large.
    fn whole(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (photo, working): (&Photo, Option<Working>),
        room: f32,
        actions: &mut Actions,
    ) -> bool {
        let known = scene.view.roster.get(self.person);
        let mut stays = true;
        card(ui, 20, |ui| {
            ui.set_width(ui.available_width());
            if self.draft.is_some() {
                stays = self.form(ui, scene, actions);
            } else if let Some(person) = known {
                ui.horizontal_top(|ui| {
                    avatar(ui, photo.of(person.id), &person.name, 80.0);
                    gap(ui, space::S);
                    ui.vertical(|ui| stays = self.head(ui, scene, person, actions));
                });
            }
        });
        if self.draft.is_none() && known.is_some() {
            gap(ui, space::S);
            let height = (room - ui.min_rect().height() - 26.0).max(LIST);
            card(ui, 8, |ui| {
                ui.set_min_width(ui.available_width());
                ui.set_height(height);
                if !self.contacts.ui(ui, scene, (self.person, working), actions) {
                    self.timeline(ui, scene);
                }
            });
        }
        stays
    }

    /// Who it is, and what can be done. Says whether the page stays.
    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut stays = true;
        label(ui, &person.name, theme::name_font(ui, &person.name, size::NAME));
        let kind = scene.word("kind", person.kind.key());
        let place = person.place();
        let known = [person.badge.as_str(), &person.employee, &kind, &place, &person.host, &person.note];
        let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
        muted(ui, &known.join(" · "), size::SECOND);
        self.own.numbers(ui, scene, person);
        conflicts(ui, scene, person, actions);
        gap(ui, space::S);
        ui.horizontal_wrapped(|ui| {
            if super::is_own(scene) {
                self.changes(ui, scene, person, actions);
            }
            if Button::secondary(text.get("contacts-do")).icon(Icon::Users).show(ui).clicked() {
                self.contacts.ask(scene, person.id, actions);
            }
            offer_papers(ui, scene, person.id, actions);
            self.own.buttons(ui, scene, person, actions);
            stays = !Button::quiet(text.get("do-back")).key("Esc").show(ui).clicked();
        });
        if let Some(path) = &mut self.photo {
            let mut asked = None;
            ui.horizontal_top(|ui| {
                let field = Field::new(text.get("people-photo-path"), path).width(480.0).show(ui);
                if std::mem::take(&mut self.fresh) {
                    field.response.request_focus();
                }
                ui.vertical(|ui| {
                    gap(ui, 22.0);
                    let typed = !path.trim().is_empty();
                    if Button::secondary(text.get("do-choose-file")).show(ui).clicked() {
                        asked = Some(None);
                    } else if typed && field.submitted {
                        asked = Some(Some(PathBuf::from(path.trim())));
                    }
                });
            });
            if let Some(path) = asked {
                actions.push(Action::Photograph { person: person.id, path });
                self.photo = None;
            }
        }
        stays
    }

    /// What only who looks after this person can do.
    fn changes(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
        let text = scene.text;
        if Button::primary(text.get("people-to-gate")).icon(Icon::Gate).show(ui).clicked() {
            actions.push(Action::Choose(person.id));
        }
        if Button::secondary(text.get("do-edit")).icon(Icon::Pencil).show(ui).clicked() {
            self.draft = Some(unseen(scene, person));
            (self.fresh, self.requested) = (true, false);
        }
        if scene.view.settings.asks(Item::Photo) && Button::secondary(text.get("word-photo")).icon(Icon::Camera).show(ui).clicked() {
            self.photo = Some(String::new());
            self.fresh = true;
        }
    }

    /// The form. Says whether the page stays.
    fn form(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let Some(draft) = &mut self.draft else { return true };
        let kinds = Kind::ALL.map(|kind| (kind, scene.word("kind", kind.key())));
        let kinds: Vec<(Kind, &str)> = kinds.iter().map(|(kind, word)| (*kind, word.as_str())).collect();
        let states = Status::ALL.map(|status| (status, scene.word("status", status.key())));
        let states: Vec<(Status, &str)> = states.iter().map(|(status, word)| (*status, word.as_str())).collect();
        ui.horizontal(|ui| {
            segments(ui, text.get("word-kind"), &mut draft.kind, &kinds);
            segments(ui, text.get("word-status"), &mut draft.status, &states);
        });
        let missing = (self.tried && draft.name.trim().is_empty()).then(|| text.get("visit-name-missing"));
        let mut submitted = false;
        ui.horizontal_top(|ui| {
            let name = Field::new(text.get("field-name"), &mut draft.name).error(missing).show(ui);
            if std::mem::take(&mut self.fresh) {
                name.response.request_focus();
            }
            submitted |= name.submitted;
            submitted |= Field::new(text.get("field-badge"), &mut draft.badge).numeric().show(ui).submitted;
            submitted |= Field::new(text.get("field-employee"), &mut draft.employee)
                .numeric()
                .show(ui)
                .submitted;
        });
        let known = scene.view.roster.get(draft.id);
        submitted |= belongings(ui, scene, draft, known);
        submitted |= Field::new(text.get("field-note"), &mut draft.note).width(736.0).show(ui).submitted;
        if known.is_some() {
            toggle(ui, text.get("privacy-correct"), &mut self.requested);
        }
        gap(ui, space::M);
        let mut stays = true;
        ui.horizontal(|ui| {
            submitted |= Button::primary(text.get("do-save")).key("Enter").show(ui).clicked();
            stays = !Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        if submitted {
            self.tried = true;
            if !draft.name.trim().is_empty() {
                let person = known.map_or_else(|| draft.clone(), |known| with_unseen(scene, draft, known));
                actions.push(if self.requested {
                    Action::Privacy(PrivacyAsked::Correct(Box::new(person)))
                } else {
                    Action::SavePerson(person)
                });
            }
        }
        stays
    }

    fn timeline(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if self.lines.is_empty() {
            gap(ui, space::XL);
            ui.vertical_centered(|ui| muted(ui, scene.text.get("people-no-lines"), size::SECOND));
            return;
        }
        // With large letters only what was found, and why.
        let narrow = ui.available_width() < 700.0;
        let first = |title: &str| !matches!(title, "gate-site" | "rules-title");
        // With one station nobody has to be told which.
        let several = self.lines.iter().any(|line| scene.view.elsewhere(line.chain).is_some());
        let told = |title: &str| several || title != "people-station";
        let shown = COLUMNS.into_iter().filter(|(title, _)| told(title) && (!narrow || first(title)));
        let shown: Vec<(&str, f32)> = shown.collect();
        let columns = shown.iter().map(|(title, width)| Column {
            title: scene.text.get(title),
            width: *width,
            right: false,
        });
        let columns: Vec<Column<'_>> = columns.collect();
        let table = ListTable {
            id: "timeline",
            columns: &columns,
            rows: self.lines.len(),
        };
        let lines = &self.lines;
        let sentence = |row: usize| lines.get(row).map_or_else(String::new, |line| spoken(scene, line));
        table.show(ui, &mut self.cursor, None, sentence, |ui, row, column| {
            if let Some((line, (title, _))) = lines.get(row).zip(shown.get(column)) {
                cell(ui, scene, line, title);
            }
        });
    }
}

/// Where they work and live, and how they are reached, as far as the site asks. Says whether Enter was pressed.
fn belongings(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Person, known: Option<&Person>) -> bool {
    let masks = [
        known.map(|person| scene.phone(person)).unwrap_or_default(),
        known.map(|person| scene.document(person)).unwrap_or_default(),
    ];
    let asks = |item| scene.view.settings.asks(item);
    let rows: [&mut [Asked<'_>]; 3] = [
        &mut [
            (true, "field-unit", &mut draft.unit, ""),
            (true, "field-department", &mut draft.department, ""),
            (true, "field-team", &mut draft.team, ""),
        ],
        &mut [
            (asks(Item::Dormitory), "field-dormitory", &mut draft.dormitory, ""),
            (asks(Item::Phone), "field-phone", &mut draft.phone, &masks[0]),
            (true, "field-host", &mut draft.host, ""),
        ],
        &mut [(asks(Item::Document), "field-document", &mut draft.document, &masks[1])],
    ];
    let mut submitted = false;
    for row in rows {
        ui.horizontal_top(|ui| {
            for (_, title, value, mask) in row.iter_mut().filter(|(is_asked, ..)| *is_asked) {
                submitted |= Field::new(scene.text.get(title), value).hint(mask).show(ui).submitted;
            }
        });
    }
    submitted
}

/// A field of the form: whether the site asks for it, its title, what is typed, and what is known behind the mask.
type Asked<'a> = (bool, &'static str, &'a mut String, &'a str);

/// Somebody as the form begins with them: a number that is masked is not typed there.
fn unseen(scene: &Scene<'_>, person: &Person) -> Person {
    let seen = |item, number: &str| {
        if scene.is_revealed(person.id, item) {
            number.to_owned()
        } else {
            String::new()
        }
    };
    Person {
        phone: seen(Item::Phone, &person.phone),
        document: seen(Item::Document, &person.document),
        ..person.clone()
    }
}

/// What was typed, with the numbers that nobody saw as they were: a field left empty behind its mask changes nothing.
fn with_unseen(scene: &Scene<'_>, draft: &Person, known: &Person) -> Person {
    let kept = |item, typed: &str, number: &str| {
        let unseen = typed.trim().is_empty() && !scene.is_revealed(known.id, item);
        if unseen { number.to_owned() } else { typed.trim().to_owned() }
    };
    Person {
        phone: kept(Item::Phone, &draft.phone, &known.phone),
        document: kept(Item::Document, &draft.document, &known.document),
        ..draft.clone()
    }
}

fn spoken(scene: &Scene<'_>, line: &Line) -> String {
    let celsius = line.celsius.map(|celsius| scene.celsius(celsius)).unwrap_or_default();
    let late = scene.late(line).unwrap_or_default();
    let time = scene.at_station(line.chain, scene.view.card.zone.date_time(line.at));
    let said = [time, verdict_word(scene, line), celsius, late].join(" ");
    said.trim_end().to_owned()
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, line: &Line, title: &str) {
    let body = theme::regular(size::BODY);
    match title {
        "word-time" => {
            muted(ui, &scene.view.card.zone.date_time(line.at), size::BODY);
        }
        "people-verdict" => {
            let tone = if line.corrected_by.is_some() {
                Tone::Refuse
            } else {
                tone(line.verdict)
            };
            tag(ui, tone, &verdict_word(scene, line));
        }
        "word-temperature" => {
            let celsius = line.celsius.map(|celsius| celsius.shown(scene.view.settings.unit));
            label(ui, &celsius.unwrap_or_default(), body);
        }
        "gate-site" if line.celsius.is_some() => {
            muted(ui, &scene.word("site", line.site.key()), size::BODY);
        }
        "people-station" => {
            let station = scene.view.elsewhere(line.chain);
            muted(ui, &station.unwrap_or_else(|| scene.view.card.station.clone()), size::BODY);
        }
        "people-number" => {
            muted(ui, &line.seq.to_string(), size::BODY);
        }
        "rules-title" => {
            muted(ui, scene.view.ruled(line.turn()), size::BODY);
        }
        "word-reason" => {
            muted(ui, &said(scene, line), size::BODY);
        }
        _ => {}
    }
}

/// That it was entered later, then the guard's own words or what the codes of the reasons mean.
fn said(scene: &Scene<'_>, line: &Line) -> String {
    let late = scene.late(line).into_iter().chain(scene.unconfirmed(line));
    if line.celsius.is_none() {
        let said = Some(line.reason.clone()).filter(|reason| !reason.is_empty());
        return late.chain(said).collect::<Vec<_>>().join(" · ");
    }
    let codes = line.reason.split(' ').filter(|code| !code.is_empty());
    let codes = codes.map(|code| scene.word("reason-short", code));
    late.chain(codes).collect::<Vec<_>>().join(" · ")
}

/// Whoever else carries the number of somebody; pressing opens their page.
fn conflicts(ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
    for other in super::sharing(scene, person) {
        if Button::quiet(&scene.shared(person, other)).icon(Icon::Users).show(ui).clicked() {
            actions.push(Action::Open(other.id));
        }
    }
}

/// A button for each paper that there is about somebody.
fn offer_papers(ui: &mut Ui, scene: &Scene<'_>, person: PersonId, actions: &mut Actions) {
    for paper in papers::offered(scene, person) {
        let title = scene.word("papers", paper.key());
        if Button::secondary(&title).icon(Icon::Printer).show(ui).clicked() {
            actions.push(Action::Print(paper));
        }
    }
}
