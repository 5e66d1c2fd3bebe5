//! Leafing: images and texts of pages, whole or for one act. Every look takes a viewer, gives only what the
//! role may see, and is written to the audit log, once, before data leaves. Not for acts' values.

use register::{
    access::Role,
    geometry::{Outline, Placement},
    id::{ActId, ScanId},
    page::Half,
    publication::{PageImage, PageText},
};
use store::Key;

use crate::{Archive, Result, Viewer, matching, working::digest_of};

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

/// A page as it is shown for one act.
#[derive(Debug, Clone, PartialEq)]
pub struct ActPage {
    /// The whole page, the act's neighbours on it.
    pub page: PageView,
    /// Its lines, by which the neighbours are told.
    pub text: PageText,
}

/// Where a field stands, with the image it is cut from.
#[derive(Debug, Clone, PartialEq)]
pub struct Snippet {
    /// The page.
    pub page: PageView,
    /// The field's places on the scan.
    pub outlines: Vec<Outline>,
}

/// A page on a scan.
pub type OnScan = (ScanId, Half);

impl Archive {
    /// A page's text without the lines the viewer may not see.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn page_text(&self, viewer: &Viewer, scan: &ScanId, half: Half) -> Result<Option<PageText>> {
        let Some(mut text) = self.text_of_page(scan, half).await? else { return Ok(None) };
        text.lines.retain(|line| viewer.role.may_see(line.access));
        self.note(viewer, "page text", &named(scan, half)).await?;
        Ok(Some(text))
    }

    /// The act's own lines of a page (one that may be another's is left out), and all pages it lies on.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn act_page_text(
        &self,
        viewer: &Viewer,
        act: &ActId,
        scan: &ScanId,
        half: Half,
    ) -> Result<Option<(PageText, Vec<OnScan>)>> {
        let Some(pages) = self.pages_with(viewer, act, scan, half).await? else { return Ok(None) };
        let Some(mut text) = self.text_of_page(scan, half).await? else { return Ok(None) };
        text.lines.retain(|line| viewer.role.may_see(line.access) && line.act.as_ref() == Some(act));
        self.note(viewer, "page text", &format!("{} of {act}", named(scan, half))).await?;
        Ok(Some((text, pages)))
    }

    /// A page's image, if the viewer may see every act on the page. Pages with a sealed act and those of
    /// withdrawn scans give none.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn page_image(&self, viewer: &Viewer, scan: &ScanId, half: Half) -> Result<Option<PageView>> {
        let Some(found) = self.visible_image(viewer.role, scan, half).await? else { return Ok(None) };
        self.note(viewer, "page image", &named(scan, half)).await?;
        Ok(Some(self.view_of_page(scan, found).await?))
    }

    /// The image of a page an act lies on; the same rules, and the viewer may see the act.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn act_page_image(
        &self,
        viewer: &Viewer,
        act: &ActId,
        scan: &ScanId,
        half: Half,
    ) -> Result<Option<ActPage>> {
        if self.pages_with(viewer, act, scan, half).await?.is_none() {
            return Ok(None);
        }
        let Some(found) = self.visible_image(viewer.role, scan, half).await? else { return Ok(None) };
        let Some(text) = self.text_of_page(scan, half).await? else { return Ok(None) };
        self.note(viewer, "page image", &format!("{} of {act}", named(scan, half))).await?;
        Ok(Some(ActPage { page: self.view_of_page(scan, found).await?, text }))
    }

    /// What a field is cut out of: the first page it stands on; the same rules.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn snippet(&self, viewer: &Viewer, act: &ActId, field: &str) -> Result<Option<Snippet>> {
        let Some(facts) = self.visible_act(viewer, act).await? else { return Ok(None) };
        let settled = self.settled(&facts).await?;
        let spots = settled.fields.get(field).map(|field| field.spots.as_slice()).unwrap_or_default();
        let Some(first) = spots.first() else { return Ok(None) };
        let Some(found) = self.visible_image(viewer.role, &first.scan, first.half).await? else {
            return Ok(None);
        };
        self.note(viewer, "snippet", &format!("{act} {field}")).await?;
        let here = spots.iter().filter(|spot| spot.scan == first.scan && spot.half == first.half);
        let outlines = here.map(|spot| spot.outline.clone()).collect();
        Ok(Some(Snippet { page: self.view_of_page(&first.scan, found).await?, outlines }))
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

    /// The pages before and after a page that are read, in capture order. Nothing of what stands on them.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn pages_beside(&self, scan: &ScanId, half: Half) -> Result<(Option<OnScan>, Option<OnScan>)> {
        Ok(self.catalogue().pages_beside(scan, half).await?)
    }

    /// All pages of the act, if the viewer may see it and it lies on this one.
    async fn pages_with(
        &self,
        viewer: &Viewer,
        act: &ActId,
        scan: &ScanId,
        half: Half,
    ) -> Result<Option<Vec<OnScan>>> {
        let Some(facts) = self.visible_act(viewer, act).await? else { return Ok(None) };
        let pages = matching::pages_of(&facts.machine).into_iter().map(|on| (on.scan, on.half));
        let pages: Vec<OnScan> = pages.collect();
        Ok(pages.iter().any(|on| (&on.0, on.1) == (scan, half)).then_some(pages))
    }

    /// Which image the page has, if the role may see it.
    pub(crate) async fn visible_image(
        &self,
        role: Role,
        scan: &ScanId,
        half: Half,
    ) -> Result<Option<(PageImage, Placement)>> {
        if !self.may_see_page(role, scan, half).await? {
            return Ok(None);
        }
        let page = self.catalogue().pages(scan).await?.into_iter().find(|page| page.half == half);
        Ok(page.and_then(|page| Some((page.image?, page.placement))))
    }

    pub(crate) async fn view_of_page(
        &self,
        scan: &ScanId,
        found: (PageImage, Placement),
    ) -> Result<PageView> {
        let (image, placement) = found;
        let sha256 = digest_of(&image.sha256)?;
        let bytes = self.store().get(&Key::PageImage { register: scan.register.clone(), sha256 }).await?;
        Ok(PageView { bytes, image, placement })
    }
}

/// A page as the audit log names it.
pub(crate) fn named(scan: &ScanId, half: Half) -> String {
    format!("{scan}-{}", half.letter())
}
