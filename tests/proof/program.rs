//! The built program, as a command.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::Made;

pub(crate) fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.args(["--lang", "en", "--data"]).arg(folder).args(words);
    command
}

/// Runs a command that must do what it is told.
pub(crate) fn run(folder: &Path, words: &[&str]) -> Made<String> {
    let output = command(folder, words).output()?;
    if output.status.code() == Some(0) {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("{words:?}: {output:?}").into())
    }
}

/// A roster of one person.
pub(crate) fn roster(folder: &Path, number: usize) -> Made<PathBuf> {
    let path = folder.join(format!("roster-{number}.csv"));
    std::fs::write(&path, format!("工号,姓名\nN{number:04},张双\n"))?;
    Ok(path)
}

/// A program that is killed when it is let go.
pub(crate) struct Running(Option<Child>);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Made<Self> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        Ok(Self(Some(child)))
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Made<Output> {
        let child = self.0.take().ok_or("not running")?;
        Ok(child.wait_with_output()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            // It may have ended already, which is as good.
            drop(child.kill());
            drop(child.wait());
        }
    }
}
