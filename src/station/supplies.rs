//! Supplies: received, issued, counted, written off.
