//! Every public method that writes, and the right that it asks for. A method that is in neither list is found in the sources.

use std::collections::BTreeSet;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;

use super::{Checked, Desk, FIRST, fresh, new};
use crate::domain::account::AccountRole;
use crate::domain::clinic::Choice;
use crate::domain::declaration::Quarters;
use crate::domain::duty::{Absence, DutyPlan};
use crate::domain::entry::{EntryId, Instrument, Taken};
use crate::domain::going_out::Trip;
use crate::domain::isolation::{Cause, CauseKind, Step};
use crate::domain::layout::Layout;
use crate::domain::notices::{Notice, Spot};
use crate::domain::peer::{Card, Keys};
use crate::domain::person::{Kind, Person, PersonId};
use crate::domain::privacy::Item as Number;
use crate::domain::rights::Right::{
    self, Audit, BackUp, ChangeRules, ExportNames, Import, ManageAccounts, ManageStations, Purge, Record, Register, Restore, Reveal,
    RunDay, Sign, Treat,
};
use crate::domain::rules::Authority;
use crate::domain::screening::{Direction, VisitAnswer};
use crate::domain::settings::{Role, Settings};
use crate::domain::site::canteen::{Food, Slot};
use crate::domain::site::round::Doing;
use crate::domain::site::{Meeting, Place, Plan, Room};
use crate::domain::supplies::Item;
use crate::domain::temperature::{Celsius, Site};
use crate::domain::thinning::Why;
use crate::station::backup::Restoring;
use crate::station::bring_duty::Preview;
use crate::station::exchange::Intake;
use crate::station::out::Reader;
use crate::station::purge::Purging;
use crate::station::report::Signing;
use crate::station::sheets::LateLine;
use crate::station::{Error, Jump, KeyPlace, NewIsolation, NewOuting, NewReading, Station};

type Called = fn(&mut Station) -> Result<(), Error>;

const WHO: PersonId = PersonId(Uuid::from_u128(1));
const ENTRY: EntryId = EntryId(Uuid::from_u128(7));
const ID: Uuid = Uuid::from_u128(7);

/// A value as the journal keeps it.
fn made<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|error| Error::Store(std::io::Error::from(error).into()))
}

fn reading() -> NewReading {
    NewReading {
        person: WHO,
        celsius: Celsius(3650),
        site: Site::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
    }
}

fn isolation(station: &Station) -> NewIsolation {
    let today = station.card().zone.day_of(station.now());
    NewIsolation {
        person: WHO,
        quarters: Quarters::Home,
        place: String::new(),
        cause: Cause::under(&station.settings().rules, CauseKind::Contact, today, today, ""),
    }
}

fn decision() -> crate::domain::clinic::Decision {
    crate::domain::clinic::Decision {
        person: WHO,
        choice: Choice::Isolate,
        symptoms: Vec::new(),
        reason: "接触".into(),
        finding: None,
    }
}

fn outing(station: &Station) -> NewOuting {
    NewOuting {
        person: WHO,
        destination: "520302".into(),
        code: None,
        reason: String::new(),
        due: station.now().plus_minutes(60),
    }
}

fn late(station: &Station) -> LateLine {
    LateLine {
        person: WHO,
        at: station.now(),
        celsius: Some(Celsius(3650)),
        site: Site::Forehead,
        instrument: String::new(),
        direction: Direction::In,
        mask: true,
        taken: Taken::Gate,
    }
}

fn card() -> Card {
    Card {
        chain: ID,
        site: "锰矿".into(),
        unit: String::new(),
        station: "北门".into(),
        role: Role::Gate,
        keys: Keys::default(),
    }
}

fn due(station: &Station) -> Result<Purging, Error> {
    Reader::open(station.store.folder())?.plan_purge(None, station.now(), &|_, _| false)
}

/// Puts back a backup that was made before something else was written: where it may be, it is not, and the station goes on.
fn put_back(station: &mut Station) -> Result<(), Error> {
    let before = station.plan_backup(Why::Restore)?.run(&|_, _| true)?;
    let prepared = Restoring::into_folder(station.store.folder(), &before.kept.path, None)?.prepare(&|_, _| true)?;
    let left = json!({ "what": "rows", "format": "clipboard", "level": "full", "purpose": "", "rows": 1 });
    station.note_out(made(left)?)?;
    station.restore(&prepared, &before)
}

