//! Lists of checksums as they come with a delivery: lines `hex  name` of `sha256sum` or `md5sum`. Not
//! for our own digests: those are always SHA-256.

use std::{collections::BTreeMap, path::Path};

use md5::{Digest as _, Md5};
use sha2::{Digest as _, Sha256};

/// A delivered list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChecksumList {
    /// Delivered path to checksum, hexadecimal in small letters; 64 digits are SHA-256, 32 are MD5.
    pub sums: BTreeMap<String, String>,
}

/// Hexadecimal digits of an MD5.
const MD5_DIGITS: usize = 32;
/// Hexadecimal digits of a SHA-256.
const SHA256_DIGITS: usize = 64;

impl ChecksumList {
    /// Reads a list; empty lines and lines with `#` first are left out.
    ///
    /// # Errors
    /// A line is no `hex  name`, or its checksum has another length; the text names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut sums = BTreeMap::new();
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (sum, name) = of_line(line).ok_or_else(|| {
                format!(
                    "line {number} of the checksum list is no `checksum  name` of sha256sum or md5sum; correct it, \
                     or ingest without the list"
                )
            })?;
            sums.insert(name, sum);
        }
        Ok(Self { sums })
    }

    /// The listed name that means the file: the whole path, an end of it, or (if only one is called so) its
    /// last part.
    pub(crate) fn entry(&self, path: &Path, name: &str) -> Option<(&str, &str)> {
        let all = || self.sums.iter().map(|(listed, sum)| (listed.as_str(), sum.as_str()));
        if let Some(found) = all().find(|(listed, _)| path.ends_with(listed)) {
            return Some(found);
        }
        let mut called_so = all().filter(|(listed, _)| listed.rsplit('/').next() == Some(name));
        called_so.next().filter(|_| called_so.next().is_none())
    }
}

fn of_line(line: &str) -> Option<(String, String)> {
    let (sum, name) = line.split_once(char::is_whitespace)?;
    let name = name.trim_start();
    // sha256sum marks files read in binary mode with a star.
    let name = name.strip_prefix('*').unwrap_or(name);
    let name = name.strip_prefix("./").unwrap_or(name).replace('\\', "/");
    let digits = sum.len() == MD5_DIGITS || sum.len() == SHA256_DIGITS;
    let fits = digits && sum.bytes().all(|b| b.is_ascii_hexdigit()) && !name.is_empty();
    fits.then(|| (sum.to_ascii_lowercase(), name))
}

/// Are these the bytes the checksum was made of?
pub(crate) fn agrees(sum: &str, bytes: &[u8]) -> bool {
    if sum.len() == MD5_DIGITS {
        hex::encode(Md5::digest(bytes)) == sum
    } else {
        hex::encode(Sha256::digest(bytes)) == sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn lines_of_sha256sum_and_md5sum_are_read() {
        let list =
            ChecksumList::parse(&format!("# made by hand\n{ABC}  ./a/1.tif\n\n{} *2.tif\n", &ABC[..32]))
                .unwrap();
        assert_eq!(list.sums["a/1.tif"], ABC);
        assert_eq!(list.sums["2.tif"], ABC[..32]);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = ChecksumList::parse(&format!("{ABC}  1.tif\nabc  2.tif")).unwrap_err();
        assert!(error.starts_with("line 2"), "{error}");
    }

    #[test]
    fn a_file_is_found_by_its_path_before_its_name() {
        let list = ChecksumList::parse(&format!("{ABC}  a/1.tif\n{ABC}  b/1.tif\n{ABC}  c/2.tif")).unwrap();
        assert_eq!(list.entry(Path::new("/in/b/1.tif"), "1.tif").unwrap().0, "b/1.tif");
        assert_eq!(list.entry(Path::new("/in/2.tif"), "2.tif").unwrap().0, "c/2.tif");
        assert_eq!(list.entry(Path::new("/in/1.tif"), "1.tif"), None);
    }

    #[test]
    fn both_kinds_of_checksum_are_compared() {
        assert!(agrees(ABC, b"abc") && agrees("900150983cd24fb0d6963f7d28e17f72", b"abc"));
        assert!(!agrees(ABC, b"abd"));
    }
}
