//! Whoever is chosen: the curve, the clock that explains itself, the conditions of the release, and what can be done.

use eframe::egui::{self, Frame, Layout, Margin, RichText, Ui};

use super::chart::Curve;
use super::forms::{Form, What};
use super::{Clinic, Typing, field_id};
use crate::domain::health::Health;
use crate::domain::isolation::{Clock, ClockRow, Effect, Isolation, Unmet};
use crate::domain::person::{Person, PersonId};
use crate::domain::rules::Counting;
use crate::domain::screening::Direction;
use crate::domain::ward::Observed;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::icons::Icon;
use crate::ui::papers::Paper;
use crate::ui::theme::{self, Tone, radius, size, space};
use crate::ui::widgets::{Button, Field, card, follow_keyboard, gap, label, muted, tag};

/// Days of the curve of somebody who does not isolate.
const FORTNIGHT: u32 = 14;

impl Clinic {
    pub(super) fn person(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let height = ui.available_height() - 2.0;
        card(ui, 0, |ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), height));
            let Some(person) = self.chosen().and_then(|id| scene.view.roster.get(id)) else {
                nobody(ui, scene);
                return;
            };
            egui::ScrollArea::vertical()
                .id_salt(("clinic-person", person.id))
                .auto_shrink(false)
                .show(ui, |ui| {
                    Frame::new().inner_margin(Margin::same(20)).show(ui, |ui| {
                        self.sheet(ui, scene, person, actions);
                    });
                    follow_keyboard(ui);
                });
        });
    }

    pub(super) fn sheet(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
        let health = scene.view.health(person.id);
        let isolation = health.and_then(Health::isolation);
        head(ui, scene, person, isolation, actions);
        gap(ui, space::XS);
        self.curve(ui, scene, person.id, health);
        if let (Some(health), Some(isolation)) = (health, isolation) {
            let today = scene.view.at(scene.now).today();
            let clock = isolation.clock(&health.readings, today);
            standing(ui, scene, clock);
            explain(ui, scene, (isolation, clock), &isolation.unmet(&health.readings, today));
            self.measuring(ui, scene, person, actions);
            self.isolated(ui, scene, person, (isolation, health));
            print_order(ui, scene, person, actions);
        } else {
            of_today(ui, scene, person);
            self.measuring(ui, scene, person, actions);
            self.undecided(ui, scene, person);
        }
        gap(ui, space::S);
        self.past(ui, scene, person.id);
    }

    /// The curve of an isolation from day 0 to its end, or of the last two weeks of anybody else.
    fn curve(&self, ui: &mut Ui, scene: &Scene<'_>, person: PersonId, health: Option<&Health>) {
        let (zone, today) = (scene.view.card.zone, scene.view.day);
        let running = health.and_then(|health| Some((health, health.isolation()?)));
        let fortnight = (today.minus_days(FORTNIGHT - 1), today.plus_days(1));
        let span = running.map_or(fortnight, |(health, isolation)| {
            let (began, free) = (isolation.began(), isolation.clock(&health.readings, today).free);
            (began, free.max(today.plus_days(1)))
        });
        let isolated = health.and_then(|health| health.isolations.last()).map(|isolation| {
            let ended = isolation.released.as_ref().map(|release| zone.span(release.on, release.on).1);
            (zone.start_of(isolation.began()), ended.unwrap_or(scene.now))
        });
        let observed = health.and_then(|health| Observed::of(person, health, scene.view.at(scene.now)));
        let is_read = self.past.person() == Some(person);
        let curve = Curve {
            readings: &if is_read { self.past.readings(scene, span.0) } else { Vec::new() },
            span,
            isolated,
            due: observed.is_some_and(|observed| observed.due.is_some()),
        };
        curve.show(ui, scene);
    }

    /// The temperature: a button, and once it is pressed a field in its place.
    fn measuring(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
        let text = scene.text;
        gap(ui, space::S);
        let half = (ui.available_width() - space::S) / 2.0;
        let Some(typing) = &mut self.typing else {
            ui.horizontal(|ui| {
                let record = Button::primary(text.get("clinic-record")).key("Enter").width(half);
                if record.show(ui).clicked() {
                    self.typing = Some(Typing::default());
                }
                if Button::secondary(text.get("clinic-unwell"))
                    .key("F6")
                    .width(half)
                    .show(ui)
                    .clicked()
                {
                    self.form = Some(Form::of(What::Symptoms, scene, person.id));
                }
            });
            return;
        };
        let field = Field::new(text.get("word-temperature"), &mut typing.text)
            .numeric()
            .hide_label()
            .hint(text.get("gate-measure-hint"))
            .large(size::FIGURE, 52.0)
            .width(ui.available_width())
            .id(field_id());
        let output = field.show(ui);
        if !std::mem::replace(&mut typing.begun, true) {
            output.response.request_focus();
        }
        if let Some(answer) = &typing.answer {
            ui.label(
                RichText::new(answer)
                    .font(theme::regular(size::BODY))
                    .color(theme::of(ui).ink(Tone::Isolate)),
            );
        }
        if output.submitted {
            self.submit(scene, person.id, actions);
        }
    }

    /// What can be done with somebody in isolation.
    fn isolated(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person, (isolation, health): (&Isolation, &Health)) {
        let text = scene.text;
        let unmet = isolation.unmet(&health.readings, scene.view.at(scene.now).today()).len();
        let missing = text.count("clinic-release-missing", u64::try_from(unmet).unwrap_or_default(), &[]);
        let release = if unmet == 0 { text.get("clinic-release") } else { &missing };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for (what, word, key) in [
                (What::Cause, text.get("clinic-extend"), "F4"),
                (What::Move, text.get("clinic-move"), "F5"),
            ] {
                if Button::secondary(word).key(key).show(ui).clicked() {
                    self.form = Some(Form::of(what, scene, person.id));
                }
            }
            if Button::expected(release, unmet == 0).key("F8").show(ui).clicked() {
                self.form = Some(Form::of(What::Release, scene, person.id));
            }
        });
        ui.horizontal(|ui| {
            muted(ui, text.get("clinic-needs"), size::BODY);
            let needs = if isolation.needs.is_empty() {
                text.get("clinic-no-needs")
            } else {
                &isolation.needs
            };
            let edit = Button::quiet(text.get("do-edit")).key("F3");
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if edit.show(ui).clicked() {
                    self.form = Some(Form::of(What::Needs, scene, person.id));
                }
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(needs).font(theme::regular(size::BODY))).truncate());
                });
            });
        });
    }

    /// What can be done with somebody whom the gate has sent.
    fn undecided(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &Person) {
        let text = scene.text;
        let half = (ui.available_width() - space::S) / 2.0;
        ui.horizontal(|ui| {
            if Button::expected(text.get("clinic-decide"), false)
                .key("F2")
                .width(half)
                .show(ui)
                .clicked()
            {
                self.form = Some(Form::of(What::Decide, scene, person.id));
            }
            if Button::secondary(text.get("clinic-open"))
                .key("Ctrl N")
                .width(half)
                .show(ui)
                .clicked()
            {
                self.ask_open(scene, Some(person.id));
            }
        });
    }
}

