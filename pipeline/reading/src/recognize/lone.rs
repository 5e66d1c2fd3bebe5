//! One or two signs alone in a cell, as act numbers and orders of birth are: engines made for lines
//! misread them, so the sign is set several times in a row and the reading most of them got is taken.
//! Not for words.

use image::{GrayImage, Luma, imageops};
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::{Crop, paper},
    recognizer::{FoundLine, FoundWord, Segmentation},
};

/// How often the sign is set: odd, so that a majority is likely.
const TIMES: u32 = 3;
/// Confidence from which a letter read alone is believed.
const CERTAIN: f64 = 0.9;

/// What stands on a narrow crop: the figures most copies were read as, unless the sign alone was read as
/// a letter for certain.
pub(super) fn read(reader: &mut Reader<'_>, crop: &Crop) -> Result<Option<FoundLine>, RecognizeError> {
    let line = reader.ask(&crop.picture, Segmentation::Line)?.into_iter().next();
    if line.as_ref().is_some_and(is_certain_letter) {
        return Ok(line);
    }
    let found = reader.ask(&in_a_row(&crop.picture), Segmentation::Figures)?;
    let words: Vec<&FoundWord> = found.iter().flat_map(|line| &line.words).collect();
    let Some(text) = agreed(&words) else { return Ok(line) };
    let (width, height) = crop.picture.dimensions();
    let rect = Rect::new(0.0, 0.0, width.into(), height.into());
    let confidence = words.iter().map(|w| w.confidence).sum::<f64>() / words.len() as f64;
    let word = FoundWord { rect, confidence, text, language: None, alternatives: Vec::new() };
    Ok(Some(FoundLine { rect, baseline: None, words: vec![word] }))
}

fn is_certain_letter(line: &FoundLine) -> bool {
    line.words.iter().all(|w| w.confidence > CERTAIN && w.text.chars().all(char::is_alphabetic))
}

/// The sign several times side by side, as far apart as words are.
fn in_a_row(sign: &GrayImage) -> GrayImage {
    let (width, height) = sign.dimensions();
    let step = width + height;
    let mut row = GrayImage::from_pixel(step * TIMES, height, Luma([paper(sign)]));
    for nth in 0..TIMES {
        imageops::replace(&mut row, sign, (step * nth).into(), 0);
    }
    row
}

/// What at least two copies were read as: words apart, or one word that repeats itself.
fn agreed(words: &[&FoundWord]) -> Option<String> {
    let figures: String = words.iter().flat_map(|w| w.text.chars()).collect();
    let times = TIMES as usize;
    let copies: Vec<&str> = if words.len() == times {
        words.iter().map(|w| w.text.as_str()).collect()
    } else if !figures.is_empty() && figures.is_ascii() && figures.len().is_multiple_of(times) {
        let each = figures.len() / times;
        (0..times).map(|nth| &figures[nth * each..(nth + 1) * each]).collect()
    } else {
        return None;
    };
    let twice = |text: &&&str| copies.iter().filter(|c| *c == *text).count() * 2 > times;
    copies.iter().find(twice).map(|text| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: &[&str], expected: Option<&str>) {
        let words: Vec<FoundWord> =
            read.iter().map(|t| FoundWord { text: (*t).into(), ..FoundWord::default() }).collect();
        assert_eq!(agreed(&words.iter().collect::<Vec<_>>()).as_deref(), expected, "{read:?}");
    }

    #[test]
    fn the_reading_most_copies_got_is_taken() {
        check(&["7", "1", "7"], Some("7"));
        check(&["26", "26", "26"], Some("26"));
    }

    #[test]
    fn copies_read_as_one_word_are_taken_apart() {
        check(&["444"], Some("4"));
        check(&["2626", "26"], Some("26"));
    }

    #[test]
    fn copies_read_apart_are_not_believed() {
        check(&["7", "1", "4"], None);
        check(&["77"], None);
        check(&[], None);
    }
}
