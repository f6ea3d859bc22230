//! Disclosure (披露): what leaves the unit of each entry, at the level that the unit has chosen.
//!
//! - `Full`: every entry as it was written, but for accounts: what proves who somebody is stays at their site.
//! - `Masked`: every entry, without what tells who somebody is or where they live. Of names the first character stays, of telephone
//!   numbers the ends; documents, dormitories, hosts, plates and what was written freely go; a place is its code. Ids stay, so
//!   that figures can be counted; a picture cannot be masked and is withheld.
//! - `Counts`: besides, whatever is about one person is withheld, and what is about the plant names nobody.
//!
//! Who signs a report keeps the name at every level: they answer for it. Where a rule asks only whether something was written, a
//! [`HIDDEN`] stays for it. What `Masked` hides, `Counts` never shows. Entries that cannot be read here are withheld.

mod cell;
mod record;
#[cfg(test)]
mod tests;

pub use cell::{Tells, cell, report, stays};

use std::collections::BTreeSet;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use super::chain::{Hash, Link};
use super::daybook::{Noted, Struck};
use super::declaration::{Declaration, Stay};
use super::duty::{Absence, DutyPlan};
use super::entry::{DeclarationsStaged, Entry, ImportAbandoned, OnDuty, PeopleStaged, PeopleTaken, Refusal, Visit, Withdrawn};
use super::going_out::{OutingStep, Step as OutStep, Trip};
use super::isolation::{Cause, IsolationStep, Step as WardStep};
use super::peer::{Level, Peer};
use super::person::Person;
use super::region::{self, Code};
use super::report::{Clause, Report, Signed, Unusual};
use super::rulebook::Rulebook;
use super::site::canteen::{Food, SampleStep};
use super::site::round::What as Became;
use super::site::{Meeting, Plan, Round, Sample};
use super::supplies::{Move, What, Whom};

/// Stands where something was written that is not shown.
pub const HIDDEN: &str = "＊";

/// How much of an entry is shown.
enum Shown {
    Whole,
    Instead(Box<Entry>),
    Withheld,
}

impl<T: Into<Entry>> From<T> for Shown {
    fn from(entry: T) -> Self {
        Self::Instead(Box::new(entry.into()))
    }
}

/// The entry as it leaves the unit. `hash` is the one it stands under; what is not whole carries it.
pub fn disclose(level: Level, link: &Link, hash: &Hash) -> Link {
    let entry = || Entry::decode(link.kind, link.subject, &link.body).ok();
    let shown = match level {
        Level::Full if Entry::kind_name(link.kind) == "account-saved" => Some(Shown::Withheld),
        Level::Full => Some(Shown::Whole),
        Level::Masked => entry().map(masked),
        Level::Counts => entry().map(counted),
    };
    match shown.unwrap_or(Shown::Withheld) {
        Shown::Whole => link.clone(),
        Shown::Instead(entry) => entry
            .encode()
            .map_or_else(|_unwritable| withheld(link, hash), |body| instead(link, hash, body)),
        Shown::Withheld => withheld(link, hash),
    }
}

fn instead(link: &Link, hash: &Hash, body: String) -> Link {
    let redacted = if body == link.body { link.redacted } else { Some(*hash) };
    Link {
        body,
        redacted,
        ..link.clone()
    }
}

fn withheld(link: &Link, hash: &Hash) -> Link {
    Link {
        subject: None,
        body: String::new(),
        corrects: None,
        redacted: Some(*hash),
        ..link.clone()
    }
}

