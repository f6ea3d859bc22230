//! Hints: readings of a day that are worth a look.
//!
//! None of them says that somebody did wrong: a cold forehead, a gun that
//! drifts or a paper list copied in afterwards look the same, and only a look at the gate tells.

use std::collections::BTreeMap;

use super::attendance::Mark;
use super::day::Moment;
use super::temperature::{Celsius, Site};

/// So many readings of the same value one after the other. The commonest value is about one in five; eight of it on end come by
/// chance less than once in a hundred thousand readings.
const SAME_ON_END: usize = 8;
/// Somebody steps up, is measured, and the number is typed: nobody does it in less.
const FASTEST_SECS: i64 = 3;
/// A pair may be a scan that was lost and repeated, and in a rush some follow close; so many on end are a way of working.
const TOO_FAST_ON_END: usize = 10;
/// With fewer readings the last digits say nothing.
const ENOUGH_FOR_DIGITS: usize = 100;
/// A last digit stands out where it comes this much oftener than either of the digits beside it. Digits are held against their
/// neighbours and not against a tenth: temperatures gather around 36.5, so that no digit is ever one in ten.
const DIGIT_FACTOR: usize = 2;
/// And where it is at least so many of a hundred readings.
const DIGIT_SHARE: usize = 20;
/// With fewer readings a median is not steady to a tenth of a degree.
const ENOUGH_FOR_MEDIAN: usize = 30;
/// In hundredths of a degree. GB/T 21417.1 allows an infrared thermometer 0.2 °C; two that keep it are apart by less than this.
const MEDIANS_APART: i32 = 30;

/// Who wrote readings down: a gate and who answered there, by their numbers in the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct By {
    pub gate: i64,
    pub guard: i64,
}

/// Something worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The same value, so many times on end.
    Same {
        by: By,
        celsius: Celsius,
        times: usize,
        from: Moment,
        to: Moment,
    },
    /// One instrument, so many times on end less than `FASTEST_SECS` after the one before.
    Fast {
        by: By,
        instrument: String,
        times: usize,
        from: Moment,
        to: Moment,
    },
    /// A last digit that stands out, and its share in percent.
    Digit {
        by: By,
        digit: i32,
        percent: usize,
        readings: usize,
    },
    /// An instrument that shows more or less than the others at the same place of the body.
    Apart {
        instrument: String,
        site: Site,
        median: Celsius,
        others: Celsius,
        readings: usize,
    },
}

impl Hint {
    /// The stable word of language keys.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Same { .. } => "same",
            Self::Fast { .. } => "fast",
            Self::Digit { .. } => "digit",
            Self::Apart { .. } => "apart",
        }
    }
}

/// Everything worth a look in the readings of a day, oldest first.
pub fn hints(marks: &[Mark]) -> Vec<Hint> {
    let mut by: BTreeMap<By, Vec<&Mark>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| mark.celsius.is_some()) {
        let who = By {
            gate: mark.gate,
            guard: mark.guard,
        };
        by.entry(who).or_default().push(mark);
    }
    let mut hints = Vec::new();
    for (by, marks) in &by {
        hints.extend(same(*by, marks));
        hints.extend(fast(*by, marks));
        hints.extend(digit(*by, marks));
    }
    hints.extend(apart(marks));
    hints
}

/// Runs of one value.
pub fn same(by: By, marks: &[&Mark]) -> Vec<Hint> {
    let runs = marks.chunk_by(|one, next| one.celsius == next.celsius);
    let long = runs.filter(|run| run.len() >= SAME_ON_END);
    long.filter_map(|run| {
        Some(Hint::Same {
            by,
            celsius: run.first()?.celsius?,
            times: run.len(),
            from: run.first()?.at,
            to: run.last()?.at,
        })
    })
    .collect()
}

