//! Why a bundle or a card was not taken; of a bundle nothing, or nothing more where the file went away or changed while it was read.

use std::io::{self, ErrorKind};

use uuid::Uuid;

use super::MAX_FILE;
use crate::domain::parcel::Cover;
use crate::domain::peer::Card;
use crate::exchange::write::WriteError;

/// Who made a bundle, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    pub maker: Card,
    pub to: Vec<Card>,
}

impl Parties {
    pub(super) fn of(cover: &Cover) -> Box<Self> {
        Box::new(Self {
            maker: cover.maker.clone(),
            to: cover.to.clone(),
        })
    }

    /// `南门 · 黔岭矿业`
    fn name(card: &Card) -> String {
        let known = [&card.station, &card.unit, &card.site].into_iter().filter(|part| !part.is_empty());
        known.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("maker", Self::name(&self.maker)),
            ("fingerprint", self.maker.fingerprint().to_string()),
            ("to", listed(self.to.iter().map(Self::name))),
        ]
    }
}

/// The first few of them, for a sentence.
pub(super) fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    const MOST: usize = 4;
    let more = (names.len() > MOST).then(|| "…".to_owned());
    names.take(MOST).chain(more).collect::<Vec<_>>().join(", ")
}

#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error("this is no bundle")]
    NotABundle,
    /// What is over its limit: `file`, `manifest`, `entries`, `photos`, `lines`, `ratio`, `line`, `recipients`.
    #[error("{what} over {limit}")]
    TooLarge { what: &'static str, limit: u64 },
    /// A ZIP, and not the three members of a bundle as they must be.
    #[error("the members are not those of a bundle")]
    Members,
    /// A manifest that cannot be: what is wrong with it.
    #[error("the manifest cannot be: {0}")]
    Manifest(String),
    #[error("format {format} is newer than this program")]
    FormatTooNew { format: u32, maker: String, to: String },
    #[error("the manifest is not signed by who it says")]
    Signature(Box<Parties>),
    /// Nobody has enrolled who made it.
    #[error("made by a station that is not enrolled")]
    UnknownMaker(Box<Parties>),
    /// Enrolled, with other keys: an alarm.
    #[error("made with other keys than those enrolled")]
    ChangedKeys(Box<Parties>),
    #[error("made by a station that is revoked")]
    Revoked(Box<Parties>),
    /// Made by this very station.
    #[error("made here")]
    Own(Box<Parties>),
    #[error("sealed for others")]
    NotForUs(Box<Parties>),
    /// For this station, and for a key that it does not have.
    #[error("sealed for another key of this station")]
    OtherKey(Box<Parties>),
    #[error("the bundle is damaged")]
    Damaged,
    /// Entries that are not what whose chain it is has signed, up to this number.
    #[error("entries of {chain} do not arrive at the signed head {seq}")]
    Chain { chain: Uuid, seq: i64 },
    /// A masked or withheld entry of somebody who owes it whole.
    #[error("entry {seq} of {chain} is masked or withheld by who may not")]
    Masked { chain: Uuid, seq: i64 },
    #[error("this is no card of a station")]
    Card,
    #[error("card version {version} is newer than this program")]
    CardTooNew { version: u32 },
    #[error("this is no key of a station")]
    Key,
    #[error("stopped")]
    Stopped,
    #[error(transparent)]
    Io(io::Error),
}

impl BundleError {
    /// The stable code, also the tail of the language key that says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotABundle => "bundle-not-a-bundle",
            Self::TooLarge { .. } => "bundle-too-large",
            Self::Members => "bundle-members",
            Self::Manifest(_) => "bundle-manifest",
            Self::FormatTooNew { .. } => "bundle-format-too-new",
            Self::Signature(_) => "bundle-signature",
            Self::UnknownMaker(_) => "bundle-unknown-maker",
            Self::ChangedKeys(_) => "bundle-changed-keys",
            Self::Revoked(_) => "bundle-revoked",
            Self::Own(_) => "bundle-own",
            Self::NotForUs(_) => "bundle-not-for-us",
            Self::OtherKey(_) => "bundle-other-key",
            Self::Damaged => "bundle-damaged",
            Self::Chain { .. } => "bundle-chain",
            Self::Masked { .. } => "bundle-masked",
            Self::Card => "bundle-card",
            Self::CardTooNew { .. } => "bundle-card-too-new",
            Self::Key => "bundle-key",
            Self::Stopped => "stopped",
            Self::Io(error) if error.kind() == ErrorKind::NotFound => "bundle-missing",
            Self::Io(_) => "bundle-io",
        }
    }

    /// The facts that its sentence names, by the names they have there.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLarge { what, limit } => vec![("what", (*what).to_owned()), ("limit", limit.to_string())],
            Self::Manifest(why) => vec![("detail", why.clone())],
            Self::FormatTooNew { format, maker, to } => {
                vec![("format", format.to_string()), ("maker", maker.clone()), ("to", to.clone())]
            }
            Self::Signature(parties)
            | Self::UnknownMaker(parties)
            | Self::ChangedKeys(parties)
            | Self::Revoked(parties)
            | Self::Own(parties)
            | Self::NotForUs(parties)
            | Self::OtherKey(parties) => parties.facts(),
            Self::Chain { chain, seq } | Self::Masked { chain, seq } => vec![("chain", chain.to_string()), ("seq", seq.to_string())],
            Self::Io(error) => vec![("detail", error.to_string())],
            Self::CardTooNew { version } => vec![("version", version.to_string())],
            Self::NotABundle | Self::Members | Self::Damaged | Self::Card | Self::Key | Self::Stopped => Vec::new(),
        }
    }

    /// Who made the bundle, where that is what the error is about.
    pub fn parties(&self) -> Option<&Parties> {
        match self {
            Self::Signature(parties)
            | Self::UnknownMaker(parties)
            | Self::ChangedKeys(parties)
            | Self::Revoked(parties)
            | Self::Own(parties)
            | Self::NotForUs(parties)
            | Self::OtherKey(parties) => Some(parties),
            Self::NotABundle
            | Self::TooLarge { .. }
            | Self::Members
            | Self::Manifest(_)
            | Self::FormatTooNew { .. }
            | Self::Damaged
            | Self::Chain { .. }
            | Self::Masked { .. }
            | Self::Card
            | Self::CardTooNew { .. }
            | Self::Key
            | Self::Stopped
            | Self::Io(_) => None,
        }
    }
}

/// What the file system says is said; what a reader of ours says of bytes it cannot read is damage.
impl From<io::Error> for BundleError {
    fn from(error: io::Error) -> Self {
        let kind = error.kind();
        if kind == ErrorKind::FileTooLarge {
            Self::TooLarge {
                what: "file",
                limit: MAX_FILE,
            }
        } else if matches!(kind, ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof) {
            Self::Damaged
        } else {
            Self::Io(error)
        }
    }
}

impl From<WriteError> for BundleError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Io(error) => Self::Io(error),
            other @ (WriteError::TooManyRows { .. } | WriteError::LongCell { .. } | WriteError::Workbook(_)) => {
                Self::Io(io::Error::other(other))
            }
        }
    }
}
