//! The form of a move: received, issued, counted, written off. What speaks against it is said before anything is written.

use eframe::egui::Ui;
use uuid::Uuid;

use super::fields::{Fields, Said};
use super::{sentence, with_unit};
use crate::domain::person::Person;
use crate::domain::supplies::amount::read_amount;
use crate::domain::supplies::{Item, Move, Position, What, Whom};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SuppliesAsked};
use crate::ui::screens::going_out::report::at_once;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, DateDraft, Dialog, Field, gap, label, muted, segments};

const WIDTH: f32 = 500.0;

/// What is done to the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    Receive,
    Issue,
    Count,
    WriteOff,
}

impl Does {
    fn key(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Issue => "issue",
            Self::Count => "count",
            Self::WriteOff => "write-off",
        }
    }
}

/// To what something is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    Team,
    Person,
    Place,
}

/// A move being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MoveForm {
    does: Does,
    item: Uuid,
    amount: String,
    expiry: DateDraft,
    supplier: String,
    to: To,
    whom: String,
    heads: String,
    note: String,
    said: Said,
    fresh: bool,
}

impl MoveForm {
    pub(super) fn new(does: Does, position: &Position) -> Self {
        Self {
            does,
            item: position.item.id,
            amount: String::new(),
            expiry: DateDraft::default(),
            supplier: String::new(),
            to: if position.item.ration > 0 { To::Team } else { To::Place },
            whom: String::new(),
            heads: String::new(),
            note: String::new(),
            said: Said::default(),
            fresh: true,
        }
    }

    /// The same, opened once more.
    pub(super) fn again(&self) -> Self {
        Self {
            fresh: true,
            said: Said::default(),
            ..self.clone()
        }
    }

    pub(super) fn is_about(&self, does: Does, item: Uuid) -> bool {
        (self.does, self.item) == (does, item)
    }

