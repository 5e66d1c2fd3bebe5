//! What acts are told of each other, put into them: into the register's own and into those of other registers that it
//! concerns, and taken out again of those whose act is gone. Not for finding it.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{ActFacts, Changed};
use register::{
    act::{Act, Doubt, Link, LinkState},
    id::{ActId, RegisterId},
    rules::is_of_several_registers,
};

use crate::{Archive, Result};

/// What is told of acts by others.
#[derive(Default)]
pub(crate) struct Ties {
    pub(super) links: BTreeMap<ActId, Vec<Link>>,
    pub(super) doubts: BTreeMap<ActId, Vec<Doubt>>,
    /// The register's acts, those it lost among them.
    pub(super) own: BTreeSet<ActId>,
    /// Acts of other registers of which all ties are known anew: those that are or were tied to its own.
    pub(super) whole: BTreeSet<ActId>,
    /// Acts that were judged together.
    pub(super) near: BTreeSet<ActId>,
    /// Where acts of other registers stand.
    pub(super) homes: BTreeMap<ActId, RegisterId>,
}

/// The other act that gave rise to a doubt.
fn other(doubt: &Doubt) -> Option<ActId> {
    doubt.values.get("other").filter(|_| is_of_several_registers(doubt)).map(|id| ActId(id.clone()))
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
        let own = self.own.contains(id);
        if own || self.whole.contains(id) {
            links.retain(|link| link.state == LinkState::Verified);
            let kept: BTreeSet<ActId> = links.iter().map(|link| link.to.clone()).collect();
            let new = self.links.get(id).into_iter().flatten().filter(|link| !kept.contains(&link.to));
            links.extend(new.cloned());
        }
        // Of what others break with acts that were not looked at, nothing is known anew.
        let is_judged = |with: &ActId| {
            own || self.own.contains(with) || self.whole.contains(id) && self.near.contains(with)
        };
        doubts.retain(|doubt| {
            !is_of_several_registers(doubt) || other(doubt).is_some_and(|with| !is_judged(&with))
        });
        let new = self.doubts.get(id).into_iter().flatten();
        doubts.extend(new.filter(|doubt| other(doubt).is_some_and(|with| is_judged(&with))).cloned());
    }

    /// The acts of other registers that may be told something else than before, by register.
    fn others(&self) -> BTreeMap<RegisterId, Vec<ActId>> {
        let of_own = |doubt: &Doubt| other(doubt).is_some_and(|with| self.own.contains(&with));
        let doubted = self.doubts.iter().filter(|(_, doubts)| doubts.iter().any(of_own)).map(|(id, _)| id);
        let mut told: BTreeMap<RegisterId, Vec<ActId>> = BTreeMap::new();
        for act in self.whole.iter().chain(doubted).collect::<BTreeSet<_>>() {
            if let Some(home) = self.homes.get(act) {
                told.entry(home.clone()).or_default().push(act.clone());
            }
        }
        told
    }
}

impl Archive {
    /// The acts of other registers that are told something else now, to be written with the register's own.
    pub(crate) async fn told_others(&self, ties: &Ties) -> Result<Vec<Changed>> {
        self.change(ties.others(), |facts| ties.put(facts)).await
    }

    /// The acts of all registers that told of acts which are gone, without what they told of them.
    pub(crate) async fn untold(&self, gone: &[ActId]) -> Result<Vec<Changed>> {
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        self.key_due().await?;
        let tellers: BTreeSet<ActId> = self.catalogue().acts_that_tell_of(gone).await?.into_iter().collect();
        let mut homes: BTreeMap<RegisterId, Vec<ActId>> = BTreeMap::new();
        for act in self.catalogue().acts_named(&tellers.into_iter().collect::<Vec<_>>()).await? {
            homes.entry(act.machine.register).or_default().push(act.machine.id);
        }
        let gone: BTreeSet<ActId> = gone.iter().cloned().collect();
        self.change(homes, |facts| !facts.imported && forget(&mut facts.machine, &gone)).await
    }

