//! The national guide of 21 February 2020 (国发明电〔2020〕4号), clause by clause: what the records say for or against each.
//!
//! The clauses themselves are words, in the language files; here are the numbers, from plain values.

use super::day::Day;
use super::report::ReportBook;

/// How many clauses the guide has.
pub const CLAUSES: u8 = 15;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub done: u64,
    pub of: u64,
}

impl Share {
    /// What is only counted: none of it can be missing.
    pub fn all(count: u64) -> Self {
        Self { done: count, of: count }
    }

    /// Counts those of `all` that hold.
    pub fn count<T>(all: impl IntoIterator<Item = T>, holds: impl Fn(&T) -> bool) -> Self {
        let mut share = Self::default();
        for one in all {
            share.add(holds(&one));
        }
        share
    }

    pub fn add(&mut self, holds: bool) {
        self.of += 1;
        self.done += u64::from(holds);
    }
}

/// What today's records count, as plain values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// In isolation, and measured as often as is due by now.
    pub isolated_measured: Share,
    /// Lives in a dormitory, and measured as often as is due by now.
    pub residents_measured: Share,
    /// From an area of risk, and in isolation.
    pub risk_isolated: Share,
    /// Absent today, and asked how they are.
    pub absent_asked: Share,
    /// Fevers and symptoms of today that somebody has decided about.
    pub unwell_answered: Share,
    /// Gates with somebody on duty.
    pub gates_guarded: Share,
    /// Inside, and measured today.
    pub inside_measured: Share,
    /// Called today, and asked where from and whom they met.
    pub visitors_asked: Share,
    pub ventilated: Share,
    pub washing: Share,
    pub disinfected: Share,
    /// Rounds done yesterday that somebody else has looked at since.
    pub checked: Share,
    pub rooms_within: Share,
    pub meetings_within: Share,
    pub slots_within: Share,
    pub groups_seated: Share,
    pub tableware: Share,
    /// Samples of food kept as large and as long as they should be.
    pub samples_kept: Share,
    pub bins: Share,
    /// Items in stock that are not low.
    pub supplies_enough: Share,
    /// Inside, and handed today what everybody gets a day; nothing while nothing has been handed out.
    pub rations_issued: Share,
    /// Notices that stood before people today.
    pub notices_shown: u64,
    /// Places to observe somebody in.
    pub observation: u64,
    /// Isolated by a contact, of those and of whom nobody has ordered to.
    pub contacts_isolated: Share,
}

/// A number that speaks for or against a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Names its sentence, and where it can be opened.
    pub key: &'static str,
    pub share: Share,
}

impl Evidence {
    pub fn is_gap(&self) -> bool {
        self.share.done < self.share.of
    }
}

/// How a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// A record says that something is missing.
    Gap,
    /// No record says anything, and nobody has written why.
    Silent,
    /// Somebody has written what no record can hold.
    Remarked,
    /// The records hold it.
    Kept,
}

impl Kept {
    pub fn key(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Silent => "silent",
            Self::Remarked => "remarked",
            Self::Kept => "kept",
        }
    }
}

/// The evidence for a clause, 1 to 15, gaps first; without what there is none of.
pub fn evidence(clause: u8, facts: &Facts) -> Vec<Evidence> {
    let one = |key, share| Evidence { key, share };
    let mut all = match clause {
        1 => vec![
            one("isolated-measured", facts.isolated_measured),
            one("residents-measured", facts.residents_measured),
            one("risk-isolated", facts.risk_isolated),
            one("absent-asked", facts.absent_asked),
        ],
        2 | 9 => vec![one("unwell-answered", facts.unwell_answered)],
        3 => vec![
            one("gates-guarded", facts.gates_guarded),
            one("inside-measured", facts.inside_measured),
            one("visitors-asked", facts.visitors_asked),
        ],
        4 => vec![one("ventilated", facts.ventilated)],
        5 => vec![one("washing", facts.washing)],
        6 => vec![one("disinfected", facts.disinfected), one("checked", facts.checked)],
        7 => vec![
            one("rooms-within", facts.rooms_within),
            one("meetings-within", facts.meetings_within),
        ],
        8 => vec![
            one("slots-within", facts.slots_within),
            one("groups-seated", facts.groups_seated),
            one("tableware", facts.tableware),
            one("samples-kept", facts.samples_kept),
        ],
        10 => vec![one("bins", facts.bins)],
        11 => vec![one("notices-shown", Share::all(facts.notices_shown))],
        12 => vec![
            one("rations-issued", facts.rations_issued),
            one("supplies-enough", facts.supplies_enough),
        ],
        14 => vec![one("observation", Share::all(facts.observation))],
        15 => vec![one("contacts-isolated", facts.contacts_isolated)],
        _ => Vec::new(),
    };
    all.retain(|evidence| evidence.share.of > 0);
    all.sort_by_key(|evidence| !evidence.is_gap());
    all
}

/// How a clause stands by its evidence and the remark on it.
pub fn kept(evidence: &[Evidence], remark: &str) -> Kept {
    if evidence.iter().any(Evidence::is_gap) {
        Kept::Gap
    } else if !evidence.is_empty() {
        Kept::Kept
    } else if remark.is_empty() {
        Kept::Silent
    } else {
        Kept::Remarked
    }
}

/// The last remark on a clause up to a day: what was written once holds until somebody writes anew.
pub fn remark(book: &ReportBook, clause: u8, day: Day) -> Option<(Day, &str)> {
    let mut remarks = book.clauses().iter().filter(|remark| remark.clause == clause && remark.day <= day);
    let last = remarks.next_back()?;
    (!last.text.is_empty()).then_some((last.day, last.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(done: u64, of: u64) -> Share {
        Share { done, of }
    }

    /// A day as it is known: one isolated was not measured, a room is over its limit, everything else holds or is not there.
    #[test]
    fn the_board_of_a_known_day() {
        let facts = Facts {
            isolated_measured: share(3, 4),
            gates_guarded: share(1, 1),
            inside_measured: share(404, 404),
            disinfected: share(12, 12),
            checked: share(12, 12),
            rooms_within: share(139, 140),
            observation: 2,
            notices_shown: 5,
            rations_issued: share(300, 404),
            supplies_enough: share(9, 9),
            ..Facts::default()
        };
        let states: Vec<Kept> = (1..=CLAUSES)
            .map(|clause| kept(&evidence(clause, &facts), if clause == 13 { "应急预案已发" } else { "" }))
            .collect();
        let expected = |clause: u8| match clause {
            1 | 7 | 12 => Kept::Gap,
            3 | 6 | 11 | 14 => Kept::Kept,
            13 => Kept::Remarked,
            _ => Kept::Silent,
        };
        assert_eq!(states, (1..=CLAUSES).map(expected).collect::<Vec<_>>());
        let [gap] = evidence(1, &facts)[..] else {
            unreachable!("one fact of clause 1 is known")
        };
        assert!(gap.is_gap() && gap.key == "isolated-measured");
    }

    #[test]
    fn a_remark_does_not_hide_a_gap() {
        let facts = Facts {
            rooms_within: share(1, 2),
            ..Facts::default()
        };
        assert_eq!(kept(&evidence(7, &facts), "已调整"), Kept::Gap);
    }
}
