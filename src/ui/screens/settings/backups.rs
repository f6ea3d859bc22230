//! Backups (备份): what is there, proving the newest, putting one back.

mod list;
mod paper;
mod preview;
mod side;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, Id, Key, Modifiers, Ui, vec2};

use paper::Paper;
use preview::Preview;

use crate::station::backup::{Prepared, RecoveryPaper};
use crate::ui::Scene;
use crate::ui::action::{Action, Actions, BackupsAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::Screen;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Dialog, Field, card, follow_keyboard, gap, muted};

/// How wide what is beside the list is.
const SIDE: f32 = 360.0;

/// What stands in front of the list.
#[derive(Debug)]
enum Front {
    /// What putting one back would change.
    Preview(Preview),
    /// One that was sealed for other keys: where it is, the recovery key as it is typed, and what was wrong with it.
    Key(PathBuf, String, Option<String>),
    Paper(Paper),
}

/// What is being typed.
#[derive(Debug, Default)]
pub struct Backups {
    cursor: usize,
    folder: String,
    front: Option<Front>,
    /// Whether something that somebody asked for is on its way.
    works: bool,
    /// Whether the lists were asked for.
    is_listed: bool,
    /// Whether the page was just come to.
    is_fresh: bool,
}

/// What a key of this page does, its word, its icon and what stands on the key.
const KEYS: [(BackupsAsked, &str, Icon, Key, &str); 3] = [
    (BackupsAsked::Make, "backup-make", Icon::HardDrive, Key::F5, "F5"),
    (BackupsAsked::Drill, "backup-drill", Icon::CircleCheck, Key::F6, "F6"),
    (
        BackupsAsked::Look { path: None, key: None },
        "backup-from-file",
        Icon::Download,
        Key::F7,
        "F7",
    ),
];

