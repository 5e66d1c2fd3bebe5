//! What a stage made of its input, and whether it still holds. Not for what people decide: see
//! [`crate::decision`].

use serde::{Deserialize, Serialize};

/// What made a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maker {
    /// The stage: `prepare`, `layout`, `agree`, `recognize`, `extract`.
    pub stage: String,
    /// Version of the stage with its models and forms; another version makes the finding stale.
    pub version: String,
}

/// A value, what was doubtful about it, and from what and by what it was made. It holds while its
/// input and version hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding<T> {
    /// What was found.
    pub value: T,
    /// What the stage was unsure of.
    pub doubts: Vec<String>,
    /// What made it.
    pub maker: Maker,
    /// SHA-256 of everything it was made from, hexadecimal.
    pub input: String,
}

impl<T> Finding<T> {
    /// Is it still what `maker` would make of `input`?
    pub fn holds(&self, maker: &Maker, input: &str) -> bool {
        self.maker == *maker && self.input == input
    }
}
