//! What a search looks through, as the viewer may know it: acts of classes the role may not see are not
//! counted. Not for progress: the archivist's shelf counts everything.

use register::volume::{RegisterCard, RegisterKind};

use crate::{Archive, Result, Viewer, access::visible};

/// How far the archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Registers, those of sealed acts left out.
    pub registers: usize,
    /// Their scans, those withdrawn left out.
    pub scans: usize,
    /// Of these, read.
    pub read: usize,
    /// Acts the viewer may see.
    pub acts: usize,
    /// Of these, verified.
    pub verified: usize,
    /// First and last year of the registers.
    pub years: Option<(i32, i32)>,
}

impl Archive {
    /// What a search of this viewer looks through.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn coverage(&self, viewer: &Viewer) -> Result<Coverage> {
        let (machine, verified) = self.catalogue().visible_acts(&visible(viewer.role)).await?;
        let mut coverage = Coverage { acts: machine + verified, verified, ..Coverage::default() };
        for register in self.progress().await?.iter().filter(|register| !self.is_sealed(&register.card)) {
            coverage.registers += 1;
            coverage.scans += register.scans.waiting + register.scans.read + register.scans.set_aside;
            coverage.read += register.scans.read;
            coverage.years = match (coverage.years, register.card.years) {
                (Some((first, last)), Some((a, b))) => Some((first.min(a), last.max(b))),
                (so_far, years) => so_far.or(years),
            };
        }
        Ok(coverage)
    }

    /// Is the register of a kind whose acts nobody sees?
    fn is_sealed(&self, card: &RegisterCard) -> bool {
        matches!(card.kind, Some(RegisterKind::Of(kind)) if self.settings().closure.years(kind).is_none())
    }
}
