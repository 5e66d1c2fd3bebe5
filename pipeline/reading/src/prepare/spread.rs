//! Two pages on one scan: the gutter between them, seen as a shadow or fold from the upper edge of the book
//! to the lower. Not for columns: a ruling ends with its table, a gutter does not.

use image::GrayImage;
use register::geometry::{Outline, Point};

use super::{frame::Region, shrink};

/// Width of the picture looked at, pixels.
const LOOK_WIDTH: u32 = 800;
/// Least width of an open book against its height. Two leaves of A-series or foolscap give 1.3 to 1.5.
const LEAST_ASPECT: f64 = 1.12;
/// Bands the height is looked at in.
const BANDS: usize = 12;
/// Bands that must show the gutter.
const LEAST_BANDS: usize = 10;
/// Where a gutter may lie, share of the width.
const MIDDLE: std::ops::Range<f64> = 0.36..0.64;
/// How much darker than the paper at both sides a gutter is, share of white.
const LEAST_DEPTH: f64 = 0.1;
/// The same in the uppermost and lowest band, which rulings seldom reach.
const LEAST_END_DEPTH: f64 = 0.05;
/// Most a gutter leans, share of the width over the whole height.
const MOST_LEAN: f64 = 0.03;

/// The line between two pages, pixels of the scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    top: Point,
    bottom: Point,
}

impl Gutter {
    pub(super) fn left_of(&self, region: &Region) -> Outline {
        let r = &region.rect;
        vec![Point::new(r.left, r.top), self.top, self.bottom, Point::new(r.left, r.bottom)]
    }

    pub(super) fn right_of(&self, region: &Region) -> Outline {
        let r = &region.rect;
        vec![self.top, Point::new(r.right, r.top), Point::new(r.right, r.bottom), self.bottom]
    }
}

/// The gutter of a spread; `None` where the scan shows a single page, or nothing sure.
pub(super) fn find_gutter(gray: &GrayImage, region: &Region) -> Option<Gutter> {
    if region.rect.width() < LEAST_ASPECT * region.rect.height() {
        return None;
    }
    let factor = (region.rect.width() as u32 / LOOK_WIDTH).max(1);
    let depths = depths(&shrink::gray(gray, factor), region, f64::from(factor));
    let (top, bottom) = deepest_line(&depths)?;
    let r = &region.rect;
    let x = |column: f64| r.left + (column + 0.5) * f64::from(factor);
    Some(Gutter { top: Point::new(x(top), r.top), bottom: Point::new(x(bottom), r.bottom) })
}

/// For each band and column, how much darker the column's usual grey is than the paper at both sides.
fn depths(small: &GrayImage, region: &Region, by: f64) -> Vec<Vec<f64>> {
    let r = &region.rect;
    let (left, right) = ((r.left / by) as usize, ((r.right / by) as usize).min(small.width() as usize));
    let (top, bottom) = ((r.top / by) as usize, ((r.bottom / by) as usize).min(small.height() as usize));
    let step = (bottom - top) / BANDS;
    (0..BANDS)
        .map(|band| {
            let rows = top + band * step..top + (band + 1) * step;
            let usual: Vec<u8> = (left..right).map(|x| median(small, x, rows.clone())).collect();
            (0..usual.len()).map(|x| depth(&usual, x)).collect()
        })
        .collect()
}

fn median(small: &GrayImage, x: usize, rows: std::ops::Range<usize>) -> u8 {
    let width = small.width() as usize;
    let mut values: Vec<u8> = rows.map(|y| small.as_raw()[y * width + x]).collect();
    let middle = values.len() / 2;
    if values.is_empty() { 0 } else { *values.select_nth_unstable(middle).1 }
}

fn depth(usual: &[u8], x: usize) -> f64 {
    let (near, far) = (usual.len() / 140 + 1, usual.len() / 16);
    if x < far || x + far >= usual.len() {
        return 0.0;
    }
    let brightest = |part: &[u8]| f64::from(part.iter().copied().max().unwrap_or(0));
    let paper = brightest(&usual[x - far..x - near]).min(brightest(&usual[x + near..x + far]));
    (paper - f64::from(usual[x])) / 255.0
}

/// The straight line down all bands that is deepest, as columns at top and bottom.
fn deepest_line(depths: &[Vec<f64>]) -> Option<(f64, f64)> {
    let width = depths[0].len() as f64;
    let lean = (width * MOST_LEAN) as i32;
    let mut best = (0.0, None);
    for middle in (width * MIDDLE.start) as i32..(width * MIDDLE.end) as i32 {
        for shift in -lean..=lean {
            let along = along(depths, middle, shift);
            let seen = along.iter().filter(|&&d| d >= LEAST_DEPTH).count();
            let ends = along[0].min(along[BANDS - 1]);
            let total: f64 = along.iter().map(|d| d.min(0.3)).sum();
            if seen >= LEAST_BANDS && ends >= LEAST_END_DEPTH && total > best.0 {
                let half = f64::from(shift) / 2.0;
                best = (total, Some((f64::from(middle) - half, f64::from(middle) + half)));
            }
        }
    }
    best.1
}

/// Depths met on the way down; a column to either side counts too, since gutters are not quite straight.
fn along(depths: &[Vec<f64>], middle: i32, shift: i32) -> [f64; BANDS] {
    std::array::from_fn(|band| {
        let down = (band as f64 + 0.5) / BANDS as f64 - 0.5;
        let x = (f64::from(middle) + f64::from(shift) * down).round() as usize;
        depths[band][x - 1..=x + 1].iter().copied().fold(0.0, f64::max)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn gutter(width: u32, height: u32, at: impl Fn(u32, u32) -> u8) -> Option<Gutter> {
        let scan = GrayImage::from_fn(width, height, |x, y| Luma([at(x, y)]));
        find_gutter(&scan, &Region::whole(width, height))
    }

    #[test]
    fn an_open_book_is_split_at_its_shadow() {
        let found = gutter(1600, 1100, |x, y| if x.abs_diff(790 + y / 50) < 12 { 120 } else { 215 }).unwrap();
        assert!((found.top.x - 790.0).abs() < 16.0 && (found.bottom.x - 812.0).abs() < 16.0, "{found:?}");
    }

    #[test]
    fn a_table_on_a_broad_page_is_not_split_at_its_middle_rule() {
        let table = |x: u32, y: u32| if x.abs_diff(800) < 3 && (150..950).contains(&y) { 20 } else { 230 };
        assert_eq!(gutter(1600, 1100, table), None);
    }

    #[test]
    fn a_tall_page_with_a_fold_is_not_split() {
        assert_eq!(gutter(1000, 1400, |x, _| if x.abs_diff(500) < 8 { 100 } else { 220 }), None);
    }
}
