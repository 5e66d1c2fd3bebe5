//! Circles drawn on a page: the rims of round stamps and seals, found by votes of their edges for a centre and
//! checked all around. Not for other shapes, nor for what stands inside.
//!
//! C. Kimme, D. Ballard, J. Sklansky: Finding circles by an array of accumulators (CACM 18, 1975).

use std::{f64::consts::TAU, sync::LazyLock};

use self::votes::{Shares, Votes};
use super::blobs::Blob;
use crate::prepare::binarize::Ink;

mod votes;

/// Radius of stamps, share of the page's longer side: 15 to 50 mm across on A4, and seals on half sheets.
const RADIUS: (f64, f64) = (0.025, 0.09);
/// Longer side of the picture edges vote on, pixels.
const SIDE: usize = 480;
/// Directions a rim is looked at in: across, down.
static DIRECTIONS: LazyLock<[(f64, f64); 96]> = LazyLock::new(|| {
    std::array::from_fn(|i| (TAU * i as f64 / 96.0).sin_cos()).map(|(down, across)| (across, down))
});
/// Share of them in which a rim shows ink: more than text or a flourish has on any circle.
const ROUND: f64 = 0.8;
/// Share of the directions in which just outside the rim, this many radii away, ink may show.
const OUTSIDE: (f64, f64) = (0.5, 1.12);
/// Share of ink within the rim: less is a drawn circle, more a hole or a blot.
const INSIDE: (f64, f64) = (0.04, 0.6);
/// How much more ink shows on a rim than outside, share of the directions, before it is looked at closely.
const STANDS_OUT: f64 = 0.45;
/// Strokes of a rim are at least this long, least radii, and at most this, greatest radii: longer ones are rules and
/// borders.
const ARC: (f64, f64) = (0.6, 2.5);
/// A circle, pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ring {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
}

impl Ring {
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (x - self.x).hypot(y - self.y) <= self.radius
    }

    fn at(&self, (across, down): (f64, f64), radii: f64) -> (f64, f64) {
        (self.x + radii * self.radius * across, self.y + radii * self.radius * down)
    }

    /// Share of the directions in which ink shows so many radii from the centre.
    fn shown(&self, radii: f64, is_ink: &impl Fn(f64, f64) -> bool) -> f64 {
        let shows = |d: &&(f64, f64)| {
            let (x, y) = self.at(**d, radii);
            is_ink(x, y)
        };
        DIRECTIONS.iter().filter(shows).count() as f64 / DIRECTIONS.len() as f64
    }

    /// How much more ink shows on the circle than just outside.
    fn stands_out(&self, is_ink: &impl Fn(f64, f64) -> bool) -> f64 {
        self.shown(1.0, is_ink) - self.shown(OUTSIDE.1, is_ink)
    }

    /// Share of ink within.
    fn filled(&self, ink: &Ink) -> f64 {
        let places = DIRECTIONS.iter().flat_map(|&d| (1..9).map(move |r| (d, f64::from(r) / 10.0)));
        let dark = places.filter(|&(d, r)| {
            let (x, y) = self.at(d, r);
            is_ink(ink, x, y)
        });
        dark.count() as f64 / (DIRECTIONS.len() * 8) as f64
    }

    fn is_rim(&self, ink: &Ink) -> bool {
        let is_near = |x, y| is_near(ink, x, y);
        self.shown(1.0, &is_near) >= ROUND
            && self.shown(OUTSIDE.1, &is_near) <= OUTSIDE.0
            && (INSIDE.0..=INSIDE.1).contains(&self.filled(ink))
    }
}

fn is_ink(ink: &Ink, x: f64, y: f64) -> bool {
    let inside = x >= 0.0 && y >= 0.0 && (x as usize) < ink.width && (y as usize) < ink.height;
    inside && ink.dots[y as usize * ink.width + x as usize] != 0
}

/// Is there ink up to a pixel off?
fn is_near(ink: &Ink, x: f64, y: f64) -> bool {
    [(0.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)]
        .iter()
        .any(|(dx, dy)| is_ink(ink, x + dx, y + dy))
}

/// The rims of a page's round stamps, pixels of its ink; rims are made of `strokes` longer than letters.
pub(super) fn find(ink: &Ink, strokes: &[Blob]) -> Vec<Ring> {
    let longer = ink.width.max(ink.height);
    let factor = longer.div_ceil(SIDE).max(1);
    let reach = [RADIUS.0, RADIUS.1].map(|share| share * longer as f64 / factor as f64);
    let arcs = arcs(strokes, reach.map(|radius| radius * factor as f64));
    if arcs.is_empty() {
        return Vec::new();
    }
    let shares = Shares::of(ink, &arcs, factor);
    let mut rings: Vec<Ring> = Vec::new();
    for (x, y) in Votes::of(&shares, reach).highest() {
        let start = Ring { x: x as f64 + 0.5, y: y as f64 + 0.5, radius: 0.0 };
        let (shown, coarse) = settled(start, reach, 4.0, &|x, y| shares.is_dark(x, y));
        if shown < STANDS_OUT {
            continue;
        }
        let ring = looked_at(ink, coarse, factor as f64);
        if ring.is_rim(ink) && rings.iter().all(|r| !r.holds(ring.x, ring.y)) {
            rings.push(ring);
        }
    }
    rings
}

