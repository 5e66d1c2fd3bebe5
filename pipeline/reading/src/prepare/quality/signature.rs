//! The look of a page as a signature: how much writing stands where, coarsely. Rules are left out: they are
//! the form's, and so are folds and edges of paper. Not for comparing: `register::signature` does that.

use std::ops::Range;

use fearless_simd::{Level, dispatch};
use register::signature::{COLUMNS, ROWS, Signature};

use super::paper::Look;

/// Darkness below this is grain or shows through from the other side.
const FLOOR: f32 = 0.12;
/// Darkness above which a place is full ink: how dark ink is hangs on exposure.
const FULL: f32 = 0.5;
/// Runs of ink longer than this share of the page's longer side are rules, folds or edges.
const RULE: f64 = 0.03;

/// The signature of a page. The cells share out not the page as it was found but a page of `frame` pixels of
/// the look laid about its middle: as large as the scan, so that two crops of one page have cells of one size.
pub(super) fn of(look: &Look, frame: (f64, f64)) -> Signature {
    let writing = writing(look);
    let across: Vec<_> = (0..look.width).map(|x| shares(x, look.width, frame.0, COLUMNS)).collect();
    // One cell more at each end takes what falls outside.
    let mut cells = vec![0.0_f32; (COLUMNS + 2) * (ROWS + 2)];
    for (y, line) in writing.chunks_exact(look.width).enumerate() {
        let mut row = [0.0_f32; COLUMNS + 2];
        // Most of a page is paper.
        for (&ink, &(first, share)) in line.iter().zip(&across).filter(|(ink, _)| **ink > 0.0) {
            row[first] += ink * (1.0 - share);
            row[first + 1] += ink * share;
        }
        let (first, share) = shares(y, look.height, frame.1, ROWS);
        let rows = cells[first * (COLUMNS + 2)..].chunks_exact_mut(COLUMNS + 2);
        for (cells, part) in rows.zip([1.0 - share, share]) {
            cells.iter_mut().zip(&row).for_each(|(cell, ink)| *cell += ink * part);
        }
    }
    let area = (frame.0 * frame.1 / (COLUMNS * ROWS) as f64).max(1.0) as f32;
    let inner = cells.chunks_exact(COLUMNS + 2).skip(1).take(ROWS);
    let inner: Vec<f32> = inner.flat_map(|row| row[1..=COLUMNS].iter().map(|c| c / area)).collect();
    Signature::of(&inner)
}

/// The cell, counted with the one outside, that a pixel's ink goes to, and what share of it goes to the next:
/// the cells whose middles are nearest, so that a small shift changes every cell a little and none much.
fn shares(at: usize, length: usize, frame: f64, count: usize) -> (usize, f32) {
    let place = (at as f64 + 0.5 - length as f64 / 2.0) / frame + 0.5;
    let place = (place * count as f64 + 0.5).clamp(0.0, count as f64 + 0.999);
    (place as usize, place.fract() as f32)
}

/// Ink that is no rule, row by row, 0 to 1.
fn writing(look: &Look) -> Vec<f32> {
    dispatch!(Level::new(), _ => without_rules(look))
}

/// Inlined, so that it is compiled for the widest vectors of the machine it runs on.
#[inline(always)]
fn without_rules(look: &Look) -> Vec<f32> {
    let (width, height) = (look.width, look.height);
    let longest = (width.max(height) as f64 * RULE) as usize;
    let ink = |d: f32| (d - FLOOR).clamp(0.0, FULL - FLOOR) / (FULL - FLOOR);
    let mut writing: Vec<f32> = look.darkness.iter().map(|&d| ink(d)).collect();
    let down = runs_down(&writing, width, longest);
    for row in writing.chunks_exact_mut(width.max(1)) {
        for run in row.chunk_by_mut(|a, b| (*a > 0.0) == (*b > 0.0)) {
            if run.len() > longest {
                run.fill(0.0);
            }
        }
    }
    for (x, rows) in down {
        rows.for_each(|y| writing[y * width + x] = 0.0);
    }
    writing
}

/// Runs of ink down the page longer than `longest`, column and rows, in parts. All columns are looked at side by side:
/// memory is read in its order, and rows without such a run are passed by vector code.
#[inline(always)]
fn runs_down(ink: &[f32], width: usize, longest: usize) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut depths = vec![0.0_f32; width];
    let longest = longest as f32;
    for (y, row) in ink.chunks_exact(width.max(1)).enumerate() {
        let mut deepest = 0.0_f32;
        for (depth, &ink) in depths.iter_mut().zip(row) {
            *depth = if ink > 0.0 { *depth + 1.0 } else { 0.0 };
            deepest = if *depth > deepest { *depth } else { deepest };
        }
        if deepest > longest {
            let long = depths.iter().enumerate().filter(|(_, depth)| **depth > longest);
            // The run's beginning when it first is too long, then row by row.
            let rows =
                |depth: f32| if depth == longest + 1.0 { y - longest as usize..y + 1 } else { y..y + 1 };
            found.extend(long.map(|(x, &depth)| (x, rows(depth))));
        }
    }
    found
}
