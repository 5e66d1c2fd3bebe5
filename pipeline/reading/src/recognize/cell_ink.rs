//! Where a cell's own paper begins, and whether anything stands on it. Not for finding rules: layout
//! did, but its boxes run along their middle.

use image::{GrayImage, Luma};
use register::geometry::Rect;

use super::patch::{Patch, grey_at};
use crate::{
    layout::blobs::{Blob, connected},
    prepare::binarize::Ink,
};

/// Share of dark pixels that makes a row or column at a cell's edge a rule.
const RULE: f64 = 0.5;
/// How far a rule may reach into a cell, x-heights.
const RULE_REACH: f64 = 0.7;
/// How far from the edge of a cell its rule begins at most, x-heights.
const RULE_NEAR: f64 = 0.25;
/// Paper between the lines of a double rule, pixels.
const DOUBLE: u32 = 3;
/// A pixel this far below the paper is ink (grey values). Bleed-through stays above.
const INK: u8 = 64;
/// Least ink of a word, as share of a square x-height. A full stop has about 0.06, a dash 0.1.
const LEAST_INK: f64 = 0.1;

/// Blobs with less ink than this, share of a square x-height, are grain.
const GRAIN: f64 = 0.015;
/// A stroke of a dash: least length and greatest height, x-heights. A typed hyphen is 0.5 long.
const STROKE: (f64, f64) = (0.35, 0.35);
/// Typists make a dash of so many strokes at most; more are a leader.
const MOST_STROKES: usize = 5;
/// What a rule leaves at an edge is at most this wide, x-heights.
const THIN: f64 = 0.4;
/// What a rule leaves at an edge is at least this long, x-heights; letters there are shorter.
const LONG: f64 = 2.0;
/// What a rule leaves on an edge goes at most this deep into a cell, x-heights, or two pixels, a soft edge: strokes of
/// letters go deeper.
const SLIVER: f64 = 0.1;
const SOFT: u32 = 2;
/// A cell higher than this, share of the page's height, is a column of text: its edges may run through letters.
const TALL: f64 = 0.5;
/// Paper left around what is written, x-heights: enough for an accent that is fainter than ink.
const MARGIN: f64 = 0.5;

/// `cell` without the rules at its edges.
pub(super) fn inside_rules(page: &GrayImage, cell: &Rect, x_height: f64) -> Rect {
    let whole = Rect::new(0.0, 0.0, page.width().into(), page.height().into());
    let mut area = cell.intersection(&whole);
    let Some(patch) = Patch::of(page, &area).filter(|p| p.width() > 2 && p.height() > 2) else { return area };
    let Patch { left, top, right, bottom } = patch;
    let ink = ink_level(page, &patch);
    let reach = (RULE_REACH * x_height).ceil().min((f64::from(bottom - top) / 4.0).max(1.0)) as u32;
    let row = |y: u32| share((left..right).map(|x| page.get_pixel(x, y).0[0] < ink));
    let column = |x: u32| share((top..bottom).map(|y| page.get_pixel(x, y).0[0] < ink));
    let near = (RULE_NEAR * x_height).ceil() as u32;
    area.top += f64::from(depth(reach, near, |i| row(top + i)));
    area.bottom -= f64::from(depth(reach, near, |i| row(bottom - 1 - i)));
    let reach = reach.min((right - left) / 4);
    area.left += f64::from(depth(reach, near, |i| column(left + i)));
    area.right -= f64::from(depth(reach, near, |i| column(right - 1 - i)));
    area
}

/// Paints paper over what rules left at the edges of `area`: thin strokes along an edge, which a rule that
/// leans or swells leaves behind, and slivers on it, however short.
pub(super) fn without_remnants(page: &mut GrayImage, area: &Rect, x_height: f64) {
    let Some(patch) = Patch::of(page, area) else { return };
    let (width, height) = (patch.width(), patch.height());
    // Softer than ink: the faint side of a rule goes with it.
    let level = ink_level(page, &patch).saturating_add(INK / 2);
    if f64::from(patch.height()) <= TALL * f64::from(page.height()) {
        without_slivers(page, &patch, level, ((SLIVER * x_height) as u32).max(SOFT));
    }
    let ink = darker_than(page, &patch, level);
    let (thin, long) = ((THIN * x_height).max(3.0), LONG * x_height);
    for blob in connected(&ink) {
        let (w, h) = (f64::from(blob.width()), f64::from(blob.height()));
        let upright = w <= thin && h >= long && (blob.left <= 2 || blob.right + 2 >= width);
        let level = h <= thin && w >= long && (blob.top <= 2 || blob.bottom + 2 >= height);
        if upright || level {
            let (left, top) = (patch.left + blob.left, patch.top + blob.top);
            let stroke = Patch { left, top, right: left + blob.width(), bottom: top + blob.height() };
            stroke.paper_over(page, upright);
        }
    }
}

