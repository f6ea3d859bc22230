//! A questionnaire of returning workers on its way in (摸排): matched to the roster or made new, judged, taken in slices.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::bring::Brought;
use super::out::Reader;
use super::roster::{Import, Refused, RowFault};
use super::{Error, Station, health, rejudge};
use crate::domain::day::{Day, Moment, Zone};
use crate::domain::declaration::Declaration;
use crate::domain::entry::{DeclarationsStaged, Entry, PeopleStaged};
use crate::domain::health::{At, Standings};
use crate::domain::names::{clean_name, fold};
use crate::domain::person::{Person, PersonId};
use crate::domain::returns::{self, Screened};
use crate::domain::rights::Right;
use crate::domain::rules::Rules;
use crate::domain::screening::Verdict;
use crate::exchange::questionnaire::AnswerFault;
pub use crate::exchange::questionnaire::Asked;
use crate::exchange::sheet::Row;
use crate::store::{people, station};

/// A questionnaire, read and matched.
pub type Questionnaire = Brought<Asked>;

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brings {
    /// The row as the user sees it in the sheet.
    pub row: u32,
    pub person: Person,
    /// On the roster already; otherwise somebody new, who is away until they return.
    pub known: bool,
    pub declaration: Declaration,
    /// Judged on the day of the return, with the family that was declared before.
    pub screened: Screened,
}

/// A row that a later submission of the same person stands for: in the sheet, or registered already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub row: u32,
    /// The row that stands; without it the declaration that is registered.
    pub of: Option<u32>,
    pub name: String,
}

/// What taking a questionnaire would do.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub rows: Vec<Brings>,
    pub duplicates: Vec<Duplicate>,
    pub refused: Vec<Refused>,
}

impl Preview {
    /// How many of the rows are about somebody on the roster.
    pub fn known(&self) -> usize {
        self.rows.iter().filter(|row| row.known).count()
    }
}

impl Station {
    /// Judges every row as taking it would, and writes nothing.
    pub fn preview_returns(&self, brought: &Questionnaire) -> Result<Preview, Error> {
        let (settings, zone) = (self.settings(), self.card().zone);
        let ground = Ground {
            rules: &settings.rules,
            standings: &health::standings(&self.store, settings, zone, Moment(i64::MAX))?,
            zone,
            today: zone.day_of(self.now()),
        };
        Ok(judged(brought, self.people()?, ground))
    }

    /// Stages a slice: who is new, and what everybody declares, in one transaction.
    pub fn stage_returns(&mut self, import: &mut Import, rows: Vec<Brings>) -> Result<(), Error> {
        self.need(Right::Import)?;
        let mut people = Vec::new();
        let mut declarations = Vec::with_capacity(rows.len());
        for Brings {
            row,
            person,
            known,
            declaration,
            ..
        } in rows
        {
            let mut id = person.id;
            if !known {
                match import.admit_unnumbered(person) {
                    Ok(person) => {
                        id = person.id;
                        people.push(self.asked(person));
                    }
                    Err(why) => {
                        import.refuse(row, why);
                        continue;
                    }
                }
            }
            declarations.push((id, declaration));
        }
        if declarations.is_empty() {
            return Ok(());
        }
        let staged = declarations.len();
        let import_id = import.id();
        let mut entries = Vec::new();
        if !people.is_empty() {
            entries.push(Entry::PeopleStaged(PeopleStaged { import: import_id, people }));
        }
        entries.push(Entry::DeclarationsStaged(DeclarationsStaged {
            import: import_id,
            declarations,
        }));
        self.write_all(entries)?;
        import.count(staged);
        Ok(())
    }
}

impl Reader {
    /// Judges every row as taking it would.
    pub fn preview_returns(&self, brought: &Questionnaire, today: Day) -> Result<Preview, Error> {
        let rules = station::identity(&self.store)?.settings.rules;
        let mut everybody = Vec::new();
        people::each(&self.store, |person| everybody.push(person))?;
        let ground = Ground {
            rules: &rules,
            standings: &self.standings(Moment(i64::MAX))?,
            zone: self.zone,
            today,
        };
        Ok(judged(brought, everybody, ground))
    }

