//! A picture read as it stands and upside down: letters that hang make no sense. Not for reading a page, and not for
//! quarter turns.

use std::cmp::Reverse;

use image::{GrayImage, imageops};

use super::line_model::{LineModel, LineModels, LinePicture, ReadLetter};
use crate::{
    layout::blobs::{Blob, connected},
    prepare::binarize::binarize,
};

/// Window of the threshold, pixels: that of letters of 15 to 30 pixels.
const WINDOW: usize = 31;
/// Height of letters and of words joined by their strokes, pixels.
const LETTERS: std::ops::RangeInclusive<u32> = 7..=60;
/// Text is at most this many times wider than tall: what is flatter is a rule or a dash.
const FLATTEST: u32 = 10;
/// Paper kept above and below what is written of a line, share of its height.
const AROUND: f64 = 0.15;
/// Lines that are looked at, and how much of each, heights: more tell the same and take their time.
const MOST_LINES: usize = 4;
const LONGEST: u32 = 18;
/// Share of its width that a line is shown in: type is read as well and sooner.
const STRETCH: f64 = 0.7;
/// Fewer letters than this tell nothing.
const FEWEST: usize = 30;

/// By how much more surely a picture is read as it stands than upside down: the difference of the letters' mean
/// confidence, by the model that reads it best, -1 to 1. Nothing where too little is written or no model is at hand.
pub(super) fn stands_by(models: &LineModels, picture: &GrayImage) -> Option<f64> {
    let upright = lines(picture);
    let hanging: Vec<GrayImage> = upright.iter().map(imageops::rotate180).collect();
    let sureness = |lines: &[GrayImage]| {
        let read = models.all().filter_map(|model| sureness(model.ok()?, lines));
        read.max_by(f64::total_cmp)
    };
    Some(sureness(&upright)? - sureness(&hanging)?)
}

/// The mean confidence of letters, blanks apart.
fn sureness(model: &LineModel, lines: &[GrayImage]) -> Option<f64> {
    let shown: Vec<LinePicture<'_>> =
        lines.iter().map(|picture| LinePicture { picture, stretch: STRETCH }).collect();
    // By the ink alone: what usually follows makes hanging lines surer, too.
    let read = model.read_by_ink(&shown).ok()?;
    let letters: Vec<&ReadLetter> =
        read.iter().flatten().filter(|letter| !letter.letter.is_whitespace()).collect();
    let sum: f64 = letters.iter().map(|letter| letter.confidence).sum();
    (letters.len() >= FEWEST).then(|| sum / letters.len() as f64)
}

/// A line's place, pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Row {
    top: u32,
    bottom: u32,
    left: u32,
    right: u32,
}

impl Row {
    fn width(&self) -> u32 {
        self.right - self.left
    }

    /// The row with another letter on it. A tail that reaches far down does not take the next line in.
    fn with(&self, letter: &Blob) -> Self {
        let tail = self.bottom + (self.bottom - self.top) / 4;
        Self {
            top: self.top.min(letter.top),
            bottom: self.bottom.max(letter.bottom.min(tail)),
            left: self.left.min(letter.left),
            right: self.right.max(letter.right),
        }
    }
}

/// Pictures of the longest lines.
fn lines(picture: &GrayImage) -> Vec<GrayImage> {
    let mut letters = connected(&binarize(picture, WINDOW));
    letters.retain(|blob| LETTERS.contains(&blob.height()) && blob.width() <= FLATTEST * blob.height());
    letters.sort_unstable_by_key(|blob| (blob.top, blob.left));
    let mut rows: Vec<Row> = Vec::new();
    for letter in &letters {
        match rows.last_mut() {
            // The middle of a letter lies on its own line.
            Some(row) if (letter.top + letter.bottom) / 2 < row.bottom => *row = row.with(letter),
            _ => rows.push(Row {
                top: letter.top,
                bottom: letter.bottom,
                left: letter.left,
                right: letter.right,
            }),
        }
    }
    rows.sort_by_key(|row| Reverse(row.width()));
    rows.iter().take(MOST_LINES).map(|row| cut(picture, row)).collect()
}

fn cut(picture: &GrayImage, row: &Row) -> GrayImage {
    let height = row.bottom - row.top;
    let around = (f64::from(height) * AROUND).ceil() as u32;
    let (top, left) = (row.top.saturating_sub(around), row.left.saturating_sub(around));
    let bottom = (row.bottom + around).min(picture.height());
    let right = (row.right + around).min(picture.width()).min(left + LONGEST * height);
    imageops::crop_imm(picture, left, top, right - left, bottom - top).to_image()
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    fn line() -> GrayImage {
        image::load_from_memory(include_bytes!("../../../../samples/lines/tajik-serif.png"))
            .unwrap()
            .to_luma8()
    }

    #[test]
    fn a_line_is_read_better_as_it_stands() {
        let stands = |picture: &GrayImage| stands_by(&LineModels::shipped(), picture);
        let (upright, hanging) = (stands(&line()), stands(&imageops::rotate180(&line())));
        assert!(upright.is_some_and(|by| by > 0.1), "{upright:?}");
        assert!(hanging.is_some_and(|by| by < -0.1), "{hanging:?}");
    }

    #[test]
    fn paper_and_a_few_letters_tell_nothing() {
        assert_eq!(stands_by(&LineModels::shipped(), &GrayImage::from_pixel(400, 200, Luma([220]))), None);
        let few = imageops::crop_imm(&line(), 0, 0, 60, line().height()).to_image();
        assert_eq!(stands_by(&LineModels::shipped(), &few), None);
    }

    #[test]
    fn without_a_model_nothing_is_told() {
        assert_eq!(stands_by(&LineModels::none(), &line()), None);
    }

    #[test]
    fn lines_are_cut_apart_and_the_longest_kept() {
        let page = GrayImage::from_fn(600, 300, |x, y| {
            let (row, end) = (y / 40, 100 + 60 * (y / 40));
            let letter = row < 6 && (10..30).contains(&(y % 40)) && x > 10 && x < end && x % 14 < 9;
            Luma([if letter { 20 } else { 230 }])
        });
        let widths: Vec<u32> = lines(&page).iter().map(GrayImage::width).collect();
        assert_eq!(widths.len(), MOST_LINES);
        assert!(widths.is_sorted_by(|a, b| a >= b), "{widths:?}");
    }
}
