//! Scans about which the machine was in doubt: an operator who looks at them settles what it could not.
//! Never a reason to call a book incomplete, and not for faults of capture: those are [`super::quality`]'s.

use std::collections::BTreeSet;

use crate::{act::Severity, id::ScanId, unsure::Unsettled};

use super::{
    book::{Book, BookScan, ScanState},
    doubled::Doubled,
    report::{Detail, Finding, Kind, Remedy},
};

/// One finding for each thing not settled, over all scans that count; of those to be shot again nothing is asked.
pub(super) fn findings(book: &Book, doubles: &[Doubled], faulty: &BTreeSet<ScanId>) -> Vec<Finding> {
    let counts = |scan: &&BookScan| {
        let left_out = doubles.iter().any(|double| double.leave_out.id == scan.id);
        scan.state != ScanState::Withdrawn && !left_out && !faulty.contains(&scan.id)
    };
    let scans: Vec<&BookScan> = book.scans.iter().filter(counts).collect();
    let all = [Unsettled::Turn, Unsettled::Split, Unsettled::Lean].into_iter();
    all.filter_map(|what| finding(what, &scans)).collect()
}

fn finding(what: Unsettled, scans: &[&BookScan]) -> Option<Finding> {
    let shows =
        |scan: &&&BookScan| scan.pages.iter().any(|page| !page.is_blank() && page.unsettled.contains(&what));
    let scans: Vec<ScanId> = scans.iter().filter(shows).map(|scan| scan.id.clone()).collect();
    (!scans.is_empty()).then(|| Finding {
        scans,
        detail: Detail::Unsettled(what),
        ..Finding::new(Kind::Unsure, Severity::Info, Remedy::LookOnScan)
    })
}
