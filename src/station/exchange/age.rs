//! How old what is known of another station is, and whether that is too old.

use super::{ExchangeView, Often, PeerState};
use crate::domain::day::Moment;
use crate::domain::peer::Relation;

/// A clock that is off by more is said.
const SKEW_MS: i64 = 120_000;
/// A station of the site that is reached through a folder on a timer is late after so many seconds.
const LATE_SECS: i64 = 600;

/// Which way a clock is off, and by how many whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skew {
    Ahead(i64),
    /// Or the bundle was on its way so long.
    Behind(i64),
}

impl PeerState {
    /// When what is known of it was so: when its newest bundle came, or when it was made where that is long before. A bundle on a
    /// stick is as old as the way it went; a clock that is behind only makes it older, never younger.
    pub fn known(&self) -> Option<Moment> {
        let behind = if self.skew_ms < -SKEW_MS { self.skew_ms } else { 0 };
        self.heard.map(|heard| Moment(heard.0.saturating_add(behind)))
    }

    /// How far its clock is off, where it is worth saying.
    pub fn skew(&self) -> Option<Skew> {
        let minutes = self.skew_ms.saturating_abs() / 60_000;
        let skew = if self.skew_ms > SKEW_MS {
            Some(Skew::Ahead(minutes))
        } else {
            (self.skew_ms < -SKEW_MS).then_some(Skew::Behind(minutes))
        };
        skew.filter(|_| self.heard.is_some())
    }
}

impl ExchangeView {
    /// Whether a route is used by itself every few seconds.
    pub fn is_on_timer(&self) -> bool {
        self.routes.iter().any(|state| matches!(state.route.often, Often::Every(_)))
    }

    /// Whether a station of the site should have been heard of again by now. One that was enrolled just now has sent nothing yet.
    pub fn is_late(&self, peer: &PeerState, now: Moment) -> bool {
        let expected = peer.peer.relation == Relation::Site && peer.peer.revoked.is_none() && self.is_on_timer();
        expected && peer.known().is_some_and(|known| now.secs_since(known) > LATE_SECS)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Route, RouteState};
    use super::*;
    use crate::domain::peer::{Card, Keys, Peer};
    use crate::domain::settings::Role;

    const NOW: Moment = Moment(1_581_033_600_000);

    fn peer(relation: Relation, heard: Option<i64>) -> PeerState {
        let card = Card {
            chain: uuid::Uuid::from_u128(1),
            site: String::new(),
            unit: String::new(),
            station: "北门".into(),
            role: Role::Gate,
            keys: Keys::default(),
        };
        PeerState {
            peer: Peer {
                card,
                relation,
                revoked: None,
            },
            have: 0,
            heard: heard.map(|secs| NOW.plus_secs(-secs)),
            skew_ms: 0,
            accepted: None,
            owed: 0,
        }
    }

    #[test]
    fn a_bundle_is_as_old_as_its_way_and_a_clock_that_is_ahead_makes_nothing_younger() {
        for (skew_ms, age, said) in [
            (0, 10, None),
            (-120_000, 10, None),
            (-36_000_000, 36_010, Some(Skew::Behind(600))),
            (420_000, 10, Some(Skew::Ahead(7))),
        ] {
            let peer = PeerState {
                skew_ms,
                ..peer(Relation::Site, Some(10))
            };
            assert_eq!(peer.known().map(|at| NOW.secs_since(at)), Some(age), "{skew_ms}");
            assert_eq!(peer.skew(), said, "{skew_ms}");
        }
        assert_eq!(peer(Relation::Site, None).known(), None);
    }

    #[test]
    fn only_a_station_of_the_site_is_late_and_only_where_bundles_come_by_themselves() {
        for (often, relation, heard, late) in [
            (Often::Every(5), Relation::Site, Some(600), false),
            (Often::Every(5), Relation::Site, Some(601), true),
            (Often::Every(5), Relation::Site, None, false),
            (Often::Every(5), Relation::Above, Some(90_000), false),
            (Often::ShiftEnd, Relation::Site, Some(90_000), false),
        ] {
            let route = Route { often, ..Route::default() };
            let view = ExchangeView {
                routes: vec![RouteState {
                    route,
                    ..RouteState::default()
                }],
                ..ExchangeView::default()
            };
            let peer = peer(relation, heard);
            assert_eq!(view.is_late(&peer, NOW), late, "{often:?} {relation:?} {heard:?}");
        }
    }
}