/// Different people measured with one instrument, too close together. Two lanes have an instrument each; what was entered later
/// from paper has the minutes of the paper.
pub fn fast(by: By, marks: &[&Mark]) -> Vec<Hint> {
    let mut lanes: BTreeMap<&str, Vec<&Mark>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| mark.live) {
        lanes.entry(&mark.instrument).or_default().push(mark);
    }
    let close = |one: &&Mark, next: &&Mark| one.person != next.person && next.at.secs_since(one.at) < FASTEST_SECS;
    let runs = lanes.values().flat_map(|lane| lane.chunk_by(close));
    let long = runs.filter(|run| run.len() >= TOO_FAST_ON_END);
    long.filter_map(|run| {
        Some(Hint::Fast {
            by,
            instrument: run.first()?.instrument.clone(),
            times: run.len(),
            from: run.first()?.at,
            to: run.last()?.at,
        })
    })
    .collect()
}

/// The last digit that comes much oftener than its neighbours.
pub fn digit(by: By, marks: &[&Mark]) -> Option<Hint> {
    if marks.len() < ENOUGH_FOR_DIGITS {
        return None;
    }
    let mut counts = [0_usize; 10];
    for celsius in marks.iter().filter_map(|mark| mark.celsius) {
        let digit = usize::try_from((celsius.0 / 10).rem_euclid(10)).unwrap_or(0);
        counts[digit] += 1;
    }
    let readings = marks.len();
    let (digit, count) = counts.into_iter().enumerate().max_by_key(|(_, count)| *count)?;
    let beside = counts[(digit + 1) % 10].max(counts[(digit + 9) % 10]);
    let stands_out = count >= DIGIT_FACTOR * beside && count * 100 >= DIGIT_SHARE * readings;
    stands_out.then_some(Hint::Digit {
        by,
        digit: i32::try_from(digit).unwrap_or(0),
        percent: count * 100 / readings,
        readings,
    })
}

/// Instruments whose median is apart from that of all others at the same place of the body.
pub fn apart(marks: &[Mark]) -> Vec<Hint> {
    let mut shown: BTreeMap<(Site, &str), Vec<i32>> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| !mark.instrument.is_empty()) {
        if let Some(celsius) = mark.celsius {
            shown.entry((mark.site, &mark.instrument)).or_default().push(celsius.0);
        }
    }
    let of = |site: Site, but: &str| -> Vec<i32> {
        let others = shown.iter().filter(|((other, name), _)| *other == site && *name != but);
        others.flat_map(|(_, values)| values.iter().copied()).collect()
    };
    // Of two alone one hint says it all.
    let is_said = |site: Site, name: &str| {
        let mut here = shown.keys().filter(|(other, _)| *other == site).map(|(_, name)| *name);
        here.next() != Some(name) && here.count() == 1
    };
    let hint = |(&(site, name), values): (&(Site, &str), &Vec<i32>)| {
        if is_said(site, name) {
            return None;
        }
        let (median, others) = (median(values.clone())?, median(of(site, name))?);
        ((median - others).abs() >= MEDIANS_APART).then(|| Hint::Apart {
            instrument: name.to_owned(),
            site,
            median: Celsius(median),
            others: Celsius(others),
            readings: values.len(),
        })
    };
    shown.iter().filter_map(hint).collect()
}

