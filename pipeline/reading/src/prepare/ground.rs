//! A page or book that lies apart on a ground seen all around it: on a desk, a scanner's bed, or mounted on a larger
//! sheet. Not for edges against other leaves or the border of the scan ([`super::edges`]).
//!
//! What is reached from the border of the scan over greys of that border is ground. What is left is the page, if it
//! has four straight sides.

use image::GrayImage;
use register::geometry::{Outline, Point, Rect};

use super::{binarize::Ink, shrink};

/// Longer side of the picture looked at, pixels, or up to twice that.
const SIDE: u32 = 400;
/// How far greys of the ground go beyond the middle half of those along the border, times the width of that half, and
/// grey values at least and at most.
const BEYOND: f64 = 1.5;
const TOLERANCE: (f64, f64) = (12.0, 40.0);
/// Where the middle half of the border's greys is wider than this, it shows more than ground.
const MIXED: u8 = 60;
/// Share of the picture a page takes that lies apart.
const SHARE: std::ops::Range<f64> = 0.15..0.93;
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
/// Share of a ground as bright as paper that may be written on, as the heading of a sheet is: with more the ground is
/// the page, and what seems to lie on it a box.
const LITTERED: f64 = 0.03;
/// How deep the rim lies that shows a page from a ruled frame, share of the way to its middle: within a rule it is
/// ground again, and curled sides do not reach so far in.
const RIM: f64 = 0.025;
/// Share of the rim that is no ground.
const FULL_RIM: f64 = 0.85;

/// What lies somewhere on a scan.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lying {
    /// Corners on the picture looked at, clockwise from top left.
    pub(super) corners: Outline,
    /// How it leans, degrees.
    pub(super) lean: f64,
}

/// What lies apart on its ground: found on a small picture, and once more in all detail.
pub(super) fn lying_on(look: &GrayImage) -> Option<Lying> {
    let factor = shrink::factor_to(look.width(), look.height(), SIDE);
    let mut small = found_on(&shrink::gray(look, factor))?;
    let by = f64::from(factor);
    small.corners.iter_mut().for_each(|p| *p = Point::new(p.x * by, p.y * by));
    Some(found_on(look).unwrap_or(small))
}

fn found_on(picture: &GrayImage) -> Option<Lying> {
    let ground = Ground::of(picture)?;
    let left = ground.leaves(picture);
    let apart = largest_part(left.clone())?;
    let quad = Quad::around(&apart).filter(|quad| quad.is_filled(&apart))?;
    if ground.may_be_paper(picture, &apart) && quad.littered(&left) > LITTERED {
        return None;
    }
    let Quad { corners, degrees } = quad;
    let is_other = |x, y| picture.get_pixel_checked(x, y).is_some_and(|grey| !ground.holds(grey.0[0]));
    is_full(&corners, is_other).then_some(Lying { corners, lean: degrees })
}

/// All of a scan, as it lies.
pub(super) fn whole(look: &GrayImage) -> Lying {
    let sheet = Rect::new(0.0, 0.0, f64::from(look.width()), f64::from(look.height()));
    Lying { corners: sheet.corners(), lean: 0.0 }
}

/// Greys of the ground.
struct Ground {
    least: f64,
    most: f64,
}

impl Ground {
    /// As the border shows it, if it shows it all around and the picture shows something else too.
    fn of(small: &GrayImage) -> Option<Self> {
        let (w, h) = small.dimensions();
        let rows = (0..w).flat_map(|x| [(x, 0), (x, h - 1)]);
        let columns = (0..h).flat_map(|y| [(0, y), (w - 1, y)]);
        let [first, _, third] = quartiles(rows.chain(columns).map(|(x, y)| small.get_pixel(x, y).0[0]))?;
        let beyond = (BEYOND * f64::from(third - first)).clamp(TOLERANCE.0, TOLERANCE.1);
        let ground = Self { least: f64::from(first) - beyond, most: f64::from(third) + beyond };
        // Looked for only where there is enough of something else.
        let sampled = || small.as_raw().iter().step_by(7);
        let others = sampled().filter(|grey| !ground.holds(**grey)).count();
        let enough = others as f64 >= SHARE.start * FILLED * sampled().count() as f64;
        (third - first <= MIXED && enough).then_some(ground)
    }

    fn holds(&self, grey: u8) -> bool {
        (self.least..=self.most).contains(&f64::from(grey))
    }

