//! What stands in the store beside a master, so that the store alone tells what arrived as which scan, and
//! which left. Not for the facts of the catalogue: records are made of those.

use catalogue::{Scan, State};
use register::page::ScanInfo;
use serde::{Deserialize, Serialize};
use store::Key;

use crate::{Archive, Result, ingest::json};

/// The record of a scan.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ScanRecord {
    #[serde(flatten)]
    pub(crate) info: ScanInfo,
    pub(crate) place: u32,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) set_aside: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) withdrawn: Option<Withdrawn>,
}

/// How a scan left.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Withdrawn {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) replaced_by: Option<u32>,
}

impl ScanRecord {
    fn of(scan: Scan) -> Self {
        let (set_aside, withdrawn) = match scan.state {
            State::SetAside => (scan.reason, None),
            State::Withdrawn => {
                (None, Some(Withdrawn { because: scan.reason, replaced_by: scan.replaced_by }))
            }
            State::Waiting | State::Laid | State::Read => (None, None),
        };
        Self { info: scan.info, place: scan.place, set_aside, withdrawn }
    }
}

impl Archive {
    /// Notes in the store what arrived as which scan, and which left, where that is not noted yet.
    pub(crate) async fn put_records(&self, scans: impl IntoIterator<Item = Scan>) -> Result<()> {
        for scan in scans {
            let key = Key::Scan { register: scan.id.register.clone(), number: scan.id.number };
            let record = json(&ScanRecord::of(scan));
            match self.store().get(&key).await {
                Ok(noted) if noted == record => {}
                Err(error) if !error.is_missing() && !error.is_damaged() => return Err(error.into()),
                _ => drop(self.store().put(&key, record).await?),
            }
        }
        Ok(())
    }
}
