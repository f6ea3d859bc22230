//! Meetings, with what speaks against each: too many, too long, windows shut.

use eframe::egui::{self, Key, Modifiers, Ui};

use super::front::Front;
use super::{Opens, Tab};
use crate::domain::entry::EntryId;
use crate::domain::site::{Meeting, SiteLimits};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SiteAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Column, ListTable, card, gap, label, muted, tag};

pub(super) const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Ctrl N", "meeting-new", Key::N, Modifiers::COMMAND),
    ("F4", "limits-title", Key::F4, Modifiers::NONE),
    ("F9", "round-undo", Key::F9, Modifiers::NONE),
];

const COLUMNS: [(&str, f32); 6] = [
    ("word-time", 120.0),
    ("word-status", 210.0),
    ("meeting-name", 240.0),
    ("meeting-room", 190.0),
    ("meeting-people", 80.0),
    ("round-length", 0.0),
];

/// The meetings.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    cursor: usize,
}

impl Meetings {
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, may: bool, actions: &mut Actions) -> Option<Opens> {
        let meetings = scene.view.daybook.site.meetings();
        self.cursor = self.cursor.min(meetings.len().saturating_sub(1));
        let pressed = |modifiers, key| may && ui.input_mut(|input| input.consume_key(modifiers, key));
        let mut new = pressed(Modifiers::COMMAND, Key::N);
        let limiting = pressed(Modifiers::NONE, Key::F4);
        if pressed(Modifiers::NONE, Key::F9)
            && let Some((note, _)) = meetings.get(self.cursor)
        {
            actions.push(Action::Site(SiteAsked::Strike(*note, String::new())));
        }
        let limits = &scene.view.settings.site;
        let facts = [
            ("people", limits.meeting_people.to_string()),
            ("minutes", limits.meeting_minutes.to_string()),
        ];
        let facts: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        ui.horizontal(|ui| {
            muted(ui, &scene.text.with("meeting-rule", &facts), size::BODY);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let button = Button::primary(scene.text.get("meeting-new")).icon(Icon::Plus).key("Ctrl N");
                new |= button.show(ui).clicked();
            });
        });
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        card(ui, 8, |ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), height));
            if meetings.is_empty() {
                gap(ui, ui.available_height() * 0.3);
                ui.vertical_centered(|ui| {
                    ui.label(Icon::Users.text(size::VERDICT).color(theme::of(ui).line));
                    muted(ui, scene.text.get("meeting-none"), size::SECOND);
                });
            } else {
                self.table(ui, scene, &meetings);
            }
        });
        if limiting {
            return Some(Front::limits(scene).into());
        }
        new.then(|| Front::meeting(scene).into())
    }

    fn table(&mut self, ui: &mut Ui, scene: &Scene<'_>, meetings: &[&(EntryId, Meeting)]) {
        let columns = COLUMNS.map(|(title, width)| Column {
            title: scene.text.get(title),
            width,
            right: false,
        });
        let table = ListTable {
            id: Tab::Meetings.key(),
            columns: &columns,
            rows: meetings.len(),
        };
        let limits = &scene.view.settings.site;
        let sentence = |no: usize| {
            let Some((_, meeting)) = meetings.get(no) else {
                return String::new();
            };
            let said: Vec<&str> = against(limits, meeting).into_iter().map(|(_, key)| scene.text.get(key)).collect();
            [cells(scene, meeting).join(" "), said.join(" ")].join(" ")
        };
        table.show(ui, &mut self.cursor, None, sentence, |ui, no, column| {
            let Some((_, meeting)) = meetings.get(no) else { return };
            if column == 1 {
                for (tone, key) in against(limits, meeting) {
                    tag(ui, tone, scene.text.get(key));
                }
            } else if let Some(said) = cells(scene, meeting).get(column) {
                label(ui, said, theme::regular(size::BODY));
            }
        });
    }
}

fn cells(scene: &Scene<'_>, meeting: &Meeting) -> [String; 6] {
    let day = scene.view.card.zone.day_of(meeting.from);
    let against = against(&scene.view.settings.site, meeting).into_iter();
    let against: Vec<&str> = against.map(|(_, key)| scene.text.get(key)).collect();
    [
        [scene.day(day), scene.clock(meeting.from)].join(" "),
        against.join(" "),
        meeting.title.clone(),
        meeting.room.clone(),
        meeting.people.to_string(),
        scene.text.with("round-minutes", &[("minutes", &meeting.minutes.to_string())]),
    ]
}

/// What speaks against a meeting, or that nothing does.
fn against(limits: &SiteLimits, meeting: &Meeting) -> Vec<(Tone, &'static str)> {
    let all = [
        (meeting.is_too_big(limits), Tone::Isolate, "meeting-too-big"),
        (meeting.is_too_long(limits), Tone::Recheck, "meeting-too-long"),
        (!meeting.aired, Tone::Recheck, "meeting-shut"),
        (meeting.is_within(limits), Tone::Clear, "meeting-fine"),
    ];
    all.into_iter()
        .filter(|(holds, ..)| *holds)
        .map(|(_, tone, key)| (tone, key))
        .collect()
}
