//! Which acts stand after scans were withdrawn, and what others tell of those that do not. Not for withdrawing: see
//! `withdrawing`.

use std::collections::BTreeMap;

use catalogue::{ActFacts, Changed, Register, Written};
use register::id::{ActId, RegisterId};

use crate::{Archive, Result};

impl Archive {
    /// Acts of scans that were withdrawn stand no longer, and others tell of them no more; the register is published
    /// without them. Nothing is done when no scan left.
    pub(crate) async fn restand(&self, id: &RegisterId) -> Result<()> {
        let (due, changed) = loop {
            let register = self.register(id).await?;
            if register.restand_due == 0 {
                return Ok(());
            }
            let changed = self.without_withdrawn(&register).await?;
            if self.catalogue().put_acts(&changed).await? == Written::Done {
                break (register.restand_due, changed);
            }
        };
        self.catalogue().restanded(id, due).await?;
        for changed in &changed {
            self.publish_register(&changed.register).await?;
        }
        Ok(())
    }

    /// What changes, in the register and in those that told of its acts, without the acts of withdrawn scans.
    async fn without_withdrawn(&self, register: &Register) -> Result<Vec<Changed>> {
        let id = &register.card.id;
        let scans = self.catalogue().scans(id).await?;
        let gone = |number: u32| {
            scans.iter().any(|scan| scan.id.number == number && scan.state == catalogue::State::Withdrawn)
        };
        let all = self.catalogue().acts(id, 0, u64::MAX).await?;
        let acts = without(all, |act| act.pages.first().is_some_and(|page| gone(page.scan.number)));
        let lost: Vec<ActId> =
            acts.iter().filter(|act| !act.standing).map(|act| act.machine.id.clone()).collect();
        let mut own = Changed { register: id.clone(), revision: register.revision, acts };
        let mut changed = Vec::new();
        for told in self.untold(&lost).await? {
            if told.register == *id {
                own.acts = merged(own.acts, told.acts);
            } else {
                changed.push(told);
            }
        }
        changed.insert(0, own);
        Ok(changed)
    }
}

/// Acts that change in their place, and acts that change in what they tell.
fn merged(moved: Vec<ActFacts>, told: Vec<ActFacts>) -> Vec<ActFacts> {
    let mut told: BTreeMap<ActId, ActFacts> =
        told.into_iter().map(|act| (act.machine.id.clone(), act)).collect();
    let mut all = moved;
    for act in &mut all {
        if let Some(told) = told.remove(&act.machine.id) {
            act.machine = told.machine;
        }
    }
    all.extend(told.into_values());
    all
}

/// The acts whose facts change when those that are `gone` stand no longer and the others close up.
fn without(all: Vec<ActFacts>, gone: impl Fn(&ActFacts) -> bool) -> Vec<ActFacts> {
    let mut changed = Vec::new();
    let mut place = 0;
    for mut act in all {
        if gone(&act) {
            act.standing = false;
            changed.push(act);
            continue;
        }
        if act.place != place {
            act.place = place;
            changed.push(act);
        }
        place += 1;
    }
    changed
}
