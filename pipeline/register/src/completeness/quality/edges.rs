//! Pages cut off at a side of their scan, or covered in part. Not for pages lower than the others: see
//! [`super::framing`].

use crate::{act::Severity, page::Side};

use super::{
    super::{
        report::{Detail, Finding, Kind, Remedy},
        usual::USUAL_FROM,
    },
    On, about, share,
};

/// Share of a book's pages cut off at the same side beyond which that is how the book was framed.
const FRAMED_SO: f64 = 0.5;

/// Pages cut off; a side at which most pages are is how the book was framed, and said once.
pub(super) fn clipped(pages: &[On]) -> Vec<Finding> {
    let sides = [Side::Left, Side::Top, Side::Right, Side::Bottom];
    let cut = |side: Side| pages.iter().filter(|(_, page)| page.quality.clipped.contains(&side)).count();
    let usual: Vec<Side> = sides
        .into_iter()
        .filter(|&s| pages.len() >= USUAL_FROM && share(cut(s), pages.len()) > FRAMED_SO)
        .collect();
    let mut findings = Vec::new();
    if !usual.is_empty() {
        let detail = Detail::Sides(usual.clone());
        findings
            .push(Finding { detail, ..Finding::new(Kind::Clipped, Severity::Warning, Remedy::LookOnScan) });
    }
    for &on in pages {
        let sides: Vec<Side> = on.1.quality.clipped.iter().copied().filter(|s| !usual.contains(s)).collect();
        if !sides.is_empty() {
            findings.push(about(Kind::Clipped, Severity::Error, on, Detail::Sides(sides)));
        }
    }
    findings
}

/// Pages on which something lies.
pub(super) fn covered(pages: &[On]) -> Vec<Finding> {
    let covered = pages.iter().filter(|(_, page)| !page.quality.covered.is_empty());
    let found =
        |&on: &On| about(Kind::Covered, Severity::Error, on, Detail::Things(on.1.quality.covered.len()));
    covered.map(found).collect()
}
