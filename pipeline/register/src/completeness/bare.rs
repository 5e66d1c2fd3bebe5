//! Spreads that show little ink, so that they were not parted into pages: without form or entry, the shadow of the
//! gutter taken for ink, or written on with ink that faded. Told by the scans around them. Not for blank pages that
//! were measured as such.

use std::{borrow::Cow, collections::BTreeSet};

use crate::{act::Severity, id::ScanId, signature::Signature};

use super::{
    book::{Book, BookPage, BookScan},
    framing,
    report::{Finding, Kind, Remedy},
    usual::{USUAL_FROM, usual},
};

/// Ink on such a spread, share of the usual page's at most: an empty form has more than half.
const SHADOW: f64 = 0.5;
/// Cells of its look beside the gutter that show any ink, share of the usual page's at most. Bare paper has specks and a
/// folio number in one of sixty cells; faint writing shows in as many cells as dark writing, as a look begins below
/// what is ink.
const SPECKS: f64 = 0.25;
/// Grey of its paper, share of the usual at least: on a page without light nothing can be told.
const AS_LIGHT: f64 = 0.85;
/// Share burnt out at most: on a page washed out nothing can be told.
const GLARE: f64 = 0.01;

/// The written pages of a book: what its spreads with little ink are weighed against.
struct Written {
    ink: f64,
    paper: f64,
    /// Share of cells, see [`Signature::written_beside_gutter`].
    cells: f64,
}

impl Written {
    /// Nothing where the book has too few to know what is usual.
    fn of(book: &Book) -> Option<Self> {
        let measured = |of: fn(&BookPage) -> Option<f64>| {
            let written = book.scans.iter().flat_map(|scan| &scan.pages).filter(|page| !page.is_blank());
            let usual = usual(written.filter_map(of).collect())?;
            (usual.pages >= USUAL_FROM).then_some(usual.median)
        };
        Some(Self {
            ink: measured(|page| page.quality.ink)?,
            paper: measured(|page| page.quality.paper)?,
            cells: measured(cells)?,
        })
    }

    /// Is there too little ink on the page for one that is written on, though it has light?
    fn outweighs(&self, page: &BookPage) -> bool {
        let quality = &page.quality;
        let unread = page.words.is_empty() && page.labels.is_empty() && quality.x_height.is_none();
        let little = quality.ink.is_some_and(|share| share < SHADOW * self.ink);
        let lit = quality.paper.is_some_and(|grey| grey >= AS_LIGHT * self.paper);
        unread && little && lit && quality.glare.is_none_or(|share| share <= GLARE)
    }

    /// Does what little ink there is lie in the gutter, but for specks? Unknown is no.
    fn has_nothing_like(&self, page: &BookPage) -> bool {
        cells(page).is_some_and(|cells| cells <= SPECKS * self.cells)
    }
}

fn cells(page: &BookPage) -> Option<f64> {
    page.quality.signature.as_ref().and_then(Signature::written_beside_gutter)
}

/// Scans that were not parted though those around them were, and that show little ink.
fn unparted<'b>(book: &'b Book, written: &Written) -> Vec<&'b BookScan> {
    let mut halved = framing::halved(book);
    halved.retain(|scan| {
        let open = |page: &BookPage| !page.is_blank() && written.outweighs(page);
        !scan.pages.is_empty() && scan.pages.iter().all(open)
    });
    halved
}

/// The book with the spreads without form or entry as what they are.
pub(super) fn told(book: &Book) -> Cow<'_, Book> {
    let Some(written) = Written::of(book) else { return Cow::Borrowed(book) };
    let mut bare = unparted(book, &written);
    bare.retain(|scan| scan.pages.iter().all(|page| written.has_nothing_like(page)));
    if bare.is_empty() {
        return Cow::Borrowed(book);
    }
    let bare: BTreeSet<&ScanId> = bare.into_iter().map(|scan| &scan.id).collect();
    let mut told = book.clone();
    for scan in told.scans.iter_mut().filter(|scan| bare.contains(&scan.id)) {
        scan.pages.iter_mut().for_each(|page| page.quality.blank = Some(true));
    }
    Cow::Owned(told)
}

/// Spreads whose ink is too faint to be told from paper, where no finding says so yet.
pub(super) fn faded(book: &Book, so_far: &[Finding]) -> Vec<Finding> {
    let Some(written) = Written::of(book) else { return Vec::new() };
    let told: BTreeSet<&ScanId> = so_far.iter().flat_map(|finding| &finding.scans).collect();
    let faded = unparted(book, &written).into_iter().filter(|scan| !told.contains(&scan.id));
    let finding = |scan: &BookScan| Finding {
        scans: vec![scan.id.clone()],
        ..Finding::new(Kind::LowContrast, Severity::Error, Remedy::Shoot)
    };
    faded.map(finding).collect()
}
