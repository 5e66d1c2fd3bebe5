//! Closed vocabularies: sexes and ethnicities. Not for names or places.

use super::plain_letters;

const SEXES: &str = include_str!("../../../../ocr-models/words/sexes.tsv");
const ETHNICITIES: &str = include_str!("../../../../ocr-models/words/ethnicities.tsv");

/// What registers write under sex, in small letters.
pub fn sexes() -> impl Iterator<Item = &'static str> {
    rows(SEXES).flat_map(|(_, forms)| forms.split(['\t', '|'])).filter(|form| !form.is_empty())
}

/// Ethnicities in small letters: written out, and shortened with the full stop behind.
pub fn ethnicities() -> impl Iterator<Item = String> {
    rows(ETHNICITIES).flat_map(|(full, short)| {
        let short = short.split('|').filter(|short| !short.is_empty()).map(|short| format!("{short}."));
        std::iter::once(full.to_owned()).chain(short)
    })
}

/// Rows of a table behind its heading: the first column, and all others.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// `male` or `female`; a slip in a longer word is forgiven. A printed choice of both says nothing.
pub(super) fn sex(text: &str) -> Option<&'static str> {
    let plain = plain_letters(text);
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let first = sex_of(words.next()?)?;
    words.filter_map(sex_of).all(|other| other == first).then_some(first)
}

fn sex_of(word: &str) -> Option<&'static str> {
    rows(SEXES).find_map(|(value, forms)| {
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
    let value = value.to_lowercase();
    rows(ETHNICITIES).any(|(full, _)| full == value)
}

/// The ethnicity with its abbreviation resolved; a word that is none stays as written.
pub(super) fn ethnicity(text: &str) -> String {
    let Some(short) = text.strip_suffix('.') else { return text.to_owned() };
    let short = short.to_lowercase();
    for (full, abbreviations) in rows(ETHNICITIES) {
        if abbreviations.split('|').any(|a| a == short) {
            return full.to_owned();
        }
    }
    short_word_kept(text)
}

fn short_word_kept(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_vocabularies_is_understood() {
        assert!(sexes().count() > 10 && sexes().all(|word| sex(word).is_some()));
        assert!(ethnicities().any(|word| word == "таджик") && ethnicities().any(|word| word == "тадж."));
        assert!(ethnicities().all(|word| !ethnicity(&word).ends_with('.')));
    }
}
