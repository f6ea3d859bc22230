//! Contact and symptoms: the same questions for the worker and for each of the family.

use eframe::egui::{Id, Ui};

use super::draft::{Answers, Fault, Spot};
use super::parts::{date_id, say_faults, section, word};
use crate::domain::declaration::Answer;
use crate::ui::Scene;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, segments, toggle};

/// The questions as the worker's own section.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, answers: &mut Answers, faults: &[Fault]) {
    section(ui, scene.text.get("returns-questions"), |_| {});
    ui.horizontal(|ui| questions(ui, scene, "", answers));
    details(ui, scene, Spot::Contact, answers);
    say_faults(ui, scene, Spot::Contact, faults, super::parts::WORD + space::S);
}

/// The two questions in a row. `of` says whose they are, before their names.
pub(super) fn questions(ui: &mut Ui, scene: &Scene<'_>, of: &str, answers: &mut Answers) {
    let text = scene.text;
    let named = |key: &str| [of, text.get(key)].join(" ").trim().to_owned();
    word(ui, text.get("returns-contact"));
    let contact = [
        (Answer::Yes, text.get("word-yes")),
        (Answer::No, text.get("word-no")),
        (Answer::Unsure, text.get("answer-unsure")),
    ];
    segments(ui, &named("returns-contact"), &mut answers.contact, &contact);
    word(ui, text.get("returns-symptoms"));
    let unwell = [(Answer::Yes, text.get("answer-some")), (Answer::No, text.get("answer-none"))];
    segments(ui, &named("returns-symptoms"), &mut answers.unwell, &unwell);
}

/// What a yes asks further: when and with whom, and which symptoms.
pub(super) fn details(ui: &mut Ui, scene: &Scene<'_>, spot: Spot, answers: &mut Answers) {
    let text = scene.text;
    if answers.contact == Answer::Yes {
        ui.horizontal(|ui| {
            word(ui, text.get("returns-contact-on"));
            let name = text.get("returns-contact-on");
            let id = date_id(spot, "returns-contact-on");
            answers.on.show_in_row(ui, name, scene.view.day, 160.0, id);
            word(ui, text.get("returns-contact-with"));
            let with = Field::new(text.get("returns-contact-with"), &mut answers.with);
            with.hide_label()
                .width(ui.available_width())
                .id(Id::unique(("returns-with", spot)))
                .show(ui);
        });
    }
    if answers.unwell == Answer::Yes {
        ui.horizontal_top(|ui| {
            word(ui, text.get("returns-which"));
            ui.horizontal_wrapped(|ui| {
                for symptom in &scene.view.settings.rules.symptoms {
                    let mut has = answers.symptoms.contains(&symptom.key);
                    if toggle(ui, &scene.word("symptom", &symptom.key), &mut has).changed() {
                        answers.symptoms.retain(|key| *key != symptom.key);
                        answers.symptoms.extend(has.then(|| symptom.key.clone()));
                    }
                }
            });
        });
        ui.horizontal(|ui| {
            word(ui, text.get("returns-other"));
            let other = Field::new(text.get("returns-other"), &mut answers.other);
            let other = other.hide_label().width(ui.available_width());
            other.id(Id::unique(("returns-other", spot))).show(ui);
        });
    }
}
