//! Families of entries: several kinds that are one variant of [`super::entry::Entry`].

/// Declares a family: number and name in the journal, variant, body. Only ever added to.
macro_rules! kinds {
    ($(#[$doc:meta])* $family:ident: $($number:literal $name:literal $variant:ident($body:ty)),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $family { $($variant($body)),* }

        impl $family {
            /// The stable number of its kind in the journal.
            pub fn kind(&self) -> i64 {
                match self { $(Self::$variant(_) => $number),* }
            }

            /// The stable name of a kind in exports, where it is one of these.
            pub fn kind_name(kind: i64) -> Option<&'static str> {
                match kind { $($number => Some($name),)* _ => None }
            }

            /// The body as it is kept and hashed.
            pub fn encode(&self) -> serde_json::Result<String> {
                match self { $(Self::$variant(body) => serde_json::to_string(body)),* }
            }

            /// Reads it back; `None` where the kind is not one of these.
            pub fn decode(kind: i64, body: &str) -> Option<serde_json::Result<Self>> {
                match kind { $($number => Some(serde_json::from_str(body).map(Self::$variant)),)* _ => None }
            }
        }
    };
}

pub(super) use kinds;
