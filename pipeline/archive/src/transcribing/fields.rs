//! Lines of a register that verified fields tell, derived from its acts as people left them. Not for which fields tell a line:
//! that is [`register::teaching::verified`].

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Arc, PoisonError},
};

use catalogue::ActFacts;
use register::{
    access::Access,
    act::Act,
    decision::Decision,
    finding::Finding,
    id::{ActId, RegisterId, ScanId},
    page::Page,
    teaching::{Transcription, verified},
};

use super::{
    choosing::spread,
    sight::Sight,
    told::{Mark, OfRegister, OfScan},
};
use crate::{Archive, Result, ingest::json};

impl Archive {
    /// Lines that verified fields tell, of which nobody wrote anything down; the first of them lie apart in the register. Nothing of
    /// withdrawn scans, of sealed acts, or of pages with one. Reads what was found on every scan with decisions that are new.
    ///
    /// # Errors
    /// Setting: no such register. Catalogue or store fail.
    pub async fn lines_of_fields(&self, register: &RegisterId) -> Result<Vec<Transcription>> {
        let sight = self.sight(register).await?;
        let said = self.catalogue().transcriptions(register).await?;
        let told = self.fields_told(&sight, usize::MAX).await?;
        Ok(told.beside(&sight, &said).into_iter().cloned().collect())
    }

    /// The lines of a register as its acts and decisions stand. Only scans whose acts or decisions are others since are derived
    /// anew, of which what was found is read for so many at most; those left are open until the next look.
    pub(super) async fn fields_told(&self, sight: &Sight, most: usize) -> Result<Arc<OfRegister>> {
        let register = sight.register();
        let before = self.fields_told_lately(register).unwrap_or_default();
        if before.is_whole(sight.moment()) {
            return Ok(before);
        }
        let told = Arc::new(self.fields_told_anew(sight, &before, most).await?);
        self.inner.told.lock().unwrap_or_else(PoisonError::into_inner).put(register, Arc::clone(&told));
        Ok(told)
    }

    async fn fields_told_anew(
        &self,
        sight: &Sight,
        before: &OfRegister,
        mut reads: usize,
    ) -> Result<OfRegister> {
        let register = sight.register();
        let acts = self.catalogue().acts(register, 0, u64::MAX).await?;
        let decisions = self.catalogue().decisions_on(register, 0, u64::MAX).await?;
        let by_scan = by_scan(&acts, &decisions);
        let known: BTreeMap<&ScanId, &OfScan> = before.scans.iter().map(|of| (&of.scan, of)).collect();
        let mut told = OfRegister { moment: sight.moment(), ..OfRegister::default() };
        for scan in spread(sight.read().collect()) {
            let Some(decided) = by_scan.get(&scan.id) else { continue };
            let mark = (scan.read_at, digest(decided));
            match known.get(&scan.id).filter(|of| of.mark == mark) {
                Some(of) => told.scans.push((*of).clone()),
                None if reads == 0 => _ = told.open.insert(scan.id.clone()),
                None => {
                    reads -= 1;
                    told.scans.push(self.derived(&scan.id, mark, decided).await?);
                }
            }
        }
        Ok(told)
    }

    /// The same as it was derived last, for those who cannot wait; nothing where it never was.
    pub(super) fn fields_told_lately(&self, register: &RegisterId) -> Option<Arc<OfRegister>> {
        self.inner.told.lock().unwrap_or_else(PoisonError::into_inner).find(register)
    }

    async fn derived(&self, scan: &ScanId, mark: Mark, decided: &[Decided<'_>]) -> Result<OfScan> {
        let found: Option<Finding<Vec<Page>>> = self.finding(scan, store::Stage::Recognize).await?;
        let pages = found.iter().flat_map(|found| &found.value);
        let lines = Arc::new(pages.flat_map(|page| verified(scan, page, decided)).collect());
        Ok(OfScan { scan: scan.clone(), mark, lines })
    }
}

/// Acts as they were read, with the decisions on them.
type Decided<'a> = (&'a Act, &'a [Decision]);

fn digest(decided: &[Decided<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    json(&decided).hash(&mut hasher);
    hasher.finish()
}

/// Standing acts on which people decided, by the scans they lie on.
fn by_scan<'a>(
    acts: &'a [ActFacts],
    decisions: &'a BTreeMap<ActId, Vec<Decision>>,
) -> BTreeMap<ScanId, Vec<Decided<'a>>> {
    let mut by_scan: BTreeMap<ScanId, Vec<Decided<'a>>> = BTreeMap::new();
    for act in acts.iter().filter(|act| act.standing && act.access != Access::Sealed) {
        let Some(decided) = decisions.get(&act.machine.id) else { continue };
        let mut scans: Vec<&ScanId> = act.pages.iter().map(|page| &page.scan).collect();
        scans.dedup();
        for scan in scans {
            by_scan.entry(scan.clone()).or_default().push((&act.machine, decided));
        }
    }
    by_scan
}
