//! What can go wrong with bytes, by who must act. Not for bad scans: their bytes are kept like any others.

use crate::{Digest, key::Key};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing stands under that key. Whoever asked decides what it means.
    #[error("the store has no {key}")]
    Missing {
        /// The key, as a path.
        key: String,
    },
    /// Material: the bytes are not those that were put. They have to come from a backup.
    #[error(
        "{key} is damaged: its SHA-256 is {found}, not {expected}; bring it back from a backup of the store"
    )]
    Damaged {
        /// The key, as a path.
        key: String,
        /// What the key or the metadata says.
        expected: Digest,
        /// What the bytes have.
        found: Digest,
    },
    /// Setting: the archivist has to change something; the text says what.
    #[error("{what}; {remedy}")]
    Setting {
        /// What is wrong.
        what: String,
        /// What to do about it.
        remedy: String,
        /// What the system or the server said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// Ours.
    #[error("cannot {doing} {key}: {what}")]
    Fault {
        /// `put`, `get`…
        doing: &'static str,
        /// The key, as a path.
        key: String,
        /// What happened.
        what: String,
        /// What the system or the server said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl Error {
    /// Is it that nothing stands under the key?
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing { .. })
    }

    /// Is it that other bytes stand under the key than were put?
    pub fn is_damaged(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    pub(crate) fn missing(key: &Key) -> Self {
        Self::Missing { key: key.path() }
    }

    pub(crate) fn fault(doing: &'static str, key: &Key, what: String) -> Self {
        Self::Fault { doing, key: key.path(), what, source: None }
    }
}
