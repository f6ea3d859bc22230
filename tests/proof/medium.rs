//! Real file systems: one of 2 MB that fills up, and one that cannot be written to.

use std::path::Path;
use std::process::{Command, Output};

use crate::figures::Part;
use crate::plant::{open, sound};
use crate::program::{Running, run};
use crate::{Made, Tested};

/// Runs a script with the program as `$1`, a place as `$2`, in a world of mounts of its own. `None` where that is not permitted.
fn apart(script: &str, place: &Path) -> Made<Option<Output>> {
    let mut probe = Command::new("unshare");
    probe.args(["-m", "true"]);
    let is_permitted = Running::start(&mut probe)
        .and_then(Running::end)
        .is_ok_and(|output| output.status.success());
    if !is_permitted {
        return Ok(None);
    }
    let mut shell = Command::new("unshare");
    shell
        .args(["-m", "sh", "-euc", script, "sh", env!("CARGO_BIN_EXE_gatehouse")])
        .arg(place);
    Ok(Some(Running::start(&mut shell)?.end()?))
}

/// The disk fills up; the program says so and keeps what it has; room is made, and it goes on.
const FULL: &str = r#"
program=$1; place=$2
mount -t tmpfs -o size=2m tmpfs "$place/disk"
gatehouse() { "$program" --lang en --data "$place/disk/data" "$@"; }
gatehouse init --site mine --station south
dd if=/dev/zero of="$place/disk/photos" bs=1k count=1200 2>/dev/null
taken=0; status=0
for number in $(seq 1 60); do
    { echo 工号,姓名; for row in $(seq 1 100); do echo "N$number-$row,张双"; done; } > "$place/roster.csv"
    gatehouse import people "$place/roster.csv" > /dev/null 2> "$place/said" || { status=$?; break; }
    taken=$((taken + 1))
done
cat "$place/said" >&2
gatehouse check > /dev/null
rm "$place/disk/photos"
gatehouse import people "$place/roster.csv" > /dev/null
gatehouse check > /dev/null
cp -a "$place/disk/data" "$place/kept"
echo "$taken $status"
"#;

#[test]
fn a_disk_that_fills_up_keeps_what_was_saved() -> Tested {
    let part = Part::begin(
        "Sane on I/O error and full disk",
        "tmpfs of 2 MB: rosters until it is full, room made, again",
    );
    let place = tempfile::tempdir()?;
    std::fs::create_dir(place.path().join("disk"))?;
    let Some(output) = apart(FULL, place.path())? else {
        return part.held(0, "not permitted here: see the faults of kind full");
    };
    let (said, told) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
    assert!(output.status.success(), "{said}{told}");
    let last = said.lines().last().unwrap_or_default();
    let (taken, status) = last.split_once(' ').ok_or("nothing was said")?;
    assert!(
        status == "2" && told.contains("The disk is full") && !told.contains("panicked"),
        "{last}: {told}"
    );
    let taken: usize = taken.parse()?;
    let mut station = open(&place.path().join("kept"))?;
    sound(&mut station)?;
    assert_eq!(station.people()?.len(), (taken + 1) * 100, "rosters are whole or not there");
    part.held(taken + 1, "said, nothing half, goes on afterwards")
}

/// The folder cannot be written to: what reads works, what writes says why.
const READ_ONLY: &str = r#"
program=$1; place=$2
mount --bind "$place/data" "$place/data"
mount -o remount,ro,bind "$place/data"
gatehouse() { "$program" --lang en --data "$place/data" "$@"; }
gatehouse check
gatehouse export people | wc -l
gatehouse report "$(date +%F)" >/dev/null
printf '工号,姓名\nN1,张双\n' > "$place/roster.csv"
status=0; gatehouse import people "$place/roster.csv" || status=$?
echo "$status"
"#;

#[test]
fn what_cannot_be_written_to_is_looked_at() -> Tested {
    let part = Part::begin("Read-only medium", "mount -o ro: closed well, and with entries still in the log");
    for is_closed in [true, false] {
        let place = tempfile::tempdir()?;
        let folder = place.path().join("data");
        run(&folder, &["init", "--site", "mine", "--station", "south"])?;
        let file = place.path().join("two.csv");
        std::fs::write(&file, "工号,姓名\nN1,张双\nN2,李敏\n")?;
        run(&folder, &["import", "people", &file.to_string_lossy()])?;
        let open_still = if is_closed {
            None
        } else {
            Some(leave_open(&folder, place.path())?)
        };
        let folder_is = open_still.as_deref().unwrap_or(&folder);
        let world = folder_is.parent().ok_or("no place")?;
        let Some(output) = apart(READ_ONLY, world)? else {
            return part.held(0, "not permitted here");
        };
        let (said, told) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
        assert!(
            output.status.success() && !told.contains("panicked"),
            "closed: {is_closed}: {said}{told}"
        );
        assert_eq!(said.lines().last(), Some("2"), "{said}{told}");
        assert!(told.contains("cannot be written to"), "{told}");
        assert!(said.lines().any(|line| line == "3"), "a title and two people: {said}");
    }
    part.held(2, "read and exported; writing is refused with its sentence")
}

/// A copy of the folder as it is while a program has it open: the last entries are in the log.
fn leave_open(folder: &Path, place: &Path) -> Made<std::path::PathBuf> {
    let mut station = open(folder)?;
    station.hand_over("王建国")?;
    let world = place.join("world");
    let copy = world.join("data");
    std::fs::create_dir_all(&copy)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && !entry.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), copy.join(entry.file_name()))?;
        }
    }
    Ok(copy)
}
