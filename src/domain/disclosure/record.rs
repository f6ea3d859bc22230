//! What leaves of the record about the record, and of what the clinic decides.

use super::{Shown, hidden, symptoms};
use crate::domain::audit::{Audited, Exported, Revealed};
use crate::domain::clinic::Decision;
use crate::domain::entry::Entry;
use crate::domain::privacy::{Held, Requested};

/// Without what was written freely.
pub(super) fn masked(audited: Audited) -> Shown {
    let shown = match audited {
        Audited::Revealed(one) => Audited::Revealed(Revealed {
            reason: hidden(&one.reason),
            ..one
        }),
        Audited::Exported(one) => Audited::Exported(Exported {
            purpose: hidden(&one.purpose),
            ..one
        }),
        Audited::Held(one) => Audited::Held(Held {
            reason: hidden(&one.reason),
            ..one
        }),
        Audited::Requested(one) => Audited::Requested(Requested {
            note: hidden(&one.note),
            ..one
        }),
        Audited::Purged(_) | Audited::Denied(_) | Audited::Restored(_) | Audited::Unkept(_) => return Shown::Whole,
    };
    Entry::Audited(shown).into()
}

/// Naming nobody.
pub(super) fn counted(audited: Audited) -> Shown {
    match audited {
        Audited::Revealed(_) | Audited::Held(_) | Audited::Requested(_) => Shown::Withheld,
        other @ (Audited::Exported(_) | Audited::Purged(_) | Audited::Denied(_) | Audited::Restored(_) | Audited::Unkept(_)) => {
            masked(other)
        }
    }
}

pub(super) fn decision(one: Decision) -> Decision {
    Decision {
        symptoms: symptoms(one.symptoms),
        reason: hidden(&one.reason),
        ..one
    }
}