/// Every kind of entry without what tells who somebody is.
fn masked(entry: Entry) -> Shown {
    match entry {
        Entry::StationOpened(_)
        | Entry::SettingsChanged(_)
        | Entry::ImportAbandoned(ImportAbandoned { .. })
        | Entry::Reading(_)
        | Entry::Passage(_)
        | Entry::InstrumentSaved(_)
        | Entry::InstrumentChecked(_)
        | Entry::Keyed(_)
        | Entry::Continued(_) => Shown::Whole,
        // What proves who somebody is stays at their site.
        Entry::PhotoTaken(_) | Entry::AccountSaved(_) => Shown::Withheld,
        Entry::OnDuty(one) => Entry::OnDuty(OnDuty {
            name: initial(&one.name),
            ..one
        })
        .into(),
        Entry::PersonSaved(one) => Entry::PersonSaved(person(one)).into(),
        Entry::PeopleStaged(PeopleStaged { import, people }) => {
            let people = people.into_iter().map(person).collect();
            Entry::PeopleStaged(PeopleStaged { import, people }).into()
        }
        Entry::PeopleTaken(taken) => Entry::PeopleTaken(PeopleTaken {
            file: hidden(&taken.file),
            ..taken
        })
        .into(),
        Entry::Refusal(refusal) => Entry::Refusal(Refusal {
            reason: hidden(&refusal.reason),
            ..refusal
        })
        .into(),
        Entry::Visit(one) => Entry::Visit(visit(one)).into(),
        Entry::Withdrawn(one) => Entry::Withdrawn(Withdrawn {
            reason: hidden(&one.reason),
            ..one
        })
        .into(),
        Entry::Declared(one) => Entry::Declared(declaration(one)).into(),
        Entry::DeclarationsStaged(DeclarationsStaged { import, declarations }) => {
            let declarations = declarations.into_iter().map(|(person, one)| (person, declaration(one))).collect();
            Entry::DeclarationsStaged(DeclarationsStaged { import, declarations }).into()
        }
        Entry::Outing(one) => Entry::Outing(outing(one)).into(),
        Entry::Isolation(one) => Entry::Isolation(isolation(one)).into(),
        Entry::Decided(one) => Entry::Decided(record::decision(one)).into(),
        Entry::Absent(one) => Entry::Absent(Absence {
            reason: hidden(&one.reason),
            health: hidden(&one.health),
            ..one
        })
        .into(),
        Entry::Noted(noted) => note(noted, initial),
        Entry::Audited(audited) => record::masked(audited),
        Entry::PeerSaved(one) => Entry::PeerSaved(Peer {
            revoked: one.revoked.as_deref().map(hidden),
            ..one
        })
        .into(),
    }
}

/// Every kind of entry that is about the plant, naming nobody.
fn counted(entry: Entry) -> Shown {
    match entry {
        Entry::OnDuty(_)
        | Entry::PersonSaved(_)
        | Entry::PeopleStaged(_)
        | Entry::PhotoTaken(_)
        | Entry::Reading(_)
        | Entry::Passage(_)
        | Entry::Refusal(_)
        | Entry::Visit(_)
        | Entry::Withdrawn(_)
        | Entry::Declared(_)
        | Entry::DeclarationsStaged(_)
        | Entry::Outing(_)
        | Entry::Isolation(_)
        | Entry::Decided(_)
        | Entry::Absent(_)
        | Entry::AccountSaved(_) => Shown::Withheld,
        Entry::Audited(audited) => record::counted(audited),
        Entry::Noted(noted) => counted_note(noted),
        Entry::StationOpened(_)
        | Entry::SettingsChanged(_)
        | Entry::PeopleTaken(_)
        | Entry::ImportAbandoned(_)
        | Entry::InstrumentSaved(_)
        | Entry::InstrumentChecked(_)
        | Entry::Keyed(_)
        | Entry::PeerSaved(_)
        | Entry::Continued(_) => masked(entry),
    }
}

/// A note without what was written freely; who did it is named as `name` says.
fn note(noted: Noted, name: fn(&str) -> String) -> Shown {
    match noted {
        Noted::Duty(_)
        | Noted::Item(_)
        | Noted::Place(_)
        | Noted::Slot(_)
        | Noted::Room(_)
        | Noted::Notice(_)
        | Noted::Showing(_)
        | Noted::Layout(_) => Shown::Whole,
        Noted::Move(one) => Noted::Move(Move {
            note: hidden(&one.note),
            ..one
        })
        .into(),
        Noted::Plan(one) => Noted::Plan(Plan {
            executor: name(&one.executor),
            checker: name(&one.checker),
            ..one
        })
        .into(),
        Noted::Round(one) => Noted::Round(round(one, name)).into(),
        Noted::Sample(one) => Noted::Sample(sample(one, name)).into(),
        Noted::Meeting(one) => Noted::Meeting(Meeting {
            title: hidden(&one.title),
            ..one
        })
        .into(),
        Noted::Unusual(one) => Noted::Unusual(Unusual {
            text: hidden(&one.text),
            ..one
        })
        .into(),
        Noted::Clause(one) => Noted::Clause(Clause {
            text: hidden(&one.text),
            ..one
        })
        .into(),
        Noted::Signed(one) => signed(one, |report| report),
        Noted::Struck(Struck { reason }) => Noted::Struck(Struck { reason: hidden(&reason) }).into(),
    }
}

