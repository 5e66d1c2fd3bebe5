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
    let Some(best) = most_read(&words) else { return Ok(line) };
    let (width, height) = crop.picture.dimensions();
    let rect = Rect::new(0.0, 0.0, width.into(), height.into());
    let same = words.iter().filter(|w| w.text == best.text);
    let confidence = same.map(|w| w.confidence).sum::<f64>() / words.len() as f64;
    let word = FoundWord { rect, confidence, alternatives: Vec::new(), ..best.clone() };
    Ok(Some(FoundLine { rect, baseline: None, words: vec![word] }))
}

fn is_certain_letter(line: &FoundLine) -> bool {
    line.words.iter().all(|w| w.confidence > CERTAIN && w.text.chars().all(char::is_alphabetic))
}

/// The sign several times side by side, as far apart as words are.
fn in_a_row(sign: &GrayImage) -> GrayImage {
    let (width, height) = sign.dimensions();
    let step = width + height / 2;
    let mut row = GrayImage::from_pixel(step * TIMES, height, Luma([paper(sign)]));
    for nth in 0..TIMES {
        imageops::replace(&mut row, sign, (step * nth).into(), 0);
    }
    row
}

/// The reading most copies got; of equal ones the surer.
fn most_read<'w>(words: &[&'w FoundWord]) -> Option<&'w FoundWord> {
    let votes = |word: &FoundWord| {
        let same = words.iter().filter(|w| w.text == word.text);
        same.fold((0_usize, 0.0_f64), |(n, sure), w| (n + 1, sure + w.confidence))
    };
    words.iter().copied().max_by(|a, b| {
        let ((n, sure), (m, other)) = (votes(a), votes(b));
        n.cmp(&m).then(sure.total_cmp(&other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, confidence: f64) -> FoundWord {
        FoundWord { text: text.into(), confidence, ..FoundWord::default() }
    }

    #[test]
    fn the_reading_most_copies_got_is_taken() {
        let words = [word("7", 0.5), word("1", 0.9), word("7", 0.5)];
        assert_eq!(most_read(&words.iter().collect::<Vec<_>>()).unwrap().text, "7");
    }

    #[test]
    fn of_equal_readings_the_surer_is_taken() {
        let words = [word("7", 0.5), word("1", 0.9)];
        assert_eq!(most_read(&words.iter().collect::<Vec<_>>()).unwrap().text, "1");
    }
}
