//! Draws the view, emits actions; never does.

pub mod text;
