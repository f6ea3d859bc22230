//! Draws the view, emits actions; never does.
