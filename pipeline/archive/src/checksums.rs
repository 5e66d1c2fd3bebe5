//! Lists of checksums as they come with a delivery: lines `hex  name` of `sha256sum` or `md5sum`. Not
//! for our own digests: those are always SHA-256.

use std::collections::BTreeMap;

/// A delivered list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChecksumList {
    /// Delivered path to checksum, hexadecimal in small letters; 64 digits are SHA-256, 32 are MD5.
    pub sums: BTreeMap<String, String>,
}

impl ChecksumList {
    /// Reads a list; empty lines and lines with `#` first are left out.
    ///
    /// # Errors
    /// A line is no `hex  name`, or its checksum has another length; the text names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let _ = text;
        Err("not there yet".to_owned())
    }
}
