//! Returning workers (返厂登记): who is expected, who came, and the form that judges while it is typed.

mod answers;
mod draft;
mod form;
mod household;
mod import;
mod journey;
mod list;
mod parts;
mod verdict;
mod who;

use std::collections::BTreeMap;

use eframe::egui::{self, Key, Modifiers, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::Screen;
use super::bring::Bring;
use super::people::Working;
use crate::domain::person::PersonId;
use crate::station::bring_returns::{Preview, Questionnaire};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::papers::Paper;
use crate::ui::theme::{radius, space};
use crate::ui::widgets::{card, follow_keyboard};
use draft::Draft;
use form::{Form, Turn};
use list::{List, Pressed};

/// Below this the columns stand one under the other.
const NARROW: f32 = 900.0;
const LIST: f32 = 248.0;
const VERDICT: f32 = 268.0;

/// The screen as it stands.
#[derive(Debug, Default)]
pub struct Returns {
    list: List,
    form: Option<Form>,
    /// What was begun for others, kept until it is registered; by nobody where no person was chosen yet.
    drafts: BTreeMap<Option<PersonId>, Draft>,
    /// Whose form comes in front in the next frame.
    asked: Option<Turn>,
    /// A questionnaire that is taken in.
    import: Option<Box<Bring<Preview>>>,
    fresh: bool,
}

impl Returns {
    /// The screen has just been opened: its first field takes the keyboard.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    /// Somebody's form comes in front, filled in with what they declared last or what was begun.
    pub fn open(&mut self, person: PersonId) {
        self.asked = Some(Turn::Open(person));
    }

    /// Somebody's declaration is written: the form shows it as it stands now.
    pub fn declared(&mut self, person: PersonId) {
        self.drafts.remove(&Some(person));
        if let Some(form) = &mut self.form {
            form.declared(person);
        }
    }

    /// What a questionnaire would bring.
    pub fn preview(&mut self, brought: &Questionnaire, preview: Preview) {
        self.import = Some(Box::new(Bring::found(brought, preview)));
    }

    /// A questionnaire is taken in.
    pub fn imported(&mut self) {
        self.import = None;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        let mut form = self.form.take().unwrap_or_else(|| Form::blank(scene));
        if let Some(mut import) = self.import.take() {
            self.import = import.ui(ui, scene, working, actions).then_some(import);
        } else {
            self.keys(ui, scene, &mut form, actions);
        }
        if let Some(turn) = self.asked.take() {
            form = self.turn(scene, form, turn);
        }
        form.refresh(scene);
        if std::mem::take(&mut self.fresh) {
            form.take_focus();
        }
        let area = ui.available_rect_before_wrap();
        if area.width() < NARROW {
            self.in_one_column(ui, scene, &mut form, actions);
        } else {
            self.side_by_side(ui, scene, &mut form, area, actions);
        }
        self.form = Some(form);
        if self.asked.is_some() {
            ui.ctx().request_repaint();
        }
    }

    fn side_by_side(&mut self, ui: &mut Ui, scene: &Scene<'_>, form: &mut Form, area: Rect, actions: &mut Actions) {
        let middle = area.width() - LIST - VERDICT - 2.0 * space::L;
        let mut left = area.left();
        let mut column = |width: f32| {
            let rect = Rect::from_min_size(egui::pos2(left, area.top()), vec2(width, area.height()));
            left += width + space::L;
            rect
        };
        let (list, between, verdict) = (column(LIST), column(middle), column(VERDICT));
        framed(ui, list, 12, |ui| {
            let pressed = self.list.ui(ui, scene, form.person());
            self.asked = self.pressed(pressed);
        });
        framed(ui, between, 16, |ui| {
            ScrollArea::vertical().id_salt("returns-form").auto_shrink(false).show(ui, |ui| {
                let turn = form.ui(ui, scene, actions);
                self.asked = self.asked.take().or(turn);
                follow_keyboard(ui);
            });
        });
        framed(ui, verdict, 16, |ui| {
            ScrollArea::vertical().id_salt("returns-verdict").auto_shrink(false).show(ui, |ui| {
                let turn = form.verdict(ui, scene, actions);
                self.asked = self.asked.take().or(turn);
                follow_keyboard(ui);
            });
        });
    }

    /// On a small window, or with large letters: the form, its verdict, and the list under them.
    fn in_one_column(&mut self, ui: &mut Ui, scene: &Scene<'_>, form: &mut Form, actions: &mut Actions) {
        ScrollArea::vertical().id_salt("returns-all").auto_shrink(false).show(ui, |ui| {
            let turn = card(ui, 12, |ui| form.ui(ui, scene, actions)).inner;
            let next = card(ui, 12, |ui| form.verdict(ui, scene, actions)).inner;
            let opened = card(ui, 12, |ui| {
                ui.set_height(480.0);
                self.list.ui(ui, scene, form.person())
            });
            self.asked = turn.or(next).or_else(|| self.pressed(opened.inner));
            follow_keyboard(ui);
        });
    }

    fn pressed(&mut self, pressed: Option<Pressed>) -> Option<Turn> {
        match pressed? {
            Pressed::Open(person) => Some(Turn::Open(person)),
            Pressed::Import => {
                self.import = Some(Box::default());
                None
            }
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, form: &mut Form, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::N) {
            form.add_leg();
        }
        if pressed(Modifiers::COMMAND, Key::Enter) {
            form.register(scene, actions);
        }
        if pressed(Modifiers::COMMAND, Key::P)
            && let Some(person) = form.person()
        {
            actions.push(Action::Print(Paper::Slip(person)));
        }
        if pressed(Modifiers::COMMAND, Key::I) {
            form.isolate(scene, actions);
        }
        if pressed(Modifiers::NONE, Key::F4) {
            self.asked = Some(Turn::Blank(String::new()));
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            if self.list.query.is_empty() {
                actions.push(Action::Show(Screen::Gate));
            }
            self.list.query.clear();
        }
    }

    /// Another form instead of this one; what was begun in it is kept.
    fn turn(&mut self, scene: &Scene<'_>, form: Form, turn: Turn) -> Form {
        if let Some((person, draft)) = form.begun() {
            self.drafts.insert(person, draft);
        }
        let person = turn.person();
        let mut next = person.map_or_else(|| Form::blank(scene), |person| Form::of(scene, person));
        if let Some(draft) = self.drafts.remove(&person) {
            next.go_on(draft);
        }
        match turn {
            Turn::Blank(typed) => next.ask(typed),
            Turn::Open(_) => next.focus_date(),
        }
        next
    }
}

/// A card that fills a rectangle.
fn framed(ui: &mut Ui, rect: Rect, margin: i8, content: impl FnOnce(&mut Ui)) {
    let painter = ui.painter();
    let palette = crate::ui::theme::of(ui);
    let line = crate::ui::theme::line(ui);
    painter.rect(rect, radius::CARD, palette.surface, line, egui::StrokeKind::Inside);
    let inner = rect.shrink(f32::from(margin));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        content(ui);
    });
}
