//! One unit: its stations, its settings, every report it signed, the entries of its stock.

use std::collections::{BTreeMap, BTreeSet};

use super::{Heard, Member, Place, UnitId, UnitNote};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::daybook::{Note, Noted};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::peer::Level;
use crate::domain::region::Code;
use crate::domain::report::{Change, Numbers, Signed};
use crate::domain::settings::DailySettings;

/// A report as a unit sent it: one version of a day. Its text is read again where somebody looks into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub id: EntryId,
    place: Place,
    /// As it was signed, or as the unit counts it: see [`Unit::versions`].
    pub version: u32,
    /// The how-manyeth report, as it was signed, or of the unit.
    pub number: u32,
    pub zero: bool,
    pub reporter: String,
    pub approver: String,
    /// Of the text as it was signed: 64 hexadecimal digits.
    pub sha256: String,
    /// `None` where the text cannot be read: a report came, and no figure of it is known.
    pub numbers: Option<Numbers>,
}

impl Sent {
    fn of(note: &UnitNote, signed: &Signed) -> Self {
        Self {
            id: note.id,
            place: note.place(),
            version: signed.version,
            number: signed.number,
            zero: signed.zero,
            reporter: signed.reporter.clone(),
            approver: signed.approver.clone(),
            sha256: signed.sha256.clone(),
            numbers: Numbers::read(&signed.text),
        }
    }

    /// When it was signed.
    pub fn at(&self) -> Moment {
        self.place.0
    }

    /// The number it was saved under at its station.
    pub fn seq(&self) -> i64 {
        self.place.2
    }

    /// The chain of the station that signed it.
    pub fn chain(&self) -> uuid::Uuid {
        self.place.1
    }

    /// What is different from the version before.
    pub fn changes_from(&self, before: &Self) -> Vec<Change> {
        let both = before.numbers.as_ref().zip(self.numbers.as_ref());
        both.map(|(before, now)| before.changes_to(now)).unwrap_or_default()
    }
}

/// What a unit has settled, as far as headquarters needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) cut_off_min: u32,
    home: Option<Code>,
}

impl Default for Settled {
    fn default() -> Self {
        Self {
            cut_off_min: DailySettings::default().cut_off_min,
            home: None,
        }
    }
}

/// A unit and everything that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    id: UnitId,
    /// By chain.
    stations: Vec<Member>,
    /// The zone of each station, by when it was opened.
    openings: BTreeMap<Place, Zone>,
    settled: BTreeMap<Place, Settled>,
    sent: BTreeMap<Day, Vec<Sent>>,
    /// Items and moves.
    stock: BTreeMap<Place, Note>,
    /// What another entry takes the place of, or takes back.
    corrected: BTreeSet<EntryId>,
    newest: Option<Moment>,
}

impl Unit {
    pub(super) fn new(id: UnitId, mut stations: Vec<Member>) -> Self {
        stations.sort_by_key(|member| member.peer.card.chain);
        Self {
            id,
            stations,
            openings: BTreeMap::new(),
            settled: BTreeMap::new(),
            sent: BTreeMap::new(),
            stock: BTreeMap::new(),
            corrected: BTreeSet::new(),
            newest: None,
        }
    }

    pub(super) fn hear(&mut self, heard: &Member) {
        let of_it = |member: &&mut Member| member.peer.card.chain == heard.peer.card.chain;
        if let Some(member) = self.stations.iter_mut().find(of_it) {
            member.heard = heard.heard;
        }
    }

    pub(super) fn take(&mut self, note: &UnitNote) {
        self.newest = self.newest.max(Some(note.at));
        self.corrected.extend(note.corrects);
        let place = note.place();
        if let Entry::StationOpened(card) = &note.entry {
            self.openings.insert(place, card.zone);
        } else if let Entry::SettingsChanged(settings) = &note.entry {
            let settled = Settled {
                cut_off_min: settings.daily.cut_off_min,
                home: settings.rules.going_out.home,
            };
            self.settled.insert(place, settled);
        } else if let Entry::Noted(noted) = &note.entry {
            self.take_noted(note, noted);
        }
    }

    fn take_noted(&mut self, note: &UnitNote, noted: &Noted) {
        if let Noted::Signed(signed) = noted {
            let versions = self.sent.entry(signed.day).or_default();
            let sent = Sent::of(note, signed);
            match versions.binary_search_by_key(&sent.place, |known| known.place) {
                Ok(at) => versions[at] = sent,
                Err(at) => versions.insert(at, sent),
            }
        } else if matches!(noted, Noted::Item(_) | Noted::Move(_)) {
            let kept = Note {
                id: note.id,
                seq: note.seq,
                at: note.at,
                noted: noted.clone(),
            };
            self.stock.insert(note.place(), kept);
        }
    }