/// Strokes that may be parts of rims of these radii.
fn arcs(strokes: &[Blob], [least, most]: [f64; 2]) -> Vec<Blob> {
    let lengths = ARC.0 * least..ARC.1 * most;
    strokes.iter().filter(|b| lengths.contains(&f64::from(b.width().max(b.height())))).copied().collect()
}

/// A circle of the picture `by` times smaller, settled on the ink itself.
fn looked_at(ink: &Ink, coarse: Ring, by: f64) -> Ring {
    let near = [(coarse.radius - 1.5) * by, (coarse.radius + 1.5) * by];
    let start = Ring { x: coarse.x * by, y: coarse.y * by, radius: 0.0 };
    settled(start, near, by / 2.0, &|x, y| is_near(ink, x, y)).1
}

/// The circle around a place near `start` that stands out most, and how much; centres are tried ever nearer, from
/// `step` pixels off on.
fn settled(start: Ring, reach: [f64; 2], step: f64, is_ink: &impl Fn(f64, f64) -> bool) -> (f64, Ring) {
    let mut best = around(start, reach, is_ink);
    let mut step = step;
    while step >= 0.5 {
        let Ring { x, y, .. } = best.1;
        for (dx, dy) in [(-step, 0.0), (step, 0.0), (0.0, -step), (0.0, step)] {
            let moved = around(Ring { x: x + dx, y: y + dy, radius: 0.0 }, reach, is_ink);
            if moved.0 > best.0 {
                best = moved;
            }
        }
        if (best.1.x, best.1.y) == (x, y) {
            step /= 2.0;
        }
    }
    best
}

/// The circle around a centre that stands out most, and how much.
fn around(centre: Ring, [least, most]: [f64; 2], is_ink: &impl Fn(f64, f64) -> bool) -> (f64, Ring) {
    let mut best = (0.0, centre);
    let mut radius = least.max(1.0);
    while radius <= most {
        let ring = Ring { radius, ..centre };
        let shown = ring.stands_out(is_ink);
        if shown > best.0 {
            best = (shown, ring);
        }
        radius += 1.0;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blobs;

    /// A page 600 by 800 with strokes where `is_ink` says.
    fn page(is_ink: impl Fn(f64, f64) -> bool) -> Ink {
        let mut ink = Ink::none(600, 800);
        for y in 0..800 {
            for x in 0..600 {
                ink.dots[y * 600 + x] = is_ink(x as f64, y as f64).into();
            }
        }
        ink
    }

    fn check(is_ink: impl Fn(f64, f64) -> bool, expected: &[(f64, f64, f64)]) {
        let ink = page(is_ink);
        let found = find(&ink, &blobs::connected(&ink));
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (ring, (x, y, radius)) in found.iter().zip(expected) {
            let off = (ring.x - x).abs().max((ring.y - y).abs()).max((ring.radius - radius).abs());
            assert!(off < 3.0, "{ring:?}");
        }
    }

    /// A rim three pixels wide, and a few strokes of an emblem in it.
    fn stamp(x: f64, y: f64) -> bool {
        let away = (x - 300.0).hypot(y - 400.0);
        (away - 40.0).abs() < 1.5 || away < 25.0 && x % 12.0 < 2.0
    }

    #[test]
    fn a_rim_around_an_emblem_is_a_stamp() {
        check(stamp, &[(300.0, 400.0, 40.0)]);
    }

    #[test]
    fn a_rim_with_a_gap_is_one_still() {
        check(|x, y| stamp(x, y) && !(y > 430.0 && x < 300.0), &[(300.0, 400.0, 40.0)]);
    }

    #[test]
    fn an_oval_flourish_is_none() {
        check(|x, y| (((x - 300.0) / 1.8).hypot(y - 400.0) - 30.0).abs() < 1.5, &[]);
    }

    #[test]
    fn a_square_is_none() {
        let edge = |x: f64, y: f64| (x - 300.0).abs().max((y - 400.0).abs());
        check(move |x, y| (edge(x, y) - 40.0).abs() < 1.5 || edge(x, y) < 25.0 && x % 12.0 < 2.0, &[]);
    }

    #[test]
    fn a_blot_and_an_empty_circle_are_none() {
        check(|x, y| (x - 300.0).hypot(y - 400.0) < 40.0, &[]);
        check(|x, y| ((x - 300.0).hypot(y - 400.0) - 40.0).abs() < 1.5, &[]);
    }

    #[test]
    fn a_page_without_ink_and_one_all_black_have_none() {
        check(|_, _| false, &[]);
        check(|_, _| true, &[]);
    }
}
