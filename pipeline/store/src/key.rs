//! The only file that spells paths: every thing the store keeps has a key, and every key a path. Parts of a
//! path are validated types, so none can climb out of the store. Not for what stands in the files.

use register::id::RegisterId;

use crate::Digest;

/// Folder of all registers.
pub(crate) const REGISTERS: &str = "registers/";

/// One thing the store keeps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(
    missing_docs,
    reason = "`register` is the register the thing belongs to, `sha256` that of its own bytes"
)]
pub enum Key {
    /// What the archivist wrote about the register.
    Card { register: RegisterId },
    /// What arrived as the `number`-th scan: file name, frame, which master.
    Scan { register: RegisterId, number: u32 },
    /// A file as delivered.
    Master { register: RegisterId, sha256: Digest, ending: Ending },
    /// The web-sized derivative of a page.
    PageImage { register: RegisterId, sha256: Digest },
    /// What a stage made of the `number`-th scan.
    Finding { register: RegisterId, number: u32, stage: Stage },
    /// What the register's pages agree on.
    Agreement { register: RegisterId },
    /// The `segment`-th piece of the log of decisions.
    Decisions { register: RegisterId, segment: u64 },
    /// What is published; the highest generation counts.
    Manifest { register: RegisterId, generation: u64 },
    /// A part that manifests name.
    Part { register: RegisterId, sha256: Digest },
}

/// A stage that leaves findings scan by scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Pages cut and straightened.
    Prepare,
    /// Tables and lines.
    Layout,
    /// Texts.
    Recognize,
}

impl Stage {
    const ALL: [Stage; 3] = [Stage::Prepare, Stage::Layout, Stage::Recognize];

    /// The stage's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Prepare => "prepare",
            Stage::Layout => "layout",
            Stage::Recognize => "recognize",
        }
    }
}

/// The ending of a delivered file's name: one to eight lower-case ASCII letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ending(String);

/// Endings longer than this (in characters) are none: the longest usual ones are `jpeg`, `tiff`.
const LONGEST_ENDING: usize = 8;

impl Ending {
    /// The ending of a file name; `bin` where it has none that can stand in a path.
    pub fn of_file(name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        ending.and_then(|text| Self::of(&text)).unwrap_or_else(|| Self("bin".to_owned()))
    }

    /// The ending as text, without the dot.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(text: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = (1..=LONGEST_ENDING).contains(&text.len()) && text.chars().all(plain);
        fits.then(|| Self(text.to_owned()))
    }
}

impl Key {
    /// The path below the store's root, with `/` between its parts.
    pub fn path(&self) -> String {
        let within = match self {
            Key::Card { .. } => "card.json".to_owned(),
            Key::Scan { number, .. } => format!("scans/{number:06}.json"),
            Key::Master { sha256, ending, .. } => format!("masters/{sha256}.{}", ending.as_str()),
            Key::PageImage { sha256, .. } => format!("images/{sha256}.jpg"),
            Key::Finding { number, stage, .. } => format!("findings/{number:06}/{}.json", stage.as_str()),
            Key::Agreement { .. } => "agreement.json".to_owned(),
            Key::Decisions { segment, .. } => format!("decisions/{segment:012}.jsonl"),
            Key::Manifest { generation, .. } => format!("manifests/{generation:012}.json"),
            Key::Part { sha256, .. } => format!("parts/{sha256}.json"),
        };
        format!("{REGISTERS}{}/{within}", self.register())
    }

    /// The key a path stands for; `None` when it is none of ours.
    pub fn of_path(path: &str) -> Option<Self> {
        let (name, within) = path.strip_prefix(REGISTERS)?.split_once('/')?;
        let register: RegisterId = name.parse().ok()?;
        let key = match within.split_once('/') {
            None => Self::of_file(register, within)?,
            Some((folder, file)) => Self::of_folder(register, folder, file)?,
        };
        // One spelling a key: `12.json` is not `000012.json`.
        (key.path() == path).then_some(key)
    }

    fn of_file(register: RegisterId, file: &str) -> Option<Self> {
        match file {
            "card.json" => Some(Key::Card { register }),
            "agreement.json" => Some(Key::Agreement { register }),
            _ => None,
        }
    }

    fn of_folder(register: RegisterId, folder: &str, file: &str) -> Option<Self> {
        let (stem, ending) = file.rsplit_once('.')?;
        Some(match folder {
            "scans" => Key::Scan { register, number: stem.parse().ok()? },
            "masters" => Key::Master { register, sha256: stem.parse().ok()?, ending: Ending::of(ending)? },
            "images" => Key::PageImage { register, sha256: stem.parse().ok()? },
            "findings" => {
                let (number, stage) = stem.split_once('/')?;
                let stage = Stage::ALL.into_iter().find(|s| s.as_str() == stage)?;
                Key::Finding { register, number: number.parse().ok()?, stage }
            }
            "decisions" => Key::Decisions { register, segment: stem.parse().ok()? },
            "manifests" => Key::Manifest { register, generation: stem.parse().ok()? },
            "parts" => Key::Part { register, sha256: stem.parse().ok()? },
            _ => return None,
        })
    }

    /// The register it belongs to.
    pub fn register(&self) -> &RegisterId {
        match self {
            Key::Card { register }
            | Key::Scan { register, .. }
            | Key::Master { register, .. }
            | Key::PageImage { register, .. }
            | Key::Finding { register, .. }
            | Key::Agreement { register }
            | Key::Decisions { register, .. }
            | Key::Manifest { register, .. }
            | Key::Part { register, .. } => register,
        }
    }

