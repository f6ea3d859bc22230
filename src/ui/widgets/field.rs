//! A field: its label above it, its fault under it, Enter told from merely leaving it.

use eframe::egui::{self, Align2, Event, Id, Key, Response, RichText, TextEdit, Ui, vec2};
use unicode_normalization::UnicodeNormalization as _;

use super::parts::{gap, muted};
use crate::ui::theme::{self, CONTROL, Tone, radius, size, space};

/// What came of a field in this frame.
#[derive(Debug)]
pub struct FieldOutput {
    pub response: Response,
    /// Enter was pressed in it, and not to choose a word of an input method.
    pub submitted: bool,
}

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Typing {
    #[default]
    Words,
    Numbers,
    Secret,
    /// Numbers, and secret.
    Pin,
}

impl Typing {
    fn is_numeric(self) -> bool {
        matches!(self, Self::Numbers | Self::Pin)
    }

    fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::Pin)
    }
}

/// A line to type into.
#[must_use]
#[derive(Debug)]
pub struct Field<'a> {
    name: &'a str,
    draft: &'a mut String,
    hint: &'a str,
    error: Option<&'a str>,
    typing: Typing,
    hide_label: bool,
    width: f32,
    height: f32,
    font: f32,
    id: Option<Id>,
    frame: bool,
    edge: Option<Tone>,
}

impl<'a> Field<'a> {
    /// `name` stands above it and is what a screen reader says.
    pub fn new(name: &'a str, draft: &'a mut String) -> Self {
        Self {
            name,
            draft,
            hint: "",
            error: None,
            typing: Typing::default(),
            hide_label: false,
            width: 240.0,
            height: CONTROL,
            font: size::BODY,
            id: None,
            frame: true,
            edge: None,
        }
    }

    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    pub fn error(self, error: Option<&'a str>) -> Self {
        Self { error, ..self }
    }

    /// For digits and codes: input methods off, full-width characters folded.
    pub fn numeric(self) -> Self {
        let typing = if self.typing.is_secret() { Typing::Pin } else { Typing::Numbers };
        Self { typing, ..self }
    }

    /// For PINs and passphrases: nobody reads it over a shoulder, and no input method keeps it.
    pub fn secret(self) -> Self {
        let typing = if self.typing.is_numeric() { Typing::Pin } else { Typing::Secret };
        Self { typing, ..self }
    }

    pub fn hide_label(self) -> Self {
        Self { hide_label: true, ..self }
    }

    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Larger letters in a higher field.
    pub fn large(self, font: f32, height: f32) -> Self {
        Self { height, font, ..self }
    }

    /// Without an edge of its own, where the edge is drawn around more than the field.
    pub fn bare(self) -> Self {
        Self { frame: false, ..self }
    }

    /// With the edge of something that cannot be, where the sentence for it stands elsewhere.
    pub fn wrong(self, wrong: bool) -> Self {
        Self {
            edge: wrong.then_some(Tone::Isolate),
            ..self
        }
    }

    pub fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    pub fn show(self, ui: &mut Ui) -> FieldOutput {
        let palette = theme::of(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let label = (!self.hide_label).then(|| muted(ui, self.name, size::LABEL));
            let mut edit = TextEdit::singleline(self.draft)
                .font(theme::regular(self.font))
                .hint_text(RichText::new(self.hint).font(theme::regular(self.font)).color(palette.muted))
                .password(self.typing.is_secret())
                .desired_width(self.width - 24.0)
                .min_size(vec2(self.width, self.height))
                .align(Align2::LEFT_CENTER)
                .margin(egui::Margin::symmetric(12, 4));
            if let Some(id) = self.id {
                edit = edit.id(id);
            }
            if !self.frame {
                edit = edit.frame(egui::Frame::NONE).margin(egui::Margin::symmetric(4, 4));
            }
            let mut response = ui.add(edit);
            if let Some(label) = label {
                response = response.labelled_by(label.id);
            }
            let name = self.name;
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if self.typing.is_numeric() {
                fold_digits(self.draft);
            }
            if self.typing != Typing::Words && response.has_focus() {
                ui.output_mut(|output| output.ime = None);
            }
            if let Some(tone) = self.edge {
                let edge = egui::Stroke::new(1.0, palette.ink(tone));
                ui.painter()
                    .rect_stroke(response.rect, radius::FIELD, edge, egui::StrokeKind::Inside);
            }
            if let Some(error) = self.error {
                gap(ui, 0.0);
                ui.label(
                    RichText::new(error)
                        .font(theme::regular(size::LABEL))
                        .color(palette.ink(Tone::Isolate)),
                );
            }
            let submitted = response.lost_focus() && enter(ui);
            if submitted {
                // Whoever takes the draft closes the form; until then typing goes on here.
                response.request_focus();
            }
            FieldOutput { response, submitted }
        })
        .inner
    }
}

/// Enter, and not the one that chooses a word of an input method.
fn enter(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter) && !input.events.iter().any(|event| matches!(event, Event::Ime(_))))
}

/// `０２３１` becomes `0231`; a Chinese full stop between digits a point.
fn fold_digits(draft: &mut String) {
    if !draft.is_ascii() {
        *draft = draft.nfkc().collect();
    }
}
