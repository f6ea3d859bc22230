//! Draws the view, emits actions; never does.
//!
//! [`theme`] holds every colour, size and font, [`text`] every word, [`icons`] the few glyphs; [`widgets`] puts them together and
//! [`screens`] put the widgets together. What leaves a screen is an [`action::Action`].

pub mod action;
pub mod audits;
pub mod bundles;
pub mod faults;
mod fonts;
pub mod forms;
pub mod icons;
pub mod papers;
pub mod picture;
pub mod screens;
mod sentences;
pub mod text;
pub mod theme;
mod veil;
pub mod widgets;

use crate::domain::day::Moment;
use crate::station::View;
pub use sentences::{evidence, tone as verdict_tone};
use text::Text;

/// What every screen is given to draw.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    pub view: &'a View,
    pub text: &'a Text,
    pub now: Moment,
}
