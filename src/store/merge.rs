//! Merging (合并): what became of entries that arrived.

use std::ops::AddAssign;

/// What became of entries that arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Now in the journal: from what came, or from what was held.
    pub taken: u64,
    /// Were here already, in the journal or held.
    pub known: u64,
    /// Were here redacted, and say more now.
    pub renewed: u64,
    /// Wait for what is missing before them.
    pub held: u64,
    /// Do not fit.
    pub quarantined: u64,
    /// Of those taken and renewed, what this program cannot read. They are kept for a newer one.
    pub unread: u64,
}

impl AddAssign for Merged {
    fn add_assign(&mut self, other: Self) {
        self.taken += other.taken;
        self.known += other.known;
        self.renewed += other.renewed;
        self.held += other.held;
        self.quarantined += other.quarantined;
        self.unread += other.unread;
    }
}
