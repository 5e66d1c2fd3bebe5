//! From letters to a line of words, each with its box. Not for what a word means.

use register::{geometry::Rect, layout::Engine};

use super::ReadLetter;
use crate::recognize::{
    alternatives::{COST_SCALE, of_letters},
    recognizer::{FoundLine, FoundWord},
};

/// The words of a line read on a picture so wide, on which it stands `between` two heights, as by the model for
/// `language`; none where there is no letter.
pub(in crate::recognize) fn line_of(
    letters: &[ReadLetter],
    width: f64,
    between: (f64, f64),
    language: Option<&str>,
) -> Option<FoundLine> {
    let words: Vec<FoundWord> = letters
        .split(|read| read.letter == ' ')
        .filter_map(|word| word_of(word, width, between, language))
        .collect();
    let rect = words.iter().map(|w| w.rect).reduce(|a, b| a.union(&b))?;
    Some(FoundLine { rect, baseline: None, words })
}

fn word_of(
    word: &[ReadLetter],
    width: f64,
    (top, bottom): (f64, f64),
    language: Option<&str>,
) -> Option<FoundWord> {
    let (first, last) = (word.first()?, word.last()?);
    let mean = word.iter().map(|read| read.confidence).sum::<f64>() / word.len() as f64;
    Some(FoundWord {
        rect: Rect::new(first.place.0.min(width), top, last.place.1.min(width), bottom),
        text: word.iter().map(|read| read.letter).collect(),
        confidence: as_sure_as_tesseract(mean),
        language: language.map(str::to_owned),
        engine: Some(Engine::LineModel),
        alternatives: of_letters(&word.iter().map(|read| read.letter).collect::<String>(), &readings(word)),
    })
}

/// What each letter may be, its own reading first, with costs as [`of_letters`] takes them.
fn readings(word: &[ReadLetter]) -> Vec<Vec<(String, f32)>> {
    let cost = |share: f64| (-share.max(f64::MIN_POSITIVE).ln() * COST_SCALE) as f32;
    let of = |read: &ReadLetter| {
        let own = (read.letter, read.confidence);
        let all = std::iter::once(own).chain(read.others.iter().flatten().copied());
        all.map(|(letter, share)| (letter.to_string(), cost(share))).collect()
    };
    word.iter().map(of).collect()
}

/// The model's confidence on the scale of Tesseract's, which all thresholds speak of. On 894 lines of type and print
/// about 0.45 of what Tesseract lacks to 1 are wrong letters, and 2.3 of what the model lacks, with 0.011 besides.
fn as_sure_as_tesseract(own: f64) -> f64 {
    (1.0 - (2.3 * (1.0 - own) + 0.011) / 0.45).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<ReadLetter> {
        let read = |(i, letter): (usize, char)| ReadLetter {
            letter,
            place: (10.0 * i as f64, 10.0 * i as f64 + 8.0),
            confidence: if letter == 'б' { 0.5 } else { 1.0 },
            others: Default::default(),
        };
        text.chars().enumerate().map(read).collect()
    }

    #[test]
    fn blanks_part_words() {
        let line = line_of(&letters("аб  в"), 50.0, (0.0, 30.0), Some("rus")).unwrap();
        let texts: Vec<&str> = line.words.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(texts, ["аб", "в"]);
    }

    #[test]
    fn a_word_lies_from_its_first_letter_to_its_last() {
        let line = line_of(&letters("аб в"), 50.0, (0.0, 30.0), None).unwrap();
        assert_eq!(line.words[0].rect, Rect::new(0.0, 0.0, 18.0, 30.0));
        assert_eq!(line.rect, Rect::new(0.0, 0.0, 38.0, 30.0));
    }

    #[test]
    fn a_word_is_as_sure_as_its_letters() {
        let sure = |text| line_of(&letters(text), 50.0, (0.0, 30.0), None).unwrap().words[0].confidence;
        assert!(sure("ав") > 0.95 && sure("аб") < 0.2);
    }

    #[test]
    fn nothing_but_blanks_is_no_line() {
        assert_eq!(line_of(&letters("  "), 50.0, (0.0, 30.0), None), None);
    }
}
