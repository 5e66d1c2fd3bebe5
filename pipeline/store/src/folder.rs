//! A folder as store: temp file in the same folder, fsync, rename, fsync of the folder, so that a file is
//! there whole or not at all, even when the power goes. Not for reading the files that are delivered.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{Digest, Error, FolderSettings, key::Key};

/// Files being written begin with this; a killed writer may leave one behind, and nobody lists it.
const ARRIVING: &str = ".arriving-";

/// An open folder store.
#[derive(Debug, Clone)]
pub struct Folder {
    root: Arc<Path>,
}

impl Folder {
    /// Opens the folder.
    ///
    /// # Errors
    /// [`Error::Setting`] when it is not there or is no folder.
    pub async fn open(settings: &FolderSettings) -> Result<Self, Error> {
        let root: Arc<Path> = settings.path.clone().into();
        let folder = Self { root: root.clone() };
        let listed = off_thread(move || fs::read_dir(&root).map(drop)).await;
        listed.map_err(|e| folder.setting(e))?;
        Ok(folder)
    }

    /// Opens the folder, making it when it is not there.
    ///
    /// # Errors
    /// [`Error::Setting`] when it cannot be made or is no folder.
    pub async fn create(settings: &FolderSettings) -> Result<Self, Error> {
        let root: Arc<Path> = settings.path.clone().into();
        let folder = Self { root: root.clone() };
        off_thread(move || make_folder(&root)).await.map_err(|e| folder.setting(e))?;
        Ok(folder)
    }

    pub(crate) async fn put(&self, key: &Key, bytes: Vec<u8>, digest: &Digest) -> Result<(), Error> {
        let (path, named, digest) = (self.path(key), key.digest().is_some(), *digest);
        off_thread(move || {
            if named && fs::read(&path).is_ok_and(|standing| Digest::of(&standing) == digest) {
                return Ok(());
            }
            write_whole(&path, &bytes)
        })
        .await
        .map_err(|e| self.trouble("put", key, e))
    }

    pub(crate) async fn get(&self, key: &Key) -> Result<Vec<u8>, Error> {
        let path = self.path(key);
        off_thread(move || fs::read(path)).await.map_err(|e| self.trouble("get", key, e))
    }

    pub(crate) async fn size(&self, key: &Key) -> Result<Option<u64>, Error> {
        let path = self.path(key);
        match off_thread(move || fs::metadata(path)).await {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(self.trouble("look for", key, e)),
        }
    }

    pub(crate) async fn delete(&self, key: &Key) -> Result<(), Error> {
        let path = self.path(key);
        match off_thread(move || fs::remove_file(path)).await {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(self.trouble("delete", key, e)),
            _ => Ok(()),
        }
    }

    /// Paths of all files below a folder (which ends in `/`), in no order.
    pub(crate) async fn list(&self, prefix: String) -> Result<Vec<String>, Error> {
        let start = self.root.join(&prefix);
        off_thread(move || {
            let mut paths = Vec::new();
            walk(&start, &prefix, &mut paths)?;
            Ok(paths)
        })
        .await
        .map_err(|e| self.setting(e))
    }

    /// Names of the folders in a folder.
    pub(crate) async fn names(&self, prefix: &str) -> Result<Vec<String>, Error> {
        let start = self.root.join(prefix);
        let entries = off_thread(move || entries(&start)).await.map_err(|e| self.setting(e))?;
        Ok(entries.into_iter().filter(|(_, is_folder)| *is_folder).map(|(name, _)| name).collect())
    }

    /// Bytes that still fit for somebody who is not root.
    pub(crate) async fn free_bytes(&self) -> Result<u64, Error> {
        let root = self.root.clone();
        let room = off_thread(move || Ok(rustix::fs::statvfs(&*root)?)).await.map_err(|e| self.setting(e))?;
        Ok(room.f_bavail.saturating_mul(room.f_frsize))
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.root.join(key.path())
    }

    fn setting(&self, source: io::Error) -> Error {
        Error::Setting {
            what: format!("the store's folder {} cannot be used ({source})", self.root.display()),
            remedy: remedy(source.kind()).to_owned(),
            source: Some(Box::new(source)),
        }
    }

    fn trouble(&self, doing: &'static str, key: &Key, source: io::Error) -> Error {
        match source.kind() {
            ErrorKind::NotFound if doing == "get" => Error::missing(key),
            ErrorKind::StorageFull
            | ErrorKind::QuotaExceeded
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename => self.setting(source),
            _ => Error::Fault {
                doing,
                key: key.path(),
                what: source.to_string(),
                source: Some(Box::new(source)),
            },
        }
    }
}

fn remedy(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "mount its disk, or set path at [store] to the folder that holds the archive",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on its disk and start again",
        ErrorKind::PermissionDenied => {
            "give this user the right to write there, or set another path at [store]"
        }
        ErrorKind::ReadOnlyFilesystem => "mount its disk writable, or set another path at [store]",
        ErrorKind::InvalidFilename => "give the register a shorter id",
        _ => "set path at [store] to a folder of this machine",
    }
}

/// File work blocks, so it is done beside the async threads.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().expect("every key lies in a folder");
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(ARRIVING).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    File::open(folder)?.sync_all()
}

/// Makes a folder and those above it, each entry on disk before we go on.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        make_folder(above)?;
    }
    match fs::create_dir(folder) {
        Err(e) if e.kind() != ErrorKind::AlreadyExists || !folder.is_dir() => Err(e),
        _ => File::open(folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))?
            .sync_all(),
    }
}

/// Names in a folder, and whether each is a folder; none when it is not there.
fn entries(folder: &Path) -> io::Result<Vec<(String, bool)>> {
    let listing = match fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing?,
    };
    let mut found = Vec::new();
    for entry in listing {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string() {
            found.push((name, entry.path().is_dir()));
        }
    }
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for (name, is_folder) in entries(folder)? {
        if is_folder {
            walk(&folder.join(&name), &format!("{prefix}{name}/"), paths)?;
        } else if !name.starts_with(ARRIVING) {
            paths.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
