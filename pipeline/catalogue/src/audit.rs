//! The audit log: entries only grow, each bound to the one before it. Not for program logs.

use serde::Serialize;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Who wrote it: the machine.
    pub writer: String,
    /// Its place in the writer's chain, from 1.
    pub number: u64,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Who asked.
    pub person: String,
    /// In which role.
    pub role: String,
    /// For what.
    pub purpose: Option<String>,
    /// `search`, `act`, `page`, `export`, `decide`…
    pub action: String,
    /// What was asked or looked at.
    pub subject: String,
    /// Digest of this entry and the one before it, hexadecimal.
    pub hash: String,
}

/// Does the log hold together?
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Chain {
    /// Every entry is as it was written.
    Whole {
        /// Entries.
        entries: u64,
    },
    /// An entry was changed, taken out or put in.
    Broken {
        /// Whose chain.
        writer: String,
        /// First entry that does not fit.
        number: u64,
        /// In words.
        why: String,
    },
}
