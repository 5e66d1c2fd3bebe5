//! Edges of a page against what lies beside it: bed, cover, the pile of leaves below, a sliver of the page
//! across the gutter. Not for the gutter of a spread. An edge runs down the whole side; a strip is cut off only
//! where nothing written on the page can stand in it.

use register::geometry::{Outline, Point, Rect};

use super::{
    bands::Bands,
    look::Look,
    strip::{Cut, Seen},
    transpose::transposed,
};
use crate::layout::blobs::Blob;

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

/// All sides.
const SIDES: [Side; 4] = [Side::Left, Side::Top, Side::Right, Side::Bottom];

/// The page inside `rect` of the look, as corners clockwise from top left.
pub(super) fn page(look: &Look, text: &[Blob], rect: &Rect) -> Outline {
    cut(look, text, rect, &SIDES, rect.corners())
}

/// As [`page`], of one page of a spread: its `corners` stand, but for the sides that are not its `inner` one.
pub(super) fn half(look: &Look, text: &[Blob], corners: Outline, inner: Side) -> Outline {
    let sides: Vec<Side> = SIDES.into_iter().filter(|&side| side != inner).collect();
    cut(look, text, &Rect::around(&corners), &sides, corners)
}

fn cut(look: &Look, text: &[Blob], rect: &Rect, sides: &[Side], mut corners: Outline) -> Outline {
    let upright = Bands::of(&look.gray, rect);
    let lying = Bands::of(&transposed(&look.gray), &Side::Top.box_to_left(rect, 0.0, 0.0));
    for &side in sides {
        let bands = if side.is_upright() { &upright } else { &lying };
        if let Some(cut) = bands.clone().and_then(|bands| turned(look, bands, text, rect, side).cut()) {
            corners = side.apply(&corners, rect, cut);
        }
    }
    corners
}

impl Side {
    /// Does the side run down the picture?
    fn is_upright(self) -> bool {
        matches!(self, Side::Left | Side::Right)
    }

    /// A box of the picture, on the picture turned so.
    fn box_to_left(self, r: &Rect, width: f64, height: f64) -> Rect {
        match self {
            Side::Left => *r,
            Side::Right => Rect::new(width - r.right, r.top, width - r.left, r.bottom),
            Side::Top => Rect::new(r.top, r.left, r.bottom, r.right),
            Side::Bottom => Rect::new(height - r.bottom, r.left, height - r.top, r.right),
        }
    }

    /// The corners, clockwise from top left, with this side moved in to the cut.
    fn apply(self, corners: &[Point], rect: &Rect, cut: Cut) -> Outline {
        let line = match self {
            Side::Left => {
                [Point::new(rect.left + cut.start, rect.top), Point::new(rect.left + cut.end, rect.bottom)]
            }
            Side::Right => {
                [Point::new(rect.right - cut.start, rect.top), Point::new(rect.right - cut.end, rect.bottom)]
            }
            Side::Top => {
                [Point::new(rect.left, rect.top + cut.start), Point::new(rect.right, rect.top + cut.end)]
            }
            Side::Bottom => [
                Point::new(rect.left, rect.bottom - cut.start),
                Point::new(rect.right, rect.bottom - cut.end),
            ],
        };
        // Corners in the order along the side, each with the one it moves towards.
        let [(a, towards_a), (b, towards_b)] = match self {
            Side::Left => [(0, 1), (3, 2)],
            Side::Top => [(0, 3), (1, 2)],
            Side::Right => [(1, 0), (2, 3)],
            Side::Bottom => [(3, 0), (2, 1)],
        };
        let mut moved = corners.to_vec();
        moved[a] = meeting(line, [corners[a], corners[towards_a]]);
        moved[b] = meeting(line, [corners[b], corners[towards_b]]);
        moved
    }
}

/// Where two lines meet; the second's first point where they never do.
fn meeting([a, b]: [Point; 2], [c, d]: [Point; 2]) -> Point {
    let (r, s) = (Point::new(b.x - a.x, b.y - a.y), Point::new(d.x - c.x, d.y - c.y));
    let cross = r.x * s.y - r.y * s.x;
    if cross.abs() < 1e-9 {
        return c;
    }
    let t = ((c.x - a.x) * s.y - (c.y - a.y) * s.x) / cross;
    Point::new(a.x + t * r.x, a.y + t * r.y)
}