/// What each of them asks for. Whether it then does anything is no matter here.
const GUARDED: &[(&str, Right, Called)] = &[
    ("record_reading", Record, |s| s.record_reading(reading()).map(drop)),
    ("let_through", Record, |s| s.let_through(WHO, Direction::In, true).map(drop)),
    ("refuse", Record, |s| s.refuse(WHO, "").map(drop)),
    ("register_visit", Record, |s| {
        s.register_visit(made(
            json!({ "from": "", "host": "", "purpose": "", "plate": "", "contact": false }),
        )?)
        .map(drop)
    }),
    ("withdraw", Record, |s| s.withdraw(ENTRY, "").map(drop)),
    ("save_person", Register, |s| s.save_person(Person::default()).map(drop)),
    ("take_photo", Register, |s| s.take_photo(WHO, b"jpeg").map(drop)),
    ("declare", Register, |s| {
        let today = s.card().zone.day_of(s.now());
        s.declare(made(json!({ "return_date": today, "filed": today }))?, Vec::new())
            .map(drop)
    }),
    ("file_outing", Register, |s| s.file_outing(&outing(s), None).map(drop)),
    ("decide_outing", Register, |s| {
        s.decide_outing(WHO, ID, true, Authority::Guard, "").map(drop)
    }),
    ("extend_outing", Register, |s| {
        s.extend_outing(WHO, ID, s.now(), Authority::Guard, "").map(drop)
    }),
    ("cancel_outing", Register, |s| {
        s.cancel_outing(WHO, ID, Authority::Guard, "").map(drop)
    }),
    ("ask_trip", Register, |s| s.ask_trip(WHO, ID, Trip::default()).map(drop)),
    ("enter_late", Register, |s| s.enter_late(&late(s)).map(drop)),
    ("measure", Treat, |s| s.measure(reading(), Taken::Clinic).map(drop)),
    ("decide", Treat, |s| s.decide(decision()).map(drop)),
    ("isolate", Treat, |s| s.isolate(decision(), isolation(s)).map(drop)),
    ("open_isolation", Treat, |s| s.open_isolation(isolation(s)).map(drop)),
    ("take_back", Treat, |s| s.take_back(WHO, ENTRY, "误录").map(drop)),
    ("step_isolation", Treat, |s| {
        s.step_isolation(WHO, Step::Needs(String::new())).map(drop)
    }),
    ("step_isolation", Treat, |s| {
        let (early, by, reason) = (false, Authority::Guard, String::new());
        s.step_isolation(WHO, Step::Released { early, by, reason }).map(drop)
    }),
    ("release", Treat, |s| s.release(WHO, Authority::Guard, "").map(drop)),
    ("plan_duty", RunDay, |s| s.plan_duty(DutyPlan::default()).map(drop)),
    ("plan_all", RunDay, |s| s.plan_all(Vec::new()).map(drop)),
    ("repeat_week", RunDay, |s| {
        s.repeat_week(&[], s.card().zone.day_of(s.now())).map(drop)
    }),
    ("note_absence", RunDay, |s| s.note_absence(Absence::default(), None).map(drop)),
    ("save_notice", RunDay, |s| s.save_notice(Notice::default()).map(drop)),
    ("show_notice", RunDay, |s| {
        s.show_notice(&Notice::default(), Spot::Gate, true).map(drop)
    }),
    ("keep_picture", RunDay, |s| s.keep_picture(b"jpeg").map(drop)),
    ("save_instrument", RunDay, |s| s.save_instrument(Instrument::default()).map(drop)),
    ("check_instrument", RunDay, |s| {
        s.check_instrument("1", Celsius(3650), Celsius(3650)).map(drop)
    }),
    ("save_item", RunDay, |s| s.save_item(&Item::default()).map(drop)),
    ("move_supply", RunDay, |s| {
        s.move_supply(made(json!({ "item": ID, "what": { "writtenoff": { "amount": 1 } } }))?)
            .map(drop)
    }),
    ("strike_move", RunDay, |s| s.strike_move(ENTRY, "误录").map(drop)),
    ("note_unusual", RunDay, |s| {
        s.note_unusual(s.card().zone.day_of(s.now()), "停水").map(drop)
    }),
    ("save_place", RunDay, |s| s.save_place(Place::default()).map(drop)),
    ("save_plan", RunDay, |s| s.save_plan(Plan::default()).map(drop)),
    ("save_places", RunDay, |s| s.save_places(Vec::new(), Vec::new()).map(drop)),
    ("do_round", RunDay, |s| s.do_round(ID, s.now(), Doing::default()).map(drop)),
    ("skip_round", RunDay, |s| s.skip_round(ID, s.now(), "停电").map(drop)),
    ("check_round", RunDay, |s| s.check_round(ID, s.now(), "李敏").map(drop)),
    ("save_slot", RunDay, |s| s.save_slot(Slot::default()).map(drop)),
    ("keep_sample", RunDay, |s| s.keep_sample(Food::default()).map(drop)),
    ("discard_sample", RunDay, |s| s.discard_sample(ID).map(drop)),
    ("save_room", RunDay, |s| s.save_room(Room::default()).map(drop)),
    ("hold_meeting", RunDay, |s| s.hold_meeting(Meeting::default()).map(drop)),
    ("remark_clause", RunDay, |s| s.remark_clause(1, "").map(drop)),
    ("strike", RunDay, |s| s.strike(ENTRY, "误录").map(drop)),
    ("sign", Sign, |s| s.sign(&Signing::default()).map(drop)),
    ("stage", Import, |s| {
        s.begin_import().and_then(|mut import| s.stage(&mut import, Vec::new()))
    }),
    ("stage_returns", Import, |s| {
        s.begin_import().and_then(|mut import| s.stage_returns(&mut import, Vec::new()))
    }),
    ("take_import", Import, |s| {
        s.begin_import().and_then(|import| s.take_import(&import, "").map(drop))
    }),
    ("switch_import", Import, |s| {
        s.begin_import().and_then(|import| s.switch_import(&import, "").map(drop))
    }),
    ("abandon_import", Import, |s| {
        s.begin_import().and_then(|import| s.abandon_import(&import))
    }),
    ("take_readings", Import, |s| s.take_readings(Vec::new()).map(drop)),
    ("take_duty", Import, |s| s.take_duty(Preview::default()).map(drop)),
    ("take_stock", Import, |s| s.take_stock(&[], "").map(drop)),
    ("change_settings", ChangeRules, |s| s.change_settings(Settings::default()).map(drop)),
    ("save_layout", ChangeRules, |s| s.save_layout(Layout::default()).map(drop)),
    ("enrol", ManageStations, |s| s.enrol(card()).map(drop)),
    ("revoke", ManageStations, |s| s.revoke(ID, "丢失").map(drop)),
    ("set_routes", ManageStations, |s| s.set_routes(&[])),
    ("set_ledger", ManageStations, |s| s.set_ledger(None)),
    ("mark_seen", ManageStations, |s| s.mark_seen(1)),
    ("read_bundle", ManageStations, |s| {
        s.read_bundle(Path::new("none.gatehouse"), &mut Intake::default())
    }),
    ("add_account", ManageAccounts, |s| {
        let role = AccountRole::Guard;
        s.add_account(&new("赵强", role), fresh(role, FIRST.0)?).map(drop)
    }),
    ("change_account", ManageAccounts, |s| {
        s.change_account(ID, &new("赵强", AccountRole::Guard), None).map(drop)
    }),
    ("reset_account", ManageAccounts, |s| {
        s.reset_account(ID, fresh(AccountRole::Guard, FIRST.0)?).map(drop)
    }),
    ("retire_account", ManageAccounts, |s| s.retire_account(ID).map(drop)),
    ("decide_unkept", Record, |s| {
        s.decide_unkept(Kind::Visitor, VisitAnswer { contact: false }, None).map(drop)
    }),
    ("correct_for", Register, |s| s.correct_for(Person::default()).map(drop)),
    ("reveal", Reveal, |s| s.reveal(WHO, Number::Phone, "联系家属").map(drop)),
    ("own_data", ExportNames, |s| s.own_data(WHO).map(drop)),
    ("plan_copy", BackUp, |s| s.plan_copy(true).map(drop)),
    ("plan_copy", ExportNames, |s| s.plan_copy(false).map(drop)),
    ("plan_backup_by_hand", BackUp, |s| s.plan_backup_by_hand().map(drop)),
    ("journal_end", Audit, |s| s.journal_end().map(drop)),
    ("journal_rows", Audit, |s| s.journal_rows(&[1]).map(drop)),
    ("journal_page", Audit, |s| s.journal_page(1).map(drop)),
    ("journal_jump", Audit, |s| s.journal_jump(None, Jump::Number(1)).map(drop)),
    ("hold", Purge, |s| s.hold(WHO, "仲裁").map(drop)),
    ("lift_hold", Purge, |s| s.lift_hold(WHO).map(drop)),
    ("begin_purge", Purge, |s| s.begin_purge(&mut due(s)?).map(drop)),
    ("purge_now", Purge, |s| s.purge_now(&mut due(s)?).map(drop)),
    ("plan_backup_before_restore", Restore, |s| s.plan_backup_before_restore().map(drop)),
    ("plan_restore", Restore, |s| s.plan_restore(Path::new("none.db"), None).map(drop)),
    ("restore", Restore, put_back),
    ("set_second_place", Restore, |s| s.set_second_place(Path::new("none")).map(drop)),
    ("drop_second_place", Restore, Station::drop_second_place),
    ("move_keys", ManageStations, |s| s.move_keys(KeyPlace::File).map(drop)),
    ("renew_field_key", ManageStations, |s| s.renew_field_key().map(drop)),
];

