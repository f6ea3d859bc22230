//! A folder through which this PC exchanges: where it is, how often, and how much of it is for headquarters.

use std::path::{Path, PathBuf};

use eframe::egui::{Id, Ui};

use crate::domain::peer::Level;
use crate::domain::settings::Role;
use crate::station::exchange::{ExchangeView, Often, Route};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, StationsAsked};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, muted, segments};

/// Seconds between two exchanges through a shared folder, unless somebody says otherwise; and the least and the most.
const SECONDS: (u32, u32, u32) = (5, 2, 86_400);

/// How often, without the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum When {
    ByHand,
    #[default]
    Every,
    ShiftEnd,
}

/// A folder being added or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RouteForm {
    /// Which of the routes is changed; `None` for a new one.
    at: Option<usize>,
    folder: String,
    when: When,
    seconds: String,
    level: Level,
    /// What was wrong when it was tried last.
    said: Option<&'static str>,
    opened: bool,
}

impl RouteForm {
    pub(super) fn blank() -> Self {
        Self {
            seconds: SECONDS.0.to_string(),
            ..Self::default()
        }
    }

    pub(super) fn of(at: usize, route: &Route) -> Self {
        let (when, seconds) = match route.often {
            Often::ByHand => (When::ByHand, SECONDS.0),
            Often::Every(seconds) => (When::Every, seconds),
            Often::ShiftEnd => (When::ShiftEnd, SECONDS.0),
        };
        Self {
            at: Some(at),
            folder: route.folder.display().to_string(),
            when,
            seconds: seconds.to_string(),
            level: route.level,
            said: None,
            opened: false,
        }
    }

    /// The folder that was chosen in a dialog.
    pub(super) fn chose(&mut self, folder: &Path) {
        self.folder = folder.display().to_string();
        self.said = None;
    }

    pub(super) fn unfinished(&self) -> bool {
        self.at.is_none() && !self.folder.trim().is_empty()
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let title = if self.at.is_some() {
            "stations-edit-folder"
        } else {
            "stations-add-folder"
        };
        let mut close = false;
        let escaped = Dialog::new(text.get(title)).width(640.0).show(ui.ctx(), |ui| {
            let submitted = self.fields(ui, scene, actions);
            gap(ui, space::M);
            ui.horizontal(|ui| {
                let pressed = Button::primary(text.get("do-save")).key("Enter").show(ui).clicked();
                if pressed || submitted {
                    self.ask(&scene.view.exchange, actions);
                }
                close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
            });
        });
        !(escaped || close)
    }

