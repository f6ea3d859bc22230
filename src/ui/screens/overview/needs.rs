//! What wants a person now: found in the view, drawn as one list, each row with its verb and with the place where it is done.

use eframe::egui::{self, Align, Layout, Ui};

use crate::domain::going_out::State;
use crate::domain::health::Health;
use crate::domain::overview::{Need, Want, needs};
use crate::domain::person::PersonId;
use crate::domain::screening::Verdict;
use crate::domain::ward::Observed;
use crate::station::overview::Past;
use crate::station::purge::Preview;
use crate::ui::Scene;
use crate::ui::action::{Action, PrivacyAsked};
use crate::ui::icons::Icon;
use crate::ui::screens::going_out::when;
use crate::ui::screens::{Filter, Screen};
use crate::ui::theme::{self, Tone, size};
use crate::ui::widgets::{Column, ListTable, gap, label, muted, tag};

/// The list by which the keyboard finds it.
pub(super) const LIST: &str = "overview-needs";

/// Everything that wants a person, most urgent first.
pub(super) fn found(scene: &Scene<'_>, past: Option<&Past>) -> Vec<Need> {
    let mut waiting = in_queue(scene);
    waiting.extend(in_course(scene));
    let view = scene.view;
    let decided = |person: &PersonId| view.health(*person).and_then(Health::decided);
    let attempts = past.iter().flat_map(|past| &past.attempts);
    let open = attempts.filter(|(person, at)| decided(person).is_none_or(|decided| decided < *at));
    let mut rows: Vec<_> = open.map(|(person, at)| (Want::Passing, *at, *person)).collect();
    // Several attempts of one person are one thing to do.
    rows.sort_by_key(|(_, at, person)| (*person, *at));
    rows.dedup_by_key(|(_, _, person)| *person);
    waiting.extend(rows);
    let mut found = needs(waiting);
    found.extend(of_the_plant(scene));
    found
}

type Waiting = (Want, crate::domain::day::Moment, PersonId);

/// Who waits for the clinic, or for a second measurement whose time has come.
fn in_queue(scene: &Scene<'_>) -> Vec<Waiting> {
    let wanted = |queued: crate::station::Queued| {
        let sent = queued.readings.iter().find(|reading| reading.verdict == Verdict::Clinic);
        match (sent, queued.again_from) {
            (Some(sent), _) => Some((Want::Clinic, sent.at, queued.person)),
            (None, Some(from)) if from <= scene.now => Some((Want::Recheck, from, queued.person)),
            (None, _) => None,
        }
    };
    scene.view.queue().into_iter().filter_map(wanted).collect()
}

/// What the courses of people ask for.
fn in_course(scene: &Scene<'_>) -> Vec<Waiting> {
    let (view, now) = (scene.view, scene.now);
    let mut waiting = Vec::new();
    for (person, health) in view.standings() {
        if let Some(outing) = health.outing(now) {
            match outing.state(now) {
                State::Overdue => waiting.push((Want::Overdue, outing.due, *person)),
                State::Filed => waiting.push((Want::Decide, outing.filed, *person)),
                State::Out | State::Approved | State::Back | State::Refused | State::Lapsed | State::Cancelled => {}
            }
        }
        if Observed::of(*person, health, view.at(now)).is_some_and(|observed| observed.due.is_some()) {
            waiting.push((Want::Measure, now, *person));
        }
    }
    let owed = view.owed().iter().map(|person| {
        let declared = view.health(*person).and_then(|health| health.declared.as_ref());
        (Want::Owed, declared.map_or(now, |(kept, _)| *kept), *person)
    });
    waiting.extend(owed);
    waiting
}

