//! Where everything stands: for bars, the status command and the shelf. Not for who works on what.

use std::collections::BTreeMap;

use catalogue::{Counts, Register, State};
use register::{id::ScanId, volume::RegisterCard};
use serde::Serialize;

use crate::{Archive, Result, clock};

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
    /// When scans were read in the last ten minutes, milliseconds since 1970, ascending; for the rate, see
    /// [`crate::pace`].
    pub read_lately: Vec<i64>,
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

/// The time over which the rate is told, milliseconds.
const LATELY: i64 = 10 * 60 * 1000;

impl Archive {
    /// Every register, by id.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn progress(&self) -> Result<Vec<RegisterProgress>> {
        let registers = self.catalogue().registers().await?;
        let mut counts = self.catalogue().counts().await?;
        let mut aside: BTreeMap<String, Vec<SetAside>> = BTreeMap::new();
        for scan in self.catalogue().set_aside_scans().await? {
            let (file, reason) = (scan.info.file, scan.reason.unwrap_or_default());
            let register = scan.id.register.to_string();
            aside.entry(register).or_default().push(SetAside { scan: scan.id, file, reason });
        }
        let mut lately = self.catalogue().read_since(clock::now() - LATELY).await?;
        let progress = |register: Register| {
            let read_lately = lately.remove(register.card.id.as_str()).unwrap_or_default();
            let counts = counts.remove(register.card.id.as_str()).unwrap_or_default();
            let set_aside = aside.remove(register.card.id.as_str()).unwrap_or_default();
            progress_of(register, &counts, read_lately, set_aside)
        };
        Ok(registers.into_iter().map(progress).collect())
    }
}

fn progress_of(
    register: Register,
    counts: &Counts,
    read_lately: Vec<i64>,
    set_aside: Vec<SetAside>,
) -> RegisterProgress {
    let scans = |state: State| counts.scans.get(&state).copied().unwrap_or_default();
    let (machine, verified) = counts.acts;
    let waiting = scans(State::Waiting) + scans(State::Laid);
    RegisterProgress {
        scans: ScanCounts {
            waiting,
            read: scans(State::Read),
            set_aside: scans(State::SetAside),
            withdrawn: scans(State::Withdrawn),
        },
        laid: scans(State::Laid),
        set_aside,
        acts: ActCounts { machine, verified },
        signed_off: register.signed_off,
        due: waiting > 0 || register.extract_due,
        read_lately,
        last_read_at: counts.last_read_at,
        generation: register.generation,
        card: register.card,
    }
}
