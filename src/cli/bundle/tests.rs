//! Stations as they are named on the command line.

use uuid::Uuid;

use super::{named, plain};
use crate::domain::peer::{Card, Keys, Peer, Relation};
use crate::domain::settings::Role;

fn peer(chain: u128, sign: &str, revoked: Option<&str>) -> Peer {
    let keys = Keys {
        sign: sign.into(),
        seal: String::new(),
    };
    let card = Card {
        chain: Uuid::from_u128(chain),
        site: String::new(),
        unit: String::new(),
        station: "北门".into(),
        role: Role::Gate,
        keys,
    };
    Peer {
        card,
        relation: Relation::Site,
        revoked: revoked.map(str::to_owned),
    }
}

#[test]
fn one_name_is_one_station_where_the_keys_are_the_same() {
    let (old, new, other) = (peer(1, "a", None), peer(2, "a", None), peer(3, "b", None));
    let found = |peers: &[&Peer], name: &str| {
        let peers: Vec<Peer> = peers.iter().map(|peer| (*peer).clone()).collect();
        named(&peers, name).map(|chain| chain.as_u128()).map_err(|error| error.code())
    };
    assert_eq!(found(&[&old, &new], "北门"), Ok(2));
    assert_eq!(found(&[&old, &new, &other], "北门"), Err("several-stations"));
    assert_eq!(found(&[&old, &new, &other], &other.card.fingerprint().to_string()), Ok(3));
    assert_eq!(found(&[&old, &peer(3, "b", Some("丢失"))], "北门"), Ok(1));
    assert_eq!(found(&[&old], "南门"), Err("unknown-station"));
}

#[test]
fn a_fingerprint_is_the_same_however_it_is_typed() {
    for typed in ["7Q2M-9KXD-0FZB-1TRA", "7q2m 9kxd ofzb ltra", "7Q2M9KXDOFZBITRA"] {
        assert_eq!(plain(typed), "7Q2M9KXD0FZB1TRA");
    }
}
