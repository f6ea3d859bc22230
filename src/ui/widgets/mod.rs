//! What screens are made of. Widgets know no word of their own: every string is passed in.
