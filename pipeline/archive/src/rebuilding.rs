//! The local index anew, from the store alone, though it is broken and though the store is not whole. Not for
//! the catalogue: see `restoring`.

use index::{Index, IndexError, Published};
use register::{id::RegisterId, publication::Manifest};
use store::{Key, Prefix};

use crate::{
    Archive, Error, Result, Settings,
    following::{blocking, lock},
    kept::parse,
};

/// An index that was made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Registers in it.
    pub registers: usize,
    /// Registers whose newest publication is not whole in the store: an older one stands in the index, or none.
    pub incomplete: Vec<RegisterId>,
}

/// What the store has of a register's publications.
pub(crate) struct Whole {
    /// The newest of which nothing is missing.
    pub(crate) published: Option<Published>,
    /// The newest generation there is, whole or not; 0 without any.
    pub(crate) newest: u64,
}

impl Whole {
    /// Is the newest publication whole?
    pub(crate) fn is_newest(&self) -> bool {
        self.published.as_ref().map_or(0, |published| published.generation) == self.newest
    }
}

impl Archive {
    /// Makes the local index of an archive anew from the store alone. Searches stay complete meanwhile, unless
    /// the index cannot be used: that one is laid aside.
    ///
    /// # Errors
    /// Store or index fail, or the archive cannot be opened.
    pub async fn remake_index(settings: &Settings) -> Result<Rebuilt> {
        let rebuilt = match Self::open(settings).await {
            Ok(archive) => archive.rebuild_index().await,
            Err(error) => Err(error),
        };
        let Err(Error::Index(IndexError::Broken { .. })) = rebuilt else { return rebuilt };
        {
            let _lock = lock(&settings.index).await?;
            let folder = settings.index.clone();
            blocking(move || Ok(Index::lay_aside(&folder)?)).await?;
        }
        Self::open(settings).await?.rebuild_index().await
    }

    /// Makes the local index anew from the store alone; the next [`Archive::follow`] mends what is incomplete.
    ///
    /// # Errors
    /// Store or index fail.
    pub async fn rebuild_index(&self) -> Result<Rebuilt> {
        let _lock = lock(&self.settings().index).await?;
        let registers = self.store().registers().await?;
        let mut rebuilt = Rebuilt::default();
        for (id, _) in self.inner.index.registers()? {
            if !registers.contains(&id) {
                self.remove_from_index(id).await?;
            }
        }
        for register in registers {
            let whole = self.newest_whole(&register).await?;
            if !whole.is_newest() {
                rebuilt.incomplete.push(register.clone());
            }
            if let Some(published) = whole.published {
                let index = self.inner.index.clone();
                blocking(move || Ok(index.renew([published])?)).await?;
                rebuilt.registers += 1;
            } else {
                self.remove_from_index(register).await?;
            }
        }
        Ok(rebuilt)
    }

    async fn remove_from_index(&self, id: RegisterId) -> Result<()> {
        let index = self.inner.index.clone();
        blocking(move || Ok(index.remove(&id)?)).await
    }

    /// The newest publication of a register that is whole in the store.
    pub(crate) async fn newest_whole(&self, id: &RegisterId) -> Result<Whole> {
        let manifests = self.store().list(&Prefix::Manifests { register: id.clone() }).await?;
        let mut whole = Whole { published: None, newest: 0 };
        // Generations ascend; the highest counts.
        for key in manifests.iter().rev() {
            let Key::Manifest { generation, .. } = key else { continue };
            whole.newest = whole.newest.max(*generation);
            match self.published(key).await {
                Ok(published) => {
                    whole.published = Some(published);
                    break;
                }
                Err(error) if error.is_loss() => {
                    tracing::warn!(register = %id, generation, %error, "a publication is not whole");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(whole)
    }

    async fn published(&self, manifest: &Key) -> Result<Published> {
        let manifest: Manifest = parse(&self.store().get(manifest).await?)?;
        self.fetch(manifest).await
    }
}
