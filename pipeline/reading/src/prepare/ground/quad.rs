//! Four straight sides around a part of a picture. Not for which part that is.

use register::geometry::{Outline, Point, encloses};

use super::SHARE;
use crate::prepare::binarize::Ink;

/// Share of the page's corners' area that it fills, and of itself that lies within.
const FILLED: f64 = 0.93;
/// How far a side's places may stray from its line, share of its length, for pages curl; and share of the places that
/// do not: the others lie on the sides before and after it.
const ASTRAY: f64 = 0.012;
const STRAIGHT: f64 = 0.5;
/// Share of a side's places that may lie outside it once it is moved out.
const OUTSIDE: f64 = 0.02;
/// Furthest the four sides lean apart, pixels across for one along: a page seen from nine degrees aside.
const ASKEW: f64 = 0.16;
/// How deep the rim lies that shows a page from a ruled frame, share of the way to its middle: within a rule it is
/// ground again, and curled sides do not reach so far in.
const RIM: f64 = 0.025;
/// Share of the rim that is no ground.
const FULL_RIM: f64 = 0.85;

/// Four straight sides.
pub(super) struct Quad {
    /// Clockwise from top left.
    pub(super) corners: Outline,
    /// How it leans.
    pub(super) degrees: f64,
}

impl Quad {
    /// The sides of a part of the picture.
    pub(super) fn around(ink: &Ink) -> Option<Self> {
        let (rows, columns) = (0..ink.height, 0..ink.width);
        let dot = |x: usize, y: usize| ink.row(y)[x] != 0;
        let along = |y: usize| columns.clone().filter(move |&x| dot(x, y));
        let down = |x: usize| rows.clone().filter(move |&y| dot(x, y));
        let side =
            |places: Vec<(f64, f64)>, out: f64| Line::through(&places).map(|line| line.moved(&places, out));
        let place = |at: usize, found: usize| (at as f64 + 0.5, found as f64);
        let left = side(rows.clone().filter_map(|y| Some(place(y, along(y).next()?))).collect(), -1.0)?;
        let right =
            side(rows.clone().filter_map(|y| Some(place(y, along(y).next_back()? + 1))).collect(), 1.0)?;
        let top = side(columns.clone().filter_map(|x| Some(place(x, down(x).next()?))).collect(), -1.0)?;
        let bottom =
            side(columns.clone().filter_map(|x| Some(place(x, down(x).next_back()? + 1))).collect(), 1.0)?;
        let slopes = [top.slope, bottom.slope, -left.slope, -right.slope];
        let (least, most) = slopes.iter().fold((f64::MAX, f64::MIN), |s, &v| (s.0.min(v), s.1.max(v)));
        let corners = vec![top.meets(left), top.meets(right), bottom.meets(right), bottom.meets(left)];
        let degrees = (slopes.iter().sum::<f64>() / 4.0).atan().to_degrees();
        (most - least <= ASKEW).then_some(Self { corners, degrees })
    }

    /// Does the part fill its corners, but for little, and take a believable share of the picture?
    pub(super) fn is_filled(&self, ink: &Ink) -> bool {
        let Counts { within, outside, dots_within, dots_outside } = self.counts(ink);
        SHARE.contains(&(within / (within + outside)))
            && dots_within >= FILLED * within
            && dots_within >= FILLED * (dots_within + dots_outside)
    }

    /// Share of the picture outside that has dots.
    pub(super) fn littered(&self, ink: &Ink) -> f64 {
        let counts = self.counts(ink);
        counts.dots_outside / counts.outside.max(1.0)
    }

    fn counts(&self, ink: &Ink) -> Counts {
        let mut counts = Counts::default();
        for y in 0..ink.height {
            for (x, &dot) in ink.row(y).iter().enumerate() {
                let within = encloses(&self.corners, Point::new(x as f64 + 0.5, y as f64 + 0.5));
                let (all, dots) = if within {
                    (&mut counts.within, &mut counts.dots_within)
                } else {
                    (&mut counts.outside, &mut counts.dots_outside)
                };
                *all += 1.0;
                *dots += f64::from(dot);
            }
        }
        counts
    }
}

