//! One archive, open: store, catalogue and index together. Scans arrive, machines read them, people
//! decide, the outside looks; every way in and out of an archive is a function of [`Archive`].
//!
//! Bytes go to the store before facts go to the catalogue, so work may stop at any moment and be done
//! again without a trace. Nobody looks without a [`Viewer`], and the audit entry is written before data
//! leaves. This crate never knows engines, pixels or HTML.

pub mod access;
mod amending;
pub mod arriving;
pub mod audit;
pub mod checking;
pub mod checksums;
pub mod clock;
pub mod closing;
mod comparing;
pub mod coverage;
pub mod deciding;
pub mod exporting;
mod finishing;
pub mod following;
pub mod forms;
pub mod importing;
mod ingest;
mod kept;
pub mod leafing;
mod learning;
pub mod line_models;
mod linking;
pub mod looking;
mod matching;
mod opening;
pub mod outdated;
pub mod pace;
mod page_texts;
pub mod people;
mod probing;
pub mod progress;
mod publishing;
pub mod rebuilding;
mod reclassing;
mod records;
mod restanding;
pub mod restoring;
pub mod ruler;
mod segments;
pub mod settings;
mod standing;
pub mod teaching;
pub mod transcribing;
pub mod trouble;
mod tying;
pub mod waiting;
pub mod withdrawing;
pub mod work;
pub mod working;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use catalogue::{Catalogue, Owner};
use index::Index;
use register::{id::RegisterId, volume::RegisterCard};
use store::Store;

pub use register::access::Viewer;

pub use settings::Settings;
pub use trouble::{Error, Result, Trouble};

/// One archive, open. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Archive {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) settings: Settings,
    pub(crate) store: Store,
    pub(crate) catalogue: Catalogue,
    pub(crate) index: Index,
    pub(crate) here: Owner,
    /// Registers of which catalogue and store were compared: see `comparing`.
    pub(crate) compared: Mutex<BTreeSet<RegisterId>>,
    /// Lines that verified fields tell, as derived last: see `transcribing`.
    pub(crate) told: Mutex<transcribing::Told>,
    /// Lines to write down, of scans that were looked at.
    pub(crate) hands: Mutex<transcribing::Hands>,
}

impl Archive {
    /// What it was opened with.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Every register's card, by id.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn cards(&self) -> Result<Vec<RegisterCard>> {
        Ok(self.catalogue().registers().await?.into_iter().map(|register| register.card).collect())
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.inner.catalogue
    }

    /// The register as the catalogue has it.
    pub(crate) async fn register(&self, id: &RegisterId) -> Result<catalogue::Register> {
        self.catalogue().register(id).await?.ok_or_else(|| Error::NoRegister(id.clone()))
    }
}
