//! Bundles and tracker files held against the schema of HL7 and the documented shape of DHIS2.

use serde_json::Value;
use uuid::Uuid;

use super::dhis2::{Mapping, MappingError, People};
use super::fhir::Bundle;
use super::{Observed, Subject};
use crate::domain::entry::EntryId;
use crate::domain::person::PersonId;
use crate::domain::screening::{Direction, Verdict};
use crate::domain::temperature::{Celsius, Site};

type Checked = Result<(), Box<dyn std::error::Error>>;

const EXAMPLE: &str = include_str!("../../../assets/dhis2-example.toml");

fn subject(no: u128, name: &'static str) -> Subject<'static> {
    Subject {
        id: PersonId(Uuid::from_u128(no)),
        employee: if name.is_empty() { "" } else { "E-1" },
        badge: if name.is_empty() { "" } else { "0231" },
        name,
        unit: "一车间",
        first: "2020-02-07T08:01:07.000+08:00",
    }
}

fn observed(no: u128, celsius: i32) -> Observed<'static> {
    Observed {
        id: EntryId(Uuid::from_u128(no)),
        person: PersonId(Uuid::from_u128(1)),
        unit: "一车间",
        at: "2020-02-07T08:01:07.000+08:00",
        entered: "",
        celsius: Celsius(celsius),
        site: Site::Forehead,
        instrument: "",
        station: "南门",
        attempt: 1,
        verdict: Verdict::Clear,
        direction: Direction::In,
        corrected: false,
    }
}

/// One of every kind: plain, of two decimals, entered late, taken back, with an instrument.
fn kinds() -> [Observed<'static>; 4] {
    [
        observed(10, 3650),
        Observed {
            entered: "2020-02-07T12:00:00.000+08:00",
            instrument: "G2",
            ..observed(11, 3725)
        },
        Observed {
            corrected: true,
            verdict: Verdict::Recheck,
            ..observed(12, 3760)
        },
        Observed {
            site: Site::Armpit,
            direction: Direction::Out,
            attempt: 2,
            ..observed(13, 3600)
        },
    ]
}

fn fhir(subjects: &[Subject<'_>], all: &[Observed<'_>]) -> Result<Value, Box<dyn std::error::Error>> {
    let mut bundle = Bundle::new(Vec::new(), "2020-02-07T18:00:00.000+08:00")?;
    for one in subjects {
        bundle.subject(one)?;
    }
    for one in all {
        bundle.observed(one)?;
    }
    Ok(serde_json::from_slice(&bundle.finish()?)?)
}

/// HL7's own schema of R4.
fn schema() -> Result<jsonschema::Validator, Box<dyn std::error::Error>> {
    let schema = serde_json::from_str(include_str!("../../../tests/gate/schemas/fhir-r4-observations.json"))?;
    Ok(jsonschema::validator_for(&schema)?)
}