    /// The SHA-256 of the bytes, where the key names them by it.
    pub fn digest(&self) -> Option<&Digest> {
        match self {
            Key::Master { sha256, .. } | Key::PageImage { sha256, .. } | Key::Part { sha256, .. } => {
                Some(sha256)
            }
            _ => None,
        }
    }

    /// Can it be made again from what else the store keeps?
    pub fn is_derived(&self) -> bool {
        match self {
            Key::PageImage { .. }
            | Key::Finding { .. }
            | Key::Agreement { .. }
            | Key::Manifest { .. }
            | Key::Part { .. } => true,
            Key::Card { .. } | Key::Scan { .. } | Key::Master { .. } | Key::Decisions { .. } => false,
        }
    }
}

/// All keys of one kind in one register.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "`register` is the register asked for")]
pub enum Prefix {
    /// Everything.
    Register { register: RegisterId },
    /// Every [`Key::Scan`].
    Scans { register: RegisterId },
    /// Every [`Key::Master`].
    Masters { register: RegisterId },
    /// Every [`Key::PageImage`].
    PageImages { register: RegisterId },
    /// Every [`Key::Finding`].
    Findings { register: RegisterId },
    /// Every [`Key::Decisions`].
    Decisions { register: RegisterId },
    /// Every [`Key::Manifest`], generations ascending.
    Manifests { register: RegisterId },
    /// Every [`Key::Part`].
    Parts { register: RegisterId },
}

impl Prefix {
    /// The folder, ending in `/`.
    pub fn path(&self) -> String {
        let (register, folder) = match self {
            Prefix::Register { register } => (register, ""),
            Prefix::Scans { register } => (register, "scans/"),
            Prefix::Masters { register } => (register, "masters/"),
            Prefix::PageImages { register } => (register, "images/"),
            Prefix::Findings { register } => (register, "findings/"),
            Prefix::Decisions { register } => (register, "decisions/"),
            Prefix::Manifests { register } => (register, "manifests/"),
            Prefix::Parts { register } => (register, "parts/"),
        };
        format!("{REGISTERS}{register}/{folder}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn register() -> RegisterId {
        "births-1956".parse().unwrap()
    }

    fn check(key: Key, path: &str) {
        assert_eq!(key.path(), path);
        assert_eq!(Key::of_path(path), Some(key));
    }

    #[test]
    fn every_key_has_one_path_and_is_found_again_by_it() {
        let sha256 = Digest::of(b"abc");
        let register = register();
        check(Key::Card { register: register.clone() }, "registers/births-1956/card.json");
        check(
            Key::Scan { register: register.clone(), number: 12 },
            "registers/births-1956/scans/000012.json",
        );
        check(
            Key::Master { register: register.clone(), sha256, ending: Ending::of_file("0001.JPG") },
            &format!("registers/births-1956/masters/{sha256}.jpg"),
        );
        check(
            Key::PageImage { register: register.clone(), sha256 },
            &format!("registers/births-1956/images/{sha256}.jpg"),
        );
        check(
            Key::Finding { register: register.clone(), number: 12, stage: Stage::Layout },
            "registers/births-1956/findings/000012/layout.json",
        );
        check(Key::Agreement { register: register.clone() }, "registers/births-1956/agreement.json");
        check(
            Key::Decisions { register: register.clone(), segment: 3 },
            "registers/births-1956/decisions/000000000003.jsonl",
        );
        check(
            Key::Manifest { register: register.clone(), generation: 41 },
            "registers/births-1956/manifests/000000000041.json",
        );
        check(Key::Part { register, sha256 }, &format!("registers/births-1956/parts/{sha256}.json"));
    }

    #[test]
    fn paths_that_are_not_ours_are_no_keys() {
        for path in [
            "",
            "registers",
            "registers/births-1956/scans/12.json",
            "registers/births-1956/scans/000012.txt",
            "registers/births-1956/scans/+00012.json",
            "registers/../card.json",
            "registers/births-1956/findings/000012/guess.json",
            "registers/births-1956/.arriving-x",
            "elsewhere/births-1956/card.json",
        ] {
            assert_eq!(Key::of_path(path), None, "{path}");
        }
    }

    #[test]
    fn a_file_without_a_usable_ending_is_bin() {
        for name in ["scan", "scan.", "scan.../../x", "scan.verylongending", "скан.тиф"] {
            assert_eq!(Ending::of_file(name).as_str(), "bin", "{name}");
        }
        assert_eq!(Ending::of_file("a.b.TIFF").as_str(), "tiff");
    }

    #[test]
    fn masters_cards_and_decisions_are_not_derived() {
        assert!(!Key::Card { register: register() }.is_derived());
        assert!(!Key::Decisions { register: register(), segment: 1 }.is_derived());
        let ending = Ending::of_file("a.tif");
        assert!(!Key::Master { register: register(), sha256: Digest::of(b""), ending }.is_derived());
    }

    proptest! {
        #[test]
        fn no_file_name_climbs_out_of_the_store(name in ".{0,40}") {
            let key = Key::Master { register: register(), sha256: Digest::of(b""), ending: Ending::of_file(&name) };
            let path = key.path();
            prop_assert!(path.starts_with("registers/births-1956/masters/") && !path.contains(".."));
            prop_assert_eq!(path.matches('/').count(), 3);
        }

        #[test]
        fn reading_any_path_never_panics(path in ".{0,80}") {
            let _ = Key::of_path(&path);
        }
    }
}
