//! One or two signs alone in a cell, as act numbers and orders of birth are: engines made for lines take
//! them for letters, so they are also read as figures, enlarged. Not for words.

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    recognizer::{FoundLine, Segmentation},
    second_look::confidence,
};

/// Confidence from which a letter read alone is believed.
const CERTAIN: f64 = 0.9;
/// Figures read less surely than this are no better than the letter.
const LIKELY: f64 = 0.4;
/// Figures may be this much less sure than a letter: alone in a cell they are more usual.
const NEARLY: f64 = 0.3;
/// Height small letters are enlarged to, pixels. Of 70 lone figures typed at 200 pixels an inch 54 were read
/// at 17 pixels and 65 at twice that.
const READS_BEST: f64 = 34.0;
/// Paper around the enlarged signs, pixels.
const BORDER: u32 = 24;

/// What stands on the narrow `area` of `page`: figures, unless a letter is read for certain.
pub(super) fn read(
    reader: &mut Reader<'_>,
    page: &GrayImage,
    area: &Rect,
    x_height: f64,
) -> Result<Option<(Crop, FoundLine)>, RecognizeError> {
    let scale = (READS_BEST / x_height).clamp(1.0, 3.0);
    let Some(crop) = Crop::cut(page, area, scale, BORDER) else { return Ok(None) };
    let line = reader.ask(&crop.picture, Segmentation::Line)?.into_iter().next();
    if line.as_ref().is_some_and(is_certain_letter) {
        return Ok(line.map(|line| (crop, line)));
    }
    let figures = reader.ask_figures(&crop.picture, Segmentation::Figures)?.into_iter().next();
    let surer = figures.filter(|figures| {
        let letter = line.as_ref().map_or(0.0, confidence);
        letter == 0.0 || (confidence(figures) >= LIKELY && confidence(figures) > letter - NEARLY)
    });
    Ok(surer.or(line).map(|line| (crop, line)))
}

fn is_certain_letter(line: &FoundLine) -> bool {
    line.words.iter().all(|w| w.confidence > CERTAIN && w.text.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::FoundWord;

    fn check(text: &str, confidence: f64, expected: bool) {
        let word = FoundWord { text: text.into(), confidence, ..FoundWord::default() };
        let line = FoundLine { words: vec![word], ..FoundLine::default() };
        assert_eq!(is_certain_letter(&line), expected, "{text} {confidence}");
    }

    #[test]
    fn only_a_letter_read_surely_is_believed_without_asking_for_figures() {
        check("ж", 0.95, true);
        check("ж", 0.5, false);
        check("7", 0.95, false);
        check("З)", 0.95, false);
    }
}
