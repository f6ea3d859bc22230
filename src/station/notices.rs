//! Notices: kept, shown, taken down.
