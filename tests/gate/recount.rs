//! Every figure of thirty daily reports, counted once more from the exported raw lists by a reader that shares no code with the
//! report: nothing here imports the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone as _};
use serde_json::Value;

use super::Tested;

type Time = DateTime<FixedOffset>;
type People = BTreeSet<String>;

fn run(folder: &Path, words: &[&str]) -> Result<String, Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_gatehouse"))
        .arg("--data")
        .arg(folder)
        .args(words)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn export(folder: &Path, table: &str) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let out = run(folder, &["export", table, "--format", "ndjson"])?;
    out.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

fn date(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// A row of the journal with its body read.
struct Entry {
    seq: i64,
    at: Time,
    kind: String,
    subject: String,
    body: Value,
}

/// The raw lists.
struct Lists {
    journal: Vec<Entry>,
    /// By the id of an entry: its number and whom it is about.
    entries: BTreeMap<String, (i64, String)>,
    readings: Vec<Value>,
    passages: Vec<Value>,
}

/// A day as far as the journal went when its report was counted.
struct Sight<'a> {
    lists: &'a Lists,
    day: NaiveDate,
    head: i64,
}

impl Lists {
    fn read(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let (mut journal, mut entries) = (Vec::new(), BTreeMap::new());
        for row in export(folder, "journal")? {
            let seq = row["seq"].as_i64().ok_or("seq")?;
            entries.insert(text(&row, "id").to_owned(), (seq, text(&row, "subject").to_owned()));
            journal.push(Entry {
                seq,
                at: DateTime::parse_from_rfc3339(text(&row, "at"))?,
                kind: text(&row, "kind").to_owned(),
                subject: text(&row, "subject").to_owned(),
                body: serde_json::from_str(text(&row, "body"))?,
            });
        }
        Ok(Self {
            journal,
            entries,
            readings: export(folder, "readings")?,
            passages: export(folder, "passages")?,
        })
    }
}

/// Where somebody's isolations stand at the end of the day.
#[derive(Default)]
struct Course {
    /// By id: when it was opened and when it was ended.
    isolations: BTreeMap<String, (NaiveDate, Option<NaiveDate>)>,
    /// By id: the place's code, when they left, when they came back.
    outings: BTreeMap<String, (String, Option<Time>, Option<Time>)>,
    declared: Option<Value>,
    hospital_today: bool,
    finding: String,
    on_leave: bool,
}

impl Course {
    fn is_isolated(&self) -> bool {
        self.isolations.values().any(|(_, ended)| ended.is_none())
    }
}

