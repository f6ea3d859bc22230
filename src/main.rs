//! The window, or the command asked for.

use std::io;
use std::process::ExitCode;

use clap::Parser as _;
use gatehouse::cli;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let done = if arguments.wants_window() {
        arguments.open_window(&mut io::stderr())
    } else {
        cli::run(arguments, &mut io::stdout().lock(), &mut io::stderr().lock())
    };
    match done {
        Ok(outcome) => ExitCode::from(outcome.status()),
        // Nobody reads what was written, so nobody reads a sentence about it either.
        Err(_closed) => ExitCode::from(cli::Outcome::Unusable.status()),
    }
}
