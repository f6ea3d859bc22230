//! Rights (权限): one table of which role may do what. The station asks it before it does anything; a screen may ask it to show less.

use super::account::AccountRole;
use super::peer::Level;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Readings, passages, refusals, visits at the gate; taking back the last entry.
    Record,
    /// Returns, outings, people: what is written down at the window.
    Register,
    /// Measuring on a round, deciding, isolating, releasing on time.
    Treat,
    /// Ending an isolation before its conditions hold.
    ReleaseEarly,
    /// Rounds, supplies, duty, notices, canteen: the day of the plant.
    RunDay,
    /// Signing the daily report.
    Sign,
    /// Rosters, questionnaires, stock and plans from files.
    Import,
    /// Settings and the rulebook.
    ChangeRules,
    /// Accounts of others.
    ManageAccounts,
    /// Enrolling, revoking, routes, bundles by hand.
    ManageStations,
    /// Seeing an ID number or a phone number whole.
    Reveal,
    /// Tables without names.
    ExportCounts,
    /// Tables with names.
    ExportNames,
    /// The journal as a screen and as a file.
    Audit,
    /// Keeping a copy of the database.
    BackUp,
    /// Putting a copy in the place of the database.
    Restore,
    /// Deleting for good what is kept no longer.
    Purge,
}

impl Right {
    /// What somebody has to be allowed who takes something out at a level.
    pub fn to_take_out(level: Level) -> Self {
        match level {
            Level::Counts => Self::ExportCounts,
            Level::Masked | Level::Full => Self::ExportNames,
        }
    }

    pub const ALL: [Self; 17] = [
        Self::Record,
        Self::Register,
        Self::Treat,
        Self::ReleaseEarly,
        Self::RunDay,
        Self::Sign,
        Self::Import,
        Self::ChangeRules,
        Self::ManageAccounts,
        Self::ManageStations,
        Self::Reveal,
        Self::ExportCounts,
        Self::ExportNames,
        Self::Audit,
        Self::BackUp,
        Self::Restore,
        Self::Purge,
    ];

    /// The stable name, in the journal and as the tail of the language key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Register => "register",
            Self::Treat => "treat",
            Self::ReleaseEarly => "release-early",
            Self::RunDay => "run-day",
            Self::Sign => "sign",
            Self::Import => "import",
            Self::ChangeRules => "change-rules",
            Self::ManageAccounts => "manage-accounts",
            Self::ManageStations => "manage-stations",
            Self::Reveal => "reveal",
            Self::ExportCounts => "export-counts",
            Self::ExportNames => "export-names",
            Self::Audit => "audit",
            Self::BackUp => "back-up",
            Self::Restore => "restore",
            Self::Purge => "purge",
        }
    }

    /// Whether a passphrase is asked for once more, where it was not given within the last minutes (ASVS 7.5.3).
    pub fn needs_step_up(self) -> bool {
        match self {
            Self::ReleaseEarly
            | Self::ChangeRules
            | Self::ManageAccounts
            | Self::ManageStations
            | Self::Reveal
            | Self::ExportNames
            | Self::Restore
            | Self::Purge => true,
            Self::Record
            | Self::Register
            | Self::Treat
            | Self::RunDay
            | Self::Sign
            | Self::Import
            | Self::ExportCounts
            | Self::Audit
            | Self::BackUp => false,
        }
    }
}

impl AccountRole {
    /// The table.
    pub fn may(self, right: Right) -> bool {
        use Right as R;
        match self {
            Self::Guard => matches!(right, R::Record | R::Register | R::RunDay | R::BackUp),
            Self::Clinic => matches!(
                right,
                R::Record
                    | R::Register
                    | R::Treat
                    | R::ReleaseEarly
                    | R::RunDay
                    | R::Import
                    | R::Reveal
                    | R::ExportCounts
                    | R::ExportNames
                    | R::BackUp
            ),
            // The rules say who releases early: with those that ship it is the supervisor.
            Self::Supervisor => true,
            Self::Headquarters => matches!(
                right,
                // What the rules leave to headquarters, an outing into a risk area, is decided at the plant.
                R::Register
                    | R::ChangeRules
                    | R::ManageStations
                    | R::ManageAccounts
                    | R::Sign
                    | R::ExportCounts
                    | R::ExportNames
                    | R::BackUp
                    | R::Restore
                    | R::Purge
                    | R::Audit
            ),
            Self::Auditor => matches!(right, R::Audit | R::ExportCounts | R::BackUp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table once more, as people read it: a guard, the clinic, a supervisor, headquarters, an auditor.
    const TABLE: [(Right, &str); 17] = [
        (Right::Record, "gcs--"),
        (Right::Register, "gcsh-"),
        (Right::Treat, "-cs--"),
        (Right::ReleaseEarly, "-cs--"),
        (Right::RunDay, "gcs--"),
        (Right::Sign, "--sh-"),
        (Right::Import, "-cs--"),
        (Right::ChangeRules, "--sh-"),
        (Right::ManageAccounts, "--sh-"),
        (Right::ManageStations, "--sh-"),
        (Right::Reveal, "-cs--"),
        (Right::ExportCounts, "-csha"),
        (Right::ExportNames, "-csh-"),
        (Right::Audit, "--sha"),
        (Right::BackUp, "gcsha"),
        (Right::Restore, "--sh-"),
        (Right::Purge, "--sh-"),
    ];

    #[test]
    fn every_role_may_what_the_table_says() {
        assert_eq!(TABLE.map(|(right, _)| right), Right::ALL);
        for (right, who) in TABLE {
            for (role, letter) in AccountRole::ALL.into_iter().zip(who.chars()) {
                assert_eq!(role.may(right), letter != '-', "{} {}", role.key(), right.key());
            }
        }
    }

    #[test]
    fn whoever_has_a_pin_is_never_asked_for_a_passphrase() {
        for right in Right::ALL.into_iter().filter(|right| right.needs_step_up()) {
            assert!(!AccountRole::Guard.may(right), "{}", right.key());
        }
    }
}
