//! What columns of a picture show in bands down its height: their usual grey and their paper. Not for single
//! pixels: ink and grain fall out of a median, what runs down the page does not.

use std::{mem, ops::Range};

use image::GrayImage;
use register::geometry::Rect;

/// Bands the height is looked at in: a fiftieth, narrower than the margin above and below any text.
pub(super) const BANDS: usize = 48;

/// A part of a picture in [`BANDS`] bands, each a row of columns.
#[derive(Debug, Clone)]
pub(super) struct Bands {
    /// Columns.
    pub(super) width: usize,
    /// Median grey.
    pub(super) usual: Vec<Vec<u8>>,
    /// Upper quartile: grey of the paper also where a text line fills the band.
    pub(super) paper: Vec<Vec<u8>>,
}

impl Bands {
    /// The columns of `rect`; `None` where it is too low for bands.
    pub(super) fn of(gray: &GrayImage, rect: &Rect) -> Option<Self> {
        let side = |v: f64, most: u32| (v.max(0.0).round() as usize).min(most as usize);
        let (left, right) = (side(rect.left, gray.width()), side(rect.right, gray.width()));
        let (top, bottom) = (side(rect.top, gray.height()), side(rect.bottom, gray.height()));
        if bottom < top + 2 * BANDS || right < left + BANDS {
            return None;
        }
        let mut bands = Self { width: right - left, usual: Vec::new(), paper: Vec::new() };
        let row = |band: usize| top + band * (bottom - top) / BANDS;
        for band in 0..BANDS {
            let (usual, paper) = quantiles(gray, left..right, row(band)..row(band + 1));
            bands.usual.push(usual);
            bands.paper.push(paper);
        }
        Some(bands)
    }

    /// The same, seen from the right.
    pub(super) fn reversed(mut self) -> Self {
        self.usual.iter_mut().chain(&mut self.paper).for_each(|columns| columns.reverse());
        self
    }

    /// Grey of paper: what a fifth of all columns and bands exceed.
    pub(super) fn paper_level(&self) -> f64 {
        let mut counts = [0usize; 256];
        for &v in self.paper.iter().flatten() {
            counts[usize::from(v)] += 1;
        }
        let mut left = self.width * BANDS / 5;
        for (grey, &count) in counts.iter().enumerate().rev() {
            if count > left {
                return grey as f64;
            }
            left -= count;
        }
        0.0
    }
}

/// Median and upper quartile of each column.
///
/// All columns are sorted at once, a row of them against another: loops over whole rows, without branches, become
/// vector code.
fn quantiles(gray: &GrayImage, columns: Range<usize>, rows: Range<usize>) -> (Vec<u8>, Vec<u8>) {
    let width = gray.width() as usize;
    let row = |y: usize| gray.as_raw()[y * width + columns.start..y * width + columns.end].to_vec();
    let mut sorted: Vec<Vec<u8>> = rows.map(row).collect();
    sort_columns(&mut sorted);
    let count = sorted.len();
    // Of two rows both are the second.
    let paper = sorted[count * 3 / 4].clone();
    (mem::take(&mut sorted[count / 2]), paper)
}

/// Sorts each column downwards: K. Batcher's merge exchange (D. Knuth, The Art of Computer Programming, volume 3,
/// 5.2.2, algorithm M).
fn sort_columns(rows: &mut [Vec<u8>]) {
    let count = rows.len();
    let top = count.next_power_of_two() / 2;
    let mut step = top;
    while step > 0 {
        let (mut bound, mut offset, mut distance) = (top, 0, step);
        loop {
            for i in (0..count.saturating_sub(distance)).filter(|i| i & step == offset) {
                exchange(rows, i, i + distance);
            }
            if bound == step {
                break;
            }
            distance = bound - step;
            bound /= 2;
            offset = step;
        }
        step /= 2;
    }
}

/// Puts the lesser of each column's two values into the upper row.
fn exchange(rows: &mut [Vec<u8>], upper: usize, lower: usize) {
    let (above, below) = rows.split_at_mut(lower);
    for (a, b) in above[upper].iter_mut().zip(&mut below[0]) {
        (*a, *b) = ((*a).min(*b), (*a).max(*b));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_sorted_whatever_their_height() {
        for height in 1..70 {
            let mixed = |x: usize, y: usize| ((x * 31 + y * y * 57 + y * 7) % 251) as u8;
            let mut rows: Vec<Vec<u8>> = (0..height).map(|y| (0..5).map(|x| mixed(x, y)).collect()).collect();
            sort_columns(&mut rows);
            for x in 0..5 {
                let mut expected: Vec<u8> = (0..height).map(|y| mixed(x, y)).collect();
                expected.sort_unstable();
                assert_eq!(rows.iter().map(|row| row[x]).collect::<Vec<u8>>(), expected);
            }
        }
    }

    #[test]
    fn bands_two_rows_high_have_all_their_columns() {
        let bands = Bands::of(&GrayImage::new(60, 100), &Rect::new(0.0, 0.0, 60.0, 100.0)).unwrap();
        assert!(bands.usual.iter().chain(&bands.paper).all(|columns| columns.len() == bands.width));
    }

    #[test]
    fn bands_seen_from_the_other_side_are_those_of_the_mirrored_picture() {
        let picture = GrayImage::from_fn(120, 200, |x, y| image::Luma([(x * 2 + y % 50) as u8]));
        let of = |picture: &GrayImage, left: f64, right: f64| {
            Bands::of(picture, &Rect::new(left, 10.0, right, 190.0)).unwrap()
        };
        let there = of(&image::imageops::flip_horizontal(&picture), 15.0, 110.0);
        let here = of(&picture, 10.0, 105.0).reversed();
        assert_eq!((here.usual, here.paper), (there.usual, there.paper));
    }
}
