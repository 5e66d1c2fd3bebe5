//! Findings on whole scans: set aside, waiting, shot twice, out of order. Not for what stands on them.

use crate::{act::Severity, id::ScanId, unsure::Unsettled};

use super::{
    book::{Book, BookPage, BookScan, ScanState},
    doubled::Doubled,
    order::Displaced,
    report::{Detail, Finding, Kind, Remedy},
};

pub(super) fn findings(book: &Book, doubles: &[Doubled], displaced: &[Displaced]) -> Vec<Finding> {
    let mut findings = set_aside(book);
    findings.extend(empty(book, doubles));
    findings.extend(waiting(book));
    findings.extend(doubles.iter().map(doubled));
    findings.extend(displaced.iter().map(out_of_order));
    findings
}

fn set_aside(book: &Book) -> Vec<Finding> {
    let aside = book.scans.iter().filter(|scan| scan.state == ScanState::SetAside);
    let found = aside.map(|scan| Finding {
        scans: vec![scan.id.clone()],
        detail: scan.reason.clone().map_or(Detail::None, Detail::Reason),
        ..Finding::new(Kind::SetAside, Severity::Error, Remedy::Shoot)
    });
    found.collect()
}

/// Scans that were read and show nothing, not even paper: shot by mistake, or a picture gone wrong. Not those a finding
/// of their own takes out already.
fn empty(book: &Book, doubles: &[Doubled]) -> Vec<Finding> {
    let is_out = |scan: &BookScan| {
        let left_out = doubles.iter().any(|double| double.leave_out.id == scan.id);
        left_out || matches!(scan.state, ScanState::Withdrawn | ScanState::SetAside)
    };
    let is_empty = |scan: &&BookScan| {
        let shows_nothing = !scan.pages.is_empty() && scan.pages.iter().all(BookPage::shows_nothing);
        shows_nothing && !is_out(scan)
    };
    let found = book.scans.iter().filter(is_empty).map(|scan| Finding {
        scans: vec![scan.id.clone()],
        detail: Detail::Unsettled(Unsettled::Empty),
        ..Finding::new(Kind::SetAside, Severity::Error, Remedy::Shoot)
    });
    found.collect()
}

/// One finding for all: they wait for the machine, not for a hand.
fn waiting(book: &Book) -> Option<Finding> {
    let scans: Vec<ScanId> = book
        .scans
        .iter()
        .filter(|scan| scan.state == ScanState::Waiting)
        .map(|scan| scan.id.clone())
        .collect();
    let detail = Detail::Count(scans.len());
    (!scans.is_empty()).then(|| Finding {
        scans,
        detail,
        ..Finding::new(Kind::Waiting, Severity::Warning, Remedy::Read)
    })
}

fn doubled(pair: &Doubled) -> Finding {
    let mut scans = vec![pair.keep.id.clone(), pair.leave_out.id.clone()];
    scans.sort();
    Finding {
        scans,
        detail: Detail::Keep(pair.keep.id.clone()),
        ..Finding::new(Kind::Doubled, Severity::Error, Remedy::LeaveOut)
    }
}

fn out_of_order(displaced: &Displaced) -> Finding {
    let mut scans: Vec<ScanId> = displaced.scans.iter().map(|scan| scan.id.clone()).collect();
    scans.sort();
    let alone = scans.len() == 1;
    Finding {
        scans,
        detail: if alone {
            Detail::Belongs(displaced.belongs_after.map(|scan| scan.id.clone()))
        } else {
            Detail::None
        },
        ..Finding::new(Kind::OutOfOrder, Severity::Error, Remedy::LookInBook)
    }
}
