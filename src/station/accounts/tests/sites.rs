//! Accounts of several stations: those of the site are the same everywhere, those of others are not heard.

use uuid::Uuid;

use super::{Checked, Desk, MORNING, PASSPHRASE, fresh, new};
use crate::domain::account::{Account, AccountRole};
use crate::domain::entry::Entry;
use crate::domain::peer::Level;
use crate::domain::settings::Role;
use crate::station::exchange::Intake;
use crate::station::{Error, FixedClock, Opening, Standing, Station};
use crate::store::journal;

/// An account as another chain writes it.
pub(super) fn written_elsewhere(desk: &mut Desk, relation: &str, account: &Account) -> Checked {
    use crate::domain::peer::{Card, Keys, Peer, Relation};
    let chain = Uuid::now_v7();
    let card = crate::domain::settings::StationCard {
        chain,
        station: relation.into(),
        ..desk.station.card().clone()
    };
    let relation = Relation::ALL.into_iter().find(|known| known.key() == relation).ok_or("relation")?;
    let peer = Peer {
        card: Card::of(&card, Keys::default()),
        relation,
        revoked: None,
    };
    desk.station.write(&Entry::PeerSaved(peer), None)?;
    let stamp = crate::station::stamp(desk.station.now(), card.zone, 0, None);
    let no = crate::store::station::found_beside(&mut desk.station.store, &stamp, card)?;
    let later = crate::station::stamp(desk.station.now().plus_secs(5), desk.station.card().zone, 0, None);
    crate::store::station::write(&mut desk.station.store, no, &later, &Entry::AccountSaved(account.clone()))?;
    desk.station.identity = crate::store::station::identity(&desk.station.store)?;
    Ok(())
}

#[test]
fn accounts_of_the_site_sign_in_here_and_those_of_others_never() -> Checked {
    for (relation, counts) in [("site", true), ("above", false), ("below", false)] {
        let mut desk = Desk::open()?;
        let role = AccountRole::Supervisor;
        // The same id as ours, later, with another secret: from our site it stands, from anywhere else ours does.
        let account = Account {
            id: desk.supervisor,
            name: "李敏".into(),
            role,
            secret: fresh(role, "北门那边换的一句话")?.kept,
            ..Account::default()
        };
        written_elsewhere(&mut desk, relation, &account)?;
        desk.station.sign_out();
        assert_eq!(desk.sign_in(desk.supervisor, "北门那边换的一句话").is_ok(), counts, "{relation}");
        desk.pass(30);
        assert_eq!(desk.sign_in(desk.supervisor, PASSPHRASE).is_ok(), !counts, "{relation}");
        assert!(desk.station.check()?.holds(), "rebuild == live");
    }
    Ok(())
}

/// A station with its keys.
fn opened(folder: &std::path::Path, name: &str, role: Role) -> Result<Station, Error> {
    let clock = FixedClock::default();
    clock.set(MORNING);
    let opening = Opening {
        role,
        ..Opening::tested(name)
    };
    let mut station = Station::init(folder, opening, Box::new(clock))?;
    station.see_to_keys()?;
    Ok(station)
}

#[test]
fn accounts_travel_to_the_stations_of_the_site_and_never_to_headquarters() -> Checked {
    for (role, travels) in [(Role::Gate, true), (Role::Headquarters, false)] {
        let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
        let mut south = opened(folders[0].path(), "南门", Role::Gate)?;
        let mut other = opened(folders[1].path(), "北门", role)?;
        south.enrol(other.own_card()?)?;
        other.enrol(south.own_card()?)?;
        let supervisor = AccountRole::Supervisor;
        south.add_account(&new("李敏", supervisor), fresh(supervisor, PASSPHRASE)?)?;
        let bundle = folders[0].path().join("everything.gatehouse");
        south.plan_bundle(&[], Level::Full, true)?.write(&bundle, &|_, _| false)?;
        let mut view = other.view()?;
        other.read_bundle(&bundle, &mut Intake::default())?;
        other.catch_up(&mut view)?;
        assert_eq!(other.standing() == Standing::Out, travels, "{}", role.key());
        assert_eq!(view.accounts.rows.len(), usize::from(travels));
        let head = crate::store::chains::head(&other.store, south.card().chain)?;
        let (mut secrets, mut entries) = (0, 0);
        journal::each_between::<Error>(&other.store, head.chain, (1, head.seq), |written| {
            entries += 1;
            secrets += usize::from(written.body.contains("argon2id"));
            Ok(())
        })?;
        assert!(entries > 3, "what came: {entries}");
        assert_eq!(secrets, usize::from(travels), "{}", role.key());
        assert!(other.check()?.holds());
    }
    Ok(())
}
