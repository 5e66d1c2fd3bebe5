//! Numbers in words, Russian and Tajik, cardinal and ordinal, in any case ending. Not for digits.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::value::plain_letters;

/// A number spelled out at the start of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelled {
    /// Its value.
    pub value: u32,
    /// Is it an ordinal (седьмого, ҳафтум)?
    pub ordinal: bool,
    /// How many of the words it took.
    pub words: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Numeral {
    value: u32,
    ordinal: bool,
}

/// Endings of Russian ordinals in the cases registers use.
const ORDINAL_ENDINGS: [&str; 16] =
    ["ый", "ий", "ой", "ое", "ая", "ого", "его", "ому", "ым", "ом", "ую", "ье", "ья", "ьего", "ьему", "ьим"];

/// What Tajik adds: the joining -у/-ю, the ordinal -ум/-юм, and the izafet after it.
const TAJIK_ENDINGS: [(&str, bool); 7] =
    [("", false), ("у", false), ("ю", false), ("ум", true), ("юм", true), ("уми", true), ("юми", true)];

static NUMERALS: LazyLock<BTreeMap<String, Numeral>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for line in include_str!("../../../../ocr-models/words/numerals.tsv").lines().skip(1) {
        add_line(&mut all, line);
    }
    for first in ["аввал", "аввали", "аввалин"] {
        all.insert(first.to_owned(), Numeral { value: 1, ordinal: true });
    }
    all
});

fn add_line(all: &mut BTreeMap<String, Numeral>, line: &str) {
    let mut columns = line.split('\t');
    let Some(value) = columns.next().and_then(|v| v.parse().ok()) else { return };
    let columns: Vec<&str> = columns.collect();
    let cell = |i: usize| columns.get(i).copied().unwrap_or_default();
    for form in cell(0).split('|').filter(|f| !f.is_empty()) {
        all.insert(plain_letters(form), Numeral { value, ordinal: false });
    }
    for stem in cell(1).split('|').filter(|f| !f.is_empty()) {
        for ending in ORDINAL_ENDINGS {
            all.entry(plain_letters(&format!("{stem}{ending}"))).or_insert(Numeral { value, ordinal: true });
        }
    }
    for form in cell(2).split('|').filter(|f| !f.is_empty()) {
        for (ending, ordinal) in TAJIK_ENDINGS {
            all.entry(plain_letters(&format!("{form}{ending}"))).or_insert(Numeral { value, ordinal });
        }
    }
}

/// Shortest word in which one wrong letter is forgiven; below it numerals lie too near each other.
const FORGIVING_LENGTH: usize = 6;

fn numeral(word: &str) -> Option<Numeral> {
    let word = plain_letters(word);
    if let Some(found) = NUMERALS.get(&word) {
        return Some(*found);
    }
    if word.chars().count() < FORGIVING_LENGTH {
        return None;
    }
    let near: Vec<Numeral> =
        NUMERALS.iter().filter(|(form, _)| one_letter_off(form, &word)).map(|(_, n)| *n).collect();
    let first = near.first()?;
    // An ordinal ends a number: where the slip leaves that open, the number may go on.
    let ordinal = near.iter().all(|n| n.ordinal);
    near.iter().all(|n| n.value == first.value).then_some(Numeral { value: first.value, ordinal })
}

fn one_letter_off(form: &str, word: &str) -> bool {
    form.chars().count().abs_diff(word.chars().count()) <= 1 && strsim::levenshtein(form, word) == 1
}

/// The number spelled by the first words, as far as they make one number: `тысяча девятьсот
/// пятьдесят шестого`, `як ҳазору нӯҳсаду панҷоҳу шашум`. An ordinal ends it.
pub fn spelled(words: &[&str]) -> Option<Spelled> {
    let (mut thousands, mut below, mut used, mut ordinal) = (0u32, 0u32, 0usize, false);
    for word in words {
        let Some(n) = numeral(word) else { break };
        match n.value {
            1000.. if thousands == 0 => {
                thousands = if n.value > 1000 { n.value } else { below.max(1) * 1000 };
                below = 0;
            }
            100 if (1..=9).contains(&below) => below *= 100,
            v if v < 1000 && fits_below(below, v) => below += v,
            _ => break,
        }
        used += 1;
        ordinal = n.ordinal;
        if ordinal {
            break;
        }
    }
    (used > 0).then_some(Spelled { value: thousands + below, ordinal, words: used })
}

/// May `next` follow what is already there: hundreds, then tens, then units?
fn fits_below(so_far: u32, next: u32) -> bool {
    match so_far {
        0 => true,
        n if n % 100 == 0 => next < 100,
        n if n % 10 == 0 && n % 100 >= 20 => next < 10,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: u32, ordinal: bool) {
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(spelled(&words), Some(Spelled { value, ordinal, words: words.len() }), "{text}");
    }

    #[test]
    fn years_are_spelled_in_russian_and_tajik() {
        check("тысяча девятьсот пятьдесят шестого", 1956, true);
        check("одна тысяча девятьсот восемнадцатого", 1918, true);
        check("тысяча девятьсот сорокового", 1940, true);
        check("двухтысячного", 2000, true);
        check("як ҳазору нӯҳсаду панҷоҳу шашум", 1956, true);
        check("ҳазору нуҳсаду сию ҳафт", 1937, false);
        check("як ҳазору нӯҳ саду навад", 1990, false);
    }

    #[test]
    fn a_letter_misread_in_a_long_word_is_forgiven() {
        check("пятьдееят", 50, false);
        check("тысача девятьсот", 1900, false);
    }

    #[test]
    fn two_numbers_side_by_side_are_not_one() {
        let found = spelled(&["семь", "восемь"]).unwrap();
        assert_eq!((found.value, found.words), (7, 1));
    }

    #[test]
    fn a_name_is_no_number() {
        assert_eq!(spelled(&["Рахимов"]), None);
        assert_eq!(spelled(&["Седов"]), None);
    }
}
