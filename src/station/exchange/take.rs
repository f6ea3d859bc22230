//! Bundles on their way in: opened and checked by a thread, taken in by the station slice after slice, each durable for itself.
//! Whatever stops it, what was taken in is whole as far as it reaches, and reading the bundle again finishes.

use std::path::Path;

use uuid::Uuid;

use super::enrol::{are_trusted, heir, place_of};
use super::keys;
use super::send::author;
use crate::domain::chain::{SignedHead, Slice};
use crate::domain::day::Moment;
use crate::domain::parcel::Cover;
use crate::domain::peer::{Card, Keys, Peer, Relation};
use crate::domain::rights::Right;
use crate::exchange::bundle::{BundleError, Opened, Secrets, is_signed_by};
use crate::station::out::Progress;
use crate::station::{Error, Station};
use crate::store::ledger::Ledger as _;
pub use crate::store::merge::Merged;
use crate::store::postgres::{Address, Postgres};
use crate::store::{StoreError, chains, exchange, station};

/// Bundles to be read: everything a thread needs.
#[derive(Debug)]
pub struct Reading {
    secrets: Secrets,
    own: Uuid,
    /// The chains that this station has written: nobody else signs for them.
    own_chains: Vec<Uuid>,
    own_keys: Vec<Keys>,
    peers: Vec<Peer>,
    /// Whether it reads a folder, where bundles for others lie as well.
    is_folder: bool,
    /// Where the entries of units are kept, if not in the file, and the chains that stay in the file all the same.
    served: Option<(Address, Vec<Uuid>)>,
    now: Moment,
}

/// What a thread reads, on its way to the station.
#[derive(Debug)]
pub enum Piece {
    /// A bundle that holds in every part, and the chains in it whose stations nobody has enrolled here.
    Opened {
        file: String,
        cover: Box<Cover>,
        unknown: Vec<Uuid>,
    },
    Slice(Slice),
    /// What became of a slice that the thread has put into the server where the units are kept.
    Merged(Merged),
    /// The server could not take a slice: nothing more of the bundle is taken in.
    Failed(StoreError),
    /// The JPEG bytes of a picture.
    Picture(Vec<u8>),
    /// The end of the bundle.
    Closed,
    /// Nothing of this file is taken in.
    Refused {
        file: String,
        why: BundleError,
    },
    /// A file of a folder that is for others.
    Passed {
        file: String,
    },
}

/// What came of a bundle.
#[derive(Debug, Default)]
pub struct Received {
    pub file: String,
    /// Who made it, as far as the file says.
    pub maker: Option<Card>,
    pub merged: Merged,
    /// Chains in it whose stations nobody has enrolled here: not taken in.
    pub unknown: Vec<Uuid>,
    pub refused: Option<BundleError>,
}

/// What has been taken in so far.
#[derive(Debug, Default)]
pub struct Intake {
    /// The bundles that are done with.
    pub bundles: Vec<Received>,
    /// Those of a folder that are for others: nothing to tell, and not read again.
    passed: Vec<Received>,
    open: Option<(Box<Cover>, Received)>,
}

impl Intake {
    /// Whether any bundle was opened or refused so far.
    pub fn has_begun(&self) -> bool {
        self.open.is_some() || !self.bundles.is_empty()
    }

    /// Whether entries that were masked or withheld here say more now.
    pub fn has_renewed(&self) -> bool {
        self.received().any(|bundle| bundle.merged.renewed > 0)
    }

    /// Every bundle, with the one that was cut short.
    fn received(&self) -> impl Iterator<Item = &Received> {
        self.bundles.iter().chain(self.open.iter().map(|(_, received)| received))
    }

    /// What came of a file, also where it was for others.
    pub(super) fn of(&self, file: &str) -> Option<&Received> {
        self.bundles.iter().chain(&self.passed).find(|bundle| bundle.file == file)
    }

    /// How many entries were new here.
    pub fn taken(&self) -> u64 {
        self.received().map(|bundle| bundle.merged.taken).sum()
    }
}

impl Received {
    /// Why it, or a part of it, was not taken in; empty where everything was.
    pub(super) fn refusal(&self) -> &'static str {
        match &self.refused {
            Some(why) => why.code(),
            None if self.unknown.is_empty() => "",
            None => "bundle-unknown-chain",
        }
    }

    /// Whether the file could not be read for a reason that may pass.
    pub(super) fn is_for_again(&self) -> bool {
        matches!(self.refused, Some(BundleError::Io(_)))
    }
}

impl Reading {
    /// For a folder, where a bundle for others is no fault.
    pub(super) fn in_folder(self) -> Self {
        Self { is_folder: true, ..self }
    }

    /// Reads a file and hands it on piece by piece, until it is told to stop by `false`.
    ///
    /// `label` is what the file is called from here on.
    pub fn read(&self, path: &Path, label: &str, progress: Progress<'_>, each: &mut dyn FnMut(Piece) -> bool) -> Result<(), Error> {
        match self.pieces(path, label, progress, each) {
            Err(BundleError::Stopped) => Err(Error::Stopped),
            Err(why) => {
                let file = label.to_owned();
                let piece = if self.is_folder && matches!(why, BundleError::NotForUs(_)) {
                    Piece::Passed { file }
                } else {
                    Piece::Refused { file, why }
                };
                if each(piece) { Ok(()) } else { Err(Error::Stopped) }
            }
            Ok(()) => Ok(()),
        }
    }