fn print_order(ui: &mut Ui, scene: &Scene<'_>, person: &Person, actions: &mut Actions) {
    let order = Button::secondary(scene.text.get("papers-order")).icon(Icon::Printer).key("Ctrl P");
    if order.show(ui).clicked() {
        actions.push(Action::Print(Paper::Order(person.id)));
    }
}

fn nobody(ui: &mut Ui, scene: &Scene<'_>) {
    gap(ui, ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(Icon::Stethoscope.text(size::VERDICT).color(theme::of(ui).line));
        muted(ui, scene.text.get("clinic-nobody-chosen"), size::BODY);
    });
}

fn head(ui: &mut Ui, scene: &Scene<'_>, person: &Person, isolation: Option<&Isolation>, actions: &mut Actions) {
    ui.horizontal(|ui| {
        label(ui, &person.name, theme::name_font(ui, &person.name, size::FIGURE));
        muted(ui, person.number(), size::BODY);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if Button::quiet(scene.text.get("clinic-page")).show(ui).clicked() {
                actions.push(Action::Open(person.id));
            }
        });
    });
    let quarters = isolation.map(|isolation| quarters(scene, isolation)).unwrap_or_default();
    let phone = scene.phone(person);
    let known = [person.department.as_str(), &quarters, &phone];
    let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
    muted(ui, &known.join(" · "), size::BODY);
}

/// `居家 · 3-412`
pub(super) fn quarters(scene: &Scene<'_>, isolation: &Isolation) -> String {
    let kind = scene.word("quarters", isolation.quarters.key());
    if isolation.place.is_empty() {
        kind
    } else {
        format!("{kind} · {}", isolation.place)
    }
}

/// Day so many of so many, and both dates.
fn standing(ui: &mut Ui, scene: &Scene<'_>, clock: Clock) {
    let said = scene.text.with(
        "clinic-standing",
        &[
            ("day", &clock.number.to_string()),
            ("of", &clock.of.to_string()),
            ("last", &scene.day(clock.last)),
            ("free", &scene.day(clock.free)),
        ],
    );
    label(ui, &said, theme::bold(size::BODY));
}