/// What the plant owes as a whole: the report, the rounds, the supplies.
fn of_the_plant(scene: &Scene<'_>) -> Vec<Need> {
    let (view, zone) = (scene.view, scene.view.card.zone);
    let need = |want, count, what| Need {
        want,
        people: Vec::new(),
        at: None,
        count,
        what,
    };
    let reports = &view.daybook.reports;
    let cut_off = view.settings.daily.cut_off_min;
    let report = reports.pressing(zone, (view.opened, view.day), cut_off, scene.now);
    let report = report.map(|(day, cut_off)| Need {
        at: Some(cut_off),
        ..need(Want::Report, 1, scene.day(day))
    });
    // What comes later today wants nobody yet.
    let overdue = u32::try_from(view.daybook.site.overdue(scene.now, zone).len()).unwrap_or(u32::MAX);
    let rounds = (overdue > 0).then(|| need(Want::Rounds, overdue, String::new()));
    let stocks = view.daybook.supplies.stocks(view.day, zone).into_iter().filter(|stock| stock.low);
    let supplies = stocks.map(|stock| need(Want::Supply, stock.days_left.unwrap_or(0), stock.name));
    let due = view.veil.due.as_ref().map_or(0, Preview::count);
    let due = (due > 0).then(|| need(Want::Clear, u32::try_from(due).unwrap_or(u32::MAX), String::new()));
    report.into_iter().chain(rounds).chain(supplies).chain(due).collect()
}

/// Where it is done: its screen, or what is done about that one person.
pub(super) fn place(need: &Need) -> Option<Action> {
    let person = need.people.first().copied().filter(|_| need.count == 1);
    match need.want {
        Want::Clinic | Want::Measure => Some(Action::Show(Screen::Clinic)),
        Want::Overdue | Want::Decide => Some(Action::Show(Screen::GoingOut)),
        Want::Passing => person.map(Action::Open),
        Want::Owed => person.map(Action::AskReturn),
        Want::Recheck => Some(person.map_or(Action::Show(Screen::Gate), Action::Choose)),
        Want::Report => Some(Action::Show(Screen::Report)),
        Want::Rounds => Some(Action::Show(Screen::Site)),
        Want::Supply => Some(Action::Show(Screen::Supplies)),
        Want::Clear => Some(Action::Privacy(PrivacyAsked::Open)),
    }
}

/// The word of the screen where it is done.
fn screen(want: Want) -> &'static str {
    match want {
        Want::Clinic | Want::Measure => "rail-clinic",
        Want::Overdue | Want::Decide => "rail-going-out",
        Want::Passing => "rail-people",
        Want::Owed => "rail-returns",
        Want::Recheck => "rail-gate",
        Want::Report => "rail-report",
        Want::Rounds => "rail-site",
        Want::Supply => "rail-supplies",
        Want::Clear => "rail-settings",
    }
}

fn tone(want: Want) -> Tone {
    match want {
        Want::Clinic => Tone::Clinic,
        Want::Passing | Want::Overdue | Want::Owed => Tone::Isolate,
        Want::Recheck | Want::Measure => Tone::Recheck,
        Want::Decide | Want::Report => Tone::Report,
        Want::Rounds | Want::Supply | Want::Clear => Tone::Ask,
    }
}

/// A row as one sentence.
fn sentence(scene: &Scene<'_>, need: &Need) -> String {
    let first = need.people.first().and_then(|person| scene.view.roster.get(*person));
    let name = first.map(|person| person.name.as_str()).unwrap_or_default();
    let who = match need.count {
        0 | 1 => name.to_owned(),
        count => scene.text.count("overview-several", u64::from(count), &[("name", name)]),
    };
    let at = need.at.map(|at| when(scene, at)).unwrap_or_default();
    let late = need.want == Want::Report && need.at.is_some_and(|at| scene.now > at);
    // Below its minimum, or used up: there is no number of days to tell.
    let spare = need.want == Want::Supply && need.count == 0;
    let key = match (late, spare) {
        (true, _) => "report-late",
        (_, true) => "supply-low",
        (false, false) => need.want.key(),
    };
    let facts = [("who", who.as_str()), ("at", &at), ("what", &need.what)];
    scene.text.count(&format!("overview-need-{key}"), u64::from(need.count), &facts)
}

