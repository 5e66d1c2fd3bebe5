//! What confidence is worth. Not for how it is made.

use super::*;

fn word(engine: &str, confidence: f64, right: bool) -> JudgedWord {
    let of = |part: &str| Some(part.to_owned());
    let read_by = ReadBy { engine: of(engine), script: of("Cyrl"), hand: of("typed"), kind: None };
    JudgedWord { read_by, confidence, score: confidence, letters: 5, right, ..JudgedWord::default() }
}

/// Expected calibration error of ten words of one confidence, of which so many are right.
fn check(confidence: f64, right: usize, ece: f64) {
    let words: Vec<JudgedWord> = (0..10).map(|n| word("tesseract", confidence, n < right)).collect();
    let all = &reliability(&words)[0];
    assert!((all.ece - ece).abs() < 1e-9, "{all:?}");
}

#[test]
fn nine_of_ten_at_nine_tenths_is_honest() {
    check(0.9, 9, 0.0);
}

#[test]
fn one_of_ten_at_nine_tenths_is_not() {
    check(0.9, 1, 0.8);
}

#[test]
fn the_surest_words_stand_in_the_last_bin() {
    check(1.0, 10, 0.0);
}

#[test]
fn too_little_trust_counts_as_too_much() {
    check(0.2, 10, 0.8);
}

#[test]
fn gaps_of_other_bins_do_not_cancel() {
    let words = [word("tesseract", 0.95, false), word("tesseract", 0.05, true)];
    assert!((reliability(&words)[0].ece - 0.95).abs() < 1e-9);
}

#[test]
fn engines_are_judged_apart_and_together() {
    let curves = reliability(&[word("tesseract", 0.9, true), word("line_model", 0.9, false)]);
    let of = |engine: Option<&str>| {
        let same = |c: &&Reliability| c.read_by.engine.as_deref() == engine && c.read_by.script.is_none();
        curves.iter().find(same).map(|c| c.words)
    };
    assert_eq!([of(None), of(Some("line_model")), of(Some("both"))], [Some(2), Some(1), None]);
    assert_eq!(curves.len(), 1 + 2 + 1 + 1 + 2);
}

#[test]
fn fields_are_judged_by_what_the_form_asks_for() {
    let field = |kind: &str| {
        let read_by = ReadBy { kind: Some(kind.into()), ..word("tesseract", 0.9, true).read_by };
        JudgedField { read_by, confidence: 0.9, right: true, ..JudgedField::default() }
    };
    let curves = reliability_of_fields(&[field("date"), field("date"), field("sex")]);
    let words = |engine: bool, kind: &str| {
        let same = |c: &&Reliability| {
            c.read_by.kind.as_deref() == Some(kind) && c.read_by.engine.is_some() == engine
        };
        curves.iter().find(same).map(|c| c.words)
    };
    assert_eq!([words(false, "date"), words(true, "date"), words(true, "sex")], [Some(2), Some(2), Some(1)]);
    assert_eq!((curves.len(), curves[0].words), (1 + 1 + 1 + 1 + 2 + 2, 3));
}

#[test]
fn of_no_words_there_is_no_curve() {
    assert!(reliability(&[]).is_empty());
}
