//! Thermometers and their checks, photos, and what this PC remembers.

use sha2::{Digest as _, Sha256};

use super::{Done, Error, Station};
use crate::domain::entry::{Entry, Instrument, InstrumentCheck, PhotoTaken};
use crate::domain::person::PersonId;
use crate::domain::privacy::Item;
use crate::domain::rights::Right;
use crate::domain::temperature::Celsius;
use crate::store::things;

impl Station {
    /// Writes a thermometer into the register of instruments, or what has changed about it.
    pub fn save_instrument(&mut self, mut instrument: Instrument) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let name = instrument.name.trim().to_owned();
        if name.is_empty() {
            return Err(Error::NameMissing);
        }
        instrument.name = name;
        self.write(&Entry::InstrumentSaved(instrument), None)
    }

    /// Holds a thermometer against a reference at the start of a shift.
    pub fn check_instrument(&mut self, name: &str, reference: Celsius, shown: Celsius) -> Result<Done<()>, Error> {
        self.need(Right::RunDay)?;
        let check = InstrumentCheck {
            name: name.to_owned(),
            reference,
            shown,
        };
        self.write(&Entry::InstrumentChecked(check), None)
    }

    /// Keeps a photo of somebody, given as a reduced JPEG. `NotAsked` where the site does without photos.
    pub fn take_photo(&mut self, person: PersonId, jpeg: &[u8]) -> Result<Done<()>, Error> {
        self.need(Right::Register)?;
        if !self.settings().asks(Item::Photo) {
            return Err(Error::NotAsked(Item::Photo));
        }
        let hash: [u8; 32] = Sha256::digest(jpeg).into();
        things::keep_photo(&self.store, &hash, jpeg)?;
        let sha256 = super::hexadecimal(&hash);
        self.write(&Entry::PhotoTaken(PhotoTaken { person, sha256 }), None)
    }

    /// The photo of somebody as JPEG bytes, where there is one.
    pub fn photo(&self, person: PersonId) -> Result<Option<Vec<u8>>, Error> {
        Ok(things::photo(&self.store, person)?)
    }

    /// What this PC remembers under a key: language, theme, text size.
    pub fn preference(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(things::preference(&self.store, key)?)
    }

    /// Makes this PC remember a value. Not part of the record.
    pub fn prefer(&mut self, key: &str, value: &str) -> Result<(), Error> {
        Ok(things::prefer(&self.store, key, value)?)
    }
}
