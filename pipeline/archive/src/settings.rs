//! What an archive is opened with. Not for reading files of settings: that is the command line's.

use std::path::PathBuf;

use register::access::Closure;
use serde::{Deserialize, Serialize};

/// Where an archive keeps what, and what it keeps from whom.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settings {
    /// Where bytes are kept.
    pub store: store::StoreSettings,
    /// Where facts are kept: a path or `sqlite:` address of a file, or a `postgres:` address.
    pub catalogue: String,
    /// Folder of the local index.
    pub index: PathBuf,
    /// Years until acts open.
    #[serde(default)]
    pub closure: Closure,
    /// Seconds after which a claim of another machine without heartbeat is free.
    #[serde(default = "default_claim_seconds")]
    pub claim_seconds: u64,
    /// Bytes that must stay free in a folder store after an ingest.
    #[serde(default = "default_reserve")]
    pub reserve_bytes: u64,
}

/// Two minutes: many heartbeats of a living worker, and short against a night's run.
pub const fn default_claim_seconds() -> u64 {
    120
}

/// 1 GiB: room for the catalogue, the index and page images to grow while scans are read.
pub const fn default_reserve() -> u64 {
    1 << 30
}
