//! What a book gives nothing to check by is told, once, and never held against it.

use crate::completeness::report::Unchecked;

use super::*;

fn unchecked(book: &Book) -> Vec<Unchecked> {
    let told = check(book).findings.into_iter().find(|f| f.kind == Kind::Unchecked);
    match told.map(|finding| finding.detail) {
        Some(Detail::Unchecked(unchecked)) => unchecked,
        _ => Vec::new(),
    }
}

const WHOLE: &str = "1:1,2 2:3,4 3:5,6 4:7,8 5:9,10";

#[test]
fn a_book_with_labels_numbers_and_pages_enough_is_checked_whole() {
    assert_eq!(unchecked(&spreads(WHOLE)), []);
}

#[test]
fn a_lone_page_gives_nothing_to_check_by() {
    let one = singles("-");
    assert_eq!(unchecked(&one), [Unchecked::Leaves, Unchecked::Acts, Unchecked::Capture]);
    finds(&one, &[]);
}

#[test]
fn each_thing_that_lacks_is_told_for_itself() {
    assert_eq!(unchecked(&spreads("-:1,2 -:3,4 -:5,6 -:7,8")), [Unchecked::Leaves]);
    assert_eq!(unchecked(&spreads("1:? 2:? 3:? 4:? 5:?")), [Unchecked::Acts]);
    assert_eq!(unchecked(&spreads("1:1,2 2:3,4")), [Unchecked::Leaves, Unchecked::Capture]);
}

#[test]
fn a_closing_note_counts_the_leaves_where_no_label_does() {
    let mut book = singles("-:1 -:2 -:3 -:4 -:5");
    book.scans[4].pages[0].certified = Some(Certified { words: Some(5), digits: Some(5) });
    assert_eq!(unchecked(&book), []);
}

#[test]
fn acts_a_card_promises_are_missing_and_not_unchecked() {
    let mut book = spreads("1:? 2:? 3:? 4:? 5:?");
    book.card.acts = Some((1, 5));
    assert_eq!(unchecked(&book), []);
    finds(&book, &["missing_act acts 1 2 3 4 5"]);
}

#[test]
fn nothing_is_said_while_scans_wait_nor_of_sealed_numbers_or_a_book_without_pages() {
    assert_eq!(unchecked(&singles("- wait -")), []);
    assert_eq!(unchecked(&Book { sealed: 1, ..spreads("1 2 3 4 5") }), []);
    assert_eq!(unchecked(&singles("aside aside")), []);
}
