//! A file coming in: which one, which column is what, which rows are good, and then all at once.

use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::going_out::report::at_once;
use super::people::Working;
use crate::station::Refused;
use crate::station::bring::{Brought, Field, Matching, Meaning, Preview};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, BringAsked};
use crate::ui::faults::{fault_sentence, titles_again};
use crate::ui::icons::Icon;
use crate::ui::text::Text;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{self, Button, Dialog, gap, label, muted};

/// How many refused rows the dialog lists; the command line lists all of them.
const LISTED: usize = 500;

/// How many rows of titles it lists.
const LISTED_TITLES: usize = 3;

/// What a kind of file brings, as its dialog shows it.
pub trait Brings {
    type Field: Meaning + PartialEq + std::fmt::Debug;
    /// The keys of its title, and of what it is for.
    const WORDS: [&'static str; 2];
    /// The keys of the button that takes every row, and of the one that takes the good ones.
    const TAKE: [&'static str; 2] = ["import-take-all", "import-take-good"];

    fn asked(asked: BringAsked<Self::Field>) -> Action;
    /// Everything that a column can be.
    fn fields() -> Vec<Self::Field>;
    /// How many rows can be taken.
    fn good(&self) -> usize;
    fn refused(&self) -> &[Refused];
    /// Both numbers, and what else is worth a number, as a sentence.
    fn counted(&self, text: &Text) -> String;
    /// What more there is to see before agreeing.
    fn shown(&self, _ui: &mut Ui, _scene: &Scene<'_>) {}
}

impl Brings for Preview {
    type Field = Field;
    const WORDS: [&'static str; 2] = ["import-title", "import-what"];

    fn asked(asked: BringAsked<Field>) -> Action {
        Action::Roster(asked)
    }

    fn fields() -> Vec<Field> {
        Field::ALL.to_vec()
    }

    fn good(&self) -> usize {
        self.rows.len()
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn counted(&self, text: &Text) -> String {
        let found = counted(text, "import-found", [self.rows.len(), self.known, self.refused.len()]);
        match u64::try_from(self.unasked) {
            Ok(unasked @ 1..) => [found, text.count("privacy-import-unasked", unasked, &[])].join(" "),
            Ok(0) | Err(_) => found,
        }
    }
}

/// What a file would bring, in the words of `key`: rows that are good, of them known, and refused.
pub(super) fn counted(text: &Text, key: &str, [good, known, refused]: [usize; 3]) -> String {
    let figures = [("good", good), ("known", known), ("refused", refused)].map(|(name, number)| (name, number.to_string()));
    let figures = figures.each_ref().map(|(name, number)| (*name, number.as_str()));
    text.with(key, &figures)
}

/// The dialog of a file that is taken in.
#[derive(Debug)]
pub(super) struct Bring<P: Brings> {
    path: String,
    found: Option<Found<P>>,
    taking: bool,
    fresh: bool,
}

/// What was found in the file.
#[derive(Debug)]
struct Found<P: Brings> {
    file: String,
    headers: Vec<(String, String)>,
    matching: Matching<P::Field>,
    titles_again: Vec<u32>,
    preview: P,
}

/// Asks for the file.
impl<P: Brings> Default for Bring<P> {
    fn default() -> Self {
        Self {
            path: String::new(),
            found: None,
            taking: false,
            fresh: true,
        }
    }
}

impl<P: Brings> Bring<P> {
    pub(super) fn found(brought: &Brought<P::Field>, preview: P) -> Self {
        let headers = brought.headers().iter().enumerate();
        let headers = headers
            .map(|(no, header)| (header.clone(), brought.example(no).to_owned()))
            .collect();
        Self {
            found: Some(Found {
                file: brought.file.clone(),
                headers,
                matching: brought.matching.clone(),
                titles_again: brought.titles_again.clone(),
                preview,
            }),
            fresh: false,
            ..Self::default()
        }
    }

    /// Says whether the dialog stays.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, working: Option<Working>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut close = false;
        let escaped = Dialog::new(text.get(P::WORDS[0])).width(860.0).show(ui.ctx(), |ui| {
            if let Some(working) = working {
                progress(ui, scene, working);
                close = !self.taking && Button::secondary(text.get("do-stop")).show(ui).clicked();
                return;
            }
            if self.found.is_some() {
                close = self.columns(ui, scene, actions);
            } else {
                close = self.file(ui, scene, actions);
            }
        });
        if close || (escaped && !self.taking) {
            actions.extend([Action::StopJob, P::asked(BringAsked::Forget)]);
            return false;
        }
        true
    }

    /// Which file. Says whether to close.
    fn file(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        muted(ui, text.get(P::WORDS[1]), size::BODY);
        gap(ui, space::S);
        if Button::secondary(text.get("do-choose-file")).icon(Icon::Upload).show(ui).clicked() {
            actions.push(P::asked(BringAsked::Choose));
        }
        let field = widgets::Field::new(text.get("import-path"), &mut self.path).width(700.0).show(ui);
        if std::mem::take(&mut self.fresh) {
            field.response.request_focus();
        }
        gap(ui, space::M);
        let mut close = false;
        ui.horizontal(|ui| {
            let typed = !self.path.trim().is_empty();
            let pressed = Button::primary(text.get("import-read")).enabled(typed).show(ui).clicked();
            if typed && (pressed || field.submitted) {
                let path = PathBuf::from(self.path.trim());
                actions.push(P::asked(BringAsked::Read(path)));
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        close
    }

    /// Which column is what, and what comes of it. Says whether to close.
    fn columns(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let Some(found) = &self.found else { return true };
        label(ui, &found.file, theme::bold(size::BODY));
        let (good, refused) = (found.preview.good(), found.preview.refused().len());
        muted(ui, &found.preview.counted(text), size::BODY);
        for said in titles_again(text, &found.titles_again).take(LISTED_TITLES) {
            muted(ui, &said, size::LABEL);
        }
        gap(ui, space::S);
        egui::ScrollArea::vertical()
            .id_salt("columns")
            .max_height(220.0)
            .show(ui, |ui| matched(ui, scene, found, actions));
        found.preview.shown(ui, scene);
        if refused > 0 {
            gap(ui, space::S);
            let ink = theme::of(ui).ink(Tone::Clinic);
            ui.label(egui::RichText::new(text.count("import-refused", refused.try_into().unwrap_or_default(), &[])).color(ink));
            egui::ScrollArea::vertical().id_salt("refused").max_height(160.0).show(ui, |ui| {
                for refused in found.preview.refused().iter().take(LISTED) {
                    muted(ui, &fault_sentence(text, refused), size::BODY);
                }
            });
        }
        gap(ui, space::M);
        let mut close = false;
        ui.horizontal(|ui| {
            let word = P::TAKE[usize::from(refused > 0)];
            let word = text.count(word, good.try_into().unwrap_or_default(), &[]);
            let pressed = Button::primary(&word).key("Ctrl Enter").enabled(good > 0).show(ui).clicked();
            if pressed || (good > 0 && at_once(ui)) {
                actions.push(P::asked(BringAsked::Take));
                self.taking = true;
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
        close
    }
}

fn matched<P: Brings>(ui: &mut Ui, scene: &Scene<'_>, found: &Found<P>, actions: &mut Actions) {
    let nothing = scene.text.get("import-ignored");
    let fields = P::fields();
    let word = |field: Option<P::Field>| field.map_or_else(|| nothing.to_owned(), |field| scene.word("field", field.key()));
    egui::Grid::new("matched").num_columns(3).spacing([24.0, 4.0]).show(ui, |ui| {
        for (no, (header, example)) in found.headers.iter().enumerate() {
            label(ui, header, theme::regular(size::BODY));
            muted(ui, &example.chars().take(24).collect::<String>(), size::BODY);
            let now = found.matching.columns.get(no).copied().flatten();
            let mut chosen = now;
            let select = egui::ComboBox::new(("column", no), "")
                .selected_text(word(now))
                .width(160.0)
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut chosen, None, nothing);
                    for field in &fields {
                        ui.selectable_value(&mut chosen, Some(*field), word(Some(*field)));
                    }
                });
            ui.ctx()
                .accesskit_node_builder(select.response.id, |node| node.set_label(header.as_str()));
            if chosen != now {
                actions.push(P::asked(BringAsked::Match(no, chosen)));
            }
            ui.end_row();
        }
    });
}

/// How far a job is, as a bar with its words.
pub(super) fn progress(ui: &mut Ui, scene: &Scene<'_>, working: Working) {
    let part = (working.done * 1000).checked_div(working.all).unwrap_or_default().min(1000);
    let part = f32::from(u16::try_from(part).unwrap_or(1000)) / 1000.0;
    let (done, all) = (working.done.to_string(), working.all.to_string());
    let words = scene.text.with("job-progress", &[("done", &done), ("all", &all)]);
    ui.add(egui::ProgressBar::new(part).desired_width(ui.available_width() - 16.0).text(words));
    gap(ui, space::S);
}
