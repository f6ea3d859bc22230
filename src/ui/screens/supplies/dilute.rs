//! The dilution of a disinfectant (配液): what is to be disinfected, how much of it, and out of stock with one key.

use eframe::egui::Ui;
use uuid::Uuid;

use super::fields::{Fields, Said};
use super::{sentence, with_unit};
use crate::domain::supplies::amount::{ONE, amount, read_amount};
use crate::domain::supplies::dilution::{
    MILLILITRES_A_SQUARE_METRE, Mix, TARGETS, Target, mix, read_strength, strength, units, volume_for,
};
use crate::domain::supplies::{Move, Position, What, Whom};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, SuppliesAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::going_out::report::at_once;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, card, gap, label, muted, segments};

const HALF: f32 = 246.0;

/// A solution being worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dilute {
    item: Option<Uuid>,
    target: usize,
    by_area: bool,
    extent: String,
    wanted: String,
    strength: String,
    place: String,
    said: Said,
    fresh: bool,
}

/// The items that are diluted.
fn diluted<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Position> {
    scene.view.supplies.iter().filter(|position| position.item.strength > 0)
}

impl Dilute {
    /// With the item chosen in the list where it is diluted, else the first that is.
    pub(super) fn new(scene: &Scene<'_>, selected: Option<Uuid>) -> Self {
        let chosen = diluted(scene).find(|position| Some(position.item.id) == selected);
        let item = chosen.or_else(|| diluted(scene).next()).map(|position| &position.item);
        Self {
            item: item.map(|item| item.id),
            target: 0,
            by_area: true,
            extent: String::new(),
            wanted: TARGETS.first().map(|target| target.strength.to_string()).unwrap_or_default(),
            strength: item.map(|item| strength(item.strength)).unwrap_or_default(),
            place: String::new(),
            said: Said::default(),
            fresh: true,
        }
    }