    /// An import that has begun, for the station to stage these rows with.
    pub fn begin_returns(&self, brought: &Questionnaire, today: Day) -> Result<(Import, Preview), Error> {
        Ok((Import::begin(&self.store)?, self.preview_returns(brought, today)?))
    }
}

/// What the rows are judged on: the rules, what is registered of everybody, and the day.
#[derive(Clone, Copy)]
struct Ground<'a> {
    rules: &'a Rules,
    standings: &'a Standings,
    zone: Zone,
    today: Day,
}

impl Ground<'_> {
    /// Whether what is registered of its person stands before this.
    fn is_older(&self, declaration: &Declaration) -> bool {
        let registered = self.standings.get(&declaration.person).and_then(|health| health.declared.as_ref());
        registered.is_some_and(|(kept, known)| !declaration.stands_after(self.today, (self.zone.day_of(*kept), known)))
    }

    /// The verdicts of the family that was declared with somebody before.
    fn household(&self, person: PersonId, on: Day) -> Vec<(String, Verdict)> {
        let at = At {
            rules: self.rules,
            zone: self.zone,
            now: self.zone.start_of(on),
        };
        let health = self.standings.get(&person);
        health.map_or_else(Vec::new, |health| {
            rejudge::household(self.standings, health, at, &|_| Some(String::new()))
        })
    }
}

fn judged(brought: &Questionnaire, everybody: Vec<Person>, ground: Ground<'_>) -> Preview {
    let mut roster = Known::of(everybody);
    let mut preview = Preview::default();
    let mut latest: BTreeMap<PersonId, (u32, Brings)> = BTreeMap::new();
    for row in &brought.sheet.rows {
        match roster.brings(brought, row, ground) {
            Ok((second, brings)) => preview.duplicates.extend(keep_latest(&mut latest, second, brings)),
            Err(why) => preview.refused.push(Refused { row: row.number, why }),
        }
    }
    let (older, rows) = latest
        .into_values()
        .map(|(_, brings)| brings)
        .partition(|brings: &Brings| ground.is_older(&brings.declaration));
    preview.rows = rows;
    let older: Vec<Brings> = older;
    preview.duplicates.extend(older.into_iter().map(|brings| Duplicate {
        row: brings.row,
        of: None,
        name: brings.person.name,
    }));
    preview.rows.sort_by_key(|brings| brings.row);
    // Somebody whose two rows are both older than a third: the one that stands now is named.
    let standing: BTreeMap<u32, Option<u32>> = preview.duplicates.iter().map(|duplicate| (duplicate.row, duplicate.of)).collect();
    for duplicate in &mut preview.duplicates {
        while let Some(of) = duplicate.of.and_then(|of| standing.get(&of)) {
            duplicate.of = *of;
        }
    }
    preview
}

/// Keeps the latest submission of somebody; says which row it stands for, or is stood for by.
fn keep_latest(latest: &mut BTreeMap<PersonId, (u32, Brings)>, second: u32, brings: Brings) -> Option<Duplicate> {
    let id = brings.person.id;
    let when = |second: u32, brings: &Brings| (brings.declaration.filed, second, brings.row);
    let Some((other_second, other)) = latest.get(&id) else {
        latest.insert(id, (second, brings));
        return None;
    };
    let (earlier, of) = if when(*other_second, other) > when(second, &brings) {
        (brings.row, other.row)
    } else {
        let (earlier, of) = (other.row, brings.row);
        latest.insert(id, (second, brings));
        (earlier, of)
    };
    let name = latest.get(&id).map(|(_, brings)| brings.person.name.clone()).unwrap_or_default();
    Some(Duplicate {
        row: earlier,
        of: Some(of),
        name,
    })
}

impl From<AnswerFault> for RowFault {
    fn from(fault: AnswerFault) -> Self {
        use crate::exchange::columns::Meaning as _;
        match fault {
            AnswerFault::Cell { field, code } => Self::Cell { field: field.key(), code },
            AnswerFault::Contradiction { field, what } => Self::Contradiction { field: field.key(), what },
        }
    }
}

/// Everybody who can be recognised: those on the roster, and those whom the sheet has named.
struct Known {
    people: Vec<(Person, bool)>,
    employees: BTreeMap<String, usize>,
    badges: BTreeMap<String, usize>,
    /// By folded name and one of their phones.
    phones: BTreeMap<(String, String), usize>,
}