/// Places of a picture within the sides and outside, and those of them with dots.
#[derive(Default)]
struct Counts {
    within: f64,
    outside: f64,
    dots_within: f64,
    dots_outside: f64,
}

/// Is the rim inside the corners no ground all around? That of a ruled frame is.
pub(super) fn is_full(corners: &[Point], is_other: impl Fn(u32, u32) -> bool) -> bool {
    const SAMPLES: usize = 200;
    let mean = |of: fn(&Point) -> f64| corners.iter().map(of).sum::<f64>() / 4.0;
    let (middle_x, middle_y) = (mean(|p| p.x), mean(|p| p.y));
    (0..4).all(|side| {
        let (from, to) = (corners[side], corners[(side + 1) % 4]);
        let seen = (0..SAMPLES).filter(|&i| {
            let (share, depth) = ((i as f64 + 0.5) / SAMPLES as f64, RIM * (1 + i % 3) as f64 / 1.5);
            let (x, y) = (from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            let (x, y) = (x + (middle_x - x) * depth, y + (middle_y - y) * depth);
            x >= 0.0 && y >= 0.0 && is_other(x as u32, y as u32)
        });
        seen.count() as f64 >= FULL_RIM * SAMPLES as f64
    })
}

/// `slope` times the one coordinate, plus `start`, gives the other.
#[derive(Clone, Copy)]
struct Line {
    slope: f64,
    start: f64,
}

impl Line {
    /// The line that most of the places lie on, each given by both coordinates: of those through two places half of
    /// them apart (after M. Fischler and R. Bolles, CACM 24, 1981, without chance), then the mean of what lies on it.
    fn through(places: &[(f64, f64)]) -> Option<Self> {
        let apart = places.len() / 2;
        let of_pair = |i: usize, apart: usize| {
            let (a, b) = (places.get(i)?, places.get(i + apart)?);
            let slope = (b.1 - a.1) / (b.0 - a.0).max(1.0);
            Some(Self { slope, start: a.1 - slope * a.0 })
        };
        let step = (places.len() / 100).max(1);
        let tried = (0..places.len()).step_by(step).flat_map(|i| [of_pair(i, apart), of_pair(i, apart / 2)]);
        let astray = (ASTRAY * places.len() as f64).max(1.5);
        let near = |line: &Self| places.iter().filter(|p| line.off(p).abs() <= astray).count();
        let best = tried.flatten().max_by_key(near)?;
        let borne: Vec<&(f64, f64)> = places.iter().filter(|p| best.off(p).abs() <= astray).collect();
        (borne.len() as f64 >= STRAIGHT * places.len() as f64).then(|| Self::mean(&borne))
    }

    /// How far a place lies off, pixels.
    fn off(&self, place: &(f64, f64)) -> f64 {
        place.1 - self.slope * place.0 - self.start
    }

    /// Moved `out` (up is -1, down 1) until few of the places near it lie outside.
    fn moved(self, places: &[(f64, f64)], out: f64) -> Self {
        let astray = (ASTRAY * places.len() as f64).max(1.5);
        let mut off: Vec<f64> =
            places.iter().map(|p| out * self.off(p)).filter(|off| off.abs() <= astray).collect();
        off.sort_by(f64::total_cmp);
        let by = off.get((off.len() as f64 * (1.0 - OUTSIDE)) as usize).copied().unwrap_or(0.0);
        Self { start: self.start + out * by.max(0.0), ..self }
    }

    /// Least squares.
    fn mean(places: &[&(f64, f64)]) -> Self {
        let n = places.len() as f64;
        let (x, y) =
            (places.iter().map(|p| p.0).sum::<f64>() / n, places.iter().map(|p| p.1).sum::<f64>() / n);
        let spread: f64 = places.iter().map(|p| (p.0 - x).powi(2)).sum();
        let slope = places.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / spread.max(f64::MIN_POSITIVE);
        Self { slope, start: y - slope * x }
    }

    /// The point shared by this line, y over x, and the other, x over y.
    fn meets(self, upright: Line) -> Point {
        let y = (self.slope * upright.start + self.start) / (1.0 - self.slope * upright.slope);
        Point::new(upright.slope * y + upright.start, y)
    }
}
