//! Who returns: expected today first, then the days after, then who was expected before.

use std::collections::BTreeSet;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{self, Align, Align2, Id, Key, Layout, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::day::Day;
use crate::domain::declaration::{Declaration, Stay};
use crate::domain::person::{Person, PersonId};
use crate::domain::screening::Verdict;
use crate::ui::Scene;
use crate::ui::icons::Icon;
use crate::ui::sentences::tone;
use crate::ui::text::Lang;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{Button, Field, gap, muted, tag};

const ROW: f32 = 56.0;

/// What was pressed in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    Open(PersonId),
    /// A questionnaire is to be taken in.
    Import,
}

/// The list as it stands on the screen.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) query: String,
    cursor: usize,
    shown: Vec<PersonId>,
    expected: usize,
    arrived: usize,
    chosen_by: Option<(String, Lang, Day, usize)>,
}

impl List {
    /// Draws it. Answers what was pressed.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, open: Option<PersonId>) -> Option<Pressed> {
        let text = scene.text;
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width();
        let filter = Field::new(text.get("do-filter"), &mut self.query)
            .hide_label()
            .hint(text.get("returns-filter"));
        let filter = filter.width(width).id(Id::unique("returns-filter")).show(ui);
        let down = filter.response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
        if filter.submitted || down {
            ui.memory_mut(|memory| memory.request_focus(rows_id()));
        }
        self.choose(scene);
        gap(ui, space::S);
        let figures = [("expected", self.expected.to_string()), ("arrived", self.arrived.to_string())];
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, number)| (*name, number.as_str())).collect();
        let mut import = false;
        ui.horizontal(|ui| {
            ui.spacing_mut().button_padding.x = space::XS;
            muted(ui, &text.with("returns-expected", &figures), size::LABEL);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                import = Button::quiet(text.get("returns-import")).show(ui).clicked();
            });
        });
        if import {
            return Some(Pressed::Import);
        }
        if self.shown.is_empty() {
            self.nobody(ui, scene);
            return None;
        }
        self.rows(ui, scene, open).map(Pressed::Open)
    }

    fn nobody(&self, ui: &mut Ui, scene: &Scene<'_>) {
        gap(ui, ui.available_height() * 0.25);
        ui.vertical_centered(|ui| {
            ui.label(Icon::LogIn.text(size::NAME).color(theme::of(ui).line));
            gap(ui, space::S);
            let key = if self.query.trim().is_empty() {
                "returns-none"
            } else {
                "returns-none-found"
            };
            muted(ui, scene.text.get(key), size::BODY);
        });
    }

    /// The declarations that the list shows, chosen again only when something has changed.
    fn choose(&mut self, scene: &Scene<'_>) {
        let view = scene.view;
        let now = (self.query.trim().to_lowercase(), scene.text.lang(), view.day, view.changes);
        if self.chosen_by.as_ref() == Some(&now) {
            return;
        }
        let declared = view
            .standings()
            .iter()
            .filter_map(|(id, health)| Some((*id, &health.declared.as_ref()?.1)));
        let mut declared: Vec<(PersonId, &Declaration)> = declared.collect();
        let today = || declared.iter().filter(|(_, form)| form.return_date == view.day);
        self.expected = today().count();
        self.arrived = today().filter(|(id, _)| has_come(scene, *id)).count();
        if !now.0.is_empty() {
            let asked = Asked::of(scene, &now.0);
            declared.retain(|(id, form)| asked.fits(scene, *id, form));
        }
        declared.sort_by_cached_key(|(id, form)| (turn(form.return_date, view.day), *id));
        self.shown = declared.into_iter().map(|(id, _)| id).collect();
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        self.chosen_by = Some(now);
    }

    fn rows(&mut self, ui: &mut Ui, scene: &Scene<'_>, open: Option<PersonId>) -> Option<PersonId> {
        let response = ui.interact(ui.available_rect_before_wrap(), rows_id(), Sense::focusable_noninteractive());
        let here = self.shown.get(self.cursor).copied();
        response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, here.map_or_else(String::new, |id| Row::of(scene, id).said())));
        let arrows = egui::EventFilter {
            vertical_arrows: true,
            ..egui::EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(rows_id(), arrows));
        let focused = response.has_focus();
        let moved = focused && self.move_cursor(ui);
        let mut opened = here.filter(|_| focused && ui.input(|input| input.key_pressed(Key::Enter)));
        let mut area = ScrollArea::vertical().id_salt("returns-rows").auto_shrink(false);
        if moved {
            let row = f32::from(u16::try_from(self.cursor).unwrap_or(u16::MAX));
            area = area.vertical_scroll_offset((row * ROW - ui.available_height() / 2.0).max(0.0));
        }
        area.show_rows(ui, ROW, self.shown.len(), |ui, range| {
            for at in range {
                let Some(id) = self.shown.get(at).copied() else { break };
                let marked = open == Some(id) || (focused && at == self.cursor);
                if Row::of(scene, id).ui(ui, marked) {
                    self.cursor = at;
                    opened = Some(id);
                }
            }
        });
        opened
    }

    fn move_cursor(&mut self, ui: &Ui) -> bool {
        let last = self.shown.len().saturating_sub(1);
        let before = self.cursor;
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        for (key, to) in [
            (Key::ArrowDown, before.saturating_add(1)),
            (Key::ArrowUp, before.saturating_sub(1)),
            (Key::PageDown, before.saturating_add(10)),
            (Key::PageUp, before.saturating_sub(10)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                self.cursor = to.min(last);
            }
        }
        self.cursor != before
    }
}