/// What asks for no right: reading; signing in and out; what the program does by itself, exchanging, keeping its own keys and copies;
/// what goes on with something that was permitted when it began; what this PC remembers; what is asked about the right that it is
/// given. And what is no method of a station.
const HARMLESS: &[&str] = &[
    "attempt",
    "back_up_before",
    "catch_up",
    "carry_over",
    "check",
    "check_against",
    "clear_traces",
    "empty_log",
    "end_exchange",
    "exchange_through",
    "finish_purge",
    "follow",
    "hand_over",
    "lock",
    "look_on_as",
    "may_export",
    "may_take_out",
    "need",
    "note_backup",
    "note_drill",
    "note_out",
    "note_outcome",
    "note_second",
    "plan_posting",
    "plan_renewed_backup",
    "prefer",
    "purge_slice",
    "renew",
    "renew_backups",
    "see_to_keys",
    "settle",
    "sign_in",
    "sign_out",
    "step_up",
    "take_noted",
    "take_piece",
    "tick",
];

#[test]
fn every_role_may_call_what_the_table_permits_and_nothing_else() -> Checked {
    for role in AccountRole::ALL {
        let mut desk = Desk::open()?;
        desk.signed_in_as(role)?;
        for (name, right, call) in GUARDED {
            let refused = call(&mut desk.station).err().map(|error| error.code());
            let is_refused = refused == Some("not-allowed");
            assert_eq!(is_refused, !role.may(*right), "{} {name}: {refused:?}", role.key());
            assert_ne!(refused, Some("sign-in-first"), "{} {name}", role.key());
        }
        for (name, right, _) in GUARDED {
            let denied = desk.denied()?.into_iter().any(|(denied, _)| denied == right.key());
            assert_eq!(denied, !role.may(*right), "{} {name}", role.key());
        }
    }
    Ok(())
}

