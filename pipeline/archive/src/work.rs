//! The words of work: pieces, claims, outcomes. Passes: each scan is prepared; when none of a register
//! waits for that, the register agrees on its form; then each scan is recognized; then the register's
//! acts are extracted. Not for doing the work: that is `reading`, called by the command line.

use register::{
    id::ScanId,
    page::{Half, Page, ScanInfo},
    volume::RegisterCard,
};

/// "I am working on this", with the token under which results are written.
pub use catalogue::Claim;

/// Names one worker of this process, as `reader 2`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WorkerName(pub String);

/// A piece of work, claimed.
#[derive(Debug, Clone)]
pub enum Work {
    /// Pass one on a scan.
    Prepare(ScanWork),
    /// Find what most pages of the register show; see [`crate::Archive::pages_of`].
    Agree(RegisterWork),
    /// Pass two on a scan.
    Recognize(ScanWork),
    /// Texts to acts; see [`crate::Archive::pages_of`].
    Extract(RegisterWork),
}

/// Work on one scan.
#[derive(Debug, Clone)]
pub struct ScanWork {
    /// The claim.
    pub claim: Claim,
    /// The scan.
    pub scan: ScanId,
    /// File, frame, size and digest.
    pub info: ScanInfo,
    /// Its register.
    pub card: RegisterCard,
    /// Pages of pass one; empty for pass one itself.
    pub pages: Vec<Page>,
    /// What the register agreed on; for pass two.
    pub agreement: Option<serde_json::Value>,
}

/// Work on a register.
#[derive(Debug, Clone)]
pub struct RegisterWork {
    /// The claim.
    pub claim: Claim,
    /// Its card.
    pub card: RegisterCard,
    /// Are its scans recognized (for extraction), or laid out only (for agreement)?
    pub recognized: bool,
}

/// Were results written?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finished {
    /// They stand.
    Written,
    /// The claim had gone to somebody else (or the scan was withdrawn): nothing was written, and nothing is lost.
    Stale,
}

/// What follows when a reader died over a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Died {
    /// The scan waits again.
    Again,
    /// It was the second death: the scan is set aside.
    SetAside,
    /// The claim was no longer ours.
    Stale,
}

/// A stage that can be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Pass one, and everything after.
    Prepare,
    /// Pass two, and everything after.
    Recognize,
    /// Acts only.
    Extract,
}

impl std::str::FromStr for Stage {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "prepare" | "layout" => Ok(Stage::Prepare),
            "agree" | "recognize" => Ok(Stage::Recognize),
            "extract" => Ok(Stage::Extract),
            _ => Err(format!("{text:?} is no stage: prepare, layout, agree, recognize or extract")),
        }
    }
}

/// The image people see of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeImage {
    /// Which page.
    pub half: Half,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// JPEG.
    pub bytes: Vec<u8>,
}

/// The pages of one scan, in a register's capture order.
pub type PagesOfScan = (ScanId, ScanInfo, Vec<Page>);
