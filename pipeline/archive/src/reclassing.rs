//! Acts are classed again when the rules of closure are others, when a year has passed, or when the card was
//! put right: a class is settled when an act is written, and would stand for ever. Not for the rules themselves:
//! see `access`.

use catalogue::Written;
use register::id::RegisterId;
use store::Digest;

use crate::{Archive, Result, clock, ingest::json};

/// Acts looked at in one go.
const AT_A_TIME: u64 = 2000;

impl Archive {
    /// Classes again all acts of registers that were classed under other rules, or in another year; what
    /// changes waits to be published.
    pub(crate) async fn reclass_due(&self) -> Result<()> {
        let rules = (&self.settings().closure, clock::year_of(clock::now()));
        let rules = Digest::of(&json(&rules)).to_string();
        for due in self.catalogue().classings_due(&rules).await? {
            self.reclass(&due.register, Acts::Lost).await?;
            let mut from = 0;
            while self.reclass(&due.register, Acts::Standing { from }).await? > 0 {
                from += AT_A_TIME;
            }
            self.catalogue().classed(&due, &rules).await?;
        }
        Ok(())
    }

    /// Writes those of the acts whose class is another now; gives the number of acts looked at.
    async fn reclass(&self, id: &RegisterId, which: Acts) -> Result<usize> {
        loop {
            let register = self.register(id).await?;
            let acts = match which {
                // Pages are as closed as the acts that stood on them.
                Acts::Lost => self.catalogue().lost_acts(id).await?,
                Acts::Standing { from } => self.catalogue().acts(id, from, from + AT_A_TIME).await?,
            };
            let (all, mut changed) = (acts.len(), Vec::new());
            for before in acts {
                let mut facts = before.clone();
                self.settle_facts(&register, &mut facts).await?;
                if facts.access != before.access {
                    changed.push(facts);
                }
            }
            // Somebody else may have written acts or decisions meanwhile: then class those.
            if changed.is_empty() || self.put_acts(&register, changed).await? == Written::Done {
                return Ok(all);
            }
        }
    }
}

/// Acts to be classed.
#[derive(Clone, Copy)]
enum Acts {
    /// All that stand no longer.
    Lost,
    /// Some of those that stand, from a place on.
    Standing { from: u64 },
}
