//! Names that stand for ever: of a register, a scan, an act. Identity comes from capture, never from a
//! number printed on paper (that is a folio label or an act number, and can be corrected).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Why a text is no identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadId {
    /// A register's id has other characters than letters, digits, `-` and `_`, or none at all.
    #[error("{0:?} cannot name a register: use letters, digits, - and _")]
    Register(String),
    /// A scan's id is not `<register>/<six digits>`.
    #[error("{0:?} is no scan: a scan is named <register>/<six digits>, as in births-1956/000012")]
    Scan(String),
}

/// Names one bound volume for ever: letters, digits, `-` and `_`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegisterId(String);

impl RegisterId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegisterId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let fits = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if fits { Ok(Self(text.to_owned())) } else { Err(BadId::Register(text.to_owned())) }
    }
}

impl TryFrom<String> for RegisterId {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<RegisterId> for String {
    fn from(id: RegisterId) -> String {
        id.0
    }
}

impl fmt::Display for RegisterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One image as captured: its register and its place in capture order, from 1. Written
/// `births-1956/000012`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ScanId {
    /// The register the scan belongs to.
    pub register: RegisterId,
    /// Place in capture order, from 1.
    pub number: u32,
}

impl FromStr for ScanId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId::Scan(text.to_owned());
        let (register, digits) = text.split_once('/').ok_or_else(bad)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad());
        }
        Ok(Self {
            register: register.parse().map_err(|_| bad())?,
            number: digits.parse().map_err(|_| bad())?,
        })
    }
}

impl TryFrom<String> for ScanId {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<ScanId> for String {
    fn from(id: ScanId) -> String {
        id.to_string()
    }
}

impl fmt::Display for ScanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:06}", self.register, self.number)
    }
}

/// Names an act for ever. Ids of acts we read come from [`ActId::at`]; imported acts keep theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActId(pub String);

impl ActId {
    /// The id of the act that begins as the `place`-th (from 1) on `half` of `scan`.
    pub fn at(scan: &ScanId, half: crate::page::Half, place: usize) -> Self {
        Self(format!("{scan}-{}{place}", half.letter()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Half;

    #[test]
    fn a_scan_is_written_with_six_digits_and_read_back() {
        let scan: ScanId = "births-1956/000012".parse().unwrap();
        assert_eq!((scan.register.as_str(), scan.number), ("births-1956", 12));
        assert_eq!(scan.to_string(), "births-1956/000012");
    }

    #[test]
    fn a_path_is_no_register_and_a_short_number_no_scan() {
        assert!("../etc".parse::<RegisterId>().is_err());
        assert!("".parse::<RegisterId>().is_err());
        assert!("births/12".parse::<ScanId>().is_err());
    }

    #[test]
    fn an_act_is_named_by_where_it_begins() {
        let scan: ScanId = "b/000003".parse().unwrap();
        assert_eq!(ActId::at(&scan, Half::Left, 2).as_str(), "b/000003-l2");
    }
}
