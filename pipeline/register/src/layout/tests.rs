//! Lines, words and tables as they are written down. Not for how they are found.

use super::*;

fn word(text: &str, confidence: f64, engine_confidence: Option<f64>) -> Word {
    Word { text: text.into(), confidence, engine_confidence, ..Word::default() }
}

#[test]
fn a_word_nobody_weighed_anew_has_the_score_of_its_confidence() {
    assert_eq!((word("а", 0.4, None).score(), word("а", 0.4, Some(0.8)).score()), (0.4, 0.8));
}

#[test]
fn the_score_of_a_line_is_the_mean_over_its_letters() {
    let words = vec![word("а", 0.1, Some(0.5)), word("бвг", 0.9, None)];
    let line = Line { words, confidence: Some(0.2), ..Line::default() };
    assert_eq!(line.score(), Some(0.8));
    assert_eq!(Line { words: Vec::new(), ..line }.score(), Some(0.2));
}
