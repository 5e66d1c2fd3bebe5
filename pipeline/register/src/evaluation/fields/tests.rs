//! Fields right and wrong of books, before and now. Not for pages.

use super::*;

fn book(sha256: &str, right: usize, added: usize) -> Book {
    let tally = FieldTally { fields: 100, right, wrong: 100 - right, missing: 0, added };
    Book { truth: format!("{sha256}/truth.jsonl"), sha256: sha256.into(), tally, ..Book::default() }
}

fn fields(books: &[Book]) -> Fields {
    Fields { books: books.to_vec(), ..Fields::default() }
}

fn check(before: Book, now: Book, expected: &[Verdict]) {
    let changes = compare_books(&fields(&[before]), &fields(&[now]));
    assert_eq!(changes.iter().map(|c| c.verdict).collect::<Vec<_>>(), expected);
}

#[test]
fn fewer_right_fields_are_worse_and_more_are_better() {
    check(book("a", 90, 0), book("a", 89, 0), &[Verdict::Worse]);
    check(book("a", 89, 0), book("a", 90, 0), &[Verdict::Better]);
    check(book("a", 90, 0), book("a", 90, 0), &[Verdict::Same]);
}

#[test]
fn values_where_nothing_stands_are_worse() {
    check(book("a", 90, 0), book("a", 90, 3), &[Verdict::Worse]);
}

#[test]
fn a_register_only_one_run_has_is_new_or_gone() {
    check(book("a", 90, 0), book("b", 90, 0), &[Verdict::New, Verdict::Gone]);
}

#[test]
fn in_a_large_register_a_field_of_a_thousand_is_no_change() {
    let large = |right| Book {
        tally: FieldTally { fields: 3000, right, ..FieldTally::default() },
        ..book("a", 90, 0)
    };
    check(large(2900), large(2897), &[Verdict::Same]);
    check(large(2900), large(2896), &[Verdict::Worse]);
}

#[test]
fn shares_are_of_the_truth_and_of_what_was_read() {
    let tally = FieldTally { fields: 10, right: 6, wrong: 2, missing: 2, added: 4 };
    assert_eq!((tally.exact(), tally.precision()), (Some(0.6), Some(0.5)));
    assert_eq!(FieldTally::default().exact(), None);
}

#[test]
fn a_register_is_written_with_its_figures_in_one_object() {
    let written = serde_json::to_value(book("a", 90, 2)).unwrap();
    assert_eq!((&written["right"], &written["added"]), (&90.into(), &2.into()));
    assert_eq!(serde_json::from_value::<Book>(written).unwrap(), book("a", 90, 2));
}
