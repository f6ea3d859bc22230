//! A file on its way in: read and matched in a thread. A roster is judged against everybody known and taken in slices.

use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use super::out::Reader;
use super::roster::{Import, Refused, RowFault};
use super::{Error, Station};
use crate::domain::person::{Person, PersonId};
use crate::domain::privacy::asked_of;
use crate::domain::settings::Settings;
pub use crate::exchange::columns::{Field, Matching, Meaning};
use crate::exchange::sheet::{self, Sheet};

/// Rows in a slice: the gate waits for at most one.
pub const SLICE: u32 = 200;

/// A file, read and its columns matched by meaning: a roster's, unless it says otherwise.
#[derive(Clone, Debug)]
pub struct Brought<F = Field> {
    pub file: String,
    pub(super) sheet: Arc<Sheet>,
    pub matching: Matching<F>,
    /// The rows that say the titles again, which are no data.
    pub titles_again: Vec<u32>,
}

/// What taking a roster would do.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub rows: Vec<(u32, Person)>,
    /// How many of the rows are about somebody known already.
    pub known: usize,
    /// How many of the rows say something that the site does not ask for: it is left out.
    pub unasked: usize,
    pub refused: Vec<Refused>,
}

impl Preview {
    /// Leaves out what the site does not ask for.
    fn asked_by(mut self, settings: &Settings) -> Self {
        for (_, person) in &mut self.rows {
            let asked = asked_of(person.clone(), &Person::default(), |item| settings.asks(item));
            self.unasked += usize::from(asked != *person);
            *person = asked;
        }
        self
    }
}

impl<F: Meaning> Brought<F> {
    /// Reads a sheet and guesses its columns. For a thread: a large file takes seconds.
    pub fn read(path: &Path, progress: &dyn Fn(u64, u64), cancelled: &dyn Fn() -> bool) -> Result<Self, Error> {
        let mut sheet = sheet::read(path, progress, cancelled)?;
        let (matching, titles_again) = Matching::of(&mut sheet);
        Ok(Self {
            file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            matching,
            titles_again,
            sheet: Arc::new(sheet),
        })
    }

    /// Settles columns by a `--columns` file.
    pub fn settle(&mut self, toml: &str) -> Result<(), Error> {
        Ok(self.matching.overrides(&self.sheet.headers, toml)?)
    }

    pub fn headers(&self) -> &[String] {
        &self.sheet.headers
    }

    /// What stands in a column first, to recognise it by.
    pub fn example(&self, column: usize) -> &str {
        let cells = self.sheet.rows.iter().filter_map(|row| row.cells.get(column));
        cells.map(String::as_str).find(|cell| !cell.is_empty()).unwrap_or_default()
    }
}

impl Import {
    /// Judges every row as staging it would.
    fn judge(&mut self, brought: &Brought) -> Preview {
        let mut preview = Preview::default();
        for row in &brought.sheet.rows {
            let fresh = PersonId(Uuid::now_v7());
            let (person, faults) = brought.matching.person(row, fresh);
            if let Some(fault) = faults.first() {
                let why = RowFault::Cell {
                    field: fault.field.key(),
                    code: fault.code,
                };
                preview.refused.push(Refused { row: row.number, why });
                continue;
            }
            match self.admit(person) {
                Ok(person) => {
                    preview.known += usize::from(self.knows(person.id));
                    preview.rows.push((row.number, person));
                }
                Err(why) => preview.refused.push(Refused { row: row.number, why }),
            }
        }
        preview
    }
}

impl Station {
    /// Judges every row as taking it would, and writes nothing.
    pub fn preview(&self, brought: &Brought) -> Result<Preview, Error> {
        Ok(self.begin_import()?.judge(brought).asked_by(self.settings()))
    }
}

/// For a thread: what takes seconds with a hundred thousand people.
impl Reader {
    /// Judges every row as taking it would.
    pub fn preview(&self, brought: &Brought) -> Result<Preview, Error> {
        Ok(Import::begin(&self.store)?.judge(brought).asked_by(&self.settings))
    }

    /// An import that has begun, for the station to stage these rows with.
    pub fn begin_import(&self, brought: &Brought) -> Result<(Import, Preview), Error> {
        Ok((Import::begin(&self.store)?, self.preview(brought)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::station::{Opening, SystemClock};

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_roster_file_is_judged_row_by_row_and_taken() -> Checked {
        let folder = tempfile::tempdir()?;
        let opening = Opening::tested("南门");
        let mut station = Station::init(folder.path(), opening, Box::new(SystemClock))?;
        let path = folder.path().join("花名册.csv");
        std::fs::write(
            &path,
            "1、工号,2、姓名,身份证号,部门\n0231,张双,,采矿一队\n0232,李敏,110101200002300019,选矿\n,王强,,\n0231,赵勇,,\n",
        )?;
        let brought = Brought::read(&path, &|_, _| {}, &|| false)?;
        let preview = station.preview(&brought)?;
        assert_eq!((preview.rows.len(), preview.known), (1, 0), "{preview:?}");
        let refused: Vec<u32> = preview.refused.iter().map(|refused| refused.row).collect();
        assert_eq!(refused, [3, 4, 5]);
        let mut import = station.begin_import()?;
        station.stage(&mut import, preview.rows)?;
        station.take_import(&import, &brought.file)?;
        assert_eq!(station.people()?.len(), 1);
        Ok(())
    }
}
