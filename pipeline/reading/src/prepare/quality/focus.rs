//! Sharpness and contrast of the ink, from the edges of strokes in patches spread over the page. Not for
//! the picture as a whole: an empty page is not blurred.
//!
//! The width of an edge is its height in grey over its steepest slope, after P. Marziliano et al.: A
//! no-reference perceptual blur metric, ICIP 2002; it says nothing of contrast. Set against the height of
//! the letters in the same patches it says nothing of resolution either.

use image::GrayImage;

mod letters;
mod profile;

use super::paper::Look;
use profile::Edge;

/// Patches are the most written places of the fields of this grid over the page.
const FIELDS: (usize, usize) = (6, 8);
/// Side of a patch as share of the page's longer side: two or three lines of writing.
const PATCH_SHARE: f64 = 1.0 / 26.0;
/// Smallest and largest side of a patch, pixels.
const PATCH: (usize, usize) = (48, 320);
/// So many patches are enough where only few fields are written on.
const ENOUGH: usize = 24;
/// A patch with less than this share of the richest patch's steps holds no writing.
const RICH: f32 = 0.2;
/// The edges that count are at least this share as high as the `REFERENCE`th highest.
const HIGH: f32 = 0.55;
/// See [`HIGH`].
const REFERENCE: usize = 60;
/// Ink less dark than this against its paper, grey values, is too faint to tell its edges from grain.
const FAINT: f64 = 25.0;
/// Fewer edges than this, each way, say nothing.
const LEAST_EDGES: usize = 40;
/// Width of the sharpest edge pixels can show, by central differences.
const PIXEL_EDGE: f32 = 2.0;
/// Which edge of many is typical: letters have slanting and round strokes too, whose edges are wider.
const TYPICAL: f64 = 0.4;
/// Thickness of strokes that needs no smear to explain it, share of a letter's height: heavy type.
const THICKEST: f32 = 0.25;
/// Width of edges that blurs as much as a smear of one pixel's length.
const STROKE: f32 = 0.6;
/// Bounds of the height of small letters, shares of the page's longer side: 1.35 and 2.7 mm on A4.
const SMALLEST_LETTER: f32 = 1.0 / 220.0;
/// See [`SMALLEST_LETTER`].
const LARGEST_LETTER: f32 = 1.0 / 110.0;
/// Letters lower than this, pixels, are as sharp as pixels let them be: what lacks is resolution.
const LEAST_LETTER: f32 = 8.0;
/// Edges are never taken to be finer than this, pixels.
const FINEST: f32 = 1.0;

/// The edges found on a page.
pub(super) struct Edges {
    /// Across upright strokes, and across level ones.
    directions: [Vec<Edge>; 2],
    /// Height of letters, pixels.
    letter: Option<f32>,
    /// Longer side of the page, pixels.
    longer: f32,
}

/// The edges of the ink of a page; `look` is the page made small.
/// `shown` says which places of the page are on the scan.
pub(super) fn edges(page: &GrayImage, look: &Look, shown: impl Fn(f64, f64) -> bool) -> Edges {
    let longer = f64::from(page.width().max(page.height()));
    let side = ((longer * PATCH_SHARE) as usize).clamp(PATCH.0, PATCH.1);
    let mut directions = [Vec::new(), Vec::new()];
    let mut letters = Vec::new();
    let corners = [(0, 0), (side, 0), (0, side), (side, side)];
    let whole = |&(x, y): &(usize, usize)| corners.iter().all(|c| shown((x + c.0) as f64, (y + c.1) as f64));
    for (x, y) in written_places(page, look, side, whole) {
        let patch = Patch::cut(page, x, y, side);
        let mut found = [Vec::new(), Vec::new()];
        profile::across(&patch, &mut found[0]);
        profile::down(&patch, &mut found[1]);
        letters::find(&patch, &mut letters);
        for (all, found) in directions.iter_mut().zip(found) {
            all.extend(found);
        }
    }
    Edges { directions: directions.map(high), letter: letters::typical(letters), longer: longer as f32 }
}

impl Edges {
    /// How many widths of its edges a small letter is high; nothing where too little is written.
    pub(super) fn sharpness(&self) -> Option<f64> {
        let letter = self.letter.filter(|_| self.contrast().is_some_and(|c| c >= FAINT))?;
        if letter < LEAST_LETTER {
            return None;
        }
        // Smeared letters run together and dots are no letters: the page bounds what is believed.
        let letter = letter.clamp(self.longer * SMALLEST_LETTER, self.longer * LARGEST_LETTER);
        // A book that moved is sharp along its way and blurred across: the worse direction counts.
        let blur = self.directions.iter().filter_map(|d| blur(d, letter)).fold(0.0, f32::max);
        (blur > 0.0).then(|| (letter / blur).into())
    }

