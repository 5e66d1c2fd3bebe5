//! Scans arrive: every file is hashed, kept byte for byte, and becomes one scan a frame. Not for
//! reading: a broken file is kept too, set aside with the reason. The words of arriving stand here; how it
//! goes stands in `ingest`.

mod report;

use std::{future::Future, path::PathBuf, pin::Pin};

use catalogue::{Scan, State};
use register::id::ScanId;

pub use report::IngestReport;

/// A file to bring in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name as delivered, without folders.
    pub name: String,
    /// The scan it was shot again for, which it then replaces.
    pub replaces: Option<ScanId>,
}

/// What a look at a file's head gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probed {
    /// Width and height of each frame in pixels, after EXIF orientation.
    Frames(Vec<(u32, u32)>),
    /// It is no image we read, or a broken one; the reason in words.
    Unreadable(String),
    /// The process that looked died; the reason in words.
    Died(String),
    /// No process can be started to look, whatever the file.
    NotStarted(String),
}

/// A look under way.
pub type Probing = Pin<Box<dyn Future<Output = Probed> + Send>>;
/// Looks at a file's bytes (in a process of its own).
pub type Probe<'p> = &'p (dyn Fn(Vec<u8>) -> Probing + Send + Sync);

/// What happens while files are brought in, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IngestEvent {
    /// Starts: files with an image's ending and their bytes in all.
    Starts {
        /// Files.
        files: usize,
        /// Bytes.
        bytes: u64,
    },
    /// A file is in.
    File {
        /// Its name.
        name: String,
        /// Bytes.
        bytes: u64,
        /// What became of it.
        arrival: Arrival,
    },
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// New: its scans.
    Scans(Vec<ScanId>),
    /// It was here under this name before; nothing changed.
    Known(ScanId),
    /// The same bytes are here as this scan under another name; not doubled.
    Doubled(ScanId),
    /// It was here under this name before, and is out of reading.
    KnownWithdrawn(ScanId),
    /// It was here under this name before, and is set aside still, with the reason.
    StillAside(ScanId, String),
    /// It was here before, set aside as nothing of it could be read; now its scans wait.
    Woken(Vec<ScanId>),
    /// Kept, and set aside with the reason.
    SetAside(ScanId, String),
    /// The file cannot be opened, and why; nothing was kept.
    Unopened(String),
}

impl Arrival {
    /// What is said of a file that was here before as these scans.
    pub(crate) fn of_known(name: &str, known: &[Scan]) -> Self {
        let aside = known.iter().find(|scan| scan.state == State::SetAside);
        match (known, aside) {
            ([], _) => Arrival::Scans(Vec::new()),
            ([first, ..], _) if first.info.file != name => Arrival::Doubled(first.id.clone()),
            (_, Some(aside)) => {
                Arrival::StillAside(aside.id.clone(), aside.reason.clone().unwrap_or_default())
            }
            ([first, ..], None) if known.iter().all(|scan| scan.state == State::Withdrawn) => {
                Arrival::KnownWithdrawn(first.id.clone())
            }
            ([first, ..], None) => Arrival::Known(first.id.clone()),
        }
    }
}

/// Endings of files that are brought in. Those of formats we do not read are among them: such a file is kept
/// and named, not passed over in silence.
const ENDINGS: [&str; 22] = [
    "tif", "tiff", "jpg", "jpeg", "jpe", "jfif", "png", "jp2", "j2k", "j2c", "jpf", "jpx", "jpm", "pdf",
    "bmp", "gif", "webp", "heic", "heif", "avif", "jxl", "djvu",
];

/// Is the ending of the name an image's?
pub fn is_image(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
