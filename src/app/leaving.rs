//! What leaves by this window: whether it may, and that it did.

use eframe::egui::Context;

use super::{Desk, Opened};
use crate::domain::audit::Exported;
use crate::domain::rights::Right;
use crate::station::{Error, Permit, Station};
use crate::ui::screens::leaves;

/// Where this PC remembers what the last export was for.
const PURPOSE: &str = "export-purpose";

impl Desk {
    /// Whether something may leave; says why where it may not. What it is for stands in the next dialog already.
    pub(super) fn may_leave(
        &mut self,
        ctx: &Context,
        may: impl FnOnce(&mut Station) -> Result<Permit, Error>,
        purpose: &str,
    ) -> Option<Permit> {
        let permit = self.permitted(ctx, may)?;
        leaves::remember(ctx, purpose);
        self.prefer(PURPOSE, purpose);
        Some(permit)
    }

    /// Writes down that something leaves as a list: only where it may.
    pub(super) fn leaves(&mut self, ctx: &Context, exported: Exported) -> bool {
        let (right, purpose) = (Right::to_take_out(exported.level), exported.purpose.clone());
        self.may_leave(ctx, |station| station.may_export(right), &purpose).is_some() && self.note_out(ctx, exported)
    }

    /// Writes down that something leaves: a page that is handed to whom it is about, or that a shift works with.
    pub(super) fn note_out(&mut self, ctx: &Context, exported: Exported) -> bool {
        let Some(Opened { station, .. }) = &mut self.opened else {
            return false;
        };
        match station.note_out(exported) {
            Ok(()) => true,
            Err(error) => {
                self.fail(ctx, &error);
                false
            }
        }
    }

    /// Takes what exports have noted into the journal.
    pub(super) fn take_noted(&mut self) {
        let Some(Opened { station, .. }) = &mut self.opened else { return };
        if let Err(error) = station.take_noted() {
            tracing::error!(code = error.code(), "what was exported is not in the journal yet");
        }
    }

    pub(super) fn recall_purpose(&self, ctx: &Context) {
        let Some(Opened { station, .. }) = &self.opened else { return };
        if let Ok(Some(purpose)) = station.preference(PURPOSE) {
            leaves::remember(ctx, &purpose);
        }
    }
}
