//! Writing a notice: its words, a picture, a code, where and how long.

use std::path::PathBuf;

use eframe::egui::{self, Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};
use uuid::Uuid;

use super::Notices;
use crate::domain::day::Day;
use crate::domain::notices::{CODE_BYTES, Notice, SECONDS, Spot};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, NoticesAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, DateDraft, Field, gap, muted, toggle};

/// A notice being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) notice: Notice,
    from: DateDraft,
    until: DateDraft,
    seconds: String,
    path: String,
    tried: bool,
}

impl Draft {
    pub(super) fn of(notice: &Notice) -> Self {
        Self {
            from: DateDraft::of(notice.from),
            until: DateDraft::of(notice.until),
            seconds: notice.seconds.to_string(),
            path: String::new(),
            tried: false,
            notice: notice.clone(),
        }
    }

    /// As it would stand before people now.
    pub(super) fn shown(&self) -> Notice {
        self.notice.clone()
    }

    /// The notice, or the key of the sentence that says what is wrong with it.
    fn read(&self, near: Day) -> Result<Notice, &'static str> {
        if self.notice.title.trim().is_empty() {
            return Err("notices-title-missing");
        }
        let day = |draft: &DateDraft| draft.day(near).ok().ok_or("notices-no-day");
        let (from, until) = (day(&self.from)?, day(&self.until)?);
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            return Err("notices-days-turned");
        }
        if self.notice.code.trim().len() > CODE_BYTES {
            return Err("notices-code-long");
        }
        let seconds = self.seconds.trim().parse().ok();
        let seconds = seconds.filter(|seconds| (SECONDS.0..=SECONDS.1).contains(seconds));
        Ok(Notice {
            from,
            until,
            seconds: seconds.ok_or("notices-no-seconds")?,
            ..self.notice.clone()
        })
    }
}

impl Notices {
    pub(super) fn form(&mut self, ui: &mut Ui, scene: &Scene<'_>, (id, notices): (Uuid, &[Notice]), actions: &mut Actions) {
        let text = scene.text;
        let fresh = std::mem::take(&mut self.fresh);
        let Some(draft) = self.drafts.get_mut(&id) else {
            self.editing = None;
            return;
        };
        let mut save = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let (mut back, mut drop) = (false, false);
        ui.horizontal(|ui| {
            save |= Button::primary(text.get("do-save")).key("Ctrl Enter").show(ui).clicked();
            back = Button::secondary(text.get("do-back")).key("Esc").show(ui).clicked();
            drop = Button::quiet(text.get("notices-give-up")).show(ui).clicked();
        });
        let wrong = draft.read(scene.view.day);
        if let (Err(key), true) = (&wrong, draft.tried) {
            let said = RichText::new(text.get(key)).font(theme::regular(size::BODY));
            ui.label(said.color(theme::of(ui).ink(Tone::Isolate)));
        }
        gap(ui, space::XS);
        ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| draft.fields(ui, scene, fresh, actions));
        if save {
            draft.tried = true;
            if let Ok(notice) = wrong {
                actions.push(Action::Notices(NoticesAsked::Save(Box::new(notice))));
            }
        }
        if drop {
            self.drafts.remove(&id);
        }
        if drop || back {
            self.put_aside(id, notices);
        }
    }
}

impl Draft {
    fn fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, fresh: bool, actions: &mut Actions) {
        let text = scene.text;
        let width = (ui.available_width() - 8.0).min(600.0);
        let title = Field::new(text.get("notices-title"), &mut self.notice.title).width(width);
        let title = title.id(Id::unique("notices-title")).show(ui);
        if fresh {
            title.response.request_focus();
        }
        lines(ui, (text.get("notices-body"), "notices-body"), &mut self.notice.body, (width, 3));
        lines(
            ui,
            (text.get("notices-spoken"), "notices-spoken"),
            &mut self.notice.spoken,
            (width, 2),
        );
        self.picture(ui, scene, width, actions);
        let code = Field::new(text.get("notices-code"), &mut self.notice.code).width(width);
        code.hint(text.get("notices-code-hint")).show(ui);
        let (near, said) = (scene.view.day, text.get("notices-no-day"));
        ui.horizontal_top(|ui| {
            let from = (text.get("notices-from"), Id::unique("notices-from"));
            self.from.show(ui, from.0, near, said, 140.0, from.1);
            let until = (text.get("notices-until"), Id::unique("notices-until"));
            self.until.show(ui, until.0, near, said, 140.0, until.1);
            let seconds = Field::new(text.get("notices-seconds"), &mut self.seconds).width(100.0);
            seconds.numeric().show(ui);
            ui.vertical(|ui| {
                gap(ui, 22.0);
                toggle(ui, text.get("notices-urgent"), &mut self.notice.urgent);
            });
        });
        ui.horizontal_wrapped(|ui| {
            muted(ui, text.get("notices-where"), size::LABEL);
            for spot in Spot::ALL {
                let mut here = self.notice.spots.contains(&spot);
                if toggle(ui, &scene.word("notices-spot", spot.key()), &mut here).changed() {
                    self.notice.spots.retain(|one| *one != spot);
                    self.notice.spots.extend(here.then_some(spot));
                }
            }
            if self.notice.spots.is_empty() {
                muted(ui, text.get("notices-everywhere"), size::LABEL);
            }
        });
    }

    /// A picture from a file: chosen in a dialog, or by the path typed.
    fn picture(&mut self, ui: &mut Ui, scene: &Scene<'_>, width: f32, actions: &mut Actions) {
        let text = scene.text;
        let mut asked = None;
        ui.horizontal_top(|ui| {
            let field = Field::new(text.get("notices-picture"), &mut self.path).hint(text.get("notices-picture-hint"));
            let field = field.width(width - 250.0).show(ui);
            ui.vertical(|ui| {
                gap(ui, 22.0);
                ui.horizontal(|ui| {
                    if Button::secondary(text.get("do-choose-file")).show(ui).clicked() {
                        asked = Some(None);
                    } else if field.submitted && !self.path.trim().is_empty() {
                        asked = Some(Some(PathBuf::from(self.path.trim())));
                    }
                    let has = self.notice.picture.is_some();
                    if has && Button::quiet(text.get("notices-no-picture")).icon(Icon::Trash).show(ui).clicked() {
                        self.notice.picture = None;
                    }
                });
            });
        });
        if let Some(path) = asked {
            self.path.clear();
            actions.push(Action::Notices(NoticesAsked::Picture(path)));
        }
    }
}

/// Several lines to type into, with their label above.
fn lines(ui: &mut Ui, (name, id): (&str, &str), draft: &mut String, (width, rows): (f32, usize)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let label = muted(ui, name, size::LABEL);
        let edit = TextEdit::multiline(draft)
            .font(theme::regular(size::BODY))
            .desired_rows(rows)
            .desired_width(width - 24.0)
            .min_size(vec2(width, 0.0))
            .id(Id::unique(id))
            .margin(egui::Margin::symmetric(12, 8));
        let response = ui.add(edit).labelled_by(label.id);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_nobody_could_scan_is_said() {
        for (length, wrong) in [(100, None), (101, Some("notices-code-long"))] {
            let draft = Draft::of(&Notice {
                title: "洗手".into(),
                code: "一".repeat(length),
                ..Notice::default()
            });
            assert_eq!(draft.read(Day::default()).err(), wrong, "{length}");
        }
    }
}
