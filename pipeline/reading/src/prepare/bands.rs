//! What columns of a picture show in bands down its height: their usual grey and their paper. Not for single
//! pixels: ink and grain fall out of a median, what runs down the page does not.

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
fn quantiles(
    gray: &GrayImage,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
) -> (Vec<u8>, Vec<u8>) {
    let width = gray.width() as usize;
    let mut values = vec![0; rows.len()];
    columns
        .map(|x| {
            for (value, y) in values.iter_mut().zip(rows.clone()) {
                *value = gray.as_raw()[y * width + x];
            }
            values.sort_unstable();
            (values[values.len() / 2], values[values.len() * 3 / 4])
        })
        .unzip()
}
