//! Publishing: a manifest with a generation, and parts named by their content. Parts go to the store first,
//! then the catalogue counts the generation up, then the manifest goes; whoever comes next finishes what a
//! stop left undone. Not for the local index: see `following`.

use catalogue::{ActFacts, Draft, Publication};
use register::{
    act::Act,
    id::RegisterId,
    publication::{ACTS_PER_PART, ActsPart, Manifest, PAGES_PER_PART, PagesPart, PartRef},
};
use store::{Digest, Key};
use tokio::task::JoinSet;

use crate::{Archive, Error, Result, ingest::json, kept::parse, page_texts, working::digest_of};

/// Parts put at the same time: each waits for the disk or the server.
const PUTS_AT_ONCE: usize = 16;
/// Manifests that are kept beside the newest: a follower not further behind tells what differs.
const OLD_MANIFESTS: u64 = 32;
/// Acts of a part, as a place in capture order.
pub(crate) const PER_PART: u64 = ACTS_PER_PART as u64;

impl Archive {
    /// Publishes a register as a whole.
    pub(crate) async fn publish_register(&self, id: &RegisterId) -> Result<()> {
        self.compare(id).await?;
        loop {
            let register = self.register(id).await?;
            let (acts, facts) = self.put_acts_parts(id).await?;
            let texts = self.page_texts(&register.card, &facts).await?;
            let parts = texts.chunks(PAGES_PER_PART).map(|pages| json(&PagesPart { pages: pages.to_vec() }));
            let counts = texts.chunks(PAGES_PER_PART).map(<[_]>::len);
            let pages = self.put_parts(id, parts.zip(counts).collect()).await?;
            let totals = Some((acts.len() as u64, pages.len() as u64));
            let draft = Draft { acts: placed(acts), pages: placed(pages), totals, base: None };
            if let Some(made) = self.catalogue().publish(id, register.revision, &draft).await? {
                return self.put_manifest(&made).await;
            }
        }
    }

    /// Publishes one part of a register's acts, and the page texts whose classes changed with it; all of the
    /// register where those texts are gone.
    pub(crate) async fn publish_part(&self, id: &RegisterId, part: u64) -> Result<()> {
        self.compare(id).await?;
        loop {
            let register = self.register(id).await?;
            let acts = self.settled_acts(id, part * PER_PART, (part + 1) * PER_PART).await?;
            let (facts, acts): (Vec<ActFacts>, Vec<Act>) = acts.into_iter().unzip();
            let pages = match self.reclassed(id, &facts).await {
                Err(error) if error.is_loss() => {
                    tracing::warn!(register = %id, %error, "published texts are gone; all is published anew");
                    return self.publish_register(id).await;
                }
                pages => pages?,
            };
            let count = acts.len();
            let put = self.put_parts(id, vec![(json(&ActsPart { acts }), count)]).await?;
            let acts = put.into_iter().map(|put| (part, put)).collect();
            let draft = Draft { acts, pages, totals: None, base: Some(register.generation) };
            if let Some(made) = self.catalogue().publish(id, register.revision, &draft).await? {
                return self.put_manifest(&made).await;
            }
        }
    }

    /// Finishes what a stop left undone: scans that left, parts, then manifests. Classes follow the rules.
    pub(crate) async fn publish_due(&self) -> Result<()> {
        for register in self.catalogue().restandings_due().await? {
            self.put_records(self.catalogue().scans(&register).await?).await?;
            self.restand(&register).await?;
        }
        self.reclass_due().await?;
        for (register, part) in self.catalogue().publications_due().await? {
            match part {
                Some(part) => self.publish_part(&register, part).await?,
                None => self.publish_register(&register).await?,
            }
        }
        for register in self.catalogue().registers().await?.iter().filter(|r| r.published < r.generation) {
            if let Some(made) = self.catalogue().publication(&register.card.id).await? {
                self.put_manifest(&made).await?;
            }
        }
        Ok(())
    }

    async fn put_manifest(&self, made: &Publication) -> Result<()> {
        let Manifest { card, generation, .. } = &made.manifest;
        let register = card.id.clone();
        self.store().put(&Key::Manifest { register, generation: *generation }, json(&made.manifest)).await?;
        self.catalogue().manifest_kept(&card.id, *generation).await?;
        if let Some(old) = generation.checked_sub(OLD_MANIFESTS + 1).filter(|&old| old > 0) {
            self.store().delete(&Key::Manifest { register: card.id.clone(), generation: old }).await?;
        }
        Ok(())
    }

