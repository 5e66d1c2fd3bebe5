//! What ties a register's acts to those of others, and what they break together: found when its acts are extracted, kept
//! with the acts on both sides. Imported acts keep what they came with. Not for the ties themselves: see
//! `register::links`; and not for who may see them: see `access`.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{ActFacts, Written};
use register::{
    act::{Act, Doubt, Link, LinkState},
    id::{ActId, RegisterId},
    links::{Known, links_of, ties},
    rules::{across, is_of_several_registers},
};

use crate::{Archive, Error, Result, following::blocking, standing::settled};

/// Acts of other registers up to which an archive is looked through. Every extraction of a register loads and parses all of
/// them, so that reading a whole archive costs the square of its registers; some 2 KB each are held meanwhile. Beyond, acts
/// are tied within their own register, and ties to others stay as they are.
const MOST_HELD: u64 = 20_000;
/// Acts read at a time.
const CHUNK: u64 = 512;

/// What is told of acts by others.
pub(crate) struct Ties {
    links: BTreeMap<ActId, Vec<Link>>,
    doubts: BTreeMap<ActId, Vec<Doubt>>,
    /// Acts of other registers of which something else is told than before.
    others: BTreeMap<RegisterId, BTreeSet<ActId>>,
    /// The register's own acts where no others were looked at: what ties them to others is not known anew.
    alone: Option<BTreeSet<ActId>>,
}

/// What is known of the acts of other registers, and where each stands.
#[derive(Default)]
pub(crate) struct Held {
    known: Vec<Known>,
    homes: BTreeMap<ActId, RegisterId>,
    /// What they are tied to so far.
    tied: BTreeMap<ActId, Vec<ActId>>,
}

impl Ties {
    /// Puts what is told into the machine's act; says whether that changed it. A tie a person verified stays, and so does
    /// an imported act.
    pub(crate) fn put(&self, facts: &mut ActFacts) -> bool {
        if facts.imported {
            return false;
        }
        let before = facts.machine.clone();
        self.put_into(&mut facts.machine);
        facts.machine != before
    }

    fn put_into(&self, act: &mut Act) {
        let Act { id, links, doubts, .. } = act;
        let unseen = |other: &ActId| self.alone.as_ref().is_some_and(|own| !own.contains(other));
        links.retain(|link| link.state == LinkState::Verified || unseen(&link.to));
        let kept: BTreeSet<ActId> = links.iter().map(|link| link.to.clone()).collect();
        let new = self.links.get(id).into_iter().flatten().filter(|link| !kept.contains(&link.to));
        links.extend(new.cloned());
        let other = |doubt: &Doubt| doubt.values.get("other").map(|id| ActId(id.clone()));
        doubts.retain(|doubt| {
            !is_of_several_registers(doubt) || other(doubt).is_some_and(|other| unseen(&other))
        });
        doubts.extend(self.doubts.get(id).into_iter().flatten().cloned());
    }
}

impl Archive {
    /// What ties the acts of a register, as they will stand, to each other and to those held of other registers; `None`
    /// where these are too many.
    pub(crate) async fn ties(
        &self,
        id: &RegisterId,
        acts: &[ActFacts],
        others: Option<&Held>,
    ) -> Result<Ties> {
        let none = Held::default();
        let held = others.unwrap_or(&none);
        let office = self.register(id).await?.card.authority;
        let (mut known, mut own) = (Vec::new(), BTreeMap::new());
        for facts in acts.iter().filter(|act| act.standing) {
            let act = settled(facts, &self.decisions_on(facts).await?);
            known.extend(Known::of(&act, office.as_deref()));
            own.insert(act.id.clone(), act);
        }
        known.extend(held.known.iter().cloned());
        let (links, tied) = blocking(move || Ok(tied(&known))).await?;
        let near = near(&own, &tied);
        let doubts = self.broken_together(own.clone(), &near).await?;
        let was_tied = |act: &ActId| held.tied.get(act).into_iter().flatten().any(|to| own.contains_key(to));
        let is_told = |act: &&ActId| near.contains(*act) && touches(&tied, act, &own) || was_tied(act);
        let mut told: BTreeMap<RegisterId, BTreeSet<ActId>> = BTreeMap::new();
        for (act, home) in held.homes.iter().filter(|(act, _)| is_told(act)) {
            told.entry(home.clone()).or_default().insert(act.clone());
        }
        let alone = others.is_none().then(|| acts.iter().map(|act| act.machine.id.clone()).collect());
        Ok(Ties { links, doubts, others: told, alone })
    }

