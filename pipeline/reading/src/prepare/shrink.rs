//! Smaller pictures by averaging whole blocks of pixels, for looking at a page before touching it. Not for
//! pictures people see at full size.

use std::borrow::Cow;

use fearless_simd::{Level, dispatch};
use image::{GrayImage, RgbImage};

/// The picture with every `factor` x `factor` block averaged; what is left over at the edges falls away.
/// Where there is nothing to average it is the picture itself.
pub(crate) fn gray(image: &GrayImage, factor: u32) -> Cow<'_, GrayImage> {
    if factor <= 1 {
        return Cow::Borrowed(image);
    }
    let (w, h, data) = blocks::<1>(image.as_raw(), image.width(), image.height(), factor);
    Cow::Owned(GrayImage::from_raw(w, h, data).expect("one sample a block"))
}

/// As [`gray`], in colour.
pub(crate) fn colour(image: &RgbImage, factor: u32) -> Cow<'_, RgbImage> {
    if factor <= 1 {
        return Cow::Borrowed(image);
    }
    let (w, h, data) = blocks::<3>(image.as_raw(), image.width(), image.height(), factor);
    Cow::Owned(RgbImage::from_raw(w, h, data).expect("three samples a block"))
}

/// The whole-number factor that brings the longer side to `side` or a little above.
pub(crate) fn factor_to(width: u32, height: u32, side: u32) -> u32 {
    (width.max(height) / side).max(1)
}

/// The picture with its longer side at `side` pixels or up to twice that.
pub(crate) fn to_side(image: &GrayImage, side: u32) -> Cow<'_, GrayImage> {
    gray(image, factor_to(image.width(), image.height(), side))
}

/// Widest block whose sum of a column fits 16 bits.
const WIDEST: u32 = 257;

/// Means of blocks, samples interleaved `N` by `N`; never fewer than one block either way.
fn blocks<const N: usize>(samples: &[u8], width: u32, height: u32, factor: u32) -> (u32, u32, Vec<u8>) {
    if width == 0 || height == 0 {
        return (0, 0, Vec::new());
    }
    let factor = factor.min(width).min(height).clamp(1, WIDEST) as usize;
    let (w, h, row) = (width as usize / factor, height as usize / factor, width as usize * N);
    let mut out = Vec::with_capacity(w * h * N);
    let blocks = samples.chunks_exact(factor * row).take(h);
    dispatch!(Level::new(), _ => averaged::<N>(blocks, row, factor, &mut out));
    (w as u32, h as u32, out)
}

/// Inlined, so that it is compiled for the widest vectors of the machine it runs on.
#[inline(always)]
fn averaged<'s, const N: usize>(
    blocks: impl Iterator<Item = &'s [u8]>,
    row: usize,
    factor: usize,
    out: &mut Vec<u8>,
) {
    let mut columns = vec![0u16; row];
    for rows in blocks {
        columns.fill(0);
        for line in rows.chunks_exact(row) {
            for (sum, &v) in columns.iter_mut().zip(line) {
                *sum += u16::from(v);
            }
        }
        match factor {
            2 => means::<N>(&columns, 2, out),
            3 => means::<N>(&columns, 3, out),
            4 => means::<N>(&columns, 4, out),
            other => means::<N>(&columns, other, out),
        }
    }
}

/// Means of the blocks whose columns were summed. Inlined, so that the usual factors are known when it is
/// compiled: divisions become multiplications and inner loops vanish.
#[inline(always)]
fn means<const N: usize>(columns: &[u16], factor: usize, out: &mut Vec<u8>) {
    let area = (factor * factor) as u32;
    for block in columns.chunks_exact(factor * N) {
        for c in 0..N {
            let sum: u32 = (0..factor).map(|i| u32::from(block[i * N + c])).sum();
            out.push(((sum + area / 2) / area) as u8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_their_mean() {
        let image = GrayImage::from_raw(4, 2, vec![0, 4, 10, 10, 4, 8, 10, 30]).unwrap();
        let small = gray(&image, 2);
        assert_eq!((small.dimensions(), small.as_raw()), ((2, 1), &vec![4, 15]));
    }

    #[test]
    fn a_small_picture_stays_as_it_is() {
        assert_eq!(to_side(&GrayImage::new(60, 900), 1000).dimensions(), (60, 900));
    }
}
