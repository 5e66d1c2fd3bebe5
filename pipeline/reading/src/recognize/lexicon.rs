//! What word lists say of readings: where one reading is a word and the other is none, that is evidence. Not for
//! numbers, nor for names, of which no list is whole: a list never makes a word that was not read.

use super::{
    Reader, RecognizeError,
    recognizer::{FoundLine, FoundWord},
};

/// Another reading of a word is taken for a word of a list if it is at least this likely beside the best reading.
const LIKELY: f64 = 0.05;
/// Shorter ones are in every list, whatever was written.
const SHORT: usize = 3;

/// Takes, for each word of `line` that no list knows, the likeliest of its readings that a list does know. A number stays
/// as it was read.
pub(super) fn spelled(reader: &mut Reader<'_>, line: &mut FoundLine) -> Result<(), RecognizeError> {
    for word in line.words.iter_mut().filter(|word| word.alternatives.len() > 1 && !has_figures(&word.text)) {
        let (first, rest) = (word.alternatives[0].1, &word.alternatives[1..]);
        if knows(reader, &word.text)? {
            continue;
        }
        let mut known = None;
        for (place, (text, _)) in rest.iter().enumerate().filter(|(_, (_, weight))| *weight >= LIKELY * first)
        {
            if known.is_none() && knows(reader, text)? {
                known = Some(place + 1);
            }
        }
        if let Some(place) = known {
            take(word, place);
        }
    }
    Ok(())
}

/// Makes another reading the first.
fn take(word: &mut FoundWord, place: usize) {
    let taken = word.alternatives.remove(place);
    word.text.clone_from(&taken.0);
    word.alternatives.insert(0, taken);
}

/// Is it a word of the register's languages, but for signs around it?
pub(super) fn knows(reader: &mut Reader<'_>, text: &str) -> Result<bool, RecognizeError> {
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = plain.chars().count();
    if letters < SHORT || has_figures(plain) {
        return Ok(false);
    }
    // French: d'héritage is known by its noun.
    let noun = plain.rsplit(['\'', '’']).next().unwrap_or(plain);
    reader.engine.knows(noun, reader.languages)
}

fn has_figures(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use register::geometry::Rect;

    use super::*;
    use crate::recognize::{
        LineModels,
        answering::{line, with_models},
    };

    const KNOWN: &[&str] = &["дочь", "зоо", "héritage", "печь"];

    /// The readings of a word, likeliest first, as the word lists order them.
    fn check(read: &[(&str, f64)], expected: &[&str]) {
        let mut found = line(&[(read[0].0, 0.9, Rect::default())]);
        found.words[0].alternatives =
            read.iter().map(|(text, weight)| ((*text).to_owned(), *weight)).collect();
        let spelled = with_models(&LineModels::none(), &[], KNOWN, |reader| spelled(reader, &mut found)).0;
        spelled.unwrap();
        let word = &found.words[0];
        assert_eq!(word.alternatives.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(word.text, expected[0], "the first of the readings is the best");
    }

    #[test]
    fn a_likely_reading_that_is_a_word_goes_before_one_that_is_none() {
        check(&[("дочъ", 0.8), ("дочь", 0.1), ("лочъ", 0.1)], &["дочь", "дочъ", "лочъ"]);
    }

    #[test]
    fn a_word_stays_beside_another_word() {
        check(&[("печь", 0.6), ("дочь", 0.4)], &["печь", "дочь"]);
    }

    #[test]
    fn the_likelier_of_two_words_is_taken() {
        check(&[("пель", 0.5), ("печь", 0.3), ("дочь", 0.2)], &["печь", "пель", "дочь"]);
    }

    #[test]
    fn an_unlikely_word_is_not_taken() {
        check(&[("дочъ", 0.97), ("дочь", 0.03)], &["дочъ", "дочь"]);
    }

    #[test]
    fn a_name_that_no_list_knows_stays() {
        check(&[("Рахимов", 0.7), ("Рахимоз", 0.3)], &["Рахимов", "Рахимоз"]);
    }

    #[test]
    fn a_number_is_never_made_a_word() {
        check(&[("300", 0.6), ("зоо", 0.4)], &["300", "зоо"]);
    }

    /// Is it a word?
    fn check_known(text: &str, expected: bool) {
        let known = with_models(&LineModels::none(), &[], KNOWN, |reader| knows(reader, text)).0;
        assert_eq!(known.unwrap(), expected, "{text}");
    }

    #[test]
    fn signs_around_a_word_and_an_article_before_it_are_no_part_of_it() {
        check_known("«дочь»,", true);
        check_known("d’héritage", true);
        check_known("d'héritage.", true);
    }

    #[test]
    fn a_number_and_a_sign_are_no_words() {
        for text in ["1956", "12а", "—", "", "ъ"] {
            check_known(text, false);
        }
    }
}