fn rows_id() -> Id {
    Id::unique("returns-rows")
}

/// Today, then the days after in their order, then the days before, latest first.
fn turn(returns: Day, today: Day) -> (u8, i64) {
    match returns.days_since(today) {
        0 => (0, 0),
        days @ 1.. => (1, days),
        days => (2, -days),
    }
}

/// Inside now, or let in today.
fn has_come(scene: &Scene<'_>, person: PersonId) -> bool {
    let today = scene.view.today(person);
    today.inside || today.earlier.iter().any(|reading| reading.passed)
}

/// What a query asks for: people by the roster's own search, verdicts by their word, or a part of what is written.
struct Asked<'a> {
    query: &'a str,
    people: BTreeSet<PersonId>,
    verdicts: Vec<Verdict>,
}

impl<'a> Asked<'a> {
    fn of(scene: &Scene<'_>, query: &'a str) -> Self {
        let found = scene.view.roster.find(query, usize::MAX);
        let verdicts = Verdict::ALL.into_iter();
        Self {
            query,
            people: found.into_iter().map(|(_, person)| person.id).collect(),
            verdicts: verdicts
                .filter(|verdict| scene.word("verdict", verdict.key()).to_lowercase().starts_with(query))
                .collect(),
        }
    }

    fn fits(&self, scene: &Scene<'_>, person: PersonId, form: &Declaration) -> bool {
        let has = |text: &str| text.to_lowercase().contains(self.query);
        self.people.contains(&person)
            || form.stays.iter().any(|stay| has(&stay.text) || has(&place(scene, stay)))
            || scene.view.roster.get(person).is_some_and(|person| has(&person.department))
            || (!self.verdicts.is_empty()
                && scene
                    .view
                    .screened(scene.now, person)
                    .is_some_and(|screened| self.verdicts.contains(&screened.judgement.verdict)))
    }
}

/// A place by its name where it is known, in quotes with a question mark where it is not.
pub(super) fn place(scene: &Scene<'_>, stay: &Stay) -> String {
    match stay.code {
        Some(code) => scene.place(code),
        None => scene.text.with("returns-unclear", &[("text", &stay.text)]),
    }
}

/// The word of a verdict on its ground.
pub(super) fn tagged(ui: &mut Ui, scene: &Scene<'_>, verdict: Verdict) {
    tag(ui, tone(verdict), &scene.word("verdict", verdict.key()));
}

/// A row: who, which way, when, and what the rules say.
struct Row {
    name: String,
    number: String,
    way: String,
    verdict: Verdict,
    word: String,
}

