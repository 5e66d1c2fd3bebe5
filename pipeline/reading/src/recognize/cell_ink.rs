//! Where a cell's own paper begins, and whether anything stands on it. Not for finding rules: layout
//! did, but its boxes run along their middle.

use image::{GrayImage, Luma};
use register::geometry::Rect;

use crate::{layout::blobs::connected, prepare::binarize::Ink};

/// Share of dark pixels that makes a row or column at a cell's edge a rule.
const RULE: f64 = 0.5;
/// How far a rule may reach into a cell, x-heights.
const RULE_REACH: f64 = 0.7;
/// A pixel this far below the paper is ink (grey values). Bleed-through stays above.
const INK: u8 = 64;
/// Least ink of a word, as share of a square x-height. A full stop has about 0.06, a dash 0.1.
const LEAST_INK: f64 = 0.1;

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
    let (left, top) = (area.left.max(0.0) as u32, area.top.max(0.0) as u32);
    let (right, bottom) = (area.right.max(0.0) as u32, area.bottom.max(0.0) as u32);
    if right <= left + 2 || bottom <= top + 2 {
        return area;
    }
    let ink = ink_level(page, (left, top, right, bottom));
    let reach = (RULE_REACH * x_height).ceil().min((f64::from(bottom - top) / 4.0).max(1.0)) as u32;
    let row = |y: u32| share((left..right).map(|x| page.get_pixel(x, y).0[0] < ink));
    let column = |x: u32| share((top..bottom).map(|y| page.get_pixel(x, y).0[0] < ink));
    area.top += f64::from(depth(reach, |i| row(top + i)));
    area.bottom -= f64::from(depth(reach, |i| row(bottom - 1 - i)));
    let reach = reach.min((right - left) / 4);
    area.left += f64::from(depth(reach, |i| column(left + i)));
    area.right -= f64::from(depth(reach, |i| column(right - 1 - i)));
    area
}

/// Paints paper over what rules left at the edges of `area`: thin strokes along an edge, which a rule that
/// leans or swells leaves behind.
pub(super) fn without_remnants(page: &mut GrayImage, area: &Rect, x_height: f64) {
    let (left, top) = (area.left.max(0.0) as u32, area.top.max(0.0) as u32);
    let (right, bottom) =
        ((area.right.max(0.0) as u32).min(page.width()), (area.bottom.max(0.0) as u32).min(page.height()));
    if right <= left || bottom <= top {
        return;
    }
    // Softer than ink: the faint side of a rule goes with it.
    let level = ink_level(page, (left, top, right, bottom)).saturating_add(INK / 2);
    let mut ink = Ink::none((right - left) as usize, (bottom - top) as usize);
    for (place, dot) in ink.dots.iter_mut().enumerate() {
        let (x, y) = (place as u32 % (right - left), place as u32 / (right - left));
        *dot = u8::from(page.get_pixel(left + x, top + y).0[0] < level);
    }
    let (thin, long) = ((THIN * x_height).max(3.0), LONG * x_height);
    let (width, height) = (right - left, bottom - top);
    for blob in connected(&ink) {
        let (w, h) = (f64::from(blob.width()), f64::from(blob.height()));
        let upright = w <= thin && h >= long && (blob.left <= 2 || blob.right + 2 >= width);
        let level = h <= thin && w >= long && (blob.top <= 2 || blob.bottom + 2 >= height);
        if upright || level {
            paint_over(
                page,
                (left + blob.left, top + blob.top, left + blob.right, top + blob.bottom),
                upright,
            );
        }
    }
}

/// Paints the box with the paper beside it, row by row for an upright stroke, column by column for a level
/// one.
fn paint_over(page: &mut GrayImage, (left, top, right, bottom): (u32, u32, u32, u32), upright: bool) {
    let (last_x, last_y) = (page.width() - 1, page.height() - 1);
    for y in top..bottom.min(page.height()) {
        for x in left..right.min(page.width()) {
            let (before, after) = if upright {
                (
                    page.get_pixel(left.saturating_sub(2), y).0[0],
                    page.get_pixel((right + 2).min(last_x), y).0[0],
                )
            } else {
                (
                    page.get_pixel(x, top.saturating_sub(2)).0[0],
                    page.get_pixel(x, (bottom + 2).min(last_y)).0[0],
                )
            };
            page.put_pixel(x, y, Luma([before.max(after)]));
        }
    }
}

/// The part of `area` that is written on, with [`MARGIN`] around it; nothing where only dust lies. An
/// engine that sees only ink does not read letters into paper.
pub(super) fn written(page: &GrayImage, area: &Rect, x_height: f64) -> Option<Rect> {
    let (left, top) = (area.left.max(0.0) as u32, area.top.max(0.0) as u32);
    let (right, bottom) =
        ((area.right.max(0.0) as u32).min(page.width()), (area.bottom.max(0.0) as u32).min(page.height()));
    if right <= left || bottom <= top {
        return None;
    }
    let ink = ink_level(page, (left, top, right, bottom));
    let mut rows = vec![0_u32; (bottom - top) as usize];
    let mut columns = vec![0_u32; (right - left) as usize];
    for y in top..bottom {
        for x in left..right {
            if page.get_pixel(x, y).0[0] < ink {
                rows[(y - top) as usize] += 1;
                columns[(x - left) as usize] += 1;
            }
        }
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

/// First and last place with more than a speck of ink.
fn span(counts: &[u32]) -> Option<(u32, u32)> {
    let inked = |&n: &u32| n >= 2;
    Some((counts.iter().position(inked)? as u32, counts.iter().rposition(inked)? as u32))
}

/// How many rows (columns) to leave out: up to the last within reach that is mostly dark, and one more
/// for the rule's soft edge.
fn depth(reach: u32, dark: impl Fn(u32) -> f64) -> u32 {
    (0..reach).rev().find(|&i| dark(i) > RULE).map_or(0, |i| i + 2)
}

fn share(pixels: impl ExactSizeIterator<Item = bool>) -> f64 {
    let all = pixels.len().max(1) as f64;
    pixels.filter(|&dark| dark).count() as f64 / all
}

/// Grey below which a pixel of the box is ink.
fn ink_level(page: &GrayImage, (left, top, right, bottom): (u32, u32, u32, u32)) -> u8 {
    let mut counts = [0_usize; 256];
    for y in top..bottom {
        for x in left..right {
            counts[usize::from(page.get_pixel(x, y).0[0])] += 1;
        }
    }
    let wanted = (right - left) as usize * (bottom - top) as usize * 3 / 4;
    let mut seen = 0;
    let paper = (0_u8..=255).zip(counts).find(|(_, n)| {
        seen += n;
        seen > wanted
    });
    paper.map_or(255, |(grey, _)| grey).saturating_sub(INK)
}

#[cfg(test)]
mod tests {
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
    fn a_dash_is_ink() {
        let mut page = ruled();
        (40..60).for_each(|x| (29..32).for_each(|y| page.put_pixel(x, y, Luma([40]))));
        let found = written(&page, &Rect::new(3.0, 3.0, 97.0, 57.0), 20.0);
        assert_eq!(found, Some(Rect::new(30.0, 19.0, 70.0, 42.0)));
    }
}
