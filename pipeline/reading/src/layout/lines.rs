//! Text lines inside cells and outside tables: which ink belongs to which line, baseline and outline. Not
//! for their order.

use register::{geometry::Point, layout::Hand};

use super::{
    blobs::{Blob, Text},
    cells::FoundTable,
    gaps,
    ridges::{self, Ridge},
    same_line, tails,
};
use crate::prepare::binarize::Ink;

/// Ink farther from every ridge than this, letter heights, belongs to no line.
const FARTHEST: f64 = 1.0;
/// Blobs of these heights, letter heights, stand on the baseline.
const FEET: std::ops::Range<f64> = 0.55..1.8;
/// Space left around a line's ink, letter heights: along, across.
const AROUND: (f64, f64) = (0.35, 0.15);

/// Where a line stands in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InCell {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// A line of the working picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct FoundLine {
    pub(super) outline: Vec<Point>,
    pub(super) baseline: Vec<Point>,
    pub(super) cell: Option<InCell>,
    pub(super) margin: bool,
    pub(super) hand: Hand,
    /// The ink that belongs to it.
    pub(super) blobs: Vec<Blob>,
}

impl FoundLine {
    /// Length of the baseline, pixels.
    pub(super) fn width(&self) -> f64 {
        self.baseline.first().zip(self.baseline.last()).map_or(0.0, |(a, b)| b.x - a.x)
    }
}

/// The lines of a page, cell by cell and then those outside tables.
pub(super) fn find(ink: &Ink, text: &Text, tables: &[FoundTable]) -> Vec<FoundLine> {
    let mut regions: Vec<(Option<InCell>, Vec<Blob>)> = vec![(None, Vec::new())];
    let mut place = std::collections::HashMap::new();
    for blob in &text.blobs {
        let cell = cell_of(blob, tables);
        let at = *place.entry(cell).or_insert_with(|| match cell {
            None => 0,
            Some((t, c)) => {
                let found = &tables[t].cells[c];
                regions.push((Some(InCell { table: t, row: found.row, column: found.column }), Vec::new()));
                regions.len() - 1
            }
        });
        regions[at].1.push(*blob);
    }
    regions
        .iter()
        .flat_map(|(cell, blobs)| {
            in_region(ink, blobs, text.letter_height, cell.is_none())
                .into_iter()
                .map(move |line| (cell, line))
        })
        .map(|(cell, line)| FoundLine { cell: *cell, ..line })
        .collect()
}

/// Table and place of the cell that holds the blob's middle.
fn cell_of(blob: &Blob, tables: &[FoundTable]) -> Option<(usize, usize)> {
    let (x, y) = blob.centre();
    tables.iter().enumerate().find_map(|(t, table)| table.cell_at(Point::new(x, y)).map(|c| (t, c)))
}

/// The lines of a region; columns are looked for where it is `open`: what stands in a cell is one column.
fn in_region(ink: &Ink, blobs: &[Blob], letter: f64, open: bool) -> Vec<FoundLine> {
    if letter <= 0.0 {
        return Vec::new();
    }
    let found = tails::without(ridges::find(ink, blobs, letter), blobs, letter);
    let ridges = same_line::joined(found, blobs, letter, open);
    let mut of: Vec<Vec<Blob>> = vec![Vec::new(); ridges.len()];
    for blob in blobs {
        share_out(blob, &ridges, letter, &mut of);
    }
    let lines = if open { gaps::part(&of, letter) } else { of.into_iter().enumerate().collect() };
    lines.iter().filter_map(|(i, blobs)| line(&ridges[*i], blobs, letter)).collect()
}

/// Gives the blob to the ridge that runs through it; where several do, each gets its part.
fn share_out(blob: &Blob, ridges: &[Ridge], letter: f64, of: &mut [Vec<Blob>]) {
    let (x, middle) = blob.centre();
    let near = |r: &Ridge| x > r.from() - letter && x < r.to() + letter;
    let (top, bottom) = (f64::from(blob.top), f64::from(blob.bottom));
    let mut through: Vec<(f64, usize)> = (0..ridges.len())
        .filter(|&i| near(&ridges[i]))
        .map(|i| (ridges[i].at(x), i))
        .filter(|(y, _)| *y >= top && *y < bottom)
        .collect();
    through.sort_by(|a, b| a.0.total_cmp(&b.0));
    if through.len() < 2 || bottom - top < 1.8 * letter {
        let away = |y: f64| (y - middle).abs();
        let own = through.iter().copied().min_by(|a, b| away(a.0).total_cmp(&away(b.0))).or_else(|| {
            let beside = |i: usize| (top - ridges[i].at(x)).max(ridges[i].at(x) - bottom);
            (0..ridges.len())
                .filter(|&i| near(&ridges[i]) && beside(i) < FARTHEST * letter)
                .min_by(|&a, &b| beside(a).total_cmp(&beside(b)))
                .map(|i| (0.0, i))
        });
        if let Some((_, i)) = own {
            of[i].push(*blob);
        }
        return;
    }
    for (k, &(y, i)) in through.iter().enumerate() {
        let upper = if k == 0 { top } else { (through[k - 1].0 + y) / 2.0 };
        let lower = through.get(k + 1).map_or(bottom, |next| (next.0 + y) / 2.0);
        if lower - upper >= 1.0 {
            of[i].push(Blob { top: upper as u32, bottom: (lower as u32).max(upper as u32 + 1), ..*blob });
        }
    }
}

