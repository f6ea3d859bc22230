//! Signing in, failing, locking; accounts of several stations. Which method asks for which right is the table of `methods`.

mod attacks;
mod methods;
mod sites;

use uuid::Uuid;

use super::{NewAccount, Standing};
use crate::domain::account::{AccountRole, Strength};
use crate::domain::audit::Audited;
use crate::domain::day::Moment;
use crate::domain::entry::{Entry, OnDuty};
use crate::domain::person::{Person, PersonId};
use crate::domain::rights::Right;
use crate::domain::rules::Authority;
use crate::domain::screening::Direction;
use crate::domain::temperature::{Celsius, Site};
use crate::station::secret::{Cost, Fresh};
use crate::station::{Choosing, Error, FixedClock, NewOuting, NewReading, Opening, Station};
use crate::store::journal;

type Checked = Result<(), Box<dyn std::error::Error>>;

const PIN: &str = "493817";
const PASSPHRASE: &str = "每天早上八点开门";
/// What a supervisor chose for somebody.
const FIRST: (&str, &str) = ("270416", "先用这一句话登录");
/// 7 February 2020, 08:00 in Shanghai.
const MORNING: Moment = Moment(1_581_033_600_000);

/// A station where somebody of every role has an account.
pub(super) struct Desk {
    pub(super) station: Station,
    pub(super) clock: FixedClock,
    supervisor: Uuid,
    folder: tempfile::TempDir,
}

fn fresh(role: AccountRole, secret: &str) -> Result<Fresh, Error> {
    Choosing::first(role).make(secret, Cost::LEAST)
}

fn secret(role: AccountRole) -> &'static str {
    if role.has_pin() { PIN } else { PASSPHRASE }
}

fn new(name: &str, role: AccountRole) -> NewAccount {
    NewAccount {
        name: name.into(),
        role,
        badge: String::new(),
    }
}

fn code<T>(done: Result<T, Error>) -> &'static str {
    done.err().map_or("", |error| error.code())
}

impl Desk {
    pub(super) fn open() -> Result<Self, Error> {
        let folder = tempfile::tempdir().map_err(|error| Error::Store(error.into()))?;
        let clock = FixedClock::default();
        clock.set(MORNING);
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        station.hand_over("王建国")?;
        let person = Person {
            id: PersonId(Uuid::from_u128(1)),
            badge: "0001".into(),
            name: "张双".into(),
            ..Person::default()
        };
        station.save_person(person)?;
        let role = AccountRole::Supervisor;
        let supervisor = station.add_account(&new("李敏", role), fresh(role, PASSPHRASE)?)?.value;
        Ok(Self {
            station,
            clock,
            supervisor,
            folder,
        })
    }

    fn pass(&self, seconds: i64) {
        self.clock.set(self.station.now().plus_secs(seconds));
    }

    fn sign_in(&mut self, account: Uuid, secret: &str) -> Result<bool, Error> {
        let proof = self.station.attempt(account)?.check(secret);
        Ok(self.station.sign_in(&proof)?.is_some())
    }

    /// Signed in with an account of that role, whose secret is their own.
    pub(super) fn signed_in_as(&mut self, role: AccountRole) -> Result<Uuid, Error> {
        self.sign_in(self.supervisor, PASSPHRASE)?;
        if role == AccountRole::Supervisor {
            return Ok(self.supervisor);
        }
        let first = if role.has_pin() { FIRST.0 } else { FIRST.1 };
        let account = self.station.add_account(&new(role.key(), role), fresh(role, first)?)?.value;
        assert!(!self.sign_in(account, first)?, "what somebody else chose is not enough");
        self.station.renew(fresh(role, secret(role))?)?;
        Ok(account)
    }

    fn denied(&self) -> Result<Vec<(String, Option<Uuid>)>, Error> {
        let head = crate::store::chains::head(&self.station.store, self.station.card().chain)?;
        let mut denied = Vec::new();
        journal::each_between::<Error>(&self.station.store, head.chain, (1, head.seq), |written| {
            if let Entry::Audited(Audited::Denied(one)) = written.entry()? {
                denied.push((one.right, one.account));
            }
            Ok(())
        })?;
        Ok(denied)
    }

    fn measure(&mut self) -> Result<(), Error> {
        let reading = NewReading {
            person: PersonId(Uuid::from_u128(1)),
            celsius: Celsius(3650),
            site: Site::Forehead,
            instrument: String::new(),
            direction: Direction::In,
            mask: true,
        };
        self.station.record_reading(reading).map(drop)
    }
}