    /// These acts as they stand now, changed; those that stay as they are are left out.
    async fn change(
        &self,
        acts: BTreeMap<RegisterId, Vec<ActId>>,
        change: impl Fn(&mut ActFacts) -> bool,
    ) -> Result<Vec<Changed>> {
        let mut all = Vec::new();
        for (register, ids) in acts {
            let revision = self.register(&register).await?.revision;
            let mut acts = self.catalogue().acts_named(&ids).await?;
            acts.retain_mut(&change);
            if !acts.is_empty() {
                all.push(Changed { register, revision, acts });
            }
        }
        Ok(all)
    }
}

/// Takes out what an act tells of acts that are gone; says whether that changed it. What a person verified stays.
fn forget(act: &mut Act, gone: &BTreeSet<ActId>) -> bool {
    let before = (act.links.len(), act.doubts.len());
    act.links.retain(|link| link.state == LinkState::Verified || !gone.contains(&link.to));
    act.doubts.retain(|doubt| other(doubt).is_none_or(|with| !gone.contains(&with)));
    before != (act.links.len(), act.doubts.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marriage() -> Act {
        let text = r#"{"id":"a/1","register":"a","type":"marriage","fields":{},
            "links":[{"to":"b/1","kind":"divorce","state":"suggested","score":0.9},
                     {"to":"c/1","kind":"death","state":"suggested","score":0.9},
                     {"to":"d/1","kind":"birth","state":"verified"}],
            "doubts":[{"rule":"remarried-before-end","severity":"error","text":"","fields":[],
                       "values":{"other":"b/1"}},
                      {"rule":"remarried-before-end","severity":"error","text":"","fields":[],
                       "values":{"other":"e/1"}}]}"#;
        serde_json::from_str(text).unwrap()
    }

    fn ids(all: &[&str]) -> BTreeSet<ActId> {
        all.iter().map(|id| ActId((*id).into())).collect()
    }

    /// Whom an act tells of.
    fn left(act: &Act) -> (Vec<String>, Vec<String>) {
        let links = act.links.iter().map(|link| link.to.to_string()).collect();
        (links, act.doubts.iter().filter_map(other).map(|id| id.to_string()).collect())
    }

    fn check(ties: &Ties, links: &[&str], doubts: &[&str]) {
        let mut act = marriage();
        ties.put_into(&mut act);
        let (tied, doubted) = left(&act);
        assert_eq!(
            (tied, doubted),
            (
                links.iter().map(ToString::to_string).collect(),
                doubts.iter().map(ToString::to_string).collect()
            )
        );
    }

    #[test]
    fn what_a_register_told_before_is_told_no_more() {
        check(&Ties { own: ids(&["a/1"]), ..Ties::default() }, &["d/1"], &[]);
    }

    #[test]
    fn an_act_of_another_register_keeps_what_it_breaks_with_acts_not_looked_at() {
        let ties = Ties { own: ids(&["b/1"]), whole: ids(&["a/1"]), ..Ties::default() };
        check(&ties, &["d/1"], &["e/1"]);
        check(&Ties { near: ids(&["a/1", "e/1"]), ..ties }, &["d/1"], &[]);
    }

    #[test]
    fn an_act_that_was_not_looked_at_whole_keeps_its_ties() {
        check(&Ties { own: ids(&["b/1"]), ..Ties::default() }, &["b/1", "c/1", "d/1"], &["e/1"]);
    }

    #[test]
    fn what_is_gone_is_forgotten_but_for_what_a_person_verified() {
        let mut act = marriage();
        assert!(forget(&mut act, &ids(&["b/1", "d/1"])));
        assert_eq!(left(&act), (vec!["c/1".into(), "d/1".into()], vec!["e/1".into()]));
        assert!(!forget(&mut act, &ids(&["b/1"])));
    }
}
