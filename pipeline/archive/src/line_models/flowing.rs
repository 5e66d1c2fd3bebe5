//! What became of a register's line model flows to the store, a file a step, so that the store alone can bring it back. Not
//! for the models' bytes: those stand there before.

use register::{id::RegisterId, teaching::ModelStep};
use store::{Key, Prefix};

use crate::{Archive, Error, Result, ingest::json, kept::parse};

impl Archive {
    /// Appends a step and puts it into the store.
    pub(super) async fn append_model_step(&self, register: &RegisterId, step: &ModelStep) -> Result<()> {
        let number = self.catalogue().append_model_step(register, step).await?;
        self.put_model_step(register, number, step).await
    }

    /// Puts every step that the store has not.
    pub(crate) async fn flush_model_steps(&self) -> Result<()> {
        for (register, number, step) in self.catalogue().model_steps_due().await? {
            self.put_model_step(&register, number, &step).await?;
        }
        Ok(())
    }

    async fn put_model_step(&self, register: &RegisterId, number: u64, step: &ModelStep) -> Result<()> {
        if self.model_step(register, number).await?.is_some_and(|standing| standing != *step) {
            return Err(older(register));
        }
        let key = Key::LineModelStep { register: register.clone(), number };
        self.store().put(&key, json(step)).await?;
        Ok(self.catalogue().model_step_kept(register, number).await?)
    }

    /// Makes sure that the catalogue knows what the store tells last of the register's line model.
    ///
    /// # Errors
    /// Setting: it does not. Then the catalogue is older than the store, and writing would destroy what is told there.
    pub(crate) async fn compare_model_steps(&self, register: &RegisterId) -> Result<()> {
        let Some(number) = self.model_step_numbers(register).await?.pop() else { return Ok(()) };
        let standing = self.model_step(register, number).await?;
        let known = self.catalogue().model_steps(register).await?;
        let unknown = standing.is_some_and(|standing| !known.contains(&standing));
        if unknown { Err(older(register)) } else { Ok(()) }
    }

    /// All steps of a register that can be read in the store, by number, and whether these are all that stand there.
    pub(crate) async fn told_model_steps(
        &self,
        register: &RegisterId,
    ) -> Result<(Vec<(u64, ModelStep)>, bool)> {
        let (mut steps, numbers) = (Vec::new(), self.model_step_numbers(register).await?);
        for &number in &numbers {
            // One that is damaged costs itself: it can be made again, the register's acts cannot.
            steps.extend(self.model_step(register, number).await?.map(|step| (number, step)));
        }
        let whole = steps.len() == numbers.len();
        Ok((steps, whole))
    }

    async fn model_step_numbers(&self, register: &RegisterId) -> Result<Vec<u64>> {
        let keys = self.store().list(&Prefix::LineModelSteps { register: register.clone() }).await?;
        let number = |key| match key {
            Key::LineModelStep { number, .. } => Some(number),
            _ => None,
        };
        Ok(keys.into_iter().filter_map(number).collect())
    }

    /// The step that stands in the store; `None` where none does, or what stands there cannot be understood and is put again.
    async fn model_step(&self, register: &RegisterId, number: u64) -> Result<Option<ModelStep>> {
        let key = Key::LineModelStep { register: register.clone(), number };
        match self.store().get(&key).await {
            Ok(bytes) => Ok(parse(&bytes).ok()),
            Err(error) if error.is_missing() || error.is_damaged() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

fn older(register: &RegisterId) -> Error {
    Error::Unusable(format!(
        "the store knows what the register {register} learned and this catalogue does not: the catalogue came back from an \
         older backup, or two catalogues write to one store; nothing was written: stop all daftar programs, move this \
         catalogue away, and run daftar catalogue rebuild"
    ))
}
