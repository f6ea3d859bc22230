//! The page of a station that cannot be opened: why, and for a damaged file what can be saved of it.

use std::rc::Rc;

use eframe::egui::{self, Context, Key, Modifiers, RichText, Ui};

use super::Desk;
use super::jobs::Found;
use crate::station::Error;
use crate::station::backup::{Kept, Repaired, newest, repair};
use crate::ui::icons::Icon;
use crate::ui::screens::trouble::{newest_said, repaired_said};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{Button, Dialog, gap, label, muted};

/// What is known of a damaged file.
#[derive(Default)]
pub(super) struct Mending {
    /// The newest backup there is, once somebody has looked.
    newest: Option<Kept>,
    is_looked: bool,
    /// What was saved, to be read by somebody.
    repaired: Option<Repaired>,
}

impl Desk {
    pub(super) fn trouble(&mut self, ui: &mut Ui, error: Error) {
        let text = Rc::clone(&self.text);
        let said = crate::cli::sentence(&text, &error);
        let is_damaged = matches!(error.code(), "damaged" | "backup-damaged");
        let is_key_lost = matches!(error.code(), "field-key-missing" | "field-key-wrong");
        self.trouble = Some(error);
        let (mut retry, mut mends) = (false, false);
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.22);
            ui.set_max_width(620.0);
            ui.label(Icon::Triangle.text(theme::size::VERDICT).color(theme::of(ui).ink(Tone::Isolate)));
            label(ui, &said, theme::regular(theme::size::SECOND));
            gap(ui, theme::space::M);
            if is_damaged {
                if !std::mem::replace(&mut self.mending.is_looked, true) {
                    self.mending.newest = newest(&self.folder);
                }
                let newest = self.mending.newest.as_ref();
                muted(ui, text.get("trouble-repair-means"), theme::size::BODY);
                muted(ui, &newest_said(&text, newest), theme::size::BODY);
                gap(ui, theme::space::M);
                let is_busy = self.jobs.is_busy();
                let button = Button::primary(text.get("trouble-repair")).key("F8").enabled(!is_busy);
                mends = button.show(ui).clicked() || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F8));
                if is_busy {
                    muted(ui, text.get("trouble-repairing"), theme::size::BODY);
                }
                gap(ui, theme::space::S);
            }
            retry = Button::expected(text.get("do-retry"), !is_damaged).show(ui).clicked();
            if is_key_lost {
                self.without_key(ui);
            }
        });
        if retry {
            self.mending.is_looked = false;
            self.open();
        } else if mends {
            self.mend(ui.ctx());
        }
    }

    fn mend(&mut self, ctx: &Context) {
        let (folder, now) = (self.folder.clone(), (self.clock)().now());
        self.start(ctx, "repair", move |_| {
            let repaired = repair(&folder, now)?;
            Ok(Found::Then(Box::new(move |desk, _| {
                desk.mending.repaired = Some(repaired);
                desk.open();
            })))
        });
    }

    /// What a repair has saved stands in front until somebody has read it.
    pub(super) fn show_repaired(&mut self, ctx: &Context) {
        let Some(repaired) = &self.mending.repaired else { return };
        let text = Rc::clone(&self.text);
        let mut read = false;
        let escaped = Dialog::new(text.get("trouble-repaired")).show(ctx, |ui| {
            for sentence in repaired_said(&text, repaired) {
                let said = RichText::new(sentence).font(theme::regular(theme::size::BODY));
                ui.add(egui::Label::new(said.color(theme::of(ui).text)).wrap());
                gap(ui, theme::space::XS);
            }
            gap(ui, theme::space::M);
            let button = Button::primary(text.get("trouble-read")).key("Enter");
            read = button.show(ui).clicked() || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        });
        if read || escaped {
            self.mending.repaired = None;
        }
    }
}