/// The clock row by row, what adds a day, how the other rule would count, and the conditions of the release.
fn explain(ui: &mut Ui, scene: &Scene<'_>, (isolation, clock): (&Isolation, Clock), unmet: &[Unmet]) {
    let palette = theme::of(ui);
    let frame = Frame::new()
        .fill(palette.sunken)
        .corner_radius(radius::FIELD)
        .inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 0.0;
        for row in &isolation.rows {
            line(ui, &scene.day(row.cause.event), &cause(scene, row));
        }
        let ordered = isolation.ordered();
        let counted = [
            ("days", ordered.days.to_string()),
            ("counting", scene.word("counting", ordered.counting.key())),
            ("rule", isolation.rule.clone()),
        ];
        let counted: Vec<(&str, &str)> = counted.iter().map(|(name, value)| (*name, value.as_str())).collect();
        line(ui, &scene.day(clock.planned), &scene.text.with("clinic-counted", &counted));
        if clock.added() > 0 {
            let added = u64::try_from(clock.added()).unwrap_or_default();
            line(ui, &scene.day(clock.last), &scene.text.count("clinic-added", added, &[]));
        }
        for other in Counting::ALL.into_iter().filter(|other| *other != ordered.counting) {
            let last = other.last_day(ordered.event, ordered.days);
            let facts = [
                ("counting", scene.word("counting", other.key())),
                ("last", scene.day(last)),
                ("free", scene.day(last.plus_days(1))),
            ];
            let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            muted(ui, &scene.text.with("clinic-other-rule", &facts), size::LABEL);
        }
        conditions(ui, scene, isolation, unmet);
    });
}

fn line(ui: &mut Ui, day: &str, said: &str) {
    ui.horizontal_wrapped(|ui| {
        label(ui, day, theme::regular(size::LABEL));
        muted(ui, said, size::LABEL);
    });
}

/// What a cause was and what it did to the end.
pub(super) fn cause(scene: &Scene<'_>, row: &ClockRow) -> String {
    let kind = scene.word("cause", row.cause.kind.key());
    let last = scene.day(row.cause.last_day());
    let number = row.cause.counting.number(row.cause.event, row.cause.event).to_string();
    let effect = match row.effect {
        Effect::Starts => scene.text.with("effect-starts", &[("day", &number)]),
        Effect::Extends => scene.text.with("effect-extends", &[("last", &last)]),
        Effect::Within => scene.text.with("effect-within", &[("last", &last)]),
        Effect::Restarts => scene.text.with("effect-restarts", &[("last", &last)]),
    };
    let parts = [kind.as_str(), &row.cause.note, &effect];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Each condition with a tick or a cross.
pub(super) fn conditions(ui: &mut Ui, scene: &Scene<'_>, isolation: &Isolation, unmet: &[Unmet]) {
    let days = isolation.ordered().days.to_string();
    let words = [
        ("not-over", scene.text.with("clinic-condition-over", &[("days", &days)])),
        ("reading", scene.text.get("clinic-condition-reading").to_owned()),
        ("symptoms", scene.text.get("clinic-condition-symptoms").to_owned()),
    ];
    let palette = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        label(ui, scene.text.get("clinic-conditions"), theme::regular(size::LABEL));
        for (code, word) in words {
            let met = unmet.iter().all(|unmet| unmet.code() != code);
            let (icon, tone) = if met {
                (Icon::Check, Tone::Clear)
            } else {
                (Icon::Close, Tone::Isolate)
            };
            gap(ui, space::XS);
            let said = scene.text.get(if met { "clinic-met" } else { "clinic-unmet" });
            let words = ui.label(RichText::new(&word).font(theme::regular(size::LABEL)).color(palette.ink(tone)));
            ui.ctx()
                .accesskit_node_builder(words.id, |node| node.set_label(format!("{word} {said}")));
            ui.label(icon.text(size::LABEL).color(palette.ink(tone)));
        }
    });
    if !isolation.symptoms.is_empty() {
        muted(ui, &scene.symptoms(&isolation.symptoms), size::LABEL);
    }
}

/// Today's readings of somebody who is not in isolation, and why they may not pass.
fn of_today(ui: &mut Ui, scene: &Scene<'_>, person: &Person) {
    for reading in &scene.view.today(person.id).earlier {
        ui.horizontal(|ui| {
            muted(ui, &scene.clock(reading.at), size::BODY);
            label(ui, &scene.celsius(reading.celsius), theme::bold(size::BODY));
            tag(
                ui,
                crate::ui::sentences::tone(reading.verdict),
                &scene.word("verdict", reading.verdict.key()),
            );
        });
    }
    let judgement = scene.view.judge(scene.now, person, Direction::In, None);
    for reason in scene.reasons(&judgement) {
        label(ui, &reason, theme::regular(size::BODY));
    }
}
