//! The command asked for.

use std::io;
use std::process::ExitCode;

use clap::Parser as _;
use gatehouse::cli;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match cli::run(arguments, &mut io::stdout().lock(), &mut io::stderr().lock()) {
        Ok(outcome) => ExitCode::from(outcome.status()),
        // Nobody reads what was written, so nobody reads a sentence about it either.
        Err(_closed) => ExitCode::from(cli::Outcome::Unusable.status()),
    }
}
