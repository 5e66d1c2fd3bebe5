//! Which acts stand after an extraction: matched to those before, settled, classed, written under the claim, published. Not
//! for the matching itself; nor for withdrawals: see `restanding`.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{ActFacts, Changed, Claim, Register, Scan, Settled, Written};
use register::{
    act::{Act, Status},
    asking,
    decision::{Decision, settle},
    id::{ActId, RegisterId},
    volume::RegisterCard,
};

use crate::{Archive, Result, finishing::finished, matching, work::Finished};

/// The act with decisions applied, state and class as they stand in the catalogue, in a book with that card.
pub(crate) fn settled(facts: &ActFacts, decisions: &[Decision], card: &RegisterCard) -> Act {
    let mut act = settle(&facts.machine, decisions, card.years);
    act.access = facts.access;
    act
}

impl Archive {
    /// Keeps the acts (in capture order), matched to those that stand and tied to others, and publishes the register.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn finish_extract(&self, claim: &Claim, acts: Vec<Act>, version: &str) -> Result<Finished> {
        let told = loop {
            let register = self.register(&claim.register).await?;
            let mut acts = self.matched(&register, acts.clone()).await?;
            let ties = self.ties(&claim.register, &acts).await?;
            for act in &mut acts {
                ties.put(act);
            }
            let others = self.told_others(&ties).await?;
            let own = Changed { register: claim.register.clone(), revision: register.revision, acts };
            let changed: Vec<Changed> = std::iter::once(own).chain(others).collect();
            match self.catalogue().finish_extract(claim, &changed, version).await? {
                // Somebody decided meanwhile: match again with that.
                Written::Moved => {}
                Written::Stale => return Ok(Finished::Stale),
                Written::Done => break changed,
            }
        };
        for changed in &told {
            self.publish_register(&changed.register).await?;
        }
        finished(Written::Done)
    }

    /// The facts of all acts of the register after this reading; imported acts follow those of scans.
    async fn matched(&self, register: &Register, read: Vec<Act>) -> Result<Vec<ActFacts>> {
        let id = &register.card.id;
        let scans = self.catalogue().scans(id).await?;
        let mut acts = self.named(id, &read, &scans).await?;
        for act in &mut acts {
            self.settle_facts(register, act).await?;
        }
        let first = acts.iter().filter(|act| act.standing).count() as u64;
        let imported = self.catalogue().acts(id, 0, u64::MAX).await?.into_iter().filter(|act| act.imported);
        for (place, mut imported) in (first..).zip(imported) {
            if imported.place != place {
                imported.place = place;
                acts.push(imported);
            }
        }
        Ok(acts)
    }

    /// The acts of the reading, matched. A name that an imported act or another register has is passed over,
    /// as long as the next one is taken too.
    async fn named(&self, id: &RegisterId, read: &[Act], scans: &[Scan]) -> Result<Vec<ActFacts>> {
        let before = self.catalogue().acts_of_scans(id).await?;
        let mut elsewhere = BTreeSet::new();
        loop {
            let acts = matching::match_acts(read.to_vec(), before.clone(), scans, &elsewhere);
            let ids: Vec<ActId> = acts.iter().map(|act| act.machine.id.clone()).collect();
            let taken = self.catalogue().taken(&ids).await?.into_iter();
            let of_others = taken.filter(|(_, register, kept)| kept.imported || register != id);
            let found = elsewhere.len();
            elsewhere.extend(of_others.map(|(act, _, _)| act));
            if elsewhere.len() == found {
                return Ok(acts);
            }
        }
    }

    /// Writes acts of a register as it was read.
    pub(crate) async fn put_acts(&self, register: &Register, acts: Vec<ActFacts>) -> Result<Written> {
        let changed = Changed { register: register.card.id.clone(), revision: register.revision, acts };
        Ok(self.catalogue().put_acts(&[changed]).await?)
    }

    /// State and class of an act as settled.
    pub(crate) async fn settle_facts(&self, register: &Register, facts: &mut ActFacts) -> Result<()> {
        let decisions = self.decisions_on(facts).await?;
        let stands = self.stands(&facts.machine, &decisions, &register.card);
        (facts.status, facts.access, facts.referred) = (stands.status, stands.access, stands.referred);
        Ok(())
    }

    /// Where an act stands with these decisions applied.
    pub(crate) fn stands(&self, machine: &Act, decisions: &[Decision], card: &RegisterCard) -> Settled {
        let act = settle(machine, decisions, card.years);
        let referred = act.status == Status::Machine && asking::undecided(&act, decisions).is_empty();
        Settled { status: act.status, access: self.class_of(&act, card), referred }
    }

    /// The act with all decisions applied, state and class as they stand in the catalogue.
    pub(crate) async fn settled(&self, facts: &ActFacts) -> Result<Act> {
        let decisions = self.decisions_on(facts).await?;
        if decisions.is_empty() {
            return Ok(Act { access: facts.access, ..facts.machine.clone() });
        }
        let card = self.register(&facts.machine.register).await?.card;
        Ok(settled(facts, &decisions, &card))
    }

    pub(crate) async fn decisions_on(&self, facts: &ActFacts) -> Result<Vec<Decision>> {
        if facts.revision == 0 {
            return Ok(Vec::new());
        }
        Ok(self.catalogue().decisions(&facts.machine.id).await?)
    }

    /// Standing acts of a range of places, settled, with their facts.
    pub(crate) async fn settled_acts(
        &self,
        id: &RegisterId,
        from: u64,
        to: u64,
    ) -> Result<Vec<(ActFacts, Act)>> {
        let facts = self.catalogue().acts(id, from, to).await?;
        let decisions: BTreeMap<ActId, Vec<Decision>> = if facts.iter().any(|act| act.revision > 0) {
            self.catalogue().decisions_on(id, from, to).await?
        } else {
            BTreeMap::new()
        };
        let (card, none) = (self.register(id).await?.card, Vec::new());
        let act = |facts: ActFacts| {
            let act = settled(&facts, decisions.get(&facts.machine.id).unwrap_or(&none), &card);
            (facts, act)
        };
        Ok(facts.into_iter().map(act).collect())
    }
}
