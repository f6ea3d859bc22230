//! Notices: kept, shown, taken down.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Done, Error, Station};
use crate::domain::daybook::Noted;
use crate::domain::notices::{Notice, Showing, Spot};
use crate::domain::rights::Right;
use crate::store::things;

impl Station {
    /// Keeps a notice, new or changed. `NameMissing` without a title.
    pub fn save_notice(&mut self, notice: Notice) -> Result<Done<Uuid>, Error> {
        self.need(Right::RunDay)?;
        let mut notice = notice.tidy();
        if notice.title.is_empty() {
            return Err(Error::NameMissing);
        }
        if notice.id.is_nil() {
            notice.id = Uuid::now_v7();
        }
        let id = notice.id;
        Ok(self.note(Noted::Notice(notice), None)?.with(id))
    }

    /// Writes down that a notice stands before people: once a day and place, and whenever somebody turns to it (`by_hand`).
    /// `None` where that is written already.
    pub fn show_notice(&mut self, notice: &Notice, spot: Spot, by_hand: bool) -> Result<Option<Done<()>>, Error> {
        if by_hand {
            self.need(Right::RunDay)?;
        }
        let (zone, day) = (self.card().zone, self.card().zone.day_of(self.now()));
        if !by_hand && self.daybook()?.notices.was_shown(notice.id, spot, (zone, day)) {
            return Ok(None);
        }
        self.by_itself()?;
        let showing = Showing {
            notice: notice.id,
            title: notice.title.clone(),
            spot,
        };
        self.note(Noted::Showing(showing), None).map(Some)
    }

    /// Keeps a picture for notices, given as a reduced JPEG, and answers its hash.
    pub fn keep_picture(&mut self, jpeg: &[u8]) -> Result<String, Error> {
        self.need(Right::RunDay)?;
        let hash: [u8; 32] = Sha256::digest(jpeg).into();
        things::keep_photo(&self.store, &hash, jpeg)?;
        Ok(super::hexadecimal(&hash))
    }

    /// A picture by its hash, as JPEG bytes, where it is here.
    pub fn picture(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(things::picture(&self.store, sha256)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Moment;
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_notice_is_kept_changed_and_shown_once_a_day() -> Checked {
        let folder = tempfile::tempdir()?;
        let clock = FixedClock::default();
        clock.set(Moment(1_581_033_600_000));
        let mut station = Station::init(folder.path(), Opening::tested("南门"), Box::new(clock.clone()))?;
        assert!(matches!(station.save_notice(Notice::default()), Err(Error::NameMissing)));
        let picture = station.keep_picture(b"jpeg")?;
        let mut notice = Notice {
            title: " 今天食堂改道 ".into(),
            picture: Some(picture.clone()),
            seconds: 1,
            spots: Spot::ALL.to_vec(),
            ..Notice::default()
        };
        notice.id = station.save_notice(notice.clone())?.value;
        notice.urgent = true;
        station.save_notice(notice.clone())?;
        assert_eq!(station.picture(&picture)?.as_deref(), Some(b"jpeg".as_slice()));
        assert_eq!(station.picture("00")?, None);
        assert!(station.show_notice(&notice, Spot::Gate, false)?.is_some());
        assert!(
            station.show_notice(&notice, Spot::Gate, false)?.is_none(),
            "every turn is not a note"
        );
        assert!(station.show_notice(&notice, Spot::Gate, true)?.is_some());
        assert!(station.show_notice(&notice, Spot::Canteen, false)?.is_some());
        clock.set(Moment(1_581_033_600_000).plus_minutes(24 * 60));
        assert!(
            station.show_notice(&notice, Spot::Gate, false)?.is_some(),
            "the next day is another"
        );
        let daybook = station.daybook()?;
        let book = &daybook.notices;
        let up = book.up("zh-Hans", Spot::Gate, station.view()?.day);
        let first = up.first().ok_or("nothing is up")?;
        assert_eq!((first.title.as_str(), first.seconds, first.spots.len()), ("今天食堂改道", 5, 0));
        assert_eq!(book.shown(notice.id).count(), 4);
        assert_eq!(
            book.shown_on(station.view()?.day, station.card().zone),
            1,
            "however often and wherever"
        );
        assert!(station.check()?.holds());
        Ok(())
    }
}
