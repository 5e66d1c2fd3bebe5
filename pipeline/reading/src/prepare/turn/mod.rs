//! Quarter turns: whether lines of text run across the scan or down it. Not for small angles.

use image::{GrayImage, imageops};

use super::binarize::{Ink, binarize};

/// Longer side of the picture looked at, pixels.
pub(super) const LOOK_SIDE: u32 = 1000;
/// Window of the threshold, pixels of that picture.
const WINDOW: usize = 31;
/// Runs of ink longer than this share of a side are rules and borders, which run both ways.
const LONGEST: f64 = 0.05;
/// How much stronger lines down the scan must stand out than lines across it before it is turned.
const SURE_RATIO: f64 = 2.5;
/// Least piling up of ink that speaks of lines of text at all.
const LEAST_CONTRAST: f64 = 0.35;

/// The quarter turn of the content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct QuarterTurn {
    /// 0, 90 or 270 degrees clockwise.
    pub(super) degrees: u16,
    /// A turn was found, but not surely which of the two.
    pub(super) unsure: bool,
}

/// The turn of a page's content, from a small picture of it.
pub(super) fn quarter_turn(small: &GrayImage) -> QuarterTurn {
    let upright = letters(&binarize(small, WINDOW));
    let turned = transpose(&upright);
    let (across, down) = (contrast(&upright), contrast(&turned));
    if down < LEAST_CONTRAST || down < SURE_RATIO * across {
        return QuarterTurn::default();
    }
    // Lines that begin together stand at the top of the scan when the content is turned clockwise.
    let (starts, ends) = ragged(&turned);
    let degrees = if starts <= ends { 90 } else { 270 };
    let clear = (starts - ends).abs() > 0.3 * starts.max(ends);
    QuarterTurn { degrees, unsure: !clear }
}

/// Ink without long runs either way: letters stay, rules and borders go.
fn letters(ink: &Ink) -> Ink {
    let longest = (ink.width.min(ink.height) as f64 * LONGEST) as usize;
    let across = without_long_runs(ink, longest);
    transpose(&without_long_runs(&transpose(&across), longest))
}

fn without_long_runs(ink: &Ink, longest: usize) -> Ink {
    let mut out = ink.clone();
    for row in out.dots.chunks_exact_mut(ink.width) {
        let mut start = 0;
        for x in 0..=row.len() {
            if x == row.len() || row[x] == 0 {
                if x - start > longest {
                    row[start..x].fill(0);
                }
                start = x + 1;
            }
        }
    }
    out
}

fn transpose(ink: &Ink) -> Ink {
    let as_image =
        GrayImage::from_raw(ink.width as u32, ink.height as u32, ink.dots.clone()).expect("a dot a pixel");
    let turned = imageops::flip_horizontal(&imageops::rotate90(&as_image));
    Ink { width: ink.height, height: ink.width, dots: turned.into_raw() }
}

/// How unevenly ink is spread over the rows of narrow upright bands: lines of text leave rows empty.
fn contrast(ink: &Ink) -> f64 {
    const BANDS: usize = 8;
    let band = (ink.width / BANDS).max(1);
    let mut seen = Vec::new();
    for from in (0..ink.width).step_by(band) {
        let to = (from + band).min(ink.width);
        let rows: Vec<f64> =
            (0..ink.height).map(|y| ink.row(y)[from..to].iter().map(|&d| f64::from(d)).sum()).collect();
        let total: f64 = rows.iter().sum();
        if total < (ink.height as f64) * 0.5 {
            continue;
        }
        // Against a slow mean, so that blocks of text beside empty paper do not count as lines.
        seen.push(against_slow_mean(&rows) / (total / rows.len() as f64).powi(2));
    }
    seen.sort_by(f64::total_cmp);
    seen.get(seen.len() / 2).copied().unwrap_or(0.0)
}

fn against_slow_mean(rows: &[f64]) -> f64 {
    const REACH: usize = 20;
    let smooth = |i: usize, reach: usize| {
        let part = &rows[i.saturating_sub(reach)..(i + reach + 1).min(rows.len())];
        part.iter().sum::<f64>() / part.len() as f64
    };
    (0..rows.len()).map(|i| (smooth(i, 1) - smooth(i, REACH)).powi(2)).sum::<f64>() / rows.len() as f64
}

/// How unevenly lines begin and end: mean distance of the first and last ink of rows from their medians.
fn ragged(ink: &Ink) -> (f64, f64) {
    let mut firsts = Vec::new();
    let mut lasts = Vec::new();
    for y in 0..ink.height {
        let row = ink.row(y);
        if let (Some(first), Some(last)) =
            (row.iter().position(|&d| d != 0), row.iter().rposition(|&d| d != 0))
        {
            firsts.push(first as f64);
            lasts.push(last as f64);
        }
    }
    (spread(&mut firsts), spread(&mut lasts))
}

fn spread(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.sort_by(f64::total_cmp);
    let middle = values[values.len() / 2];
    values.iter().map(|v| (v - middle).abs()).sum::<f64>() / values.len() as f64
}
