//! Where lines of text run: ridges of blurred ink, followed from left to right. Works for print, type and
//! joined handwriting alike. Not for which ink belongs to a line.
//!
//! After S. Bukhari, F. Shafait, T. Breuel: Script-independent handwritten textlines segmentation using
//! active contours (ICDAR 2009), with box blurs instead of a filter bank.

use super::blobs::Blob;
use crate::prepare::binarize::Ink;

/// Pixels of the blurred picture to a letter's height.
const FINE: f64 = 6.0;
/// Blur along the line and across it, letter heights.
const BLUR: (f64, f64) = (1.6, 0.28);
/// A ridge stands out this much, ink share of the blurred picture.
const LEAST_INK: f32 = 0.015;
/// Ridges nearer than this end to end, letter heights, may be one line.
const GAP: f64 = 3.5;

/// Ridges longer than this, letter heights, show how lines lean, and none lean more than this.
const LONG: f64 = 6.0;
const STEEPEST: f64 = 0.1;
/// Blobs higher or wider than this, letter heights, are no single letters.
const LARGE: (f64, f64) = (1.9, 3.0);
/// A ridge shorter than this, letter heights, so near to one this many times as long that covers it, is made by
/// accents, loops and tails of that line.
const STRAY: (f64, f64, f64) = (3.0, 1.15, 2.0);

/// The course of a line through the middle of its small letters: points of the working picture.
#[derive(Debug, Clone)]
pub(super) struct Ridge {
    pub(super) course: Vec<(f64, f64)>,
}

impl Ridge {
    pub(super) fn from(&self) -> f64 {
        self.course[0].0
    }

    pub(super) fn to(&self) -> f64 {
        self.course[self.course.len() - 1].0
    }

    /// A ridge through these places, from left to right.
    #[cfg(test)]
    pub(super) fn through(course: [(f64, f64); 2]) -> Self {
        Self { course: course.into() }
    }

    /// Goes on with another where that is longer.
    pub(super) fn lengthen(&mut self, other: &Ridge) {
        let (from, to) = (self.from(), self.to());
        let before = other.course.iter().copied().filter(|p| p.0 < from);
        let behind = other.course.iter().copied().filter(|p| p.0 > to);
        self.course = before.chain(std::mem::take(&mut self.course)).chain(behind).collect();
    }

    /// Height of the ridge at `x`; level beyond its ends.
    pub(super) fn at(&self, x: f64) -> f64 {
        let next = self.course.partition_point(|p| p.0 < x).min(self.course.len() - 1);
        if next == 0 {
            return self.course[0].1;
        }
        let (a, b) = (self.course[next - 1], self.course[next]);
        if x >= b.0 || b.0 - a.0 < 1e-9 { b.1 } else { a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0) }
    }
}

/// The ridges of one region's blobs.
pub(super) fn find(ink: &Ink, blobs: &[Blob], letter_height: f64) -> Vec<Ridge> {
    let Some(map) = Map::draw(ink, blobs, letter_height) else { return Vec::new() };
    let along = (BLUR.0 * letter_height / map.step).ceil() as usize;
    let across = (BLUR.1 * letter_height / map.step).ceil() as usize;
    let blurred = map.blurred(along, across);
    let ridges = blurred.follow();
    weeded(connect(ridges, letter_height), letter_height)
}

/// A ridge that may go on: last column, its height there, course so far.
type Growing = (usize, f64, Vec<(f64, f64)>);

/// Ink of a region, coarse.
struct Map {
    left: f64,
    top: f64,
    step: f64,
    width: usize,
    height: usize,
    ink: Vec<f32>,
}