#[test]
fn the_first_account_is_a_supervisors_who_is_signed_in_with_it() -> Checked {
    let folder = tempfile::tempdir()?;
    let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(FixedClock::default()))?;
    assert_eq!((station.standing(), station.need(Right::Purge).is_ok()), (Standing::Open, true));
    for role in [
        AccountRole::Guard,
        AccountRole::Clinic,
        AccountRole::Headquarters,
        AccountRole::Auditor,
    ] {
        let refused = station.add_account(&new("李敏", role), fresh(role, secret(role))?);
        assert_eq!(code(refused), "first-supervisor", "{}", role.key());
    }
    let role = AccountRole::Supervisor;
    let wrong = station.add_account(&new("李敏", role), fresh(AccountRole::Guard, PIN)?);
    assert_eq!(code(wrong), "other-secret");
    station.add_account(&new("李敏", role), fresh(role, PASSPHRASE)?)?;
    assert_eq!((station.standing(), station.on_duty()), (Standing::In, "李敏"));
    assert_eq!(code(station.hand_over("王建国")), "sign-in-first", "nobody is taken at their word");
    Ok(())
}

#[test]
fn a_program_that_starts_is_signed_out_and_records_unconfirmed() -> Checked {
    let Desk {
        station, clock, folder, ..
    } = Desk::open()?;
    drop(station);
    let station = Station::open(folder.path(), Box::new(clock.clone()))?;
    assert_eq!((station.standing(), station.on_duty()), (Standing::Out, ""));
    let mut desk = Desk {
        supervisor: station.account_named("李敏")?,
        station,
        clock,
        folder,
    };
    assert_eq!(code(desk.station.need(Right::Register)), "sign-in-first");
    desk.measure()?;
    let line = desk.station.view()?.recent[0].clone();
    assert!(line.unconfirmed, "nobody has confirmed it");
    desk.sign_in(desk.supervisor, PASSPHRASE)?;
    desk.measure()?;
    let lines = desk.station.view()?.recent;
    assert_eq!((lines[0].unconfirmed, lines[1].unconfirmed), (false, true));
    assert!(desk.station.check()?.holds());
    Ok(())
}

#[test]
fn a_locked_desk_records_and_does_nothing_else() -> Checked {
    let mut desk = Desk::open()?;
    desk.station.lock();
    assert_eq!((desk.station.standing(), desk.station.on_duty()), (Standing::Locked, ""));
    desk.measure()?;
    assert_eq!(code(desk.station.need(Right::RunDay)), "sign-in-first");
    let strength = desk.station.identity.on_duty.clone();
    assert_eq!((strength.name.as_str(), strength.strength), ("", Strength::Unconfirmed));
    let since = desk.station.session().map(|session| session.since);
    desk.pass(60);
    desk.sign_in(desk.supervisor, PASSPHRASE)?;
    assert_eq!(desk.station.session().map(|session| session.since), since, "the same shift");
    let expected = OnDuty {
        name: "李敏".into(),
        account: Some(desk.supervisor),
        strength: Strength::Passphrase,
    };
    assert_eq!(desk.station.identity.on_duty, expected);
    Ok(())
}

#[test]
fn who_fails_waits_and_is_written_down_once_a_minute() -> Checked {
    let mut desk = Desk::open()?;
    desk.station.sign_out();
    let account = desk.supervisor;
    for seconds in [1, 2, 4, 8, 16, 30, 30] {
        assert_eq!(code(desk.sign_in(account, "不是这一句口令")), "wrong-secret");
        assert_eq!(desk.station.seconds_to_wait(account)?, seconds);
        assert_eq!(code(desk.sign_in(account, PASSPHRASE)), "back-off", "also with the right one");
        desk.pass(seconds);
    }
    let denied = desk.denied()?;
    assert!(denied.iter().all(|one| *one == ("sign-in".into(), Some(account))), "{denied:?}");
    assert_eq!(denied.len(), 2, "91 seconds");
    desk.sign_in(account, PASSPHRASE)?;
    assert_eq!(desk.station.seconds_to_wait(account)?, 0, "what went well ends it");
    Ok(())
}

