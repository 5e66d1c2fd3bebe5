//! Closed vocabularies: sexes and ethnicities. Not for names or places.

use super::plain_letters;

/// `male` or `female`; a slip in a word of six letters or more is forgiven.
pub(super) fn sex(text: &str) -> Option<&'static str> {
    let plain = plain_letters(text);
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let word = words.next()?;
    for line in include_str!("../../../../ocr-models/words/sexes.tsv").lines().skip(1) {
        let mut columns = line.split('\t');
        let Some(value) = columns.next() else { continue };
        if columns.flat_map(|c| c.split('|')).any(|form| is_form(&plain_letters(form), word)) {
            return Some(value);
        }
    }
    None
}

/// Shortest word in which one wrong letter is forgiven.
const FORGIVING_LENGTH: usize = 5;

fn is_form(form: &str, word: &str) -> bool {
    let long = word.chars().count() >= FORGIVING_LENGTH && form.chars().count() >= FORGIVING_LENGTH;
    form == word || (long && strsim::levenshtein(form, word) <= 1)
}

/// The ethnicity with its abbreviation resolved; a word that is none stays as written.
pub(super) fn ethnicity(text: &str) -> String {
    let Some(short) = text.strip_suffix('.') else { return text.to_owned() };
    let short = short.to_lowercase();
    for line in include_str!("../../../../ocr-models/words/ethnicities.tsv").lines().skip(1) {
        let Some((full, abbreviations)) = line.split_once('\t') else { continue };
        if abbreviations.split('|').any(|a| a == short) {
            return full.to_owned();
        }
    }
    short_word_kept(text)
}

fn short_word_kept(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}
