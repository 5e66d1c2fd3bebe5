//! Lines of a register that verified fields tell, derived from its acts as people left them. Not for which fields tell a line:
//! that is [`register::teaching::verified`].

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError},
};

use catalogue::{ActFacts, State};
use register::{
    act::Act,
    decision::Decision,
    finding::Finding,
    id::{ActId, RegisterId, ScanId},
    page::Page,
    teaching::{RECOMMENDED, Transcription, beside, verified},
};

use super::asking::spread;
use crate::{Archive, Result};

/// Lines of fields taken at most: twice what is recommended, from so many on more bring little, and learning takes minutes longer. They come
/// from scans that lie apart.
const MOST: usize = 2 * RECOMMENDED;

/// Lines of fields by register, and the revision of its acts and decisions they were derived from.
pub(crate) type Told = BTreeMap<RegisterId, (i64, Arc<Vec<Transcription>>)>;

impl Archive {
    /// Lines that verified fields tell, of which nobody wrote anything down. Nothing of withdrawn scans, of sealed acts, or of
    /// pages with one.
    ///
    /// # Errors
    /// Setting: no such register. Catalogue or store fail.
    pub async fn lines_of_fields(&self, register: &RegisterId) -> Result<Vec<Transcription>> {
        let revision = self.register(register).await?.revision;
        let told = match self.told_before(register) {
            Some((at, told)) if at == revision => told,
            _ => self.derived(register, revision).await?,
        };
        self.beside_said(register, &told).await
    }

    /// The same as it was derived last, for those who cannot wait; derived now where it never was.
    pub(super) async fn lines_of_fields_lately(&self, register: &RegisterId) -> Result<Vec<Transcription>> {
        match self.told_before(register) {
            Some((_, told)) => self.beside_said(register, &told).await,
            None => self.lines_of_fields(register).await,
        }
    }

    fn told_before(&self, register: &RegisterId) -> Option<(i64, Arc<Vec<Transcription>>)> {
        self.inner.told.lock().unwrap_or_else(PoisonError::into_inner).get(register).cloned()
    }

    /// What people said of a line goes before, and whether a page may teach is asked at every look.
    async fn beside_said(&self, register: &RegisterId, told: &[Transcription]) -> Result<Vec<Transcription>> {
        let said = self.catalogue().transcriptions(register).await?;
        self.of_pages_that_teach(register, beside(&said, told.to_vec())).await
    }

    async fn derived(&self, register: &RegisterId, revision: i64) -> Result<Arc<Vec<Transcription>>> {
        let acts = self.catalogue().acts(register, 0, u64::MAX).await?;
        let decisions = self.catalogue().decisions_on(register, 0, u64::MAX).await?;
        let by_scan = by_scan(&acts, &decisions);
        let scans = self.catalogue().scans(register).await?.into_iter();
        let read = scans.filter(|scan| scan.state == State::Read && by_scan.contains_key(&scan.id));
        let mut told = Vec::new();
        for scan in spread(read.map(|scan| scan.id).collect()) {
            let found: Option<Finding<Vec<Page>>> = self.finding(&scan, store::Stage::Recognize).await?;
            for page in found.iter().flat_map(|found| &found.value) {
                told.extend(verified(&scan, page, &by_scan[&scan]));
            }
            if told.len() >= MOST {
                break;
            }
        }
        told.truncate(MOST);
        let told = Arc::new(told);
        let mut all = self.inner.told.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(register.clone(), (revision, Arc::clone(&told)));
        Ok(told)
    }
}

/// Acts as they were read, with the decisions on them.
type Decided<'a> = (&'a Act, &'a [Decision]);

/// Standing acts on which people decided, by the scans they lie on.
fn by_scan<'a>(
    acts: &'a [ActFacts],
    decisions: &'a BTreeMap<ActId, Vec<Decision>>,
) -> BTreeMap<ScanId, Vec<Decided<'a>>> {
    let mut by_scan: BTreeMap<ScanId, Vec<Decided<'a>>> = BTreeMap::new();
    for act in acts.iter().filter(|act| act.standing && act.access != register::access::Access::Sealed) {
        let Some(decided) = decisions.get(&act.machine.id) else { continue };
        let mut scans: Vec<&ScanId> = act.pages.iter().map(|page| &page.scan).collect();
        scans.dedup();
        for scan in scans {
            by_scan.entry(scan.clone()).or_default().push((&act.machine, decided));
        }
    }
    by_scan
}
