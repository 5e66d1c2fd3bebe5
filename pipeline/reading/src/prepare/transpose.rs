//! Pictures with rows and columns exchanged, so that what runs down a page can be looked at along rows. Not for
//! turning pages: a transposed picture is also mirrored.

use image::GrayImage;

use super::binarize::Ink;

/// Side of the blocks that are exchanged in registers, a row of one to a word of 64 bits.
const BLOCK: usize = 8;

/// A grey picture with rows and columns exchanged.
pub(crate) fn transposed(gray: &GrayImage) -> GrayImage {
    let (width, height) = gray.dimensions();
    let out = exchanged(gray.as_raw(), width as usize, height as usize);
    GrayImage::from_raw(height, width, out).expect("as many pixels as before")
}

/// Ink with rows and columns exchanged.
pub(crate) fn transposed_ink(ink: &Ink) -> Ink {
    Ink { width: ink.height, height: ink.width, dots: exchanged(&ink.dots, ink.width, ink.height) }
}

/// Samples of a picture of `width` by `height` with rows and columns exchanged.
pub(crate) fn exchanged(from: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut out = vec![0; from.len()];
    let (whole_rows, whole_columns) = (height / BLOCK * BLOCK, width / BLOCK * BLOCK);
    // Down a column of blocks: what is written then lies in eight long rows.
    for left in (0..whole_columns).step_by(BLOCK) {
        for top in (0..whole_rows).step_by(BLOCK) {
            let mut rows = [0; BLOCK];
            for (y, row) in rows.iter_mut().enumerate() {
                *row = word(&from[(top + y) * width + left..]);
            }
            for (x, column) in exchange(rows).into_iter().enumerate() {
                out[(left + x) * height + top..][..BLOCK].copy_from_slice(&column.to_le_bytes());
            }
        }
    }
    let rest = |y: &usize| if *y < whole_rows { whole_columns..width } else { 0..width };
    for y in 0..height {
        rest(&y).for_each(|x| out[x * height + y] = from[y * width + x]);
    }
    out
}

/// The first bytes as a word.
fn word(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Eight rows of eight bytes as eight columns: halves, then quarters, then single bytes change places (H. Warren,
/// Hacker's Delight, 7-3).
fn exchange(mut rows: [u64; BLOCK]) -> [u64; BLOCK] {
    const STEPS: [(usize, u64); 3] =
        [(4, 0xFFFF_FFFF), (2, 0x0000_FFFF_0000_FFFF), (1, 0x00FF_00FF_00FF_00FF)];
    for (step, low) in STEPS {
        for i in (0..BLOCK).filter(|i| i & step == 0) {
            let (a, b) = (rows[i], rows[i + step]);
            let swap = ((a >> (8 * step)) ^ b) & low;
            rows[i] = a ^ swap << (8 * step);
            rows[i + step] = b ^ swap;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn check(width: u32, height: u32) {
        let picture = GrayImage::from_fn(width, height, |x, y| Luma([(x * 31 + y * 7) as u8]));
        let turned = transposed(&picture);
        assert_eq!(turned.dimensions(), (height, width));
        assert!(
            turned.enumerate_pixels().all(|(x, y, p)| p == picture.get_pixel(y, x)),
            "{width} by {height}"
        );
        let ink = Ink { width: width as usize, height: height as usize, dots: picture.into_raw() };
        assert_eq!(transposed_ink(&ink).dots, turned.into_raw());
    }

    #[test]
    fn what_ran_down_runs_along_whatever_the_size() {
        for width in 0..=17 {
            for height in 0..=17 {
                check(width, height);
            }
        }
        check(70, 41);
    }
}
