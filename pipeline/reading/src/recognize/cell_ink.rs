//! Where a cell's own paper begins, and whether anything stands on it. Not for finding rules: layout
//! did, but its boxes run along their middle.

use image::GrayImage;
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
/// leans or swells leaves behind.
pub(super) fn without_remnants(page: &mut GrayImage, area: &Rect, x_height: f64) {
    let Some(patch) = Patch::of(page, area) else { return };
    let (width, height) = (patch.width(), patch.height());
    // Softer than ink: the faint side of a rule goes with it.
    let level = ink_level(page, &patch).saturating_add(INK / 2);
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
mod tests {
    use image::Luma;

    use super::*;

    /// A cell of 100 x 60 with rules two pixels wide along its edges.
    fn ruled() -> GrayImage {
        GrayImage::from_fn(100, 60, |x, y| {
            let rule = !(2..98).contains(&x) || !(2..58).contains(&y);
            Luma([if rule { 30 } else { 220 }])
        })
    }

    #[test]
    fn rules_at_the_edges_are_left_out() {
        let inside = inside_rules(&ruled(), &Rect::new(0.0, 0.0, 100.0, 60.0), 20.0);
        assert_eq!(inside, Rect::new(3.0, 3.0, 97.0, 57.0));
    }

    #[test]
    fn the_stem_of_a_first_letter_is_no_rule() {
        let mut page = ruled();
        (14..46).for_each(|y| (9..12).for_each(|x| page.put_pixel(x, y, Luma([30]))));
        let inside = inside_rules(&page, &Rect::new(0.0, 0.0, 100.0, 60.0), 20.0);
        assert_eq!(inside.left, 3.0);
    }

    #[test]
    fn an_empty_cell_has_no_ink() {
        let page = ruled();
        let inside = inside_rules(&page, &Rect::new(0.0, 0.0, 100.0, 60.0), 20.0);
        assert_eq!(written(&page, &inside, 20.0), None);
    }

    #[test]
    fn a_stroke_along_the_edge_is_a_remnant_and_a_letter_is_none() {
        let mut page = GrayImage::from_pixel(100, 60, Luma([220]));
        (0..60).for_each(|y| page.put_pixel(1, y, Luma([60])));
        (20..34).for_each(|y| (40..43).for_each(|x| page.put_pixel(x, y, Luma([60]))));
        let area = Rect::new(0.0, 0.0, 100.0, 60.0);
        without_remnants(&mut page, &area, 12.0);
        assert_eq!(page.get_pixel(1, 30).0, [220]);
        assert_eq!(page.get_pixel(41, 30).0, [60]);
    }

    #[test]
    fn a_level_stroke_alone_is_a_dash_and_a_letter_is_none() {
        let mut page = ruled();
        let area = Rect::new(3.0, 3.0, 97.0, 57.0);
        (40..52).for_each(|x| (29..32).for_each(|y| page.put_pixel(x, y, Luma([40]))));
        assert_eq!(dash(&page, &area, 20.0), Some(Rect::new(40.0, 29.0, 52.0, 32.0)));
        (60..63).for_each(|x| (20..34).for_each(|y| page.put_pixel(x, y, Luma([40]))));
        assert_eq!(dash(&page, &area, 20.0), None);
    }

    #[test]
    fn a_stroke_at_the_edge_is_what_a_rule_left() {
        let mut page = ruled();
        (10..90).for_each(|x| (5..7).for_each(|y| page.put_pixel(x, y, Luma([40]))));
        assert_eq!(dash(&page, &Rect::new(3.0, 3.0, 97.0, 57.0), 20.0), None);
    }

    #[test]
    fn a_dash_is_ink() {
        let mut page = ruled();
        (40..60).for_each(|x| (29..32).for_each(|y| page.put_pixel(x, y, Luma([40]))));
        let found = written(&page, &Rect::new(3.0, 3.0, 97.0, 57.0), 20.0);
        assert_eq!(found, Some(Rect::new(30.0, 19.0, 70.0, 42.0)));
    }
}
