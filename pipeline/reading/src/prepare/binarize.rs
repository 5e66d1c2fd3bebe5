//! Ink from paper: Sauvola's adaptive threshold with running sums, a row of sums at a time, so that a
//! spread of 40 megapixels needs no integral image. Not for stamps and colours.
//!
//! J. Sauvola, M. Pietikäinen: Adaptive document image binarization, Pattern Recognition 33 (2000).

use image::GrayImage;

/// Weight of local contrast; 0.2 keeps faint pencil and carbon copies, 0.34 is usual for clean print.
const CONTRAST_WEIGHT: f32 = 0.2;
/// Greatest standard deviation grey values can have.
const GREATEST_DEVIATION: f32 = 128.0;
/// Widest window, pixels: sums of squares must fit 32 bits.
const WIDEST: usize = 201;

/// Which pixels are ink: 1 ink, 0 paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ink {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) dots: Vec<u8>,
}

impl Ink {
    /// No ink at all.
    pub(crate) fn none(width: usize, height: usize) -> Self {
        Self { width, height, dots: vec![0; width * height] }
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.dots[y * self.width..(y + 1) * self.width]
    }

    #[cfg(test)]
    pub(crate) fn at(&self, x: usize, y: usize) -> bool {
        self.dots[y * self.width + x] != 0
    }
}

/// The ink of a picture, judged in windows of `window` pixels.
pub(crate) fn binarize(gray: &GrayImage, window: usize) -> Ink {
    let (width, height) = (gray.width() as usize, gray.height() as usize);
    let mut ink = Ink::none(width, height);
    if width == 0 || height == 0 {
        return ink;
    }
    let reach = window.clamp(3, WIDEST) / 2;
    let samples = gray.as_raw();
    let line = |y: usize| &samples[y * width..(y + 1) * width];
    let mut columns = vec![(0u32, 0u32); width];
    for y in 0..reach.min(height) {
        add(&mut columns, line(y));
    }
    for y in 0..height {
        if y + reach < height {
            add(&mut columns, line(y + reach));
        }
        if y > reach {
            take(&mut columns, line(y - reach - 1));
        }
        let rows = (y + reach).min(height - 1) - y.saturating_sub(reach) + 1;
        threshold(&columns, rows, reach, line(y), &mut ink.dots[y * width..(y + 1) * width]);
    }
    ink
}

fn add(columns: &mut [(u32, u32)], line: &[u8]) {
    for ((sum, squares), &v) in columns.iter_mut().zip(line) {
        *sum += u32::from(v);
        *squares += u32::from(v) * u32::from(v);
    }
}

fn take(columns: &mut [(u32, u32)], line: &[u8]) {
    for ((sum, squares), &v) in columns.iter_mut().zip(line) {
        *sum -= u32::from(v);
        *squares -= u32::from(v) * u32::from(v);
    }
}

fn threshold(columns: &[(u32, u32)], rows: usize, reach: usize, line: &[u8], out: &mut [u8]) {
    let width = line.len();
    let (mut sum, mut squares) = (0u32, 0u32);
    for column in &columns[..reach.min(width)] {
        sum += column.0;
        squares += column.1;
    }
    for x in 0..width {
        if x + reach < width {
            sum += columns[x + reach].0;
            squares += columns[x + reach].1;
        }
        if x > reach {
            sum -= columns[x - reach - 1].0;
            squares -= columns[x - reach - 1].1;
        }
        let across = (x + reach).min(width - 1) - x.saturating_sub(reach) + 1;
        let count = (rows * across) as f32;
        let (mean, value) = (sum as f32 / count, f32::from(line[x]));
        // Nothing brighter than this can lie below the threshold; it spares most square roots.
        if value < mean {
            let deviation = (squares as f32 / count - mean * mean).max(0.0).sqrt();
            let limit = mean * (1.0 + CONTRAST_WEIGHT * (deviation / GREATEST_DEVIATION - 1.0));
            out[x] = u8::from(value < limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink_of(at: impl Fn(u32, u32) -> u8) -> Ink {
        binarize(&GrayImage::from_fn(60, 40, |x, y| image::Luma([at(x, y)])), 15)
    }

    #[test]
    fn even_paper_holds_no_ink() {
        assert!(ink_of(|_, _| 180).dots.iter().all(|&d| d == 0));
        assert!(ink_of(|x, _| (100 + x) as u8).dots.iter().all(|&d| d == 0));
    }

    #[test]
    fn a_stroke_is_ink_on_bright_and_on_dark_paper() {
        let ink = ink_of(|x, y| if y == 20 { (100 + x) as u8 / 2 } else { (100 + x) as u8 });
        assert!((2..58).all(|x| ink.at(x, 20) && !ink.at(x, 10)));
    }

    #[test]
    fn a_picture_smaller_than_the_window_is_read() {
        let tiny = GrayImage::from_raw(3, 1, vec![200, 10, 200]).unwrap();
        assert_eq!(binarize(&tiny, 51).dots, [0, 1, 0]);
    }
}
