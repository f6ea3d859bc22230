//! Site (场所): what is due where and what was done; plans, canteen, dormitories, meetings; and the national guide with its evidence.

mod canteen;
mod facts;
mod form;
mod front;
mod guide;
mod meetings;
mod plans;
mod read;
mod rooms;
mod today;

use eframe::egui::{self, Key, Modifiers, Ui};

use crate::ui::Scene;
use crate::ui::action::{Action, Actions};
use crate::ui::screens::Screen;
use crate::ui::screens::frame::Hint;
use crate::ui::theme::space;
use crate::ui::widgets::{card, gap, tab as tab_button};
use front::Front;

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Today,
    Plans,
    Canteen,
    Rooms,
    Meetings,
    Guide,
}

impl Tab {
    const ALL: [Self; 6] = [Self::Today, Self::Plans, Self::Canteen, Self::Rooms, Self::Meetings, Self::Guide];

    fn key(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Plans => "plans",
            Self::Canteen => "canteen",
            Self::Rooms => "rooms",
            Self::Meetings => "meetings",
            Self::Guide => "guide",
        }
    }

    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or_default();
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(at + step) % Self::ALL.len()]
    }
}

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Site {
    tab: Tab,
    today: today::Today,
    plans: plans::Plans,
    canteen: canteen::Canteen,
    rooms: rooms::Rooms,
    meetings: meetings::Meetings,
    guide: guide::Guide,
    front: Option<Front>,
    focus: bool,
}

impl Site {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        self.refresh(scene);
        if self.front.is_none() {
            self.keys(ui, actions);
        }
        self.tabs(ui, scene);
        gap(ui, space::S);
        let may = self.front.is_none();
        let opened = match self.tab {
            Tab::Today => self.today.ui(ui, scene, may, actions),
            Tab::Plans => self.plans.ui(ui, scene, may, actions),
            Tab::Canteen => self.canteen.ui(ui, scene, may, actions),
            Tab::Rooms => self.rooms.ui(ui, scene, may, actions),
            Tab::Meetings => self.meetings.ui(ui, scene, may, actions),
            Tab::Guide => self.guide.ui(ui, scene, may, actions),
        };
        let turned = std::mem::take(&mut self.today.turned);
        if (std::mem::take(&mut self.focus) || turned) && may {
            let table = egui::Id::unique(self.tab.key());
            ui.memory_mut(|memory| memory.request_focus(table));
        }
        match opened {
            Some(Opens::Front(front)) => self.front = Some(*front),
            Some(Opens::Tab(tab)) => self.show(tab),
            None => {}
        }
        if let Some(mut front) = self.front.take() {
            let stays = front.ui(ui, scene, actions);
            self.today.remember(actions);
            if stays {
                self.front = Some(front);
            } else {
                self.focus = true;
            }
        }
    }

    /// What was asked for is written: the form is done with.
    pub fn written(&mut self) {
        self.front = None;
        self.focus = true;
        self.today.written();
    }

    /// Whether something is being filled in.
    pub fn has_form(&self) -> bool {
        self.front.is_some()
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let own: &[(&str, &str, Key, Modifiers)] = match self.tab {
            Tab::Today => today::HINTS,
            Tab::Plans => plans::HINTS,
            Tab::Canteen => canteen::HINTS,
            Tab::Rooms => rooms::HINTS,
            Tab::Meetings => meetings::HINTS,
            Tab::Guide => guide::HINTS,
        };
        let all = own.iter().chain(HINTS);
        all.map(|(cap, key, pressed, modifiers)| (*cap, scene.text.get(key), *pressed, *modifiers))
            .collect()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.focus = true;
    }

    fn show(&mut self, tab: Tab) {
        (self.tab, self.focus) = (tab, true);
    }

    fn refresh(&mut self, scene: &Scene<'_>) {
        self.today.refresh(scene);
        self.plans.refresh(scene);
        self.canteen.refresh(scene);
        self.rooms.refresh(scene);
        self.guide.refresh(scene, &self.rooms, &self.canteen);
    }

    fn keys(&mut self, ui: &Ui, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(Modifiers::COMMAND, key) {
                self.show(self.tab.beside(forward));
            }
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            actions.push(Action::Show(Screen::Gate));
        }
    }

    /// The parts by their names, each with how much in it wants somebody.
    fn tabs(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        card(ui, 6, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                for tab in Tab::ALL {
                    let wanted = match tab {
                        Tab::Today => self.today.overdue(),
                        Tab::Canteen => self.canteen.wanted(),
                        Tab::Rooms => self.rooms.over(),
                        Tab::Guide => self.guide.gaps(),
                        Tab::Plans | Tab::Meetings => 0,
                    };
                    let word = scene.word("measures-tab", tab.key());
                    if tab_button(ui, &word, wanted, tab == self.tab).clicked() {
                        self.show(tab);
                    }
                }
            });
        });
    }
}

/// The keys of every part.
const HINTS: &[(&str, &str, Key, Modifiers)] = &[
    ("Ctrl →", "measures-next", Key::ArrowRight, Modifiers::COMMAND),
    ("Esc", "do-back", Key::Escape, Modifiers::NONE),
];

/// What a part opens.
enum Opens {
    Front(Box<Front>),
    Tab(Tab),
}

impl From<Front> for Opens {
    fn from(front: Front) -> Self {
        Self::Front(Box::new(front))
    }
}