/// A note with its figures and without people.
fn counted_note(noted: Noted) -> Shown {
    let nobody = |_: &str| String::new();
    match noted {
        Noted::Duty(plan) => Noted::Duty(DutyPlan {
            people: Vec::new(),
            ..plan
        })
        .into(),
        Noted::Move(one) => note(
            Noted::Move(Move {
                what: anonymous(one.what),
                ..one
            }),
            nobody,
        ),
        Noted::Signed(one) => signed(one, without_people),
        Noted::Item(_)
        | Noted::Place(_)
        | Noted::Plan(_)
        | Noted::Round(_)
        | Noted::Slot(_)
        | Noted::Sample(_)
        | Noted::Room(_)
        | Noted::Meeting(_)
        | Noted::Notice(_)
        | Noted::Showing(_)
        | Noted::Layout(_)
        | Noted::Unusual(_)
        | Noted::Clause(_)
        | Noted::Struck(_) => note(noted, nobody),
    }
}

/// `张双` is `张＊`, `John Smith` is `J＊`: how long the name is, is not told.
fn initial(name: &str) -> String {
    name.trim()
        .chars()
        .next()
        .map(|first| format!("{first}{HIDDEN}"))
        .unwrap_or_default()
}

/// `138****0000`; of a shorter number nothing. Several are parted by a space.
fn phone(numbers: &str) -> String {
    let mask = |number: &str| {
        let is_number = number.len() >= 11 && number.bytes().all(|byte| byte.is_ascii_digit() || b"+-*".contains(&byte));
        let ends = number.get(..3).zip(number.get(number.len().saturating_sub(4)..));
        let shown = ends.filter(|_| is_number).map(|(first, last)| format!("{first}****{last}"));
        shown.unwrap_or_else(|| "****".to_owned())
    };
    numbers.split_whitespace().map(mask).collect::<Vec<String>>().join(" ")
}

fn hidden(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { HIDDEN.to_owned() }
}

/// The codes of the places that a text names, `42 4401`.
fn places(text: &str) -> String {
    let known: Option<Vec<Code>> = text.split_whitespace().map(|word| word.parse().ok()).collect();
    let named = || region::read(text).into_iter().filter_map(|mention| mention.code).collect();
    let codes: Vec<String> = known.unwrap_or_else(named).iter().map(Code::to_string).collect();
    if codes.is_empty() { hidden(text) } else { codes.join(" ") }
}

/// The code that somebody has settled on, or those that the text names.
fn place(code: Option<Code>, text: &str) -> String {
    code.map_or_else(|| places(text), |code| code.to_string())
}

/// The keys of the rulebooks that ship stay; what somebody wrote in their own words does not, but counts.
fn symptoms(said: Vec<String>) -> Vec<String> {
    static KEYS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let books = Rulebook::all().into_iter();
        books.flat_map(|book| book.rules.symptoms).map(|symptom| symptom.key).collect()
    });
    let mask = |said: String| if KEYS.contains(&said) { said } else { hidden(&said) };
    said.into_iter().map(mask).collect()
}

fn person(one: Person) -> Person {
    Person {
        name: initial(&one.name),
        phone: phone(&one.phone),
        dormitory: String::new(),
        document: String::new(),
        host: String::new(),
        note: String::new(),
        ..one
    }
}

fn visit(one: Visit) -> Visit {
    Visit {
        from: places(&one.from),
        host: String::new(),
        purpose: hidden(&one.purpose),
        plate: String::new(),
        ..one
    }
}

fn declaration(one: Declaration) -> Declaration {
    let stay = |stay: Stay| Stay {
        text: place(stay.code, &stay.text),
        vehicle: String::new(),
        ..stay
    };
    Declaration {
        stays: one.stays.into_iter().map(stay).collect(),
        vehicle: String::new(),
        contact_note: hidden(&one.contact_note),
        symptoms: symptoms(one.symptoms),
        // Whether it came from a file decides which declaration stands.
        file: hidden(&one.file),
        ..one
    }
}

