//! A few signs alone in a cell, as act numbers and orders of birth are: models of languages take them for letters, so
//! they are also read as figures. Not for words.

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    figures,
    recognizer::{FoundLine, FoundWord, Segmentation},
    second_look::confidence,
    signs::Signs,
};

/// Confidence from which a letter read alone is believed.
const CERTAIN: f64 = 0.9;
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
    let mark = Signs::of(page, area).map_or(*area, |signs| signs.mark());
    or_letters(reader, page, area, x_height, |reader| figures::take(reader, page, &mark, None))
}

/// The number that `signs` in `area` are; nothing where they are none. One sign is asked for as a letter too, and so
/// are strokes, which may be a Roman number.
pub(super) fn number(
    reader: &mut Reader<'_>,
    page: &GrayImage,
    area: &Rect,
    x_height: f64,
    signs: &Signs,
) -> Result<Option<(Crop, FoundLine)>, RecognizeError> {
    if signs.figures() == Some(1) {
        return read(reader, page, area, x_height);
    }
    let Some(number) = figures::take(reader, page, &signs.mark(), signs.figures())? else {
        return Ok(None);
    };
    if number.text.bytes().all(|byte| byte == b'1') {
        return or_letters(reader, page, area, x_height, |_| Ok(Some(number)));
    }
    Ok(alone(page, number))
}

/// What the register's languages read in `area`, where that is a letter for certain; else what `figures` finds, if it is
/// not much less sure.
fn or_letters(
    reader: &mut Reader<'_>,
    page: &GrayImage,
    area: &Rect,
    x_height: f64,
    figures: impl FnOnce(&mut Reader<'_>) -> Result<Option<FoundWord>, RecognizeError>,
) -> Result<Option<(Crop, FoundLine)>, RecognizeError> {
    let scale = (READS_BEST / x_height).clamp(1.0, 3.0);
    let Some(crop) = Crop::cut(page, area, scale, BORDER) else { return Ok(None) };
    let line = reader.ask(&crop.picture, Segmentation::Line)?.into_iter().next();
    if line.as_ref().is_some_and(is_certain_letter) {
        return Ok(line.map(|line| (crop, line)));
    }
    let letter = line.as_ref().map_or(0.0, confidence);
    let surer = figures(reader)?.filter(|figures| letter == 0.0 || figures.confidence > letter - NEARLY);
    Ok(surer.and_then(|figures| alone(page, figures)).or(line.map(|line| (crop, line))))
}

/// A word of the page as the line it is.
fn alone(page: &GrayImage, word: FoundWord) -> Option<(Crop, FoundLine)> {
    let crop = Crop::cut(page, &word.rect, 1.0, 0)?;
    let rect = Rect::new(0.0, 0.0, word.rect.width(), word.rect.height());
    let words = vec![FoundWord { rect, ..word }];
    Some((crop, FoundLine { rect, words, ..FoundLine::default() }))
}

fn is_certain_letter(line: &FoundLine) -> bool {
    line.words.iter().all(|w| w.confidence > CERTAIN && w.text.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

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
