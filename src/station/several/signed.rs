//! Two stations of a site that sign one day.

use super::*;
use crate::domain::report::{DayStatus, Figure};

#[test]
fn two_stations_that_sign_one_day_have_signed_two_versions() -> Checked {
    let (mut north, mut south) = gates()?;
    let person = north.somebody("0231", "", "张双")?;
    assert_eq!(north.measure(person, 3650)?, Verdict::Clear);
    north.at(60);
    let first = north.sign(false)?;
    south.at(61);
    let second = south.sign(false)?;
    assert_eq!((first.version(), second.version()), (1, 1), "neither knows of the other");
    assert_eq!(
        first.signature.as_ref().map(|signature| signature.gates.clone()),
        Some(vec!["北门".to_owned()])
    );
    north.view = north.station.view()?;
    south.view = south.station.view()?;
    meet(&mut north, &mut south)?;
    for gate in [&north, &south] {
        let signed = [1, 2].map(|version| gate.station.signed(day(), Some(version)));
        let [Ok(Some(one)), Ok(Some(two))] = signed else {
            return Err("two versions".into());
        };
        assert_eq!(one, first);
        let signature = two.signature.clone().ok_or("signed")?;
        assert_eq!((signature.version, signature.number), (2, 2));
        assert_eq!((two.station.as_str(), &two.figures), ("南门", &second.figures));
        let readings = signature.changes.iter().find(|change| change.figure == Figure::Readings);
        assert!(readings.is_some(), "and says what it has otherwise: {:?}", signature.changes);
        let status = gate.view.daybook.reports.status(Zone::DEFAULT, day(), 33 * 60, gate.station.now());
        assert_eq!(status, DayStatus::Corrected);
    }
    south.at(62);
    let third = south.sign(true)?;
    let signature = third.signature.ok_or("signed")?;
    assert_eq!((signature.version, signature.number), (3, 3));
    assert_eq!(signature.gates, ["南门", "北门"], "the report covers the site");
    assert_eq!(
        third.figures.number(Figure::Readings),
        1,
        "what was measured at the other gate is in it"
    );
    Ok(())
}
