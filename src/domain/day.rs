//! The site's calendar day, and the only place where a moment becomes a day.
//!
//! A day is the calendar day in the site's own time zone, never that of the PC (rules.md, "Counting days").

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate, NaiveTime, Offset as _, TimeDelta, TimeZone as _, Timelike as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A moment in UTC, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[must_use]
pub struct Moment(pub i64);

impl Moment {
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_secs(minutes.saturating_mul(60))
    }

    pub fn plus_secs(self, secs: i64) -> Self {
        Self(self.0.saturating_add(secs.saturating_mul(1000)))
    }

    /// Whole seconds from `earlier` to `self`, negative when the clock went back.
    pub fn secs_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(1000)
    }

    /// Year, month, day, hour, minute and second in UTC, for files that say when they were made.
    pub fn utc_parts(self) -> [u16; 6] {
        let utc = self.utc();
        let year = u16::try_from(utc.year()).unwrap_or_default();
        let small = [utc.month(), utc.day(), utc.hour(), utc.minute(), utc.second()];
        let [month, day, hour, minute, second] = small.map(|part| u16::try_from(part).unwrap_or_default());
        [year, month, day, hour, minute, second]
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }
}

/// A calendar day of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[must_use]
pub struct Day(pub NaiveDate);

impl Day {
    /// `None` when the calendar has no such date.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Saturates at the ends of the calendar.
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX))
    }

    /// Saturates at the ends of the calendar.
    pub fn minus_days(self, days: u32) -> Self {
        Self(self.0.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN))
    }

    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// `02-07` within the year of `today`, `2020-02-07` elsewhere.
    pub fn short(self, today: Self) -> String {
        if self.0.year() == today.0.year() {
            self.0.format("%m-%d").to_string()
        } else {
            self.to_string()
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for Day {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map(Self)
    }
}

/// The site's time zone by its IANA name, `Asia/Shanghai` unless the site says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    pub const DEFAULT: Self = Self(Tz::Asia__Shanghai);

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Every zone name that can be chosen, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The day a moment falls on at the site.
    pub fn day_of(self, at: Moment) -> Day {
        let utc = at.utc().naive_utc();
        let local = utc.checked_add_offset(self.0.offset_from_utc_datetime(&utc).fix());
        // At the ends of the calendar, which a station that is trusted may name, there is no other day.
        Day(local.unwrap_or(utc).date())
    }

    /// The first moment of a day. Where clocks skip midnight, the first moment that exists.
    pub fn start_of(self, day: Day) -> Moment {
        self.at(day, NaiveTime::MIN)
    }

    /// A time of a day by the clocks of the site. Where they skip it, the next moment that exists.
    pub fn at(self, day: Day, time: NaiveTime) -> Moment {
        let wanted = day.0.and_time(time);
        let local = (0..=180).find_map(|minute| {
            let later = wanted.checked_add_signed(TimeDelta::minutes(minute))?;
            self.0.from_local_datetime(&later).earliest()
        });
        Moment(local.map_or_else(|| wanted.and_utc().timestamp_millis(), |at| at.timestamp_millis()))
    }

    /// From the first moment of `from` to the first moment after `to`.
    pub fn span(self, from: Day, to: Day) -> (Moment, Moment) {
        (self.start_of(from), self.start_of(to.plus_days(1)))
    }

    /// Minutes east of UTC at that moment.
    pub fn offset_min(self, at: Moment) -> i32 {
        at.utc().with_timezone(&self.0).offset().fix().local_minus_utc() / 60
    }

    /// `08:01`
    pub fn hour_minute(self, at: Moment) -> String {
        self.format(at, "%H:%M")
    }

    /// `08:01:07`
    pub fn time(self, at: Moment) -> String {
        self.format(at, "%H:%M:%S")
    }

    /// `2020-02-07 08:01`
    pub fn date_time(self, at: Moment) -> String {
        self.format(at, "%Y-%m-%d %H:%M")
    }

    /// Hour of the day, 0–23.
    pub fn hour(self, at: Moment) -> u32 {
        at.utc().with_timezone(&self.0).hour()
    }

    fn format(self, at: Moment, pattern: &str) -> String {
        at.utc().with_timezone(&self.0).format(pattern).to_string()
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        name.trim()
            .parse()
            .map(Self)
            .map_err(|_unknown: chrono_tz::ParseError| UnknownZone(name.to_owned()))
    }
}

