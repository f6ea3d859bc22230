//! Checking (核查): the file, every chain, and the chains against heads that are kept elsewhere.
//!
//! A chain binds each entry to the one before. It cannot tell that its end was cut off, or that everything from some entry on was
//! written anew: that shows only against a head that somebody else kept. Those are the receipts of other stations, the heads that
//! were signed for them, the one in `station.head`, those in signed reports, and what is printed on a report on paper.

use std::collections::BTreeMap;
use std::str::FromStr;

use uuid::Uuid;

use super::exchange::noted_head;
use super::out::Progress;
use super::{Error, Station, hexadecimal};
use crate::domain::audit::{Audited, Restored};
use crate::domain::chain::Hash;
use crate::domain::day::{Day, Moment};
use crate::domain::daybook::Noted;
use crate::domain::entry::Entry;
use crate::domain::report::{Report, Signed};
use crate::store::journal::Written;
use crate::store::verify::{self, Break, ChainFault};
use crate::store::{self, chains};

/// Who keeps a head outside of the chain that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// Another station, which says how far it holds the chain: its name.
    Receipt(String),
    /// The station itself signed it for others.
    Signed,
    /// The file `station.head` beside the database.
    Sidecar,
    /// A signed report: its day and version.
    Report(Day, u32),
    /// Somebody typed it from paper.
    Paper,
}

/// What is wrong with a chain at one of its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Chain(ChainFault),
    /// The chain ends before an entry that somebody knows of.
    CutOff {
        end: i64,
        keeper: Keeper,
    },
    /// The entry has another hash than somebody knows: it, or one before it, was written anew.
    Rewritten(Keeper),
}

impl Wrong {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Chain(ChainFault::Gap { .. }) => "gap",
            Self::Chain(ChainFault::Twice { .. }) => "twice",
            Self::Chain(ChainFault::Hash { .. }) => "hash",
            Self::Chain(ChainFault::Emptied { .. }) => "emptied",
            Self::CutOff { .. } => "cut-off",
            Self::Rewritten(_) => "rewritten",
        }
    }
}

/// Something that is wrong with the chain of a station, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub chain: Uuid,
    /// What the station is called; empty where its card is not here.
    pub station: String,
    pub seq: i64,
    /// When the entry there was written, or the last one before what is not there.
    pub at: Option<Moment>,
    pub wrong: Wrong,
}

/// What `check` found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub entries: u64,
    /// Those that are here masked, withheld or purged: their hash stands for what they say.
    pub redacted: u64,
    /// Of these, those that were cleared here when their time was over.
    pub purged: u64,
    /// How many heads kept elsewhere agree with what is here.
    pub heads: u64,
    pub faults: Vec<Finding>,
    /// What is not here any more since a backup was restored, which is on record.
    pub restored: Vec<Finding>,
    pub rebuild_equals_live: bool,
}

impl Checked {
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.rebuild_equals_live
    }
}

/// The head of a chain as it is printed on a report: `1204:9f3ac01d22e7b845`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperHead {
    pub seq: i64,
    /// At least the sixteen hexadecimal digits that are printed, in lower case.
    pub digits: String,
}

impl PaperHead {
    /// As many digits as a report has: fewer could be met by trying.
    pub const DIGITS: usize = 16;
}

/// What was typed is no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number, a colon and sixteen hexadecimal digits")]
pub struct NoHead;

impl FromStr for PaperHead {
    type Err = NoHead;

    fn from_str(typed: &str) -> Result<Self, NoHead> {
        let (seq, digits) = typed.split_once([':', '：', ' ']).ok_or(NoHead)?;
        let seq: String = seq.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
        let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let seq: i64 = seq.parse().ok().ok_or(NoHead)?;
        let fits = (Self::DIGITS..=64).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let digits = digits.to_ascii_lowercase();
        (fits && seq > 0).then_some(Self { seq, digits }).ok_or(NoHead)
    }
}

/// A head that is kept outside of its chain.
struct Kept {
    keeper: Keeper,
    chain: Uuid,
    seq: i64,
    /// The hash in hexadecimal digits, or how it begins.
    digits: String,
}

/// How a head that is kept elsewhere stands to the chain here.
enum Held {
    Agrees,
    Differs(Wrong),
    /// So far the chain of another station has not come, or there is a gap.
    NotHere,
}

/// What is gathered while the chains are walked.
#[derive(Default)]
struct Walked {
    reports: Vec<Kept>,
    /// Whether a restored backup is on record in the chain that is written here.
    is_restored: bool,
}

