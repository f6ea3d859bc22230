//! Checking from the screen: what to hold the record against, and what was found.

use eframe::egui::{Id, Ui};

use crate::station::{Checked, NoHead, PaperHead};
use crate::ui::action::{Action, Actions, JournalAsked};
use crate::ui::screens::bring::progress;
use crate::ui::screens::people::Working;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Dialog, Field, gap, label, muted, tag};
use crate::ui::{Scene, audits};

/// The dialog.
#[derive(Debug, Default)]
pub(super) struct CheckForm {
    /// A head from paper.
    paper: String,
    found: Option<Checked>,
    is_open: bool,
}

impl CheckForm {
    pub(super) fn found(&mut self, checked: Checked) {
        self.found = Some(checked);
    }

    /// Says whether it stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get("journal-check-title")).width(760.0).show(ui.ctx(), |ui| {
            if let Some(working) = working {
                muted(ui, text.get("journal-checking"), size::BODY);
                progress(ui, scene, working);
                if Button::secondary(text.get("do-stop")).show(ui).clicked() {
                    actions.push(Action::StopJob);
                }
                return;
            }
            if let Some(checked) = &self.found {
                result(ui, scene, checked);
                gap(ui, space::M);
            }
            muted(ui, text.get("check-limit"), size::BODY);
            gap(ui, space::S);
            close = self.asks(ui, scene, actions);
        });
        !(close || escaped)
    }

    /// What was typed from paper, where something was.
    fn typed(&self) -> Option<Result<PaperHead, NoHead>> {
        let typed = self.paper.trim();
        (!typed.is_empty()).then(|| typed.parse())
    }

    /// The head from paper, and the buttons. Says whether to close.
    fn asks(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let error = matches!(self.typed(), Some(Err(_))).then(|| text.get("journal-paper-unread"));
        let field = Field::new(text.get("journal-paper"), &mut self.paper)
            .hint("1204:9f3ac01d22e7b845")
            .error(error);
        let output = field.width(420.0).id(Id::unique("journal-paper")).show(ui);
        if !std::mem::replace(&mut self.is_open, true) {
            output.response.request_focus();
        }
        gap(ui, space::M);
        let mut close = false;
        // Enter may come with the last letters.
        let paper = self.typed();
        let is_read = !matches!(paper, Some(Err(_)));
        ui.horizontal(|ui| {
            let word = text.get(if self.found.is_some() {
                "journal-check-again"
            } else {
                "journal-check-now"
            });
            let pressed = Button::primary(word).key("Enter").enabled(is_read).show(ui).clicked();
            if is_read && (pressed || output.submitted) {
                let papers = paper.into_iter().filter_map(Result::ok).collect();
                actions.push(Action::Journal(JournalAsked::Check(papers)));
            }
            close = Button::secondary(text.get("do-back")).key("Esc").show(ui).clicked();
        });
        close
    }
}

/// What was found, the worst first.
fn result(ui: &mut Ui, scene: &Scene<'_>, checked: &Checked) {
    let text = scene.text;
    let zone = scene.view.card.zone;
    let (tone, word) = if checked.holds() {
        (Tone::Clear, "journal-holds")
    } else {
        (Tone::Isolate, "journal-broken")
    };
    tag(ui, tone, text.get(word));
    gap(ui, space::S);
    for finding in &checked.faults {
        label(ui, &audits::said(text, zone, finding), theme::bold(size::BODY));
    }
    if !checked.rebuild_equals_live {
        label(ui, text.get("check-rebuild"), theme::bold(size::BODY));
    }
    for finding in &checked.restored {
        label(ui, &audits::said(text, zone, finding), theme::regular(size::BODY));
    }
    for said in audits::figures(text, checked) {
        muted(ui, &said, size::BODY);
    }
}
