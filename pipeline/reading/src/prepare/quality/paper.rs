//! The page made small, its bare paper with the writing closed over, and how much darker than that paper
//! each place is. Not for finding strokes.

use std::ops::Range;

use fearless_simd::{Level, dispatch};
use image::GrayImage;

use crate::prepare::shrink;

/// How many times smaller than the look its bare paper is kept.
const BARE_FACTOR: u32 = 2;
/// Dark things up to twice this and one wide, pixels of the bare paper, are writing and are closed over:
/// some 7 mm of a page of 300 mm, while fingers, folds and dark ground stay.
const CLOSING: usize = 5;

/// Bare paper whose darkest place is this share of its brightest is even.
const EVEN: f32 = 0.75;

/// The page made small.
pub(super) struct Look {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Row by row, how much darker than the paper around: nought to 1 for black on white.
    pub(super) darkness: Vec<f32>,
    /// The page without its writing, half as large.
    pub(super) bare: GrayImage,
}

impl Look {
    /// The look of a small picture, of which these columns of each row are shown on the scan.
    pub(super) fn at(mut small: GrayImage, shown: &[Range<usize>]) -> Self {
        let (width, height) = (small.width() as usize, small.height() as usize);
        // A black wedge is closed over, or joins what lies beside it; a white one would pass for paper.
        for (line, shown) in small.chunks_exact_mut(width).zip(shown) {
            line[..shown.start].fill(0);
            line[shown.end..].fill(0);
        }
        let bare = closed(&shrink::gray(&small, BARE_FACTOR));
        let last = (bare.width() as usize - 1, bare.height() as usize - 1);
        let by = BARE_FACTOR as usize;
        let mut darkness = vec![0.0; width * height];
        let mut papers = vec![0; width];
        let lines = small.as_raw().chunks_exact(width).zip(darkness.chunks_exact_mut(width));
        for (y, ((line, out), shown)) in lines.zip(shown).enumerate() {
            let bare = &bare.as_raw()[(y / by).min(last.1) * (last.0 + 1)..][..=last.0];
            papers.iter_mut().enumerate().for_each(|(x, paper)| *paper = bare[(x / by).min(last.0)]);
            // Of half shown pixels nothing is known.
            let from = (shown.start + 1).min(width);
            let inside = from..shown.end.saturating_sub(1).max(from);
            dispatch!(Level::new(), _ => darker(&line[inside.clone()], &papers[inside.clone()], &mut out[inside]));
        }
        Self { width, height, darkness, bare }
    }

    /// Is there one bare paper in a square, without a fold or an edge of the page?
    pub(super) fn is_even(&self, x: usize, y: usize, side: usize) -> bool {
        let by = BARE_FACTOR as usize;
        let (w, h) = (self.bare.width() as usize, self.bare.height() as usize);
        let (left, right) = ((x / by).min(w - 1), ((x + side) / by + 1).min(w));
        let (mut darkest, mut brightest) = (u8::MAX, 0);
        for row in (y / by).min(h - 1)..((y + side) / by + 1).min(h) {
            for &v in &self.bare.as_raw()[row * w + left..row * w + right] {
                (darkest, brightest) = (darkest.min(v), brightest.max(v));
            }
        }
        f32::from(darkest) >= EVEN * f32::from(brightest)
    }

    pub(super) fn row(&self, y: usize) -> &[f32] {
        &self.darkness[y * self.width..(y + 1) * self.width]
    }
}

/// By what share of their paper values are darker. Inlined, so that it is compiled for the widest vectors.
#[inline(always)]
fn darker(values: &[u8], papers: &[u8], out: &mut [f32]) {
    for ((out, &value), &paper) in out.iter_mut().zip(values).zip(papers) {
        let paper = f32::from(paper.max(1));
        *out = ((paper - f32::from(value)) / paper).max(0.0);
    }
}

/// Grey closing: the brightest value around, then the darkest of those. What is dark at the border goes on
/// outside it, so that a strip of ground beside the page stays.
fn closed(image: &GrayImage) -> GrayImage {
    let (w, h) = (image.width() as usize, image.height() as usize);
    let (wide, high) = (w + 2 * CLOSING, h + 2 * CLOSING);
    let mut padded = Vec::with_capacity(wide * high);
    for y in 0..high {
        let row = y.saturating_sub(CLOSING).min(h - 1) * w;
        let line = &image.as_raw()[row..row + w];
        padded.extend(std::iter::repeat_n(line[0], CLOSING));
        padded.extend_from_slice(line);
        padded.extend(std::iter::repeat_n(line[w - 1], CLOSING));
    }
    let closed = dispatch!(Level::new(), _ => {
        let brightest = around(&padded, wide, high, u8::max);
        around(&brightest, wide, high, u8::min)
    });
    let rows = closed.chunks_exact(wide).skip(CLOSING).take(h);
    let inner = rows.flat_map(|row| row[CLOSING..CLOSING + w].iter().copied()).collect();
    GrayImage::from_raw(w as u32, h as u32, inner).expect("as many samples as before")
}

/// What `choose` makes of all values in the square around each. Inlined, as [`darker`].
#[inline(always)]
fn around(samples: &[u8], w: usize, h: usize, choose: impl Fn(u8, u8) -> u8 + Copy) -> Vec<u8> {
    let mut rows = samples.to_vec();
    for (out, line) in rows.chunks_exact_mut(w).zip(samples.chunks_exact(w)) {
        for step in 1..=CLOSING.min(w - 1) {
            merge(&mut out[step..], &line[..w - step], choose);
            merge(&mut out[..w - step], &line[step..], choose);
        }
    }
    let mut all = rows.clone();
    for step in 1..=CLOSING.min(h - 1) {
        merge(&mut all[step * w..], &rows[..(h - step) * w], choose);
        merge(&mut all[..(h - step) * w], &rows[step * w..], choose);
    }
    all
}

#[inline(always)]
fn merge(out: &mut [u8], other: &[u8], choose: impl Fn(u8, u8) -> u8) {
    for (o, &v) in out.iter_mut().zip(other) {
        *o = choose(*o, v);
    }
}

/// The value below which `below` of the counted ones lie.
pub(super) fn rank(counts: &[u32; 256], below: u32) -> u8 {
    let mut seen = 0;
    for (value, &count) in counts.iter().enumerate() {
        seen += count;
        if seen > below {
            return value as u8;
        }
    }
    u8::MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn look(at: impl Fn(u32, u32) -> u8) -> Look {
        Look::at(GrayImage::from_fn(120, 90, |x, y| Luma([at(x, y)])), &vec![0..120; 90])
    }

    #[test]
    fn a_stroke_is_dark_against_its_paper_and_closed_over() {
        let look = look(|_, y| if (40..44).contains(&y) { 50 } else { 200 });
        assert!((look.row(41)[60] - 0.75).abs() < 0.01);
        assert_eq!(look.bare.get_pixel(30, 20).0, [200]);
    }

    #[test]
    fn a_wide_dark_thing_is_no_writing() {
        let look = look(|x, _| if x < 60 { 80 } else { 200 });
        assert!(look.darkness.iter().all(|&d| d < 0.05));
    }

    #[test]
    fn shadow_is_no_writing() {
        let look = look(|x, y| (100 + x / 2 + y / 2) as u8);
        assert!(look.darkness.iter().all(|&d| d < 0.08));
    }

    #[test]
    fn a_single_pixel_has_a_look() {
        assert_eq!(Look::at(GrayImage::new(1, 1), std::slice::from_ref(&(0..1))).darkness, [0.0]);
    }
}