fn line(ridge: &Ridge, blobs: &[Blob], letter: f64) -> Option<FoundLine> {
    let left = f64::from(blobs.iter().map(|b| b.left).min()?);
    let right = f64::from(blobs.iter().map(|b| b.right).max()?);
    let tallest = f64::from(blobs.iter().map(Blob::height).max()?);
    if tallest < 0.45 * letter || right - left < 0.35 * letter {
        return None;
    }
    let (base, slope) = baseline(ridge, blobs, letter);
    let foot = |x: f64| base + slope * x;
    let (mut above, mut below): (f64, f64) = (0.9 * letter, 0.15 * letter);
    for blob in blobs.iter().filter(|b| f64::from(b.height()) < 3.5 * letter) {
        let (x, _) = blob.centre();
        above = above.max((foot(x) - f64::from(blob.top)).min(2.2 * letter));
        below = below.max((f64::from(blob.bottom) - foot(x)).min(1.2 * letter));
    }
    let (left, right) = (left - AROUND.0 * letter, right + AROUND.0 * letter);
    let (above, below) = (above + AROUND.1 * letter, below + AROUND.1 * letter);
    let at = |x: f64, off: f64| Point::new(x, foot(x) + off);
    Some(FoundLine {
        outline: vec![at(left, -above), at(right, -above), at(right, below), at(left, below)],
        baseline: vec![at(left, 0.0), at(right, 0.0)],
        blobs: blobs.to_vec(),
        ..FoundLine::default()
    })
}

/// Height at x = 0 and slope of the line small letters stand on.
fn baseline(ridge: &Ridge, blobs: &[Blob], letter: f64) -> (f64, f64) {
    let feet: Vec<(f64, f64)> = blobs
        .iter()
        .filter(|b| FEET.contains(&(f64::from(b.height()) / letter)))
        .map(|b| (b.centre().0, f64::from(b.bottom)))
        .collect();
    let width = ridge.to() - ridge.from();
    let slope =
        if width > 8.0 * letter { (ridge.at(ridge.to()) - ridge.at(ridge.from())) / width } else { 0.0 }
            .clamp(-0.05, 0.05);
    if feet.len() < 2 {
        let bottom = blobs.iter().map(|b| f64::from(b.bottom)).fold(f64::MIN, f64::max);
        let x = (ridge.from() + ridge.to()) / 2.0;
        return (bottom.min(ridge.at(x) + 0.8 * letter) - slope * x, slope);
    }
    let slope = fitted_slope(&feet, letter).unwrap_or(slope);
    let mut heights: Vec<f64> = feet.iter().map(|(x, y)| y - slope * x).collect();
    heights.sort_by(f64::total_cmp);
    (heights[heights.len() / 2], slope)
}

/// Slope by least squares over the feet that lie near the median; `None` for short lines.
fn fitted_slope(feet: &[(f64, f64)], letter: f64) -> Option<f64> {
    let (low, high) = feet.iter().fold((f64::MAX, f64::MIN), |(l, h), p| (l.min(p.0), h.max(p.0)));
    if feet.len() < 6 || high - low < 8.0 * letter {
        return None;
    }
    let mut kept = feet.to_vec();
    let mut slope = 0.0;
    for _ in 0..3 {
        let n = kept.len() as f64;
        let mean = kept.iter().fold((0.0, 0.0), |m, p| (m.0 + p.0 / n, m.1 + p.1 / n));
        let (xy, xx) = kept.iter().fold((0.0, 0.0), |s, p| {
            let dx = p.0 - mean.0;
            (s.0 + dx * (p.1 - mean.1), s.1 + dx * dx)
        });
        slope = if xx > 0.0 { xy / xx } else { 0.0 };
        let off = |p: &(f64, f64)| (p.1 - mean.1 - slope * (p.0 - mean.0)).abs();
        let fewer: Vec<_> = kept.iter().copied().filter(|p| off(p) < 0.25 * letter).collect();
        if fewer.len() < 4 {
            break;
        }
        kept = fewer;
    }
    (slope.abs() < 0.1).then_some(slope)
}