/// The middle value, where there are enough.
fn median(mut values: Vec<i32>) -> Option<i32> {
    if values.len() < ENOUGH_FOR_MEDIAN {
        return None;
    }
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::person::PersonId;

    /// Readings of different people, so many seconds apart.
    fn readings(tenths: impl IntoIterator<Item = i32>, secs: i64) -> Vec<Mark> {
        let mark = |(no, tenths): (u128, i32)| Mark {
            person: PersonId(Uuid::from_u128(no)),
            at: Moment(0).plus_secs(i64::try_from(no).unwrap_or(0) * secs),
            live: true,
            celsius: Some(Celsius(tenths * 10)),
            instrument: "额温枪 1".into(),
            ..Mark::default()
        };
        (0..).zip(tenths).map(mark).collect()
    }

    fn keys(marks: &[Mark]) -> Vec<&'static str> {
        hints(marks).iter().map(Hint::key).collect()
    }

    /// As foreheads are: most at 36.5, fewer on both sides.
    fn usual(count: usize) -> impl Iterator<Item = i32> {
        [365, 364, 366, 365, 363, 367, 364, 366, 365, 362, 368, 364, 366, 365]
            .into_iter()
            .cycle()
            .take(count)
    }

    #[test]
    fn a_usual_morning_gives_no_hint() {
        assert_eq!(keys(&readings(usual(600), 6)), Vec::<&str>::new());
        assert_eq!(keys(&[]), Vec::<&str>::new());
    }

    #[test]
    fn one_value_on_end() {
        let row = |times| usual(20).chain(std::iter::repeat_n(363, times)).chain(usual(20));
        assert_eq!(keys(&readings(row(7), 6)), Vec::<&str>::new());
        let marks = readings(row(8), 6);
        let expected = Hint::Same {
            by: By::default(),
            celsius: Celsius(3630),
            times: 8,
            from: marks[20].at,
            to: marks[27].at,
        };
        assert_eq!(hints(&marks), [expected]);
        // Two guards, a value each: nobody wrote one on end.
        let mut mixed = readings(row(8), 6);
        for (no, mark) in mixed.iter_mut().enumerate() {
            mark.guard = i64::from(no % 2 == 0);
        }
        assert_eq!(keys(&mixed), Vec::<&str>::new());
    }

    #[test]
    fn readings_too_close_together() {
        assert_eq!(keys(&readings(usual(20), 3)), Vec::<&str>::new());
        assert_eq!(keys(&readings(usual(20), 2)), ["fast"]);
        assert_eq!(
            keys(&readings(usual(9), 1)),
            Vec::<&str>::new(),
            "a few in a rush are no way of working"
        );
        let mut lanes = readings(usual(40), 2);
        for (no, mark) in lanes.iter_mut().enumerate().filter(|(no, _)| no % 2 == 0) {
            mark.instrument = format!("额温枪 {}", 2 + no % 2);
        }
        assert_eq!(keys(&lanes), Vec::<&str>::new(), "two lanes, every four seconds each");
        let mut later = readings(usual(20), 0);
        for mark in &mut later {
            mark.live = false;
        }
        assert_eq!(keys(&later), Vec::<&str>::new(), "entered later from paper");
        let mut same_person = readings(usual(20), 1);
        for mark in &mut same_person {
            mark.person = PersonId::default();
        }
        assert_eq!(keys(&same_person), Vec::<&str>::new(), "measured twice");
    }

    #[test]
    fn a_last_digit_that_stands_out() {
        let liked = |count| usual(count).map(|tenths| if tenths == 364 { 365 } else { tenths });
        assert_eq!(keys(&readings(liked(140), 6)), ["digit"]);
        assert_eq!(keys(&readings(liked(99), 6)), Vec::<&str>::new(), "too few to say");
    }

    #[test]
    fn an_instrument_apart_from_the_others() {
        let two = |off: i32, count: usize| {
            let mut marks = readings(usual(60), 6);
            marks.extend(readings(usual(count).map(|tenths| tenths + off), 6).into_iter().map(|mark| Mark {
                instrument: "额温枪 2".into(),
                gate: 2,
                ..mark
            }));
            keys(&marks)
        };
        assert_eq!(two(-3, 40), ["apart"], "which of two is wrong only a reference tells");
        assert_eq!(two(2, 40), Vec::<&str>::new());
        assert_eq!(two(-3, 20), Vec::<&str>::new(), "too few to say");
        let mut ear = readings(usual(60), 6);
        for (no, mark) in ear.iter_mut().enumerate().filter(|(no, _)| no % 2 == 0) {
            mark.site = Site::Ear;
            mark.instrument = format!("耳温枪 {no}");
            mark.celsius = Some(Celsius(3700));
        }
        let of_ear = hints(&ear).into_iter().filter(|hint| matches!(hint, Hint::Apart { .. }));
        assert_eq!(of_ear.count(), 0, "an ear is warmer than a forehead");
    }
}
