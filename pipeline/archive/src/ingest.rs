//! How files arrive: room is looked for first, then one file after the other is hashed, looked at, kept and
//! noted. Bytes go before facts: a stop in between leaves no trace. Not for the words: see `arriving`.

use std::collections::BTreeMap;

use catalogue::{Arrived, Frame, Scan, State};
use register::{
    id::{RegisterId, ScanId},
    page::ScanInfo,
    volume::RegisterCard,
};
use serde::{Deserialize, Serialize};
use store::{Digest, Ending, Key};

use crate::{
    Archive, Error, Result,
    arriving::{Arrival, Delivered, IngestEvent, IngestReport, Probe, Probed, is_image},
    checksums::{self, ChecksumList},
    clock,
};

/// Room a delivery takes in hundredths of its size: masters, and about a fifth for page images and findings.
const ROOM_PERCENT: u64 = 120;

/// What stands in the store beside a master, so that the store alone tells what arrived as which scan.
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
    /// Brings files into a register, in the order given. Doing it again changes nothing.
    ///
    /// # Errors
    /// Setting: too little room (then nothing was brought in). Material: a file cannot be opened.
    pub async fn ingest(
        &self,
        card: &RegisterCard,
        files: &[Delivered],
        list: Option<&ChecksumList>,
        probe: Probe<'_>,
        on: &(dyn Fn(IngestEvent) + Send + Sync),
    ) -> Result<IngestReport> {
        let images: Vec<&Delivered> = files.iter().filter(|file| is_image(&file.name)).collect();
        let bytes = self.look_for_room(&card.id, &images).await?;
        on(IngestEvent::Starts { files: images.len(), bytes });
        self.put_card(card).await?;
        let mut report = IngestReport::of(card, files, list);
        for file in images {
            let sum = list.and_then(|list| list.entry(&file.path, &file.name)).map(|(_, sum)| sum);
            let (arrival, bytes) = self.arrive(&card.id, file, sum, probe, &mut report).await?;
            report.note(&file.name, &arrival);
            on(IngestEvent::File { name: file.name.clone(), bytes, arrival });
        }
        Ok(report)
    }

    async fn put_card(&self, card: &RegisterCard) -> Result<()> {
        let bytes = json(card);
        self.store().put(&Key::Card { register: card.id.clone() }, bytes).await?;
        self.catalogue().put_card(card).await?;
        Ok(())
    }

    /// Bytes of all files; refuses when those that are new would leave too little room.
    async fn look_for_room(&self, register: &RegisterId, files: &[&Delivered]) -> Result<u64> {
        let mut known: BTreeMap<(String, u64), ()> =
            self.catalogue().files(register).await?.into_iter().map(|file| (file, ())).collect();
        let (mut all, mut new) = (0, 0);
        for file in files {
            let cannot = |cause| Error::File { path: file.path.clone(), cause };
            let size = tokio::fs::metadata(&file.path).await.map_err(cannot)?.len();
            all += size;
            if known.remove(&(file.name.clone(), size)).is_none() {
                new += size;
            }
        }
        let needed = new / 100 * ROOM_PERCENT + if new > 0 { self.settings().reserve_bytes } else { 0 };
        match self.store().free_bytes().await? {
            Some(free) if free < needed => Err(Error::NoRoom { needed, free }),
            _ => Ok(all),
        }
    }

    async fn arrive(
        &self,
        register: &RegisterId,
        file: &Delivered,
        sum: Option<&str>,
        probe: Probe<'_>,
        report: &mut IngestReport,
    ) -> Result<(Arrival, u64)> {
        let cannot = |cause| Error::File { path: file.path.clone(), cause };
        let bytes = tokio::fs::read(&file.path).await.map_err(cannot)?;
        let size = bytes.len() as u64;
        let digest = Digest::of(&bytes);
        let sha256 = digest.to_string();
        let known = self.catalogue().scans_of_file(register, &sha256).await?;
        if let Some(first) = known.first() {
            let (same, id) = (first.info.file == file.name, first.id.clone());
            // A stop may have come between the facts and this note.
            self.put_records(known).await?;
            return Ok((if same { Arrival::Known(id) } else { Arrival::Doubled(id) }, size));
        }
        if let Some(other) = self.catalogue().scan_elsewhere(register, &sha256).await? {
            report.elsewhere.push((file.name.clone(), other.id));
        }
        let frames = frames_of(&bytes, sum, probe).await;
        let ending = Ending::of_file(&file.name);
        let arrived = Arrived {
            sha256,
            name: file.name.clone(),
            ending: ending.as_str().to_owned(),
            size,
            frames,
            replaces: self.replaced(register, file).await?,
        };
        self.store().put(&Key::Master { register: register.clone(), sha256: digest, ending }, bytes).await?;
        let scans = self.catalogue().arrive(register, &arrived, clock::now()).await?;
        self.put_records(self.catalogue().scans_of_file(register, &arrived.sha256).await?).await?;
        if let Some(old) = arrived.replaces {
            let old = ScanId { register: register.clone(), number: old };
            self.put_records(self.catalogue().scan(&old).await?).await?;
            self.restand(register).await?;
        }
        let reason = arrived.frames.first().and_then(|frame| frame.set_aside.clone());
        Ok((
            match (scans.first(), reason) {
                (Some(first), Some(reason)) => Arrival::SetAside(first.clone(), reason),
                _ => Arrival::Scans(scans),
            },
            size,
        ))
    }

    /// The number of the scan the file was shot again for.
    async fn replaced(&self, register: &RegisterId, file: &Delivered) -> Result<Option<u32>> {
        let Some(old) = &file.replaces else { return Ok(None) };
        if old.register != *register || self.catalogue().scan(old).await?.is_none() {
            return Err(Error::NoScan(old.clone()));
        }
        Ok(Some(old.number))
    }

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

/// The frames of a file; one that is set aside where it has none we can read.
async fn frames_of(bytes: &[u8], sum: Option<&str>, probe: Probe<'_>) -> Vec<Frame> {
    let aside = |reason: String| vec![Frame { width: 0, height: 0, set_aside: Some(reason) }];
    if sum.is_some_and(|sum| !checksums::agrees(sum, bytes)) {
        return aside("its checksum is not the one in the delivered list: copy it again".to_owned());
    }
    // A death may be the machine's doing; the second time it is the file's.
    let mut probed = probe(bytes.to_vec()).await;
    if matches!(probed, Probed::Died(_)) {
        probed = probe(bytes.to_vec()).await;
    }
    match probed {
        Probed::Frames(frames) if frames.is_empty() => aside("it holds no image".to_owned()),
        Probed::Frames(frames) => {
            let frame = |(width, height)| Frame { width, height, set_aside: None };
            frames.into_iter().map(frame).collect()
        }
        Probed::Unreadable(reason) => aside(reason),
        Probed::Died(how) => aside(format!("its reader died twice: {how}")),
    }
}

pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data can be written as JSON")
}
