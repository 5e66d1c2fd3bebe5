//! Where everything stands: for bars, the status command and the shelf. Not for who works on what.

use register::{id::ScanId, volume::RegisterCard};
use serde::Serialize;

use crate::{Archive, Error, Result};

/// One register.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegisterProgress {
    /// Its card.
    pub card: RegisterCard,
    /// Scans by state.
    pub scans: ScanCounts,
    /// Scans that wait for pass two only; part of `scans.waiting`.
    pub laid: usize,
    /// Those set aside, in capture order.
    pub set_aside: Vec<SetAside>,
    /// Acts by state.
    pub acts: ActCounts,
    /// Declared done?
    pub signed_off: bool,
    /// Does anything of it wait for work: scans, agreement or extraction?
    pub due: bool,
    /// Scans read in the last ten minutes, for the rate.
    pub read_lately: usize,
    /// When its last scan was read, milliseconds since 1970.
    pub last_read_at: Option<i64>,
    /// The generation that stands published.
    pub generation: u64,
}

/// Scans by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ScanCounts {
    /// Wait for pass one or two.
    pub waiting: usize,
    /// Read.
    pub read: usize,
    /// Set aside.
    pub set_aside: usize,
    /// Withdrawn or replaced.
    pub withdrawn: usize,
}

/// Acts by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ActCounts {
    /// Machine-read.
    pub machine: usize,
    /// Every field decided.
    pub verified: usize,
}

/// A scan that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The scan.
    pub scan: ScanId,
    /// File name as delivered.
    pub file: String,
    /// In words.
    pub reason: String,
}

impl Archive {
    /// Every register, by id.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn progress(&self) -> Result<Vec<RegisterProgress>> {
        Err(Error::not_there_yet())
    }
}
