//! From publications to answers: what registers published goes in, what a clerk asks comes out, with
//! the reason for every hit.
//!
//! A word asked is widened to everything it may stand for (its keys of `register::name`, words of the
//! dictionary near it, other names of a place), each with a worth that falls from exact to typo; the
//! sum ranks, and equal sums go by id. Classes the viewer may not see are left out inside the query, so
//! neither hits nor counts tell of them.
//!
//! The index is derived: delete its folder, and it is built again from publications alone. This crate
//! knows Tantivy and the words of the trade; it never knows reading, the catalogue, HTTP, or anything
//! unpublished.

mod answer;
mod ask;
mod document;
mod explain;
mod facets;
mod gazetteer;
mod kept;
mod near;
mod query;
mod schema;
mod search;
mod understand;
mod update;
mod weigh;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError, directory::MmapDirectory};

pub use answer::{Answer, Count, Facets, Hit, HitType, How, Page, Place, Understood, Why};
pub use query::{Query, USUAL_LIMIT};
pub use update::Published;

use schema::{Fields, SHAPE};

/// What can go wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder cannot be made, read or written.
    #[error("the index folder {folder}: {cause}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Another process writes just now, and did not end in time.
    #[error("another process is writing the index in {0}; wait until it has ended")]
    Busy(String),
    /// The files cannot be used; the index can be built again from what is published.
    #[error("the index in {folder} cannot be used ({cause}); `daftar index rebuild` makes it anew")]
    Broken {
        /// The folder.
        folder: String,
        /// What is wrong with it.
        cause: String,
    },
}

/// An open index. Cheap to clone; a search sees every commit of every process before it.
#[derive(Clone)]
pub struct Index(Arc<Opened>);

struct Opened {
    folder: PathBuf,
    inner: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    /// When the commit the reader shows was written.
    seen: Mutex<Option<(SystemTime, u64)>>,
    writing: Mutex<()>,
}

impl Index {
    /// Opens the index in `dir`, making it when there is none. An index of an older shape is left
    /// where it is, and an empty one is made beside it.
    ///
    /// # Errors
    /// The folder cannot be used, or its files are damaged.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let folder = dir.join(format!("shape-{SHAPE}"));
        std::fs::create_dir_all(&folder)
            .map_err(|cause| IndexError::Folder { folder: folder.display().to_string(), cause })?;
        let broken = |cause: TantivyError| Broken::of(&folder, &cause);
        let (schema, fields) = schema::schema();
        let directory = MmapDirectory::open(&folder).map_err(|e| broken(e.into()))?;
        let inner = tantivy::Index::open_or_create(directory, schema).map_err(broken)?;
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        let seen = Mutex::new(written(&folder));
        Ok(Self(Arc::new(Opened { folder, inner, reader, fields, seen, writing: Mutex::new(()) })))
    }

    /// Lays the index in `dir` aside, whatever is wrong with it: the next opening makes an empty one. What was
    /// laid aside before goes. Nobody may be writing it.
    ///
    /// # Errors
    /// The folder cannot be renamed.
    pub fn lay_aside(dir: &Path) -> Result<(), IndexError> {
        let folder = dir.join(format!("shape-{SHAPE}"));
        let aside = dir.join(format!("shape-{SHAPE}-broken"));
        let there = |done: std::io::Result<()>| match done {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            done => done,
        };
        let moved =
            there(std::fs::remove_dir_all(&aside)).and_then(|()| there(std::fs::rename(&folder, &aside)));
        moved.map_err(|cause| IndexError::Folder { folder: folder.display().to_string(), cause })
    }

    fn inner(&self) -> &tantivy::Index {
        &self.0.inner
    }

    fn fields(&self) -> &Fields {
        &self.0.fields
    }

    fn folder(&self) -> &Path {
        &self.0.folder
    }

    fn broken(&self) -> impl Fn(TantivyError) -> IndexError {
        |cause| Broken::of(self.folder(), &cause)
    }

    fn one_writer(&self) -> MutexGuard<'_, ()> {
        self.0.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest commit, whoever wrote it.
    fn searcher(&self) -> Result<Searcher, IndexError> {
        let stands = written(self.folder());
        let mut seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen != stands || stands.is_none() {
            self.0.reader.reload().map_err(self.broken())?;
            *seen = stands;
        }
        Ok(self.0.reader.searcher())
    }
}

/// When the last commit was written, and its length; commits replace the file, so either changes.
fn written(folder: &Path) -> Option<(SystemTime, u64)> {
    let meta = std::fs::metadata(folder.join("meta.json")).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

struct Broken;

impl Broken {
    fn of(folder: &Path, cause: &TantivyError) -> IndexError {
        IndexError::Broken { folder: folder.display().to_string(), cause: cause.to_string() }
    }
}

/// For where only a searcher is at hand.
fn unusable(searcher: &Searcher) -> impl Fn(TantivyError) -> IndexError {
    let folder = format!("{:?}", searcher.index().directory());
    move |cause| IndexError::Broken { folder: folder.clone(), cause: cause.to_string() }
}