impl Backups {
    pub fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        if !std::mem::replace(&mut self.is_listed, true) {
            actions.push(Action::Backups(BackupsAsked::List));
            // The list has the keyboard where there is one; it takes it from nobody later.
            self.is_fresh = !scene.view.backups.lists.here.is_empty();
        }
        if self.front.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::Show(Screen::Gate));
        }
        self.bar(ui, scene, actions);
        gap(ui, space::S);
        let height = ui.available_height() - 18.0;
        let beside = ui.available_width() > 2.2 * SIDE;
        if beside {
            let panel = egui::Panel::right("backups-side").exact_size(SIDE).resizable(false);
            panel.show_separator_line(false).frame(egui::Frame::NONE).show(ui, |ui| {
                card(ui, 16, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), height - 16.0));
                    egui::ScrollArea::vertical()
                        .id_salt("backups-side")
                        .auto_shrink(false)
                        .show(ui, |ui| {
                            self.side(ui, scene, actions);
                            follow_keyboard(ui);
                        });
                });
            });
        }
        let margin = egui::Margin {
            right: if beside { 16 } else { 0 },
            ..egui::Margin::ZERO
        };
        egui::CentralPanel::no_frame()
            .frame(egui::Frame::NONE.inner_margin(margin))
            .show(ui, |ui| {
                if !beside {
                    egui::ScrollArea::vertical()
                        .id_salt("backups-above")
                        .max_height(height * 0.5)
                        .show(ui, |ui| {
                            self.side(ui, scene, actions);
                            follow_keyboard(ui);
                        });
                }
                card(ui, 8, |ui| {
                    ui.set_min_size(vec2(ui.available_width(), ui.available_height() - 2.0));
                    self.list(ui, scene, actions);
                });
            });
        self.in_front(ui, scene, actions);
    }

    fn bar(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let is_free = self.front.is_none() && !self.works;
        ui.horizontal_wrapped(|ui| {
            for (asked, word, icon, key, cap) in KEYS {
                let is_make = asked == BackupsAsked::Make;
                let button = Button::expected(scene.text.get(word), is_make).icon(icon).key(cap).enabled(is_free);
                let pressed = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                if button.show(ui).clicked() || pressed {
                    actions.push(Action::Backups(asked));
                }
            }
            if self.works {
                ui.spinner();
                muted(ui, scene.text.get("backup-working"), size::BODY);
            }
        });
    }

    /// Draws what stands in front.
    fn in_front(&mut self, ui: &Ui, scene: &Scene<'_>, actions: &mut Actions) {
        let Some(mut front) = self.front.take() else { return };
        let stays = match &mut front {
            Front::Preview(preview) => preview.ui(ui, scene, self.works, actions),
            Front::Paper(paper) => paper.ui(ui, scene, actions),
            Front::Key(path, typed, said) => ask_key(ui, scene, (path, typed, said.as_deref()), actions),
        };
        if stays {
            self.front = Some(front);
        }
    }

    /// Something that somebody asked for is on its way, or is not any more.
    pub fn works(&mut self, works: bool) {
        self.works = works;
    }

    /// A folder was chosen in a dialog; `None` when nobody chose, or there is no dialog on this PC.
    pub fn chose_folder(&mut self, folder: Option<&Path>) {
        if let Some(folder) = folder {
            self.folder = folder.display().to_string();
        }
    }

    /// A backup was looked at.
    pub fn show(&mut self, prepared: Arc<Prepared>) {
        self.front = Some(Front::Preview(Preview::of(prepared)));
    }

    /// A backup that was sealed for other keys: the recovery key is asked for.
    pub fn ask_key(&mut self, path: PathBuf) {
        let (typed, said) = match self.front.take() {
            // The one that was typed does not open it.
            Some(Front::Key(_, typed, _)) => (typed, Some("backup-key-other".to_owned())),
            Some(Front::Preview(_) | Front::Paper(_)) | None => (String::new(), None),
        };
        self.front = Some(Front::Key(path, typed, said));
    }

    /// What was typed is no key; the sentence says why.
    pub fn refused(&mut self, sentence: String) {
        if let Some(Front::Key(.., said)) = &mut self.front {
            *said = Some(sentence);
        }
    }

    /// The second place is set: the recovery key stands in front until it is on paper.
    pub fn show_paper(&mut self, paper: &RecoveryPaper) {
        self.folder.clear();
        self.front = Some(Front::Paper(Paper::of(paper)));
    }

    /// It was put back.
    pub fn done(&mut self) {
        self.front = None;
    }
}

/// Asks for the recovery key. Says whether the dialog stays.
fn ask_key(ui: &Ui, scene: &Scene<'_>, (path, typed, said): (&Path, &mut String, Option<&str>), actions: &mut Actions) -> bool {
    let text = scene.text;
    let mut close = false;
    let escaped = Dialog::new(text.get("backup-key-title")).width(640.0).show(ui.ctx(), |ui| {
        muted(ui, text.get("backup-key-how"), size::BODY);
        gap(ui, space::S);
        let error = said.map(|said| {
            if said == "backup-key-other" {
                text.get("backup-key-other")
            } else {
                said
            }
        });
        let field = Field::new(text.get("recovery-key"), typed)
            .width(ui.available_width().min(580.0))
            .error(error)
            .id(Id::unique("recovery-key"))
            .show(ui);
        if typed.is_empty() {
            field.response.request_focus();
        }
        gap(ui, space::M);
        ui.horizontal(|ui| {
            let pressed = Button::primary(text.get("backup-look")).key("Enter").show(ui).clicked();
            if (pressed || field.submitted) && !typed.trim().is_empty() {
                actions.push(Action::Backups(BackupsAsked::Look {
                    path: Some(path.to_owned()),
                    key: Some(typed.clone()),
                }));
            }
            close = Button::secondary(text.get("do-cancel")).key("Esc").show(ui).clicked();
        });
    });
    !(escaped || close)
}
