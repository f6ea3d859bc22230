//! Stations (各站): who this station is, whom it knows, how old what it knows of them is; the folders through which they exchange;
//! and what arrived that does not fit.

pub(in crate::ui::screens) mod age;
mod alarms;
mod bundle;
mod details;
mod drop_folder;
mod enrol;
mod list;
mod parts;
mod quarantine;
mod revoke;
mod route;
mod routes;
mod steps;

use std::path::Path;

use eframe::egui::{self, Event, Id, Key, Modifiers, Ui, vec2};
use uuid::Uuid;

use super::Screen;
use super::bring::progress;
use super::going_out::report::focus;
use super::people::Working;
use crate::domain::day::Moment;
use crate::domain::peer::Card;
use crate::station::qr::{self, Modules};
use crate::ui::action::{Action, Actions, CardFrom, StationsAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::frame::Hint;
use crate::ui::text::thousands;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Button, card, gap};
use crate::ui::{Scene, bundles};
use bundle::{ReadForm, WriteForm};
use drop_folder::DropFolder;
use enrol::Enrol;
use list::Row;
use revoke::Revoke;
use route::RouteForm;

/// Width of what is chosen, beside the list.
const PANEL: f32 = 380.0;
/// The list of the screen, for the keyboard.
const LIST: &str = "stations-list";

/// What the screen lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Stations,
    Folders,
    Quarantine,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Stations, Self::Folders, Self::Quarantine];

    fn key(self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Folders => "folders",
            Self::Quarantine => "quarantine",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Stations => Self::Folders,
            Self::Folders => Self::Quarantine,
            Self::Quarantine => Self::Stations,
        }
    }
}

/// The screen and what is being typed on it.
#[derive(Debug, Default)]
pub struct Stations {
    tab: Tab,
    /// The station that is chosen: whoever comes or goes, it stays the same one.
    picked: Row,
    /// Where the cursor stands in the lists of folders and of entries, in the order of [`Tab::ALL`].
    cursors: [usize; 3],
    front: Option<Front>,
    /// The code of this station's card, made once for its text.
    code: (String, Option<Modules>),
    fresh: bool,
}

/// What stands in front of the list.
#[derive(Debug)]
enum Front {
    /// A row, large.
    Row(Row),
    Enrol(Enrol),
    Revoke(Revoke),
    Write(WriteForm),
    Read(ReadForm),
    Route(RouteForm),
    DropFolder(DropFolder),
}

/// What a key or a button of this screen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Exchange,
    Enrol,
    AddFolder,
    Write,
    Read,
    OwnCard,
    CopyCard,
    KeepCard,
    Revoke,
    RemoveFolder,
    NextList,
}

/// Each with its word, its key, and what stands on the key. In the order of the keys at the bottom: what has no button at the top
/// where the window is low stands first there.
const KEYS: [(Does, &str, Key, Modifiers, &str); 11] = [
    (Does::Write, "stations-write", Key::F6, Modifiers::NONE, "F6"),
    (Does::Read, "stations-read", Key::F7, Modifiers::NONE, "F7"),
    (Does::AddFolder, "stations-add-folder", Key::F4, Modifiers::NONE, "F4"),
    (Does::Exchange, "stations-exchange", Key::F5, Modifiers::NONE, "F5"),
    (Does::Enrol, "stations-enrol", Key::N, Modifiers::COMMAND, "Ctrl N"),
    (Does::OwnCard, "stations-own-card", Key::F3, Modifiers::NONE, "F3"),
    (Does::NextList, "stations-next-list", Key::ArrowRight, Modifiers::COMMAND, "Ctrl →"),
    (Does::CopyCard, "stations-copy-card", Key::C, Modifiers::COMMAND, "Ctrl C"),
    (Does::KeepCard, "stations-keep-card", Key::E, Modifiers::COMMAND, "Ctrl E"),
    (Does::Revoke, "stations-revoke", Key::F9, Modifiers::NONE, "F9"),
    (Does::RemoveFolder, "stations-remove-folder", Key::Delete, Modifiers::NONE, "Del"),
];

