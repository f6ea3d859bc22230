//! Numbers from a seed: the same seed, the same numbers, on every machine.
//!
//! `SplitMix64` (Steele, Lea, Flood 2014): good enough to invent a plant, and nothing else depends on it.

/// A row of numbers that its seed decides.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A row of its own, so that what is drawn from one does not shift the other.
    pub(super) fn fork(&mut self) -> Self {
        Self(self.draw())
    }

    pub(super) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to `end`, without it; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let scaled = (u128::from(self.draw()) * end as u128) >> 64;
        usize::try_from(scaled).unwrap_or(0)
    }

    /// From `low` to `high`, both included; `low` where they are the wrong way round.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(0);
        low.saturating_add(i32::try_from(self.below(span)).unwrap_or(0))
    }

    /// True so many times of ten thousand.
    pub(super) fn chance(&mut self, of_ten_thousand: usize) -> bool {
        self.below(10_000) < of_ten_thousand
    }

    /// Around 0, with the middle likelier than the ends, which are `4 * spread` away.
    pub(super) fn bell(&mut self, spread: i32) -> i32 {
        (0..4).map(|_| self.between(-spread, spread)).sum()
    }

    /// One of the words; nothing where there are none.
    pub(super) fn word<'a>(&mut self, words: &'a [String]) -> &'a str {
        words.get(self.below(words.len())).map_or("", String::as_str)
    }

    /// One of the things, the heavier the likelier; `None` where nothing has a weight.
    pub(super) fn weighted<'a, T>(&mut self, things: &'a [T], weight: impl Fn(&T) -> usize) -> Option<&'a T> {
        let mut left = self.below(things.iter().map(&weight).sum());
        things.iter().find(|thing| {
            let here = left < weight(thing);
            left = left.saturating_sub(weight(thing));
            here
        })
    }

    /// Fills the random part of an id.
    pub(super) fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        for part in bytes.chunks_mut(8) {
            let drawn = self.draw().to_be_bytes();
            part.copy_from_slice(&drawn[..part.len()]);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_paper() {
        let mut random = Random::new(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| random.draw()).collect();
        assert_eq!(
            drawn,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn what_is_drawn_stays_within_its_ends() {
        let mut random = Random::new(7);
        for _ in 0..1_000 {
            assert!((-3..=3).contains(&random.between(-3, 3)));
            assert!((-8..=8).contains(&random.bell(2)));
        }
        assert_eq!((random.below(0), random.between(5, 1)), (0, 5));
        assert_eq!(random.word(&[]), "");
        assert_eq!(random.weighted(&[0_usize, 1, 0], |weight| *weight), Some(&1));
        assert_eq!(random.weighted(&[0_usize], |weight| *weight), None);
    }

    #[test]
    fn chances_are_about_what_they_say() {
        let mut random = Random::new(7);
        let hits = (0..10_000).filter(|_| random.chance(3_000)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
    }
}
