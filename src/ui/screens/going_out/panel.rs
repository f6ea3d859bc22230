//! One report: where it leads and who decides, what has happened, and what can be done about it; a button says why not.

use eframe::egui::{self, Sense, Ui, vec2};

use super::list::{due, state_tone, when};
use super::report::{destination_tags, judged, sentences};
use super::{Does, GoingOut, ROLES};
use crate::domain::going_out::{Outing, State, Step};
use crate::domain::rules::Authority;
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, gap, heading, label, muted, segments, tag};

impl GoingOut {
    pub(super) fn panel(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(outing) = self.selected(scene) else {
            muted(ui, scene.text.get("outing-choose"), size::BODY);
            return;
        };
        head(ui, scene, outing, actions);
        gap(ui, space::S);
        let (reasons, decides) = judged(scene, &outing.destination, outing.code);
        ui.horizontal_wrapped(|ui| {
            label(ui, &outing.destination, theme::bold(size::SECOND));
            destination_tags(ui, scene, &reasons);
        });
        if !outing.reason.is_empty() {
            muted(ui, &outing.reason, size::BODY);
        }
        sentences(ui, scene, reasons);
        let authority = scene.word("authority", decides.key());
        muted(ui, &scene.text.with("outing-decides", &[("authority", &authority)]), size::BODY);
        gap(ui, space::S);
        steps(ui, scene, outing);
        gap(ui, space::S);
        self.decide(ui, scene, outing, actions);
    }

    /// As whom, and the buttons.
    fn decide(&mut self, ui: &mut Ui, scene: &Scene<'_>, outing: &Outing, actions: &mut Actions) {
        let text = scene.text;
        muted(ui, text.get("outing-as"), size::LABEL);
        if let Some(own) = scene.view.accounts.authority() {
            label(ui, &scene.word("authority", own.key()), theme::bold(size::BODY));
        } else {
            let words = ROLES.map(|role| (role, scene.word("authority", role.key())));
            let choices: Vec<(Authority, &str)> = words.iter().map(|(role, word)| (*role, word.as_str())).collect();
            segments(ui, text.get("outing-as"), &mut self.role, &choices);
        }
        gap(ui, space::XS);
        let width = (ui.available_width() - space::S) / 2.0;
        let mut pressed = None;
        let mut hindered = Vec::new();
        for pair in Does::ALL.chunks(2) {
            ui.horizontal(|ui| {
                for does in pair {
                    let (word, _, key) = does.button();
                    let hindrance = hindrance(scene, self.role, outing, *does);
                    let possible = hindrance.is_none();
                    let expected = *does == Does::Approve && possible;
                    let button = Button::expected(text.get(word), expected).key(key).width(width).enabled(possible);
                    if button.show(ui).clicked() {
                        pressed = Some(*does);
                    }
                    hindered.extend(hindrance.map(|hindrance| (hindrance, text.get(word))));
                }
            });
        }
        why_not(ui, scene, outing, &hindered);
        if let Some(does) = pressed {
            self.act(scene, does, actions);
        }
    }
}

/// Why something cannot be done about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// Not as it stands now.
    State,
    /// Somebody else has to decide.
    Authority(Authority),
}

/// Why something cannot be done about a report by somebody of that authority; `None` where it can.
pub(super) fn hindrance(scene: &Scene<'_>, role: Authority, outing: &Outing, does: Does) -> Option<Hindrance> {
    let (state, ruled) = (outing.state(scene.now), outing.ruling.as_ref().map(|ruling| ruling.approved));
    let possible = match does {
        Does::Approve => state.may_decide() && ruled != Some(true),
        Does::Refuse => state.may_decide() && ruled != Some(false),
        Does::Extend => state.may_extend(),
        Does::Cancel => state.may_cancel(),
    };
    if !possible {
        return Some(Hindrance::State);
    }
    let (_, decides) = judged(scene, &outing.destination, outing.code);
    (role < decides).then_some(Hindrance::Authority(decides))
}

