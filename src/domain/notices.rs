//! Notices (宣传): what to tell whom, and what was shown when.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::daybook::Note;

/// Something to tell people, with its picture by the hash of its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub id: Uuid,
    pub title: String,
}

/// A notice that was shown to people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Showing {
    pub notice: Uuid,
}

/// Every notice with when it was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeBook {
    notices: Vec<Notice>,
    showings: Vec<Showing>,
}

impl NoticeBook {
    pub(super) fn take_notice(&mut self, notice: &Notice) {
        self.notices.push(notice.clone());
    }
    pub(super) fn take_showing(&mut self, _note: &Note, showing: &Showing) {
        self.showings.push(showing.clone());
    }
}
