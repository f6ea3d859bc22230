//! Places: division codes and names, found by what is typed and read from what people write.
//!
//! A place is a division of China (province, city, county) or a foreign country. Names, old names and everyday names are
//! in `assets/places`; what none of them says does not resolve, and whoever judges must ask.

mod atlas;
mod code;
mod find;
mod lexicon;
mod read;
#[cfg(test)]
mod tests;
mod tokens;

pub use atlas::{Script, is_known, name, short_name};
pub use code::{Code, CodeError};
pub use find::{Hit, find};
pub use read::{Mention, read};
