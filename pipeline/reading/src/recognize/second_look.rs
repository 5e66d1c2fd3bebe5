//! A second look at lines the engine was unsure of: each is cut out and read alone, and the surer of
//! both readings stays. Not for lines nobody saw: layout and the engine find those.

use image::GrayImage;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    recognizer::{FoundLine, Segmentation},
};

/// Lines below this confidence are looked at again. Printed lines above it gained nothing.
const DOUBTFUL: f64 = 0.75;
/// Where more than this share of the lines is doubtful, the model does not know the type, and a second look
/// gains nothing (Russian print of the 18th century: 60 % more time, the same error rate).
const MOST: f64 = 0.34;
/// How much surer the second reading must be: confidences of two readings differ by less at random.
const SURER: f64 = 0.02;
/// Share of the first reading's letters the second must have; half a line is often surer than a whole one.
const WHOLE: f64 = 0.8;
/// Page left around the line, share of its height.
const AROUND: f64 = 0.15;
/// Paper around the cut, pixels.
const BORDER: u32 = 10;

/// Looks again at the doubtful ones of `found`, which lie on `seen`.
pub(super) fn look_again(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    found: &mut [FoundLine],
) -> Result<(), RecognizeError> {
    let doubtful = found.iter().filter(|l| confidence(l) < DOUBTFUL).count();
    if doubtful as f64 > MOST * found.len() as f64 {
        return Ok(());
    }
    for line in found.iter_mut().filter(|l| confidence(l) < DOUBTFUL) {
        let area = line.rect.grown(AROUND * line.rect.height());
        let Some(crop) = Crop::cut(seen, &area, 1.0, BORDER) else { continue };
        let again = reader.ask(&crop.picture, Segmentation::Line)?;
        if let [again] = again.as_slice()
            && confidence(again) > confidence(line) + SURER
            && letters(again) as f64 >= WHOLE * letters(line) as f64
        {
            *line = on_page(&crop, again);
        }
    }
    Ok(())
}

/// A line of a crop, on the page.
pub(super) fn on_page(crop: &Crop, line: &FoundLine) -> FoundLine {
    let mut line = line.clone();
    line.rect = crop.page_rect(&line.rect);
    line.baseline = line.baseline.map(|(a, b)| (crop.to_page(a), crop.to_page(b)));
    for word in &mut line.words {
        word.rect = crop.page_rect(&word.rect);
    }
    line
}

/// Letters in all words.
pub(super) fn letters(line: &FoundLine) -> usize {
    line.words.iter().map(|w| w.text.chars().count()).sum()
}

/// Mean over letters.
pub(super) fn confidence(line: &FoundLine) -> f64 {
    let sum: f64 = line.words.iter().map(|w| w.confidence * w.text.chars().count() as f64).sum();
    sum / letters(line).max(1) as f64
}