impl Map {
    /// Letters drawn as their boxes, evenly filled with their ink; what is larger with its ink where it is.
    fn draw(ink: &Ink, blobs: &[Blob], letter_height: f64) -> Option<Self> {
        let step = (letter_height / FINE).max(1.0);
        let left = f64::from(blobs.iter().map(|b| b.left).min()?) - 8.0 * step;
        let top = f64::from(blobs.iter().map(|b| b.top).min()?) - 8.0 * step;
        let right = f64::from(blobs.iter().map(|b| b.right).max()?);
        let bottom = f64::from(blobs.iter().map(|b| b.bottom).max()?);
        let (width, height) = (((right - left) / step) as usize + 18, ((bottom - top) / step) as usize + 18);
        let mut map = Self { left, top, step, width, height, ink: vec![0.0; width * height] };
        for blob in blobs {
            let size = |side: u32| f64::from(side) / letter_height;
            if size(blob.height()) > LARGE.0 || size(blob.width()) > LARGE.1 {
                map.copy(ink, blob);
            } else {
                map.fill(blob);
            }
        }
        Some(map)
    }

    fn fill(&mut self, blob: &Blob) {
        let share = blob.dots as f32 / (blob.width() * blob.height()) as f32;
        let x0 = ((f64::from(blob.left) - self.left) / self.step) as usize;
        let x1 = ((f64::from(blob.right) - self.left) / self.step).ceil() as usize;
        let y0 = ((f64::from(blob.top) - self.top) / self.step) as usize;
        let y1 = ((f64::from(blob.bottom) - self.top) / self.step).ceil() as usize;
        // The ends of tall strokes count less than the body between them: that is where the line runs.
        let (middle, half) = ((y0 + y1) as f32 / 2.0, (y1 - y0) as f32 / 2.0 + 0.5);
        for y in y0..y1 {
            let weight = share * (1.2 - ((y as f32 + 0.5 - middle).abs() / half));
            for x in x0..x1 {
                self.ink[y * self.width + x] += weight.max(0.1);
            }
        }
    }

    /// The ink in a blob's box, pixel by pixel.
    fn copy(&mut self, ink: &Ink, blob: &Blob) {
        let whole = (self.step * self.step) as f32;
        for y in blob.top..blob.bottom {
            let to = ((f64::from(y) - self.top) / self.step) as usize * self.width;
            let row = &ink.row(y as usize)[blob.left as usize..blob.right as usize];
            for (x, _) in row.iter().enumerate().filter(|(_, d)| **d != 0) {
                let at = ((f64::from(blob.left) + x as f64 - self.left) / self.step) as usize;
                self.ink[to + at] += 1.0 / whole;
            }
        }
    }

    fn blurred(mut self, along: usize, across: usize) -> Self {
        for _ in 0..2 {
            for row in self.ink.chunks_exact_mut(self.width) {
                box_blur(row, along);
            }
        }
        let mut column = vec![0.0; self.height];
        for x in 0..self.width {
            for (y, value) in column.iter_mut().enumerate() {
                *value = self.ink[y * self.width + x];
            }
            box_blur(&mut column, across);
            box_blur(&mut column, across);
            for (y, value) in column.iter().enumerate() {
                self.ink[y * self.width + x] = *value;
            }
        }
        self
    }

    /// Tops of the ink from column to column.
    fn follow(&self) -> Vec<Ridge> {
        let mut open: Vec<Growing> = Vec::new();
        let mut done = Vec::new();
        for x in 0..self.width {
            let mut tops = self.tops(x);
            for (last, y, course) in &mut open {
                let Some(near) = (0..tops.len())
                    .min_by(|&a, &b| (tops[a] - *y).abs().total_cmp(&(tops[b] - *y).abs()))
                    .filter(|&i| (tops[i] - *y).abs() <= 1.6)
                else {
                    continue;
                };
                let top = tops.swap_remove(near);
                (*last, *y) = (x, top);
                course.push(self.place(x, top));
            }
            let (kept, closed): (Vec<_>, Vec<_>) = open.into_iter().partition(|r| r.0 + 2 >= x);
            done.extend(closed);
            open = kept;
            open.extend(tops.into_iter().map(|y| (x, y, vec![self.place(x, y)])));
        }
        done.extend(open);
        done.into_iter().map(|(_, _, course)| Ridge { course }).collect()
    }

