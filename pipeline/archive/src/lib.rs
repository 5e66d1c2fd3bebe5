//! One archive, open: store, catalogue and index together. Scans arrive, machines read them, people
//! decide, the outside looks; every way in and out of an archive is a function of [`Archive`].
//!
//! Bytes go to the store before facts go to the catalogue, so work may stop at any moment and be done
//! again without a trace. Nobody looks without a [`Viewer`], and the audit entry is written before data
//! leaves. This crate never knows engines, pixels or HTML.

pub mod access;
pub mod arriving;
pub mod audit;
pub mod checksums;
pub mod clock;
pub mod deciding;
pub mod exporting;
pub mod following;
pub mod importing;
pub mod looking;
pub mod people;
pub mod progress;
pub mod settings;
pub mod trouble;
pub mod withdrawing;
pub mod working;

use std::sync::Arc;

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
}

impl Archive {
    /// Opens the archive, making catalogue and index when there are none.
    ///
    /// # Errors
    /// Setting: a place cannot be reached or used.
    pub async fn open(settings: &Settings) -> Result<Self> {
        Ok(Self { inner: Arc::new(Inner { settings: settings.clone() }) })
    }

    /// What it was opened with.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }
}
