//! How letters stand: their feet share one line, the baseline, while their heads end at the x-line or above it.
//! That holds for print, type and hands of Latin, Cyrillic and Arabic alike. Not for which way lines run.

use super::super::{binarize::Ink, look::may_be_text};
use crate::layout::blobs::{Blob, connected};

/// Bands across the page in which feet and heads pile up: a line is level over a quarter of it.
const BANDS: usize = 4;
/// Widest word or joined words, share of the longer side.
const WIDEST: f64 = 0.25;
/// Text is at most this many times wider than tall: what is flatter is a rule or a dash.
const FLATTEST: u32 = 8;
/// Ends of strokes side by side over more than this share of the width are a rule.
const RULED: f64 = 0.02;
/// Fewer feet than this are no page of text.
const FEWEST: u32 = 1000;

/// How much more sharply the feet of letters pile up than their heads, as the logarithm of the ratio: positive
/// on upright pages, negative on those upside down; nothing where too little is written. Lines lean by `degrees`.
pub(crate) fn standing(ink: &Ink, degrees: f64) -> Option<f64> {
    let letters = letters(ink);
    let paper = vec![0; ink.width];
    let (mut heads, mut feet) = (Piles::new(ink, degrees), Piles::new(ink, degrees));
    for y in 0..ink.height {
        let above = if y > 0 { letters.row(y - 1) } else { &paper };
        let below = if y + 1 < ink.height { letters.row(y + 1) } else { &paper };
        heads.add(y, letters.row(y), above);
        feet.add(y, letters.row(y), below);
    }
    (feet.count.min(heads.count) >= FEWEST).then(|| (feet.sharpness() / heads.sharpness()).ln())
}

/// The ink in the boxes of letters and words.
fn letters(ink: &Ink) -> Ink {
    let side = ink.width.max(ink.height) as f64;
    let mut out = Ink::none(ink.width, ink.height);
    for blob in connected(ink).iter().filter(|b| is_text(b, side)) {
        let columns = blob.left as usize..blob.right as usize;
        for y in blob.top as usize..blob.bottom as usize {
            let row = y * ink.width;
            out.dots[row + columns.start..row + columns.end].copy_from_slice(&ink.row(y)[columns.clone()]);
        }
    }
    out
}

fn is_text(blob: &Blob, side: f64) -> bool {
    let (width, height) = (blob.width(), blob.height());
    may_be_text(blob, side) && f64::from(width) < WIDEST * side && width <= FLATTEST * height
}

/// Ends of strokes counted by band and levelled row.
struct Piles {
    bands: Vec<Vec<u32>>,
    /// How far each column is moved down to level the lines, and its band.
    columns: Vec<(usize, usize)>,
    longest: usize,
    count: u32,
    /// Where a row's ink ends, for one row at a time.
    ends: Vec<u8>,
}

impl Piles {
    fn new(ink: &Ink, degrees: f64) -> Self {
        let slope = degrees.to_radians().tan();
        let reach = (slope.abs() * ink.width as f64).ceil();
        let shift = |x: usize| {
            let down = if slope > 0.0 { reach } else { 0.0 } - slope * x as f64;
            (down.max(0.0).round() as usize, x * BANDS / ink.width)
        };
        Self {
            bands: vec![vec![0; ink.height + reach as usize + 1]; BANDS],
            columns: (0..ink.width).map(shift).collect(),
            longest: (ink.width as f64 * RULED) as usize,
            count: 0,
            ends: vec![0; ink.width],
        }
    }

    /// Counts what of a row of ink ends at the row beside it.
    fn add(&mut self, y: usize, row: &[u8], beside: &[u8]) {
        let places = row.iter().zip(beside);
        self.ends.iter_mut().zip(places).for_each(|(end, (ink, beside))| *end = ink & !beside);
        let mut at = 0;
        while let Some(skip) = memchr::memchr(1, &self.ends[at..]) {
            let start = at + skip;
            at = memchr::memchr(0, &self.ends[start..]).map_or(row.len(), |run| start + run);
            if at - start < self.longest {
                self.count += (at - start) as u32;
                for &(down, band) in &self.columns[start..at] {
                    self.bands[band][y + down] += 1;
                }
            }
        }
    }

    /// How sharply ends pile up: every stroke has a foot and a head, so that sums of squares compare. Two rows
    /// at a time, so that it makes no difference whether a baseline falls on one row or between two.
    fn sharpness(&self) -> f64 {
        let pairs = self.bands.iter().flat_map(|band| band.windows(2));
        pairs.map(|rows| f64::from(rows[0] + rows[1]).powi(2)).sum()
    }
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma, imageops};

    use super::*;
    use crate::prepare::binarize::binarize;

    /// Letters like H and h, ten pixels wide, on lines 25 apart that lean by `degrees`.
    fn text(degrees: f64) -> GrayImage {
        let slope = degrees.to_radians().tan();
        GrayImage::from_fn(700, 900, |x, y| {
            let row = (f64::from(y) - slope * f64::from(x)).round() as i32 - 100;
            let (line, letter) = (row.div_euclid(25), x / 14);
            let (up, inside) = (15 - row.rem_euclid(25), x % 14);
            let tall = if (letter as i32 + line) % 3 == 0 { 15 } else { 10 };
            let written = (0..28).contains(&line) && (60..640).contains(&x) && letter % 6 != 0;
            let stem = inside < 3 && up < tall || (7..10).contains(&inside) && up < 10;
            let ink = written && up >= 0 && (stem || inside < 10 && (4..7).contains(&up));
            Luma([if ink { 30 } else { 220 }])
        })
    }

    fn check(picture: &GrayImage, degrees: f64, expected: Option<bool>) {
        let found = standing(&binarize(picture, 41), degrees);
        assert_eq!(found.map(|s| s > 0.0), expected, "{found:?}");
        assert!(found.is_none_or(|s| s.abs() > 0.05), "{found:?}");
    }

    #[test]
    fn letters_stand_on_their_feet() {
        check(&text(0.0), 0.0, Some(true));
    }

    #[test]
    fn letters_upside_down_stand_on_their_heads() {
        check(&imageops::rotate180(&text(0.0)), 0.0, Some(false));
    }

    #[test]
    fn letters_on_leaning_lines_stand_as_well() {
        check(&text(4.0), 4.0, Some(true));
        check(&imageops::rotate180(&text(-4.0)), -4.0, Some(false));
    }

    #[test]
    fn rules_and_pictures_do_not_stand() {
        check(&GrayImage::from_fn(700, 900, |_, y| Luma([if y % 30 < 3 { 20 } else { 220 }])), 0.0, None);
        check(&GrayImage::from_pixel(700, 900, Luma([10])), 0.0, None);
    }

    #[test]
    fn a_few_words_say_nothing() {
        let words = imageops::crop_imm(&text(0.0), 0, 0, 700, 150).to_image();
        check(&words, 0.0, None);
        check(&GrayImage::new(1, 1), 0.0, None);
    }
}
