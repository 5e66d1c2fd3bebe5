//! What the store tells of a register: its scans with their pages, what it agreed on. Not for what people said (see
//! `segments`), and not for writing it to the catalogue.

use std::collections::BTreeMap;

use catalogue::{PageFacts, State, ToldScan};
use register::{
    id::{RegisterId, ScanId},
    publication::PageText,
};
use store::{Ending, Key, Prefix};

use crate::{
    Archive, Result,
    kept::{KeptAgreement, parse},
    records::ScanRecord,
    working::digest_of,
};

impl Archive {
    /// What reading took from the register's agreement.
    pub(super) async fn agreed(&self, id: &RegisterId) -> Result<Option<String>> {
        match self.store().get(&Key::Agreement { register: id.clone() }).await {
            // Without it the register agrees again.
            Ok(bytes) => Ok(parse::<KeptAgreement>(&bytes).ok().map(|kept| kept.constraint)),
            Err(error) if error.is_missing() || error.is_damaged() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn told_scans(&self, id: &RegisterId, texts: &[PageText]) -> Result<Vec<ToldScan>> {
        let mut pages: BTreeMap<&ScanId, Vec<PageFacts>> = BTreeMap::new();
        for text in texts {
            let image = Some(text.image.clone()).filter(|image| !image.sha256.is_empty());
            let facts = PageFacts { half: text.half, placement: text.placement, image };
            pages.entry(&text.scan).or_default().push(facts);
        }
        let mut scans = Vec::new();
        for key in self.store().list(&Prefix::Scans { register: id.clone() }).await? {
            let Key::Scan { register, number } = &key else { continue };
            let scan = ScanId { register: register.clone(), number: *number };
            let record: ScanRecord = parse(&self.store().get(&key).await?)?;
            let pages = pages.remove(&scan).unwrap_or_default();
            scans.push(self.told_scan(scan, record, pages).await?);
        }
        Ok(scans)
    }

    async fn told_scan(&self, scan: ScanId, record: ScanRecord, pages: Vec<PageFacts>) -> Result<ToldScan> {
        let ending = Ending::of_file(&record.info.file);
        let sha256 = digest_of(&record.info.sha256)?;
        let master = Key::Master { register: scan.register.clone(), sha256, ending: ending.clone() };
        let (state, reason, replaced_by) = match (record.withdrawn, record.set_aside) {
            (Some(withdrawn), _) => (State::Withdrawn, withdrawn.because, withdrawn.replaced_by),
            (None, Some(reason)) if pages.is_empty() => (State::SetAside, Some(reason), None),
            (None, None) if pages.is_empty() => (State::Waiting, None, None),
            (None, _) => (State::Read, None, None),
        };
        Ok(ToldScan {
            number: scan.number,
            place: record.place,
            size: self.store().size(&master).await?.unwrap_or_default(),
            ending: ending.as_str().to_owned(),
            frame: record.info.frame,
            sides: (record.info.width, record.info.height),
            sha256: record.info.sha256,
            name: record.info.file,
            state,
            reason,
            replaced_by,
            pages,
        })
    }
}
