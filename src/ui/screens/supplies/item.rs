//! What an item is: its name and unit, when it is low, what everybody gets of it, and how strong it is.

use eframe::egui::Ui;
use uuid::Uuid;

use super::fields::{Fields, Said};
use super::sentence;
use crate::domain::supplies::Item;
use crate::domain::supplies::amount::{amount, read_amount};
use crate::domain::supplies::dilution::{read_strength, strength};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SuppliesAsked};
use crate::ui::screens::going_out::report::at_once;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Dialog, Field, gap, toggle};

const HALF: f32 = 246.0;

/// An item being filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ItemForm {
    /// The item that is changed; `None` for a new one.
    id: Option<Uuid>,
    name: String,
    unit: String,
    minimum: String,
    days: String,
    ration: String,
    strength: String,
    millilitres: String,
    retired: bool,
    said: Said,
    opened: bool,
}

impl ItemForm {
    pub(super) fn blank() -> Self {
        Self::default()
    }

    pub(super) fn of(item: &Item) -> Self {
        let written = |number: String| if number == "0" { String::new() } else { number };
        Self {
            id: Some(item.id),
            name: item.name.clone(),
            unit: item.unit.clone(),
            minimum: written(amount(item.minimum)),
            days: written(item.days.to_string()),
            ration: written(amount(item.ration)),
            strength: if item.strength > 0 {
                strength(item.strength)
            } else {
                String::new()
            },
            millilitres: written(item.millilitres.to_string()),
            retired: item.retired,
            ..Self::default()
        }
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let title = if self.id.is_some() { "supply-edit" } else { "supply-new" };
        let mut close = false;
        let escaped = Dialog::new(text.get(title)).show(ui.ctx(), |ui| {
            let at_once = at_once(ui);
            let submitted = self.fields(ui, scene);
            self.said.show(ui);
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get("do-save")).key("Ctrl Enter").show(ui).clicked();
                if pressed || submitted || at_once {
                    self.ask(scene, actions);
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let mut fields = Fields::default();
        let pairs = [
            [
                ("field-item", &mut self.name, "", false),
                ("field-unit", &mut self.unit, "supply-unit-hint", false),
            ],
            [
                ("field-minimum", &mut self.minimum, "", true),
                ("field-days", &mut self.days, "supply-days-hint", true),
            ],
            [
                ("field-ration", &mut self.ration, "supply-ration-hint", true),
                ("supply-strength", &mut self.strength, "supply-strength-hint", false),
            ],
        ];
        for pair in pairs {
            ui.horizontal_top(|ui| {
                for (name, draft, hint, numeric) in pair {
                    let hint = if hint.is_empty() { "" } else { text.get(hint) };
                    let field = Field::new(text.get(name), draft).hint(hint).width(HALF);
                    fields.add(ui, if numeric { field.numeric() } else { field });
                }
            });
        }
        if !self.strength.trim().is_empty() {
            let field = Field::new(text.get("supply-millilitres"), &mut self.millilitres);
            fields.add(ui, field.numeric().hint(text.get("supply-millilitres-hint")).width(HALF));
        }
        if self.id.is_some() {
            gap(ui, space::XS);
            toggle(ui, text.get("supply-retired"), &mut self.retired);
        }
        if !std::mem::replace(&mut self.opened, true) {
            Fields::take_focus(ui);
        }
        fields.go_on(ui)
    }

    /// Asks for the item to be kept so, or says what is against it.
    fn ask(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        let read = self.read().ok_or_else(|| scene.text.get("supply-no-amount").to_owned());
        let checked = read.and_then(|item| {
            let objection = scene.view.daybook.supplies.objects_to_item(&item);
            objection.map_or(Ok(item), |objection| Err(sentence(scene, &objection)))
        });
        match checked {
            Ok(item) => actions.push(Action::Supplies(SuppliesAsked::SaveItem(item))),
            Err(said) => self.said.say(said),
        }
    }

    /// The item that is typed; `None` where a number cannot be read.
    fn read(&self) -> Option<Item> {
        let or_nothing = |draft: &str| if draft.trim().is_empty() { Some(0) } else { read_amount(draft) };
        let whole = |draft: &str| {
            if draft.trim().is_empty() {
                Some(0)
            } else {
                draft.trim().parse().ok()
            }
        };
        let strength = if self.strength.trim().is_empty() {
            0
        } else {
            read_strength(&self.strength)?
        };
        Some(Item {
            id: self.id.unwrap_or_else(Uuid::now_v7),
            name: self.name.trim().to_owned(),
            unit: self.unit.trim().to_owned(),
            minimum: or_nothing(&self.minimum)?,
            days: whole(&self.days)?,
            ration: or_nothing(&self.ration)?,
            strength,
            millilitres: whole(&self.millilitres)?.into(),
            retired: self.retired,
        })
    }
}