    fn position<'a>(&self, scene: &Scene<'a>) -> Option<&'a Position> {
        diluted(scene).find(|position| Some(position.item.id) == self.item)
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("supply-dilute")).width(620.0).show(ui.ctx(), |ui| {
            let at_once = at_once(ui);
            self.choices(ui, scene);
            let submitted = self.fields(ui, scene);
            gap(ui, space::S);
            let mixed = self.mixed();
            self.result(ui, scene, mixed);
            self.said.show(ui);
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let possible = mixed.is_some() && self.item.is_some();
                let button = Button::primary(text.get("supply-book-out")).key("Ctrl Enter").enabled(possible);
                if button.show(ui).clicked() || submitted || at_once {
                    self.ask(scene, mixed, actions);
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    /// Which disinfectant, and for what.
    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let items: Vec<(Option<Uuid>, &str)> = diluted(scene).map(|one| (Some(one.item.id), one.item.name.as_str())).collect();
        if items.len() > 1 && segments(ui, text.get("field-item"), &mut self.item, &items) {
            self.strength = self
                .position(scene)
                .map(|position| strength(position.item.strength))
                .unwrap_or_default();
        }
        let words = TARGETS.map(|target| scene.word("supply-target", target.key));
        let targets: Vec<(usize, &str)> = words.iter().map(String::as_str).enumerate().collect();
        if segments(ui, text.get("supply-target"), &mut self.target, &targets)
            && let Some(target) = self.target()
        {
            self.wanted = target.strength.to_string();
        }
    }

    fn target(&self) -> Option<&'static Target> {
        TARGETS.get(self.target)
    }

    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let text = scene.text;
        let mut fields = Fields::default();
        ui.horizontal_top(|ui| {
            let name = if self.by_area { "supply-area" } else { "supply-volume" };
            fields.add(ui, Field::new(text.get(name), &mut self.extent).numeric().width(HALF));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                muted(ui, text.get("supply-by"), size::LABEL);
                let ways = [(true, text.get("supply-by-area")), (false, text.get("supply-by-volume"))];
                segments(ui, text.get("supply-by"), &mut self.by_area, &ways);
            });
        });
        ui.horizontal_top(|ui| {
            fields.add(ui, Field::new(text.get("supply-wanted"), &mut self.wanted).numeric().width(HALF));
            let field = Field::new(text.get("supply-strength"), &mut self.strength).hint(text.get("supply-strength-hint"));
            fields.add(ui, field.width(HALF));
        });
        let place = Field::new(text.get("supply-to-place"), &mut self.place);
        fields.add(ui, place.hint(text.get("supply-dilute-place")).width(2.0 * HALF + space::S));
        if std::mem::take(&mut self.fresh) {
            Fields::take_focus(ui);
        }
        fields.go_on(ui)
    }

    /// What is poured together, where everything typed can be read.
    fn mixed(&self) -> Option<Mix> {
        let extent = read_amount(&self.extent)?;
        // A thousandth of a litre is a millilitre.
        let volume = if self.by_area { volume_for(extent) } else { extent };
        mix(volume, self.wanted.trim().parse().ok()?, read_strength(&self.strength)?)
    }

    fn result(&self, ui: &mut Ui, scene: &Scene<'_>, mixed: Option<Mix>) {
        let text = scene.text;
        card(ui, 12, |ui| {
            ui.set_width(ui.available_width());
            let Some(mix) = mixed else {
                muted(ui, text.get("supply-mix-missing"), size::BODY);
                return;
            };
            let facts = [("stock", litres(mix.stock)), ("water", litres(mix.water))];
            let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
            label(ui, &text.with("supply-mix", &facts), theme::bold(size::SECOND));
            if let Some(target) = self.target() {
                let (key, minutes) = (format!("supply-after-{}", target.key), target.minutes.to_string());
                muted(ui, &text.with(&key, &[("minutes", &minutes)]), size::BODY);
            }
            if self.by_area {
                let each = MILLILITRES_A_SQUARE_METRE.to_string();
                muted(ui, &text.with("supply-mix-area", &[("millilitres", &each)]), size::LABEL);
            }
            if let Some((position, taken)) = self.position(scene).and_then(|position| Some((position, taken(position, mix)?))) {
                let facts = [("amount", with_unit(position, taken)), ("name", position.stock.name.clone())];
                let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
                muted(ui, &text.with("supply-mix-takes", &facts), size::BODY);
            }
        });
        gap(ui, space::XS);
        ui.horizontal_wrapped(|ui| {
            let ink = theme::of(ui).ink(Tone::Recheck);
            ui.label(Icon::Triangle.text(size::BODY).color(ink));
            label(ui, text.get("supply-alcohol"), theme::regular(size::BODY));
        });
    }

    /// Asks to book the disinfectant out, or says what is against it.
    fn ask(&mut self, scene: &Scene<'_>, mixed: Option<Mix>, actions: &mut Actions) {
        let (text, view) = (scene.text, scene.view);
        let Some(position) = self.position(scene) else {
            self.said.say(text.get("supply-nothing-diluted").to_owned());
            return;
        };
        let Some(amount) = mixed.and_then(|mix| taken(position, mix)) else {
            let key = if mixed.is_some() {
                "supply-no-millilitres"
            } else {
                "supply-mix-missing"
            };
            self.said.say(text.get(key).to_owned());
            return;
        };
        let place = match self.place.trim() {
            "" => text.get("supply-dilute-place"),
            place => place,
        };
        let one = Move {
            item: position.item.id,
            what: What::Issued {
                amount,
                to: Whom::Place(place.to_owned()),
            },
            note: self
                .target()
                .map(|target| scene.word("supply-target", target.key))
                .unwrap_or_default(),
        };
        if let Some(objection) = view.daybook.supplies.objects_to(&one, view.day, view.card.zone) {
            self.said.say(sentence(scene, &objection));
            return;
        }
        actions.push(Action::Supplies(SuppliesAsked::Move(one)));
    }
}

/// How much of an item a mix takes, in thousandths of its unit.
fn taken(position: &Position, mix: Mix) -> Option<i64> {
    units(mix.stock, position.item.millilitres)
}

/// Millilitres as litres, or as they are below one.
fn litres(millilitres: i64) -> String {
    if millilitres < ONE {
        [&millilitres.to_string(), "mL"].map(String::from).join(" ")
    } else {
        [&amount(millilitres), "L"].map(String::from).join(" ")
    }
}
