//! Ink from paper: Sauvola's adaptive threshold with running sums, a row of sums at a time, so that a
//! spread of 40 megapixels needs no integral image. Not for stamps and colours.
//!
//! J. Sauvola, M. Pietikäinen: Adaptive document image binarization, Pattern Recognition 33 (2000).

use fearless_simd::{Level, dispatch};
use image::GrayImage;

/// Weight of local contrast; 0.2 keeps faint pencil and carbon copies, 0.34 is usual for clean print.
const CONTRAST_WEIGHT: f32 = 0.2;
/// Greatest standard deviation grey values can have.
const GREATEST_DEVIATION: f32 = 128.0;
/// Widest window, pixels: sums of squares must fit 31 bits.
const WIDEST: usize = 181;

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
    dispatch!(Level::new(), _ => by_rows(gray.as_raw(), reach, &mut ink));
    ink
}

/// Inlined, so that it is compiled for the widest vectors of the machine it runs on, as all that it calls.
#[inline(always)]
fn by_rows(samples: &[u8], reach: usize, ink: &mut Ink) {
    let (width, height) = (ink.width, ink.height);
    let line = |y: usize| &samples[y * width..(y + 1) * width];
    let mut windows = Windows::new(width, reach);
    for y in 0..reach.min(height) {
        windows.add(line(y));
    }
    for y in 0..height {
        if y + reach < height {
            windows.add(line(y + reach));
        }
        if y > reach {
            windows.take(line(y - reach - 1));
        }
        windows.threshold(line(y), &mut ink.dots[y * width..(y + 1) * width]);
    }
}

/// Sums of grey values and of their squares in the windows of one row. Every loop here is over whole arrays
/// without branches, so that the compiler makes vector code of it.
struct Windows {
    reach: usize,
    /// Rows summed.
    rows: usize,
    /// Sums of the columns over those rows.
    columns: Vec<u32>,
    squares: Vec<u32>,
    /// Running sums of the columns, `reach` places of margin on both sides: what two of them differ by is the
    /// sum between. They may wrap; differences do not.
    running: Vec<u32>,
    running_squares: Vec<u32>,
    /// One over the number of columns in the window around each place.
    share: Vec<f32>,
}

impl Windows {
    fn new(width: usize, reach: usize) -> Self {
        let across = |x: usize| (x + reach).min(width - 1) - x.saturating_sub(reach) + 1;
        Self {
            reach,
            rows: 0,
            columns: vec![0; width],
            squares: vec![0; width],
            running: vec![0; width + 2 * reach + 1],
            running_squares: vec![0; width + 2 * reach + 1],
            share: (0..width).map(|x| 1.0 / across(x) as f32).collect(),
        }
    }

    #[inline(always)]
    fn add(&mut self, line: &[u8]) {
        self.rows += 1;
        for ((sum, squares), &v) in self.columns.iter_mut().zip(&mut self.squares).zip(line) {
            *sum += u32::from(v);
            *squares += u32::from(v) * u32::from(v);
        }
    }

    #[inline(always)]
    fn take(&mut self, line: &[u8]) {
        self.rows -= 1;
        for ((sum, squares), &v) in self.columns.iter_mut().zip(&mut self.squares).zip(line) {
            *sum -= u32::from(v);
            *squares -= u32::from(v) * u32::from(v);
        }
    }

    /// Ink is what lies below `mean * (1 + k * (deviation / 128 - 1))`. Squared on both sides it needs no root:
    /// with `over = value - mean * (1 - k)`, ink has `over < 0` or `128 * over < k * mean * deviation`.
    #[inline(always)]
    fn threshold(&mut self, line: &[u8], out: &mut [u8]) {
        let running = [&mut self.running[..], &mut self.running_squares];
        run([&self.columns, &self.squares], self.reach, running);
        let (width, window) = (line.len(), 2 * self.reach + 1);
        let sums = self.running.iter().zip(&self.running[window..]);
        let squares = self.running_squares.iter().zip(&self.running_squares[window..]);
        let share_of_rows = 1.0 / self.rows as f32;
        let places = sums.zip(squares).zip(self.share.iter().zip(line)).zip(&mut out[..width]);
        for ((((from, to), (from2, to2)), (share, &value)), out) in places {
            let share = share * share_of_rows;
            let mean = to.wrapping_sub(*from) as i32 as f32 * share;
            let variance = to2.wrapping_sub(*from2) as i32 as f32 * share - mean * mean;
            let over = f32::from(value) - mean * (1.0 - CONTRAST_WEIGHT);
            let far = GREATEST_DEVIATION * over;
            let spread = CONTRAST_WEIGHT * mean;
            *out = u8::from((over < 0.0) | (far * far < spread * spread * variance));
        }
    }
}

/// Running sums with `reach` places of margin before the first and after the last; of both at once, for each waits for
/// the one before.
#[inline(always)]
fn run([values, squares]: [&[u32]; 2], reach: usize, [sums, sums2]: [&mut [u32]; 2]) {
    let (mut sum, mut sum2) = (0u32, 0u32);
    let places = sums[reach + 1..].iter_mut().zip(&mut sums2[reach + 1..]);
    for ((place, place2), (&value, &square)) in places.zip(values.iter().zip(squares)) {
        (sum, sum2) = (sum.wrapping_add(value), sum2.wrapping_add(square));
        (*place, *place2) = (sum, sum2);
    }
    sums[reach + 1 + values.len()..].fill(sum);
    sums2[reach + 1 + values.len()..].fill(sum2);
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
