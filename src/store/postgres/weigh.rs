//! What becomes of links that arrive, by the end of their chain here and what stands below it: a pure rule, the one that merging into
//! SQLite follows.

use std::collections::BTreeMap;

use crate::domain::chain::{Hash, Link, Slice};
use crate::store::merge::Why;

/// A link with the hash it follows and the hash it stands under.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) link: Link,
    pub(super) before: Hash,
    pub(super) hash: Hash,
    /// Whether its number is the next one after that of the piece before it.
    pub(super) follows: bool,
}

impl Piece {
    /// The links of a slice, each bound to the one before it.
    pub(super) fn all(slice: &Slice) -> Vec<Self> {
        let mut before = slice.before;
        let mut expected = slice.links.first().map_or(0, |link| link.seq);
        let bind = |link: &Link| {
            let piece = Self {
                link: link.clone(),
                before,
                hash: link.hash(slice.chain, &before),
                follows: link.seq == expected,
            };
            (before, expected) = (piece.hash, link.seq.saturating_add(1));
            piece
        };
        slice.links.iter().map(bind).collect()
    }
}

/// The last entry of a chain here; 0 and `GENESIS` before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) seq: i64,
    pub(super) hash: Hash,
}

/// An entry that stands here already.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) hash: Hash,
    pub(super) is_redacted: bool,
    pub(super) is_withheld: bool,
}

impl Standing {
    /// Whether a piece under the same hash says more: all of it, or masked what was withheld.
    fn learns_from(self, link: &Link) -> bool {
        self.is_redacted && (link.redacted.is_none() || self.is_withheld && !link.is_withheld())
    }
}

/// What becomes of pieces that arrive.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    pub(super) known: u64,
    /// They say more than what stands here.
    pub(super) renewed: Vec<Piece>,
    /// They follow the end of the chain, and each other.
    pub(super) next: Vec<Piece>,
    /// How many wait for what lies between, and did not before.
    pub(super) waits: u64,
    /// These, and of those that waited already the ones that are whole.
    pub(super) held: Vec<Piece>,
    pub(super) apart: Vec<(Piece, Why)>,
}

/// What pieces of one chain are weighed by.
pub(super) struct Scales {
    pub(super) end: End,
    /// What stands under numbers that are not beyond the end.
    pub(super) here: BTreeMap<i64, Standing>,
    /// The hashes of what waits beyond the end.
    pub(super) waiting: BTreeMap<i64, Hash>,
}

impl Scales {
    /// Weighs a slice. `fits`: what it follows is not kept apart. What follows a misfit does not fit either, until one is known.
    pub(super) fn slice(mut self, mut fits: bool, pieces: Vec<Piece>) -> Weighed {
        let mut weighed = Weighed::default();
        for piece in pieces {
            fits &= piece.follows;
            fits = self.place(fits, piece, &mut weighed);
        }
        weighed
    }

    /// Weighs what waited, up to the first misfit.
    pub(super) fn waited(mut self, pieces: Vec<Piece>) -> Weighed {
        let mut weighed = Weighed::default();
        for piece in pieces {
            if !self.place(true, piece, &mut weighed) {
                break;
            }
        }
        weighed
    }

    /// Puts a piece where it belongs; `false` where that is nowhere.
    fn place(&mut self, fits: bool, piece: Piece, weighed: &mut Weighed) -> bool {
        let seq = piece.link.seq;
        let misfit = if seq <= self.end.seq {
            match self.here.get(&seq) {
                Some(standing) if standing.hash == piece.hash => {
                    if standing.learns_from(&piece.link) {
                        weighed.renewed.push(piece);
                    } else {
                        weighed.known += 1;
                    }
                    return true;
                }
                Some(_) | None => Why::Number,
            }
        } else if !fits {
            Why::Chain
        } else if seq > self.end.seq + 1 {
            match self.waiting.get(&seq) {
                Some(hash) if *hash != piece.hash => Why::Number,
                Some(_) => {
                    weighed.known += 1;
                    weighed.held.extend(Some(piece).filter(|piece| piece.link.redacted.is_none()));
                    return true;
                }
                None => {
                    weighed.waits += 1;
                    weighed.held.push(piece);
                    return true;
                }
            }
        } else if piece.before == self.end.hash {
            self.end = End { seq, hash: piece.hash };
            weighed.next.push(piece);
            return true;
        } else {
            Why::Chain
        };
        weighed.apart.push((piece, misfit));
        false
    }
}