impl Known {
    fn of(everybody: Vec<Person>) -> Self {
        let mut known = Self {
            people: Vec::with_capacity(everybody.len()),
            employees: BTreeMap::new(),
            badges: BTreeMap::new(),
            phones: BTreeMap::new(),
        };
        for person in everybody {
            known.add(person, true);
        }
        known
    }

    fn add(&mut self, person: Person, on_roster: bool) {
        let at = self.people.len();
        for (number, owners) in [(&person.employee, &mut self.employees), (&person.badge, &mut self.badges)] {
            if !number.is_empty() {
                owners.insert(number.clone(), at);
            }
        }
        for phone in person.phone.split_whitespace() {
            self.phones.insert((fold(&person.name), phone.to_owned()), at);
        }
        self.people.push((person, on_roster));
    }

    /// A row judged on the day of the return, and the second of its day at which it was sent.
    fn brings(&mut self, brought: &Questionnaire, row: &Row, ground: Ground<'_>) -> Result<(u32, Brings), RowFault> {
        let fresh = PersonId(Uuid::now_v7());
        let answered = brought.matching.answered(row, fresh, ground.rules, ground.today)?;
        let (person, known) = self.recognise(answered.person)?;
        let declaration = Declaration {
            person: person.id,
            file: brought.file.clone(),
            ..answered.declaration
        };
        let household = ground.household(person.id, declaration.return_date);
        let screened = returns::judge(ground.rules, &declaration, &household, declaration.return_date);
        let brings = Brings {
            row: row.number,
            person,
            known,
            declaration,
            screened,
        };
        Ok((answered.second, brings))
    }

    /// The person of a row, and whether they are on the roster: by employee number, by badge, by name and phone; else
    /// somebody new. A number that belongs to another name is a mistake in the sheet.
    fn recognise(&mut self, person: Person) -> Result<(Person, bool), RowFault> {
        let name = clean_name(&person.name).map_err(RowFault::Name)?;
        let person = Person { name, ..person };
        let folded = fold(&person.name);
        for (number, owners, fault) in [
            (&person.employee, &self.employees, RowFault::EmployeeTaken as fn(String) -> RowFault),
            (&person.badge, &self.badges, RowFault::BadgeTaken),
        ] {
            let Some((owner, on_roster)) = owners.get(number).and_then(|at| self.people.get(*at)) else {
                continue;
            };
            if fold(&owner.name) != folded {
                return Err(fault(number.clone()));
            }
            return Ok((owner.clone(), *on_roster));
        }
        let mut phones = person.phone.split_whitespace();
        let by_phone = phones.find_map(|phone| self.phones.get(&(folded.clone(), phone.to_owned())));
        if let Some((owner, on_roster)) = by_phone.and_then(|at| self.people.get(*at)) {
            return Ok((owner.clone(), *on_roster));
        }
        if person.number().is_empty() && person.phone.is_empty() {
            return Err(RowFault::Unidentified);
        }
        self.add(person.clone(), false);
        Ok((person, false))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::domain::declaration::Answer;
    use crate::domain::person::Status;
    use crate::station::returns::Member;
    use crate::station::{FixedClock, Opening};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn station(folder: &Path) -> Result<Station, Error> {
        let clock = FixedClock::default();
        clock.set(Moment(1_581_033_600_000));
        let opening = Opening::tested("南门");
        Station::init(folder, opening, Box::new(clock))
    }

    const SHEET: &str = "提交时间,姓名,工号,手机,到过的地方,起止日期,返厂日期,接触史,有无症状\n\
        2020-02-04 08:00,张双,0231,,武汉,1月25日,2月7日,否,无\n\
        2020-02-04 08:01,李敏,,13812345678,遵义,1月25日,2月7日,否,无\n\
        2020-02-04 08:02,张双,0231,,遵义,1月25日,2月7日,否,无\n\
        2020-02-04 07:00,李敏,,13812345678,武汉,1月25日,2月7日,否,无\n\
        2020-02-04 08:03,张双,0231,,孝感,1月25日,2月7日,否,无\n";

    #[test]
    fn nobody_sees_a_questionnaire_before_the_switch_and_the_latest_submission_stands() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut station = station(folder.path())?;
        let path = folder.path().join("问卷.csv");
        std::fs::write(&path, SHEET)?;
        let brought = Questionnaire::read(&path, &|_, _| {}, &|| false)?;
        for switch in [false, true] {
            let preview = station.preview_returns(&brought)?;
            let verdicts: Vec<_> = preview.rows.iter().map(|row| (row.row, row.screened.judgement.verdict)).collect();
            assert_eq!(verdicts, [(3, Verdict::Clear), (6, Verdict::Isolate)]);
            let duplicates: Vec<_> = preview.duplicates.iter().map(|duplicate| (duplicate.row, duplicate.of)).collect();
            assert_eq!(duplicates, [(2, Some(6)), (5, Some(3)), (4, Some(6))]);
            let mut import = station.begin_import()?;
            for row in preview.rows {
                station.stage_returns(&mut import, vec![row])?;
            }
            assert_eq!(
                (station.people()?.len(), station.view()?.standings().len()),
                (0, 0),
                "staged is not seen"
            );
            if switch {
                station.take_import(&import, &brought.file)?;
            } else {
                station.abandon_import(&import)?;
            }
        }
        let people = station.people()?;
        assert!(people.len() == 2 && people.iter().all(|person| person.status == Status::Away));
        assert_eq!(station.view()?.standings().len(), 2);
        let again = station.preview_returns(&brought)?;
        assert_eq!((again.known(), again.rows.len()), (2, 2), "known by number, and by name and phone");
        assert!(station.check()?.holds());
        Ok(())
    }

