//! Layouts of reports: a form as data that a supervisor edits, because every authority wants its own (表格抗疫).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A form: its title, its columns, its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    pub id: Uuid,
    pub title: String,
}
