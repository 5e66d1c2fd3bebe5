//! An archive is opened: store, catalogue and index belong together, so that a disk that is not mounted is
//! never taken for an empty archive. Not for settings: those come from the command line.

use std::{collections::BTreeSet, sync::Arc, sync::Mutex};

use catalogue::{Catalogue, Owner};
use index::Index;
use register::id::RegisterId;
use store::{Prefix, Store};

use crate::{Archive, Error, Inner, Result, Settings};

impl Archive {
    /// Opens the archive, making catalogue and index when there are none, and the store's folder for a
    /// catalogue that knows of nothing in it.
    ///
    /// # Errors
    /// Setting: a place cannot be reached or used; store or catalogue are empty while the other is not.
    pub async fn open(settings: &Settings) -> Result<Self> {
        let archive = Self::open_to_rebuild(settings).await?;
        if archive.catalogue().kept_registers().await? > 0 {
            return Ok(archive);
        }
        // A card alone may be there before its register is in the catalogue: see `ingest`.
        for register in archive.store().registers().await? {
            if archive.holds_something(&register).await? {
                return Err(Error::Unusable(format!(
                    "the catalogue is empty, and the store holds registers ({register} is one): bring the \
                     catalogue back from its backup, or run daftar catalogue rebuild"
                )));
            }
        }
        Ok(archive)
    }

    /// Opens an archive whose catalogue may be lost while the store is there.
    ///
    /// # Errors
    /// Setting: a place cannot be reached or used; the store is empty while the catalogue is not.
    pub async fn open_to_rebuild(settings: &Settings) -> Result<Self> {
        let catalogue = Catalogue::open(&settings.catalogue).await?;
        let kept = catalogue.kept_registers().await?;
        let store = if kept > 0 {
            Store::open(&settings.store).await?
        } else {
            Store::create(&settings.store).await?
        };
        if kept > 0 && store.registers().await?.is_empty() {
            return Err(Error::Unusable(format!(
                "the store is empty, and the catalogue knows registers ({kept}) that it should hold: is its disk \
                 mounted, and is [store] in daftar.toml the right one? nothing was changed"
            )));
        }
        let index = Index::open(&settings.index)?;
        let (here, compared) = (Owner::this_process(), Mutex::new(BTreeSet::new()));
        let settings = settings.clone();
        let (told, hands) = (Mutex::default(), Mutex::default());
        Ok(Self { inner: Arc::new(Inner { settings, store, catalogue, index, here, compared, told, hands }) })
    }

    async fn holds_something(&self, register: &RegisterId) -> Result<bool> {
        let register = || register.clone();
        Ok(!self.store().list(&Prefix::Scans { register: register() }).await?.is_empty()
            || !self.store().list(&Prefix::Manifests { register: register() }).await?.is_empty())
    }
}
