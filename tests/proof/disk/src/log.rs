//! What was done to the files, and what is left of it when the power goes.

use std::collections::BTreeMap;

/// A disk writes a sector whole or not at all.
pub const SECTOR: usize = 512;

/// Files by their names.
pub type Image = BTreeMap<String, Vec<u8>>;

/// Something that was done to a file, as far as it matters when the power goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Create,
    Write {
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate(usize),
    Sync,
    /// Whether the folder was synced with it.
    Delete {
        synced: bool,
    },
    /// Somebody outside was told that everything so far is done. Of no file.
    Acknowledged,
}

/// The operations of some time, in their order.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// What was there before, all of it synced.
    pub start: Image,
    /// Each with the name of its file.
    pub ops: Vec<(String, Op)>,
}

impl Log {
    /// The moments at which the power may go: just before and just after every sync, and at the end. A moment is a number of operations.
    pub fn moments(&self) -> Vec<usize> {
        let syncs = self.ops.iter().enumerate().filter(|(_, (_, op))| *op == Op::Sync);
        let mut moments: Vec<_> = syncs.flat_map(|(index, _)| [index, index + 1]).collect();
        moments.push(self.ops.len());
        moments.dedup();
        moments
    }

    /// How many acknowledgements there were before a moment.
    pub fn acknowledged(&self, moment: usize) -> usize {
        self.ops[..moment].iter().filter(|(_, op)| *op == Op::Acknowledged).count()
    }

    /// What is on the disk when the power goes at a moment: everything that was synced, and of the rest what the seed says. Seed 0 keeps
    /// nothing, seed 1 everything, and every other one keeps some sectors and not others, in no order.
    pub fn cut(&self, moment: usize, seed: u64) -> Image {
        let mut files: BTreeMap<&str, Unsynced<'_>> = BTreeMap::new();
        for (name, bytes) in &self.start {
            files.entry(name).or_default().durable = Some(bytes.clone());
        }
        for (name, op) in &self.ops[..moment] {
            files.entry(name).or_default().take(op);
        }
        let mut chance = Chance::new(seed, moment);
        let left = files.into_iter().filter_map(|(name, file)| Some((name.to_owned(), file.left(&mut chance)?)));
        left.collect()
    }
}

#[derive(Default)]
struct Unsynced<'a> {
    durable: Option<Vec<u8>>,
    pending: Vec<&'a Op>,
}

impl<'a> Unsynced<'a> {
    fn take(&mut self, op: &'a Op) {
        match op {
            Op::Acknowledged => {}
            Op::Sync => {
                for op in std::mem::take(&mut self.pending) {
                    apply(&mut self.durable, op, &mut |_| true);
                }
            }
            Op::Delete { synced: true } => *self = Self::default(),
            Op::Create | Op::Write { .. } | Op::Truncate(_) | Op::Delete { synced: false } => self.pending.push(op),
        }
    }

    fn left(self, chance: &mut Chance) -> Option<Vec<u8>> {
        let mut file = self.durable;
        for op in self.pending {
            apply(&mut file, op, &mut |_| chance.keeps());
        }
        file
    }
}

/// Does to a file what an operation did, as far as `keeps` says so for each sector of it.
fn apply(file: &mut Option<Vec<u8>>, op: &Op, keeps: &mut dyn FnMut(usize) -> bool) {
    match op {
        Op::Create if keeps(0) => *file = Some(Vec::new()),
        Op::Delete { .. } if keeps(0) => *file = None,
        Op::Truncate(len) if keeps(0) => {
            if let Some(file) = file {
                file.resize(*len, 0);
            }
        }
        Op::Write { at, bytes } => {
            for (start, part) in sectors(*at, bytes) {
                if let Some(file) = file.as_mut().filter(|_| keeps(start)) {
                    put(file, start, part);
                }
            }
        }
        Op::Create | Op::Delete { .. } | Op::Truncate(_) | Op::Sync | Op::Acknowledged => {}
    }
}

/// A write in pieces that lie in one sector each.
fn sectors(at: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (SECTOR - at % SECTOR).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(SECTOR).enumerate();
    std::iter::once((at, head)).chain(rest.map(move |(number, part)| (at + first + number * SECTOR, part)))
}

/// Writes into a file, which grows where it must.
pub(crate) fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if file.len() < at + bytes.len() {
        file.resize(at + bytes.len(), 0);
    }
    file[at..at + bytes.len()].copy_from_slice(bytes);
}

/// What the seed says, one answer after the other.
struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    fn new(seed: u64, moment: usize) -> Self {
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ moment as u64;
        Self { seed, state }
    }

    fn keeps(&mut self) -> bool {
        match self.seed {
            0 => false,
            1 => true,
            _ => self.next() & 1 == 0,
        }
    }

    /// The next number of `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(ops: Vec<Op>) -> Log {
        Log {
            start: Image::new(),
            ops: ops.into_iter().map(|op| ("a".to_owned(), op)).collect(),
        }
    }

    #[test]
    fn what_was_synced_stays_and_the_rest_is_torn_at_sectors() {
        let bytes = vec![7; 4 * SECTOR];
        let log = log(vec![Op::Create, Op::Write { at: 0, bytes: vec![1; 4 * SECTOR] }, Op::Sync, Op::Write { at: 0, bytes }]);
        assert_eq!(log.moments(), [2, 3, 4]);
        assert_eq!(log.cut(2, 0), Image::new());
        assert_eq!(log.cut(4, 0)["a"], vec![1; 4 * SECTOR]);
        assert_eq!(log.cut(4, 1)["a"], vec![7; 4 * SECTOR]);
        let torn = (2..20).filter(|seed| {
            let file = &log.cut(4, *seed)["a"];
            assert!(file.chunks(SECTOR).all(|sector| sector == [1; SECTOR] || sector == [7; SECTOR]));
            file.contains(&1) && file.contains(&7)
        });
        assert!(torn.count() > 5);
    }

    #[test]
    fn a_write_is_cut_where_sectors_meet() {
        let bytes = [0; 1300];
        let parts: Vec<_> = sectors(500, &bytes).map(|(at, part)| (at, part.len())).collect();
        assert_eq!(parts, [(500, 12), (512, 512), (1024, 512), (1536, 264)]);
    }

    #[test]
    fn a_file_deleted_without_its_folder_may_come_back() {
        let gone = vec![Op::Create, Op::Write { at: 0, bytes: vec![1] }, Op::Sync, Op::Delete { synced: false }];
        assert_eq!(log(gone.clone()).cut(4, 0)["a"], [1]);
        assert!(log(gone).cut(4, 1).is_empty());
    }
}