    /// Whether something has been typed that was not done.
    pub(super) fn unfinished(&self) -> bool {
        let typed = [&self.amount, &self.expiry.text, &self.supplier, &self.whom, &self.heads, &self.note];
        typed.into_iter().any(|draft| !draft.is_empty())
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let Some(position) = scene.view.supplies.iter().find(|position| position.item.id == self.item) else {
            return false;
        };
        let word = scene.word("supply-does", self.does.key());
        let title = [word.as_str(), &position.stock.name].join(" · ");
        let mut close = false;
        let escaped = Dialog::new(&title).show(ui.ctx(), |ui| {
            let at_once = at_once(ui);
            stands(ui, scene, position);
            let submitted = self.fields(ui, scene);
            self.said.show(ui);
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(&word).key("Ctrl Enter").show(ui).clicked();
                if pressed || submitted || at_once {
                    self.ask(scene, &position.item, actions);
                }
                close = Button::secondary(scene.text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    /// The fields. Says whether Enter was pressed in the last one.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let mut fields = Fields::default();
        let amount_name = text.get(if self.does == Does::Count {
            "supply-found"
        } else {
            "supply-amount"
        });
        match self.does {
            Does::Issue => self.whom(ui, scene, &mut fields),
            Does::Receive | Does::Count | Does::WriteOff => {}
        }
        let hint = if self.does == Does::Issue && self.ration(scene) > 0 {
            text.get("supply-amount-hint")
        } else {
            ""
        };
        let amount = Field::new(amount_name, &mut self.amount).numeric().hint(hint).width(WIDTH);
        fields.add(ui, amount);
        if self.does == Does::Receive {
            let (name, said) = (text.get("field-expiry"), text.get("supply-no-day"));
            let expiry = self.expiry.show(ui, name, scene.view.day, said, WIDTH, fields.next());
            fields.drawn(&expiry);
            fields.add(ui, Field::new(text.get("field-supplier"), &mut self.supplier).width(WIDTH));
        }
        let note = match self.does {
            Does::Receive | Does::Issue => "field-note",
            Does::Count => "supply-why",
            Does::WriteOff => "word-reason",
        };
        fields.add(ui, Field::new(text.get(note), &mut self.note).width(WIDTH));
        if std::mem::take(&mut self.fresh) {
            Fields::take_focus(ui);
        }
        fields.go_on(ui)
    }

    /// To whom.
    fn whom(&mut self, ui: &mut Ui, scene: &Scene<'_>, fields: &mut Fields) {
        let text = scene.text;
        let words = [
            (To::Team, text.get("supply-to-team")),
            (To::Person, text.get("supply-to-person")),
            (To::Place, text.get("supply-to-place")),
        ];
        if segments(ui, text.get("supply-to"), &mut self.to, &words) {
            Fields::take_focus(ui);
        }
        let name = match self.to {
            To::Team => "supply-to-team",
            To::Person => "supply-to-person",
            To::Place => "supply-to-place",
        };
        let hint = if self.to == To::Person { text.get("people-search") } else { "" };
        fields.add(ui, Field::new(text.get(name), &mut self.whom).hint(hint).width(WIDTH));
        match self.to {
            To::Team => fields.add(ui, Field::new(text.get("supply-to-heads"), &mut self.heads).numeric().width(WIDTH)),
            To::Person => {
                if let Some(person) = found(scene, &self.whom) {
                    label(ui, &named(person), theme::regular(size::BODY));
                }
            }
            To::Place => {}
        }
    }

    fn ration(&self, scene: &Scene<'_>) -> i64 {
        scene.view.daybook.supplies.item(self.item).map_or(0, |item| item.ration)
    }

    /// Asks for the move, or says what is against it.
    fn ask(&mut self, scene: &Scene<'_>, item: &Item, actions: &mut Actions) {
        let view = scene.view;
        let checked = self.read(scene, item).and_then(|one| {
            let objection = view.daybook.supplies.objects_to(&one, view.day, view.card.zone);
            objection.map_or(Ok(one), |objection| Err(sentence(scene, &objection)))
        });
        match checked {
            Ok(one) => actions.push(Action::Supplies(SuppliesAsked::Move(one))),
            Err(said) => self.said.say(said),
        }
    }

    /// The move that is typed, or the sentence that says what cannot be read.
    fn read(&self, scene: &Scene<'_>, item: &Item) -> Result<Move, String> {
        let heads: u32 = self.heads.trim().parse().unwrap_or(0);
        let left_out = self.amount.trim().is_empty();
        // What everybody gets a day needs no number.
        let usual = match (self.does, self.to) {
            (Does::Issue, To::Team) => item.ration.saturating_mul(heads.into()),
            (Does::Issue, To::Person) => item.ration,
            (_, _) => 0,
        };
        let typed = if left_out && usual > 0 {
            Some(usual)
        } else {
            read_amount(&self.amount)
        };
        let amount = typed.ok_or_else(|| scene.text.get("supply-no-amount").to_owned())?;
        let what = match self.does {
            Does::Receive => What::Received {
                amount,
                expiry: self
                    .expiry
                    .day(scene.view.day)
                    .map_err(|_no_date| scene.text.get("supply-no-day").to_owned())?,
                supplier: self.supplier.trim().to_owned(),
            },
            Does::Issue => What::Issued {
                amount,
                to: self.to(scene, heads)?,
            },
            Does::Count => What::Counted { found: amount },
            Does::WriteOff => What::WrittenOff { amount },
        };
        Ok(Move {
            item: item.id,
            what,
            note: self.note.trim().to_owned(),
        })
    }

    fn to(&self, scene: &Scene<'_>, heads: u32) -> Result<Whom, String> {
        let name = self.whom.trim().to_owned();
        match self.to {
            To::Team => Ok(Whom::Team { name, heads }),
            To::Place => Ok(Whom::Place(name)),
            To::Person => {
                let person = found(scene, &self.whom).ok_or_else(|| scene.text.get("outing-nobody").to_owned())?;
                Ok(Whom::Person(person.id))
            }
        }
    }
}

/// What is there now.
fn stands(ui: &mut Ui, scene: &Scene<'_>, position: &Position) {
    let held = with_unit(position, position.stock.held);
    let mut said = scene.text.with("supply-held-now", &[("amount", &held)]);
    if position.expired() > 0 {
        let expired = with_unit(position, position.expired());
        said.push_str(&scene.text.with("supply-held-expired", &[("amount", &expired)]));
    }
    muted(ui, &said, size::BODY);
}

/// Who is meant: by a number or a whole name, or the only one who fits.
pub(super) fn found<'a>(scene: &Scene<'a>, query: &str) -> Option<&'a Person> {
    let (roster, query) = (&scene.view.roster, query.trim());
    if query.is_empty() {
        return None;
    }
    roster.certain(query).or_else(|| match roster.find(query, 2).as_slice() {
        [(_, only)] => Some(*only),
        _ => None,
    })
}

/// `张双 0231`.
pub(super) fn named(person: &Person) -> String {
    [person.name.as_str(), person.number()].join(" ")
}
