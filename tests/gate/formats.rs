//! Other people's formats and the data dictionary, through the built program.

use serde_json::Value;

use crate::Tested;
use crate::commands::gatehouse;

fn array<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn readings_leave_for_health_records_and_health_departments() -> Tested {
    let folder = tempfile::tempdir()?;
    let plant = folder.path().join("plant");
    let demo = ["demo", "--people", "40", "--days", "2", "--until", "2020-02-29"];
    assert_eq!(gatehouse(&plant, &demo)?.0, Some(0));

    let (status, list, _) = gatehouse(&plant, &["export", "readings", "--format", "ndjson"])?;
    assert_eq!(status, Some(0));
    let readings: Vec<Value> = list.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let standing = readings.iter().filter(|reading| reading["corrected_by"].is_null()).count();

    let (status, fhir, err) = gatehouse(&plant, &["export", "readings", "--format", "fhir"])?;
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let bundle: Value = serde_json::from_str(&fhir)?;
    let schema = serde_json::from_str(include_str!("schemas/fhir-r4-observations.json"))?;
    assert!(jsonschema::validator_for(&schema)?.is_valid(&bundle));
    let of = |kind: &str| {
        let entries = array(&bundle, "entry").iter();
        entries.filter(|entry| entry["resource"]["resourceType"] == kind).count()
    };
    assert_eq!(of("Observation"), readings.len());
    assert!(of("Patient") > 0);

    let masked = gatehouse(&plant, &["export", "readings", "--format", "fhir", "--level", "masked"])?.1;
    let name = readings[0]["name"].as_str().ok_or("a name")?;
    assert!(fhir.contains(name) && !masked.contains(name));

    let mapping = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dhis2-example.toml");
    let (status, tracker, err) = gatehouse(&plant, &["export", "readings", "--format", "dhis2", "--mapping", mapping])?;
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let tracker: Value = serde_json::from_str(&tracker)?;
    assert_eq!(array(&tracker, "events").len(), standing);
    assert_eq!(array(&tracker, "trackedEntities").len(), of("Patient"));
    Ok(())
}

#[test]
fn what_these_formats_cannot_hold_is_refused() -> Tested {
    let folder = tempfile::tempdir()?;
    gatehouse(folder.path(), &["init", "--site", "锰矿", "--station", "南门"])?;
    for words in [
        &["export", "people", "--format", "fhir"][..],
        &["export", "readings", "--format", "fhir", "--level", "counts"],
        &["export", "readings", "--format", "dhis2"],
        &["export", "readings", "--format", "dhis2", "--mapping", "nowhere.toml"],
        &["report", "2020-02-07", "--format", "fhir"],
    ] {
        let (status, out, err) = gatehouse(folder.path(), words)?;
        assert_eq!((status, out.as_str(), err.lines().count()), (Some(2), "", 1), "{words:?}");
        assert!(!err.contains('{') && !err.starts_with("error-"), "{err}");
    }
    Ok(())
}

#[test]
fn a_dictionary_stands_beside_every_file() -> Tested {
    let folder = tempfile::tempdir()?;
    let plant = folder.path().join("plant");
    gatehouse(&plant, &["init", "--site", "锰矿", "--station", "南门"])?;
    for table in [
        "people",
        "readings",
        "passages",
        "returns",
        "outings",
        "isolations",
        "duty",
        "supplies",
        "moves",
        "rounds",
        "journal",
    ] {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let file = folder.path().join(format!("{table}-{lang}.csv"));
            let out = file.to_str().ok_or("path")?;
            assert_eq!(gatehouse(&plant, &["--lang", lang, "export", table, "--out", out])?.0, Some(0));
            let columns = std::fs::read_to_string(&file)?
                .lines()
                .next()
                .map_or(0, |line| line.split(',').count());
            let beside = std::fs::read_to_string(folder.path().join(format!("{table}-{lang}.csv.dictionary.csv")))?;
            assert_eq!(beside.lines().count(), 1 + columns + 3, "{table}: its level, its purpose and when");
            for missing in ["dictionary-", "{", "export-"] {
                assert!(!beside.contains(missing), "{table} {lang}: {beside}");
            }
        }
    }
    Ok(())
}
