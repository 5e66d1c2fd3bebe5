//! What differs between two generations of a register, part by part, so that a correction in a large register
//! costs the index one part and not all. Not for registers that were read anew: those are replaced.

use std::collections::{BTreeMap, BTreeSet};

use register::{
    act::Act,
    id::{ActId, RegisterId, ScanId},
    page::Half,
    publication::{ActsPart, Manifest, PageText, PagesPart, PartRef},
};
use store::Key;

use crate::{Archive, Result, following::blocking, kept::parse};

/// Parts that may differ for it to be a correction.
const FEW_PARTS: usize = 8;

impl Archive {
    /// Brings the index from generation `from` to that of the manifest by what differs; false when that cannot
    /// be told, or is much.
    pub(crate) async fn amend(&self, from: u64, to: &Manifest) -> Result<bool> {
        let id = to.card.id.clone();
        let key = Key::Manifest { register: id.clone(), generation: from };
        let before: Manifest = match self.store().get(&key).await {
            Ok(bytes) => parse(&bytes)?,
            Err(error) if error.is_missing() => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        let same_shape = before.acts.len() == to.acts.len() && before.pages.len() == to.pages.len();
        let acts = differing(&before.acts, &to.acts);
        let texts = differing(&before.pages, &to.pages);
        if !same_shape || before.card != to.card || acts.len() + texts.len() > FEW_PARTS {
            return Ok(false);
        }
        let Changes { mut acts, gone, others } = self.changed_acts(&id, &acts).await?;
        let pages = self.changed_pages(&id, to, &acts, &texts).await?;
        // Lines are found with their act, so every act of a page goes in with it.
        let mut with: BTreeSet<&ActId> =
            pages.iter().flat_map(|p| &p.lines).filter_map(|l| l.act.as_ref()).collect();
        with.retain(|id| acts.iter().all(|act| act.id != **id));
        let beside: Vec<Act> = others.into_iter().filter(|act| with.contains(&act.id)).collect();
        if beside.len() < with.len() {
            return Ok(false);
        }
        acts.extend(beside);
        let (index, generation) = (self.inner.index.clone(), to.generation);
        blocking(move || Ok(index.amend(&id, from, generation, &acts, &gone, &pages)?)).await
    }

    async fn changed_acts(&self, id: &RegisterId, parts: &[Pair]) -> Result<Changes> {
        let (mut old, mut new) = (BTreeMap::new(), Vec::new());
        for (before, now) in parts {
            let acts = self.part::<ActsPart>(id, before).await?.acts;
            old.extend(acts.into_iter().map(|act| (act.id.clone(), act)));
            new.extend(self.part::<ActsPart>(id, now).await?.acts);
        }
        let ids: BTreeSet<&ActId> = new.iter().map(|act| &act.id).collect();
        let gone = old.keys().filter(|id| !ids.contains(id)).cloned().collect();
        let (others, acts) = new.into_iter().partition(|act| old.get(&act.id) == Some(act));
        Ok(Changes { acts, gone, others })
    }

    /// The pages on which these acts stand, and those of parts that differ.
    async fn changed_pages(
        &self,
        id: &RegisterId,
        to: &Manifest,
        acts: &[Act],
        parts: &[Pair],
    ) -> Result<Vec<PageText>> {
        let spots = acts.iter().flat_map(|act| act.fields.values()).flat_map(|field| &field.spots);
        let stand: BTreeSet<(&ScanId, Half)> = spots.map(|spot| (&spot.scan, spot.half)).collect();
        let mut pages = Vec::new();
        for part in &to.pages {
            let differs = parts.iter().any(|(_, now)| now == part);
            if differs || !stand.is_empty() {
                let found = self.part::<PagesPart>(id, part).await?.pages;
                pages.extend(found.into_iter().filter(|p| differs || stand.contains(&(&p.scan, p.half))));
            }
        }
        Ok(pages)
    }
}

/// Acts of parts that differ.
struct Changes {
    /// New or otherwise.
    acts: Vec<Act>,
    /// No longer there.
    gone: Vec<ActId>,
    /// As they were.
    others: Vec<Act>,
}

type Pair = (PartRef, PartRef);

fn differing(before: &[PartRef], now: &[PartRef]) -> Vec<Pair> {
    before.iter().cloned().zip(now.iter().cloned()).filter(|(before, now)| before != now).collect()
}
