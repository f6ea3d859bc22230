//! Which columns of which tables tell who somebody is.

use super::What;
use crate::domain::disclosure::Tells;

impl What {
    /// Whether every row is about one person: such a table cannot leave as counts.
    pub fn is_about_people(self) -> bool {
        match self {
            Self::People
            | Self::Readings
            | Self::Passages
            | Self::Returns
            | Self::Outings
            | Self::Isolations
            | Self::Duty
            | Self::Judged
            | Self::Contacts => true,
            Self::Supplies | Self::Moves | Self::Rounds | Self::Journal => false,
        }
    }

    /// What each column tells. The rows of the journal are disclosed whole, before they come here.
    pub(super) fn tells(self) -> Vec<Tells> {
        if self == Self::Journal {
            return Vec::new();
        }
        self.columns().iter().map(|(key, _)| tells(self, key)).collect()
    }
}

fn tells(what: What, key: &str) -> Tells {
    match key {
        "name" | "executor" | "checker" | "recipient" => Tells::Name,
        "phone" => Tells::Phone,
        "badge" | "employee" | "dormitory" | "host" | "note" | "reason" | "health" | "said" => Tells::Identity,
        "destination" | "places" => Tells::Place,
        "symptoms" => Tells::Symptom,
        // Where a round goes is a place of the plant.
        "place" if what != What::Rounds => Tells::Identity,
        _ => Tells::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_of_people_shows_a_name_below_full() {
        for what in [What::People, What::Readings, What::Returns, What::Duty, What::Contacts] {
            let shown = what.columns().iter().zip(what.tells());
            let told: Vec<&str> = shown
                .filter(|(_, tells)| *tells != Tells::Nothing)
                .map(|((key, _), _)| *key)
                .collect();
            assert!(
                what.is_about_people() && told.contains(&"name") && told.contains(&"employee"),
                "{told:?}"
            );
        }
    }
}
