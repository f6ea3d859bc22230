//! The pictures and QR codes of notices, each made once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use eframe::egui::TextureHandle;

use super::poster::Page;
use crate::domain::notices::Notice;
use crate::station::qr::{self, Modules};
use crate::ui::Scene;

/// What has been loaded, by hash and by text; `None` is a picture or a code that there is none of.
#[derive(Default)]
pub(super) struct Pictures {
    textures: BTreeMap<String, Option<TextureHandle>>,
    wanted: BTreeSet<String>,
    codes: BTreeMap<String, Option<Modules>>,
}

/// More codes than a station ever shows; past it they are made anew, so that typing one leaves nothing behind.
const MOST_CODES: usize = 64;

impl fmt::Debug for Pictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pictures")
            .field("textures", &self.textures.len())
            .finish_non_exhaustive()
    }
}

impl Pictures {
    /// The page of a notice, `(no, of)` among those that are shown by turns.
    pub(super) fn page<'a>(&'a mut self, scene: &'a Scene<'_>, notice: &'a Notice, turn: (usize, usize)) -> Page<'a> {
        if let Some(sha256) = notice.picture.as_ref().filter(|sha256| !self.textures.contains_key(*sha256)) {
            self.wanted.insert(sha256.clone());
        }
        if self.codes.len() > MOST_CODES {
            self.codes.clear();
        }
        let code = self.codes.entry(notice.code.clone()).or_insert_with_key(|text| qr::modules(text));
        Page {
            notice,
            picture: notice.picture.as_ref().and_then(|sha256| self.textures.get(sha256)?.as_ref()),
            code: code.as_ref(),
            site: &scene.view.card.site,
            clock: scene.clock(scene.now),
            urgent: scene.text.get("notices-urgent"),
            scan: scene.text.get("notices-scan"),
            turn,
        }
    }

    /// What somebody looked for and is not here yet.
    pub(super) fn lacking(&mut self) -> Vec<String> {
        std::mem::take(&mut self.wanted).into_iter().collect()
    }

    pub(super) fn put(&mut self, sha256: String, picture: Option<TextureHandle>) {
        self.textures.insert(sha256, picture);
    }
}