#[test]
fn a_bundle_is_what_hl7_says_it_is() -> Checked {
    let schema = schema()?;
    for subjects in [vec![subject(1, "张双")], vec![subject(1, "")], vec![]] {
        let bundle = fhir(&subjects, &kinds())?;
        let faults: Vec<String> = schema.iter_errors(&bundle).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    Ok(())
}

#[test]
fn the_schema_finds_what_is_wrong() -> Checked {
    let schema = schema()?;
    let good = fhir(&[subject(1, "张双")], &kinds())?;
    for (path, wrong) in [
        ("/entry/1/resource/status", Value::from("done")),
        ("/entry/1/resource/code/coding", Value::from("8310-5")),
        ("/entry/1/resource/effectiveDateTime", Value::from("7 Feb 2020")),
        ("/entry/1/resource/valueQuantity/value", Value::from("36.5")),
        ("/type", Value::from("heap")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).ok_or(path)? = wrong;
        assert!(!schema.is_valid(&bad), "{path}");
    }
    Ok(())
}

#[test]
fn a_temperature_is_a_vital_sign_in_celsius() -> Checked {
    let bundle = fhir(&[subject(1, "张双")], &kinds())?;
    let text = |path: &str| bundle.pointer(path).map(ToString::to_string).unwrap_or_default();
    for (path, said) in [
        ("/entry/0/resource/name/0/text", "\"张双\""),
        ("/entry/0/resource/identifier/0/value", "\"E-1\""),
        ("/entry/1/resource/code/coding/0/code", "\"8310-5\""),
        ("/entry/1/resource/category/0/coding/0/code", "\"vital-signs\""),
        ("/entry/1/resource/valueQuantity/code", "\"Cel\""),
        ("/entry/1/resource/valueQuantity/value", "36.5"),
        (
            "/entry/1/resource/subject/reference",
            "\"urn:uuid:00000000-0000-0000-0000-000000000001\"",
        ),
        ("/entry/2/resource/valueQuantity/value", "37.25"),
        ("/entry/2/resource/issued", "\"2020-02-07T12:00:00.000+08:00\""),
        ("/entry/2/resource/device/display", "\"G2\""),
        ("/entry/3/resource/status", "\"entered-in-error\""),
        ("/entry/4/resource/bodySite/text", "\"armpit\""),
    ] {
        assert_eq!(text(path), said, "{path}");
    }
    Ok(())
}

#[test]
fn whoever_is_masked_has_only_an_id() -> Checked {
    let bundle = fhir(&[subject(1, "")], &[])?;
    let patient = bundle.pointer("/entry/0/resource").and_then(Value::as_object).ok_or("patient")?;
    assert_eq!(patient.keys().collect::<Vec<_>>(), ["id", "resourceType"]);
    Ok(())
}

fn tracker(mapping: &Mapping) -> Result<Value, Box<dyn std::error::Error>> {
    let someone = subject(1, "张双");
    let mut people = People::new(Vec::new(), mapping)?;
    people.subject(&someone)?;
    let mut enrolled = people.enrol()?;
    enrolled.subject(&someone)?;
    let mut events = enrolled.measured()?;
    for one in kinds() {
        events.observed(&one)?;
    }
    Ok(serde_json::from_slice(&events.finish()?)?)
}

#[test]
fn a_tracker_file_holds_people_enrollments_and_events() -> Checked {
    let sent = tracker(&Mapping::read(EXAMPLE)?)?;
    let text = |path: &str| sent.pointer(path).and_then(Value::as_str).unwrap_or_default();
    for (path, said) in [
        ("/trackedEntities/0/trackedEntityType", "Gh03PersonA"),
        ("/trackedEntities/0/orgUnit", "Gh05ShopOne"),
        ("/trackedEntities/0/attributes/0/attribute", "Gh06Employe"),
        ("/trackedEntities/0/attributes/0/value", "E-1"),
        ("/enrollments/0/enrolledAt", "2020-02-07T08:01:07"),
        ("/events/0/programStage", "Gh02StageAA"),
        ("/events/0/occurredAt", "2020-02-07T08:01:07"),
        ("/events/0/dataValues/0/value", "36.5"),
        ("/events/0/dataValues/3/value", "NORMAL"),
    ] {
        assert_eq!(text(path), said, "{path}");
    }
    assert_eq!(
        sent.pointer("/events").and_then(Value::as_array).map(Vec::len),
        Some(3),
        "one was taken back"
    );
    assert_eq!(text("/events/1/enrollment"), text("/enrollments/0/enrollment"));
    assert_eq!(text("/enrollments/0/trackedEntity"), text("/trackedEntities/0/trackedEntity"));
    Ok(())
}

#[test]
fn the_same_people_have_the_same_ids_again() -> Checked {
    let mapping = Mapping::read(EXAMPLE)?;
    assert_eq!(tracker(&mapping)?, tracker(&mapping)?);
    Ok(())
}

#[test]
fn a_mapping_that_cannot_be_used_says_why() {
    let changed = |from: &str, to: &str| Mapping::read(&EXAMPLE.replace(from, to)).err();
    for (from, to, code, said) in [
        ("[org_units]", "[org_units", "mapping-text", "line"),
        ("employee =", "age =", "mapping-field", "attributes.age"),
        ("\"Gh01Program\"", "\"program\"", "mapping-id", "program = program"),
        ("Gh08Celsius", "08Celsius12", "mapping-id", "data_elements.celsius"),
        ("celsius = \"Gh08Celsius\"", "", "mapping-celsius", "celsius"),
    ] {
        let fault = changed(from, to);
        assert_eq!(fault.as_ref().map(MappingError::code), Some(code), "{to}");
        let detail = fault.map(|fault| fault.to_string()).unwrap_or_default();
        assert!(detail.contains(said), "{detail}");
    }
}

#[test]
fn somebody_of_a_unit_that_is_nowhere_is_not_sent_anywhere() -> Checked {
    let mapping = Mapping::read(&EXAMPLE.replace("default = \"Gh04PlantAA\"", ""))?;
    let stranger = Subject {
        unit: "二车间",
        ..subject(2, "李")
    };
    let refused = People::new(Vec::new(), &mapping)?.subject(&stranger);
    assert_eq!(refused.err().map(|error| error.to_string()), Some("org_units.二车间".to_owned()));
    Ok(())
}
