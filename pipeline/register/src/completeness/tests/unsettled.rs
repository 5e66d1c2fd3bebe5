//! Scans the machine was in doubt about: told, and never held against the book.

use crate::unsure::Unsettled;

use super::*;

fn with(mut book: Book, nth: usize, what: Unsettled) -> Book {
    book.scans[nth - 1].pages[0].unsettled.insert(what);
    book
}

/// Scans 2 and 4 lean perhaps.
fn leaning() -> Book {
    with(with(spreads("1 2 3 4 5 6 7 8"), 2, Unsettled::Lean), 4, Unsettled::Lean)
}

#[test]
fn one_finding_tells_all_scans_of_one_doubt() {
    finds_worth_knowing(&leaning(), &["unsure scans 2 4"]);
    let also_turned = with(leaning(), 3, Unsettled::Turn);
    finds_worth_knowing(&also_turned, &["unsure scans 2 4", "unsure scans 3"]);
}

#[test]
fn both_pages_of_a_scan_are_one_scan() {
    let mut both = leaning();
    both.scans[1].pages[1].unsettled.insert(Unsettled::Lean);
    finds_worth_knowing(&both, &["unsure scans 2 4"]);
}

#[test]
fn a_doubt_keeps_no_book_from_being_complete() {
    finds(&leaning(), &[]);
}

#[test]
fn what_is_withdrawn_blank_or_shot_again_is_not_asked_about() {
    let mut book = leaning();
    book.scans[1].state = ScanState::Withdrawn;
    finds_worth_knowing(&book, &["unsure scans 4"]);
    let mut book = leaning();
    book.scans[1].pages[0].quality.sharpness = Some(1.0);
    finds_worth_knowing(&book, &["unsure scans 4"]);
    let mut book = leaning();
    book.scans[1].pages[0].quality.blank = Some(true);
    finds_worth_knowing(&book, &["unsure scans 4"]);
}

#[test]
fn a_second_shot_that_is_left_out_takes_no_doubt_of_the_others_along() {
    let mut book = leaning();
    for half in 0..2 {
        let look = book.scans[4].pages[half].clone();
        book.scans[3].pages[half] = look;
    }
    let book = with(with(book, 4, Unsettled::Lean), 5, Unsettled::Lean);
    let told = check(&book).findings.into_iter().find(|f| f.kind == Kind::Unsure).map(|f| f.scans.len());
    assert_eq!(told, Some(2), "scan 2 and the shot that is kept");
}
