//! How files arrive: room is looked for first, then one file after the other is hashed, looked at, kept and
//! noted. Bytes go before facts: a stop in between leaves no trace. Not for the words: see `arriving`.

use std::collections::BTreeMap;

use catalogue::{Arrived, Scan, State};
use register::{
    id::{RegisterId, ScanId},
    volume::RegisterCard,
};
use serde::Serialize;
use store::{Digest, Ending, Key};

use crate::{
    Archive, Error, Result,
    arriving::{Arrival, Delivered, IngestEvent, IngestReport, Probe, is_image},
    checksums::ChecksumList,
    clock,
    probing::frames_of,
};

/// Room a delivery takes in hundredths of its size: masters, and about a fifth for page images and findings.
const ROOM_PERCENT: u64 = 120;

/// A delivery on its way in.
struct Delivery<'d> {
    register: &'d RegisterId,
    files: &'d [&'d Delivered],
    list: Option<&'d ChecksumList>,
    probe: Probe<'d>,
    /// The register's scans before it.
    before: Vec<Scan>,
}

impl Delivery<'_> {
    /// The checksum the list has for the file.
    fn sum(&self, file: &Delivered) -> Option<&str> {
        Some(self.list?.entry(&file.path, &file.name)?.1)
    }

    /// The scan that was set aside before, and whose file was copied again: the only one of its name, in the
    /// register and in the delivery.
    fn copied_again(&self, file: &Delivered) -> Option<&Scan> {
        let mut before = self.before.iter().filter(|scan| scan.state != State::Withdrawn);
        let mut called_so = before.by_ref().filter(|scan| scan.info.file == file.name);
        let (only, other) = (called_so.next()?, called_so.next());
        let once = self.files.iter().filter(|other| other.name == file.name).count() == 1;
        (other.is_none() && once && only.state == State::SetAside).then_some(only)
    }

    /// Was nothing of this scan read when it arrived, before this delivery?
    fn was_unreadable(&self, scan: &Scan) -> bool {
        let unreadable = scan.state == State::SetAside && scan.info.width == 0;
        unreadable && self.before.iter().any(|before| before.id == scan.id)
    }
}

impl Archive {
    /// Brings files into a register, in the order given. Doing it again changes nothing, but that files of
    /// which nothing could be read are looked at once more. A file that cannot be opened is named, and the
    /// others come in.
    ///
    /// # Errors
    /// Setting: too little room (then nothing was brought in). Fault: no reader can be started.
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
        let before = self.catalogue().scans(&card.id).await?;
        let delivery = Delivery { register: &card.id, files: &images, list, probe, before };
        for file in &images {
            let (arrival, bytes) = self.arrive(&delivery, file, &mut report).await?;
            report.note(&file.name, &arrival);
            on(IngestEvent::File { name: file.name.clone(), bytes, arrival });
        }
        self.restand(&card.id).await?;
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
            // A file that cannot be opened is named when its turn comes.
            let size = tokio::fs::metadata(&file.path).await.map_or(0, |about| about.len());
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
        delivery: &Delivery<'_>,
        file: &Delivered,
        report: &mut IngestReport,
    ) -> Result<(Arrival, u64)> {
        let bytes = match tokio::fs::read(&file.path).await {
            Ok(bytes) => bytes,
            Err(error) => return Ok((Arrival::Unopened(error.to_string()), 0)),
        };
        let size = bytes.len() as u64;
        let sha256 = Digest::of(&bytes).to_string();
        let known = self.catalogue().scans_of_file(delivery.register, &sha256).await?;
        let arrival = if known.is_empty() {
            if let Some(other) = self.catalogue().scan_elsewhere(delivery.register, &sha256).await? {
                report.elsewhere.push((file.name.clone(), other.id));
            }
            self.take_in(delivery, file, bytes, report).await?
        } else {
            self.meet_again(delivery, file, &bytes, known).await?
        };
        Ok((arrival, size))
    }

    /// A file that is new.
    async fn take_in(
        &self,
        delivery: &Delivery<'_>,
        file: &Delivered,
        bytes: Vec<u8>,
        report: &mut IngestReport,
    ) -> Result<Arrival> {
        let register = delivery.register;
        let frames = frames_of(&bytes, delivery.sum(file), delivery.probe).await?;
        report.note_sizes(&file.name, &frames);
        let (digest, ending) = (Digest::of(&bytes), Ending::of_file(&file.name));
        let mut replaces = self.replaced(register, file).await?;
        if let Some(aside) = delivery.copied_again(file).filter(|_| replaces.is_none()) {
            replaces = Some(aside.id.number);
            report.instead.push((file.name.clone(), aside.id.clone()));
        }
        let arrived = Arrived {
            sha256: digest.to_string(),
            name: file.name.clone(),
            ending: ending.as_str().to_owned(),
            size: bytes.len() as u64,
            frames,
            replaces,
        };
        self.store().put(&Key::Master { register: register.clone(), sha256: digest, ending }, bytes).await?;
        let scans = self.catalogue().arrive(register, &arrived, clock::now()).await?;
        self.note_file(register, &arrived.sha256, arrived.frames.len()).await?;
        if let Some(old) = replaces {
            let old = ScanId { register: register.clone(), number: old };
            self.put_records(self.catalogue().scan(&old).await?).await?;
        }
        let reason = arrived.frames.first().and_then(|frame| frame.set_aside.clone());
        Ok(match (scans.first(), reason) {
            (Some(first), Some(reason)) => Arrival::SetAside(first.clone(), reason),
            _ => Arrival::Scans(scans),
        })
    }

    /// A file that was here before. Where nothing of it could be read it is looked at once more: perhaps it was
    /// want of memory, or a wrong list.
    async fn meet_again(
        &self,
        delivery: &Delivery<'_>,
        file: &Delivered,
        bytes: &[u8],
        mut known: Vec<Scan>,
    ) -> Result<Arrival> {
        let (register, sha256) = (delivery.register, Digest::of(bytes).to_string());
        if known.iter().any(|scan| delivery.was_unreadable(scan)) {
            let frames = frames_of(bytes, delivery.sum(file), delivery.probe).await?;
            let woken = self.catalogue().looked_again(register, &sha256, &frames, clock::now()).await?;
            self.note_file(register, &sha256, frames.len()).await?;
            if !woken.is_empty() {
                return Ok(Arrival::Woken(woken));
            }
            known = self.catalogue().scans_of_file(register, &sha256).await?;
        } else {
            // A stop may have come between the facts and this note.
            self.put_records(known.clone()).await?;
        }
        Ok(Arrival::of_known(&file.name, &known))
    }

    /// Notes a file's scans in the store. Where there are several, others may have made room for them.
    async fn note_file(&self, register: &RegisterId, sha256: &str, frames: usize) -> Result<()> {
        let scans = match frames {
            0 | 1 => self.catalogue().scans_of_file(register, sha256).await?,
            _ => self.catalogue().scans(register).await?,
        };
        self.put_records(scans).await
    }

    /// The number of the scan the file was shot again for.
    async fn replaced(&self, register: &RegisterId, file: &Delivered) -> Result<Option<u32>> {
        let Some(old) = &file.replaces else { return Ok(None) };
        if old.register != *register || self.catalogue().scan(old).await?.is_none() {
            return Err(Error::NoScan(old.clone()));
        }
        Ok(Some(old.number))
    }
}

pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data can be written as JSON")
}