impl Row {
    fn of(scene: &Scene<'_>, id: PersonId) -> Self {
        let person = scene.view.roster.get(id);
        let verdict = scene
            .view
            .screened(scene.now, id)
            .map_or(Verdict::Ask, |screened| screened.judgement.verdict);
        let declared = scene.view.health(id).and_then(|health| health.declared.as_ref());
        Self {
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            number: person.map(Person::number).unwrap_or_default().to_owned(),
            way: declared.map(|(_, form)| way(scene, form)).unwrap_or_default(),
            verdict,
            word: scene.word("verdict", verdict.key()),
        }
    }

    /// The row as one sentence.
    fn said(&self) -> String {
        [self.name.as_str(), &self.number, &self.way, &self.word].join(" ")
    }

    fn ui(&self, ui: &mut Ui, marked: bool) -> bool {
        let palette = theme::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.said()));
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        if marked || response.hovered() {
            let ground = if marked { palette.accent_soft } else { palette.sunken };
            painter.rect_filled(rect, radius::TAG, ground);
        }
        painter.hline(rect.x_range(), rect.top(), theme::line(ui));
        let tone = tone(self.verdict);
        let galley = painter.layout_no_wrap(self.word.clone(), theme::regular(size::LABEL), palette.ink(tone));
        let tag_size = galley.size() + vec2(18.0, 6.0);
        let tag = Rect::from_min_size(
            pos2(rect.right() - space::XS - tag_size.x, rect.center().y - tag_size.y / 2.0),
            tag_size,
        );
        painter.rect_filled(tag, radius::TAG, palette.soft(tone));
        painter.galley(tag.min + vec2(9.0, 3.0), galley, palette.ink(tone));
        let words = painter.with_clip_rect(rect.with_max_x(tag.left() - 6.0).intersect(painter.clip_rect()));
        let left = rect.left() + space::XS;
        let name = words.text(
            pos2(left, rect.top() + 19.0),
            Align2::LEFT_CENTER,
            &self.name,
            theme::regular(size::BODY),
            palette.text,
        );
        let small = theme::regular(size::LABEL);
        words.text(
            pos2(name.right() + 6.0, rect.top() + 20.0),
            Align2::LEFT_CENTER,
            &self.number,
            small.clone(),
            palette.muted,
        );
        let mut way = LayoutJob::simple_singleline(self.way.clone(), small, palette.muted);
        way.wrap = TextWrapping::truncate_at_width(tag.left() - 6.0 - left);
        let way = words.layout_job(way);
        words.galley(pos2(left, rect.top() + 40.0 - way.size().y / 2.0), way, palette.muted);
        response.clicked()
    }
}

/// `湖北武汉 → 今日 K1234`.
fn way(scene: &Scene<'_>, form: &Declaration) -> String {
    let undated = scene.text.get("returns-undated");
    let stop = |stay: &Stay| {
        let dates = if stay.from.or(stay.to).is_none() { undated } else { "" };
        format!("{}{dates}", place(scene, stay))
    };
    let mut stops: Vec<String> = form.stays.iter().filter(|stay| !stay.transit).map(stop).collect();
    stops.dedup();
    stops.push(format!("{} {}", day_word(scene, form.return_date), form.vehicle).trim().to_owned());
    stops.join(" → ")
}

/// `今日`, `明日`, else the date.
pub(super) fn day_word(scene: &Scene<'_>, day: Day) -> String {
    match day.days_since(scene.view.day) {
        0 => scene.text.get("returns-today").to_owned(),
        1 => scene.text.get("returns-tomorrow").to_owned(),
        _ => scene.day(day),
    }
}

#[cfg(test)]
mod tests {
    use super::turn;

    #[test]
    fn today_stands_before_tomorrow_and_that_before_yesterday() -> Result<(), chrono::ParseError> {
        let today = "2020-02-07".parse()?;
        let mut days = ["2020-02-05", "2020-02-09", "2020-02-06", "2020-02-07", "2020-02-08"];
        days.sort_by_key(|day| day.parse().map_or((9, 0), |day| turn(day, today)));
        assert_eq!(days, ["2020-02-07", "2020-02-08", "2020-02-09", "2020-02-06", "2020-02-05"]);
        Ok(())
    }
}
