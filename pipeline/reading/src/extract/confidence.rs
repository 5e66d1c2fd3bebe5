//! From what speaks for a value to how probable it is that it is right, when all that is known of its act is known. Not for
//! gathering that: see `evidence`. The curves are data, `ocr-models/field-calibration.tsv`, fitted by
//! `scripts/train/calibrate_fields.py`, where their form is explained.

use std::{collections::BTreeMap, sync::LazyLock};

use register::{
    act::{Act, Field},
    layout::Hand,
};

use super::{book::Book, evidence::Evidence};
use crate::curves::{self, Row};

/// The curves: engine, script and kind (`*` any), fields it was fitted on, and the terms.
const CURVES: &str = include_str!("../../../../ocr-models/field-calibration.tsv");

/// Probabilities of all words outside are as these: they tell values apart no further.
const LOWEST: f64 = 0.01;
const HIGHEST: f64 = 0.995;
/// Probability at which curves bend.
const BEND: f64 = 0.9;
/// More words, and more letters misread in a label, are as these.
const MOST_WORDS: usize = 6;
const MOST_SLIPS: usize = 3;

/// Terms of a curve.
const TERMS: usize = 11;

/// A logistic curve in what speaks for a value.
#[derive(Debug, Clone, PartialEq)]
struct Curve {
    engine: String,
    /// ISO 15924, or `*`.
    script: String,
    /// As `FieldKind` is written, or `*`.
    kind: String,
    /// In the order of [`terms`].
    weights: [f64; TERMS],
}

static SHIPPED: LazyLock<Vec<Curve>> = LazyLock::new(|| curves::shipped(CURVES, curve));

fn curve(row: &str) -> Option<Curve> {
    let Row { names: [engine, script, kind], weights } = curves::row(row)?;
    Some(Curve { engine, script, kind, weights })
}

/// What a curve weighs, in the order of the columns of the table: the words, their number, then what speaks against the
/// value, then one.
fn terms(evidence: &Evidence) -> [f64; TERMS] {
    let odds = |p: f64| (p / (1.0 - p)).ln();
    let words = odds(evidence.product.clamp(LOWEST, HIGHEST));
    let yes = |yes: bool| f64::from(u8::from(yes));
    [
        words,
        (words - odds(BEND)).max(0.0),
        (evidence.words.clamp(1, MOST_WORDS) as f64).ln(),
        yes(!evidence.well_formed),
        evidence.slips.min(MOST_SLIPS) as f64,
        yes(evidence.label_taken),
        yes(evidence.in_years == Some(false)),
        yes(evidence.doubted),
        yes(evidence.unnumbered),
        1.0 - evidence.whole,
        1.0,
    ]
}

/// The curve of an engine for a script and kind, of the kind, or of all.
fn curve_of<'c>(curves: &'c [Curve], evidence: &Evidence) -> Option<&'c Curve> {
    let named = |engine: &str, script: &str, kind: &str| {
        curves.iter().find(|c| c.engine == engine && c.script == script && c.kind == kind)
    };
    let kind = evidence.kind.as_str();
    let own = evidence.engine.and_then(|engine| named(engine.as_str(), &evidence.script, kind));
    own.or_else(|| named("*", "*", kind)).or_else(|| named("*", "*", "*"))
}

/// How probable it is that the value is right. What was not understood has no value. Nothing is known of fields written by
/// hand, so they are told no surer than their words.
fn probability(curves: &[Curve], evidence: &Evidence) -> f64 {
    if !evidence.understood {
        return 0.0;
    }
    let words = evidence.product.clamp(0.0, 1.0);
    let Some(curve) = curve_of(curves, evidence) else { return rounded(words) };
    let sum: f64 = curve.weights.iter().zip(terms(evidence)).map(|(weight, term)| weight * term).sum();
    let probability = 1.0 / (1.0 + (-sum).exp());
    rounded(if evidence.hand == Hand::Handwritten { probability.min(words) } else { probability })
}

/// Three figures: more than any of the curves knows.
fn rounded(probability: f64) -> f64 {
    (probability * 1e3).round() / 1e3
}

/// Makes confidences of an act's fields probabilities, and puts their other readings within what is left.
pub(super) fn weigh(act: &mut Act, evidence: &mut BTreeMap<String, Evidence>, book: &Book) {
    for (key, evidence) in evidence {
        evidence.within(act, key, book);
        if let Some(field) = act.fields.get_mut(key) {
            let own = candidates_that_say_it(field, evidence, book);
            tell(field, probability(&SHIPPED, evidence), &own);
        }
    }
}