    fn pieces(&self, path: &Path, label: &str, progress: Progress<'_>, each: &mut dyn FnMut(Piece) -> bool) -> Result<(), BundleError> {
        let opened = self.open(path)?;
        let checked = opened.check(&|chain| self.keys_of(&opened, chain), &|done, all| !progress(done, all))?;
        let mut hand = |piece| if each(piece) { Ok(()) } else { Err(BundleError::Stopped) };
        hand(Piece::Opened {
            file: label.to_owned(),
            cover: Box::new(opened.cover().clone()),
            unknown: checked.unknown.clone(),
        })?;
        let mut server = None;
        opened.slices(&checked, &mut |slice| {
            let piece = match self.serve(&mut server, &slice, opened.cover().maker.chain) {
                Some(merged) => merged.map_or_else(Piece::Failed, Piece::Merged),
                None => Piece::Slice(slice),
            };
            hand(piece).map(|()| true)
        })?;
        opened.photos(&mut |jpeg| hand(Piece::Picture(jpeg)).map(|()| true))?;
        hand(Piece::Closed)
    }

    /// Puts a slice of a unit into the server where the units are kept; `None` where it goes into the file.
    fn serve(&self, server: &mut Option<Postgres>, slice: &Slice, sender: Uuid) -> Option<Result<Merged, StoreError>> {
        let (address, own) = self.served.as_ref()?;
        if own.contains(&slice.chain) {
            return None;
        }
        let open = match server {
            Some(open) => open,
            None => match Postgres::open(address) {
                Ok(open) => server.insert(open),
                Err(error) => return Some(Err(error)),
            },
        };
        Some(open.merge(slice, sender, self.now))
    }

    /// Opens a bundle, from a station that we know by its chain or by the keys of one that we trust. Nobody else's keys stand for a
    /// chain that we wrote.
    fn open(&self, path: &Path) -> Result<Opened, BundleError> {
        let known = |chain| self.peers.iter().find(|peer| peer.card.chain == chain).cloned();
        let opened = Opened::open(path, &self.secrets, self.own, &known);
        let Err(BundleError::UnknownMaker(parties)) = &opened else {
            return opened;
        };
        let (own, maker) = (self.secrets.keys(), &parties.maker);
        let may_be = maker.keys == own || !self.own_chains.contains(&maker.chain);
        match heir(&self.peers, &own, maker).filter(|_| may_be) {
            Some(heir) => Opened::open(path, &self.secrets, self.own, &|chain| {
                (chain == heir.card.chain).then(|| heir.clone())
            }),
            None => opened,
        }
    }

    /// The keys that a chain must be signed with: ours where it is ours, else those of its station, where we trust it. A station that
    /// went on under a new chain signs it with the keys it had. A unit that reports here brings its own chains only.
    fn keys_of(&self, opened: &Opened, chain: Uuid) -> Option<Keys> {
        let (own, maker) = (self.secrets.keys(), &opened.cover().maker);
        let named = self.peers.iter().find(|peer| peer.card.chain == maker.chain).cloned();
        let unit = named
            .or_else(|| heir(&self.peers, &own, maker))
            .filter(|maker| maker.relation == Relation::Below)
            .map(|maker| maker.card);
        let signed = opened.parts().iter().find(|part| part.chain == chain)?.signed;
        // One that a copy of this station goes on with is theirs.
        let is_enrolled = self.peers.iter().any(|peer| peer.card.chain == chain);
        if self.own_chains.contains(&chain) && !is_enrolled {
            return unit.is_none().then(|| self.ours(own, &signed));
        }
        match author(&self.peers, &signed) {
            Some(wrote) => {
                let is_theirs = unit.is_none_or(|unit| place_of(&unit) == place_of(&wrote.card));
                is_theirs.then(|| wrote.card.keys.clone())
            }
            // A copy of this station that nobody has heard of.
            None => (unit.is_none() && is_signed_by(&own, &signed)).then_some(own),
        }
    }
}

impl Reading {
    /// The keys that we signed a chain of ours with: those we have, or earlier ones that our own chains name and nobody has revoked. A
    /// station that was restored on another machine has others than those that signed what it gets back.
    fn ours(&self, own: Keys, signed: &SignedHead) -> Keys {
        let mut earlier = self.own_keys.iter();
        let signed_with = earlier.find(|keys| is_signed_by(keys, signed) && are_trusted(&self.peers, keys));
        signed_with.cloned().unwrap_or(own)
    }
}

