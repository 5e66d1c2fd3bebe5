//! What an ingest did, gathered file by file. Not for bringing files in: see `ingest`.

use catalogue::Frame;
use register::{
    id::{RegisterId, ScanId},
    volume::RegisterCard,
};

use super::{Arrival, Delivered, is_image};
use crate::{checksums::ChecksumList, progress::SetAside};

/// What an ingest did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IngestReport {
    /// The register.
    pub register: RegisterId,
    /// New scans, those set aside among them.
    pub scans: usize,
    /// Files that were here before, whatever became of them.
    pub known: usize,
    /// Of those, files that are out of reading: name and scan.
    pub withdrawn: Vec<(String, ScanId)>,
    /// Of those, files that are set aside still.
    pub still_aside: Vec<SetAside>,
    /// Files that were set aside before and can be read now: name and scan.
    pub woken: Vec<(String, ScanId)>,
    /// New files that take the place of a scan of the same name that was set aside: name and that scan.
    pub instead: Vec<(String, ScanId)>,
    /// Files that cannot be opened: name and reason.
    pub unopened: Vec<(String, String)>,
    /// Files with the bytes of another: name, and the scan they are.
    pub doubled: Vec<(String, ScanId)>,
    /// Files whose bytes another register holds too: name, and the scan there. They were brought in.
    pub elsewhere: Vec<(String, ScanId)>,
    /// New scans too small to be a page or a line of one: name, width and height in pixels. They were brought in.
    pub small: Vec<(String, u32, u32)>,
    /// New scans set aside.
    pub set_aside: Vec<SetAside>,
    /// Files left out, as their ending is no image's.
    pub left_out: usize,
    /// Files the checksum list names that were not delivered.
    pub missing: Vec<String>,
    /// Files delivered that the checksum list does not name.
    pub unlisted: Vec<String>,
}

/// The smaller side of a picture, pixels, below which no line of text stands on it: letters are read from a height of
/// some 10 pixels, and tails and accents take as much again.
const LEAST_SIDE: u32 = 20;

impl IngestReport {
    /// What can be said before any file is looked at.
    pub(crate) fn of(card: &RegisterCard, files: &[Delivered], list: Option<&ChecksumList>) -> Self {
        let mut missing: Vec<String> =
            list.map(|list| list.sums.keys().cloned().collect()).unwrap_or_default();
        let mut unlisted = Vec::new();
        for file in files {
            match list.map(|list| list.entry(&file.path, &file.name)) {
                Some(Some((listed, _))) => missing.retain(|name| name != listed),
                Some(None) if is_image(&file.name) => unlisted.push(file.name.clone()),
                _ => {}
            }
        }
        Self {
            register: card.id.clone(),
            scans: 0,
            known: 0,
            withdrawn: Vec::new(),
            still_aside: Vec::new(),
            woken: Vec::new(),
            instead: Vec::new(),
            unopened: Vec::new(),
            doubled: Vec::new(),
            elsewhere: Vec::new(),
            small: Vec::new(),
            set_aside: Vec::new(),
            left_out: files.iter().filter(|file| !is_image(&file.name)).count(),
            missing,
            unlisted,
        }
    }

    /// Notes those of a file's images that are too small.
    pub(crate) fn note_sizes(&mut self, name: &str, frames: &[Frame]) {
        let small = |frame: &&Frame| frame.set_aside.is_none() && frame.width.min(frame.height) < LEAST_SIDE;
        self.small.extend(frames.iter().filter(small).map(|f| (name.to_owned(), f.width, f.height)));
    }

    /// Notes what became of a file.
    pub(crate) fn note(&mut self, name: &str, arrival: &Arrival) {
        let named = |scan: &ScanId| (name.to_owned(), scan.clone());
        let aside = |scan: &ScanId, reason: &str| {
            let (file, scan) = named(scan);
            SetAside { scan, file, reason: reason.to_owned() }
        };
        let here =
            matches!(arrival, Arrival::Known(_) | Arrival::KnownWithdrawn(_) | Arrival::StillAside(..));
        self.known += usize::from(here);
        match arrival {
            Arrival::Scans(scans) => self.scans += scans.len(),
            Arrival::Known(_) => {}
            Arrival::Doubled(scan) => self.doubled.push(named(scan)),
            Arrival::KnownWithdrawn(scan) => self.withdrawn.push(named(scan)),
            Arrival::StillAside(scan, reason) => self.still_aside.push(aside(scan, reason)),
            Arrival::Woken(scans) => self.woken.extend(scans.first().map(named)),
            Arrival::SetAside(scan, reason) => {
                self.scans += 1;
                self.set_aside.push(aside(scan, reason));
            }
            Arrival::Unopened(reason) => self.unopened.push((name.to_owned(), reason.clone())),
        }
    }

    /// Is everything that was delivered or listed in, and can be read?
    pub fn is_whole(&self) -> bool {
        let aside = self.set_aside.len() + self.still_aside.len();
        aside + self.unopened.len() + self.missing.len() == 0
    }
}