    /// Typical height of the edges, grey values.
    pub(super) fn contrast(&self) -> Option<f64> {
        let mut heights: Vec<f32> = self.directions.iter().flatten().map(|e| e.height).collect();
        (heights.len() >= LEAST_EDGES).then(|| quantile(&mut heights, 0.5).into())
    }
}

/// The edges that are high, of those of one direction.
fn high(edges: Vec<Edge>) -> Vec<Edge> {
    let mut heights: Vec<f32> = edges.iter().map(|e| e.height).collect();
    if heights.len() < LEAST_EDGES {
        return Vec::new();
    }
    let nth = heights.len() - REFERENCE.min(heights.len());
    let reference = *heights.select_nth_unstable_by(nth, f32::total_cmp).1;
    edges.into_iter().filter(|e| e.height >= HIGH * reference).collect()
}

/// Typical width of edges, pixels, beyond what pixels themselves do to them. A smear of even speed leaves
/// the edges of thin strokes alone but makes the strokes thick.
fn blur(edges: &[Edge], letter: f32) -> Option<f32> {
    if edges.len() < LEAST_EDGES {
        return None;
    }
    let width = quantile(&mut edges.iter().map(|e| e.width).collect::<Vec<_>>(), TYPICAL);
    let mut strokes: Vec<f32> = edges.iter().filter_map(|e| e.stroke).collect();
    let stroke = if strokes.len() < LEAST_EDGES / 2 { 0.0 } else { quantile(&mut strokes, TYPICAL) };
    let edge = (width * width - PIXEL_EDGE * PIXEL_EDGE).max(FINEST * FINEST).sqrt();
    let natural = letter * THICKEST;
    Some(edge.max(STROKE * (stroke * stroke - natural * natural).max(0.0).sqrt()))
}

fn quantile(values: &mut [f32], share: f64) -> f32 {
    let nth = ((values.len() - 1) as f64 * share) as usize;
    *values.select_nth_unstable_by(nth, f32::total_cmp).1
}

/// A square cut from the page.
struct Patch {
    width: usize,
    height: usize,
    samples: Vec<u8>,
}

impl Patch {
    fn cut(page: &GrayImage, x: usize, y: usize, side: usize) -> Self {
        let (w, h) = (page.width() as usize, page.height() as usize);
        let (width, height) = (side.min(w - x), side.min(h - y));
        let rows = page.as_raw().chunks_exact(w).skip(y).take(height);
        Self { width, height, samples: rows.flat_map(|row| row[x..x + width].iter().copied()).collect() }
    }

    fn row(&self, y: usize) -> &[u8] {
        &self.samples[y * self.width..(y + 1) * self.width]
    }
}

/// Top left corners, on the page, of the most written patch of each field, and of more patches where only
/// few fields are written on.
fn written_places(
    page: &GrayImage,
    look: &Look,
    side: usize,
    whole: impl Fn(&(usize, usize)) -> bool,
) -> Vec<(usize, usize)> {
    let factor = (page.width() as usize / look.width).max(1);
    let block = (side / factor).max(2);
    let (across, down) = (look.width / block, look.height / block);
    let steps = block_steps(look, block, across, down);
    let mut blocks: Vec<usize> = (0..across * down)
        .filter(|&at| look.is_even(at % across * block, at / across * block, block))
        .filter(|&at| whole(&(at % across * block * factor, at / across * block * factor)))
        .collect();
    blocks.sort_by(|&a, &b| steps[b].total_cmp(&steps[a]));
    let richest = blocks.first().map_or(0.0, |&at| steps[at]);
    blocks.retain(|&at| steps[at] > 0.0 && steps[at] >= RICH * richest);
    let mut taken = [false; FIELDS.0 * FIELDS.1];
    let (mut places, others): (Vec<usize>, Vec<usize>) = blocks.into_iter().partition(|at| {
        let field = (at / across * FIELDS.1 / down) * FIELDS.0 + at % across * FIELDS.0 / across;
        !std::mem::replace(&mut taken[field], true)
    });
    places.extend(others.into_iter().take(ENOUGH.saturating_sub(places.len())));
    places.into_iter().map(|at| (at % across * block * factor, at / across * block * factor)).collect()
}

/// Squares of the steps between neighbours, summed by blocks: writing has steep ones, shadow flat ones.
fn block_steps(look: &Look, block: usize, across: usize, down: usize) -> Vec<f32> {
    let mut sums = vec![0.0; across * down];
    for y in 0..(down * block).saturating_sub(1) {
        let (line, below) = (look.row(y), look.row(y + 1));
        for bx in 0..across {
            let mut sum = 0.0;
            for x in bx * block..((bx + 1) * block).min(look.width - 1) {
                let (right, down) = (line[x] - line[x + 1], line[x] - below[x]);
                sum += right * right + down * down;
            }
            sums[y / block * across + bx] += sum;
        }
    }
    sums
}
