//! Readings against truths, made up.

use register::{
    geometry::Rect,
    layout::{Engine, Word},
};

use super::*;

/// A line at a height, with words of a box each, 10 pixels a letter.
fn line(top: f64, text: &str) -> Line {
    let mut left = 0.0;
    let word = |text: &str| {
        let right = left + 10.0 * text.chars().count() as f64;
        let outline = Rect::new(left, top, right, top + 20.0).corners();
        left = right + 10.0;
        let engine = Some(Engine::Tesseract);
        Word { outline, text: text.to_owned(), confidence: 0.9, engine, ..Word::default() }
    };
    let words: Vec<Word> = text.split_whitespace().map(word).collect();
    let outline = Rect::new(0.0, top, 10.0 * text.chars().count() as f64, top + 20.0).corners();
    Line { outline, text: Some(text.to_owned()), words, ..Line::default() }
}

/// Letters and edits, words and edits.
fn check(truth: &[Line], read: &[Line], expected: [usize; 4]) {
    let tally = measure(truth, read, None).tally;
    assert_eq!([tally.letters, tally.letter_edits, tally.words, tally.word_edits], expected);
}

#[test]
fn a_perfect_reading_has_no_edits_whatever_its_order() {
    let (a, b) = (line(0.0, "Рахимов Ҷамшед"), line(40.0, "1956"));
    check(&[a.clone(), b.clone()], &[b, a], [18, 0, 3, 0]);
}

#[test]
fn what_was_passed_over_is_deleted() {
    check(&[line(0.0, "Рахимов"), line(40.0, "1956")], &[line(40.0, "1956")], [11, 7, 2, 1]);
}

#[test]
fn what_stands_where_nothing_is_written_is_inserted() {
    check(&[line(0.0, "Рахимов")], &[line(0.0, "Рахимов"), line(90.0, "пят")], [7, 3, 1, 1]);
}

#[test]
fn a_scan_has_no_more_edits_than_letters() {
    check(&[line(0.0, "акт")], &[line(0.0, "акт"), line(90.0, "совсем другой лист")], [3, 3, 1, 1]);
}

#[test]
fn lines_of_the_truth_without_text_are_left_out() {
    check(&[line(0.0, "акт"), line(40.0, " ")], &[line(0.0, "акт")], [3, 0, 1, 0]);
}

#[test]
fn arabic_script_is_read_from_the_right() {
    let read = line(0.0, "دوم اول");
    let truth = Line { words: Vec::new(), text: Some("اول دوم".into()), ..read.clone() };
    check(&[truth], &[read], [7, 0, 2, 0]);
}

#[test]
fn order_is_the_share_of_neighbours_that_follow_each_other() {
    let lines = [line(0.0, "а"), line(40.0, "б"), line(80.0, "в")];
    let read = [lines[1].clone(), lines[0].clone(), lines[2].clone()];
    let tally = measure(&lines, &read, None).tally;
    assert_eq!((tally.neighbours, tally.in_order), (2, 1));
}

#[test]
fn words_are_found_wherever_they_stand_and_no_more_often_than_read() {
    let truth = [line(0.0, "дом дом сад")];
    assert_eq!(measure(&truth, &[line(90.0, "САД дом поле")], None).tally.words_found, 2);
}

/// The hands of a truth's lines, with all of them read as typed.
fn check_hands(truth: &[Line], told: Option<Hand>, hands: &[Option<Hand>]) {
    let read: Vec<Line> = truth.iter().map(|line| Line { hand: Hand::Typed, ..line.clone() }).collect();
    let lines = measure(truth, &read, told).lines;
    assert_eq!(lines.iter().map(|line| line.hand).collect::<Vec<_>>(), hands);
}

#[test]
fn a_line_is_written_as_was_told_or_as_its_truth_says() {
    let by_hand = Line { hand: Hand::Handwritten, ..line(40.0, "1956") };
    check_hands(&[line(0.0, "акт"), by_hand], None, &[Some(Hand::Printed), Some(Hand::Handwritten)]);
    check_hands(&[line(0.0, "акт")], Some(Hand::Stamp), &[Some(Hand::Stamp)]);
}

#[test]
fn where_a_truth_does_not_say_how_it_is_written_the_reading_is_not_asked() {
    check_hands(&[line(0.0, "акт"), line(40.0, "1956")], None, &[None, None]);
}

#[test]
fn a_line_says_in_which_script_it_is_written() {
    let of = |text: &str| measure(&[line(0.0, text)], &[], None).lines[0].script.clone();
    assert_eq!(["акт", "acte", "12"].map(of), ["Cyrl", "Latn", "Zyyy"]);
}

#[test]
fn words_are_judged_with_who_read_them() {
    let words = measure(&[line(0.0, "Рахимов Ҷамшед")], &[line(0.0, "Рахимов Чамшед")], None).words;
    assert_eq!(words.iter().map(|word| word.right).collect::<Vec<_>>(), [true, false]);
    assert_eq!(words[0].read_by.engine.as_deref(), Some("tesseract"));
}

#[test]
fn a_picture_of_one_line_is_measured_in_the_order_it_was_read() {
    let measured =
        measure_line("Рахимов Ҷамшед", &[line(40.0, "Рахимов"), line(0.0, "Чамшед")], (90, 60), None);
    assert_eq!((measured.tally.letters, measured.tally.letter_edits), (14, 1));
    assert_eq!(Rect::around(&measured.lines[0].outline), Rect::new(0.0, 0.0, 90.0, 60.0));
}

#[test]
fn a_picture_of_one_line_on_which_nothing_was_read_is_lost() {
    assert_eq!(measure_line("акт", &[], (90, 60), None).tally.cer(), Some(1.0));
}