fn outing(one: OutingStep) -> OutingStep {
    let step = match one.step {
        OutStep::Filed {
            destination,
            code,
            reason,
            due,
        } => OutStep::Filed {
            destination: place(code, &destination),
            code,
            reason: hidden(&reason),
            due,
        },
        OutStep::Decided { approved, by, reason } => OutStep::Decided {
            approved,
            by,
            reason: hidden(&reason),
        },
        OutStep::Extended { due, reason } => OutStep::Extended {
            due,
            reason: hidden(&reason),
        },
        OutStep::Asked(trip) => OutStep::Asked(Trip {
            places: places(&trip.places),
            whom: hidden(&trip.whom),
            means: hidden(&trip.means),
        }),
        OutStep::Cancelled { reason } => OutStep::Cancelled { reason: hidden(&reason) },
        step @ (OutStep::Left { .. } | OutStep::Back { .. }) => step,
    };
    OutingStep { step, ..one }
}

fn isolation(one: IsolationStep) -> IsolationStep {
    let because = |cause: Cause| Cause {
        note: hidden(&cause.note),
        ..cause
    };
    let step = match one.step {
        WardStep::Opened {
            quarters,
            place,
            cause,
            rule,
        } => WardStep::Opened {
            quarters,
            place: hidden(&place),
            cause: because(cause),
            rule,
        },
        WardStep::Cause(cause) => WardStep::Cause(because(cause)),
        WardStep::Moved { quarters, place } => WardStep::Moved {
            quarters,
            place: hidden(&place),
        },
        WardStep::Needs(needs) => WardStep::Needs(hidden(&needs)),
        WardStep::Symptoms(said) => WardStep::Symptoms(symptoms(said)),
        WardStep::Released { early, by, reason } => WardStep::Released {
            early,
            by,
            reason: hidden(&reason),
        },
    };
    IsolationStep { step, ..one }
}

fn round(one: Round, name: fn(&str) -> String) -> Round {
    let what = match one.what {
        Became::Done(mut doing) => {
            doing.executor = name(&doing.executor);
            doing.note = hidden(&doing.note);
            Became::Done(doing)
        }
        Became::Skipped { reason, by } => Became::Skipped {
            reason: hidden(&reason),
            by: name(&by),
        },
        Became::Checked { by } => Became::Checked { by: name(&by) },
    };
    Round { what, ..one }
}

fn sample(one: Sample, name: fn(&str) -> String) -> Sample {
    let step = match one.step {
        SampleStep::Kept(food) => SampleStep::Kept(Food {
            by: name(&food.by),
            ..food
        }),
        SampleStep::Discarded { by } => SampleStep::Discarded { by: name(&by) },
    };
    Sample { step, ..one }
}

/// What was given to one person was given to one head.
fn anonymous(what: What) -> What {
    match what {
        What::Issued {
            amount,
            to: Whom::Person(_),
        } => What::Issued {
            amount,
            to: Whom::Team {
                name: String::new(),
                heads: 1,
            },
        },
        what @ (What::Received { .. } | What::Issued { .. } | What::Counted { .. } | What::WrittenOff { .. }) => what,
    }
}

/// A signed report with what happened in it unsaid. Its own hash is over what it says now; that of what was signed stands with it.
fn signed(one: Signed, people: fn(Report) -> Report) -> Shown {
    let Ok(mut report) = serde_json::from_str::<Report>(&one.text) else {
        return Shown::Withheld;
    };
    for happening in &mut report.unusual {
        happening.text = hidden(&happening.text);
    }
    let Ok(text) = serde_json::to_string(&people(report)) else {
        return Shown::Withheld;
    };
    let sha256 = sha256(&text);
    Noted::Signed(Signed { sha256, text, ..one }).into()
}

fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn without_people(mut report: Report) -> Report {
    report.figures = report.figures.without_people();
    for imbalance in &mut report.imbalances {
        imbalance.people.clear();
    }
    for happening in &mut report.unusual {
        happening.person = None;
    }
    report
}
