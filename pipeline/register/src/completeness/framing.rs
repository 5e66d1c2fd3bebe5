//! Pages that their picture does not hold whole, told by the other pages of the book. Not for the marks that writing
//! cut off leaves at a border: those are measured with the page.

use std::collections::BTreeMap;

use crate::{
    act::Severity,
    id::ScanId,
    page::{Half, Side},
};

use super::{
    book::{Book, BookPage, BookScan, ScanState},
    report::{Detail, Finding, Kind, Remedy},
    usual::{USUAL_FROM, usual},
};

/// A page whose top lies this near to that of the scan begins there, share of its height.
const AT_BORDER: f64 = 0.002;
/// Height against the usual one below which a page at the border lacks a part: pages found whole differ by less.
const LOWER: f64 = 0.97;
/// Difference from the usual width up to which a page was shot from as far as the others, and found as well.
const AS_WIDE: f64 = 0.03;

/// Pages that most scans of a book have.
pub(super) fn usual_pages(book: &Book) -> usize {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for scan in book.scans.iter().filter(|scan| !scan.pages.is_empty()) {
        *sizes.entry(scan.pages.len()).or_default() += 1;
    }
    sizes.into_iter().max_by_key(|(_, scans)| *scans).map_or(1, |(pages, _)| pages)
}

/// Scans of fewer pages than usual with the usual ones on both sides. Covers and a first or last page alone stand at
/// the ends; inside a book shot by spreads the other page is there, and was not found or not shot.
pub(super) fn halved(book: &Book) -> Vec<&BookScan> {
    let usual = usual_pages(book);
    let standing: Vec<&BookScan> =
        book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn).collect();
    let has_usual = |scan: &BookScan| scan.pages.len() >= usual;
    let between = |w: &&[&BookScan]| has_usual(w[0]) && !has_usual(w[1]) && has_usual(w[2]);
    standing.windows(3).filter(between).map(|w| w[1]).collect()
}

/// Written pages cut off, on scans without another fault.
pub(super) fn findings(book: &Book, so_far: &[Finding]) -> Vec<Finding> {
    let is_told = |id: &ScanId| so_far.iter().any(|f| f.scans.contains(id));
    let has_act = |scan: &BookScan| book.acts.iter().any(|act| act.scan == scan.id);
    let beside = halved(book).into_iter().filter(|scan| has_act(scan) && !scan.pages.is_empty());
    let beside = beside.map(|scan| cut_off(scan, None, Detail::None));
    let above = lower(book).into_iter().map(|(scan, page)| {
        let half = Some(page.half).filter(|half| *half != Half::Whole);
        cut_off(scan, half, Detail::Sides(vec![Side::Top]))
    });
    beside.chain(above).filter(|finding| !finding.scans.iter().any(is_told)).collect()
}

fn cut_off(scan: &BookScan, half: Option<Half>, detail: Detail) -> Finding {
    let scans = vec![scan.id.clone()];
    Finding { scans, half, detail, ..Finding::new(Kind::Clipped, Severity::Error, Remedy::Shoot) }
}

/// Pages as wide as the others but less high that begin where the scan does.
fn lower(book: &Book) -> Vec<(&BookScan, &BookPage)> {
    let standing = book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn);
    let pages: Vec<(&BookScan, &BookPage)> = standing
        .flat_map(|scan| scan.pages.iter().map(move |page| (scan, page)))
        .filter(|(_, page)| !page.is_blank())
        .collect();
    let in_middle = |of: fn(&BookPage) -> f64| {
        let usual = usual(pages.iter().map(|(_, page)| of(page)).collect());
        Some(usual.filter(|usual| usual.pages >= USUAL_FROM)?.median)
    };
    let usual = (in_middle(|page| page.width), in_middle(|page| page.height));
    let (Some(width), Some(height)) = usual else { return Vec::new() };
    let is_lower = |(_, page): &(&BookScan, &BookPage)| {
        page.top <= AT_BORDER * height
            && page.height < LOWER * height
            && (page.width - width).abs() <= AS_WIDE * width
    };
    pages.into_iter().filter(is_lower).collect()
}
