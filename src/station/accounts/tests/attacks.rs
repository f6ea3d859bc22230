//! What somebody might try, and what the program does while nobody is there.

use uuid::Uuid;

use super::sites::written_elsewhere;
use super::{Checked, Desk, FIRST, PASSPHRASE, PIN, code, fresh, new};
use crate::domain::account::{Account, AccountRole, MOST_FAILURES};
use crate::domain::notices::{Notice, Spot};
use crate::domain::peer::Level;
use crate::domain::rights::Right;
use crate::station::out::What;
use crate::station::{Standing, Station};

const SUPERVISOR: AccountRole = AccountRole::Supervisor;

/// The account of the supervisor who made the first one.
fn account(desk: &Desk) -> Result<Account, &'static str> {
    desk.station.active(desk.supervisor).cloned().ok_or("retired")
}

#[test]
fn two_supervisors_who_retire_each_other_leave_one() -> Checked {
    for guarded in [true, false] {
        let mut desk = Desk::open()?;
        if guarded {
            let role = AccountRole::Guard;
            desk.station.add_account(&new("王建国", role), fresh(role, PIN)?)?;
        }
        let second = desk
            .station
            .add_account(&new("周倩", SUPERVISOR), fresh(SUPERVISOR, FIRST.1)?)?
            .value;
        let first = account(&desk)?;
        desk.station.retire_account(second)?;
        // Meanwhile the other one does the same at the north gate.
        written_elsewhere(&mut desk, "site", &Account { retired: true, ..first })?;
        let standing: Vec<Uuid> = desk
            .station
            .accounts()
            .iter()
            .filter(|one| one.supervises())
            .map(|one| one.id)
            .collect();
        assert_eq!(standing, [desk.supervisor], "who was changed last");
        assert_ne!(desk.station.standing(), Standing::Open);
        desk.pass(30);
        assert!(desk.sign_in(desk.supervisor, PASSPHRASE)?);
        desk.station.need(Right::ManageAccounts)?;
        assert!(desk.station.check()?.holds());
    }
    Ok(())
}

#[test]
fn whoever_is_retired_by_a_bundle_is_signed_out_whatever_else_it_brings() -> Checked {
    use crate::station::exchange::{Intake, Merged, Received};
    let mut desk = Desk::open()?;
    let second = desk
        .station
        .add_account(&new("周倩", SUPERVISOR), fresh(SUPERVISOR, FIRST.1)?)?
        .value;
    let first = account(&desk)?;
    let mut view = desk.station.view()?;
    view.veil.curtain = true;
    let identity = desk.station.identity.clone();
    written_elsewhere(&mut desk, "site", &Account { retired: true, ..first })?;
    // As it is before anybody has read again: entries that were masked came whole in the same bundle.
    desk.station.identity = identity;
    let merged = Merged {
        renewed: 1,
        ..Merged::default()
    };
    let mut intake = Intake::default();
    intake.bundles.push(Received {
        merged,
        ..Received::default()
    });
    desk.station.follow(&mut view, &intake)?;
    assert_eq!((desk.station.standing(), view.accounts.standing), (Standing::Out, Standing::Out));
    assert!(desk.station.active(second).is_some());
    assert!(view.veil.curtain, "and the queue sees no more than before");
    Ok(())
}

#[test]
fn where_nobody_can_sign_in_nobody_may_do_everything() -> Checked {
    let mut desk = Desk::open()?;
    for account in &mut desk.station.identity.accounts {
        account.retired = true;
    }
    assert_eq!(desk.station.standing(), Standing::Out);
    assert_eq!(code(desk.station.need(Right::Purge)), "sign-in-first");
    Ok(())
}

#[test]
fn the_last_supervisor_is_never_shut_out_and_another_one_is() -> Checked {
    let mut desk = Desk::open()?;
    let fails = |desk: &mut Desk| -> Checked {
        for _ in 0..=MOST_FAILURES {
            if desk.station.attempt(desk.supervisor).is_err() {
                break;
            }
            desk.pass(30);
        }
        Ok(())
    };
    fails(&mut desk)?;
    assert!(desk.sign_in(desk.supervisor, PASSPHRASE)?);
    desk.station.add_account(&new("周倩", SUPERVISOR), fresh(SUPERVISOR, FIRST.1)?)?;
    fails(&mut desk)?;
    assert_eq!(code(desk.sign_in(desk.supervisor, PASSPHRASE)), "too-many-failures");
    // Reset at another station of the site.
    let account = Account {
        secret: fresh(SUPERVISOR, "北门那边换的一句话")?.kept,
        ..account(&desk)?
    };
    written_elsewhere(&mut desk, "site", &account)?;
    desk.pass(30);
    assert!(desk.sign_in(desk.supervisor, "北门那边换的一句话")?);
    Ok(())
}

#[test]
fn who_looks_on_and_has_not_signed_in_is_told_so() -> Checked {
    let desk = Desk::open()?;
    let mut reader = Station::open_reader(desk.folder.path(), Box::new(desk.clock.clone()))?;
    assert_eq!(code(reader.may_export(Right::ExportNames)), "sign-in-first");
    assert_eq!(code(reader.journal_end()), "sign-in-first");
    Ok(())
}

#[test]
fn the_journal_leaves_whole_only_with_whoever_may_take_names_out() -> Checked {
    for (role, masked, whole) in [
        (AccountRole::Guard, "not-allowed", "not-allowed"),
        (AccountRole::Clinic, "not-allowed", "not-allowed"),
        (AccountRole::Auditor, "", "not-allowed"),
        (AccountRole::Headquarters, "", ""),
        (SUPERVISOR, "", ""),
    ] {
        let mut desk = Desk::open()?;
        desk.signed_in_as(role)?;
        let took = |desk: &mut Desk, level| code(desk.station.may_take_out(What::Journal, level));
        assert_eq!(took(&mut desk, Level::Masked), masked, "{}", role.key());
        assert_eq!(took(&mut desk, Level::Full), whole, "{}", role.key());
        desk.pass(301);
        let asked = if whole.is_empty() { "step-up" } else { whole };
        assert_eq!(took(&mut desk, Level::Full), asked, "{}", role.key());
    }
    Ok(())
}

#[test]
fn what_is_shown_to_the_queue_while_nobody_is_there_is_nobodys() -> Checked {
    let mut desk = Desk::open()?;
    let notice = Notice {
        title: "今天食堂改道".into(),
        spots: Spot::ALL.to_vec(),
        seconds: 10,
        ..Notice::default()
    };
    let id = desk.station.save_notice(notice.clone())?.value;
    let notice = Notice { id, ..notice };
    desk.station.lock();
    assert!(desk.station.show_notice(&notice, Spot::Gate, false)?.is_some());
    assert_eq!(desk.station.identity.on_duty.strength.key(), "unconfirmed");
    assert!(desk.denied()?.is_empty());
    assert_eq!(code(desk.station.show_notice(&notice, Spot::Gate, true)), "sign-in-first");
    Ok(())
}

#[test]
fn a_clearing_that_has_not_begun_clears_nothing_beside_the_journal() -> Checked {
    let mut desk = Desk::open()?;
    let now = desk.station.now();
    let purging = crate::station::out::Reader::open(desk.folder.path())?.plan_purge(None, now, &|_, _| false)?;
    desk.station.sign_out();
    assert_eq!(code(desk.station.finish_purge(&purging)), "not-allowed");
    Ok(())
}
