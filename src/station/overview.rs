//! The overview: the numbers of a day beside those of the day before.
