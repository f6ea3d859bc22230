//! The six numbers: how each stands now, yesterday at this time, and a week ago; and how one is drawn.

use eframe::egui::{self, Align2, FontId, Id, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::coverage::Coverage;
use crate::domain::day::{Day, Moment};
use crate::domain::overview::{Change, Count, PastDay, isolation_by_day, was_out};
use crate::domain::person::PersonId;
use crate::domain::temperature::Celsius;
use crate::domain::ward::Part;
use crate::station::Planned;
use crate::station::overview::Past;
use crate::ui::Scene;
use crate::ui::theme::{self, Tone, radius, size, space};

/// A number of the overview, in the order a supervisor asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Inside,
    Coverage,
    Fever,
    Isolated,
    Out,
    Supplies,
}

impl Figure {
    pub(super) const ALL: [Self; 6] = [Self::Inside, Self::Coverage, Self::Fever, Self::Isolated, Self::Out, Self::Supplies];

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Coverage => "coverage",
            Self::Fever => "fever",
            Self::Isolated => "isolated",
            Self::Out => "out",
            Self::Supplies => "supplies",
        }
    }

    fn at(self, values: &Values) -> Option<u32> {
        match self {
            Self::Inside => Some(values.count.inside),
            Self::Coverage => values.count.coverage(),
            Self::Fever => Some(values.count.fever),
            Self::Isolated => Some(values.isolated),
            Self::Out => Some(values.out),
            Self::Supplies => Some(values.low),
        }
    }

    /// A number of it as it is written: coverage comes in tenths of a percent.
    fn written(self, value: u32) -> String {
        match self {
            Self::Coverage => format!("{}.{}%", value / 10, value % 10),
            Self::Inside | Self::Fever | Self::Isolated | Self::Out | Self::Supplies => value.to_string(),
        }
    }
}

/// A number with everything that is said about it.
#[derive(Debug)]
pub(super) struct Number {
    pub(super) figure: Figure,
    word: String,
    value: String,
    note: String,
    tone: Option<Tone>,
    /// Against yesterday and a week ago.
    changes: [String; 2],
}

/// What the numbers are made of, at one moment.
struct Values {
    count: Count,
    isolated: u32,
    out: u32,
    low: u32,
}

/// Whether somebody has to be measured on a day they are inside.
pub(super) fn is_due(scene: &Scene<'_>, person: PersonId, day: Day) -> bool {
    let known = scene.view.roster.get(person);
    known.is_some_and(|person| scene.view.is_due(person, day))
}

/// Today as it stands.
pub(super) fn today(scene: &Scene<'_>) -> Count {
    let mut count = Count::default();
    for (person, today) in scene.view.days_so_far() {
        let readings: Vec<Celsius> = today.earlier.iter().map(|earlier| earlier.celsius).collect();
        let stands = (today.inside, today.inside && is_due(scene, person, scene.view.day));
        count.add(stands, &readings, &scene.view.settings.temperature);
    }
    count
}

/// A count of a day with the coverage of those on duty; nobody is due on a day that nobody planned.
fn planned_count(count: Count, coverage: Option<&Coverage>) -> Count {
    let (due, measured) = coverage.map_or((0, 0), |coverage| (coverage.total.due, coverage.total.measured()));
    Count {
        due: many(due),
        measured: many(measured),
        ..count
    }
}

/// The six numbers.
pub(super) fn numbers(scene: &Scene<'_>, past: Option<&Past>, planned: &Planned) -> Vec<Number> {
    let view = scene.view;
    let [of_today, of_yesterday, of_week_ago] = planned.each_ref().map(Option::as_ref);
    let by_plan = |count: Count, coverage| {
        if of_today.is_some() {
            planned_count(count, coverage)
        } else {
            count
        }
    };
    let values = values(scene, by_plan(today(scene), of_today), (view.day, scene.now));
    let back = |days: u32, past: Option<&PastDay>, coverage| {
        let past = past.filter(|past| past.is_known())?;
        let day = view.day.minus_days(days);
        let passed = scene.now.secs_since(view.card.zone.start_of(view.day));
        let at = view.card.zone.start_of(day).plus_secs(passed);
        let count = past.count(at, &view.settings.temperature, |person| is_due(scene, person, day));
        Some(self::values(scene, by_plan(count, coverage), (day, at)))
    };
    let before = [
        ("yesterday", back(1, past.map(|past| &*past.yesterday), of_yesterday)),
        ("week", back(7, past.map(|past| &*past.week_ago), of_week_ago)),
    ];
    let number = |figure: Figure| {
        let now = figure.at(&values);
        let (note, tone) = note(scene, figure, &values);
        Number {
            figure,
            word: scene.word("overview-number", figure.key()),
            value: now.map_or_else(|| "—".to_owned(), |value| figure.written(value)),
            note,
            tone,
            changes: before.each_ref().map(|(when, then)| {
                if past.is_none() {
                    return String::new();
                }
                let change = Change::of(now, then.as_ref().and_then(|then| figure.at(then)));
                let by = figure.written(change.by());
                scene.text.with(&format!("overview-{when}-{}", change.key()), &[("number", &by)])
            }),
        }
    };
    Figure::ALL.map(number).into()
}

