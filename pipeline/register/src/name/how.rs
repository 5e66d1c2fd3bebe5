//! How a name that was found agrees with the name that was asked. Not for finding: the keys do that.

use serde::{Deserialize, Serialize};

/// How two names agree, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Letter for letter.
    Exact,
    /// The same letters in another script, romanisation or coding.
    Script,
    /// Another spelling of the same name.
    Spelling,
    /// The same stem under another ending: Раҳмонов, Раҳмонзода, Раҳмонович.
    Patronymic,
    /// One of the readings the machine was not sure of.
    UncertainLetter,
    /// One letter differs.
    Typo,
    /// The right name in another place: given name for surname.
    Swapped,
    /// It only sounds alike, or shares the consonants.
    Phonetic,
}
