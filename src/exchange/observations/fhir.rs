//! HL7 FHIR R4 (4.0.1): one Bundle of type `collection`, first a Patient for everybody, then an Observation for each measurement.
//!
//! An Observation follows the vital signs profile *bodytemp*: category `vital-signs`, LOINC 8310-5, a quantity in UCUM `Cel`. What was
//! taken back stays in with the status `entered-in-error`. Where on the body it was measured, the verdict and the instrument are texts:
//! a code system for them would say more than the guard knew.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Elements, Observed, Subject};

const PROFILE: &str = "http://hl7.org/fhir/StructureDefinition/bodytemp";
const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// A Bundle being written.
#[derive(Debug)]
pub struct Bundle<W: Write> {
    entries: Elements<W>,
}

impl<W: Write> Bundle<W> {
    /// Begins a Bundle; `made` is RFC 3339 with offset.
    pub fn new(out: W, made: &str) -> io::Result<Self> {
        let head = format!(
            r#"{{"resourceType":"Bundle","type":"collection","timestamp":{},"entry":["#,
            json!(made)
        );
        Ok(Self {
            entries: Elements::begin(out, &head)?,
        })
    }

    pub fn subject(&mut self, subject: &Subject<'_>) -> io::Result<()> {
        let mut patient = json!({ "resourceType": "Patient", "id": subject.id.to_string() });
        let numbers = [("urn:gatehouse:employee", subject.employee), ("urn:gatehouse:badge", subject.badge)];
        let numbers = numbers.into_iter().filter(|(_, number)| !number.is_empty());
        let numbers: Vec<Value> = numbers
            .map(|(system, number)| json!({ "system": system, "value": number }))
            .collect();
        if !numbers.is_empty() {
            patient["identifier"] = Value::Array(numbers);
        }
        if !subject.name.is_empty() {
            patient["name"] = json!([{ "text": subject.name }]);
        }
        self.entry(&subject.id.to_string(), &patient)
    }

    pub fn observed(&mut self, one: &Observed<'_>) -> io::Result<()> {
        let id = one.id.0.to_string();
        let mut observation = json!({
            "resourceType": "Observation",
            "id": id,
            "meta": { "profile": [PROFILE] },
            "status": if one.corrected { "entered-in-error" } else { "final" },
            "category": [{ "coding": [{ "system": CATEGORIES, "code": "vital-signs", "display": "Vital Signs" }] }],
            "code": { "coding": [{ "system": "http://loinc.org", "code": "8310-5", "display": "Body temperature" }] },
            "subject": { "reference": format!("urn:uuid:{}", one.person) },
            "effectiveDateTime": one.at,
            "performer": [{ "display": one.station }],
            "valueQuantity": {
                "value": one.celsius.degrees(),
                "unit": "Cel",
                "system": "http://unitsofmeasure.org",
                "code": "Cel"
            },
            "interpretation": [{ "text": one.verdict.key() }],
            "bodySite": { "text": one.site.key() },
        });
        if !one.entered.is_empty() {
            observation["issued"] = json!(one.entered);
        }
        if !one.instrument.is_empty() {
            observation["device"] = json!({ "display": one.instrument });
        }
        self.entry(&id, &observation)
    }

    fn entry(&mut self, id: &str, resource: &Value) -> io::Result<()> {
        self.entries
            .push(&json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource }))
    }

    pub fn finish(self) -> io::Result<W> {
        self.entries.end("\n]}\n")
    }
}
