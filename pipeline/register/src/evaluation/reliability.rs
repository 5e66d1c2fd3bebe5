//! What confidence is worth: of words read with a confidence of 0.9, nine of ten should be right; so of fields. After Guo,
//! Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017). Not for making confidences: recognition
//! and extraction do.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::JudgedField;

/// Bins of equal width from 0 to 1.
pub const BINS: usize = 10;

/// Who read a word or a field, in which script (ISO 15924) and on what kind of writing; absent: any.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct ReadBy {
    /// As [`crate::layout::Engine`] is written; `several` where looks were weighed or a shape said it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub engine: Option<String>,
    /// As the line's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub script: Option<String>,
    /// As [`crate::layout::Hand`] is written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hand: Option<String>,
    /// Of fields, what the form asks for, as [`crate::form::FieldKind`] is written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<String>,
}

/// A word that was read, and whether it is right.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JudgedWord {
    /// Who read it; engine, script and hand are all known.
    pub read_by: ReadBy,
    /// 0 to 1.
    pub confidence: f64,
    /// What its engine told of itself, 0 to 1.
    pub score: f64,
    /// Its length: long words are less often right as a whole.
    pub letters: usize,
    /// Does it stand on the paper as it was read?
    pub right: bool,
    /// As it was read.
    pub text: String,
    /// The word of the truth in its place; empty where it was made up.
    pub truth: String,
}

/// Words, or fields, of about the same confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Bin {
    /// How many.
    pub words: usize,
    /// How many of them are right.
    pub right: usize,
    /// Mean of their confidence.
    pub confidence: f64,
}

/// A reliability curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Whose words or fields.
    #[serde(flatten)]
    pub read_by: ReadBy,
    /// How many words or fields.
    pub words: usize,
    /// Expected calibration error: the mean gap between confidence and share of right words, bins weighed by their
    /// words. 0 is honest.
    pub ece: f64,
    /// Bins from 0 to 1; empty ones stand with no words.
    pub bins: Vec<Bin>,
}

/// Curves of all words, of each engine, script and hand, and of each that occurs together; in this order.
#[must_use]
pub fn reliability(words: &[JudgedWord]) -> Vec<Reliability> {
    curves(words.iter().map(|word| (views(&word.read_by), word.confidence, word.right)))
}

/// Curves of all fields, of each engine, script, hand and kind, and of each engine and kind that occur together; in this
/// order.
#[must_use]
pub fn reliability_of_fields(fields: &[JudgedField]) -> Vec<Reliability> {
    curves(fields.iter().map(|field| (views_of_field(&field.read_by), field.confidence, field.right)))
}

/// Of each view of what was judged, with its confidence and whether it is right.
fn curves<const N: usize>(judged: impl Iterator<Item = ([ReadBy; N], f64, bool)>) -> Vec<Reliability> {
    let mut sums: BTreeMap<(usize, ReadBy), Vec<Sum>> = BTreeMap::new();
    for (views, confidence, right) in judged {
        let bin = ((confidence * BINS as f64) as usize).min(BINS - 1);
        for (rank, read_by) in views.into_iter().enumerate() {
            let sums = sums.entry((rank, read_by)).or_insert_with(|| vec![Sum::default(); BINS]);
            sums[bin].words += 1;
            sums[bin].right += usize::from(right);
            sums[bin].confidence += confidence;
        }
    }
    sums.into_iter().map(|((_, read_by), sums)| curve(read_by, &sums)).collect()
}

#[derive(Clone, Copy, Default)]
struct Sum {
    words: usize,
    right: usize,
    confidence: f64,
}

/// All, by engine, by script, by hand, and all three.
fn views(of: &ReadBy) -> [ReadBy; 5] {
    [
        ReadBy::default(),
        ReadBy { engine: of.engine.clone(), ..ReadBy::default() },
        ReadBy { script: of.script.clone(), ..ReadBy::default() },
        ReadBy { hand: of.hand.clone(), ..ReadBy::default() },
        of.clone(),
    ]
}

fn views_of_field(of: &ReadBy) -> [ReadBy; 6] {
    let [all, engine, script, hand, _] = views(of);
    let kind = ReadBy { kind: of.kind.clone(), ..ReadBy::default() };
    let engine_and_kind = ReadBy { engine: of.engine.clone(), ..kind.clone() };
    [all, engine, script, hand, kind, engine_and_kind]
}

fn curve(read_by: ReadBy, sums: &[Sum]) -> Reliability {
    let words: usize = sums.iter().map(|sum| sum.words).sum();
    let gap = |sum: &Sum| (sum.confidence - sum.right as f64).abs();
    let ece = sums.iter().map(gap).sum::<f64>() / words.max(1) as f64;
    let bin = |sum: &Sum| {
        let confidence = if sum.words == 0 { 0.0 } else { rounded(sum.confidence / sum.words as f64) };
        Bin { words: sum.words, right: sum.right, confidence }
    };
    Reliability { read_by, words, ece: rounded(ece), bins: sums.iter().map(bin).collect() }
}

/// Four figures: a word of ten thousand.
fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}
