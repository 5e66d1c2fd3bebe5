//! Whether lines of text run across the scan or down it. Not for which end of the page is up.

use image::GrayImage;

use super::super::{
    binarize::{Ink, binarize},
    transpose::transposed_ink,
};

/// Longer side of the picture looked at, pixels.
pub(in super::super) const LOOK_SIDE: u32 = 1000;
/// Window of the threshold, pixels of that picture.
const WINDOW: usize = 31;
/// Runs of ink longer than this share of a side are rules and borders, which run both ways.
const LONGEST: f64 = 0.05;
/// How much stronger lines down the scan must stand out than lines across it before it is turned: tables of
/// figures that stand below each other reach 1.25 upright, turned pages mostly 3 to 10.
const SURE_RATIO: f64 = 2.0;
/// Least piling up of ink that speaks of lines of text at all.
const LEAST_CONTRAST: f64 = 0.3;
/// Slopes at which lines are looked for before a scan is turned, up to 15 degrees either way.
const SLOPES: [f64; 7] = [-0.26, -0.17, -0.08, 0.0, 0.08, 0.17, 0.26];

/// How lines of text run on the scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Axis {
    /// From side to side, as on an upright scan or one upside down.
    Across,
    /// From top to bottom or from bottom to top.
    Down,
    /// It cannot be told.
    Unclear,
}

impl Axis {
    /// The turn with which lines run across, degrees clockwise; which end is up is not known yet.
    pub(in super::super) fn degrees(self) -> u16 {
        if self == Axis::Down { 90 } else { 0 }
    }
}

/// How the lines of a scan run, from a small picture of it.
pub(in super::super) fn axis(small: &GrayImage) -> Axis {
    let (upright, turned) = letters(binarize(small, WINDOW));
    if contrast(&turned, 0.0) <= contrast(&upright, 0.0) {
        return Axis::Across;
    }
    // Lines that lean hide from level rows; before anything is turned they are looked for at their slope.
    let steepest = |ink: &Ink| SLOPES.iter().map(|&slope| contrast(ink, slope)).fold(0.0, f64::max);
    let (across, down) = (steepest(&upright), steepest(&turned));
    if down <= across || down < LEAST_CONTRAST {
        Axis::Across
    } else if down >= SURE_RATIO * across {
        Axis::Down
    } else {
        Axis::Unclear
    }
}

/// Ink without long runs either way, upright and with rows and columns exchanged: letters stay, rules and borders go.
/// Both ways are wiped from the whole ink: wiped one after the other, the rules across a table would leave gaps in
/// those down it, whose pieces, a row long, would stand above each other as letters on a line do.
fn letters(mut ink: Ink) -> (Ink, Ink) {
    let longest = (ink.width.min(ink.height) as f64 * LONGEST) as usize;
    let mut turned = transposed_ink(&ink);
    wipe_long_runs(&mut ink, longest);
    wipe_long_runs(&mut turned, longest);
    let upright = in_both(ink, &transposed_ink(&turned));
    let turned = transposed_ink(&upright);
    (upright, turned)
}

/// The dots that two pictures of one size share.
fn in_both(mut one: Ink, other: &Ink) -> Ink {
    one.dots.iter_mut().zip(&other.dots).for_each(|(dot, also)| *dot &= also);
    one
}

fn wipe_long_runs(ink: &mut Ink, longest: usize) {
    for row in ink.dots.chunks_exact_mut(ink.width) {
        let mut at = 0;
        while let Some(skip) = memchr::memchr(1, &row[at..]) {
            let start = at + skip;
            at = memchr::memchr(0, &row[start..]).map_or(row.len(), |run| start + run);
            if at - start > longest {
                row[start..at].fill(0);
            }
        }
    }
}

