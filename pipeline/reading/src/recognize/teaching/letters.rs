//! What people write in the letters of a model: marks that mean the same become one. Not for what a text means.
//!
//! `scripts/train/alphabet.py` does the same with the lines the shipped models learned from.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

/// Signs that mean the same as one the models know.
const SAME: [(char, char); 14] = [
    ('ſ', 's'),
    ('ʼ', '’'),
    ('‘', '’'),
    ('`', '\''),
    ('´', '\''),
    ('−', '-'),
    ('‐', '-'),
    ('‑', '-'),
    ('―', '—'),
    ('¬', '-'),
    ('⸗', '-'),
    ('ꝰ', '\''),
    ('º', '°'),
    ('˚', '°'),
];

/// Written before a raised letter by those who write down what they see; on paper there is none, and raised letters are read as
/// others.
const RAISED: char = '^';

/// The text in the letters of `alphabet`; none where it holds one that is not among them, or none at all.
pub(super) fn spelled(text: &str, alphabet: &[char]) -> Option<String> {
    let same = |letter: char| SAME.iter().find(|(one, _)| *one == letter).map_or(letter, |(_, other)| *other);
    let text: String = text.nfc().filter(|letter| *letter != RAISED).map(same).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A letter with an accent that is none of the alphabet's is written as letter and mark.
    let parts = |letter: char| -> Vec<char> {
        if alphabet.contains(&letter) { vec![letter] } else { std::iter::once(letter).nfd().collect() }
    };
    let text: String = text.chars().flat_map(parts).collect();
    (!text.is_empty() && text.chars().all(|letter| alphabet.contains(&letter))).then_some(text)
}

/// The letters of texts that are not among `alphabet`, each once.
pub(super) fn strange<'t>(texts: impl IntoIterator<Item = &'t str>, alphabet: &[char]) -> String {
    let letters = texts.into_iter().flat_map(str::chars);
    let strange: BTreeSet<char> =
        letters.filter(|l| !l.is_whitespace() && spelled(&l.to_string(), alphabet).is_none()).collect();
    strange.into_iter().filter(|letter| *letter != RAISED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let alphabet: Vec<char> = "abeéstи\u{306}б ’-".chars().collect();
        assert_eq!(spelled(text, &alphabet).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_long_s_is_an_s_and_every_dash_a_hyphen() {
        check("baſſe‑té", Some("basse-té"));
    }

    #[test]
    fn white_space_is_one_blank() {
        check("  a \u{a0} b\t", Some("a b"));
    }

    #[test]
    fn an_accent_the_alphabet_holds_apart_is_taken_apart() {
        check("бй", Some("би\u{306}"));
    }

    #[test]
    fn the_mark_of_a_raised_letter_is_not_on_paper() {
        check("b^e", Some("be"));
    }

    #[test]
    fn letters_that_are_not_known_are_named_once() {
        let alphabet: Vec<char> = "abи\u{306}".chars().collect();
        assert_eq!(strange(["a ж^b", "й☃ж"], &alphabet), "ж☃");
    }

    #[test]
    fn a_letter_that_is_not_known_spoils_the_line() {
        check("a ж b", None);
        check("  ", None);
    }
}
