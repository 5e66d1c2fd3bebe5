//! From what engines tell of their words to how probable it is that a word is right, at the very end: readings are chosen
//! before, on the scale of the engines. Not for choosing. The curves are data, `ocr-models/calibration.tsv`, fitted by
//! `scripts/train/calibrate.py`, where their form is explained.

use std::sync::LazyLock;

use register::{
    language::NO_SCRIPT,
    layout::{Engine, Hand, Line, Word, mean_confidence},
};

use crate::curves::{self, Row};

/// The curves: engine, script and hand (`*` any), words it was fitted on, and the five numbers.
const CURVES: &str = include_str!("../../../../ocr-models/calibration.tsv");

/// Confidences outside are as these: engines tell nothing apart there.
const LOWEST: f64 = 0.02;
const HIGHEST: f64 = 0.99;
/// Confidence at which curves bend.
const BEND: f64 = 0.8;
/// Longer words, letters, are as these.
const LONGEST: usize = 10;

/// A logistic curve in the log odds of the confidence and the length of the word.
#[derive(Debug, Clone, PartialEq)]
struct Curve {
    engine: String,
    /// ISO 15924, or `*`.
    script: String,
    hand: String,
    level: f64,
    above_bend: f64,
    level_by_length: f64,
    by_length: f64,
    constant: f64,
}

static SHIPPED: LazyLock<Vec<Curve>> = LazyLock::new(|| curves::shipped(CURVES, curve));

fn curve(row: &str) -> Option<Curve> {
    let Row { names: [engine, script, hand], weights } = curves::row(row)?;
    let [level, above_bend, level_by_length, by_length, constant] = weights;
    Some(Curve { engine, script, hand, level, above_bend, level_by_length, by_length, constant })
}

impl Curve {
    /// How probable a word of so many letters is right.
    fn probability(&self, confidence: f64, letters: usize) -> f64 {
        let odds = |c: f64| (c / (1.0 - c)).ln();
        let told = odds(confidence.clamp(LOWEST, HIGHEST));
        let length = (letters.clamp(1, LONGEST) as f64).ln();
        let sum = (self.level + self.level_by_length * length) * told
            + self.above_bend * (told - odds(BEND)).max(0.0)
            + self.by_length * length
            + self.constant;
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The curve of an engine for a script and hand, for the hand in any script, or for all.
fn curve_of<'c>(curves: &'c [Curve], engine: Engine, script: &str, hand: Hand) -> Option<&'c Curve> {
    let named = |script: &str, hand: &str| {
        curves.iter().find(|c| c.engine == engine.as_str() && c.script == script && c.hand == hand)
    };
    named(script, hand.as_str()).or_else(|| named("*", hand.as_str())).or_else(|| named("*", "*"))
}

/// Makes confidences of a line's words, and of the line, probabilities. What several looks were weighed for is one
/// already.
pub(super) fn calibrate(line: &mut Line) {
    let script = line.script.as_deref().unwrap_or(NO_SCRIPT).to_owned();
    for word in &mut line.words {
        let curve = word.engine.and_then(|engine| curve_of(&SHIPPED, engine, &script, line.hand));
        if let Some(curve) = curve {
            weigh_anew(word, curve);
        }
    }
    if !line.words.is_empty() {
        line.confidence = mean_confidence(&line.words);
    }
}

/// The word's probability, and its other readings within what is left.
fn weigh_anew(word: &mut Word, curve: &Curve) {
    let probability = rounded(curve.probability(word.confidence, word.text.chars().count()));
    word.engine_confidence = Some(word.confidence);
    word.confidence = probability;
    let text = &word.text;
    let others: f64 = word.alternatives.iter().filter(|(other, _)| other != text).map(|(_, w)| w).sum();
    let share = if others > 0.0 { ((1.0 - probability) / others).min(1.0) } else { 1.0 };
    for (other, weight) in &mut word.alternatives {
        *weight = if other == text { probability } else { rounded((*weight * share).min(probability)) };
    }
}

/// Four figures: more than any of the curves knows.
fn rounded(probability: f64) -> f64 {
    (probability * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(hand: Hand, engine: Option<Engine>, confidence: f64) -> Line {
        let alternatives = vec![("Раҳимов".to_owned(), 0.6), ("Рахимов".to_owned(), 0.5)];
        let word =
            Word { text: "Раҳимов".into(), confidence, engine, alternatives, ..Word::default() };
        Line { hand, script: Some("Cyrl".into()), words: vec![word], ..Line::default() }
    }

    fn calibrated(mut line: Line) -> Line {
        calibrate(&mut line);
        line
    }

    #[test]
    fn every_engine_has_curves_and_every_row_is_one() {
        for engine in [Engine::Tesseract, Engine::LineModel, Engine::Both] {
            assert!(curve_of(&SHIPPED, engine, "Cyrl", Hand::Stamp).is_some(), "{engine:?}");
        }
    }

    #[test]
    fn surer_words_stay_surer() {
        for curve in SHIPPED.iter() {
            for letters in 1..=20 {
                let told = |step: u32| curve.probability(f64::from(step) / 50.0, letters);
                let falls = (0..50).find(|&step| told(step) > told(step + 1) + 1e-12);
                assert_eq!(falls, None, "{curve:?} at {letters} letters");
            }
        }
    }

    #[test]
    fn a_curve_of_its_own_goes_before_that_of_any_script() {
        let row =
            |script: &str, hand: &str| curve(&format!("both\t{script}\t{hand}\t9\t1\t0\t0\t0\t0")).unwrap();
        let curves = [row("*", "*"), row("*", "typed"), row("Cyrl", "typed")];
        let found = |script, hand| curve_of(&curves, Engine::Both, script, hand).unwrap();
        assert_eq!(found("Cyrl", Hand::Typed), &curves[2]);
        assert_eq!(found("Latn", Hand::Typed), &curves[1]);
        assert_eq!(found("Cyrl", Hand::Printed), &curves[0]);
        assert_eq!(curve_of(&curves, Engine::Tesseract, "Cyrl", Hand::Typed), None);
    }

    #[test]
    fn a_plain_curve_leaves_confidence_as_it_is() {
        let plain = curve("both\t*\t*\t0\t1\t0\t0\t0\t0").unwrap();
        assert!((plain.probability(0.7, 5) - 0.7).abs() < 1e-12);
    }

    #[test]
    fn what_the_engine_told_is_kept_beside_the_probability() {
        let line = calibrated(line(Hand::Printed, Some(Engine::Tesseract), 0.8));
        let word = &line.words[0];
        assert_eq!((word.score(), word.engine_confidence), (0.8, Some(0.8)));
        assert!(word.confidence < 0.8 && line.confidence == Some(word.confidence), "{line:?}");
    }

    #[test]
    fn what_several_looks_were_weighed_for_stays() {
        assert_eq!(calibrated(line(Hand::Typed, None, 0.8)).words[0].confidence, 0.8);
    }

    #[test]
    fn readings_of_a_word_share_what_is_probable() {
        let word = calibrated(line(Hand::Typed, Some(Engine::Tesseract), 0.9)).words.remove(0);
        assert_eq!(word.alternatives[0].1, word.confidence);
        assert!(word.alternatives.iter().map(|(_, weight)| weight).sum::<f64>() <= 1.0001, "{word:?}");
    }

    #[test]
    fn nothing_read_has_no_confidence() {
        assert_eq!(calibrated(Line::default()).confidence, None);
    }
}