/// How unevenly ink is spread over the rows of narrow upright bands, rows that go down by `slope`: lines of text
/// leave rows empty.
fn contrast(ink: &Ink, slope: f64) -> f64 {
    const BANDS: usize = 8;
    let band = (ink.width / BANDS).max(1);
    let mut seen = Vec::new();
    for from in (0..ink.width).step_by(band) {
        let to = (from + band).min(ink.width);
        let rows = rows(ink, from..to, slope);
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

/// Ink of some columns by rows that go down by `slope`.
fn rows(ink: &Ink, columns: std::ops::Range<usize>, slope: f64) -> Vec<f64> {
    let middle = (columns.start + columns.end) as f64 / 2.0;
    let shift: Vec<isize> = columns.clone().map(|x| (slope * (x as f64 - middle)).round() as isize).collect();
    let mut rows = vec![0.0; ink.height];
    for y in 0..ink.height {
        for (&dot, &down) in ink.row(y)[columns.clone()].iter().zip(&shift) {
            if dot != 0 {
                let row = y.saturating_add_signed(-down).min(ink.height - 1);
                rows[row] += 1.0;
            }
        }
    }
    rows
}

fn against_slow_mean(rows: &[f64]) -> f64 {
    const REACH: usize = 20;
    let smooth = |i: usize, reach: usize| {
        let part = &rows[i.saturating_sub(reach)..(i + reach + 1).min(rows.len())];
        part.iter().sum::<f64>() / part.len() as f64
    };
    (0..rows.len()).map(|i| (smooth(i, 1) - smooth(i, REACH)).powi(2)).sum::<f64>() / rows.len() as f64
}

#[cfg(test)]
mod tests {
    use image::{Luma, imageops};

    use super::*;

    /// Words on lines 22 apart that lean by `degrees`.
    fn text(width: u32, height: u32, degrees: f64) -> GrayImage {
        let slope = degrees.to_radians().tan();
        GrayImage::from_fn(width, height, |x, y| {
            let row = (f64::from(y) - slope * f64::from(x)).rem_euclid(22.0);
            let margin = 60;
            let inside = (margin..width - margin).contains(&x) && (margin..height - margin).contains(&y);
            Luma([if inside && row < 9.0 && x % 9 < 5 && (x / 9 + y / 22) % 6 != 0 { 30 } else { 220 }])
        })
    }

    fn check(picture: &GrayImage, expected: Axis) {
        assert_eq!(axis(picture), expected);
    }

    #[test]
    fn a_page_of_text_runs_across() {
        check(&text(700, 1000, 0.0), Axis::Across);
        check(&imageops::rotate180(&text(700, 1000, 0.5)), Axis::Across);
    }

    #[test]
    fn a_page_on_its_side_runs_down() {
        check(&imageops::rotate90(&text(700, 1000, 0.0)), Axis::Down);
        check(&imageops::rotate270(&text(700, 1000, -1.0)), Axis::Down);
    }

    #[test]
    fn a_leaning_spread_is_not_turned() {
        check(&text(1300, 900, 10.0), Axis::Across);
        check(&text(1300, 900, -14.0), Axis::Across);
    }

    #[test]
    fn a_page_on_its_side_that_leans_runs_down() {
        check(&imageops::rotate90(&text(700, 1000, 4.0)), Axis::Down);
    }

    /// Short words in a table with rules both ways, rows `pitch` apart.
    fn table(pitch: u32) -> GrayImage {
        let (width, height) = (1000, 820);
        let inside =
            |x: u32, y: u32| (48..950).contains(&x) && (48..50 + (height - 98) / pitch * pitch).contains(&y);
        GrayImage::from_fn(width, height, |x, y| {
            if !inside(x, y) {
                return Luma([220]);
            }
            let ((line, down), (column, along)) = (div_rem(y - 48, pitch), div_rem(x - 48, 150));
            let letters = 2 + (line * 5 + column * 3) % 7;
            let word = (12..22).contains(&down) && (10..10 + 9 * letters).contains(&along);
            let (stem, bar) = ((along + 8) % 9 < 2, (along + 8) % 9 < 6 && (down + line + column) % 5 < 2);
            Luma([if down < 2 || along < 2 || word && (stem || bar) { 30 } else { 220 }])
        })
    }

    fn div_rem(number: u32, by: u32) -> (u32, u32) {
        (number / by, number % by)
    }

    #[test]
    fn rules_that_cross_are_no_lines_of_text() {
        // Rules between rows that are nearer to each other than the longest run that may be a letter, and farther.
        for pitch in [30, 36, 40, 44, 60] {
            check(&table(pitch), Axis::Across);
            check(&imageops::rotate90(&table(pitch)), Axis::Down);
        }
    }

    #[test]
    fn paper_and_pictures_are_not_turned() {
        check(&GrayImage::from_pixel(700, 1000, Luma([225])), Axis::Across);
        check(&GrayImage::from_fn(700, 1000, |x, y| Luma([((x * y) % 251) as u8])), Axis::Across);
        check(&GrayImage::new(1, 1), Axis::Across);
    }
}