#[test]
fn after_a_hundred_failures_a_supervisor_helps_and_recording_goes_on() -> Checked {
    let mut desk = Desk::open()?;
    let guard = desk.signed_in_as(AccountRole::Guard)?;
    desk.station.sign_out();
    for _ in 0..100 {
        // A program that ends before it has checked has tried as well.
        desk.station.attempt(guard)?;
        desk.pass(30);
    }
    assert_eq!(code(desk.sign_in(guard, PIN)), "too-many-failures");
    desk.measure()?;
    desk.sign_in(desk.supervisor, PASSPHRASE)?;
    desk.station.reset_account(guard, fresh(AccountRole::Guard, FIRST.0)?)?;
    assert!(!desk.sign_in(guard, FIRST.0)?, "and they choose their own again");
    assert_eq!(desk.station.standing(), Standing::Renew);
    assert_eq!(code(desk.station.need(Right::Register)), "sign-in-first");
    Ok(())
}

#[test]
fn nobody_of_that_name_fails_like_somebody() -> Checked {
    let mut desk = Desk::open()?;
    assert_eq!(code(desk.sign_in(Uuid::nil(), PASSPHRASE)), "wrong-secret");
    assert_eq!(code(desk.sign_in(Uuid::from_u128(9), "")), "wrong-secret");
    Ok(())
}

#[test]
fn the_passphrase_is_asked_for_once_more_after_five_minutes() -> Checked {
    let mut desk = Desk::open()?;
    let account = desk.supervisor;
    for (seconds, asked) in [(0, ""), (300, ""), (1, "step-up")] {
        desk.pass(seconds);
        assert_eq!(code(desk.station.need(Right::ChangeRules)), asked, "{seconds}");
        assert_eq!(code(desk.station.need(Right::RunDay)), "", "what is not sensitive");
    }
    let wrong = desk.station.attempt(account)?.check("不是这一句口令");
    assert_eq!(code(desk.station.step_up(&wrong)), "wrong-secret");
    assert_eq!(code(desk.station.need(Right::ChangeRules)), "step-up");
    desk.pass(1);
    let right = desk.station.attempt(account)?.check(PASSPHRASE);
    desk.station.step_up(&right)?;
    desk.station.need(Right::ChangeRules)?;
    desk.clock.set(MORNING);
    assert_eq!(
        code(desk.station.need(Right::ChangeRules)),
        "step-up",
        "a clock set back is not fresh"
    );
    Ok(())
}

#[test]
fn somebody_elses_proof_is_not_ones_own() -> Checked {
    let mut desk = Desk::open()?;
    let proof = desk.station.attempt(desk.supervisor)?.check(PASSPHRASE);
    desk.pass(30);
    desk.signed_in_as(AccountRole::Clinic)?;
    assert_eq!(code(desk.station.step_up(&proof)), "sign-in-first");
    desk.sign_in(desk.supervisor, PASSPHRASE)?;
    let stale = desk.station.attempt(desk.supervisor)?.check(PASSPHRASE);
    let role = AccountRole::Supervisor;
    desk.station.reset_account(desk.supervisor, fresh(role, "后来换的另一句话")?)?;
    assert_eq!(code(desk.station.sign_in(&stale)), "wrong-secret", "it was changed since");
    Ok(())
}

#[test]
fn the_last_supervisor_stays() -> Checked {
    let mut desk = Desk::open()?;
    let account = desk.supervisor;
    assert_eq!(code(desk.station.retire_account(account)), "last-supervisor");
    let demoted = desk.station.change_account(account, &new("李敏", AccountRole::Clinic), None);
    assert_eq!(code(demoted), "last-supervisor");
    let role = AccountRole::Supervisor;
    let second = desk.station.add_account(&new("周倩", role), fresh(role, FIRST.1)?)?.value;
    desk.station.retire_account(account)?;
    assert_eq!(desk.station.standing(), Standing::Out, "who is retired is signed out");
    assert_eq!(code(desk.sign_in(account, PASSPHRASE)), "wrong-secret");
    assert!(!desk.sign_in(second, FIRST.1)?);
    Ok(())
}

