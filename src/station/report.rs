//! Daily reports: counted, signed, frozen, corrected.