impl Station {
    /// Everything that a thread needs to read bundles.
    pub fn plan_reading(&self) -> Result<Reading, Error> {
        Ok(Reading {
            secrets: keys::read(self.store.folder()).ok_or(Error::NoKeys)?,
            own: self.card().chain,
            own_chains: station::own_chains(&self.store)?,
            own_keys: chains::own_keys(&self.store)?,
            peers: self.peers()?,
            is_folder: false,
            served: self.served()?,
            now: self.now(),
        })
    }

    /// Reads one bundle and takes it in, without a thread.
    pub fn read_bundle(&mut self, path: &Path, intake: &mut Intake) -> Result<(), Error> {
        self.need(Right::ManageStations)?;
        let label = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let reading = self.plan_reading()?;
        self.take_all(intake, |each| reading.read(path, &label, &|_, _| false, each))
    }

    /// Takes in every piece that `read` hands over.
    pub(super) fn take_all<T>(
        &mut self,
        intake: &mut Intake,
        read: impl FnOnce(&mut dyn FnMut(Piece) -> bool) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut failed = None;
        let outcome = read(&mut |piece| match self.take_piece(piece, intake) {
            Ok(()) => true,
            Err(error) => {
                failed = Some(error);
                false
            }
        });
        failed.map_or(Ok(()), Err)?;
        while self.carry_over()? {}
        outcome
    }

    /// Takes in what a thread has read; at most one slice, in one transaction.
    pub fn take_piece(&mut self, piece: Piece, intake: &mut Intake) -> Result<(), Error> {
        match piece {
            Piece::Opened { file, cover, unknown } => {
                self.recognise(&cover.maker)?;
                let received = Received {
                    file,
                    maker: Some(cover.maker.clone()),
                    unknown,
                    ..Received::default()
                };
                intake.open = Some((cover, received));
            }
            Piece::Slice(slice) => {
                let Some((cover, received)) = &mut intake.open else { return Ok(()) };
                received.merged += self.merge(&slice, cover.maker.chain)?;
            }
            Piece::Merged(merged) => {
                if let Some((_, received)) = &mut intake.open {
                    received.merged += merged;
                }
            }
            Piece::Failed(error) => return Err(error.into()),
            Piece::Picture(jpeg) => {
                self.keep_picture(&jpeg)?;
            }
            Piece::Closed => {
                if let Some((cover, received)) = intake.open.take() {
                    self.close(&cover)?;
                    intake.bundles.push(received);
                }
            }
            Piece::Refused { file, why } => {
                intake.open = None;
                let maker = self.look_at(&why)?;
                intake.bundles.push(Received {
                    file,
                    maker,
                    refused: Some(why),
                    ..Received::default()
                });
            }
            Piece::Passed { file } => {
                intake.open = None;
                intake.passed.push(Received {
                    file,
                    ..Received::default()
                });
            }
        }
        Ok(())
    }

    /// Merges a slice. Where others hold more of our own chain than we do, or other entries, this folder was restored without
    /// anybody noticing: we go on under a new chain, and the old one is everybody's.
    fn merge(&mut self, slice: &Slice, sender: Uuid) -> Result<Merged, Error> {
        let now = self.now();
        let mut merged = self.store.merge(slice, sender, now);
        if matches!(merged, Err(StoreError::OwnChainAhead)) {
            self.begin_again()?;
            merged = self.store.merge(slice, sender, now);
        }
        let merged = merged?;
        if merged.quarantined > 0 && slice.chain == self.card().chain {
            self.begin_again()?;
        }
        Ok(merged)
    }

    /// What a bundle says besides its entries.
    fn close(&mut self, cover: &Cover) -> Result<(), Error> {
        let peer = cover.maker.chain;
        let now = self.now();
        // A unit that reports here is sent nothing of ours: what it says of our chain is no sign of anything.
        let has_ours = self.peer(peer)?.is_some_and(|peer| peer.relation != Relation::Below);
        let held = cover.holds.iter().find(|held| has_ours && held.chain == self.card().chain);
        if let Some(held) = held
            && exchange::hash_of(&self.store, held.chain, held.seq)? != Some(held.hash)
        {
            // They hold of our chain what is not here: we were restored, and nothing in the folder told us.
            self.begin_again()?;
        }
        if exchange::hear(&mut self.store, peer, cover.no, cover.made, now, cover.level)? {
            exchange::take_receipts(&mut self.store, peer, &cover.holds)?;
            let mut remembered = self.remembered()?;
            remembered.see(cover.maker.clone());
            remembered.want(peer, &cover.wants);
            remembered.addressed.insert(peer, cover.to.iter().map(|card| card.chain).collect());
            self.remember(&remembered)?;
        }
        Ok(())
    }

    /// Remembers whose bundle was refused, where the file says it: somebody may want to enrol them, or to be alarmed.
    fn look_at(&self, why: &BundleError) -> Result<Option<Card>, Error> {
        let Some(parties) = why.parties() else { return Ok(None) };
        if matches!(why, BundleError::UnknownMaker(_) | BundleError::ChangedKeys(_)) {
            let mut remembered = self.remembered()?;
            remembered.see(parties.maker.clone());
            self.remember(&remembered)?;
        }
        Ok(Some(parties.maker.clone()))
    }
}
