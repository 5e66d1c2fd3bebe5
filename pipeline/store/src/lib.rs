//! Bytes: put, get, list, in S3 or in a folder, behind one enum with the same keys.
//!
//! Masters, page images, findings and publications are kept here. What is put is on the disk (or with the
//! S3 server) when `put` returns, whole or not at all, and what carries its SHA-256 in its key is checked
//! whenever it is read. This crate never knows what the bytes mean, and never SQL.

mod digest;
mod error;
mod folder;
mod key;
mod s3;
mod s3_trouble;
mod settings;

pub use digest::{BadDigest, Digest};
pub use error::Error;
pub use folder::Folder;
pub use key::{Ending, Key, Prefix, Stage};
pub use s3::S3;
pub use settings::{Checksums, FolderSettings, S3Settings, StoreSettings};

use register::id::RegisterId;

/// Where an archive keeps its bytes. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Store {
    /// A folder of this machine.
    Folder(Folder),
    /// A bucket of an S3 server.
    S3(S3),
}

impl Store {
    /// Opens the store and makes sure that it can be used: folder or bucket must be there. A folder is never
    /// made here, as a disk that is not mounted would look like an empty store.
    ///
    /// # Errors
    /// [`Error::Setting`] when the folder is not there, or the server, the bucket or the credentials are not
    /// right.
    pub async fn open(settings: &StoreSettings) -> Result<Self, Error> {
        Ok(match settings {
            StoreSettings::Folder(folder) => Self::Folder(Folder::open(folder).await?),
            StoreSettings::S3(s3) => Self::S3(S3::open(s3).await?),
        })
    }

    /// Opens a store in which nothing is expected to be: a folder is made when it is not there yet.
    ///
    /// # Errors
    /// [`Error::Setting`] when the folder cannot be made or the server, the bucket or the credentials are
    /// not right.
    pub async fn create(settings: &StoreSettings) -> Result<Self, Error> {
        if let StoreSettings::Folder(folder) = settings {
            return Ok(Self::Folder(Folder::create(folder).await?));
        }
        Self::open(settings).await
    }

    /// Keeps `bytes` under `key`, whole or not at all, and gives their SHA-256. A key that carries a SHA-256
    /// is written once: when the same bytes are there already, nothing is written.
    ///
    /// # Errors
    /// [`Error::Fault`] when the key names other bytes; [`Error::Setting`] when there is no room, no right
    /// or no server.
    pub async fn put(&self, key: &Key, bytes: Vec<u8>) -> Result<Digest, Error> {
        let digest = Digest::of(&bytes);
        if key.digest().is_some_and(|named| *named != digest) {
            return Err(Error::fault("put", key, format!("these bytes have the SHA-256 {digest}")));
        }
        match self {
            Self::Folder(folder) => folder.put(key, bytes, &digest).await?,
            Self::S3(s3) => s3.put(key, bytes, &digest).await?,
        }
        Ok(digest)
    }

    /// The bytes under `key`, checked against the SHA-256 that the key (or, in S3, the metadata) carries.
    ///
    /// # Errors
    /// [`Error::Missing`] when there are none; [`Error::Damaged`] when they are not what was put.
    pub async fn get(&self, key: &Key) -> Result<Vec<u8>, Error> {
        let (bytes, noted) = match self {
            Self::Folder(folder) => (folder.get(key).await?, None),
            Self::S3(s3) => s3.get(key).await?,
        };
        if let Some(expected) = key.digest().or(noted.as_ref()) {
            let found = Digest::of(&bytes);
            if found != *expected {
                return Err(Error::Damaged { key: key.path(), expected: *expected, found });
            }
        }
        Ok(bytes)
    }

    /// How many bytes stand under `key`; `None` when there are none.
    ///
    /// # Errors
    /// The store cannot be asked.
    pub async fn size(&self, key: &Key) -> Result<Option<u64>, Error> {
        match self {
            Self::Folder(folder) => folder.size(key).await,
            Self::S3(s3) => s3.size(key).await,
        }
    }

    /// Every key of that kind, sorted by path (numbers ascending). What is no key of ours is left out.
    ///
    /// # Errors
    /// The store cannot be asked.
    pub async fn list(&self, prefix: &Prefix) -> Result<Vec<Key>, Error> {
        let mut paths = match self {
            Self::Folder(folder) => folder.list(prefix.path()).await?,
            Self::S3(s3) => s3.list(&prefix.path()).await?,
        };
        paths.sort_unstable();
        Ok(paths.iter().filter_map(|path| Key::of_path(path)).collect())
    }

    /// Every register that has anything in the store, sorted.
    ///
    /// # Errors
    /// The store cannot be asked.
    pub async fn registers(&self) -> Result<Vec<RegisterId>, Error> {
        let names = match self {
            Self::Folder(folder) => folder.names(key::REGISTERS).await?,
            Self::S3(s3) => s3.names(key::REGISTERS).await?,
        };
        let mut registers: Vec<RegisterId> = names.iter().filter_map(|name| name.parse().ok()).collect();
        registers.sort_unstable();
        Ok(registers)
    }

    /// Removes what can be made again (see [`Key::is_derived`]); nothing happens when it is not there.
    ///
    /// # Errors
    /// [`Error::Fault`] for masters, cards, decisions and all else that cannot be made again.
    pub async fn delete(&self, key: &Key) -> Result<(), Error> {
        if !key.is_derived() {
            return Err(Error::fault("delete", key, "this is never deleted".to_owned()));
        }
        match self {
            Self::Folder(folder) => folder.delete(key).await,
            Self::S3(s3) => s3.delete(key).await,
        }
    }

    /// Bytes that still fit; `None` when the store does not tell (S3).
    ///
    /// # Errors
    /// The folder cannot be asked.
    pub async fn free_bytes(&self) -> Result<Option<u64>, Error> {
        match self {
            Self::Folder(folder) => folder.free_bytes().await.map(Some),
            Self::S3(_) => Ok(None),
        }
    }
}
