//! Backups (备份): when the next one is due, which of them stay, and how old is too old.
//!
//! Pure: moments are arguments. Hours, days and months are those of the site, so that "one of each day" is a day as people there
//! count it.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::day::{Moment, Zone};

const HOUR_SECS: i64 = 3_600;
const DAY_SECS: i64 = 24 * HOUR_SECS;
/// A backup is made so long after the last one where something was written since.
const EVERY_SECS: i64 = HOUR_SECS;
/// However old they are, so many stay.
pub const FEWEST: usize = 3;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// An hour has passed and something was written in it.
    #[default]
    Hourly,
    /// Somebody else came on duty.
    HandOver,
    /// The window was closed.
    Closing,
    /// Somebody wanted it.
    ByHand,
    /// Before a roster, a questionnaire or measurements were taken in.
    Import,
    /// Before the file climbed to what a newer program needs.
    Climb,
    /// After a purge: the copies from before it are gone.
    Purge,
    /// Before another backup took the place of the database.
    Restore,
}

impl Why {
    pub const ALL: [Self; 8] = [
        Self::Hourly,
        Self::HandOver,
        Self::Closing,
        Self::ByHand,
        Self::Import,
        Self::Climb,
        Self::Purge,
        Self::Restore,
    ];

    /// The stable name, in the file and as the tail of the language key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hourly => "hourly",
            Self::HandOver => "hand-over",
            Self::Closing => "closing",
            Self::ByHand => "by-hand",
            Self::Import => "import",
            Self::Climb => "climb",
            Self::Purge => "purge",
            Self::Restore => "restore",
        }
    }

    /// What its file is called before the time: what was there before a restore is told from the rest at a glance.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Restore => "before-restore-",
            Self::Hourly | Self::HandOver | Self::Closing | Self::ByHand | Self::Import | Self::Climb | Self::Purge => "gatehouse-",
        }
    }

    /// How long it stays whatever else there is, in seconds: what is needed to go back behind a risky act.
    fn held_secs(self) -> i64 {
        match self {
            Self::Restore | Self::Climb => 30 * DAY_SECS,
            Self::Hourly | Self::HandOver | Self::Closing | Self::ByHand | Self::Import | Self::Purge => DAY_SECS,
        }
    }
}

/// How a file name says when a backup was made: `20200207-013000`, in UTC, so that no hour is there twice and the names sort.
pub fn stamp(at: Moment) -> String {
    let [year, month, day, hour, minute, second] = at.utc_parts();
    format!("{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}")
}

/// Reads what [`stamp`] has written.
pub fn from_stamp(text: &str) -> Option<Moment> {
    let at = NaiveDateTime::parse_from_str(text, "%Y%m%d-%H%M%S").ok()?;
    Some(Moment(at.and_utc().timestamp_millis()))
}

/// Whether a backup is due; `is_written` says whether something was written since the last one.
pub fn is_due(last: Option<Moment>, is_written: bool, now: Moment) -> bool {
    is_written && last.is_none_or(|last| now.secs_since(last) >= EVERY_SECS || last > now)
}

/// Which of the backups stay, in the order given.
///
/// All of the last 24 hours, the last of each day for 30 days, the last of each month for 12 months, what a risky act is gone back
/// behind with for as long as it holds, and never fewer than [`FEWEST`]; from before a climb nothing longer than that. What is dated after `now` stays: a clock that went back must
/// not delete anything.
pub fn stays(backups: &[(Moment, Why)], zone: Zone, now: Moment) -> Vec<bool> {
    let mut newest_first: Vec<usize> = (0..backups.len()).collect();
    newest_first.sort_by_key(|no| std::cmp::Reverse(backups[*no].0));
    let (mut days, mut months) = (BTreeSet::new(), BTreeSet::new());
    let mut stays = vec![false; backups.len()];
    for (place, no) in newest_first.into_iter().enumerate() {
        let (at, why) = backups[no];
        let (age, day) = (now.secs_since(at), zone.day_of(at));
        // What was copied before the file climbed may hold in clear what is sealed since.
        if why == Why::Climb && place > 0 {
            stays[no] = age < why.held_secs();
            continue;
        }
        let is_last_of_day = days.insert(day) && age < 30 * DAY_SECS;
        let is_last_of_month = months.insert((day.0.year(), day.0.month())) && age < 366 * DAY_SECS;
        stays[no] = place < FEWEST || age < why.held_secs() || is_last_of_day || is_last_of_month;
    }
    stays
}

/// How the age of the last backup is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    Fresh,
    /// Older than a day.
    Old,
    /// Older than three days.
    TooOld,
}

/// How old the last backup is; one that lacks nothing is never old. `None` where there is none yet.
pub fn age(last: Option<Moment>, is_written: bool, now: Moment) -> Option<Age> {
    let secs = now.secs_since(last?);
    Some(match secs {
        _ if !is_written => Age::Fresh,
        secs if secs > 3 * DAY_SECS => Age::TooOld,
        secs if secs > DAY_SECS => Age::Old,
        _ => Age::Fresh,
    })
}

