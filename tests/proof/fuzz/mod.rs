//! Foreign bytes: every reader of them is given what is almost right, by a generator with a seed. No panic, no hang.
//!
//! `GATEHOUSE_SEED` repeats a run: a failure names the seed and the number of the input.

mod backups;
mod bundles;
mod entries;
mod mutate;
mod sheets;
mod words;

use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use crate::figures::{Part, is_long};
use crate::seeded::Seeded;
use crate::{Made, Tested};
use mutate::Mutate;

/// Nobody waits longer for one input, on a machine that has other things to do.
const BOUND: Duration = Duration::from_mins(1);
/// How long a reader is tried in the long run.
const LONG: Duration = Duration::from_mins(2);

/// What reads foreign bytes. It may refuse them.
type Reader = Box<dyn FnMut(&[u8])>;

/// A reader, what it is given to begin with, and how that is changed.
struct Target {
    name: &'static str,
    /// How many inputs in the test command.
    short: usize,
    corpus: Vec<Vec<u8>>,
    mutate: Mutate,
}

impl Target {
    /// Gives the reader that `make` makes one input after the other. It is made and used in a thread of its own, so that one that
    /// hangs is noticed.
    fn run(self, make: impl FnOnce() -> Made<Reader> + Send + 'static) -> Tested {
        let Self {
            name,
            short,
            corpus,
            mutate,
        } = self;
        let part = Part::begin("Foreign bytes never crash us", format!("fuzz: {name}"));
        let seed = Seeded::of_run();
        let given = Arc::new(Mutex::new(Vec::new()));
        let last = Arc::clone(&given);
        let (told, heard) = mpsc::channel();
        let began = Instant::now();
        let worker = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let mut chance = Seeded::new(seed);
            let Ok(mut reader) = make() else { return };
            let goes_on = |number: usize| if is_long() { began.elapsed() < LONG } else { number < short };
            let mut number = 0;
            while goes_on(number) {
                let Some(input) = chance.one_of(&corpus).cloned() else { return };
                let input = mutate(&input, &mut chance);
                given.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&input);
                reader(&input);
                number += 1;
                if told.send(Some(number)).is_err() {
                    return;
                }
            }
            // That it has come to its end; a thread that panics does not.
            let _heard = told.send(None);
        })?;
        let mut count = 0;
        loop {
            match heard.recv_timeout(BOUND) {
                Ok(Some(number)) => count = number,
                Ok(None) => break,
                Err(error) => {
                    let input = last.lock().unwrap_or_else(PoisonError::into_inner).clone();
                    let shown = String::from_utf8_lossy(&input).chars().take(4_000).collect::<String>();
                    return Err(format!("{name}, seed {seed}, input {count}: {error}: {shown:?}").into());
                }
            }
        }
        worker
            .join()
            .map_err(|_panicked| format!("{name}, seed {seed}: panicked at its end"))?;
        assert!(count >= short.min(100), "{name}: the reader was hardly asked: {count}");
        part.held(count, &format!("0 panics, 0 hangs, seed {seed}"))
    }
}
