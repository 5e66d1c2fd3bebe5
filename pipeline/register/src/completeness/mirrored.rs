//! Books that are read from the right: every rule takes the left page of an open book for the first, so they are judged
//! as in a mirror, and what was found is turned back. Not for the sides at which a scan cuts off a page: those are
//! its own.

use crate::{language::Direction, page::Half, volume::RegisterCard};

use super::{book::Book, report::Report};

/// Is a book of this card opened from the right?
pub(super) fn is_needed(card: &RegisterCard) -> bool {
    Direction::of(&card.languages) == Direction::RightToLeft
}

/// The book with its right pages for left ones: first what is read first.
pub(super) fn book(book: &Book) -> Book {
    let mut book = book.clone();
    for scan in &mut book.scans {
        scan.pages.iter_mut().for_each(|page| page.half = other(page.half));
        scan.pages.sort_by_key(|page| page.half);
    }
    book.acts.iter_mut().for_each(|act| act.half = other(act.half));
    // Stable: acts of one page stay as they come.
    book.acts.sort_by_key(|act| (act.scan.number, act.half));
    book
}

/// What was found of a book in the mirror, as it is.
pub(super) fn report(mut report: Report) -> Report {
    for half in report.findings.iter_mut().filter_map(|finding| finding.half.as_mut()) {
        *half = other(*half);
    }
    for (half, _) in report.frames.iter_mut().flat_map(|frame| &mut frame.pages) {
        *half = other(*half);
    }
    report
}

fn other(half: Half) -> Half {
    match half {
        Half::Whole => Half::Whole,
        Half::Left => Half::Right,
        Half::Right => Half::Left,
    }
}
