//! What becomes of work: bytes go to the store, then facts to the catalogue under the claim's token. Not for
//! acts: see `standing`.

use catalogue::{Claim, PageFacts, Written};
use register::{
    finding::{Finding, Maker},
    id::ScanId,
    page::Page,
    publication::PageImage,
};
use store::{Digest, Key};

use crate::{
    Archive, Error, Result, clock,
    ingest::json,
    kept::KeptAgreement,
    work::{Died, Finished, MadeImage},
};

impl Archive {
    async fn put_finding(
        &self,
        claim: &Claim,
        pages: Vec<Page>,
        stage: store::Stage,
        version: &str,
    ) -> Result<bool> {
        let Some(number) = claim.number else {
            return Err(Error::Fault("a scan's finding came under a register's claim".to_owned()));
        };
        let scan = ScanId { register: claim.register.clone(), number };
        // Whoever lost the claim must not write over what its new owner finds.
        if !self.catalogue().holds(claim).await? {
            return Ok(false);
        }
        let facts = self.catalogue().scan(&scan).await?.ok_or_else(|| Error::NoScan(scan.clone()))?;
        let maker = Maker { stage: stage.as_str().to_owned(), version: version.to_owned() };
        let finding = Finding { value: pages, doubts: Vec::new(), maker, input: facts.info.sha256 };
        let key = Key::Finding { register: scan.register, number, stage };
        self.store().put(&key, json(&finding)).await?;
        Ok(true)
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
        let mut kept: Vec<PageFacts> =
            pages.iter().map(|p| PageFacts { half: p.half, placement: p.placement, image: None }).collect();
        if !self.put_finding(claim, pages, store::Stage::Layout, version).await? {
            return Ok(Finished::Stale);
        }
        for image in images {
            let sha256 = Digest::of(&image.bytes);
            let page = kept.iter_mut().find(|page| page.half == image.half);
            let Some(page) = page else { continue };
            page.image =
                Some(PageImage { sha256: sha256.to_string(), width: image.width, height: image.height });
            self.store()
                .put(&Key::PageImage { register: claim.register.clone(), sha256 }, image.bytes)
                .await?;
        }
        finished(self.catalogue().finish_prepare(claim, &kept, version).await?)
    }

    /// Keeps what the register agreed on; scans recognized under another `constraint` (what reading takes from
    /// the agreement) wait again.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_agree(
        &self,
        claim: &Claim,
        agreement: serde_json::Value,
        constraint: &str,
        version: &str,
    ) -> Result<Finished> {
        if !self.catalogue().holds(claim).await? {
            return Ok(Finished::Stale);
        }
        let kept = KeptAgreement { constraint: constraint.to_owned(), agreement };
        self.store().put(&Key::Agreement { register: claim.register.clone() }, json(&kept)).await?;
        finished(self.catalogue().finish_agree(claim, constraint, version).await?)
    }

    /// Keeps what pass two made.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_recognize(&self, claim: &Claim, pages: Vec<Page>, version: &str) -> Result<Finished> {
        if !self.put_finding(claim, pages, store::Stage::Recognize, version).await? {
            return Ok(Finished::Stale);
        }
        finished(self.catalogue().finish_recognize(claim, version, clock::now()).await?)
    }

    /// The scan cannot be read; it is kept and named with the reason.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn set_aside(&self, claim: &Claim, reason: &str) -> Result<Finished> {
        let written = self.catalogue().set_aside(claim, reason).await?;
        if written == Written::Done {
            self.note_aside(claim).await?;
        }
        finished(written)
    }

    /// The reader process died over the scan (`how` in words) while we live on. The second time the scan
    /// is set aside.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn reader_died(&self, claim: &Claim, how: &str) -> Result<Died> {
        let reason = format!("its reader died twice: {how}");
        Ok(match self.catalogue().reader_died(claim, &reason).await? {
            catalogue::Died::Again => Died::Again,
            catalogue::Died::SetAside => {
                self.note_aside(claim).await?;
                Died::SetAside
            }
            catalogue::Died::Stale => Died::Stale,
        })
    }

    /// The store tells of scans set aside too.
    async fn note_aside(&self, claim: &Claim) -> Result<()> {
        let Some(number) = claim.number else { return Ok(()) };
        let scan = ScanId { register: claim.register.clone(), number };
        self.put_records(self.catalogue().scan(&scan).await?).await
    }
}

pub(crate) fn finished(written: Written) -> Result<Finished> {
    match written {
        Written::Done => Ok(Finished::Written),
        Written::Stale => Ok(Finished::Stale),
        Written::Moved => Err(Error::Fault("results were refused without a reason to be".to_owned())),
    }
}
