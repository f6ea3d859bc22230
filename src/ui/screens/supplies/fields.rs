//! The fields of a form one under the other: Enter goes on from each, and does it in the last one.

use eframe::egui::{Id, RichText, Ui, accesskit};

use crate::ui::screens::going_out::report::focus;
use crate::ui::theme::{self, Tone, size};
use crate::ui::widgets::{Field, FieldOutput};

/// The fields drawn in this frame.
#[derive(Debug, Default)]
pub(super) struct Fields {
    drawn: usize,
    submitted: Option<usize>,
}

impl Fields {
    fn id(no: usize) -> Id {
        Id::unique(("supply-field", no))
    }

    /// Gives the first field the keyboard.
    pub(super) fn take_focus(ui: &Ui) {
        focus(ui, Self::id(0));
    }

    /// The id of the field that is drawn next.
    pub(super) fn next(&self) -> Id {
        Self::id(self.drawn)
    }

    /// A field has been drawn under the id of [`Fields::next`].
    pub(super) fn drawn(&mut self, output: &FieldOutput) {
        if output.submitted {
            self.submitted = Some(self.drawn);
        }
        self.drawn += 1;
    }

    /// Draws the next field.
    pub(super) fn add(&mut self, ui: &mut Ui, field: Field<'_>) {
        let output = field.id(self.next()).show(ui);
        self.drawn(&output);
    }

    /// Goes on from the field that Enter was pressed in. Says whether it was the last one.
    pub(super) fn go_on(&self, ui: &Ui) -> bool {
        match self.submitted {
            Some(no) if no + 1 < self.drawn => {
                focus(ui, Self::id(no + 1));
                false
            }
            submitted => submitted.is_some(),
        }
    }
}

/// What was wrong when it was tried last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    sentence: Option<String>,
    fresh: bool,
}

impl Said {
    /// It cannot be done, for that reason.
    pub(super) fn say(&mut self, sentence: String) {
        *self = Self {
            sentence: Some(sentence),
            fresh: true,
        };
    }

    /// The sentence; a new one comes into sight where the window is low.
    pub(super) fn show(&mut self, ui: &mut Ui) {
        let Some(sentence) = &self.sentence else { return };
        let ink = theme::of(ui).ink(Tone::Isolate);
        let response = ui.label(RichText::new(sentence).font(theme::regular(size::BODY)).color(ink));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Assertive));
        if std::mem::take(&mut self.fresh) {
            response.scroll_to_me(None);
        }
    }
}
