//! Keys of acts that were written since, made before anything is looked for by them. Not for what is found.

use catalogue::{ActFacts, Keyed};
use register::{
    act::Act,
    links::{Known, told_of},
};

use crate::{Archive, Result};

/// Acts keyed in one transaction; some 2 KB each are held meanwhile.
const AT_A_TIME: usize = 512;

impl Archive {
    /// Makes the keys of all acts that were written since they were made: of an archive that had none, once, of all.
    pub(crate) async fn key_due(&self) -> Result<()> {
        loop {
            let due = self.catalogue().keys_due(AT_A_TIME).await?;
            let Some(register) = due.first().map(|(act, _)| act.machine.register.clone()) else {
                return Ok(());
            };
            let mut keyed = Vec::with_capacity(due.len());
            for (facts, written) in due {
                keyed.push(keyed_as(&facts, &self.settled(&facts).await?, written));
            }
            self.catalogue().put_keys(&register, &keyed).await?;
        }
    }
}

/// An act that does not stand is not found and tells of nobody.
fn keyed_as(facts: &ActFacts, settled: &Act, written: i64) -> Keyed {
    let act = facts.machine.id.clone();
    if !facts.standing {
        return Keyed { act, written, keys: Vec::new(), others: Vec::new() };
    }
    // Numbers are found under any office: which one is meant is asked when ties are weighed.
    let known = Known::of(settled, None);
    let keys = known.map(|known| known.keys().into_iter().collect()).unwrap_or_default();
    Keyed { act, written, keys, others: told_of(&facts.machine).into_iter().collect() }
}
