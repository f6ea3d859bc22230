//! The screens: each a plain struct with what is being typed, drawn from the view.

pub mod clinic;
pub mod frame;
pub mod gate;
pub mod going_out;
pub mod lock;
pub mod people;
pub mod returns;
pub mod settings;
pub mod start;

use crate::domain::classes::Class;
use crate::domain::person::Kind;

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
    Settings,
}