impl Stations {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) {
        let exchange = &scene.view.exchange;
        if self.code.0 != exchange.own_text {
            self.code = (exchange.own_text.clone(), qr::modules(&exchange.own_text));
        }
        if self.front.is_none() {
            self.keys(ui, scene, actions);
        }
        self.bar(ui, scene, actions);
        if let Some(working) = working {
            progress(ui, scene, working);
        }
        alarms::show(self, ui, scene);
        gap(ui, space::XS);
        self.lists(ui, scene, actions);
        if std::mem::take(&mut self.fresh) && self.front.is_none() {
            focus(ui, Id::unique(LIST));
        }
        self.in_front(ui, scene, actions);
    }

    /// The list and, where there is room, what is chosen beside it.
    fn lists(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > 2.0 * PANEL;
        if beside {
            let panel = egui::Panel::right("stations-panel").exact_size(PANEL).resizable(false);
            panel.show_separator_line(false).frame(egui::Frame::NONE).show(ui, |ui| {
                card(ui, 16, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                    let area = egui::ScrollArea::vertical().id_salt("stations-panel").auto_shrink(false);
                    area.show(ui, |ui| self.beside(ui, scene, actions));
                });
            });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        let frame = egui::Frame::NONE.inner_margin(margin);
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            card(ui, 8, |ui| {
                ui.set_min_size(vec2(ui.available_width(), height));
                match self.tab {
                    Tab::Stations if list::is_alone(&scene.view.exchange) => self.steps(ui, scene, actions),
                    Tab::Stations => self.stations(ui, scene, beside),
                    Tab::Folders => self.folders(ui, scene),
                    Tab::Quarantine => self.quarantine(ui, scene, actions),
                }
            });
        });
    }

    /// What is chosen, with what can be done about it.
    fn beside(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        match self.tab {
            Tab::Stations => {
                let row = self.row(&scene.view.exchange);
                self.details(ui, scene, (row, false), actions);
            }
            Tab::Folders => self.folder(ui, scene, actions),
            Tab::Quarantine => self.entry(ui, scene, actions),
        }
    }

    /// The lists by their names and numbers, and what needs none of their rows.
    fn bar(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let text = scene.text;
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            let words = Tab::ALL.map(|tab| (tab, named(scene, tab)));
            let choices = words.each_ref().map(|(tab, word)| (*tab, word.as_str()));
            if crate::ui::widgets::segments(ui, text.get("rail-stations"), &mut self.tab, &choices) {
                self.fresh = true;
            }
            let low = theme::is_low(ui);
            // Where the window is low the list needs the second row; the keys do the same.
            let wanted = [Does::Exchange, Does::Enrol, Does::AddFolder, Does::Write, Does::Read];
            let wanted = &wanted[..if low { 2 } else { 5 }];
            let keys = wanted.iter().filter_map(|does| KEYS.into_iter().find(|(of, ..)| of == does));
            for (does, word, _, _, key) in keys {
                let button = Button::expected(text.get(word), does == Does::Exchange);
                let button = if low { button } else { button.icon(icon(does)).key(key) };
                if button.show(ui).clicked() {
                    pressed = Some(does);
                }
            }
        });
        if let Some(does) = pressed {
            self.does(scene, does, actions);
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        for (does, _, key, modifiers, _) in KEYS {
            if ui.input_mut(|input| input.consume_key(modifiers, key)) {
                self.does(scene, does, actions);
            }
        }
        if ui.input(|input| input.events.contains(&Event::Copy)) {
            self.does(scene, Does::CopyCard, actions);
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::Show(Screen::Gate));
        }
        let typed = typed(ui);
        if !typed.trim().is_empty() && self.front.is_none() {
            // A scanner or a paste: the only thing that is ever typed here is a card.
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                actions.push(Action::Stations(StationsAsked::ReadCard(CardFrom::Text(typed.trim().to_owned()))));
            }
            self.front = Some(Front::Enrol(Enrol::typed(typed)));
        }
    }

    fn does(&mut self, scene: &Scene<'_>, does: Does, actions: &mut Actions) {
        let exchange = &scene.view.exchange;
        let row = self.row(exchange);
        let peer = row.peer(exchange).filter(|_| self.tab == Tab::Stations);
        let asked = match does {
            Does::Exchange => Some(StationsAsked::ExchangeNow),
            Does::CopyCard => Some(StationsAsked::CopyCard),
            Does::KeepCard => Some(StationsAsked::KeepCard(None)),
            Does::NextList => {
                self.tab = self.tab.next();
                self.fresh = true;
                None
            }
            Does::Enrol | Does::AddFolder | Does::Write | Does::Read | Does::OwnCard | Does::Revoke | Does::RemoveFolder => None,
        };
        actions.extend(asked.map(Action::Stations));
        let front = match does {
            Does::Enrol => Some(Front::Enrol(Enrol::default())),
            Does::AddFolder => Some(Front::Route(RouteForm::blank())),
            Does::Write => Some(Front::Write(WriteForm::new(exchange, peer.map(|peer| peer.peer.card.chain)))),
            Does::Read => Some(Front::Read(ReadForm::default())),
            Does::OwnCard => Some(Front::Row(Row::Own)),
            Does::Revoke => peer
                .filter(|peer| peer.peer.revoked.is_none())
                .map(|peer| Front::Revoke(Revoke::of(peer))),
            Does::RemoveFolder => self.pointed_folder(scene).map(|folder| Front::DropFolder(DropFolder::of(folder))),
            Does::Exchange | Does::CopyCard | Does::KeepCard | Does::NextList => None,
        };
        self.front = front.or_else(|| self.front.take());
    }

    /// Draws what stands in front; when it goes, the list has the keyboard again.
    fn in_front(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(mut front) = self.front.take() else { return };
        let stays = match &mut front {
            Front::Row(row) => self.large(ui, scene, *row, actions),
            Front::Enrol(enrol) => enrol.ui(ui, scene, actions),
            Front::Revoke(revoke) => revoke.ui(ui, scene, actions),
            Front::Write(form) => form.ui(ui, scene, actions),
            Front::Read(form) => form.ui(ui, scene, actions),
            Front::Route(form) => form.ui(ui, scene, actions),
            Front::DropFolder(asked) => asked.ui(ui, scene, actions),
        };
        if self.front.is_some() {
            // What was pressed in front has opened something else.
            return;
        }
        if stays {
            self.front = Some(front);
        } else {
            self.fresh = true;
        }
    }

    /// A card was read: who it is stands in front, to be compared.
    pub fn show_card(&mut self, card: Card, now: Moment) {
        self.front = Some(Front::Enrol(Enrol::of(card, now)));
    }

    /// What was typed or chosen is no card; the sentence says why.
    pub fn no_card(&mut self, said: String) {
        if let Some(Front::Enrol(enrol)) = &mut self.front {
            enrol.refused(said);
        }
    }

    /// A bundle cannot be written as it was asked for; the sentence says why, and what was chosen stays.
    pub fn not_written(&mut self, said: String) {
        if let Some(Front::Write(form)) = &mut self.front {
            form.refused(said);
        }
    }

    /// A folder was chosen in a dialog.
    pub fn chose_folder(&mut self, folder: &Path) {
        if let Some(Front::Route(form)) = &mut self.front {
            form.chose(folder);
        }
    }

    /// Something was done: its form is let go only now, so that what was typed is not lost where it could not be.
    pub fn done(&mut self) {
        if !matches!(self.front, Some(Front::Row(_))) {
            self.front = None;
            self.fresh = true;
        }
    }

    /// Whether something is being typed.
    pub fn has_form(&self) -> bool {
        match &self.front {
            Some(Front::Enrol(enrol)) => enrol.unfinished(),
            Some(Front::Revoke(revoke)) => revoke.unfinished(),
            Some(Front::Route(form)) => form.unfinished(),
            Some(Front::Row(_) | Front::Write(_) | Front::Read(_) | Front::DropFolder(_)) | None => false,
        }
    }

    /// The keys that work here.
    pub fn hints<'a>(&self, scene: &Scene<'a>) -> Vec<Hint<'a>> {
        let fits = |does: &Does| match does {
            Does::Revoke | Does::CopyCard | Does::KeepCard => self.tab == Tab::Stations,
            Does::RemoveFolder => self.tab == Tab::Folders,
            Does::Exchange | Does::Enrol | Does::AddFolder | Does::Write | Does::Read | Does::OwnCard | Does::NextList => true,
        };
        let hint =
            |(_, word, key, modifiers, cap): (Does, &'static str, Key, Modifiers, &'a str)| (cap, scene.text.get(word), key, modifiers);
        KEYS.into_iter().filter(|(does, ..)| fits(does)).map(hint).collect()
    }

    /// The screen was just come to.
    pub fn take_focus(&mut self) {
        self.fresh = true;
    }

    fn cursor(&self) -> usize {
        let at = Tab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or_default();
        self.cursors[at]
    }

    fn put_cursor(&mut self, cursor: usize) {
        let at = Tab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or_default();
        self.cursors[at] = cursor;
    }
}

