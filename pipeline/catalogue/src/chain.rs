//! The hash chains of the audit log, checked. Whoever changes, takes out or puts in an entry has to change
//! all that follow, and the common chain that other writers' heads stand in. Not for reading the log.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::AuditEntry;

/// Does the log hold together?
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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

/// A writer's head, bound into the common chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) number: u64,
    pub(crate) writer: String,
    pub(crate) entry: u64,
    pub(crate) head: String,
    pub(crate) hash: String,
}

/// Digest of an entry and of the one before it. JSON keeps the fields apart.
pub(crate) fn hash_of_entry(before: &str, entry: &AuditEntry) -> String {
    let AuditEntry { writer, number, at, person, role, purpose, action, subject, hash: _ } = entry;
    hash_of(&(before, writer, number, at, person, role, purpose, action, subject))
}

pub(crate) fn hash_of_head(before: &str, head: &Head) -> String {
    hash_of(&(before, head.number, &head.writer, head.entry, &head.head))
}

fn hash_of(value: &impl Serialize) -> String {
    let text = serde_json::to_vec(value).expect("texts and numbers can be written as JSON");
    hex::encode(Sha256::digest(text))
}

/// Checks all entries (each writer's in order) and the common chain.
pub(crate) fn check(entries: &[AuditEntry], heads: &[Head]) -> Chain {
    let mut last: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
    let mut hashes: BTreeMap<(&str, u64), &str> = BTreeMap::new();
    for entry in entries {
        let (number, before) = last.get(entry.writer.as_str()).copied().unwrap_or((0, ""));
        if entry.number != number + 1 {
            return broken(&entry.writer, number + 1, "an entry is missing");
        }
        if entry.hash != hash_of_entry(before, entry) {
            return broken(&entry.writer, entry.number, "the entry is not as it was written");
        }
        last.insert(&entry.writer, (entry.number, &entry.hash));
        hashes.insert((&entry.writer, entry.number), &entry.hash);
    }
    let mut before = "";
    for (place, head) in (1..).zip(heads) {
        if head.number != place || head.hash != hash_of_head(before, head) {
            return broken(&head.writer, head.entry, "the common chain is not as it was written");
        }
        if hashes.get(&(head.writer.as_str(), head.entry)) != Some(&head.head.as_str()) {
            return broken(&head.writer, head.entry, "the common chain holds another entry");
        }
        before = &head.hash;
    }
    Chain::Whole { entries: entries.len() as u64 }
}

fn broken(writer: &str, number: u64, why: &str) -> Chain {
    Chain::Broken { writer: writer.to_owned(), number, why: why.to_owned() }
}
