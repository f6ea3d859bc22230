//! What is asked for about keys, done: an arm a line.

use eframe::egui::{Context, Id, Ui};

use super::jobs::Found;
use super::{Desk, Opened};
use crate::station::{Error, KeyPlace, Protection, Station, SystemClock};
use crate::ui::action::KeysAsked;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Button, muted};

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
        self.start(ctx, "keys", move |_| {
            let done = moving.run();
            Ok(Found::Then(Box::new(move |desk: &mut Self, ctx: &Context| {
                desk.moved(ctx, done, said);
            })))
        });
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
            let done = renewal.run().map_err(Error::from);
            Ok(Found::Then(Box::new(move |desk: &mut Self, ctx: &Context| {
                // Backups of before cannot be opened with the new key.
                if done.is_ok() {
                    desk.renew_backups(ctx);
                }
                desk.moved(ctx, done, "keys-renewed");
            })))
        });
        Ok(())
    }
}

impl Desk {
    /// Says how it went, and looks again.
    fn moved(&mut self, ctx: &Context, done: Result<(), Error>, said: &'static str) {
        self.preferences.keys.forget();
        match done {
            Ok(()) => {
                let said = self.text.get(said).to_owned();
                self.say(ctx, Tone::Clear, said);
            }
            Err(error) => self.fail(ctx, &error),
        }
    }

    /// Where the field key is missing: what going on without it means, and the way there.
    pub(super) fn without_key(&mut self, ui: &mut Ui) {
        let asked = Id::unique("without-key");
        ui.add_space(space::M);
        if !ui.data(|data| data.get_temp(asked).unwrap_or(false)) {
            if Button::quiet(self.text.get("keys-lost")).show(ui).clicked() {
                ui.data_mut(|data| data.insert_temp(asked, true));
            }
            return;
        }
        muted(ui, self.text.get("keys-lost-what"), size::BODY);
        ui.add_space(space::S);
        let button = Button::secondary(self.text.get("keys-lost-do")).enabled(!self.jobs.is_busy());
        if button.show(ui).clicked() {
            ui.data_mut(|data| data.remove::<bool>(asked));
            let folder = self.folder.clone();
            self.start(ui.ctx(), "without key", move |_| {
                let done = Station::open_without_key(&folder, Box::new(SystemClock)).map(drop);
                Ok(Found::Then(Box::new(|desk: &mut Self, ctx: &Context| {
                    desk.open();
                    if let Err(error) = done {
                        desk.fail(ctx, &error);
                    }
                })))
            });
        }
    }
}