    /// Is it about as bright as what lies on it?
    fn may_be_paper(&self, picture: &GrayImage, apart: &Ink) -> bool {
        let inside =
            picture.as_raw().iter().zip(&apart.dots).filter(|(_, dot)| **dot != 0).map(|(grey, _)| *grey);
        quartiles(inside.step_by(7)).is_some_and(|[.., bright]| self.most >= f64::from(bright))
    }

    /// What is not reached from the border over ground.
    fn leaves(&self, small: &GrayImage) -> Ink {
        let (width, height) = (small.width() as usize, small.height() as usize);
        let mut left = Ink { width, height, dots: vec![1; width * height] };
        let rows = (0..width).flat_map(|x| [x, (height - 1) * width + x]);
        let columns = (0..height).flat_map(|y| [y * width, y * width + width - 1]);
        let mut reached: Vec<usize> = rows.chain(columns).collect();
        while let Some(at) = reached.pop() {
            if left.dots[at] != 0 && self.holds(small.as_raw()[at]) {
                left.dots[at] = 0;
                reached.extend(beside(at, width, height));
            }
        }
        left
    }
}

/// The four places around a place of a picture, as far as they lie on it.
fn beside(at: usize, width: usize, height: usize) -> impl Iterator<Item = usize> {
    let (x, y) = (at % width, at / width);
    let sides = [(x > 0, at.wrapping_sub(1)), (x + 1 < width, at + 1)];
    let ends = [(y > 0, at.wrapping_sub(width)), (y + 1 < height, at + width)];
    sides.into_iter().chain(ends).filter(|place| place.0).map(|place| place.1)
}

/// Of parts that do not touch the one with most dots.
fn largest_part(mut ink: Ink) -> Option<Ink> {
    let mut largest: Vec<usize> = Vec::new();
    for start in 0..ink.dots.len() {
        let (mut part, mut next) = (Vec::new(), vec![start]);
        while let Some(at) = next.pop() {
            if ink.dots[at] != 0 {
                ink.dots[at] = 0;
                part.push(at);
                next.extend(beside(at, ink.width, ink.height));
            }
        }
        if part.len() > largest.len() {
            largest = part;
        }
    }
    largest.iter().for_each(|&at| ink.dots[at] = 1);
    (!largest.is_empty()).then_some(ink)
}

/// The values a quarter, a half and three quarters of all do not exceed.
fn quartiles(values: impl Iterator<Item = u8>) -> Option<[u8; 3]> {
    let mut values: Vec<u8> = values.collect();
    values.sort_unstable();
    let at = |share: usize| values.get(values.len() * share / 4).copied();
    Some([at(1)?, at(2)?, at(3)?])
}

/// Four straight sides.
struct Quad {
    /// Clockwise from top left.
    corners: Outline,
    degrees: f64,
}

