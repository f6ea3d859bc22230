//! Today's records counted for the guide's board, from what the view holds.

use super::canteen::Canteen;
use super::rooms::Rooms;
use crate::domain::classes::Class;
use crate::domain::clinic::unanswered;
use crate::domain::guide::{Facts, Share};
use crate::domain::health::Health;
use crate::domain::isolation::CauseKind;
use crate::domain::measured::{Cell, Slot};
use crate::domain::person::{Kind, Person, Status};
use crate::domain::screening::Verdict;
use crate::domain::site::{Measure, PlaceKind, Record, State, Task};
use crate::station::Today;
use crate::ui::Scene;

/// What today's records count.
pub(super) fn facts(scene: &Scene<'_>, rooms: &Rooms, canteen: &Canteen) -> Facts {
    let view = scene.view;
    let (zone, limits) = (view.card.zone, &view.settings.site);
    let mut facts = Facts {
        gates_guarded: Share {
            done: u64::from(!view.on_duty.is_empty()),
            of: 1,
        },
        slots_within: canteen.slots_within,
        groups_seated: canteen.groups_seated,
        samples_kept: canteen.samples_kept,
        ..Facts::default()
    };
    let lived_in = rooms.lodgings.iter().filter(|one| !one.here.is_empty());
    facts.rooms_within = Share::count(lived_in, |one| !one.density(limits).is_over());
    let book = &view.daybook.site;
    let meetings = book.meetings().into_iter().map(|(_, meeting)| meeting);
    let today = meetings.filter(|meeting| zone.day_of(meeting.from) == view.day);
    facts.meetings_within = Share::count(today, |meeting| meeting.is_within(limits));
    let observation = book.places().filter(|place| place.kind == PlaceKind::Observation);
    facts.observation = u64::try_from(observation.count()).unwrap_or_default();
    for task in book.tasks_on(view.day, zone) {
        round(&mut facts, &task, task.state(scene.now));
    }
    let yesterday = book.tasks_on(view.day.minus_days(1), zone).into_iter();
    let to_check = yesterday.filter(|task| task.record.is_some_and(Record::is_done) && !task.plan.checker.is_empty());
    facts.checked = Share::count(to_check, |task| task.state(scene.now) == State::Done);
    let stocks = view.daybook.supplies.stocks(view.day, zone);
    facts.supplies_enough = Share::count(&stocks, |stock| !stock.low);
    people(&mut facts, scene);
    let notices = view.daybook.notices.shown_on(view.day, zone);
    facts.notices_shown = u64::try_from(notices).unwrap_or_default();
    let rationed = u64::from(view.daybook.supplies.rationed(view.day, zone));
    if rationed > 0 {
        let of = facts.inside_measured.of;
        facts.rations_issued = Share {
            done: rationed.min(of),
            of,
        };
    }
    facts
}

/// A round that should have been done by now, in the row of its measure.
fn round(facts: &mut Facts, task: &Task<'_>, state: State) {
    let share = match task.plan.measure {
        Measure::Disinfect | Measure::Touch => &mut facts.disinfected,
        Measure::Ventilate => &mut facts.ventilated,
        Measure::Washing => &mut facts.washing,
        Measure::Tableware => &mut facts.tableware,
        Measure::Bins => &mut facts.bins,
    };
    let done = task.record.is_some_and(Record::is_done);
    if done || matches!(state, State::Overdue | State::Skipped) {
        share.add(done);
    }
}

/// What is known of everybody: measured, asked, isolated, answered.
fn people(facts: &mut Facts, scene: &Scene<'_>) {
    let view = scene.view;
    let at = view.at(scene.now);
    let (rule, isolation) = (&view.settings.temperature, &at.rules.isolation);
    let halves: Vec<Slot> = Slot::ALL
        .into_iter()
        .filter(|half| half.is_due(isolation, at.zone.hour(scene.now)))
        .collect();
    let is_measured_in = |today: &Today, half: Slot| {
        let mut of_half = today
            .earlier
            .iter()
            .filter(|earlier| Slot::of(isolation, at.zone.hour(earlier.at)) == half);
        of_half.any(|earlier| !rule.is_low(earlier.celsius))
    };
    for person in view.roster.people() {
        let (health, today) = (view.health(person.id), view.today(person.id));
        if today.visit.is_some() || (person.kind == Kind::Visitor && today.inside) {
            facts.visitors_asked.add(today.visit.is_some());
        }
        if today.inside && view.is_due(person, view.day) {
            facts.inside_measured.add(today.is_measured(rule));
        }
        let isolated = health.and_then(Health::isolation);
        if let (Some(health), Some(isolation)) = (health, isolated) {
            let cells = health.cells(at, isolation);
            let missing = cells
                .last()
                .is_some_and(|today| today.iter().any(|cell| matches!(cell, Cell::Due | Cell::Missed)));
            facts.isolated_measured.add(!missing);
            let contact = isolation.rows.iter().any(|row| row.cause.kind == CauseKind::Contact);
            let risk = isolation.rows.iter().any(|row| row.cause.kind == CauseKind::Travel);
            if contact {
                facts.contacts_isolated.add(true);
            }
            if risk {
                facts.risk_isolated.add(true);
            }
        } else {
            free(facts, scene, person);
            if lives_here(person) && today.inside {
                facts
                    .residents_measured
                    .add(halves.iter().all(|half| is_measured_in(&today, *half)));
            }
        }
        let asked = |verdict| matches!(verdict, Verdict::Recheck | Verdict::Clinic);
        if today.earlier.iter().any(|reading| asked(reading.verdict)) {
            let open = unanswered(&today.earlier, health.and_then(Health::decided), isolated.is_some());
            facts.unwell_answered.add(open.is_empty());
        }
    }
}

/// Somebody who does not isolate: whether they should, and whether somebody has asked why they are absent.
fn free(facts: &mut Facts, scene: &Scene<'_>, person: &Person) {
    let Some(health) = scene.view.health(person.id) else { return };
    let day = scene.view.day;
    match Class::of(scene.view.at(scene.now), person, Some(health)) {
        Some(Class::RiskArea) if person.status == Status::Active => facts.risk_isolated.add(false),
        Some(Class::Contact) if person.status == Status::Active => facts.contacts_isolated.add(false),
        Some(_) | None => {}
    }
    let absent = health.absences.iter().rev().map(|(_, absence)| absence);
    if let Some(absence) = absent.into_iter().find(|absence| (absence.from..=absence.to).contains(&day)) {
        facts.absent_asked.add(!absence.health.is_empty());
    }
}

fn lives_here(person: &Person) -> bool {
    person.status == Status::Active && !person.dormitory.is_empty()
}