/// Paints paper over what is darker than `level` on the edges of a patch and goes no more than `deepest` pixels into
/// it: pieces of rules, which may meet in a corner.
fn without_slivers(page: &mut GrayImage, patch: &Patch, level: u8, deepest: u32) {
    let Patch { left, top, right, bottom } = *patch;
    if patch.width().min(patch.height()) <= deepest + 1 {
        return;
    }
    let across = (left..right).flat_map(|x| [((x, top), (0, 1)), ((x, bottom - 1), (0, -1))]);
    let along = (top..bottom).flat_map(|y| [((left, y), (1, 0)), ((right - 1, y), (-1, 0))]);
    for ((x, y), (right, down)) in across.chain(along) {
        let inward = |depth: u32| {
            let depth = depth.cast_signed();
            (x.saturating_add_signed(right * depth), y.saturating_add_signed(down * depth))
        };
        let grey = |depth: u32| page.get_pixel(inward(depth).0, inward(depth).1).0[0];
        let depth = (0..=deepest).take_while(|&depth| grey(depth) < level).count() as u32;
        if (1..=deepest).contains(&depth) {
            let paper = Luma([grey(depth).max(grey(depth + 1))]);
            (0..depth).map(inward).for_each(|(x, y)| page.put_pixel(x, y, paper));
        }
    }
}

/// The part of `area` that is written on, with [`MARGIN`] around it; nothing where only dust lies. An
/// engine that sees only ink does not read letters into paper.
pub(super) fn written(page: &GrayImage, area: &Rect, x_height: f64) -> Option<Rect> {
    let patch = Patch::of(page, area)?;
    let Patch { left, top, .. } = patch;
    let ink = ink_level(page, &patch);
    let mut rows = vec![0_u32; patch.height() as usize];
    let mut columns = vec![0_u32; patch.width() as usize];
    for (x, y, _) in patch.greys(page).filter(|(_, _, grey)| *grey < ink) {
        rows[(y - top) as usize] += 1;
        columns[(x - left) as usize] += 1;
    }
    if f64::from(rows.iter().sum::<u32>()) <= LEAST_INK * x_height * x_height {
        return None;
    }
    let ((first_row, last_row), (first_column, last_column)) = (span(&rows)?, span(&columns)?);
    let margin = MARGIN * x_height;
    let tight = Rect::new(
        f64::from(left + first_column) - margin,
        f64::from(top + first_row) - margin,
        f64::from(left + last_column + 1) + margin,
        f64::from(top + last_row + 1) + margin,
    );
    Some(tight.intersection(area))
}

/// The box of a dash, where nothing else is written in `area`: level strokes side by side, away from the edges,
/// where rules leave such strokes. Engines read letters into them.
pub(super) fn dash(page: &GrayImage, area: &Rect, x_height: f64) -> Option<Rect> {
    let patch = Patch::of(page, area)?;
    let strokes = blobs_of(page, &patch, x_height);
    let is_stroke = |b: &Blob| {
        let (w, h) = (f64::from(b.width()), f64::from(b.height()));
        w >= STROKE.0 * x_height && h <= STROKE.1 * x_height && w >= 2.0 * h
    };
    let boxes = strokes.iter().map(|b| {
        let (left, top) = (f64::from(patch.left + b.left), f64::from(patch.top + b.top));
        Rect::new(left, top, left + f64::from(b.width()), top + f64::from(b.height()))
    });
    let whole = boxes.reduce(|a, b| a.union(&b))?;
    let level = whole.height() <= STROKE.1 * x_height;
    let inside =
        (area.top + 0.2 * area.height()..area.bottom - 0.2 * area.height()).contains(&whole.centre().y);
    (strokes.len() <= MOST_STROKES && strokes.iter().all(is_stroke) && level && inside).then_some(whole)
}

/// Blobs of ink in a patch, without grain.
fn blobs_of(page: &GrayImage, patch: &Patch, x_height: f64) -> Vec<Blob> {
    let ink = darker_than(page, patch, ink_level(page, patch));
    let grain = GRAIN * x_height * x_height;
    connected(&ink).into_iter().filter(|blob| f64::from(blob.dots) > grain).collect()
}

/// The pixels of a patch below a grey.
fn darker_than(page: &GrayImage, patch: &Patch, level: u8) -> Ink {
    let mut ink = Ink::none(patch.width() as usize, patch.height() as usize);
    for (dot, (_, _, grey)) in ink.dots.iter_mut().zip(patch.greys(page)) {
        *dot = u8::from(grey < level);
    }
    ink
}

/// First and last place with more than a speck of ink.
fn span(counts: &[u32]) -> Option<(u32, u32)> {
    let inked = |&n: &u32| n >= 2;
    Some((counts.iter().position(inked)? as u32, counts.iter().rposition(inked)? as u32))
}

/// How many rows (columns) to leave out: all that are mostly dark from one `near` the edge on, over breaks no
/// wider than between the lines of a double rule, and one more for the soft edge. A stem farther in is a letter's.
fn depth(reach: u32, near: u32, dark: impl Fn(u32) -> f64) -> u32 {
    let mut last = None;
    for i in 0..reach {
        if dark(i) > RULE {
            last = Some(i);
        } else if last.map_or(i >= near, |last| i - last > DOUBLE) {
            break;
        }
    }
    last.map_or(0, |i| i + 2)
}

fn share(pixels: impl ExactSizeIterator<Item = bool>) -> f64 {
    let all = pixels.len().max(1) as f64;
    pixels.filter(|&dark| dark).count() as f64 / all
}

/// Grey below which a pixel of the patch is ink: a quarter of it is paper at least.
fn ink_level(page: &GrayImage, patch: &Patch) -> u8 {
    grey_at(&patch.counts(page), 0.75).saturating_sub(INK)
}

#[cfg(test)]
mod tests;
