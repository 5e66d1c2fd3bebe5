//! Looking: searches, acts, pages. Every look takes a viewer, gives only what the role may see, and is
//! written to the audit log before data leaves. Not for deciding.

use register::{
    act::Act,
    decision::Decision,
    geometry::Placement,
    id::{ActId, ScanId},
    page::Half,
    publication::{PageImage, PageText},
    volume::RegisterCard,
};

use catalogue::ActFacts;
use store::Key;

use crate::{
    Archive, Result, Viewer, access::visible, following::blocking, ingest::json, matching, standing::settled,
    working::digest_of,
};

/// One act with all a screen needs.
#[derive(Debug, Clone)]
pub struct ActView {
    /// With all decisions applied.
    pub act: Act,
    /// As the machine read it.
    pub machine: Act,
    /// All decisions, in the order they were made.
    pub decisions: Vec<Decision>,
    /// Their number: the revision to decide against.
    pub revision: u64,
    /// The act before it that the viewer may see, in capture order.
    pub previous: Option<ActId>,
    /// The act after it.
    pub next: Option<ActId>,
    /// The pages its spots lie on, in capture order.
    pub pages: Vec<PageRef>,
    /// Its register.
    pub card: RegisterCard,
}

/// A page of an act.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRef {
    /// The scan.
    pub scan: ScanId,
    /// The page on it.
    pub half: Half,
    /// Where the straight page lies in the scan.
    pub placement: Placement,
    /// Its image; `None` when the viewer may not see it (somebody else's act stands there too) or there is none.
    pub image: Option<PageImage>,
}

/// The image of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageView {
    /// JPEG.
    pub bytes: Vec<u8>,
    /// Digest and size.
    pub image: PageImage,
    /// Where the straight page lies in the scan.
    pub placement: Placement,
}

impl Archive {
    /// Answers a query with what the viewer may see (the query's own classes are overwritten). Call
    /// [`Archive::follow`] before, for the newest.
    ///
    /// # Errors
    /// Audit or index fail.
    pub async fn search(&self, viewer: &Viewer, query: &index::Query) -> Result<index::Answer> {
        let query = index::Query { visible: visible(viewer.role), ..query.clone() };
        self.note(viewer, "search", &String::from_utf8_lossy(&json(&query))).await?;
        let index = self.inner.index.clone();
        blocking(move || Ok(index.search(&query)?)).await
    }

    /// An act, if there is one and the viewer may see it.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn act(&self, viewer: &Viewer, id: &ActId) -> Result<Option<ActView>> {
        let Some(facts) = self.visible_act(viewer, id).await? else { return Ok(None) };
        self.note(viewer, "act", id.as_str()).await?;
        let decisions = self.decisions_on(&facts).await?;
        let register = &facts.machine.register;
        let classes = visible(viewer.role);
        let (previous, next) = self.catalogue().neighbours(register, facts.place, &classes).await?;
        let pages = self.pages_of_act(viewer, &facts).await?;
        let card = self.register(register).await?.card;
        let (act, revision) = (settled(&facts, &decisions), facts.revision);
        Ok(Some(ActView { act, machine: facts.machine, decisions, revision, previous, next, pages, card }))
    }

    /// The act's facts, if it stands and the viewer may see it.
    pub(crate) async fn visible_act(&self, viewer: &Viewer, id: &ActId) -> Result<Option<ActFacts>> {
        let facts = self.catalogue().act(id).await?;
        Ok(facts.filter(|act| act.standing && viewer.role.may_see(act.access)))
    }

    async fn pages_of_act(&self, viewer: &Viewer, facts: &ActFacts) -> Result<Vec<PageRef>> {
        let mut pages = Vec::new();
        for on in matching::pages_of(&facts.machine) {
            let found = self.catalogue().pages(&on.scan).await?;
            let Some(page) = found.into_iter().find(|page| page.half == on.half) else { continue };
            let may = viewer.role.may_see(self.class_of_page(&on.scan, on.half).await?);
            let image = page.image.filter(|_| may);
            pages.push(PageRef { scan: on.scan, half: on.half, placement: page.placement, image });
        }
        Ok(pages)
    }

    /// A page's text without the lines the viewer may not see.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn page_text(&self, viewer: &Viewer, scan: &ScanId, half: Half) -> Result<Option<PageText>> {
        let Some(mut text) = self.text_of_page(scan, half).await? else { return Ok(None) };
        text.lines.retain(|line| viewer.role.may_see(line.access));
        self.note(viewer, "page text", &format!("{scan}-{}", half.letter())).await?;
        Ok(Some(text))
    }

    /// A page's image, if the viewer may see every act on the page. Pages with a sealed act give none.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn page_image(&self, viewer: &Viewer, scan: &ScanId, half: Half) -> Result<Option<PageView>> {
        if self.catalogue().scan(scan).await?.is_none() {
            return Ok(None);
        }
        let page = self.catalogue().pages(scan).await?.into_iter().find(|page| page.half == half);
        let Some((image, placement)) = page.and_then(|page| Some((page.image?, page.placement))) else {
            return Ok(None);
        };
        if !viewer.role.may_see(self.class_of_page(scan, half).await?) {
            return Ok(None);
        }
        self.note(viewer, "page image", &format!("{scan}-{}", half.letter())).await?;
        let sha256 = digest_of(&image.sha256)?;
        let bytes = self.store().get(&Key::PageImage { register: scan.register.clone(), sha256 }).await?;
        Ok(Some(PageView { bytes, image, placement }))
    }

    /// The image of the scan's first page, for a shelf; the same rules.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn thumbnail(&self, viewer: &Viewer, scan: &ScanId) -> Result<Option<PageView>> {
        match self.catalogue().pages(scan).await?.first() {
            Some(page) => self.page_image(viewer, scan, page.half).await,
            None => Ok(None),
        }
    }
}
