//! Settings (设置): this PC and the site, accounts, privacy, backups, keys; a tab each.

mod accounts;
mod backups;
mod keys;
mod plant;
mod privacy;

pub(in crate::ui) use privacy::due;

use eframe::egui::{Key, Modifiers, Ui};

use crate::ui::Scene;
use crate::ui::action::Actions;
use crate::ui::theme::{Scheme, space};
use crate::ui::widgets::{gap, segments};

/// A page of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Plant,
    Accounts,
    Privacy,
    Backups,
    Keys,
}

impl Tab {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Plant, "settings-tab-plant"),
        (Self::Accounts, "settings-tab-accounts"),
        (Self::Privacy, "settings-tab-privacy"),
        (Self::Backups, "settings-tab-backups"),
        (Self::Keys, "settings-tab-keys"),
    ];

    /// The one beside it, to the right or to the left.
    fn beside(self, step: usize) -> Self {
        let here = Self::ALL.iter().position(|(tab, _)| *tab == self).unwrap_or_default();
        Self::ALL[(here + step) % Self::ALL.len()].0
    }
}

/// The settings as they stand on the screen.
#[derive(Debug, Default)]
pub struct Preferences {
    tab: Tab,
    plant: plant::Plant,
    pub accounts: accounts::Accounts,
    pub privacy: privacy::Privacy,
    pub backups: backups::Backups,
    pub keys: keys::Keys,
}

impl Preferences {
    /// Turns to the accounts.
    pub fn show_accounts(&mut self) {
        self.tab = Tab::Accounts;
    }

    /// Somebody else comes: what was typed or shown there is not theirs.
    pub fn put_away(&mut self) {
        *self = Self {
            tab: self.tab,
            ..Self::default()
        };
    }

    /// Turns to privacy.
    pub fn show_privacy(&mut self) {
        self.tab = Tab::Privacy;
    }

    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, look: (Scheme, u16), actions: &mut Actions) {
        if !self.plant.has_page() {
            self.tabs(ui, scene);
        }
        match self.tab {
            Tab::Plant => self.plant.ui(ui, scene, look, actions),
            Tab::Accounts => self.accounts.ui(ui, scene, actions),
            Tab::Privacy => self.privacy.ui(ui, scene, actions),
            Tab::Backups => self.backups.ui(ui, scene, actions),
            Tab::Keys => self.keys.ui(ui, scene, actions),
        }
    }

    fn tabs(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        for (key, step) in [(Key::ArrowRight, 1), (Key::ArrowLeft, Tab::ALL.len() - 1)] {
            if pressed(key) {
                self.tab = self.tab.beside(step);
            }
        }
        let words = Tab::ALL.map(|(tab, word)| (tab, scene.text.get(word)));
        segments(ui, scene.text.get("rail-settings"), &mut self.tab, &words);
        gap(ui, space::S);
    }
}