/// One side of the box, turned to the left; `bands` run as the side does, from the left or from the top.
fn turned(look: &Look, bands: Bands, text: &[Blob], rect: &Rect, side: Side) -> Seen {
    let (width, height) = (f64::from(look.gray.width()), f64::from(look.gray.height()));
    let to_left = side.box_to_left(rect, width, height);
    let text = text
        .iter()
        .map(|b| Rect::new(b.left.into(), b.top.into(), b.right.into(), b.bottom.into()))
        .filter(|b| rect.contains(b.centre()))
        .map(|b| side.box_to_left(&b, width, height))
        .map(|b| {
            let (x, y) = (to_left.left, to_left.top);
            Rect::new(b.left - x, b.top - y, b.right - x, b.bottom - y)
        })
        .collect();
    let bands = if matches!(side, Side::Right | Side::Bottom) { bands.reversed() } else { bands };
    Seen::new(bands, text, to_left.height(), side.is_upright())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::ground;
    use image::{GrayImage, Luma};

    /// The page found on a picture of 600 by 800: nothing of it is cut off, and little of what lies beside stays.
    fn check(at: impl Fn(u32, u32) -> u8, expected: Rect) {
        let picture = GrayImage::from_fn(600, 800, |x, y| Luma([at(x, y)]));
        let look = Look::of(&picture, 1, (600, 800), &ground::whole(&picture), 0);
        let found = Rect::around(&page(&look, &look.text(), &Rect::new(0.0, 0.0, 600.0, 800.0)));
        let beyond = [
            expected.left - found.left,
            found.right - expected.right,
            expected.top - found.top,
            found.bottom - expected.bottom,
        ];
        assert!(beyond.iter().all(|by| (-6.0..28.0).contains(by)), "{found:?} is not {expected:?}");
    }

    /// Paper with words from `left` to `right`.
    fn written(x: u32, y: u32, left: u32, right: u32) -> u8 {
        let on = (left..right).contains(&x) && (60..740).contains(&y) && y % 24 < 8 && x % 30 < 24;
        if on { 60 } else { 220 }
    }

    const WHOLE: Rect = Rect::new(0.0, 0.0, 600.0, 800.0);

    #[test]
    fn a_page_to_the_border_stays_whole() {
        check(|x, y| written(x, y, 40, 560), WHOLE);
    }

    #[test]
    fn the_bed_beside_a_page_falls_away() {
        let page = |x, y| if x < 540 && y > 50 { written(x, y, 40, 500) } else { 120 };
        check(page, Rect::new(0.0, 50.0, 540.0, 800.0));
    }

    #[test]
    fn a_sliver_of_the_page_across_the_gutter_falls_away() {
        let page = |x: u32, y: u32| match x {
            ..30 => written(x, y, 0, 24),
            30..42 => 120,
            _ => written(x, y, 90, 560),
        };
        check(page, Rect::new(40.0, 0.0, 600.0, 800.0));
    }

    #[test]
    fn a_shaded_margin_with_a_note_stays_beside_a_broad_black_bed() {
        let page = |x: u32, y: u32| match x {
            ..100 => 12,
            100..160 if !(300..400).contains(&y) => 190,
            _ => written(x, y, 110, 560),
        };
        check(page, Rect::new(100.0, 0.0, 600.0, 800.0));
    }

    #[test]
    fn numbers_outside_a_ruled_frame_stay() {
        let page = |x: u32, y: u32| match x {
            60..63 if y > 20 && y < 780 => 20,
            ..60 if y % 96 > 23 => 220,
            _ => written(x, y, 20, 560),
        };
        check(page, WHOLE);
    }

    #[test]
    fn a_margin_with_a_note_stays_though_a_fold_runs_beside_it() {
        let page = |x: u32, y: u32| match x {
            90..94 => 190,
            ..90 if !(300..400).contains(&y) => 220,
            _ => written(x, y, 30, 560),
        };
        check(page, WHOLE);
    }
}
