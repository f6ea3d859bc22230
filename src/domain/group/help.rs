//! Who could help whom (互助调剂): a unit that has far more of something than it wants, beside one that is low.
//!
//! A proposal and nothing more: nobody's stock is changed. A giver has more than twice what it wants to keep, and keeps all of that;
//! nobody is promised more than is there.

use std::cmp::Reverse;

use crate::domain::region::Code;
use crate::domain::supplies::amount::ONE;

/// How many days something should last where nobody in a unit says: a week, until the next delivery.
pub const USUAL_DAYS: u32 = 7;

/// What a unit has of one thing and what it wants to keep. Amounts are in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    pub region: Option<Code>,
    /// What can be used.
    pub usable: i64,
    pub per_day: i64,
    pub minimum: i64,
    /// For how many days it should last; 0 where nobody says.
    pub target_days: u32,
    pub low: bool,
    /// What is missing where it is low.
    pub needed: i64,
    /// `None` where nothing is used.
    pub days_left: Option<u32>,
}

impl Shelf {
    /// What it does not give away: its minimum, and the use of as many days as it should last.
    pub fn keeps(&self) -> i64 {
        let days = if self.target_days == 0 { USUAL_DAYS } else { self.target_days };
        self.minimum.max(self.per_day.saturating_mul(days.into()))
    }

    /// What it could give, in whole units: nothing unless it has more than twice what it keeps.
    pub fn spare(&self) -> i64 {
        let keeps = self.keeps();
        if self.low || self.usable <= keeps.saturating_mul(2) {
            return 0;
        }
        (self.usable - keeps).div_euclid(ONE) * ONE
    }
}

/// So much from one to another, by their places in the list; whole units, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    pub from: usize,
    pub to: usize,
    pub amount: i64,
}

