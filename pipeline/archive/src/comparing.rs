//! Catalogue and store are compared before the first write to a register: a catalogue that came back from a
//! backup may be older than the store. Not for a catalogue that is gone: see `restoring`.

use std::sync::PoisonError;

use register::{decision::Decision, id::RegisterId, teaching::Transcription};

use crate::{Archive, Result};

impl Archive {
    /// Makes sure, once in this process, that the catalogue knows all that people said of the register and what
    /// became of its line model, as the store has it, and counts its generations on from those there. It comes before anything is appended, as what was
    /// appended to an older catalogue could not be kept.
    ///
    /// # Errors
    /// Setting: the catalogue is older.
    pub(crate) async fn compare(&self, id: &RegisterId) -> Result<()> {
        let compared = || self.inner.compared.lock().unwrap_or_else(PoisonError::into_inner);
        if compared().contains(id) {
            return Ok(());
        }
        self.compare_last::<Decision>(id).await?;
        self.compare_last::<Transcription>(id).await?;
        self.compare_model_steps(id).await?;
        if let Some(newest) = self.newest_generation(id).await? {
            self.catalogue().generation_stands(id, newest).await?;
        }
        compared().insert(id.clone());
        Ok(())
    }
}
