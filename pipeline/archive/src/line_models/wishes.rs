//! What somebody at a desk wished a register to learn: asked, tried in vain, tried again when something changed. Not for
//! learning, nor for what was learned.

use std::collections::BTreeMap;

use register::{
    access::Role,
    id::RegisterId,
    teaching::{Failure, ModelStep, NotLearned, Tried, wish},
    volume::RegisterCard,
};

use crate::{Archive, Error, Result, Viewer, clock};

/// A wish that nothing was learned on since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wished {
    /// Whose.
    pub person: String,
    /// What came of it when it was tried last; none where it was not yet.
    pub failed: Option<Failure>,
}

fn wished(steps: &[ModelStep]) -> Option<Wished> {
    let wish = wish(steps)?;
    Some(Wished { person: wish.person.to_owned(), failed: wish.failed.cloned() })
}

impl Archive {
    /// Asks that a register learns from its lines; the next run does it. False when somebody asked before and it was not
    /// tried yet.
    ///
    /// # Errors
    /// Setting: no such register, the role does not write lines down, or the catalogue is older than the store.
    pub async fn ask_to_learn(&self, viewer: &Viewer, register: &RegisterId) -> Result<bool> {
        if !matches!(viewer.role, Role::Archivist | Role::Verifier) {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "ask for learning" });
        }
        self.register(register).await?;
        self.compare(register).await?;
        if self.wish_to_learn(register).await?.is_some_and(|wished| wished.failed.is_none()) {
            return Ok(false);
        }
        self.note(viewer, "ask-to-learn", register.as_str()).await?;
        let step = ModelStep::Asked { person: viewer.name.clone(), at: clock::rfc3339(clock::now()) };
        self.append_model_step(register, &step).await?;
        Ok(true)
    }

    /// The wish that the register learns, where it was not done since.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn wish_to_learn(&self, register: &RegisterId) -> Result<Option<Wished>> {
        Ok(wished(&self.catalogue().model_steps(register).await?))
    }

    /// Wishes that were tried in vain, by register.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn failed_wishes(&self) -> Result<BTreeMap<RegisterId, Failure>> {
        let all = self.catalogue().all_model_steps().await?.into_iter();
        Ok(all.filter_map(|(register, steps)| Some((register, wished(&steps)?.failed?))).collect())
    }

    /// Registers to let learn now, in the order of their ids: somebody wishes it, nobody lets them learn just now, and it was not
    /// tried in vain with what there is now. `with` names the program that would teach a register and the languages it would
    /// teach it for.
    ///
    /// # Errors
    /// Catalogue or store fail.
    pub async fn registers_to_learn(
        &self,
        with: impl Fn(&RegisterCard) -> String,
    ) -> Result<Vec<RegisterId>> {
        let (mut due, learners) = (Vec::new(), self.learners().await?);
        for (register, steps) in self.catalogue().all_model_steps().await? {
            let Some(wish) = wish(&steps).filter(|_| !learners.contains_key(&register)) else { continue };
            let worth = match wish.failed {
                None => true,
                Some(failed) => self.is_worth_another(&register, failed, &with).await?,
            };
            due.extend(worth.then_some(register));
        }
        Ok(due)
    }

    /// Lines are counted only where it depends on them: a run that waits asks every second.
    async fn is_worth_another(
        &self,
        register: &RegisterId,
        failed: &Failure,
        with: impl Fn(&RegisterCard) -> String,
    ) -> Result<bool> {
        let tried = match failed.missing() {
            Some(_) => self.tried(register, with).await?,
            None => Tried { lines: 0, with: with(&self.register(register).await?.card) },
        };
        Ok(failed.is_worth_another(&tried, clock::passed(&failed.at, clock::now())))
    }

    /// What learning is tried with that begins now.
    ///
    /// # Errors
    /// Setting: no such register. Catalogue or store fail.
    pub async fn tried(
        &self,
        register: &RegisterId,
        with: impl Fn(&RegisterCard) -> String,
    ) -> Result<Tried> {
        let with = with(&self.register(register).await?.card);
        Ok(Tried { lines: self.lines_transcribed(register).await?.there as u64, with })
    }

    /// Keeps that a wish was tried in vain, so that whoever wished it reads why; false where nobody waits for it.
    ///
    /// # Errors
    /// Setting: no such register, the role may not, or the catalogue is older than the store.
    pub async fn keep_failure(
        &self,
        viewer: &Viewer,
        register: &RegisterId,
        why: NotLearned,
        tried: Tried,
    ) -> Result<bool> {
        self.may_teach(viewer, register).await?;
        if self.wish_to_learn(register).await?.is_none() {
            return Ok(false);
        }
        self.note(viewer, "learn", &format!("{register} nothing learned")).await?;
        let failure = Failure { why, tried, at: clock::rfc3339(clock::now()) };
        self.append_model_step(register, &ModelStep::Failed(Box::new(failure))).await?;
        Ok(true)
    }
}
