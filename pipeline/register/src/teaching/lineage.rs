//! Where a learned line model comes from and what it is worth: the model it began from, the lines it was taught, wrong letters
//! before and after. Not for the model itself.

use serde::{Deserialize, Serialize};

use crate::id::RegisterId;

/// Wrong letters before and after learning, as shares of the letters that are written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Lines it was judged by.
    pub lines: u32,
    /// Wrong letters before, 0 and up.
    pub before: f64,
    /// Wrong letters after.
    pub after: f64,
}

/// Why what was learned is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// It does not read the hand better.
    NoBetter,
    /// It reads other hands, type or print worse.
    OthersWorse,
}

/// A learned model's origin and worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lineage {
    /// SHA-256 of the model's file, hexadecimal: its name.
    pub sha256: String,
    /// SHA-256 of the model it began from, hexadecimal.
    pub parent: String,
    /// Script it writes, ISO 15924.
    pub script: String,
    /// The register whose lines it was taught.
    pub register: RegisterId,
    /// How many lines it was taught.
    pub taught: u32,
    /// How many of them verified fields told; the others were written down.
    #[serde(default)]
    pub from_fields: u32,
    /// Lines of the register kept from teaching: what learning brought.
    pub hand: Judged,
    /// Lines of other hands: what it cost.
    pub others: Judged,
    /// Why the register is not read by it; absent where it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refused: Option<Refused>,
    /// How long learning took, seconds.
    pub seconds: u64,
    /// Who let it learn.
    pub person: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

impl Lineage {
    /// Is the register read by it?
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.refused.is_none()
    }
}
