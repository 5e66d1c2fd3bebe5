//! Baselines traced from strip to strip across the page, and the slope of each. Not for the lines people
//! read: the layout finds those on the straight page.

use super::feet::Foot;

/// Strips across the width: a few letters each.
const STRIPS: usize = 20;
/// Feet within three rows that are a piece of a baseline, share of the strip's width: letters stand on half
/// of it in print, ditto marks and dots on less than a tenth.
const LEAST_SHARE: f32 = 0.18;
/// Rows to either side in which a piece of a baseline is the densest.
const APART: usize = 5;
/// Most the pieces of neighbouring strips differ in height once levelled, pixels.
const STEP: f32 = 2.5;
/// Fewest pieces of a baseline.
const FEWEST_PIECES: usize = 4;

/// A traced baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Baseline {
    /// Positive where it runs down to the right.
    pub(super) degrees: f64,
    /// Strips it runs through.
    pub(super) pieces: usize,
}

/// The middle of a strip and the height of a pile of feet in it, levelled.
pub(in crate::prepare) type Piece = (f32, f32);

/// Baselines that lean about as much as `degrees`; `feet` come in order of columns.
pub(super) fn trace(feet: &[Foot], size: (usize, usize), degrees: f64) -> Vec<Baseline> {
    let slope = degrees.to_radians().tan() as f32;
    courses(feet, size, |foot| foot.y - foot.x * slope).iter().map(|line| fit(line, slope)).collect()
}

/// Baselines as pieces, each levelled by `level`; `feet` come in order of columns.
pub(in crate::prepare) fn courses(
    feet: &[Foot],
    (width, height): (usize, usize),
    level: impl Fn(&Foot) -> f32,
) -> Vec<Vec<Piece>> {
    let across = width as f32 / STRIPS as f32;
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for strip in 0..STRIPS {
        let to = |end: usize| feet.partition_point(|foot| foot.x < end as f32 * across);
        let here = &feet[to(strip)..to(strip + 1)];
        let middle = (strip as f32 + 0.5) * across;
        let heights = piles(here, &level, height, across * LEAST_SHARE);
        open = join(open, heights.into_iter().map(|y| (middle, y)), &mut done);
    }
    done.extend(open);
    done.retain(|line| line.len() >= FEWEST_PIECES);
    done
}

/// Heights at which the feet of a strip pile up, downwards.
fn piles(feet: &[Foot], level: impl Fn(&Foot) -> f32, height: usize, least: f32) -> Vec<f32> {
    let low = feet.iter().map(&level).fold(f32::MAX, f32::min) - (APART + 2) as f32;
    let mut counts = vec![0.0f32; height + height / 2 + 2 * APART];
    for foot in feet {
        let place = level(foot) - low;
        let cell = (place as usize).min(counts.len() - 2);
        counts[cell] += 1.0 - place.fract();
        counts[cell + 1] += place.fract();
    }
    let bands: Vec<f32> = counts.windows(3).map(|rows| rows.iter().sum()).collect();
    let is_top = |at: usize| {
        let (before, after) = (&bands[at - APART..at], &bands[at + 1..=at + APART]);
        bands[at] >= least && before.iter().all(|&b| b < bands[at]) && after.iter().all(|&b| b <= bands[at])
    };
    let tops = (APART..bands.len() - APART).filter(|&at| is_top(at));
    tops.map(|at| low + centre(&counts, at - 1..at + 4)).collect()
}

fn centre(counts: &[f32], rows: std::ops::Range<usize>) -> f32 {
    let (sum, weight) = rows.fold((0.0, 0.0), |(s, w), row| (s + counts[row] * row as f32, w + counts[row]));
    sum / weight
}

/// Lines that go on with these pieces; those that end here are `done`.
fn join(
    open: Vec<Vec<Piece>>,
    pieces: impl Iterator<Item = Piece>,
    done: &mut Vec<Vec<Piece>>,
) -> Vec<Vec<Piece>> {
    let end = |line: &Vec<Piece>| line.last().map_or(0.0, |piece| piece.1);
    let mut waiting = open.into_iter().peekable();
    let mut next = Vec::new();
    for piece in pieces {
        while let Some(line) = waiting.next_if(|line| end(line) + STEP < piece.1) {
            done.push(line);
        }
        let mut line = waiting.next_if(|line| end(line) <= piece.1 + STEP).unwrap_or_default();
        line.push(piece);
        next.push(line);
    }
    done.extend(waiting);
    next
}

/// The straight line through the pieces, by least squares.
fn fit(line: &[Piece], slope: f32) -> Baseline {
    let count = line.len() as f32;
    let middle = line.iter().map(|p| p.0).sum::<f32>() / count;
    let height = line.iter().map(|p| p.1).sum::<f32>() / count;
    let rise: f32 = line.iter().map(|p| (p.0 - middle) * (p.1 - height)).sum();
    let run: f32 = line.iter().map(|p| (p.0 - middle).powi(2)).sum();
    Baseline { degrees: f64::from(slope + rise / run).atan().to_degrees(), pieces: line.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feet of a line of letters from `from` to `to`.
    fn line(from: u32, to: u32, y: f32, degrees: f32) -> impl Iterator<Item = Foot> {
        let slope = degrees.to_radians().tan();
        (from..to).filter(|x| x % 10 < 6).map(move |x| Foot { x: x as f32, y: y + x as f32 * slope })
    }

    fn check(lines: impl Iterator<Item = Foot>, about: f64, expected: &[(f64, usize)]) {
        let mut feet: Vec<Foot> = lines.collect();
        feet.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut found = trace(&feet, (1000, 1400), about);
        found.sort_by(|a, b| a.degrees.total_cmp(&b.degrees));
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            let near = (found.degrees - expected.0).abs() < 0.03;
            assert!(near && found.pieces == expected.1, "{found:?} is not {expected:?}");
        }
    }

    #[test]
    fn a_line_across_the_page_is_one_baseline() {
        check(line(0, 1000, 500.0, 0.4), 0.0, &[(0.4, 20)]);
        check(line(0, 1000, 500.0, -12.3), -12.0, &[(-12.3, 20)]);
    }

    #[test]
    fn each_line_has_its_own_slope() {
        check(line(0, 1000, 300.0, 0.2).chain(line(0, 1000, 600.0, 0.9)), 0.5, &[(0.2, 20), (0.9, 20)]);
    }

    #[test]
    fn a_gap_ends_a_baseline() {
        check(line(0, 400, 300.0, 0.2).chain(line(600, 1000, 300.0, 0.2)), 0.0, &[(0.2, 8), (0.2, 8)]);
    }

    #[test]
    fn a_word_is_no_baseline() {
        check(line(100, 220, 300.0, 0.0), 0.0, &[]);
        check(std::iter::empty(), 0.0, &[]);
    }
}
