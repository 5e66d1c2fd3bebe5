//! How many letters of a label were read wrongly, and how many may be. Not for where labels stand.

use super::{super::lexicon::Label, Span};

/// Slips a word of so many letters may have: a fifth, none in the shortest.
fn forgiven(letters: usize, supported: bool) -> usize {
    match letters {
        0..=2 => 0,
        3 => usize::from(supported),
        4..=6 => 1,
        7..=10 => 2,
        _ => 3,
    }
}

/// How many letters differ, if few enough for this label.
pub(super) fn slips(label: &Label, span: &Span, alone: bool) -> Option<usize> {
    let length = label.joined.len();
    let limit = if label.words.len() == 1 { forgiven(length, alone) } else { (length / 5).max(1) };
    let limit =
        if label.words.len() > 1 && label.words.len() != span.words.len() { length / 10 } else { limit };
    if length.abs_diff(span.letters.len()) > limit || letters_apart(&label.joined, &span.letters) > limit * 2
    {
        return None;
    }
    if label.words.len() == span.words.len() {
        let each = label.words.iter().zip(&span.words).all(|(a, b)| {
            a == b || strsim::levenshtein(a, b) <= forgiven(a.chars().count(), label.words.len() > 1 || alone)
        });
        if !each {
            return None;
        }
    }
    let slips = strsim::generic_levenshtein(&label.joined, &span.letters);
    (slips <= limit).then_some(slips)
}

/// Letters that one has more often than the other: a quick floor under twice the slips.
fn letters_apart(a: &[char], b: &[char]) -> usize {
    let mut counts = [0i16; 64];
    for &c in a {
        counts[c as usize % 64] += 1;
    }
    for &c in b {
        counts[c as usize % 64] -= 1;
    }
    counts.iter().map(|n| n.unsigned_abs() as usize).sum()
}
