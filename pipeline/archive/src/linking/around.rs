//! The acts around those of a register that may be tied to them, asked for by their keys: few, however many an archive
//! holds. Not for what ties them.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::ActFacts;
use register::{
    id::{ActId, RegisterId},
    links::{CROWD, Key, Known},
};

use crate::{Archive, Result};

/// Acts loaded at a time; some 2 KB each are held meanwhile.
const CHUNK: usize = 500;

/// What is known of acts around a register's, and where each stands.
#[derive(Default)]
pub(super) struct Around {
    /// The acts, the register's own among them.
    pub(super) known: Vec<Known>,
    /// Acts of other registers.
    pub(super) homes: BTreeMap<ActId, RegisterId>,
    offices: BTreeMap<RegisterId, Option<String>>,
    /// Keys that were asked for.
    asked: BTreeSet<Key>,
}

impl Archive {
    /// Adds the acts of other registers that share a key with any of these.
    pub(super) async fn add_sharing(
        &self,
        around: &mut Around,
        id: &RegisterId,
        keys: impl IntoIterator<Item = Key>,
    ) -> Result<()> {
        let new: Vec<Key> = keys.into_iter().filter(|key| around.asked.insert(key.clone())).collect();
        let found = self.acts_sharing(id, &new).await?;
        self.add_acts(around, &found.into_iter().collect::<Vec<_>>()).await
    }

    /// The acts of other registers with any of the keys. A key that many share is asked for with the year of birth, as
    /// ties are: see [`CROWD`].
    async fn acts_sharing(&self, id: &RegisterId, keys: &[Key]) -> Result<BTreeSet<ActId>> {
        let texts: BTreeSet<&str> = keys.iter().map(|key| key.text.as_str()).collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let counts = self.catalogue().count_keys(&texts, id).await?;
        let is_few = |key: &&Key| {
            let shared = counts.get(&key.text).map_or(0, |years| years.values().sum());
            shared > 0 && (shared <= CROWD || !key.is_of_name())
        };
        let few: BTreeSet<&str> = keys.iter().filter(is_few).map(|key| key.text.as_str()).collect();
        let whole: Vec<&str> = few.iter().copied().collect();
        let mut found: BTreeSet<ActId> =
            self.catalogue().acts_with_keys(&whole, id).await?.into_iter().collect();
        for key in keys.iter().filter(|key| !few.contains(key.text.as_str())) {
            let Some(born) = key.born.map(i64::from) else { continue };
            let shared = counts.get(&key.text).and_then(|years| years.get(&born)).copied().unwrap_or(0);
            if (1..=CROWD).contains(&shared) {
                found.extend(self.catalogue().acts_with_key_of(&key.text, born, id).await?);
            }
        }
        Ok(found)
    }

    /// Adds acts of other registers that are not there yet.
    pub(super) async fn add_acts(&self, around: &mut Around, ids: &[ActId]) -> Result<()> {
        let new: Vec<ActId> = ids.iter().filter(|id| !around.homes.contains_key(*id)).cloned().collect();
        for ids in new.chunks(CHUNK) {
            for facts in self.catalogue().acts_named(ids).await? {
                self.add_act(around, &facts).await?;
            }
        }
        Ok(())
    }

    async fn add_act(&self, around: &mut Around, facts: &ActFacts) -> Result<()> {
        let home = &facts.machine.register;
        if !around.offices.contains_key(home) {
            around.offices.insert(home.clone(), self.register(home).await?.card.authority);
        }
        let act = self.settled(facts).await?;
        let office = around.offices.get(home).and_then(Option::as_deref);
        around.known.extend(Known::of(&act, office));
        around.homes.insert(act.id, home.clone());
        Ok(())
    }
}
