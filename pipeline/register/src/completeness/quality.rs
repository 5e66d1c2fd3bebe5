//! What is wrong with the capture of single pages. A page is judged against the usual page of its own book, so that
//! soft type makes no alarm of every page, and against floors below which nothing can be read. Not for measuring.

use crate::{
    act::Severity,
    page::{Half, Side},
};

use super::{
    bare,
    book::{Book, BookPage, BookScan, ScanState},
    framing,
    report::{Detail, Finding, Kind, Remedy},
    usual::USUAL_FROM,
};

mod edges;
mod measures;
mod paper;

/// A page of a scan.
type On<'b> = (&'b BookScan, &'b BookPage);

/// Findings on the capture of single pages, and of the book as a whole.
pub(super) fn judge(book: &Book) -> Vec<Finding> {
    let pages = pages(book);
    let written: Vec<On> = pages.iter().copied().filter(|(_, page)| !page.is_blank()).collect();
    // In this order: of two that hold for a page the first is the cause of the second.
    let judged = [
        measures::judge(&measures::DARK, &written),
        paper::too_bright(&written),
        measures::too_small(&written),
        measures::judge(&measures::BLURRED, &written),
        measures::smeared(&written),
        measures::judge(&measures::FAINT, &written),
    ];
    let mut findings = Vec::new();
    for found in judged.into_iter().flatten() {
        let caused = |f: &Finding| f.scans == found.scans && (f.half == found.half || f.half.is_none());
        if found.scans.is_empty() || !findings.iter().any(caused) {
            findings.push(found);
        }
    }
    findings.extend(measures::resolution(&written, &findings));
    findings.extend(edges::clipped(&pages));
    findings.extend(edges::covered(&pages));
    findings.extend(paper::blank(book, &pages, &written));
    findings.extend(bare::faded(book, &findings));
    findings.extend(framing::findings(book, &findings));
    joined(findings)
}

/// The pages that are judged. A book begins and ends with its cover, dark and without a letter to measure: a first or
/// last scan without acts is not judged in a book of several.
fn pages(book: &Book) -> Vec<On<'_>> {
    let standing: Vec<&BookScan> =
        book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn).collect();
    let last = standing.len().saturating_sub(1);
    let has_acts = |scan: &BookScan| book.acts.iter().any(|act| act.scan == scan.id);
    let is_cover =
        |nth: usize| last + 1 >= USUAL_FROM && (nth == 0 || nth == last) && !has_acts(standing[nth]);
    let inner = (0..standing.len()).filter(|&nth| !is_cover(nth)).map(|nth| standing[nth]);
    inner.flat_map(|scan| scan.pages.iter().map(move |page| (scan, page))).collect()
}

fn about(kind: Kind, severity: Severity, (scan, page): On, detail: Detail) -> Finding {
    let half = Some(page.half).filter(|half| *half != Half::Whole);
    Finding { scans: vec![scan.id.clone()], half, detail, ..Finding::new(kind, severity, Remedy::Shoot) }
}

#[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Two halves of a scan with the same fault are one finding; the worse measure stands.
fn joined(findings: Vec<Finding>) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::new();
    for finding in findings {
        let same =
            |f: &&mut Finding| f.kind == finding.kind && f.scans == finding.scans && !f.scans.is_empty();
        match joined.iter_mut().find(same) {
            Some(both) => {
                both.half = None;
                both.detail = worse(&both.detail, &finding.detail);
            }
            None => joined.push(finding),
        }
    }
    joined
}

fn worse(a: &Detail, b: &Detail) -> Detail {
    match (a, b) {
        (&Detail::Measured { measured: x, needed }, &Detail::Measured { measured: y, .. }) => {
            let more_is_bad = x > needed;
            Detail::Measured { measured: if more_is_bad { x.max(y) } else { x.min(y) }, needed }
        }
        (Detail::Things(x), Detail::Things(y)) => Detail::Things(x + y),
        (Detail::Sides(x), Detail::Sides(y)) => {
            let mut sides: Vec<Side> = x.iter().chain(y).copied().collect();
            sides.sort();
            sides.dedup();
            Detail::Sides(sides)
        }
        _ => a.clone(),
    }
}
