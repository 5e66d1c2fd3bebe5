//! Signs alone in a cell, with an engine that says what a test has it say. Not for how a real engine reads.

use super::{
    super::{
        answering::{line, with_reader},
        signs::drawn::{FIVE, Sign, THREE, picture},
    },
    *,
};

#[test]
fn only_a_letter_read_surely_is_believed_without_asking_for_figures() {
    let check = |text: &str, confidence: f64, expected: bool| {
        let line = line(&[(text, confidence, Rect::default())]);
        assert_eq!(is_certain_letter(&line), expected, "{text} {confidence}");
    };
    check("ж", 0.95, true);
    check("ж", 0.5, false);
    check("7", 0.95, false);
    check("З)", 0.95, false);
}

/// What is read of `signs` alone in a cell when the engine gives `answers`, and how often it is asked; and what stands
/// beside it.
fn told(
    signs: &[Sign],
    narrow: bool,
    answers: &[(&'static str, f64)],
) -> (Option<String>, usize, Vec<String>) {
    let (page, area) = (picture(signs), Rect::new(0.0, 0.0, 100.0, 40.0));
    let signs = Signs::of(&page, &area).unwrap();
    let act = |reader: &mut Reader<'_>| number(reader, &page, &area, 14.0, &signs, narrow).unwrap();
    let (told, asked) = with_reader(answers, act);
    let word = told.map(|(_, mut line)| line.words.remove(0));
    let beside = word.iter().flat_map(|word| &word.alternatives).map(|(text, _)| text.clone()).collect();
    (word.map(|word| word.text), asked, beside)
}

fn check(
    signs: &[Sign],
    narrow: bool,
    answers: &[(&'static str, f64)],
    expected: Option<&str>,
    asked: usize,
) {
    let told = told(signs, narrow, answers);
    assert_eq!((told.0.as_deref(), told.1), (expected, asked), "{answers:?}");
}

#[test]
fn a_number_that_the_looks_agree_on_is_taken_without_asking_the_languages() {
    check(&[FIVE, THREE], false, &[("53", 0.95)], Some("53"), 1);
    check(&[FIVE, THREE], false, &[("58", 0.6), ("53", 0.6), ("53", 0.6)], Some("53"), 3);
}

#[test]
fn what_is_no_number_is_asked_for_in_the_languages_where_it_is_narrow_and_once() {
    check(&[FIVE, THREE], false, &[("Sв", 0.95)], None, 1);
    check(&[FIVE, THREE], true, &[("Sв", 0.95), ("бв", 0.7)], Some("бв"), 2);
    check(&[FIVE, THREE], true, &[("58", 0.6), ("53", 0.6), ("63", 0.6), ("бв", 0.7)], Some("бв"), 4);
}

#[test]
fn what_the_look_at_figures_alone_makes_of_letters_is_asked_for_in_the_languages() {
    let forced = |read: (&'static str, f64)| [("", 0.0), ("", 0.0), ("34", 0.95), read];
    check(&[FIVE, THREE], false, &forced(("ЗА", 0.95)), Some("ЗА"), 4);
    check(&[FIVE, THREE], false, &forced(("З4", 0.6)), Some("34"), 4);
    let (_, _, beside) = told(&[FIVE, THREE], false, &forced(("З4", 0.6)));
    assert_eq!(beside, ["34", "З4"]);
}

#[test]
fn strokes_may_be_a_roman_number() {
    check(&[FIVE, THREE], false, &[("11", 0.95), ("ІІ", 0.95)], Some("ІІ"), 2);
    check(&[FIVE, THREE], false, &[("11", 0.95), ("!1", 0.6)], Some("11"), 2);
}

#[test]
fn figures_are_taken_before_letters_that_are_a_little_surer_and_not_before_other_figures() {
    check(&[FIVE], true, &[("б", 0.85), ("6", 0.5), ("6", 0.45), ("", 0.0)], Some("6"), 3);
    check(&[FIVE], true, &[("5", 0.95), ("8", 0.66), ("8", 0.5)], Some("5"), 4);
    check(&[FIVE], true, &[("5", 0.95), ("8", 0.9), ("8", 0.9)], Some("8"), 3);
    check(&[FIVE, THREE], false, &[("", 0.0), ("", 0.0), ("18", 0.91), ("13", 0.95)], Some("13"), 4);
}

#[test]
fn a_number_keeps_the_stop_that_the_languages_are_certain_of() {
    check(&[FIVE], true, &[("5.", 0.95), ("5", 0.95)], Some("5."), 2);
    check(&[FIVE], true, &[("5;", 0.5), ("5", 0.95)], Some("5"), 2);
}

#[test]
fn without_a_second_look_a_cell_is_read_once() {
    let (page, area) = (picture(&[FIVE]), Rect::new(0.0, 0.0, 100.0, 40.0));
    let (told, asked) = with_reader(&[("б", 0.6), ("6", 0.95)], |reader| {
        let once = crate::recognize::RecognizeOptions { second_look: false, ..*reader.options };
        let mut reader = Reader { engine: reader.engine, options: &once, doubts: Vec::new(), ..*reader };
        read(&mut reader, &page, &area, 14.0).unwrap()
    });
    assert_eq!((told.unwrap().1.words[0].text.as_str(), asked), ("б", 1));
}
