//! What is asked for about keys, done: an arm a line.

use eframe::egui::Context;

use super::jobs::Found;
use super::{Desk, Opened};
use crate::station::{Error, KeyPlace, Protection};
use crate::ui::action::KeysAsked;
use crate::ui::theme::Tone;

impl Desk {
    pub(super) fn key_place(&mut self, ctx: &Context, asked: KeysAsked) {
        let done = match asked {
            KeysAsked::Look => self.look_at_protection(ctx),
            KeysAsked::Move(to) => self.move_keys(ctx, to),
            KeysAsked::Renew => self.renew_field_key(ctx),
        };
        if let Err(error) = done {
            self.fail(ctx, &error);
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "as the arms beside it")]
    fn look_at_protection(&mut self, ctx: &Context) -> Result<(), Error> {
        let folder = self.folder.clone();
        self.start(ctx, "protection", move |_| {
            let protection = Protection::of(&folder)?;
            Ok(Found::Then(Box::new(move |desk: &mut Self, _: &Context| {
                desk.preferences.keys.show(protection);
            })))
        });
        Ok(())
    }

    fn move_keys(&mut self, ctx: &Context, to: KeyPlace) -> Result<(), Error> {
        let Some(Opened { station, .. }) = &mut self.opened else {
            return Ok(());
        };
        let moving = station.move_keys(to)?;
        let said = match to {
            KeyPlace::File => "keys-moved-file",
            KeyPlace::Keyring => "keys-moved-keyring",
        };
        self.start(ctx, "keys", move |_| Ok(moved(moving.run(), said)));
        Ok(())
    }

    fn renew_field_key(&mut self, ctx: &Context) -> Result<(), Error> {
        let Some(Opened { station, .. }) = &mut self.opened else {
            return Ok(());
        };
        // What runs already is not disturbed, and no key is made that nobody seals with.
        if self.jobs.is_busy() {
            return Ok(());
        }
        let renewal = station.renew_field_key()?;
        self.start(ctx, "new field key", move |_| {
            Ok(moved(renewal.run().map_err(Error::from), "keys-renewed"))
        });
        Ok(())
    }
}

/// Says how it went, and looks again.
fn moved(done: Result<(), Error>, said: &'static str) -> Found {
    Found::Then(Box::new(move |desk: &mut Desk, ctx: &Context| {
        desk.preferences.keys.forget();
        match done {
            Ok(()) => {
                let said = desk.text.get(said).to_owned();
                desk.say(ctx, Tone::Clear, said);
            }
            Err(error) => desk.fail(ctx, &error),
        }
    }))
}
