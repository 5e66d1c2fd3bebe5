//! A page or book that lies apart on a ground seen all around it: on a desk, a scanner's bed, or mounted on a larger
//! sheet. Not for edges against other leaves or the border of the scan ([`super::edges`]).
//!
//! What is reached from the border of the scan over greys of that border is ground. What is left is the page, if it
//! has four straight sides.

use image::GrayImage;
use register::geometry::{Outline, Point, Rect};

use self::quad::{Quad, is_full};
use super::{binarize::Ink, shrink};

mod quad;

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
/// Grey of a bare sheet at least.
const SHEET: f64 = 225.0;
/// Brightness of a ground that is no paper, share of that of what lies on it at most: tinted paper around a white box
/// has more.
const NO_PAPER: f64 = 0.72;
/// Share of the ground that may show something, as a sheet its heading: with more the ground is the page, and what
/// seems to lie on it a box.
const LITTERED: f64 = 0.03;
/// What else lies on the ground at most, share of what is found: a slip, a pen or a chart of colours, no leaf.
const ANOTHER: f64 = 0.15;

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
    let apart = only_part(left.clone())?;
    let quad = Quad::around(&apart).filter(|quad| quad.is_filled(&apart))?;
    if ground.may_be_paper(picture, &apart) || quad.littered(&left) > LITTERED {
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
    /// What three quarters of the border do not exceed.
    bright: f64,
}

impl Ground {
    /// As the border shows it, if it shows it all around and the picture shows something else too.
    fn of(small: &GrayImage) -> Option<Self> {
        let (w, h) = small.dimensions();
        let rows = (0..w).flat_map(|x| [(x, 0), (x, h - 1)]);
        let columns = (0..h).flat_map(|y| [(0, y), (w - 1, y)]);
        let [first, _, third] = quartiles(rows.chain(columns).map(|(x, y)| small.get_pixel(x, y).0[0]))?;
        let beyond = (BEYOND * f64::from(third - first)).clamp(TOLERANCE.0, TOLERANCE.1);
        let ground =
            Self { least: f64::from(first) - beyond, most: f64::from(third) + beyond, bright: third.into() };
        // Looked for only where there is enough of something else.
        let sampled = || small.as_raw().iter().step_by(7);
        let others = sampled().filter(|grey| !ground.holds(**grey)).count();
        let enough = others as f64 >= SHARE.start * sampled().count() as f64;
        (third - first <= MIXED && enough).then_some(ground)
    }

    fn holds(&self, grey: u8) -> bool {
        (self.least..=self.most).contains(&f64::from(grey))
    }

    /// Is it neither a bare sheet nor far darker than what lies on it?
    fn may_be_paper(&self, picture: &GrayImage, apart: &Ink) -> bool {
        let inside = picture.as_raw().iter().zip(&apart.dots).filter(|(_, dot)| **dot != 0);
        let quartiles = quartiles(inside.map(|(grey, _)| *grey).step_by(7));
        let far_darker = quartiles.is_some_and(|[.., bright]| self.bright <= NO_PAPER * f64::from(bright));
        self.least < SHEET && !far_darker
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

/// Of parts that do not touch the one with most dots, if no other comes near it: a second leaf is none to lose.
fn only_part(mut ink: Ink) -> Option<Ink> {
    let (mut largest, mut second): (Vec<usize>, usize) = (Vec::new(), 0);
    let mut next = Vec::new();
    for start in 0..ink.dots.len() {
        if ink.dots[start] == 0 {
            continue;
        }
        let mut part = Vec::new();
        next.push(start);
        while let Some(at) = next.pop() {
            if ink.dots[at] != 0 {
                ink.dots[at] = 0;
                part.push(at);
                next.extend(beside(at, ink.width, ink.height));
            }
        }
        if part.len() > largest.len() {
            (second, largest) = (largest.len(), part);
        } else {
            second = second.max(part.len());
        }
    }
    largest.iter().for_each(|&at| ink.dots[at] = 1);
    (second as f64 <= ANOTHER * largest.len() as f64 && !largest.is_empty()).then_some(ink)
}

/// The values a quarter, a half and three quarters of all do not exceed.
fn quartiles(values: impl Iterator<Item = u8>) -> Option<[u8; 3]> {
    let mut values: Vec<u8> = values.collect();
    values.sort_unstable();
    let at = |share: usize| values.get(values.len() * share / 4).copied();
    Some([at(1)?, at(2)?, at(3)?])
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
    fn a_white_box_on_tinted_paper_is_no_page() {
        let box_on = |tint: u8| lying(0.0, (500.0, 400.0), |_, _| 240, move |_, _| tint);
        assert_eq!(lying_on(&box_on(195)), None);
        check(&box_on(120), 0.0, (500.0, 400.0));
    }

    #[test]
    fn of_two_leaves_on_a_desk_none_is_left_out() {
        let two = look(800, 600, |x, y| {
            let leaf = (60..380).contains(&x) || (420..740).contains(&x);
            if leaf && (60..540).contains(&y) { 205 } else { wood(x, y) }
        });
        assert_eq!(lying_on(&two), None);
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