impl Quad {
    /// The sides of a part of the picture.
    fn around(ink: &Ink) -> Option<Self> {
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
    fn is_filled(&self, ink: &Ink) -> bool {
        let (mut within, mut filled, mut all) = (0usize, 0usize, 0usize);
        for y in 0..ink.height {
            for (x, &dot) in ink.row(y).iter().enumerate() {
                let inside = self.holds(Point::new(x as f64 + 0.5, y as f64 + 0.5));
                within += usize::from(inside);
                filled += usize::from(inside && dot != 0);
                all += usize::from(dot != 0);
            }
        }
        let share = within as f64 / (ink.width * ink.height) as f64;
        SHARE.contains(&share)
            && filled as f64 >= FILLED * within as f64
            && filled as f64 >= FILLED * all as f64
    }

    /// Share of the picture outside that is no ground.
    fn littered(&self, left: &Ink) -> f64 {
        let (mut outside, mut littered) = (0usize, 0usize);
        for y in 0..left.height {
            for (x, &dot) in left.row(y).iter().enumerate() {
                let here = !self.holds(Point::new(x as f64 + 0.5, y as f64 + 0.5));
                outside += usize::from(here);
                littered += usize::from(here && dot != 0);
            }
        }
        littered as f64 / outside.max(1) as f64
    }

    fn holds(&self, p: Point) -> bool {
        (0..4).all(|i| {
            let (a, b) = (self.corners[i], self.corners[(i + 1) % 4]);
            (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0.0
        })
    }
}

/// Is the rim inside the corners no ground all around? That of a ruled frame is.
fn is_full(corners: &[Point], is_other: impl Fn(u32, u32) -> bool) -> bool {
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

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    fn look(width: u32, height: u32, at: impl Fn(u32, u32) -> u8) -> GrayImage {
        GrayImage::from_fn(width, height, |x, y| Luma([at(x, y)]))
    }

    /// A sheet 600 by 800 with a part `size` about its middle that lies turned by `degrees`; both in the greys given
    /// for places on the sheet.
    fn lying(
        degrees: f64,
        size: (f64, f64),
        part: impl Fn(f64, f64) -> u8,
        ground: impl Fn(u32, u32) -> u8,
    ) -> GrayImage {
        let (sin, cos) = degrees.to_radians().sin_cos();
        look(600, 800, |x, y| {
            let (dx, dy) = (f64::from(x) - 300.0, f64::from(y) - 400.0);
            let (along, down) = (cos * dx + sin * dy, cos * dy - sin * dx);
            let inside = along.abs() <= size.0 / 2.0 && down.abs() <= size.1 / 2.0;
            if inside { part(along, down) } else { ground(x, y) }
        })
    }

    /// A part is found as it lies.
    fn check(look: &GrayImage, degrees: f64, size: (f64, f64)) {
        let Lying { corners, lean } = lying_on(look).expect("something lies there");
        assert!((lean - degrees).abs() < 0.3, "{lean}");
        let side = |i: usize| (corners[i + 1].x - corners[i].x).hypot(corners[i + 1].y - corners[i].y);
        assert!((side(0) - size.0).abs() < 6.0 && (side(1) - size.1).abs() < 6.0, "{corners:?}");
    }

    /// Grey wood with a grain.
    fn wood(x: u32, y: u32) -> u8 {
        70 + ((x / 9 + y.wrapping_mul(7) / 40) % 5 * 8) as u8
    }

    /// A page with lines of text.
    fn page(x: f64, y: f64) -> u8 {
        let written = x.abs() < 150.0 && y.abs() < 220.0;
        if written && y.rem_euclid(20.0) < 6.0 && x.rem_euclid(12.0) < 7.0 { 60 } else { 205 }
    }

    #[test]
    fn a_photograph_on_a_sheet_is_found_with_its_angle() {
        let photograph = |x: f64, y: f64| if x.abs() < 220.0 && y.abs() < 180.0 { 170 } else { 5 };
        for degrees in [0.0, 2.0, -8.0] {
            check(&lying(degrees, (500.0, 400.0), photograph, |_, _| 255), degrees, (500.0, 400.0));
        }
    }

    #[test]
    fn a_page_on_a_desk_is_found_however_it_lies() {
        for degrees in [0.0, 5.0, -12.0] {
            check(&lying(degrees, (400.0, 560.0), page, wood), degrees, (400.0, 560.0));
        }
    }

    #[test]
    fn a_page_that_fills_its_scan_lies_on_nothing() {
        assert_eq!(lying_on(&lying(0.0, (700.0, 900.0), page, wood)), None);
        assert_eq!(lying_on(&look(600, 800, |_, _| 230)), None);
        assert_eq!(lying_on(&look(1, 1, |_, _| 230)), None);
    }

    #[test]
    fn a_ruled_frame_is_no_page() {
        let frame = |x: f64, y: f64| if x.abs() > 197.0 || y.abs() > 277.0 { 20 } else { 250 };
        assert_eq!(lying_on(&lying(0.0, (400.0, 560.0), frame, |_, _| 250)), None);
    }

    #[test]
    fn a_shaded_box_among_text_is_no_page() {
        let written = |x: u32, y: u32| (60..540).contains(&x) && y % 20 < 6 && x % 12 < 7;
        let shaded = lying(0.0, (500.0, 300.0), page, |x, y| if written(x, y) { 60 } else { 250 });
        assert_eq!(lying_on(&shaded), None);
        check(&lying(0.0, (500.0, 300.0), page, |_, _| 250), 0.0, (500.0, 300.0));
    }

    #[test]
    fn a_round_thing_is_no_page() {
        let round = |x: f64, y: f64| if x.hypot(y) < 240.0 { 200 } else { 90 };
        assert_eq!(lying_on(&lying(0.0, (560.0, 560.0), round, |_, _| 90)), None);
    }
}
