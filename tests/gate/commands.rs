//! The built program: exit status and output.

use std::path::Path;
use std::process::Command;

use crate::Tested;

/// Runs the built program on a data folder: its exit status, what it says, what it complains of.
pub(crate) fn gatehouse(folder: &Path, words: &[&str]) -> Result<(Option<i32>, String, String), Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_gatehouse"))
        .arg("--data")
        .arg(folder)
        .args(words)
        .output()?;
    Ok((
        output.status.code(),
        String::from_utf8(output.stdout)?,
        String::from_utf8(output.stderr)?,
    ))
}

#[test]
fn init_check_and_a_second_init() -> Tested {
    let folder = tempfile::tempdir()?;
    let init = ["init", "--site", "锰矿", "--station", "南门"];
    assert_eq!(
        gatehouse(folder.path(), &init)?,
        (Some(0), "已建站：锰矿 · 南门\n".into(), String::new())
    );
    assert_eq!(gatehouse(folder.path(), &["check"])?.0, Some(0));
    let (status, out, err) = gatehouse(folder.path(), &init)?;
    assert_eq!((status, out.as_str(), err.lines().count()), (Some(2), "", 1));
    Ok(())
}
