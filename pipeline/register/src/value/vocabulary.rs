//! Closed vocabularies: sexes and ethnicities. Not for names or places.

use super::plain_letters;

/// `male` or `female`; a slip in a longer word is forgiven. A printed choice of both says nothing.
pub(super) fn sex(text: &str) -> Option<&'static str> {
    let plain = plain_letters(text);
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let first = sex_of(words.next()?)?;
    words.filter_map(sex_of).all(|other| other == first).then_some(first)
}

fn sex_of(word: &str) -> Option<&'static str> {
    include_str!("../../../../ocr-models/words/sexes.tsv").lines().skip(1).find_map(|line| {
        let (value, forms) = line.split_once('\t')?;
        let mut forms = forms.split(['\t', '|']).filter(|form| !form.is_empty());
        forms.any(|form| is_form(&plain_letters(form), word)).then_some(value)
    })
}

/// Shortest word in which one wrong letter is forgiven.
const FORGIVING_LENGTH: usize = 5;

fn is_form(form: &str, word: &str) -> bool {
    let long = word.chars().count() >= FORGIVING_LENGTH && form.chars().count() >= FORGIVING_LENGTH;
    form == word || (long && strsim::levenshtein(form, word) <= 1)
}

/// Is it, as a normal form, an ethnicity of the vocabulary?
pub(super) fn is_ethnicity(value: &str) -> bool {
    let lines = include_str!("../../../../ocr-models/words/ethnicities.tsv").lines().skip(1);
    let value = value.to_lowercase();
    lines.filter_map(|line| line.split('\t').next()).any(|full| full == value)
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
