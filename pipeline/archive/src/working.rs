//! The next piece of work, with all it needs. Not for doing the work (that is `reading`, called by the command
//! line), and not for its results: see `finishing`.

use catalogue::{Granted, State};
use register::{
    finding::Finding,
    id::{RegisterId, ScanId},
    page::Page,
};
use store::{Digest, Ending, Key};

use crate::{Archive, Error, Result, clock};

pub use crate::work::*;

impl Archive {
    /// The oldest piece of work nobody has claimed, now claimed for `worker`; `None` when there is none
    /// (others may still be working: see [`Archive::idle`]).
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn next_work(&self, worker: &WorkerName) -> Result<Option<Work>> {
        let patience = i64::try_from(self.settings().claim_seconds).unwrap_or(i64::MAX / 1000) * 1000;
        let here = &self.inner.here;
        let granted = self.catalogue().next_work(here, &worker.0, clock::now(), patience).await?;
        let Some(granted) = granted else { return Ok(None) };
        let work = self.work_of(&granted).await;
        if work.is_err() {
            self.catalogue().release(&granted.claim).await?;
        }
        work.map(Some)
    }

    async fn work_of(&self, granted: &Granted) -> Result<Work> {
        let card = self.register(&granted.claim.register).await?.card;
        let claim = granted.claim.clone();
        let Some(scan) = granted.scan() else {
            let recognized = granted.stage == catalogue::Stage::Extract;
            let work = RegisterWork { claim, card, recognized };
            return Ok(if recognized { Work::Extract(work) } else { Work::Agree(work) });
        };
        let facts = self.catalogue().scan(&scan).await?.ok_or_else(|| Error::NoScan(scan.clone()))?;
        let mut work = ScanWork { claim, scan, info: facts.info, card, pages: Vec::new(), agreement: None };
        if granted.stage == catalogue::Stage::Prepare {
            return Ok(Work::Prepare(work));
        }
        work.pages = self.finding(&work.scan, store::Stage::Layout).await?;
        let key = Key::Agreement { register: work.scan.register.clone() };
        let agreement: serde_json::Value = parse(&self.store().get(&key).await?)?;
        work.agreement = Some(agreement);
        Ok(Work::Recognize(work))
    }

    /// Is everything read that can be? False while anybody, here or elsewhere, works.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn idle(&self) -> Result<bool> {
        Ok(self.catalogue().idle().await?)
    }

    /// Says that the work goes on; false when the claim is no longer ours.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn heartbeat(&self, claim: &Claim) -> Result<bool> {
        Ok(self.catalogue().heartbeat(claim, clock::now()).await?)
    }

    /// Gives work back undone; it counts against nobody.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn release(&self, claim: &Claim) -> Result<()> {
        self.catalogue().release(claim).await?;
        Ok(())
    }

    /// The bytes of the scan's master.
    ///
    /// # Errors
    /// The store fails, or the bytes are not those that arrived.
    pub async fn master(&self, work: &ScanWork) -> Result<Vec<u8>> {
        let register = work.scan.register.clone();
        let sha256 = digest_of(&work.info.sha256)?;
        let ending = Ending::of_file(&work.info.file);
        Ok(self.store().get(&Key::Master { register, sha256, ending }).await?)
    }

    /// The pages of a register's scans in capture order: as laid out for [`Work::Agree`], as recognized
    /// for [`Work::Extract`].
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn pages_of(&self, work: &RegisterWork) -> Result<Vec<PagesOfScan>> {
        let mut pages = Vec::new();
        for scan in self.catalogue().scans(&work.card.id).await? {
            let stage = match scan.state {
                State::Read if work.recognized => store::Stage::Recognize,
                State::Read | State::Laid => store::Stage::Layout,
                _ => continue,
            };
            let found = self.finding(&scan.id, stage).await?;
            pages.push((scan.id, scan.info, found));
        }
        Ok(pages)
    }

    async fn finding(&self, scan: &ScanId, stage: store::Stage) -> Result<Vec<Page>> {
        let key = Key::Finding { register: scan.register.clone(), number: scan.number, stage };
        let finding: Finding<Vec<Page>> = parse(&self.store().get(&key).await?)?;
        Ok(finding.value)
    }

    /// Lets a stage and those after it be done again, in one register or in all. Decisions stand. Gives
    /// the number of scans (for [`Stage::Extract`]: registers) that wait again.
    ///
    /// # Errors
    /// Setting: no such register.
    pub async fn renew(&self, stage: Stage, register: Option<&RegisterId>) -> Result<usize> {
        if let Some(id) = register {
            self.register(id).await?;
        }
        let stage = match stage {
            Stage::Prepare => catalogue::Stage::Prepare,
            Stage::Recognize => catalogue::Stage::Recognize,
            Stage::Extract => catalogue::Stage::Extract,
        };
        let waiting = self.catalogue().renew(stage, register).await?;
        Ok(usize::try_from(waiting).unwrap_or(usize::MAX))
    }
}

pub(crate) fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes)
        .map_err(|error| Error::Fault(format!("the store holds no such thing: {error}")))
}

pub(crate) fn digest_of(sha256: &str) -> Result<Digest> {
    sha256.parse().map_err(|error: store::BadDigest| Error::Fault(error.to_string()))
}
