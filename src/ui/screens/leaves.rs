//! Under which conditions something leaves: how much of people it shows, and what it is for.

use eframe::egui::{Context, Id, Ui};

use crate::domain::peer::Level;
use crate::ui::Scene;
use crate::ui::widgets::{Field, segments};

/// So many characters say what names are needed for.
pub(in crate::ui::screens) const SHORTEST: usize = 4;

/// What is chosen and typed.
#[derive(Clone, Debug)]
pub(in crate::ui::screens) struct Leaves {
    pub(in crate::ui::screens) level: Level,
    purpose: String,
    recalled: bool,
}

impl Default for Leaves {
    fn default() -> Self {
        Self {
            level: Level::Masked,
            purpose: String::new(),
            recalled: false,
        }
    }
}

impl Leaves {
    /// Asks, with the purpose of last time to begin with. Says whether Enter was pressed in the field.
    pub(in crate::ui::screens) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, levels: &[Level], tried: bool) -> bool {
        let text = scene.text;
        if !std::mem::replace(&mut self.recalled, true) {
            self.purpose = recalled(ui.ctx());
        }
        if !levels.contains(&self.level) {
            self.level = levels.first().copied().unwrap_or(Level::Masked);
        }
        let words: Vec<(Level, String)> = levels
            .iter()
            .map(|level| (*level, scene.word("export-level", level.key())))
            .collect();
        let words: Vec<(Level, &str)> = words.iter().map(|(level, word)| (*level, word.as_str())).collect();
        segments(ui, text.get("export-level"), &mut self.level, &words);
        let error = (tried && !self.may_go()).then(|| text.get("export-purpose-missing"));
        let hint = text.get("export-purpose-hint");
        let field = Field::new(text.get("export-purpose"), &mut self.purpose)
            .hint(hint)
            .error(error)
            .width(500.0);
        field.id(Id::unique("export-purpose")).show(ui).submitted
    }

    /// Whether enough is said: names go out only where somebody says what for.
    pub(in crate::ui::screens) fn may_go(&self) -> bool {
        self.level != Level::Full || self.purpose.trim().chars().count() >= SHORTEST
    }

    pub(in crate::ui::screens) fn purpose(&self) -> String {
        self.purpose.trim().to_owned()
    }
}

fn place() -> Id {
    Id::unique("export-purpose-last")
}

fn recalled(ctx: &Context) -> String {
    ctx.data(|data| data.get_temp::<String>(place())).unwrap_or_default()
}

/// The purpose that the next dialog begins with.
pub fn remember(ctx: &Context, purpose: &str) {
    ctx.data_mut(|data| data.insert_temp(place(), purpose.to_owned()));
}
