//! What ties a register's acts to those of others, and what they break together: found when its acts are extracted, kept
//! with the acts on both sides, in one transaction. Imported acts keep what they came with. Not for the ties themselves:
//! see `register::links`; and not for who may see them: see `access`.

mod around;
mod keying;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::ActFacts;
use register::{
    act::{Act, Doubt, Link},
    id::{ActId, RegisterId},
    links::{Known, links_of, ties},
    rules::across,
};

use crate::{Archive, Error, Result, following::blocking};

use around::Around;
pub(crate) use told::Ties;

impl Archive {
    /// What ties the acts of a register, as they will stand, to each other and to those held of other registers.
    ///
    /// Looked at are the acts that share a key with the register's, and those that share one with acts found tied: then
    /// of both all ties are known.
    pub(crate) async fn ties(&self, id: &RegisterId, acts: &[ActFacts]) -> Result<Ties> {
        self.key_due().await?;
        let (mut around, own) = self.own(id, acts).await?;
        let all: BTreeSet<ActId> = acts.iter().map(|act| act.machine.id.clone()).collect();
        let tellers = self.tellers(id, &all).await?;
        self.add_acts(&mut around, &tellers).await?;
        let keys: BTreeSet<_> =
            around.known.iter().filter(|act| act.register == *id).flat_map(Known::keys).collect();
        self.add_sharing(&mut around, id, keys).await?;
        let (known, (_, first)) = tied(around.known).await?;
        around.known = known;
        let touching = |act: &&ActId| {
            tellers.contains(*act) || first.get(*act).into_iter().flatten().any(|to| own.contains_key(to))
        };
        let whole: BTreeSet<ActId> = around.homes.keys().filter(touching).cloned().collect();
        let keys: BTreeSet<_> =
            around.known.iter().filter(|act| whole.contains(&act.id)).flat_map(Known::keys).collect();
        self.add_sharing(&mut around, id, keys).await?;
        let (_, (links, tied)) = tied(around.known).await?;
        let near = near(&own, &tied);
        let doubts = self.broken_together(own, &near).await?;
        Ok(Ties { links, doubts, own: all, whole, near, homes: around.homes })
    }

    /// The register's acts that will stand, settled, and what is known of them.
    async fn own(&self, id: &RegisterId, acts: &[ActFacts]) -> Result<(Around, BTreeMap<ActId, Act>)> {
        let office = self.register(id).await?.card.authority;
        let (mut around, mut own) = (Around::default(), BTreeMap::new());
        for facts in acts.iter().filter(|act| act.standing) {
            let act = self.settled(facts).await?;
            around.known.extend(Known::of(&act, office.as_deref()));
            own.insert(act.id.clone(), act);
        }
        Ok((around, own))
    }

    /// The acts of other registers that tell of any of these so far.
    async fn tellers(&self, id: &RegisterId, acts: &BTreeSet<ActId>) -> Result<Vec<ActId>> {
        let acts: Vec<ActId> = acts.iter().cloned().collect();
        let tellers = self.catalogue().acts_that_tell_of(&acts).await?;
        let tellers: BTreeSet<ActId> = tellers.into_iter().collect();
        let facts = self.catalogue().acts_named(&tellers.into_iter().collect::<Vec<_>>()).await?;
        Ok(facts.into_iter().filter(|act| act.machine.register != *id).map(|act| act.machine.id).collect())
    }

    /// What the register's acts and those near them break together, by act.
    async fn broken_together(
        &self,
        own: BTreeMap<ActId, Act>,
        near: &BTreeSet<ActId>,
    ) -> Result<BTreeMap<ActId, Vec<Doubt>>> {
        let mut acts: Vec<Act> = near.iter().filter_map(|id| own.get(id).cloned()).collect();
        for id in near.iter().filter(|id| !own.contains_key(*id)) {
            let facts = self.catalogue().act(id).await?.ok_or_else(|| Error::NoAct(id.clone()))?;
            acts.push(self.settled(&facts).await?);
        }
        let offices = self.offices_of(&acts).await?;
        let found = move || across(&acts, |id| offices.get(id).and_then(Option::as_deref));
        let mut doubts: BTreeMap<ActId, Vec<Doubt>> = BTreeMap::new();
        for breach in blocking(move || Ok(found())).await? {
            doubts.entry(breach.act).or_default().push(breach.doubt);
        }
        Ok(doubts)
    }

    /// The offices on the cards of the acts' registers.
    async fn offices_of(&self, acts: &[Act]) -> Result<BTreeMap<RegisterId, Option<String>>> {
        let mut offices = BTreeMap::new();
        for act in acts {
            if !offices.contains_key(&act.register) {
                let card = self.register(&act.register).await?.card;
                offices.insert(act.register.clone(), card.authority);
            }
        }
        Ok(offices)
    }
}

/// Ties of acts by id, those that would stand in the wrong order of life among them: a divorce before its marriage.
type Tied = BTreeMap<ActId, BTreeSet<ActId>>;

/// What is kept of ties, and which acts are near each other, as both follow from what is known, which is given back.
async fn tied(known: Vec<Known>) -> Result<(Vec<Known>, (BTreeMap<ActId, Vec<Link>>, Tied))> {
    blocking(move || {
        let tied = tied_of(&known);
        Ok((known, tied))
    })
    .await
}

fn tied_of(known: &[Known]) -> (BTreeMap<ActId, Vec<Link>>, Tied) {
    let likely = ties(known);
    let mut tied = Tied::new();
    for tie in &likely {
        let (from, to) = (&known[tie.from].id, &known[tie.to].id);
        tied.entry(from.clone()).or_default().insert(to.clone());
        tied.entry(to.clone()).or_default().insert(from.clone());
    }
    let links = links_of(known, likely);
    for (from, links) in &links {
        tied.entry(from.clone()).or_default().extend(links.iter().map(|link| link.to.clone()));
    }
    (links, tied)
}

/// The acts that are tied to the register's, and those tied to them: a marriage, the one before, and its divorce.
fn near(own: &BTreeMap<ActId, Act>, tied: &Tied) -> BTreeSet<ActId> {
    let mut near: BTreeSet<ActId> = own.keys().filter(|id| tied.contains_key(*id)).cloned().collect();
    for _ in 0..2 {
        let next: Vec<ActId> = near.iter().filter_map(|id| tied.get(id)).flatten().cloned().collect();
        near.extend(next);
    }
    near
}
