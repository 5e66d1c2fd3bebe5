//! Labels of leaves as they are read. Not for their sequence.

use super::*;
use crate::page::{Half, Quality, SkewEstimate};

fn check(written: &str, label: Option<&str>) {
    assert_eq!(LeafLabel::parse(written).map(|l| l.to_string()).as_deref(), label, "{written:?}");
}

#[test]
fn a_leaf_is_numbered_perhaps_with_a_letter_and_its_back_is_told() {
    check("12", Some("12"));
    check(" 12.", Some("12"));
    check("л. 12", Some("12"));
    check("12а", Some("12а"));
    check("12 a", Some("12а"));
    check("12об.", Some("12об"));
    check("12 oб", Some("12об"));
}

#[test]
fn what_says_more_than_a_number_is_no_label() {
    for text in ["№ 12 от", "12 марта", "1956 г.", "1956", "0", "", "а", "12-13"] {
        check(text, None);
    }
}

fn line(text: &str, x: f64, y: f64, table: Option<usize>) -> Line {
    let outline = Rect::new(x, y, x + 40.0, y + 30.0).corners();
    Line { text: Some(text.to_owned()), outline, table, ..Line::default() }
}

fn page(lines: Vec<Line>) -> Page {
    Page {
        half: Half::Right,
        outline: Vec::new(),
        turned: 0,
        skew_degrees: 0.0,
        skew_estimate: SkewEstimate::default(),
        quality: Quality::default(),
        doubts: Vec::new(),
        unsure: Vec::new(),
        placement: Placement::whole(1000, 1400),
        tables: None,
        lines: Some(lines),
    }
}

#[test]
fn only_numbers_in_a_top_corner_and_outside_tables_may_be_labels() {
    let lines = vec![
        line("7", 480.0, 60.0, None),
        line("8", 900.0, 900.0, None),
        line("9", 900.0, 120.0, Some(0)),
        line("214", 780.0, 150.0, None),
        line("12", 930.0, 40.0, None),
    ];
    assert_eq!(candidates(&page(lines)), [LeafLabel::front(12), LeafLabel::front(214)]);
}

#[test]
fn a_label_is_as_sure_as_the_line_it_was_read_in() {
    let read = |confidence| Line { confidence: Some(confidence), ..line("12", 930.0, 40.0, None) };
    assert!(is_sure(&page(vec![line("в", 940.0, 40.0, None), read(0.97)])));
    assert!(!is_sure(&page(vec![read(0.6)])) && !is_sure(&page(Vec::new())));
}

#[test]
fn the_edge_of_the_paper_is_no_label() {
    assert_eq!(candidates(&page(vec![line("1", 955.0, 40.0, None), line("1", 2.0, 40.0, None)])), []);
}

#[test]
fn a_page_of_no_size_has_no_labels() {
    let empty = Page { placement: Placement::whole(0, 0), ..page(vec![line("12", 0.0, 0.0, None)]) };
    assert_eq!(candidates(&empty), []);
}