#[test]
fn two_have_neither_one_name_nor_one_badge() -> Checked {
    let mut desk = Desk::open()?;
    let role = AccountRole::Guard;
    assert_eq!(
        code(desk.station.add_account(&new(" 李敏 ", role), fresh(role, PIN)?)),
        "account-name-taken"
    );
    let badged = |name: &str| NewAccount {
        badge: "G7".into(),
        ..new(name, role)
    };
    let one = desk.station.add_account(&badged("王建国"), fresh(role, PIN)?)?.value;
    assert_eq!(
        code(desk.station.add_account(&badged("赵强"), fresh(role, PIN)?)),
        "account-badge-taken"
    );
    desk.station.retire_account(one)?;
    desk.station.add_account(&badged("王建国"), fresh(role, PIN)?)?;
    let clinic = AccountRole::Clinic;
    let now = desk.station.account_named("王建国")?;
    assert_eq!(code(desk.station.change_account(now, &new("王建国", clinic), None)), "other-secret");
    desk.station
        .change_account(now, &new("王建国", clinic), Some(fresh(clinic, FIRST.1)?))?;
    assert!(!desk.sign_in(now, FIRST.1)?);
    Ok(())
}

#[test]
fn a_session_ends_with_the_shift() -> Checked {
    let mut desk = Desk::open()?;
    let until = desk.station.session().map(|session| session.until).ok_or("nobody")?;
    desk.clock.set(Moment(until.0 - 1));
    assert_eq!(desk.station.standing(), Standing::In);
    desk.clock.set(until);
    assert_eq!(desk.station.standing(), Standing::Out);
    desk.measure()?;
    assert!(desk.station.view()?.recent[0].unconfirmed);
    Ok(())
}

#[test]
fn nobody_decides_as_somebody_higher() -> Checked {
    for (role, by, refused) in [
        (AccountRole::Guard, Authority::Superior, "authority"),
        (AccountRole::Guard, Authority::Guard, ""),
        (AccountRole::Clinic, Authority::Supervisor, "authority"),
        (AccountRole::Clinic, Authority::Clinic, ""),
        (AccountRole::Supervisor, Authority::Headquarters, "authority"),
        (AccountRole::Supervisor, Authority::Supervisor, ""),
        (AccountRole::Headquarters, Authority::Headquarters, ""),
    ] {
        let mut desk = Desk::open()?;
        desk.signed_in_as(role)?;
        let outing = NewOuting {
            person: PersonId(Uuid::from_u128(1)),
            destination: "520302".into(),
            code: "520302".parse().ok(),
            reason: String::new(),
            due: MORNING.plus_minutes(600),
        };
        assert_eq!(
            code(desk.station.file_outing(&outing, Some(by))),
            refused,
            "{} as {}",
            role.key(),
            by.key()
        );
    }
    Ok(())
}

#[test]
fn no_entry_holds_a_secret_in_clear_and_what_is_shown_holds_none() -> Checked {
    let mut desk = Desk::open()?;
    desk.signed_in_as(AccountRole::Guard)?;
    let head = crate::store::chains::head(&desk.station.store, desk.station.card().chain)?;
    let mut bodies = String::new();
    journal::each_between::<Error>(&desk.station.store, head.chain, (1, head.seq), |written| {
        bodies.push_str(&written.body);
        Ok(())
    })?;
    for secret in [PIN, PASSPHRASE, FIRST.0] {
        assert!(!bodies.contains(secret));
    }
    assert!(bodies.contains("$argon2id$"));
    assert!(!format!("{:?}", desk.station.view()?).contains("argon2id"));
    Ok(())
}

#[test]
fn beside_the_window_somebody_signs_in_to_look_on() -> Checked {
    let desk = Desk::open()?;
    let folder = desk.folder.path();
    let mut reader = Station::open_reader(folder, Box::new(desk.clock.clone()))?;
    assert_eq!((reader.is_held(), reader.standing()), (true, Standing::Out));
    let proof = reader.attempt(desk.supervisor)?.check(PASSPHRASE);
    reader.look_on_as(&proof)?;
    assert!(reader.may_export(Right::ExportNames).is_ok());
    assert_eq!(code(reader.change_settings(crate::domain::settings::Settings::default())), "locked");
    Ok(())
}

#[test]
fn a_shift_is_counted_from_when_somebody_came() -> Checked {
    let mut desk = Desk::open()?;
    desk.measure()?;
    desk.pass(3_600);
    desk.signed_in_as(AccountRole::Guard)?;
    desk.measure()?;
    desk.station.refuse(PersonId(Uuid::from_u128(1)), "没有戴口罩")?;
    let day = desk.station.card().zone.day_of(desk.station.now());
    desk.station.note_unusual(day, "停水")?;
    let shift = desk.station.shift()?;
    assert_eq!((shift.name.as_str(), shift.from), ("guard", MORNING.plus_secs(3_600)));
    assert_eq!((shift.readings, shift.fevers, shift.refused, shift.notes), (1, 0, 1, 1));
    Ok(())
}