/// What the buttons that cannot be pressed have against it.
fn why_not(ui: &mut Ui, scene: &Scene<'_>, outing: &Outing, hindered: &[(Hindrance, &str)]) {
    let text = scene.text;
    let now: Vec<&str> = hindered
        .iter()
        .filter(|(hindrance, _)| *hindrance == Hindrance::State)
        .map(|(_, word)| *word)
        .collect();
    if !now.is_empty() {
        let state = scene.word("outing-state", outing.state(scene.now).key());
        let does = now.join(text.get("word-comma"));
        muted(ui, &text.with("outing-not-now", &[("state", &state), ("does", &does)]), size::LABEL);
    }
    let yours = hindered.iter().find_map(|(hindrance, _)| match hindrance {
        Hindrance::State => None,
        Hindrance::Authority(authority) => Some(*authority),
    });
    if let Some(authority) = yours {
        let authority = scene.word("authority", authority.key());
        muted(ui, &text.with("outing-not-yours", &[("authority", &authority)]), size::LABEL);
    }
}

fn head(ui: &mut Ui, scene: &Scene<'_>, outing: &Outing, actions: &mut Actions) {
    let Some(person) = scene.view.roster.get(outing.person) else {
        return;
    };
    let state = outing.state(scene.now);
    ui.horizontal(|ui| {
        heading(ui, &person.name);
        tag(ui, state_tone(state), &scene.word("outing-state", state.key()));
        if state == State::Overdue {
            muted(ui, &due(scene, outing, state), size::BODY);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if Button::quiet(scene.text.get("people-to-gate")).show(ui).clicked() {
                actions.push(Action::Choose(person.id));
            }
        });
    });
    let (kind, place) = (scene.word("kind", person.kind.key()), person.place());
    let phone = scene.phone(person);
    let parts = [person.number(), &kind, &place, &phone].into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    muted(ui, &parts.join(" · "), size::BODY);
}

/// What has happened, oldest first, on one line with a dot for each.
fn steps(ui: &mut Ui, scene: &Scene<'_>, outing: &Outing) {
    ui.spacing_mut().item_spacing.y = space::XS;
    for (no, (at, step)) in outing.steps.iter().enumerate() {
        ui.horizontal_top(|ui| {
            let palette = theme::of(ui);
            let (dot, _) = ui.allocate_exact_size(vec2(space::L, 20.0), Sense::hover());
            if no + 1 < outing.steps.len() {
                let down = egui::Rangef::new(dot.center().y, dot.bottom() + space::S);
                ui.painter().vline(dot.center().x, down, theme::line(ui));
            }
            ui.painter().circle_filled(dot.center(), space::XS, palette.accent);
            muted(ui, &when(scene, *at), size::BODY);
            ui.vertical(|ui| label(ui, &said(scene, step), theme::regular(size::BODY)));
        });
    }
}

/// A step as a sentence.
fn said(scene: &Scene<'_>, step: &Step) -> String {
    let (key, facts): (&str, Vec<(&str, String)>) = match step {
        Step::Filed { due, .. } => ("outing-step-filed", vec![("due", when(scene, *due))]),
        Step::Decided { approved, by, reason } => {
            let key = if *approved { "outing-step-approved" } else { "outing-step-refused" };
            let by = scene.word("authority", by.key());
            (key, vec![("authority", by), ("reason", reason.clone())])
        }
        Step::Extended { due, reason } => ("outing-step-extended", vec![("due", when(scene, *due)), ("reason", reason.clone())]),
        Step::Left { .. } => ("outing-step-left", Vec::new()),
        Step::Back { .. } => ("outing-step-back", Vec::new()),
        Step::Asked(trip) => {
            let told = [&trip.places, &trip.whom, &trip.means].into_iter();
            let told: Vec<&str> = told.map(String::as_str).filter(|told| !told.is_empty()).collect();
            ("outing-step-asked", vec![("trip", told.join(" · "))])
        }
        Step::Cancelled { reason } => ("outing-step-cancelled", vec![("reason", reason.clone())]),
    };
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    scene.text.with(key, &facts)
}