impl Sight<'_> {
    fn is_today(&self, at: &str) -> bool {
        date(at) == Some(self.day)
    }

    fn is_seen(&self, row: &Value) -> bool {
        row["seq"].as_i64().is_some_and(|seq| seq <= self.head)
    }

    fn subject(&self, row: &Value) -> String {
        self.lists
            .entries
            .get(text(row, "id"))
            .map(|(_, who)| who.clone())
            .unwrap_or_default()
    }

    fn before_the_end(&self, at: Time) -> bool {
        at.date_naive() <= self.day
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.lists.journal.iter().filter(|entry| entry.seq <= self.head)
    }

    /// Everybody as the journal knew them at the end of the day.
    fn people(&self) -> BTreeMap<String, Value> {
        let mut people = BTreeMap::new();
        for entry in self.entries().filter(|entry| self.before_the_end(entry.at)) {
            match entry.kind.as_str() {
                "person-saved" => {
                    people.insert(text(&entry.body, "id").to_owned(), entry.body.clone());
                }
                "people-staged" => {
                    for person in entry.body["people"].as_array().into_iter().flatten() {
                        people.insert(text(person, "id").to_owned(), person.clone());
                    }
                }
                _ => {}
            }
        }
        people
    }

    fn courses(&self) -> BTreeMap<String, Course> {
        let mut courses: BTreeMap<String, Course> = BTreeMap::new();
        for entry in self.entries() {
            let course = courses.entry(entry.subject.clone()).or_default();
            if entry.kind == "declared" {
                course.declared = Some(entry.body.clone());
            }
            if !self.before_the_end(entry.at) {
                continue;
            }
            let on = entry.at.date_naive();
            match entry.kind.as_str() {
                "isolation" => {
                    let id = text(&entry.body, "isolation").to_owned();
                    let step = &entry.body["step"];
                    let isolation = course.isolations.entry(id).or_insert((on, None));
                    if !step["released"].is_null() && isolation.1.is_none() {
                        isolation.1 = Some(on);
                    }
                }
                "outing" => {
                    let outing = course.outings.entry(text(&entry.body, "outing").to_owned()).or_default();
                    let step = &entry.body["step"];
                    if !step["filed"].is_null() {
                        text(&step["filed"], "code").clone_into(&mut outing.0);
                    } else if !step["left"].is_null() {
                        outing.1 = Some(entry.at);
                    } else if !step["back"].is_null() {
                        outing.2 = Some(entry.at);
                    }
                }
                "decided" => {
                    course.hospital_today |= text(&entry.body, "choice") == "hospital" && on == self.day;
                    let found = text(&entry.body, "finding");
                    if !found.is_empty() {
                        found.clone_into(&mut course.finding);
                    }
                }
                "absent" => {
                    let covers = date(text(&entry.body, "from")) <= Some(self.day) && Some(self.day) <= date(text(&entry.body, "to"));
                    course.on_leave |= covers;
                }
                _ => {}
            }
        }
        courses
    }

    /// Who went through in these hours of the day, in one direction.
    fn passed(&self, direction: &str, hours: std::ops::Range<u32>) -> (u64, People) {
        let rows = self
            .lists
            .passages
            .iter()
            .filter(|row| self.is_seen(row) && self.is_today(text(row, "at")));
        let hour = |row: &Value| text(row, "at").get(11..13).and_then(|hour| hour.parse::<u32>().ok());
        let rows = rows.filter(|row| text(row, "direction") == direction && hour(row).is_some_and(|hour| hours.contains(&hour)));
        let rows: Vec<&Value> = rows.collect();
        let people = rows.iter().map(|row| self.subject(row)).collect();
        (u64::try_from(rows.len()).unwrap_or_default(), people)
    }

    /// The readings of the day that nothing had replaced by then.
    fn readings(&self) -> Vec<&Value> {
        self.readings_at(|at| self.is_today(at))
    }

    fn readings_at(&self, when: impl Fn(&str) -> bool) -> Vec<&Value> {
        let stands = |row: &&Value| {
            let replaced = self.lists.entries.get(text(row, "corrected_by"));
            self.is_seen(row) && when(text(row, "at")) && replaced.is_none_or(|(seq, _)| *seq > self.head)
        };
        self.lists.readings.iter().filter(stands).collect()
    }

    /// Who was measured that day, or in the last two hours before it.
    fn measured_for_the_day(&self) -> People {
        let evening = |at: &str| date(at) == self.day.pred_opt() && at.get(11..13) >= Some("22");
        let rows = self.readings_at(|at| self.is_today(at) || evening(at));
        rows.into_iter().map(|row| self.subject(row)).collect()
    }

    /// Whether somebody's shift of the day is planned: by name, or else for their team.
    fn should_be_here(&self, person: &Value) -> bool {
        let planned = |key: &str, who: &Value| {
            let names = |entry: &&Entry| {
                let days = date(text(&entry.body, "from")) <= Some(self.day) && Some(self.day) <= date(text(&entry.body, "to"));
                days && entry.body[key].as_array().is_some_and(|list| list.contains(who))
            };
            let last = self.entries().filter(|entry| entry.kind == "duty").filter(names).last()?;
            let cleared = last.body["cleared"] == true;
            (!cleared).then(|| text(&last.body, "shift").to_owned())
        };
        let own = planned("people", &person["id"]);
        let shift = own.or_else(|| planned("teams", &person["team"])).filter(|shift| !shift.is_empty());
        shift.is_some_and(|shift| self.has_begun(&shift))
    }

    /// Whether a shift of the day has begun by the last entry: on a day that is not over some are still to come.
    fn has_begun(&self, shift: &str) -> bool {
        let settings = self.entries().filter(|entry| entry.kind == "settings-changed").last();
        let shifts = settings.and_then(|entry| entry.body["daily"]["shifts"].as_array());
        let known = shifts.and_then(|shifts| shifts.iter().find(|known| text(known, "name") == shift));
        let minutes = known.and_then(|known| known["from_min"].as_i64()).unwrap_or_default();
        let last = self.entries().last().map(|entry| entry.at.naive_local());
        let begins = self.day.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::minutes(minutes);
        last.is_some_and(|last| begins < last)
    }

    /// The rounds that were due on the day since their plans were made, and those of them that were done.
    fn rounds(&self) -> (u64, u64) {
        let mut done = BTreeSet::new();
        for entry in self.entries().filter(|entry| entry.kind == "round") {
            if !entry.body["what"]["done"].is_null() {
                done.insert((text(&entry.body, "plan"), entry.body["due"].as_i64()));
            }
        }
        let (mut all, mut of_them) = (0, 0);
        for entry in self.entries().filter(|entry| entry.kind == "plan") {
            let midnight = entry.at.timezone().from_local_datetime(&self.day.and_time(chrono::NaiveTime::MIN));
            let Some(midnight) = midnight.single() else { continue };
            let often = entry.body["rhythm"]["often"]["at"].as_array();
            for minute in often.into_iter().flatten().filter_map(Value::as_i64) {
                let due = midnight + chrono::TimeDelta::minutes(minute);
                if due >= entry.at {
                    all += 1;
                    of_them += u64::from(done.contains(&(text(&entry.body, "id"), Some(due.timestamp_millis()))));
                }
            }
        }
        (all, of_them)
    }

    fn exposures(&self, course: &Course) -> (bool, bool) {
        let served = course.isolations.values().filter_map(|(_, ended)| *ended).max();
        let counts = |last: NaiveDate| self.day <= last + Days::new(14) && served.is_none_or(|served| last > served);
        let (mut risk, mut contact) = (false, false);
        if let Some(form) = &course.declared {
            let returned = date(text(form, "return_date"));
            for stay in form["stays"].as_array().into_iter().flatten() {
                let from = date(text(stay, "from")).or_else(|| date(text(stay, "to")));
                let last = from.and_then(|from| Some(date(text(stay, "to")).or(returned)?.max(from)));
                risk |= text(stay, "code").starts_with("42") && last.is_some_and(counts);
            }
            let last = date(text(form, "contact_on")).or(returned);
            contact = text(form, "contact") == "yes" && last.is_some_and(counts);
        }
        for (code, left, back) in course.outings.values() {
            if let Some(left) = left {
                let last = back.map_or(self.day, |back| back.date_naive()).max(left.date_naive());
                risk |= code.starts_with("42") && counts(last);
            }
        }
        (risk, contact)
    }

    /// Outings, hospital and cases, of everybody.
    fn about_courses(&self, courses: &BTreeMap<String, Course>, add: &mut impl FnMut(&'static str, bool)) {
        for course in courses.values() {
            let started = |left: &Option<Time>| left.is_some_and(|left| left.date_naive() == self.day);
            add("out_today", course.outings.values().any(|(_, left, _)| started(left)));
            let elsewhere = |(code, left, back): &(String, Option<Time>, Option<Time>)| {
                let was_out = back.is_none_or(|back| back.date_naive() >= self.day);
                left.is_some() && was_out && !code.is_empty() && !code.starts_with("5203")
            };
            add("cross_region", course.outings.values().any(elsewhere));
            add("to_hospital", course.hospital_today);
            add("suspected", course.finding == "suspected");
            add("confirmed", course.finding == "confirmed");
        }
    }

    /// The class of a worker that day, and whether they worked.
    fn class(&self, person: &Value, course: &Course, (came, here): (bool, bool)) -> (Option<&'static str>, bool) {
        if course.is_isolated() {
            let open = |(opened, ended): &(NaiveDate, Option<NaiveDate>)| ended.is_none() && *opened < self.day;
            return (Some("in_isolation"), came && course.isolations.values().any(open));
        }
        let out = course.outings.values().any(|(_, left, back)| left.is_some() && back.is_none());
        if person["status"].as_str() == Some("away") {
            (Some("not_returned"), here)
        } else if out {
            (Some("away"), false)
        } else if course.on_leave {
            (Some("on_leave"), here)
        } else if here {
            (None, true)
        } else {
            ((!self.should_be_here(person)).then_some("on_leave"), false)
        }
    }

    /// Staff and family. Answers how many were on duty, and how many of them were measured.
    fn about_people(
        &self,
        (courses, measured, came): (&BTreeMap<String, Course>, &People, &People),
        add: &mut impl FnMut(&'static str, bool),
    ) -> (u64, u64) {
        // About midnight people go home from the day before and come for the day after.
        let ((_, began), (_, stayed)) = (self.passed("in", 0..22), self.passed("out", 2..24));
        let (nothing, mut on_duty, mut on_duty_measured) = (Course::default(), 0_u64, 0_u64);
        for (id, person) in &self.people() {
            let kind = person["kind"].as_str().unwrap_or("worker");
            let course = courses.get(id).unwrap_or(&nothing);
            add("visitors", matches!(kind, "visitor" | "contractor") && came.contains(id));
            if person["status"].as_str() == Some("left") {
                continue;
            }
            add("family_total", kind == "family");
            add("family_in_isolation", kind == "family" && course.is_isolated());
            if kind != "worker" {
                continue;
            }
            add("roster", true);
            let here = began.contains(id) || stayed.contains(id);
            let (class, works) = self.class(person, course, (came.contains(id), here));
            if let Some(class) = class {
                add(class, true);
            }
            on_duty += u64::from(works);
            on_duty_measured += u64::from(works && measured.contains(id));
            self.about_worker(person["status"].as_str() == Some("away"), course, add);
        }
        (on_duty, on_duty_measured)
    }

    fn about_worker(&self, is_away: bool, course: &Course, add: &mut impl FnMut(&'static str, bool)) {
        let returned = course.declared.as_ref().and_then(|form| date(text(form, "return_date")));
        add("returned_total", !is_away && returned.is_some_and(|day| day <= self.day));
        add("returned_today", !is_away && returned == Some(self.day));
        let (risk, contact) = self.exposures(course);
        add("from_risk_area", risk);
        add("contacts", contact);
        add("isolation_new", course.isolations.values().any(|(opened, _)| *opened == self.day));
        add("released", course.isolations.values().any(|(_, ended)| *ended == Some(self.day)));
    }

    /// The number plates of who came in.
    fn vehicles(&self, came: &People) -> People {
        let visits = self
            .entries()
            .filter(|entry| entry.kind == "visit" && entry.at.date_naive() == self.day);
        let plates = visits
            .filter(|entry| came.contains(&entry.subject))
            .map(|entry| text(&entry.body, "plate").to_uppercase());
        plates.filter(|plate| !plate.is_empty()).collect()
    }

    fn count(&self) -> BTreeMap<String, f64> {
        let (courses, mut n) = (self.courses(), BTreeMap::<&str, u64>::new());
        let mut add = |key: &'static str, one: bool| *n.entry(key).or_default() += u64::from(one);
        let ((ins, came), (outs, _)) = (self.passed("in", 0..24), self.passed("out", 0..24));
        let readings = self.readings();
        let of = |wanted: &dyn Fn(&Value) -> bool| -> People {
            let rows = readings.iter().filter(|row| wanted(row));
            rows.map(|row| self.subject(row)).collect()
        };
        let measured = of(&|_| true);
        let (on_duty, on_duty_measured) = self.about_people((&courses, &self.measured_for_the_day(), &came), &mut add);
        self.about_courses(&courses, &mut add);
        let size = |people: &People| u64::try_from(people.len()).unwrap_or_default();
        let (rounds_due, rounds_done) = self.rounds();
        for (key, number) in [
            ("rounds_due", rounds_due),
            ("rounds_done", rounds_done),
            ("on_duty", on_duty),
            ("passages_in", ins),
            ("passages_out", outs),
            ("readings", u64::try_from(readings.len()).unwrap_or_default()),
            ("measured", size(&measured)),
            ("fever", size(&of(&|row| row["celsius"].as_f64() >= Some(37.3)))),
            ("to_clinic", size(&of(&|row| text(row, "verdict") == "clinic"))),
            ("vehicles", size(&self.vehicles(&came))),
        ] {
            n.insert(key, number);
        }
        let part = u32::try_from((on_duty_measured * 10_000).checked_div(on_duty).unwrap_or(0)).unwrap_or_default();
        let counted = n.into_iter();
        let mut figures: BTreeMap<String, f64> = counted
            .map(|(key, count)| (key.to_owned(), f64::from(u32::try_from(count).unwrap_or(u32::MAX))))
            .collect();
        figures.insert("coverage".into(), f64::from(part) / 10_000.0);
        figures
    }
}

#[test]
fn thirty_reports_say_what_the_raw_lists_say() -> Tested {
    let folder = tempfile::tempdir()?;
    run(folder.path(), &["demo"])?;
    let lists = Lists::read(folder.path())?;
    let first: NaiveDate = "2020-02-05".parse()?;
    let (mut signed, mut versions) = (0, BTreeSet::new());
    for number in 0..30 {
        let day = first + Days::new(number);
        let report: Value = serde_json::from_str(&run(folder.path(), &["report", &day.to_string(), "--format", "ndjson"])?)?;
        assert_eq!(text(&report, "date"), day.to_string());
        signed += u32::from(report["signed"] == true);
        versions.insert(report["version"].as_u64());
        let sight = Sight {
            lists: &lists,
            day,
            head: report["head"]["seq"].as_i64().ok_or("head")?,
        };
        let counted = sight.count();
        for (name, number) in report["figures"].as_object().ok_or("figures")? {
            let again = counted.get(name).copied().unwrap_or_default();
            assert_eq!(number.as_f64(), Some(again), "{name} on {day}");
        }
    }
    assert_eq!(signed, 27, "one is missing, and two are not due yet");
    assert_eq!(versions, BTreeSet::from([Some(0), Some(1), Some(2)]));
    Ok(())
}
