//! What screens are made of. Widgets know no word of their own: every string is passed in.

mod button;
mod code;
mod date;
mod dialog;
mod field;
mod parts;
mod place;
mod table;
mod verdict;

pub use button::{Button, key_hint, segments, toggle};
pub use code::paint_code;
pub use date::{DateDraft, NoDate};
pub use dialog::{Dialog, Notice, Notices};
pub use field::{Field, FieldOutput};
pub use parts::{avatar, banner, card, figure, follow_keyboard, gap, heading, label, muted, tag};
pub use place::PlaceDraft;
pub use table::{Column, ListTable, Sorting};
pub use verdict::{Plate, shape};
