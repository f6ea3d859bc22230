//! The proof under faults: power cuts, disks that fail, fill up or lie, kills, damaged files, jumping clocks, foreign bytes.
//!
//! Every part adds rows to a table of figures, see [`figures`]. With `GATEHOUSE_LONG=1` it is the long run. What runs in a process of
//! its own is this test program again, told by an environment variable what to be, see [`child`]; or the built program.

mod child;
mod damaged;
mod faults;
mod figures;
mod fuzz;
mod jumps;
mod kills;
mod medium;
mod operations;
mod owners;
mod plant;
mod power;
mod program;
mod schemas;
mod seeded;
mod window;
mod year;
mod years;

/// What every test returns, so that it can use `?`.
type Tested = Result<(), Box<dyn std::error::Error>>;
/// What a part of a test makes.
type Made<T> = Result<T, Box<dyn std::error::Error>>;
