//! Where headquarters keeps the entries of its units: in its own file, or in a database server when one file is outgrown.
//!
//! The address is remembered by this PC and is no part of the record. The station's own chain, its stations, receipts and preferences
//! stay in its file whatever it says.

use std::cell::{OnceCell, RefCell};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::exchange::Quarantined;
use super::{Error, Station};
use crate::domain::chain::{Head, SignedHead};
use crate::domain::parcel::Gap;
use crate::domain::rights::Right;
use crate::domain::settings::Role;
use crate::store::ledger::Ledger;
use crate::store::postgres::{Address, Postgres, ServerError};
use crate::store::{self, StoreError, exchange};

const PREFERENCE: &str = "ledger";
/// How long a server that could not be reached is left alone.
const PAUSE: Duration = Duration::from_mins(1);

impl Station {
    /// The address of the server as it may be shown, without the password; `None` where the units are kept in the file.
    pub fn ledger_url(&self) -> Result<Option<String>, Error> {
        Ok(self.ledger_address()?.map(|address| address.to_string()))
    }

    /// Keeps the units in the database at this address from now on, or in the file again. What was kept elsewhere stays there, and
    /// comes again with the next bundles: the receipts tell what is missing.
    ///
    /// The server is asked first: nothing is remembered where it cannot be used.
    pub fn set_ledger(&mut self, url: Option<&str>) -> Result<(), Error> {
        self.need(Right::ManageStations)?;
        if self.card().role != Role::Headquarters {
            return Err(Error::OnlyHeadquarters);
        }
        let address = url.map(address).transpose()?;
        let server = address.as_ref().map(Postgres::open).transpose()?;
        self.prefer(PREFERENCE, address.as_ref().map_or("", Address::secret_text))?;
        self.server = OnceCell::from(server);
        self.server_failed.set(None);
        self.grouped = RefCell::default();
        Ok(())
    }

    fn ledger_address(&self) -> Result<Option<Address>, Error> {
        let url = self
            .preference(PREFERENCE)?
            .filter(|url| !url.is_empty() && self.card().role == Role::Headquarters);
        url.as_deref().map(address).transpose()
    }

    /// Where the entries of the units are kept.
    pub(super) fn ledger(&self) -> Result<&dyn Ledger, Error> {
        Ok(match self.server()? {
            Some(server) => server,
            None => &self.store,
        })
    }

    /// The server that units are put into by a thread, and the chains that go into the file wherever the units are kept.
    pub(super) fn served(&self) -> Result<Option<(Address, Vec<Uuid>)>, Error> {
        let Some(address) = self.ledger_address()? else { return Ok(None) };
        Ok(Some((address, store::station::own_chains(&self.store)?)))
    }

    /// How far chains reach where they are kept: what the file holds of units from before they went to the server does not count.
    pub(super) fn heads(&self) -> Result<Vec<Head>, Error> {
        self.kept(exchange::heads(&self.store)?, Ledger::heads, |head| head.chain)
    }

    /// A head of each chain with the signature of its owner, where the chains are kept.
    pub(super) fn signed_heads(&self) -> Result<Vec<SignedHead>, Error> {
        self.kept(exchange::signed_heads(&self.store)?, Ledger::signed_heads, |signed| {
            signed.head.chain
        })
    }

    /// With a server, what the file says of our own chains and the server of all others.
    fn kept<T>(
        &self,
        mut filed: Vec<T>,
        served: impl Fn(&Postgres) -> Result<Vec<T>, StoreError>,
        chain: impl Fn(&T) -> Uuid,
    ) -> Result<Vec<T>, Error> {
        if let Some(server) = self.server()? {
            let own = store::station::own_chains(&self.store)?;
            let mut served = served(server)?;
            filed.retain(|of| own.contains(&chain(of)));
            served.retain(|of| !own.contains(&chain(of)));
            filed.extend(served);
        }
        Ok(filed)
    }

    /// What is missing where the units are kept.
    pub(super) fn gaps(&self) -> Result<Vec<Gap>, Error> {
        Ok(match self.server()? {
            Some(server) => server.gaps()?,
            None => exchange::gaps(&self.store)?,
        })
    }

    /// What the server keeps apart, under numbers below 0: those of the file are above.
    pub(super) fn apart(&self) -> Result<Vec<Quarantined>, Error> {
        let apart = self.server()?.map_or(Ok(Vec::new()), Postgres::apart)?;
        Ok(apart.into_iter().map(|one| Quarantined { no: -one.no, ..one }).collect())
    }

    /// The server where the units are kept, if they are kept in one. One that cannot be reached is tried again after a while: whoever
    /// stands at the window does not wait for it each time.
    pub(super) fn server(&self) -> Result<Option<&Postgres>, Error> {
        if let Some(server) = self.server.get() {
            return Ok(server.as_ref());
        }
        let Some(address) = self.ledger_address()? else {
            return Ok(self.server.get_or_init(|| None).as_ref());
        };
        if self.server_failed.get().is_some_and(|failed| failed.elapsed() < PAUSE) {
            return Err(StoreError::from(ServerError::Unreachable(address.to_string())).into());
        }
        let server = Postgres::open(&address).inspect_err(|_| self.server_failed.set(Some(Instant::now())))?;
        Ok(self.server.get_or_init(|| Some(server)).as_ref())
    }
}

fn address(url: &str) -> Result<Address, Error> {
    Ok(url.parse().map_err(|error: ServerError| StoreError::from(error))?)
}
