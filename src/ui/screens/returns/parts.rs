//! What the sections of the form are made of: a word before a field, a line between sections, a fault under a row.

use eframe::egui::{self, Align, Align2, Id, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::draft::{Fault, Spot, Wrong};
use crate::ui::Scene;
use crate::ui::theme::{self, CONTROL, Tone, size, space};
use crate::ui::widgets::{gap, muted};

/// How wide the words before the fields are.
pub(super) const WORD: f32 = 92.0;

/// The word of what follows it in the row, at the right of its room.
pub(super) fn word(ui: &mut Ui, said: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(WORD, CONTROL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    let ink = theme::of(ui).muted;
    let mut galley = ui.painter().layout_no_wrap(said.to_owned(), theme::regular(size::BODY), ink);
    if galley.size().x > WORD - space::XS {
        galley = ui
            .painter()
            .layout(said.to_owned(), theme::regular(size::LABEL), ink, WORD - space::XS);
    }
    let at = Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), rect.shrink2(vec2(space::XS, 0.0)));
    ui.painter().galley(at.min, galley, ink);
}

/// The line before a section with its title, and what can be done there at the right.
pub(super) fn section(ui: &mut Ui, title: &str, at_right: impl FnOnce(&mut Ui)) {
    gap(ui, space::XS);
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), theme::line(ui));
    ui.horizontal(|ui| {
        muted(ui, title, size::LABEL);
        ui.with_layout(Layout::right_to_left(Align::Center), at_right);
    });
}

/// The id of a date field, so that nothing is said of it while it is being typed.
pub(super) fn date_id(spot: Spot, field: &str) -> Id {
    Id::unique(("returns", spot, field))
}

/// What is wrong in the row just drawn.
pub(super) fn say_faults(ui: &mut Ui, scene: &Scene<'_>, spot: Spot, faults: &[Fault], indent: f32) {
    for fault in faults.iter().filter(|fault| fault.spot == spot) {
        let typing = fault
            .what
            .field()
            .is_some_and(|field| ui.memory(|memory| memory.has_focus(date_id(spot, field))));
        if typing {
            continue;
        }
        let ink = theme::of(ui).ink(Tone::Isolate);
        let said = RichText::new(sentence(scene, fault)).font(theme::regular(size::LABEL)).color(ink);
        let at = ui.cursor().min + vec2(indent, 0.0);
        let room = Rect::from_min_size(at, vec2(ui.available_width() - indent, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| ui.add(egui::Label::new(said).wrap()));
    }
}

/// `第 2 段离开日期：2 月没有 31 日。`
pub(super) fn sentence(scene: &Scene<'_>, fault: &Fault) -> String {
    let text = scene.text;
    let (field, what) = match &fault.what {
        Wrong::NoSuchDay { field, month, day } => {
            let facts = [("month", month.to_string()), ("day", day.to_string())];
            let facts: Vec<(&str, &str)> = facts.iter().map(|(name, number)| (*name, number.as_str())).collect();
            (text.get(field), text.with("returns-no-such-day", &facts))
        }
        Wrong::NoDate { field } => (text.get(field), text.get("returns-no-date").to_owned()),
        Wrong::NoPlace => (text.get("returns-place"), text.get("returns-left-empty").to_owned()),
        Wrong::NoName => (text.get("word-name"), text.get("returns-left-empty").to_owned()),
        Wrong::Contradicts(what) => return scene.contradiction(what),
    };
    match fault.spot {
        Spot::Leg(row) => {
            let no = (row + 1).to_string();
            text.with("returns-fault-leg", &[("no", &no), ("field", field), ("what", &what)])
        }
        Spot::Return | Spot::Contact | Spot::Relative(_) => text.with("returns-fault", &[("field", field), ("what", &what)]),
    }
}
