//! The posts of an invented plant: its gates and its clinic. Each has a data folder of its own, and all hold what all have written.

use std::path::PathBuf;

use super::draft::Drafted;
use crate::domain::entry::Entry;
use crate::domain::settings::StationCard;
use crate::station::{Error, FixedClock, Station};
use crate::store::journal::Stamp;
use crate::store::station::{found_beside, write_chains};

/// The stations of one plant.
#[derive(Debug)]
pub(super) struct Posts {
    /// The first one signs the reports: it alone has to hold everything while the plant is being invented.
    stations: Vec<Station>,
    /// The local number of each chain in the file of each station.
    chains: Vec<Vec<i64>>,
    /// What the others do not hold yet.
    behind: Vec<Drafted>,
}

impl Posts {
    /// Opens a station in each folder. Every one knows the first entry of the others.
    pub(super) fn found(folders: &[PathBuf], openings: &[(StationCard, Stamp)]) -> Result<Self, Error> {
        let (mut stations, mut chains) = (Vec::new(), Vec::new());
        for (at, (folder, (card, stamp))) in folders.iter().zip(openings).enumerate() {
            let mut station = Station::found(folder, card.clone(), stamp, Box::new(FixedClock::default()))?;
            let mut numbers = Vec::new();
            for (other, (card, stamp)) in openings.iter().enumerate() {
                numbers.push(if other == at {
                    station.identity.chain
                } else {
                    found_beside(&mut station.store, stamp, card.clone())?
                });
            }
            stations.push(station);
            chains.push(numbers);
        }
        let behind = Vec::new();
        Ok(Self { stations, chains, behind })
    }

    /// The station that signs, which holds everything written so far.
    pub(super) fn first(&self) -> &Station {
        &self.stations[0]
    }

    /// Writes entries down, in one transaction.
    pub(super) fn write(&mut self, entries: Vec<Drafted>) -> Result<(), Error> {
        self.write_at(0, &entries)?;
        if self.stations.len() > 1 {
            self.behind.extend(entries);
        }
        Ok(())
    }

    /// Lets all the others have what has been written.
    pub(super) fn finish(mut self) -> Result<Vec<Station>, Error> {
        let behind = std::mem::take(&mut self.behind);
        for post in 1..self.stations.len() {
            self.write_at(post, &behind)?;
        }
        for station in &mut self.stations {
            station.identity = crate::store::station::identity(&station.store)?;
        }
        Ok(self.stations)
    }

    fn write_at(&mut self, post: usize, entries: &[Drafted]) -> Result<(), Error> {
        let chains = &self.chains[post];
        let entries = entries
            .iter()
            .map(|(desk, stamp, entry): &(usize, Stamp, Entry)| (chains[*desk], stamp, entry));
        Ok(write_chains(&mut self.stations[post].store, entries)?)
    }
}
