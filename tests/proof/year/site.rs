//! Two gates and a headquarters with one clock, a folder that they share, and a stick.

use std::fs;
use std::path::{Path, PathBuf};

use gatehouse::domain::account::AccountRole;
use gatehouse::domain::day::{Day, Moment};
use gatehouse::domain::peer::Level;
use gatehouse::domain::settings::Role;
use gatehouse::domain::thinning::{Why, stays};
use gatehouse::station::backup::BackupView;
use gatehouse::station::exchange::{Intake, Often, Route};
use gatehouse::station::out::Reader;
use gatehouse::station::secret::Cost;
use gatehouse::station::{Choosing, Clock as _, FixedClock, NewAccount, Opening, Station, View};
use tempfile::TempDir;

use super::{Size, days};
use crate::plant::{MORNING, opening};
use crate::{Made, Tested};

/// Who works here, and with what they sign in.
const ACCOUNTS: [(AccountRole, &str, &str); 4] = [
    (AccountRole::Supervisor, "周主任", "老槐树下的茶摊第三张桌"),
    (AccountRole::Guard, "王建国", "493817"),
    (AccountRole::Clinic, "李医生", "诊室窗台上的仙人掌开花"),
    (AccountRole::Auditor, "郑审计", "一本账从头看到尾不漏行"),
];

/// A station of the plant.
pub(crate) struct Gate {
    pub(crate) name: &'static str,
    folder: PathBuf,
    clock: FixedClock,
    /// The station and what its window shows; none only while its machine is gone.
    open: Vec<(Station, View)>,
    /// The recovery key as it was printed.
    pub(crate) paper: String,
}

