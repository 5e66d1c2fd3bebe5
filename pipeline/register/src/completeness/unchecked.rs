//! What a book gave nothing to check by: no labels, no numbers, too few pages. A check that is silent about it would
//! pass for one that found nothing. Not for what was checked and found amiss.

use crate::act::Severity;

use super::{
    book::{Book, BookPage, ScanState},
    by_leaves,
    explain::Explained,
    report::{Detail, Finding, Kind, Remedy, Unchecked},
    usual::USUAL_FROM,
};

/// One finding that tells all; none while scans wait, as what they bear is not known yet, nor where none was read.
pub(super) fn finding(book: &Book, explained: &Explained) -> Option<Finding> {
    let waits = book.scans.iter().any(|scan| scan.state == ScanState::Waiting);
    let pages = || explained.scans.iter().flat_map(|scan| &scan.pages);
    if waits || pages().next().is_none() {
        return None;
    }
    let leaves = explained.leaves.is_none() && !notes_leaves(book);
    // What a card promises and no page bears is a finding of its own, and sealed acts are told apart.
    let acts = book.sealed == 0
        && book.card.acts.is_none()
        && explained.series.iter().all(|series| series.account.runs.is_empty());
    let capture = pages().filter(|page: &&BookPage| !page.is_blank()).count() < USUAL_FROM;
    let told = [(leaves, Unchecked::Leaves), (acts, Unchecked::Acts), (capture, Unchecked::Capture)];
    let unchecked: Vec<Unchecked> =
        told.into_iter().filter(|(holds, _)| *holds).map(|(_, what)| what).collect();
    (!unchecked.is_empty()).then(|| Finding {
        detail: Detail::Unchecked(unchecked),
        ..Finding::new(Kind::Unchecked, Severity::Info, Remedy::LookInBook)
    })
}

/// Does a closing note count the leaves surely? Then pages are counted against it.
fn notes_leaves(book: &Book) -> bool {
    by_leaves::certified(book).is_some_and(|(_, note)| note.is_sure() && note.leaves().is_some())
}
