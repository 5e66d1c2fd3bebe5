//! From what was read on a register's pages to its acts: labels are found, values taken from beside or
//! below them, and every value keeps its place on the scan. Not for reading pixels.

use register::{
    act::Act,
    id::ScanId,
    page::{Page, ScanInfo},
    volume::RegisterCard,
};

/// One scan of a register as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanPages {
    /// Which scan.
    pub id: ScanId,
    /// Its file.
    pub info: ScanInfo,
    /// Its pages, left before right.
    pub pages: Vec<Page>,
}

/// The acts of a register, in capture order. `scans` come in capture order too.
pub fn extract(_card: &RegisterCard, _scans: &[ScanPages]) -> Vec<Act> {
    Vec::new()
}
