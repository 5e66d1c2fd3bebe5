//! Reliability curves as small drawings, one scale for all: what was told from left to right, what was right from below.
//! Not for making them.

use minijinja::{Value, context};
use register::evaluation::Reliability;

use crate::tongue::Tongue;

/// Side of the drawing, pixels.
const SIDE: f64 = 150.0;
/// Radius of a dot that holds all words of a curve, pixels.
const LARGEST: f64 = 14.0;
/// Least radius at which a dot is seen, pixels.
const SMALLEST: f64 = 1.6;
/// A curve of fewer words is chance, and so is a dot of fewer.
const LEAST_WORDS: usize = 50;
const LEAST_OF_DOT: usize = 5;
/// Gap beyond which confidence is not honest: what the field asks of calibrated recognisers.
const HONEST: f64 = 0.05;

/// What curves are of: what all of them are called, and how many of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Words,
    Fields,
}

impl Of {
    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Words => ("evaluate.all_words", "evaluate.words"),
            Self::Fields => ("evaluate.all_fields", "evaluate.n_fields"),
        }
    }
}

/// Curves with enough words or fields: of all first, then of each engine, script, hand and kind, then of those together.
pub(super) fn drawn(curves: &[Reliability], of: Of, tongue: Tongue) -> Vec<Value> {
    curves.iter().filter(|curve| curve.words >= LEAST_WORDS).map(|curve| one(curve, of, tongue)).collect()
}

fn one(curve: &Reliability, of: Of, tongue: Tongue) -> Value {
    let (all, count) = of.keys();
    let by = &curve.read_by;
    let parts = [&by.engine, &by.script, &by.hand, &by.kind];
    let words: Vec<String> = parts.into_iter().flatten().map(|part| tongue.word("evaluate", part)).collect();
    let name = if words.is_empty() { tongue.say(all, &[]) } else { words.join(", ") };
    let dots: Vec<(f64, f64, f64)> = curve
        .bins
        .iter()
        .filter(|bin| bin.words >= LEAST_OF_DOT)
        .map(|bin| {
            let share = bin.words as f64 / curve.words as f64;
            let right = bin.right as f64 / bin.words as f64;
            (
                rounded(SIDE * bin.confidence),
                rounded(SIDE * (1.0 - right)),
                rounded((LARGEST * share.sqrt()).max(SMALLEST)),
            )
        })
        .collect();
    let path: Vec<String> = dots.iter().map(|(x, y, _)| format!("{x} {y}")).collect();
    context! {
        name, count => tongue.say(count, &[("n", curve.words.into())]), gap => tongue.measure(curve.ece, 3), honest => curve.ece <= HONEST,
        together => words.len() != 1,
        path => format!("M{}", path.join("L")),
        dots => dots.iter().map(|(x, y, r)| context! { x, y, r }).collect::<Vec<_>>(),
    }
}

fn rounded(pixels: f64) -> f64 {
    (10.0 * pixels).round() / 10.0
}
