//! Votes of the edges of strokes for the centres of circles they may be arcs of. Not for whether a circle is there.

use std::f64::consts::TAU;

use super::RADIUS;
use crate::{layout::blobs::Blob, prepare::binarize::Ink};

/// Votes around a centre, share of those that both edges of a whole rim have.
const VOTED: f64 = 0.4;
/// Most centres that are looked at.
const MOST: usize = 4;
/// Least steepness of an edge that votes, and least ink of a place that is dark, of 255.
const STEEP: i32 = 40;
const DARK: i32 = 48;

/// Share of ink in blocks, 0 to 255, where the arcs are.
pub(super) struct Shares {
    width: usize,
    height: usize,
    of: Vec<i32>,
}

impl Shares {
    pub(super) fn of(ink: &Ink, arcs: &[Blob], factor: usize) -> Self {
        let (width, height) = (ink.width / factor, ink.height / factor);
        let mut shares = Self { width, height, of: vec![-1; width * height] };
        for arc in arcs {
            let block = |pixel: u32, most: usize| (pixel as usize / factor).min(most);
            for y in block(arc.top, height)..block(arc.bottom + factor as u32, height) {
                for x in block(arc.left, width)..block(arc.right + factor as u32, width) {
                    let share = &mut shares.of[y * width + x];
                    if *share < 0 {
                        *share = 255 * block_ink(ink, x, y, factor) / (factor * factor) as i32;
                    }
                }
            }
        }
        shares.of.iter_mut().for_each(|share| *share = (*share).max(0));
        shares
    }

    pub(super) fn is_dark(&self, x: f64, y: f64) -> bool {
        let inside = x >= 0.0 && y >= 0.0 && (x as usize) < self.width && (y as usize) < self.height;
        inside && self.of[y as usize * self.width + x as usize] >= DARK
    }
}

fn block_ink(ink: &Ink, x: usize, y: usize, factor: usize) -> i32 {
    let rows = (y * factor..(y + 1) * factor).map(|y| &ink.row(y)[x * factor..(x + 1) * factor]);
    rows.map(|row| i32::from(row.iter().sum::<u8>())).sum()
}

/// How many edges have a centre of theirs at each place.
pub(super) struct Votes {
    width: usize,
    height: usize,
    of: Vec<u32>,
}

impl Votes {
    pub(super) fn of(shares: &Shares, reach: [f64; 2]) -> Self {
        let (width, height) = (shares.width, shares.height);
        let mut votes = Self { width, height, of: vec![0; width * height] };
        let at = |x: usize, y: usize| shares.of[y * width + x];
        for y in 1..height.saturating_sub(1) {
            for x in 1..width.saturating_sub(1) {
                let (dx, dy) = (at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1));
                if dx * dx + dy * dy >= STEEP * STEEP {
                    votes.cast((x as f64, y as f64), (f64::from(dx), f64::from(dy)), reach);
                }
            }
        }
        votes
    }

    /// Along the slope, to either side, one vote for each radius.
    fn cast(&mut self, (x, y): (f64, f64), (dx, dy): (f64, f64), [least, most]: [f64; 2]) {
        let steep = dx.hypot(dy);
        let (dx, dy) = (dx / steep, dy / steep);
        for way in [-1.0, 1.0] {
            let mut radius = least;
            while radius <= most {
                let (cx, cy) = (x + way * radius * dx + 0.5, y + way * radius * dy + 0.5);
                if cx < 0.0 || cy < 0.0 || cx >= self.width as f64 || cy >= self.height as f64 {
                    break;
                }
                self.of[cy as usize * self.width + cx as usize] += 1;
                radius += 1.0;
            }
        }
    }

    /// The places with most votes around them, far from each other.
    pub(super) fn highest(&self) -> Vec<(usize, usize)> {
        let radius = RADIUS.0 * self.width.max(self.height) as f64;
        let apart = (radius as usize).max(1) / 2;
        let mut tops = self.above((VOTED * 2.0 * TAU * radius).max(1.0) as u32);
        tops.sort_unstable_by(|a, b| b.cmp(a));
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for (_, x, y) in tops {
            if chosen.len() < MOST && chosen.iter().all(|c| c.0.abs_diff(x).max(c.1.abs_diff(y)) > apart) {
                chosen.push((x, y));
            }
        }
        chosen
    }

    /// Every second place either way that has so many votes around it: their count, and the place.
    fn above(&self, least: u32) -> Vec<(u32, usize, usize)> {
        let inner = |side: usize| (1..side.saturating_sub(1)).step_by(2);
        let places = inner(self.height).flat_map(|y| inner(self.width).map(move |x| (x, y)));
        let counted = places.map(|(x, y)| {
            let rows = (y - 1..=y + 1).map(|y| &self.of[y * self.width + x - 1..y * self.width + x + 2]);
            (rows.flatten().sum(), x, y)
        });
        counted.filter(|(count, ..)| *count >= least).collect()
    }
}
