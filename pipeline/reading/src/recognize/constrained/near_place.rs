//! Whether a text that may stand for a place is the name of a known one, misread. Not for which one: the ink tells.

use std::sync::LazyLock;

use register::value::{places, plain_letters};

/// A name is perhaps meant where no more than one letter in so many is another.
const LETTERS_A_SLIP: usize = 4;

/// Is it the name of a known place but for slips, with no more than a word before it?
pub(super) fn near_a_place(text: &str) -> bool {
    /// Names in plain letters, each with the number of its words.
    static NAMES: LazyLock<Vec<(String, usize)>> =
        LazyLock::new(|| places().map(|name| (plain_letters(name), name.split(' ').count())).collect());
    let words: Vec<String> =
        text.split([' ', '.']).filter(|word| !word.is_empty()).map(plain_letters).collect();
    NAMES.iter().any(|(name, count)| {
        let before = words.len().checked_sub(*count).filter(|before| *before <= 1);
        let meant = before.map(|before| words[before..].join(" "));
        meant.is_some_and(|meant| strsim::levenshtein(name, &meant) <= meant.chars().count() / LETTERS_A_SLIP)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(near: &[&str], others: &[&str]) {
        near.iter().for_each(|text| assert!(near_a_place(text), "{text} may be meant for a place"));
        others.iter().for_each(|text| assert!(!near_a_place(text), "{text} is not meant for a place"));
    }

    #[test]
    fn a_name_with_a_slip_is_near() {
        check(&["ш. Уротеппа", "ш. Хоруг"], &["г. Москва", "Шӯъбаи САҲШ ш. Ленинобод", ""]);
    }

    #[test]
    fn names_of_two_words_are_compared_whole() {
        check(
            &["н. Чаббор Расулов", "ноҳияи Бобочон Гафуров", "Ҷаббор Росулов"],
            &["Саид Расулов", "Ҷаббор"],
        );
    }
}
