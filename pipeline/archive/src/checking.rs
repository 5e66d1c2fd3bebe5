//! A register as its check needs it: what is known of every scan so far, its acts, and small pictures of its pages.
//! Not for judging: those rules are pure, see [`register::completeness`].

use std::collections::VecDeque;

use catalogue::{Scan, State};
use register::{
    access::Role,
    completeness::{Book, BookAct, BookPage, BookScan, ScanState},
    finding::Finding,
    id::{RegisterId, ScanId},
    page::{Half, Page},
};

use crate::{Archive, Result, Viewer, leafing::PageView};

/// The images of a register's pages on their way out, in capture order.
pub struct ContactSheet {
    archive: Archive,
    role: Role,
    pages: VecDeque<(ScanId, Half)>,
}

impl Archive {
    /// The register as captured and read so far, with the acts the viewer may see.
    ///
    /// # Errors
    /// Setting: no such register. Audit, store or catalogue fail.
    pub async fn book(&self, viewer: &Viewer, id: &RegisterId) -> Result<Book> {
        let card = self.register(id).await?.card;
        self.note(viewer, "check", id.as_str()).await?;
        let mut scans = Vec::new();
        for scan in self.catalogue().scans(id).await? {
            scans.push(self.book_scan(scan).await?);
        }
        let mut leaving = self.leaving(viewer.role, vec![id.clone()]).await?;
        let mut acts = Vec::new();
        while let Some(more) = leaving.next().await? {
            acts.extend(more.iter().filter_map(BookAct::of));
        }
        Ok(Book { card, scans, acts, sealed: leaving.left_out() })
    }

    /// A scan with what the furthest stage found on its pages.
    async fn book_scan(&self, scan: Scan) -> Result<BookScan> {
        let stage = match scan.state {
            State::Read => Some(store::Stage::Recognize),
            State::Laid => Some(store::Stage::Layout),
            State::Waiting | State::SetAside | State::Withdrawn => None,
        };
        let found: Option<Finding<Vec<Page>>> = match stage {
            Some(stage) => self.finding(&scan.id, stage).await?,
            None => None,
        };
        let state = match scan.state {
            // What was found is gone: the scan waits to be read again.
            State::Read if found.is_none() => ScanState::Waiting,
            State::Read => ScanState::Read,
            State::Waiting | State::Laid => ScanState::Waiting,
            State::SetAside => ScanState::SetAside,
            State::Withdrawn => ScanState::Withdrawn,
        };
        let pages = found.iter().flat_map(|finding| &finding.value).map(BookPage::of).collect();
        Ok(BookScan { id: scan.id, file: scan.info.file, state, reason: scan.reason, pages })
    }

    /// Starts to hand out the images of all pages of a register that the viewer may see.
    ///
    /// # Errors
    /// Setting: no such register. Audit or catalogue fail.
    pub async fn contact_sheet(&self, viewer: &Viewer, id: &RegisterId) -> Result<ContactSheet> {
        let id = self.register(id).await?.card.id;
        self.note(viewer, "contact sheet", id.as_str()).await?;
        let known = self.catalogue().pages_of_register(&id).await?;
        let scans = self.catalogue().scans(&id).await?.into_iter().map(|scan| scan.id);
        let pages_of = |scan: ScanId| {
            let pages = known.get(&scan.number).map(Vec::as_slice).unwrap_or_default();
            pages.iter().map(|page| (scan.clone(), page.half)).collect::<Vec<_>>()
        };
        Ok(ContactSheet {
            archive: self.clone(),
            role: viewer.role,
            pages: scans.flat_map(pages_of).collect(),
        })
    }
}

impl ContactSheet {
    /// The next page, with its image if the viewer may see it and it is there; `None` at the end.
    ///
    /// # Errors
    /// Catalogue or store fail.
    pub async fn next(&mut self) -> Result<Option<(ScanId, Half, Option<PageView>)>> {
        let Some((scan, half)) = self.pages.pop_front() else { return Ok(None) };
        let Some(found) = self.archive.visible_image(self.role, &scan, half).await? else {
            return Ok(Some((scan, half, None)));
        };
        match self.archive.view_of_page(&scan, found).await {
            Err(error) if error.is_loss() => {
                tracing::warn!(%scan, %error, "a page image is gone");
                Ok(Some((scan, half, None)))
            }
            view => Ok(Some((scan, half, Some(view?)))),
        }
    }
}
