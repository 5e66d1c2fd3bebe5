//! The local index follows what is published: one process at a time on a machine, by a lock beside the index.
//! Not for publishing, and not for making it anew: see `rebuilding`.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use index::Published;
use register::{
    decision::Decision,
    id::RegisterId,
    publication::{ActsPart, Manifest, PagesPart},
    teaching::Transcription,
};
use rustix::fs::{FlockOperation, flock};

use crate::{Archive, Error, Result};

impl Archive {
    /// Brings the local index to the newest generation of every register. One process at a time does it
    /// on a machine; others wait for it. Commands and searches call it before they answer; cheap when
    /// nothing is new.
    ///
    /// # Errors
    /// Store, catalogue or index fail.
    pub async fn follow(&self) -> Result<()> {
        self.flush::<Decision>().await?;
        self.flush::<Transcription>().await?;
        self.flush_model_steps().await?;
        self.publish_due().await?;
        if self.newer().await?.is_empty() {
            return Ok(());
        }
        let _lock = lock(&self.settings().index).await?;
        // Whoever held the lock before may have done it.
        for id in self.newer().await? {
            match self.follow_register(&id).await {
                Err(error) if error.is_loss() => self.follow_anew(&id, &error).await?,
                followed => followed?,
            }
        }
        Ok(())
    }

    async fn follow_register(&self, id: &RegisterId) -> Result<()> {
        let Some(made) = self.catalogue().publication(id).await? else { return Ok(()) };
        let stands = self.inner.index.generation(id)?.unwrap_or_default();
        let amended = match self.amend(stands, &made.manifest).await {
            // What differs cannot be told without what stood before.
            Err(error) if error.is_loss() => false,
            amended => amended?,
        };
        if amended {
            return Ok(());
        }
        let published = self.fetch(made.manifest).await?;
        let index = self.inner.index.clone();
        blocking(move || Ok(index.update_all([published])?)).await
    }

    /// What was published is not whole in the store: all of it is made again. A register that cannot be
    /// followed even so is named and holds up no other.
    async fn follow_anew(&self, id: &RegisterId, lost: &Error) -> Result<()> {
        tracing::warn!(register = %id, error = %lost, "a publication is not whole; it is made anew");
        self.publish_register(id).await?;
        match self.follow_register(id).await {
            Err(error) if error.is_loss() => {
                tracing::error!(register = %id, %error, "searches show the register as it was published before");
                Ok(())
            }
            followed => followed,
        }
    }

    /// Registers of which the index has no generation, or an older one.
    async fn newer(&self) -> Result<Vec<RegisterId>> {
        let registers = self.catalogue().registers().await?;
        let known = self.inner.index.registers()?;
        let stands =
            |id: &RegisterId| known.iter().find(|(known, _)| known == id).map_or(0, |(_, stands)| *stands);
        let newer = registers.into_iter().filter(|r| r.generation > stands(&r.card.id));
        Ok(newer.map(|register| register.card.id).collect())
    }

    /// What a manifest names.
    pub(crate) async fn fetch(&self, manifest: Manifest) -> Result<Published> {
        let Manifest { card, generation, acts: act_parts, pages: page_parts } = manifest;
        let (mut acts, mut pages) = (Vec::new(), Vec::new());
        for part in &act_parts {
            acts.extend(self.part::<ActsPart>(&card.id, part).await?.acts);
        }
        for part in &page_parts {
            pages.extend(self.part::<PagesPart>(&card.id, part).await?.pages);
        }
        Ok(Published { register: card.id, generation, acts, pages })
    }
}

/// Waits for the right to write the index of this machine; given back when dropped.
pub(crate) async fn lock(index: &Path) -> Result<File> {
    let mut path: PathBuf = index.to_owned();
    path.as_mut_os_string().push(".lock");
    blocking(move || {
        let cannot = |error: String| {
            Error::Unusable(format!("cannot lock {}: {error}; make the folder writable", path.display()))
        };
        let file =
            File::options().create(true).append(true).open(&path).map_err(|e| cannot(e.to_string()))?;
        flock(&file, FlockOperation::LockExclusive).map_err(|error| cannot(error.to_string()))?;
        Ok(file)
    })
    .await
}

/// Runs what would hold up others on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| Err(Error::Fault(format!("work on the index ended early: {error}"))))
}
