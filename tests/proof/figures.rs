//! What the run found, as rows of a table: printed while it runs, and written to the file that `GATEHOUSE_FIGURES` names.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::Tested;

/// A promise and how it was tried.
type Tried = (String, String);
/// How often, what came of it, and in how many seconds.
type Came = (usize, String, f64);

/// The rows so far.
static ROWS: Mutex<BTreeMap<Tried, Came>> = Mutex::new(BTreeMap::new());

/// The head of the table.
const HEAD: &str = "| Promise | How | Count | Result | Seconds |\n| --- | --- | ---: | --- | ---: |\n";

/// Whether this is the long run.
pub(crate) fn is_long() -> bool {
    std::env::var_os("GATEHOUSE_LONG").is_some_and(|value| value == "1")
}

/// How many in the test command, and how many in the long run.
pub(crate) fn many<T>(short: T, long: T) -> T {
    if is_long() { long } else { short }
}

/// A part of the proof, from its begin to its row.
pub(crate) struct Part {
    promise: &'static str,
    how: String,
    since: Instant,
}

impl Part {
    pub(crate) fn begin(promise: &'static str, how: impl Into<String>) -> Self {
        let (how, since) = (how.into(), Instant::now());
        Self { promise, how, since }
    }

    /// The promise was kept: so often, with this result.
    pub(crate) fn held(self, count: usize, result: &str) -> Tested {
        let seconds = self.since.elapsed().as_secs_f64();
        let mut rows = ROWS.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (self.promise.to_owned(), self.how);
        let value = (count, result.to_owned(), seconds);
        // Past the harness, which keeps what passing tests print.
        std::io::stderr().lock().write_all(row(&key, &value).as_bytes())?;
        rows.insert(key, value);
        if let Some(path) = std::env::var_os("GATEHOUSE_FIGURES") {
            let lines: String = rows.iter().map(|(key, value)| row(key, value)).collect();
            std::fs::write(path, format!("{HEAD}{lines}"))?;
        }
        Ok(())
    }
}

fn row((promise, how): &Tried, (count, result, seconds): &Came) -> String {
    format!("| {promise} | {how} | {count} | {result} | {seconds:.1} |\n")
}
