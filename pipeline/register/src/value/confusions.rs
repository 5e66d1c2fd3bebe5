//! Letters and figures that are read for one another. Not for folding text, which `plain_letters` does: here a letter stays
//! itself, and another may stand on the paper in its place. Data: `ocr-models/words/confusions.tsv`.

use std::{collections::BTreeMap, sync::LazyLock};

/// To each letter, small, those read for it; in the order of the table, both ways.
static CONFUSED: LazyLock<BTreeMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut confused: BTreeMap<char, Vec<char>> = BTreeMap::new();
    let table = include_str!("../../../../ocr-models/words/confusions.tsv");
    for line in table.lines().skip(1) {
        let mut letters = line.split('\t').filter_map(|cell| cell.chars().next());
        if let (Some(one), Some(other)) = (letters.next(), letters.next()) {
            confused.entry(one).or_default().push(other);
            confused.entry(other).or_default().push(one);
        }
    }
    confused
});

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The letters and figures, small, that may stand where this one was read.
pub fn confused_with(letter: char) -> &'static [char] {
    CONFUSED.get(&small(letter)).map_or(&[], Vec::as_slice)
}

/// The one letter in which two texts of the same length differ, capital or small: that of the first, that of the second.
/// Nothing where they differ in more, or in none.
#[must_use]
pub fn one_letter_apart(a: &str, b: &str) -> Option<(char, char)> {
    // Thousands of values are compared with each reading: most part after two letters.
    let (mut left, mut right) = (a.chars().map(small), b.chars().map(small));
    let mut apart = None;
    loop {
        match (left.next(), right.next()) {
            (None, None) => return apart,
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if apart.is_none() => apart = Some((a, b)),
            _ => return None,
        }
    }
}

/// Is one text the other with one letter read for another that looks like it?
#[must_use]
pub fn looks_like(a: &str, b: &str) -> bool {
    one_letter_apart(a, b).is_some_and(|(a, b)| confused_with(a).contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(looks_like(a, b), expected, "{a} {b}");
        assert_eq!(looks_like(b, a), expected, "{b} {a}");
    }

    #[test]
    fn every_line_of_the_table_is_a_pair_of_letters() {
        let table = include_str!("../../../../ocr-models/words/confusions.tsv");
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [one, other, place] = cells.as_slice() else { panic!("{line}") };
            assert!(one.chars().count() == 1 && other.chars().count() == 1 && one != other, "{line}");
            assert!(matches!(*place, "print" | "hand"), "{line}");
        }
    }

    #[test]
    fn a_letter_of_the_other_alphabet_looks_like_its_own() {
        check("Рахмонов", "Раҳмонов", true);
        check("Кодиров", "Қодиров", true);
        check("Чура", "Ҷура", true);
    }

    #[test]
    fn figures_look_like_others() {
        check("1936", "1956", true);
        check("1931", "1937", true);
        check("1932", "1937", false);
    }

    #[test]
    fn other_letters_and_more_than_one_do_not() {
        check("Карим", "Салим", false);
        check("Карим", "Карима", false);
        check("Карим", "Карим", false);
        check("Рахмонов", "Раҳманов", false);
    }
}
