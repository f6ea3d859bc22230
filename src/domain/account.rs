//! Accounts (账号): who may do what here, and how they prove who they are.
//!
//! A station without accounts permits everything and says so on every screen. Accounts are entries of the journal: every station of
//! the site has the same ones, of two changes the later one stands.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use super::day::{Moment, Zone};
use super::rules::Authority;
use super::settings::DailySettings;

/// What somebody is here for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountRole {
    /// Records at the gate (门卫).
    #[default]
    Guard,
    /// Measures, isolates, releases (医务).
    Clinic,
    /// Answers for the plant: rules, accounts, stations, reports (主管).
    Supervisor,
    /// Reads what the units send, and decides what the rules leave to headquarters (总部).
    Headquarters,
    /// Reads the journal and changes nothing (审计).
    Auditor,
}

impl AccountRole {
    pub const ALL: [Self; 5] = [Self::Guard, Self::Clinic, Self::Supervisor, Self::Headquarters, Self::Auditor];

    pub fn key(self) -> &'static str {
        match self {
            Self::Guard => "guard",
            Self::Clinic => "clinic",
            Self::Supervisor => "supervisor",
            Self::Headquarters => "headquarters",
            Self::Auditor => "auditor",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether a PIN is enough: it tells who did something, it keeps nobody out (ecosystem B5).
    pub fn has_pin(self) -> bool {
        self == Self::Guard
    }

    /// How sure it is who they are once they have signed in.
    pub fn strength(self) -> Strength {
        if self.has_pin() { Strength::Pin } else { Strength::Passphrase }
    }

    /// The highest decision that is theirs, where the rules ask who decides.
    pub fn authority(self) -> Authority {
        match self {
            Self::Guard | Self::Auditor => Authority::Guard,
            Self::Clinic => Authority::Clinic,
            Self::Supervisor => Authority::Supervisor,
            Self::Headquarters => Authority::Headquarters,
        }
    }
}

/// Somebody who works with the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: Uuid,
    pub name: String,
    pub role: AccountRole,
    /// Argon2id of the PIN or passphrase, as a PHC string; empty until they have chosen one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub secret: String,
    /// The badge that signs them in faster, where they have one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub badge: String,
    /// They choose a new PIN or passphrase when they sign in next.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub renew: bool,
    /// Signs in no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

impl Account {
    /// Whether somebody answers for the plant with it: while there are accounts there is one of these.
    pub fn supervises(&self) -> bool {
        self.role == AccountRole::Supervisor && !self.retired
    }
}

/// How sure it is who answers for an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// A name that was typed: there are no accounts.
    #[default]
    None,
    Pin,
    Passphrase,
    /// The station was locked, or nobody has proved who they are: somebody on duty recorded it.
    Unconfirmed,
}

impl Strength {
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pin => "pin",
            Self::Passphrase => "passphrase",
            Self::Unconfirmed => "unconfirmed",
        }
    }

    /// For `serde`: what old entries have without saying so.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }
}

/// Why something is no PIN or no passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretFault {
    /// A PIN has six digits.
    PinDigits,
    /// One digit six times, or six in a row: the first that anybody tries.
    PinPlain,
    /// A passphrase has at least eight characters (ASVS 6.2.1); which ones is everybody's own business.
    PassphraseShort,
    /// The one they had, which somebody else has chosen for them.
    Same,
}

impl SecretFault {
    pub fn code(self) -> &'static str {
        match self {
            Self::PinDigits => "pin-digits",
            Self::PinPlain => "pin-plain",
            Self::PassphraseShort => "passphrase-short",
            Self::Same => "secret-same",
        }
    }
}

/// How many digits a PIN has.
pub const PIN_DIGITS: usize = 6;
/// How many characters a passphrase has at least.
pub const PASSPHRASE_CHARS: usize = 8;

/// What somebody typed, as it is compared: whichever keyboard and input method it came from.
pub fn plain_secret(typed: &str) -> String {
    typed.nfc().collect()
}

/// Whether this can be the PIN or passphrase of a role; answers with it as it is compared.
pub fn check_secret(role: AccountRole, typed: &str) -> Result<String, SecretFault> {
    let secret = plain_secret(typed);
    if !role.has_pin() {
        let is_long = secret.chars().count() >= PASSPHRASE_CHARS;
        return if is_long { Ok(secret) } else { Err(SecretFault::PassphraseShort) };
    }
    let digits = secret.as_bytes();
    if digits.len() != PIN_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Err(SecretFault::PinDigits);
    }
    // The same step from each digit to the next, from 9 to 0 as well: 000000, 123456, 987654, 890123.
    let mut steps = digits.windows(2).map(|pair| (10 + pair[1] - pair[0]) % 10);
    let first = steps.next().unwrap_or_default();
    let is_plain = matches!(first, 0 | 1 | 9) && steps.all(|step| step == first);
    if is_plain { Err(SecretFault::PinPlain) } else { Ok(secret) }
}