impl Walked {
    fn take(&mut self, written: &Written, own: Uuid) {
        if written.kind == Noted::Signed(Signed::default()).kind() {
            self.reports.extend(reported(written));
        }
        self.is_restored |= written.chain == own && written.kind == Audited::Restored(Restored::default()).kind();
    }
}

/// The head that a signed report tells of its own chain.
fn reported(written: &Written) -> Option<Kept> {
    let Ok(Entry::Noted(Noted::Signed(signed))) = written.entry() else {
        return None;
    };
    let report: Report = serde_json::from_str(&signed.text).ok()?;
    (report.head.seq > 0).then_some(Kept {
        keeper: Keeper::Report(signed.day, signed.version),
        chain: written.chain,
        seq: report.head.seq,
        digits: report.head.hash,
    })
}

impl Station {
    /// Integrity of the file, every chain, and rebuild == live.
    pub fn check(&mut self) -> Result<Checked, Error> {
        self.check_against(&[], &|_, _| false)
    }

    /// The same, and what somebody has typed from paper. `Stopped` where the progress says so.
    pub fn check_against(&mut self, papers: &[PaperHead], progress: Progress<'_>) -> Result<Checked, Error> {
        self.store.check_integrity()?;
        let all = store::journal::count(&self.store)?;
        let (own, mut walked, mut done, mut stopped) = (self.card().chain, Walked::default(), 0, false);
        let found = verify::walk(&self.store, |written| {
            walked.take(written, own);
            done += 1;
            stopped = done % 1024 == 0 && progress(done, all);
            !stopped
        })?;
        if stopped {
            return Err(Error::Stopped);
        }
        let mut checked = Checked {
            entries: found.entries,
            redacted: found.redacted,
            purged: found.purged,
            ..Checked::default()
        };
        self.compare(walked, papers, &mut checked)?;
        let broken = found.faults.iter().map(|broken| self.broken(broken));
        let broken = broken.collect::<Result<Vec<_>, Error>>()?;
        checked.faults.splice(0..0, broken);
        checked.rebuild_equals_live = self.store.rebuild_equals_live()?;
        Ok(checked)
    }

    fn broken(&self, broken: &Break) -> Result<Finding, Error> {
        Ok(Finding {
            chain: broken.chain,
            station: self.called(broken.chain)?,
            seq: broken.fault.seq(),
            at: Some(broken.at),
            wrong: Wrong::Chain(broken.fault),
        })
    }

    fn called(&self, chain: Uuid) -> Result<String, Error> {
        let cards = store::station::cards(&self.store)?;
        Ok(cards.get(&chain).map(|card| card.station.clone()).unwrap_or_default())
    }

    /// Holds the chains against every head that is kept elsewhere.
    fn compare(&self, walked: Walked, papers: &[PaperHead], checked: &mut Checked) -> Result<(), Error> {
        let own = store::station::own_chains(&self.store)?;
        let mut findings = BTreeMap::new();
        for kept in self.kept_elsewhere(walked.reports)? {
            match self.held_against(&kept, own.contains(&kept.chain))? {
                Held::Agrees => checked.heads += 1,
                Held::NotHere => {}
                Held::Differs(wrong) => keep_worst(&mut findings, self.finding(&kept, wrong)?),
            }
        }
        for paper in papers {
            match self.on_paper(paper)? {
                None => checked.heads += 1,
                Some(finding) => checked.faults.push(finding),
            }
        }
        for finding in findings.into_values() {
            let is_cut_off = matches!(finding.wrong, Wrong::CutOff { .. });
            // Under a backup that was restored the chain ends where it did then, and another one goes on from there.
            if is_cut_off && walked.is_restored && finding.chain != self.card().chain {
                checked.restored.push(finding);
            } else {
                checked.faults.push(finding);
            }
        }
        Ok(())
    }