/// Whether somebody should prove the newest backup: a month has passed since that was done, or it never was and there are backups.
pub fn is_drill_due(last: Option<Moment>, first_backup: Option<Moment>, now: Moment) -> bool {
    last.or(first_backup).is_some_and(|since| now.secs_since(since) > 30 * DAY_SECS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 7 February 2020, 09:30 in Shanghai.
    const NOW: Moment = Moment(1_581_039_000_000);

    fn ago(secs: i64) -> Moment {
        NOW.plus_secs(-secs)
    }

    fn kept(backups: &[(i64, Why)]) -> Vec<i64> {
        let moments: Vec<_> = backups.iter().map(|(secs, why)| (ago(*secs), *why)).collect();
        let stays = stays(&moments, Zone::DEFAULT, NOW);
        let kept = backups.iter().zip(stays).filter(|(_, stays)| *stays);
        kept.map(|((secs, _), _)| *secs).collect()
    }

    #[test]
    fn hours_days_and_months_thin_out() {
        const H: i64 = HOUR_SECS;
        const D: i64 = DAY_SECS;
        let hourly = |secs: &[i64]| secs.iter().map(|secs| (*secs, Why::Hourly)).collect::<Vec<_>>();
        for (backups, left) in [
            // Everything of the last 24 hours.
            (hourly(&[0, 60, H, 23 * H]), vec![0, 60, H, 23 * H]),
            // Of an older day the last one, by the clock of the site: 33 and 34 hours ago are on either side of midnight.
            (hourly(&[0, H, 2 * H, 33 * H, 34 * H, 35 * H]), vec![0, H, 2 * H, 33 * H, 34 * H]),
            // A day that is older than 30 days stays as the last of its month only.
            (
                hourly(&[0, H, 2 * H, 29 * D, 40 * D, 41 * D, 45 * D]),
                vec![0, H, 2 * H, 29 * D, 40 * D],
            ),
            // After twelve months they go; three stay whatever happens.
            (hourly(&[0, H, 2 * H, 200 * D, 400 * D]), vec![0, H, 2 * H, 200 * D]),
            (hourly(&[400 * D, 500 * D, 600 * D, 700 * D]), vec![400 * D, 500 * D, 600 * D]),
            // What was there before a restore is held for 30 days, beside the last of its day.
            (
                vec![
                    (0, Why::Hourly),
                    (H, Why::Hourly),
                    (2 * H, Why::Hourly),
                    (10 * D, Why::Hourly),
                    (10 * D + 60, Why::Restore),
                ],
                vec![0, H, 2 * H, 10 * D, 10 * D + 60],
            ),
            // From before a climb nothing stays longer, and no other one goes for it.
            (
                vec![
                    (0, Why::Hourly),
                    (29 * D, Why::Climb),
                    (31 * D, Why::Climb),
                    (31 * D + 60, Why::Hourly),
                ],
                vec![0, 29 * D, 31 * D + 60],
            ),
            // A clock that went back deletes nothing.
            (
                hourly(&[-50 * D, -50 * D + 60, -50 * D + 120, -50 * D + 180]),
                vec![-50 * D, -50 * D + 60, -50 * D + 120, -50 * D + 180],
            ),
        ] {
            assert_eq!(kept(&backups), left, "{backups:?}");
        }
    }

    #[test]
    fn a_file_name_says_when_and_is_read_back() {
        assert_eq!(stamp(NOW), "20200207-013000");
        assert_eq!(from_stamp(&stamp(NOW)), Some(NOW));
        for text in ["", "20200207", "20200207-0130", "20201307-013000", "gatehouse-20200207"] {
            assert_eq!(from_stamp(text), None, "{text}");
        }
    }

    #[test]
    fn a_backup_is_due_after_an_hour_with_something_in_it() {
        for (last, is_written, due) in [
            (None, true, true),
            (None, false, false),
            (Some(0), true, false),
            (Some(3_599), true, false),
            (Some(3_600), true, true),
            (Some(90_000), false, false),
            (Some(-60), true, true),
        ] {
            assert_eq!(is_due(last.map(ago), is_written, NOW), due, "{last:?} {is_written}");
        }
    }

    #[test]
    fn the_age_is_told_where_something_is_missing_in_it() {
        for (last, is_written, told) in [
            (None, true, None),
            (Some(86_400), true, Some(Age::Fresh)),
            (Some(86_401), true, Some(Age::Old)),
            (Some(86_401), false, Some(Age::Fresh)),
            (Some(3 * 86_400 + 1), true, Some(Age::TooOld)),
        ] {
            assert_eq!(age(last.map(ago), is_written, NOW), told, "{last:?}");
        }
        for (last, first, due) in [
            (None, None, false),
            (None, Some(31), true),
            (Some(29), Some(90), false),
            (Some(31), Some(90), true),
        ] {
            let days = |days: Option<i64>| days.map(|days| ago(days * DAY_SECS));
            assert_eq!(is_drill_due(days(last), days(first), NOW), due, "{last:?} {first:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn thinning_again_at_once_drops_nothing_more_and_the_newest_stays(
            secs in prop::collection::vec(-100_000_i64..40_000_000, 0..80)
        ) {
            let backups: Vec<_> = secs.iter().map(|secs| (ago(*secs), Why::Hourly)).collect();
            let first = stays(&backups, Zone::DEFAULT, NOW);
            let left: Vec<_> = backups.iter().zip(&first).filter(|(_, stays)| **stays).map(|(backup, _)| *backup).collect();
            prop_assert!(left.len() >= backups.len().min(FEWEST));
            prop_assert_eq!(left.iter().max(), backups.iter().max());
            prop_assert!(stays(&left, Zone::DEFAULT, NOW).iter().all(|stays| *stays));
        }
    }
}