fn values(scene: &Scene<'_>, count: Count, (day, at): (Day, Moment)) -> Values {
    let view = scene.view;
    let isolations = view.standings().values().flat_map(|health| &health.isolations);
    let outings = view.standings().values().flat_map(|health| &health.outings);
    let stocks = view.daybook.supplies.stocks(day, view.card.zone);
    Values {
        count,
        isolated: isolation_by_day(isolations, day, 1).first().map_or(0, |row| row.held),
        out: many(outings.filter(|outing| was_out(outing, at).is_some()).count()),
        low: many(stocks.iter().filter(|stock| stock.low).count()),
    }
}

pub(super) fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What stands beside a number, and whether it wants to be seen.
fn note(scene: &Scene<'_>, figure: Figure, values: &Values) -> (String, Option<Tone>) {
    let view = scene.view;
    let wants = |count: u64, tone| (count, (count > 0).then_some(tone));
    let (count, tone) = match figure {
        Figure::Inside => (view.figures.passed_in, None),
        Figure::Coverage => wants(u64::from(values.count.due - values.count.measured), Tone::Recheck),
        Figure::Fever => (
            u64::from(many(view.waiting.len())),
            wants(u64::from(values.count.fever), Tone::Clinic).1,
        ),
        Figure::Isolated => {
            let board = view.board(scene.now);
            let ending = board.iter().filter(|observed| Part::EndsToday.holds(observed, view.day));
            (u64::from(many(ending.count())), None)
        }
        Figure::Out => wants(u64::from(many(view.figures.overdue)), Tone::Isolate),
        Figure::Supplies => {
            let kinds = view.daybook.supplies.stocks(view.day, view.card.zone).len();
            (u64::from(many(kinds)), wants(u64::from(values.low), Tone::Recheck).1)
        }
    };
    (scene.text.count(&format!("overview-note-{}", figure.key()), count, &[]), tone)
}

impl Number {
    /// Draws it as a card; pressing it opens what is behind it.
    pub(super) fn show(&self, ui: &Ui, rect: Rect) -> Response {
        let palette = theme::of(ui);
        let id = Id::unique(("overview-number", self.figure.key()));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.said()));
        let edge = if response.has_focus() {
            theme::focus_ring(ui)
        } else {
            theme::line(ui)
        };
        let ground = if response.hovered() { palette.accent_soft } else { palette.surface };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect(rect, radius::CARD, ground, edge, StrokeKind::Inside);
        let ink = self.tone.map_or(palette.text, |tone| palette.ink(tone));
        let (left, right) = (rect.left() + space::M, rect.right() - space::M);
        let line = |y: f32, text: &str, font: FontId, ink| {
            let at = pos2(left, rect.top() + y);
            painter.text(at, Align2::LEFT_CENTER, text, font, ink);
        };
        line(26.0, &self.value, theme::bold(size::FIGURE), ink);
        let note_ink = if self.tone.is_some() { ink } else { palette.muted };
        let note = theme::regular(size::LABEL);
        painter.text(pos2(right, rect.top() + 28.0), Align2::RIGHT_CENTER, &self.note, note, note_ink);
        line(52.0, &self.word, theme::regular(size::BODY), palette.text);
        for (y, change) in [74.0, 94.0].into_iter().zip(&self.changes) {
            line(y, change, theme::regular(size::LABEL), palette.muted);
        }
        response
    }

    fn said(&self) -> String {
        let [yesterday, week] = &self.changes;
        [&self.word, &self.value, &self.note, yesterday, week].map(String::as_str).join(" ")
    }
}

/// How high a number's card is.
pub(super) const HEIGHT: f32 = 108.0;

/// Cards side by side, as many in a row as fit. Answers the one that was pressed.
pub(super) fn show(ui: &mut Ui, numbers: &[Number], fresh: bool) -> Option<Figure> {
    const LEAST: f32 = 172.0;
    let width = ui.available_width();
    let fits = [6_u8, 3, 2, 1]
        .into_iter()
        .find(|fits| f32::from(*fits) * (LEAST + space::M) - space::M <= width);
    let fits = fits.unwrap_or(1);
    let each = (width - f32::from(fits - 1) * space::M) / f32::from(fits);
    let mut pressed = None;
    for row in numbers.chunks(usize::from(fits)) {
        let (area, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
        let mut left = area.left();
        for number in row {
            let rect = Rect::from_min_size(pos2(left, area.top()), vec2(each, HEIGHT));
            let response = number.show(ui, rect);
            if fresh && number.figure == Figure::Inside {
                response.request_focus();
            }
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                pressed = Some(number.figure);
            }
            left += each + space::M;
        }
    }
    pressed
}
