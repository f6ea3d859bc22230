//! The recovery key, shown once: as text, as a code, to be printed.

use eframe::egui::{self, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::station::backup::RecoveryPaper;
use crate::station::qr::{self, Modules};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, BackupsAsked};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Button, Dialog, gap, muted, paint_code, toggle};

/// How large the code is, in points.
const CODE: f32 = 220.0;

/// What is on the paper.
pub(super) struct Paper {
    text: String,
    code: Option<Modules>,
    is_kept: bool,
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Paper")
    }
}

impl Paper {
    pub(super) fn of(paper: &RecoveryPaper) -> Self {
        Self {
            text: paper.text.clone(),
            code: qr::modules(&paper.text),
            is_kept: false,
        }
    }

    /// Says whether the dialog stays: until somebody says that it is on paper.
    pub(super) fn ui(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) -> bool {
        let text = scene.text;
        let mut done = false;
        // Esc does not lose it.
        Dialog::new(text.get("recovery-title")).width(680.0).show(ui.ctx(), |ui| {
            for key in ["recovery-opens", "recovery-lock-away", "recovery-lost"] {
                let said = RichText::new(text.get(key)).font(theme::regular(size::BODY));
                ui.add(egui::Label::new(said.color(theme::of(ui).text)).wrap());
            }
            gap(ui, space::M);
            self.key(ui, scene);
            gap(ui, space::M);
            toggle(ui, text.get("recovery-is-kept"), &mut self.is_kept);
            gap(ui, space::S);
            ui.horizontal_wrapped(|ui| {
                let print = Button::expected(text.get("recovery-print"), !self.is_kept).icon(Icon::Printer);
                if print.show(ui).clicked() {
                    actions.push(Action::Backups(BackupsAsked::PrintPaper));
                }
                let close = Button::expected(text.get("recovery-close"), self.is_kept).enabled(self.is_kept);
                done = close.show(ui).clicked();
            });
        });
        if done {
            actions.push(Action::Backups(BackupsAsked::PaperKept));
        }
        !done
    }

    fn key(&self, ui: &mut Ui, scene: &Scene<'_>) {
        ui.horizontal_top(|ui| {
            if let Some(code) = &self.code {
                let (rect, response) = ui.allocate_exact_size(vec2(CODE, CODE), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Image, true, scene.text.get("recovery-key")));
                paint_code(ui.painter(), code, rect);
            }
            ui.add_space(space::L);
            ui.vertical(|ui| {
                muted(ui, scene.text.get("recovery-key"), size::LABEL);
                let said = RichText::new(grouped(&self.text)).font(theme::bold(size::SECOND));
                ui.add(egui::Label::new(said.color(theme::of(ui).text)).wrap().selectable(true));
            });
        });
    }
}

/// In groups, four a line below what every key begins with, so that somebody can copy it by hand; the spaces do not count.
fn grouped(key: &str) -> String {
    let body = key.rfind('-').map_or(0, |dash| dash + 1);
    let (begin, body) = key.split_at(body);
    let letters: Vec<char> = body.chars().collect();
    let groups: Vec<String> = letters.chunks(6).map(|group| group.iter().collect()).collect();
    let lines = groups.chunks(4).map(|line| line.join(" "));
    let begin = (!begin.is_empty()).then(|| begin.to_owned());
    begin.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_shown_whole_and_its_beginning_is_not_cut() {
        let key = "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S3JN54";
        let said = grouped(key);
        assert!(said.starts_with("AGE-SECRET-KEY-\n1QQPZR Y9X8GF "), "{said}");
        assert_eq!(said.split_whitespace().collect::<String>(), key);
    }
}
