//! The figures of a report without the people behind them, as headquarters keeps them of every unit and day.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::figures::{Change, Figure, Figures};

/// A number for every figure: coverage in ten-thousandths, everything else counted one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers([u64; Figure::ALL.len()]);

impl Default for Numbers {
    fn default() -> Self {
        Self([0; Figure::ALL.len()])
    }
}

/// What is read of the text of a report.
#[derive(Deserialize)]
struct Text {
    figures: Counts,
}

#[derive(Deserialize)]
struct Counts {
    /// A newer program may count something else besides.
    counts: BTreeMap<String, Number>,
}

#[derive(Deserialize)]
struct Number {
    n: u64,
}

impl Numbers {
    /// Reads the text of a signed report; `None` where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let read: Text = serde_json::from_str(text).ok()?;
        let mut numbers = Self::default();
        for (key, number) in read.figures.counts {
            if let Some(figure) = Figure::from_key(&key) {
                numbers.set(figure, number.n);
            }
        }
        Some(numbers)
    }

    pub fn get(&self, figure: Figure) -> u64 {
        self.0[figure as usize]
    }

    fn set(&mut self, figure: Figure, number: u64) {
        self.0[figure as usize] = number;
    }

    /// Added up, figure by figure. The coverage of all is that of everybody on duty, and no mean of parts.
    pub fn sum<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let (mut sum, mut measured) = (Self::default(), 0_u64);
        for numbers in all {
            measured = measured.saturating_add(numbers.measured_on_duty());
            for (sum, number) in sum.0.iter_mut().zip(numbers.0) {
                *sum = sum.saturating_add(number);
            }
        }
        let on_duty = u128::from(sum.get(Figure::OnDuty));
        let part = (u128::from(measured) * 10_000).checked_div(on_duty).unwrap_or(0);
        sum.set(Figure::Coverage, u64::try_from(part).unwrap_or(10_000));
        sum
    }

    /// How many of those on duty were measured. The coverage was rounded down, so what it says of up to 10,000 people is exact.
    fn measured_on_duty(&self) -> u64 {
        let product = u128::from(self.get(Figure::Coverage)) * u128::from(self.get(Figure::OnDuty));
        u64::try_from(product.div_ceil(10_000)).unwrap_or(u64::MAX)
    }

    /// The figures that are different now.
    pub fn changes_to(&self, now: &Self) -> Vec<Change> {
        let change = |figure: &Figure| Change {
            figure: *figure,
            before: self.get(*figure),
            after: now.get(*figure),
        };
        let changes = Figure::ALL.iter().map(change);
        changes.filter(|change| change.before != change.after).collect()
    }
}

impl From<&Figures> for Numbers {
    fn from(figures: &Figures) -> Self {
        let mut numbers = Self::default();
        for figure in Figure::ALL {
            numbers.set(*figure, figures.number(*figure));
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(of: &[(Figure, u64)]) -> Numbers {
        let mut numbers = Numbers::default();
        for (figure, number) in of {
            numbers.set(*figure, *number);
        }
        numbers
    }

    #[test]
    fn the_place_of_a_figure_is_its_own() {
        for (at, figure) in Figure::ALL.iter().enumerate() {
            assert_eq!(*figure as usize, at);
        }
    }

    #[test]
    fn a_text_is_read_and_what_is_unknown_in_it_is_left_out() {
        let text = r#"{"day":"2020-02-07","figures":{"people":["x"],"counts":{"fever":{"n":2,"p":[0,1]},"ghosts":{"n":7}}}}"#;
        assert_eq!(Numbers::read(text), Some(numbers(&[(Figure::Fever, 2)])));
        for text in ["", "{}", r#"{"figures":{"counts":{"fever":{"n":-1}}}}"#] {
            assert_eq!(Numbers::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_coverage_of_all_is_that_of_everybody() {
        let of = |on_duty, coverage| numbers(&[(Figure::OnDuty, on_duty), (Figure::Coverage, coverage)]);
        for (units, coverage) in [
            // 1 of 3 and 100 of 100: 101 of 103, and not the mean of 33.33 % and 100 %.
            (vec![of(3, 3_333), of(100, 10_000)], 9_805),
            (vec![of(0, 0), of(7, 10_000)], 10_000),
            (vec![of(0, 0)], 0),
            (vec![], 0),
        ] {
            assert_eq!(Numbers::sum(units.iter()).get(Figure::Coverage), coverage);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        #[test]
        fn how_many_were_measured_is_read_off_the_coverage((on_duty, measured) in (1_u64..=10_000).prop_flat_map(|all| (Just(all), 0..=all))) {
            let unit = numbers(&[(Figure::OnDuty, on_duty), (Figure::Coverage, measured * 10_000 / on_duty)]);
            prop_assert_eq!(unit.measured_on_duty(), measured);
        }
    }
}
