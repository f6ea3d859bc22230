//! What everybody gets a day, handed out to a whole shift: one badge after the other, each Enter is one person.

use std::collections::VecDeque;

use eframe::egui::{Event, Id, Key, Ui};
use uuid::Uuid;

use super::moving::{found, named};
use super::{sentence, with_unit};
use crate::domain::supplies::{Item, Move, Moved, Position, What, Whom};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SuppliesAsked};
use crate::ui::screens::going_out::report::focus;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, segments, tag};

/// How many of the last people are shown.
const SHOWN: usize = 6;

/// A handing out as it goes on.
#[derive(Debug)]
pub(super) struct HandOut {
    item: Option<Uuid>,
    query: String,
    /// What came in one frame after its first Enter: the next badge, for the frame after.
    behind: VecDeque<Event>,
    /// Who is being given theirs, as it is said once that is written.
    asked: Option<String>,
    /// What became of the last badge.
    said: Option<(Tone, String)>,
    fresh: bool,
}

/// The items that everybody gets.
fn rationed<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Position> {
    scene.view.supplies.iter().filter(|position| position.item.ration > 0)
}

impl HandOut {
    /// Of the item chosen in the list where everybody gets it, else of the first that everybody gets.
    pub(super) fn new(scene: &Scene<'_>, selected: Option<Uuid>) -> Self {
        let chosen = rationed(scene).find(|position| Some(position.item.id) == selected);
        let item = chosen.or_else(|| rationed(scene).next()).map(|position| position.item.id);
        Self {
            item,
            query: String::new(),
            behind: VecDeque::new(),
            asked: None,
            said: None,
            fresh: true,
        }
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        self.one_badge_a_frame(ui);
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("supply-hand-out")).show(ui.ctx(), |ui| {
            match rationed(scene).find(|position| Some(position.item.id) == self.item) {
                Some(position) => self.badges(ui, scene, position, actions),
                None => {
                    muted(ui, text.get("supply-no-ration"), size::BODY);
                }
            }
            gap(ui, space::M);
            close = Button::secondary(text.get("supply-hand-out-end")).key("Esc").show(ui).clicked();
        });
        !(escaped || close)
    }

    /// A scanner can be faster than the screen: of two codes in one frame the second waits for the next, so that each is a person
    /// of their own, held against what the one before was given.
    fn one_badge_a_frame(&mut self, ui: &Ui) {
        let behind = &mut self.behind;
        ui.input_mut(|input| {
            behind.extend(input.events.drain(..));
            let first = behind.iter().position(is_enter).map_or(behind.len(), |at| at + 1);
            input.events.extend(behind.drain(..first));
        });
        if !behind.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    fn badges(&mut self, ui: &mut Ui, scene: &Scene<'_>, position: &Position, actions: &mut Actions) {
        let text = scene.text;
        let choices: Vec<(Option<Uuid>, &str)> = rationed(scene).map(|one| (Some(one.item.id), one.item.name.as_str())).collect();
        if choices.len() > 1 {
            segments(ui, text.get("field-item"), &mut self.item, &choices);
        }
        let facts = [
            ("ration", with_unit(position, position.item.ration)),
            ("held", with_unit(position, position.usable())),
        ];
        let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
        muted(ui, &text.with("supply-hand-out-what", &facts), size::BODY);
        let id = Id::unique("supply-badge");
        let field = Field::new(text.get("supply-badge"), &mut self.query).hint(text.get("people-search"));
        let output = field.large(size::SECOND, 48.0).width(500.0).id(id).show(ui);
        if std::mem::take(&mut self.fresh) {
            focus(ui, id);
        }
        if output.submitted && !self.query.trim().is_empty() {
            self.one(scene, &position.item, actions);
        }
        if let Some((tone, said)) = &self.said {
            ui.horizontal(|ui| tag(ui, *tone, said));
        }
        gap(ui, space::S);
        so_far(ui, scene, position);
    }

    /// One person, by the badge that stands in the field.
    fn one(&mut self, scene: &Scene<'_>, item: &Item, actions: &mut Actions) {
        let view = scene.view;
        let query = std::mem::take(&mut self.query);
        let Some(person) = found(scene, &query) else {
            self.said = Some((Tone::Isolate, scene.text.with("supply-nobody", &[("query", query.trim())])));
            return;
        };
        let one = Move {
            item: item.id,
            what: What::Issued {
                amount: item.ration,
                to: Whom::Person(person.id),
            },
            note: String::new(),
        };
        let name = named(person);
        let objection = view.daybook.supplies.objects_to(&one, view.day, view.card.zone);
        self.said = objection.map(|objection| (Tone::Recheck, [name.as_str(), &sentence(scene, &objection)].join(" ")));
        if self.said.is_none() {
            self.asked = Some(scene.text.with("supply-handed", &[("name", &name)]));
            actions.push(Action::Supplies(SuppliesAsked::Move(one)));
        }
    }

    /// It is in the book.
    pub(super) fn written(&mut self) {
        self.said = self.asked.take().map(|said| (Tone::Clear, said));
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(
        event,
        Event::Key {
            key: Key::Enter,
            pressed: true,
            ..
        }
    )
}

/// How many have had theirs today, and who was last.
fn so_far(ui: &mut Ui, scene: &Scene<'_>, position: &Position) {
    let zone = scene.view.card.zone;
    let moves = scene.view.daybook.supplies.moves(position.item.id).rev();
    let today = moves.take_while(|moved| zone.day_of(moved.at) >= scene.view.day);
    let handed: Vec<(&Moved, &str)> = today
        .filter_map(|moved| match &moved.one.what {
            What::Issued { to: Whom::Person(id), .. } => Some((moved, scene.view.roster.get(*id)?.name.as_str())),
            What::Issued { .. } | What::Received { .. } | What::Counted { .. } | What::WrittenOff { .. } => None,
        })
        .collect();
    let count = u64::try_from(handed.len()).unwrap_or_default();
    label(ui, &scene.text.count("supply-handed-today", count, &[]), theme::bold(size::BODY));
    for (moved, name) in handed.iter().take(SHOWN) {
        ui.horizontal(|ui| {
            muted(ui, &scene.clock(moved.at), size::BODY);
            label(ui, name, theme::regular(size::BODY));
        });
    }
}