    /// All acts of a register as parts in the store, with the facts of those that lie on pages.
    async fn put_acts_parts(&self, id: &RegisterId) -> Result<(Vec<PartRef>, Vec<ActFacts>)> {
        let (mut parts, mut on_pages) = (Vec::new(), Vec::new());
        let mut from = 0;
        loop {
            let to = from + PER_PART * PUTS_AT_ONCE as u64;
            let acts = self.settled_acts(id, from, to).await?;
            if acts.is_empty() {
                return Ok((parts, on_pages));
            }
            let (facts, acts): (Vec<ActFacts>, Vec<Act>) = acts.into_iter().unzip();
            on_pages.extend(facts.into_iter().filter(|act| !act.pages.is_empty()));
            let part = |acts: &[Act]| (json(&ActsPart { acts: acts.to_vec() }), acts.len());
            let bytes = acts.chunks(ACTS_PER_PART).map(part).collect();
            parts.extend(self.put_parts(id, bytes).await?);
            from = to;
        }
    }

    /// Puts parts (bytes and number of things in them), several at a time, and names them in order.
    async fn put_parts(&self, id: &RegisterId, parts: Vec<(Vec<u8>, usize)>) -> Result<Vec<PartRef>> {
        let mut named = Vec::with_capacity(parts.len());
        let mut puts: JoinSet<std::result::Result<Digest, store::Error>> = JoinSet::new();
        for (bytes, count) in parts {
            let sha256 = Digest::of(&bytes);
            named.push(PartRef { sha256: sha256.to_string(), count });
            if puts.len() >= PUTS_AT_ONCE {
                ended(puts.join_next().await)?;
            }
            let (store, key) = (self.store().clone(), Key::Part { register: id.clone(), sha256 });
            puts.spawn(async move { store.put(&key, bytes).await });
        }
        while !puts.is_empty() {
            ended(puts.join_next().await)?;
        }
        Ok(named)
    }

    /// The published page parts in which these acts' classes have changed, put anew.
    async fn reclassed(&self, id: &RegisterId, acts: &[ActFacts]) -> Result<Vec<(u64, PartRef)>> {
        let on_pages: Vec<_> =
            acts.iter().filter(|act| act.revision > 0).flat_map(|act| &act.pages).collect();
        let mut changed = Vec::new();
        let Some(made) = self.catalogue().publication(id).await?.filter(|_| !on_pages.is_empty()) else {
            return Ok(changed);
        };
        for (place, part) in (0..).zip(&made.manifest.pages) {
            let mut pages: PagesPart = self.part(id, part).await?;
            let mut any = false;
            for page in &mut pages.pages {
                if on_pages.iter().any(|on| on.scan == page.scan && on.half == page.half) {
                    let classes = self.catalogue().acts_on_page(&page.scan, page.half).await?;
                    any |= page_texts::reclass(page, &classes, &made.manifest.card, &self.settings().closure);
                }
            }
            if any {
                let put = self.put_parts(id, vec![(json(&pages), pages.pages.len())]).await?;
                changed.extend(put.into_iter().map(|put| (place, put)));
            }
        }
        Ok(changed)
    }

    /// A part as it was put.
    pub(crate) async fn part<T: serde::de::DeserializeOwned>(
        &self,
        id: &RegisterId,
        part: &PartRef,
    ) -> Result<T> {
        let key = Key::Part { register: id.clone(), sha256: digest_of(&part.sha256)? };
        parse(&self.store().get(&key).await?)
    }
}

fn placed(parts: Vec<PartRef>) -> Vec<(u64, PartRef)> {
    (0..).zip(parts).collect()
}

fn ended(
    put: Option<std::result::Result<std::result::Result<Digest, store::Error>, tokio::task::JoinError>>,
) -> Result<()> {
    match put {
        Some(Ok(put)) => Ok(put.map(drop)?),
        Some(Err(error)) => Err(Error::Fault(format!("a part was not put: {error}"))),
        None => Ok(()),
    }
}
