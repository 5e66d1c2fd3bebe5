//! What word lists say of readings: where one reading is a word and the other is none, that is evidence. Not for
//! numbers, nor for names, of which no list is whole: a list never makes a word that was not read.

use register::layout::Engine;

use super::{
    Reader, RecognizeError,
    recognizer::{FoundLine, FoundWord},
};

/// Another reading of a word is taken for a word of a list if it is at least this likely beside the best reading.
const LIKELY: f64 = 0.15;
/// Shorter ones are in every list, whatever was written.
const SHORT: usize = 3;

/// Takes, for each word of `line` that no list knows, the likeliest of its readings that a list does know. Numbers stay as
/// they were read, and so do names, which begin with a capital.
pub(super) fn spelled(reader: &mut Reader<'_>, line: &mut FoundLine) -> Result<(), RecognizeError> {
    for word in line
        .words
        .iter_mut()
        .filter(|word| word.alternatives.len() > 1 && !has_figures(&word.text) && !is_capital(&word.text))
    {
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
    stands_in(reader, text, reader.languages)
}

fn stands_in(reader: &mut Reader<'_>, text: &str, languages: &[String]) -> Result<bool, RecognizeError> {
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
    // French: d'héritage is known by its noun.
    let noun = plain.rsplit(['\'', '’']).next().unwrap_or(plain);
    if noun.chars().count() < SHORT || has_figures(plain) {
        return Ok(false);
    }
    reader.engine.knows(noun, languages)
}

/// Tells the language of what our own model read, which knows letters and no languages: of those of the register the one
/// whose lists know most of a line's letters, the first of several.
pub(super) fn tell_languages(reader: &mut Reader<'_>, lines: &mut [FoundLine]) -> Result<(), RecognizeError> {
    let languages = reader.languages;
    for line in lines.iter_mut().filter(|_| languages.len() > 1) {
        let (mut told, mut most) = (languages.first(), 0);
        for language in languages {
            let known = letters_known(reader, line, language)?;
            if known > most {
                (told, most) = (Some(language), known);
            }
        }
        let own = |word: &&mut FoundWord| word.engine == Some(Engine::LineModel);
        line.words.iter_mut().filter(own).for_each(|word| word.language = told.cloned());
    }
    Ok(())
}

/// Letters of a line in words that stand in the lists of a language.
fn letters_known(
    reader: &mut Reader<'_>,
    line: &FoundLine,
    language: &String,
) -> Result<usize, RecognizeError> {
    let mut letters = 0;
    for word in &line.words {
        if stands_in(reader, &word.text, std::slice::from_ref(language))? {
            letters += word.text.chars().count();
        }
    }
    Ok(letters)
}

fn is_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

fn has_figures(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