    /// Says whether Enter was pressed in a field.
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        muted(ui, text.get("stations-folder-how"), size::BODY);
        gap(ui, space::XS);
        let before = self.folder.clone();
        let wrong = |key: &str| self.said.filter(|said| *said == key).map(|said| text.get(said));
        let (nowhere, twice, number) = (
            wrong("stations-folder-missing"),
            wrong("stations-folder-twice"),
            wrong("stations-no-seconds"),
        );
        let folder = Field::new(text.get("stations-folder"), &mut self.folder)
            .width(ui.available_width().min(580.0))
            .error(nowhere.or(twice))
            .id(Id::unique("stations-folder"))
            .show(ui);
        if !std::mem::replace(&mut self.opened, true) {
            folder.response.request_focus();
        }
        if Button::secondary(text.get("stations-choose-folder")).show(ui).clicked() {
            actions.push(Action::Stations(StationsAsked::ChooseFolder));
        }
        gap(ui, space::XS);
        muted(ui, text.get("stations-often"), size::LABEL);
        let choices = [
            (When::Every, text.get("stations-often-every")),
            (When::ShiftEnd, text.get("stations-often-shift-end")),
            (When::ByHand, text.get("stations-often-by-hand")),
        ];
        let mut submitted = folder.submitted;
        ui.horizontal_wrapped(|ui| {
            segments(ui, text.get("stations-often"), &mut self.when, &choices);
            if self.when == When::Every {
                let seconds = Field::new(text.get("stations-seconds"), &mut self.seconds).width(88.0);
                submitted |= seconds.numeric().hide_label().error(number).show(ui).submitted;
                muted(ui, text.get("stations-seconds"), size::BODY);
            }
        });
        if scene.view.card.role != Role::Headquarters {
            levels(ui, scene, &mut self.level);
        }
        if self.folder != before {
            self.said = None;
        }
        submitted
    }

    /// Asks for the folders with this one, or says what is wrong.
    fn ask(&mut self, exchange: &ExchangeView, actions: &mut Actions) {
        let mut routes: Vec<Route> = exchange.routes.iter().map(|state| state.route.clone()).collect();
        let read = self.read().and_then(|route| {
            let mut others = routes.iter().enumerate().filter(|(no, _)| Some(*no) != self.at);
            if others.any(|(_, other)| other.folder == route.folder) {
                return Err("stations-folder-twice");
            }
            Ok(route)
        });
        match read {
            Ok(route) => {
                match self.at.and_then(|at| routes.get_mut(at)) {
                    Some(changed) => *changed = route,
                    None => routes.push(route),
                }
                actions.push(Action::Stations(StationsAsked::Routes(routes)));
            }
            Err(key) => self.said = Some(key),
        }
    }

    /// The route that is typed, or the key of the sentence that says what is wrong with it.
    fn read(&self) -> Result<Route, &'static str> {
        let folder = self.folder.trim();
        if folder.is_empty() {
            return Err("stations-folder-missing");
        }
        let seconds = || {
            let seconds = self.seconds.trim().parse().ok();
            let seconds = seconds.filter(|seconds| (SECONDS.1..=SECONDS.2).contains(seconds));
            seconds.ok_or("stations-no-seconds")
        };
        Ok(Route {
            folder: PathBuf::from(folder),
            often: match self.when {
                When::ByHand => Often::ByHand,
                When::Every => Often::Every(seconds()?),
                When::ShiftEnd => Often::ShiftEnd,
            },
            level: self.level,
        })
    }
}

/// How much headquarters is given, with a sentence of what leaves the plant then.
pub(super) fn levels(ui: &mut Ui, scene: &Scene<'_>, level: &mut Level) {
    gap(ui, space::XS);
    muted(ui, scene.text.get("stations-level"), size::LABEL);
    let words = Level::ALL.map(|level| (level, scene.word("stations-level", level.key())));
    let choices = words.each_ref().map(|(level, word)| (*level, word.as_str()));
    segments(ui, scene.text.get("stations-level"), level, &choices);
    muted(ui, &scene.word("stations-leaves", level.key()), size::BODY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_as_it_was_typed_or_says_what_is_wrong() {
        let typed = |folder: &str, when, seconds: &str| RouteForm {
            folder: folder.into(),
            when,
            seconds: seconds.into(),
            ..RouteForm::blank()
        };
        for (form, read) in [
            (typed(" /mnt/share ", When::Every, " 7 "), Ok(Often::Every(7))),
            (typed("/mnt/share", When::ByHand, "?"), Ok(Often::ByHand)),
            (typed("/mnt/share", When::ShiftEnd, ""), Ok(Often::ShiftEnd)),
            (typed("  ", When::Every, "5"), Err("stations-folder-missing")),
            (typed("/mnt/share", When::Every, "1"), Err("stations-no-seconds")),
            (typed("/mnt/share", When::Every, "86401"), Err("stations-no-seconds")),
            (typed("/mnt/share", When::Every, "five"), Err("stations-no-seconds")),
        ] {
            assert_eq!(form.read().map(|route| route.often), read, "{form:?}");
            assert!(form.read().is_err() || form.read().is_ok_and(|route| route.folder == Path::new("/mnt/share")));
        }
    }

    #[test]
    fn a_folder_that_is_changed_comes_back_as_it_was() {
        for often in [Often::ByHand, Often::Every(30), Often::ShiftEnd] {
            let route = Route {
                folder: "/mnt/share".into(),
                often,
                level: Level::Masked,
            };
            assert_eq!(RouteForm::of(0, &route).read(), Ok(route));
        }
    }
}