/// After how many failures in a row only a supervisor can help (NIST SP 800-63B 5.2.2).
pub const MOST_FAILURES: u32 = 100;
/// The longest wait after a failure, in seconds. A guard must be able to work: nobody is ever locked out by others.
const LONGEST_WAIT: i64 = 30;

/// How many seconds somebody has to wait after failures in a row, the last of them at `last`: 1, 2, 4 … 30. A clock that was set
/// back since makes nobody wait.
pub fn wait(failures: u32, last: Moment, now: Moment) -> i64 {
    if failures == 0 || now < last {
        return 0;
    }
    let all = LONGEST_WAIT.min(1_i64.checked_shl(failures - 1).filter(|wait| *wait > 0).unwrap_or(LONGEST_WAIT));
    let left = last.plus_secs(all).0 - now.0;
    (left.max(0) + 999) / 1000
}

/// How long before its shift somebody may come, in minutes, and the longest that anybody stays signed in where there is no shift.
const EARLY_MIN: i64 = 60;
const LONGEST_MIN: i64 = 12 * 60;

/// When somebody who signs in now is signed out at the latest: at the end of the shifts that they can be on, and the minutes
/// that are not late yet.
pub fn session_end(daily: &DailySettings, zone: Zone, now: Moment) -> Moment {
    let (today, early) = (zone.day_of(now), now.plus_minutes(EARLY_MIN));
    let days = [today.minus_days(1), today, today.plus_days(1)];
    let hours = days.iter().flat_map(|day| daily.shifts.iter().map(|shift| shift.hours(*day, zone)));
    let end = hours.filter(|(from, to)| *from <= early && now < *to).map(|(_, to)| to).max();
    let grace = i64::from(daily.grace_min);
    end.map_or_else(|| now.plus_minutes(LONGEST_MIN), |end| end.plus_minutes(grace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_six_digits_that_nobody_guesses_first() {
        for (typed, fault) in [
            ("493817", None),
            ("121212", None),
            ("00000", Some(SecretFault::PinDigits)),
            ("4938170", Some(SecretFault::PinDigits)),
            ("49381a", Some(SecretFault::PinDigits)),
            ("", Some(SecretFault::PinDigits)),
            ("000000", Some(SecretFault::PinPlain)),
            ("999999", Some(SecretFault::PinPlain)),
            ("123456", Some(SecretFault::PinPlain)),
            ("654321", Some(SecretFault::PinPlain)),
            ("890123", Some(SecretFault::PinPlain)),
        ] {
            assert_eq!(check_secret(AccountRole::Guard, typed).err(), fault, "{typed}");
        }
    }

    #[test]
    fn a_passphrase_is_counted_in_characters_as_they_are_seen() {
        for (typed, holds) in [
            ("口令要八个字以上", true),
            ("口令要八个字", false),
            ("        ", true),
            ("e\u{301}tudiée", false),
            ("12345678", true),
        ] {
            for role in [
                AccountRole::Clinic,
                AccountRole::Supervisor,
                AccountRole::Headquarters,
                AccountRole::Auditor,
            ] {
                assert_eq!(check_secret(role, typed).is_ok(), holds, "{typed}");
            }
        }
        assert_eq!(plain_secret("e\u{301}"), plain_secret("é"), "typed on two keyboards");
    }

    #[test]
    fn who_fails_waits_longer_and_never_longer_than_half_a_minute() {
        let last = Moment(1_000_000);
        for (failures, seconds) in [
            (0, 0),
            (1, 1),
            (2, 2),
            (3, 4),
            (5, 16),
            (6, 30),
            (40, 30),
            (64, 30),
            (99, 30),
            (u32::MAX, 30),
        ] {
            assert_eq!(wait(failures, last, last), seconds, "{failures}");
            assert_eq!(wait(failures, last, last.plus_secs(30)), 0, "{failures}");
            assert_eq!(wait(failures, last, Moment(0)), 0, "a clock set back locks nobody out");
        }
        assert_eq!(wait(3, last, Moment(last.0 + 1)), 4);
        assert_eq!(wait(3, last, Moment(last.0 + 3_001)), 1);
    }

    #[test]
    fn a_session_ends_with_the_last_shift_that_it_can_be_of() {
        let (daily, zone) = (DailySettings::default(), Zone::DEFAULT);
        let morning = zone.start_of(zone.day_of(Moment(1_581_033_600_000)));
        let at = |minutes: i64| morning.plus_minutes(minutes);
        for (now, end) in [
            // 07:50 is early for 8:00, and the offices stay until 17:30.
            (7 * 60 + 50, 17 * 60 + 30 + 10),
            (6 * 60, 8 * 60 + 10),
            (16 * 60 + 5, 24 * 60 + 10),
            (23 * 60 + 20, 32 * 60 + 10),
        ] {
            assert_eq!(session_end(&daily, zone, at(now)), at(end), "{now}");
        }
        let none = DailySettings {
            shifts: Vec::new(),
            ..DailySettings::default()
        };
        assert_eq!(session_end(&none, zone, at(0)), at(12 * 60));
    }
}
