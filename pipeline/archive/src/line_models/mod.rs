//! Line models that registers learned: kept with where they come from, in force or not, given out to read by. How their
//! steps flow to the store and back is in `flowing`, who wishes for learning in `wishes`, that one learns at a time in `turns`.
//! Not for teaching one, nor for reading by it.

mod flowing;
mod turns;
mod wishes;

use std::collections::BTreeMap;

use register::{
    access::Role,
    id::RegisterId,
    teaching::{Lineage, ModelStep, in_force},
};
use store::{Digest, Key};

pub use self::{
    turns::{Learning, Turn},
    wishes::Wished,
};

use crate::{Archive, Error, Result, Viewer, clock, working::digest_of};

/// A model a register learned, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedModel {
    /// SHA-256 of the layers, hexadecimal: its name.
    pub sha256: String,
    /// Script it writes, ISO 15924.
    pub script: String,
    /// Its layers, a safetensors file.
    pub layers: Vec<u8>,
    /// Its card, JSON: its letters, for one.
    pub card: String,
}

impl Archive {
    /// Keeps what a register learned. It is read by a model that was taken from now on (what was read before stays until it
    /// is renewed); of a refused one only the lineage is kept.
    ///
    /// # Errors
    /// Setting: no such register, the role may not, or the catalogue is older than the store. Fault: the lineage is that of
    /// another model.
    pub async fn keep_model(
        &self,
        viewer: &Viewer,
        register: &RegisterId,
        layers: Vec<u8>,
        card: String,
        lineage: &Lineage,
    ) -> Result<()> {
        self.may_teach(viewer, register).await?;
        let sha256 = Digest::of(&layers);
        if lineage.register != *register || digest_of(&lineage.sha256)? != sha256 {
            let what =
                format!("the lineage of {} came with the model {sha256} of {register}", lineage.sha256);
            return Err(Error::Fault(what));
        }
        let outcome = if lineage.is_taken() { "taken" } else { "refused" };
        self.note(viewer, "learn", &format!("{register} {sha256} {outcome}")).await?;
        let mut kept = None;
        if lineage.is_taken() {
            let digest = Digest::of(card.as_bytes());
            self.store().put(&Key::LineModel { register: register.clone(), sha256 }, layers).await?;
            let key = Key::LineModelCard { register: register.clone(), sha256: digest };
            self.store().put(&key, card.into_bytes()).await?;
            kept = Some(digest.to_string());
        }
        let step = ModelStep::Learned { lineage: Box::new(lineage.clone()), card: kept };
        self.append_model_step(register, &step).await
    }

    /// Lets a register be read by the shipped model again; false when it was anyway. Nothing is deleted.
    ///
    /// # Errors
    /// Setting: no such register, the role may not, or the catalogue is older than the store.
    pub async fn drop_model(&self, viewer: &Viewer, register: &RegisterId) -> Result<bool> {
        self.may_teach(viewer, register).await?;
        let Some(lineage) = self.lineage_in_force(register).await? else { return Ok(false) };
        self.note(viewer, "drop-model", &format!("{register} {}", lineage.sha256)).await?;
        let step = ModelStep::Dropped { person: viewer.name.clone(), at: clock::rfc3339(clock::now()) };
        self.append_model_step(register, &step).await?;
        Ok(true)
    }

    async fn may_teach(&self, viewer: &Viewer, register: &RegisterId) -> Result<()> {
        if viewer.role != Role::Archivist {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "change line models" });
        }
        self.register(register).await?;
        self.compare(register).await
    }

    /// All that a register learned, taken or refused, in the order it was learned.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn lineages(&self, register: &RegisterId) -> Result<Vec<Lineage>> {
        let steps = self.catalogue().model_steps(register).await?;
        let lineage = |step| match step {
            ModelStep::Learned { lineage, .. } => Some(*lineage),
            ModelStep::Asked { .. } | ModelStep::Failed(_) | ModelStep::Dropped { .. } => None,
        };
        Ok(steps.into_iter().filter_map(lineage).collect())
    }

    /// What a register learned last, taken or refused.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn lineage(&self, register: &RegisterId) -> Result<Option<Lineage>> {
        Ok(self.lineages(register).await?.pop())
    }

    /// Where the model comes from that a register is read by; `None`: it is the shipped one.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn lineage_in_force(&self, register: &RegisterId) -> Result<Option<Lineage>> {
        let steps = self.catalogue().model_steps(register).await?;
        Ok(in_force(&steps).map(|(lineage, _)| lineage.clone()))
    }

    /// The same of every register that is read by a model of its own.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn lineages_in_force(&self) -> Result<BTreeMap<RegisterId, Lineage>> {
        let all = self.catalogue().all_model_steps().await?.into_iter();
        Ok(all.filter_map(|(id, steps)| Some((id, in_force(&steps)?.0.clone()))).collect())
    }

    /// The model a register is read by; `None`: it is the shipped one.
    ///
    /// # Errors
    /// [`Error::ModelGone`] when its bytes are gone from the store, or not those that were kept.
    pub async fn model_in_force(&self, register: &RegisterId) -> Result<Option<LearnedModel>> {
        let steps = self.catalogue().model_steps(register).await?;
        let Some((lineage, card)) = in_force(&steps) else { return Ok(None) };
        let (sha256, card) = (digest_of(&lineage.sha256)?, digest_of(card)?);
        let layers = self.of_model(Key::LineModel { register: register.clone(), sha256 }).await?;
        let card = self.of_model(Key::LineModelCard { register: register.clone(), sha256: card }).await?;
        let card = String::from_utf8(card).map_err(|error| Error::Garbled(error.to_string()))?;
        Ok(Some(LearnedModel {
            sha256: lineage.sha256.clone(),
            script: lineage.script.clone(),
            layers,
            card,
        }))
    }

    async fn of_model(&self, key: Key) -> Result<Vec<u8>> {
        let gone = |why| Error::ModelGone { register: key.register().clone(), key: key.path(), why };
        self.store().get(&key).await.map_err(|error| match error {
            store::Error::Missing { .. } => gone("a file of it is missing"),
            store::Error::Damaged { .. } => gone("a file of it is damaged"),
            other => Error::Store(other),
        })
    }
}
