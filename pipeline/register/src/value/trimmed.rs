//! Text without what a form's leaders, rules and dirt left at its ends. Not for what it says.

use unicode_normalization::UnicodeNormalization;

/// Spaces made single, NFC, and without the form's leaders, rules and stray quotes at either end. A
/// closing full stop stays where it ends an abbreviation (`г.`) and goes after a word.
pub fn trimmed(written: &str) -> String {
    let composed: String = written.nfc().collect();
    let words: Vec<&str> = composed.split_whitespace().filter(|w| w.chars().any(is_content)).collect();
    let last = words.len().saturating_sub(1);
    let words: Vec<&str> =
        words.iter().enumerate().map(|(i, w)| if i < last { without_leader_dot(w) } else { w }).collect();
    let text = words.join(" ");
    let text = text.trim_start_matches(|c: char| !is_content(c) && !matches!(c, '(' | '«' | '"'));
    let mut text =
        text.trim_end_matches(|c: char| !is_content(c) && !matches!(c, ')' | '»' | '"' | '.' | '?'));
    while let Some(shorter) = text.strip_suffix('.').filter(|s| !ends_with_abbreviation(s)) {
        text = shorter.trim_end_matches(|c: char| c == '_' || c == ',' || c.is_whitespace());
    }
    unquoted(text).to_owned()
}

pub(super) fn is_content(c: char) -> bool {
    c.is_alphanumeric() || c == '№'
}

/// Longest abbreviation whose full stop is kept: г., обл., отд.
const LONGEST_ABBREVIATION: usize = 4;

/// A dot of a leader at the end of a word within a text: no abbreviation of so many letters ends in a vowel.
fn without_leader_dot(word: &str) -> &str {
    let stem = word.trim_end_matches('.');
    let long = stem.chars().count() >= LONGEST_ABBREVIATION && stem.chars().all(char::is_alphabetic);
    let vowel = stem.chars().next_back().is_some_and(|c| !is_consonant(c));
    if long && vowel { stem } else { word }
}

fn ends_with_abbreviation(text: &str) -> bool {
    let last = text.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    let letters = last.chars().count();
    letters > 0
        && letters <= LONGEST_ABBREVIATION
        && last.chars().all(char::is_alphabetic)
        && (letters == 1 || !last.chars().all(char::is_uppercase))
        && (letters <= 2 || last.chars().next_back().is_some_and(is_consonant))
}

fn is_consonant(c: char) -> bool {
    !"аеёиоуыэюяӣӯьй".contains(c.to_lowercase().next().unwrap_or(c))
}

/// A quote that opens and never closes, or the reverse, is dirt.
fn unquoted(text: &str) -> &str {
    let mut text = text;
    for (open, close) in [('«', '»'), ('(', ')')] {
        if text.contains(open) != text.contains(close) {
            text = text.trim_matches([open, close]).trim();
        }
    }
    if text.matches('"').count() % 2 == 1 { text.trim_matches('"').trim() } else { text }
}