/// Who could help whom of these: who runs out first is helped first, from the same region before others, by who has most.
pub fn helps(shelves: &[Shelf]) -> Vec<Help> {
    let mut spare: Vec<i64> = shelves.iter().map(Shelf::spare).collect();
    let mut low: Vec<(usize, &Shelf)> = shelves
        .iter()
        .enumerate()
        .filter(|(_, shelf)| shelf.low && shelf.needed > 0)
        .collect();
    low.sort_by_key(|(at, shelf)| (shelf.days_left.is_none(), shelf.days_left, Reverse(shelf.needed), *at));
    let mut helps = Vec::new();
    for (to, shelf) in low {
        let mut wanted = shelf.needed;
        let mut givers: Vec<usize> = (0..shelves.len()).filter(|at| spare[*at] > 0).collect();
        let far = |at: usize| shelf.region.is_none() || shelves[at].region != shelf.region;
        givers.sort_by_key(|at| (far(*at), Reverse(spare[*at]), *at));
        for from in givers {
            let amount = wanted.min(spare[from]);
            if amount <= 0 {
                break;
            }
            spare[from] -= amount;
            wanted -= amount;
            helps.push(Help { from, to, amount });
        }
    }
    helps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `(usable, a day, minimum, days)` in whole units; low and what is needed follow as in a stock.
    fn shelf((usable, per_day, minimum, days): (i64, i64, i64, u32)) -> Shelf {
        let left = (per_day > 0).then(|| u32::try_from((usable / per_day).max(0)).unwrap_or(u32::MAX));
        let wanted = minimum.max(per_day * i64::from(days));
        Shelf {
            region: None,
            usable: usable * ONE,
            per_day: per_day * ONE,
            minimum: minimum * ONE,
            target_days: days,
            low: usable < minimum || left.is_some_and(|left| left < days),
            needed: (wanted - usable).max(0) * ONE,
            days_left: left,
        }
    }

    fn said(cases: &[(i64, i64, i64, u32)]) -> Vec<(usize, usize, i64)> {
        let shelves: Vec<Shelf> = cases.iter().copied().map(shelf).collect();
        helps(&shelves)
            .into_iter()
            .map(|help| (help.from, help.to, help.amount / ONE))
            .collect()
    }

    #[test]
    fn who_has_more_than_twice_helps_who_is_low() {
        for (cases, expected) in [
            // 2,000 at 50 a day for 14 days: keeps 700, has more than 1,400, could give 1,300; 300 are wanted.
            (vec![(2_000, 50, 0, 14), (400, 50, 0, 14)], vec![(0, 1, 300)]),
            // Exactly twice is not more than twice.
            (vec![(1_400, 50, 0, 14), (400, 50, 0, 14)], vec![]),
            (vec![(1_401, 50, 0, 14), (400, 50, 0, 14)], vec![(0, 1, 300)]),
            // The minimum is more than the days are.
            (vec![(2_000, 50, 1_000, 14), (400, 50, 0, 14)], vec![]),
            (vec![(2_001, 50, 1_000, 14), (400, 50, 0, 14)], vec![(0, 1, 300)]),
            // Not all that is wanted is there.
            (vec![(250, 10, 0, 10), (0, 50, 0, 14)], vec![(0, 1, 150)]),
            // Who runs out first comes first; who has most gives first.
            (
                vec![(400, 10, 0, 10), (900, 10, 0, 10), (60, 10, 0, 10), (20, 50, 0, 10)],
                vec![(1, 3, 480), (1, 2, 40)],
            ),
            // Two givers for one.
            (
                vec![(400, 10, 0, 10), (500, 10, 0, 10), (0, 60, 0, 10)],
                vec![(1, 2, 400), (0, 2, 200)],
            ),
            // Nothing is used there, and nobody set a minimum.
            (vec![(80, 0, 0, 0), (10, 5, 0, 10)], vec![(0, 1, 40)]),
            // Nobody said for how long: a week is kept, and more than two have to be there.
            (vec![(140, 10, 0, 0), (10, 5, 0, 10)], vec![]),
            (vec![(150, 10, 0, 0), (10, 5, 0, 10)], vec![(0, 1, 40)]),
            // Nobody is low, or nobody has anything.
            (vec![(900, 10, 0, 10), (900, 10, 0, 10)], vec![]),
            (vec![(1, 10, 0, 10), (2, 10, 0, 10)], vec![]),
            (vec![], vec![]),
        ] {
            assert_eq!(said(&cases), expected, "{cases:?}");
        }
    }

    #[test]
    fn the_same_region_comes_before_the_fuller_shelf() -> Result<(), Box<dyn std::error::Error>> {
        let (here, there) = (Some("5203".parse()?), Some("5201".parse()?));
        let of = |region, case| Shelf { region, ..shelf(case) };
        let shelves = [
            of(there, (9_000, 10, 0, 10)),
            of(here, (400, 10, 0, 10)),
            of(here, (0, 60, 0, 10)),
            of(None, (9_000, 10, 0, 10)),
        ];
        let amounts: Vec<_> = helps(&shelves).iter().map(|help| (help.from, help.amount / ONE)).collect();
        assert_eq!(amounts, [(1, 300), (0, 300)]);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        #[test]
        fn a_giver_keeps_its_own_and_nobody_gets_more_than_is_needed(
            cases in proptest::collection::vec((0_i64..3_000, 0_i64..80, 0_i64..500, 0_u32..30), 0..12)
        ) {
            let shelves: Vec<Shelf> = cases.into_iter().map(shelf).collect();
            let helps = helps(&shelves);
            for (at, shelf) in shelves.iter().enumerate() {
                let given: i64 = helps.iter().filter(|help| help.from == at).map(|help| help.amount).sum();
                let got: i64 = helps.iter().filter(|help| help.to == at).map(|help| help.amount).sum();
                prop_assert!(given == 0 || shelf.usable - given >= shelf.keeps());
                prop_assert!(got <= shelf.needed && (got == 0 || shelf.low));
                prop_assert!(given == 0 || got == 0);
            }
            prop_assert!(helps.iter().all(|help| help.amount > 0 && help.amount % ONE == 0));
        }
    }
}