impl Gate {
    fn init(place: &Path, clock: &FixedClock, name: &'static str, role: Role) -> Made<Self> {
        let (folder, opening) = (place.join(name), Opening { role, ..opening(name) });
        let station = Station::init(&folder, opening, Box::new(clock.clone()))?;
        let view = station.view()?;
        Ok(Self {
            name,
            folder,
            clock: clock.clone(),
            open: vec![(station, view)],
            paper: String::new(),
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The station, which is open but for the moment in which its machine is another one.
    pub(crate) fn station(&mut self) -> &mut Station {
        &mut self.open[0].0
    }

    /// Exchanges through a folder, and the window hears of it.
    fn exchange(&mut self, share: &Path) -> Tested {
        let (station, view) = &mut self.open[0];
        station.exchange_through(share, &mut Intake::default())?;
        Ok(station.catch_up(view)?)
    }

    /// Somebody with this role comes to the desk. Headquarters has no accounts.
    pub(crate) fn sign_in(&mut self, role: AccountRole) -> Tested {
        if self.name == "总部" {
            return Ok(());
        }
        let known = ACCOUNTS.iter().find(|(one, ..)| *one == role);
        let (_, name, secret) = known.ok_or("nobody has this role")?;
        let account = self.station().account_named(name)?;
        let proof = self.station().attempt(account)?.check(secret);
        self.station().sign_in(&proof)?.ok_or("signed in")?;
        Ok(())
    }

    /// Makes the accounts of the site; everybody chooses a secret of their own when they sign in first.
    fn hire(&mut self) -> Tested {
        for (no, (role, name, secret)) in ACCOUNTS.into_iter().enumerate() {
            let first = if role.has_pin() { "270164" } else { "chosen by somebody else" };
            let first = if no == 0 { secret } else { first };
            let new = NewAccount {
                name: name.into(),
                role,
                badge: String::new(),
            };
            let fresh = Choosing::first(role).make(first, Cost::LEAST)?;
            let account = self.station().add_account(&new, fresh)?.value;
            if no > 0 {
                let proof = self.station().attempt(account)?.check(first);
                assert!(self.station().sign_in(&proof)?.is_none(), "{name} has to choose");
                let own = self.station().own_secret().ok_or("nobody")?.make(secret, Cost::LEAST)?;
                self.station().renew(own)?;
                self.sign_in(AccountRole::Supervisor)?;
            }
        }
        Ok(())
    }

    /// A backup where one is due; those that stay are those of the table.
    pub(crate) fn back_up(&mut self) -> Tested {
        let mut view = BackupView::default();
        let lists = self.station().shelf()?.list();
        self.station().follow_backups(&mut view, Some(lists))?;
        if !self.station().is_backup_due(&view) {
            return Ok(());
        }
        let made = self.station().plan_backup(Why::Hourly)?.run(&|_, _| true);
        self.station().note_backup(&made)?;
        made?.second.ok_or("no second place")??;
        let (lists, zone, now) = (self.station().shelf()?.list(), self.station().card().zone, self.station().now());
        for kept in [lists.here, lists.there] {
            let moments: Vec<_> = kept.iter().map(|kept| (kept.at, kept.why())).collect();
            assert!(kept.first().is_some_and(|kept| kept.at == now), "{} has the newest one", self.name);
            assert!(
                stays(&moments, zone, now).into_iter().all(|stays| stays),
                "{}: {moments:?}",
                self.name
            );
        }
        Ok(())
    }

    /// The stick is in again: the window notices that the newest backup is not on it.
    pub(crate) fn catch_up_stick(&mut self) -> Tested {
        let caught = self.station().plan_backup(Why::Hourly)?.catches_up().ok_or("nothing is missing")?;
        self.station().note_second(&caught)?;
        Ok(caught?)
    }

    /// Clears what is due, and the backups that still have it. Answers how many records went.
    pub(crate) fn clear(&mut self) -> Made<u64> {
        self.sign_in(AccountRole::Supervisor)?;
        let mut purging = Reader::open(&self.folder)?.plan_purge(None, self.clock.now(), &|_, _| false)?;
        let count = purging.preview.count();
        if count > 0 {
            self.station().begin_purge(&mut purging)?;
            while self.station().purge_slice(&mut purging)? {}
            assert!(self.station().finish_purge(&purging)?, "nobody reads");
        }
        self.station().renew_backups()?;
        Ok(count)
    }

    /// The machine is gone with everything on it.
    pub(crate) fn burn(&mut self) -> Tested {
        self.open.clear();
        Ok(fs::remove_dir_all(&self.folder)?)
    }

    /// The station goes on in another folder.
    pub(crate) fn move_to(&mut self, folder: &Path) -> Tested {
        folder.clone_into(&mut self.folder);
        let station = Station::open(folder, Box::new(self.clock.clone()))?;
        let view = station.view()?;
        self.open.push((station, view));
        Ok(())
    }
}

/// The whole plant.
pub(crate) struct Plant {
    place: TempDir,
    clock: FixedClock,
    pub(crate) size: Size,
    pub(crate) south: Gate,
    pub(crate) north: Gate,
    pub(crate) above: Gate,
}

impl Plant {
    /// Everybody knows everybody, the roster is in, the sticks are in, the accounts are made at one gate and come to the other.
    pub(crate) fn open(size: Size) -> Made<Self> {
        let (place, clock) = (tempfile::tempdir()?, FixedClock::default());
        clock.set(MORNING.plus_minutes(-60));
        let gate = |name, role| Gate::init(place.path(), &clock, name, role);
        let [south, north, above] = [
            gate("南门", Role::Gate)?,
            gate("北门", Role::Gate)?,
            gate("总部", Role::Headquarters)?,
        ];
        let mut plant = Self {
            place,
            clock,
            size,
            south,
            north,
            above,
        };
        plant.befriend()?;
        plant.settle()?;
        let mut import = plant.south.station().begin_import()?;
        let rows: Vec<_> = (0..size.people).map(|no| (no + 1, days::worker(no).person())).collect();
        for slice in rows.chunks(1_000) {
            plant.south.station().stage(&mut import, slice.to_vec())?;
        }
        plant.south.station().take_import(&import, "花名册.xlsx")?;
        plant.south.hire()?;
        plant.meet()?;
        Ok(plant)
    }

    fn befriend(&mut self) -> Tested {
        let cards = [
            self.south.station().own_card()?,
            self.north.station().own_card()?,
            self.above.station().own_card()?,
        ];
        for gate in self.all() {
            let own = gate.station().card().chain;
            for card in cards.iter().filter(|card| card.chain != own) {
                gate.station().enrol(card.clone())?;
            }
        }
        Ok(())
    }

    /// Routes, the second place, and what people are asked for.
    fn settle(&mut self) -> Tested {
        let (share, stick) = (self.folder("共享"), self.folder("U盘"));
        fs::create_dir_all(&share)?;
        fs::create_dir_all(&stick)?;
        for (gate, level) in self.all().into_iter().zip([Level::Masked, Level::Counts, Level::Full]) {
            let route = Route {
                folder: share.clone(),
                often: Often::ByHand,
                level,
            };
            gate.station().set_routes(&[route])?;
            let place = stick.join(gate.name);
            fs::create_dir_all(&place)?;
            gate.paper = gate.station().set_second_place(&place)?.text;
        }
        self.later(60);
        let mut settings = self.south.station().settings().clone();
        settings.ask_document = true;
        self.south.station().change_settings(settings)?;
        Ok(())
    }

    pub(crate) fn all(&mut self) -> [&mut Gate; 3] {
        [&mut self.south, &mut self.north, &mut self.above]
    }

    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Where the sealed backups of a station lie.
    pub(crate) fn stick(&self, name: &str) -> PathBuf {
        self.folder("U盘").join(name)
    }

    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The morning of a day of the year.
    pub(crate) fn morning(&self, day: i64) {
        self.clock.set(MORNING.plus_minutes(day * 24 * 60));
    }

    pub(crate) fn later(&self, secs: i64) {
        self.clock.set(self.clock.now().plus_secs(secs));
    }

    pub(crate) fn today(&mut self) -> Day {
        let now = self.now();
        self.south.station().card().zone.day_of(now)
    }

    /// Everybody exchanges through the shared folder until nothing happens any more.
    pub(crate) fn meet(&mut self) -> Tested {
        let share = self.folder("共享");
        for _ in 0..12 {
            let before = super::traces::files(&share)?;
            for gate in self.all() {
                gate.clock.set(gate.clock.now().plus_secs(2));
                gate.exchange(&share)?;
            }
            if super::traces::files(&share)? == before {
                return Ok(());
            }
        }
        Err("they never stop".into())
    }
}
