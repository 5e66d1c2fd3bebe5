//! The next piece of work, and what becomes of it. Passes: each scan is prepared; when none of a register
//! waits for that, the register agrees on its form; then each scan is recognized; then the register's
//! acts are extracted. Not for doing the work: that is `reading`, called by the command line.

use register::{
    id::{RegisterId, ScanId},
    page::{Half, Page, ScanInfo},
    volume::RegisterCard,
};

use crate::{Archive, Error, Result};

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
    /// Find what most pages of the register show; see [`Archive::pages_of`].
    Agree(RegisterWork),
    /// Pass two on a scan.
    Recognize(ScanWork),
    /// Texts to acts; see [`Archive::pages_of`].
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

impl Archive {
    /// The oldest piece of work nobody has claimed, now claimed for `worker`; `None` when there is none
    /// (others may still be working: see [`Archive::idle`]).
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn next_work(&self, worker: &WorkerName) -> Result<Option<Work>> {
        let _ = worker;
        Err(Error::not_there_yet())
    }

    /// Is everything read that can be? False while anybody, here or elsewhere, works.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn idle(&self) -> Result<bool> {
        Err(Error::not_there_yet())
    }

    /// Says that the work goes on; false when the claim is no longer ours.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn heartbeat(&self, claim: &Claim) -> Result<bool> {
        let _ = claim;
        Err(Error::not_there_yet())
    }

    /// Gives work back undone; it counts against nobody.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn release(&self, claim: &Claim) -> Result<()> {
        let _ = claim;
        Err(Error::not_there_yet())
    }

    /// The bytes of the scan's master.
    ///
    /// # Errors
    /// The store fails, or the bytes are not those that arrived.
    pub async fn master(&self, work: &ScanWork) -> Result<Vec<u8>> {
        let _ = work;
        Err(Error::not_there_yet())
    }

    /// The pages of a register's scans in capture order: as laid out for [`Work::Agree`], as recognized
    /// for [`Work::Extract`].
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn pages_of(&self, work: &RegisterWork) -> Result<Vec<PagesOfScan>> {
        let _ = work;
        Err(Error::not_there_yet())
    }

    /// Keeps what pass one made.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_prepare(
        &self,
        claim: &Claim,
        pages: Vec<Page>,
        images: Vec<MadeImage>,
        version: &str,
    ) -> Result<Finished> {
        let _ = (claim, pages, images, version);
        Err(Error::not_there_yet())
    }

    /// Keeps what the register agreed on; scans recognized with another agreement wait again.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_agree(
        &self,
        claim: &Claim,
        agreement: serde_json::Value,
        version: &str,
    ) -> Result<Finished> {
        let _ = (claim, agreement, version);
        Err(Error::not_there_yet())
    }

    /// Keeps what pass two made.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_recognize(&self, claim: &Claim, pages: Vec<Page>, version: &str) -> Result<Finished> {
        let _ = (claim, pages, version);
        Err(Error::not_there_yet())
    }

    /// Keeps the acts (in capture order), matched to those that stand, and publishes the register.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_extract(
        &self,
        claim: &Claim,
        acts: Vec<register::act::Act>,
        version: &str,
    ) -> Result<Finished> {
        let _ = (claim, acts, version);
        Err(Error::not_there_yet())
    }

    /// The scan cannot be read; it is kept and named with the reason.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn set_aside(&self, claim: &Claim, reason: &str) -> Result<Finished> {
        let _ = (claim, reason);
        Err(Error::not_there_yet())
    }

    /// The reader process died over the scan (`how` in words) while we live on. The second time the scan
    /// is set aside.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn reader_died(&self, claim: &Claim, how: &str) -> Result<Died> {
        let _ = (claim, how);
        Err(Error::not_there_yet())
    }

    /// Lets a stage and those after it be done again, in one register or in all. Decisions stand. Gives
    /// the number of scans (for [`Stage::Extract`]: registers) that wait again.
    ///
    /// # Errors
    /// Setting: no such register.
    pub async fn renew(&self, stage: Stage, register: Option<&RegisterId>) -> Result<usize> {
        let _ = (stage, register);
        Err(Error::not_there_yet())
    }
}
