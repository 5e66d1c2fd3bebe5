//! Is the book complete and sharp? Judged from what was captured and read, so that the operator can act while the
//! book still lies on the table. Pure rules over plain data: nothing here knows pixels, files or words of a report.
//!
//! Labels and numbers are misread, scans were never all read: a rule speaks only where neighbours on both sides agree,
//! and one misread digit raises no alarm.

mod bare;
mod book;
mod by_acts;
mod by_leaves;
mod by_scans;
mod certified;
mod doubled;
mod explain;
mod finding;
mod framing;
mod label;
mod lacks;
mod leaves;
mod lost_leaf;
mod mirrored;
mod offices;
mod order;
mod quality;
mod report;
mod rulers;
mod series;
#[cfg(test)]
mod tests;
mod unchecked;
mod unsettled;
mod usual;
mod whitened;
mod wording;

use std::collections::BTreeSet;

use crate::{id::ScanId, page::Half};

pub use self::{
    book::{ActNumber, Book, BookAct, BookPage, BookScan, ScanState},
    certified::Certified,
    label::{LeafLabel, in_top_corner, off_corner},
    report::{Detail, Finding, Frame, Kind, Remedy, Report, Ruler, Tally, Unchecked},
};

pub(crate) use self::offices::Offices;

use self::{
    doubled::Doubled,
    explain::{Explained, Fixed},
};

/// Judges a book.
pub fn check(book: &Book) -> Report {
    if mirrored::is_needed(&book.card) {
        return mirrored::report(judge(&mirrored::book(book)));
    }
    judge(book)
}

/// Judges a book that is read from the left.
fn judge(book: &Book) -> Report {
    let book = &*whitened::told(book);
    let book = &*bare::told(book);
    let mut findings = quality::judge(book);
    let faulty: BTreeSet<ScanId> =
        findings.iter().filter(|f| f.remedy == Remedy::Shoot).flat_map(|f| f.scans.iter().cloned()).collect();
    let doubles = doubled::find(book, &faulty);
    // What is wrong with a shot that is left out needs no other shot.
    findings.retain(|f| !doubles.iter().any(|d| f.scans.contains(&d.leave_out.id)));
    let standing = || book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn);
    let counted = in_turn(standing(), &doubles);
    let fixed = fixed(book, faulty);
    let (explained, displaced) = order::best(&fixed, counted);
    findings.extend(by_scans::findings(book, &doubles, &displaced));
    findings.extend(unsettled::findings(book, &doubles, &fixed.faulty));
    findings.extend(by_leaves::findings(&explained, &fixed));
    let judged = book.sealed == 0;
    if judged {
        by_acts::add(&explained, &fixed, &mut findings);
    }
    findings.extend(unchecked::finding(book, &explained));
    findings.sort_by_key(Finding::rank);
    Report {
        register: book.card.id.clone(),
        title: book.card.shown_title().to_owned(),
        leaves: by_leaves::tally(&explained, &findings),
        scans: standing().count(),
        pages: standing().map(|scan| scan.pages.len()).sum(),
        acts: if judged {
            rulers::tally(&explained, book)
        } else {
            Tally { found: book.acts.len(), expected: None }
        },
        sealed: book.sealed,
        certified: by_leaves::certified(book),
        rulers: if judged { rulers::rulers(&explained, book, &doubles) } else { Vec::new() },
        frames: frames(book, &explained, &doubles),
        findings,
    }
}

/// The scans that count. A page shot twice stands where it was shot first: a second shot is taken when the first is
/// found bad, or in passing.
fn in_turn<'b>(scans: impl Iterator<Item = &'b BookScan>, doubles: &[Doubled<'b>]) -> Vec<&'b BookScan> {
    let mut counted: Vec<&BookScan> = Vec::new();
    for mut scan in scans {
        while let Some(double) = doubles.iter().find(|d| d.leave_out.id == scan.id) {
            scan = double.keep;
        }
        if !counted.iter().any(|c| c.id == scan.id) {
            counted.push(scan);
        }
    }
    counted
}

fn fixed(book: &Book, faulty: BTreeSet<ScanId>) -> Fixed<'_> {
    let certified = by_leaves::certified(book).and_then(|(scan, note)| Some((note.leaves()?, scan)));
    Fixed {
        book,
        offices: Offices::of_acts(&book.acts),
        usual_pages: framing::usual_pages(book),
        certified,
        begin_on: begin_on(book),
        faulty,
        halved: framing::halved(book).into_iter().map(|scan| scan.id.clone()).collect(),
    }
}

/// The halves of which at least every second page begins an act.
fn begin_on(book: &Book) -> Vec<Half> {
    let with_act: BTreeSet<(&ScanId, Half)> = book.acts.iter().map(|act| (&act.scan, act.half)).collect();
    let pages =
        || book.scans.iter().flat_map(|scan| scan.pages.iter().map(move |page| (&scan.id, page.half)));
    let halves = [Half::Whole, Half::Left, Half::Right].into_iter();
    let usual = |half: &Half| {
        let of_half = pages().filter(|(_, h)| h == half);
        let (all, with) =
            of_half.fold((0, 0), |(all, with), page| (all + 1, with + usize::from(with_act.contains(&page))));
        all > 0 && with * 2 >= all
    };
    halves.filter(usual).collect()
}

/// Every standing scan with the labels of its leaves; a scan left out has those of the one that is kept.
fn frames(book: &Book, explained: &Explained, doubles: &[Doubled]) -> Vec<Frame> {
    let label = |id: &ScanId, nth: usize| {
        let kept = doubles.iter().find(|d| d.leave_out.id == *id).map_or(id, |d| &d.keep.id);
        let place = explained.scans.iter().position(|scan| scan.id == *kept)?;
        let slot = explained.slots[place] + i64::try_from(nth).ok()?;
        explained.leaves.as_ref()?.label_at(&explained.labelled, slot)
    };
    let frame = |scan: &BookScan| Frame {
        scan: scan.id.clone(),
        file: scan.file.clone(),
        state: scan.state,
        pages: scan.pages.iter().enumerate().map(|(nth, page)| (page.half, label(&scan.id, nth))).collect(),
    };
    book.scans.iter().filter(|scan| scan.state != ScanState::Withdrawn).map(frame).collect()
}
