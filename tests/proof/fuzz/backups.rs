//! Sealed backups: changed in the second place, or put together by somebody. None of them takes the place of the database.

use gatehouse::domain::thinning::Why;
use gatehouse::station::backup::Restoring;

use super::{Target, mutate};
use crate::plant::{found, open};
use crate::{Made, Tested};

/// A sealed backup of a small station, and the paper that opens it.
fn sealed(folder: &std::path::Path) -> Made<(Vec<u8>, String)> {
    let (data, stick) = (folder.join("data"), folder.join("stick"));
    std::fs::create_dir_all(&data)?;
    std::fs::create_dir_all(&stick)?;
    found(&data, "南门", 3)?;
    let mut station = open(&data)?;
    let paper = station.set_second_place(&stick)?;
    station.back_up_before(Why::ByHand)?;
    let lists = station.shelf()?.list();
    let kept = lists.there.first().ok_or("nothing in the second place")?;
    Ok((std::fs::read(&kept.path)?, paper.text))
}

#[test]
fn changed_in_the_second_place() -> Tested {
    let folder = tempfile::tempdir()?;
    let (whole, key) = sealed(folder.path())?;
    let target = Target {
        name: "sealed backups, changed where they lie",
        short: 200,
        corpus: vec![whole.clone()],
        mutate: mutate::bytes,
    };
    target.run(move || {
        let (into, path) = (folder.path().join("into"), folder.path().join("changed.db.age"));
        Ok(Box::new(move |input| {
            let _folder = &folder;
            if input == whole || std::fs::write(&path, input).is_err() {
                return;
            }
            for typed in [None, Some(key.as_str())] {
                let prepared = Restoring::into_folder(&into, &path, typed).and_then(|restoring| restoring.prepare(&|_, _| true));
                assert!(prepared.is_err(), "a changed backup was taken");
            }
        }))
    })
}