#[test]
fn who_has_not_signed_in_calls_nothing_but_recording() -> Checked {
    let mut desk = Desk::open()?;
    for locked in [true, false] {
        if locked {
            desk.station.lock();
        } else {
            desk.station.sign_out();
        }
        for (name, right, call) in GUARDED {
            let refused = call(&mut desk.station).err().map(|error| error.code());
            assert_eq!(refused == Some("sign-in-first"), *right != Record, "{name}: {refused:?}");
        }
    }
    Ok(())
}

#[test]
fn what_is_sensitive_asks_for_the_passphrase_once_more() -> Checked {
    let mut desk = Desk::open()?;
    desk.pass(301);
    // Whether a release is early, and sensitive by that, is told by the isolation that it ends.
    for (name, right, call) in GUARDED.iter().filter(|(_, right, _)| *right != Treat) {
        let refused = call(&mut desk.station).err().map(|error| error.code());
        assert_eq!(refused == Some("step-up"), right.needs_step_up(), "{name}: {refused:?}");
    }
    for early in ["step_isolation", "release"] {
        let calls = GUARDED.iter().filter(|(name, ..)| *name == early || *name == "open_isolation");
        let refused: Vec<_> = calls.filter_map(|(_, _, call)| call(&mut desk.station).err()).collect();
        assert_eq!(refused.iter().map(Error::code).collect::<Vec<_>>(), ["step-up"], "{early}");
    }
    Ok(())
}

/// The names of the public methods of a source that change what they belong to. Tests and invented plants do not count.
fn changing(source: &str) -> BTreeSet<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let heads = source.split("\n    pub fn ").skip(1);
    let changing = heads.filter(|head| head.split('{').next().is_some_and(|head| head.contains("&mut self")));
    let name = |head: &str| head.split(['(', '<']).next().unwrap_or_default().to_owned();
    changing.map(name).collect()
}

fn sources(under: &Path, found: &mut BTreeSet<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(under)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if ["tests", "tests.rs", "demo", "several", "several.rs"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            sources(&path, found)?;
        } else {
            found.extend(changing(&std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[test]
fn no_method_that_writes_is_forgotten() -> Checked {
    let mut found = BTreeSet::new();
    sources(Path::new("src/station"), &mut found)?;
    let known: BTreeSet<String> = GUARDED
        .iter()
        .map(|(name, ..)| *name)
        .chain(HARMLESS.iter().copied())
        .map(str::to_owned)
        .collect();
    let forgotten: Vec<_> = found.difference(&known).collect();
    assert!(forgotten.is_empty(), "neither guarded nor harmless: {forgotten:?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "no such methods any more: {gone:?}");
    Ok(())
}

#[test]
fn a_method_that_nobody_thought_of_would_be_found() {
    let source = "impl Station {\n    pub fn look(&self) {}\n    pub fn burn<T>(\n        &mut self,\n        all: T,\n    ) {}\n}\n";
    assert_eq!(changing(source), BTreeSet::from(["burn".to_owned()]));
}