    #[test]
    fn what_is_registered_later_stands_and_a_questionnaire_takes_no_family_away() -> Checked {
        let folder = tempfile::tempdir()?;
        let mut station = station(folder.path())?;
        let mut ids = Vec::new();
        for (employee, name) in [("0231", "张双"), ("0232", "李敏")] {
            let saved = station.save_person(Person {
                employee: employee.into(),
                name: name.into(),
                ..Person::default()
            })?;
            ids.push(saved.value);
        }
        // Filled in at the window on 7 February; the family of the second has symptoms.
        let form = |person| Declaration {
            contact: Answer::No,
            unwell: Answer::No,
            ..Declaration::blank(
                person,
                Day::new(2020, 2, 7).unwrap_or_default(),
                Day::new(2020, 2, 7).unwrap_or_default(),
            )
        };
        let ill = Declaration {
            unwell: Answer::Yes,
            ..form(PersonId::default())
        };
        let wife = Member {
            person: None,
            name: "赵敏".into(),
            relation: "配偶".into(),
            declaration: ill,
        };
        station.declare(form(ids[0]), Vec::new())?;
        station.declare(form(ids[1]), vec![wife])?;
        let path = folder.path().join("问卷.csv");
        let sheet = "提交时间,姓名,工号,到过的地方,起止日期,返厂日期,接触史,有无症状\n\
            2020-02-03 08:00,张双,0231,武汉,1月25日,2月7日,否,无\n\
            2020-02-04 08:00,张双,0231,武汉,1月25日,2月7日,否,无\n\
            2020-02-08 08:00,李敏,0232,遵义,1月25日,2月7日,否,无\n";
        std::fs::write(&path, sheet)?;
        let clock = FixedClock::default();
        clock.set(Moment(1_581_120_000_000));
        drop(station);
        let mut station = Station::open(folder.path(), Box::new(clock))?;
        let brought = Questionnaire::read(&path, &|_, _| {}, &|| false)?;
        let preview = station.preview_returns(&brought)?;
        let duplicates: Vec<_> = preview.duplicates.iter().map(|duplicate| (duplicate.row, duplicate.of)).collect();
        assert_eq!(duplicates, [(2, None), (3, None)], "neither is judged");
        let verdicts: Vec<_> = preview.rows.iter().map(|row| (row.row, row.screened.judgement.verdict)).collect();
        assert_eq!(verdicts, [(4, Verdict::Ask)], "the family counts");
        let mut import = station.begin_import()?;
        station.stage_returns(&mut import, preview.rows)?;
        station.take_import(&import, &brought.file)?;
        let standing = station.health(ids[1])?;
        assert_eq!(
            (standing.household().len(), standing.declared.map(|(_, declared)| declared.file)),
            (1, Some("问卷.csv".into()))
        );
        assert!(station.check()?.holds());
        Ok(())
    }
}
