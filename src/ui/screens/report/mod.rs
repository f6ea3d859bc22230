//! Report (日报): the figures of a day as the page that will be printed, its numbers opened; a calendar of days; the layouts.

mod calendar;
mod dialogs;
mod due;
mod layouts;
mod numbers;
mod page;
mod shown;

use std::path::Path;
use std::rc::Rc;

use eframe::egui::{self, Align, Id, Key, Modifiers, Role, Ui, WidgetInfo, vec2};

use super::Screen;
use crate::domain::day::Day;
use crate::domain::layout::Layout;
use crate::ui::action::{Action, Actions, ReportAsked};
use crate::ui::forms::Form;
use crate::ui::icons::Icon;
use crate::ui::screens::frame::Hint;
use crate::ui::text::Lang;
use crate::ui::theme::{self, CONTROL, size, space};
use crate::ui::widgets::{Button, card, gap, tab as tab_button, tag};
use crate::ui::{Scene, forms};
use calendar::Calendar;
pub(in crate::ui::screens) use dialogs::Front;
pub(in crate::ui::screens) use due::tone;
use layouts::Editor;
use numbers::Numbers;
pub use shown::Shown;

/// Width of the numbers beside the page.
const PANEL: f32 = 372.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Day,
    Calendar,
    Layouts,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Day, Self::Calendar, Self::Layouts];

    fn word(self) -> &'static str {
        match self {
            Self::Day => "report-tab-day",
            Self::Calendar => "report-tab-calendar",
            Self::Layouts => "report-tab-layouts",
        }
    }

    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or_default();
        let at = if forward { at + 1 } else { at + 2 };
        Self::ALL[at % 3]
    }
}

/// The form on the page, and what it was filled in from: a roster is not put into words in every frame.
#[derive(Debug)]
struct Filled {
    from: (Day, Layout, bool, usize, Lang),
    form: Option<Rc<Form>>,
}

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Report {
    tab: Tab,
    /// The day chosen, and the day it was chosen on; the one that is due where nobody has chosen today.
    day: Option<(Day, Day)>,
    layout: usize,
    shown: Option<Rc<Shown>>,
    /// How often the station has counted.
    read: usize,
    filled: Option<Filled>,
    /// What was last asked of the station: the day, how many days, and the changes of the view.
    asked: Option<(Day, u16, usize)>,
    /// The page shows the day as it stands, although it was signed.
    standing: bool,
    numbers: Numbers,
    calendar: Calendar,
    editor: Editor,
    front: Option<Front>,
    fresh: bool,
}

impl Report {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.ask(scene, actions);
        if self.front.is_none() {
            self.keys(ui, scene, actions);
        }
        self.bar(ui, scene);
        gap(ui, space::XS);
        match self.tab {
            Tab::Day => self.day(ui, scene, actions),
            Tab::Calendar => {
                if let Some(day) = self.calendar.ui(ui, scene, actions) {
                    self.choose(scene, day);
                }
            }
            Tab::Layouts => self.editor.ui(ui, scene, actions),
        }
        if let Some(mut front) = self.front.take()
            && front.ui(ui, scene, actions)
        {
            self.front = Some(front);
        }
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let hint = |(cap, word, key, modifiers): &(&'a str, &'a str, Key, Modifiers)| (*cap, scene.text.get(word), *key, *modifiers);
        let own: &[(&str, &str, Key, Modifiers)] = match self.tab {
            Tab::Day => &[
                ("F9", self.signs(), Key::F9, Modifiers::NONE),
                ("F6", "report-zero", Key::F6, Modifiers::NONE),
                ("F2", "report-figures", Key::F2, Modifiers::NONE),
                ("F4", "report-note-unusual", Key::F4, Modifiers::NONE),
                ("F7", "report-day-before", Key::F7, Modifiers::NONE),
                ("F8", "report-day-after", Key::F8, Modifiers::NONE),
                ("F3", "report-next-layout", Key::F3, Modifiers::NONE),
                ("Ctrl E", "do-export", Key::E, Modifiers::COMMAND),
                ("Ctrl P", "report-print", Key::P, Modifiers::COMMAND),
                ("Ctrl →", "report-next-tab", Key::ArrowRight, Modifiers::COMMAND),
            ],
            Tab::Calendar => &[
                ("Enter", "do-open", Key::Enter, Modifiers::NONE),
                ("PgUp", "report-month-before", Key::PageUp, Modifiers::NONE),
                ("PgDn", "report-month-after", Key::PageDown, Modifiers::NONE),
                ("Ctrl →", "report-next-tab", Key::ArrowRight, Modifiers::COMMAND),
            ],
            Tab::Layouts => &[
                ("Ctrl S", "do-save", Key::S, Modifiers::COMMAND),
                ("Ctrl N", "report-column-add", Key::N, Modifiers::COMMAND),
                ("Ctrl ↑", "report-column-up", Key::ArrowUp, Modifiers::COMMAND),
                ("Ctrl ↓", "report-column-down", Key::ArrowDown, Modifiers::COMMAND),
                ("Ctrl D", "report-column-remove", Key::D, Modifiers::COMMAND),
                ("Ctrl →", "report-next-tab", Key::ArrowRight, Modifiers::COMMAND),
            ],
        };
        own.iter().map(hint).collect()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    /// What the station has counted.
    pub fn show(&mut self, shown: Shown) {
        self.shown = Some(Rc::new(shown));
        self.read += 1;
    }

