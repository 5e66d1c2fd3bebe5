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

use crate::{Archive, Error, Result, Viewer};

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
        let _ = (viewer, query);
        Err(Error::not_there_yet())
    }

    /// An act, if there is one and the viewer may see it.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn act(&self, viewer: &Viewer, id: &ActId) -> Result<Option<ActView>> {
        let _ = (viewer, id);
        Err(Error::not_there_yet())
    }

    /// A page's text without the lines the viewer may not see.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn page_text(&self, viewer: &Viewer, scan: &ScanId, half: Half) -> Result<Option<PageText>> {
        let _ = (viewer, scan, half);
        Err(Error::not_there_yet())
    }

    /// A page's image, if the viewer may see every act on the page. Pages with a sealed act give none.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn page_image(&self, viewer: &Viewer, scan: &ScanId, half: Half) -> Result<Option<PageView>> {
        let _ = (viewer, scan, half);
        Err(Error::not_there_yet())
    }

    /// The image of the scan's first page, for a shelf; the same rules.
    ///
    /// # Errors
    /// Audit, catalogue or store fail.
    pub async fn thumbnail(&self, viewer: &Viewer, scan: &ScanId) -> Result<Option<PageView>> {
        let _ = (viewer, scan);
        Err(Error::not_there_yet())
    }
}
