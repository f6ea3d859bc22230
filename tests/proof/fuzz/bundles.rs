//! Bundles: changed on their way. Nothing of one that was changed is taken in.

use gatehouse::station::exchange::Intake;
use gatehouse::station::{Station, SystemClock};

use super::{Target, mutate};
use crate::Tested;
use crate::kills::neighbours;

#[test]
fn changed_on_their_way() -> Tested {
    let (south, _north) = neighbours(5)?;
    let path = south.path().join("in.gatehouse");
    let whole = std::fs::read(&path)?;
    let target = Target {
        name: "bundles, changed after they were sealed",
        short: 300,
        corpus: vec![whole.clone()],
        mutate: mutate::bytes,
    };
    target.run(move || {
        let mut station = Station::open(south.path(), Box::new(SystemClock))?;
        Ok(Box::new(move |input| {
            let _folder = &south;
            if input == whole || std::fs::write(&path, input).is_err() {
                return;
            }
            let mut intake = Intake::default();
            let outcome = station.read_bundle(&path, &mut intake);
            let is_refused = intake.bundles.iter().all(|bundle| bundle.refused.is_some());
            assert!(outcome.is_err() || is_refused, "a changed bundle was taken");
            assert_eq!(intake.taken(), 0, "of a changed bundle something was taken");
        }))
    })
}