    /// Every head of a chain that something else than the chain tells.
    fn kept_elsewhere(&self, reports: Vec<Kept>) -> Result<Vec<Kept>, Error> {
        let mut kept = reports;
        let mut known = |keeper: Keeper, chain, seq, hash: &Hash| {
            let digits = hexadecimal(hash);
            kept.push(Kept {
                keeper,
                chain,
                seq,
                digits,
            });
        };
        for peer in store::exchange::peers(&self.store)? {
            for head in store::exchange::receipts(&self.store, peer.card.chain)? {
                known(Keeper::Receipt(peer.card.station.clone()), head.chain, head.seq, &head.hash);
            }
        }
        for head in store::exchange::all_signed(&self.store)? {
            known(Keeper::Signed, head.chain, head.seq, &head.hash);
        }
        if let Some((chain, seq, digits)) = noted_head(self.store.folder()) {
            kept.push(Kept {
                keeper: Keeper::Sidecar,
                chain,
                seq,
                digits,
            });
        }
        kept.retain(|kept| kept.seq > 0);
        Ok(kept)
    }

    fn held_against(&self, kept: &Kept, is_own: bool) -> Result<Held, Error> {
        let here = store::exchange::hash_of(&self.store, kept.chain, kept.seq)?;
        Ok(match here {
            Some(hash) if hexadecimal(&hash).starts_with(&kept.digits) => Held::Agrees,
            Some(_) => Held::Differs(Wrong::Rewritten(kept.keeper.clone())),
            None => self.cut_off(kept, is_own)?.map_or(Held::NotHere, Held::Differs),
        })
    }

    /// What is missing within a chain is a gap, which the walk has found; behind its end it is cut off, where it was written here.
    fn cut_off(&self, kept: &Kept, is_own: bool) -> Result<Option<Wrong>, Error> {
        let end = chains::head(&self.store, kept.chain)?.seq;
        let keeper = kept.keeper.clone();
        Ok((is_own && end < kept.seq).then_some(Wrong::CutOff { end, keeper }))
    }

    fn finding(&self, kept: &Kept, wrong: Wrong) -> Result<Finding, Error> {
        let last = match &wrong {
            Wrong::CutOff { end, .. } => *end,
            Wrong::Chain(_) | Wrong::Rewritten(_) => kept.seq,
        };
        Ok(Finding {
            chain: kept.chain,
            station: self.called(kept.chain)?,
            seq: kept.seq,
            at: store::journal::written_at(&self.store, kept.chain, last)?,
            wrong,
        })
    }

    /// What is wrong with a head that was typed; `None` where a chain that is here has it. A report names its station, not its chain.
    fn on_paper(&self, paper: &PaperHead) -> Result<Option<Finding>, Error> {
        for head in store::exchange::heads(&self.store)? {
            let here = store::exchange::hash_of(&self.store, head.chain, paper.seq)?;
            if here.is_some_and(|hash| hexadecimal(&hash).starts_with(&paper.digits)) {
                return Ok(None);
            }
        }
        // A station that went on under another chain has an older one that reaches further.
        let mut longest = chains::head(&self.store, self.card().chain)?;
        for chain in store::station::own_chains(&self.store)? {
            let head = chains::head(&self.store, chain)?;
            longest = if head.seq > longest.seq { head } else { longest };
        }
        let kept = Kept {
            keeper: Keeper::Paper,
            chain: longest.chain,
            seq: paper.seq,
            digits: paper.digits.clone(),
        };
        let wrong = self.cut_off(&kept, true)?;
        let wrong = wrong.unwrap_or(Wrong::Rewritten(Keeper::Paper));
        Ok(Some(self.finding(&kept, wrong)?))
    }
}

/// Of each chain the first entry that was written anew, and the last one that is known to have been cut off.
fn keep_worst(findings: &mut BTreeMap<(Uuid, bool), Finding>, found: Finding) {
    let is_cut_off = matches!(found.wrong, Wrong::CutOff { .. });
    let kept = findings.entry((found.chain, is_cut_off)).or_insert_with(|| found.clone());
    let is_worse = if is_cut_off { found.seq > kept.seq } else { found.seq < kept.seq };
    if is_worse {
        *kept = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_printed() {
        let digits = "9f3ac01d22e7b845".to_owned();
        for typed in ["1204:9f3ac01d22e7b845", "1,204：9F3A-C01D-22E7-B845", "1204 9f3a c01d 22e7 b845"] {
            assert_eq!(
                typed.parse(),
                Ok(PaperHead {
                    seq: 1204,
                    digits: digits.clone()
                }),
                "{typed}"
            );
        }
        for typed in [
            "",
            "1204",
            "1204:9f3a",
            "0:9f3ac01d22e7b845",
            "x:9f3ac01d22e7b845",
            "7:9f3ac01d22e7b84g",
        ] {
            assert_eq!(typed.parse::<PaperHead>(), Err(NoHead), "{typed}");
        }
    }
}