impl Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A name that is no IANA time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such time zone: {0}")]
pub struct UnknownZone(pub String);

/// RFC 3339 with the offset that was in force when the entry was made, to the millisecond.
pub fn rfc3339(at: Moment, offset_min: i32) -> String {
    let offset = FixedOffset::east_opt(offset_min.saturating_mul(60));
    let offset = offset.filter(|offset| at.utc().naive_utc().checked_add_offset(*offset).is_some());
    let offset = offset.unwrap_or_else(|| Utc.fix());
    at.utc().with_timezone(&offset).to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn moment(text: &str) -> Result<Moment, chrono::ParseError> {
        Ok(Moment(DateTime::parse_from_rfc3339(text)?.timestamp_millis()))
    }

    #[test]
    fn a_day_is_the_sites_own() -> Checked {
        for (at, zone, day) in [
            ("2020-02-06T15:59:59Z", "Asia/Shanghai", "2020-02-06"),
            ("2020-02-06T16:00:00Z", "Asia/Shanghai", "2020-02-07"),
            ("2020-02-06T23:30:00Z", "America/New_York", "2020-02-06"),
            ("2020-03-29T00:30:00Z", "Europe/Berlin", "2020-03-29"),
        ] {
            assert_eq!(zone.parse::<Zone>()?.day_of(moment(at)?).to_string(), day, "{at} in {zone}");
        }
        Ok(())
    }

    #[test]
    fn a_day_without_midnight_begins_when_clocks_do() -> Checked {
        let zone: Zone = "America/Sao_Paulo".parse()?;
        let day: Day = "2018-11-04".parse()?;
        assert_eq!(zone.date_time(zone.start_of(day)), "2018-11-04 01:00");
        Ok(())
    }

    #[test]
    fn written_with_its_offset() -> Checked {
        let at = moment("2020-02-07T00:01:07.250Z")?;
        assert_eq!(rfc3339(at, Zone::DEFAULT.offset_min(at)), "2020-02-07T08:01:07.250+08:00");
        Ok(())
    }

    #[test]
    fn extremes_saturate() {
        assert_eq!(Moment(i64::MAX).plus_minutes(1), Moment(i64::MAX));
        for zone in [Zone::DEFAULT, Zone(Tz::America__New_York)] {
            for ms in [
                i64::MIN,
                i64::MAX,
                DateTime::<Utc>::MIN_UTC.timestamp_millis(),
                DateTime::<Utc>::MAX_UTC.timestamp_millis(),
            ] {
                let at = Moment(ms);
                assert!(!zone.date_time(at).is_empty() && zone.hour(at) < 24, "{ms}");
                assert_eq!(zone.start_of(zone.day_of(at)).0.signum(), ms.signum(), "{ms}");
                assert!(!rfc3339(at, zone.offset_min(at)).is_empty() && !rfc3339(at, i32::MAX).is_empty());
            }
            for day in [Day(NaiveDate::MIN), Day(NaiveDate::MAX)] {
                assert!(zone.at(day, NaiveTime::MIN) <= zone.span(day, day).1, "{day}");
            }
        }
        assert_eq!(Day(NaiveDate::MAX).plus_days(1), Day(NaiveDate::MAX));
    }

    proptest! {
        #[test]
        fn every_moment_lies_within_its_day(ms in 0i64..4_102_444_800_000) {
            let (at, zone) = (Moment(ms), Zone::DEFAULT);
            let day = zone.day_of(at);
            let (from, to) = zone.span(day, day);
            prop_assert!(from <= at && at < to);
            prop_assert_eq!(day.plus_days(1).days_since(day), 1);
        }
    }
}
