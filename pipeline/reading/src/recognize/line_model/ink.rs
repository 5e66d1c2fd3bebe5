//! A line as the model sees it: 48 pixels high, ink instead of grey. Not for cutting lines out of a page.
//!
//! `scripts/train/train.py` makes the same of its lines: what is changed here must be changed there.

use image::{GrayImage, imageops};

use crate::recognize::patch::grey_at;

/// Height the model reads, pixels.
pub(in crate::recognize) const HEIGHT: usize = crate::learning::HEIGHT;
/// A line keeps the width that it has at this height, pixels: narrow letters stay apart.
pub(super) const REFERENCE: f64 = 64.0;
/// Shares of the pixels that are darker than paper, and than the darkest ink.
const PAPER: f64 = 0.70;
const DARKEST: f64 = 0.01;
/// Least difference of paper and ink, greys: less is grain.
const LEAST: f32 = 24.0;
/// Ink is kept between these: 0 is paper, 1 the darkest hundredth.
const KEPT: (f32, f32) = (-0.2, 1.2);
/// Widest line, pixels; an A2 spread in one line has 6,000.
const WIDEST: f64 = 8192.0;

/// Width that the model sees a picture in, pixels.
pub(super) fn width(picture: &GrayImage, stretch: f64) -> usize {
    let natural = f64::from(picture.width()) * REFERENCE / f64::from(picture.height().max(1)) * stretch;
    natural.round().clamp(1.0, WIDEST) as usize
}

/// A picture at the model's height, in its own greys.
pub(super) fn small(picture: &GrayImage, stretch: f64) -> GrayImage {
    let width = width(picture, stretch) as u32;
    imageops::resize(picture, width, HEIGHT as u32, imageops::FilterType::Triangle)
}

/// A line for the model.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct InkLine {
    /// Pixels, row by row.
    values: Vec<f32>,
    /// Pixels a row.
    pub(super) width: usize,
    /// Pixels of the line's picture for one of these, sideways.
    pub(super) scale: f64,
}

impl InkLine {
    /// The line of a picture, its width scaled by `stretch` besides.
    pub(super) fn of(picture: &GrayImage, stretch: f64) -> Self {
        let width = width(picture, stretch) as f64;
        if picture.width() == 0 || picture.height() == 0 {
            return Self { values: vec![0.0; HEIGHT], width: 1, scale: 1.0 };
        }
        let small = small(picture, stretch);
        let mut counts = [0_usize; 256];
        small.as_raw().iter().for_each(|&grey| counts[usize::from(grey)] += 1);
        let paper = f32::from(grey_at(&counts, PAPER));
        let dark = f32::from(grey_at(&counts, DARKEST)).min(paper - LEAST);
        let ink = |&grey: &u8| ((paper - f32::from(grey)) / (paper - dark)).clamp(KEPT.0, KEPT.1);
        let values = small.as_raw().iter().map(ink).collect();
        Self { values, width: width as usize, scale: f64::from(picture.width()) / width }
    }

    /// Its pixels, row by row.
    pub(super) fn into_values(self) -> Vec<f32> {
        self.values
    }

    /// Its rows from above.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width)
    }
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    #[test]
    fn a_line_keeps_its_width_at_the_height_of_reference() {
        let ink = InkLine::of(&GrayImage::from_pixel(300, 32, Luma([200])), 1.0);
        assert_eq!((ink.width, ink.rows().count()), (600, HEIGHT));
        assert_eq!(ink.scale, 0.5);
    }

    #[test]
    fn type_may_be_shown_narrower() {
        let ink = InkLine::of(&GrayImage::from_pixel(300, 64, Luma([200])), 0.5);
        assert_eq!((ink.width, ink.scale), (150, 2.0));
    }

    #[test]
    fn paper_is_nothing_and_ink_is_one() {
        let picture = GrayImage::from_fn(100, 48, |x, _| Luma([if x < 10 { 40 } else { 220 }]));
        let ink = InkLine::of(&picture, 0.75);
        let row = ink.rows().next().unwrap();
        assert!((row[2] - 1.0).abs() < 0.01 && row[60].abs() < 0.01, "{row:?}");
    }

    #[test]
    fn grain_on_bare_paper_is_no_ink() {
        let picture = GrayImage::from_fn(100, 48, |x, y| Luma([200 + ((x + y) % 3) as u8]));
        let ink = InkLine::of(&picture, 1.0);
        assert!(ink.rows().flatten().all(|v| v.abs() < 0.15));
    }

    #[test]
    fn a_picture_of_nothing_is_a_line_of_nothing() {
        assert_eq!(InkLine::of(&GrayImage::new(0, 0), 1.0).width, 1);
    }
}
