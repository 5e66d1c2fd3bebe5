//! The next piece of work, with all it needs. Not for doing the work (that is `reading`, called by the command
//! line), and not for its results: see `finishing`.

use catalogue::{Granted, State};
use register::{
    finding::Finding,
    id::{RegisterId, ScanId},
    page::{Page, ScanInfo},
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
        loop {
            let granted = self.catalogue().next_work(here, &worker.0, clock::now(), patience).await?;
            let Some(granted) = granted else { return Ok(None) };
            match self.work_of(&granted).await {
                // What it needs is gone and will be made again: something else is next.
                Ok(None) => {}
                Ok(work) => return Ok(work),
                Err(error) => {
                    self.catalogue().release(&granted.claim).await?;
                    return Err(error);
                }
            }
        }
    }

    /// The work with all it needs; `None` when that is gone and was sent back to be made again.
    async fn work_of(&self, granted: &Granted) -> Result<Option<Work>> {
        let card = self.register(&granted.claim.register).await?.card;
        let claim = granted.claim.clone();
        let Some(scan) = granted.scan() else {
            let recognized = granted.stage == catalogue::Stage::Extract;
            let work = RegisterWork { claim, card, recognized };
            return Ok(Some(if recognized { Work::Extract(work) } else { Work::Agree(work) }));
        };
        let facts = self.catalogue().scan(&scan).await?.ok_or_else(|| Error::NoScan(scan.clone()))?;
        let mut work = ScanWork { claim, scan, info: facts.info, card, pages: Vec::new(), agreement: None };
        if granted.stage == catalogue::Stage::Prepare {
            return Ok(Some(Work::Prepare(work)));
        }
        let finding: Option<Finding<Vec<Page>>> = self.finding(&work.scan, store::Stage::Layout).await?;
        let Some(finding) = finding else { return Ok(None) };
        let Some(agreement) = self.agreement(&work.scan.register).await? else { return Ok(None) };
        work.pages = finding.value;
        work.agreement = Some(agreement);
        Ok(Some(Work::Recognize(work)))
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
    /// Material: the bytes are gone, or not those that arrived. Otherwise the store fails.
    pub async fn master(&self, scan: &ScanId, info: &ScanInfo) -> Result<Vec<u8>> {
        let register = scan.register.clone();
        let sha256 = digest_of(&info.sha256)?;
        let ending = Ending::of_file(&info.file);
        let key = Key::Master { register, sha256, ending };
        self.store().get(&key).await.map_err(|error| match error {
            store::Error::Missing { .. } => Error::MasterGone { key: key.path(), why: "it is missing" },
            store::Error::Damaged { .. } => Error::MasterGone { key: key.path(), why: "it is damaged" },
            other => Error::Store(other),
        })
    }

    /// The pages of a register's scans in capture order: as laid out for [`Work::Agree`], as recognized
    /// for [`Work::Extract`]. `None` when some are gone from the store: their scans wait again, and the claim
    /// is void.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn pages_of(&self, work: &RegisterWork) -> Result<Option<Vec<PagesOfScan>>> {
        let (mut pages, mut whole) = (Vec::new(), true);
        for scan in self.catalogue().scans(&work.card.id).await? {
            let stage = match scan.state {
                State::Read if work.recognized => store::Stage::Recognize,
                State::Read | State::Laid => store::Stage::Layout,
                _ => continue,
            };
            let found: Option<Finding<Vec<Page>>> = self.finding(&scan.id, stage).await?;
            whole &= found.is_some();
            pages.extend(found.map(|finding| (scan.id, scan.info, finding.value)));
        }
        Ok(whole.then_some(pages))
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

pub(crate) fn digest_of(sha256: &str) -> Result<Digest> {
    sha256.parse().map_err(|error: store::BadDigest| Error::Fault(error.to_string()))
}
