//! Draws the view, emits actions; never does.
//!
//! [`theme`] holds every colour, size and font, [`text`] every word, [`icons`] the few glyphs; [`widgets`] puts them together.

mod fonts;
pub mod icons;
pub mod text;
pub mod theme;
pub mod widgets;
