//! Line models that registers learned, as the workers of a run share them: fetched from the archive once for many scans. Not
//! for reading by them: readers do.

use std::sync::Arc;

use archive::line_models::LearnedModel;
use register::id::RegisterId;

use super::{Run, lock};
use crate::reader::protocol::Learned;

/// Models held at once, 4.2 MB each: workers are at one register, now and then at two.
const HELD: usize = 4;

/// Models fetched lately, the latest last.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    held: Vec<Arc<LearnedModel>>,
}

impl Shelf {
    fn find(&self, sha256: &str) -> Option<Arc<LearnedModel>> {
        self.held.iter().find(|model| model.sha256 == sha256).cloned()
    }

    fn put(&mut self, model: Arc<LearnedModel>) {
        self.held.retain(|held| held.sha256 != model.sha256);
        self.held.push(model);
        let surplus = self.held.len().saturating_sub(HELD);
        self.held.drain(..surplus);
    }
}

impl Run {
    /// The model the register is read by, as it stands now; `None`: it is the shipped one.
    pub(super) async fn learned(&self, register: &RegisterId) -> anyhow::Result<Option<Arc<LearnedModel>>> {
        let Some(lineage) = self.archive.lineage_in_force(register).await? else { return Ok(None) };
        if let Some(held) = lock(&self.learned).find(&lineage.sha256) {
            return Ok(Some(held));
        }
        let fetched = self.archive.model_in_force(register).await?.map(Arc::new);
        if let Some(model) = &fetched {
            lock(&self.learned).put(Arc::clone(model));
        }
        Ok(fetched)
    }
}

/// What a reader is told of it beside its layers.
pub(super) fn asked(model: &LearnedModel) -> Learned {
    Learned { sha256: model.sha256.clone(), card: model.card.clone(), script: model.script.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(shelf: &mut Shelf, sha256: &str) {
        let (sha256, script, card) = (sha256.to_owned(), "Cyrl".to_owned(), String::new());
        shelf.put(Arc::new(LearnedModel { sha256, script, layers: Vec::new(), card }));
    }

    #[test]
    fn models_fetched_lately_are_held_and_older_ones_are_let_go() {
        let mut shelf = Shelf::default();
        for sha256 in ["a", "b", "c", "d", "b", "e"] {
            put(&mut shelf, sha256);
        }
        assert!(shelf.find("a").is_none());
        assert!(["b", "c", "d", "e"].iter().all(|sha256| shelf.find(sha256).is_some()));
    }
}
