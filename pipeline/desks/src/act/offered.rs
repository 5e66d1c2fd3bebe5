//! Readings the machine offers for a field, as the dock shows them. Not for ranking them: extraction and what people decided
//! do.

use archive::looking::ActView;
use register::{asking, form::FieldSpec, learned::Lesson};
use serde::Serialize;

use crate::tongue::Tongue;

/// Most candidates there are keys for (Alt 1 to 9).
const MOST: usize = 9;
/// Letters that fit the two lines of a candidate.
const FITS: usize = 32;
/// Letters shown before the place where a long candidate differs.
const BEFORE: usize = 14;

/// A reading the machine offers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Candidate {
    /// As it would be written.
    pub(crate) text: String,
    /// The same, of a long one the part that differs.
    pub(crate) shown: String,
    /// Length of its bar, of a hundred: the machine's weight, not a probability.
    pub(crate) weight: u8,
    /// That people in this register put it where this was read, in words.
    pub(crate) learned: Option<String>,
}

pub(super) fn offered(
    view: &ActView,
    spec: &FieldSpec,
    candidates: &[(String, f64)],
    tongue: Tongue,
) -> Vec<Candidate> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 before")]
    let hundredths = |w: f64| (w * 100.0).round().clamp(0.0, 100.0) as u8;
    let read = asking::written(view.machine.fields.get(&spec.key));
    let learned = |text: &str| {
        let (lesson, times) = view.learned.why(spec.kind, read, text)?;
        let key = if lesson == Lesson::Settled { "act.settled_so" } else { "act.corrected_so" };
        Some(tongue.say(key, &[("n", times.into())]))
    };
    let other = |at: usize| candidates.get(usize::from(at == 0)).map(|(text, _)| text.as_str());
    let candidate = |(at, (text, weight)): (usize, &(String, f64))| Candidate {
        text: text.clone(),
        shown: differing(text, other(at).unwrap_or_default()),
        weight: hundredths(*weight),
        learned: learned(text),
    };
    candidates.iter().take(MOST).enumerate().map(candidate).collect()
}

/// Of a text that does not fit, the part where it first differs from another.
fn differing(text: &str, other: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= FITS {
        return text.to_owned();
    }
    let same = letters.iter().zip(other.chars()).take_while(|(a, b)| **a == *b).count();
    let from = same.saturating_sub(BEFORE).min(letters.len() - FITS);
    let part: String = letters[from..from + FITS].iter().collect();
    let (begins, ends) = (from == 0, from + FITS == letters.len());
    format!("{}{part}{}", if begins { "" } else { "…" }, if ends { "" } else { "…" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_that_fits_is_shown_whole() {
        assert_eq!(differing("Ҳамидовна", "Ҳомидовна"), "Ҳамидовна");
    }

    #[test]
    fn of_a_long_one_the_part_is_shown_that_differs() {
        let note = "Брак расторгнут 19 января 1934 г. зап. акта №1 от 19.01.1934, Ходжентское бюро ЗАГС";
        let other = note.replace("от", "07");
        let shown = differing(note, &other);
        assert!(shown.starts_with('…') && shown.contains("№1 от 19.01") && shown.ends_with('…'), "{shown}");
        assert!(differing(note, "").starts_with("Брак расторгнут"));
        assert!(differing(note, note).ends_with("ЗАГС"));
    }
}