/// The name of a list, with its number where it is not nothing.
fn named(scene: &Scene<'_>, tab: Tab) -> String {
    let exchange = &scene.view.exchange;
    let number = match tab {
        Tab::Stations => exchange.peers.len(),
        Tab::Folders => exchange.routes.len(),
        Tab::Quarantine => exchange.quarantined.iter().filter(|one| !one.seen).count(),
    };
    let word = scene.word("stations-tab", tab.key());
    if number == 0 { word } else { format!("{word} {number}") }
}

/// What was typed or pasted in this frame while no field had the keyboard; taken out of it. The letter of a key that is pressed
/// together with Alt or Ctrl is not typed, even where Alt was let go within the same frame.
fn typed(ui: &Ui) -> String {
    let word = |event: &Event| {
        if let Event::Text(text) | Event::Paste(text) = event {
            Some(text.clone())
        } else {
            None
        }
    };
    ui.input_mut(|input| {
        let is_command = |modifiers: Modifiers| modifiers.alt || modifiers.command || modifiers.ctrl;
        let (now, mut with) = (is_command(input.modifiers), false);
        let mut meant = |event: &&Event| {
            if let Event::Key {
                pressed: true, modifiers, ..
            } = event
            {
                with = is_command(*modifiers);
            }
            !(now || with) || matches!(event, Event::Paste(_))
        };
        let typed = input.events.iter().filter(|event| meant(event)).filter_map(word).collect();
        input.events.retain(|event| word(event).is_none());
        typed
    })
}

fn icon(does: Does) -> Icon {
    match does {
        Does::Exchange => Icon::Refresh,
        Does::Enrol => Icon::Key,
        Does::AddFolder => Icon::Plus,
        Does::Write => Icon::Upload,
        Does::Read => Icon::Download,
        Does::OwnCard => Icon::Info,
        Does::CopyCard => Icon::Copy,
        Does::KeepCard => Icon::HardDrive,
        Does::Revoke => Icon::Ban,
        Does::RemoveFolder => Icon::Trash,
        Does::NextList => Icon::ChevronRight,
    }
}

/// The name of the station whose chain this is, or what there is of an unknown one.
fn name_of(scene: &Scene<'_>, chain: Uuid) -> String {
    if chain == scene.view.card.chain {
        return scene.view.card.station.clone();
    }
    bundles::name(scene.text, &scene.view.exchange, chain)
}

/// What a station is called here.
fn called(scene: &Scene<'_>, card: &Card) -> String {
    bundles::called(scene.text, &scene.view.exchange, card)
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn numbers_stand_in_groups_of_three() {
        for (number, said) in [(0, "0"), (999, "999"), (1_204, "1,204"), (-1_000_000, "-1,000,000")] {
            assert_eq!(thousands(number), said);
        }
    }
}