/// Of each candidate, whether it says what the field says.
fn candidates_that_say_it(field: &Field, evidence: &Evidence, book: &Book) -> Vec<bool> {
    field.candidates.iter().map(|(other, _)| evidence.is_value(field, other, book.years)).collect()
}

/// `own`: of each candidate, whether it is the field's value.
fn tell(field: &mut Field, probability: f64, own: &[bool]) {
    field.confidence = Some(probability);
    let candidates = field.candidates.iter_mut().zip(own);
    let others: f64 = candidates.filter(|(_, own)| !**own).map(|((_, weight), _)| *weight).sum();
    let share = if others > 0.0 { ((1.0 - probability) / others).min(1.0) } else { 1.0 };
    for ((_, weight), own) in field.candidates.iter_mut().zip(own) {
        // Of what is not understood no reading is more probable than another was.
        let most = if field.value.is_some() { probability } else { 1.0 };
        *weight = if *own { probability } else { rounded((*weight * share).min(most)) };
    }
}

#[cfg(test)]
mod tests {
    use register::{form::FieldKind, layout::Engine};

    use super::*;

    fn evidence() -> Evidence {
        Evidence::plain(FieldKind::Given, Hand::Typed)
    }

    /// How probable a value is with another word of it, and with what is said against it.
    fn check(against: impl Fn(&mut Evidence)) {
        for kind in FieldKind::ALL {
            let before = Evidence { kind, ..evidence() };
            let mut after = before.clone();
            against(&mut after);
            let told = [&before, &after].map(|evidence| probability(&SHIPPED, evidence));
            assert!(told[0] >= told[1], "{after:?}: {told:?}");
        }
    }

    #[test]
    fn every_row_is_a_curve_and_one_holds_for_all() {
        let any = |c: &&Curve| [&c.engine, &c.script, &c.kind].iter().all(|part| *part == "*");
        assert_eq!(SHIPPED.iter().filter(any).count(), 1);
    }

    #[test]
    fn surer_words_make_a_surer_value() {
        for curve in SHIPPED.iter() {
            let told = |step: u32| {
                probability(
                    std::slice::from_ref(curve),
                    &Evidence { product: f64::from(step) / 50.0, ..evidence() },
                )
            };
            let falls = (0..50).find(|&step| told(step) > told(step + 1));
            assert_eq!(falls, None, "{curve:?}");
        }
    }

    #[test]
    fn what_speaks_against_a_value_makes_it_no_surer() {
        check(|evidence| evidence.well_formed = false);
        check(|evidence| evidence.slips = 2);
        check(|evidence| evidence.label_taken = true);
        check(|evidence| evidence.in_years = Some(false));
        check(|evidence| evidence.doubted = true);
        check(|evidence| evidence.unnumbered = true);
        check(|evidence| evidence.whole = 0.4);
        check(|evidence| evidence.words = 4);
    }

    #[test]
    fn what_was_not_understood_has_no_value_that_could_be_right() {
        assert_eq!(probability(&SHIPPED, &Evidence { understood: false, ..evidence() }), 0.0);
    }

    #[test]
    fn a_field_by_hand_is_no_surer_than_its_words() {
        let by_hand = Evidence { hand: Hand::Handwritten, product: 0.4, ..evidence() };
        assert!(probability(&SHIPPED, &by_hand) <= 0.4);
    }

    #[test]
    fn a_curve_of_its_own_goes_before_that_of_the_kind() {
        let row = |names: &str| curve(&format!("{names}\t9\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0")).unwrap();
        let curves = [row("*\t*\t*"), row("*\t*\tgiven"), row("line_model\tCyrl\tgiven")];
        let found = |evidence: &Evidence| curve_of(&curves, evidence).unwrap();
        assert_eq!(found(&evidence()), &curves[2]);
        assert_eq!(found(&Evidence { engine: Some(Engine::Tesseract), ..evidence() }), &curves[1]);
        assert_eq!(found(&Evidence { kind: FieldKind::Date, ..evidence() }), &curves[0]);
    }

    #[test]
    fn a_plain_curve_tells_what_the_words_tell() {
        let plain = curve("*\t*\t*\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0").unwrap();
        assert_eq!(probability(&[plain], &Evidence { product: 0.7, ..evidence() }), 0.7);
    }

    #[test]
    fn other_readings_share_what_is_left() {
        let candidates = vec![("Саид".to_owned(), 0.6), ("Саъд".to_owned(), 0.3), ("Сайд".to_owned(), 0.1)];
        let mut field = Field { candidates, ..Field::plain("Саид") };
        tell(&mut field, 0.9, &[true, false, false]);
        let weights: Vec<f64> = field.candidates.iter().map(|(_, weight)| *weight).collect();
        assert_eq!(weights, [0.9, 0.075, 0.025]);
    }
}