    /// Reduces the acts of all other registers, a few at a time; `None` where they are too many.
    pub(crate) async fn hold_others(&self, id: &RegisterId) -> Result<Option<Held>> {
        let registers = self.catalogue().registers().await?;
        let others: Vec<_> = registers.into_iter().filter(|other| other.card.id != *id).collect();
        let mut all = 0;
        for other in &others {
            all += self.catalogue().act_count(&other.card.id).await?;
        }
        if all > MOST_HELD {
            tracing::warn!(register = %id, acts = all, "too many acts to tie them to those of other registers");
            return Ok(None);
        }
        let mut held = Held::default();
        for other in others {
            let mut from = 0;
            loop {
                let acts = self.settled_acts(&other.card.id, from, from + CHUNK).await?;
                if acts.is_empty() {
                    break;
                }
                for (facts, act) in acts {
                    held.homes.insert(act.id.clone(), other.card.id.clone());
                    let tied: Vec<ActId> = facts.machine.links.into_iter().map(|link| link.to).collect();
                    if !tied.is_empty() {
                        held.tied.insert(act.id.clone(), tied);
                    }
                    held.known.extend(Known::of(&act, other.card.authority.as_deref()));
                }
                from += CHUNK;
            }
        }
        Ok(Some(held))
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
            acts.push(settled(&facts, &self.decisions_on(&facts).await?));
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

    /// Tells acts of other registers what ties them now, and publishes these registers.
    pub(crate) async fn tie_others(&self, ties: &Ties) -> Result<()> {
        for (id, acts) in &ties.others {
            loop {
                let register = self.register(id).await?;
                let mut changed = Vec::new();
                for act in acts {
                    let facts = self.catalogue().act(act).await?.filter(|facts| facts.standing);
                    changed.extend(facts.and_then(|mut facts| ties.put(&mut facts).then_some(facts)));
                }
                if changed.is_empty() {
                    break;
                }
                if self.catalogue().put_acts(id, register.revision, &changed).await? == Written::Done {
                    self.publish_register(id).await?;
                    break;
                }
            }
        }
        Ok(())
    }
}

/// Ties of acts by id, those that would stand in the wrong order of life among them: a divorce before its marriage.
type Tied = BTreeMap<ActId, BTreeSet<ActId>>;

/// What is kept of ties, and which acts are near each other.
fn tied(known: &[Known]) -> (BTreeMap<ActId, Vec<Link>>, Tied) {
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

fn touches(tied: &Tied, act: &ActId, own: &BTreeMap<ActId, Act>) -> bool {
    tied.get(act).into_iter().flatten().any(|other| own.contains_key(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ties_an_act_to_registers_that_were_not_looked_at_stays() {
        let text = r#"{"id":"a/1","register":"a","type":"marriage","fields":{},
            "links":[{"to":"b/1","kind":"divorce","state":"suggested","score":0.9},
                     {"to":"a/2","kind":"marriage","state":"suggested","score":0.9}],
            "doubts":[{"rule":"divorce-before-marriage","severity":"error","text":"","fields":[],
                       "values":{"other":"b/1"}}]}"#;
        let left = |alone: bool| {
            let own = ["a/1", "a/2"].map(|id| ActId(id.into()));
            let ties = Ties {
                links: BTreeMap::new(),
                doubts: BTreeMap::new(),
                others: BTreeMap::new(),
                alone: alone.then(|| own.into()),
            };
            let mut act: Act = serde_json::from_str(text).unwrap();
            ties.put_into(&mut act);
            let links: Vec<String> = act.links.iter().map(|link| link.to.to_string()).collect();
            (links, act.doubts.len())
        };
        assert_eq!(left(true), (vec!["b/1".to_owned()], 1));
        assert_eq!(left(false), (vec![], 0));
    }
}
