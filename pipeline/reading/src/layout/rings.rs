//! Circles drawn on a page: the rims of round stamps and seals, found by votes of their edges for a centre and
//! checked all around. Not for other shapes, nor for what stands inside.
//!
//! C. Kimme, D. Ballard, J. Sklansky: Finding circles by an array of accumulators (CACM 18, 1975).

use std::f64::consts::TAU;

use crate::prepare::binarize::Ink;

/// Radius of stamps, share of the page's longer side: 15 to 50 mm across on A4, and seals on half sheets.
const RADIUS: (f64, f64) = (0.025, 0.09);
/// Longer side of the picture edges vote on, pixels.
const SIDE: usize = 480;
/// Directions a rim is looked at in.
const DIRECTIONS: usize = 96;
/// Share of them in which a rim shows ink: more than text or a flourish has on any circle.
const ROUND: f64 = 0.8;
/// Share of the directions in which just outside the rim, this many radii away, ink may show.
const OUTSIDE: (f64, f64) = (0.5, 1.12);
/// Share of ink within the rim: less is a drawn circle, more a hole or a blot.
const INSIDE: (f64, f64) = (0.04, 0.6);
/// A rim shows this share of the ink that a circle within it shows, and is the outer one of the two.
const NEARLY: f64 = 0.97;
/// Most centres that are looked at.
const MOST: usize = 6;
/// Least steepness of an edge that votes, and least ink of a place that is dark, of 255.
const STEEP: i32 = 48;

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

    fn at(&self, direction: usize, radii: f64) -> (f64, f64) {
        let angle = TAU * direction as f64 / DIRECTIONS as f64;
        (self.x + radii * self.radius * angle.cos(), self.y + radii * self.radius * angle.sin())
    }

    /// Share of the directions in which ink shows, up to `near` pixels off, so many radii from the centre.
    fn shown(&self, radii: f64, near: f64, is_ink: &impl Fn(f64, f64) -> bool) -> f64 {
        let near = near / self.radius;
        let shows = |d: &usize| {
            [radii, radii - near, radii + near].iter().any(|&r| {
                let (x, y) = self.at(*d, r);
                is_ink(x, y)
            })
        };
        (0..DIRECTIONS).filter(shows).count() as f64 / DIRECTIONS as f64
    }

    /// Share of ink within.
    fn filled(&self, ink: &Ink) -> f64 {
        let places = (0..DIRECTIONS).flat_map(|d| (1..9).map(move |r| (d, f64::from(r) / 10.0)));
        let dark = places.filter(|&(d, r)| {
            let (x, y) = self.at(d, r);
            is_ink(ink, x, y)
        });
        dark.count() as f64 / (DIRECTIONS * 8) as f64
    }

    fn is_rim(&self, ink: &Ink) -> bool {
        let is_ink = |x, y| is_ink(ink, x, y);
        self.shown(1.0, 1.0, &is_ink) >= ROUND
            && self.shown(OUTSIDE.1, 1.0, &is_ink) <= OUTSIDE.0
            && (INSIDE.0..=INSIDE.1).contains(&self.filled(ink))
    }
}

fn is_ink(ink: &Ink, x: f64, y: f64) -> bool {
    let inside = x >= 0.0 && y >= 0.0 && (x as usize) < ink.width && (y as usize) < ink.height;
    inside && ink.dots[y as usize * ink.width + x as usize] != 0
}

/// The rims of a page's round stamps, pixels of its ink.
pub(super) fn find(ink: &Ink) -> Vec<Ring> {
    let longer = ink.width.max(ink.height);
    let factor = longer.div_ceil(SIDE).max(1);
    let shares = shrunken(ink, factor);
    let reach = [RADIUS.0, RADIUS.1].map(|share| share * longer as f64 / factor as f64);
    let by = factor as f64;
    let mut rings: Vec<Ring> = Vec::new();
    for (x, y) in Votes::of(&shares, reach).highest() {
        let start = Ring { x: x as f64 + 0.5, y: y as f64 + 0.5, radius: 0.0 };
        let (shown, coarse) = settled(start, reach, 1.0, &|x, y| shares.is_dark(x, y));
        if shown < ROUND {
            continue;
        }
        let near = [(coarse.radius - 1.5) * by, (coarse.radius + 1.5) * by];
        let start = Ring { x: coarse.x * by, y: coarse.y * by, radius: 0.0 };
        let (_, ring) = settled(start, near, by / 2.0, &|x, y| is_ink(ink, x, y));
        if ring.is_rim(ink) && rings.iter().all(|r| !r.holds(ring.x, ring.y)) {
            rings.push(ring);
        }
    }
    rings
}

/// The circle around a place near `start` that shows most ink, and how much; centres are tried ever nearer, from
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

/// The outermost of the circles around a centre that show most ink.
fn around(centre: Ring, [least, most]: [f64; 2], is_ink: &impl Fn(f64, f64) -> bool) -> (f64, Ring) {
    let mut best = (0.0, centre);
    let mut radius = least.max(1.0);
    while radius <= most {
        let ring = Ring { radius, ..centre };
        let shown = ring.shown(1.0, 0.5, is_ink);
        if shown >= best.0 * NEARLY {
            best = (f64::max(shown, best.0), ring);
        }
        radius += 1.0;
    }
    best
}

/// Share of ink in blocks, 0 to 255.
struct Shares {
    width: usize,
    height: usize,
    of: Vec<i32>,
}

impl Shares {
    fn is_dark(&self, x: f64, y: f64) -> bool {
        let inside = x >= 0.0 && y >= 0.0 && (x as usize) < self.width && (y as usize) < self.height;
        inside && self.of[y as usize * self.width + x as usize] >= STEEP
    }
}

fn shrunken(ink: &Ink, factor: usize) -> Shares {
    let (width, height) = (ink.width / factor, ink.height / factor);
    let mut of = vec![0; width * height];
    for y in 0..height * factor {
        let to = &mut of[y / factor * width..(y / factor + 1) * width];
        for (share, block) in to.iter_mut().zip(ink.row(y).chunks_exact(factor)) {
            *share += block.iter().map(|&d| i32::from(d)).sum::<i32>();
        }
    }
    of.iter_mut().for_each(|share| *share = *share * 255 / (factor * factor) as i32);
    Shares { width, height, of }
}

/// How many edges have a centre of theirs at each place.
struct Votes {
    width: usize,
    height: usize,
    of: Vec<u32>,
}

impl Votes {
    fn of(shares: &Shares, reach: [f64; 2]) -> Self {
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
    fn highest(&self) -> Vec<(usize, usize)> {
        let apart = ((RADIUS.0 * self.width.max(self.height) as f64) as usize).max(1);
        let mut tops: Vec<(u32, usize, usize)> = Vec::new();
        for y in (1..self.height.saturating_sub(1)).step_by(2) {
            for x in (1..self.width.saturating_sub(1)).step_by(2) {
                let sum =
                    (y - 1..=y + 1).flat_map(|y| &self.of[y * self.width + x - 1..y * self.width + x + 2]);
                tops.push((sum.sum(), x, y));
            }
        }
        tops.sort_unstable_by(|a, b| b.cmp(a));
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for (_, x, y) in tops.into_iter().take_while(|t| t.0 > 0) {
            if chosen.len() == MOST {
                break;
            }
            if chosen.iter().all(|c| c.0.abs_diff(x).max(c.1.abs_diff(y)) > apart / 2) {
                chosen.push((x, y));
            }
        }
        chosen
    }
}
