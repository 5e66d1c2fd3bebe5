//! A few signs alone in a cell, as act numbers and orders of birth are: models of languages take them for letters, so
//! they are also read as figures. Not for words.

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    figures::{self, instead_of, is_number, plain},
    recognizer::{FoundLine, FoundWord, Segmentation},
    second_look::confidence,
    signs::Signs,
};

/// Confidence from which what the languages read alone is believed.
const CERTAIN: f64 = 0.9;
/// Figures may be this much less sure than letters: alone in a cell they are more usual.
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
    or_letters(reader, page, area, x_height, |reader, before| {
        if !reader.options.second_look {
            return Ok(None);
        }
        Ok(figures::take(reader, page, &mark, before.as_slice(), None)?.map(|number| number.word))
    })
}

/// The number that `signs` in `area` are; nothing where they are none and the area is not `narrow`. One sign is asked
/// for as a letter too, and so are strokes, which may be a Roman number, and what none but the look that makes figures
/// of all takes for a number.
pub(super) fn number(
    reader: &mut Reader<'_>,
    page: &GrayImage,
    area: &Rect,
    x_height: f64,
    signs: &Signs,
    narrow: bool,
) -> Result<Option<(Crop, FoundLine)>, RecognizeError> {
    if signs.figures() == Some(1) {
        return read(reader, page, area, x_height);
    }
    let number = figures::take(reader, page, &signs.mark(), &[], signs.figures())?;
    match number {
        Some(number) if !number.forced && !is_strokes(&number.word) => Ok(alone(page, number.word)),
        None if !narrow => Ok(None),
        number => or_letters(reader, page, area, x_height, |_, before| {
            let surer = |word: &FoundWord| before.is_none_or(|before| word.confidence > before.confidence);
            Ok(number.map(|number| number.word).filter(surer))
        }),
    }
}

fn is_strokes(number: &FoundWord) -> bool {
    number.text.bytes().all(|byte| byte == b'1')
}

/// What the register's languages read in `area`, where that is a letter for certain; else what `figures` finds, who is
/// told what they read for a number, or if they read letters, if it is not much less sure.
fn or_letters(
    reader: &mut Reader<'_>,
    page: &GrayImage,
    area: &Rect,
    x_height: f64,
    figures: impl FnOnce(&mut Reader<'_>, Option<&FoundWord>) -> Result<Option<FoundWord>, RecognizeError>,
) -> Result<Option<(Crop, FoundLine)>, RecognizeError> {
    let scale = (READS_BEST / x_height).clamp(1.0, 3.0);
    let Some(crop) = Crop::cut(page, area, scale, BORDER) else { return Ok(None) };
    let line = reader.ask(&crop.picture, Segmentation::Line)?.into_iter().next();
    if line.as_ref().is_some_and(is_certain_letter) {
        return Ok(line.map(|line| (crop, line)));
    }
    let word = line.as_ref().and_then(only_word);
    let before = word.filter(|word| is_number(plain(&word.text)));
    let letters = if before.is_some() { 0.0 } else { line.as_ref().map_or(0.0, confidence) };
    let number = figures(reader, before)?.filter(|number| number.confidence > letters - NEARLY);
    // The languages may see a stop behind it, too.
    let as_read =
        |word: &FoundWord, number: &FoundWord| plain(&word.text) == number.text && word.confidence > CERTAIN;
    let other = number.filter(|number| before.is_none_or(|before| !as_read(before, number)));
    let number = other.map(|number| match word {
        Some(word) => instead_of(word, number),
        None => number,
    });
    Ok(number.and_then(|number| alone(page, number)).or(line.map(|line| (crop, line))))
}

fn only_word(line: &FoundLine) -> Option<&FoundWord> {
    line.words.first().filter(|_| line.words.len() == 1)
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
mod tests;
