//! Looking: searches and acts. Every look takes a viewer, gives only what the role may see, and is written
//! to the audit log before data leaves. Not for deciding, and not for pages: see `leafing`.

use register::{
    act::Act,
    decision::Decision,
    form::{self, FieldKind},
    geometry::Placement,
    id::{ActId, ScanId},
    learned::Learned,
    page::Half,
    publication::PageImage,
    unsure::Unsure,
    volume::RegisterCard,
};

use catalogue::ActFacts;

use crate::{
    Archive, Result, Viewer, access::visible, deciding::Decided, following::blocking, ingest::json, matching,
    ruler::RulerMark, standing::settled,
};

/// One act with all a screen needs.
#[derive(Debug, Clone)]
pub struct ActView {
    /// With all decisions applied, and of what nobody decided, the candidates that decisions round it taught first.
    pub act: Act,
    /// As the machine read it, with the same candidates.
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
    /// The acts round it by their numbers.
    pub ruler: Vec<RulerMark>,
    /// Its register.
    pub card: RegisterCard,
    /// What people's decisions on acts round it taught; its candidates are shifted by it already.
    pub learned: Learned,
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
    /// Its image; `None` when the viewer may not see it (somebody else's act stands there too, or the scan is
    /// withdrawn) or there is none.
    pub image: Option<PageImage>,
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
        Ok(Some(self.view_of(viewer, facts).await?))
    }

    /// The act again for the person who has just decided on it: the entry of the decision covers the look.
    ///
    /// # Errors
    /// Catalogue or store fail.
    pub async fn act_decided(&self, viewer: &Viewer, decided: &Decided) -> Result<Option<ActView>> {
        let Some(facts) = self.visible_act(viewer, &decided.act.id).await? else { return Ok(None) };
        Ok(Some(self.view_of(viewer, facts).await?))
    }

    async fn view_of(&self, viewer: &Viewer, facts: ActFacts) -> Result<ActView> {
        let decisions = self.decisions_on(&facts).await?;
        let register = &facts.machine.register;
        let classes = visible(viewer.role);
        let (previous, next) = self.catalogue().neighbours(register, facts.place, &classes).await?;
        let pages = self.pages_of_act(viewer, &facts).await?;
        let ruler = self.ruler(viewer.role, &facts).await?;
        let card = self.register(register).await?.card;
        let revision = facts.revision;
        let mut acts = [settled(&facts, &decisions, &card), facts.machine.clone()];
        self.keep_visible_links(viewer.role, &mut acts).await?;
        let learned = self.learned_near(viewer.role, register, facts.place).await?;
        acts.iter_mut().for_each(|act| shift(act, &learned));
        let [act, machine] = acts;
        Ok(ActView { act, machine, decisions, revision, previous, next, pages, ruler, card, learned })
    }

    /// What reading was unsure of on a page whose image the viewer was given.
    ///
    /// # Errors
    /// The store fails.
    pub async fn unsure_of(&self, page: &PageRef) -> Result<Vec<Unsure>> {
        if page.image.is_none() {
            return Ok(Vec::new());
        }
        self.unsure_of_page(&page.scan, page.half).await
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
            let may = self.may_see_page(viewer.role, &on.scan, on.half).await?;
            let image = page.image.filter(|_| may);
            pages.push(PageRef { scan: on.scan, half: on.half, placement: page.placement, image });
        }
        Ok(pages)
    }
}

/// Puts what was learned first among the candidates of what a machine read.
fn shift(act: &mut Act, learned: &Learned) {
    if act.is_secret() {
        return;
    }
    for (key, field) in &mut act.fields {
        let kind = form::field(act.kind, key).map_or(FieldKind::Text, |spec| spec.kind);
        learned.shift(kind, field);
    }
}