    /// A report was signed, a note or a layout kept: what is in front goes away.
    pub fn kept(&mut self) {
        self.front = None;
        self.standing = false;
        self.fresh = true;
    }

    /// A file was chosen for an export.
    pub fn chose_path(&mut self, path: &Path) {
        if let Some(front) = &mut self.front {
            front.chose_path(path);
        }
    }

    /// Shows a day.
    fn choose(&mut self, scene: &Scene<'_>, day: Day) {
        self.day = Some((day, scene.view.day));
        self.tab = Tab::Day;
        self.standing = false;
        self.fresh = true;
    }

    fn chosen(&self, scene: &Scene<'_>) -> Day {
        let today = self.day.filter(|(_, on)| *on == scene.view.day);
        today.map_or_else(|| due::day(scene), |(day, _)| day)
    }

    fn layouts(scene: &Scene<'_>) -> Vec<Layout> {
        Layout::offered(scene.view.daybook.reports.layouts())
    }

    fn layout(&self, scene: &Scene<'_>) -> Layout {
        let mut layouts = Self::layouts(scene);
        let at = self.layout.min(layouts.len().saturating_sub(1));
        if layouts.is_empty() {
            Layout::default()
        } else {
            layouts.swap_remove(at)
        }
    }

    /// Asks the station to count, where something has changed since.
    fn ask(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        let (day, days) = (self.chosen(scene), self.layout(scene).days());
        let now = (day, days, scene.view.changes);
        if self.asked != Some(now) {
            self.asked = Some(now);
            actions.push(Action::Report(ReportAsked::Read { day, days }));
        }
    }

    /// The report of the day chosen, where it has been counted.
    fn current(&self, scene: &Scene<'_>) -> Option<Rc<Shown>> {
        let day = self.chosen(scene);
        self.shown.clone().filter(|shown| shown.day == day)
    }

