//! Entries about the record itself.

use super::*;
use crate::domain::audit::{Denied, Exported, Purged, Restored, Revealed, Unkept};
use crate::domain::privacy::{Held, Requested, Wish};

pub(super) fn record() -> Vec<Row> {
    let revealed = Revealed {
        person: WHOM,
        what: "phone".into(),
        reason: "王五发热".into(),
    };
    let exported = Exported {
        what: "people".into(),
        purpose: "王五发热".into(),
        rows: 12,
        ..Exported::default()
    };
    let held = Held {
        person: WHOM,
        reason: "王五发热".into(),
        lifted: true,
    };
    let requested = Requested {
        person: WHOM,
        wish: Wish::Delete,
        note: "王五发热".into(),
    };
    let unkept = Unkept { verdict: Verdict::Clear };
    vec![
        (revealed.into(), Instead(&["phone"], &["王五"]), Withheld),
        (
            exported.into(),
            Instead(&["people", "12"], &["王五"]),
            Instead(&["people", "12"], &["王五"]),
        ),
        (Purged::default().into(), Whole, Whole),
        (Denied::default().into(), Whole, Whole),
        (Restored::default().into(), Whole, Whole),
        (unkept.into(), Whole, Whole),
        (held.into(), Instead(&["lifted"], &["王五"]), Withheld),
        (requested.into(), Instead(&["delete"], &["王五"]), Withheld),
    ]
}
