//! The only place that spells paths: every thing the store keeps has a key, and every key a path. Parts of a
//! path are validated types, so none can climb out of the store. Not for what stands in the files.

mod parts;
mod prefix;
#[cfg(test)]
mod tests;

use register::id::RegisterId;

use crate::Digest;
pub use parts::{Ending, Stage};
pub use prefix::Prefix;

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
    /// The layers of a line model the register learned.
    LineModel { register: RegisterId, sha256: Digest },
    /// The card of a line model the register learned: its letters, for one.
    LineModelCard { register: RegisterId, sha256: Digest },
    /// The `number`-th step of what became of the register's own line model, from 1.
    LineModelStep { register: RegisterId, number: u64 },
    /// The `segment`-th piece of the log of lines that people wrote down.
    Transcriptions { register: RegisterId, segment: u64 },
    /// What is published; the highest generation counts.
    Manifest { register: RegisterId, generation: u64 },
    /// A part that manifests name.
    Part { register: RegisterId, sha256: Digest },
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
            Key::LineModel { sha256, .. } => format!("models/{sha256}.safetensors"),
            Key::LineModelCard { sha256, .. } => format!("models/{sha256}.json"),
            Key::LineModelStep { number, .. } => format!("lineages/{number:06}.json"),
            Key::Transcriptions { segment, .. } => format!("transcriptions/{segment:012}.jsonl"),
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
            "models" if ending == "safetensors" => Key::LineModel { register, sha256: stem.parse().ok()? },
            "models" => Key::LineModelCard { register, sha256: stem.parse().ok()? },
            "lineages" => Key::LineModelStep { register, number: stem.parse().ok()? },
            "transcriptions" => Key::Transcriptions { register, segment: stem.parse().ok()? },
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
            | Key::LineModel { register, .. }
            | Key::LineModelCard { register, .. }
            | Key::LineModelStep { register, .. }
            | Key::Transcriptions { register, .. }
            | Key::Manifest { register, .. }
            | Key::Part { register, .. } => register,
        }
    }

    /// The SHA-256 of the bytes, where the key names them by it.
    pub fn digest(&self) -> Option<&Digest> {
        match self {
            Key::Master { sha256, .. }
            | Key::PageImage { sha256, .. }
            | Key::LineModel { sha256, .. }
            | Key::LineModelCard { sha256, .. }
            | Key::Part { sha256, .. } => Some(sha256),
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
            Key::Card { .. }
            | Key::Scan { .. }
            | Key::Master { .. }
            | Key::Decisions { .. }
            | Key::Transcriptions { .. }
            | Key::LineModel { .. }
            | Key::LineModelCard { .. }
            | Key::LineModelStep { .. } => false,
        }
    }
}
