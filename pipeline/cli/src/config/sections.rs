//! The sections of `daftar.toml` with their defaults. Not for names of keys and lines: those are `keys`.

use std::path::{Path, PathBuf};

use register::access::Closure;
use serde::Deserialize;
use store::{Checksums, FolderSettings, S3Settings, StoreSettings};

use crate::trouble::Trouble;

/// Least address space in which Tesseract with two languages starts and reads a small page, MiB
/// (measured with 5.3.0: 330).
const LEAST_MEMORY_MIB: u64 = 400;

/// A setting that cannot be, and the key (section, name) it stands under.
type Wrong = (&'static str, &'static str);

/// The whole file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sections {
    pub(crate) store: StoreSection,
    pub(crate) catalogue: CatalogueSection,
    pub(crate) index: IndexSection,
    pub(crate) read: ReadSection,
    pub(crate) closure: Closure,
    pub(crate) desks: DesksSection,
}

/// Where bytes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StoreKind {
    /// In a folder of this machine.
    #[default]
    Folder,
    /// In a bucket of an S3 server.
    S3,
}

/// `[store]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct StoreSection {
    pub(crate) kind: StoreKind,
    pub(crate) path: PathBuf,
    pub(crate) endpoint: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) bucket: Option<String>,
    pub(crate) prefix: String,
    pub(crate) path_style: Option<bool>,
    pub(crate) checksums: Checksums,
}

impl Default for StoreSection {
    fn default() -> Self {
        Self {
            kind: StoreKind::Folder,
            path: "store".into(),
            endpoint: None,
            region: None,
            bucket: None,
            prefix: String::new(),
            path_style: None,
            checksums: Checksums::default(),
        }
    }
}

impl StoreSection {
    /// As the store takes it, for the archive in `dir`.
    pub(crate) fn settings(&self, dir: &Path) -> StoreSettings {
        match self.kind {
            StoreKind::Folder => StoreSettings::Folder(FolderSettings { path: dir.join(&self.path) }),
            StoreKind::S3 => StoreSettings::S3(S3Settings {
                bucket: self.bucket.clone().unwrap_or_default(),
                endpoint: self.endpoint.clone(),
                region: self.region.clone(),
                path_style: self.path_style,
                prefix: self.prefix.clone(),
                checksums: self.checksums,
            }),
        }
    }
}

/// `[catalogue]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct CatalogueSection {
    pub(crate) url: String,
}

impl Default for CatalogueSection {
    fn default() -> Self {
        Self { url: "sqlite:catalogue.sqlite".into() }
    }
}

/// `[index]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct IndexSection {
    pub(crate) path: PathBuf,
}

impl Default for IndexSection {
    fn default() -> Self {
        Self { path: "index".into() }
    }
}

/// `[read]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct ReadSection {
    pub(crate) second_look: bool,
    pub(crate) alternatives: bool,
    /// Readers at work; 0: one a core.
    pub(crate) jobs: u16,
    /// Address space of a reader, MiB.
    pub(crate) memory_mib: u64,
    /// Time for one stage of one scan, seconds.
    pub(crate) seconds_a_scan: u64,
    /// Languages of registers that name none; empty: Tajik and Russian.
    pub(crate) languages: Vec<String>,
    /// Folder with Tesseract models, before those of the system.
    pub(crate) models: Option<PathBuf>,
}

impl Default for ReadSection {
    fn default() -> Self {
        Self {
            second_look: true,
            alternatives: true,
            jobs: 0,
            memory_mib: 1500,
            seconds_a_scan: 180,
            languages: Vec::new(),
            models: None,
        }
    }
}

/// `[desks]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct DesksSection {
    pub(crate) bind: String,
    pub(crate) title: Option<String>,
    pub(crate) secure_cookies: bool,
}

impl Default for DesksSection {
    fn default() -> Self {
        Self { bind: "127.0.0.1:8480".into(), title: None, secure_cookies: false }
    }
}

impl Sections {
    /// Refuses what can be seen to be impossible before anything is opened.
    pub(super) fn check(&self) -> Result<(), (Wrong, Trouble)> {
        if self.read.memory_mib < LEAST_MEMORY_MIB {
            let trouble = Trouble::setting(format!("a reader cannot work in {} MiB", self.read.memory_mib))
                .remedy("give it 500 or more; 1500 reads an A2 spread");
            return Err((("read", "memory_mib"), trouble));
        }
        if self.read.seconds_a_scan == 0 {
            let trouble = Trouble::setting("no scan can be read in no time")
                .remedy("give seconds_a_scan 60 or more; 180 is usual");
            return Err((("read", "seconds_a_scan"), trouble));
        }
        if self.store.kind == StoreKind::S3 && self.store.bucket.as_deref().unwrap_or_default().is_empty() {
            let trouble = Trouble::setting("an S3 store needs a bucket").remedy("name one: bucket = \"…\"");
            return Err((("store", "kind"), trouble));
        }
        let url = &self.catalogue.url;
        let known = ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme));
        if url.contains("://") && !known {
            let trouble = Trouble::setting("there is no catalogue of that kind")
                .remedy("write sqlite:catalogue.sqlite for a file, or postgres://host/database");
            return Err((("catalogue", "url"), trouble));
        }
        if holds_password(url) {
            let trouble = Trouble::setting("a password stands in the settings")
                .remedy("take it out of the address and give it in the environment: PGPASSWORD");
            return Err((("catalogue", "url"), trouble));
        }
        Ok(())
    }
}

/// Is there a `user:password@` in the address?
fn holds_password(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')) || url.contains("password=")
}