/// The list. Answers the row that was opened.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, needs: &[Need], cursor: &mut usize) -> Option<usize> {
    let text = scene.text;
    ui.spacing_mut().interact_size.y = size::FIGURE;
    ui.horizontal(|ui| {
        label(ui, text.get("overview-needs"), theme::bold(size::BODY));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            muted(ui, &needs.len().to_string(), size::BODY)
        });
    });
    if needs.is_empty() {
        gap(ui, ui.available_height() * 0.25);
        ui.vertical_centered(|ui| {
            ui.label(Icon::CircleCheck.text(size::NAME).color(theme::of(ui).ink(Tone::Clear)));
            muted(ui, text.get("overview-nothing"), size::BODY);
        });
        return None;
    }
    let columns = [
        (text.get("overview-do"), 84.0),
        (text.get("overview-what"), (ui.available_width() - 84.0 - 56.0 - 24.0).max(80.0)),
        (text.get("overview-where"), 0.0),
    ];
    let columns = columns.map(|(title, width)| Column {
        title,
        width,
        right: false,
    });
    let table = ListTable {
        id: LIST,
        columns: &columns,
        rows: needs.len(),
    };
    let said = |row: usize| {
        needs.get(row).map_or_else(String::new, |need| {
            let verb = scene.word("overview-want", need.want.key());
            [verb, sentence(scene, need), text.get(screen(need.want)).to_owned()].join(" ")
        })
    };
    table.show(ui, cursor, None, said, |ui, row, column| {
        if let Some(need) = needs.get(row) {
            cell(ui, scene, need, column);
        }
    })
}

fn cell(ui: &mut Ui, scene: &Scene<'_>, need: &Need, column: usize) {
    match column {
        0 => drop(tag(ui, tone(need.want), &scene.word("overview-want", need.want.key()))),
        1 => {
            let said = sentence(scene, need);
            let words = egui::RichText::new(&said)
                .font(theme::regular(size::BODY))
                .color(theme::of(ui).text);
            ui.add(egui::Label::new(words).truncate());
        }
        _ => drop(muted(ui, scene.text.get(screen(need.want)), size::LABEL)),
    }
}

/// The screens that numbers open where there is one that lists what is behind them.
pub(super) fn screen_of(figure: super::numbers::Figure, by_plan: bool) -> Option<Screen> {
    use super::numbers::Figure;
    match figure {
        Figure::Inside => Some(Screen::People(Filter::Inside)),
        Figure::Coverage if by_plan => Some(Screen::Duty),
        Figure::Coverage => Some(Screen::People(Filter::Unmeasured)),
        Figure::Supplies => Some(Screen::Supplies),
        Figure::Fever | Figure::Isolated | Figure::Out => None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_want_leads_somewhere_and_a_crowd_to_a_list() {
        let people = |count: u32| (0..count).map(|no| PersonId(Uuid::from_u128(no.into()))).collect::<Vec<_>>();
        let need = |want, count| Need {
            want,
            people: people(count),
            at: None,
            count,
            what: String::new(),
        };
        let one = PersonId(Uuid::from_u128(0));
        for (want, count, led) in [
            (Want::Clinic, 1, Some(Action::Show(Screen::Clinic))),
            (Want::Measure, 9, Some(Action::Show(Screen::Clinic))),
            (Want::Overdue, 1, Some(Action::Show(Screen::GoingOut))),
            (Want::Passing, 1, Some(Action::Open(one))),
            (Want::Owed, 1, Some(Action::AskReturn(one))),
            (Want::Owed, 9, None),
            (Want::Recheck, 1, Some(Action::Choose(one))),
            (Want::Recheck, 9, Some(Action::Show(Screen::Gate))),
            (Want::Report, 1, Some(Action::Show(Screen::Report))),
            (Want::Rounds, 2, Some(Action::Show(Screen::Site))),
            (Want::Supply, 3, Some(Action::Show(Screen::Supplies))),
            (Want::Clear, 9, Some(Action::Privacy(PrivacyAsked::Open))),
        ] {
            assert_eq!(place(&need(want, count)), led, "{want:?} {count}");
        }
    }
}
