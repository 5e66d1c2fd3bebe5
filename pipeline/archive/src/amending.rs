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
        if from == 0 {
            return Ok(false);
        }
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
        let Changes { mut acts, gone, mut others } = self.changed_acts(&id, &acts).await?;
        let texts = self.texts(&id, to, &texts).await?;
        // Lines are found with their act, so every act of a page goes in with it, and every page of an act.
        let pages = loop {
            let pages = touched(&texts, &acts);
            let lines = pages.iter().flat_map(|page| &page.lines);
            let mut with: BTreeSet<&ActId> = lines.filter_map(|line| line.act.as_ref()).collect();
            with.retain(|id| acts.iter().all(|act| act.id != **id));
            if with.is_empty() {
                break pages.into_iter().cloned().collect::<Vec<_>>();
            }
            let (beside, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(|act| with.contains(&act.id));
            if beside.len() < with.len() {
                return Ok(false);
            }
            acts.extend(beside);
            others = rest;
        };
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

    /// The texts of all pages, those of parts that differ marked.
    async fn texts(&self, id: &RegisterId, to: &Manifest, parts: &[Pair]) -> Result<Vec<Text>> {
        let mut texts = Vec::new();
        for part in &to.pages {
            let differs = parts.iter().any(|(_, now)| now == part);
            let pages = self.part::<PagesPart>(id, part).await?.pages;
            texts.extend(pages.into_iter().map(|page| Text { page, differs }));
        }
        Ok(texts)
    }
}

/// The pages of parts that differ, and those on which one of the acts stands.
fn touched<'t>(texts: &'t [Text], acts: &[Act]) -> Vec<&'t PageText> {
    let spots = acts.iter().flat_map(|act| act.fields.values()).flat_map(|field| &field.spots);
    let stand: BTreeSet<(&ScanId, Half)> = spots.map(|spot| (&spot.scan, spot.half)).collect();
    let ids: BTreeSet<&ActId> = acts.iter().map(|act| &act.id).collect();
    let names_one =
        |page: &PageText| page.lines.iter().any(|l| l.act.as_ref().is_some_and(|id| ids.contains(id)));
    let touched = |text: &&Text| {
        text.differs || stand.contains(&(&text.page.scan, text.page.half)) || names_one(&text.page)
    };
    texts.iter().filter(touched).map(|text| &text.page).collect()
}

/// The text of a page.
struct Text {
    page: PageText,
    /// Is it of a part that differs?
    differs: bool,
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