    /// The word for what F9 does.
    fn signs(&self) -> &'static str {
        let signed = self.shown.as_ref().is_some_and(|shown| shown.is_signed());
        if signed { "report-correct" } else { "report-sign" }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(Modifiers::COMMAND, key) {
                self.tab = self.tab.beside(forward);
                self.fresh = true;
            }
        }
        if self.tab != Tab::Day {
            return;
        }
        if pressed(Modifiers::NONE, Key::F7) {
            self.step(scene, false);
        }
        if pressed(Modifiers::NONE, Key::F8) {
            self.step(scene, true);
        }
        if pressed(Modifiers::NONE, Key::F3) {
            self.layout = (self.layout + 1) % Self::layouts(scene).len().max(1);
        }
        if pressed(Modifiers::NONE, Key::F5) {
            self.standing = !self.standing;
        }
        if pressed(Modifiers::NONE, Key::F2) {
            self.numbers.toggle();
            self.fresh = true;
        }
        if pressed(Modifiers::NONE, Key::F9) {
            self.sign(scene, false);
        }
        if pressed(Modifiers::NONE, Key::F6) {
            self.sign(scene, true);
        }
        if pressed(Modifiers::NONE, Key::F4) {
            self.front = Some(Front::unusual(self.chosen(scene)));
        }
        if pressed(Modifiers::COMMAND, Key::E) {
            self.export(scene);
        }
        if pressed(Modifiers::COMMAND, Key::P) {
            self.print(scene, actions);
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            self.fresh = true;
            let narrow = ui.available_width() <= 2.0 * PANEL;
            if !self.numbers.close(narrow) {
                actions.push(Action::Show(Screen::Gate));
            }
        }
    }

    /// The day before or after, within the days of the station.
    fn step(&mut self, scene: &Scene<'_>, forward: bool) {
        let day = self.chosen(scene);
        let next = if forward { day.plus_days(1) } else { day.minus_days(1) };
        if (scene.view.opened..=scene.view.day).contains(&next) {
            self.choose(scene, next);
        }
    }

    fn sign(&mut self, scene: &Scene<'_>, zero: bool) {
        let Some(shown) = self.current(scene) else { return };
        let may = if zero { shown.standing.may_be_zero() } else { true };
        let stands = shown.is_signed() && !shown.is_outdated() && shown.issued().is_zero() == zero;
        if may && !stands {
            self.front = Some(Front::sign(scene, &shown, zero));
            // What was signed stays in front, although another day is due then.
            self.day = Some((self.chosen(scene), scene.view.day));
        }
    }

    /// The form that the page shows.
    fn form(&mut self, scene: &Scene<'_>) -> Option<Rc<Form>> {
        let shown = self.current(scene)?;
        let from = (shown.day, self.layout(scene), self.standing, self.read, scene.text.lang());
        if let Some(filled) = self.filled.as_ref().filter(|filled| filled.from == from) {
            return filled.form.clone();
        }
        let (layout, standing) = (&from.1, std::slice::from_ref(&shown.standing));
        let form = forms::form(scene, layout, if self.standing { standing } else { &shown.reports }).map(Rc::new);
        self.filled = Some(Filled { from, form: form.clone() });
        form
    }

    fn name(&self, scene: &Scene<'_>) -> String {
        let layout = self.layout(scene);
        let name = if layout.name.is_empty() { "report".to_owned() } else { layout.name };
        format!("{}-{name}", self.chosen(scene))
    }

    fn export(&mut self, scene: &Scene<'_>) {
        if let Some(form) = self.form(scene) {
            self.front = Some(Front::export("report-export", (*form).clone(), self.name(scene)));
        }
    }

    fn print(&mut self, scene: &Scene<'_>, actions: &mut Actions) {
        if let Some(form) = self.form(scene) {
            let name = self.name(scene);
            actions.push(Action::Report(ReportAsked::Print {
                form: Box::new((*form).clone()),
                name,
            }));
        }
    }

    /// The three pages, the day, and how its report stands.
    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        card(ui, 6, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                for tab in Tab::ALL {
                    if tab_button(ui, scene.text.get(tab.word()), 0, tab == self.tab).clicked() {
                        self.tab = tab;
                        self.fresh = true;
                    }
                }
                gap(ui, space::M);
                if self.tab == Tab::Day {
                    self.stepper(ui, scene);
                }
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    gap(ui, space::S);
                    let (tone, said) = due::said(scene, self.chosen(scene));
                    if self.tab == Tab::Day && ui.available_width() > 120.0 {
                        tag(ui, tone, &said);
                    }
                    let missing = due::missing(scene);
                    let said = scene.text.count("report-missing-days", missing, &[]);
                    if missing > 0 && ui.available_width() > 160.0 && Button::quiet(&said).icon(Icon::Calendar).show(ui).clicked() {
                        self.tab = Tab::Calendar;
                        self.fresh = true;
                    }
                });
            });
        });
    }

    fn stepper(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let day = self.chosen(scene);
        for (forward, icon, word) in [
            (false, Icon::ChevronLeft, "report-day-before"),
            (true, Icon::ChevronRight, "report-day-after"),
        ] {
            if forward {
                crate::ui::widgets::label(ui, &day.to_string(), theme::bold(size::SECOND));
                gap(ui, space::XS);
            }
            let button = egui::Button::new(icon.text(size::SECOND).color(theme::of(ui).accent)).frame(false);
            let response = ui.add(button.min_size(vec2(CONTROL, CONTROL)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text.get(word)));
            if response.clicked() {
                self.step(scene, forward);
            }
        }
    }

    /// The page and its numbers.
    fn day(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > 2.0 * PANEL;
        let form = self.form(scene);
        let numbers = !self.numbers.is_hidden();
        if beside || numbers {
            egui::Panel::right("report-numbers")
                .exact_size(if beside { PANEL } else { ui.available_width() })
                .resizable(false)
                .show_separator_line(false)
                .frame(egui::Frame::NONE)
                .show(ui, |ui| {
                    card(ui, 8, |ui| {
                        ui.set_min_size(vec2(ui.available_width(), height));
                        self.panel(ui, scene, actions);
                    });
                });
        }
        if !beside && numbers {
            return;
        }
        let margin = egui::Margin {
            right: if beside { 12 } else { 0 },
            ..egui::Margin::ZERO
        };
        egui::CentralPanel::no_frame()
            .frame(egui::Frame::NONE.inner_margin(margin))
            .show(ui, |ui| {
                card(ui, 8, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height));
                    self.head(ui, scene);
                    if let Some(form) = &form {
                        page::ui(ui, form);
                    }
                });
            });
    }

    /// The layout chosen, and whether the page is the signed one.
    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let text = scene.text;
        let layouts = Self::layouts(scene);
        let title = forms::title(scene, &self.layout(scene));
        ui.horizontal(|ui| {
            let select = egui::ComboBox::new("report-layout", "").width(240.0).selected_text(title);
            let response = select.show_ui(ui, |ui| {
                for (at, layout) in layouts.iter().enumerate() {
                    ui.selectable_value(&mut self.layout, at, forms::title(scene, layout));
                }
            });
            response
                .response
                .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, text.get("report-layout")));
            let outdated = self.current(scene).is_some_and(|shown| shown.is_outdated());
            if outdated {
                let choices = [(false, text.get("report-as-signed")), (true, text.get("report-now"))];
                crate::ui::widgets::segments(ui, text.get("report-state"), &mut self.standing, &choices);
            }
        });
    }
}

/// Gives something the keyboard, from the next frame on.
fn focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| memory.request_focus(id));
}
