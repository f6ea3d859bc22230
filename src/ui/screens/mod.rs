//! The screens: each a plain struct with what is being typed, drawn from the view.

mod backup_age;
pub mod bring;
pub mod clinic;
pub mod duty;
mod export;
pub mod frame;
pub mod gate;
pub mod going_out;
pub mod headquarters;
pub mod journal;
pub mod leaves;
pub mod lock;
pub mod notices;
pub mod overview;
pub mod people;
pub mod report;
pub mod returns;
pub mod rules;
pub mod settings;
pub mod sheets;
pub mod site;
pub mod start;
pub mod stations;
pub mod step_up;
pub mod supplies;
pub mod trouble;

use std::fmt;

use eframe::egui::TextureHandle;

use crate::domain::person::PersonId;

/// The photo of whoever a screen shows, loaded once.
#[derive(Clone, Default)]
pub struct Photo(Option<(PersonId, Option<TextureHandle>)>);

impl Photo {
    pub fn new(person: PersonId, picture: Option<TextureHandle>) -> Self {
        Self(Some((person, picture)))
    }

    /// Somebody's, where it is here and they have one.
    pub fn of(&self, person: PersonId) -> Option<&TextureHandle> {
        let (_, picture) = self.0.as_ref().filter(|(id, _)| *id == person)?;
        picture.as_ref()
    }

    /// Whether nobody has looked for it yet.
    pub fn lacks(&self, person: PersonId) -> bool {
        self.0.as_ref().is_none_or(|(id, _)| *id != person)
    }
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Photo").field(&self.0.as_ref().map(|(id, _)| id)).finish()
    }
}
use crate::domain::classes::Class;
use crate::domain::person::Kind;
use crate::domain::settings::Role;
use crate::station::View;

/// Which of the people a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    Inside,
    Unmeasured,
    /// Of staff or of family, those in a class.
    Class(Kind, Class),
}

/// A place on the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    #[default]
    Gate,
    Returns,
    GoingOut,
    Clinic,
    People(Filter),
    Site,
    Supplies,
    Report,
    Overview,
    Duty,
    Notices,
    /// Sheets for when the power is out, and what was written on them.
    Sheets,
    /// Other stations, and how old what is known of them is.
    Stations,
    /// The units that report here.
    Headquarters,
    /// Everything that was ever written.
    Journal,
    Settings,
}

impl Screen {
    /// What the window begins with, and what stepping back comes to.
    pub fn home(role: Role) -> Self {
        if role == Role::Headquarters {
            Self::Headquarters
        } else {
            Self::Gate
        }
    }

    /// Whether it has a meaning here. Nobody passes headquarters, is measured there or keeps its stock, and its report is put
    /// together from those of the units: what is left is the units, the other stations, the people whose names came, and the
    /// settings.
    pub fn is_offered(self, view: &View) -> bool {
        if view.card.role != Role::Headquarters {
            return self != Self::Headquarters;
        }
        match self {
            Self::Headquarters | Self::Stations | Self::Journal | Self::Settings => true,
            Self::People(_) => !view.roster.people().is_empty(),
            Self::Gate
            | Self::Returns
            | Self::GoingOut
            | Self::Clinic
            | Self::Site
            | Self::Supplies
            | Self::Report
            | Self::Overview
            | Self::Duty
            | Self::Notices
            | Self::Sheets => false,
        }
    }
}