    fn place(&self, x: usize, y: f64) -> (f64, f64) {
        (self.left + (x as f64 + 0.5) * self.step, self.top + (y + 0.5) * self.step)
    }

    fn tops(&self, x: usize) -> Vec<f64> {
        let at = |y: usize| self.ink[y * self.width + x];
        (1..self.height - 1)
            .filter(|&y| at(y) > LEAST_INK && at(y) >= at(y - 1) && at(y) > at(y + 1))
            .map(|y| {
                let (a, b, c) = (f64::from(at(y - 1)), f64::from(at(y)), f64::from(at(y + 1)));
                let bend = a - 2.0 * b + c;
                y as f64 + if bend.abs() < 1e-9 { 0.0 } else { (0.5 * (a - c) / bend).clamp(-0.5, 0.5) }
            })
            .collect()
    }
}

fn box_blur(values: &mut [f32], reach: usize) {
    let window = (2 * reach + 1) as f32;
    let before = values.to_vec();
    let at = |i: isize| if i < 0 { 0.0 } else { before.get(i as usize).copied().unwrap_or(0.0) };
    let mut sum: f32 = (0..reach as isize).map(at).sum();
    for i in 0..values.len() as isize {
        sum += at(i + reach as isize);
        values[i as usize] = sum / window;
        sum -= at(i - reach as isize);
    }
}

/// Ridges that go on where another ends, as lines of the region lean.
fn connect(mut ridges: Vec<Ridge>, letter_height: f64) -> Vec<Ridge> {
    let lean = lean(&ridges, letter_height);
    ridges.retain(|r| r.to() - r.from() >= letter_height);
    ridges.sort_by(|a, b| a.from().total_cmp(&b.from()));
    let mut joined: Vec<Ridge> = Vec::new();
    for ridge in ridges {
        let start = ridge.course[0];
        let off = |r: &Ridge| (r.at(start.0) + lean * (start.0 - r.to()).max(0.0) - start.1).abs();
        let fits = |r: &Ridge| {
            let gap = start.0 - r.to();
            gap > -1.5 * letter_height && gap < GAP * letter_height && off(r) < 0.55 * letter_height
        };
        match joined.iter_mut().filter(|r| fits(r)).min_by(|a, b| off(a).total_cmp(&off(b))) {
            Some(before) => {
                let end = before.to();
                before.course.extend(ridge.course.into_iter().filter(|p| p.0 > end));
            }
            None => joined.push(ridge),
        }
    }
    joined
}

/// How much lines of the region lean: the median slope of long ridges, by length; none where there are few.
fn lean(ridges: &[Ridge], letter_height: f64) -> f64 {
    let mut slopes: Vec<(f64, f64)> = ridges
        .iter()
        .map(|r| (r.course[r.course.len() - 1].1 - r.course[0].1, r.to() - r.from()))
        .filter(|(_, length)| *length > LONG * letter_height)
        .map(|(rise, length)| (rise / length, length))
        .collect();
    slopes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = slopes.iter().map(|s| s.1).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let middle = slopes.iter().find(|s| {
        sum += s.1;
        sum >= half
    });
    middle.filter(|_| slopes.len() >= 3).map_or(0.0, |s| s.0.clamp(-STEEPEST, STEEPEST))
}

/// The ridges without those that belong to a longer one.
fn weeded(ridges: Vec<Ridge>, letter_height: f64) -> Vec<Ridge> {
    let length = |r: &Ridge| r.to() - r.from();
    let belongs = |stray: &Ridge, line: &Ridge| {
        let middle = (stray.from() + stray.to()) / 2.0;
        let covers = line.from() <= middle && middle <= line.to();
        covers
            && length(line) >= STRAY.2 * length(stray)
            && (line.at(middle) - stray.at(middle)).abs() < STRAY.1 * letter_height
    };
    let is_stray = |r: &Ridge| length(r) < STRAY.0 * letter_height && ridges.iter().any(|l| belongs(r, l));
    ridges.iter().filter(|r| !is_stray(r)).cloned().collect()
}
