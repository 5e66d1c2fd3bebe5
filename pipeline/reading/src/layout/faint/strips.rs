//! A picture in strips, each the mean of a few rows or columns: noise and letters average out in it, a rule does not.
//! Not for what is dark in them.

use image::GrayImage;

/// Height of a strip, share of the picture's shorter side, and its bounds in pixels: less than a letter, so that
/// letters leave gaps.
const STRIP_SHARE: f64 = 0.004;
const STRIP: (usize, usize) = (4, 12);

/// A picture in strips; each a profile of sums of `size` pixels.
pub(super) struct Strips {
    pub(super) size: usize,
    /// Length of a strip, pixels.
    pub(super) length: usize,
    sums: Vec<u16>,
}

impl Strips {
    /// Strips of rows: what runs down the picture crosses them.
    pub(super) fn of_rows(gray: &GrayImage) -> Self {
        let (size, length) = (strip_size(gray), gray.width() as usize);
        let count = gray.height() as usize / size;
        let mut sums = vec![0u16; count * length];
        for (strip, rows) in
            sums.chunks_exact_mut(length.max(1)).zip(gray.as_raw().chunks_exact((size * length).max(1)))
        {
            for row in rows.chunks_exact(length) {
                strip.iter_mut().zip(row).for_each(|(sum, &v)| *sum += u16::from(v));
            }
        }
        Self { size, length, sums }
    }

    /// Strips of columns: what runs across the picture crosses them.
    pub(super) fn of_columns(gray: &GrayImage) -> Self {
        let (size, width, length) = (strip_size(gray), gray.width() as usize, gray.height() as usize);
        let count = width / size;
        let mut sums = vec![0u16; count * length];
        // Some rows at a time, so that the strips' ends stay in the cache.
        let mut row_sums = vec![0u16; 16 * count];
        for (block, rows) in gray.as_raw().chunks(16 * width.max(1)).enumerate() {
            for (row, sums) in rows.chunks_exact(width).zip(row_sums.chunks_exact_mut(count.max(1))) {
                sum_parts(row, size, sums);
            }
            let rows = rows.len() / width;
            for (i, strip) in sums.chunks_exact_mut(length.max(1)).enumerate() {
                let part = row_sums[i..].iter().step_by(count).take(rows);
                strip[block * 16..].iter_mut().zip(part).for_each(|(to, &from)| *to = from);
            }
        }
        Self { size, length, sums }
    }

    /// The strips' profiles, first to last.
    pub(super) fn profiles(&self) -> impl Iterator<Item = &[u16]> {
        self.sums.chunks_exact(self.length.max(1))
    }
}

/// Sums of parts of a row, `size` pixels each.
fn sum_parts(row: &[u8], size: usize, sums: &mut [u16]) {
    /// Loops of a length known to the compiler vanish.
    fn of<const SIZE: usize>(row: &[u8], sums: &mut [u16]) {
        for (sum, part) in sums.iter_mut().zip(row.chunks_exact(SIZE)) {
            *sum = part.iter().map(|&v| u16::from(v)).sum();
        }
    }
    match size {
        4 => of::<4>(row, sums),
        5 => of::<5>(row, sums),
        6 => of::<6>(row, sums),
        7 => of::<7>(row, sums),
        8 => of::<8>(row, sums),
        9 => of::<9>(row, sums),
        10 => of::<10>(row, sums),
        11 => of::<11>(row, sums),
        _ => sums.iter_mut().zip(row.chunks_exact(size)).for_each(|(sum, part)| {
            *sum = part.iter().map(|&v| u16::from(v)).sum();
        }),
    }
}

fn strip_size(gray: &GrayImage) -> usize {
    let shorter = f64::from(gray.width().min(gray.height()));
    ((shorter * STRIP_SHARE).round() as usize).clamp(STRIP.0, STRIP.1)
}