    pub fn id(&self) -> &UnitId {
        &self.id
    }

    /// Whether a chain is that of one of its stations.
    pub fn has(&self, chain: uuid::Uuid) -> bool {
        self.stations.iter().any(|member| member.peer.card.chain == chain)
    }

    /// As its reports call it.
    pub fn name(&self) -> &str {
        self.id.name()
    }

    pub fn stations(&self) -> &[Member] {
        &self.stations
    }

    /// The zone its days are counted in: that of the station opened first.
    pub fn zone(&self) -> Zone {
        self.openings.values().next().copied().unwrap_or_default()
    }

    /// The first day it could report: on which its first station was opened, or enrolled here where that is not known.
    pub fn first_day(&self) -> Option<Day> {
        let opened = self.openings.keys().next().map(|(at, ..)| *at);
        let enrolled = || self.stations.iter().map(|member| member.since).min();
        opened.or_else(enrolled).map(|at| self.zone().day_of(at))
    }

    /// What was settled before a moment.
    pub(super) fn settled_before(&self, end: Moment) -> Settled {
        let settled = self.settled.range(..(end, uuid::Uuid::nil(), i64::MIN)).next_back();
        settled.map_or_else(Settled::default, |(_, settled)| *settled)
    }

    /// The city that it lies in, as its settings say; a county by its city, or by its province where it has none.
    pub fn region(&self) -> Option<Code> {
        let home = self.settled.values().next_back().and_then(|settled| settled.home)?;
        let is_county = !home.is_country() && home.as_str().len() == 6;
        if is_county { home.parent() } else { Some(home) }
    }

    /// Every version of a day's report that no other entry takes back, the first one first, numbered as the unit numbers them: where
    /// two of its stations signed the same day before they exchanged, the second is the next version and the next report.
    pub fn versions(&self, day: Day) -> Vec<Sent> {
        let of_all = self
            .sent
            .iter()
            .flat_map(|(day, sent)| self.standing(sent).map(|sent| (*day, sent)));
        let mut all: Vec<(Day, &Sent)> = of_all.collect();
        all.sort_unstable_by_key(|(_, sent)| sent.place);
        let (mut versions, mut version, mut number) = (Vec::new(), 0_u32, 0_u32);
        for (of, sent) in all {
            number = sent.number.max(number.saturating_add(1));
            if of == day {
                version = sent.version.max(version.saturating_add(1));
                versions.push(Sent {
                    version,
                    number,
                    ..sent.clone()
                });
            }
        }
        versions
    }

    /// Of these, those that no other entry takes back.
    fn standing<'a>(&'a self, sent: &'a [Sent]) -> impl DoubleEndedIterator<Item = &'a Sent> {
        sent.iter().filter(|sent| !self.corrected.contains(&sent.id))
    }

    /// The reports of the days between two, both included, of which any came: as they were signed, the first one first, none of them
    /// where all are taken back.
    pub(super) fn reported(&self, from: Day, to: Day) -> impl Iterator<Item = (Day, impl DoubleEndedIterator<Item = &Sent>)> {
        let days = self.sent.range(from..=to.max(from));
        days.map(|(day, sent)| (*day, self.standing(sent)))
    }

    /// The figures of a day; `None` where nothing was sent, or nothing that can be read.
    pub fn numbers(&self, day: Day) -> Option<&Numbers> {
        self.standing(self.sent.get(&day)?).next_back()?.numbers.as_ref()
    }

    /// Items and moves that no other entry takes back, in their order.
    pub(super) fn stock_notes(&self) -> impl Iterator<Item = &Note> {
        self.stock.values().filter(|note| !self.corrected.contains(&note.id))
    }

    /// The newest bundle of any of its stations: each sends what it knows of the others.
    pub fn heard(&self) -> Option<Heard> {
        let heard = self.stations.iter().filter_map(|member| member.heard);
        heard.max_by_key(|heard| (heard.until(), heard.arrived))
    }

    /// Until when it is known what happened there, by its own clock, and never beyond when something came here last: a clock that is
    /// ahead makes nothing fresh. `None` where nothing came yet.
    pub fn known_until(&self) -> Option<Moment> {
        let heard = self.stations.iter().filter_map(|member| member.heard);
        let arrived = heard.map(|heard| heard.arrived).max();
        let newest = self.newest.map(|newest| arrived.map_or(newest, |arrived| newest.min(arrived)));
        newest.max(self.heard().map(|heard| heard.until()))
    }

    /// How much it chose to send last.
    pub fn level(&self) -> Option<Level> {
        self.heard().map(|heard| heard.level)
    }
}
