//! The certifying note (заверительная надпись): how many leaves were laced, numbered and sealed, in digits and
//! words. Domain reference: inside the back cover. Not for the comparison: see [`super::by_leaves`].

use serde::{Deserialize, Serialize};

use crate::{number::spelled, page::Page, value::plain_letters};

/// A count of leaves as the note states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    /// As digits say.
    pub digits: Option<u32>,
    /// As words say.
    pub words: Option<u32>,
}

impl Certified {
    /// Does the note say this, in digits or in words? One of both may be misread.
    pub fn says(&self, leaves: u32) -> bool {
        self.digits == Some(leaves) || self.words == Some(leaves)
    }

    /// The likelier of both: words hold more than one letter each and survive a slip.
    pub fn leaves(&self) -> Option<u32> {
        self.words.or(self.digits)
    }

    /// Do digits and words say the same?
    pub fn is_sure(&self) -> bool {
        self.words.is_some() && self.words == self.digits
    }
}

/// Beginnings of words the note is known by, in plain letters: laced, numbered, sealed, seal; Russian and Tajik.
const TOLD_BY: [&str; 8] =
    ["прошнуров", "пронумеров", "скреплен", "печат", "рақамгузор", "рахдор", "мухр", "дӯхта"];
/// Beginnings of the words for leaf and page.
const LEAF: [&str; 3] = ["лист", "варақ", "сахифа"];
/// Words of the note that must be there: one alone stands in entries too.
const TOLD_AT_LEAST: usize = 2;
/// Share of a beginning's letters that may be misread.
const FORGIVEN: f64 = 0.2;
/// Words between the count and the word for leaf at most: `82 (восемьдесят два) пронумерованных листа`.
const REACH: usize = 10;
/// More leaves than any volume has.
const MOST: u32 = 1500;

/// The note on a page, if one stands there.
pub(super) fn find(page: &Page) -> Option<Certified> {
    let lines = page.lines.iter().flatten().filter_map(|line| line.text.as_deref());
    parse(&lines.collect::<Vec<_>>().join(" "))
}

/// The note that `text` holds.
fn parse(text: &str) -> Option<Certified> {
    let plain = plain_letters(text);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let told = TOLD_BY.iter().filter(|stem| words.iter().any(|word| begins(word, stem))).count();
    if told < TOLD_AT_LEAST {
        return None;
    }
    let leaf = words.iter().position(|word| LEAF.iter().any(|stem| begins(word, stem)))?;
    let before = &words[leaf.saturating_sub(REACH)..leaf];
    let after = &words[(leaf + 1).min(words.len())..(leaf + 1 + REACH).min(words.len())];
    let count = |of: &[&str]| Certified { digits: in_digits(of), words: in_words(of) };
    [count(before), count(after)].into_iter().find(|c| c.leaves().is_some())
}

/// Does the word begin so, but for a letter or two misread?
fn begins(word: &str, stem: &str) -> bool {
    let (stem, length) = (plain_letters(stem), stem.chars().count());
    let start: String = word.chars().take(length).collect();
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let forgiven = length as f64 * FORGIVEN;
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let off = strsim::levenshtein(&start, &stem) as f64;
    off <= forgiven
}

fn in_digits(words: &[&str]) -> Option<u32> {
    let counts = words.iter().filter(|w| w.chars().all(|c| c.is_ascii_digit()));
    counts.filter_map(|w| w.parse().ok()).rfind(|n| (1..=MOST).contains(n))
}

/// The longest number in words: a short one may be a word misread.
fn in_words(words: &[&str]) -> Option<u32> {
    let found = (0..words.len()).filter_map(|at| spelled(&words[at..])).filter(|s| !s.ordinal);
    found.filter(|s| s.value <= MOST).max_by_key(|s| s.words).map(|s| s.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, digits: Option<u32>, words: Option<u32>) {
        assert_eq!(parse(text), Some(Certified { digits, words }), "{text}");
    }

    #[test]
    fn the_note_states_a_count_in_digits_and_words() {
        check(
            "В настоящей книге прошнуровано, пронумеровано и скреплено печатью 82 (восемьдесят два) листа",
            Some(82),
            Some(82),
        );
        check("Прошнуровано, пронумеровано 120 листов, сто двадцать", Some(120), None);
        check("Прошнуровано и пронумеровано листов: 96 (девяносто шесть)", Some(96), Some(96));
        check(
            "Дар ин дафтар ҳаштоду ду (82) варақ рақамгузорӣ ва бо муҳр тасдиқ шудааст",
            Some(82),
            Some(82),
        );
    }

    #[test]
    fn a_letter_misread_in_the_note_is_forgiven() {
        check("прошиуровано, пронумсровано сорок один лист", None, Some(41));
    }

    #[test]
    fn an_entry_that_mentions_a_seal_is_no_note() {
        assert_eq!(parse("выдано повторное, печать; исправлено на листе 12"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn a_printed_note_nobody_filled_in_states_nothing() {
        assert_eq!(parse("прошнуровано, пронумеровано и скреплено печатью листов"), None);
    }

    #[test]
    fn either_reading_may_be_the_true_one() {
        let note = Certified { digits: Some(32), words: Some(82) };
        assert!(note.says(82) && note.says(32) && !note.is_sure());
        assert_eq!(note.leaves(), Some(82));
    }
}
