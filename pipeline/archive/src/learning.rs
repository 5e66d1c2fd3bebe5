//! What people's decisions in a register teach about the rest of it, from catalogue to words; sealed acts and adoptions teach
//! nothing. Not for what is learned, nor how it shifts candidates: that is `register::learned`.

use std::collections::BTreeMap;

use catalogue::ActFacts;
use register::{
    access::{Access, Role},
    decision::Decision,
    id::{ActId, RegisterId},
    learned::Learned,
};

use crate::{Archive, Result};

/// A screen learns from so many acts before and behind the one it shows: those of the same hand stand near, and a person
/// waits for the answer.
const NEAR: u64 = 250;

impl Archive {
    /// What was learned in a whole register, to extract its acts by.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn learned(&self, id: &RegisterId) -> Result<Learned> {
        let all = |_: &ActFacts| true;
        self.learned_between(id, (0, u64::MAX), all).await
    }

    /// What was learned near a place in a register, from acts that the role may see: a screen tells nothing of others.
    pub(crate) async fn learned_near(&self, role: Role, id: &RegisterId, place: u64) -> Result<Learned> {
        let near = (place.saturating_sub(NEAR), place.saturating_add(NEAR));
        self.learned_between(id, near, |act| role.may_see(act.access)).await
    }

    async fn learned_between(
        &self,
        id: &RegisterId,
        (from, to): (u64, u64),
        may: impl Fn(&ActFacts) -> bool,
    ) -> Result<Learned> {
        let acts = self.catalogue().acts(id, from, to).await?;
        let taught: Vec<ActFacts> = acts.into_iter().filter(|act| teaches(act) && may(act)).collect();
        if taught.is_empty() {
            return Ok(Learned::default());
        }
        let decisions: BTreeMap<ActId, Vec<Decision>> = self.catalogue().decisions_on(id, from, to).await?;
        let pairs = taught.iter().filter_map(|act| {
            let decisions = decisions.get(&act.machine.id)?;
            Some((&act.machine, decisions.as_slice()))
        });
        Ok(Learned::of(pairs))
    }
}

/// Was it decided on, and may other acts tell of it?
fn teaches(act: &ActFacts) -> bool {
    act.revision > 0 && act.access != Access::Sealed && !act.machine.is_secret()
}
